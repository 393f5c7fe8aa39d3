"""Situation -> the one line that says what is known of a negotiation, and the name and stage of a talk in the list."""

from __future__ import annotations

from html import escape

from coach.conversations.values import Conversation
from coach.dialogue.deals import Dialogue
from coach.ui.texts import escaped, text
from coach.understanding.situation import Part, Situation

_STAGES = frozenset("accepted agreed declined withdrawn rescinded refused answered asked offered".split())
_SHOWN = ("base", "stock", "total")  # parts of an offer that stand in the line; the rest only where these are missing


def known_line(situation: Situation) -> str:
    """ "Databricks · Lakehouse Engineer · SF · $250K + $360K"; "" where nothing is known."""
    s = situation
    money = _money(s.offer) or (text("known.now_on", amount=now) if (now := _money(s.current)) else "")
    what = text("known.raise_") if s.talk == "raise" else ""
    return " · ".join(x for x in (s.company, s.role, s.level, s.region, what, money) if x)


def known(situation: Situation) -> str:
    """The line as HTML, with the way to the form."""
    line = known_line(situation)
    told = (
        f'<span class="line">{escape(line)}</span>' if line else f'<span class="none">{escaped("known.nothing")}</span>'
    )
    key = "known.edit" if line else "known.fill"
    thread = f' <a id="open-sofar" href="#sofar">{escape(text("sofar.open"))}</a>' if line else ""
    return f'<p class="known">{told} <a id="open-strip" href="#strip" aria-label="{escaped(f"{key}_name")}">{escaped(key)}</a>{thread}</p>'


def job_line(situation: Situation) -> str:
    """What a talk is called by: its company and role, as far as they are known."""
    return " · ".join(x for x in (situation.company, situation.role) if x)


def stage_of(dialogue: Dialogue) -> str:
    """Where the negotiation stands, in two or three words; "" before there is anything to say of it."""
    deal = dialogue.deal
    if deal.status in _STAGES and not (deal.status == "answered" and not deal.asked):
        return text(f"known.{deal.status}")
    if deal.kind == "raise":
        return text("known.raise_")
    return text("known.offered") if deal.offer else ""


def stage_shown(situation: Situation, stage: str) -> str:
    """The stage as kept; of a talk that was kept without one, what its situation tells."""
    if stage:
        return stage
    if situation.talk == "raise":
        return text("known.raise_")
    return text("known.offered" if situation.offer else "known.question")


def with_stage(held: Conversation) -> str:
    """The stage that the last answer of a talk left."""
    kept = held.talk[-1].reply.dialogue if held.talk else None
    return stage_of(Dialogue.model_validate(kept)) if kept else ""


def _money(parts: tuple[Part, ...]) -> str:
    """The amounts alone, the main ones first: "$250K + $360K"."""
    main = [p for p in parts if p.component in _SHOWN] or list(parts)
    return " + ".join(p.text() for p in main)
