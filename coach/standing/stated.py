"""A sum as the person states it, in full figures -> what it comes to, and whether the stated result is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.standing.sums import NoSumError

_NEAR = 0.006  # of the result: so far a rounded one may be off


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sum: money in `currency` ("" for none), "%" for a share, or a plain factor; `digit` is what
    its last written digit counts."""

    value: float
    currency: str = ""
    digit: float = 0.0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sum: what it comes to, and its numbers with the sign before each."""

    value: float
    steps: tuple[tuple[str, Number], ...]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Both sides, or the one, the gap between two of them, and whether what was stated is right (None where nothing
    was)."""

    sides: tuple[Side, ...]
    gap: float | None
    right: bool | None

    @property
    def result(self) -> float:
        """The gap of two sides, else what the one comes to."""
        return self.gap if self.gap is not None else self.sides[0].value

    @property
    def share(self) -> float:
        """The gap in percent of the smaller side."""
        least = min(s.value for s in self.sides)
        return (self.gap or 0.0) / least * 100 if least else 0.0


def reckon(numbers: Sequence[Number], signs: Sequence[str]) -> Reckoned:
    """Work a stated sum out, from left to right; a share behind plus or minus is of what stands before it.
    NoSumError for what is no sum."""
    told = numbers[-1] if signs and signs[-1] in ("=", "gap") else None
    inner = list(zip(("", *signs), numbers, strict=False))[: len(numbers) - (told is not None)]
    sides: list[Side] = []
    for sign, number in inner:
        if sign not in ("", "vs", "=", "gap"):
            sides[-1] = _next(sides[-1], sign, number)
        elif number.currency == "%":
            raise NoSumError("a share is no side")
        else:
            sides.append(Side(number.value, (("", number),)))
    if not sides or len(sides) > 2 or (len(sides) == 1 and len(inner) < 2):
        raise NoSumError("that is no sum of two things")
    gap = abs(sides[0].value - sides[1].value) if len(sides) == 2 else None
    made = Reckoned(tuple(sides), gap, None)
    if told is None:
        return made
    result = made.share if told.currency == "%" and gap is not None else made.result
    return Reckoned(made.sides, gap, abs(told.value - result) <= max(_NEAR * abs(result), told.digit * 0.999))


def _next(side: Side, sign: str, number: Number) -> Side:
    share, value = number.currency == "%", side.value
    match sign:
        case "+" | "-":
            step = value * number.value / 100 if share else number.value
            value += step if sign == "+" else -step
        case "×":
            value *= number.value / 100 if share else number.value
        case "÷" if number.value:
            value /= number.value
        case _:
            raise NoSumError("nothing to divide by")
    return Side(value, (*side.steps, (sign, number)))
