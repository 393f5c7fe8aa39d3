"""The wish for words -> how the text is to sound, and by which channel it goes."""

from __future__ import annotations

from dataclasses import replace

from coach.answers.desk import Desk
from coach.dialogue.wanted import Wanted
from coach.phrasing import Style
from coach.phrasing.style import channel_told, style_of
from coach.scripts.kinds import kind_of_words

_NEAR_TEXT = 0.5  # so near to an example, in cosine, that it tells by which channel a text goes

_LETTERS = ("accept", "condition", "decline", "withdraw", "writing", "fix", "thank", "chase", "time")  # mostly written
_NEAR_CHANNEL = 0.4


def asking_of(desk: Desk) -> str:
    """How the text was asked for, without the names in it."""
    wanted = desk.now.wanted
    said = wanted.words if wanted.turn == desk.now.turn else desk.reading.text
    return desk.library.names.find(said).without_names(said)


def style_wanted(desk: Desk, wanted: Wanted) -> Style:
    """The style of the text; it is spoken only where the words say so."""
    fresh = wanted.turn == desk.now.turn
    style = wanted.style if fresh else style_of((desk.reading.text,))
    if style.channel == "call" and not _says_call(desk):
        style = replace(style, channel="email")
    return replace(style, mention="") if wanted.put_in else style


def _says_call(desk: Desk) -> bool:
    """Whether it is to be spoken: what was said last on it names a call, or is nearer to examples of one than of a
    letter."""
    wanted = desk.now.wanted
    for text in reversed(wanted.edits):
        if told := channel_told(text):
            return told == "call"
        if style_of((text,)) != Style() or any(piece in text for piece in (*wanted.leave_out, *wanted.put_in)):
            continue  # how it is to sound, what is to go and what to come tell of no channel
        if told := kind_of_words("channel", text, _NEAR_CHANNEL):
            return told == "call"
    least = _NEAR_TEXT if desk.now.wanted.purpose in _LETTERS else 0.0
    return kind_of_words("channel", asking_of(desk), least) == "call"
