"""A clause of a turn -> what it asks, wants or tells, learned from the labelled examples of phrasing/turns.yaml by what
they mean.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from coach.understanding.intents.features import pieces_of as spelled_of
from coach.understanding.intents.features import words_of
from index.embed.pieces import Pieces, pieces_of
from index.linear.features import Features, hashed
from index.linear.model import LinearModel, load, with_vector
from index.shipped import shipped_yaml

EXAMPLES, MODEL = "turns.yaml", "topics.npz"
# How long each part of the features is made: words, how they are spelled, and what they mean in their context.
LENGTHS = (1.5, 0.5, 3.0)
_MEANING = 2
_SECOND = 0.25  # from here on what stands second to the pay is meant too
_LEAST = 0.12  # below this share no topic is likely enough to be answered


@dataclass(frozen=True, slots=True)
class Topic:
    """What a clause is about: `does` is "ask", "want", "say" or "pay" ("" where nothing is likely), `about` its topic."""

    does: str
    about: str
    share: float


@cache
def examples() -> tuple[tuple[str, str], ...]:
    """Every labelled example: ("ask.level", words); those of a name in a frame come with the lines."""
    held = shipped_yaml((files("coach.phrasing") / EXAMPLES).read_text(encoding="utf-8"))
    names, frames = held.pop("names"), held.pop("frames")
    out = [(f"{does}.{about}", w) for does, topics in held.items() for about, said in topics.items() for w in said]
    for does in frames:
        for about in names:
            if about in held[does]:
                out += [(f"{does}.{about}", w) for w in _framed(names[about], frames[does])]
    return tuple(dict.fromkeys(out))


def _framed(names: list[str], frames: list[str]) -> list[str]:
    """Each name in some of the frames, so that every frame is used."""
    each = 5
    return [frames[(i * each + k) % len(frames)].format(x=name) for i, name in enumerate(names) for k in range(each)]


@lru_cache(maxsize=16)
def pieces_read(turn: str) -> Pieces:
    """The word pieces of a turn, worked out once for whoever reads it."""
    return pieces_of(turn)


def features_of(turn: str, start: int, end: int) -> Features:
    """What the model sees of the words from `start` to `end` of a turn."""
    words = turn[start:end]
    return with_vector(hashed((words_of(words), spelled_of(words))), _MEANING, pieces_read(turn).between(start, end))


@cache
def topic_model() -> LinearModel:
    """Made by `python -m coach.rehearsal.learned.topics`."""
    return load("coach.rehearsal.learned", MODEL)


def topic_of(turn: str, start: int, end: int) -> Topic:
    """What the words from `start` to `end` of a turn do, and what they are about."""
    return _likeliest(turn, start, end)[0]


def beside_money(turn: str, start: int, end: int) -> Topic:
    """What words that are about pay ask or wish for beside it: "172 and the senior title", "is 270 the last word?".

    Its share is that among everything which is not about pay; an empty topic where nothing is likely.
    """
    first, second = _likeliest(turn, start, end)
    if first.does != "pay" or second.does not in ("ask", "want") or second.share < _SECOND:
        return Topic("", "", 0.0)
    return Topic(second.does, second.about, second.share / (1 - first.share))


@lru_cache(maxsize=256)
def _likeliest(turn: str, start: int, end: int) -> tuple[Topic, Topic]:
    """The two likeliest topics of the words."""
    out = []
    for label, share in islice(topic_model().shares(features_of(turn, start, end)).items(), 2):
        does, _, about = label.partition(".")
        out.append(Topic(does, about, share) if share >= _LEAST else Topic("", "", share))
    return out[0], out[1]


def digest() -> str:
    """What tells one set of examples from another."""
    return hashlib.sha256(repr(examples()).encode()).hexdigest()[:16]
