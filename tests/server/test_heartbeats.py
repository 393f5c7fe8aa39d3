"""A visitor's tabs leave connections free: the oldest heartbeats end, none while its tab waits for an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from coach.server.heartbeats import MOST, Heartbeats


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    """A stream that goes on until whoever reads it is gone."""

    async def beats() -> object:
        with suppress(asyncio.CancelledError):
            while True:
                yield b"data: ALIVE\n\n"
                await asyncio.sleep(0.01)

    await StreamingResponse(beats())(scope, receive, send)  # type: ignore[arg-type]


class Tab:
    """What a tab asked for: whether its stream is over, and how often its end was told."""

    def __init__(self, app: Heartbeats, path: str, owner: str = "ann") -> None:
        self.ends, self.left = 0, asyncio.Event()
        path, _, query = path.partition("?")
        scope = {"type": "http", "path": f"/gradio_api/{path}", "query_string": query.encode(), "owner": owner}
        self.task = asyncio.create_task(app(scope, self._receive, self._send))

    async def _receive(self) -> Message:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self.ends += message["type"] == "http.response.body" and not message.get("more_body")


async def _soon(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.01)


def _played(talk: Callable[[Heartbeats], Awaitable[None]]) -> None:
    async def play() -> None:
        await talk(Heartbeats(_app))
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    asyncio.run(play())


def test_the_oldest_end_and_others_tabs_stay() -> None:
    """Each is told its end once."""

    async def talk(app: Heartbeats) -> None:
        other = Tab(app, "heartbeat/x", "bob")
        tabs = [Tab(app, f"heartbeat/{n}") for n in range(MOST + 3)]
        await _soon(lambda: all(t.task.done() for t in tabs[:3]))
        assert [t.ends for t in tabs] == [1, 1, 1, *[0] * MOST]
        assert not any(t.task.done() for t in (other, *tabs[3:]))
        tabs[-1].left.set()  # closed by hand
        await _soon(tabs[-1].task.done)

    _played(talk)


def test_none_ends_while_its_answer_is_on_the_way() -> None:
    """Gradio takes the end of a heartbeat for the end of the page, and stops its answers."""

    async def talk(app: Heartbeats) -> None:
        tab, answer = Tab(app, "heartbeat/a"), Tab(app, "queue/data?session_hash=a")
        others = [Tab(app, f"heartbeat/{n}") for n in range(MOST + 1)]
        await _soon(others[0].task.done)
        assert not tab.task.done()
        answer.left.set()
        await _soon(tab.task.done)

    _played(talk)
