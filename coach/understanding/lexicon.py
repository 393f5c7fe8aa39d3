"""The words of each notion, once, in `lexicon.txt`: which notions a text touches and where."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from index.guide import Component

_PAY: tuple[Component, ...] = ("signing", "total", "stock", "base", "bonus")
_NO = re.compile(r"\b(?:no|without|zero|sans|minus)(?: \w+)?\s+$", re.I)


# A "not" right before a name or behind its verb: a form of words, whatever the message is about.
_NOT = re.compile(r"(?:\bnot|n't|\bnever)(?: (?:at|with|from|for|by))?\s+$", re.I)
_IS_NOT = re.compile(r"\s*(?:,\s*)?(?:(?:is|was|are|were|has)(?:n't| not)|has nothing|have nothing|'s not)\b", re.I)


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the words around a name say that it is not the one: "not Arup", "Arup isn't involved"."""
    plain = text.replace("’", "'")
    return bool(_NOT.search(plain[max(0, start - 16) : start]) or _IS_NOT.match(plain, end))


@cache
def _notions() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """(a pattern of every phrase, longest first; the notions of each phrase)."""
    of: dict[str, list[str]] = {}
    for line in (files("coach.understanding") / "lexicon.txt").read_text(encoding="utf-8").splitlines():
        notion, _, phrases = line.partition(":")
        if phrases and not line.startswith("#"):
            for phrase in phrases.split(","):
                of.setdefault(phrase.strip().casefold(), []).append(notion.strip())
    longest = sorted(of, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w])(?:{'|'.join(re.escape(p) for p in longest)})(?![\w])", re.I)
    return pattern, {phrase: tuple(notions) for phrase, notions in of.items()}


@lru_cache(256)
def notions_at(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, notion) of every word of the lexicon in a text, in order; the longest phrase counts."""
    pattern, of = _notions()
    plain = text.replace("’", "'")
    return tuple((m.start(), m.end(), notion) for m in pattern.finditer(plain) for notion in of[m[0].casefold()])


def components_at(text: str) -> tuple[tuple[int, Component], ...]:
    """(where, component) of every word for a part of pay."""
    return tuple((start, c) for start, _, notion in notions_at(text) for c in _PAY if c == notion)


def denied_at(text: str) -> tuple[tuple[int, Component], ...]:
    """(where, component) of every part of pay with a "no" right before it: a form of words, whatever the message is
    about.
    """
    return tuple((at, c) for at, c in components_at(text) if _NO.search(text[max(0, at - 16) : at]))
