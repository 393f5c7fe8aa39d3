"""What every format writes alike: the lines of a citation, of a bar, and the foot of the document."""

from __future__ import annotations

import re
from collections.abc import Callable

from coach.playbook import Bar, Playbook
from coach.position import position_in
from coach.reply import Citation
from index.money import Range, format_amount, format_range

MARK = re.compile(r"\[(\d{1,4})\]")
BOLD = re.compile(r"\*\*(.+?)\*\*")
_RIM = 0.08


def foot(playbook: Playbook) -> tuple[str, str]:
    """The date of the data, and the disclaimer."""
    return f"Made on {playbook.made}; {playbook.data_of}.", playbook.disclaimer


def cited(citation: Citation) -> str:
    """A citation as one line: guide, heading, lines and the guide's own words in short."""
    first, last = citation.lines
    lines = f"line {first}" if first == last else f"lines {first}–{last}"
    quote = re.sub(r"\s+", " ", citation.quote).strip()
    return f"{citation.guide}, {citation.heading}, {lines}: {quote[:160]}{'…' if len(quote) > 160 else ''}"


def spoken(bar: Bar) -> str:
    """A bar in words, which is also its text alternative."""
    marks = "; ".join(
        f"{name} {format_amount(value, bar.unit)}, {round(position_in(value, bar.low, bar.high) * 100)}% of the way up"
        for name, value in bar.marks
    )
    return f"{bar.label}: {format_range(Range(bar.low, bar.high, bar.unit))}" + (f" ({marks})" if marks else "")


def across(bar: Bar) -> Callable[[float], float]:
    """How far from the left an amount of the bar is drawn, 0 to 1: the band and its marks fill the width, with a rim for what stands at the ends."""
    values = [bar.low, bar.high, *(v for _, v in bar.marks)]
    least, span = min(values), (max(values) - min(values)) or 1.0
    return lambda value: _RIM + (1 - 2 * _RIM) * (value - least) / span


def pieces(text: str) -> list[tuple[str, str]]:
    """A line as (kind, words): "plain", "bold" or "mark" (the number of a citation)."""
    out: list[tuple[str, str]] = []
    for i, part in enumerate(BOLD.split(text)):
        if i % 2:
            out.extend(("mark" if j % 2 else "bold", w) for j, w in enumerate(MARK.split(part)) if w)
        else:
            out.extend(("mark" if j % 2 else "plain", w) for j, w in enumerate(MARK.split(part)) if w)
    return out
