"""What is paid by the hour on top of the rate, for nights, weekends or a skill -> held beside the rate of its side."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import Change
from coach.dialogue.deals import part_of
from coach.dialogue.figures import put_figure
from coach.dialogue.place import deal_of
from coach.dialogue.resolve import PAY
from coach.understanding.reading import AmountMention
from coach.understanding.situation import Part

_SLOTS = {"offer": "offer", "up": "offer", "pay": "current"}
_MOST = 0.5  # of the rate: what is paid on top of it is less
_NEAR = 24  # letters between a figure and the words of a term that name it: "4 dollar night diff"


def take_extras(c: Change) -> None:
    """Hold each extra by the hour with the rate of its side; the words that name it are no term of their own."""
    for a in c.reading.amounts:
        if a.role not in _SLOTS or not _may_be(a):
            continue
        at, slot = deal_of(c, a), _SLOTS[a.role]
        held = c.now.current if slot == "current" else c.deal(at).offer if c.now.deals else ()
        rate = part_of(held, "base")
        if rate is None or rate.period != "hour" or a.amount.high > rate.high * _MOST:
            continue
        currency = a.amount.currency or rate.currency
        value = Part(component="other", low=a.amount.low, high=a.amount.high, currency=currency, period="hour")
        put_figure(c, at, slot, value, a)
        terms = tuple(replace(t, side="none") if _names(a, t.start, t.end) else t for t in c.reading.terms)
        c.reading = replace(c.reading, terms=terms)


def _may_be(a: AmountMention) -> bool:
    """Whether a figure is money of no part of pay that has a name: told as such, or with its currency beside a rate."""
    other = a.component == "other" or (a.component not in PAY and bool(a.amount.currency))
    money = a.amount.kind in ("money", "bare") and not a.amount.scaled and a.amount.period in ("", "hour")
    return other and money


def _names(a: AmountMention, start: int, end: int) -> bool:
    """Whether words stand over a figure, or right behind it."""
    return start < a.amount.end + _NEAR and a.amount.start < end
