"""A request that a page of elsewhere sends -> the same without what says who is asking."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_WHO = frozenset({b"cookie", b"authorization"})


class Origins:
    """Takes cookies and names from what another page sends, another port of this machine too, and lets it read nothing
    with them.

    Gradio answers every page of this machine as if it were ours, and a browser sends a cookie to all ports of a host.
    """

    def __init__(self, app: ASGIApp, header: str = "") -> None:
        """Wrap `app`; `header` is the one by which a proxy names the user."""
        self.app = app
        self.who = _WHO | {header.lower().encode()} - {b""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, a foreign one as nobody's."""
        if scope["type"] != "http" or is_ours(scope):
            await self.app(scope, receive, send)
            return

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name in ("access-control-allow-credentials", "set-cookie"):
                    del headers[name]
            await send(message)

        kept = [(k, v) for k, v in scope["headers"] if k.lower() not in self.who]
        await self.app({**scope, "headers": kept}, receive, out)


def is_ours(scope: Scope) -> bool:
    """Whether a request comes from a page of ours or from no page, as browsers say it, which pages cannot make them
    deny."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None:
        return (
            headers.get("sec-fetch-site", "") in ("", "same-origin", "none")
            or headers.get("sec-fetch-mode") == "navigate"
        )
    return urlsplit(origin).netloc == headers.get("host", "") or headers.get("sec-fetch-site") == "same-origin"
