"""What troubles the person in the terms: held as such, answered with what to ask for, and raised in the text."""

from __future__ import annotations

from datetime import date

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach
from tests.shelf import Shelf

COACH = Coach(Shelf(), lambda: date(2026, 11, 23))
OFFER = "Harrow & Pell offered me 52k as an office manager, I make 48k now."


def said(*messages: str) -> tuple[Reply, Dialogue]:
    held = Dialogue()
    for message in messages:
        reply = COACH.reply(Turn(message, dialogue=held))
        held = Dialogue.model_validate(reply.dialogue)
    return reply, held


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        pytest.param(
            "The notice period is three months and that scares me.",
            "notice",
            marks=pytest.mark.xfail(reason="the fear is read as a clause of its own"),
        ),
        pytest.param(
            "Medical cover only starts after three months, and I'm on medication.",
            "health",
            marks=pytest.mark.xfail(
                reason="the cover is read as what they have today, the need as a story", strict=False
            ),
        ),
        ("hmm the weekend shifts worry me", "schedule"),
        pytest.param(
            "I'm not happy with being in the office all five days",
            "remote",
            marks=pytest.mark.xfail(reason="the five days are read as those of the job of today", strict=False),
        ),
    ],
)
def test_what_troubles_is_held_and_answered(message: str, kind: str) -> None:
    """It stays theirs, is marked as minded, and the reply says what to ask for; the money is left alone."""
    reply, held = said(OFFER, message)
    assert [t.kind for t in held.deal.minded] == [kind], held.deal.terms
    assert not held.deal.open_terms
    assert not held.target
    assert "sk" in reply.text
    assert "$" not in reply.text


@pytest.mark.parametrize(
    "words",
    [
        "three months' notice scares me",
        pytest.param(
            "The notice period is three months and that scares me.",
            marks=pytest.mark.xfail(reason="the last word of the term is cut off"),
        ),
    ],
)
def test_the_text_raises_it_and_does_not_thank_for_it(words: str) -> None:
    """A counteroffer asks for a way round what troubles, and its list of what was offered is without it."""
    reply, _ = said(OFFER, words, "Write the email to them please")
    assert "three months" in reply.text.replace("three-month", "three months")
    first, _, rest = reply.text.partition("There's one point")
    assert "notice" not in first
    assert "notice" in rest


def test_a_wish_takes_its_place() -> None:
    """Who says what they want instead asks for that."""
    _, held = said(OFFER, "The notice period is three months and that scares me.", "I want one month of notice")
    assert not held.deal.minded
    assert [t.kind for t in held.deal.open_terms] == ["notice"]


@pytest.mark.parametrize("words", ["sorry not 51, it was 51.5", "oh wait, it was 51.5 and not 51"])
def test_of_two_figures_of_a_correction_the_strange_one_is_right(words: str) -> None:
    """What the talk holds is what was wrong."""
    _, held = said("Harrow & Pell offered me 51k as an office manager, I make 48k now.", words)
    assert [p.high for p in held.deal.offer] == [51_500]
    assert [p.high for p in held.current] == [48_000]
