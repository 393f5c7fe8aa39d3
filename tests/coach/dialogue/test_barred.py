"""What a person bars from texts, and what may be said again."""

from __future__ import annotations

import pytest

from coach.dialogue.barred import bars, bars_part, still_barred
from coach.understanding.situation import Part


@pytest.mark.parametrize(
    ("barred", "words", "named"),
    [
        ("the car allowance", "a car allowance", True),
        ("three days", "three days", True),
        ("three", "three days from home", True),
        ("three days", "two days from home", False),
        ("three days at home", "two days from home", False),
        ("24-month repayment", "repayment prorated over 12 months", False),
        ("sign-on", "a review after six months", False),
    ],
)
def test_words_name_what_is_barred_unless_their_figure_is_another(barred: str, words: str, named: bool) -> None:
    assert bars((barred,), words) is named


@pytest.mark.parametrize(
    ("barred", "high", "gone"), [("58", 58_000, True), ("58k", 58_000, True), ("58", 59_000, False)]
)
def test_a_figure_is_barred_in_any_size(barred: str, high: float, gone: bool) -> None:
    assert bars_part((barred,), Part(component="base", low=high, high=high)) is gone


def test_what_is_asked_for_again_is_barred_no_more() -> None:
    asked = (Part(component="signing", low=5000, high=5000),)
    assert still_barred(("sign-on", "58", "a car"), asked, ("a car",)) == ("58",)
