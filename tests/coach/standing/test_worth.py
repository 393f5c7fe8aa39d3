"""What an offer is worth, year by year; every expected figure is worked out by hand beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.standing.worth import Conditions, Worth, vesting_in, worth
from coach.understanding.situation import Part
from index.money import rounded


def part(component: str, amount: float, currency: str = "USD", period: str = "") -> Part:
    return Part(component=component, low=amount, high=amount, currency=currency, period=period)  # type: ignore[arg-type]


def totals(made: Worth) -> list[float]:
    return [round(y.total.value, 2) for y in made.years]


def keys(made: Worth) -> set[str]:
    return {a.key for a in made.assumed}


FULL = (part("base", 176_000), part("bonus", 15, "%"), part("stock", 270_000, period="4yr"), part("signing", 20_000))

# (what it shows, offer, conditions, the four years worked out by hand)
CASES = [
    ("base alone", (part("base", 290_000),), Conditions(), [290_000] * 4),
    # 270,000 / 4 = 67,500; 15% of 176,000 = 26,400; 176,000 + 26,400 + 67,500 = 269,900; the first year 20,000 more
    ("all four parts", FULL, Conditions(), [289_900, 269_900, 269_900, 269_900]),
    # 5/15/40/40 of 200,000 = 10,000, 30,000, 80,000, 80,000; sign-on 50,000 then 30,000; base 160,000
    ("late vesting with two instalments", (part("base", 160_000), part("stock", 200_000, period="4yr"), part("signing", 80_000)),
     Conditions(vesting=(5, 15, 40, 40), signing=(50_000, 30_000)), [220_000, 220_000, 240_000, 240_000]),
    # 38/32/20/10 of 300,000 = 114,000, 96,000, 60,000, 30,000 on 150,000
    ("early vesting", (part("base", 150_000), part("stock", 300_000, period="4yr")), Conditions(vesting=(38, 32, 20, 10)), [264_000, 246_000, 210_000, 180_000]),
    # 61,000 x 12 = 732,000
    ("pay by the month", (part("base", 61_000, "SEK", "month"),), Conditions(), [732_000] * 4),
    # 4,000 x 13 = 52,000
    ("thirteen salaries", (part("base", 4_000, "EUR", "month"),), Conditions(months=13), [52_000] * 4),
    # 65 x 2,080 = 135,200
    ("pay by the hour", (part("base", 65, "GBP", "hour"),), Conditions(), [135_200] * 4),
    # 500 x 220 = 110,000
    ("pay by the day", (part("base", 500, "GBP", "day"),), Conditions(), [110_000] * 4),
    # 2,500 x 52 = 130,000
    ("pay by the week", (part("base", 2_500, "USD", "week"),), Conditions(), [130_000] * 4),
    # 90,000 over 3 years = 30,000 in three of the four
    ("a three-year grant", (part("base", 100_000), part("stock", 90_000, period="3yr")), Conditions(), [130_000, 130_000, 130_000, 100_000]),
    # 100,000 over 5 years = 20,000 in each of the four counted
    ("a five-year grant", (part("base", 100_000), part("stock", 100_000, period="5yr")), Conditions(), [120_000] * 4),
    # 40,000 of stock each year
    ("stock by the year", (part("base", 100_000), part("stock", 40_000, period="year")), Conditions(), [140_000] * 4),
    # said without a period it is read as a four-year grant: 80,000 / 4 = 20,000
    ("a grant without years", (part("base", 100_000), part("stock", 80_000)), Conditions(), [120_000] * 4),
    # half of 20% of 100,000 = 10,000
    ("half the bonus", (part("base", 100_000), part("bonus", 20, "%")), Conditions(bonus_paid=0.5), [110_000] * 4),
    # 10% of (5,000 x 12 = 60,000) = 6,000
    ("a share of monthly base", (part("base", 5_000, "EUR", "month"), part("bonus", 10, "%")), Conditions(), [66_000] * 4),
    # the middle of 180,000 and 200,000 = 190,000
    ("a range at its middle", (Part(component="base", low=180_000, high=200_000, currency="USD"),), Conditions(), [190_000] * 4),
    # 282,000 as said; 185,000 + 60,000 / 4 = 200,000 does not make it up; the sign-on of 10,000 comes on top in the first year
    ("a total the parts do not make up", (part("total", 282_000), part("base", 185_000), part("stock", 60_000, period="4yr"), part("signing", 10_000)),
     Conditions(), [292_000, 282_000, 282_000, 282_000]),
    # 200,000 + 200,000 / 4 = 250,000 is the total said, so nothing is counted twice
    ("a total that is its parts", (part("total", 250_000), part("base", 200_000), part("stock", 200_000, period="4yr")), Conditions(), [250_000] * 4),
    ("a total alone", (part("total", 290_000),), Conditions(), [290_000] * 4),
    # a sign-on over two years: 30,000 / 2 = 15,000 in each
    ("a sign-on over two years", (part("base", 100_000), part("signing", 30_000, period="2yr")), Conditions(), [115_000, 115_000, 100_000, 100_000]),
]  # fmt: skip


@pytest.mark.parametrize(("offer", "conditions", "years"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_an_offer_year_by_year(offer: tuple[Part, ...], conditions: Conditions, years: list[float]) -> None:
    """Each year all in."""
    assert totals(worth(offer, conditions)) == years


def test_every_cell_says_how_it_came_about() -> None:
    """The parts and the sum."""
    year = worth(FULL).years[0]
    assert (year.stock.formula, year.bonus.formula) == ("$270K ÷ 4", "15% × $176K base")
    assert year.total.formula == "$176K base + $26.4K bonus + $67.5K stock + $20K sign-on"


def test_a_sign_on_beside_a_total_is_in_its_formula() -> None:
    """In the first year and in no other."""
    first, second = worth((part("total", 282_000), part("signing", 10_000))).years[:2]
    assert (first.total.formula, second.total.formula) == ("$282K total + $10K sign-on", "$282K total")


def test_sums_over_the_years() -> None:
    """Four years, a later year, and whether the later ones are alike."""
    made = worth(FULL)
    # 289,900 + 3 x 269,900 = 1,099,600
    assert (made.first, made.later, made.four, made.steady) == (289_900, 269_900, 1_099_600, True)
    late = worth((part("base", 100_000), part("stock", 100_000)), Conditions(vesting=(10, 20, 30, 40)))
    # (120,000 + 130,000 + 140,000) / 3 = 130,000
    assert (late.later, late.steady) == (130_000, False)


def test_currencies_stand_side_by_side() -> None:
    """Stock in another currency is left out, and so is what is no money."""
    made = worth((part("base", 80_000, "EUR"), part("stock", 100_000, "USD", "4yr"), part("bonus", 10, "%")))
    assert totals(made) == [88_000] * 4
    assert (made.currency, made.currencies, [p.component for p in made.left_out]) == ("EUR", ("EUR", "USD"), ["stock"])
    shares = worth((part("base", 100_000), part("stock", 20_000, "options")))
    assert (totals(shares), shares.currencies) == ([100_000] * 4, ("USD",))


def test_a_share_of_no_base_is_left_out() -> None:
    """Ten percent of something unknown."""
    assert [p.component for p in worth((part("total", 100_000), part("bonus", 10, "%"))).left_out] == ["bonus"]


def test_what_is_taken_for_granted_is_named() -> None:
    """Target bonus, even vesting, one sign-on; hours; the middle of a range."""
    assert keys(worth(FULL)) == {"bonus_at_target", "signing_once", "even_vesting"}
    assert keys(worth((part("base", 65, "GBP", "hour"),))) == {"hours"}
    assert keys(worth((part("base", 1), part("stock", 90_000)), Conditions(vesting=(5, 15, 40, 40)))) == {
        "grant_over_four",
        "vesting",
    }
    assert keys(worth((part("stock", 90_000, period="2yr"),))) == {"even_vesting", "no_refreshers"}


def test_a_grant_vests_in_full() -> None:
    """A shape of 90 percent is none."""
    with pytest.raises(ValueError, match="vests to 100"):
        Conditions(vesting=(10, 20, 30, 30))


def test_a_vesting_shape_in_words() -> None:
    """Only what adds up to a hundred, and no date."""
    assert vesting_in("it vests 38/32/20/10 they said") == (38, 32, 20, 10)
    assert vesting_in("5% / 15% / 40% / 40%") == (5, 15, 40, 40)
    assert vesting_in("33.3/33.3/33.4 and a cliff") == (33.3, 33.3, 33.4)
    assert vesting_in("due 12/12/26") == () == vesting_in("evenly")


def test_another_currency_at_a_rate() -> None:
    """80,000 EUR at 1.1 dollars are 88,000 USD, each year."""
    turned = worth((part("base", 80_000, "EUR"),)).turned(1.1, "USD", "your rate")
    assert (turned.currency, totals(turned)) == ("USD", [88_000] * 4)
    assert turned.years[0].base.formula == "(€80K) at your rate"


money = st.integers(0, 2_000_000).map(float)


@given(base=money, stock=money, signing=money, cuts=st.lists(st.integers(0, 100), min_size=3, max_size=3))
def test_no_vesting_shape_makes_or_loses_money(base: float, stock: float, signing: float, cuts: list[int]) -> None:
    """Four years are the base four times, the grant and the sign-on, however the grant vests."""
    a, b, c = sorted(cuts)
    offer = (part("base", base), part("stock", stock, period="4yr"), part("signing", signing))
    made = worth(offer, Conditions(vesting=(a, b - a, c - b, 100 - c)))
    assert made.four == pytest.approx(base * 4 + stock + signing)
    assert made.four == pytest.approx(worth(offer).four)


@given(st.floats(0.01, 1e9))
def test_rounding_keeps_a_figure_what_it_is(value: float) -> None:
    """Within half a percent, and rounding again changes nothing."""
    once = rounded(value)
    assert once == pytest.approx(value, rel=0.006, abs=0.005)
    assert rounded(once) == once
