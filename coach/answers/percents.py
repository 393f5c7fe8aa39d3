"""A percentage that a message asks for -> the money it comes to: of the figure that it is said of, else of the pay."""

from __future__ import annotations

from itertools import pairwise

from coach.answers.desk import Desk
from coach.answers.measured import asks_sum
from coach.dialogue.deals import part_of
from coach.dialogue.resolve import part
from coach.standing.sums import percent_of
from coach.standing.worth import written
from coach.understanding.reading import AmountMention
from coach.understanding.situation import Part
from coach.understanding.stated import is_share_of

_MOST = 2  # of one reply


def write_percent(desk: Desk) -> bool:
    """What each percentage of the question comes to; False where it has none with a figure right behind it, and none
    that stands alone in a talk with pay."""
    asks = asks_sum(desk)
    told = [a for a in desk.reading.amounts if a.clause in asks]
    pairs = [(a, b) for a, b in pairwise(told) if a.amount.kind == "percent" and _says_of(desk, a, b)]
    said = [
        _line(desk, a, made) for a, b in pairs[:_MOST] if (made := part(b, "base", desk.now, desk.now.deal, "offer"))
    ]
    alone = next((a for a in told if a.amount.kind == "percent" and _of_pay(desk, a)), None)
    if not said and alone is not None:
        base = part_of(desk.now.current, "base") or part_of(desk.now.deal.offer, "base")
        said = [_line(desk, alone, base)] if base else []
    desk.draft.say(" ".join(said))
    return bool(said)


def _says_of(desk: Desk, share: AmountMention, of: AmountMention) -> bool:
    money = of.amount.kind in ("money", "bare") and of.component != "hours"
    return money and is_share_of(desk.reading.text[share.amount.end : of.amount.start])


def _of_pay(desk: Desk, share: AmountMention) -> bool:
    """Whether a percentage that stands alone is said to be of something, which then is the pay."""
    behind = desk.reading.text[share.amount.end :].lstrip("% ")
    return is_share_of(behind.split(" ", 1)[0])


def _line(desk: Desk, share: AmountMention, of: Part) -> str:
    made = percent_of(of, share.amount.high)
    value = share.amount.high
    unit = made.unit or desk.currency
    fields = {
        "percent": desk.figure(f"{value:g}%", "user", "other", "%", value, value),
        "of": desk.theirs(of),
        "sum": desk.figure(written(made.value, unit), "derived", "other", unit, made.value, made.value, made.formula),
    }
    return desk.say.say("sum_percent", **fields)
