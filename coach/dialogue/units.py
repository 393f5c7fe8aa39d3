"""A bare number is days of leave only where something tells that days are meant; else it is a figure of the pay."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.deals import Dialogue
from coach.understanding.lexicon import notions_at
from coach.understanding.reading import AmountMention, Reading


def with_units(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which bare numbers taken for leave are so only where the clause, the message or the talk tells of
    leave: "I get 28 an hour, 31 here for the same days" offers no days."""
    if any(t.kind == "holiday" for t in (*dialogue.deal.terms, *dialogue.terms_now)) or _tells_of_leave(reading):
        return reading
    amounts = tuple(
        replace(a, component="base", component_said=False) if _is_bare_leave(reading, a) else a for a in reading.amounts
    )
    return replace(reading, amounts=amounts)


def _tells_of_leave(reading: Reading) -> bool:
    counted = (a for a in reading.amounts if a.component == "holiday" and a.amount.kind == "count")
    return any(a.amount.counted in ("day", "week") for a in counted)


def _is_bare_leave(reading: Reading, a: AmountMention) -> bool:
    if a.component != "holiday" or a.amount.kind != "bare" or not reading.clauses:
        return False
    return not any(notion == "holiday" for _, _, notion in notions_at(reading.clauses[a.clause].text))
