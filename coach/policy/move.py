"""One move of a reply, and the ends of a talk."""

from __future__ import annotations

from dataclasses import dataclass

from coach.policy.table import Kind

ENDED = ("accepted", "declined", "withdrawn")


@dataclass(frozen=True, slots=True)
class Move:
    """One thing the reply does, for one act, in one room."""

    kind: Kind
    room: str
    act: str = ""
