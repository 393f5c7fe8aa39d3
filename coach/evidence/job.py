"""A situation -> the guide and the one pay row that it is about."""

from __future__ import annotations

from coach.evidence.retrieve import Library, Missing, retrieve
from coach.understanding.question import understand
from coach.understanding.situation import Situation
from index.errors import UserError
from index.guide import Band, Guide


class NoGuideError(UserError):
    """No guide, or no row of one, holds the job; what stands on the person's own figures can be done all the same."""


def job_of(situation: Situation, library: Library) -> tuple[Guide, Band]:
    """Find the guide and the row; UserError says what the situation lacks, or what there is instead.

    It is NoGuideError where no guide holds the job, and not where one of several companies or rows is to be chosen.
    Where no role is said, it is the company's only one, as it is in the answers.
    """
    if not situation.company:
        raise NoGuideError(
            "The situation names no company and role. Add both, such as: company: Ally Financial, role: ML/AI Engineer."
        )
    place = f" in {situation.region}" if situation.region else ""
    level = f", {situation.level}" if situation.level else ""
    job = f"{situation.role}{level} at {situation.company}" if situation.role else f"{situation.company}{level}"
    question = understand(f"{job}{place}: total pay", library.names)
    evidence = retrieve(question, library)
    if not evidence.guides:
        gap = next(iter(evidence.gaps), None)
        kind = UserError if gap and gap.kind == "ambiguous" else NoGuideError
        raise kind(_lacking(gap, situation, library) if gap else "No guide fits the situation.")
    guide, rows = evidence.bands[0]
    missing = next((g for g in evidence.gaps if g.kind == "region"), None)
    if missing or not rows:
        there = ", ".join(missing.options) if missing else "none"
        raise NoGuideError(
            f"The {guide.company_name} {guide.role_name} guide has no pay row for {situation.region or 'this'}; it "
            f"has: {there}."
        )
    if len(rows) > 1:
        what = "level" if len({r.level for r in rows}) > 1 else "region"
        names = ", ".join(
            dict.fromkeys((r.level if what == "level" else r.region.label if r.region else "") or "" for r in rows)
        )
        raise UserError(
            f"The {guide.company_name} {guide.role_name} guide has several rows. Add a {what} to the situation: "
            f"{names}."
        )
    return guide, rows[0]


def _lacking(gap: Missing, situation: Situation, library: Library) -> str:
    names = library.names
    match gap.kind:
        case "company" | "no_company":
            return f"There is no guide for {situation.company}."
        case "ambiguous":
            fitting = " and ".join(names.company_name(o) for o in gap.options)
            return f"“{situation.company}” fits {fitting}; write the one you mean."
        case "no_role":
            have = ", ".join(names.role_name(r) for r in gap.options)
            return f"The situation names no role. {situation.company} has guides for: {have}."
        case _:
            have = ", ".join(names.role_name(r) for r in gap.options)
            return f"There is no {situation.company} guide for “{situation.role}”; there are: {have}."
