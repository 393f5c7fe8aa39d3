"""Words -> how ordinary they are, and what a slip of the finger was meant to be (symspellpy, stopwordsiso)."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from importlib.resources import files

from stopwordsiso import stopwords
from symspellpy import SymSpell, Verbosity

_LANGUAGES = ["de", "es", "fr", "it", "nl", "pl", "pt", "sv", "da", "no"]


@cache
def _frequencies() -> dict[str, float]:
    """English words with how often they are written, as Zipf values: log10 of their count in a billion words."""
    with (files("symspellpy") / "frequency_dictionary_en_82_765.txt").open(encoding="utf-8-sig") as file:
        counts = {word: int(count) for word, count in (line.split() for line in file)}
    every = sum(counts.values())
    return {word: math.log10(count / every * 1e9) for word, count in counts.items()}


@cache
def _foreign() -> frozenset[str]:
    """The little words of other languages that people write in."""
    return frozenset(stopwords(_LANGUAGES))


def english() -> tuple[str, ...]:
    """Every English word that is known, the most ordinary first."""
    return tuple(_frequencies())


def zipf(word: str) -> float:
    """How ordinary an English word is: 7.6 for "the", 4 for one in a hundred thousand, 0 for one that is none."""
    return max(0.0, _frequencies().get(word, 0.0))


def is_word(word: str) -> bool:
    """Whether a folded word is one of English, or a little word of another language."""
    return word in _frequencies() or word in _foreign()


def is_foreign(word: str) -> bool:
    """Whether a folded word is a little word of another language than English."""
    return word in _foreign() and zipf(word) < 4


@lru_cache(maxsize=2)
def slips_of(vocabulary: frozenset[str]) -> Slips:
    """The slips of a vocabulary; a folder that is opened again mostly has the same one."""
    return Slips(vocabulary)


class Slips:
    """The words of a vocabulary, found again through a slip or two; the cost does not grow with their number."""

    def __init__(self, vocabulary: frozenset[str]) -> None:
        """Hold a vocabulary of folded words."""
        self._spell = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for word in sorted(vocabulary):
            self._spell.create_dictionary_entry(word, 1)

    def nearest(self, word: str, allowed: int) -> list[tuple[int, str]]:
        """(distance, word) of the nearest words at most `allowed` slips away; swapped letters count once."""
        return [(s.distance, s.term) for s in self._spell.lookup(word, Verbosity.CLOSEST, allowed)]
