"""The text that stands and a change of it -> the text with that change and nothing else changed, and what of the change
could not be made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coach.dialogue.revision import Put, Revision, is_whole_text
from coach.reply import Figure
from coach.reply.draft import SLOT, Draft
from coach.scripts import Script
from coach.scripts.document import Document, document_of, sentences_of
from coach.scripts.notes import MISSING
from coach.scripts.own import figures_in, joined
from coach.scripts.revise.ends import head_and_foot
from coach.scripts.revise.instead import swap_words, with_figure
from coach.scripts.revise.out import is_sum_asked, take_out
from coach.scripts.revise.put import as_written, bring_back, move_to, place_in, put_in
from coach.scripts.revise.work import LEAST_LEFT, Held, Work, asks_sum, words_named
from index.money import money_in

_NAMED_MISSES = 3
_SHORT = 0.6  # of its words: a text that was made shorter
# How a version of a text is called.
_VERSION = frozenset(
    "version versions one before earlier original first previous old last draft mail email text message way".split()
)
_FIRST = frozenset("first original".split())
HOW = "Give me the sentence as you want it, in quotation marks, and it goes in word for word."


@dataclass(frozen=True, slots=True)
class Revised:
    """A text after a change: its paragraphs as they are read, and the words of what could not be made of it."""

    paragraphs: tuple[str, ...]
    missed: tuple[str, ...] = ()


def revised(paragraphs: tuple[str, ...], channel: str, revision: Revision, held: Held) -> Revised:
    """Make the changes of one message in the text that stands, in an order in which none undoes another."""
    whole = next((w for w in revision.back if not words_named(w) - _VERSION), None)
    if whole is not None and held.earlier:  # the text as it was, before what else is told of it
        paragraphs = held.earlier[-1 if _FIRST & set(whole.casefold().split()) else 0]
    work = Work(document_of(paragraphs, channel), held)
    written = next((p.words for p in revision.put if is_whole_text(p)), "")
    if written:
        work.text = as_written(work.text, written)
    for old, new in revision.swaps:
        swap_words(work, old, new)
    for value, shown in revision.figures:
        work.text = with_figure(work.text, value, shown)
    for words in revision.out:
        if not is_sum_asked(words, held):  # what the text is for goes with no word of blame
            take_out(work, words)
    _bring_in(work, revision, channel, done=(written, whole or ""))
    if channel != "call":
        head_and_foot(work, revision)
    if revision.shorter:
        work.text = _shorter(work.text, held)
    return Revised(work.text.paragraphs, tuple(work.missed))


def _bring_in(work: Work, revision: Revision, channel: str, *, done: tuple[str, ...]) -> None:
    """What comes in, moves or comes back, but for the words that are `done`."""
    for put in revision.put:
        if put.words not in done:
            put_in(work, put)
    for put in revision.moved:
        move_to(work, put)
    for words in revision.back:
        if words not in done:
            bring_back(work, words, channel)


def with_revisions(
    made: Script, stands: tuple[str, ...], revisions: tuple[Revision, ...], held: Held, draft: Draft
) -> Script:
    """The text that `stands` with these changes made in it, each once; in place of none the one that was `made`."""
    assert made.sendable is not None  # noqa: S101 - each script that is made can be sent
    paragraphs = stands or made.sendable.read(draft.figures)
    own = (draft.figures[int(m[1]) - 1] for s in made.sendable.asks if (m := SLOT.fullmatch(s)))
    held = replace(held, asks=held.asks | {f.high for f in own if f.high is not None})
    missed: tuple[str, ...] = ()
    for revision in revisions:
        after = revised(paragraphs, made.sendable.channel, revision, held)
        paragraphs, missed = after.paragraphs, after.missed
    paragraphs = _asking(paragraphs, stands, revisions, held, made.sendable.channel)
    text = in_slots(paragraphs, made.sendable.paragraphs, draft)
    notes = tuple(n for n in made.notes if not n.startswith(MISSING))
    missed = tuple(x for x in missed if " " in x.strip())[:_NAMED_MISSES]  # one word says little
    if missed:
        notes = (*notes, f"{MISSING}: {joined(tuple(f'“{x}”' for x in missed))}. {HOW}")
    sendable = replace(made.sendable, paragraphs=text, own=(*made.sendable.own, *paragraphs))
    subject = text[0].removeprefix("Subject: ") if text and text[0].startswith("Subject: ") else ""
    return replace(made, paragraphs=text, notes=notes, subject=subject, sendable=sendable)


def _asking(
    paragraphs: tuple[str, ...], stands: tuple[str, ...], revisions: tuple[Revision, ...], held: Held, channel: str
) -> tuple[str, ...]:
    """A text that still asks for the sum that the one that stood asked for, where nobody took that out or put another
    one in its place: what a change has cost it comes back as it was."""
    before = [s for p in stands if not p.startswith("If ") for s in sentences_of(p) if figures_in(s) & held.asks]
    asked = [s for s in before if "?" in s] or before
    sums = {x for s in asked for x in figures_in(s)} & held.asks
    told = (w for r in revisions for w in (*r.out, *(o for o, _ in r.swaps)) if not is_sum_asked(w, held))
    new = (
        w for r in revisions for w in (*(n for _, n in r.swaps), *(p.words for p in r.put), *(f for _, f in r.figures))
    )
    if not sums or sums & {x for p in paragraphs for x in figures_in(p)}:
        return paragraphs
    if sums & {x for w in told for x in figures_in(w)} or any(map(figures_in, new)):
        return paragraphs
    work = Work(document_of(paragraphs, channel), held)
    work.text = place_in(work, work.text, Put(form="ask", words=asked[-1]), asked[-1])
    return work.text.paragraphs


def in_slots(paragraphs: tuple[str, ...], made: tuple[str, ...], draft: Draft) -> tuple[str, ...]:
    """A text as it is read with the figures of the one that was `made` in their slots; all others are the person's."""
    slots = dict.fromkeys(m[0] for p in made for m in SLOT.finditer(p))
    shown_as = {s: draft.figures[int(m[1]) - 1].text for s in slots if (m := SLOT.fullmatch(s))}
    named = sorted(((said, s) for s, said in shown_as.items()), key=lambda x: -len(x[0]))
    out = []
    for paragraph in paragraphs:
        for shown, slot in named:
            paragraph = re.sub(rf"(?<![\w.,]){re.escape(shown)}(?![\w%]|[.,]\d)", slot, paragraph)
        for found in money_in(SLOT.sub(" ", paragraph)):
            v = found.value
            unit = "" if v.unit == "%" else v.unit
            draft.add(
                Figure(
                    text=v.text, kind="user", component="", company="", role="", region="", currency=unit,
                    unit="percent" if v.unit == "%" else "absolute", low=v.low, high=v.high,
                )
            )  # fmt: skip
        out.append(paragraph)
    return tuple(out)


def _shorter(text: Document, held: Held) -> Document:
    """The text without what it needs least, until it is shorter by two fifths or only the ask and one sentence more are
    left: pleasantries first, then what repeats the offer."""
    work = Work(text, held)
    most = _SHORT * len(" ".join(text.paragraphs).split())
    while len(" ".join(work.text.paragraphs).split()) > most:
        free = [
            at for at in work.text.sentences if not asks_sum(work, work.text.at(at)) and "?" not in work.text.at(at)
        ]
        free = [at for at in free if not work.text.at(at).startswith("(")]
        if len(free) < 2:
            break
        work.text = work.text.without(min(free, key=lambda at: _worth(work.text, at)))
    return work.text


def _worth(text: Document, at: tuple[int, int]) -> tuple[bool, bool, int]:
    """How much a sentence is needed: one with "I" and a fact of the person's most, the last pleasantry least."""
    said = text.at(at)
    own = bool(re.search(r"\b(?:I|I've|I'm|my)\b", said)) and len(said.split()) > LEAST_LEFT
    return own, bool(figures_in(said)) and own, -at[0]
