"""What a coaching reply is put together from: the package to ask for, what was refused, and how both are said."""

from __future__ import annotations

from coach.answers.desk import Desk, name_of
from coach.dialogue.deals import Dialogue
from coach.dialogue.resolve import PAY
from coach.standing.answer import later_pay
from coach.standing.ask import keeping, package
from coach.standing.package import AskFor, Package
from coach.understanding.situation import Part
from index.money import format_amount, money_in

MOVED = ("offer_made", "offer_revised", "corrected", "part_dropped")  # events that change the offer


def package_of(desk: Desk) -> Package | None:
    """The package to ask for; None where nothing is known to ask."""
    if {"base", "total"} & {*desk.now.deal.settled}:
        return None
    guide, band = desk.row or (None, None)
    later, _ = later_pay(desk.now.deal)
    hours = week_of(desk.now)
    return package(keeping(desk.situation), band, guide, desk.now.deal.asked, refused_of(desk), later, hours)


def week_of(now: Dialogue) -> float | None:
    """The hours of the person's present week, None where they are not told as a term of today."""
    return next((t.figure for t in now.terms_now if t.kind == "hours" and t.unit == "hour" and t.figure), None)


def refused_of(desk: Desk) -> frozenset[str]:
    """The parts that they were asked for and did not move since."""
    return refused_in(desk.now)


def refused_in(now: Dialogue) -> frozenset[str]:
    """The parts that they were asked for and did not move since, and those that the person leaves as they are."""
    out: set[str] = set()
    asked: set[str] = set()
    wished: set[str] = set()
    moved: dict[tuple[int, str], frozenset[str]] = {}
    for e in now.told:
        if e.kind in ("asked", "wish_told") and e.after:
            (asked if e.kind == "asked" else wished).add(e.after.component)
            out.discard(e.after.component)  # what the person wants asked is asked, after a no as well
        elif e.kind in ("offer_revised", "offer_made") and e.after:
            if e.before and e.after.high > e.before.high:
                out |= asked  # they came up somewhere: what was asked and is not in it stays where it was
            asked.discard(e.after.component)
            wished.discard(e.after.component)
            out.discard(e.after.component)
            for key in ((e.turn, e.words), (e.turn, "")):
                moved[key] = moved.get(key, frozenset()) | {e.after.component}
        elif e.kind == "they_answered":
            out |= asked  # a wish that nobody told them of is not answered
        elif e.kind == "refused" and e.component:
            out.add(e.component)
        elif e.kind == "refused":
            # A step, and that it was the last one: of the part that the same words name.
            out |= asked | wished | (moved.get((e.turn, e.words)) or moved.get((e.turn, ""), frozenset()))
    return frozenset(out | {*now.deal.settled})


def lowered_in(now: Dialogue, *, put_right: bool = False) -> tuple[Part, ...]:
    """What was spoken of before they wrote less of it or left it out, without a word on it since; `put_right`: what was
    taken for a slip of the person's too."""
    kinds = ("offer_revised", "corrected") if put_right else ("offer_revised",)
    held = {p.component: p for p in now.deal.offer}
    spoken: dict[str, Part] = {}
    for e in now.told:
        if e.company not in ("", now.deal.company):
            continue
        if e.kind == "part_dropped" and e.before:
            spoken[e.before.component] = e.before
        elif e.kind in kinds and e.before and e.after and e.after.high < e.before.high:
            spoken.setdefault(e.before.component, e.before)
    lost = (p for c, p in spoken.items() if c not in held or held[c].high < p.high)
    return tuple(sorted(lost, key=lambda p: PAY.index(p.component)))


def value_of(desk: Desk, ask: AskFor) -> str:
    """A figure to ask for, with its period, as a backed figure of the draft."""
    per = {"month": " a month", "hour": " an hour", "day": " a day", "week": " a week"}.get(ask.period, "")
    kind = "derived" if ask.formula else "user"
    return (
        desk.figure(
            format_amount(ask.value, ask.currency),
            kind,
            ask.component,
            ask.currency,
            ask.value,
            ask.value,
            ask.formula or None,
        )
        + per
    )


def cited(desk: Desk, ask: AskFor) -> str:
    """The citation of the guide's lines that a figure to ask for rests on, "" where it rests on none."""
    return " " + desk.draft.cite(desk.row[0], *ask.source) if ask.source and desk.row else ""


def backed(desk: Desk, formula: str) -> str:
    """A formula, its shares held as worked out, so that they count as backed."""
    for found in money_in(formula):
        desk.figure(found.value.text, "derived", "", found.value.unit, found.value.low, found.value.high)
    return formula


def said_of(desk: Desk, ask: AskFor) -> str:
    """A figure to ask for with the part it is of: "95,000 base"."""
    return f"{value_of(desk, ask)} {name_of(ask.component)}"


def listed(phrases: tuple[str, ...]) -> str:
    """Phrases in a row, the last after "and"."""
    if len(phrases) < 2:
        return "".join(phrases)
    return f"{', '.join(phrases[:-1])} and {phrases[-1]}"


def capital(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]
