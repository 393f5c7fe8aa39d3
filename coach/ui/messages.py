"""A conversation -> what the chat shows, and back from a place in the chat to the exchange that it belongs to."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from coach.conversations.values import Conversation, Exchange
from coach.reply import Reply
from coach.ui.heard import do, heard
from coach.ui.panel import bubble, plain
from coach.ui.texts import text
from coach.understanding.situation import Situation

Message = dict[str, Any]
_MOST = 3  # choices below an answer; a question back shows all that it offers


def messages(held: Conversation, *, offer: bool = False) -> list[Message]:
    """The whole conversation, each caveat once; with `offer`, the next questions stand below the last answer."""
    shown: list[Message] = []
    told_before: set[str] = set()
    for n, e in enumerate(held.talk, start=1):
        fresh = tuple(c for c in e.reply.caveats if c not in told_before)
        told_before.update(fresh)
        chips = heard(e, held.desk.situation, last=n == len(held.talk))
        shown += _exchange(replace(e, reply=replace(e.reply, caveats=fresh)), n, chips)
    if offer and held.talk and (choices := _choices(held.talk[-1].reply)):
        shown[-1]["options"] = [{"label": s, "value": s} for s in choices]
    return shown


def _choices(reply: Reply) -> tuple[str, ...]:
    """What can be said next by a tap: all answers to a question back, else a few; of an offer its place, or what
    comes next, as of a raise that is not asked for yet.
    """
    if reply.suggestions:
        return reply.suggestions if reply.clarify else reply.suggestions[:_MOST]
    places = dict.fromkeys(f.region for f in reply.figures if f.kind == "band" and f.region)
    job = reply.state.get("job", {})
    if reply.intent == "next_step" and job.get("kind") == "raise" and not reply.state.get("stage"):
        return text("choice.ask"), text("choice.words")
    if reply.intent != "offer_evaluation" or not reply.state.get("offer"):
        return ()
    several = len(places) > 1 and not job.get("region")
    return tuple(places) if several else (text("choice.ask"), text("choice.words"))


def growing(held: Conversation) -> list[Message]:
    """The last exchange while its answer grows: what stands below an answer would be pushed down all the time, and comes with its end."""
    last = held.talk[-1]
    chips = heard(last, Situation.model_validate(last.reply.situation), last=True)
    reply = replace(last.reply, caveats=(), engine="built-in")
    return _exchange(replace(last, reply=reply), len(held.talk), chips, ended=False)


def said(message: str) -> Message:
    """What the user says."""
    return {"role": "user", "content": plain(message)}


def told(words: str) -> Message:
    """What the coach says of itself, such as that it is at work."""
    return {"role": "assistant", "content": words}


def exchange_at(held: Conversation, index: Any) -> int:  # noqa: ANN401 - a place in the chat, or a pair of it
    """The exchange (from 0) that the chat's message `index` belongs to."""
    place = index[0] if isinstance(index, list | tuple) else index
    return min(int(place) // 2, len(held.talk) - 1)


def _exchange(e: Exchange, number: int, chips: str, *, ended: bool = True) -> list[Message]:
    answer = bubble(e.reply, number, ended=ended)
    if ended and e.reply.text:
        answer += f'\n\n<p class="aloud">{do("aloud", escape(text("voice.read")))}</p>'
    return [said(e.message), told(f"{chips}\n\n{answer}" if chips else answer)]
