"""The Scripts page: what to say for each lever, rewritten at once in another tone, length or channel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from coach.conversations.values import Conversation, Kept
from coach.phrasing import Style
from coach.playbook.cards import cards_of
from coach.ui.script_cards import shown, unclear
from coach.ui.shell import EACH, QUIET, UNOPENED, Site, action, actions, head, keep, opening, present, with_desk
from coach.ui.strip import build_strip
from coach.ui.texts import escaped, text
from index.errors import UserError

_TONES, _LENGTHS, _CHANNELS = ("direct", "warm", "formal"), ("one", "short", "full"), ("call", "email", "chat")
_LONGEST = 6000


class Scripts:
    """The page's components and handlers, which convert and display."""

    def __init__(self, site: Site, page: gr.Blocks) -> None:
        """Lay out the page inside an open Blocks context."""
        self.site = site
        held = gr.State(UNOPENED)
        box = actions()
        with gr.Row(elem_id="top"):
            gr.HTML(head("/scripts", text("pages.scripts"), signs_out=site.service.signs_out))
        with gr.Row(elem_id="main", elem_classes="wide"):
            strip = build_strip(site, held)
            with gr.Column(elem_id="talk", elem_classes="paper"):
                with gr.Row(elem_id="switches"):
                    tone = _switch("tone", _TONES, "direct")
                    length = _switch("length", _LENGTHS, "full")
                    channel = _switch("channel", _CHANNELS, "call")
                cards = gr.HTML("", elem_id="cards", padding=False)
        self.strip = strip
        styles = [tone, length, channel]
        style = gr.State(())
        page.load(self._opened, None, [held, *styles, cards, *strip.outputs], **QUIET)
        # What rests on a change is drawn after it is kept, from what is kept by then: an edit may be under way beside it.
        switches = [s.input for s in styles]
        gr.on(switches, self._restyled, [held, *styles], [held, style], trigger_mode="always_last", **QUIET)
        strip.on_change(self._redrawn, [held], [cards], style)
        box.change(self._acted, [box, held], held, **EACH)

    def _opened(self, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        def page_of(held: Conversation) -> tuple[Any, ...]:
            d = held.desk
            return held, d.tone, d.length, d.channel, self._cards(held), *self.strip.shown(held)

        yield from opening(self.site, request, page_of)

    def _restyled(
        self, held: Conversation, tone: str, length: str, channel: str, request: gr.Request
    ) -> tuple[Conversation, tuple[str, ...]]:
        before = self._kept(held, request)
        after = with_desk(before, tone=tone, length=length, channel=channel)
        held = before if after.desk == before.desk else keep(self.site, request, after)
        return held, (tone, length, channel)

    def _redrawn(self, held: Conversation, request: gr.Request) -> str:
        return self._cards(self._kept(held, request))

    def _acted(self, value: str, held: Conversation, request: gr.Request) -> Any:  # noqa: ANN401 - an update
        asked = action(value)
        title, words = str(asked.get("title") or "")[:200], str(asked.get("text") or "").strip()[:_LONGEST]
        if asked.get("do") != "save" or not title or not words:
            return gr.skip()
        held = self._kept(held, request)
        scripts = (*(s for s in held.desk.scripts if s.title != title), Kept(title=title, text=words))
        held = keep(self.site, request, with_desk(held, scripts=scripts))
        gr.Info(escaped("scripts.saved", title=title))  # the notice is HTML
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
            return unclear(str(error), desk.situation)


def _switch(name: str, styles: tuple[str, ...], value: str) -> gr.Radio:
    choices = [(text(f"scripts.{s}"), s) for s in styles]
    return gr.Radio(choices, value=value, label=text(f"scripts.{name}"), elem_id=name, elem_classes="pills")
