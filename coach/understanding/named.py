"""The words around a name -> what they say that it is: an employer that offers, where the person works, no employer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.understanding.likeness import Masked, kind_in, kind_near, masked
from coach.understanding.reading import Calls

_FILE = "named.yaml"
_DESCRIBED = "described.yaml"
_DESCRIBES = 3  # words: fewer are hardly a description
_NAME, _OTHER = "a company", "another company"
_LEAST = 0.6  # a cosine
_FAR = 240  # characters on either side of a name; what stands further off says nothing of it
_ENDS = " .,;!?"
_BREAK = re.compile(r"[.!?…]+[\"'”’)]*\s+|\n+|[,;]\s|\s-\s|\s(?:but|plus)\s|[()]")
_JOIN = re.compile(r"\s(?:and|&)\s")


def called_by(text: str, name: tuple[int, int], spans: Sequence[Masked], least: float = _LEAST) -> Calls:
    """What the words around the name at (start, end) say of it, "" where they come near to no example.

    `spans` are the names and the figures, with what each is called instead.
    """
    words = said_around(text, name, spans)
    return kind_near(_FILE, "", words, least) if words else ""  # type: ignore[return-value]


def said_around(text: str, name: tuple[int, int], spans: Sequence[Masked]) -> str:
    """The words that tell what a name is, "" where it stands alone; `spans` as in `called_by`."""
    start, end = around(text, name, spans)
    others = [(s, e, _OTHER if said == _NAME else said) for s, e, said in spans if e <= name[0] or name[1] <= s]
    words = masked(text, start, end, [*others, (*name, _NAME)]).strip(_ENDS)
    return words if words != _NAME else ""


def around(text: str, name: tuple[int, int], spans: Sequence[Masked] = ()) -> tuple[int, int]:
    """From where to where the words around a name go, between what ends a sentence or joins two of its parts."""
    whole = [*spans, (*name, _NAME)]
    cuts = [m.span() for m in _BREAK.finditer(text) if not any(s < m.end() and m.start() < e for s, e, _ in whole)]
    joins = [m.span() for m in _JOIN.finditer(text)]
    cuts += [(a, b) for a, b in joins if not any(a == e or s == b for s, e, _ in whole)]  # not "Spark and Flink"
    start = max((b for _, b in cuts if b <= name[0]), default=0)
    end = min((a for a, _ in cuts if a >= name[1]), default=len(text))
    return max(start, text.find(" ", name[0] - _FAR) + 1 if name[0] > _FAR else 0), min(
        end, _until(text, name[1] + _FAR)
    )


def _until(text: str, end: int) -> int:
    """The end of the word that stands at `end`."""
    space = text.find(" ", end)
    return space if space >= 0 else len(text)


def is_described(words: str) -> bool:
    """Whether words in small letters tell what kind of employer it is, and are nobody's name: "a shop up the road"."""
    if words != words.lower() or len(words.split()) < _DESCRIBES:
        return False
    return kind_in(_DESCRIBED, "", words)[0] == "description"


def is_second_name(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a name stands in brackets of its own right behind another: "Brightloop Health (BLH)"."""
    return text[one[1] : other[0]].replace(" ", "") == "(" and text[other[1] :].startswith(")")
