"""A coach over the small shelf of guides, on a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach
from tests.shelf import Shelf

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture(scope="session")
def coach(shelf: Shelf) -> Coach:
    return Coach(shelf, lambda: TODAY)


@pytest.fixture(scope="session")
def talk(coach: Coach) -> Callable[..., Reply]:
    """Ask several messages in one conversation and return the last reply."""

    def ask(*messages: str) -> Reply:
        history: list[tuple[str, str]] = []
        for message in messages[:-1]:
            history += [("user", message), ("assistant", coach.reply(Turn(message, tuple(history))).text)]
        return coach.reply(Turn(messages[-1], tuple(history)))

    return ask
