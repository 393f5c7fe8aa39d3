"""The wish for words -> how the text is to sound, and by which channel it goes."""

from __future__ import annotations

from dataclasses import replace

from coach.answers.desk import Desk
from coach.dialogue.wanted import Wanted, way_told
from coach.phrasing import Channel, Style
from coach.phrasing.style import style_of
from coach.understanding.reading import SURE

# What is mostly said, and not written, where nothing is told: the ask for a raise, and the answer to what they say.
_SAID = ("raise", "raise_talk", "said_before", "expectations")
_PUSHBACK = "pushback_"


def style_wanted(desk: Desk, wanted: Wanted, kind: str) -> Style:
    """The style of a text of a kind: it goes as it was told last, else as the text that it changes, else the way that
    such a text usually goes."""
    fresh = wanted.turn == desk.now.turn
    style = wanted.style if fresh else style_of((desk.reading.text,))
    told = channel_told_in(desk, wanted) or wanted.channel
    style = replace(style, channel=_as_laid_out(told) if told else _usually(kind))
    if told == "form" and style.length == "full":
        style = replace(style, length="one")
    return style


def channel_told_in(desk: Desk, wanted: Wanted) -> str:
    """The channel that the clauses of this message which order the text tell, "" where they tell none; a change of a
    text is heard where it is read (`coach.dialogue.wanted`)."""
    if desk.before.wanted.written and wanted.words == desk.before.wanted.words:
        return ""
    told = (c.text for c in desk.reading.clauses if c.share("ask_words") >= SURE and c.text not in wanted.put_in)
    asking = " ".join(told)
    return way_told(asking) if wanted.turn == desk.now.turn else ""


def _as_laid_out(told: str) -> Channel:
    """A box in a form has neither subject nor greeting, as what is said has none."""
    return "email" if told == "email" else "chat" if told == "chat" else "call"


def _usually(kind: str) -> Channel:
    return "call" if kind in _SAID or kind.startswith(_PUSHBACK) else "email"
