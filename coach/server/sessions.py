"""What Gradio remembers of each open page -> the same without what no page of ours needs, and only as long as it is of
use."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import gradio as gr
from fastapi import FastAPI
from gradio.routes import App
from gradio.state_holder import SessionState, StateHolder
from starlette.routing import Mount

# open pages that are remembered; the one that was still for the longest goes first, and finds its conversation again
MOST = 500
CLOSED = 60.0  # seconds for which a page that was closed is remembered, should its connection only have been lost


class OpenPage(SessionState):  # type: ignore[misc] # Gradio has no types
    """One open page: the values of its states, and its components as they were changed.

    Gradio also keeps the configuration of every component of every page, and makes it anew with each change, to be able
    to give the page's state an address ("deep links"). That took most of the time of an answer and a megabyte or more a
    page; nothing here asks for it.
    """

    def __init__(self, blocks: gr.Blocks) -> None:
        """Remember nothing yet."""
        super().__init__(SimpleNamespace(default_config=blocks.default_config, blocks={}))
        self.blocks_config.config_for_block = _nothing


class Sessions(StateHolder):  # type: ignore[misc] # as above
    """The open pages by Gradio's session hash; one that was closed goes for good after a while, where Gradio keeps
    it."""

    def __getitem__(self, session: str) -> SessionState:
        """The session, a new one where there is none."""
        if session not in self.session_data:
            self._forget()
            self.session_data[session] = OpenPage(self.blocks)
        return super().__getitem__(session)

    def set_blocks(self, blocks: gr.Blocks) -> None:
        """Hold the sessions of these pages."""
        super().set_blocks(blocks)
        self.capacity = MOST

    def _forget(self) -> None:
        now = time.time()
        for session, held in list(self.session_data.items()):
            used = self.time_last_used.get(session)
            if held.is_closed and used is not None and now - used.timestamp() > CLOSED:
                self.session_data.pop(session, None)
                self.time_last_used.pop(session, None)


def keep_lean(app: FastAPI, page: gr.Blocks) -> None:
    """Let the pages that are mounted in `app` remember sessions as above. Raises LookupError where no page is
    mounted."""
    mounted = [r.app for r in app.routes if isinstance(r, Mount) and isinstance(r.app, App)]
    if not mounted:
        raise LookupError("no Gradio page is mounted")
    for pages in mounted:
        pages.state_holder = Sessions()
        pages.state_holder.set_blocks(page)


def _nothing(*of: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever Gradio asks it for
    return {}
