"""Labelled messages of two voices, lines of the matters that leave no doubt, and labelled talks ->
`learned/remarks.npz`.

`python -m coach.understanding.learn.remarks.train --save` writes it; without `--save` each voice in turn, and the one
kept aside in `t.txt`, is measured by what the others taught.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np

from coach.understanding.learn.denial.train import Floats, fit, shares
from coach.understanding.learn.labels import Clause
from coach.understanding.learn.standing.train import rows_from
from coach.understanding.learn.turns import rows_told, talks_in
from coach.understanding.matters import HOWS, TEXTS, TOLD, VIEWS, rows_in
from coach.understanding.remarks import SUBJECTS
from coach.understanding.standing import head_input, head_rows

_HERE = Path(__file__).parent
_SAVED = _HERE.parents[1] / "learned" / "remarks.npz"
_ASIDE = "t"
_MATTERS = {"meta_wrong": "wrong", "meta_skipped": "wrong"} | {
    m: "case" for m in (*VIEWS, *HOWS, *TEXTS, *TOLD) if m not in ("why", "edit", "told_correct", "told_drop")
}
_EACH, _LESS = 10, 0.2  # lines of a matter, and how much one counts beside a line of this folder
_SURE = 0.7  # a probability


def subject_of(clause: Clause) -> str:
    """What a labelled clause of a talk speaks of; "" where its labels leave that open."""
    if clause.acts & {"put_in", "leave_out"}:
        return "say" if "put_in" in clause.acts else ""
    if clause.matters == ("edit",):
        return "draft" if clause.acts & {"ask_edit", "feeling", "other"} else ""
    kinds = {_MATTERS.get(m, "") for m in clause.matters}
    return kinds.pop() if len(kinds) == 1 else ""


def rows_of_matters() -> tuple[Floats, list[str]]:
    """The rows and the labels of lines of the matters."""
    by: dict[str, list[tuple[str, int, int]]] = {}
    for file in sorted((_HERE.parent / "matters").glob("?.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            kind, _, text = line.partition(" | ")
            if kind in _MATTERS and text:
                start, end = text.find("{"), text.find("}")
                plain = text.replace("{", "").replace("}", "")
                by.setdefault(kind, []).append((plain, *((start, end - 1) if start >= 0 else (0, len(plain)))))
    draw = random.Random(1)  # noqa: S311 - a sample, no secret
    rows, labels = [], []
    for kind, lines in by.items():
        for text, start, end in draw.sample(lines, min(len(lines), _EACH * (6 if _MATTERS[kind] == "wrong" else 1))):
            rows.append(head_rows(rows_in(text, ((start, end),)), [text[start:end]]))
            labels.append(_MATTERS[kind])
    return np.concatenate(rows).astype(np.float64), labels


def main() -> None:
    """Train, measure voice by voice, and write the weights with `--save`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--save", action="store_true")
    save = parser.parse_args().save
    voices = {path.stem: rows_from(path, SUBJECTS) for path in sorted(_HERE.glob("*.txt"))}
    lines, turns = rows_of_matters(), rows_told((t for talk in talks_in() for t in talk), subject_of)
    more = np.concatenate([lines[0], turns[0]]), [*lines[1], *turns[1]]
    for aside in [_ASIDE] if save else voices:
        taught = [v for name, v in voices.items() if name not in (aside, _ASIDE)]
        x = np.concatenate([*(v[0] for v in taught), more[0]])
        y = [k for v in (*taught, more) for k in v[1]]
        counts = np.array([1.0] * (len(y) - len(more[1])) + [_LESS] * len(more[1]))
        mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
        weights = fit(head_input(x, mean, spread).astype(np.float64), y, SUBJECTS, counts)
        told = shares(head_input(voices[aside][0].astype(np.float32), mean, spread).astype(np.float64) @ weights)
        right = np.array([SUBJECTS[int(r.argmax())] == k for r, k in zip(told, voices[aside][1], strict=True)])
        sure = told.max(axis=1) >= _SURE
        print(f"{aside}: {right.mean():.2f} of {len(right)}; {right[sure].mean():.2f} of {sure.sum()} sure")
        if save:
            held = [v.astype(np.float32) for v in (mean, spread, weights)]
            np.savez_compressed(_SAVED, mean=held[0], spread=held[1], subjects=held[2])


if __name__ == "__main__":
    main()
