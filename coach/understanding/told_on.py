"""Stretches of a message -> sentences as they are said to the other side: joined where they go on, and spoken to it."""

from __future__ import annotations

import re

from coach.understanding.sayable import Form, Sayable

_JOINS = ("and", "&", ", and", "so", ", so")
_ON = frozenset("it this that which".split())  # what goes on with what was told
_MOST = 26  # words of a sentence
_THERE = re.compile(r"\b(been|work|worked|working) there\b", re.I)
_THEY = re.compile(r"\b([Tt])hey(?=['’ ])")


def joined_up(text: str, found: tuple[Sayable, ...]) -> tuple[Sayable, ...]:
    """The stretches, with those that "and" joins as one: "I've nine years of it" and "my licence"."""
    out: list[Sayable] = []
    for x in found:
        last = out[-1] if out else None
        between = text[last.end : x.start].strip() if last is not None else ""
        points = between in (*_JOINS, ",") and x.words.split()[0].casefold() in _ON
        alike = (between in _JOINS and x.form not in ("am", "been")) or (between == "," and x.form == "have")
        if last is not None and (alike or points) and len(text[last.start : x.end].split()) <= _MOST:
            form: Form = last.form
            out[-1] = Sayable(form, last.start, x.end, text[last.start : x.end].strip(" .,;:!-"))
        else:
            out.append(x)
    return tuple(out)


def to_them(words: str) -> str:
    """Words of the other side, or of the place where it is, as they are said to it: "they've not replaced her" ->
    "you've not replaced her", "been there three years" -> "been here three years"."""
    words = _THERE.sub(r"\1 here", words)
    return _THEY.sub(lambda m: f"{'Y' if m[1] == 'T' else 'y'}ou", words) if _THEY.match(words) else words
