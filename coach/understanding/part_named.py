"""The amounts of a message, the parts of pay that it names -> the amounts whose part nobody has told right beside them
as the part that their clause names before: "RSUs I'd be happy with 360k"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.understanding.reading import AmountMention, Clause
from index.guide import Component

_UNSURE = 0.7  # a probability: less than that the figure alone tells its part
_ROLES = ("wish", "asked", "offer")
_SALARY = ("base", "total")
Named = tuple[tuple[int, Component], ...]


def with_named_part(
    found: tuple[AmountMention, ...], clauses: Sequence[Clause], named: Named, denied: Named
) -> tuple[AmountMention, ...]:
    """The amounts, each with the last part named before it in its clause, where no other sum stands between, the part
    is not denied and the reading leaves it open."""
    return tuple(_as_named(a, found, clauses, tuple(n for n in named if n not in denied)) for a in found)


def _as_named(
    a: AmountMention, found: tuple[AmountMention, ...], clauses: Sequence[Clause], named: Named
) -> AmountMention:
    told = a.component_said and a.component_score >= _UNSURE
    if told or a.component_score >= _UNSURE or a.role not in _ROLES or not clauses:
        return a
    start = clauses[a.clause].start
    at, part = next(((at, p) for at, p in reversed(named) if start <= at < a.amount.start), (-1, a.component))
    between = (x for x in found if x is not a and at <= x.amount.start < a.amount.start)
    if at < 0 or part in _SALARY or part not in a.may_be.components or any(x.role != "none" for x in between):
        return a
    return replace(a, component=part, component_said=True, component_score=max(a.component_score, _UNSURE))
