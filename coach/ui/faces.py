"""The recruiter of a rehearsal: a face with a mood, drawn in the page and said in a word."""

from __future__ import annotations

from html import escape

from coach.rehearsal.talk import Rehearsal
from coach.ui.texts import text

_COATS = {"warm": "#c2683b", "budget-bound": "#4f6f9b", "hard-nosed": "#475569", "rookie": "#6b8e5a"}
# The mouth's and the brows' lines for each mood.
_MOUTHS = {
    "pleased": "M23 41 Q32 51 41 41",
    "at ease": "M25 43 Q32 47 39 43",
    "guarded": "M25 44 L39 44",
    "strained": "M25 46 Q32 42 39 46",
    "annoyed": "M23 48 Q32 39 41 48",
}
_BROWS = {
    "pleased": "M20 23 Q24 20 28 23 M36 23 Q40 20 44 23",
    "at ease": "M20 24 Q24 22 28 24 M36 24 Q40 22 44 24",
    "guarded": "M20 24 L28 24 M36 24 L44 24",
    "strained": "M20 22 L28 25 M36 25 L44 22",
    "annoyed": "M20 20 L28 26 M36 26 L44 20",
}


def name_of(persona: str) -> str:
    """Who the recruiter is, in two or three words."""
    return text(_key("who", persona))


def _key(part: str, name: str) -> str:
    return f"rehearse.{part}_{name.replace('-', '_').replace(' ', '_')}"


def mood(rehearsal: Rehearsal) -> str:
    """How the recruiter feels, by the patience that is left and how the talk ended."""
    if rehearsal.agreed:
        return "pleased"
    if rehearsal.table.outcome == "withdrawn":
        return "annoyed"
    share = max(0, rehearsal.table.patience) / max(1, rehearsal.scenario.limits.patience)
    return "at ease" if share > 0.75 else "guarded" if share > 0.5 else "strained" if share > 0.25 else "annoyed"


def face(rehearsal: Rehearsal) -> str:
    """The recruiter's face beside who they are and how they feel."""
    persona, felt = rehearsal.scenario.setup.persona, mood(rehearsal)
    coat = _COATS[persona]
    drawing = (
        f'<svg class="face" viewBox="0 0 64 64" width="56" height="56" aria-hidden="true" data-mood="{felt}"><rect width="64" height="64" rx="16" fill="{coat}" opacity=".16"/>'
        f'<path d="M10 64 Q12 51 32 51 Q52 51 54 64 Z" fill="{coat}"/><circle cx="32" cy="33" r="19" fill="#f3d5bd"/><path d="M13 31 Q14 12 32 12 Q50 12 51 31 Q42 21 32 21 Q22 21 13 31 Z" fill="#4a3b32"/>'
        f'<circle cx="24" cy="31" r="2.4" fill="#2b2b2b"/><circle cx="40" cy="31" r="2.4" fill="#2b2b2b"/>'
        f'<path d="{_BROWS[felt]}" stroke="#4a3b32" stroke-width="2.2" fill="none" stroke-linecap="round"/><path d="{_MOUTHS[felt]}" stroke="#8a3b32" stroke-width="2.4" fill="none" stroke-linecap="round"/></svg>'
    )
    who = escape(name_of(persona))
    return f'<div class="who">{drawing}<p><b>{who}</b><span class="mood">{escape(text(_key("mood", felt)))}</span></p></div>'
