"""A message -> the circumstances that it tells, and the moves with what they mean for the talk."""

from __future__ import annotations

from coach.policy.move import ROUND, Move
from coach.policy.table import LOOK_UP
from coach.understanding.circumstances import circumstance_of
from coach.understanding.layers import NONE
from coach.understanding.reading import ASKS, SURE, WANTS_WORDS, Clause, Reading

LEAST, SURELY = 0.7, 0.85  # probabilities: where nothing else is to be said, and beside what is
_ORDERS = (*WANTS_WORDS, "order")
# What is said where a message calls for nothing by itself: what its circumstance means comes in its place.
_FILLS = ("next_step", "need", "craft", "unheld", LOOK_UP)
# Rooms that say themselves what to do in such a circumstance, and what is told of a wait for their answer.
_SAY_IT = ("clocks", "others", "minded", "professional", "later", "closing", "differs", "renege")
_OF_FEELING = ("afraid_to_lose", "afraid_greedy", "dream_job", "likes_team", "lowball")
# What weighs on a decision beside the figures: said also where a view of them is asked for.
_BESIDE_A_VIEW = ("partner_says", "family")
_VIEWS = ("verdict", "decision", "answered")
_OF_WAITING = ("no_answer", "asked_already", "waits_for_letter", "who_decides", "checks_run", "talk_planned")


def told_in(reading: Reading, least: float = LEAST) -> tuple[str, ...]:
    """The kinds told in clauses that surely neither ask nor order, the surest first."""
    found: dict[str, float] = {}
    for clause in reading.clauses:
        if not _asks(clause):
            kind, share = circumstance_of(clause.text)
            if kind != NONE and share >= least:
                found[kind] = max(found.get(kind, 0.0), share)
    return tuple(sorted(found, key=lambda kind: -found[kind]))


def with_circumstances(moves: list[Move], reading: Reading) -> list[Move]:
    """The moves with what a circumstance means: in place of what is said where nothing is asked, and beside the rest
    where it is surely told; nothing where a question has its answer."""
    if any(m.kind in ("words", "ask") for m in moves):
        return moves
    asked = any(map(_asks, reading.clauses))
    rest = [m for m in moves if m.room not in _FILLS or (asked and m.room != "next_step")]
    surely = told_in(reading, SURELY)
    if surely and not asked and not set(surely) & set(_OF_WAITING):
        rest = [m for m in rest if m.room != "pending"]  # what is told is no silence of theirs
    felt = any(m.room == "feeling" for m in rest) and set(told_in(reading)) & set(_OF_FEELING)
    answers = any(m.kind not in ROUND for m in rest)
    weighs = bool(set(surely) & set(_BESIDE_A_VIEW)) and any(m.kind == "judge" or m.room in _VIEWS for m in rest)
    if felt or (asked and answers and not weighs) or any(m.room in _SAY_IT for m in rest):
        return moves
    least = SURELY if answers else LEAST
    return [*rest, Move("answer", "circumstance")] if told_in(reading, least) else moves


def _asks(clause: Clause) -> bool:
    """Whether a clause surely asks for something or orders it."""
    return any(clause.share(act) >= SURE for act in (*ASKS, *_ORDERS))
