"""The moves of a reply -> in order, without those that another one says in other words; what a clause asks stays."""

from __future__ import annotations

from coach.dialogue.counters import counter_at
from coach.dialogue.deals import Dialogue
from coach.policy.asked import Asked
from coach.policy.move import ENDED, POSITIONS, ROUND, Move
from coach.policy.table import Kind
from coach.understanding.reading import SURE, Reading

# What is answered, judged and advised comes in the order in which it is asked.
_ORDER: dict[Kind, int] = {
    "acknowledge": 0, "answer": 1, "judge": 1, "advise": 1, "words": 2, "reassure": 3, "ask": 4,
}  # fmt: skip
MOST = 4  # answers of one reply; a phone shows no more
_BY_ACT = ("craft", "decision")
_ANSWERED = ("answered", "refused")
# Beside a counter-offer: views that are one view then, and steps that it takes the place of.
_CHOICES = frozenset(
    "view_good view_take view_push view_choose view_walk view_stay view_wait what_next told_lean told_later told_rival "
    "view_part view_ask granted why meta_wrong".split()
)
_STEPS = ("verdict", "answered", "ask", "next_step", "clocks", "later")
# Rooms that say what to do now, those of them that know what was answered, and the views that do.
_RECOMMENDS = ("answered", "ask", "expects", "what_if", "differs", "renege", "next_step", "plan", "pending")
_KNOWING = ("differs", "renege", "answered", "what_if")
_TO_DO = POSITIONS | frozenset(("view_stay", "view_choose", "view_wait"))


def stay_or_go(moves: list[Move], reading: Reading, after: Dialogue) -> list[Move]:
    """Beside a counter-offer that is not answered every view of what to take is one: stay or go."""
    at = counter_at(after)
    if at is None or not after.deals[at].offer or after.deals[at].status in ENDED:
        return moves
    wants = any(c.share("ask_words") >= SURE for c in reading.clauses) or reading.does("ask_edit")
    return [
        Move("advise", "decision", "view_stay")
        if (m.act in _CHOICES and m.room != "what_if")
        or (not m.act and m.room in _STEPS)
        or (m.kind == "words" and not wants)
        else m
        for m in moves
    ]


def each_view_once(moves: list[Move], asked: Asked, after: Dialogue, *, told: bool) -> list[Move]:
    """The moves without those that another one says in other words."""
    rooms = {m.room for m in moves}
    views = [m.act for m in moves if m.act in POSITIONS and m.room == "decision"]
    position = bool(views)
    if position and not told and after.deal.status not in _ANSWERED:
        # One view is enough, and what to do is the answer; two questions are answered both.
        moves = [m for m in moves if m.room != "verdict" or any(asked.apart(m.act, view) for view in views)]
    if position or rooms & {"verdict", "room"} or ("closing" in rooms and after.deal.status == "agreed"):
        moves = [m for m in moves if m.room != "answered"]  # they say what to do with the answer
    return moves


def one_recommendation(moves: list[Move], asked: Asked) -> list[Move]:
    """The moves with one that says what to do: take, ask once for something or wait. What was asked for comes before
    what a coach adds, and a view of their answer before one that does not know it; what was asked in another clause
    stays, where it is another room's."""
    saying = [m for m in moves if m.room in _RECOMMENDS or (m.room == "decision" and m.act in _TO_DO)]
    if len(saying) < 2:
        return moves
    wanted = set(asked.matters)
    best = min(saying, key=lambda m: (m.act not in wanted, m.room not in _KNOWING, saying.index(m)))
    kept = [m for m in saying if m is best or (m.room != best.room and asked.apart(m.act, best.act))]
    return [m for m in moves if m in kept or m not in saying]


def in_order(moves: list[Move]) -> tuple[Move, ...]:
    """The moves as a reply makes them: what is asked in turn, each room once (views and the craft once an act), no more
    answers than a phone shows."""
    first: dict[str, Move] = {}
    for move in sorted(moves, key=lambda m: _ORDER[m.kind]):
        first.setdefault(f"{move.room} {move.act}" if move.room in _BY_ACT else move.room, move)
    held = tuple(first.values())
    answers = tuple(m for m in held if m.kind not in ROUND)[:MOST]
    return tuple(m for m in held if m.kind in ROUND or m in answers)
