"""Who the talk is with -> whether it is about a raise: what the person says of it, else a talk without an offer that is
with their own boss."""

from __future__ import annotations

from coach.dialogue.change import SURE_PART, Change
from coach.dialogue.revised import revision_in
from coach.dialogue.revision import is_definite
from coach.dialogue.wanted import Wanted
from coach.understanding.context import called_alike
from coach.understanding.keeping import kept_by
from coach.understanding.reading import LEAST, LIKELY, SURE, Clause
from coach.understanding.sides import side_told
from coach.understanding.texts import EDIT, surely_ordered

_CERTAINLY = 3.0  # log-odds of a talk whose other side the person has named
_SURELY = 2.0  # log-odds that a talk is about a raise, once its figures and its people say so
_OF_RAISE = ("words_raise",)  # matters that only who is paid already has
_AGAINST = -3.0  # log-odds of the talk's words below which a boss who is named makes none of it


def take_side(c: Change) -> None:
    """What the person surely says of who the talk is with: it stands until they say otherwise, and puts right what the
    talk was taken for."""
    told = side_told(c.reading, no_other=any(map(offers_none, c.reading.clauses)))
    if not told or all(surely_ordered(x) == EDIT for x in c.reading.clauses):  # what is said of a text tells no side
        return
    deal = c.now.deal
    if told == "new" and c.now.aside and not c.now.events and c.now.side == "boss":
        return  # the message has just turned to a raise
    if told == "new" and c.reading.told and _is_with_present(c):
        return  # whoever else offers
    held = c.now.wanted
    if held.written and is_definite(revision_in(c.reading, held.written, held.earlier), held.written):
        return
    c.set(side=told, raising=-_CERTAINLY if told == "new" else _CERTAINLY if told == "boss" else c.now.raising)
    if told == "new" and deal.kind == "raise":
        c.put(c.now.focus, kind="new_offer" if deal.offer else "", person="", people=())
        c.set(wanted=Wanted())
    alone = len(c.now.deals) == 1 and not deal.company and not deal.offer
    if told == "boss" and alone and deal.kind in ("", "new_offer"):
        c.put(c.now.focus, kind="raise")


def _is_with_present(c: Change) -> bool:
    """Whether the talk is with the present employer, and no other is named that a reading to be trusted calls one."""
    named = any(c.told_as(i) in ("job", "rival") for i in range(len(c.reading.companies)))
    deal = c.now.deal
    return bool(deal.company and called_alike(deal.company, c.now.employer)) or (deal.kind == "raise" and not named)


def take_raise(c: Change) -> None:
    """Nothing is offered, no employer is negotiated with, the person's own figures are told and the words are of whom
    they work for: the talk is about a raise."""
    deal = c.now.deal
    told = bool(c.now.current or c.now.target) and bool(c.now.deals)
    if c.now.side == "new":
        return
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
