"""The Ask page: the conversation, the situation it is about, and where every figure comes from."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from coach.conversations.store import Conversation, Exchange
from coach.question import Turn
from coach.reply import Reply
from coach.situation import Situation
from coach.ui.band import build_band
from coach.ui.history import asked_for, build_history
from coach.ui.panel import bubble, evidence, plain
from coach.ui.service import TooFastError
from coach.ui.shell import QUIET, UNOPENED, Site, action, actions, head, keep, owner_of, present, with_desk
from coach.ui.strip import build_strip, taken
from index.errors import UserError
from index.guide import Guide

LEAD = "Ask what a role pays, why it should pay more, and what to say. Every figure comes from a guide, with its line beside it."
LONGEST_MESSAGE = 4000
REASONS = ("A figure is wrong", "Out of date", "Not what I asked", "Hard to use")
_HINT = "## What are you negotiating?\n\nName a company, a role and a place, or start with one of these."


class Ask:
    """The page's components and handlers, which convert and display."""

    def __init__(self, site: Site, page: gr.Blocks, starts: Sequence[str]) -> None:
        """Lay out the page inside an open Blocks context; `starts` are first questions that have answers."""
        self.site = site
        self.held = gr.State(UNOPENED)
        self.judged = gr.State(0)
        box = actions()
        with gr.Row(elem_id="top"):
            gr.HTML(head("/", LEAD, signs_out=site.service.signs_out))
            fresh = gr.Button("New conversation", size="sm", variant="secondary", elem_id="fresh")
        with gr.Row(elem_id="main"):
            with gr.Column(elem_id="strip"):
                self.strip = build_strip(site, self.held)
                self.history = build_history(site, self.held)
            with gr.Column(elem_id="talk"):
                self.chat = gr.Chatbot(
                    show_label=False, label="Conversation", latex_delimiters=[], buttons=["copy"], layout="bubble", height="100%", editable="user",
                    placeholder=_HINT, examples=[{"text": text} for text in starts], feedback_options=("Like", "Dislike"), elem_id="chat",
                )  # fmt: skip
                with gr.Group(visible=False, elem_id="why") as self.why:
                    self.reason = gr.Radio(
                        REASONS,
                        label="What was wrong with it? The guide keeper sees this and the sources, not your question.",
                    )
                    self.more = gr.Textbox(
                        show_label=False,
                        label="In your words",
                        placeholder="In your words, if you like",
                        max_lines=3,
                        submit_btn="Send",
                    )
                self.box = gr.Textbox(
                    placeholder="Ask about pay, or what to say", label="Your question", show_label=False, lines=1, max_lines=8,
                    submit_btn="Ask", autofocus=True, elem_id="box",
                )  # fmt: skip
            with gr.Column(elem_id="aside"):
                self.side = gr.HTML(evidence((), {}), elem_id="side", padding=False)
                self.band = build_band(site, self.held, self.strip)
        self._wire(fresh, box)
        page.load(self._opened, None, self._all, **QUIET)

    def _wire(self, fresh: gr.Button, box: gr.Textbox) -> None:
        inputs = [self.held, self.strip.pending, *self.strip.fields]
        everything = self._all
        events = [
            self.box.submit(self._typed, [self.box, *inputs], everything, **QUIET),
            self.chat.example_select(self._picked, inputs, everything, **QUIET),
            self.chat.option_select(self._picked, inputs, everything, **QUIET),
            self.chat.retry(self._again, inputs, everything, **QUIET),
            self.chat.edit(self._reworded, inputs, everything, **QUIET),
        ]
        draw, read, drawn = self.band
        for event in events:
            event.then(draw, read, drawn, **QUIET)
        self.box.stop(lambda: _idle(), None, self.box, cancels=events, **QUIET)
        fresh.click(self._new, self.held, everything, cancels=events, **QUIET)
        box.change(self._acted, [box, self.held], everything, **QUIET)
        self.chat.like(self._liked, self.held, [self.held, self.why, self.judged, self.reason, self.more], **QUIET)
        self.reason.input(self._because, [self.reason, self.more, self.held, self.judged], self.why, **QUIET)
        self.more.submit(self._because_of, [self.reason, self.more, self.held, self.judged], self.why, **QUIET)

    @property
    def _all(self) -> list[Any]:
        return [self.box, self.held, self.chat, self.side, *self.strip.outputs, *self.history.outputs]

    def _opened(self, request: gr.Request) -> tuple[Any, ...]:
        held = self.site.store.latest(owner_of(request))
        if not held.id:  # nothing to restore, so a question that was typed meanwhile is not disturbed
            return (
                *(gr.skip() for _ in (self.box, self.held, self.chat, self.side, *self.strip.outputs)),
                *self.history.shown(held, request),
            )
        return self._everything(held, request)

    def _everything(
        self,
        held: Conversation,
        request: gr.Request,
        box: Any = None,  # noqa: ANN401 - an update
        *,
        letter: bool = False,
    ) -> tuple[Any, ...]:
        """All that the page shows; a `letter` that waits for its confirmation stays in the strip."""
        strip = [gr.skip() for _ in self.strip.outputs] if letter else self.strip.shown(held)
        return (
            _idle() if box is None else box, held, self._chat(held), self._panel(held), *strip, *self.history.shown(held, request),
        )  # fmt: skip

    def _skipped(self) -> tuple[Any, ...]:
        return tuple(gr.skip() for _ in (*self.strip.outputs, *self.history.outputs))

    def _new(self, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        held = present(self.site, request, held)
        if held.talk or held.desk.situation != Situation():
            held = Conversation()
            held = replace(held, id=self.site.store.start(owner_of(request), held.desk))
        return self._everything(held, request, _idle(""))

    def _acted(self, value: str, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        after = asked_for(self.site, action(value), present(self.site, request, held), request)
        if after is None:
            return tuple(gr.skip() for _ in range(4)) + self._skipped()
        return self._everything(after, request)

    def _typed(
        self, message: str, held: Conversation, pending: object, request: gr.Request, *said: object
    ) -> Iterator[tuple[Any, ...]]:
        yield from self._answer(message, self._ready(held, pending, said, request), pending, request)

    def _picked(
        self, held: Conversation, pending: object, event: gr.SelectData, request: gr.Request, *said: object
    ) -> Iterator[tuple[Any, ...]]:
        value = event.value
        words = value["text"] if isinstance(value, dict) else str(value)
        yield from self._answer(words, self._ready(held, pending, said, request), pending, request)

    def _again(
        self, held: Conversation, pending: object, event: gr.RetryData, request: gr.Request, *said: object
    ) -> Iterator[tuple[Any, ...]]:
        held = self._ready(held, pending, said, request)
        yield from self._from(_exchange_at(held, event.index), None, held, pending, request)

    def _reworded(
        self, held: Conversation, pending: object, event: gr.EditData, request: gr.Request, *said: object
    ) -> Iterator[tuple[Any, ...]]:
        held = self._ready(held, pending, said, request)
        yield from self._from(_exchange_at(held, event.index), str(event.value), held, pending, request)

    def _ready(self, held: Conversation, pending: object, said: Sequence[object], request: gr.Request) -> Conversation:
        """The conversation as it is kept by now, with the strip's fields, unless they show a letter not yet confirmed."""
        now = present(self.site, request, held)
        return now if pending is not None else taken(held, said, now)[0]

    def _from(
        self, at: int, words: str | None, held: Conversation, pending: object, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Ask question `at` (from 0) again, in other `words` perhaps; it and what followed are replaced."""
        if not 0 <= at < len(held.talk):
            yield _idle(), held, self._chat(held), gr.skip(), *self._skipped()
            return
        then = held.talk[at]
        untouched = held.talk[-1].reply.situation == held.desk.situation.model_dump(exclude_defaults=True, mode="json")
        back = replace(with_desk(held, since=min(held.desk.since, at)), talk=held.talk[:at])
        if untouched:  # nothing was corrected by hand since, so the old wording leaves no trace in the situation
            back = with_desk(back, situation=then.before)
        yield from self._answer(words or then.message, back, pending, request)

    def _answer(
        self, message: str, held: Conversation, pending: object, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Stream one answer: what the box, the state, the conversation, the panel and the strip show after each part."""
        message = message.strip()
        rest = self._skipped()
        if not message or len(message) > LONGEST_MESSAGE:
            if message:
                gr.Warning(
                    f"That is {len(message):,} characters; I read up to {LONGEST_MESSAGE:,}. "
                    "Please keep to the part that matters, such as the offer’s figures."
                )
            yield _idle(), held, *(gr.skip() for _ in range(2)), *rest
            return
        shown = _messages(held)
        yield _busy(), held, [*shown, _said(message), {"role": "assistant", "content": "…"}], gr.skip(), *rest
        history = tuple(
            pair for e in held.talk[held.desk.since :] for pair in (("user", e.message), ("assistant", e.reply.text))
        )
        before, now, start = held.desk.situation, held, time.perf_counter()
        try:
            self.site.service.rates.check(owner_of(request))
            with self.site.service.gate.enter() as ticket:
                for ahead in ticket.waiting():
                    line = {
                        "role": "assistant",
                        "content": f"{ahead} ahead of you. Your answer comes as soon as it is your turn.",
                    }
                    yield gr.skip(), gr.skip(), [*shown, _said(message), line], gr.skip(), *rest
                for reply in self.site.coach.stream(Turn(message, history, held=before)):
                    now = replace(held, talk=(*held.talk, Exchange(message, reply, before)))
                    yield _busy(), now, [*shown, *_pair(now)], self._panel(now), *rest
            reply = now.talk[-1].reply
            now = keep(
                self.site, request, with_desk(now, situation=Situation.model_validate(reply.situation)), talk=True
            )
            self.site.store.missed(reply.gaps)
            self.site.service.metrics.answered(reply, time.perf_counter() - start)
            yield self._everything(now, request, letter=pending is not None)
        except Exception as error:
            metrics = self.site.service.metrics
            if isinstance(error, TooFastError):
                metrics.limited()
            elif not isinstance(error, UserError):
                metrics.failed(error)
            # The question goes back into the box. A bug raises on, into the log; the visitor is only told that there was one.
            yield _idle(message), held, self._chat(held), self._panel(held), *rest
            if isinstance(error, UserError):
                raise gr.Error(str(error), print_exception=False) from error
            gr.Warning(
                "Something went wrong on the coach’s side. Your question is back in the box; please try it again."
            )
            raise

    def _liked(self, held: Conversation, event: gr.LikeData, request: gr.Request) -> tuple[Any, ...]:
        at = _exchange_at(held, event.index)
        verdict = (
            ""
            if event.liked is None
            else ("Like" if event.liked is True else "Dislike" if event.liked is False else str(event.liked))
        )
        held = self._judge(present(self.site, request, held), at, verdict, "", request)
        return held, gr.update(visible=verdict == "Dislike"), at, None, ""

    def _judge(self, held: Conversation, at: int, verdict: str, reason: str, request: gr.Request) -> Conversation:
        if not held.id or not 0 <= at < len(held.talk):
            return held
        try:
            self.site.store.judge(owner_of(request), held.id, at + 1, verdict, reason)
        except UserError as error:
            raise gr.Error(str(error), print_exception=False) from error
        talk = tuple(replace(e, verdict=verdict) if i == at else e for i, e in enumerate(held.talk))
        return replace(held, talk=talk)

    def _because(self, reason: str | None, more: str, held: Conversation, at: int, request: gr.Request) -> Any:  # noqa: ANN401 - an update
        self._judge(held, at, "Dislike", _reason(reason, more), request)
        return gr.skip()

    def _because_of(self, reason: str | None, more: str, held: Conversation, at: int, request: gr.Request) -> Any:  # noqa: ANN401 - an update
        self._judge(held, at, "Dislike", _reason(reason, more), request)
        gr.Info("Thank you. Whoever keeps the guides will see it.")
        return gr.update(visible=False)

    def _chat(self, held: Conversation) -> Any:  # noqa: ANN401 - Gradio's updates have no type
        return gr.update(value=_messages(held, offer=True), feedback_value=[e.verdict or None for e in held.talk])

    def _panel(self, held: Conversation) -> str:
        return evidence([(e.message, e.reply) for e in held.talk], self._guides(held), self.site.coach.today)

    def _guides(self, held: Conversation) -> dict[str, Guide]:
        """The cited guides that are still there; a rebuild may have taken one away since it was cited."""
        library = self.site.coach.library
        cited = {c.guide for e in held.talk for c in e.reply.citations}
        return {slug: library.guide(slug) for slug in cited.intersection(library.slugs())}


def _exchange_at(held: Conversation, index: Any) -> int:  # noqa: ANN401 - a place in the chat, or a pair of it
    """The exchange (from 0) that the chat's message `index` belongs to."""
    place = index[0] if isinstance(index, list | tuple) else index
    return min(int(place) // 2, len(held.talk) - 1)


def _reason(reason: str | None, more: str) -> str:
    return ": ".join(x for x in (reason or "", " ".join((more or "").split())) if x)


def _messages(held: Conversation, *, offer: bool = False) -> list[dict[str, Any]]:
    """The conversation as the chat shows it; with `offer`, the next questions stand below the last answer."""
    messages = [m for n, e in enumerate(held.talk, start=1) for m in _shown(e.message, e.reply, n)]
    if offer and held.talk and held.talk[-1].reply.suggestions:
        messages[-1]["options"] = [{"label": s, "value": s} for s in held.talk[-1].reply.suggestions]
    return messages


def _pair(held: Conversation) -> list[dict[str, Any]]:
    last = held.talk[-1]
    return _shown(last.message, last.reply, len(held.talk))


def _shown(message: str, reply: Reply, number: int) -> list[dict[str, Any]]:
    return [_said(message), {"role": "assistant", "content": bubble(reply, number)}]


def _said(message: str) -> dict[str, Any]:
    return {"role": "user", "content": plain(message)}


def _busy() -> Any:  # noqa: ANN401 - Gradio's updates have no type
    return gr.update(value="", submit_btn=False, stop_btn="Stop")


def _idle(value: str | None = None) -> Any:  # noqa: ANN401 - as above
    """The box ready for a question; without a `value` it keeps what is typed in it."""
    buttons: dict[str, Any] = {"submit_btn": "Ask", "stop_btn": False}
    return gr.update(**buttons) if value is None else gr.update(value=value, **buttons)
