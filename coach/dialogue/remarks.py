"""What the person says about the talk itself: neither a fact of the negotiation nor a sum that is asked for."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.deals import Dialogue
from coach.dialogue.resolve import voiced
from coach.understanding.reading import AmountMention, Clause, Reading

_OWN = ("wish", "asked", "more", "floor")


def with_remarks(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which clauses that find fault with the coach wish for none of the figures that it has named
    itself, and ask for no sum."""
    if not any(c.finds_fault for c in reading.clauses):
        return reading
    amounts = tuple(
        replace(a, role="none", role_said=True, role_score=1.0) if _is_quoted(dialogue, reading, a) else a
        for a in reading.amounts
    )
    sums = tuple(s for s in reading.sums if not any(_faults(reading, reading.amounts[i]) for i in s.numbers))
    return replace(reading, clauses=tuple(map(_without_sum, reading.clauses)), amounts=amounts, sums=sums)


def quotes_coach(dialogue: Dialogue, reading: Reading) -> bool:
    """Whether a message finds fault with figures that the coach has named itself."""
    return any(_faults(reading, a) and voiced(a, dialogue) for a in reading.amounts)


def _is_quoted(dialogue: Dialogue, reading: Reading, a: AmountMention) -> bool:
    """Whether a figure stands in a clause that finds fault, as a number of a sum, or as a wish that was the
    coach's."""
    if not _faults(reading, a):
        return False
    return a.role == "sum" or (a.role in _OWN and voiced(a, dialogue))


def _faults(reading: Reading, a: AmountMention) -> bool:
    return bool(reading.clauses) and reading.clauses[a.clause].finds_fault


def _without_sum(clause: Clause) -> Clause:
    if not clause.finds_fault:
        return clause
    acts = tuple((act, share) for act, share in clause.acts if act != "ask_sum")
    return replace(clause, acts=acts, matters=tuple((m, share) for m, share in clause.matters if m != "sum"))
