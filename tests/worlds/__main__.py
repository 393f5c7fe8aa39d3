"""`python -m tests.worlds SEED`: make a folder, ask about every company in it, and print how the coach did."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.worlds.coached import asking
from tests.worlds.judge import judge, misses, table
from tests.worlds.make import make_world
from tests.worlds.questions import plain, questions
from tests.worlds.voices import about_no_company, first_questions


def main() -> None:
    """Print the tally of one seed, and with --misses what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.worlds", description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("--companies", type=int, default=400)
    parser.add_argument("--per-company", type=int, default=1)
    parser.add_argument("--misses", type=int, default=0, help="print so many questions that did not end right")
    wanted = parser.parse_args()
    world = make_world(wanted.seed, wanted.companies)
    asks = questions(world, wanted.seed, first_questions(), wanted.per_company)
    others = plain(world, wanted.seed, about_no_company())
    with tempfile.TemporaryDirectory() as folder:
        world.write(Path(folder))
        ask = asking(Path(folder))
        judged, negatives = judge(asks, ask), judge(others, ask)
    sys.stdout.write(f"{table(judged)}\n\nMessages about no company:\n{table(negatives)}\n")
    if wanted.misses:
        sys.stdout.write(f"\n{misses(judged, wanted.misses)}\n\n{misses(negatives, wanted.misses)}\n")


if __name__ == "__main__":
    main()
