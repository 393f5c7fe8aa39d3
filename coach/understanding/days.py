"""The days, dates and years of experience that words tell, as a reader of formats finds them."""

from __future__ import annotations

import re
from calendar import day_name

_WORDS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
}
_NUMBER = rf"(?:\d{{1,2}}(?:\.\d)?|{'|'.join(_WORDS)})"
_YEARS = re.compile(
    rf"\b(?:yoe|years of experience|experience)\s*[:=]\s*(?P<a>{_NUMBER})\b|\b(?P<b>{_NUMBER})\s*\+?\s*(?P<unit>yoe\b|(?:years?|yrs?)\b(?:['’])?)(?P<tail>[^.;,\n]{{0,32}})",
    re.I,
)
_NOT_WORK = re.compile(
    r"^\s*(?:vest|old|grant|cliff|ago|of vesting|left|later|contract|window|plan|in a row|deal)|^\s*(?:4|four)\b", re.I
)
_BY = r"(?:by|until|till|til|before|due|on|within|in|for|deadline(?: is)?:?|expires?(?: on| in)?|lapses(?: on| in| after)?|end of)"
_DAY = (
    r"(?:(?:\d{1,2}(?::\d\d)?\s?(?:am|pm)(?: [A-Z]{2,3})?(?: on)?,? |noon |cob |eod |end of (?:the )?day(?: on)?,? |end of |close of business(?: on)? )?"
    r"(?:the )?(?:(?:this|next|coming|following) )?(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day)?\b(?: (?:morning|noon|afternoon|evening|night|eod|cob)\b| (?:at )?\d{1,2}(?::\d\d)?\s?(?:am|pm|uhr|h)\b)?(?:,? (?:the )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)?(?: of)?(?: [A-Z][a-z]{2,8})?))?"
    r"|(?:noon |cob |eod )?(?:tomorrow|today|tonight)\b|(?:the )?end of (?:the |this |next )?(?:day|week|month|quarter)\b|(?:this|next) (?:week|month)\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|the \d{1,2}(?:st|nd|rd|th)\b|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?"
    r"|(?:\d{1,3}|a|two|three|four|five|six|seven|ten|fourteen)[ -](?:more )?(?:working |business |calendar )?(?:days?|hours?|hrs?|weeks?)\b)"
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


def _written(said: str) -> str:
    """A day as a sentence has it: on one line, its short name in full ("next thu" is next Thursday)."""
    plain = re.sub(r"\s+", " ", said).strip(" ,")
    return _SHORT.sub(lambda m: _DAYS[m[1][:3].casefold()], plain)


_UNTIL = re.compile(rf"\b(?:by|until|till|til)\s+(?P<day>{_DAY})", re.I)


def answer_day_in(words: str) -> str:
    """A day that the words tie to an answer by their form alone: "answer by Monday", "Friday deadline"."""
    found = _WHEN.search(words)
    said = next((g for g in (found["first"], found["then"], found["soon"]) if g), "") if found else ""
    return _written(said)


def days_at(words: str) -> tuple[tuple[int, str], ...]:
    """(where, which) of every day or date in words; a span ("30 days") is none."""
    found = ((m.start(), _written(m[0])) for m in _ANY_DAY.finditer(words))
    return tuple(
        (at, day) for at, day in found if not re.search(r"(?:days?|hours?|hrs?|weeks?)$", day, re.I) or names_day(day)
    )


def day_asked_in(words: str, held: str) -> str:
    """The day that words ask for in place of the one that is held: "from Monday to Friday next week"."""
    out: list[str] = []
    end = -1
    for m in _ANY_DAY.finditer(words):
        day = _written(m[0])
        if out and m.start() - end == 1:  # "Friday next week"
            out[-1] = f"{out[-1]} {day}"
        elif day.casefold() not in held.casefold() or not held:
            out.append(day)
        end = m.end()
    return next(iter(out), "")


def names_day(words: str) -> bool:
    """Whether words name a day of the week."""
    return bool(re.search(rf"\b(?:{'|'.join(day_name)})\b", words, re.I))


def last_day_in(words: str) -> str:
    """The day up to which something holds, by the little word before it, "" where none is told."""
    found = _UNTIL.search(words)
    return _written(found["day"]) if found else ""


_ANY_DAY = re.compile(_DAY, re.I)


def day_in(words: str) -> str:
    """The first day, date or span of days in words that are known to be about a deadline, "" where there is none."""
    found = _WHEN.search(words)
    said = next((g for g in (found["day"], found["first"], found["then"], found["soon"]) if g), "") if found else ""
    if not said and (any_day := _ANY_DAY.search(words)):
        said = any_day[0]
    return _written(said)
