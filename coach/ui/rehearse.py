"""The rehearsal page: set up a talk, practise it, see the feedback beside it, and the scorecard at the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from coach.extract import revised
from coach.rehearsal.coaching import Session, rehearse_for
from coach.rehearsal.scenario import DIFFICULTIES, PERSONAS, Setup
from coach.rehearsal.talk import LONGEST_TURN
from coach.situation import Situation
from coach.ui.panel import plain
from coach.ui.practice import coaching, scored
from coach.ui.shell import Site, owner_of
from index.errors import UserError

_PERSONAS = {"warm": "Warm", "budget-bound": "Budget-bound", "hard-nosed": "Hard-nosed", "rookie": "New to the job"}
_LEVELS = {"easy": "Easy", "medium": "Medium", "hard": "Hard"}
_HINT = "## Rehearse your counteroffer\n\nSay above what you are negotiating, choose who you talk to, and start. Every turn gets feedback and a better line."
_SAY = "Offer from … as … in …: 190k base, 60k stock. I built … (company, role and place at least)"


def build_rehearsal(site: Site, page: gr.Blocks, example: str) -> None:
    """Lay out the page inside an open Blocks context; its handlers convert and display.

    It starts from the situation of the open conversation; `example` is one that works where there is none.
    """
    coach = site.coach
    held, known = gr.State(None), gr.State(Situation())
    with gr.Row(elem_id="main"):
        with gr.Column(elem_id="talk"):
            with gr.Group(elem_id="setup") as setup:
                situation = gr.Textbox(
                    label="What are you negotiating?", placeholder=_SAY, value=example, lines=2, max_lines=6, elem_id="situation"
                )  # fmt: skip
                with gr.Row():
                    talk = gr.Dropdown(
                        [("A new offer", "new_offer"), ("A raise", "raise")], value="new_offer", label="Talk", elem_id="kind"
                    )  # fmt: skip
                    persona = gr.Dropdown([(_PERSONAS[p], p) for p in PERSONAS], value="warm", label="Recruiter")
                    level = gr.Dropdown([(_LEVELS[d], d) for d in DIFFICULTIES], value="medium", label="Difficulty")
                    channel = gr.Dropdown(
                        [("On the phone", "call"), ("By e-mail", "email")], value="call", label="Channel"
                    )
                    seed = gr.Number(value=1, precision=0, label="Seed", minimum=0, maximum=10**6)
                beside = gr.Checkbox(True, label="Feedback after every turn (else at the end)", elem_id="beside")
                start = gr.Button("Start", variant="primary", elem_id="start")
            chat = gr.Chatbot(
                show_label=False, label="Rehearsal", latex_delimiters=[], buttons=[], layout="bubble", height="100%", placeholder=_HINT, elem_id="chat",
            )  # fmt: skip
            with gr.Row(elem_id="tools", visible=False) as tools:
                use = gr.Button("Use the suggested line", size="sm", elem_id="use")
                hint = gr.Button("Hint", size="sm", elem_id="hint")
                back = gr.Button("Say the last turn differently", size="sm", elem_id="back")
                over = gr.Button("End and score", size="sm", elem_id="end")
                again = gr.Button("New rehearsal", size="sm", elem_id="again")
            box = gr.Textbox(
                placeholder="What do you say?", label="Your turn", show_label=False, lines=1, max_lines=8, submit_btn="Say", visible=False, elem_id="box",
            )  # fmt: skip
        side = gr.HTML(coaching(None), elem_id="side", padding=False)

    shown = [held, chat, side, box, setup, tools]
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

    def begin(
        words: str, told: Situation, kind: str, who: str, hard: str, where: str, number: float | None, coached: bool
    ) -> tuple[Any, ...]:
        if (words or "").strip() != told.summary():  # written anew, or changed
            told = revised(Situation(), words or "", coach.library.names)
        chosen = Setup(int(number or 0), who, hard, where, kind)  # type: ignore[arg-type]
        return _showing(_or_say(lambda: rehearse_for(told, coach.library, chosen)), coached=coached)

    def opened(request: gr.Request) -> tuple[Any, ...]:
        said = site.store.latest(owner_of(request)).desk.situation
        return (said.summary(), said) if said.company and said.role else (gr.skip(), gr.skip())

    def take(words: str, session: Session, coached: bool) -> tuple[Any, ...]:
        if not words.strip():
            return tuple(gr.skip() for _ in shown)
        if len(words) > LONGEST_TURN:
            gr.Warning(f"That is {len(words):,} characters; a turn holds up to {LONGEST_TURN:,}.")
            return tuple(gr.skip() for _ in shown)
        return _showing(_or_say(lambda: session.said(words)), coached=coached)

    def undo(session: Session, coached: bool) -> tuple[Any, ...]:
        last = session.rehearsal.rounds[-1].words if session.rehearsal.rounds else ""
        return _showing(session.before(len(session.rehearsal.rounds)) if last else session, last, coached=coached)

    page.load(opened, None, [situation, known], **quiet)
    start.click(begin, [situation, known, talk, persona, level, channel, seed, beside], shown, **quiet)
    box.submit(take, [box, held, beside], shown, **quiet)
    back.click(undo, [held, beside], shown, **quiet)
    use.click(_suggested, held, box, **quiet)
    hint.click(lambda session: session.hint().instead, held, box, **quiet)
    over.click(_ended, [held, beside], [side, box], **quiet)
    again.click(_fresh, None, shown, **quiet)


def _or_say(step: Callable[[], Session]) -> Session:
    """Take a step; what the user can mend is shown, and a bug raises."""
    try:
        return step()
    except UserError as error:
        raise gr.Error(str(error), print_exception=False) from error


def _showing(session: Session, typed: str = "", *, coached: bool = True) -> tuple[Any, ...]:
    """What the page shows of a session: the talk, the feedback (the scorecard once it is over), and the box while it goes on."""
    r = session.rehearsal
    messages: list[dict[str, Any]] = [{"role": "assistant", "content": plain(r.opened)}]
    for held in r.rounds:
        messages.append({"role": "user", "content": plain(held.words)})
        if held.reply:
            messages.append({"role": "assistant", "content": plain(held.reply)})
    return (
        session, messages, scored(session, coached=coached) if r.over else coaching(session, coached=coached), gr.update(value=typed, visible=not r.over),
        gr.update(visible=False), gr.update(visible=True),
    )  # fmt: skip


def _ended(session: Session, coached: bool) -> tuple[Any, ...]:
    """The scorecard as the talk stands, and no more turns."""
    return scored(session, coached=coached), gr.update(visible=False)


def _suggested(session: Session) -> str:
    """The line that the coach would have said for the last turn, else its hint."""
    for feedback in session.feedback[-1:]:
        for remark in feedback.mistakes:
            if remark.instead:
                return remark.instead
    return session.hint().instead


def _fresh() -> tuple[Any, ...]:
    return (
        None,
        [],
        coaching(None),
        gr.update(value="", visible=False),
        gr.update(visible=True),
        gr.update(visible=False),
    )
