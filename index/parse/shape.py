"""A grid -> its pay rows as cells with their terms: what the headings do not say, the cells of a column do."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from index.guide import Component, Layout, Report
from index.money import CODES
from index.parse.blocks import plain
from index.parse.cells import Cell, is_amount
from index.parse.columns import (
    Bound,
    Terms,
    bound_of,
    column_kind,
    component_of,
    currencies_of,
    is_foreign,
    is_rung,
    is_scenario,
    names_components,
    names_levels,
    names_only_currencies,
    terms_of,
    without_component,
)
from index.parse.grids import Grid, Row
from index.places import is_place

Kind = Literal["region", "level", "title", "currency", "value", "words"]

_CURRENCY = re.compile(r"\bcurr(?:ency)?\b|\bwährung\b|\bdevise\b", re.I)
_BASE = re.compile(r"\bbase\b", re.I)
_FOOTNOTE = re.compile(r"(?:[†‡§¹²³⁰-⁹]+|\[\^[^\]\s]{1,12}\]|<sup>[^<>]{0,12}</sup>|(?<![*\s])\*)\s*$")
# A column of figures that is named for being one.
_JUST_FIGURES = re.compile(
    r"^(?:(?:pay|salary|market|typical|annual|monthly)\s)?(?:range|amount|value|figures?|pay|band|market|compensation"
    r"|comp|money)?(?:\s?\(.*\))?$",
    re.I,
)


_NAMES: dict[Component, str] = {"base": "Base Salary", "total": "Total Comp"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds and, for figures, of which component, end, place and level they are."""

    at: int
    label: str
    kind: Kind
    component: Component | None = None
    bound: Bound | None = None
    place: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Ends:
    """The cells of one row that give the low and the high end of one figure, in columns of their own."""

    cells: tuple[tuple[Bound, Cell], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A pay row before its cells are read. `region` and `level` are as written; `guessed` names a place that no
    gazetteer knows."""

    layout: Layout
    region: str
    level: str
    cells: tuple[Cell | Ends, ...]
    at: int
    guessed: bool = False


class Unread(Exception):  # noqa: N818 - it says what the table is
    """Why a table gives no pay row, and what to change."""


def lines_of(grid: Grid, heading: str, terms: Terms, report: Report, *, trusted: bool) -> list[Line]:
    """The pay rows of a table. `terms` are what is said around it; in a section of pay (`trusted`) less has to be said
    by its headings.

    Raises Unread where the table is none of pay, or cannot be told from one of something else.
    """
    labels = grid.labels
    if len(labels) < 2:
        raise Unread("it has a single column; put places or levels in the first column and figures in the others")
    if not grid.rows:
        raise Unread("it has no row below its heading")
    if _lists_components(grid, trusted=trusted):
        return _components_down(grid, heading, terms, trusted=trusted)
    columns = _columns(grid, heading, trusted=trusted)
    _tell_unused(grid, columns, report)
    return _rows(grid, columns, terms)


def _tell_unused(grid: Grid, columns: list[Column], report: Report) -> None:
    across = any(c.place or c.level for c in columns)
    for c in columns if across else ():
        if not (c.place or c.level) and c.kind == "words" and any(is_amount(row.cells[c.at]) for row in grid.rows):
            report(
                "error",
                grid.line,
                "unread-column",
                f"The column “{c.label}” holds figures of no place or level; they were not read.",
            )


def _lists_components(grid: Grid, *, trusted: bool) -> bool:
    first = grid.labels[0]
    named = names_components(first)
    if not named and not (trusted and column_kind(first) == "note" and not is_foreign(first)):
        return False
    count = sum(component_of(plain(r.cells[0])) is not None for r in grid.rows)
    return count >= 2 and (named or 2 * count >= len(grid.rows))


def _components_down(grid: Grid, heading: str, terms: Terms, *, trusted: bool) -> list[Line]:
    """Components down, places or levels across: one band a column, or one for a column each of the low and high
    ends."""
    columns = [i for i in range(1, len(grid.labels)) if trusted is False or _holds_amounts(grid, i)]
    labels = [grid.labels[i] for i in columns]
    bounds = {i: b for i, label in zip(columns, labels, strict=True) if (b := bound_of(label)) and not is_place(label)}
    if trusted and len(columns) > 1 and len(bounds) == len(columns) == len(set(bounds.values())):
        cells = [
            _ends(grid, row, [(b, _cell(grid, row, i, terms, plain(row.cells[0]))) for i, b in bounds.items()])
            for row in grid.rows
        ]
        return [Line("component-pivoted", "", "", tuple(cells), grid.line)]
    if trusted and len(columns) == 1 and (_JUST_FIGURES.match(labels[0]) or bounds):
        down = tuple(_cell(grid, row, columns[0], terms, plain(row.cells[0])) for row in grid.rows)
        return [Line("component-pivoted", "", "", down, grid.line)]
    known = _known_places(labels, trusted=trusted)
    lines = []
    for i, label in zip(columns, labels, strict=True):
        rung = is_rung(label) and not _is_region(label)
        down = tuple(_cell(grid, row, i, terms, plain(row.cells[0])) for row in grid.rows)
        region, level = ("", label) if rung else (_head(grid, i), "")
        lines.append(Line("component-pivoted", region, level, down, grid.line, guessed=not rung and not known))
    return lines


def _known_places(labels: list[str], *, trusted: bool) -> bool:
    """Whether columns are known for places; raises Unread where they are something else."""
    if any(is_scenario(label) and not is_place(label) for label in labels):
        raise Unread("its columns are steps of a talk or measures, not places or levels")
    if any(map(names_only_currencies, labels)):
        raise Unread("its columns are currencies; name the place of each, or give each currency a row of its own")
    known = [_is_region(label) for label in labels]
    if not labels or (not all(known) and not trusted):
        raise Unread(
            "its columns are no places that are known; put it under a heading of pay, or add the currency to "
            "each, as in “Springfield (USD)”"
        )
    return any(known)


def _is_region(label: str) -> bool:
    if is_place(label):
        return True
    return bool(currencies_of(label)) and not is_scenario(label) and not names_only_currencies(label)


def _holds_amounts(grid: Grid, at: int) -> bool:
    filled = [row.cells[at] for row in grid.rows if row.cells[at].strip(" -–—")]
    return bool(filled) and 2 * sum(map(is_amount, filled)) >= len(filled)


def _columns(grid: Grid, heading: str, *, trusted: bool) -> list[Column]:
    """What each column of a table with places, levels or both down its rows holds."""
    labels = grid.labels
    columns = [_by_words(grid, i) for i in range(len(labels))]
    if (
        columns[0].kind in ("words", "title")
        and not any(c.kind == "region" for c in columns)
        and all(is_place(plain(r.cells[0])) for r in grid.rows)
    ):
        columns[0] = replace(columns[0], kind="region")
    if columns[0].kind in ("words", "title") and is_foreign(columns[0].label):
        raise Unread(f"its first column “{columns[0].label}” lists no places or levels of this company")
    if columns[0].kind == "level" and _names_places(grid, columns, trusted=trusted):
        columns = [c if c.kind != "value" else replace(c, kind="words", component=None) for c in columns]
    priced = [c for c in columns if c.component]
    axes = {c.kind for c in columns} & {"region", "level"}
    if priced:
        enough = axes and (len(priced) > 1 or columns[0].kind == "region")
        if not enough and not trusted:
            raise Unread("nothing says that it is about pay here; put it under a heading of pay")
        columns = _bounds(grid, columns)
        if not {"base", "total"} & {c.component for c in columns}:
            names = "”, “".join(c.label for c in columns[1:])
            raise Unread(f"neither base nor total is among “{names}”; name one column “Base salary” or “Total comp”")
        if not axes and columns[0].kind == "words" and not any(c.kind == "title" for c in columns):
            columns[0] = _axis(grid, columns[0])
        return _placed(grid, columns)
    return _pivoted(grid, columns, heading, trusted=trusted)


def _names_places(grid: Grid, columns: list[Column], *, trusted: bool) -> bool:
    """Whether the headings beside levels are places, one of which sounds like pay: "Atlanta / Secondary (USD)"."""
    rest = [c for c in columns if c.kind in ("value", "words")]
    sounds = {c.component for c in rest if c.component}
    if not sounds or not all(_holds_amounts(grid, c.at) for c in rest):
        return False
    if trusted and sounds == {"other"}:
        return True
    many = 2 * sum(bool(c.component) for c in rest) > len(rest)
    if all(c.component for c in rest) or (many and {"base", "total"} & sounds):
        return False
    return all(_is_region(c.label) for c in rest)


def _by_words(grid: Grid, at: int) -> Column:
    label = grid.labels[at]
    kind = column_kind(label)
    if kind == "component":
        return Column(at, label, "value", component_of(label))
    if kind != "note" and not (at and _holds_amounts(grid, at)):
        return Column(at, label, kind)
    cells = [plain(row.cells[at]) for row in grid.rows]
    if _CURRENCY.search(label) or (cells and all(c in CODES for c in cells)):
        return Column(at, label, "currency")
    return Column(at, label, "words")


def _axis(grid: Grid, column: Column, *, rather: Kind = "region") -> Column:
    """What a first column without a telling heading lists, by its cells."""
    cells = [plain(row.cells[column.at]) for row in grid.rows]
    if 2 * sum(map(is_place, cells)) >= len(cells):
        return replace(column, kind="region")
    if 2 * sum(map(is_rung, cells)) >= len(cells):
        return replace(column, kind="level")
    return replace(column, kind=rather)


def _bounds(grid: Grid, columns: list[Column]) -> list[Column]:
    """Columns of the low and the high end of one component: "Base min | Base max", or "Min | Max" after "Base"."""
    ends = [replace(c, bound=bound_of(c.label)) if c.kind == "value" else c for c in columns]
    count = Counter((c.component, c.bound) for c in ends if c.bound)
    whole = {c for c in {c for c, _ in count} if len([b for k, b in count if k == c]) > 1}
    return [replace(c, bound=None) if c.bound and c.component not in whole else c for c in ends]


def _placed(grid: Grid, columns: list[Column]) -> list[Column]:
    """The places or levels that headings name beside the component: merged heads, "Base (NYC) | Base (London)".

    Only where each column of a component names one, and no two the same, do they tell its columns apart.
    """
    alike: dict[tuple[Component | None, Bound | None], list[Column]] = {}
    for c in columns:
        if c.kind == "value":
            alike.setdefault((c.component, c.bound), []).append(c)
    out = {c.at: c for c in columns}
    for some in alike.values():
        names = [_beside(grid, c) for c in some]
        if len(some) < 2 or len(set(names)) < len(names):
            continue
        if all(_is_region(name) for name in names):
            out |= {c.at: replace(c, place=name) for c, name in zip(some, names, strict=True)}
        elif all(map(is_rung, names)):
            out |= {c.at: replace(c, level=name) for c, name in zip(some, names, strict=True)}
    return list(out.values())


def _beside(grid: Grid, column: Column) -> str:
    """What a heading says beside its component: the other part of a merged head, or the other words."""
    head = [plain(p) for p in grid.heads[column.at]]
    own = [p for p in head if not component_of(p) and not bound_of(p)]
    return own[0] if len(head) > 1 and own else without_component(column.label)


def _pivoted(grid: Grid, columns: list[Column], heading: str, *, trusted: bool) -> list[Column]:
    """No heading names a component: levels by places, places by levels, or the ends of one figure in columns."""
    first, rest = columns[0], columns[1:]
    figures = [c for c in rest if c.kind == "words" and _holds_amounts(grid, c.at)]
    labels = [c.label for c in figures]
    if not figures:
        raise Unread("none of its columns holds figures")
    if trusted and (made := _of_one_part(grid, columns, figures, component_of(heading))):
        return made
    if not trusted and not names_levels(first.label):
        raise Unread("nothing says that it is about pay here; put it under a heading of pay")
    if not trusted and len(figures) < len(rest):
        raise Unread("some of its columns hold no figures")
    if any(is_scenario(label) and not is_place(label) for label in labels):
        raise Unread("its columns are steps of a talk or measures, not places or levels")
    if first.kind == "words":
        first = _axis(grid, first, rather="level")
    if first.kind != "region" or not all(is_rung(label) and not _is_region(label) for label in labels):
        _known_places(labels, trusted=trusted)
    component: Component = "base" if _BASE.search(heading) else "total"
    out = [first]
    for c in rest:
        if c in figures:
            rung = first.kind == "region" and is_rung(c.label) and not _is_region(c.label)
            place, level = ("", c.label) if rung else (_head(grid, c.at), "")
            c = replace(c, kind="value", component=component, place=place, level=level)
        out.append(c)
    return out


def _of_one_part(
    grid: Grid, columns: list[Column], figures: list[Column], said: Component | None
) -> list[Column] | None:
    """Columns that are the ends of one part of the pay, or its only figure; None where they are something else."""
    first, rest = columns[0], columns[1:]
    labels = [c.label for c in figures]
    bounds = [bound_of(label) if not is_place(label) else None for label in labels]
    if all(bounds) and len(set(bounds)) == len(bounds):
        if first.kind == "words":
            first = _axis(grid, first, rather="level")
        made = {
            c.at: replace(c, kind="value", component=said or "base", bound=b)
            for c, b in zip(figures, bounds, strict=True)
        }
        return [first, *(made.get(c.at, c) for c in rest)]
    if len(figures) != 1 or not _JUST_FIGURES.match(labels[0]):
        return None
    if said is None:
        raise Unread(f"“{labels[0]}” says neither base nor total; name the column “Base salary” or “Total comp”")
    return [
        _axis(grid, first) if first.kind == "words" else first,
        *(replace(c, kind="value", component=said) if c in figures else c for c in rest),
    ]


def _head(grid: Grid, at: int) -> str:
    """A column's heading as written: the part that names a place where heads are merged."""
    parts = [_unmarked(p) for p in grid.heads[at] if p.strip()]
    return next((p for p in parts if _is_region(plain(p))), " ".join(dict.fromkeys(parts)))


def _unmarked(name: str) -> str:
    """A place or level as written, without the mark of a footnote."""
    return _FOOTNOTE.sub("", name).strip()


def _layout(columns: list[Column]) -> Layout:
    """What the rows and the columns of a table are."""
    kinds = {c.kind for c in columns}
    if any(c.place for c in columns):
        return "level-pivoted"
    if "region" not in kinds:
        return "level-title"
    return "level-region" if "level" in kinds or any(c.level for c in columns) else "standard"


def _groups(columns: list[Column]) -> dict[tuple[str, str], list[Column]]:
    """The columns of each (place, level) that columns name; those that name none hold for each of them."""
    across = any(c.place or c.level for c in columns)
    groups: dict[tuple[str, str], list[Column]] = {}
    for c in columns:
        if c.kind in ("value", "words") and (c.place or c.level or not across):
            groups.setdefault((c.place, c.level), []).append(c)
    for held in groups.values() if across else ():
        held.extend(c for c in columns if c.component and not (c.place or c.level))
        held.sort(key=lambda c: c.at)
    return groups


def _rows(grid: Grid, columns: list[Column], terms: Terms) -> list[Line]:
    """One band a row, or one a row and a place or level of its columns."""
    kinds = {c.kind for c in columns}
    layout = _layout(columns)
    unsure = layout == "level-pivoted" and not any(_is_region(plain(c.place)) for c in columns if c.place)
    axes = [c for c in columns if c.kind in ("region", "level")]
    groups = _groups(columns)
    lines: list[Line] = []
    above: dict[int, str] = {}
    group = ""
    for row in grid.rows:
        filled = [i for i, cell in enumerate(row.cells) if cell.strip()]
        if len(filled) == 1 and len(row.cells) > 2 and not is_amount(row.cells[filled[0]]):
            group = row.cells[filled[0]]
            continue
        said = {c.at: row.cells[c.at] for c in axes}
        if len(axes) > 1 and any(said.values()):
            said = {i: text or above.get(i, "") for i, text in said.items()}
        above = said
        region = _unmarked(next((said[c.at] for c in axes if c.kind == "region"), ""))
        if not region and "region" not in kinds and group and is_place(plain(group)):
            region = group
        level = " ".join(
            plain(_unmarked(said.get(c.at, row.cells[c.at])))
            for c in columns
            if c.kind in ("level", "title") and said.get(c.at, row.cells[c.at]).strip()
        )
        code = next((row.cells[c.at] for c in columns if c.kind == "currency"), "")
        own = terms_of(plain(f"{code} {region}"))
        here = Terms(own.codes, "month" if own.period == "month" else None, own.scale).over(terms)
        for (place, rung), held in groups.items():
            if cells := _figures(grid, row, held, here):
                lines.append(
                    Line(
                        layout,
                        place or region,
                        " ".join(x for x in (level, rung) if x),
                        cells,
                        row.line,
                        guessed=unsure,
                    )
                )
    return lines


def _figures(grid: Grid, row: Row, columns: list[Column], terms: Terms) -> tuple[Cell | Ends, ...]:
    """The cells of one band: single ones, and the ends of one figure together."""
    made: dict[object, list[tuple[Bound | None, Cell]]] = {}
    for c in columns:
        label = c.label if component_of(c.label) or c.bound or not c.component else _NAMES.get(c.component, c.label)
        cell = _cell(grid, row, c.at, terms, label, c.component)
        made.setdefault(c.component if c.bound else c.at, []).append((c.bound, cell))
    return tuple(
        _ends(grid, row, [(b or "mid", c) for b, c in some]) if some[0][0] else some[0][1] for some in made.values()
    )


def _cell(grid: Grid, row: Row, at: int, terms: Terms, label: str, component: Component | None = None) -> Cell:
    head = terms_of(grid.labels[at])
    if not component_of(grid.labels[at]) and head.period != "month":
        head = replace(head, period=None)
    return Cell(label, row.cells[at], row.lines[at], head.over(terms), component)


def _ends(grid: Grid, row: Row, cells: list[tuple[Bound, Cell]]) -> Ends:
    """The ends of one figure; its text is the file's own, from the first of the cells to the last."""
    texts = [cell.text for _, cell in cells if cell.text]
    text = " – ".join(texts)
    if row.raw and texts:
        start = row.raw.find(texts[0])
        text = row.raw[
            start : row.raw.find(texts[-1], start if len(texts) == 1 else start + len(texts[0])) + len(texts[-1])
        ]
    return Ends(tuple(cells), text)
