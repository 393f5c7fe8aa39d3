"""A question over all guides -> rows from the structured bands: counted, ranked, currencies apart."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from dataclasses import dataclass

from coach.answers.pay import NAMES
from coach.evidence.retrieve import Library
from coach.reply import Figure
from coach.reply.draft import Draft
from coach.understanding.question import Question
from index.catalog import PayQuery, PayRow
from index.guide import Component, Lines
from index.money import Range, format_amount, format_range
from index.places import gazetteer, place_name

MOST_LISTED = 8
_ABOVE = re.compile(
    r"\b(?:above|over|more than|at least|exceed\w*|north of|higher than|from|greater than|>=?)\s*$", re.I
)
_BELOW = re.compile(r"\b(?:below|under|less than|at most|up to|lower than|<=?)\s*$", re.I)
_MEDIAN = re.compile(r"\bmedian\b|\btypical\b|\bmiddle\b", re.I)
_MEAN = re.compile(r"\baverage\b|\bmean\b", re.I)
_LEAST = re.compile(r"\bleast\b|\blowest\b|\bworst\b|\bcheapest\b", re.I)


@dataclass(frozen=True, slots=True)
class _Limit:
    """A bound that the question sets on a figure."""

    value: float
    above: bool
    unit: str


def answer_across(question: Question, library: Library, draft: Draft) -> None:
    """Rank, filter or summarise one pay component over every guide of the role and place asked for."""
    component: Component = next(iter(question.topic.components), "total")
    roles = tuple(dict.fromkeys(m.role for m in question.mentions.roles if m.role))
    unknown = [m.name for m in question.mentions.roles if not m.role]
    places = tuple(
        dict.fromkeys(k for p in question.mentions.places if not p.weak or p.name.isupper() for k in _wider(p.keys))
    )
    if unknown and not roles:
        draft.abstained = True
        draft.say(f"None of the guides is about {unknown[0]}s, so I have nothing to rank.")
        return
    rows = [
        r
        for r in library.pays(PayQuery(roles=roles, places=places, components=(component,)))
        if r.low is not None and r.high is not None
    ]
    limit = _limit(question)
    what = _what(question, library, roles)
    if not rows:
        draft.abstained = True
        draft.say(f"None of the guides has {NAMES[component].lower()} figures for {what}.")
        return
    groups: dict[str, list[PayRow]] = defaultdict(list)
    for row in rows:
        groups[f"{row.unit}{' a month' if row.period == 'month' else ''}"].append(row)
    ordered = sorted(groups.items(), key=lambda g: -len(g[1]))
    for number, (unit, held) in enumerate(ordered):
        _say_group(question, library, draft, held, unit, component, what, limit, first=number == 0)
    if len(ordered) > 1:
        draft.note("Currencies are kept apart; I do not convert without a rate you trust.")


def _wider(keys: tuple[str, ...]) -> tuple[str, ...]:
    """A place and, for a wider area, the places in it."""
    known = gazetteer().places
    members = tuple(m for k in keys for m in (known[k].members if k in known else ()) if not m.startswith("country:"))
    in_metro = tuple(p.key for p in known.values() if p.metro and p.metro in keys)
    return (*keys, *members, *in_metro)


def _what(question: Question, library: Library, roles: tuple[str, ...]) -> str:
    who = " or ".join(f"{library.names.role_name(r)}s" for r in roles) or "any role"
    where = " or ".join(place_name(p.keys[0]) for p in question.mentions.places)
    return f"{who} in {where}" if where else who


def _limit(question: Question) -> _Limit | None:
    for found in question.amounts:
        if found.value.unit in ("%", "options", "shares"):
            continue
        before = question.text[: found.start]
        if _ABOVE.search(before) or _BELOW.search(before):
            return _Limit(found.value.high, bool(_ABOVE.search(before)), found.value.unit)
    return None


def _say_group(
    question: Question, library: Library, draft: Draft, rows: list[PayRow], unit: str, component: Component, what: str,
    limit: _Limit | None, *, first: bool,
) -> None:  # fmt: skip
    name = NAMES[component].lower()
    every = {r.guide.split("/")[0] for r in rows}
    if limit:
        if limit.unit and limit.unit != rows[0].unit:
            return
        kept = [r for r in rows if (_high(r) > limit.value if limit.above else _low(r) < limit.value)]
        kept = _one_each(kept)
        bound = draft.add(_user_figure(limit, rows[0].unit))
        side = "reaching above" if limit.above else "starting below"
        draft.say(
            f"{_count({r.guide.split('/')[0] for r in kept})} of {len(every)} with {what} ({unit}) have a {name} band {side} {bound}."
        )
        rows = kept
    elif _MEDIAN.search(question.text) or _MEAN.search(question.text):
        _say_middle(question, draft, rows, unit, component, what, library)
        return
    ranked = sorted(
        _one_each(rows), key=_low if _LEAST.search(question.text) else _high, reverse=not _LEAST.search(question.text)
    )
    if not limit:
        lead = "lowest" if _LEAST.search(question.text) else "highest"
        best = ranked[0]
        slot, mark = _cited(library, draft, best)
        draft.say(
            f"{'Of' if first else 'And of'} {_count(every)} with {what} in {unit}, {library.names.company_name(best.guide.split('/')[0])} has the {lead} {name} band: {slot} {mark}."
        )
    if ranked:
        lines = ["| Company | Role | Region | Band |", "|---|---|---|---|"]
        for row in ranked[:MOST_LISTED]:
            slot, mark = _cited(library, draft, row)
            company, _, role = row.guide.partition("/")
            place = ", ".join(x for x in (row.region, row.level) if x)
            lines.append(
                f"| {library.names.company_name(company)} | {library.names.role_name(role)} | {place} | {slot} {mark} |"
            )
        draft.say("\n".join(lines))
        if len(ranked) > MOST_LISTED:
            draft.note(f"The first {MOST_LISTED} of {len(ranked)} are shown.")


def _say_middle(
    question: Question, draft: Draft, rows: list[PayRow], unit: str, component: Component, what: str, library: Library
) -> None:
    """A median or mean over companies; of the tops of the bands, or of both ends."""
    each = _one_each(rows)
    use = statistics.median if _MEDIAN.search(question.text) else statistics.fmean
    word = "median" if use is statistics.median else "mean"
    low, high = use([_low(r) for r in each]), use([_high(r) for r in each])
    company = {r.guide.split("/")[0] for r in each}
    slot = draft.add(
        Figure(
            text=format_range(Range(round(low), round(high), each[0].unit)), kind="derived", component=component, company="", role="", region=what,
            currency=each[0].unit, unit="absolute", low=round(low), high=round(high),
            formula=f"{word} of the low ends and of the high ends over {len(each)} rows",
        )
    )  # fmt: skip
    top = format_amount(round(high), each[0].unit)
    top_slot = draft.add(
        Figure(
            text=top, kind="derived", component=component, company="", role="", region=what, currency=each[0].unit, unit="absolute",
            low=round(high), high=round(high), formula=f"{word} of the high ends over {len(each)} rows",
        )
    )  # fmt: skip
    draft.say(
        f"Over {_count(company)} with {what} ({unit}), the {word} {NAMES[component].lower()} band is {slot}; its top is {top_slot}."
    )
    names = sorted(library.names.company_name(c) for c in company)
    draft.note(f"Counted: {', '.join(names[:20])}{' and more' if len(names) > 20 else ''}.")


def _one_each(rows: list[PayRow]) -> list[PayRow]:
    """The best row of each guide, so that a company with three levels counts once."""
    best: dict[str, PayRow] = {}
    for row in rows:
        if row.guide not in best or _high(row) > _high(best[row.guide]):
            best[row.guide] = row
    return list(best.values())


def _cited(library: Library, draft: Draft, row: PayRow) -> tuple[str, str]:
    guide = library.guide(row.guide)
    lines = Lines(row.line, row.line)
    mark = draft.cite(guide, lines, row.heading)
    unit = {"4yr": "per 4-year grant", "year": "per year", "month": "per month"}.get(row.covers or "", "absolute")
    value = Range(_low(row), _high(row), row.unit)
    slot = draft.add(
        Figure(
            text=format_range(value), kind="band", component=row.component, company=guide.company, role=guide.role, region=row.region,
            level=row.level, currency=row.unit, unit="per month" if row.period == "month" else unit, low=value.low, high=value.high,
            citation=int(mark.strip("[]")),
        )
    )  # fmt: skip
    return slot, mark


def _user_figure(limit: _Limit, unit: str) -> Figure:
    text = format_amount(limit.value, limit.unit or unit)
    return Figure(text, "user", "", "", "", "", limit.unit or unit, "absolute", limit.value, limit.value)


def _count(companies: set[str]) -> str:
    return f"{len(companies)} {'company' if len(companies) == 1 else 'companies'}"


def _low(row: PayRow) -> float:
    return row.low or 0.0


def _high(row: PayRow) -> float:
    return row.high or 0.0
