"""A text tells the person's own reasons, and nothing of what they said to the coach about it."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach


def last(coach: Coach, *messages: str) -> str:
    """The text of the last reply of one conversation: its quoted lines."""
    now, said = Dialogue(), ""
    for message in messages:
        reply = coach.reply(Turn(message, dialogue=now))
        now, said = Dialogue.model_validate(reply.dialogue), reply.text
    return said


OFFER = "I got an offer of 47k as a surveyor from Pell & Marsh, I make 44k."


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("I've closed eleven boundary disputes this year.", "I've closed eleven boundary disputes this year."),
        ("took over the drone flights in march", "I took over the drone flights in March."),
        ("been leading the Kent office since june lol", "I've been leading the Kent office since June."),
    ],
)
def test_a_reason_told_before_stands_in_the_text(coach: Coach, told: str, sentence: str) -> None:
    """Also in a short one."""
    for order in ("Write an email to Ms. Duarte asking for 51k", "Write a short message to Ms. Duarte asking for 51k"):
        text = last(coach, OFFER, told, order)
        assert sentence in text
        assert "51K" in text
        assert "lol" not in text


def test_a_reason_that_is_missed_is_told_and_the_complaint_is_not(coach: Coach) -> None:
    """The other reasons may go, the one that was named is in it."""
    text = last(
        coach,
        OFFER,
        "I've closed eleven boundary disputes this year. I hold the drone licence.",
        "Write a short email to Ms. Duarte asking for 51k",
        "you forgot the licence",
    )
    assert "I hold the drone licence." in text
    assert "forgot" not in text


def test_what_is_no_content_is_not_named_as_missing(coach: Coach) -> None:
    """An order about the text is none of its sentences."""
    text = last(coach, OFFER, "Write an email to Ms. Duarte asking for 51k", "can you put that in?")
    assert "Not in it yet" not in text


def test_a_complaint_brings_another_text(coach: Coach) -> None:
    """The same words are not shown twice."""
    order = "Write an email to Ms. Duarte asking for 51k"
    said = (OFFER, "I've closed eleven boundary disputes this year.", order)
    first, again = last(coach, *said), last(coach, *said, "too wooden, try again")
    assert "disputes" in again
    assert first.partition("> ")[2] != again.partition("> ")[2]


def test_a_name_that_is_put_right_is_greeted(coach: Coach) -> None:
    """And the one before is not."""
    text = last(coach, OFFER, "Write an email to Sofia asking for 51k", "no, it's not Sofia, it goes to Marta")
    assert "Hi Marta," in text
    assert "Sofia" not in text


def test_a_beginning_of_a_sentence_is_none(coach: Coach) -> None:
    """Whoever says what they are says nothing that speaks for them."""
    told = "I'm a dispatcher at a haulage firm in Hull, 29k. Got a call from another firm, they want me for nights"
    text = last(coach, told, "they offered 33,500", "write me a mail to Steve asking for 35,500")
    assert "I'm." not in text
    assert "35.5K" in text
