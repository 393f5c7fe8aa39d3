"""Labelled messages after a text, by several kinds of people -> `learned/after.npz`.

`python -m coach.understanding.learn.after.train --save` writes it. The kinds of people in `ASIDE` teach nothing: what
the others taught is measured by them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from coach.understanding.after import TURNS
from coach.understanding.learn.denial.train import fit, shares
from coach.understanding.learn.standing.train import rows_from
from coach.understanding.standing import head_input

_HERE = Path(__file__).parent
_SAVED = _HERE.parents[1] / "learned" / "after.npz"
ASIDE = ("t", "u", "v")
_SURE = 0.6  # a probability


def main() -> None:
    """Train, measure by the kinds of people kept aside, and write the weights with `--save`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--save", action="store_true")
    save = parser.parse_args().save
    voices = {path.stem: rows_from(path, TURNS) for path in sorted(_HERE.glob("?.txt"))}
    taught = [v for name, v in voices.items() if name not in ASIDE]
    x, y = np.concatenate([v[0] for v in taught]), [k for v in taught for k in v[1]]
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    weights = fit(head_input(x, mean, spread).astype(np.float64), y, TURNS, np.ones(len(y)))
    for name in ASIDE:
        rows, labels = voices[name]
        told = shares(head_input(rows.astype(np.float32), mean, spread).astype(np.float64) @ weights)
        right = np.array([TURNS[int(r.argmax())] == k for r, k in zip(told, labels, strict=True)])
        sure = told.max(axis=1) >= _SURE
        print(f"{name}: {right.mean():.2f} of {len(right)}; {right[sure].mean():.2f} of {sure.sum()} sure")
        for row, label in zip(told[~right], np.array(labels)[~right], strict=True):
            print(f"  {label} taken for {TURNS[int(row.argmax())]} ({row.max():.2f})")
    if save:
        held = [v.astype(np.float32) for v in (mean, spread, weights)]
        np.savez_compressed(_SAVED, mean=held[0], spread=held[1], turns=held[2])


if __name__ == "__main__":
    main()
