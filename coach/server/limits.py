"""What a request may bring: so many bytes, and only files that a letter can be."""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coach.letters import TYPES

_PART = re.compile(rb"^content-disposition:[^\r\n]*", re.I | re.M)
_NAME = re.compile(rb';\s*filename="([^"\r\n]*)"\s*$', re.I)
_CLOSED = re.compile(r"(?:/gradio_api)?/(?:file=(?:https?|ftp):|proxy=|process_recording|vibe|stream/)", re.I)
_UPLOAD = "/gradio_api/upload"


class Uploads:
    """Refuses bodies that are too large (413) and files of other kinds than letters (415), before anything is kept."""

    def __init__(self, app: ASGIApp, longest: int) -> None:
        """Wrap `app`; `longest` is in bytes."""
        self.app, self.longest = app, longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while it keeps to the limits."""
        if scope["type"] != "http" or scope["method"] not in ("POST", "PUT", "PATCH"):
            await self.app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "")
        if stated.isdigit() and int(stated) > self.longest:
            await PlainTextResponse(f"At most {self.longest:,} bytes.", 413)(scope, receive, send)
            return
        uploads = scope["path"].startswith(_UPLOAD)
        held: list[Message] = []
        seen = 0
        while True:  # small enough to be looked at whole before anybody else sees it
            message = await receive()
            if message["type"] != "http.request":
                return
            held.append(message)
            seen += len(message.get("body", b""))
            if seen > self.longest:
                await PlainTextResponse(f"At most {self.longest:,} bytes.", 413)(scope, receive, send)
                return
            if not message.get("more_body"):
                break
        if uploads and not _letters(b"".join(m.get("body", b"") for m in held)):
            await PlainTextResponse(f"Only {', '.join(TYPES)} files.", 415)(scope, receive, send)
            return

        async def again() -> Message:
            return held.pop(0) if held else await receive()

        await self.app(scope, again, send)


def _letters(body: bytes) -> bool:
    """Whether every file of a form is of a kind that a letter can be; one whose name is not written plainly is not."""
    parts = [p for p in _PART.findall(body) if b"filename" in p.lower()]
    names = [_NAME.search(p) for p in parts]
    plain = [n[1].decode("utf-8", "replace").casefold() for n in names if n]
    return bool(plain) and len(plain) == len(parts) and all(n.endswith(TYPES) for n in plain)


class Closed:
    """Answers 404 where Gradio offers what no page of ours uses: to fetch from elsewhere, to take recordings, to be driven by others."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is open."""
        if scope["type"] == "http" and _CLOSED.match(scope["path"]):
            await PlainTextResponse("Not found.\n", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)
