"""The gate: what a clause only asks, fears, supposes, plans, denies or says the other side wants changes nothing of
where the negotiation stands; what it says of how things are is nobody's answer."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import SURE_ROLE
from coach.dialogue.deals import Dialogue, alike, part_of
from coach.dialogue.resolve import component_of, part
from coach.understanding.reading import LEAST, SURE, AmountMention, Clause, Reading, TermMention

# What only happens between the two sides, as a clause does it and as it is told.
_ACTS = ("accepted", "declined", "withdraw", "granted", "refused", "news")
_MATTERS = ("told_accept", "told_decline", "told_granted", "told_refused", "told_final", "told_later", "told_moved")
_SUPPOSED = ("ask", "guess", "plan")
_ANSWERED = ("grant", "refuse")
_NAMED = ("offer", "grant", "wish", "ask", "mind")
_SURELY, _CERTAINLY = 0.6, 0.75  # probabilities


def through_gate(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which only clauses that tell what has happened give answers, offers and yeses."""
    amounts = (_as_refused(dialogue, reading, a) for a in reading.amounts)
    reading = replace(reading, amounts=tuple(_as_weighed(dialogue, reading, a) for a in amounts))
    if all(c.happened for c in reading.clauses):
        return reading
    return replace(
        reading,
        clauses=tuple(c if c.happened else _without_events(c) for c in reading.clauses),
        amounts=tuple(_as_stands(dialogue, reading, a) for a in reading.amounts),
        terms=tuple(_as_told(reading, t) for t in reading.terms),
    )


def _as_refused(dialogue: Dialogue, reading: Reading, a: AmountMention) -> AmountMention:
    """A figure that is not surely theirs and is more than they offer, in a clause that tells of their no and of nothing
    they give, is what was asked: "they refused my 105"."""
    clause, held = reading.clauses[a.clause] if reading.clauses else None, part_of(dialogue.deal.offer, "base")
    if clause is None or held is None or a.role != "offer" or a.role_score >= SURE_ROLE or a.owner >= 0:
        return a
    value = part(a, "base", dialogue, dialogue.deal, "target")
    no = clause.share("refused") >= SURE_ROLE and max(clause.share("offer"), clause.share("granted")) < LEAST
    more = value is not None and alike(value, held) and value.high > held.high
    return replace(a, role="asked", component="base", role_score=1.0) if no and more else a


def _as_weighed(dialogue: Dialogue, reading: Reading, a: AmountMention) -> AmountMention:
    """A figure that is thought of, where the message asks whether it is too much and no other is wished for, is what
    the person leans to: "would 80 be outlandish?"."""
    clause = reading.clauses[a.clause] if reading.clauses else None
    if clause is None or a.role != "hyp" or a.owner >= 0 or clause.about("view_wish") < SURE_ROLE:
        return a
    value = part(a, component_of(a, dialogue, dialogue.deal, "target"), dialogue, dialogue.deal, "target")
    held = part_of(dialogue.deal.offer, value.component) if value else None
    wished = part_of(dialogue.target, value.component) if value else None
    if value is None or held is None or wished is not None or not alike(value, held):
        return a
    return replace(a, role="wish", role_score=clause.about("view_wish")) if held.high < value.high else a


def _without_events(clause: Clause) -> Clause:
    acts = tuple((a, s) for a, s in clause.acts if a not in _ACTS)
    return replace(clause, acts=acts, matters=tuple((m, s) for m, s in clause.matters if m not in _MATTERS))


def _as_stands(dialogue: Dialogue, reading: Reading, a: AmountMention) -> AmountMention:
    """A figure of a clause that tells of nothing that has happened: no second offer, and asked of nobody yet."""
    clause = reading.clauses[a.clause]
    if clause.happened:
        return a
    share = sum(clause.standing(kind) for kind in _SUPPOSED)
    supposed, surely = share >= SURE, share >= (_CERTAINLY if a.role_score >= SURE_ROLE else SURE)
    held = part_of(dialogue.deal.offer, a.component if a.component_said else "base")
    if surely and a.role in ("offer", "up") and held is not None:
        return replace(a, role="hyp", role_score=1.0)
    return replace(a, role="wish") if supposed and a.role == "asked" else a


def _as_told(reading: Reading, t: TermMention) -> TermMention:
    """A term of such a clause: not given, not refused, not yet asked; what they want is no term of theirs."""
    clause = next((x for x in reading.clauses if x.start <= t.start < x.end), None)
    if clause is None or clause.happened:
        return t
    if t.side == "refuse" and clause.denial is not None and clause.denial.of_offer:
        return t  # "they don't offer a pension": there is none
    if (clause.standing("want") >= _SURELY and t.side in _NAMED) or (
        t.side in _ANSWERED and clause.standing("is") < SURE
    ):
        return replace(t, side="none")
    return replace(t, side="wish") if t.side == "ask" and clause.standing("plan") >= SURE else t
