"""Words -> how they are compared when a language model's sentence is held against the findings: plain ones, those that
mean the same, those that turn a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import dropwhile
from pathlib import Path

from coach.reply.draft import SLOT

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
MARK = re.compile(r"\[\d{1,4}\]")
TURNS = ("not", "less", "if", "heard")
SPOKEN = ("pays", "things")  # notions that are plain in what the coach says, and not in what a person sends
_ALIKE, _FRAME, ASKING, _TIMES = "alike", "frame", "asking", "times"
_BETWEEN = ("to", "be")


@cache
def notions() -> dict[str, frozenset[str]]:
    lines = _lines("plain.txt")
    pairs = (line.partition(":") for line in lines)
    return {name: frozenset(words.split()) for name, _, words in pairs if name not in (_ALIKE, _FRAME)}


@cache
def _alike() -> dict[str, str]:
    """A word's form -> the one that stands for all words that mean the same here."""
    groups = [
        [_bare(w) for w in words.split()]
        for name, _, words in (x.partition(":") for x in _lines("plain.txt"))
        if name == _ALIKE
    ]
    return {word: group[0] for group in groups for word in group}


def _lines(name: str) -> list[str]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def asking(words: str) -> tuple[str, ...]:
    """The words of a clause that ask, in order, those between them apart."""
    known = {form(w) for w in notions()[ASKING]} - set(_BETWEEN)
    return tuple(w for w in forms(words) if w in known)


@cache
def frames() -> frozenset[tuple[str, ...]]:
    """The orders in which words ask an employer for something."""
    pairs = (line.partition(":") for line in _lines("plain.txt"))
    return frozenset(tuple(forms(words)) for name, _, words in pairs if name == _FRAME)


@cache
def free() -> frozenset[str]:
    """The words that say nothing by themselves, wherever they stand."""
    apart = (*TURNS, ASKING, _TIMES)
    return frozenset(form(w) for name, words in notions().items() if name not in apart for w in words)


def opened(words: list[str]) -> list[str]:
    """The words of a sentence behind those that only open it."""
    opens = notions()["opens"] | notions()[_TIMES]
    return list(dropwhile(lambda w: w in opens, words))


@cache
def heads() -> frozenset[str]:
    """The words that subject lines are made of."""
    return frozenset(w for line in _lines("heads.txt") for w in forms(line))


@cache
def _polite() -> frozenset[str]:
    return frozenset(" ".join(forms(line)) for line in _lines("polite.txt"))


def past_courtesy(words: str) -> str:
    """What follows the courtesy that words begin with."""
    found = list(_WORD.finditer(words))
    for n in range(len(found), 0, -1):
        if " ".join(forms(words[: found[n - 1].end()])) in _polite():
            rest = words[found[n - 1].end() :]
            return rest if n < len(found) else ""
    return words


def forms(text: str) -> list[str]:
    """The words of a text as they are compared: without capitals, a possessive's ending or a plural's, one word for
    those that mean the same.
    """
    return [form(m[0]) for m in _WORD.finditer(text.replace("’", "'"))]


def plain_words(text: str) -> list[str]:
    """The words of matter in a text: those that are not plain."""
    return [w for w in forms(MARK.sub(" ", SLOT.sub(" ", text))) if w not in free()]


def form(word: str) -> str:
    bare = _bare(word)
    return _alike().get(bare, bare)


def _bare(word: str) -> str:
    word = word.casefold().removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def turns(words: Iterable[str]) -> frozenset[str]:
    """Which of the notions that turn a sentence round its words hold."""
    held = set(words)
    return frozenset(
        n for n in TURNS if held & {form(w) for w in notions()[n]} or (n == "not" and any("n't" in w for w in held))
    )
