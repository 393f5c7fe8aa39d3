"""Hostile senders beside ordinary users, on a built index: what the ordinary ones wait, alone and then beside the
others.

    python -m benchmarks.siege GUIDES [--users 30] [--hostile 20] [--each 10]

Ordinary users ask questions that have answers, over the page's own queue, with a pause between two as people make.
Hostile ones send without a pause what costs most to read: runs of digits and letters, lists of names and figures, texts
as long as are let in. All limits on how often one may ask are off, so that only the reading itself is measured. The
naive way beside it is the same without the hostile.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import statistics
import string
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.page import Server, User, p95
from coach.keeper.evaluate import make_questions
from index.build import build
from index.reader import open_index
from index.settings import Settings

_LENGTH = 3900
_PAUSE = 2.0  # seconds between an answer and the next question of an ordinary user, on average


def hostile(draw: random.Random, names: list[str]) -> list[str]:
    """Messages that were slow to read once, or are slowest now."""
    words = ["".join(draw.choices(string.ascii_lowercase, k=draw.randint(1, 6))) for _ in range(_LENGTH)]
    texts = [
        "9" * _LENGTH, "\n" * _LENGTH + "x", "100k " * 780, "Ally " * 780, "s" * 990, "\ud83d " * 900,
        " ".join(f"{100 + n}k" for n in range(780)), " ".join(str(100_000 + n) for n in range(550)),
        " ".join(words), ".".join(words), "-".join(words), "\n".join(words), " and ".join(w.title() for w in words),
        " ".join(draw.choices(names, k=600)),
        " ".join(f"{n} offered {draw.randint(100, 300)}k" for n in draw.choices(names, k=200)),
        "".join(draw.choices("().,;:!?-–'\"$%/&", k=_LENGTH)), "".join(draw.choices(string.printable, k=_LENGTH)),
    ]  # fmt: skip
    return [t[:_LENGTH] for t in texts]


async def ordinary(
    address: str, config: dict[str, Any], count: int, each: int, questions: list[str]
) -> tuple[list[float], list[str]]:
    """Seconds to each whole answer, and what failed."""
    took: list[float] = []
    failed: list[str] = []

    async def one(n: int) -> None:
        draw = random.Random(n)  # noqa: S311 - moments, not secrets
        user = User(address, config)
        await user.open()
        for k in range(each):
            await asyncio.sleep(draw.uniform(0, 2 * _PAUSE))
            try:
                took.append(await user.ask(questions[(n * each + k) % len(questions)]))
            except (RuntimeError, httpx.HTTPError) as error:
                failed.append(f"{type(error).__name__}: {error}"[:200])
        await user.close()

    await asyncio.gather(*(one(n) for n in range(count)))
    return took, failed


async def beset(address: str, config: dict[str, Any], count: int, texts: list[str]) -> None:
    """Send hostile texts for ever, each sender one after the other."""

    async def one(n: int) -> None:
        user = User(address, config)
        await user.open()
        try:
            for k in range(n, 1_000_000):
                with contextlib.suppress(RuntimeError, httpx.HTTPError):
                    await user.ask(texts[k % len(texts)])
        finally:
            await user.close()

    await asyncio.gather(*(one(n) for n in range(count)))


async def pulse(address: str) -> list[float]:
    """Seconds that /health takes, five times a second, until cancelled."""
    took: list[float] = []
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        with contextlib.suppress(asyncio.CancelledError):
            while True:
                begin = time.perf_counter()
                await client.get("/health")
                took.append(time.perf_counter() - begin)
                await asyncio.sleep(0.2)
    return took


async def measured(
    address: str, config: dict[str, Any], args: argparse.Namespace, questions: list[str], texts: list[str]
) -> tuple[list[float], list[str], list[float]]:
    """The ordinary users' seconds and failures, and those of /health, beside hostile senders where there are
    `texts`."""
    beating = asyncio.create_task(pulse(address))
    besieging = asyncio.create_task(beset(address, config, args.hostile, texts)) if texts else None
    await asyncio.sleep(2)
    took, failed = await ordinary(address, config, args.users, args.each, questions)
    for task in (besieging, beating):
        if task:
            task.cancel()
    if besieging:
        await asyncio.gather(besieging, return_exceptions=True)
    return took, failed, await beating


def main() -> None:
    """Measure both in one run and print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("guides", type=Path)
    asked.add_argument("--users", type=int, default=30)
    asked.add_argument("--hostile", type=int, default=20)
    asked.add_argument("--each", type=int, default=10)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = Settings(store=folder / "store", guides=args.guides)
        build(settings)
        index = open_index(settings)
        questions = [q.question for q in make_questions(index, 200, 7)]
        names = sorted({row.slug.split("/")[0].replace("-", " ").title() for row in index.guides()})
        texts = hostile(random.Random(7), names)  # noqa: S311 - texts, not secrets
        server = Server(args.guides, folder)
        try:
            server.up()
            config = httpx.get(f"{server.address}/config").json()
            asyncio.run(ordinary(server.address, config, 4, 3, questions))  # what is loaded once is loaded
            alone = asyncio.run(measured(server.address, config, args, questions, []))
            beside = asyncio.run(measured(server.address, config, args, questions, texts))
        finally:
            server.stop()
    table = Table(
        f"{args.users} ordinary users, {args.each} questions each", "alone", f"beside {args.hostile} hostile",
        title=f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} after the run",
    )  # fmt: skip
    for name, of in (("answer, p50", statistics.median), ("answer, p95", p95), ("answer, slowest", max)):
        table.add_row(name, *(f"{of(took) * 1000:.0f} ms" for took, _, _ in (alone, beside)))
    table.add_row("failed", *(str(len(failed)) for _, failed, _ in (alone, beside)))
    for name, of in (("/health, p95", p95), ("/health, slowest", max)):
        table.add_row(name, *(f"{of(took) * 1000:.0f} ms" for _, _, took in (alone, beside)))
    ratio = p95(beside[0]) / p95(alone[0])
    table.add_row("p95 beside to alone", "", f"{ratio:.2f} × (wanted: ≤ 2)")
    Console(width=120).print(table)
    for said in [*alone[1], *beside[1]][:5]:
        print(said)


if __name__ == "__main__":
    main()
