"""Markdown -> blocks and sections with line numbers (CommonMark and tables, by markdown-it-py)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt

from index.guide import Lines, SectionKind

BlockKind = Literal["heading", "paragraph", "table", "list", "quote", "code", "rule"]

BOLD_LINE = re.compile(r"^\s*\*\*(?P<label>[^*]+(?:\*(?!\*)[^*]*)*)\*\*:?\s*$")
RUN_IN = re.compile(r"^\s*(?:>\s*)?\*\*(?P<label>[^*]+?):?\*\*\s*[:—–-]?\s*(?P<rest>\S.*)$")
NUMBERED = re.compile(r"^\s*(?:\d+[.)]\s|(?:global\s+)?lever\s*#?\s*\d)", re.I)
# Bold lines that label a part of a lever or a scenario, not a section of the guide.
SMALL_LABELS = re.compile(
    r"^(?:script|strategy|key data points?|example|template|why|how|when|note|tip|usage|sample|the script)\b",
    re.I,
)

KINDS: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    ("sources", re.compile(r"\bevidence\b|(?<!open )(?<!open-)\bsources?\b(?! code)|\breferences\b|\bcitations\b"
                           r"|\bbibliography\b", re.I)),
    ("levels", re.compile(r"\blevel(?:l?ing)?\s*(?:map|equival|guide|struct|band|compar|&|and)|\blevels?\b(?!.*\blever)"
                          r"|\bladder\b", re.I)),
    ("strategy", re.compile(r"\bnegotiat\w*[- ]up\b|\bstrateg(?:y|ies)\b"
                            r"|\bcounter[- ]?offer (?:plan|strategy)\b", re.I)),
    ("levers", re.compile(r"\blevers\b|\blever\s*#?\s*\d|\b(?:negotiation|counter) scripts?\b", re.I)),
    ("pay", re.compile(r"\bcomp(?:ensation)?\b|\bsalary\b|\bpay\b|\bbenchmarks?\b|\bbands?\b", re.I)),
    ("dna", re.compile(r"\bnegotiation dna\b|\brole overview\b|\boverview\b", re.I)),
    ("premium", re.compile(r"\bpremiums?\b|\blever\b", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """One top-level block. `level` is a heading's depth, 7 for a bold line that serves as one."""

    kind: BlockKind
    lines: Lines
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """A section while it is being read: its heading, the headings above it, and its blocks.

    `continued` is true for what goes on under a heading after a part of its own kind within it.
    """

    heading: str
    trail: tuple[str, ...]
    kind: SectionKind
    lines: Lines
    blocks: tuple[Block, ...]
    continued: bool = False


@cache
def _markdown() -> MarkdownIt:
    # Only block structure is needed; inline rules would cost most of the time.
    return MarkdownIt("commonmark").enable("table").disable("inline")


def split_blocks(body: str, first_line: int) -> list[Block]:
    """Cut `body`, whose first line is `first_line` of the file, into its top-level blocks."""
    lines = body.split("\n")
    kinds: dict[str, BlockKind] = {
        "heading_open": "heading", "paragraph_open": "paragraph", "table_open": "table",
        "bullet_list_open": "list", "ordered_list_open": "list", "blockquote_open": "quote",
        "fence": "code", "code_block": "code", "html_block": "paragraph", "hr": "rule",
    }  # fmt: skip
    blocks = []
    for token in _markdown().parse(body):
        if token.level or not token.map or token.type not in kinds:
            continue
        first, end = token.map
        while end > first + 1 and not lines[end - 1].strip():
            end -= 1
        level = int(token.tag[1]) if token.type == "heading_open" else 0
        where = Lines(first_line + first, first_line + end - 1)
        blocks.append(Block(kinds[token.type], where, "\n".join(lines[first:end]), level))
    return [part for block in blocks for part in _bold_heading(block)]


def _bold_heading(block: Block) -> list[Block]:
    """A paragraph that opens with a line all in bold is a heading and a paragraph."""
    if block.kind != "paragraph":
        return [block]
    first, _, rest = block.text.partition("\n")
    match = BOLD_LINE.match(first)
    if not match or NUMBERED.match(match["label"]) or SMALL_LABELS.match(match["label"]):
        return [block]
    at = block.lines.first
    heading = Block("heading", Lines(at, at), match["label"].strip().rstrip(":"), 7)
    return [heading, Block("paragraph", Lines(at + 1, block.lines.last), rest)] if rest else [heading]


def kind_of(label: str) -> SectionKind | None:
    """What a heading announces, or None where it is a title of the guide's own."""
    return next((kind for kind, pattern in KINDS if pattern.search(label)), None)


_MARKED = re.compile(r"[#>\[*_`\\]")


def plain(text: str) -> str:
    """The words of a Markdown line without its marks."""
    if not _MARKED.search(text):
        return text.strip()
    text = re.sub(r"^\s*#{1,6}\s*|(?<!\S)#+\s*$|^\s*>\s?", "", text.rstrip())
    text = re.sub(r"\[([^\[\]]{1,500})\]\([^)]{1,1000}\)", r"\1", text)
    return re.sub(r"\*\*|__|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|\\(?=[$*_])", "", text).strip()


def split_rooms(blocks: list[Block], title: str) -> list[Room]:
    """Group blocks by the heading they stand under; sources and levers keep what is nested in them."""
    rooms: list[Room] = []
    trail: list[tuple[int, str, SectionKind]] = []
    heading, kind, start, held = title, "prose", 1, []  # type: str, SectionKind, int, list[Block]
    continued = False

    def close(last: int) -> None:
        filled = any(b.kind != "rule" for b in held)
        if filled or (heading != title and not continued):
            names = tuple(h for _, h, _ in trail) or (heading,)
            rooms.append(Room(heading, names, kind, Lines(start, last), tuple(held), continued))

    for block in blocks:
        label, own, alone = plain(block.text), None, False
        if block.kind == "heading":
            own = kind_of(label)
        elif block.kind in ("paragraph", "quote") and (run_in := RUN_IN.match(block.text.split("\n")[0])):
            label, own, alone = run_in["label"].strip(), _run_in_kind(run_in["label"]), True
            if own is None:
                held.append(block)
                continue
        else:
            held.append(block)
            continue
        close(block.lines.first - 1 if held or heading != title else 0)
        if alone:
            names = (*(h for _, h, _ in trail), label)
            rooms.append(Room(label, names, own or "prose", block.lines, (block,)))
            heading = trail[-1][1] if trail else title
            kind = trail[-1][2] if trail else "prose"
            start, held, continued = block.lines.last + 1, [], True
            continue
        while trail and trail[-1][0] >= block.level:
            trail.pop()
        above = trail[-1][2] if trail else "prose"
        pseudo = block.level == 7
        if above in ("sources", "levers") and not (pseudo and own) and own not in ("sources", "strategy"):
            own = above
        heading, kind = label, own or ("prose" if above in ("pay", "levels", "dna") else above)
        trail.append((block.level, heading, kind))
        start, held, continued = block.lines.first, [], False
    close(blocks[-1].lines.last if blocks else 1)
    return rooms


def _run_in_kind(label: str) -> SectionKind | None:
    kind = kind_of(label)
    if NUMBERED.match(label) or SMALL_LABELS.match(label) or len(label) > 60:
        return None
    return kind if kind in ("levels", "strategy", "sources", "dna", "levers") else None
