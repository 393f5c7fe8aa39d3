"""A word -> whether people are called so: the names of the package `names` (a census), as evidence and not as a
verdict; what was taken for a person's name -> the words of it that are one.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

from index.names.lexicon import is_word, zipf
from index.places import fold

_AS_OFTEN = (
    1.0  # a word is so many times (as a logarithm) more often written than people are called so, and still a name
)


@cache
def _held() -> frozenset[str]:
    lists = ("dist.male.first", "dist.female.first")
    return frozenset(
        line.split()[0].casefold() for name in lists for line in (files("names") / name).read_text().splitlines()
    )


def is_first_name(word: str) -> bool:
    """Whether a word is a first name, however it is written: "Clément", "jonas"."""
    return fold(word) in _held()


@cache
def _surnames() -> dict[str, float]:
    """Surnames with how many of a billion people have them, as logarithms."""
    lines = (line.split() for line in (files("names") / "dist.all.last").read_text().splitlines())
    return {line[0].casefold(): math.log10(share * 1e7) for line in lines if (share := float(line[1])) > 0}


def is_surname(word: str) -> bool:
    """Whether a word that the language has is nearly as often a surname: "Mills", and not "Rang"."""
    low = fold(word)
    return _surnames().get(low, -math.inf) >= zipf(low) - _AS_OFTEN


def named_words(words: list[str]) -> int:
    """How many of the words that were taken for a person's name are one, from the first on: a name that begins with a
    capital goes on with one ("Lena rang"), and an ordinary word that nobody is called by is none ("PRIYA RANG").
    """
    kept = 1
    written = not words[0].islower() and not words[0].isupper()
    for n, word in enumerate(words[1:], 2):
        low = word.casefold()
        if (not written or word[:1].isupper()) and (not is_word(low) or is_first_name(low) or is_surname(low)):
            kept = n
    return kept
