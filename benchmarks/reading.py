"""How well messages are read, unseen beside seen: F1 on voices that nothing learns from, on those of them that were
written around what is hard, and on those that the net learned.

    python -m benchmarks.reading [--seen 40]

SEEN is how many messages of each learned voice are asked; the same ones in every run.
"""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path

from coach.understanding.learn.examples import examples_in
from coach.understanding.learn.labels import Labelled, read_voice
from coach.understanding.learn.score import HEADS, f1, said_by, tally
from coach.understanding.learn.train import VOICES
from coach.understanding.net import reading_net

TESTS = Path(__file__).resolve().parents[1] / "tests" / "coach" / "understanding"


def main() -> None:
    """Ask both kinds, and print a row a head."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seen", type=int, default=40)
    wanted = asked.parse_args()
    heads = said_by(reading_net())
    unseen, hard = (
        [m for path in sorted((TESTS / folder).glob("*.txt")) for m in read_voice(path)]
        for folder in ("voices", "voices_hard")
    )
    seen: list[Labelled] = []
    for path in sorted(VOICES.glob("*.txt")):
        seen += islice(read_voice(path), wanted.seen)
    held = [tally(heads, examples_in(messages)) for messages in (unseen, hard, seen)]
    print(f"{'head':16}{f'unseen ({len(unseen)})':>16}{f'hard ({len(hard)})':>16}{f'seen ({len(seen)})':>16}")
    for head in HEADS:
        print(f"{head:16}" + "".join(f"{f1(t.pairs[head]):16.3f}" for t in held))


if __name__ == "__main__":
    main()
