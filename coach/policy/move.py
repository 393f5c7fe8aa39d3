"""One move of a reply, and the ends of a talk."""

from __future__ import annotations

from dataclasses import dataclass

from coach.policy.table import Kind

ENDED = ("accepted", "declined", "withdrawn")
ROUND = ("acknowledge", "reassure")  # kinds that stand before and after the answers
# Views of the offer as it stands: one of them is enough.
POSITIONS = frozenset("view_take view_push view_ask view_walk told_lean".split())


@dataclass(frozen=True, slots=True)
class Move:
    """One thing the reply does, for one act, in one room."""

    kind: Kind
    room: str
    act: str = ""
