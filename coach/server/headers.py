"""Every response -> the same with a strict Content-Security-Policy, whose nonce the pages' own scripts carry.

A page comes packed, and with the frame that is drawn of it at once.
"""

from __future__ import annotations

import gzip
import re
import secrets
from collections.abc import Callable
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Styles may stand in the page: Svelte and Plotly set them on elements, which no nonce can cover. Gradio's HTML
# component compiles its templates in the browser, so 'unsafe-eval' must be; it lets no text of a page become a script
# by itself.
_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src "
    "'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; "
    "object-src 'none'"
)
_SCRIPT = re.compile(r"<script\b(?![^>]*\bnonce=)", re.I)
_FOREIGN = re.compile(
    r"""<script\b[^>]*\bsrc=["']?(?:https?:)?//[^>]*>\s*</script>|<link\b[^>]*\bhref=["']?(?:https?:)?//[^>]*>""", re.I
)
_BODY = re.compile(r"<body\b[^>]*>", re.I)
_SHEET = re.compile(r"""<link\b[^>]*\brel=["']?stylesheet\b[^>]*>""", re.I)
_QUICKLY = 4  # of gzip's nine levels
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Headers:
    """Adds the policy to each response; only an HTML page is read whole, so that streams stay streams."""

    def __init__(
        self, app: ASGIApp, frame: Callable[[str], str] = lambda path: "", *, microphone: bool = False
    ) -> None:
        """Wrap `app`; `frame` gives what of the page with a path is drawn before its scripts have come, as HTML.

        Without `microphone` no page may ask for one.
        """
        self.app = app
        self.frame = frame
        self.leave = f"camera=(), microphone=({'self' if microphone else ''}), geolocation=(), payment=()"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        start: Message | None = None
        page = bytearray()

        async def out(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                _complete(headers, nonce, scope)
                headers["Permissions-Policy"] = self.leave
                if headers.get("content-type", "").startswith("text/html"):
                    start = message
                    return
            elif start is not None and message["type"] == "http.response.body":
                page.extend(message.get("body", b""))
                if message.get("more_body"):
                    return
                drawn = _with_frame(page.decode("utf-8"), self.frame(scope["path"]))
                body = _with_nonce(drawn, nonce).encode("utf-8")
                if b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b""):
                    body = gzip.compress(body, _QUICKLY, mtime=0)
                    MutableHeaders(scope=start)["content-encoding"] = "gzip"
                MutableHeaders(scope=start).add_vary_header("Accept-Encoding")
                MutableHeaders(scope=start)["content-length"] = str(len(body))
                await send(start)
                message = {"type": "http.response.body", "body": body}
            await send(message)

        await self.app(scope, receive, out)


def _complete(headers: MutableHeaders, nonce: str, scope: Any) -> None:  # noqa: ANN401 - ASGI's scope
    headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce)
    for name, value in _FIXED.items():
        headers[name] = value
    if scope.get("scheme") == "https":
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if headers.get("content-type", "").startswith(("text/html", "application/json")):
        headers["Cache-Control"] = "no-store"


def _with_frame(html: str, frame: str) -> str:
    """The page with its frame first in its body; sheets to be fetched are for print until then, or would hold it up."""
    if not frame:
        return html
    late = _SHEET.sub(lambda m: f'{m[0][:-1].rstrip("/")} media="print" data-late>', html)
    return _BODY.sub(lambda m: m[0] + frame, late, count=1)


def _with_nonce(html: str, nonce: str) -> str:
    """The page without scripts and links of other hosts, its own scripts with the nonce."""
    return _SCRIPT.sub(f'<script nonce="{nonce}"', _FOREIGN.sub("", html))
