"""Two workers side by side, as docs/serving.md sets them up: Postgres, a Chroma server, a store that builds write to."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import pytest

from coach.conversations.database import open_database
from index.settings import Backend
from index.versions import read_current
from tests.index.conftest import lend
from tests.server.processes import COACH, Process, await_answer, await_open, python, started
from tests.server.visitor import Visitor
from tests.shelf import TEXTS
from tests.ui.conftest import free_port

POSTGRES = shutil.which("postgres")
CHROMA = str(Path(sys.executable).parent / "chroma")
ASK = "what base does northwind pay a data engineer in new york?"
PROSE = "is their best offer really the last word, and how do I test that?"
pytestmark = pytest.mark.skipif(
    POSTGRES is None, reason="no Postgres on this machine; `apt-get install postgresql` brings it"
)


@dataclass(frozen=True, slots=True)
class Site:
    """Two workers and what they share."""

    folder: Path
    env: dict[str, str]
    workers: tuple[Process, ...]
    addresses: tuple[str, ...]
    chroma: Process

    def build(self) -> None:
        """Bring the index up to the guides, as the keeper of the guides does."""
        build = python(*COACH, "index", "build", str(self.folder / "guides"))
        subprocess.run(build, check=True, capture_output=True, env={**os.environ, **self.env}, timeout=120)


@pytest.fixture
def postgres() -> Iterator[str]:
    """The URL of a fresh database; Postgres refuses to run as root, so it runs as nobody there."""
    folder = Path(tempfile.mkdtemp(prefix="coach-pg-"))
    user = "nobody" if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    initdb = [
        "initdb",
        "-D",
        str(folder / "data"),
        "-U",
        "coach",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-locale",
        "--no-sync",
    ]
    subprocess.run(initdb, check=True, capture_output=True, user=user, cwd=folder, timeout=60)
    port = free_port()
    serve = [str(POSTGRES), "-D", str(folder / "data"), "-p", str(port), "-k", str(folder), "-h", "127.0.0.1", "-F"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(serve, stdout=log, stderr=log, user=user, cwd=folder)
    try:
        await_open(port, process)
        yield f"postgresql://coach@127.0.0.1:{port}/postgres"
    finally:
        process.send_signal(signal.SIGINT)  # at once; its SIGTERM would wait for whoever is connected
        process.wait(20)
        shutil.rmtree(folder)


@pytest.fixture
def site(tmp_path: Path, postgres: str, tiny_model: Path, made: Callable[[Backend], Path]) -> Iterator[Site]:
    """Two workers that answer, on guides built beforehand."""
    for slug, text in TEXTS.items():
        path = tmp_path / "guides" / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lend(made("static"), "static", tmp_path / "store")
    port, ports = free_port(), (free_port(), free_port())
    env = {
        "COACH_STORE": str(tmp_path / "store"), "COACH_CHROMA_URL": f"http://127.0.0.1:{port}", "COACH_DATABASE": postgres,
        "COACH_EMBEDDING_MODEL": str(tiny_model), "COACH_LOG": "json", "COACH_GUIDES_PAGE": "off",
    }  # fmt: skip
    (tmp_path / "empty").mkdir()
    with ExitStack() as stack:
        command = [CHROMA, "run", "--path", str(tmp_path / "chroma"), "--host", "127.0.0.1", "--port", str(port)]
        chroma = stack.enter_context(started(command, tmp_path, "chroma"))
        await_answer(f"http://127.0.0.1:{port}/api/v2/heartbeat", chroma)
        site = Site(tmp_path, env, (), (), chroma)
        site.build()
        workers = tuple(
            stack.enter_context(
                started(
                    python(*COACH, "serve", "--port", str(at)),
                    tmp_path,
                    f"worker{number}",
                    cwd=tmp_path / "empty",
                    **env,
                )
            )
            for number, at in enumerate(ports)
        )
        addresses = tuple(f"http://127.0.0.1:{at}" for at in ports)
        for worker, address in zip(workers, addresses, strict=True):
            await_answer(f"{address}/ready", worker)
        yield Site(tmp_path, env, workers, addresses, chroma)


def test_workers_that_start_together_make_the_tables_once(postgres: str) -> None:
    """Each opens an empty database at the same moment, and none fails."""
    together = Barrier(8)

    def opened(_: int) -> None:
        together.wait()
        open_database(postgres).dispose()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(opened, range(8))) == [None] * 8


def test_two_workers_are_one_coach(site: Site) -> None:
    """A conversation goes on at the other, a build reaches both, and the loss of one leaves the other answering."""
    version = read_current(site.folder / "store")
    assert version.vectors
    assert version.server == site.env["COACH_CHROMA_URL"]

    first = Visitor(site.addresses[0])
    assert "$170K–$215K" in first.ask(ASK)
    second = Visitor(site.addresses[1], first.client.cookies)
    assert "$170K–$215K" in second.opened()
    assert "$150K–$190K" in second.ask("and in Chicago?")
    back = Visitor(site.addresses[0], first.client.cookies)
    assert "and in Chicago?" in back.opened()
    assert "and in Chicago?" not in Visitor(site.addresses[0]).opened()

    guide = site.folder / "guides" / "northwind" / "data-engineer.md"
    guide.write_text(guide.read_text(encoding="utf-8").replace("$170K–$215K", "$171K–$216K"), encoding="utf-8")
    site.build()
    for address in site.addresses:
        assert "$171K–$216K" in Visitor(address).ask(ASK)
        assert "which part is final" in Visitor(address).ask(PROSE)

    site.chroma.kill()
    site.chroma.wait(20)
    for address, left in zip(site.addresses, ("worker0", "worker1"), strict=True):
        assert "which part is final" in Visitor(address).ask(PROSE)
        assert "Chroma does not answer" in (site.folder / f"{left}.err").read_text()

    site.workers[0].kill()
    site.workers[0].wait(20)
    left = Visitor(site.addresses[1], first.client.cookies)
    assert "and in Chicago?" in left.opened()
    assert "$171K–$216K" in left.ask(ASK)
    site.workers[1].terminate()
    assert site.workers[1].wait(20) == 0
