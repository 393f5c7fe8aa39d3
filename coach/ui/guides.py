"""The Guides page, for whoever keeps them: what there is, what is wrong or old, what readers say, what to write next."""

from __future__ import annotations

from typing import Any

import gradio as gr

from coach.keeper import matching, shelf_of
from coach.ui import shelf as html
from coach.ui.shell import QUIET, Site, action, actions, head, owner_of

LEAD = "For whoever keeps the guides: what is there, what is wrong or overdue, and what people ask for in vain."
CLOSED = '<p class="file">This page is open only at the machine that the coach runs on.</p>'


class Guides:
    """The page's components and handlers; each handler asks anew whether the visitor may see it."""

    def __init__(self, site: Site, page: gr.Blocks) -> None:
        """Lay out the page inside an open Blocks context."""
        self.site = site
        box = actions()
        with gr.Row(elem_id="top"):
            gr.HTML(head("/guides", LEAD, situation=False, signs_out=site.service.signs_out))
        with gr.Row(elem_id="main"):
            with gr.Column(elem_id="talk", elem_classes="paper keeper"):
                search = gr.Textbox(label="Search the guides", show_label=False, placeholder="Search company, role or text", elem_id="guide-search", submit_btn="Search")  # fmt: skip
                with gr.Tabs():
                    with gr.Tab("Guides"):
                        listed = gr.HTML("", padding=False)
                    with gr.Tab("Findings"):
                        found = gr.HTML("", padding=False)
                    with gr.Tab("Overdue"):
                        overdue = gr.HTML("", padding=False)
                    with gr.Tab("Feedback"):
                        judged = gr.HTML("", padding=False)
                    with gr.Tab("To write next"):
                        wanted = gr.HTML("", padding=False)
            opened = gr.HTML("", elem_id="side", padding=False)
        page.load(self._opened, None, [listed, found, overdue, judged, wanted], **QUIET)
        search.submit(self._searched, search, listed, **QUIET)
        box.change(self._acted, box, opened, **QUIET)

    def _may(self, request: gr.Request) -> bool:
        return self.site.service.is_keeper(owner_of(request))

    def _opened(self, request: gr.Request) -> tuple[str, ...]:
        if not self._may(request):
            return CLOSED, CLOSED, CLOSED, CLOSED, CLOSED
        held = shelf_of(self.site.coach.library, self.site.store, self.site.coach.today)
        return (
            html.guides(held.guides, held.findings), html.findings(held.findings, "Nothing was found in the guides."),
            html.findings(held.overdue, "No guide is overdue."), html.judged(held.judgements), html.wanted(held.wanted),
        )  # fmt: skip

    def _searched(self, words: str, request: gr.Request) -> str:
        if not self._may(request):
            return CLOSED
        held = shelf_of(self.site.coach.library, self.site.store, self.site.coach.today)
        return html.guides(matching(held.guides, words or ""), held.findings)

    def _acted(self, value: str, request: gr.Request) -> Any:  # noqa: ANN401 - an update or HTML
        asked, library = action(value), self.site.coach.library
        if not self._may(request) or asked.get("do") != "guide" or asked.get("slug") not in library.slugs():
            return gr.skip()
        line = asked.get("line")
        return html.text(library.guide(str(asked["slug"])), line if isinstance(line, int) else 0)
