"""The figures of a message as a model reads them -> the same with what it says of when each is paid: the stages of one
pay on its first figure, the day on which a figure begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coach.understanding.amounts import Tax
from coach.understanding.reading import AmountMention, Reading
from coach.understanding.situation import Stage
from coach.understanding.staged import months_in
from coach.writer.trusted import STAGED

_PAID = ("base", "total")
_MARKS = " .,;:!?()-–"
Places = Callable[[str], tuple[int, int]]


def in_stages(
    r: Reading, amounts: list[AmountMention], said: Sequence[Mapping[str, Any]], span_of: Places
) -> list[AmountMention]:
    """The amounts with what an answer says of when they are paid, as far as its words stand in the message and its
    model reads well: a later figure is a stage of the pay before it in the message, else of that which is held."""
    read = {x["amount"] - 1: x for x in said if x["well"] and 1 <= x["amount"] <= len(amounts)}
    out = list(amounts)
    first: dict[tuple[str, int], int] = {}
    for n, x in sorted(read.items()):
        out[n] = held = _taxed(out[n], x["tax"])
        if held.role not in STAGED or held.component not in _PAID or held.amount.kind not in ("money", "bare"):
            continue
        when = _words(r, span_of(x["when"]) if x["when"].strip() else (-1, -1))
        stage = Stage(amount=held.amount.high, when=when, months=months_in(when))
        whose = (held.role, held.owner)
        if x["later"] and whose in first:
            at = first[whose]
            out[at] = replace(out[at], later=(*out[at].later, stage))
            out[n] = replace(held, role="none", role_score=1.0)
        elif x["later"] and held.role == "offer" and when:
            out[n] = replace(held, role="none", role_score=1.0, stage=stage)
        else:
            first[whose] = n
            out[n] = replace(held, until=when) if when else held
    return out


def _words(r: Reading, span: tuple[int, int]) -> str:
    return r.text[span[0] : span[1]].strip(_MARKS) if span[0] >= 0 else ""


def _taxed(held: AmountMention, tax: Tax) -> AmountMention:
    """The amount as gross or net, as the model says, where its own words do not tell it."""
    money = held.amount.kind in ("money", "bare") and not held.amount.tax and tax
    return replace(held, amount=replace(held.amount, tax=tax)) if money else held
