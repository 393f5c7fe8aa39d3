"""Pay that is named for a later day is no offer of today: it is a stage of the pay before it, or, where they only hold
out a review, a term that brings a salary."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.dialogue.deals import Dialogue, part_of
from coach.dialogue.resolve import part, same_value
from coach.phrasing.terms import is_adjunct, puts_off, says_when
from coach.understanding.amounts import Period
from coach.understanding.reading import LEAST, LIKELY, MINE, SURE, AmountMention, Clause, Reading, TermMention
from coach.understanding.situation import Part, Stage
from coach.understanding.staged import months_in, staged_in

_PAID = ("base", "total")
_ROLES = ("offer", "wish", "asked")
_NOT_STAGED = ("was", "floor", "hyp", "deed", "up", "more")
_TOLD = ("told_later", "told_final", "told_refused")
_SURE_PAY = 0.85  # a probability
_SURELY_TODAYS = 0.9  # a probability
_LIKE_PAY = 0.6  # of today's pay: a figure of that size is a salary
_A_CONDITION, _FEW = 2, 6  # words
_BEHIND = 12  # letters between a figure and the words that put it off
_MARKS = " .,;!"
_MOVES = re.compile(r"\b(?:(?:up)?on|at) (?:joining|signing|sign-on)\b|\b(?:moving|move|moves) (?:up )?to\b", re.I)
_ENDS = re.compile(r"[,;(]|\b(?:and|but|or|plus)\b")


def with_pay_to_come(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which a figure that alone is of a later day is a stage of the pay told before it or held, or a
    term with the salary that it brings."""
    told = [
        _PayTold(dialogue, reading, a)
        for a in reading.amounts
        if not (a.later or a.until or a.stage) and _may_be(reading, a)
    ]
    found = [(x, t) for x in told if (t := x.mention()) is not None]
    if not found:
        return reading
    spans = [(t.start, t.end) for _, t in found]
    terms = [t for t in reading.terms if not any(t.start < end and start < t.end for start, end in spans)]
    amounts = list(reading.amounts)
    for x, t in found:
        first = x.first if x.a.role == "offer" else None  # of what is theirs later, today's is theirs as well
        if first is not None:
            at = next(n for n, a in enumerate(amounts) if a.amount == first.amount)
            amounts[at] = replace(amounts[at], role="offer")
        stage = x.stage(t)
        if stage is None:
            terms.append(t)
            continue
        if first is not None:
            amounts[at] = replace(amounts[at], later=(*amounts[at].later, stage))
        own = next(n for n, a in enumerate(amounts) if a.amount == x.a.amount)
        amounts[own] = replace(x.a, role="none", role_score=1.0, stage=None if first else stage)
    return replace(reading, terms=tuple(sorted(terms, key=lambda t: t.start)), amounts=tuple(amounts))


def with_pay_in_stages(reading: Reading) -> Reading:
    """The reading in which the first of two figures that are one pay in stages goes on to the second, which is no pay
    of its own."""
    if any(a.later or a.stage for a in reading.amounts):
        return reading  # a model has told them
    amounts, first = list(reading.amounts), dict[int, int]()
    spans: list[tuple[int, int]] = []
    for pair in staged_in(reading) if reading.clauses else ():
        a, b = amounts[pair.first], amounts[pair.second]
        role = _role_of(reading, a, b) if pair.first not in first else "none"
        root = first.get(pair.first, pair.first)
        if not role or _names_other(reading, a, pair.end):
            continue
        first[pair.second] = root
        held = amounts[root]
        amounts[root] = replace(
            held, later=(*held.later, pair.stage), until=held.until or pair.until,
            role=held.role if held.later else role, role_score=max(a.role_score, b.role_score),
            component=held.component if held.component in _PAID else "base", component_said=True, component_score=1.0,
        )  # fmt: skip
        amounts[pair.second] = replace(b, role="none", role_score=1.0)
        spans.append((amounts[root].amount.start, pair.end))
    if not spans:
        return reading
    inside = (any(s <= t.start < e for s, e in spans) for t in reading.terms)
    terms = tuple(t for t, gone in zip(reading.terms, inside, strict=True) if not gone)
    return replace(reading, amounts=tuple(amounts), terms=terms)


def _names_other(reading: Reading, first: AmountMention, end: int) -> bool:
    """Whether words name a part of pay that has no stages here, right behind a figure or before the next one: "40 and a
    bonus of 42"."""
    moves = [m.span() for m in _MOVES.finditer(reading.text, first.amount.end, end)]
    return any(
        first.amount.end <= at < end and part not in _PAID and not any(s <= at < e for s, e in moves)
        for at, part in reading.components
    )


def _role_of(reading: Reading, a: AmountMention, b: AmountMention) -> str:
    """Whose the pay is that two figures are the stages of, as either surely is or the clause tells; "" where it is no
    offer and no wish. What is paid in stages is offered, unless it is quite surely what the person has today."""
    sure = [x.role for x in (a, b) if x.role_score >= (_SURELY_TODAYS if x.role == "pay" else SURE)]
    if set(sure) <= {"pay"} and sure:
        return ""
    if any(r in _NOT_STAGED for r in sure):
        return ""
    wish = next((r for r in sure if r in ("wish", "asked")), "")
    if "offer" in sure and not wish:
        return "offer"
    if wish:
        return wish
    clause = reading.clauses[a.clause]
    told = max(clause.share("offer"), clause.share("news")) >= SURE
    return "offer" if told or (not sure and {"offer", "pay"} & {a.role, b.role}) else ""


def _may_be(reading: Reading, a: AmountMention) -> bool:
    paid = a.component in _PAID or not a.component_said
    known = a.role in _ROLES and a.owner != MINE and bool(reading.clauses)
    return known and paid and a.amount.kind in ("money", "bare")


def _same_part(a: AmountMention, b: AmountMention) -> bool:
    """Whether two figures are of one part of pay, or nothing says that they are not."""
    return a.component == b.component or not (a.component_said and b.component_said)


_NO_PAY = ("hours", "holiday", "schedule", "remote")  # terms that hold no pay of a later day


class _PayTold:
    """A figure of a message that may be pay of a later day, beside what is paid today."""

    def __init__(self, dialogue: Dialogue, reading: Reading, a: AmountMention) -> None:
        self.now, self.reading, self.a = dialogue, reading, a
        self.sure = a.role_score >= SURE
        self.clause: Clause = reading.clauses[a.clause]
        self.first = next((x for x in reversed(reading.amounts) if self._is_beside(x)), None)
        self.held = part_of(dialogue.deal.offer, "base")
        self.today = (self._part(self.first) if self.first else None) or self.held

    def mention(self) -> TermMention | None:
        """The term that the figure is of; None where it is no pay of a later day."""
        told = self._within()
        if told is None and self.sure:
            told = self._reviewed() or self._put_off_behind() or self._second() or self._promised()
        return told

    def stage(self, t: TermMention) -> Stage | None:
        """The stage that a term with a salary is; None for a review that they only hold out."""
        assert t.pay is not None  # noqa: S101 - each mention has one
        when = t.words.replace(self._said(t.pay), "", 1).strip(_MARKS)
        if not puts_off(when):
            return None
        return Stage(amount=self.a.amount.high, when=when, months=months_in(when))

    def _is_beside(self, x: AmountMention) -> bool:
        """Whether another figure of the same side stands before it in its clause: "40 now and 42 after a year"."""
        unsure = x.role == "pay" and x.role_score < _SURE_PAY and self.a.role == "offer"
        same = (x.role == self.a.role and x.role_score >= SURE) or unsure
        same = same and x.clause == self.a.clause and x.amount.end <= self.a.amount.start
        same = same and (x.owner == self.a.owner or min(x.owner, self.a.owner) < 0)  # no other employer's
        alike = x.amount.kind != "percent" and x.amount.period == (self.a.amount.period or x.amount.period)
        return same and alike and _same_part(x, self.a) and (x.component in _PAID or not x.component_said)

    def _part(self, a: AmountMention, period: Period = "") -> Part | None:
        told = replace(a, amount=replace(a.amount, period=a.amount.period or period))
        return part(told, "base", self.now, self.now.deal, "offer")

    def _paid(self) -> Part | None:
        """What is paid today, by whomever: as this message tells it before the figure, or the talk."""
        told = (x for x in self.reading.amounts if x.role in ("offer", "pay") and x.amount.end <= self.a.amount.start)
        first = next((x for x in told if x.component in _PAID), None)
        return self.today or (self._part(first) if first else None) or part_of(self.now.current, "base")

    def _pay(self, today: Part | None, least: float = 1.0) -> Part | None:
        """The salary that the figure names, in the period of today's; None where it is not above `least` times it, or
        too far above."""
        made = self._part(self.a, today.period) if today else None
        if made is None or today is None or made.currency != today.currency:
            return None
        near = made.period == today.period and least < made.high / today.high < 1 / _LIKE_PAY
        return made if near else None

    def _said(self, pay: Part) -> str:
        return pay.text()

    def _rest(self) -> str:
        """The words behind the figure to the end of its clause."""
        return self.reading.text[self.a.amount.end : self.clause.end].strip(_MARKS)

    def _when(self, at: int) -> tuple[int, str]:
        """(its end, the words) of what is said right behind a term of when it is: "in January"."""
        end = min((m.start() for m in _ENDS.finditer(self.reading.text, at, self.clause.end)), default=self.clause.end)
        words = self.reading.text[at:end].strip(_MARKS)
        taken = any(t.start < end and at < t.end for t in self.reading.terms)
        return (end, f" {words}") if words and not taken and len(words.split()) <= _FEW else (at, "")

    def _within(self) -> TermMention | None:
        """A term that holds the figure: "45 after probation", "a review to 64"."""
        start, end = self.a.amount.start, self.a.amount.end
        t = next((t for t in self.reading.terms if t.start <= start and end <= t.end and t.side != "none"), None)
        pay = self._pay(self._paid(), _LIKE_PAY)
        if t is None or pay is None or t.kind in _NO_PAY or not (self.sure or t.kind == "review"):
            return None  # "8,300 or 40 hours" puts off no pay
        if t.words.strip(_MARKS) == self.a.text:
            return None  # a figure alone is of no later day
        end, when = self._when(t.end)
        words = t.words.replace(self.a.text, self._said(pay), 1) + when
        score = max(t.score, self.a.role_score)
        return replace(t, end=end, words=words, kind="review", score=score, kind_score=1.0, pay=pay)

    def _reviewed(self) -> TermMention | None:
        """A review of theirs with the figure behind it in its clause: "a review in May, 46 if all goes well"."""
        before = (
            t for t in self.reading.terms
            if t.kind == "review" and t.side in ("offer", "grant") and self.clause.start <= t.start < t.end
            and t.end <= self.a.amount.start
        )  # fmt: skip
        t, pay = next(before, None), self._pay(self.held)
        return (
            replace(t, end=self.a.amount.end, words=f"{t.words} to {self._said(pay)}", pay=pay) if t and pay else None
        )

    def _put_off_behind(self) -> TermMention | None:
        """A term right behind the figure that says when it is paid, beside another figure: "70 now, 72 after May"."""
        end, pay = self.a.amount.end, self._pay(self.today)
        behind = (t for t in self.reading.terms if 0 < t.start - end <= _BEHIND)
        t = next((t for t in behind if is_adjunct(self.reading.text[end : t.end].strip())), None)
        if t is None or pay is None or self.a.role != "offer" or self.first is None:
            return None
        words = f"{self._said(pay)} {self.reading.text[end : t.end].strip()}"
        return replace(t, start=self.a.amount.start, words=words, kind="review", kind_score=1.0, pay=pay)

    def _second(self) -> TermMention | None:
        """A second, higher salary of theirs in one clause, with the words that put it off; one beside another name or
        in news of a rival is that employer's."""
        pay, rest = self._pay(self.today), self._rest()
        if self.first is None or pay is None or self.a.role != "offer" or len(rest.split()) < _A_CONDITION:
            return None
        put_off = is_adjunct(rest) or says_when(rest) or self.clause.about("told_later") >= LEAST
        beside = any(self.first.amount.end <= x.start < self.clause.end for x in self.reading.companies)
        if not put_off or beside or self.clause.about("told_rival") >= LIKELY:
            return None
        return self._promise(pay, rest)

    def _promised(self) -> TermMention | None:
        """A higher salary than they offer today, in words that put it off, where today's stays as it is."""
        pay, rest = self._pay(self.held), self._rest()
        if pay is None or self.held is None or self.a.role != "offer" or not rest:
            return None
        held, others = self.held, (x for x in self.reading.amounts if x is not self.a)
        stays = any(same_value(x, held) for x in others) or any(
            sum(c.about(m) for m in _TOLD) >= SURE for c in self.reading.clauses
        )
        return self._promise(pay, rest) if stays and self.clause.about("told_later") >= LEAST else None

    def _promise(self, pay: Part, rest: str) -> TermMention:
        words = f"{self._said(pay)} {rest}"
        return TermMention(self.a.amount.start, self.clause.end, words, "review", "offer", pay=pay)
