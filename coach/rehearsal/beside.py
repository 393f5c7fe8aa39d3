"""A turn -> what its doubtful amounts are, as the chat reads them: days off, a rent, a tax, or a part of pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import get_args

from coach.rehearsal.scene import Item
from coach.understanding.read import read_pay
from coach.understanding.reading import AmountMention
from coach.understanding.spoken import Amount
from index.names import Names, learn_names

_BESIDE = frozenset("holiday hours pension severance".split())
_NO_PAY = frozenset({"none", "other"})
_WISH = "wish"
_LIKELY, _SURE, _CERTAIN = 0.5, 0.7, 0.9
LEAST_SUM = 100  # a larger bare number is a sum in thousands, or a full one


@cache
def _no_names() -> Names:
    """No company or role has to be known to tell what a number is of."""
    return learn_names((), frozenset())


@lru_cache(maxsize=16)
def _amounts(turn: str) -> Mapping[int, AmountMention]:
    """The amounts of the chat's reading by where they begin."""
    return {m.amount.start: m for m in read_pay(turn, _no_names())[0].amounts}


def part_of(turn: str, amount: Amount) -> Item | None:
    """The part of pay that the reading of the message takes an amount for; None where it is not sure."""
    found = _amounts(turn).get(amount.start)
    if found is None or found.component not in get_args(Item) or found.component_score < _SURE:
        return None
    return found.component  # type: ignore[return-value]


def not_wished(turn: str, asks: Sequence[Amount]) -> frozenset[int]:
    """Where those of several asks begin that the reading of the message takes for something else (the market, a cost,
    what was said before), beside one that it takes for the wish.
    """
    read_as = {a.start: m for a in asks if (m := _amounts(turn).get(a.start))}
    wished = {s: m.role_score for s, m in read_as.items() if m.role == _WISH}
    if not wished:
        return frozenset()
    surely = max(wished.values()) >= _SURE
    doubtful = {s for s, share in wished.items() if surely and share < _LIKELY}
    return frozenset(s for s, m in read_as.items() if s not in wished and m.role_score >= _LIKELY) | doubtful


def is_wish(turn: str, amount: Amount) -> bool:
    """Whether the reading of the message takes an amount for what the person wants."""
    found = _amounts(turn).get(amount.start)
    return found is not None and found.role == _WISH


def beside_pay(turn: str, amounts: Sequence[Amount]) -> frozenset[int]:
    """Where the amounts begin that the reading of the message takes for terms beside the pay, or for no pay at all."""
    return frozenset(a.start for a in amounts if (m := _amounts(turn).get(a.start)) and _is_beside(a, m))


def _is_beside(amount: Amount, read_as: AmountMention) -> bool:
    if read_as.role in _NO_PAY and read_as.role_score >= _CERTAIN:
        return True
    bare = amount.unit in ("", "%") and amount.high < LEAST_SUM and read_as.amount.kind != "money"
    return bare and read_as.component in _BESIDE and read_as.component_score >= _SURE
