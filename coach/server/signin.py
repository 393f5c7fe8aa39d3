"""The page to sign in on, and the door in front of all others."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from coach.server.identity import LOGIN_COOKIE, SignedIn
from coach.server.logins import DAYS
from coach.server.users import BrokenUsersError
from coach.ui.gate import TooFastError
from coach.ui.service import Allowance

_OPEN = frozenset({"/login", "/logout", "/health", "/ready", "/metrics", "/coach.js", "/favicon.ico"})
_FILES = ("/assets/", "/static/")
_TRIES = "10/minute"  # by one address, or one browser that is known
_FREE, _LOOKED = 10, 600.0  # tries of strangers for one name that wait for nothing, within so many seconds
_STEP, _GAP, _LONGEST_WAIT = 0.1, 3.0, 60.0  # seconds: each try beyond these adds a step to the gap, at most so much
_KNOWN_COOKIE, _KNOWN_DAYS = "coach_known", 365
_MOST_KNOWN = 10_000  # addresses at which somebody has signed in
_LONGEST = 5000  # bytes of the form
_BROKEN = (
    "Nobody can be signed in just now: the file of users cannot be read. Whoever runs the coach finds in its log where."
)


class Door:
    """Sends whoever is not known to the page to sign in on, or away where there is none."""

    def __init__(self, app: ASGIApp, who: Callable[[Request], str | None], *, login: bool) -> None:
        """Wrap `app`; `login` says whether there is a page to sign in on."""
        self.app = app
        self.who = who
        self.login = login

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or answer it here."""
        path = scope.get("path", "")
        if scope["type"] not in ("http", "websocket") or path in _OPEN or path.startswith(_FILES):
            await self.app(scope, receive, send)
            return
        request = Request({**scope, "type": "http"})
        try:
            owner = await run_in_threadpool(self.who, request)
        except BrokenUsersError:
            await PlainTextResponse(f"{_BROKEN}\n", 503, {"Cache-Control": "no-store"})(scope, receive, send)
            return
        if owner is not None:
            await self.app({**scope, "owner": owner}, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._away(request, path)(scope, receive, send)

    def _away(self, request: Request, path: str) -> Response:
        if not self.login:
            return PlainTextResponse(
                "Please sign in at the proxy in front of the coach; it did not say who you are.\n", 401
            )
        if request.scope.get("method") == "GET" and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse(f"/login?to={quote(path)}", 303, {"Cache-Control": "no-store"})
        return PlainTextResponse("Please sign in.\n", 401)


def signin(identity: SignedIn) -> APIRouter:
    """GET and POST /login and /logout; to get /logout asks, and only to post it signs out, for any page can make a
    browser get an address."""
    router = APIRouter()
    tries = Tries(identity)

    @router.get("/login")
    def form(to: str = "/") -> Response:
        return _page(_within(to))

    @router.post("/login")
    async def sign_in(request: Request) -> Response:
        if not _ours(request):
            return PlainTextResponse("This form was sent from another page.\n", 403)
        body = await _form(request)
        if body is None:
            return PlainTextResponse("That is more than the form holds.\n", 413)
        name, password = body.get("name", "").strip(), body.get("password", "")
        to = _within(body.get("to", "/"))
        try:
            await asyncio.sleep(tries.count(request, name))
            right = await run_in_threadpool(identity.users.check, name, password)
        except TooFastError:
            return _page(to, name, "That was tried too often. Please wait a minute.", 429)
        except BrokenUsersError:
            return _page(to, name, _BROKEN, 503)
        if not right:
            return _page(to, name, "The name or the password is not right.", 401)
        token = await run_in_threadpool(identity.logins.begin, name, identity.users.stamp(name))
        response = RedirectResponse(to, 303, {"Cache-Control": "no-store"})
        for cookie, value, days in (
            (LOGIN_COOKIE, token, DAYS),
            (_KNOWN_COOKIE, tries.knows(request, name), _KNOWN_DAYS),
        ):
            response.set_cookie(
                cookie, value, max_age=days * 86_400, httponly=True, samesite="lax",
                secure=request.url.scheme == "https"
            )  # fmt: skip
        return response

    @router.get("/logout")
    def leave() -> Response:
        return HTMLResponse(_leaving_html())

    @router.post("/logout")
    async def sign_out(request: Request) -> Response:
        if not _ours(request):
            return PlainTextResponse("This form was sent from another page.\n", 403)
        await run_in_threadpool(identity.logins.end, request.cookies.get(LOGIN_COOKIE, ""))
        response = RedirectResponse("/login", 303, {"Clear-Site-Data": '"cache", "storage"'})
        response.delete_cookie(LOGIN_COOKIE)
        return response

    return router


@dataclass(slots=True)
class _Line:
    """When strangers tried a name, and from when on the next may, both by the monotonic clock."""

    tried: deque[float] = field(default_factory=deque)
    free: float = 0.0


class Tries:
    """How often a password may be tried: so many times a minute at one address, and by a browser or at an address that
    knows the user apart from all others.

    Strangers who try one name stand in a line: after `_FREE` tries each waits longer than the one before, up to a gap
    of `_GAP` seconds between two, and only a line of more than `_LONGEST_WAIT` seconds is refused. So nobody who only
    knows a name keeps its user out, at a new browser either, unless more addresses than the line holds try at the same
    time. A browser that knows a user holds a mark which only their password's hash makes; it opens nothing, and a new
    password ends it. An address is known for as long as the process runs.
    """

    def __init__(self, identity: SignedIn) -> None:
        """Count for the users of `identity`."""
        self._users = identity.users
        self._rates = Allowance(_TRIES)
        self._at: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._line: OrderedDict[str, _Line] = OrderedDict()  # whoever was tried last stands last

    def count(self, request: Request, name: str) -> float:
        """Count one try: the seconds that it has to wait. TooFastError where it is one too many."""
        address, folded = _address(request), name.casefold()
        mark = request.cookies.get(_KNOWN_COOKIE, "")
        if self._is_marked(mark, name):
            self._rates.check(f"browser {mark}")
        elif (address, folded) in self._at:
            self._rates.check(f"known {address} {folded}")
        else:
            self._rates.check(f"address {address}")
            return self._waits(folded)
        return 0.0

    def _waits(self, name: str) -> float:
        """A place in the line of strangers who try a name."""
        now = time.monotonic()
        while self._line and next(iter(self._line.values())).tried[-1] < now - _LOOKED:
            self._line.popitem(last=False)
        line = self._line.setdefault(name, _Line())
        while line.tried and line.tried[0] < now - _LOOKED:
            line.tried.popleft()
        at = max(now, line.free)
        if at - now > _LONGEST_WAIT:
            raise TooFastError("The line is too long.")
        line.tried.append(now)
        line.free = at + min(_STEP * max(0, len(line.tried) - _FREE), _GAP)
        self._line.move_to_end(name)
        return at - now

    def knows(self, request: Request, name: str) -> str:
        """Remember where a user has signed in; the mark for their browser."""
        self._at[(_address(request), name.casefold())] = None
        while len(self._at) > _MOST_KNOWN:
            self._at.popitem(last=False)
        drawn = secrets.token_hex(16)
        return f"{drawn}.{self._mark(drawn, name)}"

    def _is_marked(self, mark: str, name: str) -> bool:
        drawn, _, made = mark.partition(".")
        return bool(self._users.stamp(name)) and hmac.compare_digest(made.encode(), self._mark(drawn, name).encode())

    def _mark(self, drawn: str, name: str) -> str:
        return hmac.digest(self._users.stamp(name).encode(), f"{drawn} {name}".encode(), "sha256").hex()


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


async def _form(request: Request) -> dict[str, str] | None:
    body = bytearray()
    async for chunk in request.stream():
        body.extend(chunk)
        if len(body) > _LONGEST:
            return None
    return {key: values[0] for key, values in parse_qs(body.decode("utf-8", "replace")).items()}


def _ours(request: Request) -> bool:
    """Whether the form comes from our own page, as browsers say it."""
    origin = request.headers.get("origin", "")
    return not origin or urlsplit(origin).netloc == request.headers.get("host", "")


def _within(to: str) -> str:
    """An address of ours to go on to; anything else leads to the first page."""
    return (
        to if to.startswith("/") and not to.startswith(("//", "/\\", "/login", "/logout")) and to.isprintable() else "/"
    )


def _page(to: str, name: str = "", problem: str = "", status: int = 200) -> HTMLResponse:
    said = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    page = _form_html().replace("{to}", escape(to)).replace("{name}", escape(name)).replace("{said}", said)
    return HTMLResponse(page, status)


@cache
def _form_html() -> str:
    return Path(__file__).with_name("signin.html").read_text(encoding="utf-8")


@cache
def _leaving_html() -> str:
    """The page to sign in on with a button to sign out in place of its form."""
    before, _, rest = _form_html().partition("<p>Sign in")
    button = '<form method="post" action="/logout">\n<button>Sign out</button>\n</form>'
    return before + button + rest.partition("</form>")[2]
