"""What the recruiter does -> what the recruiter says; wording from phrasing/recruiter.yaml, figures from the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from random import Random

import yaml
from pydantic import RootModel

from coach.phrasing.phrases import Variant
from coach.rehearsal.recruiter import Reaction
from coach.rehearsal.scenario import Scenario
from coach.rehearsal.scene import ITEMS, Item

SPOKEN: dict[Item, str] = {
    "base": "base", "stock": "stock", "bonus": "annual bonus", "signing": "sign-on", "total": "total compensation",
}  # fmt: skip
EXTRAS: dict[str, str] = {
    "review": "a pay review after six months", "title": "the title", "level": "the higher level", "start": "the start date you want",
    "days": "the extra days off", "remote": "the remote days", "relocation": "the relocation support", "learning": "the training budget",
}  # fmt: skip


class Lines(RootModel[dict[str, tuple[Variant, ...]]]):
    """The whole of recruiter.yaml: what is done -> ways to say it."""


@cache
def wording() -> Lines:
    """The recruiter's lines; pydantic's ValidationError names one that is wrong."""
    return Lines.model_validate(
        yaml.safe_load((files("coach") / "phrasing" / "recruiter.yaml").read_text(encoding="utf-8"))
    )


def opened(scenario: Scenario) -> str:
    """The recruiter's first words: the offer."""
    return _line(scenario, Reaction("open"), dict(scenario.scene.offer), (), 0)


def spoken(
    scenario: Scenario, reactions: Iterable[Reaction], terms: Mapping[Item, float], extras: tuple[str, ...], turn: int
) -> str:
    """One answer of the recruiter."""
    lines = [_line(scenario, r, terms, extras, turn) for r in reactions]
    return "\n\n".join(lines) if scenario.setup.channel == "email" else " ".join(lines)


def package(
    scenario: Scenario, terms: Mapping[Item, float], extras: tuple[str, ...] = (), *, zero: bool = False
) -> str:
    """Terms in one phrase, every figure exact; a component at nothing is left out."""
    parts = [_part(scenario, item, terms[item]) for item in ITEMS if item in terms and (terms[item] > 0 or zero)]
    parts += [EXTRAS[e] for e in extras]
    return _listed(parts)


def _part(scenario: Scenario, item: Item, value: float) -> str:
    money = scenario.scene.money(value)
    per = " a month" if scenario.monthly and item in ("base", "total") else ""
    over = " a year" if item == "stock" and scenario.yearly_stock else " over four years" if item == "stock" else ""
    if scenario.scene.talk == "raise" and item == "base":
        return f"{money}{per} base"
    return f"{money}{per} {SPOKEN[item]}{over}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _line(
    scenario: Scenario, reaction: Reaction, terms: Mapping[Item, float], extras: tuple[str, ...], turn: int
) -> str:
    setup = scenario.setup
    facts = frozenset(
        name for name, holds in (("raise", setup.talk == "raise"), ("email", setup.channel == "email")) if holds
    )
    fit = [v for v in wording().root[reaction.act] if v.fits(setup.persona, facts)]
    # Lines for this persona or this state stand before those for everybody.
    special = [v for v in fit if v.when and not v.when.startswith("no ")] or [v for v in fit if v.tone] or fit
    special = [v for v in special if v.tone] or special
    # In an order of the seed's, one after another, so that the same words do not come twice in a row.
    order = Random(f"{setup.seed}|{reaction.act}").sample(special, len(special))  # noqa: S311 - a game
    names = [SPOKEN[i] for i, _ in reaction.items]
    words = order[turn % len(order)].text.format(
        company=scenario.company, role=scenario.role, deadline=scenario.deadline, terms=package(scenario, terms, extras),
        items=_listed([_part(scenario, i, v) for i, v in reaction.items]) or "what is on the table", names=_listed(names) or "that",
        extras=_listed([EXTRAS[e] for e in reaction.extras]),
    )  # fmt: skip
    return words[:1].upper() + words[1:]
