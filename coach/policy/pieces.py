"""A question of several pieces -> what it asks first: whether something is dangerous comes before a sum."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.ordered import pieces_of
from coach.understanding.matters import matters_of
from coach.understanding.reading import SURE, Clause, Reading

_RISKS = ("risk_pull", "risk_answer")


def with_risks(reading: Reading) -> Reading:
    """The reading in which a clause that is taken for a sum, and of which a piece surely asks about a risk, asks about
    that risk: "is 9% more, can they take it back?"."""
    return replace(reading, clauses=tuple(_first(reading.text, c) for c in reading.clauses))


def _first(text: str, clause: Clause) -> Clause:
    pieces = pieces_of(text, clause) if clause.matter == "sum" else ()
    if not pieces:
        return clause
    parts = [Clause(a, b, text[a:b].strip(), clause.acts) for a, b in pieces]
    risks = [(m, s) for found in matters_of(text, parts, {}, ()) for m, s in found if m in _RISKS and s >= SURE]
    if not risks:
        return clause
    acts = (("ask_risk", risks[0][1]), *(x for x in clause.acts if x[0] not in ("ask_risk", "ask_sum")))
    return replace(clause, acts=acts, matters=tuple(risks[:1]))
