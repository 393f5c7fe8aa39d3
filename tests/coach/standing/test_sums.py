"""Sums on the person's own figures; every expected figure is worked out by hand beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.standing import sums
from coach.standing.sums import NoSumError
from coach.standing.worth import Conditions, Sum, worth
from coach.understanding.situation import Part
from tests.coach.standing.test_worth import part

OFFER = worth(
    (part("base", 182_000), part("bonus", 15, "%"), part("stock", 160_000, period="4yr"), part("signing", 20_000))
)
APPLE = worth((part("base", 185_000), part("stock", 200_000, period="4yr"), part("signing", 25_000)))
NETFLIX = worth((part("base", 290_000),))
SIGN_ON = Sum(30_000, "$30K", "USD")

# (what it shows, the sum, its value worked out by hand, its unit)
CASES = [
    # 65 x 2,080
    ("an hourly rate by the year", sums.yearly(part("base", 65, "GBP", "hour")), 135_200, "GBP"),
    # 4,200 x 13
    ("thirteen salaries by the year", sums.yearly(part("base", 4_200, "EUR", "month"), 13), 54_600, "EUR"),
    # 182,000 / 2,080
    ("a salary by the hour", sums.hourly(part("base", 182_000)), 87.5, "USD"),
    # 45 x 2,080 / 2,080
    ("an hourly rate by the hour", sums.hourly(part("base", 45, "USD", "hour")), 45, "USD"),
    # 96,000 / 12
    ("a salary by the month", sums.monthly(part("base", 96_000, "EUR")), 8_000, "EUR"),
    # 450 x 220 / 12 = 99,000 / 12
    ("a day rate by the month", sums.monthly(part("base", 450, "GBP", "day")), 8_250, "GBP"),
    # 170,000 + 17,000
    ("170 plus ten percent", sums.plus_percent(part("base", 170_000), 10), 187_000, "USD"),
    # 61,000 + 3% of it = 61,000 + 1,830
    ("three percent on a month", sums.plus_percent(part("base", 61_000, "SEK", "month"), 3), 62_830, "SEK"),
    # 15% of 176,000 = 17,600 + 8,800
    ("fifteen percent of base", sums.percent_of(part("base", 176_000), 15), 26_400, "USD"),
    # 64,000 x 12 = 768,000; 80% of it
    ("80% hours", sums.part_time(part("base", 64_000, "SEK", "month"), 80), 614_400, "SEK"),
    # 120,000 x 60%
    ("three days of five", sums.part_time(part("base", 120_000), 60), 72_000, "USD"),
    # 182,000 + 27,300 + 40,000 + 20,000
    ("the first year all in", sums.all_in(OFFER), 269_300, "USD"),
    # the same without the sign-on
    ("a later year", sums.later_years(OFFER), 249_300, "USD"),
    # 269,300 + 3 x 249,300 = 269,300 + 747,900
    ("four years", sums.four_years(OFFER), 1_017_200, "USD"),
    # 1,017,200 / 4
    ("the average year", sums.a_year(OFFER), 254_300, "USD"),
    # 1,017,200 - 160,000
    ("four years without stock", sums.without_stock(OFFER), 857_200, "USD"),
    # 100% of what goes in up to 4% of 90,000
    ("a full pension match", sums.pension_match(part("base", 90_000), 100, 4), 3_600, "USD"),
    # half of 6% of 182,000 = half of 10,920
    ("half a pension match", sums.pension_match(part("base", 182_000), 50, 6), 5_460, "USD"),
    # 130,000 / 260 = 500 a day, five days
    ("five more days off", sums.holiday(part("base", 130_000), 5), 2_500, "USD"),
    # 64,000 x 12 / 260 = 768,000 / 260 = 2,953.846..., five days = 14,769.23
    ("five more days on monthly pay", sums.holiday(part("base", 64_000, "SEK", "month"), 5), 14_769.23, "SEK"),
    # 30,000 / 12,000 a year
    ("a sign-on against lower pay", sums.break_even(SIGN_ON, Sum(12_000, "$12K", "USD")), 2.5, "years"),
    # 40,000 stock + 10% of 160,000 = 56,000
    ("stock and bonus left behind", sums.left_behind((part("stock", 40_000), part("bonus", 10, "%")), (part("base", 160_000),)), 56_000, "USD"),
    # 12,500 bonus + 7,500 of sign-on to pay back
    ("bonus lost and sign-on paid back", sums.left_behind((part("bonus", 12_500), part("signing", 7_500))), 20_000, "USD"),
    # 10,000 x (12.50 - 2.50) = 100,000; under water nothing
    ("options at a price", sums.intrinsic(10_000, part("stock", 2.5), part("stock", 12.5)), 100_000, "USD"),
    ("options under water", sums.intrinsic(10_000, part("stock", 12.5), part("stock", 2.5)), 0, "USD"),
    # 110 / 1.1 = 100; 121 / 1.21 = 100
    ("present value of two years", sums.present_value((110, 121), 10, "USD"), 200, "USD"),
    # 1,050 / 1.05 = 1,000, once
    ("present value of one year", sums.present_value((1_050,), 5, "EUR"), 1_000, "EUR"),
    # Apple: 4 x 185,000 + 200,000 + 25,000 = 965,000; Netflix: 1,160,000; 195,000 short on 200,000 of stock
    ("growth to reach the other offer", sums.growth_to_reach(APPLE, NETFLIX), 97.5, "%"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "value", "unit"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_sum(made: Sum, value: float, unit: str) -> None:
    """Value, unit, and a formula that is never empty."""
    assert made.value == pytest.approx(value, abs=0.01)
    assert made.unit == unit
    assert made.formula


def test_the_difference_to_present_pay() -> None:
    """182,000 against 160,000: 22,000 more, 22 / 160 = 13.75%; the other way round 22,000 less, 22 / 182 = 12.09%."""
    new, old = sums.yearly(part("base", 182_000)), sums.yearly(part("base", 160_000))
    gap, share = sums.difference(new, old)
    assert (gap.value, round(share.value, 6), share.unit) == (22_000, 13.75, "%")
    gap, share = sums.difference(old, new)
    assert (gap.value, round(share.value, 2)) == (-22_000, -12.09)


def test_formulas_are_what_a_person_would_write() -> None:
    """With the person's own figures in them."""
    assert sums.plus_percent(part("base", 170_000), 10).formula == "$170K × (1 + 10%)"
    assert sums.hourly(part("base", 182_000)).formula == "$182K ÷ 2,080 hours"
    assert sums.holiday(part("base", 64_000, "SEK", "month"), 5).formula == "SEK 64K × 12 ÷ 260 × 5 days"
    assert sums.pension_match(part("base", 182_000), 50, 6).formula == "$182K × 6% × 50%"
    assert sums.growth_to_reach(APPLE, NETFLIX).formula == "($1.16M − $965K) ÷ $200K stock"
    assert sums.four_years(OFFER).formula == "$269.3K + $249.3K + $249.3K + $249.3K"


def test_what_cannot_be_brought_together_is_no_sum() -> None:
    """Other currencies, counts of shares, nothing to divide by."""
    euros = sums.yearly(part("base", 80_000, "EUR"))
    with pytest.raises(NoSumError):
        sums.difference(sums.yearly(part("base", 90_000)), euros)
    with pytest.raises(NoSumError):
        sums.growth_to_reach(NETFLIX, APPLE)
    with pytest.raises(NoSumError):
        sums.break_even(SIGN_ON, Sum(0, "", "USD"))
    with pytest.raises(NoSumError):
        sums.left_behind((part("stock", 10_000, "EUR"),), (part("base", 100_000),))
    with pytest.raises(NoSumError):
        sums.offer_worth((part("stock", 5_000, "options"),))
    with pytest.raises(NoSumError):
        sums.yearly(part("bonus", 10, "%"))
    with pytest.raises(ValueError, match="no rate"):
        sums.present_value((1,), -100)


amounts = st.integers(1_000, 3_000_000).map(float)


@given(amounts)
def test_hours_and_years_are_each_others_inverse(value: float) -> None:
    """A salary by the hour, by the year again, is the salary."""
    hour = sums.hourly(part("base", value))
    assert sums.yearly(part("base", hour.value, "USD", "hour")).value == pytest.approx(value)
    assert sums.monthly(part("base", value)).value * 12 == pytest.approx(value)


@given(base=amounts, stock=amounts, other=amounts)
def test_at_the_growth_worked_out_the_offers_are_level(base: float, stock: float, other: float) -> None:
    """The grant grown by it makes four years of both worth the same."""
    mine, theirs = worth((part("base", base), part("stock", stock, period="4yr"))), worth((part("base", other),))
    grown = 1 + sums.growth_to_reach(mine, theirs).value / 100
    assert mine.four - mine.stock + mine.stock * grown == pytest.approx(theirs.four, abs=1)


@given(st.lists(amounts, min_size=1, max_size=4), st.floats(0, 40))
def test_money_later_is_worth_no_more_than_money_now(paid: list[float], rate: float) -> None:
    """At no rate the present value is the plain sum; at any rate no more."""
    assert sums.present_value(paid, 0).value == pytest.approx(sum(paid))
    assert sums.present_value(paid, rate).value <= sum(paid) + 1e-6


@given(new=amounts, old=amounts)
def test_a_difference_leads_back(new: float, old: float) -> None:
    """The old pay with the difference is the new; with the percentage on top too."""
    gap, share = sums.difference(sums.yearly(part("base", new)), sums.yearly(part("base", old)))
    assert old + gap.value == pytest.approx(new)
    assert old * (1 + share.value / 100) == pytest.approx(new)


def test_a_later_year_of_an_uneven_grant_is_an_average() -> None:
    """5/15/40/40 of 200,000 on 160,000: 190,000, 240,000 and 240,000 after the first, 670,000 / 3."""
    late = worth((part("base", 160_000), part("stock", 200_000, period="4yr")), Conditions(vesting=(5, 15, 40, 40)))
    made = sums.later_years(late)
    assert made.value == pytest.approx(223_333.33, abs=0.01)
    assert made.formula == "($190K + $240K + $240K) ÷ 3"


def test_a_part_of_one_figure_has_no_range() -> None:
    """A range counts at its middle: 100,000 to 120,000 by the month is 110,000 / 12 = 9,166.67."""
    ranged = Part(component="base", low=100_000, high=120_000, currency="USD")
    assert sums.monthly(ranged).value == pytest.approx(9_166.67, abs=0.01)
