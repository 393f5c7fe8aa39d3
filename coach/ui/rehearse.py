"""The Rehearse page: set up a talk, practise it with feedback beside each turn, and the scorecard at the end; kept across a reload."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import gradio as gr
from pydantic import ValidationError

from coach.conversations.values import Conversation
from coach.extract import revised
from coach.job import job_of
from coach.rehearsal.coaching import Session, rehearse_for
from coach.rehearsal.kept import KeptSession, kept_of, session_of
from coach.rehearsal.scenario import DIFFICULTIES, PERSONAS, Setup
from coach.rehearsal.talk import LONGEST_TURN
from coach.situation import Situation
from coach.ui.panel import plain
from coach.ui.practice import coaching, hinted
from coach.ui.score import scored
from coach.ui.shell import (
    EACH,
    QUIET,
    UNOPENED,
    Site,
    act,
    action,
    actions,
    counted,
    head,
    keep,
    opening,
    present,
    told,
    with_desk,
)
from coach.ui.strip import build_strip, taken
from index.errors import UserError

LEAD = "Practise your counteroffer on a recruiter who keeps to the guide’s figures, and see after each turn what to say better."
_PERSONAS = {"warm": "Warm", "budget-bound": "Budget-bound", "hard-nosed": "Hard-nosed", "rookie": "New to the job"}
_SHOWN = 10  # outputs of a step
_LEVELS = {"easy": "Easy", "medium": "Medium", "hard": "Hard"}
_PLACEHOLDER = (
    "## Rehearse your counteroffer\n\nChoose who you talk to, and start. Every turn gets feedback and a better line."
)


class Rehearse:
    """The page's components and handlers, which convert and display."""

    def __init__(self, site: Site, page: gr.Blocks, example: str) -> None:
        """Lay out the page inside an open Blocks context; `example` is a job that works, for whoever has said none."""
        self.site = site
        self.example = example
        self.held = gr.State(UNOPENED)
        box = actions()
        with gr.Row(elem_id="top"):
            gr.HTML(head("/rehearse", LEAD, signs_out=site.service.signs_out))
        with gr.Row(elem_id="main"):
            with gr.Column(elem_id="strip"):
                self.strip = build_strip(site, self.held)
            with gr.Column(elem_id="talk"):
                with gr.Group(elem_id="setup") as self.setup:
                    self.job = gr.HTML("", elem_id="job", padding=False)
                    with gr.Row():
                        persona = gr.Dropdown([(_PERSONAS[p], p) for p in PERSONAS], value="warm", label="Recruiter")
                        level = gr.Dropdown([(_LEVELS[d], d) for d in DIFFICULTIES], value="medium", label="Difficulty")
                        talk = gr.Dropdown([("A new offer", "new_offer"), ("A raise", "raise")], value="new_offer", label="Talk", elem_id="kind")  # fmt: skip
                        channel = gr.Dropdown([("Phone", "call"), ("E-mail", "email")], value="call", label="Channel")  # fmt: skip
                    with gr.Accordion("Another talk with the same choices", open=False, elem_classes="more"):
                        seed = gr.Number(
                            value=1, precision=0, label="Number of the talk; the same number is the same recruiter", minimum=0, maximum=10**6
                        )  # fmt: skip
                    beside = gr.Checkbox(True, label="Feedback after every turn (else at the end)", elem_id="beside")
                    start = gr.Button("Start", variant="primary", elem_id="start")
                self.chat = gr.Chatbot(
                    show_label=False, label="Rehearsal", latex_delimiters=[], buttons=[], layout="bubble", height="100%", placeholder=_PLACEHOLDER, elem_id="chat",
                )  # fmt: skip
                self.hint = gr.HTML("", elem_id="hinted", padding=False)
                with gr.Row(elem_id="tools", visible=False) as self.tools:
                    hint = gr.Button("Hint", size="sm", elem_id="hint")
                    back = gr.Button("Say the last turn differently", size="sm", elem_id="back")
                    over = gr.Button("End and score", size="sm", elem_id="end")
                    again = gr.Button("New rehearsal", size="sm", elem_id="again")
                self.box = gr.Textbox(
                    placeholder="What do you say?", label="Your turn", show_label=False, lines=1, max_lines=8, submit_btn="Say", visible=False, elem_id="box",
                )  # fmt: skip
            with gr.Column(elem_id="aside"):
                self.side = gr.HTML(coaching(None), elem_id="side", padding=False)
        held = self.held
        shown = [held, self.chat, self.side, self.box, self.setup, self.tools, self.hint, self.job, hint, over]
        fields = [self.strip.pending, *self.strip.fields]
        page.load(self._opened, None, [*shown, *self.strip.outputs], **QUIET)
        start.click(self._begun, [held, persona, level, talk, channel, seed, beside, *fields], shown, **QUIET)
        self.box.submit(self._said, [self.box, held], shown, **QUIET)
        back.click(self._back, held, shown, **QUIET)
        over.click(self._ended, held, shown, **QUIET)
        again.click(self._fresh, held, shown, **QUIET)
        hint.click(self._hinted, held, self.hint, **QUIET)
        box.change(self._acted, [box, held], [*shown, *self.strip.outputs], **EACH)
        self.strip.on_change(self._job, [held], [self.job])

    def _opened(self, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        yield from opening(self.site, request, lambda held: (*self._showing(held), *self.strip.shown(held)))

    def _begun(
        self, held: Conversation, persona: str, level: str, talk: str, channel: str, seed: float | None, coached: bool, pending: str,
        request: gr.Request, *said: object,
    ) -> tuple[Any, ...]:  # fmt: skip
        now = present(self.site, request, held)
        if not pending:
            now, _ = taken(said, now)
        situation = now.desk.situation
        setup = Setup(int(seed or 0), persona, level, channel, talk)  # type: ignore[arg-type]
        session = told(lambda: rehearse_for(situation, self.site.coach.library, setup))
        return self._kept(now, kept_of(session, situation, coached=coached), session, request)

    def _said(self, words: str, held: Conversation, request: gr.Request) -> tuple[Any, ...]:
        if len(words) > LONGEST_TURN:
            gr.Warning(f"That is {len(words):,} characters; a turn holds up to {LONGEST_TURN:,}.")
        if not words.strip() or len(words) > LONGEST_TURN:
            return (gr.skip(),) * _SHOWN
        told(lambda: counted(self.site, request))
        with self.site.service.reading(len(words) + _length(held)):
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
        now = with_desk(present(self.site, request, held), rehearsal={})
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
            case "unhint":
                return *(gr.skip(),) * 6, "", *(gr.skip(),) * (_SHOWN - 7), *strip
            case "example":
                now = present(self.site, request, held)
                situation = revised(now.desk.situation, self.example, self.site.coach.library.names)
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
            gr.Warning(f"Your rehearsal cannot be opened any more: {escape(str(error))}")  # the notice is HTML
            return None

    def _step(
        self, held: Conversation, request: gr.Request, step: Callable[[Session], Session], typed: str = "", *, ended: bool = False,
    ) -> tuple[Any, ...]:  # fmt: skip
        """Take a step in the rehearsal that is kept, and keep it."""
        now, session = self._current(held, request)
        kept = _read(now)
        if session is None or kept is None:
            return self._showing(now)
        after = told(lambda: step(session))
        return self._kept(now, kept_of(after, kept.situation, coached=kept.coached, ended=ended), after, request, typed)

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
        r = session.rehearsal
        messages: list[dict[str, Any]] = [{"role": "assistant", "content": plain(r.opened)}]
        for turn in r.rounds:
            messages.append({"role": "user", "content": plain(turn.words)})
            if turn.reply:
                messages.append({"role": "assistant", "content": plain(turn.reply)})
        over = r.over or kept.ended
        side = scored(session) if over or r.agreed else coaching(session, coached=kept.coached)
        return (
            held, messages, side, gr.update(value=typed, visible=not over), gr.update(visible=False), gr.update(visible=True), "", gr.skip(),
            gr.update(visible=not over), gr.update(visible=not over),
        )  # fmt: skip

    def _job(self, held: Conversation) -> str:
        """What the talk will be about, or what the situation lacks for one."""
        situation: Situation = held.desk.situation
        try:
            guide, band = job_of(situation, self.site.coach.library)
        except UserError:
            return (
                '<p class="job">Say your company, role and place in your situation, then start'
                + (
                    f' – or <button type="button" {act("example")}>try it with an example</button>'
                    if self.example
                    else ""
                )
                + ".</p>"
            )
        place = f", {band.region.label}" if band.region else ""
        offer = (
            " + ".join(p.words() for p in situation.offer)
            or "no offer named yet, so the talk opens with one from the guide"
        )
        return f'<p class="job"><b>{escape(f"{guide.company_name} {guide.role_name}{place}")}</b> {escape(offer)}</p>'


def _length(held: Conversation) -> int:
    """How many characters the turns hold beyond what turns are like; all of them are played again."""
    kept = _read(held)
    return sum(max(0, len(t) - 200) for t in kept.turns) if kept else 0


def _read(held: Conversation) -> KeptSession | None:
    """What is kept of a rehearsal; what an older version kept otherwise is none."""
    try:
        return KeptSession.model_validate(held.desk.rehearsal) if held.desk.rehearsal else None
    except ValidationError:
        return None
