"""Whoever works on a reply asks here between two steps whether it is still waited for."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from index.errors import UserError

_WAITS: ContextVar[Callable[[], bool] | None] = ContextVar("waits", default=None)


class UnawaitedError(UserError):
    """Nobody waits for the reply any more."""


def awaited_by(waits: Callable[[], bool]) -> None:
    """From now on, in this context, a reply is worked on only while `waits` holds."""
    _WAITS.set(waits)


def go_on() -> None:
    """Raise UnawaitedError where nobody waits for the reply any more."""
    waits = _WAITS.get()
    if waits is not None and not waits():
        raise UnawaitedError("Nobody waits for this answer any more.")
