"""Guide + row + situation -> the plan: four figures a component, what to trade, the order of asks, the days, the
questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from coach.phrasing.phrases import Variant
from coach.standing.ask import package
from coach.standing.clock import named
from coach.standing.goals import Goals, goals_for
from coach.standing.offer import Standing, push_first, stand
from coach.understanding.situation import Situation
from index.guide import Band, Component, Guide
from index.shipped import shipped_yaml

PARTS: tuple[Component, ...] = ("base", "stock", "bonus", "signing", "total")


class Day(Variant):
    """A line of the timeline: `day` says when."""

    day: str


class PlanWords(BaseModel):
    """The whole of plan.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    trades: dict[Component, str]
    questions: tuple[Variant, ...]
    order: tuple[str, ...]
    timeline: tuple[Day, ...]
    beyond: tuple[str, ...]
    disclaimer: str
    disclaimer_own: str
    no_ask: str
    untitled: str
    unguided: str
    steps: str
    advice: str


@cache
def wording() -> PlanWords:
    """The wording of plans; pydantic's ValidationError names a line that is wrong."""
    return PlanWords.model_validate(
        shipped_yaml((files("coach") / "phrasing" / "plan.yaml").read_text(encoding="utf-8"))
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """How to negotiate one offer. `standings` are the offered parts in their bands, `first` the one to push first."""

    goals: tuple[Goals, ...]
    standings: tuple[Standing, ...]
    first: Component
    trades: tuple[str, ...]
    order: tuple[str, ...]
    timeline: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]


def plan_for(guide: Guide | None, band: Band | None, situation: Situation) -> Plan:
    """Derive the plan for one row; a component without a band has no figures and is left out, and so are all of them
    without a guide.
    """
    goals: tuple[Goals, ...] = ()
    standings: tuple[Standing, ...] = ()
    if guide and band:
        goals = tuple(g for c in PARTS if (g := goals_for(guide, band, c, situation)))
        standings = tuple(s for o in situation.offer if (s := stand(o, band, situation.offer)))
    weakest = push_first(list(standings))
    made = package(situation, band, guide)
    first: Component = (
        made.main.component
        if made
        else weakest.offered.component
        if weakest
        else goals[0].ask.component
        if goals
        else "base"
    )
    stock = band.pay("stock") if band else None
    offered = any(p.component == "stock" for p in situation.offer)
    facts = frozenset(
        name
        for name, holds in (
            ("deadline", bool(situation.deadline)),
            ("raise", situation.talk == "raise"),
            ("stock", stock is not None or offered),
            ("options", bool(stock and "option" in f"{stock.label} {stock.text}".casefold())),
        )
        if holds
    )
    said = wording()
    fields = {"deadline": named(situation.deadline), "first": first}
    return Plan(
        goals,
        standings,
        first,
        tuple(said.trades[g.ask.component] for g in goals if g.ask.component in said.trades),
        tuple(line.format(**fields) for line in said.order),
        tuple((d.day.format(**fields), d.text.format(**fields)) for d in said.timeline if d.fits("", facts)),
        tuple(q.text for q in said.questions if q.fits("", facts)),
    )
