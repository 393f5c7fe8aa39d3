"""What a message says of giving a payment back on leaving -> the deal's repayment, with its amount."""

from __future__ import annotations

from coach.dialogue.change import Change, deal_at
from coach.dialogue.deals import Deal, part_of
from coach.dialogue.resolve import part
from coach.understanding.amounts import amounts_in
from coach.understanding.reading import AmountMention, Clause, TermMention
from coach.understanding.repay import asks_what_is_owed, names_repayment, repayment_told
from coach.understanding.situation import Part

_KINDS = frozenset("clawback leave notice holiday severance other".split())  # of a term that is a word of a repayment
_PAID_ONCE = ("signing", "bonus", "stock")


def take_repayments(c: Change) -> None:
    """Hold what has to be given back on leaving; a question about it is remembered as talk of it."""
    for clause in c.reading.clauses:
        told = repayment_told(clause)
        if told is None:
            continue
        if not c.now.deals:
            c.set(deals=(Deal(),))
        of, amount = _what(c, clause)
        held = told.model_copy(update={"of": of, "amount": amount, "turn": c.now.turn})
        if c.now.deal.repayment is None or c.now.deal.repayment.model_copy(update={"turn": held.turn}) != held:
            c.put(c.now.focus, repayment=held)
            c.note("repay_told", clause.text, c.now.deal.company)
    held_now = deal_at(c, c.now.focus).repayment
    if held_now and any(asks_what_is_owed(x) or names_repayment(x) for x in c.reading.clauses):
        c.put(c.now.focus, repayment=held_now.model_copy(update={"turn": c.now.turn}))


def is_repaid(c: Change, a: AmountMention) -> bool:
    """Whether a figure that names no part of pay is what has to be given back: "3,600, repayable within two years"."""
    return bool(c.reading.clauses) and not a.component_said and repayment_told(c.reading.clauses[a.clause]) is not None


def is_of_repayment(t: TermMention, clause: Clause | None) -> bool:
    """Whether words taken for a term are a word of a repayment: "within 24 months"."""
    return clause is not None and t.kind in _KINDS and repayment_told(clause) is not None


def _what(c: Change, clause: Clause) -> tuple[str, Part | None]:
    """(the part of pay or the term that is given back, its figure)."""
    deal = c.now.deal
    named = next((x for x in c.reading.named_in(clause) if x in _PAID_ONCE), "")
    kinds = [t.kind for t in c.reading.terms if clause.start <= t.start < clause.end]
    told = [a for a in c.reading.amounts if clause.start <= a.amount.start < clause.end and a.amount.kind != "count"]
    of = named or next((k for k in kinds if k in ("relocation", "training")), "")
    of = of or next(("relocation" for a in told if a.component == "relo"), "")
    for a in told:
        component = named if named in _PAID_ONCE else "other"
        if made := part(a, component, c.now, deal, "offer"):  # type: ignore[arg-type]
            return of or (a.component if a.component in _PAID_ONCE else ""), made
    return _held(deal, of)


def _held(deal: Deal, of: str) -> tuple[str, Part | None]:
    """The figure that the talk holds of what is given back; where nothing is named, that of the sign-on."""
    if of in ("", *_PAID_ONCE) and (found := part_of(deal.offer, of or "signing")):
        return of or "signing", found
    for t in deal.agreed:
        figure = next((a for a in amounts_in(t.words) if a.kind in ("money", "bare")), None)
        if t.kind in (of, "relocation", "training") and figure:
            return t.kind, Part(component="other", low=figure.low, high=figure.high, currency=figure.currency)
    return of, None
