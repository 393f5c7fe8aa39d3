"""The page in a real browser: ask, follow up, see the sources; nothing is fetched from elsewhere."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.shelf import TEXTS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine; `apt-get install chromium` brings it"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A coach serving the small guides, as `coach serve` does, in a process of its own."""
    folder = tmp_path_factory.mktemp("page")
    for slug, text in TEXTS.items():
        path = folder / "guides" / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from coach.cli import main; main()", "serve", "--guides", str(folder / "guides")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--store", str(folder / "store"), "--port", str(port)], stdout=log, stderr=log
        )
    try:
        _wait(port, server, folder / "log")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, log.read_text()
        time.sleep(0.1)
    raise AssertionError("the page did not come up within a minute")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_ask_follow_up_and_see_the_source(address: str, browser: Any, width: int, height: int) -> None:
    """On a desk and on a phone: the answer and its source appear, a follow-up keeps the topic, no error, no foreign request."""
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    errors: list[str] = []
    foreign: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else foreign.append(r.url))
    page.goto(address)
    page.wait_for_selector("#box textarea")
    page.fill("#box textarea", "what base does northwind pay a data engineer in new york?")
    page.press("#box textarea", "Enter")
    page.wait_for_selector("#side .cite")
    assert "$170K–$215K" in page.inner_text("#chat")
    assert "northwind/data-engineer" in page.inner_text("#side")
    page.fill("#box textarea", "and in Chicago?")
    page.press("#box textarea", "Enter")
    page.wait_for_function("document.querySelector('#chat').innerText.includes('$150K–$190K')")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    assert not errors
    assert not foreign
    context.close()
