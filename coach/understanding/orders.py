"""A reading -> whether the person orders the coach about, or only quotes somebody who does."""

from __future__ import annotations

from dataclasses import replace

from coach.understanding.days import day_in
from coach.understanding.intents.cues import quotations, sounds_like_orders
from coach.understanding.likeness import figures_and_names, masked, shares_of
from coach.understanding.matters import HOWS, VIEWS
from coach.understanding.reading import LEAST, SURE, Clause, Reading
from coach.understanding.texts import surely_ordered
from coach.understanding.untrue import owned_untrue, wants_said

_SURE_ORDER = 0.96  # no clause of unseen voices that is none comes as high
_ADVICE = frozenset((*VIEWS, *HOWS)) - {"practice", "lookup", "band", "sum"}


def gives_orders(reading: Reading) -> bool:
    """Whether the person tries to set the coach's rules, to see them, or to have something said that is made up."""
    quoted = quotations(reading.text)
    told = [(n, c) for n, c in enumerate(reading.clauses) if not _within(c, quoted)]
    return any(orders(reading, c) or _lies(reading, n, c) for n, c in told)


def _lies(reading: Reading, at: int, clause: Clause) -> bool:
    """Whether a clause wants something said that the person owns to be untrue."""
    return wants_said(clause) and not asks_advice(clause) and owned_untrue(reading, at)


def orders(reading: Reading, clause: Clause) -> bool:
    """Whether a clause orders the coach about: by what was learned of acts, or of such orders among all else that
    people say of a job, less surely where it has words that such orders have."""
    if clause.share("order") >= SURE:
        return True
    if asks_advice(clause):
        return False
    words = masked(reading.text, clause.start, clause.end, figures_and_names(reading))
    share = shares_of("orders.yaml", "", words)["order"]
    if surely_ordered(clause) and clause.share("order") < LEAST:
        return False  # what is wanted of a text is no order to the coach
    writes = max(clause.share("ask_words"), clause.share("ask_edit")) >= SURE
    return (share >= SURE and sounds_like_orders(words)) or (share >= _SURE_ORDER and not writes)


def asks_advice(clause: Clause) -> bool:
    """Whether a clause surely asks what to do in a negotiation, and wants nothing written: "can I just say that I have
    another offer?" is no order to make one up."""
    wants = max(clause.share("ask_words"), clause.share("ask_edit"), clause.share("order"))
    return wants < SURE and clause.matter in _ADVICE and clause.about(clause.matter) >= SURE


def without_orders(reading: Reading) -> Reading:
    """The reading in which the clauses of somebody's quoted words that order the coach about tell nothing."""
    quoted = quotations(reading.text)
    gone = [c for c in reading.clauses if _within(c, quoted) and orders(reading, c)]
    if not gone:
        return reading
    amounts = tuple(
        replace(a, role="none", role_score=1.0) if any(c.start <= a.amount.start < c.end for c in gone) else a
        for a in reading.amounts
    )
    clauses = tuple(replace(c, acts=(), matters=()) if c in gone else c for c in reading.clauses)
    due = "" if any(day_in(c.text) == reading.deadline for c in gone) else reading.deadline
    return replace(reading, clauses=clauses, amounts=amounts, deadline=due)


def _within(clause: Clause, spans: tuple[tuple[int, int], ...]) -> bool:
    """Whether a clause stands in quoted words, for the most part."""
    inside = sum(max(0, min(clause.end, end) - max(clause.start, start)) for start, end in spans)
    return 2 * inside > clause.end - clause.start
