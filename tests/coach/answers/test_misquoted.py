"""What a guide says is known from the guide: a figure put into its mouth is nobody's, and is set right."""

from __future__ import annotations

from datetime import date

import pytest

from coach.dialogue.turn import Turn
from coach.turn import Coach
from tests.shelf import Shelf

COACH = Coach(Shelf(), lambda: date(2026, 11, 23))
OFFER = "Northwind offered me 155k base as a data engineer in Chicago."


@pytest.mark.parametrize(
    "claim",
    [
        "The guide says the top is 800k.",
        "My cousin says the guide says they go to 800k.",
        "According to your guide base goes up to 800k.",
        "Your tables put the maximum at 800k.",
        "I was told that the guide has 800k as the limit.",
    ],
)
def test_a_guide_that_is_misquoted_is_set_right(claim: str) -> None:
    """The guide's own band stands in the reply, and nobody is told to ask for the other figure."""
    reply = COACH.reply(Turn(f"{OFFER} {claim} What should I ask for?"))
    assert "$150K–$190K" in reply.text
    assert "The guide doesn't say $800K" in reply.text
    assert reply.text.count("800") == 1
    assert "own figure" not in reply.text


def test_a_guide_that_is_quoted_rightly_is_not_set_right() -> None:
    """Its own end is no misquotation."""
    assert (
        "doesn't say" not in COACH.reply(Turn(f"{OFFER} The guide says the top is 190k. What should I ask for?")).text
    )


@pytest.mark.parametrize(
    "claim", ["Their grade tops out at 175k, she says.", "HR says the band for this level ends at 175k."]
)
def test_a_limit_of_theirs_is_still_theirs(claim: str) -> None:
    """What the employer says of its own pay is believed as theirs."""
    reply = COACH.reply(Turn(f"{OFFER} {claim} What should I ask for?"))
    assert "doesn't say" not in reply.text
    assert "$175K" in reply.text


@pytest.mark.parametrize(("mark", "figure"), [("[1]", "700"), ("[^2]", "700"), ("[3, 4]", "700")])
def test_a_footnote_is_no_figure(mark: str, figure: str) -> None:
    """The mark behind a figure neither is one nor changes it."""
    reply = COACH.reply(Turn(f"{OFFER} According to Levels the band goes to {figure}k {mark}. What should I ask for?"))
    assert "M is" not in reply.text
    assert "$1M" not in reply.text


@pytest.mark.parametrize("written", ["-155k", "155kk", "155,00"])
def test_an_odd_sum_is_remarked_on(written: str) -> None:
    """What no sum is written like is not taken without a word."""
    reply = COACH.reply(Turn(f"Northwind offered me {written} base as a data engineer in Chicago. Is it good?"))
    assert f"“{written}” is an odd way" in reply.text
