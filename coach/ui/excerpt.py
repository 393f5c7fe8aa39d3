"""Citations -> excerpts: the guide's lines as they are read, rows of one table together under its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coach.reply import Citation
from index.guide import Guide

Cells = tuple[str, ...]
_RULE = re.compile(r"^[\s|:-]*-[\s|:-]*$")
_MARKUP = re.compile(r"\*\*|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_OPENING = re.compile(r"^\s*(?:>\s*)*(?:#{1,6}\s+|[-*+]\s+)?")
_WHOLE = 6  # a table of at most so many rows is shown whole


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of one guide: rows of a table (`head`, `cells` by line) or lines of prose (`prose` by line)."""

    citations: tuple[Citation, ...]
    head: Cells = ()
    cells: tuple[tuple[int, Cells], ...] = ()
    prose: tuple[tuple[int, str], ...] = ()


def excerpts_of(citations: Iterable[Citation], guides: Mapping[str, Guide]) -> list[Excerpt]:
    """Group citations of one table; a guide that is not at hand, or has changed since, gives the bare quote."""
    tables: dict[tuple[str, int], list[Citation]] = {}
    order: list[Citation | tuple[str, int]] = []
    for c in citations:
        if not _is_row(c.quote):
            order.append(c)
            continue
        lines = _lines_of(c, guides)
        key = (c.guide, _top(lines, c.lines[0]) if lines else -c.number)
        if key not in tables:
            order.append(key)
        tables.setdefault(key, []).append(c)
    return [_prose(item) if isinstance(item, Citation) else _table(tables[item], guides) for item in order]


def _table(citations: list[Citation], guides: Mapping[str, Guide]) -> Excerpt:
    cited = tuple(sorted(citations, key=lambda c: c.lines))
    lines = _lines_of(cited[0], guides)
    own = {n: row for c in cited for n, row in enumerate(c.quote.split("\n"), start=c.lines[0]) if not _RULE.match(row)}
    if not lines:
        return Excerpt(cited, cells=tuple((n, _cells(row)) for n, row in sorted(own.items())))
    top = _top(lines, cited[0].lines[0])
    bottom = top
    while bottom < len(lines) and _is_row(lines[bottom]):
        bottom += 1
    headed = top < len(lines) and bool(_RULE.match(lines[top]))
    body = range(top + 2 if headed else top, bottom + 1)
    shown = body if len(body) <= _WHOLE else [n for n in body if any(abs(n - m) <= 1 for m in own)]
    head = _cells(lines[top - 1]) if headed else ()
    return Excerpt(cited, head, tuple((n, _cells(lines[n - 1])) for n in shown))


def _prose(c: Citation) -> Excerpt:
    lines = [(n, _readable(words)) for n, words in enumerate(c.quote.split("\n"), start=c.lines[0])]
    return Excerpt((c,), prose=tuple((n, words) for n, words in lines if words))


def _lines_of(c: Citation, guides: Mapping[str, Guide]) -> list[str]:
    """The guide's lines where they still hold the quote, else none."""
    guide = guides.get(c.guide)
    lines = guide.text.split("\n") if guide else []
    held = "\n".join(lines[c.lines[0] - 1 : c.lines[1]])
    same = held.startswith(c.quote.removesuffix(" …")) if c.quote.endswith(" …") else held == c.quote
    return lines if same else []


def _top(lines: list[str], line: int) -> int:
    """The first line, counted from 1, of the table that holds `line`."""
    while line > 1 and _is_row(lines[line - 2]):
        line -= 1
    return line


def _is_row(text: str) -> bool:
    return text.lstrip().startswith("|")


def _cells(row: str) -> Cells:
    """The cells of a table row; a bar behind a backslash belongs to its cell."""
    inner = re.sub(r"^\s*\|", "", re.sub(r"(?<!\\)\|\s*$", "", row))
    return tuple(_readable(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", inner))


def _readable(text: str) -> str:
    """A line without the signs of Markdown, which the page shows by other means."""
    return _MARKUP.sub("", _OPENING.sub("", text)).strip()
