"""A figure that a message puts into the guides' mouth -> what the guide has, where that is another one."""

from __future__ import annotations

from coach.answers.desk import Desk, name_of
from coach.dialogue.resolve import component_of, part
from coach.understanding.claims import of_guides
from coach.understanding.reading import AmountMention
from coach.understanding.situation import Part
from index.guide import Component, Lines, Pay


def set_right(desk: Desk) -> None:
    """Say what the guide in view has in place of a figure that is told as its own, and that none has it where there is
    no such guide."""
    for a in desk.reading.amounts:
        told = _told(desk, a)
        if told is None or not of_guides(desk.reading, a):
            continue
        figure = desk.theirs(told)
        if desk.row is None:
            desk.draft.say(desk.say.say("guide_unheld", figure=figure))
        elif pay := _other(desk, told):
            guide, band = desk.row
            shown = pay.amount or pay.percent
            assert shown is not None  # noqa: S101 - as it was chosen
            mark = desk.draft.cite(guide, Lines(pay.line, pay.line), band.heading)
            where = f"for {band.region.label}" if band.region else "for this job"
            fields = {"figure": figure, "part": name_of(told.component), "mark": mark, "where": where}
            desk.draft.say(desk.say.say("guide_not", band=desk.draft.pay(guide, band, pay, shown), **fields))


def _told(desk: Desk, a: AmountMention) -> Part | None:
    component: Component = component_of(a, desk.now, desk.now.deal, "offer")
    return part(a, component, desk.now, desk.now.deal, "offer")


def _other(desk: Desk, told: Part) -> Pay | None:
    """The guide's own pay for the part that a figure is told of, base where it has none of that part; None where the
    figure is one of the row's."""
    assert desk.row is not None  # noqa: S101 - asked only where there is one
    pays = [p for p in desk.row[1].pays if p.amount or p.percent]
    ends = {e for p in pays for v in (p.amount, p.percent, p.second) if v for e in (v.low, v.high)}
    if {told.low, told.high} <= ends:
        return None
    same = (p for p in pays if p.component == told.component)
    return next(same, next((p for p in pays if p.component in ("base", "total")), None))
