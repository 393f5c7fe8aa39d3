"""The days, dates and years of experience that words tell, as a reader of formats finds them."""

from __future__ import annotations

import re
from calendar import day_name
from collections.abc import Iterator

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_WORDS = {
    "zero": 0,
    **{w: n for n, w in enumerate((*_ONES, *_TEENS), 1)},
    **_TENS,
    **{f"{ten}{join}{one}": size + n for ten, size in _TENS.items() for n, one in enumerate(_ONES, 1) for join in "- "},
}
_NUMBER = rf"(?:\d{{1,2}}(?:\.\d)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
NUMBERS = frozenset(_WORDS)  # those that are written as words


def number_of(word: str) -> float | None:
    """The number that a word or digits are; None for other words."""
    return float(word) if word.replace(".", "", 1).isdigit() else _WORDS.get(word.casefold())


_YEARS = re.compile(
    rf"\b(?:yoe|years of experience|experience)\s*[:=]\s*(?P<a>{_NUMBER})\b|\b(?P<b>{_NUMBER})\s*\+?\s*(?P<unit>yoe\b|(?:years?|yrs?)\b(?:['’])?)(?P<tail>[^.;,\n]{{0,32}})",
    re.I,
)
_NOT_WORK = re.compile(
    r"^\s*(?:vest|old|grant|cliff|ago|of vesting|left|later|contract|window|plan|in a row|deal)|^\s*(?:4|four)\b", re.I
)
_SPAN = re.compile(r"\b(?:days?|weeks?|hours?)$", re.I)
_BY = r"(?:by|until|till|til|before|due|on|within|in|for|deadline(?: is)?:?|expires?(?: on| in)?|lapses(?: on| in| after)?|end of)"
_NO_NUMBER = r"(?<![\d.,/$€£₹])"  # the digits are not the end of another number, nor money
_NO_MORE = r"(?![.,/]?\d)"
_NTH = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH_NO = r"(?:0?[1-9]|1[0-2])"
_MONTH = (
    r"(?:jan(?:uary?)?|feb(?:ruary?)?|mar(?:ch)?|apr(?:il)?|may(?!\s+(?:be|not|i|have|well)\b)|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_IN_FIGURES = rf"{_NO_NUMBER}(?:{_NTH}[./]{_MONTH_NO}|{_MONTH_NO}/{_NTH})(?:[./](?:19|20)?\d\d)?{_NO_MORE}(?!\d)"
# "by 10 tomorrow": an hour without its half of the day, right behind a word of time
_AT = r"(?:(?:(?<=by )|(?<=before )|(?<=until )|(?<=til ))(?:1[0-2]|[1-9])(?::\d\d)? (?:on )?)?"
_DAY = (
    rf"(?:{_AT}(?:\d{{1,2}}(?::\d\d)?\s?(?:am|pm)(?: [A-Z]{{2,3}})?(?: on)?,? |noon |cob |eod |end of (?:the )?day(?: on)?,? |end of |close of business(?: on)? )?"
    r"(?:the )?(?:(?:this|next|coming|following) )?(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day)?\b(?: (?:morning|noon|afternoon|evening|night|eod|cob)\b| (?:at )?\d{1,2}(?::\d\d)?\s?(?:am|pm|uhr|h)\b)?"
    rf"(?:,? (?:the )?(?:{_MONTH}\.? {_NTH}(?:st|nd|rd|th)?|{_NTH}(?:st|nd|rd|th)?(?: (?:of )?{_MONTH})?)(?!\w|[.,/]\d))?"
    rf"|{_AT}(?:noon |cob |eod |\d{{1,2}}(?::\d\d)?\s?(?:am|pm) )?(?:tomorrow|today|tonight)\b|(?:the )?end of (?:the |this |next )?(?:day|week|month|quarter)\b|(?:this|next) (?:week|month)\b"
    rf"|{_MONTH}\.? {_NTH}(?:st|nd|rd|th)?\b{_NO_MORE}|{_NO_NUMBER}{_NTH}(?:st|nd|rd|th)?(?: of)? {_MONTH}"
    rf"|the {_NTH}(?:st|nd|rd|th)\b|\d{{4}}-\d{{2}}-\d{{2}}|{_IN_FIGURES}"
    rf"|(?:{_NO_NUMBER}\d{{1,3}}|a|two|three|four|five|six|seven|ten|fourteen)[ -]"
    r"(?:more )?(?:working |business |calendar )?(?:days?|hours?|hrs?|weeks?)\b)"
)
_WHEN = re.compile(
    rf"\b{_BY}\s+(?P<day>{_DAY})|"
    rf"\b(?P<first>{_DAY})\s+(?:deadline|to (?:decide|answer|respond|sign|think)|is the deadline)|"
    rf"\bdeadline\b[^.;\n]{{0,20}}?(?P<then>{_DAY})|"
    rf"\b(?:exploding in|answer|decide|respond|reply|sign)(?: (?:me|us|them|her|him))?"
    rf"(?: (?:by|before|on|until|till?))? (?P<soon>{_DAY})",
    re.I,
)


def years_in(message: str) -> float | None:
    """Years of experience, as said; the sentence that speaks of experience wins over "been here 3 years"."""
    plain: list[float] = []
    for m in _YEARS.finditer(message):
        number = m["a"] or m["b"]
        value = float(_WORDS.get(number.lower(), 0) or (number if number[0].isdigit() else 0))
        tail = m["tail"] or ""
        if (
            value > 60
            or _NOT_WORK.match(tail)
            or re.search(
                r"\b(?:over|in|every|next|last|first|been here|over the|across|across the|vests?|per)\s*$|/\s*$",
                message[: m.start()],
                re.I,
            )
        ):
            continue
        if m["a"] or (m["unit"] or "").lower() == "yoe" or re.search(r"\bexp(?:erience)?\b", tail, re.I):
            return value
        plain.append(value)
    return plain[0] if plain else None


_SHORT = re.compile(r"\b(mon|tues?|wed|thurs?|thu|fri|sat|sun)\b", re.I)
_DAYS = {d[:3].casefold(): d for d in day_name}
_TWO_PARTS = re.compile(r"\d{1,2}[./]\d{1,2}")  # "15.8", "3/12": a date, or a figure
_WORDS_TOO = frozenset("mon wed sat sun".split())  # short names of days that are words as well
_LEADS = re.compile(
    r"\b(?:by|until|till?|before|due(?: on)?|(?:deadline|answer|decide|decision|respond|reply|sign|expires?|lapses)(?: \w+)?|"
    r"since|after|this|next|last|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|bis|zum|vom|ab):?\s+\(?(?:the\s+)?$",
    re.I,
)  # what stands right before a date
_ON = re.compile(r"\bon\s+$", re.I)
_COUNTED = re.compile(
    r"\s?(?:[%€£$₹/]|(?:k|m|lakhs?|lpa|l|grand|percent|pct|eur|euros?|usd|gbp|cad|aud|chf|inr|pounds?|dollars?|"
    r"an?|per|ph|p/?h|hourly|hours?|hrs?|h|days?|weeks?|months?|years?|yrs?|base|gross|brutto|fixed)\b)",
    re.I,
)  # what stands right behind a figure that is money, a share or a count


def _is_day(words: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end`, which have the form of a day, are none of a figure or of another word:
    two numbers and a mark are a day only behind a word of time, and never with a unit."""
    said = words[start:end]
    led = _LEADS.search(words, 0, start) is not None
    if said.casefold() in _WORDS_TOO:
        return led or said.istitle() or _ON.search(words, 0, start) is not None
    return not _TWO_PARTS.fullmatch(said) or (led and not _COUNTED.match(words, end))


def _written(said: str) -> str:
    """A day as a sentence has it: on one line, its short name in full ("next thu" is next Thursday)."""
    plain = re.sub(r"\s+", " ", said).strip(" ,")
    return _SHORT.sub(lambda m: _DAYS[m[1][:3].casefold()], plain)


_UNTIL = re.compile(rf"\b(?:by|until|till|til)\s+(?P<day>{_DAY})", re.I)
_ANY_DAY = re.compile(rf"(?<!\w){_DAY}", re.I)


def _timed(words: str, *groups: str) -> str:
    """The first of these groups of a day that words tie to an answer, "" where there is none."""
    for m in _WHEN.finditer(words):
        name = next((g for g in groups if m[g]), "")
        if name and _is_day(words, *m.span(name)):
            return m[name]
    return ""


def _any_day(words: str) -> Iterator[re.Match[str]]:
    return (m for m in _ANY_DAY.finditer(words) if _is_day(words, *m.span()))


def answer_day_in(words: str) -> str:
    """A day that the words tie to an answer by their form alone: "answer by Monday", "Friday deadline"."""
    return _written(_timed(words, "first", "then", "soon"))


def days_at(words: str) -> tuple[tuple[int, str], ...]:
    """(where, which) of every day or date in words; a span ("30 days") is none, nor is money ("28.50")."""
    found = ((m.start(), _written(m[0])) for m in _any_day(words))
    return tuple(
        (at, day) for at, day in found if not re.search(r"(?:days?|hours?|hrs?|weeks?)$", day, re.I) or names_day(day)
    )


def day_asked_in(words: str, held: str) -> str:
    """The day that words ask for in place of the one that is held: "from Monday to Friday next week"."""
    out: list[str] = []
    end = -1
    for m in _any_day(words):
        day = _written(m[0])
        if out and m.start() - end == 1:  # "Friday next week"
            out[-1] = f"{out[-1]} {day}"
        elif day.casefold() not in held.casefold() or not held:
            out.append(day)
        end = m.end()
    return next(iter(out), "")


def tells_span(words: str) -> bool:
    """Whether words tell how long, and no day: "three more days"."""
    return bool(_SPAN.search(words))


def names_day(words: str) -> bool:
    """Whether words name a day of the week."""
    return bool(re.search(rf"\b(?:{'|'.join(day_name)})\b", words, re.I))


def last_day_in(words: str) -> str:
    """The day up to which something holds, by the little word before it, "" where none is told."""
    found = next((m for m in _UNTIL.finditer(words) if _is_day(words, *m.span("day"))), None)
    return _written(found["day"]) if found else ""


def day_in(words: str) -> str:
    """The first day, date or span of days in words that are known to be about a deadline, "" where there is none."""
    said = _timed(words, "day", "first", "then", "soon")
    return _written(said or next((m[0] for m in _any_day(words)), ""))
