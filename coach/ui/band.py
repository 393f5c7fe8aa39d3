"""The pay chart beside the conversation: the job's bands, with the user's offer, ask and target on them."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from coach.answers.chart import bars_for
from coach.conversations.values import Conversation
from coach.ui.chart import drawn, told
from coach.ui.choices import is_covered
from coach.ui.shell import QUIET, Site, present
from coach.ui.strip import Strip
from coach.ui.texts import text
from index.errors import UserError

_VIEWS = {"job": "none", "places": "regions", "companies": "companies"}
_PARTS = ("base", "stock", "bonus")


def build_band(site: Site, held: gr.State, strip: Strip) -> None:
    """Lay the chart out inside an open column, folded; a job without a guide has none.

    Nothing is drawn, and nothing of plotly loaded, before it is opened.
    """
    with gr.Accordion(text("band.head"), open=False, visible=False, elem_classes="more", elem_id="band") as fold:
        views = [(text(f"band.{name}"), view) for name, view in _VIEWS.items()]
        parts = [(text("band.total"), "total"), *((text(f"bars.{c}"), c) for c in _PARTS)]
        view = gr.Radio(views, value="none", show_label=False, label=text("band.compare"), elem_id="band-view", elem_classes="pills")  # fmt: skip
        part = gr.Dropdown(parts, value="total", label=text("band.component"), visible=False, elem_id="band-part")
        title = gr.HTML("", elem_id="band-title", padding=False)
        plot = gr.Plot(show_label=False, container=False, visible=False, elem_classes="pay-chart", elem_id="band-plot")
        words = gr.HTML("", elem_id="band-told", padding=False)
    shows = gr.State(False)

    def draw(now: Conversation, compare: str, component: str, opened: bool, request: gr.Request) -> tuple[Any, ...]:
        now = present(site, request, now)
        job = now.desk.situation
        there = gr.update(visible=is_covered(site.coach.library, job.company, job.role))
        if not opened:
            return *(gr.skip() for _ in range(4)), there
        choice = gr.update(visible=compare != "none")
        try:
            chart = bars_for(job, site.coach.library, compare, component)  # type: ignore[arg-type]
        except UserError as error:
            return (
                f'<p class="file" role="status">{escape(str(error))}</p>',
                gr.update(visible=False),
                "",
                choice,
                there,
            )
        return (
            f"<h3>{escape(chart.title)}</h3>",
            gr.update(value=drawn(chart), visible=True),
            told(chart),
            choice,
            there,
        )

    inputs, outputs = [held, view, part, shows], [title, plot, words, part, fold]
    fold.expand(lambda: True, None, shows, **QUIET).then(draw, inputs, outputs, **QUIET)
    fold.collapse(lambda: False, None, shows, **QUIET)
    gr.on([view.input, part.input], draw, inputs, outputs, **QUIET)
    strip.on_change(draw, inputs, outputs)
