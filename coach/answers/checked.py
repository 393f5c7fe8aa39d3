"""A sum that the person states -> yes or no with the sum, or what it comes to; nothing of it is held."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.dialogue.resolve import part
from coach.standing.stated import Number, Reckoned, Side, reckon
from coach.standing.sums import NoSumError
from coach.standing.worth import written
from coach.understanding.claims import adds_up
from coach.understanding.reading import AmountMention
from coach.understanding.stated import Stated

_THOUSAND, _FACTORS = 1000.0, ("×", "÷")
_TIME = ("holiday", "hours")
_MOST = 2  # sums of one reply


def write_checked(desk: Desk) -> bool:
    """Answer the sums that a message states; False where there is none that can be worked out."""
    sums = [stated for stated in desk.reading.sums[:_MOST] if _is_wanted(desk, stated)]
    said = [line for stated in sums if (line := _line(desk, stated))]
    if said:
        desk.draft.say(" ".join(said))
    return bool(said)


def _is_wanted(desk: Desk, stated: Stated) -> bool:
    """Whether a sum is written as one, or asked for: two salaries that are named side by side are not added."""
    mentions = [desk.reading.amounts[i] for i in stated.numbers]
    if any(a.component in _TIME or a.amount.kind == "count" for a in mentions):
        return False  # days and hours are no money
    if not stated.loose or any(a.amount.kind == "percent" for a in mentions):
        return True
    return adds_up(desk.reading, desk.reading.clauses[mentions[-1].clause])


def _line(desk: Desk, stated: Stated) -> str:
    numbers = _numbers(desk, stated)
    try:
        made = reckon(numbers, stated.signs)
        if made.right is False and numbers[-1].value < _THOUSAND <= made.result:  # "320 x 180, 57"
            last = numbers[-1]
            more = Number(last.value * _THOUSAND, last.currency, last.digit * _THOUSAND)
            made = reckon((*numbers[:-1], more), stated.signs)
    except NoSumError:
        return ""
    told = numbers[-1] if stated.has_result else None
    unit = next((n.currency for n in numbers if n.currency not in ("", "%")), "")
    formula = _formula(desk, made, unit)
    if told is not None and told.currency == "%" and made.gap is not None:
        result = desk.derived(round(made.share, 1), "total", "the gap ÷ the smaller of the two", "%")
    else:
        result = desk.derived(made.result, "total", "the sum as stated", unit)
    if made.right is not None:
        return desk.say.say("sum_right" if made.right else "sum_wrong", sum=formula, result=result)
    if not made.gap:
        return desk.say.say("sum_made", sum=formula, result=result)
    ahead = "first" if made.sides[0].value > made.sides[1].value else "second"
    return desk.say.say("sum_gap", sum=formula, result=result, more=ahead)


def _formula(desk: Desk, made: Reckoned, unit: str) -> str:
    """The sum as it is written: both sides, the larger first, where there are two; each number is a figure."""
    ordered = sorted(made.sides, key=lambda s: -s.value)
    if len(ordered) == 1:
        return _side(desk, ordered[0])
    return " − ".join(
        _side(desk, s)
        if len(s.steps) == 1
        else f"({_side(desk, s)} = {desk.derived(s.value, 'total', 'the sum as stated', unit)})"
        for s in ordered
    )


def _side(desk: Desk, side: Side) -> str:
    return "".join(
        f" {'−' if sign == '-' else sign} {_said(desk, n)}" if sign else _said(desk, n) for sign, n in side.steps
    )


def _said(desk: Desk, n: Number) -> str:
    text = (
        f"{n.value:g}{'%' if n.currency == '%' else ''}"
        if n.currency == "%" or not n.digit
        else written(n.value, n.currency)
    )
    return desk.figure(text, "derived", "total", n.currency, n.value, n.value, "your figure, in full")


def _numbers(desk: Desk, stated: Stated) -> tuple[Number, ...]:
    """The numbers in full: those without a unit are as large as the largest of them is in this talk."""
    mentions = [desk.reading.amounts[i] for i in stated.numbers]
    money = [a for n, a in enumerate(mentions) if a.amount.kind != "percent" and not _is_factor(stated, n)]
    full = [p for a in money if (p := part(a, "base", desk.now, desk.now.deal, "offer"))]
    largest = max(money, key=lambda a: a.amount.high, default=None)
    value = part(largest, "base", desk.now, desk.now.deal, "offer") if largest else None
    scale = value.high / largest.amount.high if value and largest and largest.amount.high else 1.0
    unit = next((p.currency for p in full if p.currency), desk.currency)
    if any(sign in _FACTORS for sign in stated.signs):
        scale = 1.0  # a rate, and how often
    return tuple(_number(a, scale, unit, plain=_is_factor(stated, n)) for n, a in enumerate(mentions))


def _is_factor(stated: Stated, n: int) -> bool:
    return n > 0 and stated.signs[n - 1] in _FACTORS


def _number(a: AmountMention, scale: float, unit: str, *, plain: bool) -> Number:
    digit = 10.0 ** -len(a.text.partition(".")[2].rstrip("kK%")) if "." in a.text else 1.0
    if a.amount.kind == "percent":
        return Number(a.amount.high, "%", digit)
    if plain:
        return Number(a.amount.high)
    whole = a.amount.scaled or a.amount.high >= _THOUSAND
    times = 1.0 if whole else scale
    return Number(a.amount.high * times, a.amount.currency or unit, digit * (_THOUSAND if a.amount.scaled else times))
