"""The hours of a week that a message surely tells -> whose they are: an employer's, those of today, or the person's
wish."""

from __future__ import annotations

from coach.dialogue.change import SURE_ROLE, Change
from coach.dialogue.place import deal_of
from coach.dialogue.resolve import same_value
from coach.understanding.reading import AmountMention, Side, TermMention

_LEAST, _MOST = 10.0, 84.0  # hours of a week
_OF_WORK = ("offer", "pay", "sum", "wish", "asked")
_WISHED: dict[str, Side] = {"wish": "wish", "asked": "ask"}
NOW = -1


def weeks_told(c: Change) -> list[tuple[TermMention, int]]:
    """(the term, the place of its deal, NOW for the work of today) of each week of hours that surely is one."""
    return [(_term(a, at), at) for a in c.reading.amounts if _is_week(c, a) and (at := _of(c, a)) is not None]


def _is_week(c: Change, a: AmountMention) -> bool:
    return is_of_hours(a) and a.role in _OF_WORK and a.role_score >= SURE_ROLE


def is_of_hours(a: AmountMention) -> bool:
    """Whether a figure surely counts the hours of a week, and so is no pay."""
    hours = a.amount.kind == "bare" or (a.amount.kind == "count" and a.amount.counted == "hour")
    return a.component == "hours" and a.component_score >= SURE_ROLE and hours and _LEAST <= a.amount.high <= _MOST


def _of(c: Change, a: AmountMention) -> int | None:
    """Whose week it is: that of the pay told right before it, where one place holds that, else of whom it is said to
    be; None where nobody is known."""
    if a.role == "pay":
        return NOW
    if a.role == "sum":
        before = [x for x in c.reading.amounts if x.amount.end <= a.amount.start and x.clause == a.clause]
        held = _holds(c, before[-1]) if before and before[-1].amount.kind in ("money", "bare") else []
        return held[0] if len(held) == 1 else None  # of nobody's pay: a thought
    if a.owner == -1:
        return c.now.focus if c.now.deals else None
    known = a.owner in c.of or (a.owner == -2 and len(c.now.deals) > 1)
    return deal_of(c, a) if known or a.role == "offer" else None


def _holds(c: Change, pay: AmountMention) -> list[int]:
    """The places that hold so much pay."""
    found = [n for n, d in enumerate(c.now.deals) if any(same_value(pay, p) for p in d.offer)]
    return [*found, *([NOW] if any(same_value(pay, p) for p in c.now.current) else [])]


def _term(a: AmountMention, at: int) -> TermMention:
    words = f"{a.amount.high:g} hours a week"
    side: Side = "now" if at == NOW else _WISHED.get(a.role, "offer")
    return TermMention(a.amount.start, a.amount.end, words, "hours", side)
