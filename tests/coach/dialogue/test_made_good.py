"""A sign-on that is asked for because something is lost is what the person wants, and nothing that they leave."""

from __future__ import annotations

import pytest

from benchmarks.paper import TODAY
from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach
from tests.coach.writer.test_misbehaving import SHELF


def after(*messages: str) -> Dialogue:
    """What is held after some messages, without a model."""
    coach, dialogue = Coach(SHELF, lambda: TODAY), Dialogue()
    for message in messages:
        dialogue = Dialogue.model_validate(coach.reply(Turn(message, dialogue=dialogue)).dialogue)
    return dialogue


def wanted(dialogue: Dialogue) -> dict[str, float]:
    return {p.component: p.high for p in dialogue.target}


@pytest.mark.parametrize(
    "words",
    [
        "I want 215 base and a sign-on 45k because I forfeit my bonus in March.",
        "asking for a sign-on of 45k because I forfeit my bonus",
    ],
)
def test_what_is_asked_for_is_not_what_is_lost(words: str) -> None:
    held = after("I have an offer of 190k base from Brightwave", words)
    assert wanted(held)["signing"] == 45_000
    assert held.left == ()


def test_what_is_lost_stays_lost() -> None:
    held = after("I have an offer of 190k base from Brightwave", "I'm leaving a 45k bonus on the table")
    assert [(p.component, p.high) for p in held.left] == [("bonus", 45_000)]


@pytest.mark.parametrize(
    ("words", "part", "sum_"),
    [
        ("RSUs I'd be happy w/ 360k, my floor honestly is 205.", "stock", 360_000),
        ("bonus wise I'd want 20k", "bonus", 20_000),
        ("no sign-on, I want 205k", "base", 205_000),
    ],
)
def test_the_part_that_a_clause_names_first_is_the_figures(words: str, part: str, sum_: float) -> None:
    assert wanted(after("I have an offer of 190k base from Brightwave", words))[part] == sum_
