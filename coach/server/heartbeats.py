"""Heartbeats of a visitor's tabs -> the last few of them, so that a browser has connections left for everything else.

Gradio holds one connection for each tab that is open, and a browser opens six to one host: with six tabs no question
would reach the server any more, nor would another page open. A tab whose heartbeat has ended goes on as before; what
Gradio holds for it stays for an hour after its last step, and what was said is kept anyway.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 2  # of one visitor's
_LOOKS = 0.5  # seconds between two looks whether an answer is whole


class Heartbeats:
    """Ends a visitor's oldest heartbeats, none before the answers are whole that its tab waits for."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`, by whose requests `scope["owner"]` is known."""
        self.app = app
        self._held: dict[str, list[asyncio.Event]] = {}
        self._answering: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a heartbeat ends when its turn has come."""
        path = str(scope.get("path", "")).rstrip("/") if scope["type"] == "http" else ""
        if "/heartbeat/" in path:
            await self._beating(path.rpartition("/")[2], scope, receive, send)
        elif path.endswith("/queue/data"):
            session = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("session_hash", [""])[0]
            self._answering[session] += 1
            try:
                await self.app(scope, receive, send)
            finally:
                self._answering[session] -= 1
                if not self._answering[session]:
                    del self._answering[session]
        else:
            await self.app(scope, receive, send)

    async def _beating(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        owner, ends = str(scope.get("owner") or ""), asyncio.Event()
        held = self._held.setdefault(owner, [])
        held.append(ends)
        for older in held[:-MOST]:
            older.set()

        async def ended() -> Message:
            await ends.wait()
            while self._answering[session]:
                await asyncio.sleep(_LOOKS)
            return {"type": "http.disconnect"}

        async def until() -> Message:
            """What the visitor sends next, or that the heartbeat is over."""
            waits = [asyncio.ensure_future(receive()), asyncio.ensure_future(ended())]
            try:
                done, _ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
                return done.pop().result()
            finally:
                for task in waits:
                    task.cancel()

        whole = False

        async def out(message: Message) -> None:
            nonlocal whole
            whole = message["type"] == "http.response.body" and not message.get("more_body")
            await send(message)

        try:
            await self.app(scope, until, out)
            if ends.is_set() and not whole:
                await out({"type": "http.response.body", "body": b""})
        finally:
            held.remove(ends)
            if not held:
                self._held.pop(owner, None)
