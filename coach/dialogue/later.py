"""Pay that they name for a later day is a promise and no offer of today: it is held as a term."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.deals import Dialogue, part_of
from coach.dialogue.resolve import part, same_value
from coach.understanding.reading import LEAST, MINE, SURE, AmountMention, Clause, Reading, TermMention

_PAID = ("base", "total")
_TOLD = ("told_later", "told_final", "told_refused")


def with_promises(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which a salary told for later is a term: a higher one beside what they offer today, in words that
    put it off."""
    found = [(a, reading.clauses[a.clause]) for a in reading.amounts if _is_promise(dialogue, reading, a)]
    if not found:
        return reading
    promised = tuple(
        TermMention(a.amount.start, c.end, c.text[a.amount.start - c.start :].strip(" .,;!"), "review", "offer")
        for a, c in found
    )
    spans = [(t.start, t.end) for t in promised]
    others = (t for t in reading.terms if not any(t.start < end and start < t.end for start, end in spans))
    return replace(reading, terms=tuple(sorted((*others, *promised), key=lambda t: t.start)))


def _is_promise(dialogue: Dialogue, reading: Reading, a: AmountMention) -> bool:
    if a.role != "offer" or a.owner == MINE or a.component not in _PAID or not reading.clauses or a.role_score < SURE:
        return False
    held = part_of(dialogue.deal.offer, "base")
    made = part(a, "base", dialogue, dialogue.deal, "offer") if held else None
    if held is None or made is None or made.high <= held.high or made.currency != held.currency:
        return False
    clause = reading.clauses[a.clause]
    ends = clause.text[a.amount.end - clause.start :].strip(" .,;!")
    put_off = clause.about("told_later") >= LEAST or any(
        t.kind == "review" and t.start <= a.amount.start < t.end for t in reading.terms
    )
    stays = any(x is not a and same_value(x, held) for x in reading.amounts) or _stands(reading.clauses)
    return bool(ends) and put_off and stays


def _stands(clauses: tuple[Clause, ...]) -> bool:
    """Whether the message says that what is offered today stays as it is."""
    return any(sum(c.about(m) for m in _TOLD) >= SURE for c in clauses)
