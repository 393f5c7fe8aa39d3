"""The amount reader: every written form of pay with its value, unit and period, and what is no amount."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.understanding.amounts import Amount, amounts_in, odd_in
from coach.understanding.stated import stated_in

POSITIONS = "a period told in brackets for the second of three is given to the last"
RATE = "the years of a rate are read once more as a figure of their own"
CENTS = "cents after a comma are cut off where a point groups the thousands"


def only(text: str) -> Amount:
    found = amounts_in(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "currency", "period"),
    [
        ("205k", 205_000, "", ""),
        ("base two hundred and five thousand", 205_000, "", ""),
        ("1.2 cr", 12_000_000, "INR", ""),
        ("18 LPA", 1_800_000, "INR", "year"),
        ("34.5 LPA", 3_450_000, "INR", "year"),
        ("12 lakh", 1_200_000, "INR", ""),
        ("R$410 mil", 410_000, "BRL", ""),
        ("CHF 140'000", 140_000, "CHF", ""),
        ("95k€", 95_000, "EUR", ""),
        ("95.000 €", 95_000, "EUR", ""),
        ("£71k", 71_000, "GBP", ""),
        ("€600 a day", 600, "EUR", "day"),
        ("$68/hour", 68, "USD", "hour"),
        ("day rate 265 pounds", 265, "GBP", "day"),
        ("a monthly salary of €4,100", 4100, "EUR", "month"),
        ("61,000 kr a month", 61_000, "SEK", "month"),
        ("1,2 Mio", 1_200_000, "", ""),
        ("Four Hundred Twenty-Five Thousand Dollars ($425,000)", 425_000, "USD", ""),
    ],
)
def test_money_is_read_with_its_currency_and_period(text: str, value: float, currency: str, period: str) -> None:
    """A sign, a code or a scale makes it money."""
    a = only(f"they said {text}, hm")
    assert (a.low, a.high, a.kind, a.currency, a.period) == (value, value, "money", currency, period)


@pytest.mark.parametrize(("text", "value"), [("two ten", 210), ("205.000", 205_000), ("57 000", 57_000), ("158", 158)])
def test_a_number_and_nothing_else_is_bare(text: str, value: float) -> None:
    """Only the talk can tell what it counts."""
    a = only(f"they said {text}")
    assert (a.high, a.kind, a.currency) == (value, "bare", "")


@pytest.mark.parametrize(
    ("text", "ends"),
    [("180-195k", (180_000, 195_000)), ("$150k to $160k", (150_000, 160_000)), ("150–160", (150, 160))],
)
def test_a_range_is_one_amount(text: str, ends: tuple[float, float]) -> None:
    """Both ends belong to one figure."""
    a = only(f"the band is {text}")
    assert (a.low, a.high) == ends
    assert a.is_range


def test_a_percent_is_no_money() -> None:
    """A share of base."""
    a = only("bonus is 15% of base")
    assert (a.high, a.kind) == (15, "percent")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,120 restricted stock units", 1120), ("12,500 options", 12_500), ("1,120 RSUs", 1120)],
)
def test_shares_are_counted(text: str, value: float) -> None:
    """Counts of shares are no money."""
    a = only(f"plus {text}")
    assert (a.high, a.kind, a.counted) == (value, "count", "shares")


def test_a_strike_stands_beside_its_options() -> None:
    """20,000 is a count, $15 a price."""
    assert [(a.high, a.kind) for a in amounts_in("20,000 options at a $15 strike")] == [
        (20_000, "count"),
        (15, "money"),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("170/125/20 (base/rsu 4y/bonus)", [170, 125, 20]),
        ("40k first year 30k second", [40_000, 30_000]),
        ("$42,000 in the first year and $31,000 in the second", [42_000, 31_000]),
        ("185 base, 200k rsu, 25k sign on", [185, 200_000, 25_000]),
    ],
)
def test_several_amounts_are_read_in_order(text: str, values: list[float]) -> None:
    """Each with its own place."""
    found = amounts_in(text)
    assert [a.high for a in found] == values
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("text", ["$320k over 4 years", "320k/4y", "200k rsu vesting over four years"])
def test_a_grant_tells_its_years(text: str) -> None:
    """What is paid over years is no yearly pay."""
    assert only(text).period == "4yr"


@pytest.mark.xfail(reason=POSITIONS)
def test_a_period_in_brackets_belongs_to_the_figure_in_its_place() -> None:
    """The second word of the brackets is about the second figure."""
    assert [a.period for a in amounts_in("170/125/20 (base/rsu 4y/bonus)")] == ["", "4yr", ""]


@pytest.mark.xfail(reason=RATE)
def test_a_grant_with_a_stroke_and_its_years_is_one_amount() -> None:
    """400/4 is four hundred over four years."""
    assert [(a.high, a.period) for a in amounts_in("Base 240 / Equity 400/4")] == [(240, ""), (400, "4yr")]


@pytest.mark.xfail(reason=CENTS)
def test_cents_are_kept() -> None:
    """A figure to the cent, as written on the continent."""
    assert only("€2.450,50 a month").high == 2450.5


@pytest.mark.parametrize("text", ["13 months", "25 days", "40 hours", "a 90 minute call", "12 reports", "3 offers"])
def test_what_is_counted_is_no_money(text: str) -> None:
    """Days may be a term of the offer, but never pay."""
    assert all(a.kind == "count" for a in amounts_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "409A", "the 409A valuation", "level 61", "L5", "IC4", "grade 7",
        "NY 10013", "WA 98109", "Singapore 138498", "San Francisco, CA 94107",
        "on 12/05/2026", "on 5 May", "May 5", "by the 15th", "2026-11-23", "in 2026", "Q3", "at 10:30", "3pm",
        "a team of 12", "team of 40", "5/15/40/40", "25/25/25/25",
        "I'm Arjun, 28, a tester", "luis here, 33, welder", "I am 31 years old", "401k match", "my 401(k)", "H1B", "v2", "section 4", "top 10", "round 3",
    ],
)  # fmt: skip
def test_what_is_written_as_something_else_is_no_amount(text: str) -> None:
    """Forms, levels, addresses, dates, clocks, teams, schedules and versions."""
    assert amounts_in(text) == ()


def test_an_achievement_is_an_amount_like_any_other() -> None:
    """The reader tells formats, not meaning: that $2M saved is no pay is for the net to say."""
    assert only("I saved $2M").high == 2_000_000


@given(st.integers(1000, 9_999_999), st.sampled_from([("$", "USD"), ("£", "GBP"), ("€", "EUR")]))
def test_a_written_sum_is_read_back_where_it_stands(value: int, sign: tuple[str, str]) -> None:
    """What is printed with a sign and commas is the same sum, at the place it was put."""
    figure = f"{sign[0]}{value:,}"
    text = f"so they offer {figure} now"
    a = only(text)
    assert (a.low, a.high, a.currency, text[a.start : a.end]) == (value, value, sign[1], figure)


@given(st.text())
def test_any_text_is_read_and_spans_lie_in_it(text: str) -> None:
    """Nothing crashes the reader; every amount stands somewhere."""
    for a in amounts_in(text):
        assert 0 <= a.start < a.end <= len(text)
        assert a.low <= a.high


@pytest.mark.parametrize("text", ["it's 44 not 46", "it’s 44, not 46", "that's 44 then, not 46"])
def test_a_figure_after_it_s_is_one(text: str) -> None:
    """The s of "it's" is no level's letter."""
    assert [a.high for a in amounts_in(text)] == [44, 46]


@pytest.mark.parametrize(
    "text", ["1) on call since May 2) two juniors", "1. 120k base\n2. 10% bonus", "base (1) 120k and (2) 10%"]
)
def test_the_numbers_of_a_list_are_no_amounts(text: str) -> None:
    """Points that count on from one number nothing but themselves."""
    assert not {1.0, 2.0} & {a.high for a in amounts_in(text) if a.kind == "bare"}


@pytest.mark.parametrize(
    ("text", "value", "counted"),
    [
        ("five weeks off", 5, "week"),
        ("two extra days", 2, "day"),
        ("six months of severance", 6, "month"),
        ("79 for 35h", 35, "hour"),
    ],
)
def test_small_numbers_in_words_count(text: str, value: float, counted: str) -> None:
    """Before what they count, and only there: "let me take two" is no amount."""
    assert [(a.high, a.counted) for a in amounts_in(text) if a.kind == "count"] == [(value, counted)]
    assert amounts_in("let me take two") == ()


def test_a_level_before_a_figure_is_no_part_of_it() -> None:
    """ "L5 178 base" is a level and 178; behind a currency a space groups thousands."""

    def read_as(text: str) -> list[tuple[str, float]]:
        return [(text[a.start : a.end], a.high) for a in amounts_in(text)]

    assert read_as("seattle sde2 178 base / 90 sign on") == [("178", 178), ("90", 90)]
    assert read_as("L5 178 base") == [("178", 178)]
    assert read_as("SEK62 000 base") == [("SEK62 000", 62_000)]
    assert read_as("kr62 000 base") == [("kr62 000", 62_000)]


@pytest.mark.parametrize(
    ("text", "capped"), [("a bonus of up to 5k", True), ("at most 9 percent", True), ("a bonus of 5k", False)]
)
def test_up_to_says_that_a_figure_is_the_most(text: str, capped: bool) -> None:
    assert only(text).capped is capped


@pytest.mark.parametrize(
    ("text", "floored"),
    [("min 3%", True), ("at least 9 percent", True), ("a minimum of 5k", True), ("no less than 28 days", True), ("up to 3%", False), ("5 min", False)],
)  # fmt: skip
def test_at_least_says_that_a_figure_is_the_least(text: str, floored: bool) -> None:
    assert only(text).floored is floored


def test_the_end_of_a_sentence_is_no_period() -> None:
    """The word behind the stop belongs to the next sentence."""
    found = only("I earn $58,000. My boss is on leave.")
    assert (found.low, found.period) == (58_000, "")


def test_figures_side_by_side_are_no_sum_by_themselves() -> None:
    """A sign makes one; "and" or "with" alone leaves it open."""
    loose, plain = "compare 4,100 with 4,300", "4,100 + 4,300"
    assert stated_in(loose, {0: (8, 13), 1: (19, 24)})[0].loose
    assert not stated_in(plain, {0: (0, 5), 1: (8, 13)})[0].loose


@pytest.mark.parametrize(
    "text",
    ["base 195k [1] to 262k [2]", "up to 80k[^3] a year", "as said [12], 95k", "see [2, 3]: 95k", "[1] 95k [4–6]"],
)
def test_a_footnote_mark_is_no_amount(text: str) -> None:
    """It is read as if it were not there."""
    assert all(a.low >= 80_000 for a in amounts_in(text))
    assert len(amounts_in(text)) == 1


def test_a_sum_in_brackets_is_an_amount() -> None:
    """Where it is written as one."""
    assert [only(t).low for t in ("[95k]", "base [120,000]", "pay of $[90,000]")] == [95_000, 120_000, 90_000]


def test_sums_that_are_written_oddly_are_told() -> None:
    """And no others: ranges, lists, decimals with a currency."""
    assert odd_in("offer -205k, then 205kk, or (205,00)") == ("-205k", "205kk", "205,00")
    assert odd_in("195k-205k - 7 days, €205,00, 20,5k, 1,205,000, -5%, 2-3 weeks, 40,25 €") == ()


@pytest.mark.parametrize("text", ["They want me from June. 26.10, but nights.", "I said no. 31.50 it was then."])
def test_a_figure_with_cents_may_begin_a_sentence(text: str) -> None:
    """It is no day of the month that ended the sentence before."""
    assert len(amounts_in(text)) == 1


def test_a_day_behind_a_month_is_no_amount() -> None:
    """With a point or without."""
    assert not amounts_in("I start on Jan. 26 or May 3")


@pytest.mark.parametrize(
    ("text", "value", "currency", "period"),
    [
        ("They offer R62 000 a month", 62000, "ZAR", "month"),
        ("R 62,000 pm to start", 62000, "ZAR", "month"),
        ("it is R62k now", 62000, "ZAR", ""),
        ("now 58 400 rand a month", 58400, "ZAR", "month"),
        ("N450k monthly", 450000, "NGN", "month"),
        ("KSh 85,000 a month", 85000, "KES", "month"),
        ("Dhs 14,500 per month", 14500, "AED", "month"),
    ],
)
def test_signs_of_letters_are_of_their_currency(text: str, value: float, currency: str, period: str) -> None:
    found = amounts_in(text)
    assert [(a.high, a.currency, a.period) for a in found] == [(value, currency, period)]


@pytest.mark.parametrize("text", ["R2 and N95 masks", "the type R350 truck", "an R&D role"])
def test_a_letter_before_few_digits_is_no_sign(text: str) -> None:
    assert not any(a.kind == "money" for a in amounts_in(text))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I have 2.100 a month", [2100]), ("they pay 2000 a month", [2000]), ("i get 2100", [2100]),
        ("2.050 euros", [2050]), ("since 2019 I am here", []), ("in 2024 they gave me nothing", []),
    ],
)  # fmt: skip
def test_pay_that_could_be_a_year(words: str, found: list[float]) -> None:
    """Written with a thousand's mark or by the month it is pay; four digits alone are a year only as far as years go."""
    assert [a.high for a in amounts_in(words) if a.kind in ("money", "bare")] == found
