"""What is told of the other side to the coach is said to it as "you" and "here"."""

from __future__ import annotations

import pytest

from coach.understanding.told_on import to_them


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("they've not filled Pam's job", "you've not filled Pam's job"),
        ("been there nine years", "been here nine years"),
        ("the customers say they like it", "the customers say they like it"),
    ],
)
def test_words_are_turned_to_whom_they_are_said(told: str, said: str) -> None:
    """Only where the sentence begins with them."""
    assert to_them(told) == said
