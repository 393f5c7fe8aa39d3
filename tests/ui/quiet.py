"""Whether a page still waits for something that it asked the server for, and whether anything on it still moves."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

QUIET = 0.35  # seconds without anything on its way; what follows an answer is asked for at once
IDLE = 5.0  # seconds after which a stream of Gradio's is taken to be one on which nothing comes any more


FRAMES = 20  # in which nothing moved
_FRAME = "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
_STILL = """([selector, frames]) => {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  const now = box && [selector, box.x, box.y, box.width, box.height, window.scrollY].join(" ");
  const held = window.heldStill ?? {};
  window.heldStill = {now, count: now && now === held.now ? held.count + 1 : 0};
  return window.heldStill.count >= frames;
}"""


@dataclass
class _Traffic:
    """The calls of Gradio's queue that are under way, and when one last began or ended."""

    under_way: set[Any] = field(default_factory=set)
    changed: float = 0.0

    def begun(self, request: Any) -> None:
        if "/queue/" in request.url:
            self.under_way.add(request)
            self.changed = time.monotonic()

    def ended(self, request: Any) -> None:
        if request in self.under_way:
            self.under_way.discard(request)
            self.changed = time.monotonic()


_TRAFFIC: dict[int, _Traffic] = {}


def watched(page: Any) -> Any:
    """The page, from now on followed in what it asks of Gradio's queue: each event is a call, and the answers to all of them one stream."""
    traffic = _TRAFFIC[id(page)] = _Traffic()
    page.on("request", traffic.begun)
    page.on("requestfinished", traffic.ended)
    page.on("requestfailed", traffic.ended)
    return page


def forgotten(page: Any) -> Any:
    """The page, whose last visitor has left with all that was asked for."""
    _TRAFFIC[id(page)].under_way.clear()
    return page


def settled(page: Any, most: float = 60) -> None:
    """Wait until all that the page asked for is there, and drawn; AssertionError after `most` seconds.

    Where an answer is quicker than the word that its question has arrived, Gradio opens one stream more, on which nothing comes.
    """
    traffic, began = _TRAFFIC[id(page)], time.monotonic()
    while True:
        page.evaluate(_FRAME)  # what arrives meanwhile is seen
        still = time.monotonic() - max(began, traffic.changed)
        if still > (IDLE if traffic.under_way else QUIET):
            break
        assert time.monotonic() < began + most, f"still under way: {[r.url for r in traffic.under_way]}"
    page.evaluate(_FRAME)


def still(page: Any, selector: str = "main, gradio-app, body") -> None:
    """Wait until something has stood where it stands, in its size, for so many frames; Playwright's TimeoutError else."""
    page.evaluate("window.heldStill = null")
    page.wait_for_function(_STILL, arg=[selector, FRAMES], polling="raf")
