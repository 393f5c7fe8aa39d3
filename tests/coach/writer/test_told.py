"""What a model that reads is told of a talk: whose an offer is, what comes, what is open, what a step is in percent."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from tests.coach.writer.test_answers import coach

KEPT = (
    "I make 58k as a baker at Tarn Foods and got an offer from Halden Bakery at 63k. "
    "Now Tarn Foods offers 64k if I stay. What would you do?"
)


def told(*messages: str) -> str:
    """What is known in the prompt of the last message."""
    made, model = coach("Ask once, then wait.")
    dialogue = Dialogue()
    for message in messages:
        model.told.clear()
        dialogue = Dialogue.model_validate(made.reply(Turn(message, dialogue=dialogue)).dialogue)
    return model.told[0].split("</known>")[0]


@pytest.mark.parametrize(
    "messages",
    [
        (KEPT,),
        (KEPT, "and what do i tell halden?"),
        (
            "Halden Bakery offered me 63k as a baker, I make 58k at Tarn Foods.",
            "tarn foods came back with 64k if i stay. hmm",
        ),
    ],
)
def test_a_counter_is_no_new_offer(messages: tuple[str, ...]) -> None:
    """It is told as what the present employer offers for staying, once, and never as an offer of nobody's."""
    known = told(*messages)
    assert "The present employer, Tarn Foods, wants the person to stay" in known
    assert "To keep the person, Tarn Foods offers [[F" in known
    assert "from the company: Tarn Foods" not in known
    assert "Halden Bakery offers [[F" in known
    assert "In this message they offer" not in known
    assert "Person A" not in known


def test_what_is_told_for_later_is_held() -> None:
    """In the person's words, in the turns that follow, too."""
    first = ("Tarn Foods offered me $61k base as a baker, I make $58k.", "I'll tell them Friday.")
    assert "said in this message: “I'll tell them Friday”" in told(*first)
    assert "has said earlier: “I'll tell them Friday”" in told(*first, "will they pull it if i ask for 66k?")


def test_what_was_asked_and_not_answered_is_open() -> None:
    """Until they answer."""
    first = ("Tarn Foods offered me $61k base as a baker, I make $58k.", "i asked them for 66k")
    assert "Tarn Foods has not answered what the person asked for." in told(*first, "now what?")
    assert "has not answered" not in told(*first, "they said no", "now what?")


def test_a_step_in_percent_is_told_as_one() -> None:
    """A model that sees no figure could not tell it from the sum."""
    known = told("I make 58k as a baker at Tarn Foods and want a raise to 64k. What do I say to my boss?")
    assert "In percent, what the person wants is [[F" in known


def test_one_ask_is_told_once() -> None:
    """However many slots hold its figure."""
    known = told("Northwind offered me 155k base as a data engineer in Chicago. Write Priya a mail, ask for 175k.")
    assert known.count("\nAsk for [[F") == 1
