"""After a text each clause of a message is taken as what it is: a change, a question, an order, a complaint."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach

OFFER = (
    "Fenwick Optics offers me 52,000 base as a buyer. I make 49,000 and I'd like 57,000. Write an email to Ms. Adair."
)
A_TEXT = "> Subject:"


def told(coach: Coach, *messages: str) -> tuple[str, Dialogue]:
    """(the last reply, the dialogue after it)."""
    now, said = Dialogue(), ""
    for message in messages:
        reply = coach.reply(Turn(message, dialogue=now))
        now, said = Dialogue.model_validate(reply.dialogue), reply.text
    return said, now


@pytest.mark.parametrize(
    "question",
    [
        "What if they simply say no?",
        "is 57 over the top?",
        "Another question: what is the least I should take if they say 54?",
        "Should I ring her today or hold off until Thursday?",
        "if they can't raise the base, what's better, a bonus or a sign-on?",
    ],
)
def test_a_question_after_a_text_is_answered_and_the_text_stands(coach: Coach, question: str) -> None:
    """Nothing is written, and nothing of the question comes into the text."""
    _, before = told(coach, OFFER)
    said, now = told(coach, OFFER, question)
    assert A_TEXT not in said
    assert now.wanted.written == before.wanted.written
    assert not now.wanted.put_in


@pytest.mark.parametrize(
    "both", ["Make it shorter. And is 57 too much?", "Is 57 a lot to ask? And please make it shorter."]
)
def test_a_change_and_a_question_are_both_done(coach: Coach, both: str) -> None:
    """A message has clauses, and each gets what it wants."""
    said, _ = told(coach, OFFER, both)
    assert A_TEXT in said
    assert "52K" in said.partition(A_TEXT)[0]


@pytest.mark.parametrize("again", ["Write it again please", "the same mail once more please", "put the 57 in"])
def test_no_text_is_shown_twice(coach: Coach, again: str) -> None:
    """Where nothing would be different that is said, and what is needed is asked."""
    first, _ = told(coach, OFFER)
    said, _ = told(coach, OFFER, again)
    body = first.partition("Hi Ms. Adair")[2]
    assert not body or body not in said


@pytest.mark.parametrize(
    "no",
    [
        "That's the wrong mail altogether.",
        "this isn't the letter I need, it's wrong",
        "no, that's the wrong letter, it isn't what I need",
    ],
)
def test_a_text_that_is_turned_away_is_off_the_table(coach: Coach, no: str) -> None:
    """Its kind is remembered, and what the right one should do is asked."""
    said, now = told(coach, OFFER, no)
    assert A_TEXT not in said
    assert now.wanted.rejected == ("counter",)
    assert not now.wanted.written


def test_the_figure_in_the_question_is_the_one_that_is_judged(coach: Coach) -> None:
    """A figure told beside it is not."""
    said, _ = told(coach, OFFER, "So the 53 from the advert is not on offer. Is 57 too much to ask?")
    assert "57K" in said


def test_a_risk_comes_before_a_sum(coach: Coach) -> None:
    """Who fears for the offer gets no percentage alone."""
    said, _ = told(coach, OFFER, "Is that 10% more, could they withdraw the offer when I ask for it?")
    assert "unlikely" in said.casefold()


@pytest.mark.parametrize(
    ("years", "share"), [("I'd likely stay 2 years.", "50%"), ("I plan to be there for three years.", "75%")]
)
def test_of_two_parts_one_is_named_with_the_years(coach: Coach, years: str, share: str) -> None:
    """A grant counts for the years one stays."""
    ask = f"If the base is fixed, is a sign-on better or stock? {years}"
    said, now = told(coach, "Fenwick Optics offers me 52,000 base. I make 49,000.", ask)
    assert "sign-on" in said.partition(":")[0]
    assert share in said
    assert now.deal.repayment is None


@pytest.mark.parametrize(
    "lack",
    [
        "you left out that I'm on 49,000 now",
        "it should have in it that I make 49 today, you dropped that",
        "You forgot that I earn 49,000.",
    ],
)
def test_what_a_text_lacks_is_not_taken_back(coach: Coach, lack: str) -> None:
    """Who misses their pay in a text still earns it."""
    _, now = told(coach, OFFER, lack)
    assert [p.high for p in now.current] == [49_000]
    assert "taken_back" not in {e.kind for e in now.events}
