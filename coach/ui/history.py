"""The kept talks on the page: listed by job and stage, searched, opened, renamed, saved as a file, deleted for good."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any

import gradio as gr

from coach.conversations.values import Conversation, Listed
from coach.ui.known import job_line, stage_shown
from coach.ui.shell import QUIET, Site, act, owner_of, told
from coach.ui.texts import escaped, text

_MOST = 60  # of the list without a search
_MANY = 8  # talks from which on a search stands above them


@dataclass(frozen=True, slots=True)
class History:
    """The list and the name of the open talk; `shown` gives values for `outputs`."""

    site: Site
    search: gr.Textbox
    listing: gr.HTML
    title: gr.Textbox

    @property
    def outputs(self) -> list[Any]:
        """What an answer or a load fills in."""
        return [self.search, self.listing, self.title]

    def shown(self, held: Conversation, request: gr.Request | None, words: str | None = "") -> list[Any]:
        """The search where there are many, the list as it stands, and the name; a search that is not there has no
        words.
        """
        owner, words = owner_of(request), words or ""
        entries = self.site.store.entries(owner, words)
        keepers = f'<p class="keepers"><a href="/guides">{escaped("history.keepers")}</a></p>'
        foot = keepers if self.site.service.is_keeper(owner) else ""
        search = gr.update(visible=True) if words or len(entries) >= _MANY else gr.skip()
        return [search, _listed(entries, held, words) + foot, gr.update(value=held.title, visible=bool(held.id))]


def build_history(site: Site, held: gr.State) -> History:
    """Lay the list out inside an open column; opening and deleting come as actions to the page's own handler."""
    close = f'<a class="closer" href="#talk" aria-label="{escaped("history.close")}">×</a>'
    gr.HTML(f'{close}<h2 tabindex="-1">{escaped("history.head")}</h2>', padding=False)
    search = gr.Textbox(
        show_label=False, label=text("history.search"), placeholder=text("history.search"), visible=False, elem_id="history-search"
    )  # fmt: skip
    listing = gr.HTML("", elem_id="history-list", padding=False)
    title = gr.Textbox(label=text("history.name"), max_lines=1, visible=False, elem_id="history-title")
    history = History(site, search, listing, title)

    def searched(words: str, now: Conversation, request: gr.Request) -> Any:  # noqa: ANN401 - a value of the list
        return history.shown(now, request, words)[1]

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


def name_of(entry: Listed) -> str:
    """What a talk is called by: the name its owner gave it, else its job, else how it began."""
    return entry.title if entry.desk.named else job_line(entry.desk.situation) or entry.title


def _listed(entries: list[Listed], held: Conversation, words: str) -> str:
    if not entries:
        return f'<p class="file">{escaped("history.none" if words else "history.kept")}</p>'
    rows = "".join(_row(e, current=e.id == held.id) for e in entries[:_MOST])
    more = f'<p class="file">{escaped("history.older", count=len(entries) - _MOST)}</p>' if len(entries) > _MOST else ""
    return f'<ul class="kept">{rows}</ul>{more}'


def _row(entry: Listed, *, current: bool) -> str:
    name, stage = name_of(entry), stage_shown(entry.desk.situation, entry.desk.stage)
    saved = (
        f'<span class="tools"><button type="button" data-rename>{escaped("history.rename")}</button>'
        f'<a href="/saved/{entry.id}.md" download>{escaped("history.markdown")}</a>'
        f'<a href="/saved/{entry.id}.json" download>{escaped("history.json")}</a></span>'
        if current
        else ""
    )
    mark = ' aria-current="true"' if current else ""
    return (
        f'<li><button type="button" class="title"{mark} {act("open", id=entry.id)}><b>{escape(name)}</b>'
        f"<small>{escape(stage)} · <time>{entry.updated:%-d %b}</time></small></button>"
        f'<button type="button" class="delete" aria-label="{escaped("history.delete_name", name=name)}" title="{escaped("history.delete")}" '
        f'data-sure="{escaped("history.sure")}" {act("delete", id=entry.id)}>×</button>{saved}</li>'
    )
