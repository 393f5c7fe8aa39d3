"""The pay that a clause names -> which figure puts right what was told before, of whom it is, and which one it is said
to be instead of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from coach.understanding.likeness import figures_and_names, kind_near, masked, shares_of
from coach.understanding.reading import SURE, AmountMention, Clause, Reading
from coach.understanding.salaries import without_count

Of = Literal["theirs", "mine", "open"]
_FILE, _ONE, _BOTH, _WHOSE = "righted.yaml", "one", "two", "whose"
_LEAST, _SURELY = 0.6, 0.65  # a cosine, a probability
_MONEY, _PAY, _TWO = ("money", "bare"), ("base", "total"), 2


@dataclass(frozen=True, slots=True)
class Righted:
    """The place in a reading's amounts of a figure that puts another right, of whom it is, and the place of the wrong
    one, None where that is not named."""

    at: int
    of: Of
    wrong: int | None = None


def righted_in(reading: Reading) -> tuple[Righted, ...]:
    """The figures of pay that surely put others right, one a clause at most, of clauses that name one or two."""
    found: list[Righted] = []
    for n, clause in enumerate(reading.clauses):
        told = [i for i, a in enumerate(reading.amounts) if a.clause == n]
        if 0 < len(told) <= _TWO and all(_may_be_pay(reading.amounts[i]) for i in told):
            found += _of_clause(reading, clause, told)
    return tuple(found)


def _may_be_pay(a: AmountMention) -> bool:
    other = a.component not in _PAY and a.component_said and a.component_score >= SURE
    return a.amount.kind in _MONEY and not other and not a.amount.is_range and not a.later and a.stage is None


def _of_clause(reading: Reading, clause: Clause, told: list[int]) -> list[Righted]:
    words = masked(reading.text, clause.start, clause.end, figures_and_names(reading))
    of = cast("Of", _kind(_WHOSE, words) or "open")
    if len(told) == 1:
        return [Righted(told[0], of)] if _kind(_ONE, words) == "right" else []
    match _kind(_BOTH, words):
        case "first":
            return [Righted(told[0], of, told[1])]
        case "second":
            return [Righted(told[1], of, told[0])]
    return []


def _kind(about: str, words: str) -> str:
    """The kind of some words, "" where they are near to none or the kind is not sure."""
    kind = kind_near(_FILE, about, words, _LEAST)
    return kind if kind and shares_of(_FILE, about, words)[kind] >= _SURELY else ""


def side_of_count(reading: Reading, clause: Clause, count: int) -> Of:
    """Of whom a clause surely speaks that tells a count and no pay: "mine is x 13", "they pay a 13th salary"."""
    names = [(x.start, x.end, "a company") for x in reading.companies]
    words = masked(reading.text, clause.start, clause.end, names)
    of = _kind(_WHOSE, re.sub(rf"{count}\b", " an amount", words).replace("  ", " "))
    of = of if of in ("theirs", "mine") else _kind("salaries", without_count(words).replace("  ", " "))
    return cast("Of", of if of in ("theirs", "mine") else "open")
