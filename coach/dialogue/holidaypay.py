"""A holiday allowance that is in the pay that is told -> the reading with that pay as a whole; it is no bonus, no
leave and nothing on top."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import Change
from coach.dialogue.deals import Dialogue, part_of
from coach.dialogue.denied import undo_part
from coach.understanding.holidaypay import allowance_in
from coach.understanding.reading import AmountMention, Reading
from coach.understanding.salaries import holiday_pay_at
from coach.understanding.situation import Part

_USUAL = 8.0  # percent of base, where none is told: the legal least in the Netherlands
_MOST = 20.0  # percent: a holiday allowance is no more
_ROUNDED = 0.015  # of a base that is told rounded
_SURE_PAY = 0.9  # a probability
_MONEY = ("money", "bare")
_WHOLE = ("offer", "wish", "asked", "pay", "market", "up", "sum", "none")
_NO_PAY = ("severance", "holiday", "pension", "leave")


def with_holiday_pay(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which pay that has the allowance in it is a total, its share is no bonus, and the base that this
    leaves is what they offer already."""
    inside = {n for n, c in enumerate(reading.clauses) if allowance_in(reading, c) == "inside"}
    if not inside and not any(d.allowance for d in dialogue.deals):
        return reading
    share = _share(reading, inside) or dialogue.deal.allowance or _USUAL
    told = [a for a in reading.amounts if a.clause in inside and a.amount.kind in _MONEY]
    whole = max((a.amount.high for a in told), default=0.0)
    held = part_of(dialogue.deal.offer, "total") or part_of(dialogue.deal.offer, "base")
    wholes = [w for w in (whole, held.high if held else 0.0) if w]
    amounts = tuple(_as_part(reading, a, inside, share, wholes) for a in reading.amounts)
    spans = [s for s in holiday_pay_at(reading.text) if _clause_of(reading, s[0]) in inside]
    terms = tuple(t for t in reading.terms if not (t.kind in _NO_PAY and _touches(reading, t.start, inside, spans)))
    return replace(reading, amounts=amounts, terms=terms)


def take_allowance(c: Change) -> None:
    """Hold that the allowance is in what they offer, and its share; what was held of it as a bonus or as base is
    none."""
    inside = {n for n, x in enumerate(c.reading.clauses) if allowance_in(c.reading, x) == "inside"}
    if not inside or not c.now.deals:
        return
    first = not c.now.deal.allowance
    share = _share(c.reading, inside)
    c.put(c.now.focus, allowance=share or c.now.deal.allowance or _USUAL)
    bonus, base = part_of(c.now.deal.offer, "bonus"), part_of(c.now.deal.offer, "base")
    clause = c.reading.clauses[min(inside)]
    if bonus is not None and bonus.currency == "%" and bonus.high == c.now.deal.allowance:
        undo_part(c, clause, "offer", c.now.focus, bonus)
    if first and base is not None and part_of(c.now.deal.offer, "total") is None:
        c.put(c.now.focus, offer=(*(p for p in c.now.deal.offer if p is not base), _whole(base)))
    if first and (wish := part_of(c.now.target, "base")) is not None:
        c.set(target=(*(p for p in c.now.target if p is not wish), _whole(wish)))
    total = part_of(c.now.deal.offer, "total")
    if total is not None and (first or share):
        without = round(total.high / (1 + c.now.deal.allowance / 100))
        c.note(
            "allowance_told", clause.text, c.now.deal.company, None,
            total.alone().model_copy(update={"component": "base", "low": without, "high": without}),
        )  # fmt: skip
    gone = tuple(t for t in c.now.deal.terms if t.kind in ("severance", "holiday") and t.figure is None)
    c.put(c.now.focus, terms=tuple(t for t in c.now.deal.terms if t not in gone))


def _whole(base: Part) -> Part:
    return base.model_copy(update={"component": "total"})


def _share(reading: Reading, inside: set[int]) -> float:
    """The share of the base that the allowance is, in percent; 0 where none is told."""
    told = (a.amount.high for a in reading.amounts if a.clause in inside and a.amount.kind == "percent")
    return next((x for x in told if 0 < x <= _MOST), 0.0)


def _as_part(reading: Reading, a: AmountMention, inside: set[int], share: float, wholes: list[float]) -> AmountMention:
    """A figure as what it is where the allowance is in the pay: the whole, or no news of its own."""
    if a.amount.kind == "percent" and a.amount.high == share and a.component in ("bonus", "other"):
        return replace(a, role="none", role_score=1.0)
    if a.amount.kind not in _MONEY:
        return a
    own = a.role in ("wish", "asked") or (a.role == "pay" and a.role_score >= _SURE_PAY)
    if not own and any(_is_base(a.amount.high, whole, share) for whole in wholes):
        return replace(a, role="none", role_score=1.0)  # what the whole is without it
    if a.clause in inside and a.role in _WHOLE:
        role = "offer" if a.role in ("market", "sum", "none") else a.role
        return replace(a, role=role, component="total", component_said=True, component_score=1.0)
    return a


def _is_base(figure: float, whole: float, share: float) -> bool:
    base = whole / (1 + share / 100)
    return any(abs(figure * size / base - 1) <= _ROUNDED for size in (1.0, 1e3, 1e-3))


def _clause_of(reading: Reading, at: int) -> int:
    return next((n for n, c in enumerate(reading.clauses) if c.start <= at < c.end), -1)


def _touches(reading: Reading, at: int, inside: set[int], spans: list[tuple[int, int]]) -> bool:
    return _clause_of(reading, at) in inside or any(s <= at < e for s, e in spans)
