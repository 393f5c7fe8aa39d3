"""A labelled message -> what the reading net is shown of it and what it is to say, and the same message varied."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.understanding.amounts import amounts_in
from coach.understanding.context import NOTHING, PLAYERS, Context, called_alike, held_as
from coach.understanding.learn.labels import Company, Figure, Labelled
from coach.understanding.reading import ACTS, COMPONENTS, NAMED, PARTS, ROLES
from coach.understanding.seen import Seen, seen
from index.names.lexicon import zipf

Floats = NDArray[np.float32]

ROLE_NAMES, COMPONENT_NAMES, PART_NAMES, ACT_NAMES = (sorted(x) for x in (ROLES, COMPONENTS, PARTS, ACTS))
NO_COMPONENT, NO_OWNER = -1, -9  # what the net is not taught
THIS, OTHER, FIRST = 0, 1, 2  # owners: the talk's employer, one that is not named, the first company of the message
_OFFERED = ("offer", "was", "up")
_SLOT = {
    "offer": "offer",
    "up": "",
    "pay": "pay",
    "wish": "wish",
    "asked": "asked",
    "floor": "floor",
    "market": "market",
}
_WORD = re.compile(r"[^\W\d_]{3,}(?: [^\W\d_]{3,})?")
_COMMON = 6.2  # of a thousand million words these many thousands, as a logarithm: "the" and "and" pass for no name
_STYLES = ("{k}", "{k}k", "${k}k", "${k}K", "{full}", "${full}", "{k},000", "USD {k}k")


@dataclass(frozen=True, slots=True)
class Target:
    """What the net is to say of one amount; `said` is 1 or 0 for role and component, -1 where nothing is taught."""

    role: int
    component: int = NO_COMPONENT
    said: tuple[float, float] = (1.0, -1.0)
    owner: int = NO_OWNER


@dataclass(frozen=True, slots=True)
class Stretch:
    """The pieces `first` to `last` (excluded) of a clause, its numbered words and notions, and (acts,) 1 for what it
    does."""

    first: int
    last: int
    acts: Floats
    words: list[int]
    notions: list[int]


@dataclass(frozen=True, slots=True)
class Example:
    """A message as the net sees it, and the truth. `starts` and `spots` (pieces,) are 1 where a clause begins or an
    unlisted name stands.

    `kinds` (companies,) tell what each shown name is, `parts` the part of those that are companies, -1 for the others.
    `missed` counts figures not found; `context` is what the talk held before.
    """

    item: Labelled
    seen: Seen
    targets: list[Target]
    parts: list[int]
    kinds: list[int]
    clauses: list[Stretch]
    starts: Floats
    spots: Floats
    missed: int
    context: Context


def example(
    item: Labelled,
    hidden: Collection[int] = (),
    context: Context = NOTHING,
    decoys: Sequence[tuple[int, int]] = (),
    *,
    told: bool = True,
) -> Example:
    """What the net is shown of one labelled message; names numbered in `hidden` are left as words, to be spotted
    where they are names.

    `decoys` are places of ordinary words that are shown as if they were names. `told` shows persons as persons,
    otherwise they look like companies.
    """
    unlisted = [(c.start, c.end) for i, c in enumerate(item.companies) if i in hidden and c.part != "no"]
    named = [c for i, c in enumerate(item.companies) if i not in hidden]
    persons = [(c.start, c.end) for c in named if c.part == "who" and told]
    named = [c for c in named if c.part != "who" or not told]
    named += [Company(start, end, "no") for start, end in decoys]
    item = replace(item, companies=tuple(sorted(named, key=lambda c: c.start)))
    companies = [(c.start, c.end) for c in item.companies]
    taken = [*unlisted, *companies, *persons]
    amounts = tuple(a for a in amounts_in(item.text) if not any(s <= a.start < e for s, e in taken))
    shown = seen(item.text, amounts, companies, context, persons)
    figures = [next((f for f in item.figures if f.start < a.end and f.end > a.start), None) for a in amounts]
    starts = np.zeros(len(shown.read.ids), dtype=np.float32)
    clauses = _clauses(item, shown)
    starts[[c.first for c in clauses]] = 1
    places = shown.read.places
    return Example(
        item,
        shown,
        [_target(f, item.text, item.companies) for f in figures],
        [PART_NAMES.index(c.part) if c.part in PARTS else -1 for c in item.companies],
        [NAMED.index(c.part) if c.part in NAMED else 0 for c in item.companies],
        clauses,
        starts,
        np.array([float(b > a and any(s <= a < e for s, e in unlisted)) for a, b in places], dtype=np.float32),
        len(item.figures) - len({f.start for f in figures if f}),
        context,
    )


def examples_in(items: Iterable[Labelled]) -> list[Example]:
    """The examples of a voice, in order: each turn of a talk with what its turns before have told."""
    out: list[Example] = []
    talk, context = "", NOTHING
    for item in items:
        if item.talk != talk or not item.talk:
            talk, context = item.talk, NOTHING
        e = example(item, context=context)
        out.append(e)
        context = _after(context, e)
    return out


def _after(context: Context, e: Example) -> Context:
    figures = list(context.figures)
    for amount, target in zip(e.seen.amounts, e.targets, strict=True):
        slot = _SLOT.get(ROLE_NAMES[target.role], "")
        if slot == "offer" and (target.owner == OTHER or (target.owner >= FIRST and _part_of(e, target) == "rival")):
            slot = "rival"
        if slot and amount.kind != "count":
            component = COMPONENT_NAMES[target.component] if target.component >= 0 else ""
            figures = [f for f in figures if not (f.slot == slot and f.component == component)]
            figures.append(held_as(amount, slot, component))
    companies = list(context.companies)
    for c in e.item.companies:
        if c.part in PLAYERS:
            name = e.item.text[c.start : c.end]
            companies = [(other, part) for other, part in companies if not called_alike(other, name)]
            companies.append((name, c.part))
    return Context(tuple(figures), context.turns + 1, companies=tuple(companies))


def _part_of(e: Example, target: Target) -> str:
    return e.item.companies[target.owner - FIRST].part


def _target(figure: Figure | None, text: str, companies: Sequence[Company]) -> Target:
    if figure is None:
        return Target(ROLE_NAMES.index("none"))
    component = COMPONENT_NAMES.index(figure.component) if figure.component and figure.component_said else NO_COMPONENT
    said = float(figure.role_said), float(figure.component_said) if figure.component else -1.0
    return Target(ROLE_NAMES.index(figure.role), component, said, _owner(figure, text, companies))


def _owner(figure: Figure, text: str, companies: Sequence[Company]) -> int:
    """Whose a figure is: a lone employer of the message also owns what nobody is said to offer."""
    if figure.role not in (*_OFFERED, "hyp", "pay"):
        return NO_OWNER
    name = figure.owner.casefold()
    main = [i for i, c in enumerate(companies) if c.part == "job"]
    if not name:
        return FIRST + main[0] if len(main) == 1 and figure.role in _OFFERED else THIS
    names = [text[c.start : c.end].casefold() for c in companies]
    return OTHER if name == "other" or name not in names else FIRST + names.index(name)


def _clauses(item: Labelled, shown: Seen) -> list[Stretch]:
    spans: list[tuple[int, int, frozenset[str]]] = []
    for clause in item.clauses:
        inside = [i for i, (a, b) in enumerate(shown.read.places) if b > a and a >= clause.start and b <= clause.end]
        if inside:
            spans.append((inside[0], inside[-1] + 1, clause.acts))
    out = []
    for number, (first, last, acts) in enumerate(spans):
        does = np.array([float(name in acts) for name in ACT_NAMES], dtype=np.float32)
        out.append(Stretch(first, last, does, *shown.clause(first, last, number, len(spans))))
    return out


def decoys_of(item: Labelled, chance: random.Random) -> list[tuple[int, int]]:
    """Perhaps an ordinary word of a message to be shown as a name, so that what is no name is learned, too."""
    taken = [(f.start, f.end) for f in item.figures] + [(c.start, c.end) for c in item.companies]
    words = [
        m.span()
        for m in _WORD.finditer(item.text)
        if zipf(m[0].casefold()) < _COMMON and not any(s < m.end() and m.start() < e for s, e in taken)
    ]
    return sorted(chance.sample(words, min(len(words), chance.choice((0, 0, 1)))))


def varied(item: Labelled, chance: random.Random) -> Labelled:
    """The message with its thousands written another way, and perhaps only a run of its clauses: what is meant
    stays."""
    first, last = 0, len(item.clauses)
    if last > 1 and chance.random() < 0.6:
        first = chance.randrange(last)
        last = chance.randrange(first + 1, last + 1)
    start, end = item.clauses[first].start, item.clauses[last - 1].end
    style = chance.choice(_STYLES) if chance.random() < 0.7 else ""
    figures = sorted((f for f in item.figures if start <= f.start < end), key=lambda f: f.start)
    text, at = "", start
    moves: list[tuple[int, int]] = []
    for f in figures:
        text += item.text[at : f.start]
        moves.append((f.start, len(text)))
        text += _rewritten(item.text[f.start : f.end], style)
        moves.append((f.end, len(text)))
        at = f.end
    text += item.text[at:end]

    def to(place: int) -> int:
        before = [m for m in moves if m[0] <= place]
        return before[-1][1] + place - before[-1][0] if before else place - start

    return Labelled(
        text,
        tuple(replace(c, start=to(c.start), end=to(c.end)) for c in item.clauses[first:last]),
        tuple(replace(f, start=to(f.start), end=to(f.end)) for f in item.figures if start <= f.start < end),
        tuple(replace(c, start=to(c.start), end=to(c.end)) for c in item.companies if start <= c.start < end),
        item.voice,
        item.talk,
        item.raising,
    )


def _rewritten(figure: str, style: str) -> str:
    found = amounts_in(figure)
    if not style or len(found) != 1:
        return figure
    a = found[0]
    if a.kind not in ("money", "bare") or a.is_range or a.period or a.currency not in ("", "USD"):
        return figure
    value = a.high if a.high >= 1000 else a.high * 1000
    if value % 1000 or not 1000 <= value < 1_000_000 or (a.kind == "bare" and a.high < 20):
        return figure
    return style.format(k=f"{value / 1000:g}", full=f"{value:.0f}" if style == "{full}" else f"{value:,.0f}")


def digest(folders: Sequence[Path], kept: Collection[str] = ()) -> str:
    """What tells one set of things learned from another: the folders' voices but those in `kept`, and the lexicon."""
    seen = hashlib.sha256((files("coach.understanding") / "lexicon.txt").read_bytes())
    for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
        if path.stem not in kept:
            seen.update(path.read_bytes())
    return seen.hexdigest()[:16]
