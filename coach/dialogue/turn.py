"""What arrives: a message, with the dialogue so far or the words of the talk before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.dialogue.deals import Dialogue
from coach.understanding.situation import Situation


@dataclass(frozen=True, slots=True)
class Turn:
    """A message; before it either the `dialogue` as it was kept, or the `history` as (role, content) pairs and the
    situation it began with.

    `held` is the situation as it stands now, corrected by hand perhaps: what differs from the dialogue's own is taken
    over.
    """

    message: str
    history: tuple[tuple[str, str], ...] = ()
    situation: Situation = field(default_factory=Situation)
    held: Situation | None = None
    dialogue: Dialogue | None = None
