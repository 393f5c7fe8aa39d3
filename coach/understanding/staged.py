"""Two figures of a message that are one pay in stages -> which they are, how long the first lasts and when the second
comes: "31,200 to start and 32,500 once I'm qualified"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from coach.phrasing.terms import only_then, puts_off, says_how_long
from coach.understanding.amounts import is_period
from coach.understanding.days import NUMBERS, number_of
from coach.understanding.likeness import kind_near, masked, shares_of
from coach.understanding.reading import AmountMention, Reading
from coach.understanding.situation import TIMES_A_YEAR, Stage

_FILE, _LEAST = "staged.yaml", 0.5  # a cosine
_SURELY, _BOTH = 0.65, 0.5  # probabilities; the second where the words tell how long and when
_APART, _LONGEST, _WORDS = 90, 110, 9  # letters between, letters behind, words of a condition
_SENTENCE = re.compile(r"[.!?;](?=\s|$)|\n")
_JOINS = re.compile(r",\s*|[(]|\b(?:and|then|but|moving|going|rising|stepping)\b", re.I)
_ENDS = re.compile(r",\s|[(]|\b(?:plus|but)\b", re.I)
_AND = re.compile(r"\band\b", re.I)
_MARKS = " .,;:!?()-–"
_MOST_TIMES = 1.8  # of the first: no pay goes further in one step
_NUMBER = rf"\d+(?:\.\d+)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
_SPAN = re.compile(
    rf"\b(?P<n>{_NUMBER}|an?)[\s-]?(?P<of>days?|weeks?|wks?|months?|mths?|mo|years?|yrs?)\b"
    rf"|\b(?P<unit>month|week|year)\s(?P<nth>{_NUMBER})\b"
    r"|\bfirst (?P<one>year|month)\b|\b(?:second|2nd) (?P<two>year)\b",
    re.I,
)
_PERIOD = re.compile(r"\s?(?:/\s?\w+|(?:an?|per)\s\w+|\w+ly|pa\b|p\.a\.|ph\b)")
_PAY = re.compile(r"\s(?:gross|brutto|bruto|base|basic|salary|basis|fix|fixed|pay)\b", re.I)
_MONTHS = {"d": 1 / 30, "w": 12 / TIMES_A_YEAR["week"], "m": 1.0, "y": 12.0}


@dataclass(frozen=True, slots=True)
class Staged:
    """The places in a reading's amounts of a first figure and what it goes on to, as a stage in the figures as they
    are written; `until` are the words for how long the first lasts, `start` to `end` what is said of both."""

    first: int
    second: int
    until: str
    stage: Stage
    start: int
    end: int


def staged_in(reading: Reading) -> tuple[Staged, ...]:
    """The pairs of figures next to each other that are surely stages of one pay."""
    money = [n for n, a in enumerate(reading.amounts) if a.amount.kind in ("money", "bare")]
    pairs = pairwise(money)
    return tuple(found for n, m in pairs if (found := _pair(reading, n, m)) is not None)


def condition_of(text: str, end: int, stop: int) -> tuple[str, int]:
    """(the words right behind a figure that put it off, where they end); "" where none do."""
    end = _behind_period(text, end)
    stop = min(stop, min((m.start() for m in _SENTENCE.finditer(text, end)), default=len(text)))
    rest = text[end:stop]
    cut = min((m.start() for m in _ENDS.finditer(rest)), default=len(rest))
    words = rest[:cut]
    if len(words.split()) > _WORDS and (m := _AND.search(words)):
        words = words[: m.start()]
    said = words.strip(_MARKS)
    return (said, end + len(words)) if puts_off(said) and len(said.split()) <= _WORDS + 3 else ("", end)


def months_in(words: str) -> float | None:
    """How many months after the start words tell, where they count them: "after six months", "from month four", "in
    the second year"."""
    m = _SPAN.search(words)
    if m is None:
        return None
    count = number_of(m["nth"] or m["n"] or "") or 1.0
    unit = (m["unit"] or m["of"] or m["one"] or m["two"])[0].lower()
    return round(count * _MONTHS[unit], 2)


def _pair(reading: Reading, n: int, m: int) -> Staged | None:
    a, b = reading.amounts[n], reading.amounts[m]
    text, gap = reading.text, b.amount.start - a.amount.end
    if not 0 < gap <= _APART or _SENTENCE.search(text, a.amount.end, b.amount.start) or not _steps(a, b):
        return None
    after = next((x.amount.start for x in reading.amounts[m + 1 :] if x.amount.kind in ("money", "bare")), len(text))
    when, end = condition_of(text, b.amount.end, after)
    until, before = _between(text[_behind_period(text, a.amount.end) : b.amount.start])
    when = when or before
    if not (until or when) or any(a.amount.end <= x.start < end and not x.label for x in reading.companies):
        return None
    spans = [(x.amount.start, x.amount.end, "an amount") for x in (a, b)]
    words = masked(text, a.amount.start, end, spans).strip(_MARKS)
    least = _BOTH if until and when else _SURELY
    if kind_near(_FILE, "", words, _LEAST) != "staged" or shares_of(_FILE, "", words)["staged"] < least:
        return None
    months = months_in(when) or months_in(until)
    when = "" if only_then(when) else when
    return Staged(n, m, until, Stage(amount=b.amount.high, when=when, months=months), a.amount.start, end)


def _steps(a: AmountMention, b: AmountMention) -> bool:
    """Whether the second figure can be a step from the first: higher, by no more than one step goes, in no other
    currency and for no other period."""
    one, two = a.amount, b.amount
    if one.is_range or two.is_range or one.capped:
        return False
    apart = bool(one.currency and two.currency and one.currency != two.currency)
    apart = apart or bool(one.period and two.period and one.period != two.period)
    sizes = (two.high,) if one.scaled == two.scaled else (two.high, two.high / 1000, two.high * 1000)
    return not apart and any(1 < size / one.high < _MOST_TIMES for size in sizes if one.high)


def _between(words: str) -> tuple[str, str]:
    """(how long the first lasts, when the second comes) as the words between two figures tell it; "" for what they do
    not."""
    first, *rest = (p.strip(_MARKS) for p in _JOINS.split(words))
    until = first if says_how_long(first) and first.split()[-1:] != ["to"] else ""
    return until, next((p for p in rest if puts_off(p)), "")


def _behind_period(text: str, at: int) -> int:
    """Where the period or the name of pay that stands right behind a figure ends: " an hour", " gross"."""
    m = _PERIOD.match(text, at)
    at = m.end() if m and is_period(m[0]) else at
    return m.end() if (m := _PAY.match(text, at)) else at
