"""Grants of other lengths than four years are held against the guide's by the year."""

from __future__ import annotations

import pytest

from coach.dialogue.told import situation_after
from coach.ui.form import fields_of, read_fields
from coach.understanding.letters import understood
from coach.understanding.situation import Part, Situation
from tests.coach.test_two_offers import OFFER, talk
from tests.shelf import Shelf

NAMES = Shelf().names


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("$90k RSUs vesting over 3 years", "3yr"), ("$90k of stock over five years", "5yr"), ("90k stock / 2 yr", "2yr"),
        ("$90k RSUs over 4 years", "4yr"), ("$90k RSUs", ""), ("$90k RSUs, I have worked there for 3 years", ""),
    ],
)  # fmt: skip
def test_over_how_long_is_read(said: str, period: str) -> None:
    """Years of experience are no grant's, and a grant's years are no experience."""
    found = situation_after(Situation(), f"they offered 172k base and {said}", NAMES)
    assert [p.period for p in found.offer if p.component == "stock"] == [period]
    assert found.years == (3 if "worked" in said else None)


def test_it_stands_in_the_band_by_the_year() -> None:
    """$90K over three years is as much a year as $120K over four: inside $95K–$140K, not below it."""
    reply = talk(f"{OFFER} and $90k RSUs vesting over 3 years")
    assert (
        "$90K (a third of the 3-year grant: $30K) is within the band of $23,750–$35,000 (a quarter of the 4-year grant)"
        in reply.text
    )
    assert reply.state["offer"]["stock"] == {"amount": 90_000, "currency": "USD", "years": 3}


def test_a_letter_and_the_strip_keep_it() -> None:
    """It is no longer asked what it would be over four years."""
    letter = "Northwind offers you the position of Data Engineer in New York.\nYour base salary is $181,250 per year. You will receive restricted stock units worth $90,000, vesting over three years."
    stock = Part(component="stock", low=90_000, high=90_000, currency="USD", period="3yr")
    assert stock in understood(letter, NAMES).situation.offer
    fields = fields_of(Situation(offer=(stock,)))
    assert read_fields({**fields, "stock": "95k / 3 yr"}, Situation(offer=(stock,))).situation.offer == (
        stock.model_copy(update={"low": 95_000, "high": 95_000}),
    )
