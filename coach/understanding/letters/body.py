"""A mail's text -> what its sender says in it: without the lines of its head, its close and who signed it."""

from __future__ import annotations

import re

from coach.understanding.letters.words import pattern

_HEADED = re.compile(r"^\s*(?P<w>[^\W\d_][\w'’ ]{0,14}?)\s?:\s+\S")
_CLOSE, _SIGNED, _LINES = 5, 8, 5  # words of a close, of a line that signs, and how many of those there are


def body_of(text: str) -> str:
    """The words of the mail; names in its head and below its close are nobody's place or employer."""
    said: list[str] = []
    signs = 0  # lines that may still sign
    for line in text.strip().split("\n"):
        words = len(line.split())
        head = _HEADED.match(line)
        if not said and (not words or (head and pattern("header").fullmatch(head["w"]))):
            continue
        if said and words and words <= _CLOSE and pattern("closing").match(line.strip()):
            signs = _LINES
        elif signs and words <= _SIGNED and not line.lstrip().startswith(">") and not pattern("wrote").search(line):
            signs -= bool(words)
        else:
            signs = 0
            said.append(line)
    return "\n".join(said).strip()
