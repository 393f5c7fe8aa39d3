"""What a freelancer bills, as a message tells it -> the dialogue's turnover, which is no pay; and figures that
were held as the person's or an employer's and are neither go back to what stood there before."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import Change
from coach.dialogue.deals import part_of
from coach.dialogue.denied import MONEY, undo_part
from coach.dialogue.place import SLOTS
from coach.dialogue.resolve import part, same_value
from coach.understanding.reading import AmountMention
from coach.understanding.situation import Part

_MANY_DAYS, _MOST_DAYS = 40, 366  # so many days a year are worked, and none of holiday
_MOST_A_DAY = 5000.0
_OTHERS = ("market", "invoiced")
_ROUNDED = 0.03  # of the turnover
_SIDE = 0.5  # of the turnover: less than this beside it is what some clients pay


def take_others(c: Change) -> None:
    """Undo what a message puts right by saying that a figure is somebody else's, or billed."""
    if not any(clause.puts_right for clause in c.reading.clauses):
        return
    for a in (a for a in c.reading.amounts if a.role in _OTHERS and a.amount.kind in MONEY):
        if not c.reading.clauses:
            return
        clause = c.reading.clauses[a.clause]
        if any(x.amount.high == a.amount.high and x.role in SLOTS for x in c.reading.amounts):
            continue  # the same message tells it as well
        if any(a is moved for moved in c.gone):
            continue  # it has been given its place
        held = [("offer" if n == c.now.focus else "rival", n, p) for n, d in enumerate(c.now.deals) for p in d.offer]
        held += [("wish", -1, p) for p in c.now.target] + [("pay", -1, p) for p in c.now.current]
        for thing, at, value in held:
            if same_value(a, value):
                undo_part(c, clause, thing, at, value)


def take_invoices(c: Change) -> None:
    """A day rate with its days, or what was billed in a year; a rate that was held as pay is pay no more."""
    days = _days(c)
    billed = [a for a in c.reading.amounts if a.role == "invoiced" or (days and _is_rate(a)) or _is_billed(c, a)]
    for a in billed:
        value = _value(c, a, by_day=bool(days))
        if value is None:
            continue
        if value.period in ("day", "hour", "week", "month"):
            c.set(invoiced=c.now.invoiced.model_copy(update={"rate": value}))
        elif _is_year(c, value):
            c.set(invoiced=c.now.invoiced.model_copy(update={"year": value}))
        c.set(current=tuple(p for p in c.now.current if not same_value(a, p)))
        c.gone.append(a)
    if days and c.now.invoiced.rate:
        c.set(invoiced=c.now.invoiced.model_copy(update={"days": days}))
        rate = c.now.invoiced.rate
        if (held := part_of(c.now.current, "base")) and (held.high, held.period) == (rate.high, rate.period):
            c.set(current=tuple(p for p in c.now.current if p is not held))


def _value(c: Change, a: AmountMention, *, by_day: bool) -> Part | None:
    """The figure in full; one too small for a year, beside the days that are worked, is for each of them."""
    if by_day and not a.amount.period and not a.amount.scaled and a.amount.high < _MOST_A_DAY:
        a = replace(a, amount=replace(a.amount, period="day"))
    return part(a, "base", c.now, c.now.deal, "invoiced")


def _days(c: Change) -> float:
    """How many days a year are worked, 0 where none are told: of several the first that is not said to be wrong."""
    told = (a for a in c.reading.amounts if a.amount.counted == "day" and a.role != "was")
    return next((a.amount.high for a in told if _MANY_DAYS <= a.amount.high < _MOST_DAYS), 0.0)


def _is_rate(a: AmountMention) -> bool:
    return a.role == "pay" and a.amount.period == "day"


def _is_billed(c: Change, a: AmountMention) -> bool:
    """Whether a figure taken for pay is the turnover that is known, rounded perhaps."""
    whole, value = c.now.invoiced.a_year, None
    if whole is not None and a.role == "pay" and a.amount.kind in MONEY:
        value = part(a, "base", c.now, c.now.deal, "invoiced")
    return whole is not None and value is not None and abs(value.high / whole.high - 1) < _ROUNDED


def _is_year(c: Change, value: Part) -> bool:
    """Whether a figure is of all that is billed, and not of some clients beside it."""
    held = c.now.invoiced.a_year
    return held is None or value.high >= held.high * _SIDE
