"""The words that somebody has for a term beside pay -> the same as a thing inside a sentence: "wfh" -> "working from
home", "start on 4 May" -> "a start on 4 May"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from coach.phrasing.shorthand import in_full
from index.shipped import shipped_yaml

_DETERMINED = re.compile(
    r"(?:an?|the|no|some|more|extra|any|every|each|my|one|two|three|four|five|six|\d)\b|[£$€₹]", re.I
)
_BARE_COUNT = re.compile(r"(?:\d+|[a-z]+) (?:days?|weeks?)(?: more)?", re.I)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = (
    rf"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,? )?(?:the )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)\b"
    rf"|\d{{1,2}}[./-]\d{{1,2}}|\d{{4}}-\d\d)|(?:mon|tues|wednes|thurs|fri)day\b"
)
_WHEN = re.compile(
    rf"(?:\b(?P<lead>from|after|before|by|around|about|until|in|mid|early|late)[ -])?"
    rf"(?P<when>(?P<day>{_DAY}).*|\b(?P<month>{_MONTH})(?!\w).*|\b(?:next|this|end of|the end of) \w.*)",
    re.I,
)
_STARTING = re.compile(r"(?:start(?:ing)?|begin(?:ning)?) ", re.I)
_START_DATE = re.compile(r" start(?: date)?$", re.I)
_NOTICE = re.compile(
    r"notice (?:period )?(?:of |is )?(\w+ (?:day|week|month)s?)|(\w+ (?:days|weeks|months)) notice", re.I
)
_IS = re.compile(r"(?:[\w' -]* )?be (?:on )?(.+)", re.I)
_OF_UNITS = re.compile(r"\b(?:day|hour)s? (?:(?:a|per) )?(?:week|month|day|shift)s?\b")  # "a four day week" is a thing
# "repayment to be prorated", "the allowance could be backdated"
_BE = re.compile(r"(?<=\w) (?:(?:to|could|can|should|would|will|may|might|must) )?be (?=\w+ed\b)")
_COPULA = re.compile(  # "the review is in writing"
    r"((?:the|an?|my|our|this|that|any) [\w'-]+(?: [\w'-]+)?) (?:is|are) "
    r"(?=(?:in|on|at|from|by|for|paid|written|\w+ed)\b)",
    re.I,
)
_SPLIT = re.compile(
    r" (?:on|in|after|at|from|for|with|of|to|before|by|a|every|per|into|instead|and|paid|date|until|home|back)\b"
)


_OVERLAP = 0.5  # the share of the words that two names of a term have in common
_LITTLE = frozenset(
    "a an the of to at for from with and or in on my your their no not more extra some any all day week month year off "
    "free paid it that this be is was have get do per every each one two three four five six".split()
)


@cache
def _held() -> dict[str, Any]:
    held: dict[str, Any] = shipped_yaml((files("coach.phrasing") / "terms.yaml").read_text(encoding="utf-8"))
    return held


def as_thing(words: str, kind: str) -> str:
    """A term as what can be had: it fits after "could I have" and into a list."""
    said = in_full(words.strip(" .,;:!?-"))
    if bare := _held()["bare"].get(said.casefold().replace("  ", " ")):
        return str(bare)
    said = _COPULA.sub(r"\1 ", _BE.sub(" ", _small(said))) if kind not in ("start", "title") else _small(said)
    if kind == "start" and (start := _start_in(said)):
        return start
    if kind == "notice" and (m := _NOTICE.fullmatch(said)):
        return completed(m[1], kind) if m[1] else f"{m[2]}' notice"
    if kind == "title" and (m := _IS.fullmatch(said)):  # "title to be senior"
        return as_thing(m[1], kind)
    for verb, thing in _held()["theirs"].items():
        if said.startswith(f"{verb} ") and kind != "review":  # "pay review"
            return as_thing(str(thing).format(rest=said.removeprefix(f"{verb} ")), kind)
    if said.split(" ", 1)[0] in _held()["deeds"].split() and " " in said:
        return doing(said)
    if _BARE_COUNT.fullmatch(said) and (of := _held()["counted"].get(kind)):
        return f"{said} {of}"
    head = _SPLIT.split(said)[0].split(" ")[-1]
    if head in _held()["one"].split() and not _DETERMINED.match(said):
        first = said.split(" ", 1)[0]
        spelled = first.isupper() and len(first) <= 4  # "an AWS certificate"
        return f"{'an' if said[0] in ('AEFHILMNORSX' if spelled else 'aeioAEIO') else 'a'} {said}"
    return said


def says_when(words: str) -> bool:
    """Whether words name a day, a month or a time to come."""
    return bool(_WHEN.search(words))


def _start_in(words: str) -> str:
    """A start as a thing by the time that words name: "beginning 4 May" -> "a start on 4 May"; "" where they name none
    or are one already."""
    found = _WHEN.search(words)
    if words.casefold().startswith(("a ", "an ", "my ")):
        return ""
    if found is None:
        rest = _STARTING.sub("", words)
        return f"a start {rest}" if rest.casefold().startswith(("after ", "before ", "in ")) else ""
    when, lead = _START_DATE.sub("", found["when"]), (found["lead"] or "").casefold()
    if re.match(r"\d{1,2}(?:st|nd|rd|th)\b", when):
        when = f"the {when}"
    if not lead or (lead == "in" and found["day"]):
        lead = "on" if found["day"] else "in" if found["month"] else ""
    elif lead in ("mid", "early", "late"):
        lead = f"in {lead}"
    return " ".join(f"a start {lead} {when}".split())


def completed(words: str, kind: str) -> str:
    """Words that only say how much of a term there is, as the thing that its kind is: "two months" of notice -> "a
    notice period of two months"; others as they are."""
    said = words.casefold()
    thing = _held()["whole"].get(kind)
    return str(thing).format(words=words) if thing and is_fragment(said) and not said.startswith("of ") else words


def is_fragment(phrase: str) -> bool:
    """Whether a phrase only says how much, or of what something is, and names no thing: "a minimum of 4", "24
    months"."""
    said = phrase.casefold()
    named = content_of(said) - frozenset(_held()["measures"].split())
    return said.startswith("of ") or not (any(w.isalpha() for w in named) or _OF_UNITS.search(said))


def is_adjunct(phrase: str) -> bool:
    """Whether a phrase says when or where something is to be, and is no thing that can be had: "from day one"."""
    return phrase.casefold().split(" ", 1)[0] in _held()["adjuncts"].split()


def does_at(text: str, start: int, end: int) -> int:
    """Where what they do with a thing that begins at `end` of a text stands, no earlier than `start`: "pay the" before
    "taxi"; `end` where nothing does."""
    verbs = "|".join(sorted(map(re.escape, _held()["theirs"]), key=len, reverse=True))
    m = re.search(rf"\b(?:{verbs})\s+(?:(?:the|an?|my|for)\s+)*$", text[start:end], re.I)
    return start + m.start() if m else end


def puts_off(phrase: str) -> bool:
    """Whether a phrase can say when pay goes on to its next stage: "once I'm qualified", "in April"."""
    return phrase.casefold().split(" ", 1)[0] in _held()["puts_off"].split()


def only_then(phrase: str) -> bool:
    """Whether a phrase says no more than "then": "after that"."""
    return phrase.casefold() in _held()["only_then"]


def says_how_long(phrase: str) -> bool:
    """Whether a phrase can say how long the first stage of pay lasts: "for the first 3 months", "to begin"."""
    return phrase.casefold().split(" ", 1)[0] in _held()["lasts"].split()


def doing(words: str) -> str:
    """A verb and what follows as a thing: "begin on 12 January" -> "beginning on 12 January"."""
    verb, gap, rest = words.partition(" ")
    if verb.endswith("ing"):
        return words
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "be")) else verb
    doubled = stem + stem[-1] if stem in ("begin", "drop", "put", "cut", "get", "run", "swap") else stem
    return f"{doubled}ing{gap}{rest}"


def _small(words: str) -> str:
    """Words that go on inside a sentence: a small first letter, unless it is an abbreviation or a name in its own
    letters."""
    first = words.split(" ", 1)[0]
    small = words[:1].lower() + words[1:]
    keeps = (
        first[1:] != first[1:].lower()
        or any(c.isdigit() for c in first)
        or first in ("I",)
        or in_full(small) == words != small
    )
    return words if keeps else small


def content_of(words: str) -> frozenset[str]:
    """The words that tell one term from another."""
    found = re.findall(r"[a-z]+|\d+", words.casefold())
    return frozenset(w.removesuffix("s") for w in found if w not in _LITTLE and w.removesuffix("s") not in _LITTLE)


def called_alike(one: str, other: str) -> bool:
    """Whether two names of a term share most of their words."""
    a, b = content_of(one), content_of(other)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= _OVERLAP
