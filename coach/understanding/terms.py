"""A message with its clauses -> the terms beside pay that it names: which words, of what kind, and on whose side they
stand.

Learned from marked messages (`learn/terms/`): a tagger finds the words, two small nets tell kind and side, a third one
whether it is a term of this talk at all; all of it is worked out in numpy over the bundled MiniLM's lower layers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.reading import KINDS, SIDES, Clause, TermMention
from index.embed.encoder import DIMENSION
from index.embed.pieces import alone, pieces_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

TAGS = ("-", "B", "I")
NEAR = 2  # pieces on each side that a piece is seen with
AROUND = 6  # pieces before and after a stretch that tell its side
SURELY_NONE = 0.6  # the probability that a stretch is of no kind at all from which it is left out
GOES_ON = 0.45  # a term goes on over a piece that is less sure than the one it begins with
LEAST, SURELY = 0.5, 0.6  # the mean and the best share of its tags from which a stretch is a term
_BEFORE = re.compile(
    r"(?:(?<![\w.,])(?:no|an?|every|each|other|second|third|extra|more|fewer|half|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|"
    r"\d{1,2}(?=\s+(?:more |extra |free |paid )?(?:days?|weeks?|months?|hours?|hrs|wks)\b))\s+)+$",
    re.I,
)  # an amount that stands right before a thing is of it
_OPEN = re.compile(r"\s+(?:for|of|on|in|at|to|from|with|and|or|a|the|my)$", re.I)
_CAUSE = re.compile(r"\s+(?:because|bc|cuz|since)$", re.I)  # what follows is why, and no part of the thing
_NUMBERED = re.compile(r"\b(?:step|grade|level|band|tier|point)\s$", re.I)  # a number behind it is its own
_RUN_ON = re.compile(r"\s+(?:(?:the|my|our|a|an)\s+)?(?:[£$€₹]?\d+(?:[.,]\d+)*[^\W_]*%?|[^\W_]+)", re.I)
_LITTLE = frozenset("a an the my it how this that to on til for of they we what more".split())
_ACTS = (
    "offer news refused granted wish need ask_words ask_edit put_in takeback leave_out fallback condition accepted "
    "story pay correct ask_should ask_howto ask_verdict ask_fact ask_sum ask_risk limit deed deadline yes no"
).split()
_FILE = "terms.npz"
_LEADS = re.compile(
    r"^(?:(?:the|their|they|my|our|your|his|her|that|those|this|these|and|or|for|to|with|plus)\s+)+", re.I
)
_MARKS = ' \t\n.,;:!?-–—"“”'
_EDGES = f"{_MARKS}()"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the reading net has made of a message: a vector for each of its pieces, and where those stand."""

    vectors: Floats
    places: Sequence[tuple[int, int]]

    def at(self, places: Sequence[tuple[int, int]]) -> Floats:
        """(places, 384): the vector of the piece that each place lies in."""
        ends = np.array([b for _, b in self.places[1:-1]])
        rows = [min(1 + int(np.searchsorted(ends, start, side="right")), len(self.vectors) - 1) for start, _ in places]
        return self.vectors[rows]


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as the nets see it: `rows` (pieces, features), `vectors` and `heard` (pieces, 384) by the bundled model
    and by the reading net, `acts` (pieces, acts), and where each piece stands."""

    rows: Floats
    vectors: Floats
    heard: Floats
    acts: Floats
    places: tuple[tuple[int, int], ...]


def shown(text: str, clauses: Sequence[Clause], heard: Heard) -> Shown:
    """What the nets are shown of a message."""
    read = pieces_of(text)
    x, places = read.vectors[1:-1], read.places[1:-1]
    pad = np.zeros((NEAR, DIMENSION), dtype=np.float32)
    wide = np.concatenate([pad, x, pad])
    around = [wide[k : k + len(x)] for k in range(2 * NEAR + 1)]
    told = heard.at(places)
    edge = np.zeros((1, DIMENSION), dtype=np.float32)
    around += [np.concatenate([edge, told])[:-1], told, np.concatenate([told, edge])[1:]]
    acts = np.zeros((len(x), len(_ACTS)), dtype=np.float32)
    written = np.zeros((len(x), 3), dtype=np.float32)
    for i, (start, end) in enumerate(places):
        clause = next((c for c in clauses if c.start <= start < c.end), None)
        if clause is not None:
            acts[i] = [clause.share(act) for act in _ACTS]
        joined = start > 0 and text[start - 1 : start].isalnum() and text[start:end].isalnum()
        written[i] = (float(i == 0), float(joined), float(text[start : start + 1].isupper()))
    return Shown(np.concatenate([*around, acts, written], axis=1), x, told, acts, places)


def terms_in(text: str, clauses: Sequence[Clause], heard: Heard) -> tuple[TermMention, ...]:
    """The terms beside pay that a message names, in its order; those that are nothing of this talk as well."""
    if not text.strip():
        return ()
    seen = shown(text, clauses, heard)
    return marked_by(weights(), text, seen) if seen.places else ()


def marked_by(held: dict[str, Floats], text: str, seen: Shown) -> tuple[TermMention, ...]:
    """The terms that weights find in a message."""
    shares = tag_shares(held, seen)
    out: list[TermMention] = []
    side = ""
    for first, last in stretches(shares, text, seen.places):
        start, end = whole(text, seen.places[first][0], seen.places[last - 1][1])
        if not _says(text[start:end]):
            continue
        told = _softmax(_odds(held, "side", side_row(text, seen, (first, last), side)[None]))[0]
        kinds = _softmax(_odds(held, "kind", kind_row(text[start:end], seen, (first, last))[None]))[0]
        kind = int(kinds[: len(KINDS)].argmax())
        if float(kinds[-1]) > SURELY_NONE:
            continue
        best = int(told.argmax())
        side = SIDES[best]
        real = _softmax(_odds(held, "real", real_row(text, seen, (first, last), (start, end))[None]))[0]
        sure = float(told[best]), float(kinds[kind])
        if out and start < out[-1].end:
            out[-1] = _until(text, out[-1], start)
        out.append(TermMention(start, end, text[start:end], KINDS[kind], side, *sure, real=float(real[1])))
    return tuple(t for t in out if t.words)


def _until(text: str, term: TermMention, end: int) -> TermMention:
    """A term that ends where another one begins: "36 hours" of "36 hours with a 4:30 finish"."""
    words = text[term.start : end].rstrip(_MARKS)
    while _OPEN.search(words):
        words = _OPEN.sub("", words).rstrip(_MARKS)
    return replace(term, end=term.start + len(words), words=words)


def stretches(shares: Floats, text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """(first, beyond last) of each run of pieces that is likelier a term than not, and surely enough on the whole; a
    sure beginning opens another, but not inside a word. `shares` are (pieces, tags)."""
    out: list[tuple[int, int]] = []
    for i, (_, begins, inside) in enumerate(shares):
        if begins + inside < (GOES_ON if out and out[-1][1] == i else 1 - GOES_ON):
            continue
        goes_on = begins <= inside or (
            not text[places[i][0] - 1 : places[i][0]].isspace() and text[places[i][0] - 1] not in ",;/"
        )
        if out and out[-1][1] == i and goes_on:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    tagged = [shares[first:last, 1:].sum(axis=1) for first, last in out]
    return [at for at, t in zip(out, tagged, strict=True) if float(t.mean()) >= LEAST and float(t.max()) >= SURELY]


def tag_shares(held: dict[str, Floats], seen: Shown) -> Floats:
    """(pieces, tags): what each piece of a message is, as probabilities."""
    return _softmax(_odds(held, "tag", seen.rows))


_THOUSANDS = re.compile(r"(?<=\d)[.,:]\d")  # "4,200" is one number, and "4:30" one time


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch to whole words, without what leads to it and the marks at its edges."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    end = start + len(text[start:end].rstrip(_MARKS))  # "4," may be the head of "4,800"
    while end < len(text) and text[end - 1].isalnum() and (text[end].isalnum() or _THOUSANDS.match(text, end)):
        end += 1 if text[end].isalnum() else 2  # the mark and the digit after it
    words = text[start:end]
    start += len(words) - len(words.lstrip(_EDGES))
    if lead := _LEADS.match(text[start:end]):
        start += lead.end()
    while end > start and text[end - 1] in _EDGES and text[start:end].count("(") <= text[start : end - 1].count(")"):
        end -= 1
    if _OPEN.search(text[start:end]):  # "insurance for" goes on to what it is for, or ends before the little word
        after = _RUN_ON.match(text, end)
        end = after.end() if after else start + len(_OPEN.sub("", text[start:end]))
    end = start + len(_CAUSE.sub("", text[start:end]))
    if text[start : start + 1].isdigit() and (head := _NUMBERED.search(text, max(0, start - 8), start)):
        start = head.start()
    if before := _BEFORE.search(text, max(0, start - 24), start):
        start = before.start()
    return start, max(start, end)


def _says(words: str) -> bool:
    return words.strip().isdigit() or any(
        w.isalpha() and w not in _LITTLE for w in re.findall(r"[a-z]+|\d+", words.casefold())
    )


def side_row(text: str, seen: Shown, at: tuple[int, int], before: str) -> Floats:
    """What tells the side of the stretch of pieces `at`: itself, what stands around it, what its clause does, and the
    side of the one before it."""
    first, last = at
    near = [
        part
        for x in (seen.heard, seen.vectors)
        for part in (x[first:last], x[max(0, first - AROUND) : first], x[last : last + AROUND])
    ]
    near += [seen.heard[max(0, first - 2) : first], seen.heard[last : last + 2], seen.heard]
    held = [float(before == side) for side in SIDES]
    question = float("?" in text[seen.places[last - 1][1] :].split(".")[0])
    return np.concatenate([*(_mean(n) for n in near), seen.acts[first:last].mean(axis=0), [*held, question]]).astype(
        np.float32
    )


def kind_row(words: str, seen: Shown, at: tuple[int, int]) -> Floats:
    """What tells the kind of a stretch: its pieces in context, and by themselves."""
    return np.concatenate([_mean(seen.vectors[at[0] : at[1]]), 8 * alone(words)])


def real_row(text: str, seen: Shown, at: tuple[int, int], span: tuple[int, int]) -> Floats:
    """What tells whether the stretch of pieces `at`, the words of `span`, is a term of this talk at all."""
    return np.concatenate([side_row(text, seen, at, ""), kind_row(text[slice(*span)], seen, at)])


def _mean(x: Floats) -> Floats:
    mean: Floats = x.mean(axis=0) if len(x) else np.zeros(DIMENSION, dtype=np.float32)
    return mean


def _odds(held: dict[str, Floats], head: str, rows: Floats) -> Floats:
    hidden = np.maximum(rows @ held[f"{head}.first.weight"].T + held[f"{head}.first.bias"], 0)
    odds: Floats = hidden @ held[f"{head}.second.weight"].T + held[f"{head}.second.bias"]
    return odds


def _softmax(odds: Floats) -> Floats:
    even = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares: Floats = even / even.sum(axis=1, keepdims=True)
    return shares


@cache
def weights() -> dict[str, Floats]:
    """The nets that ship."""
    with (files("coach.understanding.learned") / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return {key: held[key].astype(np.float32) for key in held.files if not key.startswith("n:")}


def trained_on() -> str:
    """The digest of the marked messages that the nets were learned from."""
    with (files("coach.understanding.learned") / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return str(held["n:trained_on"])
