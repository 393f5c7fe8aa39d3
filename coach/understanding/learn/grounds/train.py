"""Marked messages -> the tagger that ships: `python -m coach.understanding.learn.grounds.train [--save] [--misses]`.

A line is a message with <form:marks> around what speaks for the person; t.txt is kept out and scored. What is learned
besides: the deeds marked in `learn/sayable`, and that clauses of the voices which offer, ask, order or feel are none.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coach.understanding.grounds import FORMS, REST, TAGS, marked, rows_of, shares_of
from coach.understanding.learn.labels import LabelError, read_voice
from coach.understanding.learn.sayable import train as sayable
from coach.understanding.reading import ACTS
from coach.understanding.sayable import Form, Sayable

FOLDER = Path(__file__).parent
OUT = Path(__file__).parents[2] / "learned" / "grounds.npz"
_KEPT_OUT = "t"
_HIDDEN, _EPOCHS, _SIZE, _SEED, _TIMES = 160, 12, 256, 1, 3
_OTHERS = 1500  # messages of the voices
_MASKED = -100
# Acts of clauses in which nothing speaks for the person.
_NONE = frozenset(
    "offer pay wish asked feeling order correct takeback leave_out ask_edit deadline floor refused granted accepted "
    "declined".split()
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A message and what is marked in it; nothing is known of what stands in `unknown`."""

    text: str
    said: tuple[Sayable, ...]
    unknown: tuple[tuple[int, int], ...] = ()


def read_marked(path: Path, forms: tuple[Form, ...] = FORMS) -> list[Marked]:
    """The messages of a file with what is marked as one of `forms`; LabelError names the line that cannot be read."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        text, said, at = "", [], 0
        for m in sayable.MARK.finditer(line):
            form = next((f for f in forms if f == m["form"]), None)
            if form is None:
                raise LabelError(f"{path}:{number}: unknown form {m['form']!r}")
            text += line[at : m.start()]
            said.append(Sayable(form, len(text), len(text) + len(m["words"]), m["words"]))
            text += m["words"]
            at = m.end()
        out.append(Marked(text + line[at:], tuple(said)))
    return out


def deeds() -> list[Marked]:
    """The clauses that are marked for what can be said in them: of deeds what is, of what is to be left out nothing."""
    items = [i for path in sorted(sayable.FOLDER.glob("*.txt")) for i in sayable.read_marked(path)]
    told = [Marked(i.text, tuple(s for s in i.said if s.form in FORMS)) for i in items if i.acts == ("deed",)]
    return told + [Marked(i.text, ()) for i in items if set(i.acts) <= {"leave_out", "fallback"}]


def others(acts: frozenset[str] = _NONE) -> list[Marked]:
    """Messages of the voices in which clauses are known to have nothing that speaks for the person: they do nothing but
    `acts`, questions and orders."""
    none = acts | {a for a in ACTS if a.startswith(("ask_", "say_"))} - {"ask_words"}
    held = []
    for path in sorted((FOLDER.parent / "voices").glob("*.txt")):
        for item in read_voice(path):
            unknown = tuple((c.start, c.end) for c in item.clauses if not c.acts <= none)
            if len(unknown) < len(item.clauses):
                held.append(Marked(item.text, (), unknown))
    return random.Random(_SEED).sample(held, min(_OTHERS, len(held)))  # noqa: S311 - nothing secret


def digest(folder: Path = FOLDER) -> str:
    """What the tagger was learned from, as a number that any change changes."""
    held = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        held.update(path.read_bytes())
    return held.hexdigest()[:16]


def _tags(item: Marked, places: Sequence[tuple[int, int]], tags: tuple[str, ...]) -> list[int]:
    out = []
    for start, end in places:
        if any(a < end and start < b for a, b in item.unknown):
            out.append(_MASKED)
            continue
        within = next((s for s in item.said if s.start < end and start < s.end), None)
        first = within is not None and not any(a < start and b > within.start for a, b in places)
        out.append(0 if within is None else tags.index(f"{'B' if first else 'I'} {within.form}"))
    return out


def fit(items: Sequence[Marked], seed: int = _SEED, tags: tuple[str, ...] = TAGS) -> dict[str, np.ndarray]:
    """The weights of the two layers; the same items give the same weights."""
    import torch
    from torch import nn

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    seen = [(i, *rows_of(i.text)) for i in items]
    seen = [s for s in seen if s[2]]
    x = torch.tensor(np.concatenate([rows for _, rows, _ in seen]))
    y = torch.tensor([t for i, _, places in seen for t in _tags(i, places, tags)])
    x, y = x[y != _MASKED], y[y != _MASKED]
    net: Any = nn.Sequential(
        nn.Dropout(0.3), nn.Linear(x.shape[1], _HIDDEN), nn.ReLU(), nn.Dropout(0.3), nn.Linear(_HIDDEN, len(tags))
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


def tagged(
    item: Marked, held: dict[str, np.ndarray], forms: tuple[Form, ...] = FORMS, rest: float = REST
) -> tuple[Sayable, ...]:
    """What weights mark in a message."""
    rows, places = rows_of(item.text)
    return marked(item.text, places, shares_of(rows, held), forms, rest) if places else ()


def _key(said: Sayable) -> tuple[str, str]:
    return said.form, said.words.strip(" .,;:!-")


def score(
    items: Sequence[Marked], held: dict[str, np.ndarray], forms: tuple[Form, ...] = FORMS, rest: float = REST
) -> dict[str, float]:
    """Precision and recall of whole stretches with their form, of stretches that overlap, and the share of messages
    read without any fault."""
    n: Counter[str] = Counter()
    for item in items:
        got, want = tagged(item, held, forms, rest), item.said
        n["exact"] += len({_key(s) for s in got} & {_key(s) for s in want})
        n["near"] += sum(any(s.start < w.end and w.start < s.end for w in want) for s in got)
        n["got"], n["want"] = n["got"] + len(got), n["want"] + len(want)
        n["whole"] += {_key(s) for s in got} == {_key(s) for s in want}
    return {
        "exact precision": n["exact"] / max(n["got"], 1), "exact recall": n["exact"] / max(n["want"], 1),
        "precision": n["near"] / max(n["got"], 1), "recall": n["near"] / max(n["want"], 1),
        "messages": n["whole"] / max(len(items), 1),
    }  # fmt: skip


def tell_misses(
    items: Sequence[Marked], held: dict[str, np.ndarray], forms: tuple[Form, ...] = FORMS, rest: float = REST
) -> None:
    """Print the messages that are read otherwise than they are marked."""
    for item in items:
        got = tagged(item, held, forms, rest)
        if {_key(s) for s in got} != {_key(s) for s in item.said}:
            print(item.text, "\n   got ", [_key(s) for s in got], "\n   want", [_key(s) for s in item.said])


def save(path: Path, held: dict[str, np.ndarray], trained_on: str) -> None:
    """Write a tagger, with the digest of what it was learned from."""
    kept: dict[str, Any] = {k: v.astype(np.float16) for k, v in held.items()}
    kept["n:trained_on"] = np.array(trained_on)
    np.savez_compressed(path, **kept)


def main(words: Sequence[str] | None = None) -> None:
    """Train, tell how well the kept out file is read, and write the tagger if asked to."""
    parser = argparse.ArgumentParser(prog="python -m coach.understanding.learn.grounds.train")
    parser.add_argument("--save", action="store_true", help=f"write {OUT.name}")
    parser.add_argument("--misses", action="store_true", help="print what is marked otherwise")
    asked = parser.parse_args(words)
    own = [i for p in sorted(FOLDER.glob("*.txt")) if p.stem != _KEPT_OUT for i in read_marked(p)]
    test = read_marked(FOLDER / f"{_KEPT_OUT}.txt")
    held = fit([*own * _TIMES, *deeds(), *others()])
    print(len(own), "messages,", len(test), "kept out", {k: round(v, 3) for k, v in score(test, held).items()})
    if asked.misses:
        tell_misses(test, held)
    if asked.save:
        save(OUT, held, digest())


if __name__ == "__main__":
    main()
