"""What the person says yes to, or asks no more of, part by part -> the wish for it stands no longer, and the term is
taken."""

from __future__ import annotations

from coach.dialogue.change import Change
from coach.dialogue.deals import Deal, Term, part_of
from coach.dialogue.resolve import same_value
from coach.dialogue.terms_settled import THEIRS
from coach.phrasing.terms import content_of
from coach.understanding.partnews import left_alone
from coach.understanding.reading import SURE, AmountMention, Clause, TermMention
from coach.understanding.words import stem

_PAID = ("base", "total")
_WANTED = ("wish", "asked", "more")
_YES, _SAID_YES = ("accepted", "say_accept"), ("told_accept", "words_accept")
_IF, _SAID_IF = ("condition", "say_condition"), ("told_condition", "words_condition")


def take_taken(c: Change) -> None:
    """Hold what a reading to be trusted says that the person takes or leaves alone; what is wanted in the same message
    is open again."""
    if not c.now.deals:
        return
    wanted = {e.after.component for e in c.events if e.after and e.kind in ("wish_told", "asked")}
    c.put(c.now.focus, settled=tuple(x for x in c.now.deal.settled if x not in wanted))
    for clause in c.reading.clauses:
        for component in left_alone(c.reading, clause):
            _settle(c, component)
    if not c.reading.told:
        return
    parts = {x for n, clause in enumerate(c.reading.clauses) for x in _parts(c, clause, n)}
    if _yes_if(c):
        parts |= {p.component for p in c.now.target if p.component in _PAID}
    for component in sorted(parts - wanted):
        _settle(c, component)
    for clause in c.reading.clauses:
        if _does(clause, _YES, _SAID_YES):
            _take_terms(c, clause)


def _does(clause: Clause, acts: tuple[str, ...], matters: tuple[str, ...]) -> bool:
    told = max(*(clause.share(a) for a in acts), *(clause.about(m) for m in matters))
    return told >= SURE and not clause.text.rstrip().endswith("?")


def _parts(c: Change, clause: Clause, at: int) -> set[str]:
    """The parts of pay that a clause takes as they are offered, or of which it wants no more."""
    if _does(clause, (*_YES, *_IF), (*_SAID_YES, *_SAID_IF)):
        figures = (a for a in c.reading.amounts if a.clause == at and a.role == "offer")
        return {p.component for a in figures for p in c.now.deal.offer if same_value(a, p)}
    drops = clause.share("leave_out") >= SURE and clause.about("told_drop") >= SURE
    named = any(a.clause == at for a in c.reading.amounts) or any(
        clause.start <= t.start < clause.end for t in c.reading.terms
    )
    return {p.component for p in c.now.target if p.component in _PAID} if drops and not named else set()


def _yes_if(c: Change) -> bool:
    """Whether the person, who has their answer on pay, says yes on terms beside it alone: "yes if it is in writing"."""
    deal = c.now.deal
    terms = [t for t in c.reading.terms if t.told and t.side in ("wish", "ask")]
    told = any(_does(x, _IF, _SAID_IF) for x in c.reading.clauses)
    pay = any(a.role in _WANTED and a.component in _PAID and not _is_in(a, terms) for a in c.reading.amounts)
    return told and bool(terms) and not pay and deal.status in ("answered", "refused") and bool(deal.offer)


def _is_in(a: AmountMention, terms: list[TermMention]) -> bool:
    return any(t.start <= a.amount.start < t.end for t in terms)


def _settle(c: Change, component: str) -> None:
    """Hold that no more is asked of a part of pay."""
    if component in c.now.deal.settled or part_of(c.now.deal.offer, component) is None:
        return
    before = part_of(c.now.target, component)
    c.put(c.now.focus, settled=(*c.now.deal.settled, component))
    wanted = c.now.wanted
    left = {k: tuple(p for p in getattr(wanted, k) if p.component != component) for k in ("dictated", "fallback")}
    c.set(target=tuple(p for p in c.now.target if p is not before), wanted=wanted.model_copy(update=left))
    c.note("wish_settled", c.reading.text, c.now.deal.company, before)


def _take_terms(c: Change, clause: Clause) -> None:
    """Hold the terms of theirs that a clause says yes to."""
    said = {stem(w) for w in content_of(clause.text)}
    terms = tuple(
        t.model_copy(update={"taken": True}) if t.side in THEIRS and _names(said, t, c.now.deal) else t
        for t in c.now.deal.terms
    )
    c.put(c.now.focus, terms=terms)


def _names(said: set[str], term: Term, deal: Deal) -> bool:
    """Whether words name a term: they have its figure, or a word that is of no other term of theirs."""
    others = (t for t in deal.terms if t is not term and t.side in THEIRS)
    own = {stem(w) for w in content_of(term.words) if w.isalpha()}
    own -= {stem(w) for t in others for w in content_of(t.words)}
    return bool(said & own)
