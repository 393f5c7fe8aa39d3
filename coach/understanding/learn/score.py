"""What a net says of labelled messages -> F1 of each of its heads by voice, a table of them, and every miss in
words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from coach.understanding.learn.examples import (
    ACT_NAMES,
    COMPONENT_NAMES,
    NO_COMPONENT,
    NO_OWNER,
    PART_NAMES,
    ROLE_NAMES,
    Example,
    Floats,
    example,
)
from coach.understanding.net import NO_PURPOSE, ReadingNet
from coach.understanding.reading import PURPOSES, WANTS_WORDS

Pair = tuple[frozenset[int], frozenset[int]]  # (what was said, what is right)
HEADS = (
    "role",
    "component",
    "role_said",
    "component_said",
    "owner",
    "part",
    "kind",
    "acts",
    "clause acts",
    "purpose",
    "starts",
    "spots",
    "raising",
)
_NAMED = frozenset(
    ("role", "component", "part", "acts", "clause acts", "purpose")
)  # heads whose labels mean the same in every message
_NONE = ROLE_NAMES.index("none")
_PURPOSE = np.array([a in PURPOSES for a in ACT_NAMES])
_WANTS = {ACT_NAMES.index(a) for a in WANTS_WORDS}


@dataclass(frozen=True, slots=True)
class Heads:
    """Log-odds of every head for one message: a row an amount, a company, a clause; `starts` and `spots` a piece."""

    roles: Floats
    components: Floats
    said: Floats
    owners: Floats
    parts: Floats
    kinds: Floats
    acts: Floats
    starts: Floats
    spots: Floats
    raising: Floats


@dataclass(repr=False)
class Tally:
    """The (said, right) pairs of each head, and what was missed, in words."""

    pairs: dict[str, list[Pair]] = field(default_factory=lambda: {head: [] for head in HEADS})
    misses: list[str] = field(default_factory=list)

    def add(self, head: str, said: Iterable[int], right: Iterable[int]) -> bool:
        """Count one answer; whether it was right."""
        pair = frozenset(map(int, said)), frozenset(map(int, right))
        self.pairs[head].append(pair)
        return pair[0] == pair[1]


def said_by(net: ReadingNet) -> Callable[[Example], Heads]:
    """A net as it ships -> what the coach takes from it for an example, its clauses being where the labels have
    them."""

    def heads(e: Example) -> Heads:
        s = net.scores(e.seen)
        acts = np.zeros((0, len(ACT_NAMES)), dtype=np.float32)
        if e.clauses:
            spans = [(c.first, c.last) for c in e.clauses]
            acts = net.acts(
                s.vectors, e.seen.stage, spans, [c.words for c in e.clauses], [c.notions for c in e.clauses]
            )
        return Heads(
            _coupled(net, e, s.roles, acts),
            s.components,
            s.said,
            s.owners,
            s.parts,
            s.kinds,
            acts,
            s.starts,
            s.spots,
            s.raising,
        )

    return heads


def _coupled(net: ReadingNet, e: Example, roles: Floats, acts: Floats) -> Floats:
    """The roles weighed by what their clauses do, written money being some money, as a message is read."""
    out = roles.copy()
    spans = [(e.seen.read.places[c.first][0], e.seen.read.places[c.last - 1][1]) for c in e.clauses]
    for i, amount in enumerate(e.seen.amounts):
        clause = next((n for n, (start, end) in enumerate(spans) if start <= amount.start < end), 0)
        if spans:
            out[i] = net.coupled(roles[i], acts[clause])
        if amount.kind == "money":
            out[i, _NONE] = -np.inf
    return out


def tally(heads_of: Callable[[Example], Heads], examples: Iterable[Example]) -> Tally:
    """Compare what a net says of each example with its labels; companies are spotted with all of them unlisted."""
    out = Tally()
    for e in examples:
        heads = heads_of(e)
        _amounts(out, e, heads)
        _parts(out, e, heads)
        _acts(out, e, heads)
        # The first piece of a message always begins a clause.
        begun = np.flatnonzero((heads.starts > 0) & (np.arange(len(e.starts)) > 1))
        if e.item.companies:
            hidden = example(e.item, range(len(e.item.companies)), e.context)
            out.add("spots", np.flatnonzero(heads_of(hidden).spots > 0), np.flatnonzero(hidden.spots))
        out.add("starts", begun, {*np.flatnonzero(e.starts)} - {1})
        if e.item.raising is not None:
            out.add("raising", np.flatnonzero(heads.raising > 0), {0} if e.item.raising else ())
    return out


def _amounts(out: Tally, e: Example, heads: Heads) -> None:
    for i, (amount, right) in enumerate(zip(e.seen.amounts, e.targets, strict=True)):
        figure = f"{e.item.text[amount.start : amount.end]} | {e.item.text[:150]}"
        role = int(heads.roles[i].argmax())
        if not out.add("role", {role} - {_NONE}, {right.role} - {_NONE}):
            out.misses.append(f"ROLE {ROLE_NAMES[role]} not {ROLE_NAMES[right.role]}: {figure}")
        if right.component != NO_COMPONENT:
            component = int(heads.components[i].argmax())
            if not out.add("component", {component}, {right.component}):
                out.misses.append(f"COMP {COMPONENT_NAMES[component]} not {COMPONENT_NAMES[right.component]}: {figure}")
        for head, odds, said in zip(("role_said", "component_said"), heads.said[i], right.said, strict=True):
            if said >= 0:
                out.add(head, {odds > 0}, {int(said)})
        if right.owner != NO_OWNER:
            owner = int(heads.owners[i].argmax())
            if not out.add("owner", {owner}, {right.owner}):
                out.misses.append(f"OWNER {owner} not {right.owner}: {figure}")
    for _ in range(e.missed if e.seen.amounts else 0):
        out.add("role", (), {1})


def _parts(out: Tally, e: Example, heads: Heads) -> None:
    for company, odds, kinds, right in zip(e.item.companies, heads.parts, heads.kinds, e.parts, strict=True):
        out.add("kind", {int(kinds.argmax())}, {0})
        part = int(odds.argmax())
        if not out.add("part", {part}, {right}):
            name = e.item.text[company.start : company.end]
            out.misses.append(f"PART {PART_NAMES[part]} not {PART_NAMES[right]}: {name} | {e.item.text[:150]}")


def _acts(out: Tally, e: Example, heads: Heads) -> None:
    """Acts of each clause, the likeliest where none is likely, and of the message as a whole."""
    told: set[int] = set()
    wanted: set[int] = set()
    for clause, odds in zip(e.clauses, heads.acts, strict=True):
        does = np.where(_PURPOSE, -np.inf, odds)
        said = {*np.flatnonzero(does > 0).tolist()} or {int(does.argmax())}
        right = {*np.flatnonzero(clause.acts * ~_PURPOSE).tolist()}
        purposes = {*np.flatnonzero(clause.acts * _PURPOSE).tolist()}
        if right & _WANTS:
            likeliest = int(np.where(_PURPOSE, odds, -np.inf).argmax())
            out.add("purpose", {likeliest} if odds[likeliest] > NO_PURPOSE else (), purposes)
        told |= said
        wanted |= right
        if not out.add("clause acts", said, right):
            words = e.item.text[e.seen.read.places[clause.first][0] : e.seen.read.places[clause.last - 1][1]]
            named = [[ACT_NAMES[k] for k in sorted(acts)] for acts in (said, right)]
            out.misses.append(f"ACTS {named[0]} not {named[1]}: {words[:120]}")
    if e.clauses:
        out.add("acts", told, wanted)


def f1(pairs: Sequence[Pair]) -> float:
    """Micro F1, 0 to 1: all labels counted alike, wherever they stand."""
    hits = sum(len(said & right) for said, right in pairs)
    return 2 * hits / max(1, sum(len(said) + len(right) for said, right in pairs))


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The mean over labels of each label's F1, 0 to 1: rare ones count as much as common ones."""
    hits, many = Counter[int](), Counter[int]()
    for said, right in pairs:
        hits.update(said & right)
        many.update(said)
        many.update(right)
    return sum(2 * hits[label] / n for label, n in many.items()) / max(1, len(many))


def table(tallies: Mapping[str, Tally]) -> str:
    """F1 of each head: a column a voice, then all of them together, and the mean over labels where those have names."""
    lines = [f"{'':16}" + "".join(f"{name:>8}" for name in (*tallies, "all", "macro"))]
    for head in HEADS:
        every = [pair for t in tallies.values() for pair in t.pairs[head]]
        scores = [*(f1(t.pairs[head]) for t in tallies.values()), f1(every)]
        scores += [macro_f1(every)] if head in _NAMED else []
        lines.append(f"{head:16}" + "".join(f"{score:8.3f}" for score in scores))
    return "\n".join(lines)
