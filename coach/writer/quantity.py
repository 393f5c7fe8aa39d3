"""Figures with their units -> what they come to, with its unit; a sum whose units do not fit is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Op = Literal["+", "-", "*", "/"]
PERIODS = ("hour", "day", "week", "month", "quarter", "year")
_MOST_COUNTED = {"month": 240.0, "quarter": 80.0, "year": 50.0, "week": 520.0, "day": 366.0, "hour": 2500.0}
_MOST_HOURS, _MOST_SHARE, _LEAST, _MOST = 84.0, 500.0, 0.01, 1e11


_PAID: dict[tuple[tuple[str, int], ...], str] = {
    (): "once", (("grant", 1),): "grant", (("open", -1),): "", **{((p, -1),): p for p in PERIODS}
}  # fmt: skip
_COUNTED: dict[tuple[tuple[str, int], ...], str] = {
    (("hour", 1), ("week", -1)): "hours a week", **{((p, 1),): f"{p}s" for p in PERIODS}
}  # fmt: skip


class NoUnitError(ValueError):
    """A sum that means nothing, with the reason as it is told to who wrote it."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A `value` with its unit: `powers` are those of money, of the periods, of "grant" (a whole grant of stock) and of
    "open" (a pay whose period nobody told), each with its exponent.

    `percent` is a share of pay in percent, `ratio` one that was worked out; `first` says that money of once and of a
    year are added, so that it is of the first year alone.
    """

    value: float
    powers: tuple[tuple[str, int], ...] = ()
    currency: str = ""
    percent: bool = False
    ratio: bool = False
    first: bool = False

    @property
    def is_money(self) -> bool:
        """Whether it is pay, of whatever period."""
        return ("money", 1) in self.powers

    @property
    def per(self) -> str:
        """What it is for: a period, "once", "first", "grant", "" where nobody told, for money; "percent"; for a count
        what it counts, "hours a week" too. NoUnitError for what is none of these."""
        if self.percent or self.ratio:
            return "percent"
        rest = tuple((name, n) for name, n in self.powers if name != "money")
        if self.first:
            return "first"
        found = (_PAID if self.is_money else _COUNTED).get(rest)
        if found is None:
            raise NoUnitError(f"the units do not fit: it comes out as {_words(self.powers)}")
        return found


def money(value: float, currency: str, per: str) -> Quantity:
    """Pay of a period, "once", "first" (of the first year), a whole "grant", or "" for no known period."""
    powers = {"once": (), "first": (), "grant": (("grant", 1),), "": (("open", -1),)}.get(per, ((per, -1),))
    return Quantity(value, tuple(sorted((("money", 1), *powers))), currency, first=per == "first")


def count(value: float, per: str) -> Quantity:
    """A count of periods ("months"), or of "hours a week"; NoUnitError for anything else that is counted."""
    one = per.removesuffix("s")
    if per == "hours a week":
        return Quantity(value, (("hour", 1), ("week", -1)))
    if one not in PERIODS:
        raise NoUnitError("it counts nothing that pay is for")
    return Quantity(value, ((one, 1),))


def in_a_year(value: float, period: str) -> Quantity:
    """How many of a period a year has: "12 months"."""
    return Quantity(value, tuple(sorted(((period, 1), ("year", -1)))))


def half(held: Quantity) -> Quantity:
    """One half of it."""
    return replace(held, value=held.value / 2)


def of_the_period(held: Quantity, other: Quantity) -> Quantity:
    """Pay whose period nobody told, as pay for what the `other` is for; the same where that is told."""
    return replace(held, powers=other.powers) if held.is_money and other.is_money and not held.per else held


def combined(op: Op, a: Quantity, b: Quantity) -> Quantity:
    """What two come to; NoUnitError where that means nothing."""
    if op in "+-":
        return _added(a, b, 1 if op == "+" else -1)
    if op == "*":
        return _times(a, b)
    return _over(a, b)


def _added(a: Quantity, b: Quantity, way: int) -> Quantity:
    if a.percent or a.ratio:
        raise NoUnitError("a percentage is added to nothing: take it of a figure first, as in [[F1 * F9]]")
    if b.percent and a.is_money:
        return replace(a, value=a.value * (1 + way * b.value / 100))
    if b.percent or b.ratio or a.is_money != b.is_money:
        raise NoUnitError("money is added to money only")
    if a.currency != b.currency:
        raise NoUnitError("the two are in different currencies")
    a, b = _of_one_year(a, b), _of_one_year(b, a)
    value = a.value + way * b.value
    if a.powers == b.powers and a.first == b.first:
        return replace(a, value=value)
    footings = {"once", "first", "year"}
    if a.is_money and {a.per, b.per} <= footings:
        return Quantity(value, (("money", 1),), a.currency, first=True)
    raise NoUnitError(f"one is {_said(a)}, the other {_said(b)}")


def _of_one_year(held: Quantity, other: Quantity) -> Quantity:
    """The months of a year beside a count of months, as so many months."""
    alike = [((p, 1),) for p in PERIODS if dict(held.powers) == {p: 1, "year": -1}]
    return replace(held, powers=other.powers) if other.powers in alike else held


def _times(a: Quantity, b: Quantity) -> Quantity:
    if a.is_money and b.is_money:
        raise NoUnitError("money is not multiplied by money")
    for share, other in ((a, b), (b, a)):
        if share.percent or share.ratio:
            if not other.is_money:
                raise NoUnitError("a percentage is taken of money only")
            return replace(other, value=other.value * share.value / (100 if share.percent else 1))
    return _scaled(a, b, 1)


def _over(a: Quantity, b: Quantity) -> Quantity:
    if a.percent or b.percent or a.ratio or b.ratio:
        raise NoUnitError("nothing is divided by a percentage, nor a percentage by anything")
    if not b.value:
        raise NoUnitError("it divides by nothing")
    if a.powers == b.powers and a.first == b.first:
        if a.currency != b.currency:
            raise NoUnitError("the two are in different currencies")
        return Quantity(a.value / b.value, ratio=True)
    if b.is_money and (not a.is_money or a.currency != b.currency):
        raise NoUnitError("only money of the same currency is divided by money")
    return _scaled(a, b, -1)


def _scaled(a: Quantity, b: Quantity, way: int) -> Quantity:
    """The product of two units, of which one is a count, or the quotient."""
    if a.first or b.first:
        raise NoUnitError("what is of the first year alone is no pay of a period")
    if any(name == "open" for name, _ in (*a.powers, *b.powers)):
        raise NoUnitError("nobody has told what period one of them is for")
    powers = dict(a.powers)
    for name, n in b.powers:
        powers[name] = powers.get(name, 0) + way * n
    value = a.value * b.value if way > 0 else a.value / b.value
    made = Quantity(value, tuple(sorted((k, n) for k, n in powers.items() if n)), a.currency or b.currency)
    return made if made.is_money else replace(made, currency="")


def checked(made: Quantity) -> Quantity:
    """The same, where it can be said: positive, in a unit that people use, and not absurd. A ratio becomes percent."""
    if made.ratio:
        made = Quantity(made.value * 100, percent=True)
    per = made.per
    if made.value <= 0:
        why = "is negative: write it the other way round" if made.value < 0 else "comes to nothing: the two are equal"
        raise NoUnitError(f"it {why}")
    most = _MOST_SHARE if made.percent else _MOST if made.is_money else _most_of(per)
    if not _LEAST <= made.value <= most:
        raise NoUnitError("what it comes to cannot be meant")
    return made


def sane(held: Quantity) -> Quantity:
    """The same, where it is no absurd count; NoUnitError else."""
    if not (held.is_money or held.percent or held.value <= _most_of(held.per)):
        raise NoUnitError("so many cannot be meant")
    return held


def _most_of(per: str) -> float:
    return _MOST_HOURS if per == "hours a week" else _MOST_COUNTED.get(per.removesuffix("s"), 0.0)


def _said(held: Quantity) -> str:
    try:
        per = held.per
    except NoUnitError:
        return f"{_words(held.powers)}"
    if not held.is_money:
        return f"a count of {per}"
    named = {"once": "paid once", "first": "of the first year", "grant": "a whole grant", "": "of no known period"}
    return named.get(per, f"by the {per}")


def _words(powers: tuple[tuple[str, int], ...]) -> str:
    """A unit as one reads it: "money × month / year / year"."""
    over = [name for name, n in powers for _ in range(n)]
    under = [name for name, n in powers for _ in range(-n)]
    return " / ".join((" × ".join(over) or "one", *under))
