"""The chat page: a conversation, and beside it where every figure comes from."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import gradio as gr

from coach.chain import Coach
from coach.question import Turn
from coach.reply import Reply
from coach.tools import Tools
from coach.ui.examples import examples_of, situation_of
from coach.ui.panel import bubble, evidence, plain
from coach.ui.rehearse import build_rehearsal
from index.errors import UserError
from index.guide import Guide

LONGEST_MESSAGE = 4000
TITLE = "Negotiation coach"
LEAD = "Ask what a role pays, why it should pay more, and what to say. Every figure comes from a guide, with its line beside it."
_CSS = Path(__file__).with_name("style.css")
_PRACTISE = "Practise your counteroffer on a recruiter who keeps to the guide’s figures, and see after each turn what to say better."
_PAGES = (("Ask", "/"), ("Rehearse", "/rehearse"))
_HINT = "## What are you negotiating?\n\nName a company, a role and a place, or start with one of these."
# Esc does what the Stop button does, where there is one.
_ESCAPE = (
    "document.addEventListener('keydown', e => "
    "{ if (e.key === 'Escape') document.querySelector('#box button.stop-button')?.click(); });"
)
# "system-ui" is left out: on some Linux desktops it is a font much wider than the rest.
_FONTS = ("-apple-system", "BlinkMacSystemFont", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Consolas", "monospace")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as it was typed and its reply; a stopped answer keeps the part that was shown."""

    message: str
    reply: Reply


Talk = tuple[Exchange, ...]


def build_page(coach: Coach, examples: Sequence[str] | None = None) -> gr.Blocks:
    """Lay out the page; its handlers convert and display. `examples` are by default taken from the guides."""
    starts = examples_of(coach.library) if examples is None else examples
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True, fill_height=True) as page:
        talk = gr.State(())
        gr.Navbar(visible=False)
        with gr.Row(elem_id="top"):
            gr.HTML(_head(LEAD, "/"))
            fresh = gr.Button("New conversation", size="sm", variant="secondary", elem_id="fresh")
        with gr.Row(elem_id="main"):
            with gr.Column(elem_id="talk"):
                chat = gr.Chatbot(
                    show_label=False, label="Conversation", latex_delimiters=[], buttons=["copy"], layout="bubble", height="100%",
                    placeholder=_HINT, examples=[{"text": text} for text in starts], elem_id="chat",
                )  # fmt: skip
                box = gr.Textbox(
                    placeholder="Ask about pay, or what to say", label="Your question", show_label=False, lines=1, max_lines=8,
                    submit_btn="Ask", autofocus=True, elem_id="box",
                )  # fmt: skip
            side = gr.HTML(evidence((), {}), elem_id="side", padding=False)

        shown = [box, talk, chat, side]

        def typed(message: str, held: Talk) -> Iterator[tuple[Any, ...]]:
            yield from _answer(coach, message, held)

        def pick(event: gr.SelectData, held: Talk) -> Iterator[tuple[Any, ...]]:
            value = event.value
            yield from _answer(coach, value["text"] if isinstance(value, dict) else str(value), held)

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        events = [
            box.submit(typed, [box, talk], shown, **quiet),
            chat.example_select(pick, talk, shown, **quiet),
            chat.option_select(pick, talk, shown, **quiet),
        ]
        box.stop(_idle, None, box, cancels=events, **quiet)
        fresh.click(lambda: (_idle(""), (), [], evidence((), {})), None, shown, cancels=events, **quiet)
    with page.route("Rehearse", "/rehearse"):
        with gr.Row(elem_id="top"):
            gr.HTML(_head(_PRACTISE, "/rehearse"))
        build_rehearsal(coach, situation_of(coach.library))
    _add_tools(page, coach)
    return page


def _add_tools(page: gr.Blocks, coach: Coach) -> None:
    """Name each of the coach's functions as an endpoint of the page's API, and so as an MCP tool."""
    with page:
        for function in Tools(coach).all():
            gr.api(_shown(function), api_name=function.__name__)


def _shown(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with what the user can mend told as an error of the API."""

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
        try:
            return function(*args, **kwargs)
        except UserError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return call


def _head(lead: str, here: str) -> str:
    """The head of a page: the name, one sentence, and the way to the other pages."""
    links = "".join(f'<a href="{at}"{" aria-current=page" if at == here else ""}>{name}</a>' for name, at in _PAGES)
    return f'<header class="top"><h1>{TITLE}</h1><p>{lead}</p></header><nav aria-label="Pages">{links}</nav>'


def _answer(coach: Coach, message: str, held: Talk) -> Iterator[tuple[Any, ...]]:
    """Stream one answer: what the box, the state, the conversation and the panel show after each part."""
    message = message.strip()
    if not message or len(message) > LONGEST_MESSAGE:
        if message:
            gr.Warning(
                f"That is {len(message):,} characters; I read up to {LONGEST_MESSAGE:,}. "
                "Please keep to the part that matters, such as the offer’s figures."
            )
        yield _idle(), *(gr.skip() for _ in range(3))
        return
    yield _busy(), held, [*_messages(held), _said(message), {"role": "assistant", "content": "…"}], gr.skip()
    turn = Turn(message, tuple(pair for e in held for pair in (("user", e.message), ("assistant", e.reply.text))))
    now = held
    try:
        for reply in coach.stream(turn):
            now = (*held, Exchange(message, reply))
            yield _busy(), now, _messages(now), _panel(coach, now)
        yield _idle(), now, _messages(now, offer=True), gr.skip()
    except Exception as error:
        # The question goes back into the box. A bug raises on, into the log; the visitor is only told that there was one.
        yield _idle(message), held, _messages(held, offer=True), _panel(coach, held)
        if isinstance(error, UserError):
            raise gr.Error(str(error), print_exception=False) from error
        gr.Warning("Something went wrong on the coach’s side. Your question is back in the box; please try it again.")
        raise


def _messages(talk: Talk, *, offer: bool = False) -> list[dict[str, Any]]:
    """The conversation as the chat shows it; with `offer`, the next questions stand below the last answer."""
    messages = []
    for number, e in enumerate(talk, start=1):
        messages += [_said(e.message), {"role": "assistant", "content": bubble(e.reply, number)}]
    if offer and talk and talk[-1].reply.suggestions:
        messages[-1]["options"] = [{"label": s, "value": s} for s in talk[-1].reply.suggestions]
    return messages


def _said(message: str) -> dict[str, Any]:
    return {"role": "user", "content": plain(message)}


def _panel(coach: Coach, talk: Talk) -> str:
    return evidence([(e.message, e.reply) for e in talk], _guides(coach, talk))


def _guides(coach: Coach, talk: Talk) -> dict[str, Guide]:
    """The cited guides that are still there; a rebuild may have taken one away since it was cited."""
    cited = {c.guide for e in talk for c in e.reply.citations}
    return {slug: coach.library.guide(slug) for slug in cited.intersection(coach.library.slugs())}


def _busy() -> Any:  # noqa: ANN401 - Gradio's updates have no type
    return gr.update(value="", submit_btn=False, stop_btn="Stop")


def _idle(value: str | None = None) -> Any:  # noqa: ANN401 - as above
    """The box ready for a question; without a `value` it keeps what is typed in it."""
    buttons: dict[str, Any] = {"submit_btn": "Ask", "stop_btn": False}
    return gr.update(**buttons) if value is None else gr.update(value=value, **buttons)


def theme() -> gr.themes.Base:
    """A calm theme with the system's own fonts, so that nothing is fetched."""
    return gr.themes.Soft(primary_hue="teal", neutral_hue="slate", font=_FONTS, font_mono=_MONO)


def _style() -> str:
    """The page's style and the one key of its own as part of its head: `css_paths` would repeat it in a way that overrules its media queries."""
    return f"<style>{_CSS.read_text(encoding='utf-8')}</style><script>{_ESCAPE}</script>"


def serve(
    coach: Coach,
    host: str = "127.0.0.1",
    port: int = 7860,
    warm: Callable[[], None] | None = None,
    *,
    mcp: bool = False,
) -> None:
    """Open the page and keep serving it; `warm` loads behind it what the first search needs, `mcp` offers the API's
    functions to MCP clients as well.

    Raises UserError where the address is taken. No run is kept in the browser: it would hold what people earn.
    """
    _check_free(host, port)
    page = build_page(coach)
    if warm:
        threading.Thread(target=warm, name="warm", daemon=True).start()
    page.queue(default_concurrency_limit=8).launch(
        server_name=host, server_port=port, theme=theme(), head=_style(), footer_links=[], run_history=False,
        ssr_mode=False, share=False, enable_monitoring=False, mcp_server=mcp,
    )  # fmt: skip


def _check_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UserError(f"{host}:{port} cannot be used ({reason}); choose another with --port.") from error
