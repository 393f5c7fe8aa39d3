"""Figures in a text to others -> all in one notation: in full, where that is how the person writes them, and always
with their currency.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coach.reply.draft import SLOT, Draft
from coach.reply.values import Figure
from index.money import format_amount, in_full

_LEAST = 1000.0  # what is less is written out as it is
_ALIKE = frozenset({"user", "derived", "strategy"})


_QUOTED = (">", "“")  # what is to be sent or said stands in a quotation
# A number that is known to be no part of the pay is money only where it counts nothing: "88k and", no "20k users".
_ENDS = re.compile(r"\s*(?:[.,;:!?)”\"]|$|(?:and|or|but|to|a|an|per|as|at|in|for|rather|instead)\b)", re.I)


def in_notation(draft: Draft, *, full: bool, currency: str, throughout: bool = False) -> Draft:
    """The draft whose texts to send have their sums of money as the person writes them: in `full`, or short as they
    are, and all of them in full where one of a text is; one that was typed without its currency gets the `currency` of
    the talk. What is said to the person is written so as well where that holds `throughout`.
    """
    made = replace(draft, figures=list(draft.figures))

    def written(part: str) -> str:
        sums = {m.start(): _sum(m, made.figures, currency) for m in SLOT.finditer(part)}
        in_digits = full or any(f and _is_typed(f) for f, _ in sums.values())

        def slot(m: re.Match[str]) -> str:
            figure, unit = sums[m.start()]
            if figure is None or (figure.currency and not in_digits):
                return m[0]
            text = in_full(figure.low, unit) if in_digits else format_amount(figure.low, unit)
            return made.add(replace(figure, text=text)) if text != figure.text else m[0]

        return SLOT.sub(slot, part)

    whole = full and throughout
    return replace(made, parts=[written(p) if whole or p.startswith(_QUOTED) else p for p in draft.parts])


def _sum(m: re.Match[str], figures: Sequence[Figure], currency: str) -> tuple[Figure | None, str]:
    """(the figure of a slot, its currency) where it is one sum of money."""
    figure = figures[int(m[1]) - 1] if 1 <= int(m[1]) <= len(figures) else None
    if figure is None or figure.low != figure.high or figure.low < _LEAST or figure.kind not in _ALIKE:
        return None, ""
    money = figure.component or _ENDS.match(m.string, m.end())
    unit = figure.currency or (currency if money else "")
    return (figure, unit) if unit and figure.unit not in ("percent", "options", "shares") else (None, "")


def _is_typed(figure: Figure) -> bool:
    """Whether a figure was typed with all its digits and no currency."""
    return figure.kind == "user" and figure.text[-1:].isdigit() and not figure.currency
