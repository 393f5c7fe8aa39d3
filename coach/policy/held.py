"""A dialogue and what a message told -> what a move needs to know of them: whether a negotiation has begun, whether an
answer is news, whether a figure is open."""

from __future__ import annotations

from coach.dialogue.change import UNSURE
from coach.dialogue.deals import Dialogue, Event
from coach.dialogue.resolve import same_value, voiced
from coach.policy.table import Need
from coach.understanding.reading import AmountMention, Reading

_PAY = 20.0  # "195" may be pay, "4" is not
_ANSWERS = frozenset("offer_revised part_dropped refused they_answered term_refused".split())
_FIGURES = frozenset(
    "offer_made offer_revised part_dropped refused granted corrected taken_back "
    "pay_told wish_told asked limit_told left_told deadline_set "
    "ceiling_told term_minded term_offered term_wished term_asked term_granted term_refused term_dropped term_told "
    "repay_told allowance_told".split()
)


def answered_now(fresh: tuple[Event, ...]) -> bool:
    """Whether the other side's answer is among what a message tells."""
    return any(e.kind in _ANSWERS for e in fresh)


def tells(fresh: tuple[Event, ...]) -> bool:
    return any(e.kind in _FIGURES or e.kind in ("they_answered", "deed_told") for e in fresh)


def negotiates(dialogue: Dialogue) -> bool:
    """Whether any figure of a negotiation is held."""
    return bool(
        dialogue.current
        or dialogue.target
        or dialogue.floor
        or any(d.offer or d.status or d.terms for d in dialogue.deals)
    )


def begins(dialogue: Dialogue) -> bool:
    """Whether an offer is all that is known: then its view says which part to push, and the figure waits for more."""
    return dialogue.turn <= 1 and not (dialogue.current or dialogue.target or dialogue.floor)


def has(need: Need, reading: Reading, dialogue: Dialogue) -> bool:
    match need:
        case "offer":
            return bool(dialogue.deal.offer or dialogue.current)
        case "two":
            return sum(bool(d.offer) for d in (dialogue.deal, *dialogue.others)) >= 2
        case "text":
            return bool(dialogue.wanted.turn)
        case "rival":
            return bool(dialogue.deal.offer) and any(d.company for d in dialogue.others)
        case "figure":
            return bool(reading.amounts or dialogue.deal.offer or dialogue.current)


def unsure(reading: Reading, fresh: tuple[Event, ...], dialogue: Dialogue) -> bool:
    """Whether a figure of pay was told of which nothing says for sure what it is, and nothing else was taken from the
    message."""
    open_ones = [
        a
        for a in reading.amounts
        if a.role_score < UNSURE
        and a.amount.kind in ("money", "bare")
        and (a.amount.high >= _PAY or a.amount.period == "hour")
        and not _known(a, dialogue)
    ]
    return bool(open_ones) and not any(e.kind in _FIGURES for e in fresh)


def _known(amount: AmountMention, dialogue: Dialogue) -> bool:
    """Whether a figure is one that the talk holds, or one that the coach has named: then it is only said again."""
    held = (*dialogue.current, *dialogue.target, *dialogue.floor, *(p for d in dialogue.deals for p in d.offer))
    return any(same_value(amount, p) for p in held) or voiced(amount, dialogue)
