"""A rehearsal that has ended -> the scorecard: what was won of what could be won, phase by phase, the best and the
worst line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from coach.rehearsal.ground import PAID
from coach.rehearsal.judge import JudgedTurn
from coach.rehearsal.scenario import Scenario
from coach.rehearsal.scene import ITEMS, VESTING_YEARS, Item
from coach.rehearsal.talk import Rehearsal, Round

Phase = Literal["opening", "ask", "reasons", "pushback", "close"]
# Five days off are a fiftieth of the working year; two days at home save some hours on the road; a review brings a raise earlier.
_WORTH: dict[str, float] = {
    "days": 0.02, "remote": 0.03, "start": 0.0, "review": 0.01, "title": 0.01, "level": 0.05, "relocation": 0.01, "learning": 0.005, "on_call": 0.01,
    "paid_hours": 0.02, "short_week": 0.05, "equipment": 0.005, "notice": 0.005, "car": 0.01, "hands": 0.01,
}  # fmt: skip
PHASES: tuple[Phase, ...] = ("opening", "ask", "reasons", "pushback", "close")
# Which labels count in which phase, for and against.
_PHASES: dict[Phase, tuple[frozenset[str], frozenset[str]]] = {
    "opening": (frozenset({"asks_question", "collaborative_tone"}), frozenset({"no_rapport", "accepts_first", "hedging", "no_figure"})),
    "ask": (frozenset({"names_figure", "package_trade"}), frozenset({"weak_anchor", "bad_range", "vague_anchor", "over_ask", "no_figure"})),
    "reasons": (frozenset({"evidence", "cites_band"}), frozenset({"no_rationale", "unsupported_claim"})),
    "pushback": (frozenset({"holds_firm", "package_trade", "conditional_commitment", "collaborative_tone"}), frozenset({"big_concession", "ultimatum", "reveals_floor"})),
    "close": (frozenset({"recap_close", "conditional_commitment"}), frozenset({"weak_close", "serial_ask", "accepts_first"})),
}  # fmt: skip
# What a mistake takes off a turn, a strength adds to it: to find the best and the worst line.
_COSTS: dict[str, int] = {
    "ultimatum": 4, "unsupported_claim": 4, "accepts_first": 4, "reveals_floor": 3, "weak_anchor": 3, "big_concession": 3, "bad_range": 2,
    "serial_ask": 2, "over_ask": 2, "no_figure": 2, "no_rationale": 2, "vague_anchor": 1, "weak_close": 1, "hedging": 1, "no_rapport": 1, "waits_on": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Component:
    """One component: what was offered first, agreed (the last offer where there is no deal), aimed at, and at most to
    be had.
    """

    item: Item
    opening: float
    deal: float
    target: float | None
    reservation: float


@dataclass(frozen=True, slots=True)
class PhaseScore:
    """A phase of the talk: points 0 to 4, and the labels that made them; None points where the phase did not come up."""

    phase: Phase
    points: int | None
    good: tuple[str, ...]
    bad: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The outcome. Money is in the talk's currency.

    `surplus` is the share of what could be won that was won, 0 to 1, each component by its worth a year (a grant and a
    sign-on over four years); None where the recruiter had no room. `a_year` is the gain in yearly pay without stock and
    sign-on, `over_grant` everything over four years. `extras_worth` is what the terms beside the pay are worth a year;
    `best` and `worst` are turn numbers.
    """

    deal: bool
    outcome: str
    components: tuple[Component, ...]
    extras: tuple[str, ...]
    extras_worth: float
    surplus: float | None
    a_year: float
    over_grant: float
    phases: tuple[PhaseScore, ...]
    best: int | None
    worst: int | None
    honest: tuple[str, ...]
    turns: int

    def to_json(self) -> dict[str, Any]:
        """The scorecard as other programs read it."""
        return {
            "deal": self.deal, "outcome": self.outcome, "surplus": None if self.surplus is None else round(self.surplus, 4),
            "a_year": round(self.a_year), "over_grant": round(self.over_grant), "extras": list(self.extras),
            "extras_worth": round(self.extras_worth), "turns": self.turns,
            "components": [
                {"component": c.item, "opening": c.opening, "deal": c.deal, "target": c.target, "reservation": c.reservation}
                for c in self.components
            ],
            "phases": [{"phase": p.phase, "points": p.points, "good": list(p.good), "bad": list(p.bad)} for p in self.phases],
            "best": self.best, "worst": self.worst, "unsupported": list(self.honest),
        }  # fmt: skip


def scorecard(rehearsal: Rehearsal) -> Scorecard:
    """Score a talk as it stands. The reservation is told here and nowhere before."""
    scenario, table = rehearsal.scenario, rehearsal.table
    first, most = scenario.scene.offer, scenario.limits.reservation
    final: Mapping[Item, float] = table.terms if rehearsal.agreed else first
    components = tuple(
        Component(i, first[i], final.get(i, first[i]), scenario.scene.target.get(i), most.get(i, first[i]))
        for i in ITEMS
        if i in first
    )
    a_year, over = gains(scenario, components)
    agreed = table.extras if rehearsal.agreed else ()
    won = tuple(e for e in agreed if e not in table.standing)
    false = tuple(f.words for r in rehearsal.rounds for f in r.judgement.mistakes if f.label == "unsupported_claim")
    ranked = sorted(range(len(rehearsal.rounds)), key=lambda n: (worth(rehearsal.rounds[n].judgement), -n))
    best = ranked[-1] + 1 if ranked and worth(rehearsal.rounds[ranked[-1]].judgement) > 0 else None
    worst = ranked[0] + 1 if ranked and rehearsal.rounds[ranked[0]].judgement.mistakes else None
    return Scorecard(
        rehearsal.agreed, table.outcome or table.status, components, agreed, worth_of(scenario, won, final),
        surplus(scenario, components), a_year, over, tuple(_phase(p, rehearsal.rounds) for p in PHASES), best, worst, false,
        len(rehearsal.rounds),
    )  # fmt: skip


def worth_of(scenario: Scenario, extras: tuple[str, ...], terms: Mapping[Item, float]) -> float:
    """What terms without an amount are worth a year, by the base: a plausible share each, made up for the rehearsal."""
    item: Item = "base" if "base" in terms else next(iter(terms))
    share = sum(_WORTH.get(e, 0.0) for e in extras)
    return float(round(share * terms[item] * scenario.per_year(item), -2))


def difference(before: Scorecard, now: Scorecard) -> str:
    """What a replayed talk won beyond the one before it, in one sentence; "" where neither could win anything."""
    if before.surplus is None or now.surplus is None:
        return ""
    points = round((now.surplus - before.surplus) * 100)
    turned = (
        "You have a deal now. "
        if now.deal and not before.deal
        else "This time there was no deal. "
        if before.deal and not now.deal
        else ""
    )
    change = f"{abs(points)} points {'more' if points > 0 else 'less'} than" if points else "the same as"
    return f"{turned}You won {now.surplus:.0%} of what they could give, {change} last time ({before.surplus:.0%})."


def surplus(scenario: Scenario, components: tuple[Component, ...]) -> float | None:
    """Won ÷ winnable: Σ worth a year × (deal − opening) ÷ Σ worth a year × (reservation − opening)."""
    won = sum(scenario.per_year(c.item) * (c.deal - c.opening) for c in components)
    room = sum(scenario.per_year(c.item) * (c.reservation - c.opening) for c in components)
    return min(1.0, max(0.0, won / room)) if room > 0 else None


def gains(scenario: Scenario, components: tuple[Component, ...]) -> tuple[float, float]:
    """(more pay a year without stock and sign-on, more over four years with everything)."""
    yearly = sum(
        (scenario.a_year if c.item in PAID else 1.0) * (c.deal - c.opening)
        for c in components
        if c.item not in ("stock", "signing")
    )
    stock = sum(
        (c.deal - c.opening) * (VESTING_YEARS if scenario.yearly_stock else 1) for c in components if c.item == "stock"
    )
    once = sum(c.deal - c.opening for c in components if c.item == "signing")
    return yearly, yearly * VESTING_YEARS + stock + once


def worth(judgement: JudgedTurn) -> int:
    """How good a turn is: strengths less what its mistakes cost."""
    return len(judgement.strengths) - sum(_COSTS[f.label] for f in judgement.mistakes)


def _phase(phase: Phase, rounds: tuple[Round, ...]) -> PhaseScore:
    """Two points to begin with, one for each kind of strength, one off for each kind of mistake, 0 to 4."""
    held = _of_phase(phase, rounds)
    labels = [f.label for r in held for f in (*r.judgement.mistakes, *r.judgement.strengths)]
    good, bad = (tuple(dict.fromkeys(x for x in labels if x in side)) for side in _PHASES[phase])
    if not held or (phase not in ("opening", "close") and not good and not bad):
        return PhaseScore(phase, None, good, bad)
    return PhaseScore(
        phase, max(0, min(4, 2 + len(good) - len(bad) + (1 if phase == "opening" and not bad else 0))), good, bad
    )


def _of_phase(phase: Phase, rounds: tuple[Round, ...]) -> tuple[Round, ...]:
    match phase:
        case "opening":
            return rounds[:1]
        case "pushback":
            return rounds[1:]
        case "close":
            return tuple(r for r in rounds if r.table.status != "open")
        case _:
            return rounds
