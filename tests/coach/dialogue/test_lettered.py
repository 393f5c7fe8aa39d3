"""A letter that says less than was agreed: what was agreed stays the offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, Dialogue
from coach.dialogue.lettered import with_letter
from coach.reply import Reply
from coach.understanding.amounts import amounts_in
from coach.understanding.reading import AmountMention, Clause, Reading
from coach.understanding.situation import Part
from tests.coach.dialogue.test_stages import held

AGREED = Part(component="base", low=61000, high=61000, currency="EUR", period="year")
TALK = Dialogue(turn=3, deals=(Deal(company="Orbel", offer=(AGREED,), status="answered", kind="new_offer"),))
ORDER = "Have them mend that, by mail."


def read(text: str, *roles: str, act: str = "news", sure: float = 0.94) -> Reading:
    """A line with figures in these roles, and one that orders the text."""
    lines = (
        Clause(0, len(text), text, ((act, sure),), (("words_fix", sure),)),
        Clause(len(text) + 1, len(text) + 1 + len(ORDER), ORDER, (("ask_words", sure), ("say_fix", sure))),
    )
    amounts = tuple(
        AmountMention(a, text[a.start : a.end], role, "base", role_score=sure, component_score=sure)
        for a, role in zip(amounts_in(text), roles, strict=True)
    )
    return Reading(f"{text} {ORDER}", lines, amounts, told=True)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The paper names 60,000 where it was 61,000.", ("was", "offer")),
        ("The paper names 60,000 where it was 61,000.", ("offer", "was")),
        ("In the draft my pay is 60,000.", ("offer",)),
        ("In the draft my pay is 60,000.", ("was",)),
        ("It has 60,000, I was told 61,000 and never 58,000.", ("was", "offer", "was")),
    ],
)
@pytest.mark.parametrize("act", ["news", "correct"])
def test_the_letters_figure_is_no_offer(text: str, roles: tuple[str, ...], act: str) -> None:
    """In whichever role it was read, and whether it was read as a correction or not."""
    now = apply(TALK, with_letter(TALK, read(text, *roles, act=act)))
    assert [p.high for p in now.deal.offer] == [61000]
    assert [p.high for p in now.deal.letter] == [60000]
    assert not now.events
    assert now.deal.status == "answered"


def test_a_part_that_the_letter_lacks_stays_the_offer() -> None:
    now = apply(TALK, with_letter(TALK, read("Not a word of the 61,000 is in it.", "offer")))
    assert [p.high for p in now.deal.offer] == [61000]
    assert not now.deal.letter


def test_what_was_agreed_since_is_the_offer() -> None:
    """Two figures that the talk does not hold: the higher one is what was agreed."""
    now = apply(TALK, with_letter(TALK, read("We shook hands on 64,000 and the draft has 62,500.", "offer", "was")))
    assert ([p.high for p in now.deal.offer], [p.high for p in now.deal.letter]) == ([64000], [62500])


def test_a_letter_put_right_is_no_matter_any_more() -> None:
    now = apply(TALK, with_letter(TALK, read("In the draft my pay is 60,000.", "offer")))
    text = "The new one has 61,500."
    line = Clause(0, len(text), text, (("news", 0.94),), (("told_moved", 0.94),))
    (found,) = amounts_in(text)
    told = AmountMention(found, "61,500", "offer", "base", role_score=0.94, component_score=0.94)
    assert not apply(now, Reading(text, (line,), (told,), told=True)).deal.letter


def test_an_unsure_reading_is_left_as_it_is() -> None:
    unsure = replace(read("The paper names 60,000 where it was 61,000.", "offer", "was", sure=0.7), told=False)
    assert with_letter(TALK, unsure) == unsure


@pytest.mark.parametrize(
    "said",
    [
        "the paper they sent has 59k instead of the 61k we settled on. i need a mail so they put the letter right",
        "Their contract states a salary of 59,000, though 61,000 was agreed. Please write an email asking them to correct it.",
    ],
)
def test_the_text_is_the_one_that_puts_it_right(talk: Callable[..., Reply], said: str) -> None:
    """Also where nobody but the coach reads."""
    reply = talk("Orbel offers me 61k base as an ops lead, I make 52k.", said)
    assert held(reply).wanted.kind == "letter_differs"
    assert [p.high for p in held(reply).deal.offer] == [61000]
