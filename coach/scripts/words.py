"""A situation, with or without its guide -> one script as a whole text, chosen for kind, channel, tone and length, and
checked."""

from __future__ import annotations

from dataclasses import replace

from coach.phrasing import Style
from coach.phrasing.phrases import spelt
from coach.phrasing.texts import words
from coach.reply.draft import Draft, Sendable
from coach.scripts import Script
from coach.scripts.beside import NOTHING, Beside
from coach.scripts.check import Checked, faults
from coach.scripts.fields import fields_of
from coach.scripts.figures import Figures
from coach.scripts.layout import filled, laid_out, pieces_hidden, subject_of, text_of, with_said, without_hidden
from coach.scripts.notes import notes_of
from coach.scripts.own import ground_sentence
from coach.scripts.points import with_points
from coach.scripts.told import british, other_places, settle
from coach.standing.footing import on_one_footing, settled
from coach.understanding.situation import Part, Situation
from index.guide import Band, Guide

# What is given up first where a text does not pass as a whole.
GIVEN_UP = ("deed2", "full", "why", "fallback", "offer", "band", "left", "deed", "rival_figure", "needs")
# The facts of which a piece of a text is made.
_FACTS = {"deed": ("deed", "deed2"), "rival": ("rival", "rival_figure"), "pay": ("current",), "recap": ("offer",)}
# The kind that stands for another where the talk is about a raise.
_RAISED = {
    "counter": "raise_talk", "counter_call": "raise_talk", "counter_chat": "raise_case", "counter_email": "raise_case",
    "ask_signing": "raise_talk", "ask_stock": "raise_talk", "expectations": "raise_talk",
    "accepting": "raise_agreed", "closing": "raise_agreed", "accept_open": "raise_agreed",
}  # fmt: skip


def write_words(
    kind: str, situation: Situation, guide: Guide | None, band: Band | None, style: Style, draft: Draft, *,
    needs: tuple[str, ...] = (), asked: tuple[Part, ...] = (), refused: frozenset[str] = frozenset(),
    dictated: tuple[Part, ...] = (), either: bool | None = None, reason: str = "", to: str = "",
    fallback: tuple[Part, ...] = (), instead: tuple[str, ...] = (), beside: Beside = NOTHING,
    put_in: tuple[str, ...] = (), others: bool = False, signed: str = "",
    hidden: tuple[str, ...] = (), ready: bool = False, why: tuple[str, ...] = (), until: str = "",
    minutes: float = 0.0, asking: tuple[str, ...] = (),
    grounds: tuple[str, ...] = (), told_so: bool = False, points: tuple[tuple[str, str], ...] = (),
) -> Script:  # fmt: skip
    """Write one script; its figures are slots of `draft`. KeyError where there is no such kind.

    `needs` is what the person wants besides pay, in their words, `asking` are the words that ask for the text;
    `dictated` are the figures of this very message, which go in as they are; `either` says that one of them is enough,
    None that the words of the needs tell it; `reason` is what the script of a lever argues with. `to` is the name of
    whom it is said to; `fallback` and `instead` are the person's own second-best asks, `beside` are the terms beside
    pay, `put_in` what the text is to say in their words, `signed` who signs it; `others` says that there are other
    offers, also where the text may not name them; `hidden` is what it must not say, `ready` that the person signs if
    they get it, `why` are their own reasons for what they want, `until` is the day that they ask for, `minutes` how
    long a meeting. `grounds` are the sentences that speak for the person, in their order; `told_so`
    says that the style has the way that the text is to go, whatever the usual one of its kind. `points` is what the
    person says that it shall say (see `coach.understanding.content`).
    """
    held = words()
    name = held.named(kind)
    if situation.talk == "raise":
        name = _RAISED.get(name, name)
    made = held.kinds[name]
    told = settle(
        made, settled(situation, band), guide, band, style, needs, asked, refused, dictated, either, beside, asking
    )
    told = replace(
        told,
        to=to,
        second=on_one_footing(fallback, told.situation, band),
        instead=instead,
        put_in=put_in,
        others=others,
        signed=signed,
        ready=ready,
        why=why,
        until=until,
        hidden=hidden,
        minutes=minutes,
        grounds=grounds,
    )
    gone_pieces = pieces_hidden(told.hidden)
    less_of = {f for piece in gone_pieces for f in _FACTS.get(piece, (piece,))}
    if "fallback" in gone_pieces:
        told = replace(told, second=(), instead=(), beside=replace(told.beside, instead=(), ways=False))
    mail = made.channel == "email" and (told_so or style.channel == "chat")  # what is written may be a message, or said
    channel = style.channel if mail or not made.channel else made.channel
    figures = Figures(draft, told.situation, guide, band, style)
    told = with_points(told, points, figures)
    fields, facts = fields_of(told, figures, channel)
    if reason:
        fields["reason"], facts = reason, facts | {"reason"}
    own = (*put_in, *why, *grounds, *(ground_sentence(form, said) for form, said in points))
    paragraphs: tuple[str, ...] = ()
    for gone in range(len(GIVEN_UP) + 1):
        less = facts - set(GIVEN_UP[:gone]) - less_of
        if "full" in GIVEN_UP[:gone]:
            less |= {"short"}
        if less & {"rival_figure", "left", "band", "deed", "reason"}:
            less |= {"reasons"}
        paragraphs = filled(text_of(made, less), less, fields, formal=style.tone == "formal")
        paragraphs = without_hidden(with_said(paragraphs, told, figures), told)
        body = laid_out(paragraphs, made, style, channel, fields)
        checked = Checked(
            body,
            channel,
            style.length,
            figures.roles,
            draft,
            told.situation.model_copy(update={"achievements": (*told.situation.achievements, *own)}),
            told.is_raise and made.talk != "new_offer",
            made.answers,
            told.said,
            told.held,
            told.dictated,
            other_places(guide, band),
        )
        paragraphs = body
        if not any(faults(checked)):
            break
    spelling = style.spelling if not british(told) else "british"
    text = tuple(spelt(p, spelling) for p in paragraphs)
    return Script(
        name,
        made.title,
        text,
        (),
        notes_of(told, figures, facts, text, points),
        subject=subject_of(made, fields) if channel == "email" else "",
        sendable=Sendable(
            text, frozenset(slot for slot, (role, _) in figures.roles.items() if role in ("ask", "fallback")),
            lambda other: list(faults(replace(checked, paragraphs=other))),
            f"{made.title}; {style.tone}, {style.length}, as a {channel}", (*situation.achievements, *own),
            kind=name, channel=channel,
        ),
    )  # fmt: skip
