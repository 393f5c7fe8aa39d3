"""A message that wants a text -> what of its words the text shall say, each as a stretch with the form that it takes
there.

Which words these are is learned from marked messages (`learn/content/`); the tags are worked out in numpy.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.grounds import marked, rows_of, shares_of
from coach.understanding.sayable import Form, Sayable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

STATES: tuple[Form, ...] = ("fact", "did", "been", "am", "have")  # stand as sentences of the person's
ASKS: tuple[Form, ...] = ("ask", "do")  # what the text asks for
FORMS: tuple[Form, ...] = (*STATES, "thank", *ASKS, "or", "for")
TAGS = ("-", *(f"{edge}{form}" for form in FORMS for edge in ("B ", "I ")))
REST = 0.5  # see `coach.understanding.grounds`
_FILE = "content.npz"


@lru_cache(maxsize=64)
def content_in(text: str) -> tuple[Sayable, ...]:
    """What a text shall say in the words of a message that wants one, in its order; the forms are `FORMS`."""
    rows, places = rows_of(text)
    return marked(text, places, shares_of(rows, weights()), FORMS, REST) if places else ()


@cache
def weights() -> dict[str, Floats]:
    """The tagger that ships."""
    with (files("coach.understanding.learned") / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return {key: held[key].astype(np.float32) for key in held.files if not key.startswith("n:")}


def trained_on() -> str:
    """The digest of the marked messages that the tagger was learned from."""
    with (files("coach.understanding.learned") / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return str(held["n:trained_on"])
