"""What has to be given back on leaving, and terms of which less is written than was told."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Term
from coach.dialogue.terms_settled import is_less
from coach.standing.repay import owed_after
from coach.understanding.reading import Clause
from coach.understanding.repay import Repayment, asks_what_is_owed, repayment_told
from coach.understanding.situation import Part

PAID = Part(component="signing", low=12_000, high=12_000, currency="EUR")


def clause(text: str, *acts: str) -> Clause:
    """A clause that does these acts."""
    return Clause(0, len(text), text, tuple((a, 1.0) for a in acts))


@pytest.mark.parametrize(
    ("text", "months", "falls"),
    [
        ("the joining bonus has to go back if I resign within 18 months, pro rata", 18, "month"),
        pytest.param(
            "moving allowance to be reimbursed 100% if I resign in my first 6 months",
            6,
            "end",
            marks=pytest.mark.xfail(reason="how it falls is not told of a share of all"),
        ),
        ("I owe the whole course fee for three years, minus a share every month", 36, "month"),
        ("all of it back in the first year and then by month up to 24 months", 24, "full_then_month"),
        ("if I quit in year one they take everything, in year two half", 24, "year"),
    ],
)
def test_a_repayment_is_months_and_how_it_falls(text: str, months: float, falls: str) -> None:
    """In other words, with other payments."""
    held = repayment_told(clause(text))
    assert held is not None
    assert (held.months, held.falls) == (months, falls)


@pytest.mark.parametrize(
    "text",
    [
        "a review after 12 months", "I gave them two months notice", "my contract runs 24 months",
        "the sign-on is paid after three months", "they pay 55k after six months", "a stay bonus if I stay two years",
    ],
)  # fmt: skip
def test_other_times_are_no_repayment(text: str) -> None:
    """A span of time alone gives nothing back."""
    assert repayment_told(clause(text)) is None


def test_what_is_owed_is_asked() -> None:
    """By what the question means, with a time in it."""
    assert asks_what_is_owed(clause("how much do they want back if I quit after 10 months", "ask_sum"))
    assert not asks_what_is_owed(clause("what would I earn after 10 months", "ask_sum"))
    assert not asks_what_is_owed(clause("I owe it all if I go within 10 months"))


@pytest.mark.parametrize(
    ("falls", "full", "after", "sums"),
    [
        ("month", 0, 6, [9_000]), ("end", 24, 6, [12_000]), ("year", 0, 14, [6_000]), ("month", 0, 30, [0]),
        ("full_then_month", 12, 6, [12_000]), ("full_then_month", 12, 18, [6_000, 3_000]), ("", 0, 12, [12_000, 6_000]),
    ],
)  # fmt: skip
def test_the_sum_at_a_date(falls: str, full: float, after: float, sums: list[float]) -> None:
    """One sum, or the two that the words leave open."""
    held = Repayment(of="signing", amount=PAID, months=24, full=full, falls=falls)  # type: ignore[arg-type]
    assert [s.value for s in owed_after(held, after)] == sums


@pytest.mark.parametrize(
    ("kind", "unit", "told", "now", "less"),
    [
        ("holiday", "day", 30, 25, True), ("holiday", "day", 25, 30, False), ("hours", "hour", 37.5, 40, True),
        ("notice", "month", 1, 3, True), ("notice", "month", 3, 1, False), ("title", "", 1, 2, False),
    ],
)  # fmt: skip
def test_less_than_was_told(kind: str, unit: str, told: float, now: float, less: bool) -> None:
    """Fewer days off, more hours, a longer notice; never a thing that is not counted."""
    assert is_less(*(Term(kind=kind, unit=unit, figure=f) for f in (now, told))) is less
