"""What a turn does: its asks with their figures, and its acts with the words that show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from coach.rehearsal.scene import Item

ActKind = Literal[
    "thanks", "plea", "question", "achievement", "band", "offer", "circumstance", "generic", "need", "reveal", "threat",
    "hedge", "fuzzy", "condition", "trade", "joint", "accept", "reject", "recap", "close", "reopen",
]  # fmt: skip
Use = Literal[
    "ask", "band", "table", "competing", "current", "floor", "premium", "forfeit", "negated", "earlier", "achievement",
    "other",
]  # fmt: skip
# Reasons that carry a figure; the generic and the private ones do not.
REASONS: tuple[ActKind, ...] = ("band", "offer", "achievement", "circumstance")


@dataclass(frozen=True, slots=True)
class Act:
    """Something the turn does, and the words that show it, from `start` to `end` of the turn.

    `share` is how sure that is.
    """

    kind: ActKind
    words: str
    start: int
    end: int
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class UsedFigure:
    """A figure of the turn: what it is used for, of which component, in the talk's currency, and how it came about.

    `how` is "" as said, "percent", "more" (an amount on top) or "match".
    """

    use: Use
    item: Item
    low: float
    high: float
    words: str
    start: int
    end: int
    how: str = ""
    fuzzy: bool = False


@dataclass(frozen=True, slots=True)
class Moves:
    """Everything one turn does. `extras` are terms without an amount that it asks for ("review", "title" …)."""

    asks: tuple[UsedFigure, ...] = ()
    figures: tuple[UsedFigure, ...] = ()
    acts: tuple[Act, ...] = ()
    accepts: bool = False
    rejects: bool = False
    extras: tuple[str, ...] = ()

    def did(self, *kinds: ActKind) -> tuple[Act, ...]:
        """The acts of these kinds, in the order of the turn."""
        return tuple(a for a in self.acts if a.kind in kinds)

    def asked(self) -> dict[Item, float | tuple[float, float]]:
        """{component: amount, or (low, high)}."""
        return {a.item: a.high if a.low == a.high else (a.low, a.high) for a in self.asks}

    def to_json(self) -> dict[str, Any]:
        """The moves as other programs read them; amounts as whole numbers."""
        asks: dict[str, Any] = {}
        for item, value in self.asked().items():
            asks[item] = [round(v) for v in value] if isinstance(value, tuple) else round(value)
        return {
            "asks": asks, "accepts": self.accepts, "rejects": self.rejects, "extras": list(self.extras),
            "acts": [{"is": a.kind, "words": a.words} for a in self.acts],
        }  # fmt: skip
