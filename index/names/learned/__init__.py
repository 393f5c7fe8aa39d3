"""What stands around a name, learned from the wordings of several voices: is a span a company, a role, a place?"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.linear.model import LinearModel

KINDS = ("company", "role", "place")


@cache
def model_of(kind: str) -> LinearModel:
    """Load the model that ships for a kind of name; made by `python -m index.names.learned.train`."""
    from index.linear.model import load

    return load("index.names.learned", f"{kind}.npz")
