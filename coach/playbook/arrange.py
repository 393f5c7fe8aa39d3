"""A desk -> its playbook as the user arranged it: the same for the preview and for every file made of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coach.conversations.values import Desk
from coach.evidence.retrieve import Library
from coach.playbook.book import Playbook, PlaybookBlock, PlaybookSection, build_playbook, build_sheet
from coach.playbook.ground import ground_of

KEPT = "kept"
_LAST = "sources"


def playbook_of(desk: Desk, library: Library, today: date, *, sheet: bool = False, whole: bool = False) -> Playbook:
    """The playbook, or the one-page call sheet, of the desk's situation, without a guide on the person's own figures;
    UserError where the job is not clear.

    `whole` keeps the sections that were left out, for whoever arranges them. The call sheet is one page as it is.
    """
    guide, band = ground_of(desk.situation, library)
    if sheet:
        return build_sheet(guide, band, desk.situation, today)
    made = build_playbook(guide, band, desk.situation, today)
    sections = made.sections
    if desk.scripts:
        own = PlaybookSection(
            KEPT, "Scripts you kept", tuple(b for s in desk.scripts for b in _script(s.title, s.text))
        )
        sections = (*sections, own)
    place = {key: n for n, key in enumerate(order_of(tuple(s.key for s in sections), desk.order))}
    held = sorted(sections, key=lambda s: place[s.key])
    return replace(made, sections=tuple(s for s in held if whole or s.key not in desk.left_out))


def order_of(keys: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """`keys` in the wanted order; one that it does not name keeps its place after its neighbour, and sources stay last."""
    order = [k for k in wanted if k in keys]
    for n, key in enumerate(keys):
        if key not in order:
            before = next((k for k in reversed(keys[:n]) if k in order), None)
            order.insert(order.index(before) + 1 if before else 0, key)
    return tuple(k for k in order if k != _LAST) + tuple(k for k in order if k == _LAST)


def moved(keys: tuple[str, ...], key: str, by: int) -> tuple[str, ...]:
    """`keys` with one of them moved up (-1) or down (1)."""
    if key not in keys:
        return keys
    at = keys.index(key)
    to = max(0, min(len(keys) - 1, at + by))
    rest = [k for k in keys if k != key]
    return (*rest[:to], key, *rest[to:])


def _script(title: str, text: str) -> tuple[PlaybookBlock, ...]:
    """A kept script as it was last edited; a "[1]" in it is the user's own, not a citation of the playbook."""
    words = text.replace("[", "(").replace("]", ")")
    paragraphs = tuple(p.strip() for p in words.split("\n\n") if p.strip())
    return PlaybookBlock("text", (title,)), PlaybookBlock("quote", paragraphs)
