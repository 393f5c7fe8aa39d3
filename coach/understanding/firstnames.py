"""A word -> whether people are called so: the first names of the package `names` (a census), as evidence and not as a
verdict.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from index.places import fold


@cache
def _held() -> frozenset[str]:
    lists = ("dist.male.first", "dist.female.first")
    return frozenset(
        line.split()[0].casefold() for name in lists for line in (files("names") / name).read_text().splitlines()
    )


def is_first_name(word: str) -> bool:
    """Whether a word is a first name, however it is written: "Clément", "jonas"."""
    return fold(word) in _held()
