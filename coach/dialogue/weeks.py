"""The hours of a week that a message tells -> whose they are: an employer's, those of today, or the person's wish."""

from __future__ import annotations

from coach.dialogue.change import SURE_ROLE, Change
from coach.dialogue.deals import Term
from coach.dialogue.place import deal_of
from coach.dialogue.resolve import same_value
from coach.understanding.reading import ASKS, LIKELY, SURE, AmountMention, Side, TermMention

_LEAST, _MOST = 10.0, 84.0  # hours of a week
_OF_WORK = ("offer", "pay", "sum", "wish", "asked")
_TELLS, _TOLD = ("offer", "news", "edit_info", "correct"), ("told_offer", "told_info", "told_correct", "told_moved")
_WISHED: dict[str, Side] = {"wish": "wish", "asked": "ask"}
NOW = -1


def weeks_told(c: Change) -> list[tuple[TermMention, int]]:
    """(the term, the place of its deal, NOW for the work of today) of each week of hours: whose it surely is, or whose
    it must be beside one that is sure or in place of one that was wrong."""
    weeks = [a for a in c.reading.amounts if is_of_hours(a) and a.role in (*_OF_WORK, "none")]
    sure = {n: at for n, a in enumerate(weeks) if _is_week(a) and (at := _of(c, a)) is not None}
    open_ = {
        n: at for n, a in enumerate(weeks)
        if n not in sure and not _is_week(a) and (at := _must_be_of(c, a, frozenset(sure.values()))) is not None
    }  # fmt: skip
    return [(_term(weeks[n], at), at) for n, at in sorted((sure | open_).items())]


def _is_week(a: AmountMention) -> bool:
    return a.role in _OF_WORK and a.role_score >= SURE_ROLE


def _must_be_of(c: Change, a: AmountMention, sure: frozenset[int]) -> int | None:
    """Whose week it is where the figure alone leaves that open: that of which a wrong one was held, the other side's of
    one that is sure, else as its clause tells; None where nothing is told."""
    clause = c.reading.clauses[a.clause] if c.reading.clauses else None
    wished = a.role in ("wish", "asked", "sum")
    if clause is None or wished or clause.text.rstrip().endswith("?") or any(clause.does(x) for x in ASKS):
        return None
    theirs = c.now.focus if c.now.deals and c.now.deal.offer else None
    wrong = next((x for x in c.reading.amounts if x.role == "was" and x.clause == a.clause and is_of_hours(x)), None)
    if wrong is not None:
        held = next((n for n, d in enumerate(c.now.deals) if _has_week(d.agreed, wrong.amount.high)), None)
        today = NOW if _has_week(c.now.terms_now, wrong.amount.high) or theirs is None else theirs
        return held if held is not None else today
    if len(sure) == 1:
        return theirs if sure == {NOW} else NOW
    if clause.share("pay") >= SURE:
        return NOW
    told = max(clause.share(x) for x in _TELLS) + max(clause.about(x) for x in _TOLD)
    return theirs if told >= LIKELY else None


def _has_week(terms: tuple[Term, ...], hours: float) -> bool:
    return any(t.kind == "hours" and t.figure == hours for t in terms)


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
    side: Side = "now" if at == NOW else _WISHED.get(a.role, "offer") if _is_week(a) else "offer"
    return TermMention(a.amount.start, a.amount.end, words, "hours", side)
