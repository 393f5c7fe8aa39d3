"""Guide -> findings: what a careful reader would notice before trusting a figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from index.claims import CLAIMS_OFFER
from index.declared import compare_front_matter
from index.guide import Band, Finding, Guide, Pay, Severity
from index.money import Range, format_range, money_in
from index.parse.targets import component_near
from index.places import fold, local_currencies
from index.totals import read_total

# What the reader says where a table or lines of pay gave no row.
_UNREAD = frozenset(("unread-table", "broken-table", "unread-lines"))
AGING_DAYS = 90
STALE_DAYS = 180

_BLANK = re.compile(r"\[[^\]]*\](?!\()|\$\[|\b[XY]{1,3}%|\bTBD\b|\bTODO\b")


def audit_guide(guide: Guide, today: date) -> tuple[Finding, ...]:
    """Return what the reader of the file found and what the figures and words of the guide give away."""
    file = f"{guide.slug}.md"
    found = list(guide.findings)
    for severity, line, rule, message in _checks(guide, today):
        found.append(Finding(severity, file, line, rule, message))
    return tuple(sorted(found, key=lambda f: f.line))


def audit_folder(guides: Iterable[Guide], today: date) -> list[Finding]:
    """Audit each guide, then the folder as a whole: duplicates, one company under two folders."""
    held: list[Finding] = []
    jobs: dict[tuple[str, str], list[str]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    for guide in guides:
        held.extend(audit_guide(guide, today))
        if not guide.is_playbook and guide.text:
            jobs[_identity(guide)].append(guide.slug)
            names[fold(guide.company_name)].add(guide.company)
    for slugs in jobs.values():
        held.extend(
            Finding("error", f"{slug}.md", 1, "duplicate", f"{slugs[0]} is a guide for the same company and role.")
            for slug in slugs[1:]
        )
    for folded, folders in names.items():
        if len(folders) > 1:
            every = ", ".join(sorted(folders))
            held.append(
                Finding(
                    "warning",
                    f"{min(folders)}/",
                    1,
                    "company-twice",
                    f"“{folded}” is the company of several folders: {every}.",
                )
            )
    return held


def _identity(guide: Guide) -> tuple[str, str]:
    declared = guide.front
    company = declared.company if declared and declared.company else guide.company
    role = declared.role if declared and declared.role else guide.role
    return company, role


def _checks(guide: Guide, today: date) -> Iterator[tuple[Severity, int, str, str]]:
    if not guide.text:
        return
    yield from _freshness(guide, today)
    if not guide.sources:
        yield "warning", 1, "no-sources", "The guide names no source for its figures."
    for section in guide.sections:
        if _BLANK.search(section.heading):
            yield (
                "warning",
                section.lines.first,
                "blank-in-heading",
                f"A blank is left in the heading “{section.heading}”.",
            )
    if guide.is_playbook:
        return
    if not guide.bands and not any(f.rule in _UNREAD for f in guide.findings):
        yield _without_rows(guide)
    for band in guide.bands:
        yield from _band(band)
    for lever in guide.levers:
        if CLAIMS_OFFER.search(lever.script):
            yield (
                "warning", lever.lines.first, "claims-offer",
                f"The script of “{lever.title}” claims a competing offer or other talks; it holds only for someone who "
                "has them.",
            )  # fmt: skip
        if lever.said and all(s.kind == "jargon" for s in lever.said):
            yield (
                "info", lever.lines.first, "nothing-to-say",
                f"Every sentence of “{lever.title}” speaks of levers and premiums; none is a reason "
                "to give a recruiter.",
            )  # fmt: skip
        yield from _script_figures(guide, lever.script, lever.title, lever.lines.first)
    yield from compare_front_matter(guide)


def _without_rows(guide: Guide) -> tuple[Severity, int, str, str]:
    """A guide without a pay row is of no use; one that is still to be filled in is no fault yet."""
    pay = [s for s in guide.sections if s.kind == "pay"]
    where = pay[0].lines.first if pay else 1
    if any(_BLANK.search(s.text) for s in pay):
        return "warning", where, "no-bands", "The guide has no pay row yet: blanks are left where its figures stand."
    return (
        "error", where, "no-bands",
        "No pay row could be read from the guide; write a table with the columns Region, Base salary and Total comp.",
    )  # fmt: skip


def _freshness(guide: Guide, today: date) -> Iterator[tuple[Severity, int, str, str]]:
    fresh = guide.freshness
    if fresh.last_updated:
        days = (today - fresh.last_updated).days
        if days > STALE_DAYS:
            yield "warning", 1, "stale", f"Last updated {days} days ago, on {fresh.last_updated}."
        elif days > AGING_DAYS:
            yield "info", 1, "aging", f"Last updated {days} days ago, on {fresh.last_updated}."
    if fresh.next_review_due and fresh.next_review_due < today:
        yield "warning", 1, "review-overdue", f"The review was due on {fresh.next_review_due}."
    if fresh.data_quality == "low":
        yield "warning", 1, "low-quality", "The guide rates its own data as low quality."


def _band(band: Band) -> Iterator[tuple[Severity, int, str, str]]:
    where = f" for {band.region.label}" if band.region else f" for {band.level}" if band.level else ""
    for pay in band.pays:
        for value in _ranges(pay):
            if value.low > value.high:
                yield (
                    "error",
                    pay.line,
                    "low-above-high",
                    f"{pay.label}{where}: {value.text or format_range(value)} starts above its end.",
                )
    units = {p.amount.unit for p in band.pays if p.amount and p.amount.unit not in ("options", "shares")}
    if len(units) > 1:
        yield (
            "warning",
            band.line,
            "mixed-currency",
            f"The row{where} mixes currencies: {', '.join(sorted(units))}.",
        )
    local = local_currencies(band.region) if band.region else ()
    if local and band.currency not in local and not band.region_text.count(band.currency):
        yield (
            "info",
            band.line,
            "foreign-currency",
            f"The row{where} is in {band.currency}, not in {' or '.join(local)}.",
        )
    total = read_total(band)
    whole = band.pay("total")
    if whole and total.agreed not in ("full grant", "unknown"):
        fits = (
            "a quarter of the stock figure"
            if total.agreed == "a quarter of the grant"
            else "neither the whole stock figure nor a quarter of it"
        )
        yield (
            "info", whole.line, "total",
            f"The total{where} is not base + stock + bonus; it fits {fits}.",
        )  # fmt: skip
    elif whole and total.low != total.high:
        yield (
            "info",
            whole.line,
            "total",
            f"The total{where} follows its parts at one end ({total.low}) and not at the other ({total.high}).",
        )


def _ranges(pay: Pay) -> list[Range]:
    return [r for r in (pay.amount, pay.percent, pay.second) if r]


def _script_figures(guide: Guide, script: str, title: str, line: int) -> Iterator[tuple[Severity, int, str, str]]:
    hits = money_in(script)
    for i, hit in enumerate(hits):
        component = component_near(script, hit, hits[i + 1].start if i + 1 < len(hits) else len(script))
        if component is None or hit.value.unit == "%":
            continue
        bands = [
            p.amount for b in guide.bands if (p := b.pay(component)) and p.amount and p.amount.unit == hit.value.unit
        ]
        if bands and not any(b.low <= hit.value.low and hit.value.high <= b.high for b in bands):
            yield (
                "info", line, "script-outside-band",
                f"The script of “{title}” says {hit.value.text} of {component}, outside every {component} band of the "
                "guide.",
            )  # fmt: skip
