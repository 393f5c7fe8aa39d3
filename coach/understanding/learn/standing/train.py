"""Labelled messages of several voices -> `learned/standing.npz`.

`python -m coach.understanding.learn.standing.train --save` writes it; without `--save` each voice in turn, and the one
kept aside in `t.txt`, is measured by what the others taught.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from coach.understanding.learn.denial.train import Floats, fit, shares
from coach.understanding.matters import rows_in
from coach.understanding.standing import STANDINGS, head_input, head_rows

_HERE = Path(__file__).parent
_SAVED = _HERE.parents[1] / "learned" / "standing.npz"
_ASIDE = "t"


def read_lines(path: Path, kinds: Sequence[str]) -> Iterator[tuple[str, tuple[tuple[int, int], ...], list[str]]]:
    """(the message, its clauses by start and end, their labels) of each line; ValueError for one that is none of
    `kinds`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, spans, labels = "", [], []
        for told in line.split(" | "):
            label, _, words = told.partition(": ")
            if label not in kinds:
                raise ValueError(f"{path}: {label!r} in {line!r} is none of {kinds}")
            text += f" {words}" if text else words
            spans.append((len(text) - len(words), len(text)))
            labels.append(label)
        yield text, tuple(spans), labels


def rows_from(path: Path, kinds: Sequence[str] = STANDINGS) -> tuple[Floats, list[str]]:
    """The rows and the labels, of these `kinds`, of a voice's clauses."""
    rows, labels = [], []
    for text, spans, told in read_lines(path, kinds):
        rows.append(head_rows(rows_in(text, spans), [text[a:b] for a, b in spans]))
        labels += told
    return np.concatenate(rows).astype(np.float64), labels


def main() -> None:
    """Train, measure voice by voice, and write the weights with `--save`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--save", action="store_true")
    save = parser.parse_args().save
    voices = {path.stem: rows_from(path) for path in sorted(_HERE.glob("*.txt"))}
    for aside in [_ASIDE] if save else voices:
        taught = [v for name, v in voices.items() if name not in (aside, _ASIDE)]
        x, y = np.concatenate([v[0] for v in taught]), [k for v in taught for k in v[1]]
        mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
        weights = fit(head_input(x, mean, spread).astype(np.float64), y, STANDINGS)
        told = shares(head_input(voices[aside][0].astype(np.float32), mean, spread).astype(np.float64) @ weights)
        right = [STANDINGS[int(row.argmax())] == k for row, k in zip(told, voices[aside][1], strict=True)]
        sure = told.max(axis=1) >= 0.7
        print(
            f"{aside}: {np.mean(right):.2f} of {len(right)}; {np.mean(np.array(right)[sure]):.2f} of {sure.sum()} sure"
        )
        if save:
            held = [v.astype(np.float32) for v in (mean, spread, weights)]
            np.savez_compressed(_SAVED, mean=held[0], spread=held[1], standing=held[2])


if __name__ == "__main__":
    main()
