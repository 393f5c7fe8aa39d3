"""The Scripts page: what to say for each lever, rewritten at once in another tone, length or channel."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import gradio as gr

from coach.cards import cards_of
from coach.conversations.values import Conversation, Kept
from coach.phrasing import Style
from coach.ui.script_cards import shown, unclear
from coach.ui.shell import EACH, QUIET, UNOPENED, Site, action, actions, head, keep, opening, present, with_desk
from coach.ui.strip import build_strip
from index.errors import UserError

LEAD = "What to say, for each lever and each pushback. Tap a blank to fill it, change any word, copy it or keep it."
_TONES = [("Direct", "direct"), ("Warm", "warm"), ("Formal", "formal")]
_LENGTHS = [("One line", "one"), ("Short", "short"), ("Full", "full")]
_CHANNELS = [("Call", "call"), ("E-mail", "email"), ("Chat", "chat")]
_LONGEST = 6000


class Scripts:
    """The page's components and handlers, which convert and display."""

    def __init__(self, site: Site, page: gr.Blocks) -> None:
        """Lay out the page inside an open Blocks context."""
        self.site = site
        held = gr.State(UNOPENED)
        box = actions()
        with gr.Row(elem_id="top"):
            gr.HTML(head("/scripts", LEAD, signs_out=site.service.signs_out))
        with gr.Row(elem_id="main", elem_classes="wide"):
            with gr.Column(elem_id="strip"):
                strip = build_strip(site, held)
            with gr.Column(elem_id="talk", elem_classes="paper"):
                with gr.Row(elem_id="switches"):
                    tone = gr.Radio(_TONES, value="direct", label="Tone", elem_id="tone", elem_classes="pills")
                    length = gr.Radio(_LENGTHS, value="full", label="Length", elem_id="length", elem_classes="pills")
                    channel = gr.Radio(
                        _CHANNELS, value="call", label="Channel", elem_id="channel", elem_classes="pills"
                    )
                cards = gr.HTML("", elem_id="cards", padding=False)
        self.strip = strip
        styles = [tone, length, channel]
        page.load(self._opened, None, [held, *styles, cards, *strip.outputs], **QUIET)
        # What rests on a change is drawn after it is kept, from what is kept by then: an edit may be under way beside it.
        changed = gr.on([s.input for s in styles], self._restyled, [held, *styles], held, **QUIET)
        changed.then(self._redrawn, [held, *styles], [held, cards], **QUIET)
        strip.on_change(self._redrawn, [held, *styles], [held, cards])
        box.change(self._acted, [box, held], held, **EACH)

    def _opened(self, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        def page_of(held: Conversation) -> tuple[Any, ...]:
            d = held.desk
            return held, d.tone, d.length, d.channel, self._cards(held), *self.strip.shown(held)

        yield from opening(self.site, request, page_of)

    def _restyled(self, held: Conversation, tone: str, length: str, channel: str, request: gr.Request) -> Conversation:
        before = self._kept(held, request)
        after = with_desk(before, tone=tone, length=length, channel=channel)
        return before if after.desk == before.desk else keep(self.site, request, after)

    def _redrawn(
        self, held: Conversation, tone: str, length: str, channel: str, request: gr.Request
    ) -> tuple[Any, ...]:
        held = self._restyled(held, tone, length, channel, request)
        return held, self._cards(held)

    def _acted(self, value: str, held: Conversation, request: gr.Request) -> Any:  # noqa: ANN401 - an update
        asked = action(value)
        title, text = str(asked.get("title") or "")[:200], str(asked.get("text") or "").strip()[:_LONGEST]
        if asked.get("do") != "save" or not title or not text:
            return gr.skip()
        held = self._kept(held, request)
        scripts = (*(s for s in held.desk.scripts if s.title != title), Kept(title=title, text=text))
        held = keep(self.site, request, with_desk(held, scripts=scripts))
        gr.Info(f"“{escape(title)}” is in your playbook.")  # the notice is HTML
        return held

    def _kept(self, held: Conversation, request: gr.Request) -> Conversation:
        """The conversation as it is kept now, which an edit of the strip may have changed since `held` was read."""
        return present(self.site, request, held if held.id else UNOPENED)

    def _cards(self, held: Conversation) -> str:
        desk = held.desk
        style = Style(desk.tone, desk.length, desk.channel)  # type: ignore[arg-type]
        try:
            return shown(cards_of(desk.situation, self.site.coach.library, style), {s.title for s in desk.scripts})
        except UserError as error:
            return unclear(str(error))
