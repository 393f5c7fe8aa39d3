"""What becomes of a part of pay that a clause names without a figure."""

from __future__ import annotations

import pytest

from coach.understanding.partnews import part_news


@pytest.mark.parametrize(
    "words",
    ["they took the sign-on out again", "and now the equity has vanished from the letter", "bonus scrapped, says HR"],
)
def test_a_part_that_is_taken_away_is_gone(words: str) -> None:
    """In words that no example has."""
    assert part_news(words) == "gone"


@pytest.mark.parametrize(
    "words",
    [
        "the bonus they left alone",
        "about the shares I hear more next week",
        "is the sign-on paid at once",
        "base has a ceiling, she said",
    ],
)
def test_what_stays_or_is_open_is_not_gone(words: str) -> None:
    """Unchanged, promised for later, asked about, at its limit."""
    assert part_news(words) != "gone"
