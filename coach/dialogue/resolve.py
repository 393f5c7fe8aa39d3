"""What a message leaves open -> what the talk says it is: the component of a bare figure, its size, its currency and
period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from typing import get_args

from coach.dialogue.deals import Deal, Dialogue, part_of
from coach.dialogue.unsaid import currency_of, period_of
from coach.understanding.reading import AmountMention
from coach.understanding.situation import Part
from index.guide import Component

PAY: tuple[Component, ...] = get_args(Component)
_PAID = ("base", "total")
_ON_TOP = ("bonus", "signing", "stock")  # what may be at most a figure, and nothing
_ROUNDED = 0.004
_SURE_SHARE = 0.5  # from here on a percentage is of what the words say, and of no other part
_SURE_COMPONENT = 0.15  # a probability below which the words do not tell the part
_NEAR = log(2.2)  # a bare figure within this of a known one may be its successor
_LEAST_PAY, _INDIAN, _LEAST_BARE, _MOST_PERCENT = 1000.0, 200.0, 10.0, 60.0
_LEAST_HUNDRED = 100.0
_BY_THE_ONE = frozenset("EUR USD GBP CHF CAD AUD".split())  # nobody is paid hundreds of thousands of these in a month
_CENTS = re.compile(r"\d\.\d\d$")  # "3.25" is written as money with its cents, not as thousands
_SCALES, _INDIAN_SCALES = (1.0, 1e3, 1e6), (1.0, 1e3, 1e5, 1e7)


@dataclass(frozen=True, slots=True)
class Known:
    """The figures that a bare one may follow on, latest first: (component, part)."""

    parts: tuple[Part, ...]

    def near(self, mention: AmountMention) -> Part | None:
        """The part that a bare figure comes nearest to at one of the sizes people leave out; None where none is
        near."""
        best: tuple[float, int, Part] | None = None
        for rank, part in enumerate(self.parts):
            if part.component == "other" or not _of_a_kind(mention, part):
                continue
            away = min(_away(mention.amount.high * s, part.high) for s in _scales(mention))
            # What was talked of last is meant unless another is plainly nearer.
            if away < _NEAR and (best is None or away + 0.25 * rank < best[0]):
                best = (away + 0.25 * rank, rank, part)
        return best[2] if best else None


def _of_a_kind(mention: AmountMention, part: Part) -> bool:
    """Whether both are money or both a percentage; a small bare number may be either."""
    if part.currency != "%":
        return mention.amount.kind != "percent"
    return mention.amount.kind == "percent" or (mention.amount.kind == "bare" and mention.amount.high < _MOST_PERCENT)


def known(dialogue: Dialogue, deal: Deal, slot: str) -> Known:
    """What a bare figure for this slot may follow on: the same slot first, then the deal's offer, then pay, wish and
    floor."""
    slots = {
        "offer": deal.offer,
        "target": dialogue.target,
        "current": dialogue.current,
        "floor": dialogue.floor,
        "asked": deal.asked,
    }
    order = [slot, "offer", "asked", "target", "current", "floor"]
    turns: dict[str, int] = {}
    for e in dialogue.told:
        if e.after is not None:
            turns[e.after.component] = e.turn
    found: list[Part] = []
    for name in dict.fromkeys(order):
        # What was talked of last comes first; of what one message told together, the base.
        found += sorted(slots.get(name, ()), key=lambda p: (-turns.get(p.component, 0), PAY.index(p.component)))
    if deal.kind == "counter":
        found += [p for d in dialogue.deals if d is not deal for p in d.offer]  # it is told beside the new job's
    return Known(tuple(found))


def component_of(mention: AmountMention, dialogue: Dialogue, deal: Deal, slot: str) -> Component:
    """The component of a figure: as the message says, else that of the known figure it follows on, else base."""
    said = mention.component
    if mention.component_said and mention.component_score >= _SURE_COMPONENT:
        return said if said in PAY else "other"
    if mention.amount.kind == "percent":
        return "bonus" if mention.component in ("bonus", "other") or mention.component_score < _SURE_SHARE else "other"
    near = known(dialogue, deal, slot).near(mention)
    return near.component if near else "base"


def part(mention: AmountMention, component: Component, dialogue: Dialogue, deal: Deal, slot: str) -> Part | None:
    """The figure as a part of pay, brought to its full size; None for what cannot be one (a count of shares without a
    price)."""
    a = mention.amount
    held_part = next((p for p in known(dialogue, deal, slot).parts if p.component == component), None)
    if a.kind == "count" and not (
        a.counted == "shares" and held_part and held_part.currency != "%" and a.high < _LEAST_PAY
    ):
        return None  # "18 RSU" where the grant is told in lakhs is 18 lakhs
    if a.kind == "bare" and held_part and held_part.currency == "%" and a.high < _MOST_PERCENT:
        return Part(component=component, low=a.low, high=a.high, currency="%")
    if a.kind == "percent":
        return (
            Part(component=component, low=0.0 if a.capped else a.low, high=a.high, currency="%")
            if component in ("bonus", "other")
            else None
        )
    held = known(dialogue, deal, slot)
    same = [p for p in held.parts if p.component == component and p.currency != "%"]
    if a.kind == "bare" and not a.scaled and not _may_be_pay(mention, component, same, held.parts):
        return None
    currency = currency_of(a.currency, mention.text, held.parts, deal.region)
    if not currency:  # nothing of this deal tells it: it is the talk's
        rest = [d for d in dialogue.deals if d is not deal]
        where = next((d.region for d in rest if d.region), "")
        currency = currency_of("", mention.text, [p for d in rest for p in d.offer], where)
    scale = _scale(mention, component, same or held.parts, currency, a.period or next((p.period for p in same), ""))
    low, high = sorted((a.low * scale, a.high * scale))
    if high <= 0:
        return None
    if a.capped and component in _ON_TOP:
        low = 0.0
    period = a.period or period_of(component, high, currency, held.parts)
    held_times = next((p.salaries for p in same if p.period == period), 0)
    times = (a.salaries or held_times) if component in _PAID and period == "month" else 0
    made = Part(component=component, low=low, high=high, currency=currency, period=period, salaries=times)
    later = tuple(s.model_copy(update={"amount": stage_of(s.amount, made, scale)}) for s in mention.later)
    tax = a.tax or next((p.tax for p in same if (p.high, p.period) == (high, period)), "")
    return made.model_copy(update={"later": later, "until": mention.until, "tax": tax})


def stage_of(written: float, first: Part, scale: float = 1.0) -> float:
    """The amount of a stage at its full size, by that of the first."""
    sizes = dict.fromkeys((scale, 1.0, *_SCALES, 1 / _SCALES[-1]))
    return min((written * s for s in sizes), key=lambda value: _away(value, first.high))


def _may_be_pay(mention: AmountMention, component: Component, same: list[Part], known_: Iterable[Part]) -> bool:
    """Whether a number without a unit can be this part of pay: a small one only where it follows on a figure of that
    part, and in a talk by the hour a number of that size is money by the hour or no money."""
    a = mention.amount
    if a.period:
        return True
    follows = any(abs(log(a.high * s / p.high)) < _NEAR for p in same for s in _scales(mention) if a.high and p.high)
    if a.high < _LEAST_BARE:
        return follows
    hourly = any(p.component == "base" and p.period == "hour" for p in known_)
    if hourly and component != "base" and a.high < _LEAST_HUNDRED:
        return follows and mention.component_said
    return mention.component_said or follows or not _CENTS.search(mention.text) or component == "base"


def _scale(mention: AmountMention, component: str, near: Iterable[Part], currency: str, period: str) -> float:
    a = mention.amount
    if a.kind == "percent" or a.period in ("hour", "day", "week") or (a.scaled and a.high >= _LEAST_PAY):
        return 1.0
    if a.high >= _LEAST_PAY or (a.period == "month" and a.high >= _LEAST_HUNDRED and currency in _BY_THE_ONE):
        return 1.0
    values = [p.high for p in near if p.currency != "%" and p.high > 0 and p.component == component] or [
        p.high for p in near if p.currency != "%" and p.high > 0
    ]
    if values:
        scales = _INDIAN_SCALES if currency == "INR" else _SCALES
        return min(scales, key=lambda s: min(_away(a.high * s, v) for v in values))
    if currency == "INR":
        return 1e5 if a.high < _INDIAN else 1e3
    if a.currency and a.high >= 100 and a.kind == "money":
        return 1e3 if a.high < _LEAST_PAY else 1.0
    return 1e3


def _scales(mention: AmountMention) -> tuple[float, ...]:
    a = mention.amount
    if a.scaled or a.high >= _LEAST_PAY or a.kind == "percent" or a.period in ("hour", "day", "week"):
        return (1.0,)
    return (*_SCALES, *_INDIAN_SCALES)


def _away(a: float, b: float) -> float:
    return abs(log(a / b)) if a > 0 and b > 0 else 99.0


def same_value(mention: AmountMention, part: Part) -> bool:
    """Whether a figure, at one of its sizes, is this part."""
    if part.currency == "%":
        return _of_a_kind(mention, part) and mention.amount.high == part.high
    return any(_away(mention.amount.high * s, part.high) < _as_written(mention) for s in _scales(mention))


def _as_written(mention: AmountMention) -> float:
    """How far, as a share, a figure may be from another one and still be that one, rounded as it is written: half of
    its last digit, at most `_ROUNDED`."""
    numbers = re.findall(r"\d[\d,.'’ ]*", mention.text)  # of a range the last end
    digits = re.sub(r"[^\d.]", "", numbers[-1] if numbers else "").strip(".")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    whole, _, part_ = digits.partition(".")
    if not digits or not float(digits or 0):
        return _ROUNDED
    unit = 10.0 ** -len(part_) if part_ else 10.0 ** (len(whole) - len(whole.rstrip("0")))
    return min(_ROUNDED, 0.5 * unit / float(digits))


def voiced(mention: AmountMention, dialogue: Dialogue) -> bool:
    """Whether a figure is one that the coach has named of its own."""
    return any(_away(mention.amount.high * s, v) < 0.004 for v in dialogue.voiced for s in _scales(mention))


def distance_to(mention: AmountMention, part: Part) -> float | None:
    """The logarithm of the ratio of a figure, at the nearest of its sizes, to a part; None for what cannot be set
    beside it."""
    if not _of_a_kind(mention, part) or mention.amount.kind == "count":
        return None
    if mention.amount.currency and part.currency not in ("", "%", mention.amount.currency):
        return None
    return min(
        _away(mention.amount.high * s, part.high) for s in (_scales(mention) if part.currency != "%" else (1.0,))
    )


def changed(base: Part, mention: AmountMention) -> Part:
    """A part with a change on top: 5K more, or ten percent more."""
    a, base = mention.amount, base.alone()
    if a.kind == "percent":
        factor = 1 + a.high / 100
        return base.model_copy(update={"low": round(base.low * factor), "high": round(base.high * factor)})
    step = a.high if a.scaled or a.high >= _LEAST_PAY or base.high < _LEAST_PAY else a.high * 1000
    return base.model_copy(update={"low": base.low + step, "high": base.high + step})


__all__ = ["PAY", "Known", "changed", "component_of", "known", "part", "part_of", "same_value"]
