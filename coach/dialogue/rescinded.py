"""An employer takes the whole offer back -> the deal of which that is told, which stands open until they say more."""

from __future__ import annotations

from coach.dialogue.change import Change
from coach.dialogue.resolve import same_value
from coach.understanding.pulled import is_pulled
from coach.understanding.reading import SURE

_NO_OFFER = ("raise", "counter")
_ANSWERED = frozenset(("refused", "they_answered"))  # what the same words are taken for otherwise


def take_rescinded(c: Change) -> None:
    """Hold that an offer is taken back: that of the employer whom the clause names, else the one in focus."""
    for clause in c.reading.clauses:
        inside = [
            c.of[i] for i, x in enumerate(c.reading.companies) if i in c.of and clause.start <= x.start < clause.end
        ]
        at = inside[0] if inside else c.now.focus
        if any(e.kind == "taken_back" for e in c.events):
            continue  # which one is gone, the person has said
        if not c.now.deals or c.deal(at).kind in _NO_OFFER or not c.deal(at).offer or c.deal(at).is_rescinded:
            continue
        if not any(e.kind == "offer_made" for e in c.events) and is_pulled(c.reading, clause):
            said = clause.text[:300]
            c.events[:] = [e for e in c.events if not (e.kind in _ANSWERED and e.words == said)]
            c.put(at, status="rescinded" if at == c.now.focus else "withdrawn", due="")
            c.note("rescinded", clause.text, c.deal(at).company)


def take_return(c: Change) -> None:
    """An offer that was taken back and is told of as given again, at what it was, is agreed."""
    deal = c.now.deal
    if not c.now.deals or not deal.is_rescinded:
        return
    given = any(x.does("granted") for x in c.reading.clauses)
    again = any(
        a.role == "offer" and a.role_score >= SURE and same_value(a, p) for a in c.reading.amounts for p in deal.offer
    )
    told = any(x.does(act) for x in c.reading.clauses for act in ("news", "offer", "granted"))
    if told and (given or again):
        c.put(c.now.focus, status="agreed")
        c.note("granted", c.reading.text, deal.company)
