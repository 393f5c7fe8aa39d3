"""What happens in the service -> one line an event on stderr; never what anybody said or earns, nor who they are."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

Kind = Literal["text", "json", "off"]

_OURS = ("coach", "index", "uvicorn")  # whose words are known to hold nothing of a user's
_FRAMES = 30
_LEFT = "async generator ignored GeneratorExit"  # how a stream of Gradio's ends whose reader has left: no fault
_ROOT = Path(__file__).parents[2]
_PATHS = frozenset(
    "account api ask assets call cancel config conversations data favicon.ico file gradio_api guides health heartbeat "
    "info join"
    " login logout manifest.json mcp metrics playbook queue ready rehearse saved scripts startup-events static status"
    " theme.css upload coach.js".split()
)  # anything else in a path may be a key, a file's name, or something typed
_OFTEN = ("/assets/", "/static/", "/health", "/ready", "/metrics")  # not told while all is well
access = logging.getLogger("coach.access")
log = logging.getLogger("coach")


def setup_logs(kind: Kind) -> None:
    """Send this process's logs to stderr as `kind`, and with them what Python itself would print of an error.

    Gradio prints errors by `traceback.print_exc`, and an error's words may be the user's; so that is replaced too.
    """
    handler: logging.Handler = logging.NullHandler() if kind == "off" else logging.StreamHandler(sys.stderr)
    handler.name = "coach"
    handler.addFilter(_discreet)
    handler.setFormatter(_Json() if kind == "json" else _Text())
    root = logging.getLogger()
    for old in [h for h in root.handlers if h.name == "coach"]:
        root.removeHandler(old)
    root.addHandler(handler)
    log.setLevel(logging.INFO)
    access.setLevel(logging.INFO if kind == "json" else logging.WARNING)
    logging.getLogger("uvicorn").setLevel(logging.INFO if kind == "json" else logging.WARNING)
    logging.captureWarnings(True)
    sys.excepthook = _crashed
    threading.excepthook = lambda args: log.error(
        "crash", exc_info=args.exc_value, extra={"at": args.thread.name if args.thread else ""}
    )
    sys.unraisablehook = lambda args: log.error("crash", exc_info=args.exc_value)
    traceback.print_exc = _print_exc


class Access:
    """Tells each request's method, path without what is particular in it, status and milliseconds."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and tell of it once it is answered."""
        if scope["type"] != "http" or not access.isEnabledFor(logging.INFO):
            await self.app(scope, receive, send)
            return
        start, status = time.perf_counter(), 500

        async def out(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, out)
        finally:
            if status >= 400 or not scope["path"].startswith(_OFTEN):
                ms = round((time.perf_counter() - start) * 1000)
                told = {"method": scope["method"], "path": path_of(scope["path"]), "status": status, "ms": ms}
                access.info("request", extra=told)


def path_of(path: str) -> str:
    """A path with "*" for everything but the service's own names: "/saved/*"."""
    return "/".join(part if part in _PATHS else "*" if part else "" for part in path.split("/")[:6])


def trace_of(error: BaseException) -> list[str]:
    """An error and those it came from, first cause first: "file:line function" for each frame, then its kind."""
    return list(_steps(error, set()))[-_FRAMES:]


def _steps(error: BaseException, seen: set[int]) -> Iterator[str]:
    if id(error) in seen:
        return
    seen.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause:
        yield from _steps(cause, seen)
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _steps(part, seen)
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
    yield type(error).__name__


def _short(file: str) -> str:
    """A file as its package knows it, without where this machine keeps it."""
    path = Path(file)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name


def _discreet(record: logging.LogRecord) -> bool:
    """Take out of `record` what may be a user's: the words of errors, and those of other people's libraries, which only
    warn."""
    error = record.exc_info[1] if record.exc_info else None
    if record.name == "asyncio" and isinstance(error, RuntimeError) and str(error) == _LEFT:
        return False
    if record.name == "py.warnings":
        record.msg, record.args = ": ".join(record.getMessage().split(": ")[:2]), None
    elif record.name.split(".")[0] not in _OURS:
        if record.levelno < logging.WARNING:  # bm25s sets a level of its own
            return False
        record.msg, record.args = f"{_short(record.pathname)}:{record.lineno}", None
    if error is not None:
        record.error, record.trace = type(error).__name__, trace_of(error)
    record.exc_info = record.exc_text = record.stack_info = None
    return True


class _Json(JsonFormatter):
    """One JSON object: time, level, logger, event, and the event's own fields."""

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message"], timestamp="time",
            rename_fields={"levelname": "level", "name": "logger", "message": "event"},
            reserved_attrs=[*RESERVED_ATTRS, "color_message"], json_ensure_ascii=False,
        )  # fmt: skip

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {"time": log_data.pop("time"), **log_data, "event": log_data["event"].strip()}


class _Text(logging.Formatter):
    """The time, the event and its fields; the steps to an error below."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {k: v for k, v in vars(record).items() if k not in RESERVED_ATTRS and k != "color_message"}
        steps = fields.pop("trace", ())
        level = "" if record.levelno == logging.INFO else f"{record.levelname.lower()}: "
        time_ = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        line = " ".join([time_, level + record.getMessage().strip(), *(f"{k}={v}" for k, v in fields.items())])
        return "\n  ".join([line, *steps])


def _crashed(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    log.critical("crash", exc_info=(kind, error, at))


def _print_exc(limit: int | None = None, file: SupportsWrite[str] | None = None, chain: bool = True) -> None:
    """What `traceback.print_exc` is while the pages are served; a file that is named still gets the whole."""
    if file is not None:
        traceback.print_exception(sys.exception(), limit=limit, file=file, chain=chain)
    else:
        log.error("crash", exc_info=sys.exception())
