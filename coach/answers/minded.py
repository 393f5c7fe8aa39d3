"""A term of theirs that troubles the person -> what can be done about it, and how to raise it."""

from __future__ import annotations

from coach.answers.beside import fresh_terms, said_terms
from coach.answers.desk import Desk
from coach.answers.package import capital
from coach.dialogue.deals import Term


def write_minded(desk: Desk) -> bool:
    """A view of each term that this message is unhappy with: whether to raise it, and what to ask for there."""
    terms = fresh_terms(desk, "term_minded")
    for term in terms:
        key = "minded_open" if _asked_before(desk, term) else "minded"
        if not desk.say.spent(hint := f"minded_{term.kind}"):
            desk.draft.say(f"{_view(desk, key, term)} {desk.say.say(hint)}")
        else:
            desk.draft.say(_view(desk, key, term))
    return bool(terms)


def _view(desk: Desk, key: str, term: Term) -> str:
    return capital(desk.say.say(key, term=said_terms(desk, (term,))))


def _asked_before(desk: Desk, term: Term) -> bool:
    """Whether the person has asked them about it, and they have not said anything to it."""
    deal = desk.now.deal
    return term.side == "asked" or (
        bool(desk.before.wanted.turn) and any(t.kind == term.kind for t in deal.terms_of("asked"))
    )
