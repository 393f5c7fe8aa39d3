"""What the person says about the talk itself: neither a fact of the negotiation nor a sum that is asked for."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.deals import Dialogue
from coach.dialogue.resolve import voiced
from coach.understanding.reading import LIKELY, SURE, AmountMention, Clause, Reading

_OWN = ("wish", "asked", "more", "floor")
_REMARK = 0.7  # a probability
_OF_DRAFT = ("ask_edit", "put_in")  # acts


def with_remarks(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which clauses that find fault with the coach wish for none of the figures that it has named
    itself, and ask for no sum; before any text is written there is none to find fault with but the coach's answer."""
    clauses = reading.clauses if dialogue.wanted.turn else tuple(map(_of_answer, reading.clauses))
    if clauses != reading.clauses:
        reading = replace(reading, clauses=clauses)
    if not any(c.finds_fault for c in reading.clauses):
        return reading
    amounts = tuple(
        replace(a, role="none", role_said=True, role_score=1.0) if _is_quoted(dialogue, reading, a) else a
        for a in reading.amounts
    )
    sums = tuple(s for s in reading.sums if not any(_faults(reading, reading.amounts[i]) for i in s.numbers))
    return replace(reading, clauses=tuple(map(_without_sum, reading.clauses)), amounts=amounts, sums=sums)


def _of_answer(clause: Clause) -> Clause:
    """A clause that speaks of a draft or of a mistake, where there is no draft, as what it can only be."""
    wrong, draft = clause.speaks_of("wrong"), clause.speaks_of("draft")
    if not (SURE > wrong >= LIKELY and wrong + draft >= _REMARK and clause.share("ask_words") < LIKELY):
        return clause
    acts = tuple((act, share) for act, share in clause.acts if act not in _OF_DRAFT)
    matters = tuple(("meta_wrong" if m == "edit" else m, share) for m, share in clause.matters if m != "meta_wrong")
    subjects = (("wrong", wrong + draft), *((k, share) for k, share in clause.subjects if k not in ("wrong", "draft")))
    return replace(clause, acts=acts, matters=matters, subjects=subjects)


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
