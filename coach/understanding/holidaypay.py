"""A clause -> how the holiday allowance that it names stands to the pay that is told: inside it, or on top."""

from __future__ import annotations

from typing import Literal, cast

from coach.understanding.likeness import figures_and_names, kind_near, masked
from coach.understanding.reading import ASKS, AmountMention, Clause, Reading
from coach.understanding.salaries import holiday_pay_at

Stands = Literal["inside", "on_top", ""]
_SURE_PART = 0.85  # a probability
_PAY = ("offer", "wish", "asked", "pay", "was")
_FILE, _LEAST, _ALLOWANCE = "holidaypay.yaml", 0.6, "holiday allowance"


def allowance_in(reading: Reading, clause: Clause) -> Stands:
    """How the allowance stands to the figures of a clause, "" where it names none or leaves that open; pay that a model
    which reads well calls base has none in it."""
    named = [s for s in holiday_pay_at(reading.text) if clause.start <= s[0] < clause.end]
    reckons = any(clause.does(a) for a in ASKS) and not any(map(_is_pay, _in(reading, clause)))
    if (
        not named
        or (reading.told and reckons)
        or (clause.text.rstrip().endswith("?") and len(reading.clauses) == 1 and not reading.amounts)
    ):
        return ""
    if reading.told:
        pay = {a.component for a in _in(reading, clause) if _is_pay(a)}
        if "base" in pay and "total" not in pay:
            return "on_top"
    shares = [(a.amount.start, a.amount.end, "an amount") for a in reading.amounts if a.amount.kind == "percent"]
    spans = [*figures_and_names(reading), *shares, *((s, e, _ALLOWANCE) for s, e in named)]
    kind = kind_near(_FILE, "", masked(reading.text, clause.start, clause.end, spans), _LEAST)
    return cast("Stands", kind) if kind != "open" else ""


def _in(reading: Reading, clause: Clause) -> list[AmountMention]:
    return [a for a in reading.amounts if clause.start <= a.amount.start < clause.end]


def _is_pay(a: AmountMention) -> bool:
    return a.amount.kind in ("money", "bare") and a.component_score >= _SURE_PART and a.role in _PAY
