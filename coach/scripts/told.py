"""A situation and what the person wants said -> what a text is made from, settled once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coach.phrasing import Style
from coach.phrasing.texts import KindOfText, words
from coach.scripts.beside import NOTHING, Beside
from coach.scripts.figures import NAMES
from coach.scripts.own import Needs, needs_of
from coach.standing.ask import package
from coach.standing.footing import on_one_footing, same_footing, settled
from coach.standing.package import AskFor, Package
from coach.understanding.situation import Part, Situation
from index.guide import Band, Guide

_EITHER = re.compile(r"\beither\b|\bor\b", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """What a text is made from, settled once. `said` is what it asks for."""

    kind: KindOfText
    situation: Situation
    guide: Guide | None
    band: Band | None
    style: Style
    needs: Needs
    made: Package | None
    said: tuple[AskFor, ...]
    dictated: bool
    either: bool
    refused: str
    asked: tuple[Part, ...]
    to: str = ""
    second: tuple[Part, ...] = ()
    instead: tuple[str, ...] = ()
    put_in: tuple[str, ...] = ()
    others: bool = False
    signed: str = ""
    ready: bool = False
    why: tuple[str, ...] = ()
    until: str = ""
    hidden: tuple[str, ...] = ()
    minutes: float = 0.0
    grounds: tuple[str, ...] = ()
    beside: Beside = NOTHING

    @property
    def is_raise(self) -> bool:
        """Whether the talk is with the present employer."""
        return self.situation.talk == "raise" or self.kind.talk == "raise"

    @property
    def held(self) -> tuple[Part, ...]:
        """What each part stands at today: the offer, and for a raise present pay where nothing was proposed."""
        if not self.is_raise or self.kind is words().kinds["pay_cut"]:
            return self.situation.offer
        offered = {p.component for p in self.situation.offer}
        return (*self.situation.offer, *(p for p in self.situation.current if p.component not in offered))

    def part(self, component: str) -> Part | None:
        """What a part stands at today; None where it is not held."""
        return next((p for p in self.held if p.component == component), None)


def settle(
    made: KindOfText, situation: Situation, guide: Guide | None, band: Band | None, style: Style,
    needs: tuple[str, ...], asked: tuple[Part, ...], refused: frozenset[str], dictated: tuple[Part, ...],
    either: bool | None, beside: Beside, asking: tuple[str, ...] = (),
) -> Told:  # fmt: skip
    """What a text of this kind is made from; the arguments are those of `coach.scripts.words.write_words`."""
    asked = on_one_footing(asked, situation, band)
    dictated = tuple(p for p in dictated if p.component in NAMES)  # anything else is a term, and asked for as one
    own = _above(on_one_footing(dictated, situation, band), situation, band, made)
    if made is words().kinds["pay_cut"]:
        situation, refused = _moving(situation), refused | {"signing"}
    elif made.talk == "raise":
        situation = situation.model_copy(update={"talk": "raise"})
    open_ = package(situation, band, guide, asked)
    if made.after_no and open_ and not refused:
        refused = frozenset({open_.main.component})
    plan = package(situation, band, guide, asked, refused) if refused else open_
    if made.component and not own:
        plan = _of_part(made.component, situation, band, guide, asked, refused, plan)
    said = tuple(dictated_ask(p, situation) for p in own) if own else plan.said if plan else ()
    if made.answers and not own:
        said = ()
    one_of = either if either is not None else bool(len(own) > 1 and any(_EITHER.search(n) for n in (*needs, *asking)))
    lost = next((name for part, name in NAMES.items() if part in refused), "")
    return Told(
        made,
        situation,
        guide,
        band,
        style,
        needs_of(needs, asking=asking, dictated=bool(own), beside=beside),
        plan,
        said,
        bool(own),
        one_of,
        lost,
        asked,
        beside=beside,
    )


def _above(parts: tuple[Part, ...], situation: Situation, band: Band | None, made: KindOfText) -> tuple[Part, ...]:
    """What is dictated, without what is held already; a text that repeats what was said or agreed may name it."""
    if made.answers:
        return parts
    at = settled(situation, band)
    at_work = (situation.talk == "raise" or made.talk == "raise") and made is not words().kinds["pay_cut"]
    held = at.current if at_work and not at.offer else at.offer
    return tuple(p for p in parts if not any(same_footing(p, h) and p.high <= h.high for h in held))


def _moving(situation: Situation) -> Situation:
    """A move with a pay cut: what is proposed is the offer, and without another wish present pay is to stay."""
    base = tuple(p for p in situation.current if p.component == "base")
    if not base:
        return situation
    cut = any(same_footing(p, now) and p.high < now.high for p in situation.offer for now in base)
    return situation.model_copy(
        update={
            "talk": "",
            "target": tuple(p for p in situation.target if p.component != "signing") or base,
            "offer": situation.offer if cut else (),
        }
    )


def dictated_ask(part: Part, situation: Situation) -> AskFor:
    """A figure that the person told, as what is asked for; a grant is over the years of the one on offer."""
    held = next((p for p in situation.offer if p.component == part.component), None)
    period = part.period or (
        held.period if held and held.component == "stock" and held.currency == part.currency else ""
    )
    return AskFor(part.component, part.high, part.currency, period, later=part.later, until=part.until)


def _of_part(
    component: str, situation: Situation, band: Band | None, guide: Guide | None, asked: tuple[Part, ...],
    refused: frozenset[str], plan: Package | None,
) -> Package | None:  # fmt: skip
    """The package whose main part is the one that the kind of script is about; without its own figure what is given up
    by leaving."""
    if plan:
        for ask in (*plan.said, plan.second, plan.fallback):
            if ask and ask.component == component:
                return replace(plan, main=ask, wished=(), second=None, fallback=None)
    others = frozenset({"base", "stock", "signing", "bonus", "total"} - {component}) | refused
    wish = tuple(p for p in situation.target if p.component == component)
    return package(situation.model_copy(update={"target": wish}), band, guide, asked, others)


def british(told: Told) -> bool:
    """Pounds are written by those who write British, unless they ask for something else."""
    return any(p.currency == "GBP" for p in (*told.situation.offer, *told.situation.current, *told.situation.target))


def other_places(guide: Guide | None, band: Band | None) -> tuple[str, ...]:
    """The guide's other places: no text may name them."""
    here = band.region.label if band and band.region else ""
    return (
        tuple(
            b.region.label.partition(" (")[0].partition(",")[0]
            for b in guide.bands
            if b.region and b.region.label != here
        )
        if guide
        else ()
    )
