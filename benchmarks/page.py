"""The pages under load, on a built index: start, first words in the browser, many users at once, memory over many
turns.

    python -m benchmarks.page GUIDES [--users 30] [--each 10] [--turns 2000] [--store DIR]

Users send their questions as the browser does: over the page's own queue, each with a cookie of their own, and read the
answer's stream to its end. The naive way beside it is the same questions one after the other.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table

from coach.keeper.evaluate import make_questions
from index.build import build
from index.reader import open_index
from index.settings import Settings

FIRST = """
n => new Promise(done => {
  const begin = performance.now();
  const look = () => {
    const rows = document.querySelectorAll("#chat .bot-row");
    const text = rows.length > n ? rows[rows.length - 1].innerText.trim() : "";
    if (text && text !== "…") { clearInterval(timer); done(performance.now() - begin); }
    else if (performance.now() - begin > 20000) { clearInterval(timer); done(-1); }
  };
  const timer = setInterval(look, 4);
  document.querySelector("#box button.submit-button").click();
})
"""

DRAWN = """
new Promise(done => {
  const look = () => {
    const found = performance.getEntriesByName("first-contentful-paint")[0];
    if (found) done(found.startTime); else setTimeout(look, 20);
  };
  look();
})
"""
SLOW = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 50 * 1024,
    "uploadThroughput": 50 * 1024,
}  # bytes a second


class Server:
    """`coach serve` on a store of its own, with nothing limited."""

    def __init__(self, guides: Path, folder: Path) -> None:
        """Start it."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        command = [
            sys.executable,
            "-c",
            "from coach.cli import main; main()",
            "serve",
            "--guides",
            str(guides),
            "--port",
            str(self.port),
        ]
        stores = ["--store", str(folder / "store"), "--database", f"sqlite:///{folder / 'kept.sqlite'}"]
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            [*command, *stores], env={**os.environ, "COACH_RATE": "100000/minute"}, stdout=subprocess.DEVNULL
        )

    def up(self) -> float:
        """Seconds from the start until it answers."""
        while True:
            try:
                httpx.get(f"{self.address}/health", timeout=1)
                return time.perf_counter() - self.begun
            except httpx.TransportError:
                time.sleep(0.02)

    def megabytes(self) -> float:
        """What the process holds of memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def stop(self) -> None:
        """End it in order."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


class User:
    """One browser, by its cookie and session, without the browser."""

    def __init__(self, address: str, config: dict[str, Any]) -> None:
        """Find the question box's handler in the page's own configuration."""
        self.client = httpx.AsyncClient(base_url=address, timeout=60)
        self.session = uuid.uuid4().hex[:11]
        box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "box")
        handler = next(d for d in config["dependencies"] if [box, "submit"] in d["targets"])
        after = next(d for d in config["dependencies"] if d.get("trigger_after") == handler["id"])
        self.handler, self.after, self.box = handler["id"], after, box
        blank = {"state": None, "textbox": "", "dropdown": ""}
        kinds = {c["id"]: c["type"] for c in config["components"]}
        self.inputs = {i: blank.get(kinds[i], "") for i in (*handler["inputs"], *after["inputs"])}
        self.asked = handler["inputs"]

    async def open(self) -> None:
        """Get the page, and with it the cookie; and hold the line by which the server knows that it is open."""
        (await self.client.get("/", headers={"accept": "text/html"})).raise_for_status()
        self.line = asyncio.create_task(self._hold())

    async def _hold(self) -> None:
        async with self.client.stream("GET", f"/gradio_api/heartbeat/{self.session}", timeout=None) as line:
            async for _ in line.aiter_raw():
                pass

    async def close(self) -> None:
        """Leave the page."""
        self.line.cancel()
        await asyncio.gather(self.line, return_exceptions=True)
        await self.client.aclose()

    async def ask(self, words: str) -> float:
        """Seconds until the answer is whole; what the page does after it is waited for, but not counted. A failure
        raises."""
        begin = time.perf_counter()
        await self._sent(self.handler, [words if i == self.box else self.inputs[i] for i in self.asked])
        took = time.perf_counter() - begin
        await self._sent(self.after["id"], [self.inputs[i] for i in self.after["inputs"]])
        return took

    async def _sent(self, handler: int, data: list[Any]) -> None:
        """Send one event over the queue and read its stream to the end."""
        told = {
            "data": data,
            "fn_index": handler,
            "session_hash": self.session,
            "event_data": None,
            "trigger_id": self.box,
        }
        joined = await self.client.post("/gradio_api/queue/join", json=told)
        joined.raise_for_status()
        event = joined.json()["event_id"]
        async with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            async for line in stream.aiter_lines():
                if not line.startswith("data:"):
                    continue
                said = json.loads(line[5:])
                if said.get("event_id") == event and said["msg"] == "process_completed":
                    if not said["success"]:
                        raise RuntimeError(str(said["output"])[:300])
                    return
        raise RuntimeError("the stream ended before the answer did")


async def at_once(
    address: str, config: dict[str, Any], users: int, each: int, questions: list[str]
) -> tuple[list[float], list[str], float]:
    """Each user asks without a pause: all seconds, what failed, and how long it all took."""
    took: list[float] = []
    failed: list[str] = []

    async def one(n: int) -> None:
        user = User(address, config)
        await user.open()
        for k in range(each):
            try:
                took.append(await user.ask(questions[(n * each + k) % len(questions)]))
            except (RuntimeError, httpx.HTTPError) as error:
                failed.append(f"{type(error).__name__}: {error}"[:200])
        await user.close()

    begin = time.perf_counter()
    await asyncio.gather(*(one(n) for n in range(users)))
    return took, failed, time.perf_counter() - begin


async def held(server: Server, config: dict[str, Any], turns: int, questions: list[str]) -> list[tuple[int, float]]:
    """Memory in megabytes after every tenth of the turns, by users who come, take 20 turns and leave, four at a
    time."""
    out, done, step = [], 0, max(1, turns // 10)
    while done < turns:
        for _ in range(max(1, step // 80)):
            await at_once(server.address, config, 4, 20, questions[done % 97 :])
            done += 80
        out.append((done, server.megabytes()))
    return out


def in_browser(address: str, begun: float, questions: list[str]) -> tuple[float, list[float]]:
    """Seconds until the box can be typed in, and milliseconds to the first words of each answer."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.wait_for_selector("#box textarea:enabled")
        ready = time.perf_counter() - begun
        page.wait_for_timeout(3000)
        first = []
        for words in questions:
            page.fill("#box textarea", words)
            first.append(page.evaluate(FIRST, page.locator("#chat .bot-row").count()))
            page.wait_for_selector("button.submit-button")
            page.wait_for_timeout(300)
        browser.close()
    return ready, first


def on_a_slow_line(address: str) -> tuple[float, float, float]:
    """Seconds at `SLOW` until something is drawn, a box takes words, and the page's own box has them."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW)
        begin = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.fill("#frame-box", "I have an offer")
        typed = time.perf_counter() - begin
        drawn: float = page.evaluate(DRAWN)
        page.wait_for_function("document.querySelector('#box textarea')?.value === 'I have an offer'", timeout=120_000)
        own = time.perf_counter() - begin
        browser.close()
    return drawn / 1000, typed, own


def p95(values: list[float]) -> float:
    """The value that 95 of 100 are below."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def main() -> None:
    """Measure it all in one run and print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("guides", type=Path)
    asked.add_argument("--users", type=int, default=30)
    asked.add_argument("--each", type=int, default=10)
    asked.add_argument("--turns", type=int, default=2000)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = Settings(store=folder / "store", guides=args.guides)
        build(settings)
        questions = [q.question for q in make_questions(open_index(settings), 200, 7)]
        table = Table(
            "What", "Measured", "Wanted", title=f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the run"
        )
        server = Server(args.guides, folder)
        try:
            up = server.up()
            ready, first = in_browser(server.address, server.begun, questions[:40])
            table.add_row("`coach serve` answers", f"{up:.1f} s", "")
            table.add_row("the box can be typed in", f"{ready:.1f} s", "≤ 8 s")
            table.add_row(
                "first words in the browser, median, p95 and slowest of 40",
                f"{statistics.median(first):.0f}, {p95(first):.0f} and {max(first):.0f} ms",
                "≤ 300 ms",
            )
            drawn, typed, own = on_a_slow_line(server.address)
            table.add_row("at 50 KB/s: something is drawn", f"{drawn:.1f} s", "≤ 1 s")
            table.add_row(
                "at 50 KB/s: a box takes words; the page's own box has them", f"{typed:.1f}; {own:.1f} s", "≤ 6 s"
            )
            config = httpx.get(f"{server.address}/config").json()
            alone, wrong, one_by_one = asyncio.run(at_once(server.address, config, 1, 30, questions))
            table.add_row(
                "one user alone, p50 and p95",
                f"{statistics.median(alone):.2f} and {p95(alone):.2f} s, {len(wrong)} failed",
                "",
            )
            took, failed, all_in = asyncio.run(at_once(server.address, config, args.users, args.each, questions))
            table.add_row(
                f"{args.users} users at once, {args.each} questions each, p50 and p95",
                f"{statistics.median(took):.2f} and {p95(took):.2f} s",
                "≤ 2 s",
            )
            table.add_row("the slowest, and failures", f"{max(took):.2f} s, {len(failed)} failed", "none")
            ratio = (len(took) / all_in) / (len(alone) / one_by_one)
            table.add_row("answers a second, at once to one by one", f"{len(took) / all_in:.1f} ({ratio:.1f} ×)", "")
            memory = asyncio.run(held(server, config, args.turns, questions))
            table.add_row(
                "memory after " + ", ".join(f"{n:,}" for n, _ in memory) + " turns",
                ", ".join(f"{m:.0f}" for _, m in memory) + " MB",
                "stable",
            )
        finally:
            server.stop()
    Console(width=160).print(table)
    for said in failed[:5]:
        print(said)


if __name__ == "__main__":
    main()
