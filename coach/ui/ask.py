"""The Ask page: four doors to begin with, the talk, what is known of the negotiation, and where every figure comes
from.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from coach.conversations.values import Conversation, Exchange
from coach.dialogue.apply import apply_letter
from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.evidence.retrieve import Library
from coach.reply import Reply
from coach.reply.awaited import awaited_by
from coach.ui.band import build_band
from coach.ui.changed import changed
from coach.ui.choices import company_of
from coach.ui.doors import opening_of, question
from coach.ui.gate import TooFastError
from coach.ui.history import asked_for, build_history
from coach.ui.known import with_stage
from coach.ui.letter import build_letter, question_of
from coach.ui.messages import exchange_at, growing, messages, said, told
from coach.ui.panel import evidence, typed
from coach.ui.shell import (
    EACH,
    QUIET,
    UNOPENED,
    Site,
    action,
    actions,
    add,
    counted,
    head,
    keep,
    missed,
    opening,
    present,
    sender_of,
    waits_of,
    with_desk,
)
from coach.ui.sofar import dialogue_of, sheet_of, so_far
from coach.ui.strip import build_strip, taken
from coach.ui.texts import text
from coach.ui.verdicts import DISLIKE, LIKE, build_verdicts
from coach.understanding.incoming import LETTER
from coach.understanding.letters import looks_like_letter
from coach.understanding.situation import Situation
from index.errors import UserError
from index.guide import Guide

LONGEST_MESSAGE = 4000
_BUTTON = (
    '<button type="button" id="{key}" aria-label="{name}" title="{name}"{more}>'
    '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="{drawn}" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" '
    'stroke-linejoin="round"/></svg></button>'
)
_CLIP = "M8 12.5l6.2-6.2a3.2 3.2 0 0 1 4.5 4.5l-8 8a5 5 0 0 1-7-7l7.6-7.7"
_MICROPHONE = "M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"
_PACE = (
    0.05  # seconds between two parts of an answer; faster than that nobody reads, and each costs the browser a redraw
)
Shown = Iterator[tuple[Any, ...]]


class AskPage:
    """The page's components and handlers, which convert and display.

    An answer streams into `talk`, the middle and the evidence; what else rests on it, `beside`, follows once it is
    whole: Gradio makes every output anew at each step, whether it changes or not.
    """

    def __init__(self, site: Site, page: gr.Blocks) -> None:
        """Lay out the page inside an open Blocks context."""
        self.site = site
        self.held = gr.State(UNOPENED)
        box, self.say, self.change = actions(), actions("say"), actions("change")
        with gr.Row(elem_id="top"):
            gr.HTML(head("/", talks=True, signs_out=site.service.signs_out))
            fresh = gr.Button(text("talk.fresh"), size="sm", variant="secondary", elem_id="fresh")
        with gr.Row(elem_id="main", elem_classes="room"):
            self.strip = build_strip(site, self.held)
            self.sofar = gr.HTML(sheet_of(""), elem_id="sofar", padding=False)
            with gr.Column(elem_id="talks"):
                self.history = build_history(site, self.held)
            with gr.Column(elem_id="talk"):
                gr.HTML(question(), elem_id="opening", padding=False)
                self.chat = gr.Chatbot(
                    show_label=False, label=text("talk.chat"), latex_delimiters=[], buttons=["copy"], layout="bubble", height="100%", editable="user",
                    feedback_options=(LIKE, DISLIKE), autoscroll=False, elem_id="chat",
                )  # fmt: skip
                why = build_verdicts(site, self.chat, self.held)
                letter = build_letter(site, self.strip)
                with gr.Row(elem_id="asking"):
                    gr.HTML(_buttons(), elem_id="clip-at", padding=False)
                    self.box = gr.Textbox(
                        placeholder=text("frame.box"), label=text("talk.message"), show_label=False, lines=1, max_lines=8,
                        submit_btn=text("talk.send"), autofocus=True, elem_id="box",
                    )  # fmt: skip
                gr.HTML(opening_of(site.coach.library), elem_id="doors", padding=False)
            with gr.Column(elem_id="aside"):
                build_band(site, self.held, self.strip)
                self.side = gr.HTML(evidence((), {}), elem_id="side", padding=False)
        self.talk = [self.box, self.held, self.chat, self.side]
        self.beside = [*self.strip.outputs, *self.history.outputs, self.strip.job, why, self.sofar]
        self._wire(fresh, box, letter.wire(self.box, self.held), letter.fresh)
        page.load(self._opened, None, [*self.talk, *self.beside], **QUIET)

    def _wire(self, fresh: gr.Button, box: gr.Textbox, letter: Any, kept: gr.State) -> None:  # noqa: ANN401 - an event
        inputs = [self.held, *self.strip.fields]
        events = [
            # A question sent while an answer is on its way is asked after it.
            self.box.submit(self._typed, [self.box, *inputs], self.talk, trigger_mode="always_last", **QUIET),
            self.chat.option_select(self._picked, inputs, self.talk, **QUIET),
            self.chat.retry(self._again, inputs, self.talk, **QUIET),
            self.chat.edit(self._reworded, inputs, self.talk, **QUIET),
            self.say.change(self._said, [self.say, *inputs], self.talk, trigger_mode="always_last", **QUIET),
            letter.then(self._lettered, [kept, self.held], self.talk, **QUIET),
        ]
        for event in events:
            event.then(self._settled, [self.history.search, *inputs], self.beside, **QUIET)
        self.box.stop(self._stopped, self.held, self.talk, cancels=events, **QUIET)
        everything = [*self.talk, *self.beside]
        fresh.click(self._new, self.held, everything, cancels=events, **QUIET)
        box.change(self._acted, [box, self.held], everything, cancels=events, **QUIET)
        self.change.change(self._changed, [self.change, self.held], [self.held, self.chat, *self.beside], **EACH)

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
                gr.skip(),
            )

        yield from opening(self.site, request, shown)

    def _everything(self, held: Conversation, request: gr.Request, box: Any = None) -> tuple[Any, ...]:  # noqa: ANN401 - an update
        """All that the page shows of a conversation that was not the one before."""
        return (
            _idle() if box is None else box, held, self._judged(held), self._panel(held), *self.strip.shown(held),
            *self.history.shown(held, request), self.strip.job_of(held), _gone(), self._so_far(held),
        )  # fmt: skip

    def _settled(self, words: str | None, held: Conversation, request: gr.Request, *fields: object) -> tuple[Any, ...]:
        """What rests on an answer beside it, once it is whole."""
        now = present(self.site, request, held)  # an edit may have been kept since the answer was
        shown = self.strip.shown(now, fields), self.history.shown(now, request, words)
        return *shown[0], *shown[1], self.strip.job_of(now), _gone(), self._so_far(now)

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
            held = keep(self.site, request, held)
        return self._everything(held, request, _idle(""))

    def _acted(self, value: str, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        after = asked_for(self.site, action(value), present(self.site, request, held), request)
        if after is None:
            return tuple(gr.skip() for _ in (*self.talk, *self.beside))
        return self._everything(after, request)

    def _typed(self, message: str, held: Conversation, request: gr.Request, *fields: object) -> Shown:
        yield from self._answer(message, self._ready(held, fields, request), request)

    def _picked(self, held: Conversation, event: gr.SelectData, request: gr.Request, *fields: object) -> Shown:
        value = event.value
        words = value["text"] if isinstance(value, dict) else str(value)
        yield from self._answer(words, self._ready(held, fields, request), request)

    def _said(self, value: str, held: Conversation, request: gr.Request, *fields: object) -> Shown:
        """What a button says for the person; their own words in the box stay there."""
        if words := str(action(value).get("text") or ""):
            yield from self._answer(words, self._ready(held, fields, request), request)
        else:
            yield (gr.skip(),) * 4

    def _changed(self, value: str, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        """Put one thing right that was understood, or keep words for the playbook."""
        asked, now = action(value), present(self.site, request, held)
        after, words = changed(asked, now, self.site.coach.library)
        if after is now:
            if words:
                gr.Warning(" ".join(words))
            return tuple(gr.skip() for _ in range(2 + len(self.beside)))
        after = keep(self.site, request, after)
        shown = messages(after, offer=True)
        if asked.get("do") == "fix" and shown and after.desk.situation.offer:
            said = text("choice.words" if asked.get("field") == "target" else "heard.again")
            others = [o for o in shown[-1].get("options", ()) if o["value"] != said]
            shown[-1]["options"] = [{"label": said, "value": said}, *others]
        talk = shown if asked.get("do") == "fix" else gr.skip()
        beside = [*self.strip.shown(after), *self.history.shown(after, request), self.strip.job_of(after)]
        return after, talk, *beside, gr.skip(), self._so_far(after)

    def _so_far(self, held: Conversation) -> str:
        return sheet_of(so_far(held, self.site.coach.library, self.site.coach.today))

    def _lettered(self, kept: bool, held: Conversation, request: gr.Request) -> Shown:
        """A letter that was kept is asked about at once."""
        if kept:
            held = present(self.site, request, held)
            yield from self._answer(
                question_of(held.desk.situation), held, request, dialogue=_with_letter(held, self.site.coach.library)
            )
        else:
            yield (gr.skip(),) * 4

    def _again(self, held: Conversation, event: gr.RetryData, request: gr.Request, *fields: object) -> Shown:
        held = self._ready(held, fields, request)
        yield from self._from(exchange_at(held, event.index), None, held, request)

    def _reworded(self, held: Conversation, event: gr.EditData, request: gr.Request, *fields: object) -> Shown:
        held = self._ready(held, fields, request)
        yield from self._from(exchange_at(held, event.index), typed(str(event.value)), held, request)

    def _ready(self, held: Conversation, fields: Sequence[object], request: gr.Request) -> Conversation:
        """The conversation as it is kept by now, with the strip's fields."""
        return taken(fields, present(self.site, request, held), self.site.coach.library)[0]

    def _from(self, at: int, words: str | None, held: Conversation, request: gr.Request) -> Shown:
        """Ask question `at` (from 0) again, in other `words` perhaps; it and what followed are replaced once there is
        an answer.
        """
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
        self, message: str, held: Conversation, request: gr.Request, *,
        instead_of: Conversation | None = None, dialogue: Dialogue | None = None,
    ) -> Shown:  # fmt: skip
        """Stream one answer: what the box, the state, the conversation and the panel show after each part.

        It is one exchange more; or, with the conversation `instead_of`, it stands in place of all that this has after `held`.
        `dialogue` is the negotiation before it, where it is another than the last answer left.
        """
        message = message.strip()
        if not message or len(message) > _longest(message):
            if message:
                gr.Warning(text("talk.long", count=f"{len(message):,}", most=f"{LONGEST_MESSAGE:,}"))
            yield _idle(), *((gr.skip(),) * 2 if instead_of is None else (instead_of, messages(instead_of, offer=True))), gr.skip()  # fmt: skip
            return
        if not held.id:  # so that an edit made meanwhile is to the same conversation
            held = keep(self.site, request, held)
        shown = [*messages(held), said(message)]
        before, now, start = held.desk.situation, held, time.perf_counter()
        at = datetime.now(UTC)
        begun = replace(held, talk=(*held.talk, Exchange(message, Reply("", "open_question"), before, at=at)))
        yield _busy(), begun if instead_of is None else gr.skip(), [*shown, told("…")], gr.skip()
        try:
            dialogue = dialogue or dialogue_of(held)
            size = len(message) + (0 if dialogue else _length(held))
            counted(self.site, request, size)
            waits = waits_of(self.site, request)
            gate = self.site.service.line(len(message), size - len(message))
            with gate.enter(sender_of(request), size, waits) as ticket:
                for ahead in ticket.waiting():
                    line = text("talk.ahead", count=ahead)
                    yield gr.skip(), gr.skip(), [*shown, told(line)], gr.skip()
                drawn = 0.0
                awaited_by(waits)
                for reply in self.site.coach.stream(Turn(message, _history(held), held=before, dialogue=dialogue)):
                    now = replace(held, talk=(*held.talk, Exchange(message, reply, before, at=at)))
                    if time.perf_counter() - drawn > _PACE:
                        state = now if instead_of is None else gr.skip()
                        yield gr.skip(), state, [*shown[:-1], *growing(now)], gr.skip() if drawn else self._panel(now)
                        drawn = time.perf_counter()
            now = self._kept(now, held, request, replaces=instead_of is not None)
            missed(self.site, reply.gaps)
            self.site.service.metrics.answered(reply, time.perf_counter() - start)
            yield _idle(), now, messages(now, offer=True), self._panel(now)
        except Exception as error:
            self._failed(error)
            # The question goes back into the box. A bug raises on, into the log; the visitor is only told that there was one.
            left = held if instead_of is None else instead_of
            yield _idle(message), left, messages(left, offer=True), self._panel(left)
            if isinstance(error, UserError):
                raise gr.Error(str(error), print_exception=False) from error
            gr.Warning(text("talk.broke"))
            raise

    def _kept(self, now: Conversation, held: Conversation, request: gr.Request, *, replaces: bool) -> Conversation:
        """Keep a whole answer and what it says of the user, beside what was edited on this page and others meanwhile."""
        situation = Situation.model_validate(now.talk[-1].reply.situation)
        after = with_desk(now, situation=situation, stage=with_stage(now))
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


def _buttons() -> str:
    """What stands at the head of the box: the clip, and the microphone, which the browser shows where it can listen."""
    clip = _BUTTON.format(key="clip", name=text("letter.clip"), drawn=_CLIP, more="")
    return clip + _BUTTON.format(
        key="dictate", name=text("voice.dictate"), drawn=_MICROPHONE, more=" hidden aria-pressed=false"
    )


def _gone() -> Any:  # noqa: ANN401 - as below
    """What was wrong with an answer is no longer asked once the talk has gone on."""
    return gr.update(visible=False)


def _busy() -> Any:  # noqa: ANN401 - Gradio's updates have no type
    return gr.update(value="", submit_btn=False, stop_btn=text("talk.stop"))


def _with_letter(held: Conversation, library: Library) -> Dialogue | None:
    """The negotiation with the letter just kept as a step of theirs; None where it is another employer's than the talk's."""
    before, situation = dialogue_of(held) or Dialogue(), held.desk.situation
    deal = before.deal
    if deal.company and deal.offer and not deal.is_of(situation.company, ()):
        return None
    after = apply_letter(before, situation, "")
    slug = company_of(library, situation.company)
    if slug and not after.deal.options:  # a letter names the employer as it likes; the guides' name for it is looked up
        deals = list(after.deals)
        deals[after.focus] = after.deal.model_copy(update={"options": (slug,)})
        after = after.model_copy(update={"deals": tuple(deals)})
    return after


def _longest(message: str) -> int:
    """How many characters are read: of a letter that was pasted more than of a message."""
    return LETTER if looks_like_letter(message[:LETTER]) else LONGEST_MESSAGE


def _idle(value: str | None = None) -> Any:  # noqa: ANN401 - as above
    """The box ready for a question; without a `value` it keeps what is typed in it."""
    buttons: dict[str, Any] = {"submit_btn": text("talk.send"), "stop_btn": False}
    return gr.update(**buttons) if value is None else gr.update(value=value, **buttons)
