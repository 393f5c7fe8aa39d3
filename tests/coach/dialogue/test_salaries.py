"""How many salaries a year has is held of the side that is told, and counted in the year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply

Talk = Callable[..., Reply]
LYON = "I earn 2,400 x 13 as a truck driver in Lyon. Geodis propose 2,520 x 13"
BERN = "I'm a carer in Bern, I get CHF 5,600 x 13. The Spitex offers CHF 5,900 x 12."


@pytest.mark.parametrize(
    ("said", "gap"),
    [
        ("mine is x 12 actually", "3,960"),  # 32,760 - 28,800
        ("they pay 14 salaries", "4,080"),  # 35,280 - 31,200
        ("it's x 14 with them", "4,080"),
        ("I only get 12 salaries", "3,960"),
    ],
)
def test_salaries_are_counted_for_their_side(talk: Talk, said: str, gap: str) -> None:
    """And the other side's stay."""
    assert f"{gap} a year more" in talk(LYON, said, "how much more does that make a year").text.replace("€", "")


def test_a_salary_more_is_news(talk: Talk) -> None:
    """5,900 x 13 is 76,700, against 5,600 x 13 = 72,800."""
    assert "13 salaries a year" in talk(BERN, "they say 5,900 x 13 now").text
    text = talk(BERN, "they say 5,900 x 13 now", "so am I even better off?").text
    assert "CHF 300 a month and CHF 3,900 a year more" in text
