"""A letter or mail, dropped, chosen or pasted -> a card of what was read; said to be right, it is the next question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from coach.conversations.values import Conversation
from coach.dialogue.apply import makes_offer
from coach.dialogue.deals import Dialogue
from coach.dialogue.view import with_situation as dialogue_with
from coach.ui.form import fields_of, read_fields
from coach.ui.shell import EACH, QUIET, Site, act, action, actions, counted, keep, present, sender_of, waits_of
from coach.ui.sofar import dialogue_of
from coach.ui.strip import Strip, levelled, noted, with_situation
from coach.ui.texts import text
from coach.understanding.incoming import LETTER
from coach.understanding.letters import (
    PICTURES,
    TYPES,
    Letter,
    check_kind,
    in_length,
    looks_like_letter,
    read_letter,
    understood,
)
from coach.understanding.situation import Situation
from index.errors import UserError

_ROWS = ("company", "role", "level", "region", "base", "stock", "bonus", "signing", "total", "current", "deadline")
_JOB = ("company", "role", "region")  # rows that stand there also where the letter does not say
_LONGEST = 220  # characters of a line of the letter beside its figure
_LONGEST_FIELD = 400


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made of a letter: its card, with the letter that waits for a yes if there is one; or, of their answer in
    a talk that is under way, its `words`, which are a message like any other.
    """

    letter: Letter | None = None
    card: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """The parts of the page that take a letter.

    `pending` is the letter that waits for its yes, None for none; `fresh` says that one was just kept.

    `pasted` takes a long text that was pasted into the box of the talk.
    """

    site: Site
    strip: Strip
    card: gr.HTML
    pending: gr.State
    fresh: gr.State
    pasted: gr.Textbox
    answers: gr.Textbox
    file: gr.File
    words: gr.Textbox
    ready: gr.Button

    def wire(self, box: gr.Textbox, held: gr.State) -> Any:  # noqa: ANN401 - an event of Gradio's
        """Take a file, what is pasted, and the card's buttons; returns the event that may have kept a letter."""
        outputs = [self.pending, self.card, self.file, self.words, box]
        gr.on([self.ready.click, self.file.upload], self._given, [self.words, self.file, box, held], outputs, **QUIET)
        self.pasted.change(self._pasted, [self.pasted, box, held], [self.pending, self.card, box], **QUIET)
        outputs = [self.pending, self.card, held, self.fresh, *self.strip.outputs, self.strip.job]
        return self.answers.change(self._answered, [self.answers, self.pending, held], outputs, **EACH)

    def _pasted(self, words: str, typed: str, now: Conversation, request: gr.Request) -> tuple[Any, ...]:
        """A letter in the box becomes a card; any other text stays what is being typed."""
        if " ".join(typed.split()) != " ".join(words.split()) or not looks_like_letter(words[:LETTER]):
            return (gr.skip(),) * 3
        taken = self.read(request, words, None, now)
        return (taken.letter, taken.card, "") if taken.letter else (gr.skip(),) * 3

    def _given(
        self, said: str, path: str | None, typed: str, now: Conversation, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """A file or a text at the letter's own place becomes a card; their answer goes into the box, to be sent."""
        if path and Path(path).suffix.casefold() in PICTURES:
            yield gr.skip(), reading(), *(gr.skip(),) * 3
        taken = self.read(request, said, path, now)
        if not taken.words:
            yield taken.letter, taken.card, None, "" if taken.letter else gr.skip(), gr.skip()
            return
        gr.Info(text("letter.answer"))
        yield None, "", None, "", "\n\n".join(x for x in (typed.strip(), taken.words) if x)

    def read(self, request: gr.Request | None, words: str, path: str | None, now: Conversation) -> Taken:
        """What a letter says with its card; where it says nothing, the card tells the reason."""
        try:
            said = letter_words(self.site, request, words, path)
            with self.site.service.reading(len(said), sender_of(request), waits_of(self.site, request)):
                letter = understood(said, self.site.coach.library.names)
        except UserError as error:
            return Taken(card=refused(str(error)))
        held = present(self.site, request, now)
        before = dialogue_with(dialogue_of(held) or Dialogue(), held.desk.situation)
        answers = before.deal.offer and looks_like_letter(said[:LETTER])
        if answers and not makes_offer(letter.situation, before):
            return Taken(words=said.strip())
        if letter.situation == Situation():
            return Taken(card=refused(text("letter.none") if said.strip() else text("letter.empty")))
        return Taken(letter, card_of(letter))

    def _answered(self, value: str, waiting: Letter | None, now: Conversation, request: gr.Request) -> tuple[Any, ...]:
        """Yes, with what was put right on the card, or no; where that cannot be read, the card stays and says so."""
        asked, nothing = action(value), (gr.skip(),) * (len(self.strip.outputs) + 1)
        if asked.get("do") == "letter-not":
            return None, refused(_why_not(str(asked.get("name") or ""))), gr.skip(), False, *nothing
        if asked.get("do") != "letter-right" or waiting is None:
            return None, "", gr.skip(), False, *nothing
        typed = asked.get("fields")
        said = {k: str(v)[:_LONGEST_FIELD] for k, v in typed.items() if k in _ROWS} if isinstance(typed, dict) else {}
        read = read_fields({**fields_of(waiting.situation), **said}, waiting.situation)
        if read.unread:
            return gr.skip(), card_of(waiting, read.unread, said), gr.skip(), False, *nothing
        before = present(self.site, request, now)
        situation = lettered(before.desk.situation, read.situation)
        situation, left = levelled(before.desk.situation, situation, self.site.coach.library)
        after = keep(self.site, request, with_situation(before, situation))
        *shown, _, line = self.strip.shown(after)
        return None, "", after, bool(situation.offer), *shown, noted(left), line, self.strip.job_of(after)


def build_letter(site: Site, strip: Strip) -> Reader:
    """Lay out where a letter is given, inside an open column; opened by way of the address, it takes what is dropped."""
    with gr.Column(elem_id="letter"):
        close = escape(text("letter.close"))
        closer = f'<a class="closer" href="#talk" aria-label="{close}">×</a>'
        head = f'{closer}<h2 tabindex="-1">{escape(text("letter.head"))}</h2>'
        gr.HTML(f'{head}<p class="file">{escape(text("letter.place"))}</p>', padding=False)
        drop = text("letter.drop_seen" if set(PICTURES) <= set(TYPES) else "letter.drop")
        file = gr.File(label=drop, file_types=list(TYPES), height=120, elem_id="letter-file")
        words = gr.Textbox(label=text("letter.paste"), lines=3, max_lines=8, elem_id="letter-text")
        ready = gr.Button(text("letter.read"), size="sm", elem_id="letter-read")
    card = gr.HTML("", elem_id="letter-card", padding=False)
    pasted, answers = actions("pasted"), actions("letter-act")
    return Reader(site, strip, card, gr.State(None), gr.State(value=False), pasted, answers, file, words, ready)


def card_of(letter: Letter, unread: tuple[str, ...] = (), typed: Mapping[str, str] | None = None) -> str:
    """What was read, row by row, each figure with the letter's own line below it, to be put right where it stands.

    With something `unread`, what was `typed` stands there again, to be typed once more.
    """
    said = {**fields_of(letter.situation), **(typed or {})}
    rows = "".join(
        _row(name, said[name], letter.line_of(_component(name, letter))) for name in _ROWS if said[name] or name in _JOB
    )
    notes = noted(unread) + noted(letter.notes, good=True)
    yes, no = act("letter-right"), act("letter-leave")
    return (
        f'<section class="letter-card" id="letter-form" aria-labelledby="letter-of"><h3 id="letter-of" tabindex="-1">'
        f"{escape(text('letter.card'))}</h3><dl>{rows}</dl>{notes}"
        f'<p class="tools"><button type="button" id="letter-right" data-to="letter-act" data-form="letter-form" {yes}>'
        f"{escape(text('letter.right'))}</button>"
        f'<button type="button" id="letter-fix" data-fix="letter-form">{escape(text("letter.fix"))}</button>'
        f'<button type="button" id="letter-leave" data-to="letter-act" {no}>{escape(text("letter.leave"))}</button></p>'
        "</section>"
    )


def _component(name: str, letter: Letter) -> str:
    """The part whose line stands beside a row: of present pay, its first one."""
    return letter.situation.current[0].component if name == "current" and letter.situation.current else name


def _row(name: str, value: str, line: str) -> str:
    title = escape(text(f"letter.{name}"))
    line = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"
    quote = f"<small>{escape(text('letter.in_it', line=line))}</small>" if line else ""
    state = "readonly" if value else f'placeholder="{escape(text("letter.unsaid"))}"'
    field = f'<input data-field="{name}" value="{escape(value)}" aria-label="{title}" {state}>'
    return f"<div><dt>{title}</dt><dd>{field}{quote}</dd></div>"


def reading() -> str:
    """In place of the card while a picture is read, which takes a while."""
    return f'<section class="letter-card" role="status"><p>{escape(text("letter.reading"))}</p></section>'


def refused(reason: str) -> str:
    """In place of the card, why there is none."""
    leave = act("letter-leave")
    return (
        f'<section class="letter-card">{noted([reason])}<p class="tools"><button type="button" id="letter-leave" '
        f'data-to="letter-act" {leave}>{escape(text("letter.leave"))}</button></p></section>'
    )


def _why_not(name: str) -> str:
    """Why a file of this name is not taken; the browser does not send it."""
    try:
        check_kind(Path(name[-80:]))
    except UserError as error:
        return str(error)
    return text("letter.none")


def question_of(situation: Situation) -> str:
    """What somebody who keeps a letter would ask of it."""
    s = situation
    company = text("letter.ask_from", company=s.company) if s.company else ""
    role = text("letter.ask_role", role=s.role) if s.role else ""
    place = text("letter.ask_place", place=s.region.rstrip(".")) if s.region else ""
    money = text("letter.ask_money", money=", ".join(p.words() for p in s.offer)) if s.offer else ""
    return text("letter.ask", company=company, role=role, place=place, money=money)


def letter_words(site: Site, request: gr.Request | None, words: str, path: str | None) -> str:
    """The letter's words, pasted or from its file, which is not kept; UserError where it is too long or comes too fast."""
    file = Path(path) if path else None
    try:
        size = 0 if file else len(words or "")
        counted(site, request, size)
        with site.service.reading(LETTER if file else size, sender_of(request), waits_of(site, request)):
            return read_letter(file) if file else in_length(words or "")
    finally:
        if file:
            file.unlink(missing_ok=True)


def lettered(before: Situation, letter: Situation) -> Situation:
    """The situation with a letter's: one that names the job is a whole offer, so nothing is left of another's figures,
    and of another's job nothing at all; a mail of the same employer's that names none moves the parts that it states.
    """
    other = any(said and said != held for said, held in ((letter.company, before.company), (letter.role, before.role)))
    whole = bool(letter.role) or other or not before.company
    gone: dict[str, object] = {"offer": (), "deadline": ""} if letter.offer and whole else {}
    if other and before.company and before.role:
        gone |= {"company": "", "role": "", "region": "", "level": ""}
    return before.model_copy(update=gone).merged(letter)
