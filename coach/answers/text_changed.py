"""What a message changes of the case -> what that changes of the text that stands: its figures, its role, what it asks
for."""

from __future__ import annotations

import re

from coach.answers.desk import Desk
from coach.dialogue.revision import Put, Revision
from coach.dialogue.wanted import Wanted
from coach.reply.draft import SLOT, filled
from coach.scripts import Script
from coach.understanding.amounts import amounts_in
from coach.understanding.situation import Part

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def facts_changed(desk: Desk, made: Script) -> Revision:
    """The figures of the text that are others now, the role that is called otherwise, and the sentence of the text as
    it would be `made` that asks for what was not asked for before."""
    before, now = desk.before, desk.now
    pairs = _pairs(before.wanted.dictated or before.target, now.wanted.dictated or now.target)
    offers = {d.company: d.offer for d in before.deals}
    pairs += [pair for d in now.deals for pair in _pairs(offers.get(d.company, ()), d.offer)]
    figures = tuple((old.high, _written(made, desk, new)) for old, new in pairs if old.high != new.high)
    was, role = before.deal.role_said, now.deal.role_said
    swaps = ((was, role),) if was and role and was.casefold() != role.casefold() else ()
    put = tuple(Put(form="quote", words=s) for s in _asks_anew(before.wanted, now.wanted, desk, made))
    return Revision(figures=figures, swaps=swaps, put=put)


def _pairs(before: tuple[Part, ...], now: tuple[Part, ...]) -> list[tuple[Part, Part]]:
    """The parts that both name, as they were and as they are."""
    held = {p.component: p for p in before}
    return [(held[p.component], p) for p in now if p.component in held]


def _written(made: Script, desk: Desk, part: Part) -> str:
    """A figure as the text that is made has it, else in full."""
    slots = (int(m[1]) for p in made.paragraphs for m in SLOT.finditer(p))
    shown = (desk.draft.figures[n - 1] for n in slots)
    return next((f.text for f in shown if f.high == part.high), f"{part.high:,.10g}")


def _asks_anew(before: Wanted, now: Wanted, desk: Desk, made: Script) -> tuple[str, ...]:
    """The sentences that ask for a sum of a part for which the text asked nothing."""
    asked = {p.component for p in before.dictated} or {p.component for p in desk.before.target}
    new = {p.high for p in now.dictated if p.component not in asked}
    text = " ".join(before.written)
    there = {a.high for a in amounts_in(text)}
    if not new - there:
        return ()
    said = (s for p in filled(made.paragraphs, desk.draft.figures) for s in _SENTENCE.split(p))
    return tuple(s for s in said if {a.high for a in amounts_in(s)} & (new - there) and not s.startswith("If "))
