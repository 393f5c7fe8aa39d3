"""Pay tables, in all their layouts -> Bands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.guide import Band, Component, Layout, Pay, Severity
from index.money import DOLLARS, Found, Period, Range, money_in, scan, settle_currency
from index.parse.blocks import Block, Room, plain
from index.parse.columns import (
    NO_REGION,
    column_kind,
    component_of,
    currencies_of,
    names_components,
    names_levels,
    period_of,
)
from index.places import is_place, local_currencies, read_region

Report = Callable[[Severity, int, str, str], None]

_EMPTY = re.compile(r"^(?:[-–—]+|n/?a|none|nil|tbd|not (?:applicable|offered|disclosed))?\.?$", re.I)
# Words of a cell that repeat what its heading says; any other word is a note to be kept.
_SAID = re.compile(
    r"\b(?:target|vest(?:ing|ed|s)?|options?|shares|rsus?|of base|base|annual(?:ly)?|year|yr|per|approx(?:imately)?|about|around|up to|over)\b"
    r"|(?:/|over)\s?4\s?-?(?:yr|years?)|4-?(?:yr|year)",
    re.I,
)

# What looks like a table's row; also in a quote or indented.
_PIPED = re.compile(r"^[ \t>]{0,8}\|[^|\n]+\|.*\|[ \t]*$", re.M)
_PER_YEAR = re.compile(r"(?<=\S)\s*\(([^()]*\d[^()]*/\s?(?:yr|year)[^()]*)\)", re.I)


@dataclass(frozen=True, slots=True)
class Row:
    """One table row: its cells in order and where it stands."""

    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as written: headings, body rows, and the heading's line."""

    header: Row
    rows: tuple[Row, ...]


def read_table(block: Block, report: Report) -> Table | None:
    """Split a table block into cells; ragged rows are kept, padded and reported."""
    lines = block.text.split("\n")
    if len(lines) < 2:
        return None
    header = Row(_cells(lines[0]), block.lines.first)
    rows = []
    for offset, line in enumerate(lines[2:], start=2):
        if not line.strip():
            continue
        cells = _cells(line)
        if len(cells) != len(header.cells):
            report(
                "warning",
                block.lines.first + offset,
                "ragged-row",
                f"This row has {len(cells)} cells where the heading has {len(header.cells)}; "
                "missing cells were read as empty and extra ones ignored.",
            )
        cells = (*cells, *("",) * (len(header.cells) - len(cells)))[: len(header.cells)]
        rows.append(Row(cells, block.lines.first + offset))
    return Table(header, tuple(rows))


def bands_of(rooms: list[Room], report: Report) -> tuple[Band, ...]:
    """Read every pay table of a guide, row by row, in the order of the file."""
    bands: list[Band] = []
    for room in rooms:
        if room.kind in ("levers", "sources"):
            continue
        for block in room.blocks:
            if block.kind == "table":
                table = read_table(block, report)
                read = _read(table, room.heading, report) if table else []
                bands.extend(read)
                if not read and room.kind == "pay" and money_in(block.text):
                    words = "This table under a heading of pay holds money, but no pay row could be read from it."
                    report("info", block.lines.first, "unread-table", words)
            elif (match := _PIPED.search(block.text)) and money_in(block.text):
                line = block.lines.first + block.text[: match.start()].count("\n")
                words = (
                    "This looks like a pay table but is none to Markdown: check the row of dashes and the indentation."
                )
                report("warning", line, "broken-table", words)
    return tuple(bands)


def _read(table: Table, heading: str, report: Report) -> list[Band]:
    labels = [plain(c) for c in table.header.cells]
    if len(labels) < 2:
        return []
    if names_components(labels[0]) and sum(component_of(plain(r.cells[0])) is not None for r in table.rows) >= 2:
        return _component_rows(table, labels, heading, report)
    kinds = [column_kind(label) for label in labels]
    if "region" not in kinds and kinds[0] in ("note", "title") and all(is_place(plain(r.cells[0])) for r in table.rows):
        kinds[0] = "region"
    components = [i for i, k in enumerate(kinds) if k == "component"]
    if names_levels(labels[0]) and not components and all(_is_region(c) for c in labels[1:]):
        return _level_by_region(table, labels, heading, report)
    priced = {component_of(labels[i]) for i in components}
    if not {"base", "total"} & priced or not {"region", "level"} & set(kinds):
        return []
    if len(components) < 2 and kinds[0] != "region":
        return []
    return _rows(table, labels, kinds, heading, report)


def _is_region(label: str) -> bool:
    if is_place(label):
        return True
    return bool(currencies_of(label)) and not NO_REGION.search(label)


def _rows(table: Table, labels: list[str], kinds: Sequence[str], heading: str, report: Report) -> list[Band]:
    """Region rows, level + title rows, or level + region rows: one band a row."""
    at_region = kinds.index("region") if "region" in kinds else None
    layout: Layout = "standard"
    if at_region is None:
        layout = "level-title"
    elif "level" in kinds:
        layout = "level-region"
    bands = []
    for row in table.rows:
        region_text = row.cells[at_region] if at_region is not None else ""
        level = " ".join(
            plain(row.cells[i]) for i, k in enumerate(kinds) if k in ("level", "title") and row.cells[i].strip()
        )
        codes = currencies_of(region_text)
        cells = [(labels[i], row.cells[i], row.line, codes) for i, k in enumerate(kinds) if k in ("component", "note")]
        bands.append(_band(layout, region_text, level, cells, row.line, heading, report))
    return [b for b in bands if b]


def _level_by_region(table: Table, labels: list[str], heading: str, report: Report) -> list[Band]:
    """Levels down, regions across, one figure each: the total compensation."""
    bands = []
    for row in table.rows:
        for i, label in enumerate(labels[1:], start=1):
            cells = [("Total Comp", row.cells[i], row.line, currencies_of(label))]
            band = _band("level-pivoted", table.header.cells[i], plain(row.cells[0]), cells, row.line, heading, report)
            if band:
                bands.append(band)
    return bands


def _component_rows(table: Table, labels: list[str], heading: str, report: Report) -> list[Band]:
    """Components down, regions across: one band a column."""
    if not all(_is_region(label) for label in labels[1:]):
        return []
    bands = []
    for i, label in enumerate(labels[1:], start=1):
        cells = [(plain(row.cells[0]), row.cells[i], row.line, currencies_of(label)) for row in table.rows]
        band = _band("component-pivoted", table.header.cells[i], "", cells, table.header.line, heading, report)
        if band:
            bands.append(band)
    return bands


def _band(
    layout: Layout,
    region_text: str,
    level: str,
    cells: list[tuple[str, str, int, tuple[str, ...]]],
    line: int,
    heading: str,
    report: Report,
) -> Band | None:
    region = read_region(plain(region_text)) if region_text.strip() else None
    local = local_currencies(region) if region else ()
    pays: list[Pay] = []
    for label, text, at, codes in cells:
        pay = read_pay(label, text, at, codes or tuple(c for c in local if c not in DOLLARS), report)
        if pay and any(p.component == pay.component for p in pays):
            pay = replace(pay, component="other")
        if pay:
            pays.append(pay)
    money = [p for p in pays if p.amount and p.amount.unit not in ("options", "shares")]
    if not money:
        if any(p.note for p in pays):
            report(
                "info",
                line,
                "no-figures",
                f"The pay row for {plain(region_text) or level} holds words only, no figures.",
            )
        return None
    lead = next((p for c in ("base", "total") for p in money if p.component == c), money[0])
    currency = lead.amount.unit if lead.amount else ""
    if not currency:
        currency = next((p.amount.unit for p in money if p.amount and p.amount.unit), local[0] if local else "USD")
        report(
            "warning", line, "no-currency",
            f"No currency is written in this pay row; it was read as {currency}.",
        )  # fmt: skip
    pays = [_with_currency(p, currency) for p in pays]
    if currency == "USD" and local and local[0] in DOLLARS - {"USD"} and not currencies_of(region_text):
        report(
            "info", line, "ambiguous-dollar",
            f"“$” is written for {plain(region_text)}, where it could also be {local[0]}; it was read as USD.",
        )  # fmt: skip
    period: Period = lead.amount.period if lead.amount and lead.amount.period == "month" else "year"
    if lead.period == "month":
        period = "month"
    return Band(layout, region, region_text.strip(), level or None, currency, period, tuple(pays), line, heading)


def _with_currency(pay: Pay, currency: str) -> Pay:
    if pay.amount and not pay.amount.unit:
        return replace(pay, amount=replace(pay.amount, unit=currency))
    return pay


def read_pay(label: str, text: str, line: int, codes: tuple[str, ...], report: Report) -> Pay | None:
    """Read one cell: the amount, its second currency, its percentage, and the words beside them.

    `codes` are the currencies that the region or column names; they settle what "$" or "¥" means.
    A heading that names no component makes "other" pay if the cell holds money, else None.
    """
    words = plain(text)
    component = component_of(label) or ("other" if money_in(words) else None)
    if component is None:
        return None
    if _EMPTY.match(words):
        return Pay(component, label, text, line)
    words, per_year = _set_apart(words)
    found = [f for f in scan(words) if f.value.unit or f.value.high >= 1000 or codes]
    percents = [f for f in found if f.value.unit == "%"]
    amounts = [_settled(f, codes) for f in found if f.value.unit != "%"]
    amounts = [
        f for f in amounts if not (f.value.unit == "" and f.value.high < 1000 and component != "base")
    ] or amounts
    for f in found:
        if f.repaired:
            report("warning", line, "mixed-currency-range", f"“{words}”: {f.repaired}.")
    if len(amounts) > 2:
        report(
            "info",
            line,
            "extra-figures",
            f"“{words}” holds more figures than one range and its conversion; the first was used.",
        )
    amount = amounts[0].value if amounts else None
    second = next((f.value for f in amounts[1:] if amount and f.value.unit not in ("", amount.unit)), None)
    return Pay(
        component,
        label,
        text,
        line,
        amount=amount,
        percent=percents[0].value if percents else None,
        second=second,
        yearly=_settled(per_year, codes).value if per_year and amount else None,
        period=_covers(component, label, amount),
        note=_note(words, found),
    )


def _set_apart(words: str) -> tuple[str, Found | None]:
    """Take out "($40K-$75K/yr)", which says the same grant once more, by the year."""
    match = _PER_YEAR.search(words[:300])
    if not match:
        return words, None
    found = money_in(match[1])
    return (words[: match.start()] + words[match.end() :]).strip(), (found[0] if found else None)


def _settled(found: Found, codes: tuple[str, ...]) -> Found:
    if found.value.unit in ("%", "options", "shares"):
        return found
    unit = settle_currency(found.sign, codes, found.value.unit)
    return replace(found, value=replace(found.value, unit=unit))


def _covers(component: Component, label: str, amount: Range | None) -> Period | None:
    if amount is None:
        return None
    said = amount.period or period_of(label)
    if component == "stock":
        if amount.period == "year":
            return "year"
        return period_of(label) or (None if amount.period == "month" else amount.period)
    return said


def _note(words: str, found: list[Found]) -> str:
    """The cell's own words where it says more than its figures."""
    rest = words
    for f in reversed(found):
        rest = rest[: f.start] + " " + rest[f.end :]
    rest = _SAID.sub(" ", rest)
    return words if re.search(r"[A-Za-z]{3,}", rest) else ""


def _cells(line: str) -> tuple[str, ...]:
    inner = re.sub(r"^\s*>?\s*\|?|\|?\s*$", "", line)
    return tuple(c.replace("\\|", "|").strip() for c in re.split(r"(?<!\\)\|", inner))
