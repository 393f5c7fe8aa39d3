"""A span of a message -> numbered features: how it is spelt, and what stands around it. Its own letters are never among
them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.linear.features import Features, hashed, number_of
from index.names.lexicon import is_foreign, zipf
from index.names.words import Word

LENGTHS = (1.0, 1.0, 1.0)
FAR = 2  # the part of the features that tells of the message's other words
_MARKS = re.compile(r"['’]s\b|\.{2,}|[,;:.?!()/&+=\"“”\[\]—–-]|->|→|\n|•")
_NUMBER = re.compile(r"\d")
SIDE = 4
NOBODY = "brimzoda"  # a name of no company and a word of no language
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve hundred thousand".split())


@dataclass(frozen=True, slots=True)
class Span:
    """Words `first` up to `last` read as a name: `kind` is the form of name, `respaced` that the gaps differ from the
    name's own."""

    first: int
    last: int
    kind: str
    respaced: bool = False
    slip: bool = False
    also: tuple[str, ...] = ()  # what else the same words may be: a role, a place, a word of pay


@dataclass(frozen=True)
class Sentence:
    """A message as the features see it. `masks` are spans that are surely a name: (from, to, what they stand for)."""

    text: str
    words: tuple[Word, ...]
    masks: tuple[tuple[int, int, str], ...] = ()

    @cached_property
    def gaps(self) -> tuple[tuple[str, ...], ...]:
        """The marks before each word, and after the last."""
        ends = [0, *(w.end for w in self.words)]
        starts = [*(w.start for w in self.words), len(self.text)]
        return tuple(
            tuple("'s" if m[-1] == "s" else m[:1] for m in _MARKS.findall(self.text[end:start]))[:3]
            for end, start in zip(ends, starts, strict=True)
        )

    @cached_property
    def style(self) -> str:
        """How the person writes: "U" in capitals, "l" in small letters, "m" as books do."""
        letters = [w.written for w in self.words if len(w.written) > 1 and w.written.isalpha()]
        if not letters:
            return "m"
        if sum(w.isupper() for w in letters) > 0.7 * len(letters):
            return "U"
        starts = [i for i in range(len(self.words)) if self.opens(i)]
        small = all(self.words[i].written[:1].islower() or self.words[i].written[:1].isdigit() for i in starts)
        titles = sum(w.written[:1].isupper() and not self.opens(i) for i, w in enumerate(self.words))
        if titles > 0.6 * len(self.words) and len(self.words) > 3:
            return "T"
        return "l" if small else "m"

    def opens(self, i: int) -> bool:
        """Whether a word begins a sentence."""
        return i == 0 or bool(set(self.gaps[i]) & set(".?!\n:•"))

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """What each word stands for: itself, or the kind of number it is."""
        return tuple(_symbol(w) for w in self.words)

    def before(self, first: int, last: int) -> list[str]:
        """The symbols before a span, nearest first."""
        out: list[str] = []
        at = first
        while len(out) < SIDE and at > 0:
            out.extend(reversed(self.gaps[at]))
            mask = next((m for m in self.masks if m[1] == at and (m[1] <= first or m[0] >= last)), None)
            out.append(mask[2] if mask else self.symbols[at - 1])
            at = mask[0] if mask else at - 1
        if at == 0:
            out.extend([*reversed(self.gaps[0]), "<s>"])
        return out[:SIDE]

    def after(self, first: int, last: int) -> list[str]:
        """The symbols after a span, nearest first."""
        out: list[str] = []
        at = last
        while len(out) < SIDE and at < len(self.words):
            out.extend(self.gaps[at])
            mask = next((m for m in self.masks if m[0] == at and (m[1] <= first or m[0] >= last)), None)
            out.append(mask[2] if mask else self.symbols[at])
            at = mask[1] if mask else at + 1
        if at == len(self.words):
            out.extend([*self.gaps[-1], "</s>"])
        return out[:SIDE]

    def others(self, first: int, last: int) -> list[str]:
        """Everything outside a span, in order."""
        symbols, at = self._flow
        if not any(m[0] < last and first < m[1] for m in self.masks):  # all that is masked stands outside it
            return symbols[: at[first]] + symbols[at[last] :]
        symbols, at = _flow([m for m in self.masks if m[1] <= first or m[0] >= last], self.symbols)
        return symbols[: at[first]] + symbols[at[last] :]

    @cached_property
    def _flow(self) -> tuple[list[str], list[int]]:
        return _flow(self.masks, self.symbols)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each symbol as a word somewhere in the message; worked out once for all spans."""
        return {s: number_of(f"has={s}", FAR) for s in {*self.symbols, *(m[2] for m in self.masks)}}

    def around(self, span: Span) -> tuple[list[str], list[str], list[str]]:
        """The symbols before a span and after it, nearest first, and everything outside it; worked out once."""
        key = (span.first, span.last)
        if key not in self._around:
            self._around[key] = (self.before(*key), self.after(*key), self.others(*key))
        return self._around[key]

    def named_otherwise(self, span: Span) -> tuple[Sentence, Span]:
        """The message with a name that nobody knows in place of a span, written as it is: what then speaks for a name
        is what stands around it."""
        first, last = self.words[span.first], self.words[span.last - 1]
        dress = str.upper if first.written.isupper() else str.capitalize if first.written[:1].isupper() else str
        name = Word(dress(NOBODY), NOBODY, first.start, last.end)
        shorter = span.last - span.first - 1
        words = (*self.words[: span.first], name, *self.words[span.last :])
        masks = tuple(
            (a - shorter, b - shorter, what) if a >= span.last else (a, b, what)
            for a, b, what in self.masks
            if b <= span.first or a >= span.last
        )
        return Sentence(self.text, words, masks), Span(span.first, span.first + 1, "name")

    @cached_property
    def _around(self) -> dict[tuple[int, int], tuple[list[str], list[str], list[str]]]:
        return {}


def _flow(masks: Sequence[tuple[int, int, str]], symbols: Sequence[str]) -> tuple[list[str], list[int]]:
    """(the symbols with what is masked as one, where in them each word stands, and at the last place their number)."""
    begins = {m[0]: m for m in masks}
    out: list[str] = []
    at: list[int] = []
    while len(at) < len(symbols):
        mask = begins.get(len(at))
        at.extend([len(out)] * (mask[1] - mask[0] if mask else 1))
        out.append(mask[2] if mask else symbols[len(at) - 1])
    return out, [*at, len(out)]


def _symbol(word: Word) -> str:
    if _NUMBER.search(word.written):
        return "<year>" if re.fullmatch(r"20[12]\d", word.written) else "<number>"
    return word.read


def features_of(sentence: Sentence, span: Span) -> Features:
    """Return {feature: weight}: the span's looks, its neighbours by place, and the message's other words."""
    before, after, rest = sentence.around(span)
    found = hashed((_looks(sentence, span), _near(sentence, span, before, after), _far(sentence, span, rest)))
    found.update(dict.fromkeys(map(sentence.numbers.__getitem__, set(rest)), 1.0))
    return found


def _looks(sentence: Sentence, span: Span) -> Iterator[str]:
    words = sentence.words[span.first : span.last]
    values = [zipf(w.read) for w in words]
    rare = min(values)
    size = min(len(words), 3)
    kind = span.kind
    ordinary = f"{min(int(rare * 2), 13)}"
    coarse = _coarse(rare)
    case = f"{sentence.style}{_case(words)}{'^' if sentence.opens(span.first) else ''}"
    yield "bias"
    yield f"kind={kind}"
    yield f"ordinary={ordinary}"
    yield f"kind={kind} ordinary={ordinary} size={size}"
    yield f"kind={kind} size={size}"
    yield f"case={case}"
    yield f"case={case} kind={kind}"
    yield f"case={case} ordinary={coarse}"
    yield f"case={case} ordinary={coarse} size={size} kind={kind}"
    if len(words) > 1:
        yield f"all ordinary={_coarse(max(values))} {coarse} kind={kind}"
    letters = sum(len(w.written) for w in words)
    yield f"letters={min(letters, 6)} kind={kind}"
    yield f"letters={min(letters, 9)} ordinary={coarse} kind={kind}"
    if span.respaced:
        yield f"respaced {coarse}"
        yield f"respaced kind={kind}"
        yield f"respaced small={min(3, min(len(w.read) for w in words))}"
    if span.slip:
        yield "slip"
        yield f"slip kind={kind} letters={min(letters, 9)}"
    for what in span.also:
        yield f"also={what}"
        yield f"also={what} kind={kind} size={size}"
        yield f"also={what} case={case}"
    for word in words[:1]:
        if word.read in DAYS:
            yield "day"
        if word.read in NUMBERS:
            yield "number"
        if is_foreign(word.read):
            yield "foreign"
        if any(c.isdigit() for c in word.written):
            yield f"digits kind={kind}"


def _near(sentence: Sentence, span: Span, before: list[str], after: list[str]) -> Iterator[str]:
    coarse = _coarse(min(zipf(w.read) for w in sentence.words[span.first : span.last]))
    one, two = (before[0] if before else "<s>"), " ".join(before[:2])
    next_one, next_two = (after[0] if after else "</s>"), " ".join(after[:2])
    for i, symbol in enumerate(before):
        yield f"-{i + 1}={symbol}"
    for i, symbol in enumerate(after):
        yield f"+{i + 1}={symbol}"
    yield f"-12={two}"
    yield f"+12={next_two}"
    yield f"-1+1={one} {next_one}"
    yield f"-123={' '.join(before[:3])}"
    yield f"+123={' '.join(after[:3])}"
    yield f"-12+1={two} {next_one}"
    yield f"-1+12={one} {next_two}"
    yield f"-1={one} {coarse}"
    yield f"+1={next_one} {coarse}"
    yield f"-={' '.join(sorted(before[:3]))}"


def _far(sentence: Sentence, span: Span, rest: list[str]) -> Iterator[str]:
    companies = rest.count("<company>")
    yield f"companies={min(companies, 2)} kind={span.kind}"
    yield f"companies={min(companies, 2)} {_coarse(min(zipf(w.read) for w in sentence.words[span.first : span.last]))}"
    yield f"size={min(len(rest), 12)}"
    for what in ("<role>", "<place>", "<level>"):
        yield f"{what}={what in rest}"
    yield f"role={'<role>' in rest} company={companies > 0}"


def _coarse(value: float) -> str:
    return (
        "none"
        if value == 0
        else "rare"
        if value < 3.6
        else "some"
        if value < 4.6
        else "common"
        if value < 5.5
        else "very"
    )


def _case(words: tuple[Word, ...]) -> str:
    written = [w.written for w in words]
    if all(w.isupper() for w in written):
        return "A" if any(len(w) > 1 for w in written) else "a"
    if all(w[:1].isupper() or w[:1].isdigit() for w in written):
        return "C" if all(w[1:].islower() or len(w) == 1 for w in written) else "X"
    return "s" if not any(c.isupper() for w in written for c in w) else "x"
