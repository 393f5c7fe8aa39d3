"""A talk without an offer that is with the person's own boss -> it is about a raise."""

from __future__ import annotations

from coach.dialogue.change import SURE_PART, Change
from coach.understanding.keeping import kept_by
from coach.understanding.reading import LEAST, LIKELY, SURE, Clause

_SURELY = 2.0  # log-odds that a talk is about a raise, once its figures and its people say so
_OF_RAISE = ("words_raise",)  # matters that only who is paid already has
_AGAINST = -3.0  # log-odds of the talk's words below which a boss who is named makes none of it


def take_raise(c: Change) -> None:
    """Nothing is offered, no employer is negotiated with, the person's own figures are told and the words are of whom
    they work for: the talk is about a raise."""
    deal = c.now.deal
    told = bool(c.now.current or c.now.target) and bool(c.now.deals)
    if not told or deal.kind or deal.company or any(d.offer for d in c.now.deals):
        return
    if any(x.part in ("job", "rival") and x.score >= SURE_PART and not x.denied for x in c.reading.companies):
        return
    begins = c.now.turn == 1 and c.reading.does("pay") and not c.reading.asks and not c.reading.does("offer", "news")
    own = begins and any(x.about(m) >= LEAST for x in c.reading.clauses for m in _OF_RAISE)
    if c.now.raising > _AGAINST and (
        own or any(kept_by(c.reading, x, "there") == "present" for x in c.reading.clauses)
    ):
        c.put(c.now.focus, kind="raise")
        c.set(raising=max(c.now.raising, _SURELY))


def offers_none(clause: Clause) -> bool:
    """Whether a clause says that nothing was offered."""
    no = clause.denial
    return no is not None and no.denies >= LIKELY and no.of("offer") + no.of("rival") >= SURE
