"""Where somebody comes from -> what the rehearsal begins with.

The situation, the ask and the stage of an answer, or a drill.
"""

from __future__ import annotations

from html import escape
from typing import get_args

import gradio as gr

from coach.conversations.values import Conversation
from coach.evidence.retrieve import Library
from coach.rehearsal.before import aims_of
from coach.rehearsal.coaching import rehearse_for
from coach.rehearsal.scenario import Drill, Setup
from coach.reply import Reply
from coach.ui.again import DRILL_AT
from coach.ui.texts import escaped, text
from coach.understanding.situation import Part, Situation
from index.errors import UserError

_WHOLE = "whole"  # `?drill=whole` is the whole talk
_MOST = 5  # digits of a turn's number


def turn_of(request: gr.Request | None) -> int:
    """The answer that somebody comes from (`?turn=3`), 0 where they come from none."""
    said = _param(request, "turn")
    return int(said) if said.isdecimal() and len(said) < _MOST else 0


def drill_of(request: gr.Request | None, held: Conversation) -> Drill | None:
    """The drill to begin with: the one that is named (`?drill=close`), or the one for the stage of the answer.

    None where nothing says.
    """
    named = _param(request, "drill")
    if named == _WHOLE:
        return ""
    if named and named in get_args(Drill):
        return named  # type: ignore[return-value]
    turn = turn_of(request)
    if not 1 <= turn <= len(held.talk):
        return None
    return DRILL_AT.get(str(held.talk[turn - 1].reply.state.get("stage", "")), "")


def situation_for(reply: Reply) -> Situation:
    """The situation of an answer; what was asked of them already is what is aimed at, where no aim was told."""
    said = Situation.model_validate(reply.situation)
    asked = reply.state.get("asked")
    if said.target or not isinstance(asked, dict):
        return said
    parts = tuple(
        Part(component=c, low=a["amount"], high=a["amount"], currency=str(a.get("currency") or ""))
        for c, a in asked.items()
        if isinstance(a, dict) and isinstance(a.get("amount"), int | float)
    )
    return said.model_copy(update={"target": parts})


def setup_of(situation: Situation) -> Setup:
    """The talk that a situation is about, with everything else as it is at first."""
    return Setup(talk="raise" if situation.talk == "raise" else "new_offer")


def checked(situation: Situation, library: Library) -> str:
    """Below the job: what to ask for first, to aim at, and where to walk away; "" where nothing can be said."""
    try:
        session = rehearse_for(situation, library, setup_of(situation))
    except UserError:
        return ""
    aims, money = aims_of(session), session.rehearsal.scenario.scene.money
    told = ((aims.ask, "open_at"), (aims.target, "aim_for"), (aims.floor, "walk"))
    said = ", ".join(text(f"rehearse.{key}", amount=money(value)) for value, key in told if value)
    wrong = f" <b>{escape(aims.wrong)}</b>" if aims.wrong else ""
    change = f' <a href="#strip">{escaped("rehearse.change")}</a>'
    return f'<p class="file aims">{escape(aims.name.capitalize())}: {escape(said)}.{wrong}{change}</p>' if said else ""


def _param(request: gr.Request | None, name: str) -> str:
    return str(dict(request.query_params).get(name, "")) if request else ""
