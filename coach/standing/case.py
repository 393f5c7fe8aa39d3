"""A situation with its row and what was asked before: what is held, and whether an ask is above it."""

from __future__ import annotations

from dataclasses import dataclass

from coach.standing.footing import same_footing, yearly
from coach.standing.package import AskFor
from coach.understanding.situation import Part, Situation
from index.guide import Band, Guide


@dataclass(frozen=True, slots=True)
class Case:
    """What an ask is worked out from; `refused` are the parts that are not asked again."""

    situation: Situation
    band: Band | None
    guide: Guide | None
    asked: tuple[Part, ...]
    refused: frozenset[str]

    @property
    def is_raise(self) -> bool:
        """Whether the talk is with the present employer."""
        return self.situation.talk == "raise"

    @property
    def held(self) -> tuple[Part, ...]:
        """What is on the table; for a raise the better of present pay and what they propose."""
        s = self.situation
        if not self.is_raise:
            return s.offer
        better = {p.component: p for p in s.current}
        for p in s.offer:
            now = better.get(p.component)
            if now is None or (same_footing(p, now) and p.high > now.high):
                better[p.component] = p
        return tuple(better.values())

    def part(self, component: str) -> Part | None:
        """What is on the table of a part; None where nothing is."""
        return next((p for p in self.held if p.component == component), None)

    @property
    def base(self) -> float:
        """The salary held, by the year where it is told by the month; 0.0 where none is."""
        p = self.part("base") or self.part("total")
        return (p.high * 12 if p.period == "month" else p.high) if p and p.currency != "%" else 0.0

    @property
    def currency(self) -> str:
        """The money of the talk: as it is told, else the row's."""
        said = (
            p.currency
            for p in (*self.held, *self.situation.current, *self.situation.target)
            if p.currency not in ("", "%")
        )
        return next(said, self.band.currency if self.band else "")

    def above(self, ask: AskFor) -> bool:
        """Whether it is more than what is held, in the talk's currency and on a footing that can be told."""
        held = self.part(ask.component)
        if ask.currency not in ("%", self.currency):
            return False
        if held is None:
            whole = ask.component == "total" and ask.currency != "%"
            return not whole or yearly(ask.value, "total", ask.period, ask.currency, 0) > self.sum
        if held.currency != ask.currency:
            return yearly(ask.value, ask.component, ask.period, ask.currency, self.base) > yearly(
                held.high, held.component, held.period, held.currency, self.base
            )
        if same_footing(held, ask.part):
            return ask.value > held.high
        if (
            "hour" in (held.period, ask.period)
            or "day" in (held.period, ask.period)
            or "week" in (held.period, ask.period)
        ):
            return False
        mine, theirs = (yearly(x.high, x.component, x.period, x.currency, self.base) for x in (ask.part, held))
        return mine > theirs

    @property
    def sum(self) -> float:
        """A year of what is held, sign-on left out."""
        return sum(
            yearly(p.high, p.component, p.period, p.currency, self.base)
            for p in self.held
            if p.component not in ("signing", "total")
        )
