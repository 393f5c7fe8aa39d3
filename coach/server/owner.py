"""A request -> whose it is: a browser's cookie, or who has signed in."""

from __future__ import annotations

import hashlib
import re
import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "coach"
_YEAR = 31_536_000
_TOKEN = re.compile(r"[\w-]{22,64}")


def anonymous(request: Request) -> str | None:
    """The owner by the browser's cookie, None where it brings none: "anon:" and 32 hex digits of the cookie's hash."""
    token = request.cookies.get(COOKIE, "")
    return f"anon:{hashlib.sha256(token.encode()).hexdigest()[:32]}" if _TOKEN.fullmatch(token) else None


class Cookies:
    """Gives each browser a cookie of its own at its first request, which already counts as having it."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the cookie."""
        known = anonymous(Request(scope)) if scope["type"] == "http" else None
        if scope["type"] != "http" or known is not None:
            await self.app({**scope, "owner": known}, receive, send)
            return
        token = secrets.token_urlsafe(24)
        kept = [(k, v) for k, v in scope["headers"] if k != b"cookie"]
        before = b"; ".join(v for k, v in scope["headers"] if k == b"cookie")
        cookie = b"; ".join(x for x in (before, f"{COOKIE}={token}".encode()) if x)
        # A program keeps no cookie: what it begins is known again by the address that it calls from.
        owner = f"at {(scope.get('client') or ('',))[0]}"
        scope = {**scope, "headers": [*kept, (b"cookie", cookie)], "owner": owner}

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    secure = "; Secure" if scope.get("scheme") == "https" else ""
                    headers.append(
                        "set-cookie", f"{COOKIE}={token}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax{secure}"
                    )
            await send(message)

        await self.app(scope, receive, out)
