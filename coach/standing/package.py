"""What to ask for, as values: one part with its figure, and the package with its ways down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.understanding.situation import Footing, Part, Stage
from index.guide import Component, Lines

Why = Literal["wish", "rival", "named", "equal", "strategy", "band", "no_band"]


@dataclass(frozen=True, slots=True)
class AskFor:
    """One part to ask for. `formula` says how its figure came about, "" where it is the person's own; `source` are the
    guide's lines, `later` the stages that the person wants it to go on to, the first one `until` then."""

    component: Component
    value: float
    currency: str
    period: Footing = ""
    formula: str = ""
    source: tuple[Lines, str] | None = None
    later: tuple[Stage, ...] = ()
    until: str = ""

    @property
    def part(self) -> Part:
        """The same as a figure of the situation."""
        return Part(
            component=self.component, low=self.value, high=self.value, currency=self.currency, period=self.period,
            later=self.later, until=self.until,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Advice:
    """What the market supports above the person's own wish: said once, and the wish stays."""

    supported: AskFor
    at_stake: float


@dataclass(frozen=True, slots=True)
class Package:
    """What to ask for, once. `wished` are all the parts of the person's own wish, `main` first; `offered` is what is
    held of the main part.

    `steps` are the figures on the way from the ask to the walk-away, each a smaller step than the one before.
    """

    why: Why
    main: AskFor
    second: AskFor | None = None
    fallback: AskFor | None = None
    walk_away: AskFor | None = None
    steps: tuple[float, ...] = ()
    wished: tuple[AskFor, ...] = ()
    offered: Part | None = None
    advice: Advice | None = None
    rival: str = ""

    @property
    def said(self) -> tuple[AskFor, ...]:
        """What a script asks for: every part that the person wished for, else the main part alone."""
        return self.wished or (self.main,)
