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


@pytest.mark.xfail(reason="who was resigned for is read as the present employer")
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
        pytest.param(
            "I've made the decision to leave and go to Alderbrook.",
            "declined",
            marks=pytest.mark.xfail(reason="who was resigned for is read as the present employer"),
        ),
        pytest.param(
            "I decided that I'm staying at my old job.",
            "accepted",
            marks=pytest.mark.xfail(reason="who was resigned for is read as the present employer"),
        ),
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


@pytest.mark.parametrize(
    "words",
    [
        "I'm a baker on 44k. some cafe type crew over the river offered me 47k and when I told my boss she "
        "came back with 46k to stay.",
        "I'm a baker on 44k. Another bakery offered me 47k and my boss says 46k if I stay.",
    ],
)
def test_an_employer_without_a_name_gets_none_and_keeps_its_figure(words: str) -> None:
    """The boss's figure is the boss's, though it is the lower one."""
    now = told(words)
    at = counter_at(now)
    assert at is not None
    assert [p.high for p in now.deals[at].offer] == [46_000]
    assert [p.high for p in now.deal.offer] == [47_000]
    assert not any(d.company for d in now.deals)


@pytest.mark.parametrize(
    "words",
    ["They offer 50k base and a bonus of up to 4k.", "They offer 50k base and a bonus of 4k.|No, it's up to 4k."],
)
def test_a_bonus_may_be_at_most_a_figure(words: str) -> None:
    """It is held and said as that, also where it is put right."""
    bonus = next(p for p in told(*words.split("|")).deal.offer if p.component == "bonus")
    assert (bonus.low, bonus.high) == (0, 4_000)
    assert bonus.words() == "up to 4K bonus"


def test_what_they_came_up_to_is_no_upper_end() -> None:
    """ "Up to" after a move says where they are now."""
    now = told("They offer 80k base and a 4k sign-on.", "They went up to 7k on the sign-on.")
    assert next((p.low, p.high) for p in now.deal.offer if p.component == "signing") == (7_000, 7_000)


def test_a_bonus_told_beside_a_question_is_held() -> None:
    """The figure of a named employer's part is theirs, whatever is asked with it."""
    now = told(
        "Two offers: 4,100 a month from Harlow Foods and 4,300 a month from Wexley.",
        "At Harlow Foods there is also a bonus of 9 percent. Which one is better in money?",
    )
    held = next(d for d in now.deals if d.company == "Harlow Foods")
    assert [p.high for p in held.offer if p.component == "bonus"] == [9]
