"""Script cards -> HTML: the text to edit where it stands, where its figures come from, and what can be done with it."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape

from coach.playbook.cards import Card, Cards
from coach.ui.linked import said, unique
from coach.ui.shell import act
from coach.ui.texts import escaped, text
from coach.understanding.situation import Situation

_BLANK = re.compile(r"\[[^\[\]]{1,80}\]")


def shown(cards: Cards, kept: Collection[str] = ()) -> str:
    """All cards of a job; `kept` are the titles of those that the playbook holds."""
    levers = "".join(_card(c, c.title in kept) for c in cards.levers)
    others = "".join(
        f"<details{'' if n or levers else ' open'}><summary>{escape(c.title)}</summary>"
        f"{_card(c, c.title in kept)}</details>"
        for n, c in enumerate(cards.others)
    )
    none = "" if levers else f'<p class="file">{escaped("scripts.none" if cards.guided else "scripts.unguided")}</p>'
    head = f"<h2>{escape(cards.job)}</h2>" if cards.job else ""
    return (
        f'<div class="cards">{head}{levers}{none}'
        f'<section class="others"><h2>{escaped("scripts.others")}</h2>{others}</section></div>'
    )


def unclear(reason: str, situation: Situation) -> str:
    """In place of the cards, what is missing for them, and where it can be told."""
    if not situation.company:
        reason = text("scripts.nothing")
    ways = (
        f'<a class="button" href="/">{escaped("scripts.tell")}</a> '
        f'<a class="button" href="#strip">{escaped("scripts.say")}</a>'
    )
    return f'<div class="cards"><p class="none">{escape(reason)}</p><p class="links">{ways}</p></div>'


def _card(card: Card, kept: bool) -> str:
    words = "".join(f"<p>{_blanks(p)}</p>" for p in card.text.split("\n\n"))
    at = f"script-{card.key}"
    why = f'<p class="why">{escape(card.why)}</p>' if card.why else ""
    notes = "".join(f"<li>{escape(_plain(n))}</li>" for n in card.notes)
    notes = f'<ul class="notes">{notes}</ul>' if notes else ""
    held = f"<span>{escaped('scripts.held')}</span>" if kept else ""
    return (
        f'<article class="card" data-key="{card.key}"><div class="said"><h3>{escape(card.title)}</h3>{why}'
        f'<div class="script" id="{at}" contenteditable="plaintext-only" role="textbox" aria-multiline="true" tabindex="0" '
        f'spellcheck="false" aria-label="{escaped("scripts.name", title=card.title)}">{words}</div>'
        f'<p class="tools"><button type="button" data-back="{at}" hidden>{escaped("scripts.back")}</button>'
        f'<button type="button" data-copy="{at}">{escaped("scripts.copy")}</button>'
        f'<button type="button" data-mail="{at}" data-subject="{escape(card.title)}">{escaped("scripts.mail")}</button>'
        f'<button type="button" data-send="{at}" {act("save", title=card.title)}>{escaped("scripts.again" if kept else "scripts.save")}</button>'
        f'<a href="/rehearse?drill=opening">{escaped("scripts.practise")}</a>'
        f"{held}</p></div>"
        f'<div class="beside">{_figures(card)}{notes}</div></article>'
    )


def _blanks(paragraph: str) -> str:
    """A paragraph in which each blank stands out, to be tapped and typed over."""
    found, at, parts = list(_BLANK.finditer(paragraph)), 0, []
    for m in found:
        parts += [_lines(paragraph[at : m.start()]), f'<mark class="blank">{escape(m[0])}</mark>']
        at = m.end()
    return "".join([*parts, _lines(paragraph[at:])])


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _figures(card: Card) -> str:
    """Each figure of the script: what it is, and the guide's line, the formula or the user that it is from."""
    sources = {c.number: c for c in card.reply.citations}
    figures = unique(f for f in card.reply.figures if f.text in card.text)
    told = {f.text for f in figures if f.component}
    figures = [f for f in figures if f.component or f.text not in told]  # a figure that is said once more
    rows = "".join(f"<li><b>{escape(f.text)}</b> {escape(said(f, sources))}</li>" for f in figures)
    return (
        f'<h4>{escaped("scripts.one_from" if len(figures) == 1 else "scripts.all_from")}</h4><ul class="figures">{rows}</ul>'
        if rows
        else ""
    )


def _plain(note: str) -> str:
    """A note without marks, which lead nowhere here."""
    return re.sub(r"\s*\[\d{1,3}\]", "", note)
