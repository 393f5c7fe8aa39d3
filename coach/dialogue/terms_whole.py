"""The terms of a message -> each in words that say it whole: with its count, its figure, and those of which only the
figure is told."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.dialogue.change import Change
from coach.dialogue.terms_settled import MORE, QUANTITIES
from coach.dialogue.terms_told import is_pay, told_terms
from coach.phrasing.terms import completed, content_of, is_adjunct, says_when
from coach.understanding.likeness import figures_and_names, piece_at
from coach.understanding.reading import COMMISSION, ONCE, SURE, AmountMention, TermMention

_OF_AMOUNT = {
    "holiday": "holiday",
    "relo": "relocation",
    "pension": "pension",
    "hours": "hours",
    ONCE: "other",
    COMMISSION: "other",
}
_SIDES = {"offer": "offer", "asked": "ask", "pay": "now", "wish": "wish", "more": "wish"}  # of a figure's role
_SURELY_PAY, _SURE_KIND = 0.9, 0.8  # probabilities
_LEAST_MONEY = 100.0
_START = frozenset(("start", "date"))
_PAID, _JOINED = ("base", "total"), re.compile(r"\s*(?:,|\+|\b(?:and|plus)\b)\s+(?=\S)", re.I)
_BEHIND = 12  # letters between a term and its figure
_UNITS = frozenset("day days week weeks hour hours month months year years".split())
_WEEKLY = re.compile(r"\s*(?:days?\s*)?(?:a|per|/|each)\s?(?:week|wk)\b", re.I)


def is_in_term(c: Change, a: AmountMention) -> bool:
    """Whether a figure is a word of a term beside pay: "a training budget of 1,500"."""
    held = next((t for t in c.reading.terms if t.start <= a.amount.start and a.amount.end <= t.end), None)
    if held is None or held.pay is not None:
        return held is not None
    surely_pay = a.component in ("base", "total", "stock", "bonus", "signing") and a.component_said
    if surely_pay and held.kind != "review" and a.component_score >= _SURELY_PAY and a.role_score >= SURE:
        return False
    return not is_pay(c, held) and bool(re.search(r"[a-z]{3}", held.words.replace(a.text, ""), re.I))


def whole_terms(c: Change) -> tuple[TermMention, ...]:
    """The terms of the message that are of this talk, those too of which it has only the figure."""
    out = [_completed(_with_figure(c, _whole(c, t))) for t in told_terms(c)]
    out = [t for t in (_counted(t, out[:n]) for n, t in enumerate(out)) if t.words]
    out = [t for t in out if not _is_empty_start(t, out)]
    for a in c.reading.amounts:
        t = _of_figure(c, a)
        if t is None or any(x.start < t.end and t.start < x.end for x in out):
            continue
        own = a.clause
        out = [x for x in out if x.kind != t.kind or any(map(str.isdigit, x.words)) or _clause_at(c, x.start) != own]
        out.append(t)
    return tuple(sorted(out, key=lambda t: t.start))


def _clause_at(c: Change, at: int) -> int:
    return next((n for n, x in enumerate(c.reading.clauses) if x.start <= at < x.end), -1)


def _of_figure(c: Change, a: AmountMention) -> TermMention | None:
    """The term of which a figure tells how much; None where it tells of none."""
    words, side = phrase_of(a, _retires(c)) or _hours_of(c, a) or _commission(c, a), _SIDES.get(a.role)
    if not words or side is None or a.role_score * a.component_score < SURE or _by_the_week(c, a):
        return None
    kind = _OF_AMOUNT[a.component]
    return TermMention(a.amount.start, a.amount.end, words, kind, side)  # type: ignore[arg-type]


def _commission(c: Change, a: AmountMention) -> str:
    """A share of what is sold with the words that say of what: "20% commission on products"; "" for other figures."""
    if a.component != COMMISSION:
        return ""
    start, end = piece_at(c.reading.text, a.amount.start, c.reading.clauses[a.clause], figures_and_names(c.reading))
    return c.reading.text[start:end].strip(" .,;!?")


def _hours_of(c: Change, a: AmountMention) -> str:
    """The week of one of several employers whose hours a message tells; "" for other figures."""
    told = {
        x.owner for x in c.reading.amounts
        if x.component == "hours" and x.amount.counted == "hour" and x.owner in c.of and x.role == "offer"
    }  # fmt: skip
    return f"{a.amount.high:g} hours" if a.component == "hours" and a.owner in told and len(told) > 1 else ""


def _whole(c: Change, t: TermMention) -> TermMention:
    """A term with the quantity that belongs to it: "one more week" before "of vacation", "40" before "hours a week"."""
    t = _without_pay(c, t)
    count = next((a for a in c.reading.amounts if a.amount.end + 1 == t.start and a.amount.kind == "count"), None)
    if count is not None and t.kind in ("hours", "holiday", "remote", "notice"):
        return replace(t, start=count.amount.start, words=f"{count.text} {t.words}")
    if not t.words.startswith("of "):
        return t
    before = c.reading.text[: t.start].split()
    kept: list[str] = []
    while before and (before[-1].casefold() in QUANTITIES | MORE | _UNITS or before[-1].isdigit()):
        kept.insert(0, before.pop())
    words = " ".join((*kept, t.words)) if kept else t.words.removeprefix("of ")
    return replace(t, words=words)


def _without_pay(c: Change, t: TermMention) -> TermMention:
    """A term without the pay that is named in one breath with it: "15 days vacation" of "66k and 15 days vacation"."""
    for a in c.reading.amounts:
        if t.start <= a.amount.start < t.end and a.component in _PAID and a.amount.kind != "percent":
            rest = c.reading.text[a.amount.end : t.end]
            if m := _JOINED.match(rest):
                return replace(t, start=a.amount.end + m.end(), words=rest[m.end() :])
    return t


def _with_figure(c: Change, t: TermMention) -> TermMention:
    """A term with the figure that is told of it behind it in its clause: "the car allowance is 5,400"."""
    if any(map(str.isdigit, t.words)):
        return t
    clause = _clause_at(c, t.start)
    for a in c.reading.amounts:
        mine = a.clause == clause and a.component == "other" and a.role in ("offer", "wish", "asked")
        if mine and a.amount.kind == "money" and 0 <= a.amount.start - t.end <= _BEHIND and a.role_score >= SURE:
            return replace(t, words=f"{t.words} of {a.text}")
    return t


def _completed(t: TermMention) -> TermMention:
    """A term that only says how much or when, as the thing that its kind surely tells: "two months" of notice."""
    # So many days are those of a week; hours of a day are none.
    days = t.kind in ("schedule", "hours") and t.kind_score >= SURE and "day" in t.words
    if t.words.isdigit() or not (days or t.kind_score >= _SURE_KIND):
        return t
    return replace(t, words=completed(t.words, "hours" if days else t.kind))


def _counted(t: TermMention, before: list[TermMention]) -> TermMention:
    """A bare number as so much of the thing that was named before it: "3 days in the office, I wanted 2"; without words
    where nothing was."""
    if not t.words.isdigit():
        return t
    held = next((x for x in reversed(before) if x.kind == t.kind and re.search(r"\d+", x.words)), None)
    return replace(t, words=re.sub(r"\d+", t.words, held.words, count=1) if held else "")


def _is_empty_start(t: TermMention, told: list[TermMention]) -> bool:
    """Whether words of theirs name a start and do not say when, or the day is told beside them."""
    if t.kind != "start" or says_when(t.words) or is_adjunct(t.words):
        return False
    dated = any(x is not t and x.kind == "start" and says_when(x.words) for x in told)
    return dated or (t.side == "offer" and not content_of(t.words) - _START)


def _by_the_week(c: Change, a: AmountMention) -> bool:
    """Whether days are told by the week: "two days a week in London" are no days off."""
    return a.amount.counted == "day" and bool(_WEEKLY.match(c.reading.text[a.amount.end :]))


def _retires(c: Change) -> str:
    """What the place calls that for which an employer saves."""
    paid = (*c.now.deal.offer, *c.now.current)
    return "retirement" if any(p.currency == "USD" for p in paid) else "pension"


def phrase_of(a: AmountMention, saved: str = "pension") -> str:
    """A figure of a term beside pay as the term itself; "" for one that tells none. `saved` is what a pension is
    called."""
    n = f"{a.amount.high:g}"
    match a.component:
        case "holiday":
            unit = a.amount.counted if a.amount.counted in ("day", "week") else "day"
            extra = "more " if a.role == "more" else ""
            return f"{n} {extra}{unit}{'' if a.amount.high == 1 else 's'}"
        case "relo" if a.amount.kind == "money" or (a.amount.kind == "bare" and a.amount.high >= _LEAST_MONEY):
            return f"{a.text} towards the move"
        case "pension" if a.amount.kind == "percent":
            return f"a {saved} contribution of {n}%"
        case "once" if a.amount.kind in ("money", "bare"):
            return f"a bonus of {a.text} paid once"
        case "hours" if a.amount.kind == "percent":
            return f"{n}% hours"
    return ""
