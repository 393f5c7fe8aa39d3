"""What every format writes alike: the lines of a citation, of a bar, and the foot of the document."""

from __future__ import annotations

import re
from collections.abc import Callable

from coach.playbook.book import Playbook, PlaybookBar
from coach.reply import Citation
from coach.standing.position import position_in
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
    quote = _unmarked(citation.quote)
    return f"{citation.guide}, {citation.heading}, {lines}: {quote[:160]}{'…' if len(quote) > 160 else ''}"


def _unmarked(text: str) -> str:
    """A guide's Markdown as plain words in one line: a file that is read or printed shows none of its signs."""
    plain = re.sub(r"^\s*(?:#{1,6}|>|[-*+]|\d{1,2}\.)\s+", "", text, flags=re.M)
    plain = re.sub(r"\*\*|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", "", plain)
    cells = re.sub(r"\s*\|\s*", " · ", plain)
    return re.sub(r"\s+", " ", cells).strip(" ·")


def spoken(bar: PlaybookBar) -> str:
    """A bar in words, which is also its text alternative."""
    marks = "; ".join(f"{name} {format_amount(value, bar.unit)}, {_where(value, bar)}" for name, value in bar.marks)
    return f"{bar.label}: {format_range(Range(bar.low, bar.high, bar.unit))}" + (f" ({marks})" if marks else "")


def _where(value: float, bar: PlaybookBar) -> str:
    share = position_in(value, bar.low, bar.high)
    return "below it" if share < 0 else "above it" if share > 1 else f"{round(share * 100)}% of the way up"


def across(bar: PlaybookBar) -> Callable[[float], float]:
    """How far from the left an amount of the bar is drawn, 0 to 1.

    The band and its marks fill the width, with a rim for what stands at the ends.
    """
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
