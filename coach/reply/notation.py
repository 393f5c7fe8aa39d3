"""Figures in a text to others -> written in full, where that is how the person writes them, and always with their
currency.
"""

from __future__ import annotations

from dataclasses import replace

from coach.reply.draft import SLOT, Draft
from coach.reply.values import Figure
from index.money import in_full

_LEAST = 1000.0  # what is less is written out as it is
_ALIKE = frozenset({"user", "derived", "strategy"})


def in_notation(draft: Draft, *, full: bool, currency: str) -> Draft:
    """The draft whose texts to send have their sums of money as the person writes them: in `full`, or short as they
    are; one that was typed without its currency gets the `currency` of the talk.
    """
    made = replace(draft, figures=list(draft.figures))

    def slot(number: int, shown: str) -> str:
        figure = made.figures[number - 1] if 1 <= number <= len(made.figures) else None
        text = _written(figure, full=full, currency=currency) if figure else ""
        return made.add(replace(figure, text=text)) if figure and text and text != figure.text else shown

    parts = [SLOT.sub(lambda m: slot(int(m[1]), m[0]), p) if p.startswith(">") else p for p in draft.parts]
    return replace(made, parts=parts)


def _written(figure: Figure, *, full: bool, currency: str) -> str:
    """A figure of one sum of money, "" for any other."""
    unit = figure.currency or (currency if figure.component or figure.high >= _LEAST else "")
    plain = figure.low == figure.high and figure.low >= _LEAST and figure.kind in _ALIKE
    if not plain or not unit or figure.unit in ("percent", "options", "shares"):
        return ""
    typed = figure.kind == "user" and figure.text[-1:].isdigit() and not figure.currency
    return in_full(figure.low, unit) if full or typed else ""
