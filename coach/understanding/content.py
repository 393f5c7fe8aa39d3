"""A message that wants a text, or wants one changed -> what of its words the text shall say or lose, each as a stretch
with the form that it takes there, and where it is to stand.

Which words these are is learned from marked messages (`learn/content/`): the upper layers of the bundled MiniLM and two
heads, worked out in numpy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from coach.understanding.grounds import marked
from coach.understanding.sayable import Form, Sayable
from index.embed.encoder import layers_of
from index.embed.pieces import MOST_PIECES, UpperLayers, tokenizer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

STATES: tuple[Form, ...] = ("fact", "did", "been", "am", "have")  # stand as sentences of the person's
ASKS: tuple[Form, ...] = ("ask", "do", "please")  # what the text asks for: a thing, to do, that they do
SAID: tuple[Form, ...] = (*STATES, "thank", *ASKS, "or", "for", "whether")  # what the text says
# What of the text that stands is changed: what goes, what stands for something else, how it begins and ends.
CHANGED: tuple[Form, ...] = ("out", "old", "new", "hail", "bye", "subject", "back")
FORMS: tuple[Form, ...] = (*SAID, *CHANGED)
TAGS = ("-", *(f"{edge}{form}" for form in FORMS for edge in ("B ", "I ")))
PLACES = ("", "first", "last")
LAYERS, FROZEN = 6, 3
BEFORE = 5  # pieces before a stretch that tell where it goes
_MOST_HELD = 1024  # pieces
_THANKS_FOR = re.compile(r"(?:many )?thank(?:s| you)(?: very much| so much)? for (?=\S+ \S)", re.I)
REST = 0.5  # see `coach.understanding.grounds`
_FILE = "content.npz"


@dataclass(frozen=True, slots=True)
class Found:
    """Words from `start` to `end` of a message, the form they take in the text, and the place that is told for them:
    "first", "last" or none."""

    form: Form
    start: int
    end: int
    words: str
    place: str = ""


class ContentNet:
    """The trained upper layers and the heads."""

    def __init__(self, weights: dict[str, Floats], trained_on: str) -> None:
        """Hold what training has written."""
        layers, self.weights = layers_of(weights)
        self.trained_on = trained_on
        self._layers = UpperLayers(layers, FROZEN, _MOST_HELD)

    def vectors(self, ids: tuple[int, ...]) -> Floats:
        """(pieces, 384): what each piece means in its message."""
        return self._layers.of(ids)

    def tags(self, x: Floats) -> Floats:
        """(pieces, tags): probabilities that sum to one."""
        whole = np.repeat(x.mean(axis=0, keepdims=True), len(x), axis=0)
        hidden = np.maximum(self._dense(np.concatenate([x, whole], axis=1), "tag.1"), 0)
        odds = self._dense(hidden, "tag.4")
        shares = np.exp(odds - odds.max(axis=1, keepdims=True))
        result: Floats = shares / shares.sum(axis=1, keepdims=True)
        return result

    def place(self, x: Floats, first: int, last: int) -> str:
        """Where a stretch of pieces is to stand."""
        before = x[max(0, first - BEFORE) : max(first, 1)].mean(axis=0)
        odds = self._dense(np.concatenate([x[first:last].mean(axis=0), before])[None], "place.1")[0]
        return PLACES[int(odds.argmax())]

    def _dense(self, x: Floats, name: str) -> Floats:
        result: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return result


def found_by(net: ContentNet, text: str) -> tuple[Found, ...]:
    """What a net finds in a message, in its order."""
    read = tokenizer().encode(text)
    ids, offsets = tuple(read.ids[:MOST_PIECES]), read.offsets[:MOST_PIECES]
    if len(ids) <= 2:
        return ()
    x = net.vectors(ids)
    found = marked(text, tuple(offsets[1:-1]), net.tags(x)[1:-1], FORMS, REST)
    out = []
    for s in found:
        inside = [i for i, (a, b) in enumerate(offsets) if a < s.end and s.start < b]
        if m := _THANKS_FOR.match(s.words) if s.form in ("fact", "bye") else None:
            s = Sayable("thank", s.start + m.end(), s.end, s.words[m.end() :])  # what is thanked for is no close
        if s.words and inside:
            out.append(Found(s.form, s.start, s.end, s.words, net.place(x, inside[0], inside[-1] + 1)))
    return tuple(out)


@lru_cache(maxsize=64)
def found_in(text: str) -> tuple[Found, ...]:
    """What a text shall say or lose in the words of a message that wants one, in its order; the forms are `FORMS`."""
    return found_by(content_net(), text)


def content_in(text: str) -> tuple[Sayable, ...]:
    """What a text shall say in the words of a message that wants one, in its order; the forms are `SAID`."""
    return tuple(Sayable(f.form, f.start, f.end, f.words) for f in found_in(text) if f.form in SAID)


def changes_in(text: str) -> tuple[Found, ...]:
    """What of the text that stands a message changes, in its order; the forms are `CHANGED`."""
    return tuple(f for f in found_in(text) if f.form in CHANGED)


def net_of(held: Mapping[str, Any]) -> ContentNet:
    """A net from what training has made of it."""
    weights: dict[str, Floats] = {}
    for key in held:
        if key.startswith("w:"):
            scale = held.get(f"s:{key[2:]}")
            value = held[key].astype(np.float32)
            weights[key[2:]] = value * scale if scale is not None else value
    return ContentNet(weights, str(held["n:trained_on"]))


@cache
def content_net() -> ContentNet:
    """The net that ships with the coach."""
    with (files("coach.understanding.learned") / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return net_of(cast("Mapping[str, Any]", dict(held)))


def trained_on() -> str:
    """The digest of the marked messages that the net was learned from."""
    return content_net().trained_on
