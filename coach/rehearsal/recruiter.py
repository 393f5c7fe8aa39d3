"""The recruiter's decisions: the table and a turn's moves -> the next table and what the recruiter does; exact, seeded, never above the limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal

from coach.rehearsal.moves import Moves
from coach.rehearsal.scenario import Difficulty, Persona, Scenario
from coach.rehearsal.scene import Item

Status = Literal["open", "agreed", "ended"]
Outcome = Literal["", "deal", "withdrawn", "lapsed"]

# What a new reason adds to the share of the room that the recruiter may use, 0 to 1.
CREDIT: dict[str, float] = {
    "offer": 0.35, "band": 0.25, "achievement": 0.2, "circumstance": 0.12, "condition": 0.12, "trade": 0.12, "joint": 0.05,
    "question": 0.04,
}  # fmt: skip
_SECOND = 0.5  # a second reason of the same kind counts half
_WEIGHTS: dict[Persona, dict[str, float]] = {
    "warm": {"joint": 2.0, "question": 1.5},
    "budget-bound": {"trade": 2.0, "condition": 1.5},
    "hard-nosed": {"joint": 0.0, "question": 0.5, "offer": 1.2},
    "rookie": {"band": 1.3, "joint": 1.5},
}
_TIME = 0.25  # what fresh turns alone can earn of the room
_AT_ONCE: dict[Persona, float] = {"warm": 0.5, "budget-bound": 0.4, "hard-nosed": 0.3, "rookie": 0.65}
_MOST_MOVED = 2  # components that move in one answer
_TACTIC: dict[Difficulty, float] = {"easy": 0.35, "medium": 0.6, "hard": 0.85}
_HOSTILE, _REPEAT, _NIBBLE, _FALSE = 2, 1, 1, 1
_SPLIT_FROM = 3  # from this turn on a recruiter who would give more than half of what is left proposes the half
EXTRAS_EARNED = 0.3
FREE_EXTRAS = ("start", "review")


@dataclass(frozen=True, slots=True)
class Table:
    """Where the talk stands on the recruiter's side after `turn` turns of the candidate.

    `terms` is what is offered, `credit` and `share` how much of the room has been earned and may be used, 0 to 1; `caps`
    are figures the candidate gave away as enough.
    """

    terms: Mapping[Item, float]
    patience: int
    turn: int = 0
    fresh: int = 0
    credit: float = 0.0
    share: float = 0.0
    heard: tuple[str, ...] = ()
    asked: Mapping[Item, float] = field(default_factory=dict)
    caps: Mapping[Item, float] = field(default_factory=dict)
    extras: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    status: Status = "open"
    outcome: Outcome = ""


@dataclass(frozen=True, slots=True)
class Argued:
    """What the judgement found in a turn that the recruiter reacts to.

    `reasons` are (kind, what it says) of true reasons; `given_away` are figures said to be enough.
    """

    reasons: tuple[tuple[str, str], ...] = ()
    hostile: bool = False
    false_claim: bool = False
    given_away: Mapping[Item, float] = field(default_factory=dict)
    claims_offer: bool = False
    asks_limit: bool = False


@dataclass(frozen=True, slots=True)
class Reaction:
    """One thing the recruiter does; `items` are the components it is about, with the figures then on the table."""

    act: str
    items: tuple[tuple[Item, float], ...] = ()
    extras: tuple[str, ...] = ()


def opening(scenario: Scenario) -> Table:
    """The table before the first turn: the first offer."""
    return Table(dict(scenario.scene.offer), scenario.limits.patience)


def react(scenario: Scenario, table: Table, moves: Moves, argued: Argued) -> tuple[Table, tuple[Reaction, ...]]:
    """Decide on one turn. The terms never fall, never pass the reservation, and a deal is at the terms exactly."""
    if table.status == "ended":
        return table, ()
    now = replace(table, turn=table.turn + 1)
    if table.status == "agreed":
        return _after_the_deal(now, moves)
    if argued.hostile:
        now = replace(now, patience=now.patience - _HOSTILE)
    if argued.false_claim:
        now = replace(now, patience=now.patience - _FALSE)
    if now.patience <= 0:
        return replace(now, status="ended", outcome="withdrawn"), (Reaction("withdraw"),)
    if moves.accepts:
        return _deal(now)
    if table.turn >= scenario.limits.rounds:
        return replace(now, status="ended", outcome="lapsed"), (Reaction("lapse"),)
    now, fresh = _credited(scenario, now, moves, argued)
    now = replace(now, caps=_least(now.caps, argued.given_away))
    reactions: list[Reaction] = [Reaction("cool")] if argued.hostile else []
    now, moved, met = _moved(scenario, now, moves, fresh=fresh)
    now, granted = _granted(scenario, now, moves)
    if moves.asks or moves.extras:
        now = replace(now, asked={**now.asked, **{a.item: a.high for a in moves.asks}})
        everything = met and set(moves.extras) <= set(now.extras)
        if everything and moves.did("condition"):
            now, deal = _deal(now)
            return now, (*reactions, Reaction("agree"), *deal)
        reactions += _answers(scenario, table, now, moves, moved, granted, everything=everything)
        if not moved and not granted and not fresh:
            now = replace(now, patience=now.patience - _REPEAT)
            if now.patience <= 0:
                return replace(now, status="ended", outcome="withdrawn"), (*reactions, Reaction("withdraw"))
    else:
        everything = False
        reactions.append(_without_figure(moves, argued))
    if now.turn >= scenario.limits.rounds:
        return now, (*reactions, Reaction("final", tuple(now.terms.items()), now.extras))
    if not everything:
        tactic = _tactic(scenario, table, now, moves, argued, moved=bool(moved))
        if tactic:
            now = replace(now, tactics=(*now.tactics, tactic.act))
            reactions.append(tactic)
    return now, tuple(reactions)


def _after_the_deal(table: Table, moves: Moves) -> tuple[Table, tuple[Reaction, ...]]:
    """What was agreed stays: a new wish is declined, and the talk ends with the deal."""
    repeats = moves.did("accept", "recap", "close")
    wishes = set(moves.extras) - set(table.extras) or moves.did("plea", "reopen")
    nibbles = bool(moves.asks) or bool(wishes and not repeats)
    done = replace(table, status="ended", outcome="deal", patience=table.patience - (_NIBBLE if nibbles else 0))
    items = tuple(table.terms.items())
    return done, (Reaction("nibbled", items, table.extras) if nibbles else Reaction("farewell", items, table.extras),)


def _deal(table: Table) -> tuple[Table, tuple[Reaction, ...]]:
    now = replace(table, status="agreed", outcome="deal")
    return now, (Reaction("deal", tuple(now.terms.items()), now.extras),)


def _credited(scenario: Scenario, table: Table, moves: Moves, argued: Argued) -> tuple[Table, bool]:
    """(the table with what the turn's reasons earn, whether anything in the turn is new). What was said before earns nothing."""
    weights = _WEIGHTS[scenario.setup.persona]
    credit, heard = table.credit, list(table.heard)
    kinds = [h.partition(":")[0] for h in heard]
    before = len(heard)
    told = [*argued.reasons, *((a.kind, "") for a in moves.did("condition", "trade", "joint", "question"))]
    for kind, what in told:
        key = f"{kind}:{what}"
        if key in heard or kind not in CREDIT:
            continue
        credit += CREDIT[kind] * weights.get(kind, 1.0) * (_SECOND if kind in kinds else 1.0)
        heard.append(key)
        kinds.append(kind)
    new_asks = any(table.asked.get(a.item) != a.high for a in moves.asks)
    fresh = len(heard) > before or new_asks or bool(set(moves.extras) - set(table.extras))
    turns = table.fresh + (1 if fresh and (moves.asks or moves.extras) else 0)
    earned = min(1.0, _TIME * turns / max(1, scenario.limits.rounds - 2) + credit)
    share = min(earned, table.share + _AT_ONCE[scenario.setup.persona]) if moves.asks and fresh else table.share
    return replace(
        table, credit=min(1.0, credit), heard=tuple(heard), fresh=turns, share=max(table.share, share)
    ), fresh


def _least(caps: Mapping[Item, float], given_away: Mapping[Item, float]) -> dict[Item, float]:
    held = dict(caps)
    for item, value in given_away.items():
        held[item] = min(value, held.get(item, value))
    return held


def allowed(scenario: Scenario, table: Table, item: Item) -> float:
    """The most the recruiter gives on a component now: as far up the room as was earned, on a round figure."""
    first = scenario.scene.offer.get(item, 0.0)
    most = scenario.limits.reservation.get(item, first)
    step = scenario.limits.steps.get(item, 1.0)
    value = first + (most - first) * table.share
    value = most if table.share >= 1 else _rounded(value, step)
    return min(value, most, max(table.caps.get(item, value), first))


def _rounded(value: float, step: float) -> float:
    """Down to a figure that one says."""
    return float(int(value / step + 1e-9) * step)


def _moved(scenario: Scenario, table: Table, moves: Moves, *, fresh: bool) -> tuple[Table, tuple[Item, ...], bool]:
    """(the table with its new terms, the components that moved, whether every ask is met)."""
    terms = dict(table.terms)
    moved: list[Item] = []
    for ask in moves.asks:
        offered = terms.get(ask.item)
        if offered is None or ask.high <= offered or not fresh or len(moved) >= _MOST_MOVED:
            continue
        value = min(ask.high, allowed(scenario, table, ask.item))
        middle = _rounded((offered + ask.high) / 2, scenario.limits.steps.get(ask.item, 1.0))
        if table.turn >= _SPLIT_FROM and len(moves.asks) == 1 and offered < middle <= value < ask.high:
            value = middle
        if value > offered:
            terms[ask.item] = value
            moved.append(ask.item)
    met = bool(moves.asks) and all(terms.get(a.item, -1.0) >= a.high for a in moves.asks)
    return replace(table, terms=terms), tuple(moved), met


def _granted(scenario: Scenario, table: Table, moves: Moves) -> tuple[Table, tuple[str, ...]]:
    """Terms without an amount: a start date and a review are easy, the rest is earned by reasons."""
    chance = Random(f"{scenario.setup.seed}|extras")  # noqa: S311 - a game
    soft = chance.random() < (0.8 if scenario.setup.difficulty == "easy" else 0.5)
    new = tuple(
        e
        for e in moves.extras
        if e not in table.extras and (e in FREE_EXTRAS or (soft and table.credit >= EXTRAS_EARNED))
    )
    return replace(table, extras=(*table.extras, *new)), new


def _answers(
    scenario: Scenario,
    before: Table,
    now: Table,
    moves: Moves,
    moved: tuple[Item, ...],
    granted: tuple[str, ...],
    *,
    everything: bool,
) -> list[Reaction]:
    """What is said of each ask: met, moved, held, or lower than what is offered already."""
    out: list[Reaction] = []
    if everything:
        low = tuple(a for a in moves.asks if a.high < before.terms.get(a.item, 0.0))
        if low:
            out.append(Reaction("already", tuple((a.item, now.terms[a.item]) for a in low)))
        return [*out, Reaction("met", tuple(now.terms.items()), now.extras)]
    if moved:
        halves = (
            len(moves.asks) == 1
            and now.turn >= _SPLIT_FROM
            and now.terms[moved[0]]
            == _rounded((before.terms[moved[0]] + moves.asks[0].high) / 2, scenario.limits.steps.get(moved[0], 1.0))
        )
        out.append(Reaction("split" if halves else "move", tuple((i, now.terms[i]) for i in moved)))
    held = tuple(
        (a.item, now.terms[a.item])
        for a in moves.asks
        if a.item not in moved and a.high > now.terms.get(a.item, a.high)
    )
    absent = tuple((a.item, 0.0) for a in moves.asks if a.item not in now.terms)
    already = tuple(
        (a.item, now.terms[a.item]) for a in moves.asks if a.item in now.terms and a.high < before.terms[a.item]
    )
    if already:
        out.append(Reaction("already", already))
    if held:
        known = all(before.asked.get(a.item) == a.high for a in moves.asks)
        out.append(Reaction("hold_repeat" if known and not moved else "hold", held))
    if absent:
        out.append(Reaction("absent", absent))
    if granted:
        out.append(Reaction("grant", extras=granted))
    refused = tuple(e for e in moves.extras if e not in now.extras)
    if refused:
        out.append(Reaction("no_extra", extras=refused))
    return out


def _without_figure(moves: Moves, argued: Argued) -> Reaction:
    if argued.asks_limit:
        return Reaction("no_limit")
    if moves.did("plea"):
        return Reaction("name_it")
    if moves.did("question"):
        return Reaction("inform")
    if moves.rejects:
        return Reaction("what_would_it_take")
    if argued.reasons:
        return Reaction("heard")
    return Reaction("prompt")


def _tactic(
    scenario: Scenario, before: Table, now: Table, moves: Moves, argued: Argued, *, moved: bool
) -> Reaction | None:
    """One move of the deck that fits the state and was not played yet; which one is drawn by the seed and the turn."""
    setup = scenario.setup
    chance = Random(f"{setup.seed}|{now.turn}|{setup.persona}")  # noqa: S311 - a game
    if chance.random() > _TACTIC[setup.difficulty]:
        return None
    hard = setup.difficulty == "hard" or setup.persona == "hard-nosed"
    deck: list[str] = []
    if argued.claims_offer:
        deck.append("in_writing")
    if now.turn == 1 and scenario.scene.talk != "raise":
        deck.append("current_pay")
    if moves.asks and not moved:
        deck += ["best_we_can", "equity", "silence"]
    if moved and now.turn >= 2:
        deck += ["commit", "best_we_can"]
    if now.turn >= 3:
        deck.append("deadline")
    if hard and (argued.hostile or (moves.asks and not moved)):
        deck.append("take_back")
    left = [t for t in deck if t not in before.tactics]
    if not left:
        return None
    return Reaction(left[0] if left[0] == "in_writing" else chance.choice(left), tuple(now.terms.items()))
