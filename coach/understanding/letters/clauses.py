"""A letter's statements -> its terms that are no figures of pay, and its days: each with the line that says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import get_args

from coach.understanding.amounts import amounts_in
from coach.understanding.letters.dates import Day, days_in
from coach.understanding.letters.lines import Statement
from coach.understanding.letters.values import Clause, ClauseKind
from coach.understanding.letters.words import found, pattern, spans_in, words_in

_KINDS: tuple[ClauseKind, ...] = tuple(k for k in get_args(ClauseKind) if k != "instalments")
# What is a term only with a number in it, and what is one by its words alone.
_COUNTED = frozenset(("notice", "pension", "holiday", "holiday_pay", "hours", "probation", "vesting"))
_SPLIT = re.compile(r"(?<!\d)/(?!\d)|\d{1,3}(?:\s?/\s?\d{1,3}){2,4}")
_HOURS = re.compile(r"(?<![\d.,])[2-6]\d(?:[.,]\d{1,2})?(?![\d.,%])")
_DAYS = re.compile(r"^[^:|]{3,30}[:|]\s*(?P<n>[1-5]\d)(?![\d.,%])")  # "Vacation: 25 a year"
_LEAST = {
    "holiday": ("day", "week", "hour"),
    "hours": ("hour",),
    "probation": ("month", "day", "week", "year"),
    "notice": ("month", "week", "day"),
}


def clauses_in(letter: Sequence[Statement], skip: frozenset[int] = frozenset()) -> tuple[Clause, ...]:
    """The terms of a letter in its order; a heading names what its paragraph says."""
    out: dict[tuple[ClauseKind, str], Clause] = {}
    heading: list[ClauseKind] = []
    for s in letter:
        if s.mail in skip:
            continue
        if s.opens:
            heading = []
        own = [k for k in _KINDS if found(s.text, k)]
        if not re.search(r"\d", s.text) and len(s.text.split()) <= 8 and s.opens:
            heading = own
        for kind in dict.fromkeys((*own, *(heading if not own else ()))):
            value = _value(s.text, kind)
            if kind in _COUNTED and not value and not (kind == "pension" and s.cells):
                continue
            out.setdefault((kind, s.text), Clause(kind, value or s.text[:80], s.text))
    return tuple(out.values())


def _value(text: str, kind: ClauseKind) -> str:
    """The spans, shares and amounts of a term in the letter's words."""
    if kind in ("at_will", "non_solicit", "visa", "remote"):
        return ""
    spans = [(s.start, text[s.start : s.end]) for s in spans_in(text) if kind not in _LEAST or s.unit in _LEAST[kind]]
    told = (
        [(a.start, text[a.start : a.end]) for a in amounts_in(text) if a.kind in ("percent", "money")]
        if kind not in _LEAST
        else []
    )
    if kind == "holiday" and not spans:
        days = _DAYS.search(text)
        return days["n"] if days else ""
    if kind == "pension" and not told:
        after = re.search(r"[:|]\s*(?P<v>.+)$", text)
        return after["v"].strip() if after else ""
    if kind == "hours" and not spans and (bare := _HOURS.search(text)):
        return bare[0]
    if kind == "hours" and not re.search(r"\d", " ".join(w for _, w in spans)):
        return ""
    if kind == "vesting" and not any(u for u in spans_in(text) if u.unit in ("year", "month")):
        return ""
    return ", ".join(dict.fromkeys(w for _, w in sorted([*spans, *told])))


def written_on(letter: Sequence[Statement]) -> date | None:
    """The day a letter is of: the first one near its head, else the first one quoted."""
    for s in letter[:24]:
        headed = pattern("header").fullmatch(s.text.partition(":")[0].strip())
        if s.mail or (not headed and found(s.text, "starts", "answers", "until")):
            continue
        for day in days_in(s.text):
            if day.told and len(s.text) - (day.end - day.start) <= (60 if headed else 16):
                return day.day
    return min((d.day for s in letter for d in days_in(s.text) if d.told), default=None)


def start_and_deadline(letter: Sequence[Statement], *, month_first: bool = False) -> tuple[date | None, date | None]:
    """The first day of work (or of the new pay), and the day by which an answer is wanted."""
    since = written_on(letter)
    starts: list[tuple[float, date]] = []
    ends: list[tuple[float, date]] = []
    top = [s for s in letter if s.mail == min(x.mail for x in letter)] if letter else []
    for at, s in enumerate(top):
        heading = (
            top[at - 1].text
            if at and not re.search(r"\d", top[at - 1].text) and len(top[at - 1].text.split()) <= 5
            else ""
        )
        answering = found(s.text, "answers")
        days = list(days_in(s.text, since, month_first=month_first))
        for i, day in enumerate(days):
            left = days[i - 1].end if i else 0
            right = days[i + 1].start if i + 1 < len(days) else len(s.text)
            start = _nearest(s.text, day, "starts", left, right)
            if not i and heading and found(heading, "starts"):
                start = min(start, 30)
            until = _nearest(s.text, day, "until", left, day.start)
            if found(s.text[max(0, day.start - 60) : day.end], "vest") or (since and day.day < since):
                continue
            plain = _plain_start(s.text, day)
            if answering and until < 40 and (until <= start or not plain):
                ends.append((until + at / 100, day.day))
            elif start < 70 and (plain or start < 6) and not (answering and until < 40):
                starts.append((start + at / 100 - 40 * plain, day.day))
            elif answering and s.text[: day.start].rstrip().endswith((":", "|")):
                ends.append((60, day.day))
    deadline = min(ends)[1] if ends else _counted(top, since)
    return (min(starts)[1] if starts else None), deadline


def _plain_start(text: str, day: Day) -> bool:
    """Whether it is the job that begins, or the new pay: no other thing is said to start, and no order to sign."""
    return not found(text, "vest") and not found(text[: day.start], "other_start")


def _nearest(text: str, day: Day, notion: str, left: int, right: int) -> float:
    """How many characters lie between a day and the nearest word of a notion; infinite where there is none."""
    words = [
        w
        for w in words_in(text, notion)
        if not (notion == "starts" and any(u.start <= w.start and w.end <= u.end for u in words_in(text, "until")))
        if (left <= w.start and w.end <= day.start) or (day.end <= w.start < right and notion != "until")
    ]
    gaps = [
        day.start - w.end if w.end <= day.start else w.start - day.end + (0 if w.start - day.end < 3 else 40)
        for w in words
    ]
    return min(gaps, default=float("inf"))


def _counted(letter: Sequence[Statement], since: date | None) -> date | None:
    """A deadline of so many days from the letter's own."""
    for s in letter:
        if not since or not found(s.text, "answers") or (not found(s.text, "dated") and not found(s.text, "until")):
            continue
        for span in spans_in(s.text):
            lead = s.text[max(0, span.start - 24) : span.start]
            if (
                span.unit in ("day", "week")
                and span.count <= 60
                and found(lead, "until", "answers")
                and not found(s.text, "clawback", "notice", "paid")
            ):
                return since + timedelta(days=int(span.count * (7 if span.unit == "week" else 1)))
    return None
