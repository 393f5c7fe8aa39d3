"""Variants of a sentence, chosen by tone and facts, and British and American spelling (spelling.yaml)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from index.shipped import shipped_yaml


class Variant(BaseModel):
    """One way to say a move. `add` means that it follows the variants before it instead of replacing them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    tone: str = ""
    when: str = ""
    add: bool = False

    def fits(self, tone: str, facts: frozenset[str]) -> bool:
        """Whether the variant is for this tone and its conditions hold: "offer", "no offer", "raise, own"."""
        if self.tone and self.tone != tone:
            return False
        for condition in filter(None, (c.strip() for c in self.when.split(","))):
            wanted = not condition.startswith("no ")
            if (condition.removeprefix("no ") in facts) != wanted:
                return False
        return True


def _file(name: str) -> Any:  # noqa: ANN401 - each file has a shape of its own
    return shipped_yaml((files("coach") / "phrasing" / name).read_text(encoding="utf-8"))


@cache
def _british() -> dict[str, str]:
    return {str(k): str(v) for k, v in _file("spelling.yaml")["words"].items()}


def spelt(text: str, spelling: str) -> str:
    """The text in the spelling asked for; names (capitalised inside a sentence) stay as they are."""
    table = _british() if spelling == "british" else {b: a for a, b in _british().items()}

    def swap(m: re.Match[str]) -> str:
        word = m[0]
        other = table.get(word.lower())
        if not other:
            return word
        starts = m.start() == 0 or text[: m.start()].rstrip()[-1:] in (".", "!", "?", ":", "\n")
        if word[0].isupper():
            return other[0].upper() + other[1:] if starts else word
        return other

    return re.sub(r"[A-Za-z]+", swap, text)


def chosen(variants: tuple[Variant, ...], tone: str, facts: frozenset[str]) -> str:
    """The first variant that fits, with those after it that say they follow; "" where none fits."""
    out: list[str] = []
    for variant in variants:
        if variant.fits(tone, facts) and (variant.add or not out):
            out.append(variant.text)
    return " ".join(t for t in out if t)
