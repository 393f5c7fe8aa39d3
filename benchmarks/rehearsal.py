"""Rehearsal: how well turns are judged, by labelled turns, and how long a turn takes.

    python -m benchmarks.rehearsal [TURNS.jsonl]

TURNS are labelled as tests/coach/rehearsal/turns.jsonl is, which is the default; none of those is among the examples
that the models are trained on. Printed: F1 over all labels, the labels told worst, asks read exactly, turns without a
mistake that are told of one, milliseconds of processor time that a turn takes once everything is loaded (a talk reads
its earlier turns once), and what loading takes.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

from coach.rehearsal.course import course_of
from coach.rehearsal.judge import judge
from coach.rehearsal.reading import read_turn
from coach.rehearsal.scene import TurnToJudge, read_exchange

TURNS = Path(__file__).resolve().parents[1] / "tests" / "coach" / "rehearsal" / "turns.jsonl"
# Doubtful figures of several kinds, a question, a deed and a wish.
EVERYTHING = (
    "Hello! People I know get 70, I'd say 66 or 67 would do, plus 25 days off; I cut the waiting times by a third. "
    "Who decides, and could I start in May? If it's 68 I'll sign, Halm has me at 65."
)


def main(source: Path) -> None:
    """Judge every turn of a file and print the table."""
    rows = [json.loads(x) for x in source.read_text(encoding="utf-8").splitlines() if x.strip()]
    both: Counter[tuple[str, str]] = Counter()
    either: Counter[tuple[str, str]] = Counter()
    asks, clean, flagged, times = 0, 0, 0, []
    loading = _loaded(read_exchange(rows[0], source.name))
    for row in rows:
        e = read_exchange(row, source.name)
        course = course_of(e.scenario, e.history, read_turn)
        start = time.process_time()
        found = judge(e.scenario, course, e.turn)
        times.append((time.process_time() - start) * 1000)
        clean += not row["mistakes"]
        flagged += not row["mistakes"] and bool(found.mistakes)
        asks += found.moves.to_json()["asks"] == row["moves"]["asks"]
        for field, labels in (("mistakes", found.mistakes), ("strengths", found.strengths)):
            want, got = set(row[field]), {f.label for f in labels}
            both.update((field, label) for label in want & got)
            either.update((field, label) for label in [*want, *got])
    times.sort()
    print(f"{len(rows)} turns of {source}")
    for field in ("mistakes", "strengths"):
        shared = sum(n for (f, _), n in both.items() if f == field)
        told = sum(n for (f, _), n in either.items() if f == field)
        print(f"{field:<10} F1 over all {100 * 2 * shared / told:.1f}%")
        by_label = sorted((2 * both[key] / n, key[1]) for key, n in either.items() if key[0] == field)
        print("           " + ", ".join(f"{label} {100 * share:.0f}" for share, label in by_label))
    print(f"asks       read exactly {100 * asks / len(rows):.1f}%")
    print(f"clean      {clean} turns without a mistake, {flagged} told of one")
    print(f"loading    processor {loading:.0f} ms")
    print(f"a turn     processor p50 {times[len(times) // 2]:.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms")


def _loaded(first: TurnToJudge) -> float:
    """Milliseconds of processor time of a first turn that takes every road, so that all models are loaded."""
    start = time.process_time()
    judge(first.scenario, course_of(first.scenario, first.history, read_turn), EVERYTHING)
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TURNS)
