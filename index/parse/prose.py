"""The sentences of a guide's prose -> typed: what a lever's sentence is, and which sentences put a figure on
something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.claims import CLAIMS_OFFER
from index.guide import BLANK, Component, Lines, Remark, Said, Saying, Section
from index.money import money_in
from index.parse.blocks import plain
from index.parse.strategy import sentences
from index.parse.targets import LONGEST, component_near

LEAST_WORDS = 4  # of a sentence that says something
_TOLD: tuple[Component, ...] = ("bonus", "signing")  # what prose names where a table has no column for it
# What a speaker says of themselves; it holds only for somebody who has said so:
# what is theirs, what they did, what they leave.
_SELF = (
    re.compile(
        r"\bmy (?:experience|background|track record|expertise|research|portfolio|previous|prior|past|last|years?"
        r"|work at|own|design work|skills?|ability)\b|\bas (?:a|an) (?:former|ex-)\b",
        re.I,
    ),
    re.compile(
        r"\bI(?:['’]ve| have) (?!to\b|an?\b offer)\w+|\bI (?:bring|built|led|reduced|cut|saved|grew|shipped|launched"
        r"|delivered|designed|scaled|managed|architected|published|spent|hold|drove|improved|migrated|maximize|know)\b",
        re.I,
    ),
    re.compile(
        r"\bat (?:my )?(?:\[?previous|\[?current|\[?last|\[?former)\b|\bleav(?:e|ing) (?:behind|my)\b|\bunvested\b"
        r"|\bforfeit\w*\b|\bmy current\b|\bI(?:['’]d| would) receive\b",
        re.I,
    ),
)
_I_AM = re.compile(r"^I(?:['’]m| am)\b")
DOING_NOW = re.compile(
    r"^I(?:['’]m| am) (?!asking|targeting|looking|requesting|seeking|confident"
    r"|excited|interested|aware|hoping|not\b|in\b|currently|considering|evaluating"
    r"|weighing|fielding)(\w+ing)\b"
)
# What asks: for something of one's own, or for what should be.
_ASKS = (
    re.compile(
        r"\bI(?:['’]d| would) (?:like|need|expect|want|love|accept|target|propose|appreciate)\b"
        r"|\bI(?:['’]m| am) (?:asking|targeting|looking|requesting|seeking|expecting)\b"
        r"|\bI (?:need|want|expect|request|propose|ask)\b|\blet['’]?s (?:discuss|talk|set)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:should|must|needs? to|has to) (?:be|reflect|push|land|come|match|account|include|compete|move|narrow)\b"
        r"|\btarget(?:ing)?\b|\bjustif(?:y|ies)\b|\bwarrants?\b|\bmatch the market\b",
        re.I,
    ),
    re.compile(
        r"\bto (?:accept|sign|join|choose)\b|\bcould (?:we|you|the|my)\b|\bcan we\b"
        r"|\bcomp(?:ensation)? (?:that )?reflect\w*\b",
        re.I,
    ),
)
_JARGON = re.compile(
    r"\bNegotiation DNA\b|\b[Ll]ever\b|\bSignature Role\b|\+?\d+\s?[-–]\s?\d+%\s+(?:[A-Z]\w+ ){0,4}Premium\b"
    r"|\b(?:[A-Z][\w.]+ ){1,4}Premium\b|\bcomp premium\b|[()]\s*,|\bLP\b"
)
UNSAID = re.compile(r"\b[XYZ]%|\$\[?[XY]\b|\bX\b million")
_OTHER_TALKS = re.compile(r"\bcompeting\b.*\[|\boffers?\b.*\[|\bin (?:talks|conversations?)\b|\binterest from\b", re.I)
ON_TOP = re.compile(
    r"\bpremiums?\b|\buplift\w*|\bon top\b|\babove\b"
    r"|\bover (?:standard|general|typical|normal|the standard|comparable)\b|\bmore than\b|\bextra\b|\bbump\b"
    r"|\bboost\w*|\bsupplement\w*|\bhigher than\b|\bcommand\w*\b",
    re.I,
)


def said_by(script: str) -> tuple[Said, ...]:
    """The sentences of a lever's words, each with what it is to whoever says it; very short ones say nothing."""
    found = (sentence.strip("“”\"' >") for sentence in sentences(script))
    return tuple(Said(text, kind_of(text)) for text in found if len(text.split()) >= LEAST_WORDS)


def kind_of(sentence: str) -> Saying:
    """What a sentence is to its speaker: a claim of another offer, the guide's own jargon, a claim about the speaker,
    an ask, a sentence with a blank, or a reason that anybody may give.
    """
    if CLAIMS_OFFER.search(sentence) or _OTHER_TALKS.search(sentence):
        return "offer"
    if _JARGON.search(sentence):
        return "jargon"
    asks = any(p.search(sentence) for p in _ASKS)
    being = bool(_I_AM.match(sentence)) and not DOING_NOW.match(sentence) and not asks
    if being or any(p.search(sentence) for p in _SELF):
        return "self"
    if asks:
        return "ask"
    return "blank" if BLANK.search(sentence) or UNSAID.search(sentence) else "reason"


def remarks_of(sections: tuple[Section, ...], text: str) -> tuple[Remark, ...]:
    """The sentences of the prose that put a figure on something, in the order of the file: on top of ordinary pay, or
    on a part of pay. Tables, headings and sources are no prose, and a claim of another offer is no remark on a part.
    """
    lines = text.split("\n")
    return tuple(remark for section in sections for remark in (*_on_top(section, lines), *_on_parts(section, lines)))


def _on_top(section: Section, lines: list[str]) -> Iterator[Remark]:
    """Each with its own line, its marks left out."""
    if section.kind in ("sources", "strategy"):
        return
    for number in range(section.lines.first, section.lines.last + 1):
        line = lines[number - 1]
        if line.lstrip().startswith(("|", "#")) or not ON_TOP.search(line):
            continue
        for sentence in sentences(re.sub(r"\*\*|`", "", line)):
            if ON_TOP.search(sentence) and money_in(sentence):
                words, where = sentence.lstrip("-*> "), Lines(number, number)
                yield Remark(words, "", section.kind, where, section.heading, f"{section.heading} {line}")


def _on_parts(section: Section, lines: list[str]) -> Iterator[Remark]:
    if section.kind in ("sources", "levers"):
        return
    for sentence in sentences(section.text):
        if len(sentence) > LONGEST or sentence.lstrip().startswith("|") or CLAIMS_OFFER.search(sentence):
            continue
        words = plain(sentence).lstrip("-*+ ").strip('“”" ')
        for component in _figured(sentence):
            yield Remark(words, component, section.kind, _lines_of(section, sentence, lines), section.heading)


def _figured(sentence: str) -> tuple[Component, ...]:
    """The parts of pay that a sentence puts a figure on."""
    text = sentence.replace("bonuses", "bonus  ")
    hits = money_in(text)
    ends = [*(h.start for h in hits), len(text)][1:]
    near = [component_near(text, hit, end) for hit, end in zip(hits, ends, strict=True)]
    return tuple(c for c in _TOLD if c in near)


def _lines_of(section: Section, sentence: str, lines: list[str]) -> Lines:
    """The line of a section on which a sentence begins."""
    first = sentence.split("\n")[0]
    at = next((n for n in range(section.lines.first, section.lines.last + 1) if first in lines[n - 1]), 0)
    return Lines(at, at) if at else section.lines
