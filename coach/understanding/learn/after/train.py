"""Labelled messages after a text, and the turns of labelled talks that follow one -> `learned/after.npz`.

`python -m coach.understanding.learn.after.train --save` writes it. The kinds of people in `ASIDE` teach nothing: what
the others taught is measured by them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from coach.understanding.after import TURNS
from coach.understanding.learn.denial.train import fit, shares
from coach.understanding.learn.labels import Clause
from coach.understanding.learn.standing.train import rows_from
from coach.understanding.learn.turns import after_text, rows_told
from coach.understanding.matters import COMPLAINT, TEXTS
from coach.understanding.reading import ASKS
from coach.understanding.standing import head_input

_HERE = Path(__file__).parent
_SAVED = _HERE.parents[1] / "learned" / "after.npz"
ASIDE = ("t", "u", "v")
_SURE = 0.6  # a probability
_OF_TALKS = 0.4  # how much a clause of a talk counts beside a line of this folder
_NEWS = frozenset(("news", "offer", "refused", "granted", "deadline"))
_FACTS = frozenset(("pay", "deed", "need", "wish", "limit", "fallback", "edit_info"))
_IDLE = frozenset(("thank", "bye", "greet", "chat"))


def turn_of(clause: Clause) -> str:
    """What a labelled clause is right after a text; "" where its labels leave that open."""
    matter = clause.matters[0] if clause.matters else ""
    asks = clause.acts & {*ASKS} - {"ask_words", "ask_edit"}
    if matter in (COMPLAINT, "meta_wrong"):
        return "fault"
    if matter == "edit" or clause.acts & {"put_in", "leave_out"}:
        return "edit"
    if matter in TEXTS and "ask_words" in clause.acts:
        return "order"
    if asks:
        return "ask" if matter not in TEXTS else ""
    told = {"news": _NEWS, "fact": _FACTS, "idle": _IDLE}
    return next((turn for turn, acts in told.items() if clause.acts and clause.acts <= acts), "")


def main() -> None:
    """Train, measure by the kinds of people kept aside, and write the weights with `--save`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--save", action="store_true")
    save = parser.parse_args().save
    voices = {path.stem: rows_from(path, TURNS) for path in sorted(_HERE.glob("?.txt"))}
    taught = [v for name, v in voices.items() if name not in ASIDE]
    more = rows_told(after_text(), turn_of)
    x, y = np.concatenate([*(v[0] for v in taught), more[0]]), [k for v in (*taught, more) for k in v[1]]
    counts = np.array([1.0] * (len(y) - len(more[1])) + [_OF_TALKS] * len(more[1]))
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    weights = fit(head_input(x, mean, spread).astype(np.float64), y, TURNS, counts)
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
