"""What speaks for a person is found in their words, and nothing that is an order, a figure of the talk or chatter."""

from __future__ import annotations

import pytest

from coach.understanding.grounds import grounds_in, trained_on
from coach.understanding.learn.grounds.train import FOLDER, digest


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I'm on 36k, I've trained four drivers since the summer", "I've trained four drivers since the summer"),
        ("took over the tenders last winter. hoping for 48k", "took over the tenders last winter"),
        ("been running the front desk on my own since april", "been running the front desk on my own since april"),
        ("put in that I passed the surveying exam", "I passed the surveying exam"),
        pytest.param(
            "sales in my shop are up 9% this year, they offer 2%",
            "sales in my shop are up 9% this year",
            marks=pytest.mark.xfail(reason="what they offer beside it is taken for a reason as well", strict=True),
        ),
    ],
)
def test_what_speaks_for_a_person_is_marked(said: str, told: str) -> None:
    """With the words that belong to it, wherever it stands."""
    assert [x.words for x in grounds_in(said)] == [told]


@pytest.mark.parametrize(
    "said",
    [
        "write to Ines please, two lines at most",
        "My manager is called Oskar.",
        "no, that's too long and far too polite",
        "they offer 51k and I want 56k",
        "I'm scared he'll say no",
        "what do I say to her on the phone?",
        "leave my present pay out of it",
    ],
)
def test_an_order_a_feeling_or_a_figure_speaks_for_nobody(said: str) -> None:
    """No text may have it as a sentence."""
    assert grounds_in(said) == ()


def test_what_ships_is_what_the_marked_messages_teach() -> None:
    """Who changes the lines trains the tagger once more."""
    assert trained_on() == digest(FOLDER)
