"""Pay that is named for a later day is a promise and no offer of today: it is held as a term that brings a salary."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.dialogue.deals import Dialogue, part_of
from coach.dialogue.resolve import part, same_value
from coach.phrasing.terms import is_adjunct, says_when
from coach.understanding.amounts import Period
from coach.understanding.reading import LEAST, LIKELY, MINE, SURE, AmountMention, Clause, Reading, TermMention
from coach.understanding.situation import Part

_PAID = ("base", "total")
_ROLES = ("offer", "wish", "asked")
_TOLD = ("told_later", "told_final", "told_refused")
_SURE_PAY = 0.85  # a probability
_LIKE_PAY = 0.6  # of today's pay: a figure of that size is a salary
_A_CONDITION, _FEW = 2, 6  # words
_BEHIND = 12  # letters between a figure and the words that put it off
_MARKS = " .,;!"
_ENDS = re.compile(r"[,;(]|\b(?:and|but|or|plus)\b")


def with_pay_to_come(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which each salary of a later day is a term with the salary that it brings."""
    told = [_PayTold(dialogue, reading, a) for a in reading.amounts if _may_be(reading, a)]
    found = [(x, t) for x in told if (t := x.mention()) is not None]
    if not found:
        return reading
    spans = [(t.start, t.end) for _, t in found]
    others = (t for t in reading.terms if not any(t.start < end and start < t.end for start, end in spans))
    first = [x.first for x, _ in found if x.a.role == "offer"]  # of what is theirs later, today's is theirs as well
    return replace(
        reading,
        terms=tuple(sorted((*others, *(t for _, t in found)), key=lambda t: t.start)),
        amounts=tuple(replace(a, role="offer") if a in first else a for a in reading.amounts),
    )


def _may_be(reading: Reading, a: AmountMention) -> bool:
    paid = a.component in _PAID or not a.component_said
    known = a.role in _ROLES and a.owner != MINE and bool(reading.clauses)
    return known and paid and a.amount.kind in ("money", "bare")


def _same_part(a: AmountMention, b: AmountMention) -> bool:
    """Whether two figures are of one part of pay, or nothing says that they are not."""
    return a.component == b.component or not (a.component_said and b.component_said)


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
        if t is None or pay is None or not (self.sure or t.kind == "review"):
            return None
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
