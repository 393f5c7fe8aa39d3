"""A request to Gradio -> the same, in which a session, an answer and an uploaded file are their owner's alone.

Gradio knows a session by its name only, which the page chooses and which stands in addresses; whoever sends it is taken
for the page. Here each name is made anew out of it and its owner, for every address and every function at once:
another's name leads to a session of one's own, and nothing has to be remembered that could be forgotten or taken first.
What Gradio names itself, answers and files, is remembered.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coach.server.limits import heads_of
from coach.ui.service import Allowance
from coach.ui.shell import AT_AN_ADDRESS, REFUSED
from coach.understanding.incoming import well_formed
from index.errors import UserError

API = "/gradio_api/"
_LONGEST = 60_000  # characters of one text: more than anything that is read, so that its reader says what is too long
_LONGEST_JSON = 500_000  # bytes
_EVENTS = 50_000  # answers whose owner is remembered; one that is forgotten is nobody's
_STEPS = 20  # that a page takes for one question, at most
_NAMED = ("session_hash", "upload_id")
_IN_PATH = re.compile(r"(/gradio_api/(?:heartbeat|stream)/)([^/]+)")
_RESULT = re.compile(r"/gradio_api/call/(?:v2/)?[^/]+/([^/]+)/?")
_CALLED = re.compile(r"/gradio_api/(?:call|run|api)/([^/]+)/?")
_NAME = re.compile(rb'(;\s*filename=")([^"\r\n]*"\s*)$', re.I | re.M)
_FILE = re.compile(r"/gradio_api/file[=/](.*)", re.S)
_BEGINS = re.compile(r"/gradio_api/(?:queue/join|call/.+)/?")
# Gradio's MCP server calls Gradio over HTTP: it begins a call with its visitor's headers and fetches the answer without
# them.
_LOOP = "x-coach-loop"
_NOT_YOURS = "There is nothing of yours by that name.\n"


class OthersError(Exception):
    """A request names something that is not its sender's."""


class AmissError(Exception):
    """A call that no function of the page can take, in a sentence, with the status that it is answered with."""

    def __init__(self, said: str, status: int = 422) -> None:
        """Say what is amiss."""
        super().__init__(said)
        self.status = status


@dataclass(frozen=True, slots=True)
class Takes:
    """What a function of the page takes: so many values, those at `texts` as texts, and what makes something of the
    data of an event, where it takes one."""

    values: int
    texts: tuple[int, ...] = ()
    event: Callable[[None, Any], object] | None = None


class Owned:
    """Stands between whoever is known and Gradio; `who` says whose a request is."""

    def __init__(
        self,
        app: ASGIApp,
        who: Callable[[Request], str | None],
        rate: str = "",
        functions: Mapping[int | str, Takes] | None = None,
    ) -> None:
        """Wrap `app`; `rate` is how many questions one may ask, and `_STEPS` times as many steps of any kind are taken.

        `functions` are the page's, by number, and those of the API by name.
        """
        self.app, self.who = app, who
        self._functions = functions
        self._rates = Allowance(rate)
        self._key = secrets.token_bytes(32)
        self._events: OrderedDict[str, str] = OrderedDict()
        self._files: OrderedDict[str, str] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on in its owner's names, or answer that there is no such thing."""
        if scope["type"] != "http" or not scope["path"].startswith(API):
            await self.app(scope, receive, send)
            return
        owner = scope.get("owner") or self.who(Request(scope)) or ""
        if hmac.compare_digest(Headers(scope=scope).get(_LOOP, "").encode(), self._key.hex().encode()):
            owner = f"at {scope.get('peer', '')}"
        if scope["path"].startswith(f"{API}mcp"):
            scope = {**scope, "headers": [*scope["headers"], (_LOOP.encode(), self._key.hex().encode())]}
        try:
            scope = self._addressed(scope, owner)
            if _BEGINS.fullmatch(scope["path"]):
                self._rates.check(owner, _STEPS)
                self._rates.check(f"all at {(scope.get('client') or ('',))[0]}", _STEPS * AT_AN_ADDRESS)
            if scope["method"] in ("POST", "PUT", "PATCH", "DELETE"):
                scope, receive = await self._bodied(scope, receive, owner)
        except OthersError:
            await PlainTextResponse(_NOT_YOURS, 404)(scope, receive, send)
            return
        except AmissError as error:
            await PlainTextResponse(f"{error}\n", error.status)(scope, receive, send)
            return
        except UserError:
            await PlainTextResponse("That was quick. Please try again in a minute.\n", 429)(scope, receive, send)
            return
        except ValueError:
            await PlainTextResponse("That is no JSON that can be read.\n", 400)(scope, receive, send)
            return
        scope = {**scope, REFUSED: {}}
        try:
            await self.app(scope, receive, self._remembering(scope, owner, _plainly(scope, receive, send)))
        except RuntimeError as error:  # what is asked for is gone, told in a stream that had begun: no fault of ours
            if not isinstance(error.__cause__, HTTPException):
                raise

    def _own(self, owner: str, name: str) -> str:
        return hmac.digest(self._key, f"{owner}\0{name}".encode("utf-8", "replace"), "sha256").hex()[:32]

    def _addressed(self, scope: Scope, owner: str) -> Scope:
        """The address in the owner's names."""
        path = scope["path"]
        result, file = _RESULT.fullmatch(path), _FILE.fullmatch(path)
        if result and self._events.get(result[1]) != owner:
            raise OthersError
        if file and self._files.get(_plain_path(unquote(file[1]))) != owner:
            raise OthersError
        path = _IN_PATH.sub(lambda m: m[1] + self._own(owner, m[2]), path)
        query = scope.get("query_string", b"").decode("latin-1")
        if any(name in query for name in _NAMED):
            pairs = parse_qsl(query, keep_blank_values=True)
            query = urlencode([(k, self._own(owner, v) if k in _NAMED else v) for k, v in pairs])
        return {
            **scope,
            "path": path,
            "raw_path": path.encode("utf-8", "replace"),
            "query_string": query.encode("latin-1"),
        }

    async def _bodied(self, scope: Scope, receive: Receive, owner: str) -> tuple[Scope, Receive]:
        """The body in the owner's names, with texts that can be kept, a form with its files in the owner's names.
        ValueError where it is no JSON, AmissError where that is too long.

        JSON is what a reader of JSON would take for it, whatever its sender calls it.
        """
        kind = Headers(scope=scope).get("content-type", "")
        form = kind.lower().startswith("multipart/")
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return scope, _once(message, receive)
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                break
        if form:
            body = self._marked(bytes(body), kind, owner)
        elif len(body) > _LONGEST_JSON:
            raise AmissError(f"At most {_LONGEST_JSON:,} bytes of JSON.", 413)
        elif body.strip():
            try:
                told = self._told(json.loads(bytes(body)), owner, files=not scope["path"].startswith(f"{API}mcp"))
                self._fits(scope["path"], told)
                body = bytearray(json.dumps(told, ensure_ascii=False).encode())
            except RecursionError as error:
                raise ValueError from error
        headers = MutableHeaders(
            raw=[(k, v) for k, v in scope["headers"] if k not in (b"content-length", b"transfer-encoding")]
        )
        headers["content-length"] = str(len(body))
        return {**scope, "headers": headers.raw}, _once({"type": "http.request", "body": bytes(body)}, receive)

    def _marked(self, body: bytes, kind: str, owner: str) -> bytearray:
        """A form in which each file's name begins with a mark of its owner's: Gradio keeps a file where its words and
        its name say, and so one of another's lies at another place."""
        mark = f"{self._own(owner, 'file')[:16]}-".encode()
        out, last = bytearray(), 0
        for start, end in heads_of(body, kind):
            out += body[last:start] + _NAME.sub(lambda m: m[1] + mark + m[2], body[start:end])
            last = end
        return out + body[last:]

    def _told(self, told: Any, owner: str, *, files: bool) -> Any:  # noqa: ANN401 - JSON
        told = self._clean(told, owner, files=files)
        if isinstance(told, dict):
            if isinstance(told.get("session_hash"), str):
                told["session_hash"] = self._own(owner, told["session_hash"])
            if told.get("event_id") is not None and self._events.get(str(told["event_id"])) != owner:
                raise OthersError
        return told

    def _fits(self, path: str, told: Any) -> None:  # noqa: ANN401 - JSON
        """AmissError where the body calls a function that the page has not, gives one of the API too few values, or a
        text or an event that is none."""
        if self._functions is None or not isinstance(told, dict):
            return
        number, called, given = told.get("fn_index"), _CALLED.fullmatch(path), told.get("data")
        if called is None and isinstance(number, int) and number not in self._functions:
            raise AmissError("There is no such function.")
        name = called[1] if called and called[1] in self._functions else number
        takes = self._functions.get(name) if isinstance(name, int | str) else None
        if takes is None:
            return
        if called and isinstance(given, list) and len(given) < takes.values:
            raise AmissError(f"{called[1]} takes {takes.values} values in “data”, and got {len(given)}.")
        if takes.event is not None and "event_data" in told:
            try:
                takes.event(None, told["event_data"])
            except (LookupError, TypeError, AttributeError, ValueError) as error:
                raise AmissError("That is no event of this page.") from error
        if not isinstance(given, list):
            return
        for n in takes.texts:
            if n < len(given) and isinstance(given[n], list | dict):
                raise AmissError(f"Value {n + 1} in “data” is a text and nothing else.")
            if n < len(given) and given[n] is None:  # a box that nobody has typed into
                given[n] = ""

    def _clean(self, value: Any, owner: str, *, files: bool) -> Any:  # noqa: ANN401 - JSON
        """The value with well-formed texts; OthersError for a file that its sender has not uploaded."""
        if isinstance(value, str):
            return well_formed(value[:_LONGEST])
        if isinstance(value, list):
            return [self._clean(v, owner, files=files) for v in value]
        if isinstance(value, dict):
            path = value.get("path")
            if files and path and self._files.get(_plain_path(str(path))) != owner:
                raise OthersError
            return {well_formed(k): self._clean(v, owner, files=files) for k, v in value.items()}
        return value

    def _remembering(self, scope: Scope, owner: str, send: Send) -> Send:
        """`send` that remembers whose the answer or the files are that Gradio has just named."""
        uploads = scope["path"].rstrip("/") == f"{API}upload"
        if scope["method"] != "POST" or not (uploads or _BEGINS.fullmatch(scope["path"])):
            return send
        said = bytearray()

        async def out(message: Message) -> None:
            if message["type"] == "http.response.body":
                said.extend(message.get("body", b""))
                if not message.get("more_body"):
                    self._remember(bytes(said), owner, uploads=uploads)
            await send(message)

        return out

    def _remember(self, said: bytes, owner: str, *, uploads: bool) -> None:
        try:
            named = json.loads(said)
        except ValueError:
            return
        held = self._files if uploads else self._events
        if uploads and isinstance(named, list):
            for path in named:
                held[_plain_path(str(path))] = owner
        elif isinstance(named, dict) and isinstance(named.get("event_id"), str):
            held[named["event_id"]] = owner
        while len(held) > _EVENTS:
            held.popitem(last=False)


def _plainly(scope: Scope, receive: Receive, send: Send) -> Send:
    """`send` that answers 429 and says why where Gradio calls it an error that a direct call came too fast."""
    told = False

    async def out(message: Message) -> None:
        nonlocal told
        if message.get("status") == 500 and (reason := scope[REFUSED].get("reason")):
            told = True
            await PlainTextResponse(f"{reason}\n", 429)(scope, receive, send)
        elif not told:
            await send(message)

    return out


def _plain_path(path: str) -> str:
    """A file's path in one way of writing; one that cannot be a path is nobody's."""
    try:
        return str(Path(path).resolve())
    except (OSError, ValueError, RuntimeError):
        return ""


def _once(message: Message, receive: Receive) -> Receive:
    """What gives `message` first, and then what comes."""
    held = [message]

    async def again() -> Message:
        return held.pop() if held else await receive()

    return again
