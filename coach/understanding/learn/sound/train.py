"""Labelled sentences -> `learned/sound.npz`.

`python -m coach.understanding.learn.sound.train --save` writes it; `--on FILE` measures it on sentences of somebody
else. A line is `y | sentence`, one that can be sent, or `n | sentence`, one that is torn.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from coach.understanding.learn.examples import digest
from coach.understanding.sound import SURELY, TRAINED_ON, rows_of_sentence, soundness

HERE = Path(__file__).parent
_SAVED = HERE.parents[1] / "learned" / "sound.npz"
_STRENGTH = 0.01  # of the fit against weights of nothing


def read_lines(path: Path) -> list[tuple[str, bool]]:
    """(a sentence, whether it can be sent) of each line; ValueError names a line of another form."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        label, bar, sentence = line.partition(" | ")
        if label not in ("y", "n") or not bar or not sentence.strip():
            raise ValueError(f"{path}:{number}: want “y | sentence” or “n | sentence”, got {line!r}")
        out.append((sentence.strip(), label == "y"))
    return out


def main() -> None:
    """Learn, say how it does on FILE, and write the weights with `--save`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--on", type=Path)
    args = parser.parse_args()
    files = sorted(HERE.glob("?.txt"))
    if args.save:
        lines = [line for file in files for line in read_lines(file)]
        x = np.stack([rows_of_sentence(s) for s, _ in lines]).astype(np.float64)
        mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
        fit = LogisticRegression(C=_STRENGTH, max_iter=2000, class_weight="balanced").fit(
            (x - mean) / spread, [y for _, y in lines]
        )
        held = {"mean": mean, "spread": spread, "sound": fit.coef_[0], "bias": fit.intercept_}
        small = {name: value.astype(np.float32) for name, value in held.items()}
        np.savez_compressed(_SAVED, **small, **{TRAINED_ON: np.array(digest([HERE]))})  # type: ignore[arg-type]
    if args.on:
        told = [(soundness(s), y) for s, y in read_lines(args.on)]
        whole, torn = ([p for p, y in told if y is kind] for kind in (True, False))
        kept, caught = sum(p >= SURELY for p in whole) / len(whole), sum(p < SURELY for p in torn) / len(torn)
        print(f"whole ones kept {kept:.2f} of {len(whole)}, torn ones caught {caught:.2f} of {len(torn)}")


if __name__ == "__main__":
    main()
