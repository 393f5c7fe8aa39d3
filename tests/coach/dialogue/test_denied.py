"""What the person says is not so: undone by slot, as an event; what is not held stays as it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.dialogue.deals import Dialogue
from coach.reply import Reply

_OFFER = "Northwind offers me 150k base as a data engineer in Austin. I earn 130k."


def held(reply: Reply) -> Dialogue:
    """The negotiation after a reply."""
    return Dialogue.model_validate(reply.dialogue)


@pytest.mark.parametrize("plan", ["I'm inclined to accept on Thursday", "honestly I might just take it"])
def test_a_plan_is_no_yes(talk: Callable[..., Reply], plan: str) -> None:
    """An end is held only when it is told as done."""
    assert held(talk(_OFFER, plan)).deal.status == "offered"


def test_a_yes_is_taken_back(talk: Callable[..., Reply]) -> None:
    """Who denies a yes is back where they were, and the event stands in the history."""
    now = held(talk(_OFFER, "I signed the contract last night", "sorry, I did not sign it, that was my flatmate"))
    assert now.deal.status == "offered"
    assert now.events[-1].thing == "accepted"
    assert not any(e.kind == "accepted" for e in now.told)


def test_a_step_up_that_never_was_goes_back(talk: Callable[..., Reply]) -> None:
    """The figure before it is held again, and the reply says so."""
    reply = talk(_OFFER, "they went up to 158k", "oh no, he never said 158k")
    assert [p.high for p in held(reply).deal.offer] == [150000]
    assert "$150K" in reply.text


def test_a_denial_of_what_is_not_held_changes_nothing(talk: Callable[..., Reply]) -> None:
    """Nothing is undone, and nothing asked back."""
    reply = talk(_OFFER, "I have not turned them down!")
    assert held(reply).deal == held(talk(_OFFER)).deal
    assert not reply.clarify


def test_an_if_is_answered_and_not_held(talk: Callable[..., Reply]) -> None:
    """A figure that is only thought of leaves the offer, and is weighed."""
    reply = talk(_OFFER, "and if they only went to 153k, what then?")
    assert [p.high for p in held(reply).deal.offer] == [150000]
    assert "$153K" in reply.text
