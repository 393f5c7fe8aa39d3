"""The quotations of a message about a text, and the places it names -> what comes in, goes, moves or stands for other
words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coach.dialogue.revision import Put, is_whole_text
from coach.understanding.content import CHANGED, SAID, Found
from coach.understanding.reading import Reading
from coach.understanding.sayable import quoted_in

APART = 80  # characters: what stands farther from each other is no pair
SENTENCE, QUOTED = 5, 4  # words of a sentence, and of one in quotation marks
_WORD = re.compile(r"[\w']+")
_RIGHT_BEHIND = 8  # characters behind a quotation: "X" to after Y
_FEW_THERE = 3  # words of a quotation that the text has
_STOPS, _JOINS = re.compile(r"[.!?](?:\s|$)|\n"), re.compile(r"[\s,;]*(?:and|or|&)?[\s,;]*", re.I)
_ONE_PIECE = 12  # words of a quotation that is one thing
FEW, NEAR = 4, 30  # words of a greeting; characters before what stands behind "subject"
_OUT = frozenset(("out", "old"))
_PARTS = ("hail", "bye", "subject")  # of a letter, which need no sentence
# A sentence that is to stand elsewhere: "move the thanks to the top", "put the pay part before the hours part".
_MOVE = re.compile(
    r"\b(?:move|put|shift|bring)\s+(?P<what>(?:the|my)\s[^,.;:\"“]{2,40}?)\s+(?:right\s+|straight\s+|up\s+)*"
    r"(?:(?:to|at)\s+the\s+(?:very\s+)?(?P<end>top|start|beginning|end|bottom)\b|(?P<place>first|last)\b"
    r"|(?:to\s+)?(?P<side>before|after)\s+(?P<near>[^,.;:\"“]{3,40}))",
    re.I,
)
# The place of a quotation, told right before it or right behind it.
_BEGINS_WITH = re.compile(
    r"\b(?P<how>start|begin|open|end|finish|close)(?:s|ing|ning)?\s+(?:it\s+|the \w+\s+)?with:?\s*$", re.I
)
_GOES_TO = re.compile(
    r"[\s,]*(?:(?:should|must|has to|needs to)\s+)?(?:still\s+)?(?:be|go|come|move)?\s*(?:right\s+|up\s+|back\s+)*"
    r"(?:(?:in\s+)?(?:to|at|as)\s+)?the\s+(?:very\s+)?(?P<end>top|start|beginning|first|end|bottom|last)\b",
    re.I,
)
_LAST = ("end", "finish", "close", "bottom", "last")
_GOES_FIRST = re.compile(
    r"\b(?P<what>(?:(?:the|my)\s)?[^,.;:\"“\s]{3,20}(?:\s[^,.;:\"“\s]{2,20})?)\s+"
    r"(?:goes|comes|should (?:go|come|be)|has to (?:go|come))\s+(?:the\s+)?(?P<place>first|last)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Versions:
    """The words of the text that stands, and of its versions before."""

    text: str
    earlier: tuple[str, ...]

    def has(self, words: str) -> bool:
        return bool(self.text) and f" {plain_words(words)} " in f" {self.text} "

    def had(self, words: str) -> bool:
        return any(f" {plain_words(words)} " in f" {v} " for v in self.earlier)


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quotation of a message, whether the text has it, and the forms that were found in it."""

    start: int
    end: int
    words: str
    there: bool
    forms: frozenset[str]


def quotes_in(
    reading: Reading, found: list[Found], versions: Versions, beside: tuple[re.Match[str], ...]
) -> tuple[tuple[Found, ...], tuple[tuple[str, str], ...]]:
    """(what quotations say of the text, pairs of one that the text has and the one that is to stand for it). What is
    quoted is words of a text: those that it has go, or move beside what is named; those that it has not come in."""
    if not versions.text:
        return (), ()
    text = reading.text
    held = [
        _Quote(
            start, end, words, versions.has(words), frozenset(f.form for f in found if f.start < end and start < f.end)
        )
        for start, end, words in quoted_in(text)
        if not any(m.start() <= start < m.end() for m in beside)
    ]
    pairs = _pairs_quoted(text, held)
    paired = {w for pair in pairs for w in pair}
    out = (
        _as_text_has(
            text, q, next((f.place for f in found if q.start <= f.start < q.end), ""), beside, _goes(reading, q)
        )
        if q.words not in paired or is_whole_text(Put(form="quote", words=q.words))
        else Found("old", q.start, q.end, q.words)
        for q in held
    )
    return tuple(f for f in out if f is not None), pairs


def _goes(reading: Reading, quote: _Quote) -> bool:
    """Whether the words around a quotation surely want it out."""
    return any(c.share("leave_out") == 1.0 for c in reading.clauses if c.start <= quote.start < c.end)


def _as_text_has(text: str, q: _Quote, place: str, beside: tuple[re.Match[str], ...], gone: bool) -> Found | None:
    """What one quotation says of the text; None where it is a part of a letter, or too short to tell."""
    comes = Found("fact", q.start, q.end, q.words)
    if is_whole_text(Put(form="quote", words=q.words)):
        return comes
    if is_headed(text, q.start) and not q.there:
        return replace(comes, form="subject")
    if q.forms & set(_PARTS) or len(q.words.split()) < (_FEW_THERE if q.there else QUOTED):
        return None
    place = _place_told(text, q) or place
    if not q.there:
        return replace(comes, form="old") if gone and q.forms & _OUT else replace(comes, place=place)
    if place or any(0 <= m.start() - q.end <= _RIGHT_BEHIND for m in beside):
        return replace(comes, place=place)  # it moves there
    if not beside and (gone or q.forms <= _OUT):
        return replace(comes, form="out")
    return comes if beside and not q.forms & _OUT else None


def _place_told(text: str, quote: _Quote) -> str:
    """The place that the words right before or behind a quotation tell for it."""
    before, behind = _BEGINS_WITH.search(text[: quote.start]), _GOES_TO.match(text[quote.end :])
    told = (before["how"] if before else behind["end"] if behind else "").casefold()
    return "" if not told else "last" if told.startswith(_LAST) else "first"


def _pairs_quoted(text: str, held: list[_Quote]) -> tuple[tuple[str, str], ...]:
    """(words that the text has, words that are to stand for them): two quotations that follow each other in a sentence,
    of which it has one, or of which the second is what is left of the first."""
    pairs: list[tuple[str, str]] = []
    at = 0
    while at + 1 < len(held):
        one, other = held[at], held[at + 1]
        between = text[one.end : other.start]
        near = len(between) <= APART and not _STOPS.search(between) and not _JOINS.fullmatch(between)
        part = one.there and plain_words(other.words) in plain_words(one.words)
        if near and (one.there != other.there or part) and not {*one.forms, *other.forms} & set(_PARTS):
            pairs.append((one.words, other.words) if one.there else (other.words, one.words))
            at += 2
        else:
            at += 1
    return tuple(pairs)


def as_quoted(text: str, found: Found) -> Found:
    """What is found in a quotation as all of it, where that is of one piece."""
    for start, end, words in quoted_in(text):
        if start <= found.start and found.end <= end and found.form in CHANGED:
            return replace(found, start=start, end=end, words=words) if len(words.split()) <= _ONE_PIECE else found
    return found


def is_headed(text: str, start: int) -> bool:
    """Whether words stand right behind "subject"."""
    return "subject" in text[max(0, start - NEAR) : start].casefold()


def moves_in(text: str, versions: Versions, found: list[Found]) -> tuple[Put, ...]:
    """The sentences of the text that are to stand elsewhere; what comes in is none."""
    if not versions.text:
        return ()
    out = []
    for m in (*_MOVE.finditer(text), *_GOES_FIRST.finditer(text)):
        told = m.groupdict()
        end = (told.get("end") or told.get("place") or "").casefold()
        place = "last" if end in ("end", "bottom", "last") else "first" if end else ""
        side = (told.get("side") or "").casefold()
        if not any(f.form in SAID and f.start < m.end("what") and m.start("what") < f.end for f in found):
            out.append(Put(form="fact", words=m["what"], place=place, near=told.get("near") or "", side=side))
    return tuple(out)


def place_of(said: Found, beside: tuple[re.Match[str], ...]) -> dict[str, str]:
    """What stands beside the place of something, of all that is named the nearest."""
    if said.place or not beside:
        return {}
    near = min(beside, key=lambda m: min(abs(m.start() - said.end), abs(said.start - m.end())))
    return {"near": near["quoted"] or near["named"], "side": near["side"].casefold()}


def plain_words(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold().replace("’", "'")))
