"""How long a turn takes along a talk: `python -m benchmarks.talk STORE` holds one of 80 turns and prints the early and
the late ones."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach
from index.reader import open_index
from index.settings import Settings

SAID = (
    "they offered me {n}k base, 60k rsu and a 10k sign on",
    "is that fair?",
    "sorry, {m} not {n}",
    "I make 150 now at my current place",
    "should I counter?",
    "I want to ask for 190, write the mail, short please",
    "they came back with {m}",
    "I'm scared they will pull the offer",
)
TURNS, SPAN = 80, 20


def main(argv: list[str]) -> None:
    """Print p50 and p95 of the first and the last turns, in ms, and their ratio."""
    coach = Coach(open_index(Settings(store=Path(argv[0]))))
    dialogue, times = Dialogue(), []
    coach.reply(Turn("hello"))
    for turn in range(TURNS):
        words = SAID[turn % len(SAID)].format(n=150 + turn % 7, m=160 + turn % 11)
        start = time.perf_counter()
        reply = coach.reply(Turn(words, dialogue=dialogue))
        times.append((time.perf_counter() - start) * 1000)
        dialogue = Dialogue.model_validate(reply.dialogue)
    first, last = sorted(times[:SPAN]), sorted(times[-SPAN:])
    for name, held in (("first", first), ("last", last)):
        print(
            f"{name} {SPAN} turns: p50 {statistics.median(held):.1f} ms, p95 {held[int(0.95 * len(held)) - 1]:.1f} ms"
        )
    print(f"last to first: {statistics.median(last) / statistics.median(first):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
