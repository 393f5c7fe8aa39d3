"""An offer in hand while the talk looks elsewhere: it stays where it is, and new figures are not put to the wrong company."""

from __future__ import annotations

import pytest

from coach.chain import Coach
from coach.question import Turn
from coach.reply import Reply
from coach.situation import Situation
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
    assert "stretch of the New York band, $210K–$215K" in talk(*away, "write me a script").text


def test_a_part_that_the_offer_has_not_is_looked_up() -> None:
    reply = talk(OFFER, "and the bonus in Chicago?")
    assert reply.intent == "band_lookup"
    assert "$15K–$25K" in reply.text


def test_new_figures_after_another_company_are_asked_about() -> None:
    """Neither offer changes before the answer, and each of the two answers does what it says."""
    before = (OFFER, "what does contoso pay a data engineer?")
    reply = talk(*before, "they offered me 150k base")
    assert reply.clarify == "Is that a new figure from Northwind Traders, or an offer from Contoso?"
    assert noted(reply) == noted(talk(OFFER))
    mine, other = reply.suggestions
    assert "150K base" in noted(talk(*before, "they offered me 150k base", mine))
    second = Situation.model_validate(talk(*before, "they offered me 150k base", other).situation)
    assert (second.company, [p.low for p in second.offer]) == ("Contoso", [150_000])
    assert [(o.company, [p.low for p in o.parts]) for o in second.competing] == [("Northwind Traders", [172_000])]


def test_a_company_without_a_guide_is_asked_about_too() -> None:
    """Its offer, once it is said to be one, is the one in question, and the first is kept beside it."""
    reply = talk(OFFER, "what does google pay a data engineer?", "they offered me 150k base")
    assert reply.clarify == "Is that a new figure from Northwind Traders, or an offer from Google?"
    assert "offer from Northwind Traders at 172K base" in noted(talk(OFFER, "and google?", reply.suggestions[1]))


def test_an_improved_offer_is_the_one_in_hand() -> None:
    """ "They went up to" speaks of an offer that is there: it is not asked about, and it is no target."""
    held = Situation.model_validate(
        talk(OFFER, "what does contoso pay a data engineer?", "they went up to 178k base").situation
    )
    assert [p.low for p in held.offer] == [178_000]
    assert not held.target
