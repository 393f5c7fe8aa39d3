"""Employers without a name: each is held by what the person calls it, with its own figures and terms."""

from __future__ import annotations

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, Dialogue, part_of
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


def _paid(now: Dialogue) -> dict[str, float]:
    return {d.company: p.high for d in now.deals if (p := part_of(d.offer, "base"))}


def _hours(deal: Deal) -> list[float | None]:
    return [t.figure for t in deal.terms if t.kind == "hours"]


@pytest.mark.parametrize(
    ("words", "paid"),
    [
        ("Firm A offers me 61k, firm B 66k.", {"Firm A": 61_000, "Firm B": 66_000}),
        ("Offer A is $71,000 and offer B is $74,500.", {"Offer A": 71_000, "Offer B": 74_500}),
        ("The hotel offers 31k, the restaurant 29k.", {"the hotel": 31_000, "the restaurant": 29_000}),
        ("A brewery offers me 44k and a winery 47k.", {"the brewery": 44_000, "the winery": 47_000}),
        ("The first pays 52k, the second 55k.", {"the first": 52_000, "the second": 55_000}),
    ],
)
def test_two_offers_without_a_name_stay_two(words: str, paid: dict[str, float]) -> None:
    """Each figure is that of the employer whose label it stands beside."""
    assert _paid(told("I have two offers. " + words)) == paid


@pytest.mark.parametrize(
    "words",
    [
        "They offer 52k with a company car, the manager said 55k later.",
        "My friend told me 50k is usual. They offer 48k in the city and the union wants 51k.",
        "The first year is 60k and the second year 65k.",
        "Grade A is 40k, grade B is 44k, they offer me grade A.",
    ],
)
def test_what_hires_nobody_is_no_employer(words: str) -> None:
    """A year, a grade, a union and a manager make no second offer."""
    assert not any(d.label for d in told(words).deals)


def test_hours_and_a_promise_are_of_one_offer() -> None:
    """What one of two offers differs in from the other is no broken promise, in whatever step it is told."""
    first = "Employer A offers 58k for 36 hours. Employer B offers 63k for 40 hours."
    now = told(first, "Again: A is 58k with 36 hours and B is 63k with 40 hours.")
    assert [_hours(d) for d in now.deals] == [[36], [40]]
    assert not any(d.differing or d.minded for d in now.deals)


def test_what_an_employer_is_said_to_be_names_it_from_then_on() -> None:
    """A letter and a description are one employer."""
    now = told("Company A offers 58k, company B 63k.", "Company B is the insurer. The insurer went up to 65k.")
    assert _paid(now) == {"Company A": 58_000, "Company B": 65_000}


def test_the_one_that_is_preferred_is_talked_of() -> None:
    """A preference is none of the terms."""
    now = told("The hotel offers 31k, the restaurant 29k.", "I prefer the restaurant because of the team.")
    assert now.prefers == "the restaurant" == now.deal.company
    assert not now.deal.terms


def test_a_correction_puts_the_figure_of_its_employer_right() -> None:
    """The other one's stays."""
    now = told("The garage offers 41k, the dealership 43k.", "No, the dealership is 45k. The garage stays 41k.")
    assert sorted(_paid(now).values()) == [41_000, 45_000]


def test_what_nobody_offers_is_held_nowhere() -> None:
    """A figure that is denied alone goes, and the right one stands."""
    now = told("Company A offers 58k, company B 63k.", "Nobody offers 36k. The offer of A is 58k.")
    assert _paid(now) == {"Company A": 58_000, "Company B": 63_000}


def test_a_sum_that_is_written_down_is_no_offer() -> None:
    """Pay divided by hours and weeks puts nothing right."""
    first = "Company A offers 58000 for 36 hours, company B 63000 for 40 hours."
    now = told(first, "What is that an hour? A: 58000 / (36x52), B: 63000 / (40x52)")
    assert _paid(now) == {"Company A": 58_000, "Company B": 63_000}
