"""Guides and findings -> what a terminal shows of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from coach.cli.common import console

if TYPE_CHECKING:
    from index.guide import Band, Finding, Guide
    from index.money import Range

_SLUG = 33  # columns that a guide's name may always have
_COLOURS = {"error": "bold red", "warning": "yellow", "info": "blue"}


def print_findings(findings: list[Finding]) -> None:
    """Print findings under the file they are in."""
    out = console()
    for file, found in groupby(findings, key=lambda f: f.file):
        out.print(Text(file, style="bold"), soft_wrap=True)
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=8, no_wrap=True)
        grid.add_column(width=5, justify="right", no_wrap=True)
        grid.add_column()
        for f in found:
            words = Text.assemble(f.message, " ", (f.rule, "dim"))
            grid.add_row(Text(f" {f.severity}", style=_COLOURS[f.severity]), str(f.line), words)
        out.print(grid)


def print_ages(guides: list[Guide], today: date) -> None:
    """Print guides by the day they were last updated, the oldest first and the undated last."""
    table = _table("age", "last updated", "review due", "quality", "guide")
    table.columns[0].justify = "right"
    dated = sorted(guides, key=lambda g: (g.freshness.last_updated or date.max, g.slug))
    for guide in dated:
        f = guide.freshness
        days = f"{(today - f.last_updated).days} d" if f.last_updated else "no date"
        due = Text(str(f.next_review_due or "-"))
        if f.next_review_due and f.next_review_due < today:
            due = Text(f"{f.next_review_due} overdue", style="red")
        table.add_row(days, str(f.last_updated or "-"), due, f.data_quality or "-", Text(guide.slug))
    console().print(table)


def print_guides(guides: Iterable[Guide]) -> None:
    """Print one line a guide: who and what, where, in which currencies, and how many levers and sources."""
    held = list(guides)
    table = _table("guide", "currencies", "rows", "levers", "sources", "places")
    table.columns[0].min_width = min(max((len(g.slug) for g in held), default=0), _SLUG)
    table.columns[0].overflow = "fold"
    for column in table.columns[1:5]:
        column.min_width = len(str(column.header))
        column.justify = "left" if column is table.columns[1] else "right"
    for g in held:
        places = ", ".join(dict.fromkeys(b.region.label for b in g.bands if b.region)) or "-"
        currencies = ", ".join(dict.fromkeys(b.currency for b in g.bands)) or "-"
        counts = (str(len(part)) for part in (g.bands, g.levers, g.sources))
        table.add_row(Text(g.slug), currencies, *counts, Text(places))
    table.columns[5].no_wrap = True
    console().print(table)


def print_bands(guides: Iterable[Guide]) -> None:
    """Print the pay rows of each guide, with the line they stand on; figures as the coach writes them."""
    out = console()
    for g in guides:
        if not g.bands:
            continue
        out.print(Text(g.slug, style="bold"))
        table = _table("line", "for", "base", "stock", "bonus", "signing", "total")
        for band in g.bands:
            who = ", ".join(w for w in (band.region.label if band.region else "", band.level or "") if w)
            figures = (_cell(band, c) for c in ("base", "stock", "bonus", "signing", "total"))
            table.add_row(str(band.line), Text(who), *figures)
        out.print(table)


def print_parts(guides: Iterable[Guide]) -> None:
    """Print what was read of the prose of each guide, with its line and what it was read as."""
    from index.rows import parts_of

    out = console()
    for g in guides:
        held = parts_of(g)
        if not held:
            continue
        out.print(Text(g.slug, style="bold"))
        table = _table("line", "read as", "of", "words")
        for part in held:
            table.add_row(str(part.line), part.kind, Text(part.of), Text(part.words))
        out.print(table)


def _cell(band: Band, component: str) -> str:
    from index.money import format_range

    pay = band.pay(component)  # type: ignore[arg-type]
    ranges: list[Range] = [r for r in (pay.amount, pay.percent) if r] if pay else []
    return ", ".join(format_range(r) for r in ranges) or "-"


def _table(*headings: str) -> Table:
    return Table(*headings, box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
