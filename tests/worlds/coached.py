"""A made-up folder on disk -> the coach's own reading of a first message: its reply's entities, and whether it asks back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from coach.dialogue.turn import Turn
from coach.turn import Coach
from tests.worlds.judge import Answer
from tests.worlds.library import FolderLibrary


def asking(folder: Path) -> Callable[[str], Answer]:
    """A function that answers a message from the guides in `folder`, with nothing said before."""
    coach = Coach(FolderLibrary(folder), today=lambda: date(2026, 11, 1))

    def ask(text: str) -> Answer:
        reply = coach.reply(Turn(text))
        return Answer(reply.entities.companies, reply.entities.roles, reply.clarify is not None)

    return ask
