"""A message with its amounts and companies -> what the net reads: word pieces, with one piece standing for each of
them.

The names and figures themselves are never among the pieces, so that what stands around them decides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.amounts import Amount
from index.names.lexicon import zipf

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

MOST = 160  # pieces; a chat message is shorter, and a longer one is read in windows
# The word whose place in the model's table each kind takes.
STANDS = {
    "money": "dollars",
    "percent": "percent",
    "count": "shares",
    "days": "days",
    "bare": "number",
    "company": "company",
    "person": "person",
}
_KINDS = ("money", "percent", "count", "bare")
_PERIODS = ("year", "month", "week", "day", "hour", "grant")
_SIZES = (10, 40, 100, 500, 1000, 5000, 20000, 60000, 150000, 400000, 1e6, 5e6)
SPELT = 4
FEATURES = len(_KINDS) + len(_PERIODS) + len(_SIZES) + 1 + 9


@dataclass(frozen=True, slots=True)
class Marked:
    """`ids` of the pieces and where each stands in the text; for each amount and company its piece, -1 beyond the last."""

    ids: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    amounts: tuple[int, ...]
    companies: tuple[int, ...]


@cache
def _tokenizer() -> tuple[Tokenizer, dict[str, int]]:
    from index.embed.pieces import tokenizer

    read = tokenizer()
    return read, {kind: _piece(read, word) for kind, word in STANDS.items()}


def _piece(read: Tokenizer, word: str) -> int:
    number = read.token_to_id(word)
    if number is None:
        raise ValueError(f"the model's table has no piece {word!r}")
    return number


def marked(
    text: str, amounts: Sequence[Amount], companies: Sequence[tuple[int, int]], persons: Sequence[tuple[int, int]] = ()
) -> Marked:
    """Cut a text into pieces, with one for each amount, each company and each person (start, end)."""
    read, stands = _tokenizer()
    spans = [(a.start, a.end, _stands(a), ("a", i)) for i, a in enumerate(amounts)]
    spans += [(s, e, "company", ("c", i)) for i, (s, e) in enumerate(companies)]
    spans += [(s, e, "person", ("p", i)) for i, (s, e) in enumerate(persons)]
    ids, places = [_piece(read, "[CLS]")], [(0, 0)]
    at: dict[tuple[str, int], int] = {}
    last = 0
    for start, end, kind, which in sorted(spans):
        if start < last:
            continue
        _add(read, text, last, start, ids, places)
        at[which] = len(ids)
        ids.append(stands[kind])
        places.append((start, end))
        last = end
    _add(read, text, last, len(text), ids, places)
    ids, places = ids[: MOST - 1], places[: MOST - 1]
    ids.append(_piece(read, "[SEP]"))
    places.append((len(text), len(text)))
    full = len(ids) - 1

    def piece(kind: str, i: int) -> int:
        found = at.get((kind, i), -1)
        return found if found < full else -1

    return Marked(tuple(ids), tuple(places), tuple(piece("a", i) for i in range(len(amounts))), tuple(piece("c", i) for i in range(len(companies))))  # fmt: skip


def _stands(amount: Amount) -> str:
    return "days" if amount.kind == "count" and amount.counted != "shares" else amount.kind


def _add(read: Tokenizer, text: str, start: int, end: int, ids: list[int], places: list[tuple[int, int]]) -> None:
    if start >= end:
        return
    found = read.encode(text[start:end], add_special_tokens=False)
    ids.extend(found.ids)
    places.extend((start + a, start + b) for a, b in found.offsets)


def looks(amounts: Sequence[Amount]) -> NDArray[np.float32]:
    """(amounts, FEATURES): how each amount is written and how it stands to the others of the message."""
    out = np.zeros((len(amounts), FEATURES), dtype=np.float32)
    for i, a in enumerate(amounts):
        row = [float(a.kind == k) for k in _KINDS]
        period = "grant" if a.period.endswith("yr") else a.period
        row += [float(period == p) for p in _PERIODS]
        size = sum(a.high >= s for s in _SIZES)
        row += [float(size == n) for n in range(len(_SIZES) + 1)]
        others = [b for b in amounts if b is not a and b.kind != "percent"]
        row += [
            float(bool(a.currency)), float(a.scaled), float(a.is_range), float(a.counted == "shares"), float(bool(a.counted) and a.counted != "shares"),
            float(i == 0), float(i == len(amounts) - 1), min(len(amounts), 6) / 6,
            float(all(a.high >= b.high for b in others)) if others else 0.5,
        ]  # fmt: skip
        out[i] = row
    return out


def spellings(text: str, read: Marked) -> NDArray[np.float32]:
    """(pieces, 4): how the word of each piece is written: with a capital inside a sentence, how ordinary it is, a
    name's letters, whether the person writes capitals.
    """
    return _spelt(text, read.places)


def named_looks(text: str, names: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """(names, 4): the same of the first word of each name."""
    return _spelt(text, [(start, start + 1) for start, _ in names])


def _spelt(text: str, places: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    out = np.zeros((len(places), SPELT), dtype=np.float32)
    writes = float(any(c.isupper() for c in text))
    for i, (start, end) in enumerate(places):
        if start == end:
            continue
        first, last = start, end
        while first > 0 and text[first - 1].isalnum():
            first -= 1
        while last < len(text) and text[last].isalnum():
            last += 1
        word = text[first:last]
        opens = not text[:first].strip() or text[:first].rstrip()[-1:] in '.!?:\n"“'
        out[i] = (float(word[:1].isupper() and not opens), zipf(word.casefold()) / 8, float(word[:1].isupper()), writes)
    return out


def distance(a: int, b: int) -> tuple[float, float, float]:
    """How far one piece stands before or after another, in what the net can weigh."""
    gap = b - a
    return (float(gap > 0), math.log1p(abs(gap)) / 4, float(abs(gap) < 4))
