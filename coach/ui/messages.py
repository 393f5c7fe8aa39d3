"""A conversation -> what the chat shows, and back from a place in the chat to the exchange that it belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coach.conversations.values import Conversation
from coach.reply import Reply
from coach.ui.panel import bubble, plain

Message = dict[str, Any]


def messages(held: Conversation, *, offer: bool = False) -> list[Message]:
    """The whole conversation; with `offer`, the next questions stand below the last answer."""
    shown = [m for n, e in enumerate(held.talk, start=1) for m in _exchange(e.message, e.reply, n)]
    if offer and held.talk and held.talk[-1].reply.suggestions:
        shown[-1]["options"] = [{"label": s, "value": s} for s in held.talk[-1].reply.suggestions]
    return shown


def growing(held: Conversation) -> list[Message]:
    """The last exchange while its answer grows: what stands below an answer would be pushed down all the time, and comes with its end."""
    exchange = held.talk[-1]
    return _exchange(exchange.message, replace(exchange.reply, caveats=(), engine="built-in"), len(held.talk))


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


def _exchange(message: str, reply: Reply, number: int) -> list[Message]:
    return [said(message), told(bubble(reply, number))]
