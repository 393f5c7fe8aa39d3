"""What a bare figure counts that does not say it itself: money by the hour, the day or the month, or days of leave; and
what was held by another unit, put right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import log

from coach.dialogue.change import Change
from coach.dialogue.deals import Dialogue
from coach.understanding.amounts import Amount, Period, amounts_in, period_said
from coach.understanding.lexicon import notions_at
from coach.understanding.reading import ASKS, COMMISSION, SURE, AmountMention, Reading
from coach.understanding.situation import Part
from index.parse.usual import least_year

_PAY = ("base", "total")
_RATES = ("hour", "day", "week", "month")
_BY_TIME = ("hour", "day", "week")  # pay that nobody tells in thousands
_CENTS = re.compile(r"\d[.,]\d\d$")
_MOST_AN_HOUR = 250.0  # with cents and without a sign of thousands, so much at most is pay by the hour
_LEAST_AN_HOUR = 3.0
_THOUSAND = 1000.0
_BESIDE = 14  # letters between a figure and the part that it is of
_NEAR, _NEAR_YEAR = log(2.2), log(1.6)  # logarithms of a ratio: two figures of one kind of pay, by one unit
_LARGE_UNIT = 1e5  # a currency in which a year's least pay is more than this writes no pay by the hour with cents
_ROUNDED = 1.0  # "18k" is 18.40, in whole thousands


@dataclass(frozen=True, slots=True)
class _Rate:
    """Pay of the talk that is told by a period, or by the year."""

    value: float
    period: str


def with_units(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which each bare figure is by the unit that it must be: a rate by the hour where it is written as
    one or stands beside one, and days of leave only where something tells of leave."""
    reading = _with_thousands(dialogue, _with_leave(dialogue, _with_salaries(_with_commission(reading))))
    amounts = [replace(a, amount=replace(a.amount, period=_written(dialogue, reading, a))) for a in reading.amounts]
    told = [*_rates_of(amounts), *(_Rate(p.high, p.period or "year") for p in _held(dialogue))]
    amounts = [replace(a, amount=replace(a.amount, period=_beside(a, told))) for a in amounts]
    hours = [r.value for r in told if r.period == "hour"]
    wrong = [a.amount.high / _THOUSAND for a in amounts if _is_misread(a, hours)]
    held = [p.high for p in _held(dialogue) if p.period == "hour" and any(abs(p.high - w) < _ROUNDED for w in wrong)]
    # Whoever says "not 18k" beside what is held tells nothing new with it.
    kept = tuple(a for a in amounts if not _is_misread(a, hours) and a.amount.high not in held)
    again = {a.clause for a in amounts if a.amount.high in held}  # they hold good what is held, and deny none of it
    clauses = tuple(replace(c, denial=None) if n in again else c for n, c in enumerate(reading.clauses))
    return replace(reading, amounts=kept, clauses=clauses)


def _with_commission(reading: Reading) -> Reading:
    """The reading in which a share of what is sold is no bonus: it is no share of the base, so that no sum has it."""
    amounts = tuple(
        replace(a, component=COMMISSION) if a.amount.kind == "percent" and _is_commission(reading.text, a) else a
        for a in reading.amounts
    )
    return replace(reading, amounts=amounts)


def _is_commission(text: str, a: AmountMention) -> bool:
    """Whether the part of pay that is named right beside a share is a commission."""
    beside = f"{text[max(0, a.amount.start - _BESIDE) : a.amount.start]} {text[a.amount.end : a.amount.end + _BESIDE]}"
    return a.component in ("bonus", "other") and "commission" in beside.casefold()


def _with_salaries(reading: Reading) -> Reading:
    """The reading in which pay that is written with how many salaries a year has ("2,520 x 13") is what its clause
    tells, and no sum to be worked out, where nothing is asked."""
    amounts = (
        replace(a, role=told[0], role_score=told[1]) if (told := _told_with_salaries(reading, a)) else a
        for a in reading.amounts
    )
    return replace(reading, amounts=tuple(amounts))


def _told_with_salaries(reading: Reading, a: AmountMention) -> tuple[str, float] | None:
    clause = reading.clauses[a.clause] if reading.clauses else None
    if clause is None or reading.told or a.role != "sum" or not a.amount.salaries or _asks(clause.acts):
        return None
    theirs, mine = clause.share("offer") + clause.share("news"), clause.share("pay")
    return ("pay" if mine > theirs else "offer", max(mine, theirs)) if max(mine, theirs) >= SURE else None


def _with_thousands(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which a bare number is the figure of the message or the talk whose thousands it leaves out: "they
    offered 82" of 82,000. One that is told as it stands is that."""
    told = [a for a in reading.amounts if a.amount.kind in ("money", "bare") and a.amount.high >= _THOUSAND]
    sizes = {x for a in told if a.amount.period not in _BY_TIME for x in (a.amount.low, a.amount.high)}
    parts = [*_held(dialogue), *(p for e in dialogue.told for p in (e.before, e.after) if p and p.component in _PAY)]
    sizes |= {x for p in parts if p.currency != "%" and p.period not in _BY_TIME for x in (p.low, p.high)}
    whole = {p.high for p in parts}
    amounts = (
        replace(a, amount=_in_full(a.amount)) if _leaves_out_thousands(a, sizes, whole) else a for a in reading.amounts
    )
    return replace(reading, amounts=tuple(amounts))


def _leaves_out_thousands(a: AmountMention, sizes: set[float], whole: set[float]) -> bool:
    if a.amount.kind not in ("money", "bare") or a.amount.scaled or a.amount.period or a.amount.high >= _THOUSAND:
        return False
    paid = a.component in _PAY or (a.component == "other" and not a.component_said)
    return paid and a.amount.high not in whole and a.amount.high * _THOUSAND in sizes


def _in_full(a: Amount) -> Amount:
    return replace(a, low=a.low * _THOUSAND, high=a.high * _THOUSAND, scaled=True)


def _is_misread(a: AmountMention, hours: list[float]) -> bool:
    """Whether a figure in thousands only names a rate by the hour that was read wrongly: "37.20 an hour, not 37k"."""
    return a.amount.scaled and any(abs(a.amount.high / _THOUSAND - r) < _ROUNDED for r in hours)


def _held(dialogue: Dialogue) -> tuple[Part, ...]:
    """The salaries that the talk holds, of whichever side."""
    deals = (p for d in dialogue.deals for p in (*d.offer, *d.asked))
    own = (*dialogue.current, *dialogue.target, *dialogue.floor)
    return tuple(p for p in (*own, *deals) if p.component in _PAY and p.currency != "%" and p.high > 0)


def _written(dialogue: Dialogue, reading: Reading, a: AmountMention) -> Period:
    """The period that a figure says, or that its form does: cents, a size that an hour pays, and no sign of
    thousands."""
    if not _is_open(a):
        return a.amount.period
    if a.component in _PAY and a.amount.period.endswith("yr"):
        a = replace(a, amount=replace(a.amount, period=""))  # a salary is no grant: those years are the person's
    if a.amount.period:
        return a.amount.period
    currencies = {a.amount.currency, *(p.currency for p in _held(dialogue))}
    least = max(map(least_year, currencies))
    if a.amount.currency and a.amount.high * _THOUSAND < least_year(a.amount.currency) < _LARGE_UNIT:
        return "hour"  # in thousands it would be less than anybody is paid in a year
    if not (_CENTS.search(_digits(a)) and _LEAST_AN_HOUR <= a.amount.high < _MOST_AN_HOUR) or least >= _LARGE_UNIT:
        return a.amount.period
    by_hour = any(x.amount.period == "hour" for x in reading.amounts)
    by_year = any(
        _as_thousands(a, p) for p in _held(dialogue) if p.period in ("", "year") and not _told_bare(dialogue, p)
    )
    return "hour" if by_hour or not by_year else a.amount.period


def _digits(a: AmountMention) -> str:
    """The last number of a figure as it is written, without what stands around it."""
    return re.sub(r"[^\d.,]+", " ", a.text).split()[-1] if re.search(r"\d", a.text) else ""


def _as_thousands(a: AmountMention, p: Part) -> bool:
    return abs(log(a.amount.high * _THOUSAND / p.high)) < _NEAR_YEAR


def _is_open(a: AmountMention) -> bool:
    """Whether a figure may be pay whose unit is not written."""
    kind = a.amount.kind in ("money", "bare") and not a.amount.scaled and a.amount.high > 0
    part = a.component in (*_PAY, "other") or not a.component_said
    return kind and part and a.role != "none"


def _rates_of(amounts: Iterable[AmountMention]) -> Iterator[_Rate]:
    for a in (x for x in amounts if x.amount.high):
        pay = a.component in _PAY and a.role != "none" and a.amount.kind in ("money", "bare")
        if pay and a.amount.period in _RATES:
            yield _Rate(a.amount.high, a.amount.period)
        elif pay and (a.amount.scaled or a.amount.period == "year"):
            yield _Rate(a.amount.high, "year")


def _beside(a: AmountMention, told: list[_Rate]) -> Period:
    """The period of a figure that says none: that of the nearest pay of its kind in the message or the talk, where that
    is by a shorter one than a year."""
    if not _is_open(a) or a.amount.period or a.component == "other":
        return a.amount.period
    size = _THOUSAND if a.amount.high < _THOUSAND else 1.0  # by the year people leave out the thousands
    away = [(abs(log(a.amount.high * (size if r.period == "year" else 1.0) / r.value)), r.period) for r in told]
    nearest = min(away, default=(_NEAR, ""))
    return nearest[1] if nearest[0] < _NEAR and nearest[1] in _RATES else ""  # type: ignore[return-value]


def take_units(c: Change) -> None:
    """Put right what was held in thousands a year and is pay by a shorter period, as this message tells: every figure
    that was told bare and is near to one told by that period, or all of them where the period alone is told."""
    rates = [r for r in _rates_of(c.reading.amounts) if r.period != "year"]
    alone = next((p for x in c.reading.clauses if (p := period_said(x.text)) and not _asks(x.acts)), "")
    wrong: list[tuple[Part, Part]] = []

    def right(p: Part) -> Part:
        told = _told_bare(c.now, p)
        near = next((r.period for r in rates if told and abs(log(told.high / r.value)) < _NEAR), "")
        period = near or (alone if told and told.high < _MOST_AN_HOUR else "")
        if told is None or not period:
            return p
        wrong.append((p, p.model_copy(update={"low": told.low, "high": told.high, "period": period})))
        return wrong[-1][1]

    for n, deal in enumerate(c.now.deals):
        parts = {slot: tuple(map(right, getattr(deal, slot))) for slot in ("offer", "asked")}
        c.put(n, **parts, ceiling=right(deal.ceiling) if deal.ceiling else None)
    c.set(**{slot: tuple(map(right, getattr(c.now, slot))) for slot in ("current", "target", "floor")})
    for was, now in dict.fromkeys(wrong):
        c.note("corrected", _words_of(c, now), "", was, now)
    if wrong:
        c.reading = replace(c.reading, amounts=tuple(a for a in c.reading.amounts if not _is_said_again(a, wrong)))


def _words_of(c: Change, part: Part) -> str:
    """The clause that tells a figure, else the whole message."""
    told = (a for a in c.reading.amounts if a.amount.high == part.high)
    return next((c.reading.clauses[a.clause].text for a in told if c.reading.clauses), c.reading.text)


def _is_said_again(a: AmountMention, wrong: list[tuple[Part, Part]]) -> bool:
    """Whether a figure only names what was misheld, or says by what time it is paid: it tells nothing more."""
    return _is_misread(a, [new.high for _, new in wrong]) or any(a.amount.high == new.high for _, new in wrong)


def _told_bare(dialogue: Dialogue, p: Part) -> Amount | None:
    """The figure, as it was told, of a salary that is held in thousands and was told without a sign of them."""
    if p.component not in _PAY or p.period not in ("", "year") or p.currency == "%":
        return None
    words = (e.words for e in reversed(dialogue.events) if e.after == p)
    found = (a for text in words for a in amounts_in(text) if not a.scaled and a.period not in ("year", *_RATES))
    return next((a for a in found if a.high * _THOUSAND == p.high), None)


def _asks(acts: tuple[tuple[str, float], ...]) -> bool:
    return any(act in ASKS and share >= SURE for act, share in acts)


def _with_leave(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which bare numbers taken for leave are so only where the clause, the message or the talk tells of
    leave: "I get 28 an hour, 31 here for the same days" offers no days."""
    if any(t.kind == "holiday" for t in (*dialogue.deal.terms, *dialogue.terms_now)) or _tells_of_leave(reading):
        return reading
    amounts = tuple(
        replace(a, component="base", component_said=False) if _is_bare_leave(reading, a) else a for a in reading.amounts
    )
    return replace(reading, amounts=amounts)


def _tells_of_leave(reading: Reading) -> bool:
    counted = (a for a in reading.amounts if a.component == "holiday" and a.amount.kind == "count")
    return any(a.amount.counted in ("day", "week") for a in counted)


def _is_bare_leave(reading: Reading, a: AmountMention) -> bool:
    if a.component != "holiday" or a.amount.kind != "bare" or not reading.clauses:
        return False
    return not any(notion == "holiday" for _, _, notion in notions_at(reading.clauses[a.clause].text))
