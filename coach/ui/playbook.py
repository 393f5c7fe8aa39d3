"""The Playbook page: the whole preparation as it will be saved, in the user's own order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import gradio as gr

from coach.conversations.values import Conversation
from coach.playbook.arrange import moved, playbook_of
from coach.ui.preview import arranged, preview
from coach.ui.script_cards import unclear
from coach.ui.shell import EACH, QUIET, UNOPENED, Site, action, actions, head, keep, opening, present, with_desk
from coach.ui.strip import build_strip
from coach.ui.texts import text
from index.errors import UserError


class PlaybookPage:
    """The page's components and handlers, which convert and display."""

    def __init__(self, site: Site, page: gr.Blocks) -> None:
        """Lay out the page inside an open Blocks context."""
        self.site = site
        held = gr.State(UNOPENED)
        box = actions()
        with gr.Row(elem_id="top"):
            gr.HTML(head("/playbook", text("pages.playbook"), signs_out=site.service.signs_out))
        with gr.Row(elem_id="main"):
            strip = build_strip(site, held)
            with gr.Column(elem_id="talk", elem_classes="paper"):
                document = gr.HTML("", elem_id="document", padding=False)
            with gr.Column(elem_id="aside"):
                parts = gr.HTML("", elem_id="side", padding=False)
        self.strip = strip
        rearranged = gr.State("")
        page.load(self._opened, None, [held, document, parts, *strip.outputs], **QUIET)
        # Drawn after it is kept, from what is kept by then: an edit may be under way beside it.
        box.change(self._acted, [box, held], [held, rearranged], **EACH)
        strip.on_change(self._redrawn, [held], [document, parts], rearranged)

    def _opened(self, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        def shown(held: Conversation) -> tuple[Any, ...]:
            if not held.id:
                held = keep(self.site, request, held)
            return held, *self._drawn(held), *self.strip.shown(held)

        yield from opening(self.site, request, shown)

    def _redrawn(self, held: Conversation, request: gr.Request) -> tuple[str, str]:
        return self._drawn(present(self.site, request, held))

    def _drawn(self, held: Conversation) -> tuple[str, str]:
        """The document and the list beside it, or what is missing for them."""
        desk, coach = held.desk, self.site.coach
        try:
            every = playbook_of(desk, coach.library, coach.today, whole=True)
            shown = playbook_of(desk, coach.library, coach.today)
        except UserError as error:
            return unclear(str(error), desk.situation), ""
        return preview(shown), arranged(every.sections, desk.left_out, desk.scripts, held.id)

    def _acted(self, value: str, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        asked = action(value)
        held = present(self.site, request, held)
        desk, coach, key = held.desk, self.site.coach, str(asked.get("key") or "")
        match asked.get("do"):
            case "toggle":
                out = set(desk.left_out) ^ {key}
                held = with_desk(held, left_out=tuple(sorted(out)))
            case "up" | "down":
                keys = tuple(s.key for s in playbook_of(desk, coach.library, coach.today, whole=True).sections)
                held = with_desk(held, order=moved(keys, key, -1 if asked["do"] == "up" else 1))
            case "drop":
                held = with_desk(held, scripts=tuple(s for s in desk.scripts if s.title != asked.get("title")))
            case _:
                return gr.skip(), gr.skip()
        held = keep(self.site, request, held)
        return held, uuid4().hex
