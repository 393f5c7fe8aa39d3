"""Short forms of a chat -> written out, as a text to others has them: "w/ 2 ppl" -> "with 2 people"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from index.shipped import shipped_yaml

_WORD = re.compile(r"[\w'’/&+]+")


@cache
def _forms() -> dict[str, str]:
    held = shipped_yaml((files("coach.phrasing") / "shorthand.yaml").read_text(encoding="utf-8"))
    return {str(short): str(long) for short, long in held.items()}


def in_full(words: str) -> str:
    """Words with their short forms written out; a short form in capitals ("MO", "HR") is an abbreviation and stays."""

    def full(m: re.Match[str]) -> str:
        word = m[0].replace("’", "'")
        known = word == word.lower() or (word.capitalize() == word and len(word) > 2)
        return _forms().get(word.lower(), m[0]) if known else m[0]

    return " ".join(_WORD.sub(full, words).split())
