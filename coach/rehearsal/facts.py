"""What a talk stands on + seed -> what the played recruiter knows beside the pay: days off, vesting, who decides and
the
like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from pydantic import BaseModel, ConfigDict, Field

from coach.rehearsal.ground import PAID, Ground
from coach.rehearsal.opens import down, step_of
from coach.rehearsal.scene import Item, Scene
from index.shipped import shipped_yaml

_COUNTRIES = {"USD": "us", "GBP": "uk", "EUR": "eu", "CHF": "eu", "SEK": "eu", "DKK": "eu", "PLN": "eu", "INR": "in"}
_CLIFF = re.compile(r"(\d)[- ]?(?:year|yr)\b[^.|]{0,40}\bvest\w*[^.|]{0,40}\bcliff\b", re.I)
_SPOKEN: dict[Item, str] = {"base": "base", "stock": "the grant", "bonus": "the bonus", "signing": "a sign-on", "total": "the total"}  # fmt: skip


class Saying(BaseModel):
    """One way that a thing stands.

    `told` says that the guide tells it, and it is not made up; `counted` that its number is what everyone has.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    short: str
    full: str
    when: str = ""
    told: bool = False
    counted: bool = False

    def fits(self, holds: frozenset[str]) -> bool:
        """Whether all its conditions hold: "stock, no raise"."""
        wanted = [c.strip() for c in self.when.split(",") if c.strip()]
        return all((c.removeprefix("no ") in holds) != c.startswith("no ") for c in wanted)


class Matter(BaseModel):
    """One thing the recruiter knows, and the ways it may stand.

    `counted` says that its number `n` is what everyone has, `named` that it is told after its name where it follows
    something else.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    named: bool = True
    say: tuple[Saying, ...]
    draw: dict[str, dict[str, tuple[int, ...]]] = Field(default_factory=dict)
    counted: bool = False


class FactWords(BaseModel):
    """The whole of recruiter_facts.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    people: tuple[str, ...]
    later: tuple[str, ...]
    mail: str
    explain: str
    facts: dict[str, Matter]


@cache
def fact_words() -> FactWords:
    """What a recruiter may know; pydantic's ValidationError names an entry that is wrong."""
    return FactWords.model_validate(
        shipped_yaml((files("coach.phrasing") / "recruiter_facts.yaml").read_text(encoding="utf-8"))
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing as it stands in this talk; `short` and `full` begin in the middle of a sentence.

    `amount` is how much of it there is for everyone, where a wish can be held against it (days off); 0 where nothing is counted.
    """

    name: str
    short: str
    full: str
    made_up: bool = True
    amount: float = 0.0
    named: bool = True


@dataclass(frozen=True, slots=True)
class Knows:
    """Everything the recruiter knows: by topic, who decides, until when they would wait, and their own name."""

    facts: Mapping[str, Fact]
    boss: str
    later: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Draw:
    """What the facts of a talk depend on: its scene, the room in each part, who the recruiter is, and the seed."""

    scene: Scene
    room: Mapping[Item, float]
    tells_range: bool
    deadline: str
    seed: str
    counter: bool = False


def knows(ground: Ground, draw: Draw) -> Knows:
    """Draw the facts of a talk; the guide's where it has them, else plausible ones, marked as made up."""
    scene, words = draw.scene, fact_words()
    chance = Random(draw.seed)  # noqa: S311 - a game
    country = _COUNTRIES.get(scene.currency, "other")
    boss = chance.choice(words.people)
    later = chance.choice(words.later)
    fields = {"boss": boss, "deadline": draw.deadline, **_told(ground, draw)}
    holds = frozenset(
        name
        for name, held in (
            ("raise", scene.talk == "raise"), ("counter", draw.counter), ("total", "total" in scene.offer), ("stock", bool(scene.offer.get("stock"))), ("bonus", bool(scene.offer.get("bonus"))), ("signing", bool(scene.offer.get("signing"))),
            ("us", country == "us"), ("level", bool(fields["level"])), ("band", bool(fields["band"])), ("range", bool(fields["range"])), ("open", draw.tells_range),
            ("closed", bool(fields["band"]) and not draw.tells_range), ("cliff", bool(fields["years"])), ("room", bool(fields["most"])),
        )
        if held
    )  # fmt: skip
    facts: dict[str, Fact] = {}
    for topic, matter in words.facts.items():
        # Each is drawn by itself, so that a new one changes no other.
        chance = Random(f"{draw.seed}|{topic}")  # noqa: S311 - a game
        drawn = {
            name: str(chance.choice(by.get(country) or by.get("other") or next(iter(by.values()))))
            for name, by in matter.draw.items()
        }
        fit = [s for s in matter.say if s.fits(holds)]
        if fit:
            said = chance.choice(fit)
            put = {**fields, **drawn}
            amount = float(drawn["n"]) if matter.counted or said.counted else 0.0
            facts[topic] = Fact(
                matter.name, said.short.format(**put), said.full.format(**put), not said.told, amount, matter.named
            )
    chance = Random(f"{draw.seed}|name")  # noqa: S311 - a game
    return Knows(facts, boss, later, chance.choice([n for n in words.people if n != boss]))


def _told(ground: Ground, draw: Draw) -> dict[str, str]:
    """What the ground says for the facts' fields; "" where it says nothing."""
    scene = draw.scene
    rows = ground.guide.levels if ground.guide else ()
    levels = [row.level for row in rows if _GRADE.search(row.level) and len(row.level) <= _LONGEST_LEVEL]
    role = {w.casefold() for w in ground.role.split()}
    level = max(levels, key=lambda x: len(role & {w.casefold() for w in x.split()}), default="")
    ends = scene.band.get("base")
    cliff = _CLIFF.search(ground.guide.text) if ground.guide else None
    rooms = sorted(((v, i) for i, v in draw.room.items()), reverse=True)
    spoken = {**_SPOKEN, "signing": "a one-off"} if scene.talk == "raise" else _SPOKEN
    most, least = (rooms[0], rooms[-1]) if len(rooms) > 1 else ((0.0, "base"), (0.0, "base"))
    return {
        "level": _without(ground.company, ground.level or level),
        "band": scene.money(*ends) if ends else "",
        "range": "" if scene.band else _made_up_range(ground, scene),
        "years": cliff[1] if cliff else "",
        "most": spoken[most[1]] if most[0] > least[0] else "",
        "least": spoken[least[1]],
        "stock": scene.money(scene.offer["stock"]) if scene.offer.get("stock") else "",
        "signing": scene.money(scene.offer["signing"]) if scene.offer.get("signing") else "",
    }


def _made_up_range(ground: Ground, scene: Scene) -> str:
    """A range around what is offered, which nobody has told: from below it to the most that the part goes to."""
    item = next((i for i in PAID if i in scene.offer), None)
    if item is None or scene.talk == "raise":
        return ""
    offered = scene.offer[item]
    elsewhere = max((r.figures().get(item, 0.0) for r in scene.profile.competing_offers), default=0.0)
    most = ground.most(item, offered, max(scene.target.get(item, 0.0), elsewhere))
    step = step_of(offered)
    return scene.money(down(offered * _BELOW, step), down(most, step) + step)


def _without(company: str, level: str) -> str:
    """A level as it is said inside the company: without its name."""
    return re.sub(rf"^{re.escape(company)}\s+", "", level, flags=re.I) if company else level


_LONGEST_LEVEL = 40
_BELOW = 0.94  # of the offer, where a made-up range begins
# A grade has a number or a code in it; a job's title in a table of levels is none.
_GRADE = re.compile(r"\d|\b[IVX]{1,4}\b")
