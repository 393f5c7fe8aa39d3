"""A bare answer to "which level?" is one of the levels that were asked about, and no pay."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.levels import with_level
from coach.understanding.amounts import Amount
from coach.understanding.reading import AmountMention, Clause, Reading

ASKED = Dialogue(asked_levels=("59 SWE I (New Grad)", "60 SWE II", "L5 Senior"))


def heard(words: str, before: Dialogue = ASKED) -> Reading:
    amount = AmountMention(Amount(0, len(words), 60, 60, "bare"), words, "pay", "base")
    clause = Clause(0, len(words), words, acts=(("pay", 0.6),))
    return with_level(before, Reading(words, (clause,), (amount,)))


@pytest.mark.parametrize(("words", "level"), [("60", "60 SWE II"), ("swe ii", "60 SWE II"), ("L5.", "L5 Senior"), ("new grad", "59 SWE I (New Grad)"), ("60 SWE II", "60 SWE II")])  # fmt: skip
def test_words_of_one_level_are_that_level(words: str, level: str) -> None:
    reading = heard(words)
    assert reading.level == level
    assert all(a.role == "none" for a in reading.amounts)


@pytest.mark.parametrize("words", ["60k", "swe", "I make 60", "61", "what is 60?", ""])
def test_anything_else_stays_what_it_is(words: str) -> None:
    assert heard(words).level == ""


def test_where_no_level_was_asked_about_a_figure_is_one() -> None:
    assert heard("60", Dialogue()).amounts[0].role == "pay"
