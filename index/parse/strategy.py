"""Strategy blocks -> sentences, and the targets they state with component and region."""

from __future__ import annotations

import re

from index.guide import Lines, Strategy, Target
from index.money import money_in
from index.parse.blocks import Room, plain
from index.parse.targets import Kind, targets_in

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("accept", re.compile(r"\baccept\b|\bwalk[- ]?away\b|\bfloor\b|\bminimum\b|\bsettle\b|\bdo not go below\b"
                          r"|\bat least\b", re.I)),
    ("counter", re.compile(r"\bwill (?:likely |probably )?(?:counter|offer|respond|come back)\b|\bcounters? at\b"
                           r"|\bexpect\b.*\bcounter", re.I)),
    ("open", re.compile(r"\bopen(?:ing)?\b|\bstart (?:at|with)\b|\banchor\b|\bi need\b|\bmy ask\b"
                        r"|\bi(?:'|’)m (?:targeting|asking|looking)\b|\bi(?:'|’)d like\b|\brequest\b|\bask for\b",
                        re.I)),
    ("target", re.compile(r"\btarget\b|\bpush\b|\baim\b|\bstretch\b|\bgoal\b|\bseek\b|\bnegotiate\b", re.I)),
)  # fmt: skip
_OTHERS = re.compile(r"\bcompeting\b|\boffers? (?:from|at)\b|\balternatives?\b|\bcompanies offer\b|\bbenchmark", re.I)
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
        found.extend(targets_in(sentence, at, kind_of_sentence(sentence)))
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
