"""The pages -> a FastAPI application, and that application served until it is told to stop."""

from __future__ import annotations

import socket
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_type_hints

import gradio as gr
import uvicorn
from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from coach.conversations.database import open_database, settle
from coach.conversations.store import Conversations
from coach.server.connection import LONGEST_HEAD, Connection
from coach.server.downloads import downloads
from coach.server.headers import Headers
from coach.server.health import Warmth, health
from coach.server.heartbeats import Heartbeats
from coach.server.identity import Anonymous, Identity, SignedIn, Trusting, identity_of, is_keeper
from coach.server.limits import Closed, Uploads, letters_place
from coach.server.logs import Access, setup_logs
from coach.server.mcp import answer_in_json
from coach.server.memory import give_back
from coach.server.metrics import Counted
from coach.server.origins import Origins
from coach.server.owned import Owned, Takes
from coach.server.owner import Cookies
from coach.server.sessions import keep_lean
from coach.server.settings import ServerSettings, load_server_settings
from coach.server.signin import Door, signin
from coach.server.stopping import orderly_end
from coach.server.streams import Streams
from coach.turn import Coach
from coach.ui.frame import frame
from coach.ui.gate import Gate
from coach.ui.page import build_page
from coach.ui.readers import Readers
from coach.ui.service import Allowance, Rebuild, Service
from coach.ui.shell import ICON, SCRIPT_AT, script, style, theme
from index.errors import UserError

_ANYBODY = Anonymous()
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_AT_ONCE = 64  # handlers at work or waiting for the gate, beyond which Gradio's own queue holds them
# Seconds for which one thread has the interpreter while others wait for it. An answer takes some fifty small steps of
# the event loop, and each waits so long for every text that is being read; the 5 ms that Python takes would add up to
# the time of several answers.
_TURN = 0.0005
_PATIENCE = 5  # seconds that an answer on its way gets when the coach is told to stop


def create_app(
    page: gr.Blocks, identity: Identity = _ANYBODY, *, routers: Sequence[APIRouter] = (),
    mcp: bool = False, longest_upload: int = 2_000_000, place: Path | None = None, rate: str = "",
    proxies: frozenset[str] = frozenset(), hosts: Sequence[str] = ("*",), microphone: bool = False,
    readers: Readers | None = None,
) -> FastAPI:  # fmt: skip
    """Mount the pages beside the `routers`; `identity` says who comes in, by default everybody, and `hosts` by which
    names of ours."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    words = script(microphone=microphone)
    app.add_api_route(SCRIPT_AT, lambda: Response(words, media_type="text/javascript"), methods=["GET"])
    for router in (*routers, *([signin(identity)] if isinstance(identity, SignedIn) else [])):
        app.include_router(router)
    page.queue(default_concurrency_limit=_AT_ONCE)
    page.max_threads = _AT_ONCE + 16
    with warnings.catch_warnings():  # Gradio says of several pages that it turns off what is off
        warnings.filterwarnings("ignore", message="SSR mode is not supported")
        warnings.filterwarnings(
            "ignore", message="The 'favicon_path' parameter"
        )  # it takes "" for another path than "/"
        gr.mount_gradio_app(
            app, page, path="", auth_dependency=identity.who, theme=theme(), head=style(), footer_links=[],
            run_history=False, ssr_mode=False, pwa=True, favicon_path=ICON,
            enable_monitoring=False, mcp_server=mcp, max_file_size=longest_upload, show_error=False,
        )  # fmt: skip
    keep_lean(app, page)
    app.add_middleware(_Packed)
    app.add_middleware(Streams, readers=readers, is_open=lambda call: _is_open(page, call))
    app.add_middleware(Heartbeats)
    app.add_middleware(Owned, who=identity.who, rate=rate, functions=_functions(page))
    app.add_middleware(Uploads, longest=longest_upload, place=place)
    app.add_middleware(Closed)
    if isinstance(identity, Anonymous):
        app.add_middleware(Cookies)
    else:
        app.add_middleware(Door, who=identity.who, login=isinstance(identity, SignedIn))
    app.add_middleware(Origins, header=identity.header)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_middleware(Headers, frame=frame, microphone=microphone)
    app.add_middleware(Trusting, proxies=proxies, header=identity.header)
    app.add_middleware(Access)
    return app


def _is_open(page: gr.Blocks, call: str) -> bool:
    """Whether Gradio still works on a call of the API, or its answer has not been read to its end."""
    return any(call in held for held in page._queue.pending_event_ids_session.values())


def _functions(page: gr.Blocks) -> dict[int | str, Takes]:
    """What the page's functions take by number, and those of the API by name too."""
    found: dict[int | str, Takes] = {}
    for number, function in page.fns.items():
        texts = tuple(n for n, c in enumerate(function.inputs) if isinstance(c, gr.Textbox))
        found[number] = takes = Takes(len(function.inputs), texts, _event_of(function.fn))
        if isinstance(function.api_name, str):
            found[function.api_name] = takes
    return found


def _event_of(function: Callable[..., object] | None) -> Callable[[None, Any], object] | None:
    """What Gradio makes of an event's data for a function that takes one, None for all others."""
    hints = get_type_hints(function).values() if function else ()
    return next((h for h in hints if isinstance(h, type) and issubclass(h, gr.EventData)), None)


class _Packed:
    """Compresses the pages' own files, and nothing that is streamed."""

    def __init__(self, app: ASGIApp) -> None:
        self.plain = app
        self.packed = GZipMiddleware(app, minimum_size=2000, compresslevel=5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        packs = scope["type"] == "http" and scope["path"].startswith(("/assets/", "/static/", SCRIPT_AT))
        await (self.packed if packs else self.plain)(scope, receive, send)


def serve_page(
    coach: Coach, host: str = "127.0.0.1", port: int = 7860, warm: Callable[[], None] | None = None, *,
    mcp: bool = False, settings: ServerSettings | None = None, rebuild: Rebuild | None = None,
) -> None:  # fmt: skip
    """Open the pages and serve them until a signal; `warm` loads behind them what the first search needs;
    `rebuild` is what the keepers' page may start.

    Raises UserError where the address is taken or the database cannot be opened.
    """
    settings = settings or load_server_settings()
    setup_logs(settings.log)
    check_free(host, port)
    engine = open_database(settings.database)
    identity = identity_of(settings.auth, engine)
    store = Conversations(engine)
    counted = Counted()
    readers = Readers()
    service = Service(
        counted,
        Gate(settings.generations),
        Gate(max(1, settings.generations // 8), rests=True),
        Allowance(settings.rate),
        readers,
        _keepers(settings, identity, host),
        isinstance(identity, SignedIn),
        rebuild,
    )
    counted.watch(service.gate)
    warmth = Warmth(warm)
    routers = [
        health(coach.library, engine, warmth, counted, settings.names("trusted_proxies")),
        downloads(coach, store, identity.who),
    ]
    # Where the keepers' page is open to whoever is at this machine, a page of elsewhere must not reach it by a name of
    # its own.
    hosts = ("127.0.0.1", "localhost", "[::1]") if _is_local(settings, identity, host) else ("*",)
    sys.setswitchinterval(_TURN)
    give_back()
    with orderly_end(lambda: settle(engine)):
        try:
            with letters_place() as place:
                page = build_page(coach, store, service)
                app = create_app(
                    page, identity, routers=routers, mcp=mcp, longest_upload=settings.longest_upload,
                    rate=settings.rate,
                    place=place, proxies=settings.names("trusted_proxies"), hosts=hosts,
                    microphone=settings.microphone == "on", readers=readers,
                )  # fmt: skip
                if mcp:  # which calls the coach over HTTP, and else where its first visitor's Host says
                    answer_in_json(page.mcp_server_obj)
                    page.mcp_server_obj._local_url = f"http://{_reached(host)}:{port}/"
                config = uvicorn.Config(
                    app, host=host, port=port, log_config=None, access_log=False, ws="none",
                    timeout_graceful_shutdown=_PATIENCE,
                    proxy_headers=False, http=Connection, h11_max_incomplete_event_size=LONGEST_HEAD,
                )  # fmt: skip
                server = _Announced(config, f"http://{'localhost' if host in ('0.0.0.0', '::') else host}:{port}")  # noqa: S104 - only compared
                threading.Thread(target=warmth.load, name="warm", daemon=True).start()
                server.run()
        finally:
            settle(engine)
            engine.dispose()


def _keepers(settings: ServerSettings, identity: Identity, host: str) -> Callable[[str], bool]:
    """Who may open the keepers' page: the users named as keepers; without users, whoever is at this machine."""
    if not isinstance(identity, Anonymous):
        return lambda owner: is_keeper(owner, settings.names("keepers"))
    local = _is_local(settings, identity, host)
    return lambda owner: local


def _reached(host: str) -> str:
    """Where this machine itself reaches what listens on `host`."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - only compared
    return f"[{host}]" if ":" in host else host


def _is_local(settings: ServerSettings, identity: Identity, host: str) -> bool:
    """Whether whoever reaches the coach is at this machine, and so may do what a keeper may."""
    return isinstance(identity, Anonymous) and settings.guides_page == "local" and host in LOOPBACK


class _Announced(uvicorn.Server):
    """A server that says where it is once it can be reached."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self.address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            print(f"The coach is open at {self.address}", flush=True)  # noqa: T201 - said to whoever started it


def check_free(host: str, port: int) -> None:
    """UserError where the address cannot be listened on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UserError(f"{host}:{port} cannot be used ({reason}); choose another with --port.") from error
