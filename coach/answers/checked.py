"""A sum that the person states -> yes or no with the sum, or what it comes to; nothing of it is held."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.dialogue.resolve import part
from coach.standing.stated import Number, Reckoned, reckon
from coach.standing.sums import NoSumError
from coach.standing.worth import written
from coach.understanding.reading import AmountMention
from coach.understanding.stated import Stated

_THOUSAND, _FACTORS = 1000.0, ("×", "÷")
_MOST = 2  # sums of one reply


def write_checked(desk: Desk) -> bool:
    """Answer the sums that a message states; False where there is none that can be worked out."""
    said = [line for stated in desk.reading.sums[:_MOST] if (line := _line(desk, stated))]
    if said:
        desk.draft.say(" ".join(said))
    return bool(said)


def _line(desk: Desk, stated: Stated) -> str:
    numbers = _numbers(desk, stated)
    try:
        made = reckon(numbers, stated.signs)
    except NoSumError:
        return ""
    told = numbers[-1] if stated.has_result else None
    unit = next((n.currency for n in numbers if n.currency not in ("", "%")), "")
    formula = _formula(made)
    for value, _ in made.sides:
        desk.derived(value, "total", formula, unit)  # what stands in the formula is backed
    for n in numbers:
        desk.figure(written(n.value, n.currency), "user", "total", n.currency, n.value, n.value)
    if told is not None and told.currency == "%" and made.gap is not None:
        least = min(value for value, _ in made.sides)
        result = desk.derived(round(made.gap / least * 100, 1), "total", f"{formula} ÷ {written(least, unit)}", "%")
    else:
        result = desk.derived(made.result, "total", formula, unit)
    key = "sum_made" if made.right is None else "sum_right" if made.right else "sum_wrong"
    more = ""
    if made.right is None and made.gap:
        first, second = (value for value, _ in made.sides)
        key, more = "sum_gap", "first" if first > second else "second"
    return desk.say.say(key, sum=formula, result=result, more=more)


def _formula(made: Reckoned) -> str:
    """The sum as it is written: both sides, the larger first, where there are two."""
    sides = [words if " " not in words else f"({words} = {written(value, _unit(words))})" for value, words in made.sides]
    if len(sides) == 1:
        return made.sides[0][1]
    larger = made.sides[0][0] >= made.sides[1][0]
    return " − ".join(sides if larger else sides[::-1])


def _unit(words: str) -> str:
    """The sign that money is written with in a formula, as `written` takes it."""
    return {"€": "EUR", "$": "USD", "£": "GBP"}.get(words[:1], "")


def _numbers(desk: Desk, stated: Stated) -> tuple[Number, ...]:
    """The numbers in full: those without a unit are as large as the largest of them is in this talk."""
    mentions = [desk.reading.amounts[i] for i in stated.numbers]
    money = [a for n, a in enumerate(mentions) if a.amount.kind != "percent" and not _is_factor(stated, n)]
    full = [p for a in money if (p := part(a, "base", desk.now, desk.now.deal, "offer"))]
    largest = max(money, key=lambda a: a.amount.high, default=None)
    value = part(largest, "base", desk.now, desk.now.deal, "offer") if largest else None
    scale = value.high / largest.amount.high if value and largest and largest.amount.high else 1.0
    unit = next((p.currency for p in full if p.currency), desk.currency)
    return tuple(_number(a, scale, unit, plain=_is_factor(stated, n)) for n, a in enumerate(mentions))


def _is_factor(stated: Stated, n: int) -> bool:
    return n > 0 and stated.signs[n - 1] in _FACTORS


def _number(a: AmountMention, scale: float, unit: str, *, plain: bool) -> Number:
    if a.amount.kind == "percent":
        return Number(a.amount.high, "%")
    if plain:
        return Number(a.amount.high)
    whole = a.amount.scaled or a.amount.high >= _THOUSAND
    return Number(a.amount.high * (1.0 if whole else scale), a.amount.currency or unit)
