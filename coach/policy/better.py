"""A question whether what is offered is more than present pay -> the sum that answers it, whatever its words are near
to."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.deals import Dialogue, part_of
from coach.dialogue.resolve import same_value
from coach.understanding.better import asks_more
from coach.understanding.reading import AmountMention, Clause, Reading
from coach.understanding.situation import Part

_PAID, _MONEY = ("base", "total"), ("money", "bare")


def with_difference(reading: Reading, after: Dialogue) -> Reading:
    """The reading in which a question by how much the offer in focus is more than present pay asks for that sum alone,
    where both are held."""
    if not is_held(after):
        return reading
    return replace(reading, clauses=tuple(_about(c, reading, after) for c in reading.clauses))


def is_held(dialogue: Dialogue) -> bool:
    """Whether pay of both sides is held."""
    return all(any(part_of(parts, c) for c in _PAID) for parts in (dialogue.deal.offer, dialogue.current))


def asked_difference(reading: Reading, clause: Clause, after: Dialogue) -> str:
    """What a clause asks of the difference ("more" or "net"), "" where it asks nothing of it or names a figure of its
    own."""
    inside = (a for a in reading.amounts if clause.start <= a.amount.start < clause.end)
    if any(a.amount.kind in _MONEY and not _is_known(a, after) for a in inside):
        return ""
    return asks_more(reading, clause)


def _is_known(a: AmountMention, after: Dialogue) -> bool:
    held: tuple[Part, ...] = (*after.deal.offer, *after.current)
    stages = (p.stage(s) for p in held for s in p.later)
    return a.component == "hours" or any(same_value(a, p) for p in (*held, *stages))


def _about(clause: Clause, reading: Reading, after: Dialogue) -> Clause:
    if not asked_difference(reading, clause, after):
        return clause
    told = tuple((act, share) for act, share in clause.acts if not act.startswith("ask_"))
    return replace(clause, acts=(("ask_sum", 1.0), *told), matters=(("sum", 1.0),))
