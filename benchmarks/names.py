"""How long it takes to read a message's names, with 50 and with 5,000 companies: `python -m benchmarks.names`."""

from __future__ import annotations

import gc
import statistics
import sys
import time

from index.names import Job, Names, learn_names
from tests.worlds.make import make_world
from tests.worlds.questions import questions
from tests.worlds.voices import first_questions

SEED, FEW, MANY, MESSAGES = 3, 50, 5000, 600


def names_of(companies: int) -> tuple[Names, float]:
    """The names of a made-up folder, and the seconds that it took to learn them."""
    world = make_world(SEED, companies)
    jobs = [Job(c.slug, r.slug, c.name, r.title, c.ticker) for c in world.companies for r in c.roles]
    start = time.perf_counter()
    return learn_names(jobs, frozenset()), time.perf_counter() - start


def milliseconds(names: Names, texts: list[str]) -> list[float]:
    """The processor's time that each text takes, sorted: what else runs on the machine does not count."""
    taken = []
    for text in texts:
        start = time.process_time()
        names.find(text)
        taken.append((time.process_time() - start) * 1000)
    return sorted(taken)


def main() -> None:
    """Print p50 and p95 of the same messages over both folders, and their ratio."""
    asks = questions(make_world(SEED, 400), SEED, first_questions(), 2)
    texts = list(dict.fromkeys(a.text for a in asks))[:MESSAGES]
    middle = {}
    for companies in (FEW, MANY):
        names, learnt = names_of(companies)
        names.find(texts[0])  # the models are loaded at the first message
        gc.collect()
        taken = milliseconds(names, texts[1:])
        middle[companies] = statistics.median(taken)
        print(
            f"{companies} companies: p50 {middle[companies]:.1f} ms, p95 {taken[int(0.95 * len(taken))]:.1f} ms, "
            f"learnt in {learnt:.2f} s ({len(texts)} messages)"
        )
    print(f"p50 of {MANY} to {FEW}: {middle[MANY] / middle[FEW]:.2f}")


if __name__ == "__main__":
    sys.exit(main())
