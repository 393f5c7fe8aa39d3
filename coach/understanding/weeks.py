"""The hours of a week that a clause counts -> of whose week each is, and which of two is said not to be so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from coach.understanding.likeness import kind_near, masked, nearness, shares_of
from coach.understanding.reading import SURE, AmountMention, Clause, Reading

Whose = Literal["theirs", "mine", "open"]
_FILE, _PAIR, _WHOSE, _ANSWER = "weeks.yaml", "pair", "whose", "answer"
_LEAST, _SURELY, _SURER, _LIKELY = 0.6, 0.6, 0.8, 0.4  # a cosine, probabilities
_SHORTEST, _LONGEST = 10.0, 84.0  # hours of a week
_PAY, _TWO = ("base", "total"), 2


@dataclass(frozen=True, slots=True)
class Week:
    """The place in a reading's amounts of a count of hours, of `whose` week it is, and the place of the one that it is
    said to be instead of, None where it stands for itself."""

    at: int
    whose: Whose
    wrong: int | None = None


def may_be_week(a: AmountMention) -> bool:
    """Whether a figure can count the hours of a week: it is of such a size, in whole quarters, and surely no pay."""
    bare = a.amount.kind == "bare" and not (a.component in _PAY and a.component_score >= SURE)
    counts = bare or (a.amount.kind == "count" and a.amount.counted == "hour")
    whole = a.amount.high * 4 % 1 == 0
    return counts and whole and a.amount.period in ("", "week") and _SHORTEST <= a.amount.high <= _LONGEST


def weeks_in(reading: Reading, held: frozenset[float]) -> tuple[Week, ...]:
    """The weeks of which the words surely tell whose they are or what they are said instead of, of each clause that
    tells one or two and no other figure. `held` are the hours that the talk has: a bare figure counts hours where it is
    one of these, or is read so, or stands beside one that is."""
    found: list[Week] = []
    for n, clause in enumerate(reading.clauses):
        inside = [i for i, a in enumerate(reading.amounts) if a.clause == n]
        told = [i for i in inside if may_be_week(reading.amounts[i])]
        sure = [i for i in told if _counts_hours(reading.amounts[i]) or reading.amounts[i].amount.high in held]
        if len(told) < len(inside):
            continue
        if sure and len(told) == _TWO:
            found += _of_two(reading, clause, (told[0], told[1]))
        elif len(told) == 1 and sure and (whose := _whose(reading, clause)):
            found.append(Week(told[0], whose))
    return tuple(found)


def _counts_hours(a: AmountMention) -> bool:
    return a.amount.kind == "count" or (a.component == "hours" and a.component_score >= SURE)


def _of_two(reading: Reading, clause: Clause, told: tuple[int, int]) -> list[Week]:
    kind, (first, second) = _pair(reading, clause, told), told
    if kind in ("first", "second"):
        so, wrong = (first, second) if kind == "first" else (second, first)
        whose = _whose(reading, clause)
        return [Week(so, whose, wrong)] if whose else []
    if kind in ("theirs", "mine"):
        other: Whose = "mine" if kind == "theirs" else "theirs"
        return [Week(first, cast("Whose", kind)), Week(second, other)]
    return []


def _pair(reading: Reading, clause: Clause, told: tuple[int, int]) -> str:
    """How two counts of a clause stand to each other; where the words alone are not sure, that one puts the other right
    is, if it is read so."""
    words = _said(reading, clause)
    if kind := _kind(_PAIR, words):
        return kind
    shares = shares_of(_FILE, _PAIR, words)
    if nearness(_FILE, _PAIR, words) < _LEAST:
        return ""
    wrong = [i for i in told if reading.amounts[i].role == "was" and reading.amounts[i].role_score >= SURE]
    if len(wrong) == 1 and shares["first"] + shares["second"] >= _LIKELY:
        return "first" if wrong[0] == told[1] else "second"
    whose = _whose(reading, clause)
    if whose in ("theirs", "mine"):  # whatever the other one is, this one is so
        first, second = whose, "mine" if whose == "theirs" else "theirs"
        sums = {"first": shares["first"] + shares[first], "second": shares["second"] + shares[second]}
        return next((kind for kind, share in sums.items() if share >= _SURER), "")
    return ""


def _whose(reading: Reading, clause: Clause) -> Whose | None:
    """Whose week a clause speaks of; None where it tells of none."""
    kind = _kind(_WHOSE, _said(reading, clause))
    return None if kind in ("none", "") else cast("Whose", kind)


def _kind(about: str, words: str) -> str:
    """The kind of some words, "" where they are near to none or the kind is not sure."""
    kind = kind_near(_FILE, about, words, _LEAST)
    return kind if kind and shares_of(_FILE, about, words)[kind] >= _SURELY else ""


def _said(reading: Reading, clause: Clause) -> str:
    hours = [(a.amount.start, a.amount.end, "an amount") for a in reading.amounts if may_be_week(a)]
    names = [(x.start, x.end, "a company") for x in reading.companies]
    return masked(reading.text, clause.start, clause.end, [*hours, *names])


def answered_in(reading: Reading) -> str:
    """What a message answers that was asked whose week it is: "theirs", "mine" or "both", "" for none of these."""
    kinds = (_kind(_ANSWER, _said(reading, clause)) for clause in reading.clauses)
    return next((kind for kind in kinds if kind not in ("none", "")), "")
