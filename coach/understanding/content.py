"""A message that wants a text -> what of its words the text shall say, each as a stretch with the form that it takes
there.

Which words these are is learned from marked messages (`learn/content/`); the tags are worked out in numpy.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.grounds import digest_in, loaded, marked, rows_of, shares_of
from coach.understanding.sayable import Form, Sayable, is_whole
from coach.understanding.sound import soundness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

STATES: tuple[Form, ...] = ("fact", "did", "been", "am", "have")  # stand as sentences of the person's
ASKS: tuple[Form, ...] = ("ask", "do")  # what the text asks for
FORMS: tuple[Form, ...] = (*STATES, "thank", *ASKS, "or", "for")
TAGS = ("-", *(f"{edge}{form}" for form in FORMS for edge in ("B ", "I ")))
_ENDS = re.compile(r"[;:!?()–—\n]|[.,](?!\d)|\s(?:and|but|so|because|or|which|while)\b", re.I)
# One more thing of the same kind.
_AND = re.compile(r"^\s*(?:and|or|&)(?:\s[\w'’-]+){1,2}(?=\s*(?:[.,;:!?]|$))", re.I)
_MARKS = ".,;:!?()"  # what ends a sentence
_OPEN = ("in", "on", "by", "since", "until", "into", "over", "every")  # with which no sentence of a reason ends
_OBJECTS = ("her", "him", "them", "it", "us", "you", "that", "this", "those")  # that whole ones may go on with
_NEAR, _FAR = 4, 16  # words that may be missing of one, and of one that nobody ends like that
REST = 0.5  # see `coach.understanding.grounds`
_FILE = "content.npz"


@lru_cache(maxsize=64)
def content_in(text: str) -> tuple[Sayable, ...]:
    """What a text shall say in the words of a message that wants one, in its order; the forms are `FORMS`."""
    rows, places = rows_of(text)
    found = marked(text, places, shares_of(rows, weights()), FORMS, REST) if places else ()
    found = tuple(x for x in found if x.words)  # a stretch of marks alone says nothing
    starts = [*(x.start for x in found), len(text)][1:]
    return tuple(to_its_end(text, x, stop) if x.form in STATES else x for x, stop in zip(found, starts, strict=True))


def to_its_end(text: str, said: Sayable, stop: int) -> Sayable:
    """A sentence up to the next mark or the word that joins something else, where that is near: "they've not replaced"
    goes on with "her"."""
    rest = text[said.end : stop]
    if not rest or rest[0] in _MARKS:
        return said
    m = _ENDS.search(_AND.sub(lambda x: " " * len(x[0]), rest, count=1))
    more = rest[: m.start()] if m else rest if stop == len(text) else ""
    torn = not is_whole(said.words) or said.words.split()[-1].casefold() in _OPEN
    end = said.end + len(more.rstrip())
    joins = torn or more.strip().casefold() in _OBJECTS or _is_better(text[said.start : end], said.words)
    if not more.strip() or len(more.split()) > (_FAR if torn else _NEAR) or not joins:
        return said
    return Sayable(said.form, said.start, end, text[said.start : end].strip(" .,;:!-"))


def _is_better(longer: str, words: str) -> bool:
    """Whether a sentence is at least as whole with what follows: "of our billing" is with "platform"."""
    return soundness(f"{longer}.") >= soundness(f"{words}.")


@cache
def weights() -> dict[str, Floats]:
    """The tagger that ships."""
    return loaded(_FILE)


def trained_on() -> str:
    """The digest of the marked messages that the tagger was learned from."""
    return digest_in(_FILE)
