"""No question is lost that was sent in the moment in which a stream of answers ended."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from coach.server.streams import Streams

CLOSE = b'data: {"msg":"close_stream"}\n\n'
DONE = b'data: {"msg":"process_completed","event_id":"a"}\n\n'


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for body in (DONE, CLOSE) if scope["path"].endswith("data") else (b"{}",):
        await send({"type": "http.response.body", "body": body, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _call(app: Streams, path: str, owner: str, told: list[tuple[float, bytes]]) -> None:
    async def send(message: Message) -> None:
        told.append((time.monotonic(), message.get("body", b"start")))

    async def receive() -> Message:
        return {"type": "http.request"}

    await app({"type": "http", "path": f"/gradio_api/queue/{path}", "owner": owner}, receive, send)


@pytest.mark.parametrize(("owner", "waits"), [("ann", True), ("bob", False)])
def test_a_question_after_the_end_is_acknowledged_once_the_page_knows_of_it(owner: str, waits: bool) -> None:
    """Whoever's stream has just ended; others do not wait."""
    streams, stream, join = Streams(_app), [], []  # type: ignore[var-annotated]

    async def both() -> None:
        await _call(streams, "data", "ann", stream)
        await _call(streams, "join", owner, join)

    asyncio.run(both())
    (closed,) = [at for at, body in stream if body == CLOSE]
    assert (join[0][0] - closed > 0.3) is waits


def test_what_follows_an_answer_finds_its_stream_open() -> None:
    """The stream's next word after an answer waits for a moment; a question meanwhile is not held."""
    streams, stream, join = Streams(_app), [], []  # type: ignore[var-annotated]

    async def both() -> None:
        listening = asyncio.create_task(_call(streams, "data", "ann", stream))
        await asyncio.sleep(0.02)
        await _call(streams, "join", "ann", join)
        await listening

    asyncio.run(both())
    at: dict[bytes, Any] = {body: when for when, body in stream}
    assert at[CLOSE] - at[DONE] > 0.08
    assert join[0][0] < at[CLOSE]
