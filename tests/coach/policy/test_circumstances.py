"""What is told is answered for what it means, where nothing else is asked, and once."""

from __future__ import annotations

import pytest

from coach.policy.circumstances import told_in, with_circumstances
from coach.policy.move import Move
from coach.policy.table import LOOK_UP
from coach.understanding.reading import Clause, Reading

TOLD = {
    "that position has stood empty since last autumn": "long_search",
    "I'd have to lead eleven people": "leads_people",
    "my manager says she has to get it signed by finance first": "who_decides",
}
NEXT, NEWS = Move("advise", "next_step"), Move("acknowledge", "news")


def reading(words: str, *acts: tuple[str, float]) -> Reading:
    """A message of one clause."""
    return Reading(words, (Clause(0, len(words), words, acts or (("story", 0.6),)),))


@pytest.mark.parametrize(("words", "kind"), TOLD.items())
def test_what_is_told_comes_in_place_of_a_step_that_nobody_asked_for(words: str, kind: str) -> None:
    """News stays, and so does what is asked."""
    said = Move("answer", "circumstance")
    assert told_in(reading(words)) == (kind,)
    assert with_circumstances([NEXT], reading(words)) == [said]
    assert with_circumstances([NEWS, Move("answer", LOOK_UP)], reading(words)) == [NEWS, said]


def test_a_question_is_answered_and_no_circumstance_read_into_it() -> None:
    """The same words asked are a question."""
    asked = reading("would I have to lead eleven people", ("ask_fact", 0.9))
    assert told_in(asked) == ()
    assert with_circumstances([Move("answer", LOOK_UP)], asked) == [Move("answer", LOOK_UP)]


def test_beside_a_text_or_a_question_back_nothing_is_added() -> None:
    """Who orders a text gets the text."""
    words = Move("words", "words")
    assert with_circumstances([words], reading("I'd have to lead eleven people")) == [words]


def test_beside_a_question_that_is_answered_nothing_is_added() -> None:
    """What was told with it is no reason for a second piece of advice; without an answer it is one."""
    told, asked = reading("I'd have to lead eleven people"), reading("is it enough", ("ask_verdict", 0.9))
    both = Reading("x", (*told.clauses, *asked.clauses))
    view = Move("judge", "verdict")
    assert with_circumstances([view], both) == [view]
    assert with_circumstances([view], told) == [view, Move("answer", "circumstance")]
