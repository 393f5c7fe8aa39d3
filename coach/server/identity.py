"""COACH_AUTH -> who a request comes from: a browser's cookie, a signed-in user, or the name a trusted proxy gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from coach.server.logins import Logins
from coach.server.owner import anonymous
from coach.server.users import Users
from index.errors import UserError

LOGIN_COOKIE = "coach_login"
_USER = "user:"
_HEADER = re.compile(r"header:\s*([A-Za-z][A-Za-z0-9-]*)")


class Identity(Protocol):
    """Says whose a request is."""

    @property
    def header(self) -> str:
        """The header by which a proxy names the user, "" for none."""

    def who(self, request: Request) -> str | None:
        """The owner, "anon:..." or "user:NAME"; None where the request has to be turned away."""


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Everybody comes in; each browser is an owner of its own."""

    header: str = ""

    def who(self, request: Request) -> str | None:
        """The owner by the browser's cookie."""
        return anonymous(request)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Users of a file come in, by a login that the database knows."""

    users: Users
    logins: Logins
    header: str = ""

    def who(self, request: Request) -> str | None:
        """The user whose login the browser holds; a user removed, or with a new password, is signed out."""
        token = request.cookies.get(LOGIN_COOKIE, "")
        held = self.logins.of(token) if token else None
        return f"{_USER}{held[0]}" if held and held[1] == self.users.stamp(held[0]) else None


@dataclass(frozen=True, slots=True)
class Proxied:
    """Whom a proxy in front has signed in; `Trusting` takes the header away where anybody else sends it."""

    header: str

    def who(self, request: Request) -> str | None:
        """The user that the header names."""
        name = request.headers.get(self.header, "").strip()
        return f"{_USER}{name[:100]}" if name else None


def identity_of(auth: str, engine: Engine) -> Identity:
    """What COACH_AUTH asks for: "" nobody, "header:NAME" a proxy, else a file of users. UserError where it cannot
    be."""
    if not auth:
        return Anonymous()
    if auth.startswith("header:"):
        named = _HEADER.fullmatch(auth)
        if not named:
            raise UserError(f"COACH_AUTH: “{auth}” names no header; write one such as header:X-Forwarded-User.")
        return Proxied(named[1])
    users = Users(Path(auth).expanduser())
    if not users.names():
        raise UserError(f"There is nobody in {auth}; add a user with `coach users add NAME --file {auth}`.")
    return SignedIn(users, Logins(engine))


def is_keeper(owner: str, keepers: frozenset[str]) -> bool:
    """Whether an owner is a signed-in user who keeps the guides."""
    return owner.startswith(_USER) and owner.removeprefix(_USER) in keepers


class Trusting:
    """Believes what stands in front only where it is a trusted proxy: the visitor's address, https, and the user's
    name."""

    def __init__(self, app: ASGIApp, proxies: frozenset[str], header: str = "") -> None:
        """Wrap `app`; `header` is the one that names the user, "" for none."""
        self._app = ProxyHeadersMiddleware(app, trusted_hosts=sorted(proxies))  # type: ignore[arg-type] # uvicorn's own names of the same
        self._trusted = self._app.trusted_hosts
        self._name = header.lower().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, without a name that nobody trusted has given."""
        scope = {**scope, "peer": (scope.get("client") or ("",))[0]}
        if self._name and scope["type"] in ("http", "websocket"):
            peer = (scope.get("client") or ("",))[0]
            if peer not in self._trusted or len(Headers(scope=scope).getlist(self._name.decode())) > 1:
                scope = {**scope, "headers": [(k, v) for k, v in scope["headers"] if k.lower() != self._name]}
        await self._app(scope, receive, send)  # type: ignore[arg-type] # as above
