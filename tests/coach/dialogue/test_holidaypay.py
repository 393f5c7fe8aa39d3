"""A holiday allowance that is inside the pay: the pay is a whole, and the allowance no bonus, leave or severance."""

from __future__ import annotations

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.dialogue.view import context_of
from coach.understanding.read import read
from index.names import learn_names

NAMES = learn_names((), frozenset())


def told(*messages: str) -> Dialogue:
    """The dialogue after several messages."""
    now = Dialogue()
    for message in messages:
        now = apply(now, read(message, NAMES, (), context_of(now)))
    return now


@pytest.mark.parametrize(
    "words",
    [
        "They offer 54,000 euro a year including holiday allowance.",
        "The offer is 54.000 euro, holiday money included.",
        "They offer €54k with 8% vakantiegeld included.",
    ],
)
def test_pay_with_the_allowance_inside_is_a_whole(words: str) -> None:
    """Nothing else is offered."""
    now = told(words)
    assert [(p.component, p.high) for p in now.deal.offer] == [("total", 54_000)]
    assert now.deal.allowance == 8
    assert not now.deal.terms


def test_a_wish_is_on_the_footing_of_the_whole() -> None:
    """One figure is not the base and the total."""
    now = told("They offer 54k including holiday allowance.", "I want 60k in total, including holiday allowance.")
    assert [(p.component, p.high) for p in now.target] == [("total", 60_000)]


def test_what_was_taken_for_a_bonus_is_put_right() -> None:
    """A correction that says it is the allowance, inside, takes the bonus out."""
    now = told("They offer 54k base and a bonus of 8%.", "No, not a bonus: it is 8% holiday allowance, inside the 54k.")
    assert [(p.component, p.high) for p in now.deal.offer] == [("total", 54_000)]


def test_an_allowance_on_top_leaves_the_base_a_base() -> None:
    """What is paid besides makes no whole of it."""
    now = told("They offer 4,100 euro a month plus 8% holiday allowance.")
    assert "base" in {p.component for p in now.deal.offer}
    assert not now.deal.allowance
