"""What is said about the talk or the draft is neither a wish, nor a sum, nor content of a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.dialogue.remarks import quotes_coach, with_remarks
from coach.dialogue.said import put_in, reasons_told
from coach.dialogue.view import context_of
from coach.reply import Reply
from coach.understanding.read import read
from coach.understanding.reading import Reading
from index.names import learn_names

NAMES = learn_names((), frozenset())


def _begun() -> Dialogue:
    now = Dialogue()
    for message in ("They offer me 58,000 a year.", "I make 54,000 today."):
        now = apply(now, read(message, NAMES, (), context_of(now)))
    return now.model_copy(update={"voiced": (62000.0, 4000.0)})


def _read(words: str, now: Dialogue) -> Reading:
    return with_remarks(now, read(words, NAMES, (), context_of(now)))


@pytest.mark.parametrize(
    "words",
    [
        "That's muddled, first you tell me to sign and then to ask for 62,000.",
        "You told me 62,000 and then 4,000 sign-on, make up your mind.",
        "I never asked for 4,000 sign-on, you came up with that.",
        "62,000 was your number, not mine.",
    ],
)
def test_the_coachs_figures_in_a_complaint_are_no_wishes(words: str) -> None:
    now = _begun()
    reading = _read(words, now)
    assert not apply(now, reading).target
    assert quotes_coach(now, reading)


@pytest.mark.parametrize(
    "words", ["Okay, I'll ask for 62,000.", "62,000 sounds right, let's go for that, I want 62,000."]
)
def test_who_takes_the_coachs_figure_wants_it(words: str) -> None:
    now = _begun()
    assert [p.high for p in apply(now, _read(words, now)).target] == [62000.0]


@pytest.mark.parametrize(
    "words",
    [
        "You can't set 54,000 against 58,000 like that, it is misleading.",
        "Why are you adding 54,000 and 58,000? Stop summing them.",
    ],
)
def test_who_finds_fault_with_a_comparison_asks_for_no_sum(words: str) -> None:
    reading = _read(words, _begun())
    assert not reading.sums
    assert not any(c.share("ask_sum") for c in reading.clauses if c.finds_fault)


@pytest.mark.parametrize(
    "words",
    [
        "The sentence on my training hangs in the air a little.",
        "The bit on the two shops sounds strange.",
        "Please drop the parking from your notes because I never brought it up.",
    ],
)
def test_a_remark_on_the_draft_is_not_put_into_it(words: str) -> None:
    reading = _read(words, _begun())
    assert not put_in(reading, written=True)
    assert not reasons_told(reading)


@pytest.mark.parametrize(
    "words", ["Add that I trained the two new cooks.", "Also say that I run the late shift alone."]
)
def test_what_is_to_be_said_is_put_in(words: str) -> None:
    assert put_in(_read(words, _begun()), written=True)


def test_a_reading_without_faults_stays_as_it_is() -> None:
    reading = read("They offer 58,000.", NAMES)
    assert with_remarks(Dialogue(), reading) is reading
    bare = replace(reading, clauses=())
    assert not quotes_coach(_begun(), bare)


def test_a_part_that_was_left_out_is_owned(talk: Callable[..., Reply]) -> None:
    reply = talk(
        "They offer me 58,000 a year, I make 54,000.", "You left out the bonus. They pay 10 percent bonus on top."
    )
    assert reply.text.startswith("You're right, I left the bonus out.")


def test_the_coachs_own_figure_is_owned(talk: Callable[..., Reply]) -> None:
    """Whoever is told a figure and complains of it does not hear that they want it."""
    reply = talk(
        "They offer me 58,000 a year, I make 54,000. What should I ask for?",
        "62,000 was your number, not mine. What now?",
    )
    assert "you want" not in reply.text
