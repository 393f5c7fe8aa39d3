"""The pages of the coach, put together: Ask, Rehearse and their tools."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import gradio as gr

from coach.chain import Coach
from coach.conversations.database import open_database
from coach.conversations.store import Conversations
from coach.tools import Tools
from coach.ui.ask import Ask
from coach.ui.examples import examples_of, situation_of
from coach.ui.rehearse import build_rehearsal
from coach.ui.service import Service
from coach.ui.shell import TITLE, Site, head, style, theme
from index.errors import UserError

_PRACTISE = "Practise your counteroffer on a recruiter who keeps to the guide’s figures, and see after each turn what to say better."


def build_page(
    coach: Coach, store: Conversations, service: Service | None = None, examples: Sequence[str] | None = None
) -> gr.Blocks:
    """Lay out the pages; their handlers convert and display. `examples` are by default taken from the guides."""
    site = Site(coach, store, service or Service())
    starts = examples_of(coach.library) if examples is None else examples
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True, fill_height=True) as page:
        gr.Navbar(visible=False)
        Ask(site, page, starts)
    with page.route("Rehearse", "/rehearse"):
        with gr.Row(elem_id="top"):
            gr.HTML(head("/rehearse", _PRACTISE))
        build_rehearsal(coach, situation_of(coach.library))
    _add_tools(page, coach)
    return page


def _add_tools(page: gr.Blocks, coach: Coach) -> None:
    """Name each of the coach's functions as an endpoint of the page's API, and so as an MCP tool."""
    with page:
        for function in Tools(coach).all():
            gr.api(_shown(function), api_name=function.__name__)


def _shown(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with what the user can mend told as an error of the API."""

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
        try:
            return function(*args, **kwargs)
        except UserError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return call


def serve(
    coach: Coach,
    host: str = "127.0.0.1",
    port: int = 7860,
    warm: Callable[[], None] | None = None,
    *,
    mcp: bool = False,
) -> None:
    """Open the page and keep serving it; `warm` loads behind it what the first search needs, `mcp` offers the API's
    functions to MCP clients as well.

    Raises UserError where the address is taken. No run is kept in the browser: it would hold what people earn.
    """
    _check_free(host, port)
    page = build_page(coach, Conversations(open_database()))
    if warm:
        threading.Thread(target=warm, name="warm", daemon=True).start()
    page.queue(default_concurrency_limit=8).launch(
        server_name=host, server_port=port, theme=theme(), head=style(), footer_links=[], run_history=False,
        ssr_mode=False, share=False, enable_monitoring=False, mcp_server=mcp,
    )  # fmt: skip


def _check_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UserError(f"{host}:{port} cannot be used ({reason}); choose another with --port.") from error
