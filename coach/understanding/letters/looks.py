"""A text pasted into the chat -> whether it is a letter or mail, by its shape: a greeting, a close, headers, quotes,
labelled lines, tables.
"""

from __future__ import annotations

import re

from coach.understanding.letters.words import pattern

_LEAST = 160  # characters; shorter texts are messages
_LABELLED = re.compile(r"^\W{0,4}[^\W\d_][^:\n]{1,40}:\s+\S")
_HEADED = re.compile(r"^\s*(?P<w>[^\W\d_][\w'’ ]{0,14}?)\s?:\s+\S")
_NUMBERED = re.compile(r"^\s*(?:§\s?\d+|\(?\d{1,2}[.)])\s+\S")
_TABLE = re.compile(r"\S(?:\t| {3,}|\s*\|\s*)\S")
_MARK = 3


def _greets(line: str) -> bool:
    """Whether a line begins with a greeting and a name, and then ends or makes a break."""
    greeting = pattern("greeting").match(line)
    named = re.match(r"(?:\s+[\w.'’-]+){1,4}\s?[,:!]", line[greeting.end() :]) if greeting else None
    return bool(greeting and (named or len(line.split()) <= 5))


def looks_like_letter(text: str) -> bool:
    """Whether a text has the shape of a letter, contract or mail; what it is about does not count."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    told = [line for line in lines if line.strip()]
    if len(text) < _LEAST or len(told) < 4:
        return False
    greets = any(_greets(line.strip(" >")) for line in told[:25])
    closes = any(
        pattern("closing").match(line.strip(" >")) and len(line.split()) <= 5 for line in told[len(told) // 3 :]
    )
    heads = sum(bool((m := _HEADED.match(line)) and pattern("header").fullmatch(m["w"])) for line in told[:12])
    quoted = any(line.lstrip().startswith(">") for line in told) or any(
        pattern("wrote").search(line) and line.endswith(":") for line in told
    )
    numbered, labelled = (sum(bool(p.match(line)) for line in told) for p in (_NUMBERED, _LABELLED))
    tabled = sum(bool(_TABLE.search(line)) for line in told)
    marks = (
        2 * greets
        + 2 * closes
        + min(heads, 3)
        + 2 * quoted
        + (numbered >= 3) * 2
        + (labelled >= 4) * 2
        + (tabled >= 3) * 2
        + (len(told) >= 12)
    )
    return marks >= _MARK
