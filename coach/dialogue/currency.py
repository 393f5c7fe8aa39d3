"""Figures that were told without a currency -> the one currency of the talk, once it has one."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from coach.dialogue.deals import Dialogue
from coach.understanding.situation import Part

_Of = TypeVar("_Of", bound=BaseModel)
_OWN, _DEAL, _EVENT = ("current", "target", "floor", "left"), ("offer", "asked", "ceiling"), ("before", "after")


def with_one_currency(dialogue: Dialogue) -> Dialogue:
    """The dialogue in which what was told bare is in the currency of its other figures, where they have one in common;
    so it is in what tells of them."""
    offers = (p for d in dialogue.deals for p in (*d.offer, *d.asked))
    held = (*offers, *(p for slot in _OWN for p in getattr(dialogue, slot)))
    told = {p.currency for p in held} - {"", "%"}
    if len(told) != 1 or all(p.currency for p in held):
        return dialogue
    (currency,) = told

    def filled(of: _Of, slots: tuple[str, ...]) -> _Of:
        news = {slot: _in(getattr(of, slot), currency) for slot in slots}
        return of.model_copy(update=news)

    deals = tuple(filled(d, _DEAL) for d in dialogue.deals)
    events = tuple(filled(e, _EVENT) for e in dialogue.events)
    return filled(dialogue, _OWN).model_copy(update={"deals": deals, "events": events})


def _in(held: Part | tuple[Part, ...] | None, currency: str) -> Part | tuple[Part, ...] | None:
    if isinstance(held, tuple):
        return tuple(p if p.currency else p.model_copy(update={"currency": currency}) for p in held)
    return held if held is None or held.currency else held.model_copy(update={"currency": currency})
