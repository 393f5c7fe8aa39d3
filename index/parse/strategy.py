"""Strategy blocks -> sentences, and the targets they state with component and region."""

from __future__ import annotations

import re
from typing import Literal

from index.guide import Component, Lines, Strategy, Target
from index.money import Found, money_in
from index.parse.blocks import Room, plain

Kind = Literal["open", "target", "accept", "counter", "anchor"]

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("accept", re.compile(r"\baccept\b|\bwalk[- ]?away\b|\bfloor\b|\bminimum\b|\bsettle\b|\bdo not go below\b|\bat least\b", re.I)),
    ("counter", re.compile(r"\bwill (?:likely |probably )?(?:counter|offer|respond|come back)\b|\bcounters? at\b|\bexpect\b.*\bcounter", re.I)),
    ("open", re.compile(r"\bopen(?:ing)?\b|\bstart (?:at|with)\b|\banchor\b|\bi need\b|\bmy ask\b|\bi(?:'|’)m (?:targeting|asking|looking)\b|\bi(?:'|’)d like\b|\brequest\b|\bask for\b", re.I)),
    ("target", re.compile(r"\btarget\b|\bpush\b|\baim\b|\bstretch\b|\bgoal\b|\bseek\b|\bnegotiate\b", re.I)),
)  # fmt: skip
_OTHERS = re.compile(r"\bcompeting\b|\boffers? (?:from|at)\b|\balternatives?\b|\bcompanies offer\b|\bbenchmark", re.I)
_COMPONENT_AFTER: tuple[tuple[Component, re.Pattern[str]], ...] = (
    ("signing", re.compile(r"\bsign(?:ing)?[- ]?(?:on|bonus)", re.I)),
    ("total", re.compile(r"\btc\b|\bctc\b|\btotal\b|\ball[- ](?:in|cash)\b|\bpackage\b|\bfirst[- ]year\b", re.I)),
    (
        "stock",
        re.compile(r"\brsus?\b|\bstock\b|\bequity\b|\boptions?\b|\bgrant\b|\bshares\b|\bcarry\b", re.I),
    ),
    ("base", re.compile(r"\bbase\b|\bsalary\b", re.I)),
    ("bonus", re.compile(r"\bbonus\b", re.I)),
)
_ABBREVIATION = re.compile(r"(?:\b(?:vs|e\.g|i\.e|Inc|Dr|Mr|Ms|approx|St|No)\.|\b[A-Z]\.)$")


def strategies_of(rooms: list[Room]) -> tuple[Strategy, ...]:
    """Read each strategy section as a whole, with the figures it tells the candidate to use."""
    found = []
    for room in rooms:
        blocks = [b for b in room.blocks if b.kind in ("paragraph", "quote", "list", "table")]
        if room.kind != "strategy" or not blocks:
            continue
        text = "\n".join(_words(b.text) for b in blocks if b.kind != "table")
        where = Lines(min(room.lines.first, blocks[0].lines.first), blocks[-1].lines.last)
        targets = tuple(t for b in blocks if b.kind != "table" for t in _targets(_words(b.text), b.lines.first))
        found.append(Strategy(text, targets, where, room.heading))
    return tuple(found)


def sentences(text: str) -> list[str]:
    """Split prose into sentences; abbreviations and figures with points stay whole."""
    out: list[str] = []
    for part in re.split(r"(?<=[.!?])[\"”’*)]*\s+(?=[\"“‘*(]*[A-Z0-9$€£₹\[])|\n+", text):
        part = part.strip()
        if out and _ABBREVIATION.search(out[-1]) and part:
            out[-1] = f"{out[-1]} {part}"
        elif part:
            out.append(part)
    return out


def _words(text: str) -> str:
    lines = [re.sub(r"^\s*>\s?", "", line) for line in text.split("\n")]
    joined = "\n".join(plain(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line)) for line in lines if line.strip())
    return re.sub(r"^(?:negotiate[- ]up(?: strategy)?|strategy)\s*:?\s*", "", joined, flags=re.I)


def _targets(text: str, first_line: int) -> list[Target]:
    found = []
    for sentence in sentences(text):
        at = first_line + text[: max(text.find(sentence), 0)].count("\n")
        if not money_in(sentence):
            continue
        kind = kind_of_sentence(sentence)
        if kind is None:
            continue
        hits = money_in(sentence)
        for i, hit in enumerate(hits):
            component = component_near(sentence, hit, hits[i + 1].start if i + 1 < len(hits) else len(sentence))
            if component is None or hit.value.unit == "%":
                continue
            found.append(Target(kind, component, hit.value, _region_near(sentence, hits, i), sentence, at))
    return found


def kind_of_sentence(sentence: str) -> Kind | None:
    """Whether a strategy sentence opens, targets, accepts or foretells a counter; None for other talk."""
    kind = next((k for k, p in _KINDS if p.search(sentence)), None)
    if (
        kind != "accept"
        and _OTHERS.search(sentence)
        and not re.search(r"\btarget|\bpush|\bopen|\banchor", sentence, re.I)
    ):
        return None
    return kind


def component_near(sentence: str, hit: Found, end: int) -> Component | None:
    """The pay component a figure is said of: the nearest word after it, else the nearest before it."""
    after = sentence[hit.end : min(end, hit.end + 40)]
    before = sentence[max(0, hit.start - 40) : hit.start]
    close = sentence[max(0, hit.start - 16) : hit.start]
    for component, pattern in _COMPONENT_AFTER:
        if re.search(rf"(?:{pattern.pattern})(?:\s+(?:bonus|target|of|at|to))*[\s:=(]{{0,2}}$", close, re.I):
            return component
    best: tuple[int, Component] | None = None
    for component, pattern in _COMPONENT_AFTER:
        if (m := pattern.search(after)) and (best is None or m.start() < best[0]):
            best = (m.start(), component)
    if best:
        return best[1]
    last = [(m.start(), c) for c, p in _COMPONENT_AFTER for m in p.finditer(before)]
    return max(last)[1] if last else None


def _region_near(sentence: str, hits: list[Found], i: int) -> str:
    """The place a figure is said for: "(NY)" after it, or "In New York," before it."""
    end = hits[i + 1].start if i + 1 < len(hits) else len(sentence)
    after = re.match(r"[^()]{0,30}\(([A-Z][A-Za-z .]+)\)", sentence[hits[i].end : end])
    if after:
        return after[1]
    before = sentence[max(0, hits[i].start - 1000) : hits[i].start]
    m = list(re.finditer(r"\b(?:In|For|in|for|at) ((?:[A-Z][\w.]+)(?: [A-Z][\w.]+){0,2})\b", before))
    return m[-1][1] if m else ""
