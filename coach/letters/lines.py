"""A letter's text -> its statements: sentences, headings and table rows, in order, with amounts in one way of writing."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, heading or table row. `cells` are a row's; `opens` says that a paragraph begins with it."""

    text: str
    cells: tuple[str, ...] = ()
    opens: bool = False


_SWAPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I | re.M), new)
    for pattern, new in (
        (r"[\u00ad\u200b\u200c\u200d\ufeff]", ""),
        (r"[\u00a0\u202f\u2007\u2009]", " "),
        (r"\r\n?|\f|\v", "\n"),
        (r"<[^<>\n]{1,40}>|\*\*|__|`", ""),
        (r"^[ \t]*(?:[-*•▪◦‣·–●○■□✓]|\(?[a-zA-Z0-9]{1,2}[.)])[ \t]+(?=\S)", ""),
        (r"^#+\s*", ""),
        # Half of Europe writes 95.000,00; India ends with "/-"; Switzerland with ".-".
        (r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+),(\d{2})(?!\d)", r"\1"),
        (r"(?<![\d.,])(\d{1,3}(?: \d{3})+),(\d{2})(?!\d)", r"\1"),
        (r"(?<=\d)(?:/[-–—]|[.,][-–—]+)", ""),
        (r"(?<![\d.,])(\d{1,3})[’'](?=\d{3}(?!\d))", r"\1,"),
        (r"(?<![\d.,])(\d{1,3})\.(\d{3})\.(\d{3})(?![\d.,]?\d)", r"\1,\2,\3"),
        (r"\bU\.?S\.? dollars?\b|\bUnited States dollars?\b", "USD"),
        (r"\bSingapore dollars?\b|\bS(?=\$\s?\d)", "SGD "),
        (r"\bCanadian dollars?\b", "CAD"),
        (r"\bAustralian dollars?\b", "AUD"),
        (r"\b(?:pounds )?sterling\b", "GBP"),
        (r"\bSwiss francs?\b", "CHF"),
        (r"\bIndian rupees?\b|\brupees?(?=\s\d)", "INR"),
        (r"\bSGD\s+SGD\b", "SGD"),
    )
)
_DOTTED = re.compile(
    r"(?<![\d.,])(\d{1,3})\.(\d{3})(?![\d.,]?\d)(?=\s*(?:€|EUR|Euro|CHF|kr|zł|PLN|brutto|gross|R\$))", re.I
)
_RULE = re.compile(r"^[\s|:=_+-]*$")
_LEADER = re.compile(r"\s{0,40}(?:\.\s?){3,}\s*|\s{0,40}…+\s*|\s{0,40}_{3,}\s*|\t+|(?<=\S) {3,}(?=\S)")
_ENDS = re.compile(r"[.:;!?][\"”')]*$")
_DANGLES = re.compile(
    r"(?:\b(?:of|is|a|an|the|to|be|at|in|and|with|for|your|or|by|from|over|per|that|on|as|von|zu|USD|EUR|GBP|INR|SGD|CHF)|,|\$|€|£|₹)$",
    re.I,
)
_SENTENCE = re.compile(
    r"(?<=[.!?;])[\"”')]*\s+(?=[\"“(]?[A-ZÄÖÜ$€£₹\d])(?<!\bInc\.\s)(?<!\bLtd\.\s)(?<!\bPte\.\s)(?<!\bPvt\.\s)(?<!\bCorp\.\s)(?<!\bCo\.\s)"
    r"(?<!\bMr\.\s)(?<!\bMs\.\s)(?<!\bDr\.\s)(?<!\bMrs\.\s)(?<!\bSr\.\s)(?<!\bJr\.\s)(?<!\bSt\.\s)(?<!\bNo\.\s)(?<!\bRs\.\s)(?<!\ba\.\s)(?<!\bapprox\.\s)(?<!\bca\.\s)"
    r"(?<!\be\.g\.\s)(?<!\bi\.e\.\s)(?<!\bU\.S\.\s)(?<!\bB\.V\.\s)(?<!\bmax\.\s)(?<!\bmin\.\s)(?<!\d\.\s)(?<!\bincl\.\s)|(?<=\d\.)\s+(?=[A-ZÄÖÜ][a-zäöü]+\s(?!19|20))"
)
FULL = 55  # a line this long may go on in the next one
_TAIL = 120  # characters of it that tell whether it does; lines joined without end are not read again for each


def statements(text: str) -> list[Statement]:
    """The statements of a letter; lines that a page's width broke are one again."""
    found: list[Statement] = []
    opens = True
    for line in _lines(normal(text)):
        if not line:
            opens = True
            continue
        cells = tuple(c for c in (part.strip() for part in line.split("|")) if c)
        if len(cells) > 1:
            found.append(Statement(line, cells, opens))
            opens = False
            continue
        for sentence in _SENTENCE.split(line.replace("|", " ").strip()):
            if sentence.strip():
                found.append(Statement(sentence.strip(), (), opens))
                opens = False
    return found


def normal(text: str) -> str:
    """The text with plain spaces, no list signs, and amounts as the reader of amounts knows them."""
    for pattern, new in _SWAPS:
        text = pattern.sub(new, text)
    return _DOTTED.sub(r"\1,\2", text)


def _lines(text: str) -> list[str]:
    """Lines with the ones that only the page's width broke joined; "" between paragraphs."""
    out: list[str] = []
    for raw in text.split("\n"):
        line = re.sub(r" +", " ", _LEADER.sub(" | ", raw.strip())).strip()
        if _RULE.match(line):
            if "|" not in line:
                out.append("")
            continue
        before = out[-1] if out else ""
        if before and "|" not in before + line and _goes_on(before[-_TAIL:].rpartition("\n")[2], line):
            out[-1] = f"{before} {line}"
        else:
            out.append(line)
    return out


def _goes_on(before: str, line: str) -> bool:
    if _ENDS.search(before):
        return bool(line[0].islower() and before[-1] not in ":;")
    return bool(_DANGLES.search(before) or line[0].islower() or len(before) >= FULL)
