"""Evidence -> two or more pay rows side by side; a difference only where currency and meaning agree."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.answers.missing import told_in_text
from coach.answers.pay import NAMES, ORDER, cell, job, lead_name, mark
from coach.evidence.retrieve import Evidence
from coach.reply import Figure
from coach.reply.draft import Draft
from coach.understanding.question import Question
from coach.understanding.rates import Rates, rate_for
from index.guide import Band, Component, Guide, Pay
from index.money import Period, Range, format_amount, format_range


@dataclass(frozen=True, slots=True)
class Side:
    """One thing compared, and the name it goes by."""

    name: str
    guide: Guide
    band: Band


def answer_comparison(question: Question, evidence: Evidence, draft: Draft, rates: Rates | None = None) -> bool:
    """Compare rows of one guide or of several; False (and nothing said) where there are not two."""
    sides = _sides(evidence)
    if len(sides) < 2:
        return False
    asked = question.topic.components
    shown: tuple[Component, ...] = tuple(
        c
        for c in ORDER
        if c != "other" and (not asked or c in asked) and all(s.band.pay(c) and _filled(s.band.pay(c)) for s in sides)
    )
    if not shown:
        shown = tuple(c for c in ORDER if any(_filled(s.band.pay(c)) for s in sides))
    lead: Component = "total" if "total" in shown and not asked else shown[0]
    shown = (lead, *(c for c in shown if c != lead))  # the verdict's own figures first
    verdict = _verdict(sides, lead, draft)
    converted = _converted(question, sides, lead, draft, rates) if len(sides) == 2 else ""
    draft.say(verdict.replace(", and I do not convert without a rate you trust", "") if converted else verdict)
    draft.say(_table(sides, shown, draft))
    draft.say(converted)
    for component in shown:
        if component != lead and len(sides) == 2:
            line = _gap_line(sides, component, draft)
            if line:
                draft.say(line)
    for component in asked:
        if component not in shown and not any(_filled(s.band.pay(component)) for s in sides):
            _say_untabled(sides, component, draft)
    return True


def _say_untabled(sides: list[Side], component: Component, draft: Draft) -> None:
    """A part that was asked for and that no table has: what the guides' text says of it."""
    guides = {s.guide.slug: s.guide for s in sides}
    told = {g.role_name: said for g in guides.values() if (said := told_in_text(g, component, draft))}
    for name, said in told.items():
        draft.say(f"The {NAMES[component].lower()} is not in the table; of the {name} the text says {said}.")
    if not told:
        draft.note(f"The guides give no {NAMES[component].lower()} for these.")


def _sides(evidence: Evidence) -> list[Side]:
    several = len(evidence.guides) > 1
    sides = []
    for guide, rows in evidence.bands:
        picked = rows[:1] if several else rows[:6]
        for band in picked:
            place = band.region.label if band.region else ""
            name = (
                guide.company_name
                if several and len({g.company for g in evidence.guides}) > 1
                else guide.role_name
                if several
                else ""
            )
            parts = [name, place if not several else "", band.level or ""]
            sides.append(Side(", ".join(p for p in parts if p) or place, guide, band))
    places = {s.band.region.label if s.band.region else "" for s in sides}
    if several and len(places) > 1:
        return [replace(s, name=f"{s.name}, {s.band.region.label}") if s.band.region else s for s in sides]
    return sides


def _filled(pay: Pay | None) -> bool:
    return bool(pay and (pay.amount or pay.percent))


def _verdict(sides: list[Side], component: Component, draft: Draft) -> str:
    a, b = sides[0], sides[1]
    first, second = a.band.pay(component), b.band.pay(component)
    what = lead_name(first).removesuffix(" band") if first else NAMES[component].lower()
    if len(sides) > 2:
        return f"The {what} figures side by side:"
    if not first or not second or not first.amount or not second.amount:
        return f"The guides do not both give a {what} figure, so I cannot say which is higher."
    problem = _incomparable(first, second)
    if component in ("base", "total") and a.band.footing(first) != b.band.footing(second):
        problem = "one is by the month, the other by the year"
    if problem:
        return f"I do not rank these two on {what}: {problem}."
    low, high = first.amount.low - second.amount.low, first.amount.high - second.amount.high
    if low == high == 0:
        return f"{a.name} and {b.name} have the same {what} band."
    if min(low, high) >= 0 or max(low, high) <= 0:
        winner, loser = (a, b) if max(low, high) > 0 else (b, a)
        gap = _gap(sides, component, abs(low), abs(high), draft)
        return f"{winner.name} has the higher {what} band, by {gap} over {loser.name}."
    return f"Neither is ahead throughout on {what}: {a.name} starts {'above' if low > 0 else 'below'} {b.name} and ends {'above' if high > 0 else 'below'} it."


def _converted(question: Question, sides: list[Side], component: Component, draft: Draft, rates: Rates | None) -> str:
    """The second side's band in the first's currency, at a rate that the user or the file of rates gives."""
    a, b = (s.band.pay(component) for s in sides)
    if not a or not b or not a.amount or not b.amount or a.amount.unit == b.amount.unit:
        return ""
    rate = rate_for(question.text, b.amount.unit, a.amount.unit, rates)
    value = rate.convert(_by_year(b.amount, sides[1].band.footing(b), sides[0].band.footing(a))) if rate else None
    if not rate or not value:
        return ""
    slot = draft.add(
        Figure(
            text=format_range(value), kind="derived", component=component, company=sides[1].guide.company, role=sides[1].guide.role,
            region=sides[1].name, currency=value.unit, unit="absolute", low=value.low, high=value.high, formula=rate.words,
        )
    )  # fmt: skip
    known = draft.add(
        Figure(
            text=rate.words, kind="user" if rate.source == "your rate" else "derived", component="", company="", role="", region="",
            currency="", unit="absolute", low=rate.value, high=rate.value, formula=rate.source,
        )
    )  # fmt: skip
    return f"Converted at {known}, {sides[1].name} comes to about {slot}; a rate moves, the band does not."


def _by_year(value: Range, footing: Period, other: Period) -> Range:
    """A monthly figure as twelve of them beside a yearly one, and a yearly one as a twelfth beside a monthly."""
    factor = {("month", "year"): 12.0, ("year", "month"): 1 / 12}.get((footing, other), 1.0)
    return Range(value.low * factor, value.high * factor, value.unit)


def _incomparable(first: Pay, second: Pay) -> str:
    if not first.amount or not second.amount:
        return "one of them has no figure"
    if first.amount.unit != second.amount.unit:
        return f"one is in {first.amount.unit}, the other in {second.amount.unit}, and I do not convert without a rate you trust"
    if first.component == "stock" and first.period != second.period:
        return "one column is a 4-year grant and the other is not said to be"
    return ""


def _gap(sides: list[Side], component: Component, low: float, high: float, draft: Draft) -> str:
    pay = sides[0].band.pay(component)
    unit = pay.amount.unit if pay and pay.amount else sides[0].band.currency
    small, large = sorted((low, high))
    text = format_amount(large, unit) if small in (0, large) else format_range(Range(small, large, unit))
    small = small or large
    slot = draft.add(
        Figure(
            text=text, kind="derived", component=component, company=sides[0].guide.company, role=sides[0].guide.role,
            region=f"{sides[0].name} and {sides[1].name}", currency=unit, unit="absolute", low=small, high=large,
            formula="difference of the low ends and of the high ends",
        )
    )  # fmt: skip
    return f"up to {slot}" if min(low, high) == 0 < large else slot


def _gap_line(sides: list[Side], component: Component, draft: Draft) -> str:
    first, second = sides[0].band.pay(component), sides[1].band.pay(component)
    if not first or not second or not first.amount or not second.amount or _incomparable(first, second):
        return ""
    low, high = first.amount.low - second.amount.low, first.amount.high - second.amount.high
    if low == high == 0 or min(low, high) < 0 < max(low, high):
        return ""
    winner = sides[0] if max(low, high) > 0 else sides[1]
    return f"{NAMES[component]}: {winner.name} is ahead by {_gap(sides, component, abs(low), abs(high), draft)}."


def _table(sides: list[Side], shown: tuple[Component, ...], draft: Draft) -> str:
    bonuses = [p for s in sides if (p := s.band.pay("bonus"))]
    shares = bool(bonuses) and all(p.percent and not p.amount for p in bonuses)  # then the heading says of what, once
    heads = [f"{NAMES[c]} (of base)" if c == "bonus" and shares else NAMES[c] for c in shown]
    lines = [f"| | {' | '.join(heads)} |", f"|{'---|' * (len(shown) + 1)}"]
    for side in sides:
        cells = []
        last = None
        for component in shown:
            pay = side.band.pay(component)
            held = cell(draft, side.guide, side.band, pay) if pay else "—"
            cells.append(held.removesuffix(" of base") if shares and component == "bonus" else held)
            last = pay or last
        if last:
            cells[-1] += f" {mark(draft, side.guide, side.band, last)}"
        lines.append(f"| {side.name} | {' | '.join(cells)} |")
    if len({s.guide.slug for s in sides}) == 1:
        return f"{job(sides[0].guide)}:\n\n" + "\n".join(lines)
    return "\n".join(lines)
