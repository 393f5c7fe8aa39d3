"""Part-time pay, pensions of both sides, and a bonus that may not be paid, as a reply works them out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply

_OFFER = "I'm a physiotherapist on £42,300 and Tavira Physio offers £44,000 for 37.5 hours a week."


@pytest.mark.parametrize(
    "asked",
    ["If I work 30 hours out of 37.5 at £44,000, what would I get?", "What would 4 days a week pay me?"],
)
def test_part_time_is_a_share_of_full_time(talk: Callable[..., Reply], asked: str) -> None:
    """Four fifths of the hours are four fifths of the pay."""
    assert "£35.2K" in talk(_OFFER, asked).text


@pytest.mark.parametrize(
    ("told", "theirs"),
    [
        (
            "I make £50,000 now with a 12% employer pension. Bolt offers £53,000, they put 4% into the pension.",
            "£2,120",
        ),
        (
            "I'm on £50,000 with a 12% pension from my employer. Bolt offers £53,000 and theirs is a 4% pension.",
            "£2,120",
        ),
    ],
)
def test_both_pensions_are_told_in_money(talk: Callable[..., Reply], told: str, theirs: str) -> None:
    """What goes into the two is set beside each other, and the whole with it."""
    text = talk(told, "How much better off am I with the pensions counted?").text
    assert theirs in text
    assert "£6K" in text
    assert "£880 a year behind" in text


def test_a_bonus_is_counted_with_and_without(talk: Callable[..., Reply]) -> None:
    """Who is ahead hangs on a bonus that nobody has promised."""
    text = talk("I have an offer from Tavira for €58,000 base plus 10% bonus. My boss offers €60,000 to stay.").text
    assert "€3,800" in text
    assert "€2K" in text
