"""Latency of whole answers and of retrieval at N guides, and at ten times as many (copies under other company names).

    python -m benchmarks.query GUIDES [--times 10] [--questions 200] [--backend static] [--store DIR]

Copies get another company folder and name, so that their chunks differ from the original's and from
each other's. Each question is asked once to warm up, then timed.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coach.dialogue.turn import Turn
from coach.keeper.evaluate import make_questions
from coach.turn import Coach
from index.build import build
from index.catalog import PayQuery
from index.reader import Index, open_index
from index.settings import Settings

QUESTIONS = (
    "how do I ask for a signing bonus?",
    "what can I say when they tell me this is the best offer?",
    "is the stock a four year grant or per year?",
    "which skills are paid extra?",
    "where do these numbers come from?",
    "what would my level be called elsewhere?",
)


def copy_guides(source: Path, target: Path, times: int) -> None:
    """Write the guides `times` times; all but the first under other company names."""
    for path in sorted(source.glob("*/*.md")):
        text = path.read_text(encoding="utf-8")
        name = path.parent.name.replace("-", " ").title()
        for n in range(times):
            company = path.parent.name if n == 0 else f"{path.parent.name}-c{n}"
            copy = target / company / path.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text if n == 0 else text.replace(name, f"{name} C{n}"), encoding="utf-8")


def timings(ask: Callable[[int], object], count: int) -> tuple[float, float]:
    """p50 and p95 in milliseconds."""
    took = []
    for n in range(count):
        ask(n)
        begin = time.perf_counter()
        ask(n)
        took.append(1000 * (time.perf_counter() - begin))
    return statistics.median(took), sorted(took)[int(0.95 * count)]


def first_times(ask: Callable[[int], object], count: int) -> tuple[float, float]:
    """p50 and p95 in milliseconds of asking each once; three others have warmed up the process."""
    took = []
    for n in range(3, count):
        begin = time.perf_counter()
        ask(n)
        took.append(1000 * (time.perf_counter() - begin))
    return statistics.median(took), sorted(took)[int(0.95 * len(took))]


def measure(index: Index, count: int) -> dict[str, tuple[float, float]]:
    """Time the ways to ask."""
    draw = random.Random(1)  # noqa: S311 - a sample, not a secret
    guides = [draw.choice(index.guides()) for _ in range(count)]
    asked = [QUESTIONS[n % len(QUESTIONS)] for n in range(count)]
    index.preload()
    coach = Coach(index)
    questions = [q.question for q in make_questions(index, count, seed=2)]
    return {
        "a whole reply, asked for the first time": first_times(lambda n: coach.reply(Turn(questions[n])), count),
        "a whole reply, asked again": timings(lambda n: coach.reply(Turn(questions[n])), count),
        "passages inside a guide": timings(lambda n: index.search(asked[n], (guides[n].slug,)), count),
        "passages across guides": timings(lambda n: index.search(f"{guides[n].company_name} {asked[n]}"), count),
        "levers across guides": timings(lambda n: index.search(asked[n], kinds=("lever",)), count),
        "a guide, parsed": timings(lambda n: index.guide(guides[n].slug), count),
        "pay of a role in a place": timings(
            lambda n: index.pays(PayQuery(roles=(guides[n].role,), places=("london",), components=("base",))), count
        ),
        "refresh": timings(lambda n: index.refresh(), count),
    }


def main() -> None:
    """Build both indexes (or take them from --store) and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("guides", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--backend", default="static", choices=("static", "onnx", "onnx-int8", "torch"))
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()

    work = options.store or Path(tempfile.mkdtemp(prefix="coach-query-"))
    results = []
    for times in (1, options.times):
        root = work / f"guides-{times}"
        if not root.is_dir():
            copy_guides(options.guides, root, times)
        settings = Settings(store=work / f"store-{times}", guides=root, embedding_backend=options.backend)
        begin = time.perf_counter()
        version = build(settings).version
        print(
            f"{version.guides} guides, {version.chunks} chunks: built in {time.perf_counter() - begin:.0f} s",
            flush=True,
        )
        results.append(measure(open_index(settings), options.questions))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nms, p50 / p95; peak memory with the builds {memory:.0f} MB\n")
    print(f"| what | N | {options.times}N | ratio of p50 |\n|---|---|---|---|")
    for what, (p50, p95) in results[0].items():
        big50, big95 = results[1][what]
        print(f"| {what} | {p50:.2f} / {p95:.2f} | {big50:.2f} / {big95:.2f} | {big50 / max(p50, 0.001):.1f} |")
    if not options.store:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
