"""Pay in stages: one offer, or one wish, that goes on to more later, held as one and told whole."""

from __future__ import annotations

from itertools import pairwise

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue, part_of
from coach.dialogue.view import context_of, state_json
from coach.standing.sums import yearly
from coach.understanding.read import read
from coach.understanding.situation import Part, Stage
from coach.understanding.staged import months_in
from index.names import Job, Names, learn_names


@pytest.fixture(scope="module")
def names() -> Names:
    """Names of one company, in none of these talks."""
    return learn_names([Job("acme", "data-engineer", "Acme", "Data Engineer")], frozenset())


def told(names: Names, *messages: str) -> Dialogue:
    """The dialogue after these messages."""
    held = Dialogue()
    for m in messages:
        held = apply(held, read(m, names, (), context_of(held)))
    return held


OFFERS = [
    ("They came back with 40,500 to begin, 42,000 after probation.", 40_500, "to begin", 42_000, "after probation", None),
    ("The school offers 2,700 a month, then 2,900 after six months", 2700, "", 2900, "after six months", 6),
    ("Staff nurse in Cork, the offer is 38k rising to 41k in April", 38_000, "", 41_000, "in April", None),
    (
        "Smile Practice offered 31,200 to start and 32,500 once I'm qualified.",
        31_200, "to start", 32_500, "once I'm qualified", None,
    ),
    (
        "The cafe offered me 12.80 for the first 3 months then 13.40, 30 hours a week",
        12.8, "for the first 3 months", 13.4, "", 3,
    ),
    (
        "Plumber in Ohio. Harris Mechanical offers $27.50 an hour for the first 3 months, then $29.",
        27.5, "for the first 3 months", 29, "", 3,
    ),
    (
        "Offer from Norvik: 520,000 SEK, going up to 545,000 SEK after the first year",
        520_000, "", 545_000, "after the first year", 12,
    ),
    ("Hotel in Vienna: €2.450 brutto im ersten Jahr, danach 2.600", 2450, "im ersten Jahr", 2600, "", None),
    ("Bakery offers me $19/hr during training and $21.50/hr after that", 19, "during training", 21.5, "", None),
    (
        "they're offering me £24,500 until Christmas and £26k from January",
        24_500, "until Christmas", 26_000, "from January", None,
    ),
    ("Starting salary is 61,000 with an increase to 64,000 at month six", 61_000, "", 64_000, "at month six", 6),
    (
        "Mason in Perth, they said A$38 an hour initially, A$41 after 90 days",
        38, "initially", 41, "after 90 days", 3,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "first", "until", "later", "when", "months"), OFFERS)
def test_an_offer_in_stages_is_one_offer(
    names: Names, words: str, first: float, until: str, later: float, when: str, months: float | None
) -> None:
    """The first figure with what it goes on to and when, no second offer, no ask and no term."""
    held = told(names, words)
    assert sum(bool(d.offer) for d in held.deals) == 1
    base = part_of(held.deal.offer, "base")
    assert base is not None
    assert (base.high, base.until) == (first, until)
    assert base.later == (Stage(amount=later, when=when, months=months),)
    assert not held.target
    assert not held.deal.asked
    assert not any(t.figure == later for t in held.deal.terms)


@pytest.mark.parametrize(
    "words",
    [
        "They offered 41,000, up from 39,500",
        "I get 2,400 now and they offer 2,700",
        "offer is 48k base and 51k with the bonus",
        "it's 30,000 part-time or 38,000 full-time",
        "They offer between 40,000 and 44,000",
        "The offer is 33,000 but I want 36,000",
        "The offer is 52,000 and a retention bonus of 60,000 after two years",
    ],
)
def test_two_figures_are_no_stages(names: Names, words: str) -> None:
    """Where the second is another one of the talk."""
    held = told(names, words)
    parts = (*(p for d in held.deals for p in d.offer), *held.target, *held.current)
    assert parts
    assert not any(p.later for p in parts)


def test_a_wish_may_be_in_stages(names: Names) -> None:
    """What the person wants goes on to more later, and is asked for as one."""
    held = told(
        names, "Offer from Delta Logistics is 29,000.", "I'm going to ask for 30 now and 32 after the appraisal"
    )
    (wish,) = held.target
    assert (wish.high, wish.later) == (30_000, (Stage(amount=32_000, when="after the appraisal"),))
    assert [p.high for p in held.deal.offer] == [29_000]


def test_their_answer_may_be_in_stages(names: Names) -> None:
    """And what was asked stays what it was."""
    held = told(names, "I asked my boss for a raise, I want 34k.", "He says 30 now and 32 after the appraisal.")
    (base,) = held.deal.offer
    assert (base.high, base.later) == (30_000, (Stage(amount=32_000, when="after the appraisal"),))
    assert [p.high for p in held.deal.asked] == [34_000]


def test_a_stage_is_told_later(names: Names) -> None:
    """It is a further stage of the pay they offer; a new first figure below it leaves it, one above it ends it."""
    held = told(names, "Alder Group offered 52k", "he says 52 is the most for now but he can do 55 after probation")
    assert [s.amount for s in held.deal.offer[0].later] == [55_000]
    held = told(
        names, "Alder Group offered 52k to start and 55k after probation", "update: they came up to 53 to start"
    )
    assert (held.deal.offer[0].high, [s.amount for s in held.deal.offer[0].later]) == (53_000, [55_000])
    held = told(names, "Alder Group offered 52k to start and 55k after probation", "update: they came up to 56 now")
    assert (held.deal.offer[0].high, held.deal.offer[0].later) == (56_000, ())


def test_a_stage_that_is_named_again_stays_one(names: Names) -> None:
    """It is no new offer."""
    held = told(
        names, "Alder Group offered 52k to start and 55k after probation", "is the 55 any good for a welder in Hull?"
    )
    assert [(p.high, [s.amount for s in p.later]) for p in held.deal.offer] == [(52_000, [55_000])]
    assert not held.target


def test_the_state_has_the_stages(names: Names) -> None:
    """Each with its amount and when, as told, and its month where that is counted."""
    state = state_json(told(names, OFFERS[1][0]))
    assert state["offer"]["base"]["then"] == [{"amount": 2900, "when": "after six months", "months": 6}]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("after six months", 6), ("from month four", 4), ("in the second year", 12), ("after 12 weeks", 2.77),
        ("after a year", 12), ("after probation", None), ("in April", None),
    ],
)  # fmt: skip
def test_months_are_counted(words: str, months: float | None) -> None:
    """From the start, where the words count them."""
    assert months_in(words) == months


def test_a_year_counts_the_stages() -> None:
    """By their months; where no month is told, by the first figure."""
    pay = Part(component="base", low=2700, high=2700, currency="EUR", period="month")
    later = Stage(amount=2900, when="after six months", months=6)
    assert yearly(pay.model_copy(update={"later": (later,)})).value == 2700 * 6 + 2900 * 6
    open_ = yearly(pay.model_copy(update={"later": (later.model_copy(update={"months": None}),)}))
    assert open_.value == 2700 * 12
    assert [a.key for a in open_.assumed] == ["stage_left_out"]


def test_the_words_say_the_stages() -> None:
    """In a row, the first with how long it lasts."""
    stages = (Stage(amount=29, when="after a month"), Stage(amount=31, when="after a year"))
    pay = Part(component="base", low=27, high=27, currency="USD", period="hour", later=stages, until="to begin")
    assert pay.told() == "$27 base an hour to begin, then $29 after a month, then $31 after a year"
    assert all(a.amount < b.amount for a, b in pairwise(pay.later))
