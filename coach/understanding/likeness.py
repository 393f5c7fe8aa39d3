"""Words -> which kind of the labelled examples in one of this room's files they are, and how near the nearest of all
comes in meaning.

The kind is told by a linear layer learned from the examples (`learn/likeness.py`): on wordings by others it is right
where the nearest examples alone often are not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from coach.understanding.layers import row_of
from coach.understanding.reading import Clause, Reading
from index.embed.encoder import DIMENSION
from index.embed.sentences import bare, embed
from index.shipped import shipped_yaml

_KEPT = 512  # wordings
SHIPPED, LAYERS = "likeness.npz", "kinds.npz"
_NEARNESS = 4.0  # log-odds more for a kind with an example at a cosine of one
_JOINS = re.compile(r",|;|\s(?:and|but|plus)\s")

Masked = tuple[int, int, str]


def kind_in(file: str, about: str, words: str, of: tuple[str, ...] = ()) -> tuple[str, float]:
    """(the kind, one `of` these where any are given, the cosine of the nearest example of all) among the examples of
    `about` in `file`, a YAML file of this room; "" for a file about one thing."""
    odds = _odds(file, about, words)
    best = max((k for k in odds if not of or k in of), key=lambda kind: odds[kind])
    return best, nearness(file, about, words)


def kind_near(file: str, about: str, words: str, least: float, of: tuple[str, ...] = ()) -> str:
    """The kind as `kind_in` tells it, "" where no example comes `least` near, in cosine: of most words that is all that
    has to be worked out."""
    return kind_in(file, about, words, of)[0] if nearness(file, about, words) >= least else ""


def nearness(file: str, about: str, words: str) -> float:
    """The cosine of the nearest example of all; told in a fraction of the time that the kind takes."""
    return max(_near(file, about, words).values())


def shares_of(file: str, about: str, words: str) -> dict[str, float]:
    """How likely each kind is."""
    odds = _odds(file, about, words)
    shares = np.exp(np.array(list(odds.values())) - max(odds.values()))
    return dict(zip(odds, (shares / shares.sum()).tolist(), strict=True))


def share_of(file: str, about: str, words: str) -> float:
    """How likely the likeliest kind is."""
    return max(shares_of(file, about, words).values())


def ready(words: Iterable[str]) -> tuple[str, ...]:
    """The words, once what they mean is worked out: together they take little longer than one of them alone, so that
    whoever asks `kind_in` about several makes them ready first."""
    held = tuple(words)
    vectors_of(held)
    return held


def ready_clauses(reading: Reading) -> None:
    """Make ready how most readers of this room compare a clause: whole, with its figures and names masked."""
    ready(clause_words(reading.text, reading.clauses, figures_and_names(reading)))


def clause_words(text: str, clauses: Sequence[Clause], spans: list[Masked]) -> tuple[str, ...]:
    """The words that `ready_clauses` makes ready."""
    return tuple(masked(text, c.start, c.end, spans) for c in clauses)


@lru_cache(_KEPT)
def _near(file: str, about: str, words: str) -> dict[str, float]:
    """The cosine of the nearest example of each kind."""
    kinds, vectors = _examples(file, about)
    near: dict[str, float] = {}
    for kind, cosine in zip(kinds, (vectors @ vectors_of([words])[0]).tolist(), strict=True):
        near[kind] = max(near.get(kind, -1.0), cosine)
    return near


@lru_cache(_KEPT)
def _odds(file: str, about: str, words: str) -> dict[str, float]:
    """The log-odds of each kind of a file: of the layer, and more for the kind of which an example is near."""
    kinds, weights, bias = _layer(file, about)
    near = _near(file, about, words)
    odds = dict(zip(kinds, (row_of(words) @ weights + bias).tolist(), strict=True))
    return {kind: odds[kind] + _NEARNESS * near[kind] for kind in kinds}


@cache
def _layer(file: str, about: str) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    with (files("coach.understanding.learned") / LAYERS).open("rb") as held, np.load(held, allow_pickle=False) as kept:
        kinds, weights, scale, bias = (kept[f"{part}:{file}:{about}"] for part in ("kinds", "weights", "scale", "bias"))
    return tuple(map(str, kinds)), weights.astype(np.float32) * scale.astype(np.float32), bias.astype(np.float32)


@cache
def _examples(file: str, about: str) -> tuple[tuple[str, ...], np.ndarray]:
    whole = shipped_yaml((files("coach.understanding") / file).read_text(encoding="utf-8"))
    held: dict[str, list[str]] = whole[about] if about else whole
    kinds = tuple(str(kind) for kind, said in held.items() for _ in said)
    return kinds, vectors_of([words for said in held.values() for words in said])


def vectors_of(texts: Sequence[str]) -> np.ndarray:
    """(texts, dimension) the sentence vectors of words without the marks around them; those of examples, that ship, are
    read and not worked out."""
    texts = [bare(t) for t in texts]
    missing = [t for t in dict.fromkeys(texts) if digest_of(t) not in shipped()]
    held = dict(zip(missing, embed(missing), strict=True)) if missing else {}
    rows = [held[t] if t in held else shipped()[digest_of(t)] for t in texts]
    return np.stack(rows) if rows else np.zeros((0, DIMENSION), dtype=np.float32)


@cache
def shipped() -> dict[str, np.ndarray]:
    """The vectors of the examples by digest, made by `python -m coach.understanding.learn.likeness`."""
    with (files("coach.understanding.learned") / SHIPPED).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        return dict(zip(kept["digests"].tolist(), kept["vectors"].astype(np.float32), strict=True))


def digest_of(text: str) -> str:
    """What an example is found by."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def figures_and_names(reading: Reading) -> list[Masked]:
    """Where each figure of pay and each company stands, with what it is called instead: what happens is compared, and
    not how much or where."""
    spans = [(a.amount.start, a.amount.end, "an amount") for a in reading.amounts if a.amount.kind in ("money", "bare")]
    return spans + [(x.start, x.end, "a company") for x in reading.companies]


def masked(text: str, start: int, end: int, spans: list[Masked]) -> str:
    """The words from `start` to `end` with the spans in them called by their other names."""
    out, last = "", start
    for first, after, name in sorted(s for s in spans if start <= s[0] and s[1] <= end):
        if first >= last:
            out += text[last:first] + name
            last = after
    return out + text[last:end]


def words_at(text: str, at: int, clause: Clause, spans: list[Masked]) -> str:
    """The words around a place in a clause, as `piece_at` tells how far they go, with the spans in them masked."""
    return bare(masked(text, *piece_at(text, at, clause, spans), spans))


def piece_at(text: str, at: int, clause: Clause, whole: list[Masked] | None = None) -> tuple[int, int]:
    """From where to where the words around a place in a clause go, between commas or what joins two of them: "same
    sign-on" of "195 base and same sign-on"; no cut lies in a span of `whole`."""
    cuts = [m.span() for m in _JOINS.finditer(text, clause.start, clause.end)]
    cuts = [(a, b) for a, b in cuts if not any(s < b and a < e for s, e, _ in whole or ())]
    start = max((b for _, b in cuts if b <= at), default=clause.start)
    return start, min((a for a, _ in cuts if a > at), default=clause.end)
