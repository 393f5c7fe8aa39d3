"""The Reply: one value for the page, the terminal, JSON and MCP; citations and figures belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

FigureKind = Literal["band", "premium", "level", "script", "strategy", "user", "derived"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement comes from: `quote` are the guide's own words on `lines` (first, last)."""

    number: int
    guide: str
    heading: str
    lines: tuple[int, int]
    quote: str

    def to_json(self) -> dict[str, Any]:
        """The citation in the reply's JSON."""
        return {
            "number": self.number,
            "guide": self.guide,
            "heading": self.heading,
            "lines": list(self.lines),
            "quote": self.quote,
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with everything that makes it right: value, place, component, currency, unit, source.

    `unit` is "absolute", "percent", "per year", "per month", "per 4-year grant", "options" or
    "shares"; `formula` says how a derived figure came about. `per` tells what a figure of the talk is for: a period
    ("year", "hour" …), "once", "first" (of the first year alone), "grant"; of a count, what it counts ("months",
    "hours a week"); "" where that is not known.
    """

    text: str
    kind: FigureKind
    component: str
    company: str
    role: str
    region: str
    currency: str
    unit: str
    low: float
    high: float
    level: str = ""
    citation: int | None = None
    formula: str | None = None
    per: str = ""

    def to_json(self) -> dict[str, Any]:
        """The figure in the reply's JSON; whole amounts as whole numbers."""
        return {
            "text": self.text,
            "kind": self.kind,
            "component": self.component,
            "company": self.company,
            "role": self.role,
            "region": self.region,
            "level": self.level or None,
            "currency": self.currency or None,
            "unit": self.unit,
            "low": _whole(self.low),
            "high": _whole(self.high),
            "citation": self.citation,
            "formula": self.formula,
        }


@dataclass(frozen=True, slots=True)
class Entities:
    """What the reply is about, carried-over parts included."""

    companies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The entities in the reply's JSON."""
        return {
            "companies": list(self.companies),
            "roles": list(self.roles),
            "regions": list(self.regions),
            "levels": list(self.levels),
        }


@dataclass(frozen=True, slots=True)
class Gap:
    """What no guide holds: a "company", a "role", a "region" or a "level", named as asked, and the guide it is missing
    in or from.
    """

    kind: str
    name: str
    company: str = ""
    role: str = ""

    def to_json(self) -> dict[str, Any]:
        """The gap in the reply's JSON."""
        return {"kind": self.kind, "name": self.name, "company": self.company or None, "role": self.role or None}


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `text` is Markdown with [n] markers; every marker has its citation.

    `abstained` says that the guides do not hold what was asked; `clarify` is the question to
    answer first; `repaired` and `replaced` count a language model's sentences that did not pass as they were, `tokens`
    what they took and `cost` their price, where one is set, `spent` the calls and seconds of the reply and the same of
    the talk so far; `suggestions` are next questions that can be answered; `situation` is what the coach understood of
    the user so far, to be confirmed or corrected; `gaps` is what the guides were found to lack. `moves` are what the
    reply does, in order; `state` is the negotiation as it stands after it, `dialogue` the same as it is kept for the
    next turn.
    """

    text: str
    intent: str
    engine: str = "built-in"
    entities: Entities = field(default_factory=Entities)
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    caveats: tuple[str, ...] = ()
    abstained: bool = False
    clarify: str | None = None
    suggestions: tuple[str, ...] = ()
    situation: dict[str, Any] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    repaired: int = 0
    replaced: int = 0
    tokens: dict[str, int] = field(default_factory=dict)
    cost: str = ""
    spent: dict[str, Any] = field(default_factory=dict)
    timings_ms: dict[str, float] = field(default_factory=dict)
    moves: tuple[str, ...] = ()
    state: dict[str, Any] = field(default_factory=dict)
    dialogue: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The contract of every surface."""
        return {
            "text": self.text,
            "intent": self.intent,
            "moves": list(self.moves),
            "engine": self.engine,
            "entities": self.entities.to_json(),
            "citations": [c.to_json() for c in self.citations],
            "figures": [f.to_json() for f in self.figures],
            "caveats": list(self.caveats),
            "abstained": self.abstained,
            "clarify": self.clarify,
            "suggestions": list(self.suggestions),
            "situation": self.situation,
            "state": self.state,
            "gaps": [g.to_json() for g in self.gaps],
            "checked": {"repaired": self.repaired, "replaced": self.replaced},
            "tokens": self.tokens,
            "cost": self.cost or None,
            "spent": self.spent or None,
            "timings_ms": {k: round(v, 2) for k, v in self.timings_ms.items()},
        }


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value
