"""Marked messages -> the nets that read terms beside pay: `python -m coach.understanding.learn.terms.train [--on FILE]
[--save]`.

A message of told.txt, or of a talk in talks_*.txt, has `<side kind:marks>` around each term; frames.txt has gaps, `<side:*>` for a thing and
`<side:**>` for something one does, that phrases.txt fills at random; alike.txt has messages with words that look like
terms, from which is learned what is none. See coach/understanding/terms.py for the sides and kinds.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coach.understanding.learn.labels import LabelError, labelled
from coach.understanding.read import read_pay
from coach.understanding.reading import KINDS, SIDES, TermMention
from coach.understanding.terms import (
    Shown,
    kind_row,
    marked_by,
    real_row,
    shown,
    side_row,
    stretches,
    tag_shares,
    whole,
)
from index.names import learn_names
from index.names.lexicon import zipf

FOLDER = Path(__file__).parent
VOICES = Path(__file__).parents[1] / "voices"
OUT = Path(__file__).parents[2] / "learned" / "terms.npz"
_MARK = re.compile(r"<(?P<side>[a-z]+)(?: (?P<kind>[a-z]+))?:(?P<words>[^<>]*)>")
_FILLED, _SEED = 5, 1
_EPOCHS, _SIZE = 14, 128
_HIDDEN = {"tag": 128, "side": 96, "kind": 64, "real": 64}
_TIMES, _TIMES_ALIKE = 2, 3
_DROPPED = 0.35
_COMMON = 5.6  # of a thousand million words these many, as a logarithm: rarer ones tell of what is spoken
_TERMS = frozenset("relo pension holiday hours severance".split())
_PLAIN = 1300  # messages without a term that are learned from
_MONEY = ("52k", "64,000", "$71k", "38", "4,100 a month", "£43k", "27.50 an hour", "95", "61.5k", "180k base")


@dataclass(frozen=True, slots=True)
class Marked:
    """One message, and the terms somebody marked in it."""

    text: str
    terms: tuple[TermMention, ...]


def marked(line: str, where: str = "") -> Marked:
    """A line with marks as a message; LabelError names what it does not know."""
    text, terms, at = "", [], 0
    for m in _MARK.finditer(line):
        side = next((x for x in SIDES if x == m["side"]), None)
        kind = next((x for x in KINDS if x == m["kind"]), None)
        if side is None or kind is None:
            raise LabelError(f"{where}: unknown side or kind in {m[0]!r}")
        text += line[at : m.start()]
        terms.append(TermMention(len(text), len(text) + len(m["words"]), m["words"], kind, side))
        text += m["words"]
        at = m.end()
    return Marked(text + line[at:], tuple(terms))


def read_told(path: Path) -> list[Marked]:
    """The marked messages of a file."""
    return [marked(line, f"{path}:{n}") for n, line in _lines(path)]


def _lines(path: Path) -> list[tuple[int, str]]:
    held = path.read_text(encoding="utf-8").splitlines()
    return [(n, line) for n, line in enumerate(held, 1) if line.strip() and not line.startswith("#")]


def read_phrases(path: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(things, deeds), each (kind, words)."""
    things: list[tuple[str, str]] = []
    deeds: list[tuple[str, str]] = []
    for _, line in _lines(path):
        head, _, said = line.partition(" | ")
        kind, _, do = head.partition(" ")
        (deeds if do else things).extend((kind, words.strip()) for words in said.split(";"))
    return things, deeds


def filled(folder: Path, seed: int = _SEED) -> list[Marked]:
    """The frames with their gaps filled at random, each some times."""
    chooser = random.Random(seed)  # noqa: S311 - no secret
    things, deeds = read_phrases(folder / "phrases.txt")
    by_kind: dict[str, list[str]] = {}
    for kind, words in things:
        by_kind.setdefault(kind, []).append(words)
    out = []
    for n, line in _lines(folder / "frames.txt"):
        for _ in range(_FILLED):

            def fill(m: re.Match[str]) -> str:
                if m[0] == "{m}":
                    return chooser.choice(_MONEY)
                if m["gap"] == "**":
                    kind, words = chooser.choice(deeds)
                    return f"<{m['side']} {kind}:{words}>"
                kind = chooser.choice([*by_kind])
                return f"<{m['side']} {kind}:{chooser.choice(by_kind[kind])}>"

            made = re.sub(r"\{m\}|<(?P<side>[a-z]+):(?P<gap>\*\*?)>", fill, line)
            made = (
                made
                if chooser.random() < 0.6
                else made[:1].upper() + made[1:]
                if chooser.random() < 0.5
                else made.lower()
            )
            made = f"{made}." if made[-1].isalnum() and chooser.random() < 0.3 else made
            out.append(marked(made, f"frames:{n}"))
    return out


def plain(folder: Path, voices: Path = VOICES) -> list[Marked]:
    """Messages of the reading's voices that name no term: none of their words is one of the phrases' own."""
    things, deeds = read_phrases(folder / "phrases.txt")
    words = {
        w
        for _, said in (*things, *deeds)
        for w in re.findall(r"[a-z]+", said.casefold())
        if len(w) > 2 and zipf(w) < _COMMON
    }
    out = []
    for path in sorted(voices.glob("*.txt")):
        for _, line in _lines(path):
            if not line.startswith("m | "):
                continue
            m = labelled(line.removeprefix("m | "))
            named = words & set(re.findall(r"[a-z]+", m.text.casefold()))
            if not named and not any(f.component in _TERMS for f in m.figures):
                out.append(Marked(m.text, ()))
    return out


def digest(folder: Path = FOLDER) -> str:
    """What the nets were learned from, as a number that any change changes."""
    held = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        held.update(path.read_bytes())
    return held.hexdigest()[:16]


def _shown(items: Sequence[Marked]) -> list[Shown]:
    names = learn_names((), frozenset())
    read = (read_pay(i.text, names) for i in items)
    return [shown(i.text, reading.clauses, heard) for i, (reading, heard) in zip(items, read, strict=True)]


def _pieces(term: TermMention, seen: Shown) -> tuple[int, int] | None:
    inside = [i for i, (a, b) in enumerate(seen.places) if a < term.end and term.start < b]
    return (inside[0], inside[-1] + 1) if inside else None


def _rows(items: Sequence[Marked], seen: Sequence[Shown], seed: int) -> dict[str, tuple[Any, Any]]:
    """For each net what it is shown and what it is to say."""
    chooser = random.Random(seed)  # noqa: S311 - no secret
    tags: list[np.ndarray] = []
    sides: list[tuple[np.ndarray, int]] = []
    kinds: list[tuple[np.ndarray, int]] = []
    for item, s in zip(items, seen, strict=True):
        told = np.zeros(len(s.places), dtype=np.int64)
        before = ""
        for term in item.terms:
            at = _pieces(term, s)
            if at is None:
                continue
            told[at[0] : at[1]] = 2
            told[at[0]] = 1
            sides.append((side_row(item.text, s, at, before if chooser.random() < 0.7 else ""), SIDES.index(term.side)))
            kinds.append((kind_row(term.words, s, at), KINDS.index(term.kind)))
            before = term.side
        tags.append(told)
        for _ in range(2):  # words that are no term
            first = chooser.randrange(len(told)) if len(told) else 0
            last = min(first + chooser.randint(1, 4), len(told))
            if last > first and not told[first:last].any():
                words = item.text[s.places[first][0] : s.places[last - 1][1]]
                kinds.append((kind_row(words, s, (first, last)), len(KINDS)))
    return {
        "tag": (np.concatenate([s.rows for s in seen]), np.concatenate(tags)),
        "side": (np.stack([r for r, _ in sides]), np.array([y for _, y in sides])),
        "kind": (np.stack([r for r, _ in kinds]), np.array([y for _, y in kinds])),
    }


def fit(items: Sequence[Marked], alike: Sequence[Marked], seed: int = _SEED) -> dict[str, np.ndarray]:
    """The weights of the nets; the same messages give the same weights. Kinds, sides and words are learned from
    `items`, what is a term at all from `alike` as well."""
    rows = _rows(items, _shown(items), seed)
    out: dict[str, np.ndarray] = {}
    for head, (x, y) in rows.items():
        out |= _learned(head, x, y, {"tag": 3, "side": len(SIDES), "kind": len(KINDS) + 1}[head], seed)
    return out | real_or_not(list(dict.fromkeys(items)), alike, out, seed)


def real_or_not(
    items: Sequence[Marked], alike: Sequence[Marked], held: dict[str, np.ndarray], seed: int = _SEED
) -> dict[str, np.ndarray]:
    """The weights of the net that tells a term of a talk from words that only look like one.

    It is shown what a tagger takes for a term in messages that this tagger has not learned from: each half of `items`
    by one that learned from the other, `alike` by the one that ships; and every term that somebody marked."""
    chooser = random.Random(seed)  # noqa: S311 - no secret
    mixed = [*items]
    chooser.shuffle(mixed)
    halves = mixed[::2], mixed[1::2]
    rows: list[np.ndarray] = []
    truth: list[int] = []
    for half, other in (halves, halves[::-1]):
        x, y = _rows(other, _shown(other), seed)["tag"]
        _add_found(half, _learned("tag", x, y, 3, seed), rows, truth)
    for _ in range(_TIMES_ALIKE):
        _add_found(alike, held, rows, truth)
    return _learned("real", np.stack(rows), np.array(truth), 2, seed)


def _add_found(items: Sequence[Marked], held: dict[str, np.ndarray], rows: list[np.ndarray], truth: list[int]) -> None:
    """Add what a tagger finds in messages, and what is marked in them: 1 for a term that tells something of the
    talk."""
    for item, s in zip(items, _shown(items), strict=True):
        told = {at: term.side != "none" for term in item.terms if (at := _pieces(term, s))}
        found = stretches(tag_shares(held, s), item.text, s.places) if s.places else []
        for at in {*told, *found}:
            near = [real for (first, last), real in told.items() if first < at[1] and at[0] < last]
            span = whole(item.text, s.places[at[0]][0], s.places[at[1] - 1][1])
            rows.append(real_row(item.text, s, at, span))
            truth.append(int(any(near)))


def _learned(head: str, rows: np.ndarray, truth: np.ndarray, classes: int, seed: int) -> dict[str, np.ndarray]:
    """The weights of one net."""
    import torch
    from torch import nn

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    x, y = torch.tensor(rows), torch.tensor(truth)
    net: Any = nn.Sequential(
        nn.Dropout(_DROPPED), nn.Linear(x.shape[1], _HIDDEN[head]), nn.ReLU(),
        nn.Dropout(_DROPPED), nn.Linear(_HIDDEN[head], classes),
    )  # fmt: skip
    steps = torch.optim.AdamW(net.parameters(), lr=1.5e-3, weight_decay=0.02)
    for _ in range(_EPOCHS if head in ("tag", "real") else 2 * _EPOCHS):
        net.train()
        for batch in torch.split(torch.randperm(len(x)), _SIZE):
            steps.zero_grad()
            torch.autograd.backward(nn.functional.cross_entropy(net(x[batch]), y[batch]))
            steps.step()
    return {
        f"{head}.{name}.{part}": getattr(layer, part).detach().numpy()
        for name, layer in (("first", net[1]), ("second", net[4])) for part in ("weight", "bias")
    }  # fmt: skip


def score(items: Sequence[Marked], held: dict[str, np.ndarray]) -> dict[str, float]:
    """F1 of terms found at all ("found"), with the same words ("words"), with their side ("side", "none" left out), and
    the share of the found whose kind is right ("kind")."""
    n: Counter[str] = Counter()
    for i, s in zip(items, _shown(items), strict=True):
        got, want = marked_by(held, i.text, s), i.terms
        pairs = [(g, w) for w in want for g in got if g.start < w.end and w.start < g.end]
        n["got"], n["want"], n["pairs"] = n["got"] + len(got), n["want"] + len(want), n["pairs"] + len(pairs)
        n["words"] += sum((g.start, g.end) == whole(i.text, w.start, w.end) for g, w in pairs)
        n["kind"] += sum(g.kind == w.kind for g, w in pairs)
        mine, theirs = [g for g in got if g.side != "none"], [w for w in want if w.side != "none"]
        n["sides"] += sum(g.side == w.side for g, w in pairs if w.side != "none")
        n["all"] += len(mine) + len(theirs)
    every = max(n["got"] + n["want"], 1)
    return {
        "found": 2 * n["pairs"] / every, "words": 2 * n["words"] / every,
        "side": 2 * n["sides"] / max(n["all"], 1), "kind": n["kind"] / max(n["pairs"], 1),
    }  # fmt: skip


def misses(items: Sequence[Marked], held: dict[str, np.ndarray]) -> None:
    """Print what is read otherwise than it was marked."""
    for item, s in zip(items, _shown(items), strict=True):
        got = [(t.side, t.kind, t.words) for t in marked_by(held, item.text, s)]
        edges = [whole(item.text, t.start, t.end) for t in item.terms]
        want = [(t.side, t.kind, item.text[a:b]) for t, (a, b) in zip(item.terms, edges, strict=True)]
        if got != want:
            print(item.text, "\n   got ", got, "\n   want", want)


def main(words: Sequence[str] | None = None) -> None:
    """Train, tell how well messages that are kept out are read, and write the nets if asked to."""
    parser = argparse.ArgumentParser(prog="python -m coach.understanding.learn.terms.train")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--on", type=Path, default=None, help="a file of marked messages that are only scored")
    parser.add_argument(
        "--apart", type=int, default=0, metavar="N", help="keep every Nth told message out, and score it"
    )
    parser.add_argument("--save", action="store_true", help=f"write {OUT.name}")
    parser.add_argument("--misses", action="store_true", help="print what is read otherwise")
    asked = parser.parse_args(words)
    told = [m for path in sorted(asked.folder.glob("t*.txt")) for m in read_told(path)]
    test = read_told(asked.on) if asked.on else []
    if asked.apart:
        test += told[:: asked.apart]
        told = [t for i, t in enumerate(told) if i % asked.apart]
    without = plain(asked.folder)
    train = [*told * _TIMES, *filled(asked.folder), *without[:: max(1, len(without) // _PLAIN)]]
    held = fit(train, read_told(asked.folder / "alike.txt"))
    print(len(train), "messages,", len(test), "kept out", {k: round(v, 3) for k, v in score(test, held).items()})
    if asked.misses:
        misses(test, held)
    if asked.save:
        kept: dict[str, Any] = {k: v.astype(np.float16) for k, v in held.items()}
        kept["n:trained_on"] = np.array(digest(asked.folder))
        np.savez_compressed(OUT, **kept)


if __name__ == "__main__":
    main()
