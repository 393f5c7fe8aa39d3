"""How well the turns of whole talks are read, each with what the coach holds by then: the right matter of a clause, the
acts of a message (F1), the roles of its figures.

    python -m benchmarks.talks STORE [FILE_OR_FOLDER …]

Files are labelled talks (`coach/understanding/learn/labels.py`), by default those that nothing learns from.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.dialogue.view import context_of
from coach.understanding.learn.labels import Clause, Labelled, read_voice
from coach.understanding.read import read
from coach.understanding.reading import SURE, Reading
from index.names import Names
from index.reader import open_index
from index.settings import Settings

UNSEEN = Path(__file__).resolve().parents[1] / "tests" / "coach" / "understanding" / "talks"


@dataclass(slots=True)
class Score:
    """Clauses whose matter is right, of how many; acts said rightly, wrongly and not at all; figures whose role is
    right, of how many."""

    matters: int = 0
    clauses: int = 0
    said: int = 0
    wrong: int = 0
    missed: int = 0
    roles: int = 0
    figures: int = 0

    @property
    def rates(self) -> tuple[float, float, float]:
        """(share of the matters that is right, F1 of the acts, share of the roles that is right)."""
        acts = 2 * self.said / max(1, 2 * self.said + self.wrong + self.missed)
        return self.matters / max(1, self.clauses), acts, self.roles / max(1, self.figures)

    def add(self, labelled: Labelled, reading: Reading) -> None:
        """Count one message."""
        for clause in labelled.clauses:
            if clause.matters and reading.clauses:
                self.clauses += 1
                self.matters += _read_as(reading, clause) in clause.matters
        acts = {act for c in reading.clauses for act, share in c.acts if share >= SURE}
        self.said += len(acts & labelled.acts)
        self.wrong += len(acts - labelled.acts)
        self.missed += len(labelled.acts - acts)
        for figure in labelled.figures:
            found = [a for a in reading.amounts if a.amount.start < figure.end and a.amount.end > figure.start]
            self.figures += bool(found)
            self.roles += bool(found) and found[0].role == figure.role


def _read_as(reading: Reading, labelled: Clause) -> str:
    """The likeliest matter of the clause that shares most with a labelled one."""
    nearest = max(reading.clauses, key=lambda c: min(c.end, labelled.end) - max(c.start, labelled.start))
    return nearest.matters[0][0] if nearest.matters else ""


def score(paths: Iterable[Path], names: Names) -> Score:
    """Hold the talks of some files and count what is read of them."""
    found = Score()
    for path in paths:
        for _, talk in groupby(read_voice(path), key=lambda m: m.talk):
            now = Dialogue()
            for turn in talk:
                reading = read(turn.text, names, tuple(o for d in now.deals for o in d.options), context_of(now))
                found.add(turn, reading)
                now = apply(now, reading)
    return found


def main(argv: list[str]) -> None:
    """Print a row a file."""
    names = open_index(Settings(store=Path(argv[0]))).names
    paths = [Path(a) for a in argv[1:]] or [UNSEEN]
    for path in (p for given in paths for p in (sorted(given.glob("*.txt")) if given.is_dir() else [given])):
        counted = score([path], names)
        matters, acts, roles = counted.rates
        print(
            f"{path.stem}: matters {matters:.3f} of {counted.clauses}, acts {acts:.3f},"
            f" roles {roles:.3f} of {counted.figures}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
