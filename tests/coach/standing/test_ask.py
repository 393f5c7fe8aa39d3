"""The package: whose figure comes first, what it is above and below, and what is left where it is refused."""

from __future__ import annotations

import pytest

from coach.standing.ask import package
from coach.understanding.situation import OtherOffer, Part, Situation
from index.guide import Band, Guide
from tests.shelf import Shelf


def p(component: str, value: float, currency: str = "USD", period: str = "") -> Part:
    return Part(component=component, low=value, high=value, currency=currency, period=period)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def northwind() -> tuple[Guide, Band]:
    guide = Shelf().guide("northwind/data-engineer")
    return guide, next(b for b in guide.bands if b.region and "Chicago" in b.region.label)


OFFER = Situation(offer=(p("base", 155_000), p("stock", 80_000, period="4yr")))


def test_the_wish_comes_first_and_stays(northwind: tuple[Guide, Band]) -> None:
    """A wish below what the band carries is asked for; what it leaves is said beside it."""
    guide, band = northwind
    made = package(OFFER.model_copy(update={"target": (p("base", 162_000), p("signing", 20_000))}), band, guide)
    assert made is not None
    assert made.why == "wish"
    assert [(a.component, a.value) for a in made.said] == [("base", 162_000), ("signing", 20_000)]
    assert made.advice is not None
    assert made.advice.supported.value - 162_000 == made.advice.at_stake > 0


def test_a_wish_that_is_met_is_no_ask(northwind: tuple[Guide, Band]) -> None:
    """What they offer already is not asked for."""
    guide, band = northwind
    made = package(OFFER.model_copy(update={"target": (p("base", 150_000),)}), band, guide)
    assert made is not None
    assert made.why == "band"
    assert made.main.value > 155_000


def test_a_rival_comes_before_the_band(northwind: tuple[Guide, Band]) -> None:
    """Their figure for the same part is the ask; a lower one, and one in other money, is not."""
    guide, band = northwind
    for part, why in ((p("base", 171_000), "rival"), (p("base", 150_000), "band"), (p("base", 190_000, "EUR"), "band")):
        made = package(
            OFFER.model_copy(update={"competing": (OtherOffer(company="Contoso", parts=(part,)),)}), band, guide
        )
        assert made is not None
        assert made.why == why
        assert made.main.value == 171_000 or why == "band"


def test_the_fallback_is_another_part_and_a_refused_part_is_not_asked_again(northwind: tuple[Guide, Band]) -> None:
    """After a no to the base the gap is asked for elsewhere."""
    guide, band = northwind
    wish = OFFER.model_copy(update={"target": (p("base", 170_000),)})
    made = package(wish, band, guide)
    assert made is not None
    assert made.fallback is not None
    assert made.fallback.component != "base"
    again = package(wish, band, guide, refused=frozenset({"base"}))
    assert again is not None
    assert (again.main.component, again.main.value) == ("signing", 15_000)
    assert again.fallback is None or again.fallback.component not in ("base", "signing")


def test_without_a_guide_the_offer_carries_a_few_percent() -> None:
    """5 to 10 percent, with its formula."""
    made = package(Situation(offer=(p("base", 132_000, ""),)), None, None)
    assert made is not None
    assert made.why == "no_band"
    assert 1.05 <= made.main.value / 132_000 <= 1.1
    assert "your offer + 7%" in made.main.formula
    assert package(Situation(company="Acme"), None, None) is None


def test_a_raise_is_above_present_pay_and_without_a_sign_on(northwind: tuple[Guide, Band]) -> None:
    """Nobody asks their manager for a sign-on or for less."""
    guide, band = northwind
    for pay in (120_000, 160_000, 189_000, 230_000):
        s = Situation(talk="raise", current=(p("base", pay),), target=(p("signing", 10_000),))
        made = package(s, band, guide)
        assert made is not None
        assert made.main.component == "base"
        assert made.main.value > pay
        assert made.fallback is None
        assert made.walk_away is not None
        assert made.walk_away.value == pay


def test_pay_by_the_month_stays_by_the_month() -> None:
    """Offer, wish and steps are all monthly."""
    made = package(Situation(offer=(p("base", 61_000, "SEK", "month"),), target=(p("base", 68_000, ""),)), None, None)
    assert made is not None
    assert (made.main.period, made.main.currency, made.main.value) == ("month", "SEK", 68_000)
    assert made.steps == (64_800, 62_600, 61_600)


def test_the_walk_away_is_the_own_limit_else_the_better_of_pay_and_offer() -> None:
    """Present pay above the offer counts, and the ask lies above both."""
    held = Situation(offer=(p("base", 168_000),), current=(p("base", 172_000),))
    made = package(held, None, None)
    assert made is not None
    assert made.walk_away is not None
    assert made.walk_away.value == 172_000 < made.main.value
    own = package(held.model_copy(update={"floor": (p("base", 175_000),)}), None, None)
    assert own is not None
    assert own.walk_away is not None
    assert own.walk_away.value == 175_000 < own.main.value


def test_what_was_asked_before_is_not_raised() -> None:
    """A later round never asks for more than the one before."""
    made = package(Situation(offer=(p("base", 176_000),)), None, None, asked=(p("base", 180_000),))
    assert made is not None
    assert made.main.value == 180_000


@pytest.mark.parametrize(("hours", "ask"), [(35.0, 63_700.0), (None, 64_000.0)])
def test_pay_by_the_hour_against_a_contract_by_the_year(hours: float | None, ask: float) -> None:
    """Equal pay first, by the year; without the hours a step on what they offer."""
    talk = Situation(talk="raise", offer=(p("base", 60_000, period="year"),), current=(p("base", 35, period="hour"),))
    made = package(talk, None, None, hours=hours)
    assert made is not None
    assert made.why == ("equal" if hours else "no_band")
    assert made.main.period in ("", "year")
    assert made.main.value == ask
