"""Pay tables and pay in bullet lines -> Bands; what is not read is a finding with its line and what to change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from index.guide import Band, Component, Layout, Pay, Report, Severity
from index.money import CODES, DOLLARS, Period, Range, money_in
from index.parse.blocks import Block, Room, kind_of, plain
from index.parse.bullets import bullets_of
from index.parse.cells import Cell, is_amount, read_pay
from index.parse.columns import NOTHING, Terms, currencies_of, is_foreign, is_rung, speaks_of_years, terms_of
from index.parse.grids import Grid, broken_lines, grids_of
from index.parse.shape import Ends, Line, Unread, lines_of
from index.parse.usual import MISSING, keep_likely, missing_row
from index.places import is_place, local_currencies, read_region

_LONGEST_NOTE = 400
_LONGEST = 4000
_PLACE_WORDS = 4
_NO_ROW = "none of its rows holds a figure that can be read; see what is said of its cells"
# A sentence about the figures of a table: "All figures in CZK, gross per month."
_ABOUT = re.compile(
    r"^[\s>*_(†‡¹|-]*(?:note:?\s*)?(?:all\s+)?(?:the\s+)?"
    rf"(?:figures?|amounts?|numbers?|values?|salar(?:y|ies)|pay|currenc(?:y|ies)|gross|in|ranges?|table|everything|base"
    rf"|(?-i:{'|'.join(CODES)}))\b",
    re.I,
)
_region = lru_cache(maxsize=4096)(read_region)  # the same few cities stand in every table
_MONTHS = 6  # a total of so many bases is no month's pay


@dataclass(frozen=True, slots=True)
class _Place:
    """A table where it stands: its section, and what is said around it."""

    room: Room
    grid: Grid
    terms: Terms


def bands_of(rooms: list[Room], report: Report) -> tuple[Band, ...]:
    """Read every pay table of a guide, row by row, in the order of the file; bullet lines where no table has a row.

    A section of pay needs fewer words to be read as such. Where rows are missing for what is not read, it is an error.
    """
    places: list[_Place] = []
    broken: list[int] = []
    for room in rooms:
        if room.kind not in ("levers", "sources"):
            places.extend(_tables(room, report))
            broken.extend(_broken(room))
    bands, unread, said = _read_all(places, everywhere=False)
    if not bands and places:
        bands, unread, said = _read_all([p for p in places if p.room.kind != "strategy"], everywhere=True)
    for finding in said:
        report(*finding)
    if not bands:
        bands = [b for room in rooms if _is_pay(room) for b in _bullets(room, report)]
    unread = [u for u in unread if (u[0].room.kind == "pay" or not bands) and _holds_money(u[0].grid)]
    if not bands and not unread and not broken:
        _tell_unread_lines(rooms, report)
    for place, reason in unread:
        rows_missing = not bands or reason == _NO_ROW or _is_of_jobs(place.grid)
        report(
            "error" if rows_missing else "info",
            place.grid.line,
            "unread-table",
            f"This table holds money, but no pay row could be read from it: {reason}.",
        )
    for line in broken:
        report(
            "error", line, "broken-table",
            "This looks like a pay table but is none to Markdown: check the row of dashes and the indentation.",
        )  # fmt: skip
    return tuple(bands)


def _tables(room: Room, report: Report) -> Iterator[_Place]:
    heading = terms_of(room.heading)
    around = Terms(heading.codes, "month" if heading.period == "month" else None, heading.scale)
    for at, grid in grids_of(room.blocks, report):
        beside = [room.blocks[i] for i in (at + 1, at - 1) if 0 <= i < len(room.blocks)]
        terms = NOTHING
        for block in beside:
            terms = terms.over(_noted(block))
        yield _Place(room, grid, terms.over(around))


def _noted(block: Block) -> Terms:
    """What a short sentence beside a table says of its figures."""
    if block.kind not in ("paragraph", "quote", "list"):
        return NOTHING
    said = NOTHING
    for sentence in re.split(r"(?<=[.;])\s|\n", block.text[:_LONGEST_NOTE]):
        if _ABOUT.match(sentence) and not money_in(sentence):
            terms = terms_of(sentence)
            # One that tells some figures from others ("kronor are monthly, the dollars yearly") settles no period for
            # all.
            period = None if speaks_of_years(sentence) or terms.period != "month" else terms.period
            said = said.over(Terms(terms.codes, period, terms.scale, odd=terms.odd))
    return said


def _broken(room: Room) -> Iterator[int]:
    for block in room.blocks:
        if block.kind != "table" and (where := broken_lines(block)) and money_in(block.text):
            yield where.first


def _is_pay(room: Room) -> bool:
    return room.kind == "pay" or (room.kind == "prose" and any(kind_of(h) == "pay" for h in room.trail))


def _holds_money(grid: Grid) -> bool:
    return any(money_in(cell) or is_amount(cell) for row in grid.rows for cell in row.cells)


def _is_of_jobs(grid: Grid) -> bool:
    """Whether most rows of a table begin with a place or a level, as those of pay do; "Year 1" and rivals do not."""
    first = [plain(row.cells[0]) for row in grid.rows]
    return (
        bool(first)
        and not is_foreign(grid.labels[0])
        and 2 * sum(is_place(name) or is_rung(name) for name in first) > len(first)
    )


def _tell_unread_lines(rooms: list[Room], report: Report) -> None:
    for room in rooms:
        for block in room.blocks:
            if (
                _is_pay(room)
                and block.kind in ("list", "paragraph", "code")
                and len(money_in(block.text[:_LONGEST])) > 1
            ):
                report(
                    "error", block.lines.first, "unread-lines",
                    "These lines hold pay, but no pay row could be read from them: write a table with the columns "
                    "Region, Base salary "
                    "and Total comp, or one line for each place or level, as in “- London: base £90K–£110K, total "
                    "£110K–£140K”.",
                )  # fmt: skip
                return


def _read_all(
    places: list[_Place], *, everywhere: bool
) -> tuple[list[Band], list[tuple[_Place, str]], list[tuple[Severity, int, str, str]]]:
    """(bands, tables without a row and why, findings), with every section taken for one of pay or only those that say
    so."""
    bands: list[Band] = []
    unread = []
    said: list[tuple[Severity, int, str, str]] = []

    def report(severity: Severity, line: int, rule: str, message: str) -> None:
        said.append((severity, line, rule, message))

    for place in places:
        before = len(said)
        try:
            lines = lines_of(
                place.grid, place.room.heading, place.terms, report, trusted=everywhere or place.room.kind == "pay"
            )
        except Unread as reason:
            unread.append((place, str(reason)))
            continue
        read = keep_likely([b for line in lines if (b := _band(line, place.room.heading, report))], report)
        if not read:
            said[before:] = [f for f in said[before:] if f[2] != MISSING]  # the table's own error says so of all
            unread.append((place, _NO_ROW))
        elif any(line.guessed for line in lines):
            report(
                "info",
                place.grid.line,
                "unknown-region",
                "No column of this table is a place that is known; each keeps its own words.",
            )
        bands.extend(read)
    return bands, unread, said


def _bullets(room: Room, report: Report) -> list[Band]:
    heading = terms_of(room.heading)
    terms = Terms(heading.codes, "month" if heading.period == "month" else None, heading.scale)
    for block in room.blocks:
        terms = terms.over(_noted(block))
    lines = [line for block in room.blocks if block.kind == "list" for line in bullets_of(block, room.heading, terms)]
    return keep_likely([b for line in lines if (b := _band(line, room.heading, report))], report)


def _band(line: Line, heading: str, report: Report) -> Band | None:
    """Read the cells of one row under its place, and settle its currency and its period."""
    region_text = line.region or (heading if _is_place_alone(heading) else "")
    name = plain(region_text)
    region = _region(name) if name else None
    local = local_currencies(region) if region else ()
    codes = currencies_of(name)
    settled = tuple(c for c in local if c not in DOLLARS)
    pays: list[Pay] = []
    unread: list[str] = []

    def told(severity: Severity, at: int, rule: str, message: str) -> None:
        unread.extend([rule] if rule == "unread-cell" else [])
        report(severity, at, rule, message)

    for cell in line.cells:
        pay = (
            _ends(cell, codes, settled, told)
            if isinstance(cell, Ends)
            else read_pay(_under(cell, codes), settled, told)
        )
        if pay and any(p.component == pay.component for p in pays):
            pay = replace(pay, component="other")
        if pay:
            pays.append(pay)
    money = [p for p in pays if p.amount and p.amount.unit not in ("options", "shares")]
    if not money:
        if unread:
            report("error", line.at, *missing_row(name or line.level))
        elif any(p.note for p in pays):
            report("info", line.at, "no-figures", f"The pay row for {name or line.level} holds words only, no figures.")
        return None
    lead = next((p for c in ("base", "total") for p in money if p.component == c), money[0])
    currency = lead.amount.unit if lead.amount else ""
    if not currency:
        currency = next((p.amount.unit for p in money if p.amount and p.amount.unit), local[0] if local else "USD")
        report("warning", line.at, "no-currency", f"No currency is written in this pay row; it was read as {currency}.")
    pays = [_with_currency(p, currency) for p in pays]
    if currency == "USD" and local and local[0] in DOLLARS - {"USD"} and not codes and not _said_codes(line):
        report(
            "info", line.at, "ambiguous-dollar",
            f"“$” is written for {name}, where it could also be {local[0]}; it was read as USD.",
        )  # fmt: skip
    period, pays = _footing(pays, line.at, report)
    layout: Layout = line.layout
    if layout == "level-title" and region:
        layout = "level-region" if line.level else "standard"
    return Band(
        layout, region, region_text.strip(), line.level or None, currency, period, tuple(pays), line.at, heading
    )


def _is_place_alone(heading: str) -> bool:
    """Whether a section is about one place: "London", but not "Pay in London" or "Compensation Benchmarks (US)"."""
    return len(heading.split()) <= _PLACE_WORDS and kind_of(heading) is None and is_place(heading)


def _said_codes(line: Line) -> bool:
    cells = [c for cell in line.cells for c in ([c for _, c in cell.cells] if isinstance(cell, Ends) else [cell])]
    return any(c.terms.codes for c in cells)


def _under(cell: Cell, codes: tuple[str, ...]) -> Cell:
    """A cell under its own heading's terms, then under the currencies that its place's name says."""
    return replace(cell, terms=replace(cell.terms, codes=codes or cell.terms.codes))


def _ends(ends: Ends, codes: tuple[str, ...], local: tuple[str, ...], report: Report) -> Pay | None:
    """The low and the high end of one figure, each read in a cell of its own; a midpoint alone is about the figure."""
    read = [(bound, pay) for bound, cell in ends.cells if (pay := read_pay(_under(cell, codes), local, report))]
    if not read:
        return None
    first, last = read[0][1], read[-1][1]
    label = first.label if first.label == last.label else f"{first.label} – {last.label}"
    whole = replace(first, label=label, text=ends.text, note="")
    return replace(
        whole,
        amount=_joined({b: p.amount for b, p in read if p.amount}, ends.text),
        percent=_joined({b: p.percent for b, p in read if p.percent}, ends.text),
        period=next((p.period for _, p in read if p.period), None),
        note="" if any(p.amount or p.percent for _, p in read) else first.note,
    )


def _joined(ends: dict[str, Range], text: str) -> Range | None:
    if "low" in ends and "high" in ends:
        low, high = ends["low"], ends["high"]
        if low.unit and high.unit and low.unit != high.unit:
            return None
        return replace(
            low, low=low.low, high=high.high, unit=low.unit or high.unit, text=text, period=low.period or high.period
        )
    if "low" in ends:
        return replace(ends["low"], open_ended=True)
    if "high" in ends:
        return replace(ends["high"], capped=True)
    return replace(ends["mid"], approximate=True) if "mid" in ends else None


def _with_currency(pay: Pay, currency: str) -> Pay:
    if pay.amount and not pay.amount.unit:
        return replace(pay, amount=replace(pay.amount, unit=currency))
    return pay


def _footing(pays: list[Pay], line: int, report: Report) -> tuple[Period, list[Pay]]:
    """The row's period, and its cells with their own where base and total differ in it.

    A base by the month beside a total that says nothing is a year's total where it is several bases, else a month's.
    """
    said: dict[Component, Pay] = {}
    for pay in pays:
        if pay.component in ("base", "total") and pay.amount:
            said.setdefault(pay.component, pay)
    months = {c for c, p in said.items() if p.period == "month"}
    if not months:
        first = next((p for p in pays if p.amount and p.amount.unit not in ("options", "shares")), None)
        return ("month" if not said and first and first.period == "month" else "year"), pays
    base, total = said.get("base"), said.get("total")
    if base and base.amount and total and total.amount and len(months) == 1:
        whole, part = (total, base) if "base" in months else (base, total)
        many = whole.amount and part.amount and whole.amount.high >= _MONTHS * part.amount.high
        if whole.period == "year" or many:
            report(
                "info",
                line,
                "mixed-period",
                f"{part.label} is by the month and {whole.label} by the year; each is kept as it is.",
            )
            return "year", [replace(p, period="year") if p is whole else p for p in pays]
    return "month", pays
