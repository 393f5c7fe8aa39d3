"""The sum that was asked is the one that is answered: by its own figures, in the period that is wanted, in words."""

from __future__ import annotations

import pytest

from coach.standing.measured import Rate, measured
from coach.standing.sums import NoSumError
from coach.understanding.periods import is_one_way, wanted_in
from tests.coach.answers.test_rooms import said
from tests.shelf import Shelf

DEPOT = "offer: the bakery [job:Kornhof] pays {offer.base:€15.80 an hour} / pay: and I make {pay.base:€14.90 an hour}"
OFFICE = "offer: [job:Larkspur] offers {offer.base:€3,400 a month} / pay: I have {pay.base:€3,100 a month}"


@pytest.mark.parametrize(
    ("question", "sum_", "how"),
    [
        (
            "ask_sum: {sum.base:€0.90} more on {sum.hours:36 hours}, how much is that a month?",
            "€140",
            "36 hours × 52 weeks",
        ),
        (
            "ask_sum: what do {sum.base:€1.10} more an hour and {sum.hours:30 hours} make in a year?",
            "€1,716",
            "30 hours",
        ),
        ("ask_sum: {sum.other:€28 a day}, with {none:18 days} what is it in all?", "€504", "× 18 days"),
        ("ask_sum: {sum.other:€85 a month} for {none:24 months} comes to what?", "€2,040", "× 24 months"),
    ],
)
def test_a_rate_and_a_count_make_the_sum_with_its_formula(shelf: Shelf, question: str, sum_: str, how: str) -> None:
    """The figures of the question itself are what is reckoned with, and no table of pay comes instead."""
    text = said(shelf, DEPOT, question)
    assert sum_ in text
    assert how in text
    assert "All in" not in text


def test_pay_of_a_month_and_the_hours_of_its_week_make_an_hour(shelf: Shelf) -> None:
    """The hours that the question names are those that it is divided by."""
    text = said(shelf, OFFICE, "ask_sum: {sum.base:€3,400} for {sum.hours:42 hours} is how much an hour?")
    assert "€18.68 an hour" in text or "€18.68" in text
    assert "42 hours" in text


def test_two_weeks_of_other_hours_are_compared_by_the_month_that_is_asked(shelf: Shelf) -> None:
    """Pay by the hour for other hours: both sides by the month, each with its own."""
    hours = "edit_info: it's {offer.hours:30} hours there / pay: and I do {pay.hours:36} here"
    text = said(shelf, DEPOT, hours, "ask_sum: what do I have less in a month?")
    assert "€2,054" in text  # 15.80 × 30 × 52 ÷ 12
    assert "€2,324" in text  # 14.90 × 36 × 52 ÷ 12
    assert "€270 less a month" in text


@pytest.mark.parametrize(
    ("question", "sum_"),
    [
        ("ask_sum: {sum.base:6%} of my pay is how much?", "€186"),
        ("ask_sum: {sum.bonus:12%} of {sum.base:€40,000} is what?", "€4,800"),
    ],
)
def test_a_percentage_is_taken_of_what_it_is_said_of(shelf: Shelf, question: str, sum_: str) -> None:
    """Of the figure right behind it, else of present pay."""
    assert sum_ in said(shelf, OFFICE, question)


def test_what_the_road_costs_is_set_against_the_rise(shelf: Shelf) -> None:
    """Each way counts twice; what is left of the rise is said."""
    told = "edit_info: the ferry is {sum.other:€4} each way and parking {sum.other:€3 a day}"
    text = said(shelf, OFFICE, f"{told} / ask_sum: what is left with {{none:20 days}}?")
    assert "€220 a month" in text
    assert "€80 is left" in text


def test_a_long_way_is_told_in_hours_of_a_month_and_what_the_rise_pays_for_them(shelf: Shelf) -> None:
    """50 minutes each way on all working days are about 36 hours."""
    text = said(shelf, OFFICE, "ask_sum: it's {none:50 minutes} each way, is the difference worth it?")
    assert "36 hours a month" in text
    assert "€300 a month" in text


def test_what_is_missing_for_a_sum_is_asked_for_by_name(shelf: Shelf) -> None:
    """No other sum is given instead."""
    text = said(shelf, OFFICE, "ask_sum: {sum.base:€1.20} an hour more, what is that per shift?")
    assert "how many hours a shift has" in text
    text = said(shelf, OFFICE, "ask_sum: what do {none:17 days} come to?")
    assert "17 days" in text
    assert "All in" not in text


@pytest.mark.parametrize("role", ["offer", "pay", "wish"])
def test_hours_of_a_week_are_no_pay(shelf: Shelf, role: str) -> None:
    """A bare number of hours is held as hours, on its side."""
    text = said(shelf, OFFICE, f"{'edit_info' if role != 'wish' else 'wish'}: it is {{{role}.hours:36}}")
    assert "€36" not in text
    assert "36K" not in text


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("so what's that each month", "month"), ("how many francs an hour", "hour"), ("and over the year?", "year"),
        ("how much more is that per shift", "shift"), ("what would it be weekly", "week"), ("is it worth it", ""),
    ],
)  # fmt: skip
def test_the_period_of_a_question_is_read(text: str, period: str) -> None:
    """Where the words have no figure before it."""
    assert wanted_in(text, ()) == period


def test_one_way_of_two_is_read() -> None:
    """Only right behind the figure."""
    text = "40 minutes each way, and 3 euros a day"
    assert is_one_way(text, 2, text.index("3"))
    assert not is_one_way(text, text.index("3") + 1, len(text))


def test_units_that_make_no_sum_are_refused() -> None:
    """A month's pay and a count of days, or nothing else that is wanted."""
    with pytest.raises(NoSumError):
        measured(Rate(3000, "EUR", "month"), {"day": 4}, "")
    with pytest.raises(NoSumError):
        measured(Rate(3000, "EUR", "month"), {}, "month")
    with pytest.raises(NoSumError):
        measured(Rate(20, "EUR", "hour"), {}, "shift")
