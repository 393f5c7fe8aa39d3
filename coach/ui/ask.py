"""The Ask page: the conversation, the situation it is about, and where every figure comes from."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from coach.conversations.values import Conversation, Exchange
from coach.question import Turn
from coach.reply import Reply
from coach.situation import Situation
from coach.ui.band import build_band
from coach.ui.history import asked_for, build_history
from coach.ui.messages import exchange_at, growing, messages, said, told
from coach.ui.panel import evidence, typed
from coach.ui.service import TooFastError
from coach.ui.shell import (
    QUIET,
    UNOPENED,
    Site,
    action,
    actions,
    add,
    counted,
    head,
    keep,
    opening,
    owner_of,
    present,
    with_desk,
)
from coach.ui.strip import build_strip, taken
from coach.ui.verdicts import build_verdicts
from index.errors import UserError
from index.guide import Guide

LEAD = "Ask what a role pays, why it should pay more, and what to say. Every figure comes from a guide, with its line beside it."
LONGEST_MESSAGE = 4000
_HINT = "## What are you negotiating?\n\nName a company, a role and a place, or start with one of these."
_PACE = (
    0.05  # seconds between two parts of an answer; faster than that nobody reads, and each costs the browser a redraw
)
Shown = Iterator[tuple[Any, ...]]


class Ask:
    """The page's components and handlers, which convert and display.

    An answer streams into `talk`, the middle and the evidence; what else rests on it, `beside`, follows once it is whole: Gradio
    makes every output anew at each step, whether it changes or not.
    """

    def __init__(self, site: Site, page: gr.Blocks, starts: Sequence[str]) -> None:
        """Lay out the page inside an open Blocks context; `starts` are first questions that have answers."""
        self.site = site
        self.held = gr.State(UNOPENED)
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
                    placeholder=_HINT, examples=[{"text": text} for text in starts], feedback_options=("Like", "Dislike"), autoscroll=False, elem_id="chat",
                )  # fmt: skip
                why = build_verdicts(site, self.chat, self.held)
                self.box = gr.Textbox(
                    placeholder="Ask about pay, or what to say", label="Your question", show_label=False, lines=1, max_lines=8,
                    submit_btn="Ask", autofocus=True, elem_id="box",
                )  # fmt: skip
            with gr.Column(elem_id="aside"):
                build_band(site, self.held, self.strip)
                self.side = gr.HTML(evidence((), {}), elem_id="side", padding=False)
        self.talk = [self.box, self.held, self.chat, self.side]
        self.beside = [*self.strip.outputs, *self.history.outputs, self.strip.job, why]
        self._wire(fresh, box)
        page.load(self._opened, None, [*self.talk, *self.beside], **QUIET)

    def _wire(self, fresh: gr.Button, box: gr.Textbox) -> None:
        inputs = [self.held, self.strip.pending, *self.strip.fields]
        events = [
            # A question sent while an answer is on its way is asked after it.
            self.box.submit(self._typed, [self.box, *inputs], self.talk, trigger_mode="always_last", **QUIET),
            self.chat.example_select(self._picked, inputs, self.talk, **QUIET),
            self.chat.option_select(self._picked, inputs, self.talk, **QUIET),
            self.chat.retry(self._again, inputs, self.talk, **QUIET),
            self.chat.edit(self._reworded, inputs, self.talk, **QUIET),
        ]
        for event in events:
            event.then(self._settled, [self.history.search, *inputs], self.beside, **QUIET)
        self.box.stop(self._stopped, self.held, self.talk, cancels=events, **QUIET)
        everything = [*self.talk, *self.beside]
        fresh.click(self._new, self.held, everything, cancels=events, **QUIET)
        box.change(self._acted, [box, self.held], everything, cancels=events, **QUIET)

    def _opened(self, request: gr.Request) -> Shown:
        def shown(held: Conversation) -> tuple[Any, ...]:
            if held.talk or held.desk.situation != Situation():
                return self._everything(held, request)
            # Nothing to restore, so a question that was typed meanwhile is not disturbed.
            return (
                *(gr.skip() for _ in (*self.talk, *self.strip.outputs)),
                *self.history.shown(held, request),
                "",
                gr.skip(),
            )

        yield from opening(self.site, request, shown)

    def _everything(self, held: Conversation, request: gr.Request, box: Any = None) -> tuple[Any, ...]:  # noqa: ANN401 - an update
        """All that the page shows of a conversation that was not the one before."""
        return (
            _idle() if box is None else box, held, self._judged(held), self._panel(held), *self.strip.shown(held),
            *self.history.shown(held, request), self.strip.job_of(held), _gone(),
        )  # fmt: skip

    def _settled(
        self, words: str | None, held: Conversation, pending: str, request: gr.Request, *fields: object
    ) -> tuple[Any, ...]:
        """What rests on an answer beside it, once it is whole; a letter that waits for its confirmation stays in the strip."""
        strip = [gr.skip() for _ in self.strip.outputs] if pending else self.strip.shown(held, fields)
        return *strip, *self.history.shown(held, request, words or ""), self.strip.job_of(held), _gone()

    def _stopped(self, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        """The part of an answer that was shown is kept; a question of which nothing was goes back into the box.

        An answer that was to stand in another's place leaves that one as it was.
        """
        now, words = present(self.site, request, held), None
        if held.talk and (not held.id or held.talk[-1] not in now.talk):
            begun = held.talk[-1]
            if begun.reply.text:
                now = add(self.site, request, replace(now, talk=(*now.talk[: len(held.talk) - 1], begun)))
            else:
                now, words = replace(now, talk=tuple(e for e in now.talk if e.reply.text)), begun.message
        return _idle(words), now, messages(now, offer=True), self._panel(now)

    def _new(self, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        held = present(self.site, request, held)
        if held.talk or held.desk.situation != Situation():
            held = Conversation()
            held = replace(held, id=self.site.store.start(owner_of(request), held.desk))
        return self._everything(held, request, _idle(""))

    def _acted(self, value: str, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        after = asked_for(self.site, action(value), present(self.site, request, held), request)
        if after is None:
            return tuple(gr.skip() for _ in (*self.talk, *self.beside))
        return self._everything(after, request)

    def _typed(self, message: str, held: Conversation, pending: str, request: gr.Request, *fields: object) -> Shown:
        yield from self._answer(message, self._ready(held, pending, fields, request), request)

    def _picked(
        self, held: Conversation, pending: str, event: gr.SelectData, request: gr.Request, *fields: object
    ) -> Shown:
        value = event.value
        words = value["text"] if isinstance(value, dict) else str(value)
        yield from self._answer(words, self._ready(held, pending, fields, request), request)

    def _again(
        self, held: Conversation, pending: str, event: gr.RetryData, request: gr.Request, *fields: object
    ) -> Shown:
        held = self._ready(held, pending, fields, request)
        yield from self._from(exchange_at(held, event.index), None, held, request)

    def _reworded(
        self, held: Conversation, pending: str, event: gr.EditData, request: gr.Request, *fields: object
    ) -> Shown:
        held = self._ready(held, pending, fields, request)
        yield from self._from(exchange_at(held, event.index), typed(str(event.value)), held, request)

    def _ready(self, held: Conversation, pending: str, fields: Sequence[object], request: gr.Request) -> Conversation:
        """The conversation as it is kept by now, with the strip's fields, unless they show a letter not yet confirmed."""
        now = present(self.site, request, held)
        return now if pending else taken(fields, now)[0]

    def _from(self, at: int, words: str | None, held: Conversation, request: gr.Request) -> Shown:
        """Ask question `at` (from 0) again, in other `words` perhaps; it and what followed are replaced once there is an answer."""
        if not 0 <= at < len(held.talk):
            yield _idle(), held, self._judged(held), gr.skip()
            return
        then = held.talk[at]
        untouched = held.talk[-1].reply.situation == held.desk.situation.model_dump(exclude_defaults=True, mode="json")
        back = replace(with_desk(held, since=min(held.desk.since, at)), talk=held.talk[:at])
        if untouched:  # nothing was corrected by hand since, so the old wording leaves no trace in the situation
            back = with_desk(back, situation=then.before)
        for step in self._answer(words or then.message, back, request, instead_of=held):
            yield step
        yield gr.skip(), gr.skip(), self._judged(step[1]), gr.skip()  # the thumbs of what is gone go with it

    def _answer(
        self, message: str, held: Conversation, request: gr.Request, *, instead_of: Conversation | None = None
    ) -> Shown:
        """Stream one answer: what the box, the state, the conversation and the panel show after each part.

        It is one exchange more; or, with the conversation `instead_of`, it stands in place of all that this has after `held`.
        """
        message = message.strip()
        if not message or len(message) > LONGEST_MESSAGE:
            if message:
                gr.Warning(
                    f"That is {len(message):,} characters; I read up to {LONGEST_MESSAGE:,}. "
                    "Please keep to the part that matters, such as the offer’s figures."
                )
            yield _idle(), *((gr.skip(),) * 2 if instead_of is None else (instead_of, messages(instead_of, offer=True))), gr.skip()  # fmt: skip
            return
        if not held.id:  # so that an edit made meanwhile is to the same conversation
            held = keep(self.site, request, held)
        shown = [*messages(held), said(message)]
        before, now, start = held.desk.situation, held, time.perf_counter()
        begun = replace(held, talk=(*held.talk, Exchange(message, Reply("", "open_question"), before)))
        yield _busy(), begun if instead_of is None else gr.skip(), [*shown, told("…")], gr.skip()
        try:
            counted(self.site, request)
            with self.site.service.line(len(message), _length(held)).enter() as ticket:
                for ahead in ticket.waiting():
                    line = f"{ahead} ahead of you. Your answer comes as soon as it is your turn."
                    yield gr.skip(), gr.skip(), [*shown, told(line)], gr.skip()
                drawn = 0.0
                for reply in self.site.coach.stream(Turn(message, _history(held), held=before)):
                    now = replace(held, talk=(*held.talk, Exchange(message, reply, before)))
                    if time.perf_counter() - drawn > _PACE:
                        state = now if instead_of is None else gr.skip()
                        yield gr.skip(), state, [*shown[:-1], *growing(now)], gr.skip() if drawn else self._panel(now)
                        drawn = time.perf_counter()
            now = self._kept(now, held, request, replaces=instead_of is not None)
            self.site.store.missed(reply.gaps)
            self.site.service.metrics.answered(reply, time.perf_counter() - start)
            yield _idle(), now, messages(now, offer=True), self._panel(now)
        except Exception as error:
            self._failed(error)
            # The question goes back into the box. A bug raises on, into the log; the visitor is only told that there was one.
            left = held if instead_of is None else instead_of
            yield _idle(message), left, messages(left, offer=True), self._panel(left)
            if isinstance(error, UserError):
                raise gr.Error(str(error), print_exception=False) from error
            gr.Warning(
                "Something went wrong on the coach’s side. Your question is back in the box; please try it again."
            )
            raise

    def _kept(self, now: Conversation, held: Conversation, request: gr.Request, *, replaces: bool) -> Conversation:
        """Keep a whole answer and what it says of the user, beside what was edited on this page and others meanwhile."""
        after = with_desk(now, situation=Situation.model_validate(now.talk[-1].reply.situation))
        kept = keep(self.site, request, after, talk=True) if replaces else add(self.site, request, after)
        return replace(kept, desk=(fresh := present(self.site, request, kept).desk), base=fresh)

    def _failed(self, error: Exception) -> None:
        metrics = self.site.service.metrics
        if isinstance(error, TooFastError):
            metrics.limited()
        elif not isinstance(error, UserError):
            metrics.failed(error)

    def _judged(self, held: Conversation) -> Any:  # noqa: ANN401 - Gradio's updates have no type
        """The conversation with the thumbs that were given in it."""
        return gr.update(value=messages(held, offer=True), feedback_value=[e.verdict or None for e in held.talk])

    def _panel(self, held: Conversation) -> str:
        return evidence([(e.message, e.reply) for e in held.talk], self._guides(held), self.site.coach.today)

    def _guides(self, held: Conversation) -> dict[str, Guide]:
        """The cited guides that are still there; a rebuild may have taken one away since it was cited."""
        library = self.site.coach.library
        cited = {c.guide for e in held.talk for c in e.reply.citations}
        return {slug: library.guide(slug) for slug in cited.intersection(library.slugs())}


def _history(held: Conversation) -> tuple[tuple[str, str], ...]:
    """What was said since the job last changed by hand."""
    return tuple(
        pair for e in held.talk[held.desk.since :] for pair in (("user", e.message), ("assistant", e.reply.text))
    )


def _length(held: Conversation) -> int:
    """How many characters of the user's the talk before holds that are read again."""
    return sum(len(e.message) for e in held.talk[held.desk.since :])


def _gone() -> Any:  # noqa: ANN401 - as below
    """What was wrong with an answer is no longer asked once the talk has gone on."""
    return gr.update(visible=False)


def _busy() -> Any:  # noqa: ANN401 - Gradio's updates have no type
    return gr.update(value="", submit_btn=False, stop_btn="Stop")


def _idle(value: str | None = None) -> Any:  # noqa: ANN401 - as above
    """The box ready for a question; without a `value` it keeps what is typed in it."""
    buttons: dict[str, Any] = {"submit_btn": "Ask", "stop_btn": False}
    return gr.update(**buttons) if value is None else gr.update(value=value, **buttons)
