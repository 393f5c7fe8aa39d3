"""A figure of pay that puts right what was told before -> the reading in which it is of the side that the wrong one is
held of; one that may be of either is of none, so that it is asked about."""

from __future__ import annotations

from dataclasses import replace
from math import log

from coach.dialogue.deals import Dialogue
from coach.dialogue.resolve import same_value
from coach.understanding.reading import ASKS, AmountMention, Clause, Reading
from coach.understanding.righted import Righted, righted_in
from coach.understanding.situation import Part

_PAID = ("base", "total")
_OPEN = 0.1  # a probability: what the figure is, nothing tells
_SURE_NEWS = 0.9  # a probability
_NEAR = log(1.35)  # a correction changes no pay by more
_PLAINLY = 0.34  # of the distance to the next figure
_TOLD = {
    "offer_made": "offer", "offer_revised": "offer", "pay_told": "pay", "wish_told": "wish", "asked": "wish",
}  # fmt: skip
_ROLE_OF = {"theirs": "offer", "mine": "pay"}


def with_pay_righted(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which each figure that surely puts held pay right takes its place: "sorry, I meant 17.50"."""
    if reading.told or not reading.amounts:
        return reading
    amounts, clauses = list(reading.amounts), list(reading.clauses)
    held, known = _held(dialogue), _known(dialogue)
    for found in righted_in(reading):
        a = amounts[found.at]
        if any(same_value(a, p) for p in known) or not any(_is_near(a, p) for _, p in held):
            continue
        if _is_news(clauses[a.clause]):
            continue
        role = _role(dialogue, amounts, found)
        if not role:
            amounts[found.at] = replace(a, role="other", role_score=_OPEN)
        else:
            amounts[found.at] = replace(
                a, role=role, role_score=1.0, component=a.component if a.component in _PAID else "base",
                component_said=True, component_score=1.0,
            )  # fmt: skip
        if found.wrong is not None:
            amounts[found.wrong] = replace(amounts[found.wrong], role="was", role_score=1.0)
        clauses[a.clause] = _as_correction(clauses[a.clause])
    return replace(reading, amounts=tuple(amounts), clauses=tuple(clauses))


def _as_correction(clause: Clause) -> Clause:
    acts = tuple((act, share) for act, share in clause.acts if act not in ASKS and act != "correct")
    return replace(clause, acts=(("correct", 1.0), *acts), matters=(("told_correct", 1.0),), denial=None)


def _is_news(clause: Clause) -> bool:
    """Whether a clause surely tells what the other side says, and corrects nothing."""
    return max(clause.share("news"), clause.share("offer")) >= _SURE_NEWS and not clause.puts_right


def _known(dialogue: Dialogue) -> list[Part]:
    """Every figure that the talk holds, of whichever employer, and what is billed."""
    billed = (dialogue.invoiced.rate, dialogue.invoiced.a_year, dialogue.invoiced.year)
    others = (p for d in dialogue.deals for p in d.offer)
    return [*(p for _, p in _held(dialogue)), *others, *(p for p in billed if p is not None)]


def _held(dialogue: Dialogue) -> list[tuple[str, Part]]:
    """(whose, the part) of all salaries that the talk holds, each stage by itself."""
    sides = (("offer", dialogue.deal.offer), ("pay", dialogue.current), ("wish", dialogue.target))
    parts = [(role, p) for role, held in sides for p in held if p.component in _PAID and p.currency != "%"]
    return [*parts, *((role, p.stage(s)) for role, p in parts for s in p.later)]


def _away(a: AmountMention, p: Part) -> float:
    """How far a figure is from a held one, at one of the sizes that people leave out."""
    sizes = (a.amount.high, a.amount.high * 1000)
    return min(abs(log(x / p.high)) for x in sizes) if a.amount.high > 0 < p.high else _NEAR * 2


def _is_near(a: AmountMention, p: Part) -> bool:
    return _away(a, p) < _NEAR


def _role(dialogue: Dialogue, amounts: list[AmountMention], found: Righted) -> str:
    """Of whom the right figure is: as the words tell, else whose the wrong one is held as, else of whom the last
    message told, else to whose figure it is plainly nearest, as no other's lies behind it; "" where it may be of
    several."""
    held = _held(dialogue)
    if found.wrong is not None:
        same = {role for role, p in held if same_value(amounts[found.wrong], p)}
        if len(same) == 1:
            return same.pop()
    if found.of != "open":
        return _ROLE_OF[found.of]
    last = {_TOLD[e.kind] for e in dialogue.of_turn(dialogue.turn) if e.kind in _TOLD and e.after is not None}
    if len(last) == 1:
        return last.pop()
    a = amounts[found.at]
    ranked = sorted(((_away(a, p), role, p) for role, p in held), key=lambda x: x[0])
    best, role, nearest = ranked[0]
    others = [(away, p) for away, r, p in ranked if r != role]
    plain = not others or best < _PLAINLY * others[0][0] or all(_is_beyond(a, nearest, p) for _, p in others)
    return role if best < _NEAR and plain else ""


def _is_beyond(a: AmountMention, nearest: Part, other: Part) -> bool:
    """Whether the figure lies on the other side of the nearest one than another does."""
    size = min((1.0, 1000.0), key=lambda x: abs(log(a.amount.high * x / nearest.high)))
    return (a.amount.high * size > nearest.high) != (other.high > nearest.high)
