"""A question about what has to be given back on leaving -> the matter that answers it."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.deals import Dialogue
from coach.understanding.reading import Clause, Reading
from coach.understanding.repay import Repayment, asks_what_is_owed, names_repayment

OWED = ("owe", "view_repay")  # matters that only a talk with a repayment has
_JUDGES = ("view_good", "check_letter")  # matters of "is that normal?"
_ASKED = 0.5  # a probability: enough for the one thing that is asked


def with_repayment(reading: Reading, after: Dialogue) -> Reading:
    """The reading in which questions about the repayment of the deal in focus ask for that, and for nothing else."""
    held = after.deal.repayment
    if held is None:
        return reading
    return replace(reading, clauses=tuple(_about(c, held, reading, after) for c in reading.clauses))


def _about(clause: Clause, held: Repayment, reading: Reading, after: Dialogue) -> Clause:
    judged = clause.matter in _JUDGES and not any(clause.start <= a.amount.start < clause.end for a in reading.amounts)
    talked = held.turn >= after.turn - 1 and not any(e.kind == "offer_made" for e in after.of_turn(after.turn))
    if asks_what_is_owed(clause):
        matter = OWED[0]
    elif judged and (names_repayment(clause) or talked):
        matter = OWED[1]
    else:
        return clause
    return replace(clause, acts=(("ask_check", _ASKED),), matters=((matter, 1.0),))
