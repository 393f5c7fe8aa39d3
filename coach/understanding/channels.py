"""A message -> how a text is to go, by which channel and how long, where the message tells it.

One hidden layer over the pieces of the net of matters ships in `learned/channels.npz`, learned from orders for words
and changes of them (`learn/channels`).
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.reading import LIKELY
from coach.understanding.texts import rows_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

UNTOLD = "any"
# Spoken words, a mail or letter, a message (text, WhatsApp, Slack), a box in a form.
CHANNELS = ("call", "email", "chat", "form", UNTOLD)
LENGTHS = ("one", "short", UNTOLD)
TRAINED_ON = "trained_on"
_SURELY = 0.75  # a probability: a text cut short is missed more than one that is long
_LOUD = 10.0  # of the input: how fast the layer learns


def layer_input(rows: Vectors, mean: Vectors, spread: Vectors) -> Vectors:
    """The rows of messages (`coach.understanding.texts.rows_in`) as the layer takes them, at one scale."""
    out: Vectors = (rows - mean) / spread / np.sqrt(rows.shape[1]) * np.float32(_LOUD)
    return out


def channel_in(text: str, least: float = LIKELY) -> str:
    """The channel of `CHANNELS` that a message wants a text to go by, "" where it tells none that is `least` sure."""
    return _told(_shares(text)[0], CHANNELS, least)


def length_in(text: str) -> str:
    """How long a message wants a text to be, of `LENGTHS`, "" where it tells nothing."""
    return _told(_shares(text)[1], LENGTHS, _SURELY)


def _told(shares: tuple[float, ...], names: tuple[str, ...], least: float) -> str:
    best = max(range(len(names)), key=lambda n: shares[n])
    return "" if names[best] == UNTOLD or shares[best] < least else names[best]


@lru_cache(maxsize=64)
def _shares(text: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """(of each of `CHANNELS`, of each of `LENGTHS`): probabilities; of no words nothing is told."""
    if not text.strip():
        return tuple(float(c == UNTOLD) for c in CHANNELS), tuple(float(n == UNTOLD) for n in LENGTHS)
    channels, lengths = shares_of(_weights(), rows_in(text)[None])
    return tuple(channels[0].tolist()), tuple(lengths[0].tolist())


def shares_of(held: dict[str, Vectors], rows: Vectors) -> tuple[Vectors, Vectors]:
    """(messages, CHANNELS) and (messages, LENGTHS): probabilities by the weights `held`."""
    hidden = layer_input(rows, held["mean"], held["spread"]) @ held["in.weight"].T + held["in.bias"]
    odds = np.maximum(hidden, 0) @ held["out.weight"].T + held["out.bias"]
    return _softmax(odds[:, : len(CHANNELS)]), _softmax(odds[:, len(CHANNELS) :])


def _softmax(odds: Vectors) -> Vectors:
    raised = np.exp(odds - odds.max(axis=1, keepdims=True))
    out: Vectors = raised / raised.sum(axis=1, keepdims=True)
    return out


@cache
def _weights() -> dict[str, Vectors]:
    with (files("coach.understanding.learned") / "channels.npz").open("rb") as file, np.load(file) as held:
        return {name: held[name].astype(np.float32) for name in held.files if name != TRAINED_ON}


def trained_on() -> str:
    """What the layer was learned from (`learn.channels.train.digest`)."""
    with (files("coach.understanding.learned") / "channels.npz").open("rb") as file, np.load(file) as held:
        return str(held[TRAINED_ON])
