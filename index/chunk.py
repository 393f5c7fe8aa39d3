"""Guide -> Chunks: what is embedded and cited, each small enough to quote."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.guide import Guide, Lines, Section

ChunkKind = Literal["pay", "premium", "lever", "strategy", "levels", "source", "dna", "prose", "playbook"]

# About 200 word pieces: what the default model was trained to read as one text.
MOST_CHARACTERS = 900

_KIND_OF_SECTION: dict[str, ChunkKind] = {
    "pay": "pay", "levels": "levels", "sources": "source", "strategy": "strategy", "dna": "dna",
    "levers": "lever", "premium": "premium", "prose": "prose",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of one guide. `text` are the file's words on `lines`; `breadcrumb` is embedded with it."""

    id: str
    guide: str
    company: str
    role: str
    kind: ChunkKind
    regions: tuple[str, ...]
    trail: tuple[str, ...]
    lines: Lines
    breadcrumb: str
    text: str

    @property
    def embedded(self) -> str:
        """The words that are turned into a vector and into keywords."""
        return f"{self.breadcrumb}\n{self.text}"


def chunk_guide(guide: Guide) -> tuple[Chunk, ...]:
    """Cut a guide along its sections; a pay table, a lever or a premium is never split."""
    file_lines = guide.text.split("\n")
    found: list[Chunk] = []
    for section in guide.sections:
        for lines, kind, name in _pieces(guide, section, file_lines):
            text = "\n".join(file_lines[lines.first - 1 : lines.last]).strip()
            if text:
                found.append(_chunk(guide, section, lines, kind, name, text))
    return tuple(found)


def _pieces(guide: Guide, section: Section, file_lines: list[str]) -> Iterator[tuple[Lines, ChunkKind, str]]:
    """(lines, kind, own name) of each chunk of a section: its whole parts, and the prose between them."""
    whole: list[tuple[Lines, ChunkKind, str]] = [
        *((lever.lines, "lever", lever.title) for lever in guide.levers),
        *((p.lines, "premium", p.name) for p in guide.premiums if p.name != p.heading),
    ]
    inside = sorted(
        (w for w in whole if section.lines.first <= w[0].first and w[0].last <= section.lines.last),
        key=lambda w: (w[0].first, -w[0].last),
    )
    kind: ChunkKind = "playbook" if guide.is_playbook else _KIND_OF_SECTION[section.kind]
    at = section.lines.first
    for lines, part_kind, name in inside:
        if lines.first < at:
            continue
        yield from ((free, kind, "") for free in _packed(file_lines, at, lines.first - 1))
        yield lines, part_kind, name
        at = lines.last + 1
    yield from ((free, kind, "") for free in _packed(file_lines, at, section.lines.last))


def _packed(file_lines: list[str], first: int, last: int) -> Iterator[Lines]:
    """Neighbouring paragraphs together, up to the size limit; a table or list stays whole."""
    start, size = 0, 0
    end = first
    for paragraph in _paragraphs(file_lines, first, last):
        length = sum(len(text) + 1 for text in file_lines[paragraph.first - 1 : paragraph.last])
        if size and size + length > MOST_CHARACTERS:
            yield Lines(start, end)
            size = 0
        if not size:
            start = paragraph.first
        size, end = size + length, paragraph.last
    if size:
        yield Lines(start, end)


def _paragraphs(file_lines: list[str], first: int, last: int) -> Iterator[Lines]:
    """Runs of lines without a blank one; headings and rules alone are passed over."""
    start = 0
    for at in range(first, last + 2):
        text = file_lines[at - 1] if at <= last else ""
        filled = bool(text.strip()) and text.strip("-*_ ") != "" and not text.startswith("#")
        if filled and not start:
            start = at
        elif not filled and start:
            yield Lines(start, at - 1)
            start = 0


def _chunk(guide: Guide, section: Section, lines: Lines, kind: ChunkKind, name: str, text: str) -> Chunk:
    regions = tuple(
        dict.fromkeys(b.region.label for b in guide.bands if b.region and lines.first <= b.line <= lines.last)
    )
    heads = [*section.trail, name] if name else list(section.trail)
    heads = [h for i, h in enumerate(heads) if h and h != guide.title and h not in heads[:i]]
    crumb = " > ".join([guide.company_name, guide.role_name, *heads])
    where = [lines.first, lines.last]
    content = [guide.slug, guide.company, guide.role, kind, regions, section.trail, where, crumb, text]
    identity = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:32]
    return Chunk(identity, guide.slug, guide.company, guide.role, kind, regions, section.trail, lines, crumb, text)
