"""Labelled lines, and lines of the matters that deny nothing -> `learned/denial.npz`.

`python -m coach.understanding.learn.denial.train --save` writes it; without `--save` it measures on held-out tenths.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import yaml

from coach.understanding.denial import CLAUSE, ENDS, THINGS, heads_input
from coach.understanding.matters import rows_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"

_HERE = Path(__file__).parent
_SAVED = _HERE.parents[1] / "learned" / "denial.npz"
# Lines of these matters deny nothing; what is corrected or dropped may.
_SAY_SO = (
    "told_offer told_moved told_refused told_final told_later told_granted told_pending told_deadline told_pay "
    "told_wish "
    "told_asked told_limit told_deed told_need told_fear told_anger told_sad told_accept told_lean told_decline "
    "told_condition told_rival told_others told_story told_plan told_info meta_skipped risk_answer"
).split()
_ENDS_OF = {"told_accept": "done", "told_lean": "plan", "told_condition": "plan"}
_EACH, _FOLDS, _STEPS, _RATE, _KEEP, _DECAY = 26, 10, 450, 2.0, 0.9, 3e-4


def labelled() -> list[tuple[str, int, int, str]]:
    """(text, start, end of the clause in it, label) of every line."""
    held = yaml.safe_load((_HERE / "lines.yaml").read_text(encoding="utf-8"))
    out = [(words, 0, len(words), kind) for kind, said in held.items() for words in said]
    by: dict[str, list[tuple[str, int, int, str]]] = {}
    for file in sorted((_HERE.parent / "matters").glob("?.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            kind, _, text = line.partition(" | ")
            if kind in _SAY_SO and text:
                start, end = text.find("{"), text.find("}")
                plain = text.replace("{", "").replace("}", "")
                span = (start, end - 1) if start >= 0 else (0, len(plain))
                by.setdefault(kind, []).append((plain, *span, kind))
    draw = random.Random(1)  # noqa: S311 - a sample, no secret
    return out + [line for lines in by.values() for line in draw.sample(lines, min(len(lines), _EACH))]


def fit(x: Floats, y: list[str], kinds: list[str], counts: Floats | None = None) -> Floats:
    """(inputs, kinds): the weights of a softmax over `kinds`; `counts` say how much each input counts, all alike
    without."""
    told = np.array([[kind == k for k in kinds] for kind in y], dtype=float)
    counts = np.ones(len(x)) if counts is None else counts
    weights = np.zeros((x.shape[1], len(kinds)))
    moves = np.zeros_like(weights)
    for _ in range(_STEPS):
        moves = _KEEP * moves - _RATE * (
            x.T @ ((shares(x @ weights) - told) * counts[:, None]) / counts.sum() + _DECAY * weights
        )
        weights = weights + moves
    return weights


def shares(odds: Floats) -> Floats:
    """Probabilities by row."""
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    out: Floats = odds / odds.sum(axis=1, keepdims=True)
    return out


def heads_of(lines: list[tuple[str, int, int, str]]) -> dict[str, tuple[list[int], list[str], list[str]]]:
    """By head: the places of its lines, their labels, and all labels."""
    kinds = [kind for *_, kind in lines]
    denied = [i for i, k in enumerate(kinds) if k.startswith("no ")]
    ended = [i for i, k in enumerate(kinds) if k in _ENDS_OF or k.endswith((" accepted", " declined"))]
    return {
        "denies": (list(range(len(lines))), ["no" if k.startswith("no ") else "so" for k in kinds], ["so", "no"]),
        "things": (denied, [kinds[i].removeprefix("no ") for i in denied], THINGS),
        "ends": (ended, [_ENDS_OF.get(kinds[i], kinds[i].split()[0]) for i in ended], ENDS),
    }


def main() -> None:
    """Train, measure on held-out tenths, and write the weights with `--save`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--save", action="store_true")
    save = parser.parse_args().save
    lines = labelled()
    rows = np.concatenate([rows_in(text, ((start, end),)) for text, start, end, _ in lines])
    mean, spread = rows[:, :CLAUSE].mean(axis=0), rows[:, :CLAUSE].std(axis=0) + 1e-6
    x = heads_input(rows, mean, spread).astype(float)
    out = {"mean": mean, "spread": spread}
    folds = np.random.default_rng(0).integers(0, _FOLDS, len(lines))
    for name, (places, y, kinds) in heads_of(lines).items():
        if save:
            out[name] = fit(x[places], y, kinds)
            continue
        right = 0
        for fold in range(_FOLDS):
            test = folds[places] == fold
            weights = fit(x[places][~test], [k for k, t in zip(y, test, strict=True) if not t], kinds)
            best = (x[places][test] @ weights).argmax(axis=1)
            right += sum(
                kinds[b] == k for b, k in zip(best, (k for k, t in zip(y, test, strict=True) if t), strict=True)
            )
        print(f"{name}: {right / len(y):.3f} of {len(y)}")
    if save:
        np.savez_compressed(_SAVED, **{name: value.astype(np.float32) for name, value in out.items()})


if __name__ == "__main__":
    main()
