"""Everybody is coached from the first message; the company is asked for only by a look-up of a guide's figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach

Talk = Callable[..., Reply]
COMPANY = "Which company"


@pytest.mark.parametrize(
    "message",
    [
        "hi, I clean offices at night for 14.20 an hour and want to ask for more",
        "I've been a cook at a small bistro for six years and my pay never moved",
        "my boss said he can't pay more this year, what now?",
        "I'm scared to ask for a raise",
        "we are only five people in the workshop and I do the books as well",
    ],
)
def test_a_first_message_without_a_company_is_coached(talk: Talk, message: str) -> None:
    """Neither asked for a company nor refused."""
    reply = talk(message)
    assert COMPANY not in reply.text
    assert "outside what I know" not in reply.text
    assert not reply.clarify


@pytest.mark.parametrize(
    "message", ["it's only a small shop, no list has it", "there's no guide for them", "just a local garage"]
)
def test_who_has_no_guide_is_not_asked_again(talk: Talk, message: str) -> None:
    """What was told is held all the same."""
    reply = talk("I make 15.80 an hour in a shop and want to ask for more", message)
    assert COMPANY not in reply.text
    assert "outside what I know" not in reply.text
    assert reply.state["current"]["base"] == {"amount": 15.8, "period": "hour"}


def test_a_look_up_asks_for_the_company_once(coach: Coach) -> None:
    """The second time there is something else to say."""
    first = coach.reply(Turn("what does a level five make?"))
    assert COMPANY in first.text
    held = Dialogue.model_validate(first.dialogue)
    assert COMPANY not in coach.reply(Turn("and what is the band for a level four?", dialogue=held)).text


def test_what_is_no_negotiation_is_outside(talk: Talk) -> None:
    """A first message about anything else is refused."""
    assert "outside what I know" in talk("who won the football yesterday").text


@pytest.mark.parametrize(
    "told",
    [
        "HR says pay goes by the wage table",
        "they told me the rate is set by the grid",
        "pay there is by steps of the scale",
    ],
)
def test_on_a_scale_the_step_can_move(talk: Talk, told: str) -> None:
    """The table's figure is no end of the person's own pay."""
    said = talk(f"Northgate Hospital offers me $36.40 an hour. {told}. should I just take it?").text
    assert "step" in said
    assert "the end of what this level pays" not in said
