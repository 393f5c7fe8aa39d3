"""What has to be given back on leaving: the clause in a few words, the sum at a date, and a view of it."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.answers.package import backed, capital
from coach.standing.repay import owed_after
from coach.understanding.repay import Repayment, months_in
from index.money import format_amount, rounded

_NAMES = {
    "signing": "sign-on", "relocation": "relocation money", "training": "training", "bonus": "bonus", "stock": "stock",
}  # fmt: skip


def what_is_repaid(held: Repayment) -> str:
    """What is given back, as a thing: "the 8K sign-on"."""
    figure = format_amount(held.amount.high, held.amount.currency) if held.amount else ""
    return " ".join(("the", *(x for x in (figure, _NAMES.get(held.of, "" if figure else "payment")) if x)))


def clause_of_repayment(held: Repayment | None) -> str:
    """What a text calls the clause by: "the 8K sign-on if I leave within 24 months"; "" where there is none."""
    return f"{what_is_repaid(held)} if I leave within {held.months:g} months" if held else ""


def fact_of_repayment(desk: Desk) -> str:
    """What was told of a repayment, as a small fact."""
    held = desk.now.deal.repayment
    if held is None or not any(e.kind == "repay_told" for e in desk.fresh):
        return ""
    falls = desk.say.say(f"repay_falls_{held.falls or 'open'}", full=f"{held.full:g}")
    return f"you'd owe {_said(desk, held)} back if you leave within {held.months:g} months{falls}"


def _said(desk: Desk, held: Repayment) -> str:
    """What is given back, its figure backed as the person's own."""
    if held.amount:
        of = held.amount
        desk.figure(format_amount(of.high, of.currency), "user", of.component, of.currency, of.low, of.high)
    return what_is_repaid(held)


def write_owed(desk: Desk) -> bool:
    """What would be owed by who leaves after the months that are asked about, with how it is worked out."""
    held, months = desk.now.deal.repayment, months_in(desk.reading)
    if held is None or months is None:
        return False
    made = owed_after(held, months)
    if not made:
        desk.draft.say(desk.say.say("owed_unknown"))
        return True
    sums = [desk.derived(rounded(s.value), "other", s.formula, s.unit) for s in made]
    hows = [backed(desk, s.formula) for s in made]
    fields = {"months": f"{months:g}", "sum": sums[0], "how": hows[0]}
    if not made[0].value:
        desk.draft.say(desk.say.say("owed_nothing", end=f"{held.months:g}", **fields))
    elif len(made) == 1:
        desk.draft.say(desk.say.say("owed", **fields))
    else:
        desk.draft.say(desk.say.say("owed_either", other=sums[1], other_how=hows[1], **fields))
    desk.choices.append("Write the message")
    return True


def write_repay(desk: Desk) -> bool:
    """Whether such a clause is usual, and what to ask for in it."""
    held = desk.now.deal.repayment
    if held is None:
        return False
    months = f"{held.months:g}"
    key = "month" if held.falls == "month" else "long" if held.months > _USUAL else "full"
    desk.draft.say(capital(desk.say.say(f"repay_{key}", what=_said(desk, held), months=months)))
    desk.choices.append("Write the message")
    return True


_USUAL = 12  # months
