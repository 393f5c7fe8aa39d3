"""The companies of a message -> the one the talk is about, and those that have made another offer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.names import Mentions, Names

Part = Literal["offers", "prefers", "employs", "declined", "other", "holds", "talks", "named"]

_SECOND = re.compile(r"\b(?:one from|other|another|also|second|competing|rival|backup)\b[^.;]*$", re.I)
_TOO = re.compile(r"(?:(?! and |[.;,]).){0,40}\b(?:as well|too|also)\b", re.I)
_HOLDS = re.compile(
    r"\bi(?:['’]ve| have|['’]ve got| got| hold| am holding| do have)\b[^.;]*$|\b(?:have|got|hold(?:ing)?)\b[^.;]{0,12}$",
    re.I,
)
_DENIES = re.compile(
    r"\b(?:no|not|never|without|don['’]?t have|do not have|haven['’]?t|isn['’]?t|nothing)\b[^.;]{0,30}$|\b(?:was going to|ghosted|rejected|turned|declin\w+|if|lie|pretend|say that|should i say|hypothetical\w*|forget|used to|formerly|ex-?|said no|withdr\w+|passed on|leaving|left)\b[^.;]{0,40}$|\b(?:friends?|colleagues?|co-?workers?|sister|brother|cousin|someone|guy|people)\b[^.;]{0,90}$",
    re.I,
)
_TALKS = re.compile(
    r"\b(?:interview\w*|rounds?|on-?site|talking|in talks|waiting|applied|applying)\b[^.;]{0,40}$", re.I
)
_DENIED_AFTER = re.compile(
    r"^[^.;,]{0,20}\b(?:rejected|ghosted|turned me down|no offer|hasn['’]?t|is still|interview|passed on me)\b", re.I
)
_EMPLOYS = re.compile(
    r"\b(?:i(?:['’]m| am| work)|work(?:ing)?|been|currently|joined|employed|employer|started)\b[^.;]{0,40}\b(?:at|for|with|by)\s+$|\bat\s+$(?<=currently at )",
    re.I,
)
_EMPLOYS_AFTER = re.compile(r"^\s*\((?:i work there|my employer|current)", re.I)
_OFFERS_AFTER = re.compile(
    r"^[^.;:!?]{0,30}?\b(?:offer(?:ed|s|ing)?|proposed|sent|came back|gave|is offering|extended|made me|wants? (?:me|to hire)|just (?:sent|offered)|came in|countered|went up|raised|says|said)\b|^\s*[:(-]\s*[$€£₪₹]?\d|^\s+(?:at|@)\s+[$€£₪₹]?\d|^[,\s]+[$€£₪₹A-Z]{0,3}\$?\d",
    re.I,
)
_OFFERS_BEFORE = re.compile(
    r"\b(?:offer|offers|letter|package|number|job|role)\b[^.;]{0,24}\b(?:from|at|by|with|of)\s+(?:the\s+)?$|\b(?:join|employment with|on behalf of)\s+$",
    re.I,
)
_PREFERS = re.compile(r"\b(?:want|prefer|pick|choose|sign with|go with|first choice is|rather|favou?rite is)\s+$", re.I)
_PREFERS_AFTER = re.compile(r"^[^.;]{0,12}\bis my (?:first|top) choice\b", re.I)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+|;\s+|\s+—\s+")


@dataclass(frozen=True, slots=True)
class Employer:
    """A company as the message speaks of it. `start` to `end` are its letters in the message."""

    name: str
    slugs: tuple[str, ...]
    start: int
    end: int
    part: Part


def employers_in(message: str, mentions: Mentions, names: Names) -> list[Employer]:
    """Every company of a message with the part it plays, in order."""
    found = []
    for m in mentions.companies:
        start, end = mentions.words[m.first].start, mentions.words[m.last - 1].end
        name = names.company_name(m.options[0]) if len(m.options) == 1 else m.name
        found.append(Employer(name, m.options, start, end, _part(message, start, end)))
    return found


def the_job(found: list[Employer], *, at_work: bool) -> Employer | None:
    """The company the talk is about: the one preferred, else the first that offers or is only named, else the employer."""
    first: list[set[Part]] = [{"prefers"}, {"offers", "named", "holds"}, {"talks"}, {"employs"}]
    if at_work:
        first = [{"employs"}, {"prefers"}, {"named", "offers", "holds"}]
    for parts in first:
        hit = next((e for e in found if e.part in parts), None)
        if hit:
            return hit
    return None


def owner_of(at: int, end: int, message: str, found: list[Employer]) -> Employer | None:
    """The company a figure belongs to: the one right after it, else the last named before it in its sentence, else the next in its clause."""
    starts = [0, *(m.end() for m in _SENTENCE.finditer(message)), len(message)]
    first = max(s for s in starts if s <= at)
    last = min((s for s in starts if s > at), default=len(message))
    inside = [e for e in found if first <= e.start < last]
    right_after = [
        e
        for e in inside
        if e.start >= end and re.fullmatch(r"\s*(?:[A-Za-z]{2,6} )?(?:from |at |with |by )?", message[end : e.start])
    ]
    if right_after:
        return right_after[0]
    before = [e for e in inside if e.start < at]
    if before:
        return before[-1]
    return next((e for e in inside if not re.search(r"[,;:]", message[end : e.start])), None)


def _part(message: str, start: int, end: int) -> Part:
    gaps = [m.end() for m in _SENTENCE.finditer(message[:start])]
    before = message[gaps[-1] if gaps else 0 : start]
    after = _SENTENCE.split(message[end:])[0] if message[end:] else ""
    if _DENIES.search(before) or _DENIED_AFTER.search(after):
        return "declined"
    if _PREFERS.search(before) or _PREFERS_AFTER.search(after):
        return "prefers"
    if _TALKS.search(before):
        return "offers" if _OFFERS_AFTER.search(after) else "talks"
    figure = re.search(r"\d", after) or re.search(r"\boffers?\b", before + after, re.I)
    if figure and (_SECOND.search(before) or _TOO.match(after)):
        return "other"
    if figure and _HOLDS.search(before[-40:]):
        return "holds"
    if _EMPLOYS.search(before) or _EMPLOYS_AFTER.search(after):
        return "employs"
    if _OFFERS_AFTER.search(after) or _OFFERS_BEFORE.search(before):
        return "offers"
    return "named"
