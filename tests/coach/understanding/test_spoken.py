"""Amounts as people say and type them in a talk, with where they stand."""

from __future__ import annotations

import pytest

from coach.understanding.spoken import amounts_in, scaled_to


@pytest.mark.parametrize(
    ("turn", "low", "high", "words"),
    [
        ("could we land at two fifty?", 250, 250, "two fifty"),
        ("two-twenty-five", 225, 225, "two-twenty-five"),
        ("two oh five it is", 205, 205, "two oh five"),
        ("a buck ninety works", 190, 190, "a buck ninety"),
        ("two hundred and five thousand", 205_000, 205_000, "two hundred and five thousand"),
        ("quarter million all in", 250_000, 250_000, "quarter million"),
        ("half a million", 500_000, 500_000, "half a million"),
        ("one point two million", 1_200_000, 1_200_000, "one point two million"),
        ("thirty lakhs fixed", 3_000_000, 3_000_000, "thirty lakhs"),
        ("34-40 LPA fixed", 3_400_000, 4_000_000, "34-40 LPA"),
        ("₹1.2cr", 12_000_000, 12_000_000, "₹1.2cr"),
        ("104.000 € please", 104_000, 104_000, "104.000 €"),
        ("CHF 208'000", 208_000, 208_000, "CHF 208'000"),
        ("85 000 PLN", 85_000, 85_000, "85 000 PLN"),
        ("1.250.000", 1_250_000, 1_250_000, "1.250.000"),
        ("620K~680K", 620_000, 680_000, "620K~680K"),
        ("N27.5m", 27_500_000, 27_500_000, "N27.5m"),
        ("12 Mio yen", 12_000_000, 12_000_000, "12 Mio yen"),
        ("fifteen percent", 15, 15, "fifteen percent"),
        ("10-12%", 10, 12, "10-12%"),
        ("340ish", 340, 340, "340"),
        ("190k-200k", 190_000, 200_000, "190k-200k"),
        ("52k RSUs", 52_000, 52_000, "52k"),
    ],
)
def test_amounts(turn: str, low: float, high: float, words: str) -> None:
    """Value and place."""
    (found,) = amounts_in(turn)
    assert (found.low, found.high) == (low, high)
    assert turn[found.start : found.end].strip() in (words, f"{words} RSUs")


@pytest.mark.parametrize(
    "turn",
    [
        "22 engineers in three teams, L5, level 6", "start on 1 September", "from 900 to 210 ms", "twelve years", "from 0.74 to 0.91",
        "in 2026", "a 40-interview programme", "5 extra vacation days", "six months", "one more thing", "IC4 to IC5",
    ],
)  # fmt: skip
def test_counts_dates_and_levels_are_no_amounts(turn: str) -> None:
    """Nothing in these is money."""
    assert amounts_in(turn) == []


def test_a_bare_number_takes_the_size_of_what_is_talked_of() -> None:
    """ "235" beside hundreds of thousands, "52" beside lakhs, "13" beside millions of yen."""
    (number,) = amounts_in("235")
    assert scaled_to(number, [215_000, 62_000], indian=False).high == 235_000
    (number,) = amounts_in("52")
    assert scaled_to(number, [4_000_000], indian=True).high == 5_200_000
    (number,) = amounts_in("13")
    assert scaled_to(number, [11_000_000], indian=False).high == 13_000_000


@pytest.mark.parametrize(
    ("turn", "amount", "period"),
    [
        ("I'd want 24.50 an hour", 24.5, "hour"),
        ("my rate is 480 a day", 480, "day"),
        ("it is 5200 each month", 5200, "month"),
        ("base 84000 for the year", 84_000, "year"),
    ],
)
def test_a_sum_with_what_it_is_paid_by_is_no_count(turn: str, amount: float, period: str) -> None:
    """An hour, a day or a month behind a sum of that size says how it is paid."""
    (found,) = amounts_in(turn)
    assert (found.high, found.period) == (amount, period)


@pytest.mark.parametrize("turn", ["2 a week from home", "I work 60 hours a week", "24 days a year"])
def test_what_is_too_small_for_pay_stays_a_count(turn: str) -> None:
    """Days, hours and visits are counted by the week or the year too."""
    assert amounts_in(turn) == []
