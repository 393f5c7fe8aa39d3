"""Any text that somebody sends -> the same, well-formed and no longer than what is read, with a word on what was cut.

The one door for messages, histories, letters, turns of a rehearsal, fields and questions of other programs. It comes
before any pattern and takes time in proportion to the text; whatever is let through is short, so that reading it is
bounded as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MESSAGE, LETTER, NAME = 4000, 40_000, 200  # characters
FIGURES, LETTER_FIGURES = 100, 600  # groups of digits; a message with more is a table of something
_RUN = 24  # of one character: "sooo", "______" and "........" are written, not meant
_BLANK = 8
_WORD = 60  # letters and digits without a space; the longest words of German stay whole
_REPEATS = 8  # of one token, or of a few that take turns
_TURNS = 8  # tokens that may take turns

_PLAIN = re.compile(r"[\n\x20-\x7e]*")
_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, and what only changes how a text is shown or hides in it: soft hyphens, marks of direction, joiners, tags.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_SAME = re.compile(rf"([^\s])\1{{{_RUN},}}")
_CYCLE = re.compile(rf"([^\s]{{2,8}}?)\1{{{_REPEATS + 8},}}")  # "9,9,9,", "a-a-a-": as one word
_BLANKS = re.compile(rf"\s{{{_BLANK + 1},}}")
_LONG_WORD = re.compile(rf"\w{{{_WORD + 1},}}")
_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(r"\S+")
_MARKED = re.compile(r"(?<!\[)\[+(?=\[F\d+\]\])")  # the coach's own mark of a figure, which nobody else's text may hold
_CODED = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text that may be read; `cut` says what of it was left out, "" for nothing that matters."""

    text: str
    cut: str = ""


def well_formed(text: str) -> str:
    """The text as one that can be kept and sent: surrogate pairs joined, lone ones replaced, no control characters but
    tabs and line ends.
    """
    if _CODED.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", "", text)


def incoming(text: str, most: int = MESSAGE, figures: int = FIGURES) -> Incoming:
    """The text as it is read: well-formed, nothing unseen in it, runs shortened, at most `most` characters and
    `figures` numbers.
    """
    whole = len(text)
    text = text[: 4 * most]  # what lies beyond is read in no case; unseen characters and runs may still make room
    if not _PLAIN.fullmatch(text):
        text = _UNSEEN.sub("", _ENDS.sub("\n", well_formed(text)))
    text = _BLANKS.sub(_blank, _MARKED.sub("", text))
    before = len(text)
    text = _CYCLE.sub(lambda m: m[1] * _REPEATS, _SAME.sub(lambda m: m[1] * _RUN, text))
    text = _once(_LONG_WORD.sub(lambda m: m[0][:_WORD], text))
    repeated = before - len(text) > _RUN * 4
    cut = []
    if len(text) > most or whole > 4 * most:
        text = _short(text, most)
        cut.append(f"I read the first {len(text):,} of its {whole:,} characters")
    digits = next((m for n, m in enumerate(_DIGITS.finditer(text)) if n == figures), None)
    if digits:
        text = text[: digits.start()].rstrip()
        cut.append(f"I read it up to its {figures}th number")
    if repeated:
        cut.append("I read what it repeats only a few times")
    return Incoming(text, f"Your text was too much to read whole: {'; '.join(cut)}." if cut else "")


def read(text: str, most: int = MESSAGE, figures: int = FIGURES) -> str:
    """The text of `incoming`, where there is nowhere to say what was cut."""
    return incoming(text, most, figures).text


def _blank(m: re.Match[str]) -> str:
    """A long gap as a short one of its kind: between paragraphs, or between columns."""
    return "\n" * min(2, m[0].count("\n")) or m[0][:_BLANK]


def _short(text: str, most: int) -> str:
    """At most so many characters, ended between two words where there is a space near the end."""
    cut = text[:most]
    space = max(cut.rfind(" "), cut.rfind("\n"))
    return cut[:space] if most - space <= _WORD else cut


def _once(text: str) -> str:
    """The text with whatever takes turns over and over ("Ally Ally …", "100k 90k 100k 90k …") kept `_REPEATS` times."""
    found = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
    if len(found) <= _REPEATS:
        return text
    keys = [_key(text[start:end]) for start, end in found]
    drop = bytearray(len(keys))
    for turn in range(1, _TURNS + 1):
        run = 0
        for at in range(turn, len(keys)):
            run = run + 1 if keys[at] == keys[at - turn] else 0
            if run > turn * (_REPEATS - 1):
                drop[at] = 1
    if not any(drop):
        return text
    kept: list[str] = []
    at = 0
    for (_, end), gone in zip(found, drop, strict=True):
        if not gone:
            kept.append(text[at:end])
        at = end
    return "".join(kept) + text[at:]


def _key(token: str) -> str:
    return "".join(c for c in token if c.isalnum()).casefold() or token
