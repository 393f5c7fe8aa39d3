"""The kept conversations on the page: listed, searched, opened, renamed, saved as a file, deleted for good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any

import gradio as gr

from coach.conversations.values import Conversation, Entry
from coach.ui.shell import QUIET, Site, act, owner_of, told

_MOST = 60  # of the list without a search


@dataclass(frozen=True, slots=True)
class History:
    """The list and the name of the open conversation; `shown` gives values for `outputs`."""

    site: Site
    search: gr.Textbox
    listing: gr.HTML
    title: gr.Textbox

    @property
    def outputs(self) -> list[Any]:
        """What an answer or a load fills in."""
        return [self.listing, self.title]

    def shown(self, held: Conversation, request: gr.Request | None, words: str = "") -> list[Any]:
        """The list as it stands, and the name."""
        entries = self.site.store.entries(owner_of(request), words)
        return [_listed(entries, held, words), gr.update(value=held.title, visible=bool(held.id))]


def build_history(site: Site, held: gr.State) -> History:
    """Lay the list out inside an open column; opening and deleting come as actions to the page's own handler."""
    with gr.Accordion("Conversations", open=False, elem_classes="more", elem_id="history"):
        search = gr.Textbox(
            show_label=False, label="Search your conversations", placeholder="Search", elem_id="history-search"
        )
        listing = gr.HTML("", elem_id="history-list", padding=False)
        title = gr.Textbox(
            label="Name of the open one; Enter keeps it", max_lines=1, visible=False, elem_id="history-title"
        )
    history = History(site, search, listing, title)

    def searched(words: str, now: Conversation, request: gr.Request) -> Any:  # noqa: ANN401 - a value of the list
        return history.shown(now, request, words)[0]

    def renamed(name: str, now: Conversation, words: str, request: gr.Request) -> tuple[Any, ...]:
        if not now.id or name.strip() == now.title:
            return gr.skip(), *(gr.skip() for _ in history.outputs)
        kept = told(lambda: site.store.rename(owner_of(request), now.id, name))
        after = replace(now, title=kept)
        return after, *history.shown(after, request, words)

    search.change(searched, [search, held], listing, **QUIET)
    # By Enter alone: on its way elsewhere the field may already stand beside another conversation.
    title.submit(renamed, [title, held, search], [held, *history.outputs], **QUIET)
    return history


def asked_for(site: Site, what: dict[str, Any], now: Conversation, request: gr.Request) -> Conversation | None:
    """The conversation that an action of the list leads to; None where it was no action of the list."""
    key = str(what.get("id") or "")
    if what.get("do") == "open":
        found: Conversation = told(lambda: site.store.open(owner_of(request), key))
        return found
    if what.get("do") == "delete":
        told(lambda: site.store.delete(owner_of(request), key))
        return Conversation() if key == now.id else now
    return None


def _listed(entries: list[Entry], held: Conversation, words: str) -> str:
    if not entries:
        return f'<p class="file">{"None of yours holds that." if words else "What you ask is kept here, for you alone."}</p>'
    rows = "".join(_row(e, current=e.id == held.id) for e in entries[:_MOST])
    more = f'<p class="file">{len(entries) - _MOST} older ones; search for them.</p>' if len(entries) > _MOST else ""
    return f'<ul class="kept">{rows}</ul>{more}'


def _row(entry: Entry, *, current: bool) -> str:
    at = entry.updated.strftime("%-d %b")
    tools = (
        f'<span class="tools"><a href="/saved/{entry.id}.md" download>Markdown</a><a href="/saved/{entry.id}.json" download>JSON</a>'
        f'<button type="button" data-sure="Really delete?" {act("delete", id=entry.id)}>Delete</button></span>'
        if current
        else ""
    )
    mark = ' aria-current="true"' if current else ""
    return f'<li><button type="button" class="title"{mark} {act("open", id=entry.id)}>{escape(entry.title)}</button><time>{at}</time>{tools}</li>'
