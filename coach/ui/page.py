"""The chat page: a conversation, and beside it where every figure comes from."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gradio as gr

from coach.answer.text import with_article
from coach.chain import Coach
from coach.question import Turn
from coach.ui.panel import EMPTY, bubble, evidence
from index.errors import UserError

LONGEST_MESSAGE = 4000
CHIPS = 4
TITLE = "Negotiation coach"
LEAD = "Ask what a role pays, why it should pay more, and what to say. Every figure comes from a guide, with its line beside it."
_CSS = Path(__file__).with_name("style.css")


@dataclass(slots=True)
class Talk:
    """One visitor's conversation: (role, words) pairs as the coach reads them."""

    turns: list[tuple[str, str]] = field(default_factory=list)


def examples_of(coach: Coach) -> list[str]:
    """Three questions that the indexed guides can answer."""
    slugs = [s for s in coach.library.slugs() if not s.startswith("_")]
    if not slugs:
        return []
    first = coach.library.guide(slugs[0])
    guide = next(
        (g for s in slugs[:40] if "ml" in s.split("/")[1].split("-") and (g := coach.library.guide(s)).bands), first
    )
    place = next((b.region.label for b in reversed(guide.bands) if b.region), "")
    job = f"{guide.company_name} {guide.role_name}"
    return [
        f"What does {guide.company_name} pay {with_article(guide.role_name)}{f' in {place}' if place else ''}?",
        f"Script for “{guide.levers[0].title}” at {job}" if guide.levers else f"What are the levers for {job}?",
        "What do I say when they call it their best offer?",
    ]


def build_page(coach: Coach) -> gr.Blocks:
    """Lay out the page; its handlers convert and display."""
    examples = examples_of(coach)
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        talk = gr.State(Talk())
        gr.HTML(f'<header class="top"><h1>{TITLE}</h1><p>{LEAD}</p></header>', elem_classes="head")
        with gr.Row(elem_classes="main"):
            with gr.Column(scale=3, min_width=320, elem_classes="talk"):
                chat = gr.Chatbot(
                    show_label=False, label="Conversation", latex_delimiters=[], buttons=["copy"], layout="bubble", height="62vh", min_height=280,
                    placeholder="<p class='hint'>Name a company, a role and a place, or start with an example.</p>", elem_id="chat",
                )  # fmt: skip
                with gr.Row(elem_classes="chips"):
                    chips = [
                        gr.Button(
                            examples[i] if i < len(examples) else "",
                            visible=i < len(examples),
                            size="sm",
                            elem_classes="chip",
                        )
                        for i in range(CHIPS)
                    ]
                box = gr.Textbox(
                    placeholder="What does … pay a … in …?", label="Your question", show_label=False, lines=1, max_lines=6, submit_btn="Ask",
                    autofocus=True, max_length=LONGEST_MESSAGE, elem_id="box",
                )  # fmt: skip
                fresh = gr.Button("New conversation", size="sm", variant="secondary", elem_classes="fresh")
            with gr.Column(scale=2, min_width=280, elem_classes="side"):
                side = gr.HTML(EMPTY, label="Sources", elem_id="side")

        def ask(message: str, held: Talk, shown: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
            yield from _answer(coach, message, held, shown)

        outputs = [box, talk, chat, side, *chips]
        asked = box.submit(ask, [box, talk, chat], outputs, show_progress="hidden", api_name="ask")
        events = [asked]
        events += [
            chip.click(ask, [chip, talk, chat], outputs, show_progress="hidden", api_visibility="private")
            for chip in chips
        ]
        fresh.click(
            lambda: ("", Talk(), [], EMPTY, *_chips(examples)), None, outputs, cancels=events, show_progress="hidden", api_visibility="private"
        )  # fmt: skip
    return page


def _answer(coach: Coach, message: str, held: Talk, shown: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """Stream one answer: the bubble grows, the evidence follows, the chips change at the end."""
    message = message.strip()
    if not message:
        yield "", held, shown, gr.skip(), *(gr.skip() for _ in range(CHIPS))
        return
    turn = len(held.turns) // 2 + 1
    shown = [*shown, {"role": "user", "content": message}]
    last = None
    try:
        for reply in coach.stream(Turn(message[:LONGEST_MESSAGE], tuple(held.turns))):
            last = reply
            yield (
                "",
                held,
                [*shown, {"role": "assistant", "content": bubble(reply, turn)}],
                evidence(reply, turn),
                *(gr.skip() for _ in range(CHIPS)),
            )
    except UserError as error:
        raise gr.Error(str(error)) from error
    if last is not None:
        held = Talk([*held.turns, ("user", message), ("assistant", last.text)])
        answer = [*shown, {"role": "assistant", "content": bubble(last, turn)}]
        yield "", held, answer, evidence(last, turn), *_chips(list(last.suggestions))


def _chips(texts: list[str]) -> list[Any]:
    shown = texts[:CHIPS]
    return [gr.update(value=shown[i] if i < len(shown) else "", visible=i < len(shown)) for i in range(CHIPS)]


def theme() -> gr.themes.Base:
    """A calm theme with the system's own fonts, so that nothing is fetched."""
    fonts = ("system-ui", "-apple-system", "Segoe UI", "sans-serif")
    return gr.themes.Soft(
        primary_hue="teal", neutral_hue="slate", font=fonts, font_mono=("ui-monospace", "Consolas", "monospace")
    )


def serve(coach: Coach, host: str = "127.0.0.1", port: int = 7860, warm: Callable[[], None] | None = None) -> None:
    """Open the page and keep serving it; `warm` loads behind it what the first search needs."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UserError(f"{host}:{port} cannot be used ({error.strerror}); choose another with --port.") from error
    page = build_page(coach)
    if warm:
        threading.Thread(target=warm, name="warm", daemon=True).start()
    page.queue(default_concurrency_limit=8).launch(
        server_name=host, server_port=port, theme=theme(), css_paths=[_CSS], footer_links=[], quiet=False, ssr_mode=False, share=False,
    )  # fmt: skip
