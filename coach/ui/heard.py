"""An exchange -> small chips of what was understood of the message; one that still holds can be changed there."""

from __future__ import annotations

import json
from html import escape

from coach.conversations.values import Exchange
from coach.dialogue.deals import Dialogue
from coach.ui.form import FIELDS, fields_of
from coach.ui.texts import text
from coach.understanding.situation import Situation

_LONGEST = 60  # characters of a chip


_JOB = ("company", "role", "level", "region")


def heard(exchange: Exchange, now: Situation, *, last: bool = False) -> str:
    """The chips of what the message told; "" where it told nothing of the person's own.

    A chip whose figure still holds `now` is a button, to be typed over, and so is one of the `last` message that was put
    right since; what later messages have changed is left as it was said. The job is one chip, which leads to the form.
    """
    after = Situation.model_validate(exchange.reply.situation)
    was, told, holds = fields_of(exchange.before), fields_of(after), fields_of(now)
    fresh = [f for f in FIELDS if told[f] and told[f] != was[f] and f != "currency"]
    figures = [f for f in fresh if f not in (*_JOB, "talk")]
    if not figures and not _asked(exchange):
        return ""  # a question that names a job tells nothing yet
    chips = [
        _chip(f, told[f], holds[f] if last else "") if last or told[f] == holds[f] else _said(f, told[f])
        for f in figures
    ]
    if any(f in _JOB for f in fresh):
        job = " · ".join(told[f] for f in _JOB if told[f])
        chips.insert(0, do("form", escape(_short(job)), "heard-of", tip=text("heard.change")))
    chips += [
        f'<span class="heard-of"><small>{escape(text("heard.asked"))}</small> {escape(a)}</span>'
        for a in _asked(exchange)
    ]
    return (
        f'<p class="heard"><span class="unseen">{escape(text("heard.head"))}</span>{"".join(chips)}</p>'
        if chips
        else ""
    )


def _chip(field: str, value: str, now: str) -> str:
    """A chip to type over; where it was put right, what it was stands struck out before what holds `now`."""
    righted = bool(now) and now != value
    shown = f"<s>{escape(_short(value))}</s> {escape(_short(now))}" if righted else escape(_short(value))
    inside = f"<small>{escape(text(f'heard.{field}'))}</small> {shown}"
    return do("fix", inside, "heard-of", field=field, value=now if righted else value, tip=text("heard.change"))


def _said(field: str, value: str) -> str:
    return f'<span class="heard-of"><small>{escape(text(f"heard.{field}"))}</small> {escape(_short(value))}</span>'


def _short(value: str) -> str:
    value = " · ".join(value.splitlines())
    return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1].rstrip()}…"


def do(what: str, inside: str, kind: str = "", *, tip: str = "", **of: object) -> str:
    """A button in a message, where the browser's cleaning leaves no other attribute than these. `inside` is HTML."""
    asked = escape(json.dumps({"do": what, **of}))
    named = f' title="{escape(tip)}"' if tip else ""
    return f'<button type="button" class="do {kind}" value="{asked}"{named}>{inside}</button>'


def _asked(exchange: Exchange) -> list[str]:
    """What the message says was asked of them; it is no field of the form."""
    if not exchange.reply.dialogue:
        return []
    held = Dialogue.model_validate(exchange.reply.dialogue)
    return [e.after.words() for e in held.of_turn(held.turn) if e.kind == "asked" and e.after]
