"""An order for words -> whether the person owns that what is to be said is untrue."""

from __future__ import annotations

import re

from coach.understanding.intents.cues import quotations
from coach.understanding.likeness import figures_and_names, kind_near, masked, ready
from coach.understanding.reading import LIKELY, SURE, Clause, Reading

_FILE = "untrue.yaml"
_LEAST = 0.6  # a cosine
_ORDERS = ("ask_words", "ask_edit", "put_in", "order")
# Where a piece of a sentence may end: a mark, or a word that joins two clauses.
_CUT = re.compile(
    r"[,;:.()!?–—]+(?!\d)|\s-\s"
    r"|\s(?:and|but)\s|\s(?=(?:(?:even )?(?:though|if)|although|which|while|despite|when|as|because|since)\s)",
    re.I,
)
_END = re.compile(r"[.!?]\s|\n")


def wants_said(clause: Clause) -> bool:
    """Whether a clause has words ordered that say something, and not that something goes."""
    return any(clause.share(act) >= LIKELY for act in _ORDERS) and clause.share("leave_out") < LIKELY


def owned_untrue(reading: Reading, at: int) -> bool:
    """Whether a piece behind the start of the clause `at`, which has words ordered, owns that they are untrue: in its
    sentence, or in the one behind it before anything else is ordered."""
    start = reading.clauses[at].start
    ends = [m.end() for m in _END.finditer(reading.text, start)]
    own, after = (*ends, len(reading.text))[0], (*ends, len(reading.text), len(reading.text))[1]
    ordered = (c.start for c in reading.clauses[at + 1 :] if c.start >= own and wants_said(c))
    pieces = _pieces(reading.text, start, min(after, next(ordered, after)))
    ready(_words(reading, *piece) for piece in pieces)
    kinds = [_kind(reading, *piece) for piece in pieces]
    return any(kind == "untrue" and "apart" not in kinds[:n] for n, kind in enumerate(kinds))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [m.span() for m in _CUT.finditer(text, start, end)]
    starts, stops = [start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end]
    return [(a, b) for a, b in zip(starts, stops, strict=True) if len(text[a:b].split()) > 1]


def _kind(reading: Reading, start: int, end: int) -> str:
    """What a piece says of what is ordered, "" where it is near to no example, quotes somebody, or tells what would do
    after a no."""
    second = [(c.start, c.end) for c in reading.clauses if c.share("fallback") >= SURE]
    if any(a <= start and end <= b for a, b in (*quotations(reading.text), *second)):
        return ""
    return kind_near(_FILE, "", _words(reading, start, end), _LEAST)


def _words(reading: Reading, start: int, end: int) -> str:
    return masked(reading.text, start, end, figures_and_names(reading)).strip()
