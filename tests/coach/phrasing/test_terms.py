"""A term in the person's words -> a thing inside a sentence."""

from __future__ import annotations

import pytest

from coach.phrasing.terms import as_thing, called_alike


@pytest.mark.parametrize(
    ("words", "kind", "thing"),
    [
        ("wednesdays off", "schedule", "Wednesdays off"),
        ("25 days", "holiday", "25 days of leave"),
        ("wfh", "remote", "working from home"),
        ("Dental", "health", "dental cover"),
        ("pay review in six months", "review", "a pay review in six months"),
        ("work from home on fridays", "remote", "working from home on Fridays"),
        ("leave at 3", "schedule", "leaving at 3"),
        ("sponsor my visa", "visa", "sponsorship of my visa"),
        ("pay for the PMP", "training", "the PMP paid for"),
        ("AWS certificate", "training", "an AWS certificate"),
        ("no nights", "schedule", "no nights"),
        ("H1B transfer", "visa", "H1B transfer"),
        ("starting 2 June", "start", "a start on 2 June"),
        ("begin on Monday 12 January", "start", "a start on Monday 12 January"),
        ("1st of September", "start", "a start on the 1st of September"),
        ("beginning in August", "start", "a start in August"),
        ("from 15 April", "start", "a start from 15 April"),
        ("starting after Easter", "start", "a start after Easter"),
        ("notice one month", "notice", "a notice period of one month"),
        ("three months notice", "notice", "three months' notice"),
        ("the review is in writing", "review", "the review in writing"),
        ("the allowance could be backdated to April", "other", "the allowance backdated to April"),
    ],
)
def test_a_term_fits_after_could_i_have(words: str, kind: str, thing: str) -> None:
    """With its article, in full, and as a thing where it told what one does."""
    assert as_thing(words, kind) == thing


def test_two_names_of_one_term() -> None:
    """By the words that tell it, not by those that any term has."""
    assert called_alike("the Wednesdays", "Wednesdays off")
    assert not called_alike("Wednesdays off", "Fridays off")
    assert not called_alike("days off", "weeks off")
