"""An offer that they take back: it is held and told, what is written then asks for it back, and a yes of theirs brings it
back."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach
from tests.shelf import Shelf

COACH = Coach(Shelf())
CLINIC = "I was offered a job as a dental nurse at a clinic in Bristol, £29,500. I'm on £26,800 now."


def said(*messages: str) -> tuple[Reply, Dialogue]:
    """The last reply of a talk, and the dialogue after it."""
    dialogue = Dialogue()
    reply = None
    for message in messages:
        reply = COACH.reply(Turn(message, dialogue=dialogue))
        dialogue = Dialogue.model_validate(reply.dialogue)
    assert reply is not None
    return reply, dialogue


@pytest.mark.parametrize("words", ["They withdrew the offer yesterday", "well, the clinic has taken its offer back"])
def test_an_offer_is_taken_back(words: str) -> None:
    """It is one event, and no silence of theirs to be waited out."""
    reply, now = said(CLINIC, words)
    assert (now.deal.status, [e.kind for e in now.of_turn(now.turn)]) == ("rescinded", ["rescinded"])
    assert "three working days" not in reply.text
    assert reply.state["stage"] == "rescinded"


@pytest.mark.parametrize(
    "words",
    ["What if they withdraw the offer?", "I'm scared that they pull it", "I withdrew my application at the other one"],
)
def test_a_fear_takes_nothing_back(words: str) -> None:
    """Neither what may be, nor what the person has taken back elsewhere."""
    assert said(CLINIC, words)[1].deal.status != "rescinded"


def test_what_is_written_asks_for_it_back_at_what_it_was() -> None:
    """And declines nothing."""
    reply, now = said(CLINIC, "They withdrew the offer yesterday", "write to Helen that I'd still take it")
    assert now.wanted.written
    assert "way back" in reply.text
    assert "£29,500" in reply.text
    assert "not to accept" not in reply.text
    assert "not to take" not in reply.text


def test_the_same_offer_again_is_agreed() -> None:
    """They came back with it: now it is to be had in writing."""
    _, now = said(CLINIC, "They withdrew the offer yesterday", "She wrote back: fine, 29,500")
    assert now.deal.status == "agreed"
