"""What happens while a turn is answered: it is understood, moves are chosen, words come, the reply is whole."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

from coach.reply.values import Reply

Kind = Literal["understood", "move", "sentence", "script", "done"]
_Item = TypeVar("_Item")
_END: Any = object()


@dataclass(frozen=True, slots=True)
class Event:
    """One step of an answer.

    `text` is what is new: a move's name, a sentence or paragraph, a text to send. `reply` is the reply as far as it has
    come (None before its first words), whole in "done"; `about` tells of "understood" what was heard. Events add up to
    the last of them, so that a chain behind a stream of them gets the whole reply.
    """

    kind: Kind
    text: str = ""
    reply: Reply | None = None
    about: Mapping[str, Any] = field(default_factory=dict)

    def __add__(self, later: Event) -> Event:
        """What both come to: the later one."""
        return later

    def to_json(self) -> dict[str, Any]:
        """The event as programs read it; the whole reply comes with "done" alone."""
        out: dict[str, Any] = {"event": self.kind}
        if self.text:
            out["text"] = self.text
        out |= self.about
        if self.kind == "done" and self.reply:
            out["reply"] = self.reply.to_json()
        return out


def written(before: str, reply: Reply, *, sends: bool) -> Iterator[Event]:
    """The paragraphs of a reply beyond the text that was shown `before`, one event each, with the reply as far as that.

    Where the reply `sends` a text, its quotation is a script.
    """
    paragraphs = reply.text.split("\n\n")
    shown = before.split("\n\n") if before else []
    first = len(shown) if paragraphs[: len(shown)] == shown else 0
    for count in range(first + 1, len(paragraphs) + 1):
        text = paragraphs[count - 1]
        whole = replace(reply, text="\n\n".join(paragraphs[:count]))
        if sends and text.startswith(">"):
            lines = (line.removeprefix(">").strip() for line in text.split("\n"))
            yield Event("script", "\n".join(lines).strip(), whole)
        else:
            yield Event("sentence", text, whole)


async def overlapped(items: Iterator[_Item], stop: Callable[[], None]) -> AsyncIterator[_Item]:
    """What an iterator gives, each step in a thread so that the loop goes on; who leaves it calls `stop`."""
    loop, context = asyncio.get_running_loop(), copy_context()
    step: asyncio.Future[_Item] | None = None
    try:
        while True:
            step = loop.run_in_executor(None, lambda: context.run(next, items, _END))
            item = await asyncio.shield(step)
            if item is _END:
                return
            yield item
    finally:
        stop()
        if step is not None and not step.done():
            await asyncio.wait([step])  # a generator at work cannot be closed
        close = getattr(items, "close", None)
        if close:
            await loop.run_in_executor(None, close)
