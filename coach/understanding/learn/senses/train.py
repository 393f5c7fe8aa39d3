"""Labelled lines, and the figures of the labelled voices -> `learned/senses.npz`.

`python -m coach.understanding.learn.senses.train --save` writes it; without `--save` it measures on held-out tenths.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coach.understanding.amounts import amounts_in
from coach.understanding.learn.denial.train import Floats, fit, shares
from coach.understanding.learn.labels import read_voice
from coach.understanding.senses import SENSES, Span, head_input, rows_at, sentence_at

_HERE = Path(__file__).parent
_SAVED = _HERE.parents[1] / "learned" / "senses.npz"
_SENSE = {
    "market": "others",
    "sum": "sum",
    "hyp": "if",
    "left": "left",
}  # of a voice's role; any other is held, or nothing
_MARK = re.compile(r"[\[\]<>]")
_MONEY = ("money", "bare", "percent")
_MOST = 2200  # figures of the voices that are held
_OWN, _FOLDS, _SURE = 12.0, 10, 0.8  # how much a line counts beside a voice's figure; parts; a probability


@dataclass(frozen=True, slots=True)
class Told:
    """A place in a sentence, its sense, and whether it is of a line."""

    text: str
    place: Span
    sense: str
    own: bool


def of_lines() -> Iterator[Told]:
    """The marked places of the lines."""
    for line in (_HERE / "lines.txt").read_text(encoding="utf-8").splitlines():
        kind, _, marked = line.partition(" | ")
        if not marked:
            continue
        text = _MARK.sub("", marked)
        marks = [(m.start() - n, m[0]) for n, m in enumerate(_MARK.finditer(marked))]
        for (start, mark), (end, _) in zip(marks[::2], marks[1::2], strict=True):
            yield _told(text, (start, end), kind if mark == "[" else "keep", own=True)


def of_voices() -> Iterator[Told]:
    """The marked figures of the voices."""
    for path in sorted((_HERE.parent / "voices").glob("*.txt")):
        for item in read_voice(path):
            for a in (a for a in amounts_in(item.text) if a.kind in _MONEY):
                figure = next((f for f in item.figures if f.start < a.end and f.end > a.start), None)
                if figure:
                    yield _told(item.text, (a.start, a.end), _SENSE.get(figure.role, "keep"), own=False)


def sampled() -> list[Told]:
    """The figures of the lines, those of the voices that have a sense, and as many others as tell what is held."""
    voices = list(of_voices())
    held = [t for t in voices if t.sense == "keep"]
    draw = random.Random(1)  # noqa: S311 - a sample, no secret
    return [*of_lines(), *(t for t in voices if t.sense != "keep"), *draw.sample(held, min(len(held), _MOST))]


def _told(text: str, place: Span, sense: str, *, own: bool) -> Told:
    start, end = sentence_at(text, place[0])
    return Told(text[start:end], (place[0] - start, place[1] - start), sense, own)


def _counts(told: list[Told]) -> Floats:
    """How much each figure counts: those of a rare sense more, by the root of how rare it is."""
    own = [_OWN if t.own else 1.0 for t in told]
    of: dict[str, float] = {}
    for t, count in zip(told, own, strict=True):
        of[t.sense] = of.get(t.sense, 0.0) + count
    return np.array([count * (of["keep"] / of[t.sense]) ** 0.5 for t, count in zip(told, own, strict=True)])


def main() -> None:
    """Train, measure on held-out tenths, and write the weights with `--save`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--save", action="store_true")
    save = parser.parse_args().save
    told = sampled()
    rows = np.concatenate([rows_at(t.text, (t.place,)) for t in told])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    x, y = head_input(rows, mean, spread).astype(np.float64), [t.sense for t in told]
    counts = _counts(told)
    if save:
        weights = fit(x, y, SENSES, counts)
        held = [v.astype(np.float32) for v in (mean, spread, weights)]
        np.savez_compressed(_SAVED, mean=held[0], spread=held[1], senses=held[2])
        return
    folds = np.random.default_rng(0).integers(0, _FOLDS, len(told))
    right, claimed, all_ = Counter[str](), Counter[str](), Counter[str](y)
    for fold in range(_FOLDS):
        test = np.flatnonzero(folds == fold)
        rest = np.flatnonzero(folds != fold)
        weights = fit(x[rest], [y[i] for i in rest], SENSES, counts[rest])
        for i, row in zip(test, shares(x[test] @ weights), strict=True):
            best = int(row.argmax())
            if row[best] >= _SURE:
                claimed[SENSES[best]] += 1
                right[SENSES[best]] += SENSES[best] == y[i]
    for sense in SENSES:
        print(f"{sense}: {right[sense]} right of {claimed[sense]} surely so, {all_[sense]} in all")


if __name__ == "__main__":
    main()
