"""A message -> what in it speaks for the person and can be told to the other side, each as a stretch of its words.

Which words these are is learned from marked messages (`learn/grounds/`); the tags are worked out in numpy.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.sayable import Form, Sayable
from index.embed.encoder import DIMENSION
from index.embed.pieces import MOST_PIECES, tokenizer, vectors_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FORMS: tuple[Form, ...] = ("fact", "did", "been", "am", "have")
TAGS = ("-", *(f"{edge}{form}" for form in FORMS for edge in ("B ", "I ")))
LAYERS, NEAR = 4, 2
LEAST = 0.5  # the mean share of its tags from which a stretch counts
STOP = 3.0  # what it costs, in log-odds, to end in the middle of a sentence
LEAN, REST = 2.0, 0.12  # odds in favour of a stretch; the mean share from which the rest of a sentence is of it
_FIRST, _LITTLE = 2.0, 1e-6  # how much the first piece tells of the form
_JOINS, _INSIDE = frozenset("and but so which because while & plus".split()), "'’-/%"
_FILE = "grounds.npz"


def rows_of(text: str) -> tuple[Floats, tuple[tuple[int, int], ...]]:
    """What the tagger is shown of a message: (pieces, features), and where each piece stands in the text."""
    read = tokenizer().encode(text)
    ids, offsets = read.ids[:MOST_PIECES], read.offsets[:MOST_PIECES]
    if len(ids) <= 2:
        return np.zeros((0, 1), dtype=np.float32), ()
    x = vectors_of(ids, LAYERS)
    pad = np.zeros((NEAR, DIMENSION), dtype=np.float32)
    wide = np.concatenate([pad, x, pad])
    around = [wide[k : k + len(x)] for k in range(2 * NEAR + 1)]
    whole = np.repeat(x.mean(axis=0, keepdims=True), len(x), axis=0)
    return np.concatenate([*around, whole], axis=1)[1:-1], tuple(offsets[1:-1])


def grounds_in(text: str) -> tuple[Sayable, ...]:
    """What speaks for the person in a message, in its order: "fact" stands as a sentence, "did" after "I", "been" after
    "I've", "am" after "I'm", "have" after "I have"."""
    rows, places = rows_of(text)
    return marked(text, places, shares_of(rows, weights())) if places else ()


def marked(
    text: str, places: tuple[tuple[int, int], ...], shares: Floats, forms: tuple[Form, ...] = FORMS, rest: float = REST
) -> tuple[Sayable, ...]:
    """The stretches that the shares of tags (pieces, tags) mark; the form of each, one of `forms`, is the likeliest of
    it as a whole; `rest` is the mean share from which the rest of a sentence is of it."""
    begins, inside = shares[:, 1::2].sum(axis=1), shares[:, 2::2].sum(axis=1)
    odds = np.log(np.stack([shares[:, 0], begins * LEAN, inside * LEAN], axis=1) + _LITTLE)
    marks = _marks(text, places)
    joins = [m or text[a:b].casefold() in _JOINS for m, (a, b) in zip(marks, places, strict=True)]
    out: list[Sayable] = []
    for first, end_ in _stretches(odds, marks):
        last = _to_edge(shares, joins, end_, rest)
        within = shares[first:last]
        if 1.0 - float(within[:, 0].mean()) < LEAST:
            continue
        form = forms[
            int((within[0, 1::2] * _FIRST + within[:, 1::2].mean(axis=0) + within[:, 2::2].mean(axis=0)).argmax())
        ]
        start, end = _whole_words(text, places[first][0], places[last - 1][1])
        if out and start < out[-1].end:
            continue
        out.append(Sayable(form, start, end, text[start:end].strip(" .,;:!-")))
    return tuple(out)


def _to_edge(shares: Floats, joins: list[bool], last: int, least: float) -> int:
    """Where a stretch ends that breaks off in the middle: at the next mark, where what is between may well be of it."""
    stop = next((k for k in range(last, len(joins)) if joins[k]), len(joins))
    rest = 1.0 - shares[last:stop, 0]
    return stop if len(rest) and float(rest.mean()) >= least else last


def _marks(text: str, places: tuple[tuple[int, int], ...]) -> list[bool]:
    """Whether before each piece words may well end: it is a mark, or stands behind one."""
    marks = [
        not any(x.isalnum() or x in _INSIDE for x in text[a:b]) and not _is_in_figure(text, a, b) for a, b in places
    ]
    return [m or (n > 0 and marks[n - 1]) for n, m in enumerate(marks)]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and ((text[start - 1].isalnum() and text[start].isalnum()) or _parts_figure(text, start)):
        start -= 1
    while end < len(text) and ((text[end].isalnum() and text[end - 1].isalnum()) or _parts_figure(text, end)):
        end += 1
    return start, end


def _parts_figure(text: str, at: int) -> bool:
    """Whether a place stands right before or behind the mark within a figure: "2.5 years" is not "5 years"."""
    return _is_in_figure(text, at - 1, at) or _is_in_figure(text, at, at + 1)


def _is_in_figure(text: str, start: int, end: int) -> bool:
    """Whether a mark stands between two digits: "1.4", "12,000"."""
    return text[max(start - 1, 0) : start].isdigit() and text[end : end + 1].isdigit()


def _stretches(odds: Floats, marks: list[bool]) -> list[tuple[int, int]]:
    """(first piece, piece behind the last) of each stretch on the likeliest way through; one that ends in the middle of
    a sentence is less likely, and none goes on before it has begun."""
    score = np.array([odds[0][0], odds[0][1], -np.inf])
    back = np.zeros((len(odds), 3), dtype=int)
    for i in range(1, len(odds)):
        stop = 0.0 if marks[i] else -STOP
        ways = score[:, None] + np.array([[0.0, 0.0, -np.inf], [stop, stop, 0.0], [stop, stop, 0.0]])
        back[i] = ways.argmax(axis=0)
        score = ways.max(axis=0) + odds[i]
    tags = [int(score.argmax())]
    for i in range(len(odds) - 1, 0, -1):
        tags.append(int(back[i][tags[-1]]))
    tags.reverse()
    starts = [i for i, t in enumerate(tags) if t == 1]
    return [(i, next((k for k in range(i + 1, len(tags)) if tags[k] != 2), len(tags))) for i in starts]


def shares_of(rows: Floats, held: dict[str, Floats]) -> Floats:
    """(pieces, tags): how likely each tag is."""
    hidden = np.maximum(rows @ held["first.weight"].T + held["first.bias"], 0)
    odds = hidden @ held["second.weight"].T + held["second.bias"]
    shares: Floats = np.exp(odds - odds.max(axis=1, keepdims=True))
    even: Floats = shares / shares.sum(axis=1, keepdims=True)
    return even


@cache
def weights() -> dict[str, Floats]:
    """The tagger that ships."""
    return loaded(_FILE)


def trained_on() -> str:
    """The digest of the marked messages that the tagger was learned from."""
    return digest_in(_FILE)


def loaded(name: str) -> dict[str, Floats]:
    """The weights of a tagger of this kind, by the name of its file."""
    with (files("coach.understanding.learned") / name).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return {key: held[key].astype(np.float32) for key in held.files if not key.startswith("n:")}


def digest_in(name: str) -> str:
    """The digest of what such a tagger was learned from."""
    with (files("coach.understanding.learned") / name).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return str(held["n:trained_on"])
