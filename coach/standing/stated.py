"""A sum as the person states it, in full figures -> what it comes to, and whether the stated result is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.standing.sums import NoSumError
from coach.standing.worth import written

_NEAR = 0.006  # of the result: so far a rounded one may be off


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sum: money in `currency` ("" for none), "%" for a share, or a plain factor."""

    value: float
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What each side comes to with its formula, the gap between two of them, and whether what was stated is right (None
    where nothing was)."""

    sides: tuple[tuple[float, str], ...]
    gap: float | None
    right: bool | None

    @property
    def result(self) -> float:
        """The gap of two sides, else what the one comes to."""
        return self.gap if self.gap is not None else self.sides[0][0]


def reckon(numbers: Sequence[Number], signs: Sequence[str]) -> Reckoned:
    """Work a stated sum out, from left to right; a share behind plus or minus is of what stands before it. NoSumError for
    what is no sum."""
    told = numbers[-1] if signs and signs[-1] in ("=", "gap") else None
    inner = list(zip(("", *signs), numbers, strict=False))[: len(numbers) - (told is not None)]
    sides: list[tuple[float, str]] = []
    for sign, number in inner:
        if sign in ("", "vs", "=", "gap"):
            if number.currency == "%" and sign != "":
                raise NoSumError("a share is no side")
            sides.append((number.value, written(number.value, number.currency)))
        else:
            sides[-1] = _next(sides[-1], sign, number)
    if not sides or len(sides) > 2 or (len(sides) == 1 and len(inner) < 2):
        raise NoSumError("that is no sum of two things")
    gap = abs(sides[0][0] - sides[1][0]) if len(sides) == 2 else None
    result = gap if gap is not None else sides[0][0]
    if told is None:
        return Reckoned(tuple(sides), gap, None)
    if told.currency == "%":
        least = min(s[0] for s in sides)
        result = (gap or 0) / least * 100 if least and gap is not None else result
    return Reckoned(tuple(sides), gap, abs(told.value - result) <= max(_NEAR * abs(result), 0.051 if told.currency == "%" else 0))


def _next(side: tuple[float, str], sign: str, number: Number) -> tuple[float, str]:
    value, words = side
    share = number.currency == "%"
    said = f"{number.value:g}%" if share else written(number.value, number.currency)
    match sign:
        case "+" | "-":
            step = value * number.value / 100 if share else number.value
            return value + (step if sign == "+" else -step), f"{words} {'+' if sign == '+' else '−'} {said}"
        case "×":
            times = number.value / 100 if share else number.value
            return value * times, f"{words} × {said if share else f'{number.value:g}'}"
        case "÷" if number.value:
            return value / number.value, f"{words} ÷ {number.value:g}"
        case _:
            raise NoSumError("nothing to divide by")
