"""Text -> the days that it names, as dates: "February 8, 2027", "18-Jan-2027", "1er septembre 2026", "2nd December"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from coach.understanding.letters.words import MONTHS, phrases

_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)|(?P<a>\d{1,2})(?P<by>[./-])(?P<b>\d{1,2})(?P=by)(?P<c>(?:20)?\d\d))(?![\d/-])"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names, from `start` to `end`; `told` is whether its year is written."""

    start: int
    end: int
    day: date
    told: bool = True


@cache
def _month_of() -> dict[str, int]:
    return {p: n for n, month in enumerate(MONTHS, 1) for p in phrases(month)}


@cache
def _named() -> re.Pattern[str]:
    month = "|".join(sorted(_month_of(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.])(?:(?P<m1>{month})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y1>20\d\d))?"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?(?:\s+(?:of|de|den)\s+|[\s-]+)(?P<m2>{month})\b\.?(?:(?:,|\s+(?:de|del))?[\s-]+(?P<y2>20\d\d))?)",
        re.I,
    )


def days_in(text: str, since: date | None = None, *, month_first: bool = False) -> Iterator[Day]:
    """The days of a text, in order; one without a year is the next such day after `since`, and none where that is not
    known.
    """
    out = [*_in_words(text, since), *_in_digits(text, month_first=month_first)]
    yield from sorted(out, key=lambda d: d.start)


def _in_words(text: str, since: date | None) -> Iterator[Day]:
    for m in _named().finditer(text):
        month = _month_of()[(m["m1"] or m["m2"]).casefold()]
        number, year = int(m["d1"] or m["d2"]), m["y1"] or m["y2"]
        if year:
            day = _day(int(year), month, number)
        elif since:
            day = _day(since.year, month, number)
            if day and day < since - timedelta(days=30):
                day = _day(since.year + 1, month, number)
        else:
            day = None
        if day:
            yield Day(m.start(), m.end(), day, bool(year))


def _in_digits(text: str, *, month_first: bool) -> Iterator[Day]:
    for m in _NUMERIC.finditer(text):
        if m["y"]:
            day = _day(int(m["y"]), int(m["m"]), int(m["d"]))
        else:
            a, b, year = int(m["a"]), int(m["b"]), int(m["c"]) + (0 if len(m["c"]) == 4 else 2000)
            swapped = b > 12 or (month_first and a <= 12 and m["by"] == "/")
            day = _day(year, a, b) if swapped else _day(year, b, a)
        if day:
            yield Day(m.start(), m.end(), day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
