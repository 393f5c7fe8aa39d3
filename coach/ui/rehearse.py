"""The Rehearse page: set up a talk, practise it with feedback beside each turn, and the scorecard at the end; kept
across a reload.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import escape
from typing import Any
from weakref import WeakValueDictionary

import gradio as gr
from pydantic import ValidationError

from coach.conversations.values import Conversation
from coach.dialogue.told import situation_after
from coach.rehearsal.before import believed
from coach.rehearsal.coaching import Session, ground_for, rehearse_for
from coach.rehearsal.drills import SKILLS, at_the_moment, drilled
from coach.rehearsal.kept import KeptSession, kept_of, session_of
from coach.rehearsal.rounds import MOST_KEPT, harder, past_of, rounds_of
from coach.rehearsal.scenario import DIFFICULTIES, PERSONAS, Setup
from coach.rehearsal.talk import LONGEST_TURN
from coach.rehearsal.worded import shown, worded
from coach.ui.again import choices
from coach.ui.brought import checked, drill_of, setup_of, situation_for, turn_of
from coach.ui.panel import plain
from coach.ui.practice import coaching, hinted
from coach.ui.retold import retold
from coach.ui.score import scored
from coach.ui.shell import (
    EACH,
    QUIET,
    UNOPENED,
    Site,
    act,
    action,
    actions,
    add,
    counted,
    head,
    keep,
    opening,
    present,
    sender_of,
    told,
    waits_of,
    with_desk,
)
from coach.ui.strip import build_strip, taken
from coach.ui.texts import escaped, text
from coach.understanding.situation import Situation
from index.errors import UserError

_TALKS = (("new_offer", "new_offer"), ("raise_", "raise"), ("counter", "counter"))  # the names of texts, and of talks
_SHOWN = 10  # outputs of a step


class OneByOne:
    """A lock for each conversation, there for as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        self._guard = threading.Lock()

    def of(self, held: Conversation) -> threading.Lock:
        """The lock of one conversation."""
        with self._guard:
            return self._locks.setdefault(held.id, threading.Lock())


class Rehearse:
    """The page's components and handlers, which convert and display."""

    def __init__(self, site: Site, page: gr.Blocks, example: str) -> None:
        """Lay out the page inside an open Blocks context; `example` is a job that works, for whoever has said none."""
        self.site = site
        self.example = example
        self.steps = OneByOne()  # a talk is kept whole: of two steps at once the later would drop what the other said
        self.held = gr.State(UNOPENED)
        box = actions()
        with gr.Row(elem_id="top"):
            gr.HTML(head("/rehearse", text("pages.rehearse"), signs_out=site.service.signs_out))
        with gr.Row(elem_id="main"):
            self.strip = build_strip(site, self.held)
            with gr.Column(elem_id="talk"):
                with gr.Group(elem_id="setup") as self.setup:
                    self.job = gr.HTML("", elem_id="job", padding=False)
                    with gr.Row():
                        persona = _choice("recruiter", ((p.replace("-", "_"), p) for p in PERSONAS), "warm")
                        level = _choice("difficulty", ((d, d) for d in DIFFICULTIES), "medium")
                        talk = _choice("talk", _TALKS, "new_offer", "kind")
                        channel = _choice("channel", (("call", "call"), ("email", "email")), "call")
                        drill = gr.Dropdown(choices(), value="", label=text("rehearse.practise"), elem_id="drill-kind")
                    with gr.Accordion(text("rehearse.more"), open=False, elem_classes="more"):
                        seed = gr.Number(
                            value=1, precision=0, label=text("rehearse.seed"), minimum=0, maximum=10**6
                        )  # fmt: skip
                    beside = gr.Checkbox(True, label=text("rehearse.beside"), elem_id="beside")
                    start = gr.Button(text("rehearse.start"), variant="primary", elem_id="start")
                empty = f"## {text('rehearse.head')}\n\n{text('rehearse.lead')}"
                self.chat = gr.Chatbot(
                    show_label=False, label=text("rehearse.chat"), latex_delimiters=[], buttons=[], layout="bubble", height="100%", placeholder=empty, elem_id="chat",
                )  # fmt: skip
                self.hint = gr.HTML("", elem_id="hinted", padding=False)
                with gr.Row(elem_id="tools", visible=False) as self.tools:
                    hint = gr.Button(text("rehearse.hint"), size="sm", elem_id="hint")
                    back = gr.Button(text("rehearse.back"), size="sm", elem_id="back")
                    over = gr.Button(text("rehearse.end"), size="sm", elem_id="end")
                    again = gr.Button(text("rehearse.again"), size="sm", elem_id="again")
                self.box = gr.Textbox(
                    placeholder=text("rehearse.say_what"), label=text("rehearse.turn"), show_label=False, lines=1, max_lines=8, submit_btn=text("rehearse.say"), visible=False, elem_id="box",
                )  # fmt: skip
            with gr.Column(elem_id="aside"):
                self.side = gr.HTML(coaching(None), elem_id="side", padding=False)
        held = self.held
        shown = [held, self.chat, self.side, self.box, self.setup, self.tools, self.hint, self.job, hint, over]
        fields = self.strip.fields
        page.load(self._opened, None, [*shown, *self.strip.outputs, talk, drill], **QUIET)
        start.click(self._begun, [held, persona, level, talk, channel, drill, seed, beside, *fields], shown, **QUIET)
        self.box.submit(self._said, [self.box, held], shown, **QUIET)
        back.click(self._back, held, shown, **QUIET)
        over.click(self._ended, held, shown, **QUIET)
        again.click(self._fresh, held, shown, **QUIET)
        hint.click(self._hinted, held, self.hint, **QUIET)
        box.change(self._acted, [box, held], [*shown, *self.strip.outputs], **EACH)
        self.strip.on_change(self._moved, [held], [self.job])

    def _opened(self, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """What is kept; or with `?turn=3`, the setup for what answer 3 of the talk was about."""
        turn = turn_of(request)

        def shown(held: Conversation) -> tuple[Any, ...]:
            drill = drill_of(request, held)
            if turn or drill is not None:
                held = self._brought(held, turn, request)
            kind = held.desk.situation.talk
            return (
                *self._showing(held),
                *self.strip.shown(held),
                kind or gr.skip(),
                gr.skip() if drill is None else drill,
            )

        yield from opening(self.site, request, shown)

    def _brought(self, held: Conversation, turn: int, request: gr.Request) -> Conversation:
        """The conversation about the job of one of its answers; a rehearsal of something else, or one that is over, is out of sight."""
        now = held.desk.situation
        said = situation_for(held.talk[turn - 1].reply) if 1 <= turn <= len(held.talk) else now
        if (said.company, said.role) != (now.company, now.role) or (said.target and not now.target):
            held = keep(self.site, request, with_desk(held, situation=said, since=len(held.talk)))
        kept, session = _read(held), self._session(held)
        if kept and session and kept.situation == held.desk.situation and not (kept.ended or session.rehearsal.over):
            return held
        return with_desk(held, rehearsal=_left(held, session))

    def _moved(self, held: Conversation, request: gr.Request) -> str:
        return self._job(present(self.site, request, held))

    def _begun(
        self, held: Conversation, persona: str, level: str, talk: str, channel: str, drill: str, seed: float | None,
        coached: bool, request: gr.Request, *said: object,
    ) -> tuple[Any, ...]:  # fmt: skip
        now, _ = taken(said, present(self.site, request, held), self.site.coach.library)
        situation = now.desk.situation
        setup = Setup(int(seed or 0), persona, level, channel, talk, drill)  # type: ignore[arg-type]
        return self._started(now, situation, setup, request, coached=coached)

    def _started(
        self, now: Conversation, situation: Situation, setup: Setup, request: gr.Request, *, coached: bool
    ) -> tuple[Any, ...]:
        library = self.site.coach.library
        session = told(lambda: at_the_moment(rehearse_for(situation, library, setup), setup.drill))
        kept = kept_of(session, situation, coached=coached).model_copy(update={"past": rounds_of(now.desk.rehearsal)})
        return self._kept(now, self._worded(kept, session), session, request)

    def _next(self, held: Conversation, change: Callable[[Setup], Setup], request: gr.Request) -> tuple[Any, ...]:
        """Another round from the one that is kept, with its setup changed."""
        with self.steps.of(held):
            now = present(self.site, request, held)
            kept = _read(now)
            if kept is None:
                return self._showing(now)
            now = with_desk(now, rehearsal=_left(now, self._session(now)))
            return self._started(now, kept.situation, change(kept.setup), request, coached=kept.coached)

    def _said(self, words: str, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        if len(words) > LONGEST_TURN:
            gr.Warning(text("rehearse.long", count=f"{len(words):,}", most=f"{LONGEST_TURN:,}"))
        if not words.strip() or len(words) > LONGEST_TURN:
            return (gr.skip(),) * _SHOWN
        size = len(words) + _length(held)
        told(lambda: counted(self.site, request, len(words)))
        with self.site.service.reading(size, sender_of(request), waits_of(self.site, request)):
            return self._step(held, request, lambda session: session.said(words))

    def _back(self, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        return self._replayed(held, None, request)

    def _replayed(self, held: Conversation, turn: int | None, request: gr.Request) -> tuple[Any, ...]:
        """Back to before a turn, the last one by default, with its words in the box."""
        _, session = self._current(held, request)
        rounds = session.rehearsal.rounds if session else ()
        turn = len(rounds) if turn is None else turn
        if not 1 <= turn <= len(rounds):
            return (gr.skip(),) * _SHOWN
        return self._step(held, request, lambda session: session.before(turn), rounds[turn - 1].words)

    def _ended(self, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        return self._step(held, request, lambda session: session, ended=True)

    def _fresh(self, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        with self.steps.of(held):
            now = present(self.site, request, held)
            now = with_desk(now, rehearsal=_left(now, self._session(now)))
            return self._showing(keep(self.site, request, now))

    def _hinted(self, held: Conversation, request: gr.Request) -> str:
        _, session = self._current(held, request)
        return hinted(session.hint()) if session and not session.rehearsal.over else ""

    def _acted(self, value: str, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        asked = action(value)
        strip = [gr.skip() for _ in self.strip.outputs]
        match asked.get("do"):
            case "replay" if isinstance(asked.get("turn"), int):
                return *self._replayed(held, asked["turn"], request), *strip
            case "harder":
                return *self._next(held, harder, request), *strip
            case "whole":
                return *self._next(held, lambda s: replace(s, drill=""), request), *strip
            case "drill" if asked.get("drill") in SKILLS:
                return *self._next(held, lambda s: replace(s, drill=asked["drill"]), request), *strip
            case "believe" if isinstance(asked.get("words"), str):
                return *self._believed(held, asked["words"], request), *strip
            case "unhint":
                return *(gr.skip(),) * 6, "", *(gr.skip(),) * (_SHOWN - 7), *strip
            case "example":
                now = present(self.site, request, held)
                situation = situation_after(now.desk.situation, self.example, self.site.coach.library.names)
                now = keep(self.site, request, with_desk(now, situation=situation, since=len(now.talk)))
                return *self._showing(now), *self.strip.shown(now)
        return *(gr.skip(),) * _SHOWN, *strip

    def _current(self, held: Conversation, request: gr.Request) -> tuple[Conversation, Session | None]:
        now = present(self.site, request, held)
        return now, self._session(now)

    def _session(self, held: Conversation) -> Session | None:
        """The rehearsal that is kept, played again; None where there is none, or its job is no longer in the guides."""
        kept = _read(held)
        try:
            return session_of(kept, self.site.coach.library) if kept else None
        except UserError as error:
            gr.Warning(escaped("rehearse.lost", reason=str(error)))  # the notice is HTML
            return None

    def _step(
        self, held: Conversation, request: gr.Request, step: Callable[[Session], Session], typed: str = "", *, ended: bool = False,
    ) -> tuple[Any, ...]:  # fmt: skip
        """Take a step in the rehearsal that is kept, and keep it."""
        with self.steps.of(held):
            now, session = self._current(held, request)
            kept = _read(now)
            if session is None or kept is None:
                return self._showing(now)
            after = told(lambda: step(session))
            left = kept_of(after, kept.situation, coached=kept.coached, ended=ended, words=kept.words)
            left = left.model_copy(update={"past": kept.past, "told": kept.told})
            if len(after.rehearsal.rounds) > len(session.rehearsal.rounds):
                left = self._worded(left, after)
            if scores(after, left) and not left.told and after.rehearsal.rounds and now.id:
                now, left = self._retold(now, left, after, request)
            return self._kept(now, left, after, request, typed)

    def _worded(self, kept: KeptSession, session: Session) -> KeptSession:
        """What is kept with the words of the language model, where there is one."""
        made = worded(session, self.site.coach.writer, self.site.coach.library, kept.words)
        return kept.model_copy(update={"words": dict(made.words)})

    def _believed(self, held: Conversation, words: str, request: gr.Request) -> tuple[Any, ...]:
        """Take something that was said in the talk into the situation, and play the talk again with it."""
        with self.steps.of(held):
            now = present(self.site, request, held)
            kept = _read(now)
            if kept is None or not any(words in t for t in kept.turns):
                return self._showing(now)
            library = self.site.coach.library
            kept = kept.model_copy(update={"situation": believed(kept.situation, words)})
            now = with_desk(now, situation=believed(now.desk.situation, words))
            return self._kept(now, kept, told(lambda: session_of(kept, library)), request)

    def _retold(
        self, held: Conversation, kept: KeptSession, session: Session, request: gr.Request
    ) -> tuple[Conversation, KeptSession]:
        """Tell the chat how it went, once a round."""
        told_now = retold(held, session, (*kept.past, past_of(session)))
        return add(self.site, request, told_now), kept.model_copy(update={"told": True})

    def _kept(
        self, held: Conversation, kept: KeptSession, session: Session, request: gr.Request, typed: str = ""
    ) -> tuple[Any, ...]:
        said = kept.model_dump(mode="json", exclude_defaults=True)
        held = keep(self.site, request, with_desk(held, rehearsal=said))
        return self._showing(held, session, typed)

    def _showing(self, held: Conversation, session: Session | None = None, typed: str = "") -> tuple[Any, ...]:
        """The talk, the feedback (the scorecard once it is over), and the box while it goes on; else the setup."""
        session = session or self._session(held)
        kept = _read(held)
        if session is None or kept is None:
            return (
                held, [], coaching(None), gr.update(value="", visible=False), gr.update(visible=True), gr.update(visible=False), "", self._job(held),
                gr.skip(), gr.skip(),
            )  # fmt: skip
        r, words = session.rehearsal, kept.words
        session = replace(session, feedback=shown(session, words))
        messages: list[dict[str, Any]] = [{"role": "assistant", "content": plain(words.get(r.opened, r.opened))}]
        for turn in r.rounds:
            messages.append({"role": "user", "content": plain(turn.words)})
            if turn.reply:
                messages.append({"role": "assistant", "content": plain(words.get(turn.reply, turn.reply))})
        over = scores(session, kept)
        done = bool(session.drill) and drilled(session).done
        rounds = (*kept.past, past_of(session)) if over else ()
        side = scored(session, rounds) if over else coaching(session, coached=kept.coached)
        over = over or done
        return (
            held, messages, side, gr.update(value=typed, visible=not over), gr.update(visible=False), gr.update(visible=True), "", gr.skip(),
            gr.update(visible=not over), gr.update(visible=not over),
        )  # fmt: skip

    def _job(self, held: Conversation) -> str:
        """What the talk will be about, or what the situation lacks for one."""
        situation: Situation = held.desk.situation
        try:
            ground = ground_for(situation, self.site.coach.library, setup_of(situation))
        except UserError:
            tries = f'<button type="button" {act("example")}>{escaped("rehearse.example")}</button>'
            example = f" – {escaped('rehearse.or_')} {tries}" if self.example else ""
            return f'<p class="job">{escaped("rehearse.no_job")}{example}.</p>'
        named = ", ".join(filter(None, (f"{ground.company} {ground.role}".strip(), ground.place)))
        offer = " + ".join(p.words() for p in situation.offer) or text(
            "rehearse.no_offer" if ground.guide else "rehearse.drawn"
        )
        job = f'<p class="job"><b>{escape(named)}</b> {escape(offer)}</p>'
        if ground.guide is None:
            job += f'<p class="file">{escaped("rehearse.on_own")}.</p>'
        return job + checked(situation, self.site.coach.library)


def _choice(label: str, kinds: Iterable[tuple[str, str]], value: str, at: str | None = None) -> gr.Dropdown:
    """A setting of the talk; `kinds` are the names of texts and what they stand for."""
    named = [(text(f"rehearse.{name}"), kind) for name, kind in kinds]
    return gr.Dropdown(named, value=value, label=text(f"rehearse.{label}"), elem_id=at)


def scores(session: Session, kept: KeptSession) -> bool:
    """Whether the score takes the place of the box: there is a deal, the talk is over, or its end was asked for.

    A drill has none.
    """
    r = session.rehearsal
    return not session.drill and (r.over or r.agreed or kept.ended)


def _left(held: Conversation, session: Session | None = None) -> dict[str, Any]:
    """What stays of a rehearsal that makes way for another: the rounds that were played to their score."""
    kept, past = _read(held), rounds_of(held.desk.rehearsal)
    if kept and session and session.rehearsal.rounds and scores(session, kept):
        past = (*past, past_of(session))
    return {"past": [p.model_dump(mode="json") for p in past[-MOST_KEPT:]]} if past else {}


def _length(held: Conversation) -> int:
    """How many characters the turns hold beyond what turns are like; all of them are played again."""
    kept = _read(held)
    return sum(max(0, len(t) - 200) for t in kept.turns) if kept else 0


def _read(held: Conversation) -> KeptSession | None:
    """What is kept of a rehearsal; what an older version kept otherwise is none."""
    try:
        return KeptSession.model_validate(held.desk.rehearsal) if "setup" in held.desk.rehearsal else None
    except ValidationError:
        return None
