"""The negotiation coach from Python: `Coach(open_index(Settings(store=...))).reply(Turn("..."))`."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.dialogue.turn import Turn
    from coach.reply import Reply
    from coach.turn import Coach
    from coach.understanding.situation import Situation
    from index.reader import open_index
    from index.settings import Settings

__all__ = ["Coach", "Reply", "Settings", "Situation", "Turn", "open_index"]

_HOMES = {
    "Coach": "coach.turn",
    "Reply": "coach.reply",
    "Settings": "index.settings",
    "Situation": "coach.understanding.situation",
    "Turn": "coach.dialogue.turn",
    "open_index": "index.reader",
}


def __getattr__(name: str) -> object:
    """A public name, loaded when it is first asked for: importing the package alone loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOMES[name]), name)
    return found
