"""What is known of the negotiation: one line, and the form behind it as a sheet; edited by hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr
from pydantic import ValidationError

from coach.conversations.values import Conversation
from coach.evidence.retrieve import Library
from coach.ui import choices
from coach.ui.form import CURRENCIES, FIELDS, OFFER, fields_of, moved, read_fields
from coach.ui.known import known
from coach.ui.shell import QUIET, Site, keep, present, with_desk
from coach.ui.texts import text
from coach.understanding.situation import Situation

LONGEST_FIELD = 4000  # characters
_JOB = ("company", "role", "region", "level")


@dataclass(frozen=True, slots=True)
class Strip:
    """The line and the form on a page. `fields` are inputs: the situation that they show, as JSON, then one for each of
    FIELDS; `outputs` is what `shown` gives values for.

    The browser holds what its fields show together with them: whatever reaches the server late, an edit is what differs from
    that. `job` is set anew with each change of the situation.
    """

    site: Site
    held: gr.State
    fields: list[Any]
    note: gr.HTML
    line: gr.HTML
    job: gr.State

    @property
    def outputs(self) -> list[Any]:
        """What an answer or a load fills in."""
        return [*self.fields, self.note, self.line]

    def shown(self, held: Conversation, fields: Sequence[object] | None = None) -> list[Any]:
        """The values of `outputs` for the conversation's situation.

        With the `fields` as they stood, choices are made anew only for another job, and what stood right is not written
        again: a letter may have been read into the fields since. Nor is a field that somebody has just typed in: it is
        an edit on its way.
        """
        seen = situation_of(fields[0]) if fields is not None else None
        if fields is None or seen is None:
            return shown_in(self.site, held.desk.situation)
        now, values = _texts(fields), fields_of(held.desk.situation)
        was, typed = fields_of(seen), fields_of(read_fields(now, seen).situation)
        right = {name for name in FIELDS if now[name] == values[name] or typed[name] != was[name]}
        if fields[0] == _of(held) and len(right) == len(FIELDS):
            return [gr.skip() for _ in self.outputs]
        if all(now[name] == values[name] for name in _JOB):
            texts = (gr.skip() if name in right else values[name] for name in FIELDS)
            return [_of(held), *texts, noted([]), known(held.desk.situation)]
        return shown_in(self.site, held.desk.situation, right)

    def job_of(self, held: Conversation) -> str:
        """The value of `job` for a conversation."""
        return _of(held)

    def on_change(
        self, fn: Callable[..., Any], inputs: Sequence[Any], outputs: Sequence[Any], *others: gr.State
    ) -> None:
        """After a change of the situation, or of one of the `others`, show what rests on it; `fn` is to read what is
        kept by then.

        All of them have this one event: its runs follow one another, so that what is drawn last was read last.
        """
        changes = [s.change for s in (self.job, *others)]
        gr.on(changes, fn, list(inputs), list(outputs), trigger_mode="always_last", **QUIET)


def build_strip(site: Site, held: gr.State) -> Strip:
    """Lay the line and the form out inside the page's open row; its edits change `held` and are kept at once."""
    c: dict[str, Any] = {}
    library = site.coach.library
    line = gr.HTML(known(Situation()), elem_id="known", padding=False)
    with gr.Column(elem_id="strip"):
        gr.HTML(_opener(), padding=False)
        seen = gr.Textbox(show_label=False, label=text("form.shown"), container=False, elem_classes="sent")
        note = gr.HTML("", elem_id="note", padding=False)
        with gr.Group(elem_classes="fields"):
            c["company"] = _picker(text("form.company"), choices.companies(library))
            c["role"] = _picker(text("form.role"), choices.roles(library, ""))
            c["region"] = _picker(text("form.region"), [])
            c["level"] = _picker(text("form.level"), [], visible=False)
            talks = [(text("form.unsaid"), ""), (text("form.new_offer"), "new_offer"), (text("form.raise_"), "raise")]
            c["talk"] = gr.Dropdown(talks, value="", label=text("form.talk"), interactive=True)
        with gr.Group(elem_classes="fields offer"):
            gr.HTML(f"<h3>{escape(text('form.offer'))}</h3>", padding=False)
            for name in OFFER[:4]:
                c[name] = _line(name)
            c["currency"] = _picker(text("form.currency"), _currencies(""))
        with gr.Accordion(text("form.more"), open=False, elem_classes="more"):
            for field in ("total", "current", "target", "floor"):
                c[field] = _line(field)
            c["competing"] = _line("competing", 2, 6)
            c["achievements"] = _line("achievements", 2, 8)
            c["deadline"] = _line("deadline")
    fields = [seen, *(c[name] for name in FIELDS)]
    strip = Strip(site, held, fields, note, line, gr.State(""))
    pickers = [c["role"], c["region"], c["level"], c["currency"]]

    def edited(now: Conversation, request: gr.Request, *said: str) -> tuple[Any, ...]:
        before = present(site, request, now)
        after, words = taken(said, before, site.coach.library)
        if after.desk.situation == before.desk.situation and not words:
            return tuple(gr.skip() for _ in range(5 + len(pickers)))
        after = keep(site, request, after)
        job, offered = after.desk.situation, _pickers(site, after.desk.situation)
        at = 1 + FIELDS.index("level")
        if said[at] and said[at] != job.level:  # the guide writes it otherwise, or has no such level
            said, offered[2]["value"] = (*said[:at], job.level, *said[at + 1 :]), job.level
        return after, stood(said), noted(words), known(job), _of(after), *offered

    texts = [x.blur for name, x in c.items() if isinstance(x, gr.Textbox)] + [
        x.submit for name, x in c.items() if isinstance(x, gr.Textbox) and name not in ("competing", "achievements")
    ]
    picked = [x.input for x in c.values() if isinstance(x, gr.Dropdown)]
    # The last of several quick edits brings all fields with it, so none of them is lost.
    outputs = [held, seen, note, line, strip.job, *pickers]
    gr.on([*texts, *picked], edited, [held, *fields], outputs, trigger_mode="always_last", **QUIET)
    return strip


def _of(held: Conversation) -> str:
    """What the fields show, and everything beside the strip rests on."""
    return as_json(held.desk.situation)


def as_json(situation: Situation) -> str:
    """A situation as the browser holds it."""
    return situation.model_dump_json(exclude_defaults=True)


def situation_of(said: object) -> Situation | None:
    """The situation of such JSON, none where it is no such thing."""
    try:
        return Situation.model_validate_json(str(said)) if said else Situation()
    except ValidationError:
        return None


def _texts(fields: Sequence[object]) -> dict[str, str]:
    """What stands in the fields, by name; what the browser sends is checked like any input."""
    return {n: v[:LONGEST_FIELD] if isinstance(v, str) else "" for n, v in zip(FIELDS, fields[1:], strict=True)}


def stood(fields: Sequence[object]) -> str:
    """What the fields show once an edit of them is kept.

    What another step has kept meanwhile is not in them yet; told that it were, the next edit would take its absence for
    an edit.
    """
    seen = situation_of(fields[0])
    return str(fields[0]) if seen is None else as_json(read_fields(_texts(fields), seen).situation)


def with_situation(now: Conversation, situation: Situation) -> Conversation:
    """The conversation with the situation edited; what was said of another job no longer counts."""
    since = len(now.talk) if moved(now.desk.situation, situation) else now.desk.since
    return with_desk(now, situation=situation, since=since)


def taken(said: Sequence[object], now: Conversation, library: Library | None = None) -> tuple[Conversation, list[str]]:
    """The conversation as it is kept `now` with what was edited in the form's fields, and what of them could not be
    read.

    With the `library`, a level is one that the job's guide has, and one that it has not is left out: it would fit no
    row.

    Every action takes the fields with it, so that an edit just made is not lost to an answer already on its way; what
    differs from what the fields were shown with is changed, so that no step undoes another's. What the browser sends is
    checked like any input.
    """
    seen = situation_of(said[0])
    if seen is None:
        return now, []
    read = read_fields(_texts(said), seen, now.desk.situation)
    situation, left = levelled(now.desk.situation, read.situation, library) if library else (read.situation, [])
    return with_situation(now, situation), [*read.unread, *left]


def levelled(before: Situation, situation: Situation, library: Library) -> tuple[Situation, list[str]]:
    """The situation of another job than `before` with its level as the guide writes it, or none, which is told.

    A company without a guide is told as well.
    """
    left = []
    if situation.company and situation.company != before.company and not choices.company_of(library, situation.company):
        left = [text("strip.no_guide", company=situation.company)]
    if not moved(before, situation) or not situation.level:
        return situation, left
    level = choices.level_of(library, situation.company, situation.role, situation.level)
    there = ", ".join(choices.levels(library, situation.company, situation.role))
    said = text("form.no_level", level=situation.level, levels=there)
    return situation.model_copy(update={"level": level}), left if level else [*left, said]


def _opener() -> str:
    close, head, lead = (escape(text(f"form.{name}")) for name in ("close", "head", "lead"))
    opener = f'<a class="closer" href="#talk" aria-label="{close}">×</a><h2 tabindex="-1">{head}</h2>'
    return f'{opener}<p class="file">{lead}</p>'


def _line(name: str, lines: int = 1, most: int = 1) -> gr.Textbox:
    """A field to type in, with an example of what it takes."""
    return gr.Textbox(label=text(f"form.{name}"), placeholder=text(f"form.{name}_like"), lines=lines, max_lines=most)


def _picker(label: str, offered: Sequence[str | tuple[str, str]], *, visible: bool = True) -> gr.Dropdown:
    """A field to type in or to choose with; what is offered may begin with another word for nothing."""
    first = [] if offered and isinstance(offered[0], tuple) else [""]
    return gr.Dropdown(
        [*first, *offered], value="", label=label, allow_custom_value=True, filterable=True, interactive=True, visible=visible
    )  # fmt: skip


def _currencies(guides: str) -> list[str | tuple[str, str]]:
    """The currencies to choose from; where none is chosen the guide's own is meant, and shown."""
    return [(text("form.of_guide", currency=guides) if guides else "", ""), *CURRENCIES]


def shown_in(site: Site, situation: Situation, right: Collection[str] = ()) -> list[Any]:
    """All fields and their choices for a situation; the texts of those that stand `right` are left as they are."""
    values = fields_of(situation)
    offered = dict(zip(("role", "region", "level", "currency"), _pickers(site, situation), strict=True))
    texts = {name: {} if name in right else {"value": values[name]} for name in FIELDS}
    return [
        as_json(situation),
        *(gr.update(**texts[n], **{k: v for k, v in offered[n].items() if k in ("choices", "visible")}) if n in offered else texts[n].get("value", gr.skip()) for n in FIELDS),
        noted([]),
        known(situation),
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


def noted(words: Sequence[str], *, good: bool = False) -> str:
    """What is said of the fields, for who sees and who hears the page."""
    kind = "good" if good else "bad"
    return (
        f'<div class="note {kind}" role="status">{"".join(f"<p>{escape(w)}</p>" for w in words)}</div>' if words else ""
    )
