"""Ground (a pay row, or the person's own figures) + situation + seed -> the talk to rehearse: what both sides know,
and what the recruiter keeps to
themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal, get_args

from coach.rehearsal.facts import Draw, Knows, knows
from coach.rehearsal.ground import PAID, Ground, Row
from coach.rehearsal.opens import SetupTalk, current_of, down, halved, negotiable, offer_of, proposed, step_of
from coach.rehearsal.scene import VESTING_YEARS, Item, Profile, Rival, Scene, Talk
from coach.standing.position import position_in
from coach.understanding.situation import Footing, OtherOffer, Part, Situation
from index.errors import UserError

Persona = Literal["warm", "budget-bound", "hard-nosed", "rookie"]
Difficulty = Literal["easy", "medium", "hard"]
Channel = Literal["call", "email"]
Drill = Literal["", "opening", "best", "trade", "close"]
PERSONAS: tuple[Persona, ...] = get_args(Persona)
DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)

# How much of the way from the offer to the most there is the recruiter may go.
_MAY_GO: dict[Difficulty, tuple[float, float]] = {"easy": (0.85, 1.0), "medium": (0.6, 0.85), "hard": (0.4, 0.65)}
_ROUNDS: dict[Difficulty, int] = {"easy": 8, "medium": 7, "hard": 6}
_PATIENCE: dict[Persona, int] = {"warm": 6, "budget-bound": 5, "hard-nosed": 5, "rookie": 5}
# A sign-on has no band in most guides; the played recruiter may add up to this share of the offered base.
_SIGN_ON: dict[Difficulty, float] = {"easy": 0.06, "medium": 0.05, "hard": 0.035}
_FEWEST_STEPS = 6  # from the offer to the most there is
_ONE_OFF = 0.5  # of what a sign-on may be, for somebody who is there already
_TELL_RANGE: tuple[Persona, ...] = ("warm", "rookie")


@dataclass(frozen=True, slots=True)
class Setup:
    """What the user chooses of a rehearsal; the same setup gives the same recruiter."""

    seed: int = 1
    persona: Persona = "warm"
    difficulty: Difficulty = "medium"
    channel: Channel = "call"
    talk: SetupTalk = "new_offer"
    drill: Drill = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the recruiter keeps to themselves: the most for each component, and how many turns and how much patience
    there is.
    """

    reservation: dict[Item, float]
    rounds: int
    patience: int
    steps: dict[Item, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A rehearsal as it is set up. `scene` is what is judged by, `limits` is hidden until the end.

    `yearly_stock` says that stock is counted by the year; `period` is what pay is told by, "" by the year, and `a_year`
    how often it is paid in one. `company` and `role` are "" where nobody has told them.
    """

    setup: Setup
    scene: Scene
    limits: Limits
    company: str
    role: str
    deadline: str = "Friday"
    yearly_stock: bool = False
    period: Footing = ""
    a_year: float = 1.0
    knows: Knows = field(default_factory=lambda: Knows({}, "the hiring manager", "the end of next week"))

    @property
    def named(self) -> str:
        """The company and the role as far as they are known."""
        return f"{self.company} {self.role}".strip()

    def per_year(self, item: Item) -> float:
        """What one unit of a component is worth a year: a grant and a sign-on are spread over the four years of
        vesting.
        """
        if item == "stock" and not self.yearly_stock:
            return 1 / VESTING_YEARS
        if item == "signing":
            return 1 / VESTING_YEARS
        return self.a_year if item in PAID else 1.0


def make_scenario(ground: Ground, situation: Situation, setup: Setup) -> Scenario:
    """Set up a talk. The user's own offer opens it where they hold one, else one drawn low in the band, or near the
    figure that they told.

    Raises UserError where there is no figure to negotiate.
    """
    if isinstance(ground, Row) and not ground.ends:
        raise UserError(
            f"The {ground.company} {ground.role} guide has no amounts for this row, so there is nothing to rehearse with; tell a figure of yours, or choose another row or guide."
        )
    chance = Random(f"{setup.seed}|{ground.key}|{setup.persona}|{setup.difficulty}|{setup.talk}")  # noqa: S311 - a game
    talk: Talk = "new_offer" if setup.talk == "new_offer" else "raise"
    rivals = tuple(_rival(o, ground) for o in situation.competing)
    current = current_of(ground, situation, chance, setup.talk) if talk == "raise" else ground.held(situation.current)
    if setup.talk == "counter":
        rivals = (_of_theirs(ground, situation), *rivals)
    offer = (
        proposed(ground, situation, current, chance, setup.talk)
        if talk == "raise"
        else offer_of(ground, situation, chance)
    )
    target, floor = _aims(ground, situation, offer, talk)
    scene = Scene(
        talk=talk, guide=ground.slug, region=ground.place, currency=ground.currency, period=ground.period,
        offer=offer, target=target, floor=floor, band=dict(ground.ends),
        profile=Profile(
            competing_offers=rivals, years=situation.years,
            achievements=(*situation.achievements, *situation.skills), current_pay=current,
        ),
    )  # fmt: skip
    limits = _limits(ground, scene, setup, chance)
    made = Scenario(
        setup, scene, limits, ground.company, ground.role, situation.deadline or "Friday", ground.yearly_stock,
        ground.period, ground.a_year,
    )  # fmt: skip
    room = {i: made.per_year(i) * (most - scene.offer[i]) for i, most in limits.reservation.items()}
    # Facts are drawn apart from the money, so that a new one changes no offer.
    facts = f"{setup.seed}|{ground.key}|{setup.persona}|{setup.talk}|facts"
    draw = Draw(
        scene,
        room,
        setup.persona in _TELL_RANGE or setup.difficulty == "easy",
        made.deadline,
        facts,
        setup.talk == "counter",
    )
    return replace(made, knows=knows(ground, draw))


def _of_theirs(ground: Ground, situation: Situation) -> Rival:
    """In a talk with the present boss, the offer in hand is the other company's."""
    held: dict[str, float] = {i: v for i, v in ground.held(situation.offer).items() if v > 0}
    return Rival.model_validate({"company": ground.company or "another company", **held})


def _rival(offer: OtherOffer, ground: Ground) -> Rival:
    if ground.guide is None:
        return Rival.model_validate({"company": offer.company, **ground.held(offer.parts)})
    figures = {
        p.component: p.high
        for p in offer.parts
        if p.component != "other" and p.currency in ("", ground.currency) and p.period != "month"
    }
    return Rival(company=offer.company, **figures)  # type: ignore[arg-type]


def _aims(
    ground: Ground, situation: Situation, offer: dict[Item, float], talk: str
) -> tuple[dict[Item, float], dict[Item, float]]:
    """({component: target}, {component: floor}) of the plan, above what is offered; the user's own where they have said
    them.
    """
    targets: dict[Item, float] = {}
    floors: dict[Item, float] = {}
    own = ground.held(situation.target)
    planned = from_table(situation, offer, ground.currency, ground.period) if not ground.ends else situation
    for item in negotiable(ground) if ground.ends else tuple(offer):
        if item in ("bonus", "signing") and item not in own:
            continue
        if talk == "raise" and item not in offer:
            continue
        plan = ground.plan(item, planned)
        if plan is None:
            continue
        offered = offer.get(item, ground.ends[item][0] if item in ground.ends else 0.0)
        target = own.get(item, plan.target)
        if item not in own and target <= offered and item in ground.ends:
            # The plan's figure is reached already: the next aim is half of what is left of the band.
            high = ground.ends[item][1]
            target = down(offered + (high - offered) / 2, step_of(offered)) if offered < high else 0.0
        if target > offered:
            targets[item] = target
        floors[item] = min(plan.floor, target) if target else plan.floor
    return targets, floors


def from_table(situation: Situation, offer: Mapping[Item, float], currency: str, period: Footing) -> Situation:
    """The situation with what is on the table as its offer where the user holds none, so that plans start from it."""
    if situation.offer:
        return situation
    parts = tuple(
        Part(component=i, low=v, high=v, currency=currency, period=period if i in PAID else "")
        for i, v in offer.items()
        if v > 0
    )
    return situation.model_copy(update={"offer": parts})


def _limits(ground: Ground, scene: Scene, setup: Setup, chance: Random) -> Limits:
    """Draw the reservation: at most what the ground says of each part."""
    reservation: dict[Item, float] = {}
    steps: dict[Item, float] = {}
    low, high = _MAY_GO[setup.difficulty]
    share = chance.uniform(low, high)
    base = scene.offer.get("base", 0.0) * ground.a_year
    for item, offered in scene.offer.items():
        drawn = share * chance.uniform(0.9, 1.0)
        if setup.persona == "budget-bound":
            drawn *= 0.6 if item == "base" else 1.1
        if item == "signing" and (item not in scene.band or scene.talk == "raise"):
            share_of = _SIGN_ON[setup.difficulty] * (_ONE_OFF if scene.talk == "raise" else 1.0)
            most = offered + base * share_of * (1.25 if setup.persona == "budget-bound" else 1.0)
        else:
            elsewhere = max((r.figures().get(item, 0.0) for r in scene.profile.competing_offers), default=0.0)
            most = ground.most(item, offered, max(scene.target.get(item, 0.0), elsewhere))
        # A sign-on is talked of in steps of the base's: nobody adds three hundred to it.
        step = _in_reach(step_of(base if item == "signing" and base else max(offered, most)), most - offered)
        steps[item] = step
        reserve = down(offered + (most - offered) * min(drawn, 1.0), step) if most > offered else offered
        reservation[item] = max(offered, reserve)
    return Limits(
        reservation, _ROUNDS[setup.difficulty], _PATIENCE[setup.persona] + (setup.difficulty == "easy"), steps
    )


def _in_reach(step: float, room: float) -> float:
    """The step in which a recruiter gives: halved, twice at most, where the room has few of them."""
    for _ in range(2):
        if room and step * _FEWEST_STEPS > room:
            step = halved(step)
    return step


def position(scene: Scene, item: Item, value: float) -> float | None:
    """Where a figure stands in the talk's band, 0 low to 1 high; None without a band."""
    ends = scene.band.get(item)
    return position_in(value, *ends) if ends else None
