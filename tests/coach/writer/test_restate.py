"""A model helps to read an odd message; what it brings in by itself is not taken."""

from __future__ import annotations

from datetime import date

import pytest

from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach
from coach.writer.budget import Budget
from coach.writer.mask import Mask
from coach.writer.restate import hidden_amounts, restated
from coach.writer.wording import Writer
from tests.coach.writer.models import Rereading, Scripted
from tests.coach.writer.test_misbehaving import SHELF

ODD = "does northwind treat its data people well in chicago?"
PLAIN = "What base does Northwind pay a data engineer in New York?"


def asked(message: str, model: Scripted) -> Reply:
    return Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:r")).reply(Turn(message))


def test_a_message_that_finds_nothing_is_read_again() -> None:
    """The plain question is answered, and said back."""
    reply = asked(ODD, Rereading(answers=[""], question="What does Northwind pay a data engineer in Chicago?"))
    assert "$150K–$190K" in reply.text
    assert "I read your message as: What does Northwind pay a data engineer in Chicago?" in reply.text


@pytest.mark.parametrize(
    "question",
    ["What does Google pay a data engineer?", "Is $400K fair at Northwind for a data engineer?", "", "x" * 400],
)
def test_what_nobody_said_is_not_taken(question: str) -> None:
    """Another company, a figure, nothing, or far too much: the built-in reading stands."""
    alone = Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(ODD))
    assert asked(ODD, Rereading(answers=[""], question=question)).text == alone.text


def test_what_is_understood_is_not_read_again() -> None:
    """A model is asked only where the words alone found nothing."""
    assert "I read your message as" not in asked(PLAIN, Rereading(answers=[""], question="What does Contoso pay?")).text


def test_a_reply_that_asks_back_and_has_an_answer_stands() -> None:
    """It has judged what it could; the question back is for the person."""
    message = "Is 150k base for a data engineer good, at Contoso or Northwind?"
    alone = Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(message))
    assert alone.clarify
    assert "I read your message as" not in asked(message, Rereading(answers=[""], question=PLAIN)).text


def test_a_model_without_structured_output_changes_nothing() -> None:
    """The built-in reading stands."""
    alone = Coach(SHELF, lambda: date(2026, 11, 23)).reply(Turn(ODD))
    assert asked(ODD, Scripted(answers=["x"])).text == alone.text


def test_amounts_arehidden_amounts_and_put_back() -> None:
    """The model sees "[amount 1]"; the question that is answered has the user's own figure again."""
    hidden, amounts = hidden_amounts("they gave me 155k base and a 10K sign-on")
    assert hidden == "they gave me [amount 1] base and a [amount 2] sign-on"
    assert amounts == {"1": "155k", "2": "10K"}
    model = Rereading(answers=[""], question="Is [amount 1] base at Northwind good for a data engineer in Chicago?")
    turn = Turn("155k base, how does northwind treat its data people in chicago?")
    assert (
        restated(turn, model, SHELF.names, Mask(SHELF.names), Budget(5))
        == "Is 155k base at Northwind good for a data engineer in Chicago?"
    )
