"""Whether a page still waits for something that it asked the server for."""

from __future__ import annotations

import time
from typing import Any

QUIET = 0.35  # seconds without anything on its way; what follows an answer is asked for at once
_UNDER_WAY: dict[int, set[Any]] = {}


def watched(page: Any) -> Any:
    """The page, from now on followed in what it asks of Gradio's queue: each event is a call, and the answers to all of them one stream."""
    under_way = _UNDER_WAY[id(page)] = set()
    page.on("request", lambda r: under_way.add(r) if "/queue/" in r.url else None)
    page.on("requestfinished", lambda r: under_way.discard(r))
    page.on("requestfailed", lambda r: under_way.discard(r))
    return page


def settled(page: Any, most: float = 40) -> None:
    """Wait until all that the page asked for is there, and drawn; AssertionError after `most` seconds."""
    under_way = _UNDER_WAY[id(page)]
    end, since = time.monotonic() + most, time.monotonic()
    while time.monotonic() - since < QUIET:
        page.wait_for_timeout(50)
        if under_way:
            since = time.monotonic()
        assert time.monotonic() < end, f"still under way: {[r.url for r in under_way]}"
    page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
