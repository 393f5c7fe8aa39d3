"""The pages of the coach, put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import gradio as gr
from gradio.context import LocalContext
from pydantic import ValidationError, validate_call

from coach.conversations.store import Conversations
from coach.programs.tools import Tools
from coach.reply.awaited import awaited_by
from coach.turn import Coach
from coach.ui.ask import AskPage
from coach.ui.examples import situation_of
from coach.ui.gate import TooFastError
from coach.ui.guides import Guides
from coach.ui.playbook import PlaybookPage
from coach.ui.rehearse import Rehearse
from coach.ui.scripts import Scripts
from coach.ui.service import Service
from coach.ui.shell import ANONYMOUS, REFUSED, Site, owner_of, waits_of
from coach.ui.texts import text
from index.errors import UserError

_PROGRAMS = "programs"  # what calls the API, one sender at each address


def build_page(coach: Coach, store: Conversations, service: Service | None = None) -> gr.Blocks:
    """Lay out the pages; their handlers convert and display."""
    site = Site(coach, store, service or Service())
    with gr.Blocks(title=text("frame.title"), analytics_enabled=False, fill_width=True, fill_height=True) as page:
        gr.Navbar(visible=False)
        AskPage(site, page)
    with page.route(text("frame.scripts"), "/scripts"):
        Scripts(site, page)
    with page.route(text("frame.playbook"), "/playbook"):
        PlaybookPage(site, page)
    with page.route(text("frame.rehearse"), "/rehearse"):
        Rehearse(site, page, situation_of(coach.library))
    with page.route(text("frame.guides"), "/guides"):
        Guides(site, page)
    _add_tools(page, site)
    return page


def _add_tools(page: gr.Blocks, site: Site) -> None:
    """Name each of the coach's functions as an endpoint of the page's API, and so as an MCP tool."""
    with page:
        for function in Tools(site.coach).all():
            gr.api(_offered(function, site), api_name=function.__name__)
        events = _offered_events(Tools(site.coach).ask_events, site)
        gr.api(events, api_name="ask_events", api_visibility="undocumented")  # no tool of MCP: it is `ask` once more


@contextmanager
def _within(site: Site, said: Any) -> Iterator[None]:  # noqa: ANN401 - JSON
    """Within the limits of the service, by the caller's address; what the user can mend is told as an API's error."""
    request, size = LocalContext.request.get(None), _size(said)
    owner, waits = owner_of(request), waits_of(site, request)
    sender = (_address(request), _PROGRAMS) if owner.startswith(ANONYMOUS) else (owner, _PROGRAMS)
    try:
        site.service.rates.check(f"address {_address(request)}", size=size)
        with site.service.reading(size, sender, waits):
            awaited_by(waits)
            yield
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        said = f"{'.'.join(str(x) for x in wrong['loc'])}: {wrong['msg']}."
        raise gr.Error(said, print_exception=False) from error
    except UserError as error:
        if isinstance(error, TooFastError):
            _refused(request, error)
        raise gr.Error(str(error), print_exception=False) from error


def _refused(request: gr.Request | None, error: TooFastError) -> None:
    """Leave word for the server, which answers a direct call by it; Gradio would call it an error of its own."""
    scope = getattr(getattr(request, "request", None), "scope", None) or {}
    scope.get(REFUSED, {})["reason"] = str(error)


def _offered(function: Callable[..., Any], site: Site) -> Callable[..., Any]:
    """The function as an endpoint."""
    checked = validate_call(function)

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
        with _within(site, [args, kwargs]):
            return checked(*args, **kwargs)

    return call


def _offered_events(function: Callable[..., Iterator[Any]], site: Site) -> Callable[..., Iterator[Any]]:
    """The function that gives one value after another as an endpoint that streams."""
    checked = validate_call(function)

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
        with _within(site, [args, kwargs]):
            yield from checked(*args, **kwargs)

    return call


def _size(said: Any) -> int:  # noqa: ANN401 - JSON
    """How many characters the texts hold that are read."""
    if isinstance(said, str):
        return len(said)
    parts = said.values() if isinstance(said, dict) else said if isinstance(said, list | tuple) else ()
    return sum(_size(part) for part in parts)


def _address(request: gr.Request | None) -> str:
    """Where the call of the API comes from; programs keep no cookie that would tell one from another."""
    client = getattr(request, "client", None)
    return str(getattr(client, "host", "") or "")
