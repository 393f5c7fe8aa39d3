"""A browser without a screen: one cookie, one open page, and the page's own events sent as the page sends them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any, ClassVar

import httpx


class Visitor:
    """Whoever has the Ask page open at `address`; with `cookies` it is somebody who was there before."""

    there: ClassVar[list[Visitor]] = []  # who has come and is not closed yet

    def __init__(self, address: str, cookies: httpx.Cookies | None = None) -> None:
        self.there.append(self)
        self.client = httpx.Client(base_url=address, cookies=cookies, timeout=30)
        self.session = secrets.token_hex(6)
        assert self.client.get("/").status_code == 200
        config = self.client.get("/config").json()
        self.config = config
        self.parts = {part["id"]: part for part in config["components"]}
        here = config["page"][""]["dependencies"]
        self.events = {d["api_name"]: d for d in config["dependencies"] if d["id"] in here}

    def opened(self) -> str:
        """What the page shows when it opens: everything that was sent to it, as JSON."""
        told = []
        for message in self.send("_opened"):
            told.append(message)
            if message["msg"] == "process_completed":
                break
        return json.dumps(told, ensure_ascii=False)

    def ask(self, message: str) -> str:
        """Ask and wait; everything that was sent to the page at the end, as JSON."""
        return json.dumps(self.done(self.send("_typed", message)), ensure_ascii=False)

    def send(self, event: str, first: str | None = None) -> Iterator[dict[str, Any]]:
        """Start `event` and return what the page is told until it is over; the fields are as they are at first."""
        wanted = self.events[event]
        data = [self.parts[i]["props"].get("value") for i in wanted["inputs"]]
        if first is not None:
            data[0] = first
        sent = {
            "data": data,
            "fn_index": wanted["id"],
            "session_hash": self.session,
            "trigger_id": wanted["targets"][0][0],
        }
        self.client.post("/gradio_api/queue/join", json=sent).raise_for_status()
        return self._told()

    def done(self, told: Iterator[dict[str, Any]]) -> dict[str, Any]:
        """The last thing that the page is told of an event."""
        return next(m for m in told if m["msg"] == "process_completed")

    def close(self) -> None:
        self.client.close()
        self.there.remove(self)

    def _told(self) -> Iterator[dict[str, Any]]:
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            for line in stream.iter_lines():
                if line.startswith("data:"):
                    yield json.loads(line[5:])
