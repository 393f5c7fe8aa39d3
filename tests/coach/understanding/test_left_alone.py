"""What a clause says of a part of pay without a figure: that the person leaves it as it is."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach
from coach.understanding.partnews import left_alone
from coach.understanding.read import read
from tests.shelf import Shelf


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("base to 205, and leave the sign-on alone", ("signing",)),
        ("don't touch the stock", ("stock",)),
        ("push the sign-on", ()),
        ("should I leave the bonus alone?", ()),
        ("they won't touch the bonus", ()),
    ],
)
def test_what_is_left_alone(words: str, parts: tuple[str, ...]) -> None:
    """Only the person's own word, and no question."""
    reading = read(words, Shelf().names)
    assert tuple(p for c in reading.clauses for p in left_alone(reading, c)) == parts


def test_what_is_left_alone_is_asked_for_nowhere() -> None:
    """Neither in the text nor as what would do instead."""
    coach, dialogue = Coach(Shelf()), Dialogue()
    reply = None
    for message in (
        "They offer $190,000 base, I want $205,000",
        "she said 198 base and 30k sign-on",
        "push once more, base to 205, and leave the sign-on alone. write it to Priya",
    ):
        reply = coach.reply(Turn(message, dialogue=dialogue))
        dialogue = Dialogue.model_validate(reply.dialogue)
    assert reply is not None
    assert "$205K" in reply.text
    assert "alone" not in reply.text
    assert "sign-on bonus of $3" not in reply.text.split("$198K")[-1].split("$30K")[-1]
