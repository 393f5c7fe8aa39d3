"""A stretch that speaks for a person -> the stretch to the end of what it says."""

from __future__ import annotations

import re

from coach.understanding.sayable import Sayable, is_whole
from coach.understanding.sound import soundness

_ENDS = re.compile(r"[;:!?()–—\n]|[.,](?!\d)|\s(?:and|but|so|because|or|which|while)\b", re.I)
# One more thing of the same kind.
_AND = re.compile(r"^\s*(?:and|or|&)(?:\s[\w'’-]+){1,2}(?=\s*(?:[.,;:!?]|$))", re.I)
_MARKS = ".,;:!?()"  # what ends a sentence
_OPEN = ("in", "on", "by", "since", "until", "into", "over", "every")  # with which no sentence of a reason ends
_OBJECTS = ("her", "him", "them", "it", "us", "you", "that", "this", "those")  # that whole ones may go on with
_NEAR, _FAR = 4, 16  # words that may be missing of one, and of one that nobody ends like that


def to_its_end(text: str, said: Sayable, stop: int) -> Sayable:
    """A sentence up to the next mark or the word that joins something else, where that is near: "they've not replaced"
    goes on with "her"."""
    rest = text[said.end : stop]
    if not rest or rest[0] in _MARKS:
        return said
    m = _ENDS.search(_AND.sub(lambda x: " " * len(x[0]), rest, count=1))
    more = rest[: m.start()] if m else rest if stop == len(text) else ""
    torn = not is_whole(said.words) or said.words.split()[-1].casefold() in _OPEN
    end = said.end + len(more.rstrip())
    joins = torn or more.strip().casefold() in _OBJECTS or _is_better(text[said.start : end], said.words)
    if not more.strip() or len(more.split()) > (_FAR if torn else _NEAR) or not joins:
        return said
    return Sayable(said.form, said.start, end, text[said.start : end].strip(" .,;:!-"))


def _is_better(longer: str, words: str) -> bool:
    """Whether a sentence is at least as whole with what follows: "of our billing" is with "platform"."""
    return soundness(f"{longer}.") >= soundness(f"{words}.")
