"""The pages of the coach, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import gradio as gr
from gradio.context import LocalContext
from pydantic import ValidationError, validate_call

from coach.chain import Coach
from coach.conversations.store import Conversations
from coach.tools import Tools
from coach.ui.ask import Ask
from coach.ui.examples import examples_of, situation_of
from coach.ui.guides import Guides
from coach.ui.playbook import PlaybookPage
from coach.ui.rehearse import Rehearse
from coach.ui.scripts import Scripts
from coach.ui.service import Service
from coach.ui.shell import TITLE, Site
from index.errors import UserError


def build_page(
    coach: Coach, store: Conversations, service: Service | None = None, examples: Sequence[str] | None = None
) -> gr.Blocks:
    """Lay out the pages; their handlers convert and display. `examples` are by default taken from the guides."""
    site = Site(coach, store, service or Service())
    starts = examples_of(coach.library) if examples is None else examples
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True, fill_height=True) as page:
        gr.Navbar(visible=False)
        Ask(site, page, starts)
    with page.route("Scripts", "/scripts"):
        Scripts(site, page)
    with page.route("Playbook", "/playbook"):
        PlaybookPage(site, page)
    with page.route("Rehearse", "/rehearse"):
        Rehearse(site, page, situation_of(coach.library))
    with page.route("Guides", "/guides"):
        Guides(site, page)
    _add_tools(page, site)
    return page


def _add_tools(page: gr.Blocks, site: Site) -> None:
    """Name each of the coach's functions as an endpoint of the page's API, and so as an MCP tool."""
    with page:
        for function in Tools(site.coach).all():
            gr.api(_offered(function, site.service), api_name=function.__name__)


def _offered(function: Callable[..., Any], service: Service) -> Callable[..., Any]:
    """The function within the limits of the service, by the caller's address; what the user can mend is told as an error of the API."""

    checked = validate_call(function)

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
        try:
            service.rates.check(f"address {_address()}")
            with service.reading(_size([args, kwargs])):
                return checked(*args, **kwargs)
        except ValidationError as error:
            wrong = error.errors(include_url=False)[0]
            said = f"{'.'.join(str(x) for x in wrong['loc'])}: {wrong['msg']}."
            raise gr.Error(said, print_exception=False) from error
        except UserError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return call


def _size(said: Any) -> int:  # noqa: ANN401 - JSON
    """How many characters the texts hold that are read."""
    if isinstance(said, str):
        return len(said)
    parts = said.values() if isinstance(said, dict) else said if isinstance(said, list | tuple) else ()
    return sum(_size(part) for part in parts)


def _address() -> str:
    """Where the call of the API comes from; programs keep no cookie that would tell one from another."""
    request = LocalContext.request.get(None)
    client = getattr(request, "client", None)
    return str(getattr(client, "host", "") or "")
