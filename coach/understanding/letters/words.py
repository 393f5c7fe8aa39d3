"""A text of a letter -> the notions that its words touch, where they stand; the words themselves are data, in `words.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MONTHS = tuple("january february march april may june july august september october november december".split())
_NUMBER = re.compile(r"n(\d+)")
_UNITS = ("year", "month", "week", "day", "hour")


@dataclass(frozen=True, slots=True)
class Word:
    """A phrase of a notion, from `start` to `end`."""

    notion: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """So many years, months, weeks, days or hours."""

    start: int
    end: int
    count: float
    unit: str

    @property
    def years(self) -> float:
        """The span in years."""
        return self.count / {"year": 1, "month": 12, "week": 52, "day": 365, "hour": 8760}[self.unit]


@cache
def phrases(notion: str) -> tuple[str, ...]:
    """The phrases of one notion."""
    return _read().get(notion, ())


@cache
def _read() -> dict[str, tuple[str, ...]]:
    held: dict[str, list[str]] = {}
    notion = ""
    for line in (files("coach.understanding.letters") / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith(" "):
            notion, _, line = line.partition(":")
        held.setdefault(notion, []).extend(p.strip().casefold() for p in line.split(",") if p.strip())
    return {n: tuple(dict.fromkeys(p)) for n, p in held.items()}


@cache
def pattern(*notions: str) -> re.Pattern[str]:
    """Any phrase of the notions, the longest first, as whole words."""
    said = sorted({p for n in notions for p in phrases(n)}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(_phrase(p) for p in said)})(?!\w)", re.I)


def _phrase(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"(?:[\s-]+|\s?\()").replace("'", "['’]")


def found(text: str, *notions: str) -> bool:
    """Whether the text has a phrase of any of the notions."""
    return bool(pattern(*notions).search(text))


def words_in(text: str, *notions: str) -> list[Word]:
    """Every phrase of the notions in a text, in order; where several begin the longest counts, and of equals the first notion."""
    best: dict[int, Word] = {}
    for notion in notions:
        for m in pattern(notion).finditer(text):
            held = best.get(m.start())
            if held is None or m.end() > held.end:
                best[m.start()] = Word(notion, m.start(), m.end())
    out: list[Word] = []
    for word in sorted(best.values(), key=lambda w: (w.start, -w.end)):
        if out and word.start < out[-1].end:
            if word.end - word.start > out[-1].end - out[-1].start:
                out[-1] = word
            continue
        out.append(word)
    return out


@cache
def _numbers() -> dict[str, int]:
    return {p: int(m[1]) for n, said in _read().items() if (m := _NUMBER.fullmatch(n)) for p in said}


@cache
def _span() -> re.Pattern[str]:
    numbers = "|".join(re.escape(p).replace(r"\ ", r"[\s-]+") for p in sorted(_numbers(), key=len, reverse=True))
    units = "|".join(
        f"(?P<{u}>{'|'.join(re.escape(p) for p in sorted(phrases(u), key=len, reverse=True))})" for u in _UNITS
    )
    filler = "|".join(_phrase(p) for p in phrases("span_filler"))
    return re.compile(
        rf"(?<![\w.,])(?P<n>\d{{1,3}}(?:[.,]\d)?|(?:{numbers})(?!\w))\s*(?:\(\d+\))?[\s-]*(?:(?:{filler})[\s-]+){{0,2}}(?:{units})(?!\w)",
        re.I,
    )


def spans_in(text: str) -> Iterator[Span]:
    """Every span of time of a text: "three (3) months", "37.5 hours", "vier Jahre"."""
    for m in _span().finditer(text.replace("’", "'")):
        said = re.sub(r"[\s-]+", " ", m["n"].casefold())
        count = float(_numbers()[said]) if said in _numbers() else float(said.replace(",", "."))
        unit = next(u for u in _UNITS if m[u])
        yield Span(m.start(), m.end(), count, unit)


def number_of(word: str) -> int:
    """The number that a word or digits name, 0 for none."""
    said = word.casefold()
    return int(said) if said.isdigit() else _numbers().get(said, 0)
