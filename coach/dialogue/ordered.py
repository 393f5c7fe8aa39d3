"""A clause of a message after a text -> what it does to the text, by the examples it is nearest to."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.understanding.changing import ALL, Changing, change_of
from coach.understanding.likeness import figures_and_names, masked
from coach.understanding.reading import LIKELY, SURE, Clause, Reading

# Cosines: so near to an example, a clause that surely tells something, any other one, or one that is likely about the
# text, does what the example does.
_TELLING, _NEAR, _OF_TEXT = 0.8, 0.6, 0.4
_TELLS = ("news", "offer", "pay", "refused", "granted")
_JOINS, _PIECE = re.compile(r",|;|:|\s(?:and|but)\s"), 3  # words: fewer are no piece
_QUOTED = "a sentence"
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")


def order_of(reading: Reading, clause: Clause) -> Changing:
    """What a clause does to the text that stands; "" where it is near to no example."""
    tells = any(clause.share(a) >= SURE for a in _TELLS)
    least = _OF_TEXT if is_of_text(clause) else _TELLING if tells else _NEAR
    return change_of(plain(reading, clause), least, of=ALL)


def plain(reading: Reading, clause: Clause) -> str:
    """The words of a clause with each figure called "an amount" and each company "a company"."""
    return masked(reading.text, clause.start, clause.end, figures_and_names(reading))


def pieces_of(text: str, clause: Clause) -> tuple[tuple[int, int], ...]:
    """The pieces of a clause that say something, where there are several; none where it is one piece."""
    pieces = tuple((a, b) for a, b in pieces_in(text, clause) if len(text[a:b].split()) >= _PIECE)
    return pieces if len(pieces) > 1 else ()


def pieces_in(text: str, clause: Clause) -> tuple[tuple[int, int], ...]:
    """Where the pieces of a clause stand that a comma or a word between joins."""
    cuts = [m.span() for m in _JOINS.finditer(text, clause.start, clause.end)]
    ends = zip((clause.start, *(b for _, b in cuts)), (*(a for a, _ in cuts), clause.end), strict=True)
    return tuple(ends)


def is_of_text(clause: Clause) -> bool:
    """Whether a clause is likely about the text itself."""
    shares = (clause.share("ask_edit"), clause.share("leave_out"), clause.about("edit"))
    return max(shares) >= LIKELY


def does_only(clause: Clause, *acts: str) -> Clause:
    """The clause with nothing but these acts, all sure: it changes the text, and tells nothing."""
    return replace(clause, acts=tuple((a, 1.0) for a in acts), matters=(("edit", 1.0),), denial=None)


def is_no_saying(words: str) -> bool:
    """Whether words about a text are surely nothing to be said in it: they take out, judge, or want it once more."""
    return change_of(words, _OF_TEXT, of=ALL) in ("drop", "mute", "judge", "redo")


def is_out(text: str, start: int, end: int, others: tuple[tuple[int, int], ...] = ()) -> bool:
    """Whether a quotation from `start` to `end` is to go, as the words of its sentence say that stand before it, and
    where there is no other one behind it, those as well."""
    floor = max((b for _, b in others if b <= start), default=0)
    floor = max((m.end() for m in _SENTENCE_END.finditer(text, floor, start)), default=floor)
    stop = next((m.start() for m in _SENTENCE_END.finditer(text, end)), len(text))
    more = any(end <= a < stop for a, _ in others)
    before, behind = text[floor:start].strip(" ,;:"), text[end:stop].strip(" ,;:")
    said = f"{before} {_QUOTED}" if more else f"{before} {_QUOTED} {behind}"
    return bool(before or behind) and change_of(said.strip(), of=("add", "drop")) == "drop"
