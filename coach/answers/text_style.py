"""The wish for words -> how the text is to sound, and by which channel it goes."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from coach.answers.desk import Desk
from coach.dialogue.wanted import Wanted
from coach.phrasing import Channel, Style
from coach.phrasing.style import channel_told, style_of
from coach.scripts.kinds import kind_of_words
from coach.understanding.reading import SURE

_NEAR_TEXT = 0.5  # so near to an example, in cosine, that it tells by which channel a text goes

_LETTERS = ("accept", "condition", "decline", "withdraw", "writing", "fix", "thank", "chase", "time")  # mostly written
_NEAR_AGAIN = 0.55  # the same where a text stands already


def asking_of(desk: Desk, *, again: bool = False) -> str:
    """How the text was asked for, without the names in it; `again`: how this message asks for it."""
    wanted = desk.now.wanted
    said = wanted.words if wanted.turn == desk.now.turn and not again else desk.reading.text
    return desk.library.names.find(said).without_names(said)


def style_wanted(desk: Desk, wanted: Wanted) -> Style:
    """The style of the text; it is spoken only where the words say so, and goes the way of the text that it changes."""
    fresh = wanted.turn == desk.now.turn
    style = wanted.style if fresh else style_of((desk.reading.text,))
    if wanted.kind:
        style = replace(style, channel=_channel(desk, wanted))
    elif style.channel == "call" and kind_of_words("channel", asking_of(desk), _least(wanted)) != "call":
        style = replace(style, channel="email")
    return replace(style, mention="") if wanted.put_in else style


def _channel(desk: Desk, wanted: Wanted) -> Channel:
    """How a text goes: as the message says, in so many words or by what it asks for, else as before."""
    asking = " ".join(
        c.text for c in desk.reading.clauses if c.share("ask_words") >= SURE and c.text not in wanted.put_in
    )
    told = "" if not asking or channel_told(asking) else kind_of_words("channel", asking, _NEAR_AGAIN)
    return cast("Channel", told or wanted.channel)


def _least(wanted: Wanted) -> float:
    return _NEAR_TEXT if wanted.purpose in _LETTERS else 0.0
