"""Days and dates in words: by their form, and never a figure of pay."""

from __future__ import annotations

import pytest

from coach.understanding.days import answer_day_in, day_asked_in, day_in, days_at, last_day_in, tells_span, years_in
from coach.understanding.read import read
from index.names import learn_names

FIGURES = (
    "I'd be happy with 31.20", "they said 47.500 and not more", "16.40 for the night shift", "2.5% is an insult",
    "I'm on 13.9 now", "up from 11.10 to 12.05", "€19.75/h", "$22.10 an hour", "9.80 per hour for seven people",
    "27.30 or I walk", "68.250 brutto", "is 14.11 too much", "20.5 days", "1.25 on top for the crew", "a 4/5 contract",
    "24/7 standby", "12.5k", "7.5 percent", "an extra 3.2%", "17,40 the hour", "1.12.000", "4.10 more than before",
    "8.6 lakh", "13.7 LPA", "I make 10.10", "up by 30.40", "5 marketers", "6 junior fitters", "35 may be a lot",
    "9/80 weeks", "we have that in common", "salmon for lunch", "she sat beside me", "95.000,00",
)  # fmt: skip


@pytest.mark.parametrize("words", FIGURES)
def test_a_figure_is_no_day(words: str) -> None:
    """Money, shares, counts, decimals and parts of other words are no date, wherever days are looked for."""
    assert days_at(words) == ()
    assert day_in(words) == day_asked_in(words, "") == answer_day_in(words) == last_day_in(words) == ""


@pytest.mark.parametrize("words", FIGURES)
def test_a_figure_beside_a_day_leaves_the_day(words: str) -> None:
    """The day is what the words name as one."""
    assert day_in(f"{words}, and I have to answer by Tuesday") == "Tuesday"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("until 24.9.", "24.9"), ("by 03.06 please", "03.06"), ("before 7/11", "7/11"), ("due on 30/4", "30/4"),
        ("by 22.5.2027", "22.5.2027"), ("2027-05-22 is the last day", "2027-05-22"), ("until the 3rd", "the 3rd"),
        ("by Oct 9th", "Oct 9th"), ("by 9 october", "9 october"), ("till Tue", "Tuesday"), ("Thursday 16th", "Thursday 16th"),
        ("by Wednesday 28.50 or it's off", "Wednesday"), ("in 5 days", "5 days"), ("answer 11.2. at the latest", "11.2"),
        ("answer by 10 tomorrow", "10 tomorrow"), ("by 10am tomorrow", "10am tomorrow"), ("before 12 on Monday", "12 on Monday"),
        ("i ask for 60 tomorrow", "tomorrow"), ("by 60 tomorrow", "tomorrow"),
    ],
)  # fmt: skip
def test_a_date_stays_one(words: str, day: str) -> None:
    """Behind a word of time, or with its month or year."""
    assert day_in(words) == day


@pytest.mark.parametrize(
    "message",
    [
        "no, too little. I want 31.20, write him a message", "I must ask for 81.000, by mail or by phone?",
        "12.6 is what the scale says, I earn 12.1", "they pay 19.4, deadline or not, I want 21.10",
    ],
)  # fmt: skip
def test_no_answer_is_due_on_a_figure(message: str) -> None:
    """A message that names a figure and no day sets no deadline."""
    assert read(message, learn_names((), frozenset())).deadline == ""


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("I've been at the bench for twenty-two years", 22), ("thirty one years on the tools", 31),
        ("eighteen years of experience", 18), ("two years in this job", 2), ("I have 14 years in care", 14),
    ],
)  # fmt: skip
def test_years_in_words_are_read_whole(words: str, years: float) -> None:
    """Twenty-two years are no two."""
    assert years_in(words) == years


@pytest.mark.parametrize(("words", "span"), [("three more days", True), ("Friday 28th", False), ("31 May", False)])
def test_how_long_is_no_day(words: str, span: bool) -> None:
    """A text that asks for days names no day."""
    assert tells_span(words) is span
