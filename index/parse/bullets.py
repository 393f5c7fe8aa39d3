"""Pay in bullet lines -> pay rows: a part of the pay a line, or a place or level a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.guide import Component, Lines
from index.parse.blocks import Block, plain
from index.parse.cells import Cell, is_amount
from index.parse.columns import Terms, component_of, is_rung
from index.parse.parts import Item
from index.parse.shape import Line
from index.places import is_place

_MARK = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+")
_LEAD = re.compile(r"^(?P<lead>[^:]{1,80}?)(?::|\s[—–-])\s+(?P<rest>.*)$", re.S)
_PIECES = re.compile(r"[;|·•\n]|,\s+(?!\d{3}\b)|\s\+\s|\band\b(?=[^\d]{0,20}\b(?:base|bonus|stock|equity|total|sign))")


def bullets_of(block: Block, heading: str, terms: Terms) -> Iterator[Line]:
    """The pay rows of one list: lines of components make one row, a line of a place or level makes a row of its own."""
    parts: list[Cell] = []
    for item in _items(block):
        first, _, below = item.text.partition("\n")
        lead, rest = _split(plain(_MARK.sub("", first)))
        component = component_of(lead)
        if component and is_amount(rest) and not below.strip():
            parts.append(Cell(lead, rest, item.lines.first, terms, component))
        elif cells := _cells(item, rest, below, heading, terms):
            place, level = _where(lead)
            yield Line(
                "level-title" if level and not place else "standard", place, level, tuple(cells), item.lines.first
            )
    if {"base", "total"} & {c.component for c in parts}:
        yield Line("level-title", "", "", tuple(parts), parts[0].line)


def _items(block: Block) -> Iterator[Item]:
    """The items of the outermost list, each with the lines that hang below it."""
    lines = block.text.split("\n")
    marks = [(at, len(line) - len(line.lstrip())) for at, line in enumerate(lines) if _MARK.match(line)]
    if not marks:
        return
    outer = [at for at, indent in marks if indent <= marks[0][1]]
    for at, following in zip(outer, [*outer[1:], len(lines)], strict=True):
        where = Lines(block.lines.first + at, block.lines.first + following - 1)
        yield Item("\n".join(lines[at:following]), where)


def _split(text: str) -> tuple[str, str]:
    match = _LEAD.match(text)
    return (match["lead"].strip(), match["rest"].strip()) if match else (text.strip(), "")


def _where(lead: str) -> tuple[str, str]:
    """(place, level) of a line's lead: "London", "L5", "L5 (London)", "L5, London"."""
    if is_place(lead) and not is_rung(lead):
        return lead, ""
    pieces = [p for p in re.split(r"\s*[(),/]\s*", lead) if p]
    places = [p for p in pieces if is_place(p) and not is_rung(p)]
    if places and len(pieces) > 1:
        return places[0], ", ".join(p for p in pieces if p != places[0])
    return ("", lead) if is_rung(lead) else (lead, "")


def _cells(item: Item, rest: str, below: str, heading: str, terms: Terms) -> list[Cell]:
    """The figures of one line, each with the component said beside it."""
    pieces = [(p.strip(), item.lines.first) for p in _PIECES.split(rest)]
    for offset, line in enumerate(below.split("\n"), start=1):
        pieces.append((plain(_MARK.sub("", line)), item.lines.first + offset))
    told = [(text, at) for text, at in pieces if is_amount(text)]
    cells = []
    for text, at in told:
        component: Component | None = component_of(text)
        if component is None and len(told) == 1:
            component = component_of(heading)
        if component:
            cells.append(Cell(component.capitalize(), text, at, terms, component, inline=True))
    return cells if {"base", "total"} & {c.component for c in cells} else []
