"""What the browser tests share: a free port, a page served by a process of its own, and headless Chromium."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.index.conftest import lend
from tests.server.processes import await_open, begun, python
from tests.shelf import TEXTS
from tests.ui.tabs import Tabs

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE_MS = 120_000  # how long a state is waited for; an idle machine shows it in one or two seconds
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[str]:
    """The address of a page that `command` serves at `port`; the process ends with the block."""
    with log.open("wb") as out:
        server = begun(python(*command), out, out)
    try:
        await_open(port, server)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, served_model: Path) -> Iterator[str]:
    """A coach serving the small guides, as `coach serve` does."""
    folder = tmp_path_factory.mktemp("page")
    lend(served_model, "static", folder / "store")
    for slug, text in TEXTS.items():
        path = folder / "guides" / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    port = free_port()
    command = ["-c", "from coach.cli import main; main()", "serve", "--guides", str(folder / "guides")]
    kept = f"sqlite:///{folder / 'kept.sqlite'}"
    with running(
        [*command, "--store", str(folder / "store"), "--database", kept, "--port", str(port)], port, folder / "log"
    ) as at:
        yield at


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A page on the scripted coach: its address and its log."""
    port = free_port()
    log = tmp_path_factory.mktemp("stage") / "log"
    with running(["-m", "tests.ui.stage", str(port), str(log.with_name("kept.sqlite"))], port, log) as at:
        yield at, log


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine; `apt-get install chromium` brings it")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        opened = chromium.new_context

        def patient(**wanted: Any) -> Any:
            context = opened(**wanted)
            context.set_default_timeout(PATIENCE_MS)
            return context

        chromium.new_context = patient  # type: ignore[method-assign]
        chromium.tabs = Tabs(chromium)  # type: ignore[attr-defined]
        yield chromium
        chromium.close()
