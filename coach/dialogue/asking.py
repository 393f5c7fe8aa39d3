"""A message that wants words -> its figures as asks, where the message asks for them and the other side does not tell
them."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.deals import Dialogue, alike, part_of
from coach.dialogue.resolve import PAY, part, same_value, voiced
from coach.dialogue.view import stage_tags
from coach.understanding.reading import LEAST, LIKELY, SURE, AmountMention, Clause, Reading
from coach.understanding.texts import purpose_ordered

_ASKING = ("", "counter", "raise", "condition", "pushback", "chase", "term", "other")
_SURE_ROLE, _SURE_NEWS = 0.8, 0.8  # probabilities
_ASKABLE = 1.6  # times what is held: more than that is asked by nobody in one go
_TOLD = ("news", "offer", "granted", "refused", "correct")
_WHOLE = ("base", "total")
_TERMS = frozenset("holiday relo pension refresher severance hours".split())


def with_asks(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading with the figures that are dictated, the unsure ones that can only be asks, sign-ons that are to make
    good what is lost, and the person's own that are only said again, as wishes."""
    reading = replace(reading, amounts=tuple(_as_made_good(reading, a) for a in reading.amounts))
    reading = replace(reading, amounts=tuple(_as_wished(dialogue, reading, a) for a in reading.amounts))
    if not reading.amounts or not any(map(_wants, reading.clauses)):
        return reading
    return replace(reading, amounts=tuple(_as_ask(dialogue, reading, a) for a in reading.amounts))


def _as_made_good(reading: Reading, a: AmountMention) -> AmountMention:
    """A sign-on that is taken for what leaving costs, in a clause that wants something: it is asked for because of
    that, and what that is worth is not told."""
    if a.role != "left" or a.component != "signing" or "wish" not in a.may_be.roles or not reading.clauses:
        return a
    clause = reading.clauses[a.clause]
    wants = clause.share("wish") >= SURE or (_wants(clause) and clause.share("wish") >= LEAST)
    return replace(a, role="wish") if wants else a


def _as_wished(dialogue: Dialogue, reading: Reading, a: AmountMention) -> AmountMention:
    """A figure that is held as what the person wants, taken for an offer where nothing tells that they have come to it
    and it is theirs to say: "only total 70"."""
    own = next((p for p in dialogue.target if same_value(a, p)), None)
    theirs = any(same_value(a, p) for p in dialogue.deal.offer)
    if a.role != "offer" or own is None or theirs or a.owner >= 0 or not reading.clauses or not dialogue.deal.offer:
        return a
    clause = reading.clauses[a.clause]
    shares = (x.share("granted") for x in reading.clauses)
    came = max(*shares, clause.about("told_moved"), clause.about("told_granted"), clause.about("told_offer"))
    fault = dialogue.wanted.turn == dialogue.turn and bool(dialogue.turn)  # right after a text: it is spoken of
    if not fault or came >= SURE:
        return a
    other = a.component_said and a.component in _WHOLE and own.component in _WHOLE and a.component != own.component
    return replace(a, role="none" if other else "wish", role_score=1.0)  # one figure is not both


def _wants(clause: Clause) -> bool:
    """Whether a clause wants words, or a text changed."""
    return (
        max(clause.share(act) for act in ("ask_words", "ask_edit", "put_in")) >= LIKELY
        or clause.share("ask_target") >= SURE
    )


def _as_ask(dialogue: Dialogue, reading: Reading, a: AmountMention) -> AmountMention:
    if 0 <= a.owner < len(reading.companies) and reading.companies[a.owner].part == "rival":
        return a  # another employer's figure is named, and asked of nobody
    if a.role == "offer" and _is_dictated(dialogue, reading, a):
        return replace(a, role="wish")
    tells = any(c.share(act) >= _SURE_NEWS for c in reading.clauses for act in _TOLD[:-1])
    unsure = a.role in ("none", "other", "was", "market", "offer", "pay", "wish") and a.role_score < _SURE_ROLE
    if not unsure or tells or a.amount.kind not in ("money", "bare") or voiced(a, dialogue):
        return a
    held = part_of(dialogue.deal.offer, "base") or part_of(dialogue.current, "base")
    value = part(a, "base", dialogue, dialogue.deal, "target") if held else None
    if held is None or value is None or not alike(held, value) or not 1 < value.high / held.high < _ASKABLE:
        return a
    return replace(a, role="wish", component="base", role_score=SURE, component_score=SURE, component_said=True)


def _is_dictated(dialogue: Dialogue, reading: Reading, a: AmountMention) -> bool:
    """Whether an offer's figure stands where an ask is dictated: in a message that wants one written and tells no news,
    or after the clause that wants it, as a part that they do not offer so."""
    purpose, _ = purpose_ordered(reading.text, stage_tags(dialogue))
    if purpose not in _ASKING or a.component not in {*PAY, *_TERMS}:
        return False
    asks = [n for n, c in enumerate(reading.clauses) if _wants(c) and c.share("ask_target") < SURE]
    if not asks or not dialogue.deal.offer:
        return False
    held = part_of(dialogue.deal.offer, a.component)
    own = reading.clauses[a.clause]
    if a.clause > asks[0] and own.share("news") < SURE and own.share("granted") < LIKELY:
        return held is None or not same_value(a, held)
    tells = any(c.share(act) >= _SURE_NEWS for c in reading.clauses for act in _TOLD)
    return not tells and held is not None and not same_value(a, held)
