"""Where the talk stands -> what to say at this moment: which moves, and which figures, never the last ask again and
never a higher one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from coach.rehearsal.course import Course
from coach.rehearsal.ground import Ground
from coach.rehearsal.opens import halved, step_of
from coach.rehearsal.scenario import Scenario
from coach.rehearsal.scene import ITEMS, Item
from coach.standing.position import value_at
from coach.understanding.situation import Situation
from index.guide import Lines

Kind = Literal["opening", "moved", "held", "commit", "close", "agreed", "calm", "limit"]
_GIVE = 0.2  # of the gap, in one counter: less than the half that would be too much
_BONUS_AT = 0.9  # where in its band a bonus is asked for
_SIGN_ON = 0.06  # of base, where no guide has a figure
_ONE_OFF = 0.03  # of base, for somebody who is there already
_CLOSE = 0.3  # of what was apart at first: "we're close now" is true
_LITTLE = 0.15  # of what was apart at first: not worth another round
_MOST_ASKED = 2  # components in one turn
_REFUSED = frozenset({"hold", "hold_repeat", "no_extra", "absent"})
_LAST_WORD = frozenset({"final", "met"})
_GRANTED = frozenset({"time_yes", "time_again"})
_TRADED: tuple[Item, ...] = ("stock", "signing", "bonus")


@dataclass(frozen=True, slots=True)
class Moment:
    """What to do now: the kind of moment, the moves of the line, the figures to ask for, and the guide's lines they are
    from.
    """

    kind: Kind
    moves: tuple[str, ...]
    asks: Mapping[Item, float]
    sources: tuple[tuple[Lines, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """What a moment is told by: the talk and what it stands on, the candidate's situation, the course so far, and what
    they did
    last.
    """

    scenario: Scenario
    ground: Ground
    situation: Situation
    course: Course
    did: tuple[str, ...] = ()


# What they have just said -> the words that answer it, in place of those that a line begins with.
_ANSWERS = {
    "current_pay": "own_pay", "in_writing": "paper", "deadline": "by_then", "equity": "fairness", "best_we_can": "best",
    "is_it_yes": "not_yet",
}  # fmt: skip
_BEGINS = frozenset({"thanks", "moved_on"})


def answering(moves: tuple[str, ...], did: tuple[str, ...]) -> tuple[str, ...]:
    """The moves of a line with an answer to what they have just asked or said, where it asks for something."""
    said = next((_ANSWERS[act] for act in reversed(did) if act in _ANSWERS), "")
    if not said or moves[0] not in _BEGINS:
        return moves
    return (said, *moves[1:])


def moment_of(stand: Stand, own: Mapping[Item, float] | None = None) -> Moment:
    """The moment; `own` are the figures of the turn that is to be said better, kept where they hold."""
    course = stand.course
    if course.agreed:
        return Moment("agreed", ("recap", "close"), {})
    asked = any(course.asks)
    if not asked:
        asks, sources = _opening(stand, own or {})
        if asks:
            return Moment("opening", ("thanks", "reason", "ask"), asks, sources)
        return _close(stand)
    if _LAST_WORD & set(stand.did) or _reached(stand):
        return _close(stand)
    counters = _counters(stand, own or {})
    fresh = _fresh(stand)
    if not fresh and (not counters or _near(stand)):
        return _close(stand)
    if counters and not course.moved and any(_lowered(course, i) for i in counters):
        # A second step down for nothing would give too much away: a term beside the pay, then the close.
        if "grant" in stand.did:
            return _close(stand)
        return Moment("calm", ("moved_on", "term"), {})
    traded = any(m.did("trade") for m in course.turns)
    if counters and fresh and not traded:
        item = next(iter(counters))
        return Moment(
            "held" if _REFUSED & set(stand.did) else "moved",
            ("moved_on", "new_reason", "swap"),
            {item: counters[item], **_first(fresh, 1)},
        )
    if counters:
        asks = {**_first(counters, _MOST_ASKED)}
        if len(asks) < _MOST_ASKED:
            asks |= _first(fresh, _MOST_ASKED - len(asks))
        return Moment("commit", ("moved_on", "new_reason", "condition"), asks)
    return Moment("held", ("moved_on", "new_reason", "condition"), _first(fresh, _MOST_ASKED))


def _close(stand: Stand) -> Moment:
    """Take what is there; below one's own limit, or another offer, take time first, and then leave it."""
    if not _below_limit(stand):
        return Moment("close", ("accept", "recap", "close"), {})
    return Moment("limit", ("decline",) if _GRANTED & set(stand.did) else ("pause",), {})


def _first(asks: Mapping[Item, float], most: int) -> dict[Item, float]:
    return dict(list(asks.items())[:most])


def _reached(stand: Stand) -> bool:
    """Whether every figure asked for is on the table."""
    course = stand.course
    last = [(i, a) for i in ITEMS if (a := course.last_ask(i)) is not None]
    return bool(last) and all(course.terms.get(i, 0.0) >= a[1] for i, a in last) and not _fresh(stand)


def _lowered(course: Course, item: Item) -> bool:
    """Whether the last ask for a part was lower than the one before it."""
    said = [a[item][1] for a in course.asks if item in a]
    return len(said) > 1 and said[-1] < said[-2]


def is_close(course: Course) -> bool:
    """Whether what is still apart is little beside what was apart at first."""
    return _apart_at_most(course, _CLOSE)


def _near(stand: Stand) -> bool:
    """Whether they have just moved and hardly anything is left of what was apart at first."""
    return stand.course.moved and _apart_at_most(stand.course, _LITTLE)


def _apart_at_most(course: Course, share: float) -> bool:
    for item in ITEMS:
        last, now = course.last_ask(item), course.terms.get(item)
        if last is None or now is None:
            continue
        first = next(a[item][1] for a in course.asks if item in a)
        if last[1] - now > share * (first - course.first.get(item, 0.0)):
            return False
    return True


def _opening(stand: Stand, own: Mapping[Item, float]) -> tuple[dict[Item, float], tuple[tuple[Lines, str], ...]]:
    """The first ask: the candidate's own figures where they hold, else the plan's; the main part and one beside it."""
    scene = stand.scenario.scene
    main: Item = next(iter(scene.target), next(iter(scene.offer), "base"))
    asks: dict[Item, float] = {}
    sources: list[tuple[Lines, str]] = []
    for item in dict.fromkeys((*(own or (main,)), *(() if own else _beside(stand, main)))):
        figure = own.get(item, 0.0)
        most = _most(stand, item)
        if (
            figure < max(scene.target.get(item, 0.0), 1.0)
            or figure <= scene.offer.get(item, 0.0)
            or (most and figure > most)
        ):
            figure, source = _planned(stand, item)
            if source:
                sources.append(source)
        if figure > stand.course.terms.get(item, 0.0):
            asks[item] = figure
    if not asks and own:
        return _opening(stand, {})
    return _first(asks, max(_MOST_ASKED, len(own))), tuple(sources)


def _beside(stand: Stand, main: Item) -> tuple[Item, ...]:
    """A part to ask for beside the main one: stock, else the bonus, where there is a band for it."""
    scene = stand.scenario.scene
    return tuple(i for i in ("stock", "bonus") if i in scene.offer and i in scene.band and i != main)[:1]


def _most(stand: Stand, item: Item) -> float:
    """The highest figure that can be argued: the band's top, the target or another offer's; 0 where nothing says."""
    scene = stand.scenario.scene
    top = scene.band[item][1] if item in scene.band else 0.0
    return max(top, scene.target.get(item, 0.0), _elsewhere(stand, item)) if top else 0.0


def _elsewhere(stand: Stand, item: Item) -> float:
    """What other companies pay of a part at most; 0 where no offer has it."""
    return max((r.figures().get(item, 0.0) for r in stand.scenario.scene.profile.competing_offers), default=0.0)


def _below_limit(stand: Stand) -> bool:
    """Whether a part stands below the least that the candidate has said, or below another offer of theirs.

    A raise is taken all the same: nobody loses anything by it.
    """
    if stand.scenario.setup.talk == "raise":
        return False
    own = {p.component: p.low for p in stand.situation.floor}
    terms = [(i, stand.course.terms[i]) for i in ITEMS if i in ("base", "total") and i in stand.course.terms]
    return any(now < max(own.get(i, 0.0), _elsewhere(stand, i)) for i, now in terms)


def _planned(stand: Stand, item: Item) -> tuple[float, tuple[Lines, str] | None]:
    scene = stand.scenario.scene
    target = scene.target.get(item, 0.0)
    plan = stand.ground.plan(item, stand.situation)
    if plan is not None and plan.ask:
        return max(plan.ask, target), plan.source
    if item in scene.band and not target:
        low, high = scene.band[item]
        step = step_of(high)
        return float(int(value_at(_BONUS_AT, low, high) / step) * step), None
    return target, None


def _counters(stand: Stand, own: Mapping[Item, float]) -> dict[Item, float]:
    """The next figure for each part that is still apart: a little below the last ask, above what is offered."""
    out: dict[Item, float] = {}
    for item in ITEMS:
        last, offered = stand.course.last_ask(item), stand.course.terms.get(item)
        if last is None or offered is None or last[1] <= offered:
            continue
        top = min(last[1], _most(stand, item) or last[1])
        gap = top - offered
        step = step_of(_yearly_base(stand, top) if item == "signing" else top) / 2
        step = step if step <= gap * _GIVE else halved(step)
        figure = own.get(item, 0.0)
        if not (offered < figure < last[1] and figure <= top and last[1] - figure <= gap / 2):
            figure = float(int((top - max(step, gap * _GIVE)) / step) * step)
        if offered < figure < last[1]:
            out[item] = figure
    return out


def _yearly_base(stand: Stand, otherwise: float) -> float:
    base = stand.course.terms.get("base", 0.0)
    return base * stand.scenario.a_year if base else otherwise


def _fresh(stand: Stand) -> dict[Item, float]:
    """Parts that nobody has asked for yet and that are in the package, each with a figure that can be argued."""
    scene, course = stand.scenario.scene, stand.course
    out: dict[Item, float] = {}
    for item in _TRADED:
        if item not in scene.offer or course.last_ask(item) is not None:
            continue
        figure = _planned(stand, item)[0]
        if item == "signing" and (not figure or scene.talk == "raise"):
            base = _yearly_base(stand, 0.0)
            step = step_of(base) if base else 1.0
            figure = float(int(base * (_ONE_OFF if scene.talk == "raise" else _SIGN_ON) / step) * step)
        if figure > course.terms.get(item, 0.0):
            out[item] = figure
    return out
