"""Sections -> premiums, level rows, sources, DNA tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.guide import Band, Equivalent, LevelRow, Lines, Premium, Source
from index.money import Range, money_in
from index.parse.blocks import Block, Room, plain
from index.parse.levers import STARTS, clean

_LEAD = re.compile(
    r"^\s*(?:[-*+]\s+|\d+[.)]\s+)?\*\*(?P<name>[^*]+(?:\*(?!\*)[^*]*)*?)\*\*[:.]?\s*[—–:-]*\s*(?P<rest>.*)$",
    re.S,
)
_ITEM = re.compile(r"^\s{0,3}(?:[-*+]|\d+[.)])\s+")
_INLINE_SOURCE = re.compile(r"\[Source:\s?([^\]]{1,1000})\]", re.I)
_URL = re.compile(
    r"https?://[^\s)\]>]+|(?<![\w.])\b(?:[a-z0-9-]{1,63}\.){1,8}(?:com|org|gov|io|fyi|net|edu|co\.uk)\b(?:/[^\s)\]]*)?",
    re.I,
)
_LEVEL_CODE = re.compile(r"\b(?:[A-Z]{1,4}[- ]?\d{1,2}(?:\s?[–/-]\s?[A-Z]{0,4}\d{1,2})?\+?|\d{2}(?:-\d{2})?)\b")
# The first cell of a mapping's line that tells of no level.
_REMARK = re.compile(
    r"^(?:scope|typical|yoe|years?|comp(?:ensation)? parity|experience|notes?|description|internal|band|tc)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Item:
    """A list item, or a bold-led paragraph: its raw text and lines."""

    text: str
    lines: Lines


def items_of(block: Block) -> Iterator[Item]:
    """The top-level items of a list block, each with what hangs below it."""
    start, held = block.lines.first, []  # type: int, list[str]
    for offset, line in enumerate(block.text.split("\n")):
        if _ITEM.match(line) and held:
            yield _item(held, start)
            start, held = block.lines.first + offset, []
        held.append(line)
    if held:
        yield _item(held, start)


def _item(held: list[str], start: int) -> Item:
    while len(held) > 1 and not held[-1].strip():
        held = held[:-1]
    return Item("\n".join(held), Lines(start, start + len(held) - 1))


def premiums_of(rooms: list[Room], bands: tuple[Band, ...]) -> tuple[Premium, ...]:
    """Every named point (bold lead or heading) that puts an amount or a percentage on something.

    What exceeds the guide's own highest pay is a company figure (revenue, a deal), not a premium.
    """
    most: dict[str, float] = {"%": 100.0}
    for pay in (p for b in bands for p in b.pays):
        for value in (pay.amount, pay.second):
            if value:
                most[value.unit] = max(most.get(value.unit, 0.0), value.high)

    def amounts_in(text: str) -> tuple[Range, ...]:
        hits = money_in(plain(text.replace("\n", " ")))
        return tuple(f.value for f in hits if f.value.high <= most.get(f.value.unit, 1e6))

    found = []
    for room in rooms:
        if room.kind in ("pay", "levers", "strategy"):
            continue
        for block in room.blocks:
            for item in items_of(block) if block.kind == "list" else _led(block):
                lead = _LEAD.match(item.text)
                amounts = amounts_in(item.text)
                if lead and amounts and not STARTS[1].match(item.text):
                    found.append(
                        Premium(
                            plain(lead["name"]).strip(" :"),
                            clean(item.text),
                            amounts,
                            item.lines,
                            room.heading,
                        )
                    )
        if room.kind == "premium":
            prose = [b for b in room.blocks if b.kind in ("paragraph", "quote")]
            amounts = tuple(a for b in prose for a in amounts_in(b.text))
            if amounts:
                where = Lines(prose[0].lines.first, prose[-1].lines.last)
                found.append(
                    Premium(room.heading, "\n".join(clean(b.text) for b in prose), amounts, where, room.heading)
                )
    return tuple(found)


def _led(block: Block) -> Iterator[Item]:
    if block.kind == "paragraph" and _LEAD.match(block.text):
        yield Item(block.text, block.lines)


def levels_of(rooms: list[Room]) -> tuple[LevelRow, ...]:
    """Level mappings as tables, "A = B = C" lines or bullets; a row that maps nothing is left out."""
    found: list[LevelRow] = []
    for room in rooms:
        if room.kind != "levels":
            continue
        for block in room.blocks:
            if block.kind == "table":
                found.extend(_level_table(block, room.heading))
            elif block.kind in ("paragraph", "list", "quote"):
                parts = items_of(block) if block.kind == "list" else [Item(block.text, block.lines)]
                found.extend(row for part in parts for row in _level_lines(part, room.heading))
    return tuple(found)


def _level_table(block: Block, heading: str) -> Iterator[LevelRow]:
    lines = block.text.split("\n")
    header = [plain(c) for c in lines[0].strip().strip("|").split("|")]
    for offset, line in enumerate(lines[2:], start=2):
        cells = [plain(c) for c in line.strip().strip("|").split("|")]
        if len(cells) < 2 or not cells[0]:
            continue
        pairs = tuple(
            (h, c) for h, c in zip(header[1:], cells[1:], strict=False) if c and not re.fullmatch(r"[-—–]+", c)
        )
        if pairs:
            at = block.lines.first + offset
            yield _mapped(cells[0], pairs, line.strip(), Lines(at, at), heading)


def _level_lines(item: Item, heading: str) -> Iterator[LevelRow]:
    """The rows of one line; "A = B | C = D" holds two."""
    pieces = [p for p in item.text.split(" | ") if "=" in p]
    for piece in pieces if len(pieces) > 1 and len(pieces) == item.text.count(" | ") + 1 else [item.text]:
        row = _level_line(Item(piece, item.lines), heading)
        if row:
            yield row


def _level_line(item: Item, heading: str) -> LevelRow | None:
    text = plain(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", item.text.replace("\n", " ")))
    text = re.sub(r"^level mapping\s*(?:&[^:]*)?[:—–-]+\s*", "", text, flags=re.I)
    parts = [p.strip() for p in re.split(r"\s*(?:=|≈|≅|↔|⇔|→|~=)\s*", text) if p.strip()]
    if len(parts) >= 2:
        return _mapped(parts[0], tuple(("", p) for p in parts[1:]), text, item.lines, heading)
    if _LEVEL_CODE.search(text) or re.search(r"\bequivalent|\bmaps? to\b|\bcorrespond", text, re.I):
        return _mapped("", (("", text),), text, item.lines, heading)
    return None


def _mapped(level: str, pairs: tuple[tuple[str, str], ...], text: str, lines: Lines, heading: str) -> LevelRow:
    """A row with its equivalents taken apart: the company of a column, and the pieces of a cell that tells of
    several."""
    elsewhere = tuple(
        Equivalent(label, _company_of(label), said, tuple(p.strip() for p in re.split(r"[,;]\s+", said) if p.strip()))
        for label, said in pairs
    )
    return LevelRow(level, pairs, text, lines, heading, elsewhere, bool(_REMARK.match(level)))


def _company_of(label: str) -> str:
    """The company that a column of a mapping names: "Google" of "Google Equivalent"."""
    return re.sub(r"\b(?:equivalent|level|title|internal|@|at)\b|[@()]", " ", label, flags=re.I).strip()


def sources_of(rooms: list[Room]) -> tuple[Source, ...]:
    """The evidence list, item by item, then the "[Source: …]" marks in the running text."""
    found: list[Source] = []
    held: set[str] = set()
    for room in rooms:
        for block in room.blocks:
            if room.kind == "sources" and block.kind in ("list", "paragraph", "quote"):
                for item in _source_items(block):
                    text = _source_text(item.text)
                    if text:
                        found.append(Source(text, _url(item.text), item.lines, len(found) + 1))
                        held.add(text)
            elif room.kind != "sources":
                for m in _INLINE_SOURCE.finditer(block.text):
                    at = block.lines.first + block.text[: m.start()].count("\n")
                    text = m[1].strip()
                    if text not in held:
                        held.add(text)
                        found.append(Source(text, _url(text), Lines(at, at), len(found) + 1))
    return tuple(found)


def _source_items(block: Block) -> Iterator[Item]:
    if block.kind == "list":
        yield from items_of(block)
        return
    for offset, line in enumerate(block.text.split("\n")):
        at = block.lines.first + offset
        for part in re.split(r"\s*;\s+|\s+\|\s+|\s+•\s+", line):
            if len(part.strip(" *_>")) > 3:
                yield Item(part, Lines(at, at))


def _source_text(raw: str) -> str:
    text = re.sub(r"^\s*>?\s*(?:[-+•]|\*(?!\*)|\d+[.)](?=\s))?\s*", "", raw.replace("\n", " "))
    text = re.sub(r"^\*\*(?:evidence|sources?)[^*]*\*\*:?\s*", "", text, flags=re.I)
    whole = re.fullmatch(r"\[([^\]]+)\](?:\([^)]*\))?\.?", text.strip())
    return plain(whole[1] if whole else text).strip()


def _url(text: str) -> str:
    match = _URL.search(text)
    return match[0].rstrip(".,") if match else ""


def dna_of(rooms: list[Room]) -> tuple[tuple[str, ...], str]:
    """(tags, prose): the short tags of the "Negotiation DNA" line, and its first paragraph of prose."""
    tags: tuple[str, ...] = ()
    prose = ""
    for room in rooms:
        if room.kind != "dna":
            continue
        for block in room.blocks:
            if block.kind not in ("paragraph", "quote"):
                continue
            text = (
                re.sub(r"^\s*(?:>\s*)?\*\*[^*]+?\*\*:?\s*", "", block.text, count=1)
                if "DNA" in block.text[:40]
                else block.text
            )
            ticks = re.findall(r"`([^`]+)`", text)
            bars = [plain(p) for p in text.split(" | ")]
            if not tags and len(ticks) >= 2:
                tags = tuple(ticks)
            elif not tags and len(bars) >= 2 and all(len(b) < 90 for b in bars):
                tags = tuple(bars)
            elif not prose and len(text) > 80:
                prose = plain(text.replace("\n", " "))
    return tags, prose
