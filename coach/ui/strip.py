"""The situation strip: the job, the offer by component, what else they hold; edited by hand, or read from an offer letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
from pydantic import ValidationError

from coach.conversations.values import Conversation
from coach.incoming import LETTER
from coach.letters import TYPES, in_length, read_letter, understood
from coach.situation import Situation
from coach.ui import choices
from coach.ui.form import CURRENCIES, FIELDS, OFFER, fields_of, moved, read_fields
from coach.ui.shell import QUIET, Site, counted, keep, present, with_desk
from index.errors import UserError

_EXAMPLES = {"base": "190k", "stock": "240k / 4 yr", "bonus": "15%", "signing": "25k", "total": "260k"}
_LABELS = {
    "base": "Base",
    "stock": "Stock",
    "bonus": "Bonus",
    "signing": "Sign-on",
    "total": "Total, if that is all you know",
}
LONGEST_FIELD = 4000  # characters
_TALKS = [("Not said", ""), ("A new offer", "new_offer"), ("A raise", "raise")]
_OPENER = '<a class="closer" href="#talk" aria-label="Close your situation">×</a><h2>Your situation</h2>'
_CONFIRM = "Read from the letter. Please check the fields, then keep or discard them."


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip on a page. `fields` are inputs: the situation that they show, as JSON, then one for each of FIELDS; `outputs` is
    what `shown` gives values for.

    The browser holds what its fields show together with them: whatever reaches the server late, an edit is what differs from
    that. `pending` is "" but while the fields show a letter that nobody has confirmed; then it is the letter's situation, as JSON. `job` is set anew with each change of the situation.
    """

    site: Site
    held: gr.State
    fields: list[Any]
    note: gr.HTML
    pending: gr.Textbox
    job: gr.State

    @property
    def outputs(self) -> list[Any]:
        """What an answer or a load fills in."""
        return [*self.fields, self.note]

    def shown(self, held: Conversation, fields: Sequence[object] | None = None) -> list[Any]:
        """The values of `outputs` for the conversation's situation.

        With the `fields` as they stood, choices are made anew only for another job, and what stood right is not written again: a
        letter may have been read into the fields since.
        """
        values = fields_of(held.desk.situation)
        if fields is not None:
            now = dict(zip(FIELDS, fields[1:], strict=True))
            if fields[0] == _of(held) and all((now[name] or "") == values[name] for name in FIELDS):
                return [gr.skip() for _ in self.outputs]
            if all((now[name] or "") == values[name] for name in ("company", "role", "region", "level")):
                return [_of(held), *(values[name] for name in FIELDS), _note([])]
        return _shown(self.site, held.desk.situation)

    def job_of(self, held: Conversation) -> str:
        """The value of `job` for a conversation."""
        return _of(held)

    def on_change(self, fn: Callable[..., Any], inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        """After a change of the situation, show what rests on it."""
        self.job.change(fn, list(inputs), list(outputs), **QUIET)


def build_strip(site: Site, held: gr.State) -> Strip:
    """Lay the strip out inside an open column; its edits change `held` and are kept at once."""
    c: dict[str, Any] = {}
    library = site.coach.library
    gr.HTML(_OPENER, padding=False)
    seen = gr.Textbox(show_label=False, label="Shown", container=False, elem_classes="sent")
    with gr.Group(elem_classes="fields"):
        c["company"] = _picker("Company", choices.companies(library))
        c["role"] = _picker("Role", choices.roles(library, ""))
        c["region"] = _picker("Place", [])
        c["level"] = _picker("Level", [], visible=False)
        c["talk"] = gr.Dropdown(_TALKS, value="", label="You negotiate", interactive=True)
    with gr.Group(elem_classes="fields offer"):
        gr.HTML("<h3>Their offer</h3>", padding=False)
        for name in OFFER[:4]:
            c[name] = gr.Textbox(label=_LABELS[name], placeholder=_EXAMPLES[name], max_lines=1)
        c["currency"] = _picker("Currency", _currencies(""))
    with gr.Accordion("More about you", open=False, elem_classes="more"):
        c["total"] = gr.Textbox(label=_LABELS["total"], placeholder=_EXAMPLES["total"], max_lines=1)
        c["current"] = gr.Textbox(label="Now on", placeholder="165k base + 10% bonus", max_lines=1)
        c["target"] = gr.Textbox(label="Target", placeholder="205k base", max_lines=1)
        c["floor"] = gr.Textbox(label="Floor: below it you walk", placeholder="185k base", max_lines=1)
        c["competing"] = gr.Textbox(label="Other offers you hold, one a line", placeholder="Contoso: 205k base", lines=2, max_lines=6)  # fmt: skip
        c["achievements"] = gr.Textbox(label="What you achieved, one a line", placeholder="Cut the nightly load from 6 hours to 40 minutes", lines=2, max_lines=8)  # fmt: skip
        c["deadline"] = gr.Textbox(label="They want an answer by", placeholder="Friday", max_lines=1)
    note = gr.HTML("", elem_id="note", padding=False)
    with gr.Accordion("Read an offer letter", open=False, elem_classes="more", elem_id="letter"):
        letter = gr.Textbox(label="Paste its text", lines=4, max_lines=10, elem_id="letter-text")
        file = gr.File(
            label="Or drop the file: .txt, .md, .pdf, .docx", file_types=list(TYPES), height=96, elem_id="letter-file"
        )
        read = gr.Button("Read it", size="sm", elem_id="letter-read")
    proposed = gr.Textbox(show_label=False, label="Letter", container=False, elem_classes="sent")
    with gr.Row(visible=False, elem_id="confirm") as confirm:
        yes = gr.Button("Keep", size="sm", variant="primary", elem_id="letter-keep")
        no = gr.Button("Discard", size="sm", elem_id="letter-discard")
    fields = [seen, *(c[name] for name in FIELDS)]
    strip = Strip(site, held, fields, note, proposed, gr.State(""))
    pickers = [c["role"], c["region"], c["level"], c["currency"]]

    def edited(now: Conversation, pending: str, request: gr.Request, *said: str) -> tuple[Any, ...]:
        before = present(site, request, now)
        after, words = taken(said, before)
        if pending or (after.desk.situation == before.desk.situation and not words):
            return tuple(gr.skip() for _ in range(4 + len(pickers)))
        after = keep(site, request, after)
        return after, _of(after), _note(words), _of(after), *_pickers(site, after.desk.situation)

    def reads(now: Conversation, text: str, path: str | None, request: gr.Request, *said: str) -> tuple[Any, ...]:
        try:
            words = letter_words(site, request, text, path)
            with site.service.reading(len(words)):
                found = understood(words, site.coach.library.names)
        except UserError as error:
            return (gr.skip(), _note([str(error)]), gr.skip(), None, *(gr.skip() for _ in fields))
        before = taken(said, present(site, request, now))[0].desk.situation
        if found.situation == Situation():
            none = (
                "I found no offer in it. Fill the fields in by hand."
                if words.strip()
                else "Paste the letter’s text or drop its file first."
            )
            return (gr.skip(), _note([none]), gr.skip(), None, *(gr.skip() for _ in fields))
        note = _note([_CONFIRM, *found.notes], good=True)
        shown = _shown(site, lettered(before, found.situation))[1:-1]
        return (_json(found.situation), note, gr.update(visible=True), None, gr.skip(), *shown)

    def kept(now: Conversation, letter: str, request: gr.Request, *said: str) -> tuple[Any, ...]:
        """What the letter and the user have changed in the fields since it was read, made to what is kept by now.

        Where the fields show none of it, an answer that came late has been written over it, and the letter itself counts.
        """
        before = present(site, request, now)
        after, words = taken(said, before)
        if after.desk.situation == before.desk.situation and not words and (read := _situation(letter)):
            after = _with(before, lettered(before.desk.situation, read))
        after = keep(site, request, after)
        ending = ("", after, gr.update(visible=False), "", None)
        return *ending, *_shown(site, after.desk.situation)[:-1], _note(words), _of(after)

    def dropped(now: Conversation, request: gr.Request) -> tuple[Any, ...]:
        now = present(site, request, now)
        return "", now, gr.update(visible=False), "", None, *_shown(site, now.desk.situation), _of(now)

    texts = [x.blur for name, x in c.items() if isinstance(x, gr.Textbox)] + [
        x.submit for name, x in c.items() if isinstance(x, gr.Textbox) and name not in ("competing", "achievements")
    ]
    picked = [x.input for x in c.values() if isinstance(x, gr.Dropdown)]
    # The last of several quick edits brings all fields with it, so none of them is lost.
    gr.on([*texts, *picked], edited, [held, proposed, *fields], [held, seen, note, strip.job, *pickers], trigger_mode="always_last", **QUIET)  # fmt: skip
    gr.on([read.click, file.upload], reads, [held, letter, file, *fields], [proposed, note, confirm, file, *fields], **QUIET)  # fmt: skip
    ending = [proposed, held, confirm, letter, file, *fields, note, strip.job]
    yes.click(kept, [held, proposed, *fields], ending, **QUIET)
    no.click(dropped, [held], ending, **QUIET)
    return strip


def letter_words(site: Site, request: gr.Request | None, text: str, path: str | None) -> str:
    """The letter's words, pasted or from its file, which is not kept; UserError where it is too long or comes too fast."""
    file = Path(path) if path else None
    try:
        counted(site, request)
        with site.service.reading(LETTER if file else len(text or "")):
            return read_letter(file) if file else in_length(text or "")
    finally:
        if file:
            file.unlink(missing_ok=True)


def lettered(before: Situation, letter: Situation) -> Situation:
    """The situation with a letter's: it is a whole offer, so nothing is left of another's figures, and of another's job nothing at all."""
    other = any(said and said != held for said, held in ((letter.company, before.company), (letter.role, before.role)))
    gone: dict[str, object] = {"offer": (), "deadline": ""} if letter.offer else {}
    if other and before.company and before.role:
        gone |= {"company": "", "role": "", "region": "", "level": ""}
    return before.model_copy(update=gone).merged(letter)


def _of(held: Conversation) -> str:
    """What the fields show, and everything beside the strip rests on."""
    return _json(held.desk.situation)


def _json(situation: Situation) -> str:
    return situation.model_dump_json(exclude_defaults=True)


def _situation(said: object) -> Situation | None:
    """The situation of such JSON, none where it is no such thing."""
    try:
        return Situation.model_validate_json(str(said)) if said else Situation()
    except ValidationError:
        return None


def _with(now: Conversation, situation: Situation) -> Conversation:
    """The conversation with the situation edited; what was said of another job no longer counts."""
    since = len(now.talk) if moved(now.desk.situation, situation) else now.desk.since
    return with_desk(now, situation=situation, since=since)


def taken(said: Sequence[object], now: Conversation) -> tuple[Conversation, list[str]]:
    """The conversation as it is kept `now` with what was edited in the strip's fields, and what of them could not be read.

    Every action takes the fields with it, so that an edit just made is not lost to an answer already on its way; what differs from
    what the fields were shown with is changed, so that no step undoes another's. What the browser sends is checked like any input.
    """
    seen = _situation(said[0])
    if seen is None:
        return now, []
    fields = {n: v[:LONGEST_FIELD] if isinstance(v, str) else "" for n, v in zip(FIELDS, said[1:], strict=True)}
    read = read_fields(fields, seen, now.desk.situation)
    return _with(now, read.situation), list(read.unread)


def _picker(label: str, offered: Sequence[str | tuple[str, str]], *, visible: bool = True) -> gr.Dropdown:
    """A field to type in or to choose with; what is offered may begin with another word for nothing."""
    first = [] if offered and isinstance(offered[0], tuple) else [""]
    return gr.Dropdown(
        [*first, *offered], value="", label=label, allow_custom_value=True, filterable=True, interactive=True, visible=visible
    )  # fmt: skip


def _currencies(guides: str) -> list[str | tuple[str, str]]:
    """The currencies to choose from; where none is chosen the guide's own is meant, and shown."""
    return [(f"{guides} (guide)" if guides else "", ""), *CURRENCIES]


def _shown(site: Site, situation: Situation) -> list[Any]:
    values = fields_of(situation)
    offered = dict(zip(("role", "region", "level", "currency"), _pickers(site, situation), strict=True))
    return [
        _json(situation),
        *(gr.update(value=values[n], **{k: v for k, v in offered[n].items() if k in ("choices", "visible")}) if n in offered else values[n] for n in FIELDS),
        _note([]),
    ]  # fmt: skip


def _pickers(site: Site, situation: Situation) -> tuple[Any, ...]:
    """What the role, place, level and currency pickers offer for the job as it stands."""
    s, library = situation, site.coach.library
    levels = choices.levels(library, s.company, s.role)
    return (
        gr.update(choices=["", *choices.roles(library, s.company)]),
        gr.update(choices=["", *choices.regions(library, s.company, s.role)]),
        gr.update(choices=["", *levels], visible=bool(levels or s.level)),
        gr.update(choices=_currencies(choices.currency_of(library, s.company, s.role, s.region))),
    )


def _note(words: Sequence[str], *, good: bool = False) -> str:
    kind = "good" if good else "bad"
    return (
        f'<div class="note {kind}" role="status">{"".join(f"<p>{escape(w)}</p>" for w in words)}</div>' if words else ""
    )
