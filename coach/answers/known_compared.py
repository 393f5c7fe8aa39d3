"""Figures of a talk that belong beside each other -> a sentence that says which is larger: pay by the hour, a cost by
the year beside a difference, an allowance beside what is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

from coach.answers.desk import Desk
from coach.answers.known_sums import annual, called, gap, hours_of, hours_today, worked_out
from coach.dialogue.deals import Deal, alike, part_of
from coach.understanding.amounts import amounts_in
from coach.understanding.reading import SURE, AmountMention
from coach.understanding.situation import Part
from coach.writer.slots import in_slots

_WEEKS, _MONTHS = 52, 12
_PRESENT = ("raise", "counter", "conversion")
_COSTS = ("other", "sum")  # roles of what is no pay


def compared(desk: Desk, deals: list[Deal]) -> Iterator[str]:
    """Which of two figures on one footing is larger, a sentence each."""
    yield from _by_the_hour(desk, deals)
    yield from _with_terms(desk, deals)
    yield from _beside_a_difference(desk, deals)


def _by_the_hour(desk: Desk, deals: list[Deal]) -> Iterator[str]:
    """The bases of the offers and of today by the hour, where a week's hours are told of both."""
    today = _an_hour(part_of(desk.now.current, "base"), hours_today(desk))
    held = [(f"what {called(desk, d)} offers", _an_hour(part_of(d.offer, "base"), _hours(desk, d))) for d in deals]
    sides = [(who, pay) for who, pay in (*held, ("what the person makes now", today)) if pay is not None]
    for at, (who, pay) in enumerate(sides):
        for other, theirs in sides[at + 1 :]:
            yield from islice(gap(desk, pay, theirs, f"By the hour, {who}", other), 1)


def _hours(desk: Desk, deal: Deal) -> float | None:
    """The hours of an employer's week; where nothing else is told, the present one's are those of today."""
    return hours_of(deal.agreed) or (hours_today(desk) if deal.kind in _PRESENT else None)


def _an_hour(pay: Part | None, hours: float | None) -> Part | None:
    """A year's pay by the hour; None for pay that is told by the hour, which stands beside other pay as it is."""
    held = annual(pay, hours) if pay and pay.currency != "%" and pay.period != "hour" else None
    if held is None or not hours or held.period not in ("", "year", "month"):
        return None
    value = held.high * (_MONTHS if held.period == "month" else 1) / hours / _WEEKS
    return held.model_copy(update={"low": value, "high": value, "period": "hour", "salaries": 0})


def _with_terms(desk: Desk, deals: list[Deal]) -> Iterator[str]:
    """What present pay comes to with a sum by the year that its employer gives on top, beside what is wanted."""
    now, wish = part_of(desk.now.current, "base"), part_of(desk.now.target, "base")
    if now is None or wish is None or not alike(now, wish) or now.period not in ("", "year"):
        return
    for deal in (d for d in deals if d.kind in _PRESENT):
        for term in (t for t in deal.agreed if t.figure and t.unit == now.currency and t.bound != "most"):
            read = next((a for a in amounts_in(term.words) if a.high == term.figure), None)
            if read is None or read.period != "year":
                continue
            whole = now.high + read.high
            made = worked_out(desk, whole, now.currency or desk.currency, "pay + the term", "base", "year")
            yield in_slots(f"With this term on top, the person would make {made} a year: {term.phrase}.", desk.draft)
            value = now.model_copy(update={"low": whole, "high": whole})
            yield from islice(gap(desk, value, wish, "What the person makes now with that", "what the person wants"), 1)


def _beside_a_difference(desk: Desk, deals: list[Deal]) -> Iterator[str]:
    """A sum by the month that the message tells and that is no pay, by the year, and beside what one offer is over the
    other."""
    bases = [(d, p) for d in deals if (p := part_of(d.offer, "base"))]
    for a in desk.reading.amounts:
        if a.role not in _COSTS or a.role_score < SURE or a.amount.period != "month":
            continue
        unit, year = a.amount.currency or desk.currency, a.amount.high * _MONTHS
        slot = worked_out(desk, year, unit, "a month × 12", "", "year")
        yield in_slots(f"By the year, {_told(desk, a)} comes to {slot}.", desk.draft)
        for (one, more), (other, less) in pairwise(bases[:2]):
            over = abs(more.high - less.high)
            if alike(more, less) and over and more.period in ("", "year"):
                high, low = (one, other) if more.high > less.high else (other, one)
                way = "more" if year > over else "less" if year < over else "as much as"
                way = f"{way} than" if way != "as much as" else way
                yield f"{slot} a year is {way} what {called(desk, high)} offers over {called(desk, low)}."


def _told(desk: Desk, a: AmountMention) -> str:
    return desk.reading.text[a.amount.start : a.amount.end]
