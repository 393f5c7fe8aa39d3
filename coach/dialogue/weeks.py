"""The hours of a week that a message tells -> whose they are: an employer's, those of today, or the person's wish; or
that it is open whose, which is asked."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import SURE_ROLE, Change
from coach.dialogue.deals import Dialogue, Term
from coach.dialogue.place import deal_of
from coach.dialogue.resolve import same_value
from coach.understanding.amounts import amounts_in
from coach.understanding.reading import ASKS, LIKELY, SURE, AmountMention, Reading, Side, TermMention
from coach.understanding.weeks import Week, answered_in, weeks_in

_LEAST, _MOST = 10.0, 84.0  # hours of a week
_OF_WORK = ("offer", "pay", "sum", "wish", "asked")
_TELLS, _TOLD = ("offer", "news", "edit_info", "correct"), ("told_offer", "told_info", "told_correct", "told_moved")
_WISHED: dict[str, Side] = {"wish": "wish", "asked": "ask"}
_ROLE_OF = {"theirs": "offer", "mine": "pay"}
NOW = -1


def with_weeks(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which each count of hours whose week the words surely tell is of that side, and one that they say
    is not so is wrong: "their week is 37 hours, not 40". One that may be of either side is of none."""
    if reading.told:
        return reading
    amounts = list(reading.amounts)
    for week in weeks_in(reading, frozenset(_hours_held(dialogue))):
        a = amounts[week.at]
        if week.wrong is not None:
            amounts[week.wrong] = _as_hours(amounts[week.wrong], "was")
        elif a.role_score >= SURE_ROLE and a.role in _OF_WORK:
            continue
        if week.whose != "open" or week.wrong is not None:
            amounts[week.at] = _as_hours(a, _ROLE_OF.get(week.whose) or _role_by_held(dialogue, amounts, week))
    return replace(reading, amounts=tuple(amounts))


def _as_hours(a: AmountMention, role: str) -> AmountMention:
    return replace(a, role=role, role_score=1.0, component="hours", component_said=True, component_score=1.0)


def _role_by_held(dialogue: Dialogue, amounts: list[AmountMention], week: Week) -> str:
    """Whose week must be meant where the words leave that open: that of which alone the wrong one is held, else of the
    one side that is known at all, or the job's that is offered where no week is held; "none" where it may be either."""
    wrong = amounts[week.wrong].amount.high if week.wrong is not None else 0.0
    theirs, mine = _has_week(dialogue.deal.agreed, wrong), _has_week(dialogue.terms_now, wrong)
    if theirs == mine:
        theirs, mine = bool(dialogue.deal.offer), bool(dialogue.current)
    a = amounts[week.at]
    if theirs == mine and not _hours_held(dialogue):
        theirs = not (mine := a.role == "pay" and a.role_score >= SURE)
    return "none" if theirs == mine else "offer" if theirs else "pay"


def _hours_held(dialogue: Dialogue) -> list[float]:
    terms = (*dialogue.terms_now, *(t for d in dialogue.deals for t in d.terms))
    return [t.figure for t in terms if t.kind == "hours" and t.figure is not None]


def weeks_answered(c: Change) -> list[tuple[TermMention, int]]:
    """The week of which the coach asked whose it is, once the person answers; where it is their own, what was held of
    the other side holds again."""
    asked = next((e.term for e in c.now.of_turn(c.now.turn - 1) if e.kind == "week_open" and e.term), None)
    if asked is None:
        return []
    counted = {at for a, at in weeks_told(c) if amounts_in(a.words)[0].high == asked.figure}
    whose = answered_in(c.reading) if not any(map(is_of_hours, c.reading.amounts)) else "mine" if NOW in counted else ""
    if whose == "mine" and asked.told is not None and c.now.deals:
        c.put(c.now.focus, terms=(*c.now.deal.terms, asked.told))
    if not whose or counted:
        return []
    sides = {"theirs": (c.now.focus,), "mine": (NOW,), "both": (c.now.focus, NOW)}[whose]
    end = len(c.reading.text)
    return [
        (TermMention(0, end, asked.words, "hours", "now" if at == NOW else "offer"), at)
        for at in sides if at == NOW or c.now.deals
    ]  # fmt: skip


def _is_open(c: Change, a: AmountMention) -> bool:
    """Whether a count of hours puts another right, and may be of either side."""
    return (
        a.role == "none"
        and a.role_score == 1.0
        and any(x.role == "was" and x.clause == a.clause and is_of_hours(x) for x in c.reading.amounts)
    )


def is_counted(c: Change, t: TermMention) -> bool:
    """Whether a term of hours is a count that tells none: it is held by itself, it is wrong, or of either side; or one
    that is not told in its clause at all, where that counts others."""
    weeks = [x for x in c.reading.amounts if is_of_hours(x)]
    told = {a.amount.start for a in weeks if a.role == "was" or _is_open(c, a)} | {w.start for w, _ in weeks_told(c)}
    clause = next((n for n, x in enumerate(c.reading.clauses) if x.start <= t.start < x.end), -1)
    own = [a for a in weeks if a.clause == clause]
    counts = [x.high for x in amounts_in(t.words)]
    so = {a.amount.high for a in own if a.role != "was"}
    return any(t.start <= at < t.end for at in told) or bool(own and counts and not so.intersection(counts))


def take_open_weeks(c: Change) -> None:
    """Remember the hours of which the message leaves open whose week they are: until that is told, the one that they
    may take the place of at the other side is held as nothing of theirs."""
    for a in c.reading.amounts:
        if c.reading.told or not (is_of_hours(a) and _is_open(c, a)):
            continue
        theirs = next((t for t in c.now.deal.agreed if t.kind == "hours"), None)
        if theirs is not None:
            c.put(c.now.focus, terms=tuple(t for t in c.now.deal.terms if t is not theirs))
        words = f"{a.amount.high:g} hours a week"
        c.note("week_open", c.reading.clauses[a.clause].text, c.now.deal.company)
        term = Term(kind="hours", words=words, figure=a.amount.high, unit="hour", turn=c.now.turn, told=theirs)
        c.events[-1] = c.events[-1].model_copy(update={"term": term})


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
    if (
        clause is None
        or wished
        or _is_open(c, a)
        or clause.text.rstrip().endswith("?")
        or any(clause.does(x) for x in ASKS)
    ):
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
