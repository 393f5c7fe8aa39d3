"""Who the talk is with is held as the person says it, and put right when they say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply
from tests.coach.dialogue.test_stages import held

_PAY = "I'm a nursery cook on £23,400 and I'd like £26,000."


@pytest.mark.parametrize(
    "said",
    [
        "No, she is no boss of mine, she hires for another nursery.",
        "This isn't about a raise where I work, a different nursery wants me.",
        "forget my manager, the one I talk to is the recruiter of the new place",
    ],
)
def test_a_raise_that_is_none_is_put_right(talk: Callable[..., Reply], said: str) -> None:
    """A text after that goes to nobody's boss."""
    reply = talk(_PAY, "What do I say to my boss about a raise?", said, "They offer £25,000. Write me the mail please.")
    assert held(reply).deal.kind != "raise"
    assert "your boss" not in reply.text


def test_what_is_no_offer_stays_a_raise(talk: Callable[..., Reply]) -> None:
    """Who says that nobody else is in it talks of a raise."""
    now = held(talk(_PAY, "There's no other nursery in this, it's my yearly review here."))
    assert now.side == "boss"
    assert now.deal.kind == "raise"


@pytest.mark.parametrize(
    "said",
    [
        "The contract they sent has a base of 57k. On the phone he told me 60k.",
        "She promised me 60k when we talked, the offer letter says 57k.",
    ],
)
def test_a_letter_that_says_less_than_was_said_is_put_right(talk: Callable[..., Reply], said: str) -> None:
    """What was said is the offer, what is written is the letter's, and the next thing is to have it corrected."""
    reply = talk(f"I have an offer from Brightwater as a surveyor. {said}")
    now = held(reply)
    assert [p.high for p in now.deal.offer] == [60_000]
    assert [p.high for p in now.deal.letter] == [57_000]
    assert "60K" in reply.text
    assert "57K" in reply.text
    text = talk(f"I have an offer from Brightwater as a surveyor. {said}", "Write me the mail to put it right.").text
    assert "corrected" in text or "correct" in text
    assert "60K" in text


@pytest.mark.parametrize(
    "said",
    [
        "they said 27 an hour",
        "the recruiter told me 48k",
        pytest.param(
            "the offer is 21.50 i want 24", marks=pytest.mark.xfail(reason="both figures are read as wished for")
        ),
    ],
)
def test_a_figure_that_they_said_is_an_offer(talk: Callable[..., Reply], said: str) -> None:
    """In whatever plain words it is told."""
    assert held(talk(said)).deal.offer


def test_what_is_told_to_the_coach_stands_in_no_text(talk: Callable[..., Reply]) -> None:
    """Worries, corrections and orders are not pasted into the mail."""
    said = talk(
        "I have an offer from Brightwater as a surveyor, 57k. I'd like 61k. I don't want to sound rude. Write the mail.",
    ).text
    assert "rude" not in said
    assert "61K" in said
