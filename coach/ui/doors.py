"""The library -> what a first visit shows: one question with four doors, what the coach can do, and which companies it
knows.
"""

from __future__ import annotations

from collections import Counter
from html import escape

from coach.evidence.retrieve import Library
from coach.ui.texts import escaped
from index.guide import PLAYBOOK

_DOORS = ("offer", "letter", "pushed", "more_pay")
_FEW = 24  # companies that are shown each as a chip
_FIRST = 8  # of many, those that are shown with their roles
_PLAIN = 2  # roles shown of each of them
_PLAINEST = ("software-engineer", "product-manager", "data-scientist", "data-engineer", "product-designer")
# Whom most people ask about; of those that have guides, these come first.
_ASKED = (
    "google amazon microsoft apple meta netflix nvidia openai anthropic stripe salesforce uber airbnb oracle adobe databricks ibm "
    "goldman-sachs jpmorgan-chase spotify atlassian shopify"
).split()


def question() -> str:
    """What a first visit is asked, and what the coach can do."""
    return f'<div class="opening"><h2>{escaped("opening.head")}</h2><p>{escaped("opening.lead")}</p></div>'


def opening_of(library: Library) -> str:
    """The four doors, and below them the companies."""
    doors = "".join(map(_door, _DOORS))
    hints = "".join(
        f'<p data-of="{escaped(f"doors.{name}_begins")}" hidden>{escaped(f"doors.{name}_hint")}</p>'
        for name in _DOORS
        if name != "letter"
    )
    return f'<div class="hints" role="status">{hints}</div><div class="doors">{doors}</div>{companies(library)}'


def _door(name: str) -> str:
    """A door begins a sentence; that of the letter leads to its place on the page."""
    about = f"<b>{escaped(f'doors.{name}')}</b><span>{escaped(f'doors.{name}_for')}</span>"
    if name == "letter":
        return f'<a class="door" href="#letter">{about}</a>'
    return f'<button type="button" class="door" data-start="{escaped(f"doors.{name}_begins")}">{about}</button>'


def companies(library: Library) -> str:
    """Every company as a chip where they are few; else a search among all, and some of them with the roles that most
    have.
    """
    names, display = library.names, library.names.companies.display
    known = sorted((s for s in display if s != PLAYBOOK), key=lambda s: display[s].casefold())
    if not known:
        return ""
    if len(known) <= _FEW:
        chips = "".join(_chip(display[s]) for s in known)
        return f'<section class="companies"><h3>{escaped("doors.few")}</h3><p class="chips">{chips}</p></section>'
    often = Counter(r for s in known for r in names.roles_at(s))
    order = {s: n for n, s in enumerate(_ASKED)}
    first = sorted(known, key=lambda s: (order.get(s, len(order)), -len(names.roles_at(s))))[:_FIRST]

    def plain(slug: str) -> str:
        plainest = {r: n for n, r in enumerate(_PLAINEST)}
        roles = sorted(names.roles_at(slug), key=lambda r: (plainest.get(r, len(plainest)), -often[r], r))[:_PLAIN]
        return ", ".join(names.role_name(r) for r in roles)

    chips = "".join(_chip(display[s], plain(s)) for s in first)
    every = escape("\n".join(display[s] for s in known))
    return (
        f'<section class="companies"><h3>{escaped("doors.many", count=len(known))}</h3>'
        f'<input type="search" id="company-search" placeholder="{escaped("doors.search")}" aria-label="{escaped("doors.search_name")}" autocomplete="off" data-names="{every}">'
        f'<p class="chips" id="company-found" role="status"></p><p class="chips">{chips}</p></section>'
    )


def _chip(name: str, roles: str = "") -> str:
    small = f"<small>{escape(roles)}</small>" if roles else ""
    return f'<button type="button" class="chip-of" data-company="{escape(name)}">{escape(name)}{small}</button>'
