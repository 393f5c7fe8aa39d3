"""A sum as it is written in a message -> its numbers with what stands between them: "77 + 10% vs 74", "84 - 79 = 5"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Sign = Literal["+", "-", "×", "÷", "vs", "=", "gap"]
_SIGNS: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    ("=", re.compile(r"=|\b(?:equals?|makes|comes to|gives)\b", re.I)),
    ("vs", re.compile(r"\b(?:vs?\.?|versus|against|contra|compared (?:to|with)|or)(?=\W|$)", re.I)),
    ("gap", re.compile(r"\b(?:gap|difference|apart|so|is|that'?s|more)\b", re.I)),
    ("+", re.compile(r"\+|\b(?:plus|and|with)\b", re.I)),
    ("×", re.compile(r"[x×*]|\btimes\b", re.I)),
    ("÷", re.compile(r"[/÷]|\bdivided by\b", re.I)),
    ("-", re.compile(r"(?:^|\s)[-−–](?=\s|$)|\bminus\b", re.I)),
)  # fmt: skip
_PLUS = re.compile(r"\+|\bplus\b", re.I)
_JOINED = re.compile(r"\b(?:and|with)\b", re.I)
_WRITTEN = re.compile(r"[+×*=÷]|\b(?:vs?\.?|versus|plus|minus|times|x)(?=\W|$)", re.I)
_OF = re.compile(r"\s*(?:[a-z]+\s+)?(?:of|on|from)(?:\s+[a-z']+){0,2}\s*", re.I)
_ENDS = re.compile(r"[.!?]\s|\n|;")
_FEW_WORDS = 9  # between two numbers of one sum
_NUMBER = r"[^\W\d_]{0,3}[$€£]?\d[\d.,']*k?"
_FORMULA = re.compile(rf"{_NUMBER}(?:[\s()]*[+/x×*÷-][\s(]*{_NUMBER})+", re.I)
_WORKED = re.compile(r"\d\s*[x×*÷]\s*\d|\d\)?\s*/\s*\(", re.I)
_OPEN = ("=", "gap")  # signs with the result behind them


@dataclass(frozen=True, slots=True)
class Stated:
    """The places in the reading's amounts of the numbers of one sum, with the sign before each but the first; where a
    result is stated, it is the last one, behind "=" or "gap"."""

    numbers: tuple[int, ...]
    signs: tuple[Sign, ...]
    loose: bool = False  # nothing but "and" or "with" joins them, and no result is told

    @property
    def has_result(self) -> bool:
        """Whether what it comes to is stated."""
        return bool(self.signs) and self.signs[-1] in _OPEN


def stated_in(text: str, at: Mapping[int, tuple[int, int]]) -> tuple[Stated, ...]:
    """The sums of a message; `at` has the places, in the reading's amounts and in the text, of the numbers that are of
    one."""
    out: list[Stated] = []
    numbers, signs = [*at][:1], list[Sign]()
    for i, k in pairwise(at):
        sign = _between(text[at[i][1] : at[k][0]])
        if sign and not (signs and signs[-1] in _OPEN):
            numbers.append(k)
            signs.append(sign)
            continue
        out.append(_stated(text, at, numbers, signs))
        numbers, signs = [k], []
    out.append(_stated(text, at, numbers, signs))
    return tuple(s for s in out if len(s.numbers) > 1)


def _stated(text: str, at: Mapping[int, tuple[int, int]], numbers: list[int], signs: list[Sign]) -> Stated:
    between = [text[at[i][1] : at[k][0]] for i, k in pairwise(numbers)]
    loose = all(
        sign == "+" and _JOINED.search(w) and not _PLUS.search(w) for sign, w in zip(signs, between, strict=True)
    )
    return Stated(tuple(numbers), tuple(signs), loose and bool(signs))


def _between(words: str) -> Sign | None:
    if len(words.split()) > _FEW_WORDS:
        return None
    return next((sign for sign, pattern in _SIGNS if pattern.search(words)), None)


def is_share_of(words: str) -> bool:
    """Whether what stands behind a percentage says what it is of: "4% of 9,100", "15% on 300k"."""
    return _OF.fullmatch(words) is not None


def formulas_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where numbers are multiplied or divided by each other as one writes a sum down: "78000 / (35 x 52)"."""
    return tuple(m.span() for m in _FORMULA.finditer(text) if _WORKED.search(m[0]))


def sign_in(words: str) -> bool:
    """Whether what stands between two numbers of a sentence is written as one of a sum: "77 + 10%", "84 vs 79"."""
    plain = _WRITTEN.search(words) is not None
    return plain and len(words.split()) <= _FEW_WORDS and not _ENDS.search(words)
