"""An offer with the holiday allowance in it -> what its base is without it."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.dialogue.deals import part_of
from coach.understanding.salaries import is_holiday_pay
from index.money import format_amount


def write_without_allowance(desk: Desk) -> bool:
    """The base that an offer comes to without the allowance, where the message asks for a sum about it."""
    share, total = desk.now.deal.allowance, part_of(desk.now.deal.offer, "total")
    if not share or total is None or not is_holiday_pay(desk.reading.text) or part_of(desk.now.deal.offer, "base"):
        return False
    if any(a.amount.kind in ("money", "bare") and a.role != "none" for a in desk.reading.amounts):
        return False
    base, unit = round(total.high / (1 + share / 100)), total.currency
    times = f"{1 + share / 100:g}"
    said = desk.figure(format_amount(base, unit), "derived", "base", unit, base, base, f"the total ÷ {times}")
    desk.draft.say(desk.say.say("allowance_out", base=said, total=desk.theirs(total), times=times))
    return True
