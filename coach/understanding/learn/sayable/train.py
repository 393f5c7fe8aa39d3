"""Marked clauses -> the tagger that ships: `python -m coach.understanding.learn.sayable.train [--out-of FILE,…]
[--save]`.

A line is `acts | words with <form:marks> around what can be said`; see FORMS in coach/understanding/sayable.py.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coach.understanding.learn.labels import LabelError
from coach.understanding.sayable import ACTS, FORMS, TAGS, Form, Sayable, Shown, best_tags, shown, spans_of

FOLDER = Path(__file__).parent
OUT = Path(__file__).parents[2] / "learned" / "sayable.npz"
MARK = re.compile(r"<(?P<form>[a-z]+):(?P<words>[^<>]*)>")
_HIDDEN, _EPOCHS, _SIZE, _SEED = 160, 14, 256, 1


@dataclass(frozen=True, slots=True)
class Marked:
    """One clause, what it does, and what somebody marked in it."""

    text: str
    acts: tuple[str, ...]
    said: tuple[Sayable, ...]


def read_marked(path: Path) -> list[Marked]:
    """The marked clauses of a file; LabelError names the line that cannot be read."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        acts, bar, words = line.partition(" | ")
        if not bar or not set(acts.split(",")) <= set(ACTS):
            raise LabelError(f"{path}:{number}: a line is `acts | words`, the acts out of {', '.join(ACTS)}")
        text, said, at = "", [], 0
        for m in MARK.finditer(words):
            if m["form"] not in FORMS:
                raise LabelError(f"{path}:{number}: unknown form {m['form']!r}")
            text += words[at : m.start()]
            form: Form = next(f for f in FORMS if f == m["form"])
            said.append(Sayable(form, len(text), len(text) + len(m["words"]), m["words"]))
            text += m["words"]
            at = m.end()
        out.append(Marked(text + words[at:], tuple(acts.split(",")), tuple(said)))
    return out


def digest(folder: Path = FOLDER) -> str:
    """What the tagger was learned from, as a number that any change changes."""
    held = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        held.update(path.read_bytes())
    return held.hexdigest()[:16]


def _tags(item: Marked, seen: Shown) -> list[int]:
    out = []
    for start, end in seen.places:
        within = next((s for s in item.said if s.start < end and start < s.end), None)
        first = within is not None and not any(a < start and b > within.start for a, b in seen.places)
        out.append(0 if within is None else TAGS.index(f"{'B' if first else 'I'} {within.form}"))
    return out


def fit(items: Sequence[Marked], seed: int = _SEED) -> dict[str, np.ndarray]:
    """The weights of the two layers; the same items give the same weights."""
    import torch
    from torch import nn

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    seen = [shown(i.text, i.acts) for i in items]
    x = torch.tensor(np.concatenate([s.rows for s in seen]))
    y = torch.tensor([t for i, s in zip(items, seen, strict=True) for t in _tags(i, s)])
    net: Any = nn.Sequential(
        nn.Dropout(0.3), nn.Linear(x.shape[1], _HIDDEN), nn.ReLU(), nn.Dropout(0.3), nn.Linear(_HIDDEN, len(TAGS))
    )
    steps = torch.optim.AdamW(net.parameters(), lr=1.5e-3, weight_decay=0.02)
    for _ in range(_EPOCHS):
        net.train()
        for batch in torch.split(torch.randperm(len(x)), _SIZE):
            steps.zero_grad()
            loss = nn.functional.cross_entropy(net(x[batch]), y[batch])
            torch.autograd.backward(loss)
            steps.step()
    net.eval()
    first, second = net[1], net[4]
    return {
        "first.weight": first.weight.detach().numpy(), "first.bias": first.bias.detach().numpy(),
        "second.weight": second.weight.detach().numpy(), "second.bias": second.bias.detach().numpy(),
    }  # fmt: skip


def tagged(item: Marked, held: dict[str, np.ndarray]) -> tuple[Sayable, ...]:
    """What weights mark in a clause."""
    seen = shown(item.text, item.acts)
    hidden = np.maximum(seen.rows @ held["first.weight"].T + held["first.bias"], 0)
    return spans_of(item.text, seen.places, best_tags(hidden @ held["second.weight"].T + held["second.bias"]))


def _edge(said: Sayable) -> tuple[str, str]:
    return said.form, said.words.strip(" .,;:!-")


def score(items: Sequence[Marked], held: dict[str, np.ndarray]) -> dict[str, float]:
    """Micro F1 of whole stretches with their form ("exact"), of stretches that overlap with the same form ("form"), and
    of the words alone ("words"); and the share of clauses read without any fault ("clauses")."""
    n: Counter[str] = Counter()
    for item in items:
        got, want = tagged(item, held), item.said
        n["exact"] += len({_edge(s) for s in got} & {_edge(s) for s in want})
        n["form"] += sum(any(s.form == w.form and s.start < w.end and w.start < s.end for w in want) for s in got)
        n["got"] += len(got)
        n["want"] += len(want)
        n["clauses"] += {_edge(s) for s in got} == {_edge(s) for s in want}
        a = {k for s in got for k in range(s.start, s.end)}
        b = {k for s in want for k in range(s.start, s.end)}
        n["both"], n["a"], n["b"] = n["both"] + len(a & b), n["a"] + len(a), n["b"] + len(b)
    all_ = max(n["got"] + n["want"], 1)
    return {
        "exact": 2 * n["exact"] / all_, "form": 2 * n["form"] / all_, "words": 2 * n["both"] / max(n["a"] + n["b"], 1), "clauses": n["clauses"] / max(len(items), 1),
    }  # fmt: skip


def main(words: Sequence[str] | None = None) -> None:
    """Train, tell how well the files that are kept out are read, and write the tagger if asked to."""
    parser = argparse.ArgumentParser(prog="python -m coach.understanding.learn.sayable.train")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--out-of", default="", metavar="FILE,…", help="files to keep out and to score")
    parser.add_argument("--on", type=Path, default=None, help="a folder of clauses that are only scored")
    parser.add_argument("--save", action="store_true", help=f"write {OUT.name}")
    parser.add_argument("--misses", action="store_true", help="print what is marked otherwise")
    asked = parser.parse_args(words)
    kept = asked.out_of.split(",")
    train: list[Marked] = []
    test: list[Marked] = []
    for path in sorted(asked.folder.glob("*.txt")):
        (test if path.stem in kept else train).extend(read_marked(path))
    for path in sorted(asked.on.glob("*.txt")) if asked.on else ():
        test.extend(read_marked(path))
    held = fit(train)
    print(len(train), "clauses,", len(test), "kept out", {k: round(v, 3) for k, v in score(test, held).items()})
    for item in test if asked.misses else ():
        got = tagged(item, held)
        if [(s.form, s.words) for s in got] != [(s.form, s.words) for s in item.said]:
            print(
                ",".join(item.acts),
                "|",
                item.text,
                "\n   got ",
                [(s.form, s.words) for s in got],
                "\n   want",
                [(s.form, s.words) for s in item.said],
            )
    if asked.save:
        kept_: dict[str, Any] = {k: v.astype(np.float16) for k, v in held.items()}
        kept_["n:trained_on"] = np.array(digest(asked.folder))
        np.savez_compressed(OUT, **kept_)


if __name__ == "__main__":
    main()
