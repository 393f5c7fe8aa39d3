"""Evidence -> what the guides lack, said plainly, with the nearest thing they have: another row, or the guide's own
prose.
"""

from __future__ import annotations

from rapidfuzz import fuzz, process

from coach.evidence.retrieve import Evidence, Missing
from coach.reply import Gap
from coach.reply.draft import Draft
from coach.understanding.question import Question
from coach.understanding.words import cut, with_article
from index.guide import PLAYBOOK, Component, Guide
from index.names import Names
from index.places import fold

MOST_NAMED = 6
_CLOSE = 78  # of 100: "Aly" and "Ally" are 86
_OFFERED = 4  # companies to choose from with a tap
_MARKET_FIRST = ("premium", "pay", "prose", "dna", "levels", "strategy")


def told_in_text(guide: Guide, component: Component, draft: Draft) -> str:
    """The guide's own sentence that puts a figure on a component its table lacks, quoted and cited; "" where none does.

    What the guide states of the market comes before what it tells the candidate to ask for; scripts are no evidence.
    """
    told = [r for r in guide.remarks if r.component == component and r.section in _MARKET_FIRST]
    if not told:
        return ""
    first = min(told, key=lambda r: _MARKET_FIRST.index(r.section))
    mark = draft.cite(guide, first.lines, first.heading)
    return f"“{draft.quote(guide, cut(first.text, 300), 'script', first.lines, first.heading)}” {mark}"


def answer_missing(question: Question, evidence: Evidence, names: Names, draft: Draft) -> None:
    """Say the first gap; every option named is one the guides do cover."""
    gap = evidence.gaps[0]
    if gap.kind in ("company", "role", "region", "level"):
        draft.gaps.append(_lacked(gap, question, names))
    writers = {
        "company": _company, "no_company": _no_company, "ambiguous": _ambiguous, "role": _role,
        "no_role": _no_role, "region": _region, "level": _level,
    }  # fmt: skip
    writers[gap.kind](gap, question, names, draft)


def _lacked(gap: Missing, question: Question, names: Names) -> Gap:
    """The gap by names alone, so that whoever keeps the guides learns what is asked for and nothing of who asked."""
    company, _, role = gap.guide.partition("/")
    if not company and gap.kind == "role":
        company = next((m.options[0] for m in question.topic.companies if m.options), "")
    if not role and gap.kind == "company":
        role = next((m.role for m in question.topic.roles if m.role), "")
    return Gap(
        gap.kind, gap.name, names.company_name(company) if company else "", names.role_name(role) if role else ""
    )


def _company(gap: Missing, question: Question, names: Names, draft: Draft) -> None:
    draft.abstained = True
    draft.say(f"I have no guide for {gap.name}, so I have no figures for it and will not guess.")
    near = _near(gap.name, names)
    if near:
        draft.say(f"Did you mean {' or '.join(near)}?")
        draft.suggestions.extend(near)
    roles = [m.role for m in question.topic.roles if m.role]
    if roles:
        have = [names.company_name(c) for c in sorted(names.companies.display) if roles[0] in names.roles_at(c)]
        if have:
            draft.say(f"For {names.role_name(roles[0])} I cover {_listed(have)}.")
            draft.suggestions.append(f"What does {have[0]} pay {with_article(names.role_name(roles[0]))}?")


def _near(name: str, names: Names) -> list[str]:
    """The companies with guides that are written almost so, by their whole name or its first word, the nearest first."""
    held = {slug: shown for slug, shown in names.companies.display.items() if slug != PLAYBOOK}
    said = fold(name)
    scores = {
        shown: max(fuzz.ratio(said, fold(shown)), fuzz.ratio(said, fold(shown).split(" ")[0]))
        for shown in held.values()
    }
    close = sorted((s for s in scores if scores[s] >= _CLOSE), key=lambda s: -scores[s])
    return close[:2] if len(said) > 2 else []


def _no_company(gap: Missing, question: Question, names: Names, draft: Draft) -> None:
    draft.clarify = "Which company is this about?"
    role = next((m.role for m in question.topic.roles if m.role), "")
    held = [c for c in names.companies.display if c != PLAYBOOK]
    fit = sorted(names.companies.display[c] for c in held if not role or role in names.roles_at(c))
    kind = f"{names.role_name(role)} guides" if role and fit else "guides"
    have = fit or sorted(names.companies.display[c] for c in held)
    draft.say(f"{draft.clarify} I have {kind} for {_listed(have)}.")
    draft.suggestions.extend(fit[:_OFFERED])


def _ambiguous(gap: Missing, question: Question, names: Names, draft: Draft) -> None:
    options = [names.company_name(o) for o in gap.options]
    draft.clarify = f"Do you mean {' or '.join(options)}?"
    why = f"“{gap.name}” fits more than one company I cover. " if gap.name else "Your words name no company for sure. "
    draft.say(f"{why}{draft.clarify}")
    draft.suggestions.extend(options)


def _role(gap: Missing, question: Question, names: Names, draft: Draft) -> None:
    draft.abstained = True
    company = next((names.company_name(m.options[0]) for m in question.topic.companies if m.options), "this company")
    near = process.extract(
        gap.name, [names.role_name(r) for r in gap.options], scorer=fuzz.token_set_ratio, limit=MOST_NAMED
    )
    have = [n for n, _, _ in near]
    draft.say(f"I have no {company} guide for {with_article(gap.name)}, so I have no figures for that role.")
    if have:
        draft.say(f"For {company} I do cover {_listed(have)}.")
        draft.suggestions.append(f"What does {company} pay {with_article(have[0])}?")


def _no_role(gap: Missing, question: Question, names: Names, draft: Draft) -> None:
    company = names.company_name(gap.name)
    have = [names.role_name(r) for r in gap.options]
    draft.clarify = f"Which role at {company}?"
    draft.say(f"Which role at {company}? I have {_listed(have, len(have))}.")
    draft.suggestions.extend(f"{company} {h}" for h in have[:3])


def _region(gap: Missing, question: Question, names: Names, draft: Draft) -> None:
    draft.abstained = True
    company, _, role = gap.guide.partition("/")
    who = " ".join(x for x in (names.company_name(company), names.role_name(role)) if x)
    draft.say(
        f"The {who} guide has no pay row for {gap.name}. It covers {_listed(list(gap.options), len(gap.options))}."
    )
    draft.suggestions.extend(f"And in {o}?" for o in gap.options[:3])


def _level(gap: Missing, question: Question, names: Names, draft: Draft) -> None:
    draft.note(f"The guide has no level {gap.name}; its levels are {_listed(list(gap.options), len(gap.options))}.")


def _listed(items: list[str], most: int = MOST_NAMED) -> str:
    shown = items[:most]
    more = len(items) - len(shown)
    if more:
        return ", ".join(shown) + f" and {more} more"
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f" and {shown[-1]}"
