"""Blocks -> grids of cells with their lines: Markdown, HTML and tab-separated tables, their heads merged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from index.guide import Lines, Report
from index.parse.blocks import Block, plain
from index.parse.columns import bound_of, component_of, is_rung
from index.places import is_place

MOST_SPAN = 30
_TABLE_TAG = re.compile(r"<table\b", re.I)
_CLOSED = re.compile(r"</table\s*>", re.I)
_TABBED = re.compile(r"\S[ ]*\t\s*\S")
# What looks like a table's row; also in a quote or indented.
PIPED = re.compile(r"^[ \t>]{0,8}\|[^|\n]+\|.*\|[ \t]*$", re.M)


@dataclass(frozen=True, slots=True)
class Row:
    """One table row: its cells as written, the line of each, and the row's own text."""

    cells: tuple[str, ...]
    lines: tuple[int, ...]
    raw: str = ""

    @property
    def line(self) -> int:
        """Where the row begins."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `heads` are the words above each column, from the top down, merged heads repeated; `labels` are these as
    one plain heading.

    Every row is as wide as the heads.
    """

    heads: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    rows: tuple[Row, ...]
    line: int


def grids_of(blocks: tuple[Block, ...], report: Report) -> Iterator[tuple[int, Grid]]:
    """Yield each table among `blocks` with the number of its last block."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        grid: Grid | None = None
        if block.kind == "table":
            grid = _markdown(block, report)
        elif block.kind == "paragraph" and _TABLE_TAG.search(block.text):
            first = at
            while at + 1 < len(blocks) and not _CLOSED.search(blocks[at].text):
                at += 1
            yield from ((at, g) for g in _html(blocks[first : at + 1], report))
        elif block.kind in ("paragraph", "code") and "\t" in block.text:
            grid = _tabbed(block, report)
        if grid:
            yield at, grid
        at += 1


def _markdown(block: Block, report: Report) -> Grid | None:
    lines = block.text.split("\n")
    if len(lines) < 2:
        return None
    rows = [
        (cells_of(line), block.lines.first + offset, line)
        for offset, line in enumerate(lines)
        if offset != 1 and line.strip()
    ]
    return _grid(rows, report)


def _tabbed(block: Block, report: Report) -> Grid | None:
    """Lines of cells with tabs between them, the first of them the heads; lines without tabs around them are prose."""
    rows = [
        (tuple(c.strip() for c in line.strip(" \n").split("\t")), block.lines.first + offset, line)
        for offset, line in enumerate(block.text.split("\n"))
        if _TABBED.search(line)
    ]
    return _grid(rows, report) if len(rows) >= 2 else None


def _grid(rows: list[tuple[tuple[str, ...], int, str]], report: Report) -> Grid:
    """Rows of one width under their heads; ragged ones are padded and reported."""
    width = len(rows[0][0])
    body = []
    for cells, line, raw in rows[1:]:
        if len(cells) != width:
            report(
                "warning", line, "ragged-row",
                f"This row has {len(cells)} cells where the heading has {width}; "
                "missing cells were read as empty and extra ones ignored.",
            )  # fmt: skip
        filled = (*cells, *("",) * (width - len(cells)))[:width]
        body.append(Row(filled, (line,) * width, raw))
    return _merged([rows[0][0]], body, rows[0][1])


def _merged(heads: list[tuple[str, ...]], body: list[Row], line: int) -> Grid:
    """A head over several columns holds for each of them where a row of heads stands below it."""
    if len(heads) == 1 and body and _is_subhead(heads[0], body[0]):
        heads.append(body.pop(0).cells)
    if len(heads) > 1:
        heads = [_carried(row) for row in heads[:-1]] + heads[-1:]
    columns = tuple(zip(*heads, strict=True))
    labels = tuple(" ".join(dict.fromkeys(p for h in column if (p := plain(h)))) for column in columns)
    return Grid(columns, labels, tuple(body), line)


def _is_subhead(head: tuple[str, ...], row: Row) -> bool:
    """Whether the first row below gaps or repeats in the heads is a second row of heads, by its words."""
    if all(c.strip() for c in head[1:]) and len(set(head[1:])) == len(head) - 1:
        return False
    words = [plain(c) for c in row.cells[1:] if c.strip()]
    named = sum(bool(component_of(w) or bound_of(w) or is_rung(w) or is_place(w)) for w in words)
    return 2 <= len(words) <= 2 * named and not any(re.search(r"\d{2}|[$€£¥₹]", w) for w in words)


def _carried(row: tuple[str, ...]) -> tuple[str, ...]:
    out: list[str] = []
    for at, cell in enumerate(row):
        out.append(cell if cell.strip() or at < 2 else out[-1])
    return tuple(out)


def cells_of(line: str) -> tuple[str, ...]:
    """The cells between the bars of one line."""
    inner = re.sub(r"^\s*>?\s*\|?|\|?\s*$", "", line)
    return tuple(c.replace("\\|", "|").strip() for c in re.split(r"(?<!\\)\|", inner))


@dataclass(slots=True)
class _Tag:
    """A cell of an HTML table while it is read."""

    line: int
    head: bool
    across: int = 1
    down: int = 1
    words: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects the rows of the tables in one piece of HTML, with the line of each cell."""

    def __init__(self, first_line: int) -> None:
        super().__init__()
        self.first = first_line
        self.tables: list[tuple[int, list[list[_Tag]]]] = []
        self.cell: _Tag | None = None
        self.in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.first + self.getpos()[0] - 1
        if tag == "table":
            self.tables.append((line, []))
        if not self.tables:
            return
        rows = self.tables[-1][1]
        if tag in ("thead", "tbody"):
            self.in_head = tag == "thead"
        elif tag == "tr":
            rows.append([])
        elif tag in ("td", "th"):
            if not rows:
                rows.append([])
            said = {
                k: int(v) if v and v.isdecimal() and len(v) < 4 else 1 for k, v in attrs if k in ("colspan", "rowspan")
            }
            across, down = (min(max(said.get(k, 1), 1), MOST_SPAN) for k in ("colspan", "rowspan"))
            self.cell = _Tag(line, tag == "th" or self.in_head, across, down)
            rows[-1].append(self.cell)
        elif tag == "br" and self.cell:
            self.cell.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.words.append(data)


def _html(blocks: tuple[Block, ...], report: Report) -> Iterator[Grid]:
    first = blocks[0].lines.first
    lines = [""] * (blocks[-1].lines.last - first + 1)
    for block in blocks:
        for offset, line in enumerate(block.text.split("\n")):
            lines[block.lines.first - first + offset] = line
    reader = _Reader(first)
    reader.feed("\n".join(lines))
    reader.close()
    for at, rows in reader.tables:
        spread = _spread([row for row in rows if row])
        if len(spread) < 2:
            continue
        heads = 1
        while heads < len(spread) - 1 and all(tag.head for tag in spread[heads]):
            heads += 1
        width = max(len(row) for row in spread[:heads])
        body = []
        for row in spread[heads:]:
            if len(row) != width:
                report(
                    "warning",
                    row[0].line,
                    "ragged-row",
                    f"This row has {len(row)} cells where the heading has "
                    f"{width}; missing cells were read as empty and extra "
                    "ones ignored.",
                )
            cells = (*(_words(t) for t in row), *("",) * (width - len(row)))[:width]
            places = (*(t.line for t in row), *(row[-1].line,) * (width - len(row)))[:width]
            body.append(Row(cells, places))
        above = [(*(_words(t) for t in row), *("",) * (width - len(row))) for row in spread[:heads]]
        yield _merged(above, body, at)


def _words(tag: _Tag) -> str:
    return " ".join("".join(tag.words).split(" ")).replace("\n", " ").strip()


def _spread(rows: list[list[_Tag]]) -> list[list[_Tag]]:
    """Each cell repeated in every column and row that it spans."""
    held: dict[int, tuple[int, _Tag]] = {}
    out = []
    for row in rows:
        cells: list[_Tag] = []
        for tag in row:
            while (over := held.get(len(cells))) and over[0] > 0:
                held[len(cells)] = (over[0] - 1, over[1])
                cells.append(over[1])
            for _ in range(tag.across):
                held[len(cells)] = (tag.down - 1, tag)
                cells.append(tag)
        while (over := held.get(len(cells))) and over[0] > 0:
            held[len(cells)] = (over[0] - 1, over[1])
            cells.append(over[1])
        out.append(cells)
    return out


def broken_lines(block: Block) -> Lines | None:
    """Where a block holds rows between bars that Markdown does not take for a table."""
    match = PIPED.search(block.text)
    if not match:
        return None
    line = block.lines.first + block.text[: match.start()].count("\n")
    return Lines(line, line)
