"""A spoken or typed turn -> its amounts: "two fifty", "a buck ninety", "34-40 LPA", "104.000 €", each with where it
stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.money import CODES, Found, scan

_UNITS = dict(zip("one two three four five six seven eight nine".split(), range(1, 10), strict=True))
_TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        range(10, 20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_TENS["fourty"] = 40
_UNIT, _TEEN, _TEN = ("|".join(d) for d in (_UNITS, _TEENS, _TENS))
_GAP = r"[\s-]+"
_BELOW_100 = rf"(?:(?:{_TEN})(?:{_GAP}(?:{_UNIT}))?|(?:{_TEEN})|(?:{_UNIT}))"
_SCALE = r"(?:k|grand|thousand|million|mil|lakhs?|lacs?|lpa|crores?|percent|per\s+cent|%)\b"
# What small numbers in words count: "five weeks off", "three dollars more", "two extra days".
_THINGS = r"\s+(?:(?:more|extra|additional|better|paid|full|whole|working|vacation)\s+)*(?:days?|weeks?|months|hours?|dollars?|euros?|pounds?|quid|points?)\b"
_SPOKEN = re.compile(
    rf"""\b(?:
      (?P<quarter>(?:a\s+)?quarter(?:\s+of)?(?:\s+a)?\s+(?:million|mil|mill)\b)
    | (?P<half>half(?:\s+of)?(?:\s+a)?\s+(?:million|mil|mill)\b)
    | (?P<buck>a?\s*buck{_GAP}(?P<buck_rest>{_BELOW_100}))
    | (?P<hundreds>(?:an?|{_UNIT}){_GAP}hundred(?:(?:{_GAP}and)?{_GAP}(?P<rest>{_BELOW_100}))?)
    | (?P<short>(?P<short_unit>{_UNIT}){_GAP}(?P<short_rest>(?:oh|o){_GAP}(?:{_UNIT})|(?:{_TEN})(?:{_GAP}(?:{_UNIT}))?|(?:{_TEEN})))
    | (?P<point>(?P<whole>{_BELOW_100})\s+point\s+(?P<digits>(?:{_UNIT}|zero)(?:\s+(?:{_UNIT}|zero))*))
    | (?P<small>(?:{_TEN})(?:{_GAP}(?:{_UNIT}))?|(?:{_TEEN})|(?!one\s+(?:day|week|month|hour))(?:{_UNIT})(?=[\s-]*{_SCALE}|{_THINGS}))
    | (?P<thousand>an?\s+thousand\b)
    )(?![\w'’]|-(?:year|month|day|week|person))""",
    re.I | re.X,
)
# "104.000" and "85 000": half the world groups so; "95'000" and "95,000" are read as they stand.
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?:\.\d{3})+)(?![\d%])(?:,-)?")
_SPACED = re.compile(r"(?<![\d.,])([1-9]\d{0,2})((?:[ \u00a0\u202f]\d{3})+)(?!\d)(?:,-)?")
_LETTERS = re.compile(r"[^\W\d_]+$")
_WORDED = frozenset(("kr", "rs", "rp", "rm", "sfr", "fr", "kč", "nis", "rmb"))
_COMMA = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{1,2})(?=\s*(?:%|percent|k\b|m\b|mio|million|lakh|lpa|cr|l\b|,-))", re.I)
_HALF = re.compile(r"\b(\d{1,3}) and a half\b", re.I)
_MIO = re.compile(r"(?<=\d)\s?(?:mio|mln|mill)\b\.?", re.I)
_THOUSAND = re.compile(r"(?<=\d)\s?(?:tys|tsd|tkr|thou)\b\.?", re.I)
_TEN_THOUSAND = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})?)\s?(?:万|man(?:[- ]?yen)?\b)", re.I)
_ISH = re.compile(r"(?<=\d)\s?k?(?:-?\s?ish|s)\b(?:\s+(?=lakhs?|lpa|k\b|l\b|m\b))?", re.I)
_GLUED = re.compile(r"(?<=[a-z]{2})[-–—](?=\d)", re.I)
# The swung dash of East Asian ranges.
_SWUNG = re.compile(r"(?<=[\dkKmMlL])\s?[~～〜]\s?(?=\D{0,2}\d)")

_COUNTED = re.compile(
    r"\s*\+?[- ]?(?:[a-z]+[- ]){0,2}(?:days?|weeks?|months?|hours?|hrs?|minutes?|mins?|years?|yrs?|yoe|people|persons?|engineers?|reports?|developers?|devs?|"
    r"teams?|services?|models?|users?|customers?|clients?|markets?|countries|sites?|plants?|stores?|rounds?|ms|gb|tb|pb|products?|pipelines?|apps?|"
    r"miles?|kms?|kilomet(?:er|re)s?|pages?|interviews?|transactions?|requests?|incidents?|deploys?|releases?|repos?|nodes?|servers?|clusters?|st\b|nd\b|rd\b|th\b|pm\b|am\b|x\b|times\b|o['’]clock|:\d)",
    re.I,
)
_NUMBERED = re.compile(
    r"\b(?:level|lvl|grade|band|l|ic|e|p|m|t|team of|age|aged|top|no\.|number|round|q|phase|series|version|v|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\s*$|#\s*$",
    re.I,
)
_DATED = re.compile(
    r"^\s?(?:st|nd|rd|th)?\s?(?:of\s)?(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b",
    re.I,
)
_SCALED = re.compile(r"\d\s?(?:k|grand|thousand|m|mn|mio|million|l|lakhs?|lacs?|lpa|cr|crores?)\b", re.I)
_COMPOUND = re.compile(
    r"-(?!(?:ish|odd|something|plus|k|lakhs?|lpa|base|percent|figure|grand|thousand|million|or|to|and|per)\b)[a-z]{3,}",
    re.I,
)
_GLUED_AS_CODE = re.compile(r"(?<![A-Za-z])(?:[A-Z]{1,2}|IC|E|L|p|P)-?$")


# "21.50 an hour", "8500 each month": what a sum is paid by, and the least that such a sum is.
_PAID_BY = re.compile(
    r"\s*(?:/\s?|(?:an?|per|each|every|one|for(?:\s(?:an?|the|one))?)\s)(hour|day|week|month|year)\b", re.I
)
_LEAST_PAID = {"hour": 8, "day": 80, "week": 150, "month": 300, "year": 3000}


# "300 RSUs" in a talk is what they are worth, as the talk's own figures are.
_UNITS_OF_STOCK = ("options", "shares")


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount or range of a turn: `unit` as written ("" for a bare number), `period` where the words say one.

    `start` and `end` are places in the turn itself; `small` says that it is a bare number below 1,000, to be scaled.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    period: str
    open_ended: bool
    small: bool


def amounts_in(turn: str) -> list[Amount]:
    """Every amount of a turn that may be money or a percentage, in order; counts, dates and levels are left out."""
    plain, places = in_digits(turn)
    found = []
    for hit in scan(plain):
        if _is_count(plain, hit):
            continue
        value = hit.value
        last = hit.end
        if value.unit in _UNITS_OF_STOCK:
            last -= len(re.search(r"\s?(?:stock\s)?[a-z]+$", plain[hit.start : hit.end], re.I)[0])  # type: ignore[index]
        start, end = places[hit.start][0], places[last - 1][1]
        while start < end and turn[start].isspace():
            start += 1
        found.append(
            Amount(
                start,
                end,
                min(value.low, value.high),
                max(value.low, value.high),
                "" if value.unit in _UNITS_OF_STOCK else value.unit,
                value.period or _paid_by(plain, hit),
                value.open_ended,
                value.unit != "%" and value.high < 1000,
            )
        )
    return found


def _paid_by(plain: str, hit: Found) -> str:
    """The period that follows a sum, "" where none does or it is too small to be one: "2 a week" is no pay."""
    said = _PAID_BY.match(plain, hit.end)
    return said[1].lower() if said and hit.value.high >= _LEAST_PAID[said[1].lower()] else ""


def _is_count(plain: str, hit: Found) -> bool:
    """Whether a bare number counts or numbers something else: years, people, a level, a date."""
    after, before = plain[hit.end :], plain[: hit.start]
    if hit.value.unit in ("%", *_UNITS_OF_STOCK):
        return False
    if _DATED.match(after) or (_NUMBERED.search(before[-14:]) and not hit.value.unit and hit.value.high < 40):
        return True
    if hit.value.unit:
        return False
    if _GLUED_AS_CODE.search(before[-4:]) and hit.value.high < 1000:
        return True
    scaled = _SCALED.search(plain[hit.start : hit.end])
    if hit.value.high < 1 and not scaled:
        return True
    if _paid_by(plain, hit):
        return False
    if (_COUNTED.match(after) or _COMPOUND.match(after)) and not scaled:
        return True
    return not scaled and 1900 <= hit.value.low == hit.value.high <= 2100


def in_digits(turn: str) -> tuple[str, list[tuple[int, int]]]:
    """(the turn with spoken numbers in digits and groups joined, for each of its characters its place in the turn)."""
    text, places = turn, [(i, i + 1) for i in range(len(turn))]
    rules = (
        (_SWUNG, lambda _: "-"),
        (_SPOKEN, _spoken),
        (_GROUPED, lambda m: m[1] + m[2].replace(".", "")),
        (_SPACED, _grouped),
        (_COMMA, lambda m: f"{m[1]}.{m[2]}"),
        (_HALF, lambda m: f"{m[1]}.5"),
        (_TEN_THOUSAND, lambda m: str(int(m[1].replace(",", "")) * 10_000)),
        (_MIO, lambda _: "M"),
        (_THOUSAND, lambda _: "k"),
        (_ISH, lambda m: "k" if "k" in m[0].casefold() else ""),
        (_GLUED, lambda m: " "),
    )
    for pattern, swap in rules:
        for m in reversed(list(pattern.finditer(text))):
            new = swap(m)
            if m.end() == m.start() or new == m[0]:
                continue
            whole = (places[m.start()][0], places[m.end() - 1][1])
            text = text[: m.start()] + new + text[m.end() :]
            places[m.start() : m.end()] = [whole] * len(new)
    return text, places


def _grouped(m: re.Match[str]) -> str:
    """A number whose thousands stand apart, "62 000"; behind a letter that is no currency a level and a figure."""
    before = _LETTERS.search(m.string[: m.start()])
    level = before and before[0].upper() not in CODES and before[0].casefold() not in _WORDED
    return m[0] if level else m[1] + re.sub(r"\s", "", m[2])


def _spoken(m: re.Match[str]) -> str:
    if m["quarter"]:
        return "250k"
    if m["half"]:
        return "500k"
    if m["buck"]:
        return str(100 + _below_100(m["buck_rest"]))
    if m["hundreds"]:
        first = m["hundreds"].split()[0].split("-")[0].casefold()
        return str(100 * _UNITS.get(first, 1) + (_below_100(m["rest"]) if m["rest"] else 0))
    if m["short"]:
        rest = re.sub(r"(?i)^o?h?[\s-]+(?=(?:one|two|three|four|five|six|seven|eight|nine)$)", "", m["short_rest"])
        return str(100 * _UNITS[m["short_unit"].casefold()] + _below_100(rest))
    if m["point"]:
        digits = "".join(str(_UNITS.get(w.casefold(), 0)) for w in m["digits"].split())
        return f"{_below_100(m['whole'])}.{digits}"
    if m["thousand"]:
        return "1000"
    return str(_below_100(m["small"]))


def _below_100(words: str) -> int:
    total = 0
    for word in re.split(r"[\s-]+", words.casefold().strip()):
        total += _UNITS.get(word, 0) + _TEENS.get(word, 0) + _TENS.get(word, 0)
    return total


def scaled_to(amount: Amount, near: Iterator[float] | list[float], *, indian: bool) -> Amount:
    """A bare small number ("235", "52") as the money it stands for: the scale that comes nearest to known figures."""
    known = [v for v in near if v > 0]
    if not amount.small or amount.unit == "%" or not known:
        return amount
    scales = (1e3, 1e5, 1e7) if indian else (1e3, 1e6)
    # "1.2" beside millions and "235" beside hundreds of thousands: the nearest product, on a log scale, is meant.
    best = min(scales, key=lambda s: min(_apart(amount.high * s, v) for v in known))
    return replace(amount, low=amount.low * best, high=amount.high * best, small=False)


def _apart(a: float, b: float) -> float:
    return max(a / b, b / a) if a > 0 else float("inf")
