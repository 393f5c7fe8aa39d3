"""Deals beside each other; every expected figure is worked out by hand beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dialogue.deals import Deal
from coach.standing.sidebyside import SideBySide, side_by_side
from coach.standing.sums import NoSumError
from coach.standing.worth import Conditions
from coach.understanding.rates import Rate
from coach.understanding.situation import Part
from tests.coach.standing.test_worth import part


def deal(company: str, *parts: Part, status: str = "") -> Deal:
    return Deal(company=company, offer=parts, status=status)  # type: ignore[arg-type]


def led_by(made: SideBySide) -> tuple[str, float]:
    assert made.lead
    return made.lead.ahead.deal.company, made.lead.gap.value


APPLE = deal("Apple", part("base", 185_000), part("stock", 200_000, period="4yr"), part("signing", 25_000))
NETFLIX = deal("Netflix", part("base", 290_000))
AMAZON = deal("Amazon", part("base", 175_000), part("stock", 220_000, period="4yr"), part("signing", 80_000))


def test_flat_cash_beside_a_grant() -> None:
    """Apple 965,000 and Netflix 1,160,000 over four years: 195,000 / 4 = 48,750 a year."""
    made = side_by_side((APPLE, NETFLIX))
    assert led_by(made) == ("Netflix", 48_750)
    assert (made.even, made.turns, made.currency) == (False, (), "USD")
    assert [(w.kind, w.figure.value) for w in made.weigh] == [("growth", 97.5)]


def test_the_first_year_may_turn_it() -> None:
    """A: 150 + 60 sign-on; B: 180. Four years 660 and 720: B by 15 a year; the first year A by 30."""
    made = side_by_side((deal("A", part("base", 150_000), part("signing", 60_000)), deal("B", part("base", 180_000))))
    assert led_by(made) == ("B", 15_000)
    assert [(t.by, t.ahead.deal.company, t.gap.value) for t in made.turns] == [("first_year", "A", 30_000)]


def test_stock_may_turn_it() -> None:
    """A: 150 + 400 / 4 = 250; B: 200. A by 50; without the stock B by 50."""
    made = side_by_side(
        (deal("A", part("base", 150_000), part("stock", 400_000, period="4yr")), deal("B", part("base", 200_000)))
    )
    assert led_by(made) == ("A", 50_000)
    assert [(t.by, t.ahead.deal.company, t.gap.value) for t in made.turns] == [("without_stock", "B", 50_000)]
    assert made.rests_on_growth


def test_the_bonus_may_turn_it() -> None:
    """A: 150 + 30% = 195; B: 180. A by 15; without the bonus B by 30."""
    made = side_by_side((deal("A", part("base", 150_000), part("bonus", 30, "%")), deal("B", part("base", 180_000))))
    assert led_by(made) == ("A", 15_000)
    assert [(t.by, t.ahead.deal.company, t.gap.value) for t in made.turns] == [("without_bonus", "B", 30_000)]


def test_a_vesting_shape_and_instalments() -> None:
    """Amazon over four years: 700 + 220 + 80 = 1,000; with 5/15/40/40 the first year is 175 + 11 + 46 = 232."""
    made = side_by_side((AMAZON, NETFLIX), {"amazon": Conditions(vesting=(5, 15, 40, 40), signing=(46_000, 34_000))})
    amazon = made.contenders[0].worth
    assert [y.total.value for y in amazon.years] == [232_000, 242_000, 263_000, 263_000]
    assert led_by(made) == ("Netflix", 40_000)


def test_close_is_even() -> None:
    """100 and 101 a year differ by one in a hundred and one: under two percent."""
    made = side_by_side((deal("A", part("base", 100_000)), deal("B", part("base", 101_000))))
    assert (made.even, made.turns, led_by(made)) == (True, (), ("B", 1_000))


def test_even_offers_may_differ_without_the_stock() -> None:
    """A: 190 + 400 / 4 = 290; B: 291. Without the stock B by 101."""
    made = side_by_side(
        (deal("A", part("base", 190_000), part("stock", 400_000, period="4yr")), deal("B", part("base", 291_000)))
    )
    assert made.even
    assert [(t.by, t.ahead.deal.company, t.gap.value) for t in made.turns] == [("without_stock", "B", 101_000)]


def test_three_deals_and_the_best_two() -> None:
    """965, 1,160 and 1,000: Netflix before Amazon by 160 / 4 = 40 a year."""
    made = side_by_side((APPLE, NETFLIX, AMAZON))
    assert led_by(made) == ("Netflix", 40_000)
    assert made.lead
    assert made.lead.behind.deal.company == "Amazon"


def test_currencies_are_not_mixed_without_a_rate() -> None:
    """61,000 x 12 = 732,000 SEK; 82,000 EUR x 11.2 = 918,400 SEK: 186,400 more."""
    deals = (deal("Klarna", part("base", 61_000, "SEK", "month")), deal("Zalando", part("base", 82_000, "EUR")))
    apart = side_by_side(deals)
    assert (apart.lead, apart.groups, apart.currency) == (None, ("SEK", "EUR"), "")
    for rate in (Rate("EUR", "SEK", 11.2, "your rate"), Rate("SEK", "EUR", 1 / 11.2, "your rate")):
        name, gap = led_by(side_by_side(deals, rate=rate))
        assert (name, round(gap)) == ("Zalando", 186_400)
    assert side_by_side(deals, rate=Rate("USD", "GBP", 0.8, "your rate")).lead is None


def test_figures_without_a_currency_take_the_others() -> None:
    """185 said bare beside 290 dollars."""
    made = side_by_side((deal("A", part("base", 185_000, "")), NETFLIX))
    assert (made.groups, led_by(made)) == (("USD",), ("Netflix", 105_000))


def test_what_else_to_weigh() -> None:
    """Private stock without it, a spoken offer, talk that is not firm, what was not counted."""
    private = deal(
        "Figma", part("base", 190_000), part("stock", 400_000, period="4yr"), part("other", 5_000), status="talking"
    )
    made = side_by_side((private, NETFLIX, APPLE), {"figma": Conditions(private=True)})
    assert {w.kind for w in made.weigh if w.of.deal.company == "Figma"} == {
        "private_stock",
        "nothing_firm",
        "not_counted",
    }
    assert next(w.figure.value for w in made.weigh if w.kind == "private_stock") == 190_000
    spoken = side_by_side((private, NETFLIX), {"netflix": Conditions(verbal=True)})
    assert [w.kind for w in spoken.weigh if w.of.deal.company == "Netflix"] == ["verbal"]


def test_fewer_than_two_do_not_compare() -> None:
    """Declined deals and deals without figures do not count; of more than five the first five stand."""
    with pytest.raises(NoSumError):
        side_by_side((APPLE, deal("B"), deal("C", part("base", 1_000), status="declined")))
    assert len(side_by_side((APPLE, NETFLIX) * 4).contenders) == 5


@given(st.lists(st.integers(50_000, 400_000), min_size=2, max_size=5, unique=True), st.randoms())
def test_the_order_in_which_deals_were_told_changes_nothing(bases: list[int], random: object) -> None:
    """The same leader by the same gap."""
    deals = [deal(f"C{b}", part("base", b)) for b in bases]
    first = led_by(side_by_side(tuple(deals)))
    random.shuffle(deals)  # type: ignore[attr-defined]
    assert led_by(side_by_side(tuple(deals))) == first
    assert first == (f"C{max(bases)}", max(bases) - sorted(bases)[-2])
