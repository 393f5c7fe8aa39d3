"""Labelled talks -> their turns with what stood before them, and their clauses' rows for the heads that learn from
them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.understanding.learn.labels import Clause, Labelled, read_voice
from coach.understanding.matters import rows_in
from coach.understanding.standing import head_rows

TALKS = Path(__file__).parent / "talks"
OPEN = 2  # turns that a text is worked on
_ORDERS = frozenset(("ask_words", "ask_edit", "put_in", "leave_out"))


def talks_in(folder: Path = TALKS) -> Iterator[list[Labelled]]:
    """The turns of each labelled talk of a folder."""
    for path in sorted(folder.glob("*.txt")):
        turns = (m for m in read_voice(path) if m.talk)
        for _, talk in groupby(turns, key=lambda m: m.talk):
            yield list(talk)


def after_text(folder: Path = TALKS) -> Iterator[Labelled]:
    """The turns before which a text was ordered not long ago, so that one stands."""
    for talk in talks_in(folder):
        for n, turn in enumerate(talk):
            if any(before.acts & _ORDERS for before in talk[max(0, n - OPEN) : n]):
                yield turn


def rows_told(turns: Iterator[Labelled], label: Callable[[Clause], str]) -> tuple[NDArray[np.float64], list[str]]:
    """The rows of those clauses that have a label, and their labels."""
    rows, labels = [], []
    for turn in turns:
        told = [(c, said) for c in turn.clauses if (said := label(c)) and turn.text[c.start : c.end].strip()]
        if told:
            spans = tuple((c.start, c.end) for c, _ in told)
            rows.append(head_rows(rows_in(turn.text, spans), [turn.text[a:b] for a, b in spans]))
            labels += [said for _, said in told]
    return np.concatenate(rows).astype(np.float64), labels


_ENDS = (("accepted", "accepted"), ("declined", "declined"), ("withdraw", "declined"), ("refused", "no"))
_MATTERS = (("told_granted", "moved"), ("told_moved", "moved"), ("told_asked", "asked"))


def stage_before(talk: list[Labelled], turn: int) -> frozenset[str]:
    """Where a talk stands before a turn, by its labels, as `coach.dialogue.view.stage_tags` tells it of a talk that was
    read."""
    before = [c for t in talk[:turn] for c in t.clauses]
    if not before:
        return frozenset()
    matters = {m for c in before for m in c.matters}
    acts = {a for c in before for a in c.acts}
    others = any(f.owner and f.role == "offer" for t in talk[:turn] for f in t.figures) or "told_rival" in matters
    offered = bool(acts & {"offer"}) or bool(matters & {"told_offer", "told_moved"})
    raising = bool(talk[0].raising)
    situation = "raise" if raising else "two" if others and offered else "offer" if offered else "first"
    state = "open"
    for c in before:
        state = next((s for act, s in _ENDS if act in c.acts), state)
        state = next((s for m, s in _MATTERS if m in c.matters), state)
    due = {"due"} if "deadline" in acts and state not in ("accepted", "declined") else set()
    return frozenset({situation, state, *due})
