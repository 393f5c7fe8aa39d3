"""A stream of answers that ends -> no question that was sent in that moment is lost.

Gradio tells a page's answers in one stream, ends it when no question is open, and the page opens another with its next
question, unless it takes the last one to be open still. A question that reaches the server after the end was told, and
is acknowledged before the page has heard of the end, is answered to nobody: it stays in the box, as if nothing had been
sent. On a slow line that is a part of a second after every answer and after the page has opened.

A call whose answer was read to its end has no stream any more, where Gradio would send heartbeats for ever. Who reads
what is told to the `Readers`.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import nullcontext
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coach.ui.readers import Readers

_CALL = re.compile(r"/gradio_api/call/(?:v2/)?[^/]+/([^/]+)")
_READ = "That answer has been read already, or is not there any more. Please call again.\n"
_COMPLETED, _CLOSES = b'"msg":"process_completed"', b'"msg":"close_stream"'
_LINGERS = 0.1  # seconds in which what follows an answer joins the stream that is there
_HELD = 1.0  # seconds after an end in which no question is acknowledged; by then the page has heard of the end
_ENDS = 10_000  # that are remembered


class Streams:
    """Lets a stream linger, acknowledges what comes after its end once the page knows of the end, and gives none for a
    call that is over."""

    def __init__(
        self, app: ASGIApp, readers: Readers | None = None, is_open: Callable[[str], bool] | None = None
    ) -> None:
        """Wrap `app`, by whose requests `scope["owner"]` is known; `is_open` says whether a call has still something to
        tell."""
        self.app, self.readers, self.is_open = app, readers, is_open
        self._ended: OrderedDict[str, float] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; only the moments of its answer differ."""
        path = str(scope.get("path", "")).rstrip("/") if scope["type"] == "http" else ""
        owner = str(scope.get("owner") or "")
        call = _CALL.fullmatch(path) if scope.get("method") == "GET" else None
        if call and self.is_open and not self.is_open(call[1]):
            await PlainTextResponse(_READ, 410)(scope, receive, send)
            return
        stream = call[1] if call else ""
        if path.endswith("/queue/data"):
            send = self._lingering(owner, send)
            asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
            stream = asked.get("session_hash", [""])[0]
        elif path.endswith("/queue/join"):
            send = self._held(owner, send)
        with self.readers.reading(stream) if self.readers and stream else nullcontext():
            await self.app(scope, receive, send)

    def _lingering(self, owner: str, send: Send) -> Send:
        async def out(message: Message) -> None:
            body = message.get("body", b"")
            if _CLOSES in body:
                self._ended[owner] = time.monotonic()
                self._ended.move_to_end(owner)
                while len(self._ended) > _ENDS:
                    self._ended.popitem(last=False)
            await send(message)
            if _COMPLETED in body:
                await asyncio.sleep(_LINGERS)

        return out

    def _held(self, owner: str, send: Send) -> Send:
        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                await asyncio.sleep(max(0.0, self._ended.get(owner, -_HELD) + _HELD - time.monotonic()))
            await send(message)

        return out
