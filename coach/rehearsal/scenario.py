"""Guide + pay row + situation + seed -> the talk to rehearse: what both sides know, and what the recruiter keeps to
themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal, get_args

from coach.rehearsal.facts import Draw, Knows, knows
from coach.rehearsal.scene import ITEMS, VESTING_YEARS, Item, Profile, Rival, Scene, Talk
from coach.standing.aims import aims_on
from coach.standing.goals import goals_for
from coach.standing.offer import stand
from coach.standing.position import position_in, value_at
from coach.understanding.situation import OtherOffer, Part, Situation
from index.errors import UserError
from index.guide import Band, Guide, Pay

Persona = Literal["warm", "budget-bound", "hard-nosed", "rookie"]
Difficulty = Literal["easy", "medium", "hard"]
Channel = Literal["call", "email"]
Drill = Literal["", "opening", "best", "trade", "close"]
SetupTalk = Literal["new_offer", "raise", "counter"]
PERSONAS: tuple[Persona, ...] = get_args(Persona)
DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)

# Where in the band an offer is drawn, and how much of the way from there to the band's top the recruiter may go.
_OPENING = (0.0, 0.3)
_MAY_GO: dict[Difficulty, tuple[float, float]] = {"easy": (0.85, 1.0), "medium": (0.6, 0.85), "hard": (0.4, 0.65)}
_ROUNDS: dict[Difficulty, int] = {"easy": 8, "medium": 7, "hard": 6}
_PATIENCE: dict[Persona, int] = {"warm": 6, "budget-bound": 5, "hard-nosed": 5, "rookie": 5}
# A sign-on has no band in most guides; the played recruiter may add up to this share of the offered base.
_SIGN_ON: dict[Difficulty, float] = {"easy": 0.08, "medium": 0.06, "hard": 0.04}
_RAISE = (0.02, 0.04)
_COUNTER = (0.04, 0.08)  # what the present boss puts on top to keep somebody
_ONE_OFF = 0.5  # of what a sign-on may be, for somebody who is there already
_TELL_RANGE: tuple[Persona, ...] = ("warm", "rookie")
_STEP_SHARE = 50  # figures are rounded to a step of at most two percent of themselves


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

    `yearly_stock` says that the guide counts stock by the year, `monthly` that it counts pay by the month.
    """

    setup: Setup
    scene: Scene
    limits: Limits
    company: str
    role: str
    line: int = 0
    deadline: str = "Friday"
    yearly_stock: bool = False
    monthly: bool = False
    knows: Knows = field(default_factory=lambda: Knows({}, "the hiring manager", "the end of next week"))

    def per_year(self, item: Item) -> float:
        """What one unit of a component is worth a year: a grant and a sign-on are spread over the four years of
        vesting.
        """
        if item == "stock" and not self.yearly_stock:
            return 1 / VESTING_YEARS
        if item == "signing":
            return 1 / VESTING_YEARS
        return 12.0 if self.monthly and item in ("base", "total") else 1.0


def make_scenario(guide: Guide, band: Band, situation: Situation, setup: Setup) -> Scenario:
    """Set up a talk on one pay row. The user's own offer opens it where they hold one, else one drawn low in the band.

    Raises UserError where the row has no figure to negotiate.
    """
    chance = Random(f"{setup.seed}|{guide.slug}|{band.line}|{setup.persona}|{setup.difficulty}|{setup.talk}")  # noqa: S311 - a game
    ends = _bands(band)
    if not ends:
        raise UserError(
            f"The {guide.company_name} {guide.role_name} guide has no amounts for this row, so there is nothing to rehearse with; choose another row or guide."
        )
    talk: Talk = "new_offer" if setup.talk == "new_offer" else "raise"
    rivals = tuple(_rival(o, band) for o in situation.competing)
    current = (
        _current(situation, band, ends, chance, setup.talk) if talk == "raise" else _held(situation.current, band, ends)
    )
    if setup.talk == "counter":
        rivals = (_of_theirs(guide, situation, band, ends), *rivals)
    offer = _raise_offer(current, chance, setup.talk) if talk == "raise" else _offer(situation, band, ends, chance)
    target, floor = _aims(guide, band, situation, offer, ends, talk)
    scene = Scene(
        talk=talk, guide=guide.slug, region=band.region.label if band.region else band.level or "", currency=band.currency,
        offer=offer, target=target, floor=floor, band=ends,
        profile=Profile(
            competing_offers=rivals, years=situation.years,
            achievements=(*situation.achievements, *situation.skills), current_pay=current,
        ),
    )  # fmt: skip
    limits = _limits(guide, band, scene, setup, chance)
    stock = band.pay("stock")
    made = Scenario(
        setup, scene, limits, guide.company_name, guide.role_name, band.line, situation.deadline or "Friday",
        bool(stock and stock.period == "year"), band.period == "month",
    )  # fmt: skip
    room = {i: made.per_year(i) * (most - scene.offer[i]) for i, most in limits.reservation.items()}
    # Facts are drawn apart from the money, so that a new one changes no offer.
    facts = f"{setup.seed}|{guide.slug}|{band.line}|{setup.persona}|{setup.talk}|facts"
    draw = Draw(
        scene,
        room,
        setup.persona in _TELL_RANGE or setup.difficulty == "easy",
        made.deadline,
        facts,
        setup.talk == "counter",
    )
    return replace(made, knows=knows(guide, band, draw))


def _bands(band: Band) -> dict[Item, tuple[float, float]]:
    """{component: (low, high)} in money; a bonus in percent is money by the row's base. A total counts only where it is
    all there is.
    """
    ends: dict[Item, tuple[float, float]] = {}
    for item in ITEMS:
        pay = band.pay(item)
        value = _money(pay, band)
        if value:
            ends[item] = value
        elif item == "bonus" and pay and pay.percent and "base" in ends:
            low, high = ends["base"]
            ends["bonus"] = (low * pay.percent.low / 100, high * pay.percent.high / 100)
    return ends


def _money(pay: Pay | None, band: Band) -> tuple[float, float] | None:
    if not pay or not pay.amount or pay.amount.unit != band.currency or pay.amount.high <= 0:
        return None
    return pay.amount.low, pay.amount.high


def _negotiable(ends: dict[Item, tuple[float, float]]) -> tuple[Item, ...]:
    """The components that are talked about: the parts, or the total where the guide has nothing else."""
    parts = tuple(c for c in ends if c != "total")
    return parts or ("total",)


def step_of(value: float) -> float:
    """The step in which a figure of this size is said: 1,000 for 100,000, 500 for 40,000."""
    if value <= 0:
        return 1.0
    wanted, step = value / _STEP_SHARE, 1.0
    while step * 10 <= wanted:
        step *= 10
    return step * (5 if step * 5 <= wanted else 1)


def _down(value: float, step: float) -> float:
    return float(int(value / step + 1e-9) * step)


def _held(parts: tuple[Part, ...], band: Band, ends: dict[Item, tuple[float, float]]) -> dict[Item, float]:
    """The user's figures that are on the guide's footing, by component."""
    out: dict[Item, float] = {}
    for part in parts:
        if part.component == "other":
            continue
        standing = stand(part, band, parts)
        if standing and standing.unit == band.currency and not standing.band_how and not standing.how:
            out[part.component] = standing.amount
        elif part.component == "bonus" and part.currency == "%" and "base" in out:
            out["bonus"] = out["base"] * part.high / 100
        elif part.component == "signing" and part.currency in ("", band.currency):
            out["signing"] = part.high
    return out


def _offer(
    situation: Situation, band: Band, ends: dict[Item, tuple[float, float]], chance: Random
) -> dict[Item, float]:
    """The user's offer; components they did not name stay out of it. Without one, each component is drawn low in its
    band.
    """
    position = chance.uniform(*_OPENING)
    held = _held(situation.offer, band, ends)
    if held:
        return {**held, "signing": held.get("signing", 0.0)} if "total" not in held else held
    drawn: dict[Item, float] = {}
    for item in _negotiable(ends):
        low, high = ends[item]
        value = value_at(position, low, high)
        drawn[item] = min(high, max(low, _down(value, step_of(value))))
    return drawn if "total" in drawn else {**drawn, "signing": drawn.get("signing", 0.0)}


def _current(
    situation: Situation, band: Band, ends: dict[Item, tuple[float, float]], chance: Random, talk: SetupTalk
) -> dict[Item, float]:
    """Present pay in a raise talk: the user's own, else drawn low in the band.

    The offer of a counter talk is another company's.
    """
    item: Item = "base" if "base" in ends else "total" if "total" in ends else next(iter(ends))
    held = _held(situation.current or (situation.offer if talk == "raise" else ()), band, ends)
    if item in held:
        return {item: held[item]}
    low, high = ends[item]
    value = value_at(chance.uniform(0.0, 0.3), low, high)
    return {item: max(low, _down(value, step_of(value)))}


def _raise_offer(current: dict[Item, float], chance: Random, talk: SetupTalk) -> dict[Item, float]:
    """What is proposed first; a sum that is paid once is there to be asked for."""
    item, value = next(iter(current.items()))
    raised = _down(value * (1 + chance.uniform(*(_COUNTER if talk == "counter" else _RAISE))), step_of(value) / 5)
    return {item: max(value, raised), **({} if item == "total" else {"signing": 0.0})}


def _of_theirs(guide: Guide, situation: Situation, band: Band, ends: dict[Item, tuple[float, float]]) -> Rival:
    """In a talk with the present boss, the offer in hand is the other company's."""
    held: dict[str, float] = {i: v for i, v in _held(situation.offer, band, ends).items() if v > 0}
    return Rival.model_validate({"company": guide.company_name, **held})


def _rival(offer: OtherOffer, band: Band) -> Rival:
    figures = {
        p.component: p.high
        for p in offer.parts
        if p.component != "other" and p.currency in ("", band.currency) and p.period != "month"
    }
    return Rival(company=offer.company, **figures)  # type: ignore[arg-type]


def _aims(
    guide: Guide,
    band: Band,
    situation: Situation,
    offer: dict[Item, float],
    ends: dict[Item, tuple[float, float]],
    talk: str,
) -> tuple[dict[Item, float], dict[Item, float]]:
    """({component: target}, {component: floor}) of the plan, above what is offered; the user's own where they have said
    them.
    """
    targets: dict[Item, float] = {}
    floors: dict[Item, float] = {}
    own = _held(situation.target, band, ends)
    for item in _negotiable(ends):
        if item in ("bonus", "signing") and item not in own:
            continue
        if talk == "raise" and item not in offer:
            continue
        goals = goals_for(guide, band, item, situation)
        if goals is None or goals.target.unit != band.currency:
            continue
        low, high = ends[item]
        offered = offer.get(item, low)
        target = own.get(item, goals.target.value)
        if item not in own and target <= offered:
            # The plan's figure is reached already: the next aim is half of what is left of the band.
            target = _down(offered + (high - offered) / 2, step_of(offered)) if offered < high else 0.0
        if target > offered:
            targets[item] = target
        floor = goals.floor.value
        floors[item] = min(floor, target) if target else floor
    return targets, floors


def _limits(guide: Guide, band: Band, scene: Scene, setup: Setup, chance: Random) -> Limits:
    """Draw the reservation: at most the band's top, or the strategy's figure where that is higher."""
    reservation: dict[Item, float] = {}
    steps: dict[Item, float] = {}
    low, high = _MAY_GO[setup.difficulty]
    share = chance.uniform(low, high)
    for item, offered in scene.offer.items():
        drawn = share * chance.uniform(0.9, 1.0)
        if setup.persona == "budget-bound":
            drawn *= 0.6 if item == "base" else 1.1
        if item == "signing" and (item not in scene.band or scene.talk == "raise"):
            base = scene.offer.get("base", 0.0)
            share_of = _SIGN_ON[setup.difficulty] * (_ONE_OFF if scene.talk == "raise" else 1.0)
            most = offered + base * share_of * (1.5 if setup.persona == "budget-bound" else 1.0)
        elif item in scene.band:
            asked = max((a.high for a in aims_on(guide, band, item) if a.unit == band.currency), default=0.0)
            most = max(scene.band[item][1], asked)
        else:
            most = offered
        # A sign-on is talked of in steps of the base's: nobody adds three hundred to it.
        step = step_of(
            scene.offer.get("base", 0.0) if item == "signing" and "base" in scene.offer else max(offered, most)
        )
        steps[item] = step
        reserve = _down(offered + (most - offered) * min(drawn, 1.0), step) if most > offered else offered
        reservation[item] = max(offered, reserve)
    return Limits(
        reservation, _ROUNDS[setup.difficulty], _PATIENCE[setup.persona] + (setup.difficulty == "easy"), steps
    )


def position(scene: Scene, item: Item, value: float) -> float | None:
    """Where a figure stands in the talk's band, 0 low to 1 high; None without a band."""
    ends = scene.band.get(item)
    return position_in(value, *ends) if ends else None
