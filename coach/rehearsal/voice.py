"""What the recruiter does -> what the recruiter says; wording from phrasing/recruiter.yaml, figures from the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from random import Random

from pydantic import RootModel

from coach.phrasing.phrases import Variant
from coach.rehearsal.facts import fact_words
from coach.rehearsal.ground import PAID
from coach.rehearsal.replies import Reaction, fact_of
from coach.rehearsal.scenario import Scenario
from coach.rehearsal.scene import ITEMS, RATES, Item, Scene
from index.shipped import shipped_yaml

SPOKEN: dict[Item, str] = {
    "base": "base", "stock": "stock", "bonus": "annual bonus", "signing": "sign-on", "total": "total compensation",
}  # fmt: skip
EXTRAS: dict[str, str] = {
    "review": "a pay review after six months", "title": "the title", "level": "the higher level", "start": "the start date you want",
    "days": "the days off you asked for", "remote": "the remote days", "relocation": "the relocation support",
    "learning": "the training you asked for", "on_call": "fewer shifts at night and on weekends",
    "paid_hours": "pay for the hours on call", "short_week": "the shorter week",
    "equipment": "the equipment you asked for",
    "notice": "the change in the contract",
    "car": "the allowance for the way to work",
    "hands": "somebody to share the extra work",
}  # fmt: skip


def named(scene: Scene, item: Item) -> str:
    """A component as it is called in this talk: what is paid once to somebody who is there already is no sign-on."""
    return "one-off bonus" if item == "signing" and scene.talk == "raise" else SPOKEN[item]


class RecruiterWords(RootModel[dict[str, tuple[Variant, ...]]]):
    """The whole of recruiter.yaml: what is done -> ways to say it."""


@cache
def wording() -> RecruiterWords:
    """The recruiter's lines; pydantic's ValidationError names one that is wrong."""
    return RecruiterWords.model_validate(
        shipped_yaml((files("coach") / "phrasing" / "recruiter.yaml").read_text(encoding="utf-8"))
    )


def opened(scenario: Scenario) -> str:
    """The recruiter's first words: the offer."""
    return spoken(scenario, (Reaction("open", tuple(scenario.scene.offer.items())),), dict(scenario.scene.offer), ())[0]


def spoken(
    scenario: Scenario,
    reactions: Iterable[Reaction],
    terms: Mapping[Item, float],
    extras: tuple[str, ...],
    used: tuple[str, ...] = (),
) -> tuple[str, tuple[str, ...]]:
    """(one answer of the recruiter, the lines it is made of); no line of those `used` before is said again."""
    lines: list[str] = []
    taken = list(used)
    facts = 0
    reactions = tuple(reactions)
    moment = _moment(reactions)
    for reaction in reactions:
        if reaction.act == "fact":
            lines.append(_fact(scenario, reaction, moment, facts) if lines else _led(scenario, reaction, taken))
            facts += 1
            continue
        mailed = scenario.setup.channel == "email" and reaction.act == "hello"  # a mail is greeted by itself
        line = "" if mailed else _line(scenario, reaction, taken, moment)
        if line:
            lines.append(_filled(scenario, line, reaction, terms, extras))
    if scenario.setup.channel == "email" and lines:
        said = fact_words().mail.format(text="\n\n".join(lines), name=scenario.knows.name)
    else:
        said = " ".join(lines)
    return said or "…", tuple(taken[len(used) :])


def _moment(reactions: tuple[Reaction, ...]) -> frozenset[str]:
    """What a line may depend on beside the talk: whether the turn was hostile, and whether it gave a reason."""
    acts = {r.act for r in reactions}
    holds = (
        ("hostile", bool(acts & {"cool", "warn"})), ("argued", any(a.startswith("reason_") for a in acts)),
        ("asked", any(r.asked for r in reactions)),
    )  # fmt: skip
    return frozenset(name for name, held in holds if held)


def package(
    scenario: Scenario, terms: Mapping[Item, float], extras: tuple[str, ...] = (), *, zero: bool = False
) -> str:
    """Terms in one phrase, every figure exact; a component at nothing is left out."""
    parts = [_part(scenario, item, terms[item]) for item in ITEMS if item in terms and (terms[item] > 0 or zero)]
    parts += [EXTRAS[e] for e in extras]
    return _listed(parts)


def _part(scenario: Scenario, item: Item, value: float) -> str:
    name = named(scenario.scene, item)
    if not value:
        return f"no {name}"
    money = scenario.scene.money(value)
    per = f" {_A[scenario.period]}" if scenario.period and item in PAID else ""
    over = " a year" if item == "stock" and scenario.yearly_stock else " over four years" if item == "stock" else ""
    if item == "base" and scenario.period in RATES:
        return f"{money}{per}"
    if scenario.scene.talk == "raise" and item == "base":
        return f"{money}{per} base"
    return f"{money}{per} {name}{over}"


def priced(scenario: Scenario, item: Item, value: float) -> str:
    """A figure to ask for, as it is said: "102K base", "21.50 an hour"."""
    per = f" {_A[scenario.period]}" if scenario.period and item in PAID else ""
    name = "" if item == "base" and scenario.period in RATES else f" {named(scenario.scene, item)}"
    return f"{scenario.scene.money(value)}{per}{name}"


_A: dict[str, str] = {"month": "a month", "week": "a week", "day": "a day", "hour": "an hour"}


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _line(scenario: Scenario, reaction: Reaction, taken: list[str], moment: frozenset[str]) -> str:
    """The next line for what is done: those for this persona and talk first, in the seed's order; "" where all were said."""
    for act in (reaction.act, _ELSE.get(reaction.act, "")):
        for line in _fit(scenario, act, moment):
            lacks = (
                ("{words}" in line and not reaction.words) or ("{terms}" in line and not reaction.items)
                or ("{asked}" in line and not reaction.asked)
            )  # fmt: skip
            if line not in taken and not lacks:
                taken.append(line)
                return line
    return ""


def _fit(scenario: Scenario, act: str, moment: frozenset[str]) -> list[str]:
    """The lines that fit, the most special first; each kind of them in an order of the seed's."""
    setup = scenario.setup
    holds = (
        ("raise", scenario.scene.talk == "raise"),
        ("counter", setup.talk == "counter"),
        ("email", setup.channel == "email"),
        ("job", bool(scenario.company and scenario.role)),
    )
    facts = moment | {name for name, held in holds if held}
    fit = [v for v in wording().root.get(act, ()) if v.fits(setup.persona, facts)]
    out: list[str] = []
    for special in (3, 2, 1, 0):
        same = [v.text for v in fit if 2 * bool(v.when and not v.when.startswith("no ")) + bool(v.tone) == special]
        out += Random(f"{setup.seed}|{act}|{special}").sample(same, len(same))  # noqa: S311 - a game
    return out


# Where every line of an act was said, a line of another will do.
_SENTENCE = re.compile(r"(?<=[.!?] )[a-z]")
_ELSE = {
    "move": "still", "hold": "still", "hold_repeat": "still", "split": "move", "already": "still", "prompt": "back", "heard": "prompt",
    "name_it": "prompt", "nod": "prompt", "silent": "prompt", "unsure": "prompt", "inform": "prompt", "apart": "prompt",
}  # fmt: skip


def _led(scenario: Scenario, reaction: Reaction, taken: list[str]) -> str:
    """A fact that an answer begins with: by itself, or after a word that leads in."""
    fact = _told(scenario, reaction)
    chance = Random(f"{scenario.setup.seed}|{reaction.about}|lead")  # noqa: S311 - a game
    lead = _line(scenario, Reaction("lead"), taken, frozenset()) if chance.random() < _LED else ""
    if lead and lead[-1] in ":,":
        return f"{lead} {fact}."
    return f"{lead} {_begun(fact)}.".strip()


_LED = 0.5  # of the answers that begin with a fact have a word before it


def _fact(scenario: Scenario, reaction: Reaction, moment: frozenset[str], before: int) -> str:
    """A fact that follows something else, after the name of what it answers; `before` is how many were told so far."""
    fact = _told(scenario, reaction)
    held = scenario.knows.facts.get(reaction.about)
    if held is None or not held.named:
        return f"{_begun(fact)}."
    ways = _fit(scenario, "lead_on", moment)
    return _begun(ways[before % len(ways)].format(name=held.name, fact=fact))


def _told(scenario: Scenario, reaction: Reaction) -> str:
    return fact_of(scenario.knows, reaction.about, short=scenario.setup.persona == "hard-nosed")


def _filled(
    scenario: Scenario, line: str, reaction: Reaction, terms: Mapping[Item, float], extras: tuple[str, ...]
) -> str:
    names = [named(scenario.scene, i) for i, _ in reaction.items]
    knows = scenario.knows
    words = line.format(
        company=scenario.company or "another company", role=scenario.role, deadline=scenario.deadline, terms=package(scenario, terms, extras),
        items=_listed([_part(scenario, i, v) for i, v in reaction.items]) or "what is on the table", names=_listed(names) or "that",
        asked=_listed([_part(scenario, i, v) for i, v in reaction.asked]),
        extras=_listed([EXTRAS[e] for e in reaction.extras]), later=knows.later, boss=knows.boss, words=reaction.words,
        rival=reaction.words, fact=fact_of(knows, reaction.about, short=True) if reaction.about else "",
    )  # fmt: skip
    return _SENTENCE.sub(lambda m: m[0].upper(), _begun(words))


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def ways(
    scenario: Scenario, reaction: Reaction, terms: Mapping[Item, float], extras: tuple[str, ...],
    beside: tuple[Reaction, ...] = (),
) -> tuple[str, ...]:  # fmt: skip
    """Every way in which a reaction may be said here, with the others of its turn `beside` it, whatever was said
    before.
    """
    if reaction.act == "fact":
        facts = tuple(fact_of(scenario.knows, reaction.about, short=s) for s in (True, False))
        return tuple(dict.fromkeys((*(f"{_begun(f)}." for f in facts), *(f"{f}." for f in facts))))
    moment = _moment(beside or (reaction,))
    fit = [line for line in _fit(scenario, reaction.act, moment) if reaction.words or "{words}" not in line]
    fit = [line for line in fit if reaction.asked or "{asked}" not in line]
    return tuple(
        _filled(scenario, line, reaction, terms, extras) for line in fit if reaction.items or "{terms}" not in line
    )
