"""A sum that the person states is worked out as it is written."""

from __future__ import annotations

import pytest

from coach.standing.stated import Number, reckon
from coach.standing.sums import NoSumError

_EUR = "EUR"


def test_the_gap_of_two_sides_is_checked() -> None:
    """Right within the last digit that is written."""
    numbers = (Number(91_300, _EUR, 100), Number(85_000, _EUR, 1000), Number(6_300, _EUR, 100))
    assert reckon(numbers, ("vs", "=")).right is True
    assert reckon((*numbers[:2], Number(7_300, _EUR, 100)), ("vs", "=")).right is False


def test_a_share_is_of_what_stands_before_it() -> None:
    """So much percent on top of the base, against the other side."""
    made = reckon((Number(60_000, _EUR), Number(8, "%"), Number(63_000, _EUR)), ("+", "vs"))
    assert made.sides[0].value == pytest.approx(64_800)
    assert made.gap == pytest.approx(1_800)
    assert made.right is None


def test_what_is_no_sum_is_none() -> None:
    """A share alone, or one number, is nothing to work out."""
    with pytest.raises(NoSumError):
        reckon((Number(10, "%"), Number(60_000, _EUR)), ("vs",))
    with pytest.raises(NoSumError):
        reckon((Number(60_000, _EUR),), ())
