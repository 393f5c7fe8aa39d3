"""Deadline words and today -> the day they mean, the working days left, and a calendar file with it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = "january february march april may june july august september october november december".split()
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_WEEK, _FRIDAY, _WORKWEEK = 7, 4, 5
_FOLD = 75  # octets of a line of a calendar file, RFC 5545 section 3.1
_DAY = (
    r"(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_NUM = r"(?P<num>\d{1,2})(?:st|nd|rd|th)?"
_ISO = re.compile(r"\b(?P<year>20\d\d)-(?P<mon>\d{1,2})-(?P<num>\d{1,2})\b")
_DOTTED = re.compile(r"(?<!\d)(?P<num>\d{1,2})\.(?P<mon>\d{1,2})\.(?P<year>20\d\d|\d\d)?(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(?P<one>\d{1,2})/(?P<two>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?(?!\d)")
_NAMED = (
    re.compile(rf"\b{_NUM}\s*(?:of\s+)?{_MONTH}\b\.?,?\s*(?P<year>20\d\d)?", re.I),
    re.compile(rf"\b{_MONTH}\.?\s+(?:the\s+)?{_NUM}\b,?\s*(?P<year>20\d\d)?", re.I),
)
_ORDINAL = re.compile(r"\bthe\s+(?P<num>\d{1,2})(?:st|nd|rd|th)\b", re.I)
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>next|this|coming)\s+)?(?:week\s+)?{_DAY}\b(?P<later>\s+(?:next\s+week|week\b))?", re.I
)
_SPAN = re.compile(
    rf"\b(?P<count>an?|a\s+couple\s+of|\d{{1,3}}|{'|'.join(_NUMBERS[1:])})\s*(?P<work>(?:working|business|work)\s+)?(?P<unit>hours?|hrs?|h|days?|weeks?|months?)\b(?:'s?)?",
    re.I,
)
_END = re.compile(
    r"\bend\s+of\s+(?:the\s+|this\s+)?(?P<next>next\s+)?(?P<unit>day|week|month|year)\b|\b(?P<short>eod|eow|eom|cob)\b",
    re.I,
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>am|pm)\b|\b(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)\b",
    re.I,
)
_TIMES = (
    ("noon", time(12)),
    ("midday", time(12)),
    ("midnight", time(23, 59)),
    ("close of business", time(17)),
    ("cob", time(17)),
)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: its day, the time where one was said, and the words it was read from. Times are where the person is."""

    day: date
    at: time | None = None
    words: str = ""

    def working_days(self, today: date, holidays: frozenset[date] = frozenset()) -> int:
        """Working days after today up to and with the day itself; 0 for today, and for what is past."""
        return working_days(today, self.day, holidays)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar: what is due when, and what to remember about it."""

    due: Due
    title: str
    note: str = ""


def due(words: str, today: date) -> Due | None:
    """The day that deadline words mean, said on `today`; None where they name none.

    A bare weekday is the next one, today included: of two readings the earlier, because a missed deadline costs more.
    "Next thursday" is the one in the week after this. A day of the year that is past is next year's. A date as 3/4
    names no day: it has two readings.
    """
    text = " ".join(words.split())
    day = _exact(text, today) or _near(text, today) or _spanned(text, today)
    return Due(day, _time(text), text) if day else None


def named(words: str) -> str:
    """Deadline words as a sentence has them: the names of days and months with a capital, no "by" before them."""
    names = "|".join(n for n in (*DAYS, *MONTHS) if n not in ("may", "march"))
    return re.sub(
        rf"\b(?:{names})\b", lambda m: m[0].capitalize(), re.sub(r"^\s*by\s+", "", words, flags=re.I), flags=re.I
    ).strip()


def working_days(today: date, day: date, holidays: frozenset[date] = frozenset()) -> int:
    """Monday to Friday after today up to and with the day, holidays left out."""
    days = (today + timedelta(n) for n in range(1, (day - today).days + 1))
    return sum(d.weekday() < _WORKWEEK and d not in holidays for d in days)


def calendar(entries: Iterable[Entry], made: datetime) -> str:
    """The entries as a calendar file (RFC 5545): whole days, or an hour at local time, with a reminder the day before.

    `made` is the moment of writing, in UTC.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Negotiation coach//EN", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += _event(entry, made)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(entry: Entry, made: datetime) -> list[str]:
    day, at = entry.due.day, entry.due.at
    name = sha256(f"{day}{at}{entry.title}".encode()).hexdigest()[:24]
    if at is None:
        when = [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(1):%Y%m%d}"]
    else:
        start = datetime.combine(day, at)
        when = [f"DTSTART:{start:%Y%m%dT%H%M%S}", f"DTEND:{start + timedelta(hours=1):%Y%m%dT%H%M%S}"]
    note = [f"DESCRIPTION:{_escaped(entry.note)}"] if entry.note else []
    title = _escaped(entry.title)
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}", "TRIGGER:-P1D", "END:VALARM"]
    return [
        "BEGIN:VEVENT",
        f"UID:{name}@negotiation-coach",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        *when,
        f"SUMMARY:{title}",
        *note,
        *alarm,
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return re.sub(r"\r\n|\r|\n", r"\\n", text)


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, no character cut in two; each further piece begins with a space."""
    out, size = [], 0
    for char in line:
        width = len(char.encode())
        if size + width > _FOLD:
            out.append("\r\n ")
            size = 1
        out.append(char)
        size += width
    return "".join(out)


def _exact(text: str, today: date) -> date | None:
    """A date as written, with or without its year."""
    if m := _ISO.search(text):
        return _date(int(m["year"]), int(m["mon"]), int(m["num"]))
    for pattern in _NAMED:
        if m := pattern.search(text):
            return _coming(today, _at(MONTHS, m["month"]) + 1, int(m["num"]), m["year"])
    if m := _DOTTED.search(text):
        return _coming(today, int(m["mon"]), int(m["num"]), m["year"])
    if m := _SLASHED.search(text):
        one, two = int(m["one"]), int(m["two"])
        if one == two or max(one, two) > len(MONTHS):
            month, number = (two, one) if one > len(MONTHS) else (one, two)
            return _coming(today, month, number, m["year"])
        return None
    if m := _ORDINAL.search(text):
        number = int(m["num"])
        month = today.month if number >= today.day else today.month % 12 + 1
        return _coming(today, month, number, "")
    return None


def _near(text: str, today: date) -> date | None:
    """A day as seen from today: a weekday, tomorrow, the end of something."""
    folded = text.lower()
    if m := _END.search(text):
        unit = m["unit"] or {"eow": "week", "eom": "month"}.get((m["short"] or "").lower(), "day")
        if unit.lower() != "day" or not _WEEKDAY.search(text):
            return _end(unit.lower(), today, later=bool(m["next"]))
    if "day after tomorrow" in folded:
        return today + timedelta(2)
    if re.search(r"\btomorrow\b|\btmrw?\b|\btmr\b", folded):
        return today + timedelta(1)
    if m := _WEEKDAY.search(text):
        ahead = (_at(DAYS, m["day"]) - today.weekday()) % _WEEK
        if re.search(r"\ba\s+week\s+from\b", folded):
            ahead += _WEEK
        elif m["later"] or (m["which"] or "").lower() == "next":
            ahead = _at(DAYS, m["day"]) - today.weekday() + _WEEK
        return today + timedelta(ahead)
    if re.search(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", folded):
        return today
    if re.search(r"\bnext week\b", folded):
        return _end("week", today, later=True)
    if re.search(r"\bthis week\b", folded):
        return _end("week", today, later=False)
    return None


def _spanned(text: str, today: date) -> date | None:
    """So much time from today: "in two weeks", "48 hours", "three working days"."""
    m = _SPAN.search(text)
    if not m:
        return None
    said, unit = m["count"].lower(), m["unit"].lower()
    count = 2 if "couple" in said else int(said) if said.isdigit() else _NUMBERS.index(said) if said in _NUMBERS else 1
    if unit.startswith("h"):
        return today + timedelta(hours=count) if count >= 24 else today
    if unit.startswith("d"):
        return _after_working(today, count) if m["work"] else today + timedelta(count)
    if unit.startswith("w"):
        return today + timedelta(_WEEK * count)
    months = today.month - 1 + count
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _after_working(today: date, count: int) -> date:
    day = today
    while count:
        day += timedelta(1)
        count -= day.weekday() < _WORKWEEK
    return day


def _end(unit: str, today: date, *, later: bool) -> date:
    """The last day of the day, the working week, the month or the year; `later` for the one after."""
    if unit == "week":
        ahead = _FRIDAY - today.weekday() + (_WEEK if later else 0)
        return today + timedelta(ahead if ahead >= 0 else ahead + _WEEK)
    if unit == "month":
        month, year = (today.month % 12 + 1, today.year + today.month // 12) if later else (today.month, today.year)
        return date(year, month, monthrange(year, month)[1])
    if unit == "year":
        return date(today.year + later, 12, 31)
    return today + timedelta(1) if later else today


def _coming(today: date, month: int, number: int, year: str | None) -> date | None:
    """The day of that month in the year said, else the next such day."""
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, number)
    found = _date(today.year, month, number)
    return found if found is None or found >= today else _date(today.year + 1, month, number)


def _date(year: int, month: int, number: int) -> date | None:
    if not 1 <= month <= len(MONTHS) or not 1 <= number <= monthrange(year, month)[1]:
        return None
    return date(year, month, number)


def _at(names: list[str], said: str) -> int:
    return next(i for i, name in enumerate(names) if name.startswith(said.lower()[:3]))


def _time(text: str) -> time | None:
    folded = text.lower()
    for name, at in _TIMES:
        if re.search(rf"\b{name}\b", folded):
            return at
    m = _CLOCK.search(text)
    if not m:
        return None
    if m["h24"] is not None:
        return time(int(m["h24"]), int(m["m24"]))
    hour, minute = int(m["hour"]), int(m["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return time(hour % 12 + (12 if m["half"].lower() == "pm" else 0), minute)
