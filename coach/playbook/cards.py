"""A situation -> script cards: each lever of the job's guide that fits, then the other things to say."""

from __future__ import annotations

from dataclasses import dataclass

from coach.evidence.levers import Fit, rank_levers
from coach.evidence.retrieve import Library
from coach.phrasing import Style
from coach.phrasing.texts import words
from coach.playbook.ground import ground_of, named
from coach.reply import Reply
from coach.reply.draft import Draft, render
from coach.scripts.compose import Case, compose
from coach.understanding.situation import Situation
from coach.understanding.words import cut
from index.guide import Band, Guide, Lever

_WHY = 200  # characters of the guide's own reason
_REST = "⁂"  # what parts a script from its notes while both are filled in


@dataclass(frozen=True, slots=True)
class Card:
    """One script: `text` to say with its blanks in brackets, why it fits, and in `reply` every figure with its source."""

    key: str
    title: str
    why: str
    text: str
    blanks: tuple[str, ...]
    notes: tuple[str, ...]
    reply: Reply


@dataclass(frozen=True, slots=True)
class Cards:
    """The scripts of one job: one a lever, the best fit first, and the other kinds; not `guided`, on own figures."""

    job: str
    levers: tuple[Card, ...]
    others: tuple[Card, ...]
    guided: bool = True


def cards_of(situation: Situation, library: Library, style: Style) -> Cards:
    """Every script for the situation's job, without a guide on the person's own figures; UserError where the job is not
    clear.
    """
    guide, band = ground_of(situation, library)
    fits = rank_levers(guide, situation) if guide else []
    best = fits[0].lever if fits else None
    levers = tuple(_card(f"lever-{f.lever.number}", "lever", guide, band, situation, style, f.lever, f) for f in fits)
    talk = situation.talk or "new_offer"
    kinds = [key for key, kind in words().kinds.items() if key != "lever" and kind.talk in ("", talk)]
    others = tuple(_card(kind, kind, guide, band, situation, style, best) for kind in kinds)
    return Cards(named(situation, guide, band), levers, others, guide is not None)


def _card(
    key: str, kind: str, guide: Guide | None, band: Band | None, situation: Situation, style: Style,
    lever: Lever | None, fit: Fit | None = None,
) -> Card:  # fmt: skip
    draft = Draft("lever_script")
    script = compose(kind, Case(guide, band, situation, style, lever), draft)
    for paragraph in (*script.paragraphs, _REST, *script.notes):
        draft.say(paragraph)
    reply = render(draft)
    text, _, notes = reply.text.partition(_REST)
    title = fit.lever.title if fit else script.title
    said = tuple(n for n in notes.strip().split("\n\n") if n)
    return Card(key, title, _why(fit, situation) if fit else "", text.strip(), script.blanks, said, reply)


def _why(fit: Fit, situation: Situation) -> str:
    """What of the user's it rests on, or that it rests on an offer they have not named; else the guide's reason.

    A reason with a number in it is not shown: it may be another place's, and stands here without its source.
    """
    if fit.needs_offer and not situation.competing:
        return "It rests on another offer, and you have named none."
    if fit.matched:
        return f"It fits what you said: {', '.join(fit.matched)}."
    said = cut(" ".join(fit.lever.script.split()), _WHY)
    return f"The guide’s own: {said}" if said and not any(c.isdigit() for c in said) else ""
