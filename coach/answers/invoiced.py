"""What a freelancer bills, against a salary -> the two figures side by side, and what comes off the one that the
other pays for; nothing is invented for it."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.dialogue.deals import part_of
from coach.understanding.situation import Part

_YEAR = ("", "year")


def weigh_invoices(desk: Desk) -> bool:
    """Once a talk, and whenever the turnover is told anew: what is billed beside what is offered."""
    billed, offer = desk.now.invoiced.a_year, part_of(desk.now.deal.offer, "base")
    if billed is None or offer is None or offer.period not in _YEAR:
        return False
    key = f"invoiced {billed.high:g} {offer.high:g}"
    if key in desk.say.shown or key in desk.say.said:
        return False
    desk.say.said.append(key)
    gap = desk.derived(abs(billed.high - offer.high), "total", "what you bill − their base", offer.currency)
    how = "invoiced_more" if billed.high > offer.high else "invoiced_less"
    desk.draft.say(desk.say.say(how, billed=_billed(desk, billed), offer=desk.theirs(offer), gap=gap))
    return True


def write_break_even(desk: Desk) -> bool:
    """Which salary leaves as much as the turnover: the turnover less what it has to pay for, which is asked."""
    billed = desk.now.invoiced.a_year
    if billed is None:
        return False
    offer = part_of(desk.now.deal.offer, "base")
    if offer is not None and offer.period in _YEAR and billed.high > offer.high:
        gap = desk.derived(billed.high - offer.high, "total", "what you bill − their base", offer.currency)
        desk.draft.say(desk.say.say("break_even_gap", billed=_billed(desk, billed), offer=desk.theirs(offer), gap=gap))
    else:
        desk.draft.say(desk.say.say("break_even_billed", billed=_billed(desk, billed)))
    return True


def _billed(desk: Desk, billed: Part) -> str:
    """The turnover, worked out where it was told by the day."""
    held = desk.now.invoiced
    if held.rate and held.days and held.rate.period == "day":
        rate = desk.theirs(held.rate.model_copy(update={"period": ""}))
        days = desk.figure(f"{held.days:g} days", "user", "other", "days", held.days, held.days)
        whole = desk.derived(billed.high, "total", f"{held.days:g} days × the rate", billed.currency)
        return f"{rate} × {days} = {whole}"
    return desk.theirs(billed.model_copy(update={"period": ""}))
