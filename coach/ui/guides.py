"""The Guides page, for whoever keeps them: what there is, what is wrong or old, what readers say, what to write next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from coach.keeper.keeper import Keeper
from coach.ui import shelf as html
from coach.ui.rebuild import steps
from coach.ui.shell import QUIET, Site, action, actions, head, owner_of
from coach.ui.texts import escaped, text
from index.errors import UserError

_TABS = ("guides", "findings", "overdue", "feedback", "wanted")


class Guides:
    """The page's components and handlers; each handler asks anew whether the visitor may see it."""

    def __init__(self, site: Site, page: gr.Blocks) -> None:
        """Lay out the page inside an open Blocks context."""
        self.site = site
        self.keeper = Keeper(site.coach.library, site.store)
        box = actions()
        with gr.Row(elem_id="top"):
            gr.HTML(head("/guides", text("pages.guides"), signs_out=site.service.signs_out))
        with gr.Row(elem_id="main"):
            with gr.Column(elem_id="talk", elem_classes="paper keeper"):
                search = gr.Textbox(label=text("keepers.search"), show_label=False, placeholder=text("keepers.search_hint"), elem_id="guide-search", submit_btn=text("keepers.find"))  # fmt: skip
                with gr.Row(elem_id="building", visible=False) as self.building:
                    rebuild = gr.Button(text("keepers.rebuild"), size="sm", elem_id="rebuild")
                    told = gr.HTML("", elem_id="build-told", padding=False)
                with gr.Tabs():
                    tabs, tables = [], []
                    for name in _TABS:
                        with gr.Tab(text(f"keepers.{name}")) as tab:
                            tables.append(gr.HTML("", padding=False))
                        tabs.append(tab)
            opened = gr.HTML(html.unread(), elem_id="side", padding=False)
        listed = tables[0]
        tables += tabs[1:]
        page.load(self._opened, None, [*tables, self.building], **QUIET)
        rebuild.click(self._rebuilt, None, [told, rebuild, *tables], **QUIET)
        search.submit(self._searched, search, listed, **QUIET)
        box.change(self._acted, box, opened, **QUIET)

    def _may(self, request: gr.Request) -> bool:
        return self.site.service.is_keeper(owner_of(request))

    def _opened(self, request: gr.Request) -> tuple[Any, ...]:
        if not self._may(request):
            return *(_closed(),) * 5, *(gr.skip(),) * 4, gr.update(visible=False)
        return *self._tables(), gr.update(visible=self.site.service.rebuild is not None)

    def _rebuilt(self, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """Build the index from the guides folder, telling how far it is, and show what there is then."""
        rebuild = self.site.service.rebuild
        if not self._may(request) or rebuild is None:
            return
        kept = (gr.skip(),) * 9
        for said in steps(rebuild):
            if isinstance(said, str):
                yield html.building(said), gr.update(interactive=False), *kept
            elif isinstance(said, UserError):
                yield html.told(str(said)), gr.update(interactive=True), *kept
            else:
                yield html.built(said), gr.update(interactive=True), *self._tables()

    def _tables(self) -> tuple[Any, ...]:
        """The five tables, and the names of all tabs but the first with how much there is in each."""
        held = self.keeper.shelf(self.site.coach.today)
        wrong = [f for f in held.findings if f.severity != "info"]
        counts = [len(x) for x in (wrong, held.overdue, held.judgements, held.wanted)]
        names = [
            f"{text(f'keepers.{key}')} ({n})" if n else text(f"keepers.{key}")
            for key, n in zip(_TABS[1:], counts, strict=True)
        ]
        return (
            html.guides(held.guides, held.findings), html.findings(held.findings, text("keepers.no_findings")),
            html.findings(held.overdue, text("keepers.no_overdue")), html.judged(held.judgements), html.wanted(held.wanted), *(gr.update(label=name) for name in names),
        )  # fmt: skip

    def _searched(self, words: str, request: gr.Request) -> str:
        if not self._may(request):
            return _closed()
        return html.guides(*self.keeper.guides(self.site.coach.today, words or ""))

    def _acted(self, value: str, request: gr.Request) -> Any:  # noqa: ANN401 - an update or HTML
        asked, library = action(value), self.site.coach.library
        if not self._may(request) or asked.get("do") != "guide" or asked.get("slug") not in library.slugs():
            return gr.skip()
        line = asked.get("line")
        return html.guide_text(library.guide(str(asked["slug"])), line if isinstance(line, int) else 0)


def _closed() -> str:
    """What whoever may not see the page sees."""
    return f'<p class="file">{escaped("keepers.closed")}</p>'
