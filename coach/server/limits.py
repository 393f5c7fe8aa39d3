"""What a request may bring and how long it may take: so many bytes, only files that a letter can be, and few at a
time."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coach.ui.service import Allowance
from coach.understanding.letters import TYPES
from index.errors import UserError

_NAMED = re.compile(rb"^content-disposition:[^\r\n]*", re.I | re.M)
_BOUNDARY = re.compile(r'boundary="?([^";,\s]+)', re.I)
_NAME = re.compile(rb';\s*filename="([^"\r\n]*)"\s*$', re.I)
_CLOSED = re.compile(
    r"(?:/gradio_api)?/(?:file=(?:https?|ftp):|proxy=|process_recording|vibe|undo-vibe|stream/|component_server"
    r"|deep_link|monitoring|run-history|runs|dev/|profiling)",
    re.I,
)
_UPLOAD = "/gradio_api/upload"
_SECONDS = 20.0  # within which a body has come
_EACH, _ADDRESS = "12/minute", 5  # uploads of one visitor; of all at one address so many times that
_MOST = 64_000_000  # bytes of letters that nobody has read yet
_LIFE = 300.0  # seconds after which such a letter is gone
_PLACE = "coach-letters-"


class Uploads:
    """Refuses bodies that are too large (413) and files of other kinds than letters (415), before anything is kept."""

    def __init__(self, app: ASGIApp, longest: int, place: Path | None = None, seconds: float = _SECONDS) -> None:
        """Wrap `app`; `longest` is in bytes, `place` where it keeps files, and a body has come within so many
        `seconds`."""
        self.app, self.longest, self.place, self.seconds = app, longest, place, seconds
        self.rates = Allowance(_EACH)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while it keeps to the limits."""
        if scope["type"] != "http" or scope["method"] not in ("POST", "PUT", "PATCH"):
            await self.app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "")
        if stated.isdigit() and int(stated) > self.longest:
            await PlainTextResponse(f"At most {self.longest:,} bytes.", 413)(scope, receive, send)
            return
        uploads = scope["path"].rstrip("/") == _UPLOAD
        if uploads and (refused := self._too_much(scope)):
            await refused(scope, receive, send)
            return
        held: list[Message] = []
        try:
            async with asyncio.timeout(self.seconds):  # small enough to be looked at whole before anybody else sees it
                seen = 0
                while not held or held[-1].get("more_body"):
                    message = await receive()
                    if message["type"] != "http.request":
                        return
                    held.append(message)
                    seen += len(message.get("body", b""))
                    if seen > self.longest:
                        await PlainTextResponse(f"At most {self.longest:,} bytes.", 413)(scope, receive, send)
                        return
        except TimeoutError:
            late = PlainTextResponse("That took too long to arrive.\n", 408, {"connection": "close"})
            await late(scope, receive, send)
            return
        if uploads:
            kind = Headers(scope=scope).get("content-type", "")
            files = _letters(b"".join(m.get("body", b"") for m in held), kind)
            refused = self._counted(scope, files - 1) if files else _no_letter()
            if refused:
                await refused(scope, receive, send)
                return

        async def again() -> Message:
            return held.pop(0) if held else await receive()

        await self.app(scope, again, send)

    def _too_much(self, scope: Scope) -> PlainTextResponse | None:
        """What to answer to a letter too many: of one visitor, of one address, or of all while theirs are still to be
        read."""
        if refused := self._counted(scope, 1):
            return refused
        if self.place and sweep(self.place) > _MOST:
            return PlainTextResponse(
                "There are many letters to read just now. Please try again in a few minutes.\n", 503
            )
        return None

    def _counted(self, scope: Scope, files: int) -> PlainTextResponse | None:
        """Count so many letters; what to answer where one is too many."""
        try:
            for _ in range(files):
                self.rates.check(str(scope.get("owner", "")))
                self.rates.check(f"all at {(scope.get('client') or ('',))[0]}", _ADDRESS)
        except UserError:
            return PlainTextResponse("Those were many letters. Please try again in a minute.\n", 429)
        return None


def _no_letter() -> PlainTextResponse:
    return PlainTextResponse(f"Only {', '.join(TYPES)} files.", 415)


def sweep(place: Path, life: float = _LIFE) -> int:
    """Delete what has been at a place for `life` seconds; the bytes that are left there."""
    left, then = 0, time.time() - life
    for path in sorted(place.rglob("*"), reverse=True):  # what is in a folder comes before it
        with suppress(OSError):  # a letter just read is deleted at the same moment, a folder with something in it stays
            found = path.lstat()
            if path.is_dir() and not path.is_symlink():
                path.rmdir() if found.st_mtime < then else None
            elif found.st_mtime < then:
                path.unlink()
            else:
                left += found.st_size
    return left


@contextmanager
def letters_place() -> Iterator[Path]:
    """A folder of this process's own where Gradio keeps uploads, swept while it serves; those of processes that are
    gone go as well."""
    for old in Path(tempfile.gettempdir()).glob(f"{_PLACE}*"):
        number = old.name.removeprefix(_PLACE).split("-")[0]
        if number.isdigit() and not _runs(int(number)):
            shutil.rmtree(old, ignore_errors=True)
    place = Path(tempfile.mkdtemp(prefix=f"{_PLACE}{os.getpid()}-")).resolve()
    before, over = os.environ.get("GRADIO_TEMP_DIR"), threading.Event()
    os.environ["GRADIO_TEMP_DIR"] = str(place)

    def keep_swept() -> None:
        while not over.wait(_LIFE / 10):
            sweep(place)

    threading.Thread(target=keep_swept, name="letters", daemon=True).start()
    try:
        yield place
    finally:
        over.set()
        shutil.rmtree(place, ignore_errors=True)
        if before is None:
            del os.environ["GRADIO_TEMP_DIR"]
        else:
            os.environ["GRADIO_TEMP_DIR"] = before


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def heads_of(body: bytes, kind: str) -> list[tuple[int, int]]:
    """From where to where in a form's body the head of each of its parts stands; `kind` is the form's content type."""
    told = _BOUNDARY.search(kind)
    if told is None:
        return []
    mark = b"--" + told[1].encode("latin-1", "replace")
    starts = [m.end() for m in re.finditer(rb"(?:^|\r\n)" + re.escape(mark) + rb"[ \t]*\r\n", body)]
    ends = [body.find(b"\r\n\r\n", start) for start in starts]
    return [(start, end if end >= 0 else len(body)) for start, end in zip(starts, ends, strict=True)]


def _letters(body: bytes, kind: str) -> int:
    """How many files a form brings, 0 where one is of a kind that no letter can be or has a name that is not written
    plainly."""
    heads = [body[start:end] for start, end in heads_of(body, kind)]
    parts = [p for head in heads for p in _NAMED.findall(head) if b"filename" in p.lower()]
    names = [_NAME.search(p) for p in parts]
    plain = [n[1].decode("utf-8", "replace").casefold() for n in names if n]
    right = len(plain) == len(parts) == len(heads) and all(n.endswith(TYPES) for n in plain)
    return len(plain) if right else 0


class Closed:
    """Answers 404 where Gradio offers what no page of ours uses: to fetch from elsewhere, to take recordings, to be
    driven by others."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is open."""
        if scope["type"] == "http" and _CLOSED.match(scope["path"]):
            await PlainTextResponse("Not found.\n", 404)(scope, receive, send)
            return
        await self.app(scope, receive, send)
