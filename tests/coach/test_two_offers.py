"""An offer in hand while the talk looks elsewhere: it stays where it is, and new figures are not put to the wrong company."""

from __future__ import annotations

import pytest

from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach
from coach.understanding.situation import Situation
from tests.shelf import Shelf

OFFER = "Offer from Northwind as a data engineer in New York: 172k base"


def talk(*messages: str) -> Reply:
    """The last reply of a conversation, in which the situation is held as the page holds it."""
    coach, history, reply = Coach(Shelf()), (), None
    held = Situation()
    for message in messages:
        reply = coach.reply(Turn(message, history, held=held))
        held = Situation.model_validate(reply.situation)
        history = (*history, ("user", message), ("assistant", reply.text))
    assert reply is not None
    return reply


def noted(reply: Reply) -> str:
    return Situation.model_validate(reply.situation).summary()


@pytest.mark.parametrize("question", ["what about Chicago?", "and for a product manager?", "and in Chicago?"])
def test_a_look_elsewhere_moves_no_offer(question: str) -> None:
    assert noted(talk(OFFER, question)) == noted(talk(OFFER))


@pytest.mark.parametrize("correction", ["actually it's in Chicago", "I'm moving to Chicago", "the job is in Chicago"])
def test_a_place_that_is_told_moves_it(correction: str) -> None:
    assert "in Chicago" in noted(talk(OFFER, correction))


def test_what_is_said_of_the_offer_is_about_its_own_place() -> None:
    """After a look at Chicago the verdict and the script are about New York; asked of "there", about Chicago."""
    away = (OFFER, "what about Chicago?")
    assert "$150K–$190K" in talk(*away).text
    assert "$170K–$215K" in talk(*away, "is my offer fair?").text
    assert "$150K–$190K" in talk(*away, "would it be a fair offer there?").text
    script = talk(*away, "write me a script").text
    assert "range for this role in New York is $170K–$215K" in script
    assert "Chicago" not in script


def test_a_part_that_the_offer_has_not_is_looked_up() -> None:
    reply = talk(OFFER, "and the bonus in Chicago?")
    assert reply.intent == "band_lookup"
    assert "$15K–$25K" in reply.text


def test_an_improved_offer_is_the_one_in_hand() -> None:
    """ "They went up to" speaks of an offer that is there: it is not asked about, and it is no target."""
    held = Situation.model_validate(
        talk(OFFER, "what does contoso pay a data engineer?", "they went up to 178k base").situation
    )
    assert [p.low for p in held.offer] == [178_000]
    assert not held.target
