"""A counter-offer is a deal of the present employer's, beside the new job, and is answered by who goes or stays."""

from __future__ import annotations

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.counters import counter_at
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


LEAVING = "I've resigned because Alderbrook offered me 64k. My manager now says she'd pay 67k to keep me. I'm on 58k."


def test_what_the_boss_offers_for_staying_stands_beside_the_new_job() -> None:
    """Neither figure is the other's, and the new job stays in focus."""
    now = told(LEAVING)
    at = counter_at(now)
    assert at is not None
    assert [p.high for p in now.deals[at].offer] == [67_000]
    assert [p.high for p in now.deal.offer] == [64_000]
    assert now.focus != at


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("I've made the decision to leave and go to Alderbrook.", "declined"),
        ("I decided that I'm staying at my old job.", "accepted"),
        ("Should I stay or should I go?", "offered"),
    ],
)
def test_a_choice_answers_the_counter_offer(words: str, status: str) -> None:
    """A question answers nothing."""
    now = told(LEAVING, words)
    assert now.deals[counter_at(now) or 0].status == status


def test_a_second_figure_of_a_new_employer_is_no_counter_offer() -> None:
    """What they answer to an ask is theirs."""
    now = told("Alderbrook offered me 64k and Penrith Foods 66k.", "I countered, and they came back with 66.5k.")
    assert counter_at(now) is None
