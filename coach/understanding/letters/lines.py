"""A letter's text -> its statements: sentences, headings and table rows, in order, with amounts in one way of writing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.understanding.letters.words import MONTHS, pattern


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, heading or table row. `cells` are a row's, `places` where each stands in the line; `opens` says
    that a paragraph begins with it.

    `mail` numbers the messages of a thread, 0 for the one on top; `by` is who wrote it where a quoted message says so.
    """

    text: str
    cells: tuple[str, ...] = ()
    opens: bool = False
    places: tuple[tuple[int, int], ...] = ()
    mail: int = 0
    by: str = ""


_ITEM = "\x01"  # where the sign of a list stood
_SWAPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I | re.M), new)
    for pattern, new in (
        (r"[\u00ad\u200b\u200c\u200d\ufeff]", ""),
        (r"[\u00a0\u202f\u2007\u2009]", " "),
        (r"\r\n?|\f|\v", "\n"),
        (r"<[^<>\n]{1,40}>|\*\*|__|`", ""),
        (r"^([ \t]*)(?:[-*•▪◦‣·–●○■□✓]|\(?(?:[a-zA-Z]|\d{1,2}|[ivx]{2,3})[.)])[ \t]+(?=\S)", r"\1" + _ITEM),
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
    r"(?<!\bMr\.\s)(?<!\bMs\.\s)(?<!\bDr\.\s)(?<!\bMrs\.\s)(?<!\bSr\.\s)(?<!\bJr\.\s)(?<!\bS[tT]\.\s)(?<!\bNo\.\s)(?<!\bRs\.\s)(?<![ap]\.m\.\s)(?<!\ba\.\s)(?<!\bapprox\.\s)(?<!\bca\.\s)"
    r"(?<!\be\.g\.\s)(?<!\bi\.e\.\s)(?<!\bU\.S\.\s)(?<!\bB\.V\.\s)(?<!\bmax\.\s)(?<!\bmin\.\s)(?<!\d\.\s)(?<!\bincl\.\s)|(?<=\d\.)\s+(?=[A-ZÄÖÜ][a-zäöü]+\s(?!19|20))"
)
FULL = 55  # a line this long may go on in the next one
_TAIL = 120  # characters of it that tell whether it does; lines joined without end are not read again for each


_QUOTE = re.compile(r"^(?:\s?>)+ ?")
_LONG = re.compile(r"\S.{0,900}(?:\s|$)|\S{901,}")  # no sentence is longer; one without an end is read in pieces
_LABELLED = re.compile(r"^[^\W\d_][^:.|,]{1,40}:\s+\S")


def statements(text: str) -> list[Statement]:
    """The statements of a letter; lines that a page's width broke are one again."""
    found: list[Statement] = []
    opens, mail, by, depth = True, 0, "", 0
    for raw in _unbroken(normal(text)):
        line = raw.text
        if not line:
            opens = True
            continue
        if author := _author(line):
            by, mail, depth, opens = author, mail + 1, raw.depth + 1, True
            found.append(Statement(line, (), True, (), mail, by))
            continue
        if raw.depth > depth:
            by, mail, depth = "", mail + 1, raw.depth
        cells = tuple(c for c in (part.strip() for part in line.split("|")) if c)
        if len(cells) > 1:
            found.append(
                Statement(
                    " | ".join(cells), cells, opens, raw.places if len(raw.places) == len(cells) else (), mail, by
                )
            )
            opens = False
            continue
        for sentence in _SENTENCE.split(line.replace("|", " ").strip()):
            for part in _LONG.findall(sentence.strip()):
                found.append(Statement(part.strip(), (), opens, (), mail, by))
                opens = False
    return found


def _author(line: str) -> str:
    """Who wrote the message below, where the line says so: "On Fri, Nov 20, 2026, Roisin wrote:"."""
    said = pattern("wrote").search(line)
    if not said or len(line) > 120 or not (line.endswith(":") or line.startswith("-")):
        return ""
    names = re.findall(r"[^\W\d_][\w.'’-]+", re.sub(r"<[^>]*>|\S+@\S+", "", line[: said.start()]))
    return " ".join(names[-2:]) or "?"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    depth: int = 0
    places: tuple[tuple[int, int], ...] = ()


def normal(text: str) -> str:
    """The text with plain spaces, no list signs, and amounts as the reader of amounts knows them."""
    for written, new in _SWAPS:
        text = written.sub(new, text)
    return _DOTTED.sub(r"\1,\2", text)


def _unbroken(text: str) -> list[_Line]:
    """Lines with the ones that only the page's width broke joined; "" between paragraphs."""
    out: list[_Line] = []
    for raw in text.split("\n"):
        quote = _QUOTE.match(raw)
        depth = quote[0].count(">") if quote else 0
        body = raw[quote.end() :] if quote else raw
        item = body.lstrip().startswith(_ITEM)
        body = body.replace(_ITEM, "")
        line = re.sub(r" +", " ", _LEADER.sub(" | ", body.strip())).strip()
        if _RULE.match(line):
            if "|" not in line:
                out.append(_Line("", depth))
            continue
        before = out[-1] if out else _Line("")
        fresh = (
            item
            or bool(_LABELLED.match(line))
            or depth != before.depth
            or bool(pattern("greeting").match(before.text) and len(before.text) < FULL)
        )
        if before.text and not fresh and "|" not in before.text + line and _goes_on(before.text[-_TAIL:], line):
            out[-1] = _Line(f"{before.text} {line}", depth)
        else:
            out.append(_Line(line, depth, _places(body)))
    return out


def _places(body: str) -> tuple[tuple[int, int], ...]:
    """Where the cells of a line stand that are set apart by spaces."""
    return (
        tuple((m.start(), m.end()) for m in re.finditer(r"\S+(?: {1,2}\S+)*", body))
        if "|" not in body and "\t" not in body
        else ()
    )


def _goes_on(before: str, line: str) -> bool:
    if re.search(r"\s\d{1,2}\.$", before) and pattern(*MONTHS).match(line):
        return True  # "am 1." and "November" are one day
    if _ENDS.search(before):
        return bool(line[0].islower() and before[-1] not in ":;")
    return bool(_DANGLES.search(before) or line[0].islower() or len(before) >= FULL)
