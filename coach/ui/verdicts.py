"""Thumbs below an answer, and what was wrong with it: kept for whoever keeps the guides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr

from coach.conversations.values import Conversation
from coach.ui.messages import exchange_at
from coach.ui.shell import QUIET, Site, owner_of, present, told
from coach.ui.texts import text

_REASONS = ("wrong", "old", "other", "hard")
LIKE, DISLIKE = "Like", "Dislike"  # as Gradio calls them, and as they are kept


def build_verdicts(site: Site, chat: gr.Chatbot, held: gr.State) -> gr.Group:
    """Ask for a reason below the chat after a thumb down; called inside an open column. Returns what is shown then."""
    at = gr.State(0)
    with gr.Group(visible=False, elem_id="why") as why:
        reasons = [text(f"verdicts.{r}") for r in _REASONS]
        reason = gr.Radio(reasons, label=text("verdicts.why"), elem_classes="pills")
        more = gr.Textbox(show_label=False, label=text("verdicts.words"), placeholder=text("verdicts.words_hint"), max_lines=3, submit_btn=text("verdicts.send"))  # fmt: skip
        leave = gr.Button(text("verdicts.leave"), size="sm", elem_id="why-not")

    def judged(now: Conversation, exchange: int, verdict: str, because: str, request: gr.Request) -> Conversation:
        if not now.id or not 0 <= exchange < len(now.talk):
            return now
        told(lambda: site.store.judge(owner_of(request), now.id, exchange + 1, verdict, because))
        return replace(now, talk=tuple(replace(e, verdict=verdict) if i == exchange else e for i, e in enumerate(now.talk)))  # fmt: skip

    def liked(now: Conversation, event: gr.LikeData, request: gr.Request) -> tuple[Any, ...]:
        exchange, verdict = exchange_at(now, event.index), _verdict(event.liked)
        now = judged(present(site, request, now), exchange, verdict, "", request)
        return now, gr.update(visible=verdict == DISLIKE), exchange, None, ""

    def because(why_: str | None, words: str, now: Conversation, exchange: int, request: gr.Request) -> None:
        judged(now, exchange, DISLIKE, _reason(why_, words), request)

    def sent(why_: str | None, words: str, now: Conversation, exchange: int, request: gr.Request) -> Any:  # noqa: ANN401 - an update
        because(why_, words, now, exchange, request)
        gr.Info(text("verdicts.thanks"))
        return gr.update(visible=False)

    chat.like(liked, held, [held, why, at, reason, more], **QUIET)
    reason.input(because, [reason, more, held, at], None, **QUIET)
    leave.click(lambda: gr.update(visible=False), None, why, **QUIET)
    more.submit(sent, [reason, more, held, at], why, **QUIET)
    return why


def _verdict(liked: Any) -> str:  # noqa: ANN401 - Gradio gives a bool, a word, or nothing where it was taken back
    if liked is None:
        return ""
    return {True: LIKE, False: DISLIKE}.get(liked, str(liked)) if isinstance(liked, bool) else str(liked)


def _reason(reason: str | None, more: str) -> str:
    return ": ".join(x for x in (reason or "", " ".join((more or "").split())) if x)
