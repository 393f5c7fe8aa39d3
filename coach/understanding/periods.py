"""The periods that a text names -> those of its figures, and the one that a question wants an answer by: formats
only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_UNITS = {
    "h": "hour", "hr": "hour", "wk": "week", "mo": "month", "mth": "month", "yr": "year", "annum": "year", "dai": "day",
    "annual": "year",
}  # fmt: skip
_UNIT = r"hours?|hrs?|h|days?|shifts?|weeks?|wks?|months?|mths?|mo|years?|yrs?|annum"
_PERIOD = re.compile(
    rf"(?:\b(?:per|by|an?|each|every|in|on|for|over|within)\s+(?:(?:the|a)\s+)?|/\s?|\bp/)(?P<of>{_UNIT})\b"
    r"|\b(?P<ly>hour|dai|week|month|year|annual)ly\b",
    re.I,
)
_ONE_WAY = re.compile(r"(?:each|every|one|per|either|a)[\s-]?(?:way|direction)\b|there and (?:the same )?back\b", re.I)
_CLOSE, _BEHIND_COUNT = 12, 2  # letters between a figure and its period, and between a count and the one it is in


@dataclass(frozen=True, slots=True)
class Named:
    """A period that a text names, from `start` to `end`: "hour", "day", "shift", "week", "month" or "year"."""

    start: int
    end: int
    unit: str


def periods_in(text: str) -> tuple[Named, ...]:
    """Every period that a text names, in order."""
    return tuple(Named(*m.span(), _unit(m)) for m in _PERIOD.finditer(text))


def of_figure(text: str, end: int, ends: int, *, counts: bool = False) -> str:
    """The period right behind a figure that ends at `end`, before the next one at `ends`; "" where there is none. One
    that `counts` something has it closer."""
    far = _BEHIND_COUNT if counts else _CLOSE
    return next((p.unit for p in periods_in(text) if _belongs(text, p, end, ends, far)), "")


def wanted_in(text: str, figures: Sequence[tuple[int, int, bool]]) -> str:
    """The period that a question wants an answer by: the last one that is no figure's (each as start, end, and whether
    it counts something); "" where it names none."""
    starts = [*(start for start, _, _ in figures), len(text)]
    free = [
        p
        for p in periods_in(text)
        if not any(
            _belongs(text, p, end, starts[n + 1], _BEHIND_COUNT if counts else _CLOSE)
            for n, (_, end, counts) in enumerate(figures)
        )
    ]
    return free[-1].unit if free else ""


def is_one_way(text: str, end: int, ends: int) -> bool:
    """Whether a figure that ends at `end`, before the next one at `ends`, is of one way of two:
    "50 minutes each way"."""
    found = _ONE_WAY.search(text, end, ends)
    return found is not None and len(text[end : found.start()].strip()) <= _CLOSE


def _belongs(text: str, period: Named, end: int, ends: int, far: int) -> bool:
    between = text[end : period.start]
    return end <= period.start < ends and len(between.strip()) <= far and not re.search(r"[,.;:!?]", between)


def _unit(m: re.Match[str]) -> str:
    said = (m["of"] or m["ly"]).lower()
    said = said.rstrip("s") if said not in ("hrs", "wks", "yrs") else said[:-1]
    return _UNITS.get(said, said)
