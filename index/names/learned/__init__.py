"""What stands around a name, learned from the wordings of several voices: is a span a company, a role, a place?"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.linear.model import LinearModel
    from index.names.context import Sentence, Span
    from index.names.learned.net import Net

LINEAR = ("role", "place")  # the company has a net of its own
USUAL = "usual.txt"


@cache
def model_of(kind: str) -> LinearModel:
    """Load the model that ships for a kind of name; made by `python -m index.learn.train`."""
    from index.linear.model import load

    return load("index.names.learned", f"{kind}.npz")


@cache
def company_net() -> Net:
    """Load the net that ships for companies."""
    from index.names.learned.net import load_net

    return load_net("company.npz")


@cache
def _usual() -> dict[str, float]:
    """Words with in how many of a thousand messages about pay they stand, as logarithms."""
    lines = (files("index.names.learned") / USUAL).read_text(encoding="utf-8").splitlines()
    return {word: log10(float(share)) for word, share in (line.split() for line in lines)}


def how_usual(word: str) -> float:
    """How usual a plain word is where people write about pay: 0 for one that is rare there, 2 for one of ten
    messages."""
    return _usual().get(word, 0.0)


def odds(kind: str, sentence: Sentence, span: Span) -> float:
    """The log-odds that a span is a name of its kind: a company, a role or a place."""
    if kind == "company":
        return company_net().odds(sentence, span)
    from index.names.context import features_of

    return float(model_of(kind).scores(features_of(sentence, span))[0])
