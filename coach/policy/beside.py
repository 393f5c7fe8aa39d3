"""The moves of a reply -> with the text that is ordered, and what is asked beside it; both are given."""

from __future__ import annotations

from coach.dialogue.deals import Dialogue
from coach.policy.asked import Asked
from coach.policy.held import negotiates
from coach.policy.move import Move
from coach.policy.table import LOOK_UP
from coach.understanding.reading import SURE, Reading

_LOOKED_UP = ("craft", LOOK_UP)  # rooms that look up where nothing else was asked
_IN_TEXT = ("plan", "ask", "trade")  # what a text says anyway


def with_text(moves: list[Move], asked: Asked, reading: Reading, after: Dialogue) -> list[Move]:
    """The moves without congratulation for who asks or doubts, and with the text where one is wanted; what is asked in
    clauses that order none stays."""
    if any(m.room in ("craft", "decision") for m in moves):
        moves = [m for m in moves if m.room != "closing"]
    ordered = after.wanted.turn == after.turn and bool(after.wanted.turn)
    if not ordered or any(m.kind == "words" for m in moves):
        return moves
    anew = not after.wanted.edits  # "as an e-mail" is an edit, no more
    beside = asked.beside_text(reading)
    surely = {m for m, n in asked.found if m in beside and _asks(reading, m, n)}
    kept = (
        m
        for m in moves
        if m.room in ("news", "again", "rejected")
        or m.act in surely
        or (anew and m.kind == "answer" and m.room not in _LOOKED_UP)
    )
    return [*kept, Move("words", "words")]


def _asks(reading: Reading, matter: str, place: int) -> bool:
    """Whether a clause surely asks for a matter, by what it is about or by what it is right after a text."""
    clause = reading.clauses[place]
    return clause.turn == "ask" or clause.about(matter) >= SURE


def beside_text(moves: list[Move], asked: Asked, reading: Reading) -> list[Move]:
    """What stays beside a text: what is asked in other clauses; what else could be advised is in the text."""
    if not any(m.kind == "words" for m in moves):
        return moves
    wanted, apart = set(asked.matters), asked.beside_text(reading)
    return [
        m
        for m in moves
        if (m.room not in _IN_TEXT or m.act in apart) and (m.act in wanted or m.room not in ("craft", "decision"))
    ]


def begun_by_text(moves: list[Move], before: Dialogue, after: Dialogue, *, words: bool) -> list[Move]:
    """The moves in which who begins a talk with how to ask is told how, and given the words."""
    text = next((m.act for m in moves if m.kind == "words"), None)
    if text is None or not words or negotiates(before) or after.deal.offer or after.deal.company:
        return moves
    return moves if before.topic.companies else [Move("answer", "craft", text), *moves]
