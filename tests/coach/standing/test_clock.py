"""Deadlines as days. Today is Monday 23 November 2026 unless a test says otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.standing.clock import DAYS, MONTHS, Due, Entry, calendar, due, named, working_days

TODAY = date(2026, 11, 23)
# November 2026: Monday the 23rd, Friday the 27th, Monday the 30th; Saturday 12 December.
CASES = {
    "thursday": date(2026, 11, 26), "by friday noon": date(2026, 11, 27), "monday": TODAY, "Tues": date(2026, 11, 24),
    "next thursday": date(2026, 12, 3), "thursday next week": date(2026, 12, 3), "this friday": date(2026, 11, 27),
    "a week from friday": date(2026, 12, 4), "tomorrow": date(2026, 11, 24), "tmrw 5pm": date(2026, 11, 24), "today": TODAY,
    "day after tomorrow": date(2026, 11, 25), "tonight": TODAY, "end of day": TODAY, "EOD friday": date(2026, 11, 27),
    "end of the week": date(2026, 11, 27), "end of next week": date(2026, 12, 4), "next week": date(2026, 12, 4),
    "end of the month": date(2026, 11, 30), "end of next month": date(2026, 12, 31), "end of the year": date(2026, 12, 31),
    "in two weeks": date(2026, 12, 7), "two weeks": date(2026, 12, 7), "within a week": date(2026, 11, 30), "in 10 days": date(2026, 12, 3),
    "48 hours": date(2026, 11, 25), "in 3 hours": TODAY, "three business days": date(2026, 11, 26), "5 working days": date(2026, 11, 30),
    "a couple of days": date(2026, 11, 25), "in a month": date(2026, 12, 23),
    "12 Dec": date(2026, 12, 12), "Dec 12th": date(2026, 12, 12), "december the 1st": date(2026, 12, 1), "the 30th": date(2026, 11, 30),
    "the 2nd": date(2026, 12, 2), "2 March": date(2027, 3, 2), "Jan 5, 2027": date(2027, 1, 5), "2026-12-01": date(2026, 12, 1),
    "1.12.": date(2026, 12, 1), "01.12.2026": date(2026, 12, 1), "12/25": date(2026, 12, 25), "25/12/2026": date(2026, 12, 25),
}  # fmt: skip


@pytest.mark.parametrize(("words", "day"), CASES.items())
def test_words_mean_a_day(words: str, day: date) -> None:
    """As somebody says them on a Monday."""
    found = due(words, TODAY)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize("words", ["", "soon", "asap", "3/4", "31 Feb", "maybe", "they pay 185k"])
def test_words_that_name_no_day(words: str) -> None:
    """Nothing, or something with two readings."""
    assert due(words, TODAY) is None


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("friday noon", time(12)),
        ("friday 5pm", time(17)),
        ("fri 17:30", time(17, 30)),
        ("12 am friday", time(0)),
        ("cob friday", time(17)),
        ("friday", None),
    ],
)
def test_a_time_where_one_is_said(words: str, at: time | None) -> None:
    """Noon, an hour, or none."""
    found = due(words, TODAY)
    assert found is not None
    assert found.at == at


def test_working_days_left() -> None:
    """Monday to Friday is four more; over the weekend five to Monday; a holiday on Thursday takes one."""
    assert working_days(TODAY, date(2026, 11, 27)) == 4
    assert working_days(TODAY, date(2026, 11, 30)) == 5
    assert working_days(TODAY, date(2026, 11, 27), frozenset({date(2026, 11, 26)})) == 3
    assert Due(TODAY).working_days(TODAY) == 0 == working_days(TODAY, date(2026, 11, 20))
    # Saturday to Sunday
    assert working_days(date(2026, 11, 28), date(2026, 11, 29)) == 0


@pytest.mark.parametrize("words", ["end of the week", "next week", "next friday", "end of next week", "friday"])
def test_said_at_the_weekend(words: str) -> None:
    """On Saturday the 28th the coming Friday is 4 December."""
    found = due(words, date(2026, 11, 28))
    assert found is not None
    assert found.day == date(2026, 12, 4)


def test_deadline_words_in_a_sentence() -> None:
    """With capitals, and no "by" twice."""
    assert named("by friday noon") == "Friday noon"
    assert named("12 december") == "12 December"


days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(today=days, name=st.sampled_from(DAYS))
def test_a_weekday_is_within_the_week(today: date, name: str) -> None:
    """Of that name, not past, less than seven days off."""
    found = due(f"by {name}", today)
    assert found is not None
    assert found.day.weekday() == DAYS.index(name)
    assert timedelta(0) <= found.day - today < timedelta(7)


@given(today=days, ahead=st.integers(0, 364))
def test_a_date_without_its_year_is_the_next_one(today: date, ahead: int) -> None:
    """Whichever way round it is written."""
    day = today + timedelta(ahead)
    if (day.month, day.day) == (2, 29):
        return
    month = MONTHS[day.month - 1]
    for words in (f"{day.day} {month}", f"{month[:3].title()} {day.day}"):
        found = due(words, today)
        assert found is not None
        assert found.day == day


@given(today=days, ahead=st.integers(0, 60))
def test_each_working_day_counts_once(today: date, ahead: int) -> None:
    """The days to a day and the days after it are the days to the end."""
    middle, end = today + timedelta(ahead), today + timedelta(60)
    assert working_days(today, middle) + working_days(middle, end) == working_days(today, end)


MADE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_a_calendar_file() -> None:
    """Whole days end the day after; an hour stands at local time; commas and line ends are escaped."""
    noon = Due(date(2026, 11, 27), time(12))
    text = calendar(
        (
            Entry(noon, "Answer Runway, base; stock", "Ask for 185K\nin writing"),
            Entry(Due(date(2026, 12, 31)), "Last day"),
        ),
        MADE,
    )
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VCALENDAR\r\n")
    for line in (
        "DTSTART:20261127T120000", "DTEND:20261127T130000", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101",
        "DTSTAMP:20261123T093000Z", "SUMMARY:Answer Runway\\, base\\; stock", "DESCRIPTION:Ask for 185K\\nin writing", "TRIGGER:-P1D",
    ):  # fmt: skip
        assert f"{line}\r\n" in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
    uids = [line for line in text.split("\r\n") if line.startswith("UID:")]
    assert len(set(uids)) == 2
    assert text == calendar(
        (
            Entry(noon, "Answer Runway, base; stock", "Ask for 185K\nin writing"),
            Entry(Due(date(2026, 12, 31)), "Last day"),
        ),
        MADE,
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=400))
def test_no_line_of_a_calendar_is_too_long(title: str) -> None:
    """At most 75 octets, no character cut in two, and unfolded it is the title again."""
    text = calendar((Entry(Due(TODAY), title),), MADE)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    summary = next(line for line in unfolded.split("\r\n") if line.startswith("SUMMARY:")).removeprefix("SUMMARY:")
    assert summary.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\") == title
