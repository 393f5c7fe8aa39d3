"""A turn -> what one turn may ask to be read: its message, and of the talk before it what stands nearest."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.turn import Turn
from coach.understanding.incoming import MESSAGE, incoming, read
from index.names import Names

MOST_BEFORE, MOST_SAID = 120, 24_000  # messages of the talk before, and characters of them that are read again
NAMED = 24  # companies in one message: a person compares a few, and each is read against all that is said
_BRIEF = 400  # characters that cannot hold so many that it matters
_ANSWER = 8000


def within(turn: Turn, names: Names) -> tuple[Turn, str]:
    """The turn within the budget, and a word for the person on what was left out of the message, "" for nothing."""
    found = incoming(turn.message)
    message, named = few(found.text, names)
    cut = " ".join(x for x in (found.cut, named and f"I read it up to its {NAMED}th company.") if x)
    left, history = MOST_SAID, []
    for role, content in reversed(turn.history[-MOST_BEFORE:]):
        if role == "user":
            said = few(read(content, min(left, MESSAGE)), names)[0]
            left -= len(said)
            if left <= 0:
                break
        else:
            said = content[:_ANSWER] if content.isascii() else read(content, _ANSWER, _ANSWER)
        history.append((role, said))
    return replace(turn, message=message, history=tuple(reversed(history))), cut


def few(message: str, names: Names) -> tuple[str, bool]:
    """The message up to its last company that is read, and whether there were more."""
    if len(message) <= _BRIEF:
        return message, False
    mentions = names.find(message)
    if len(mentions.companies) <= NAMED:
        return message, False
    first = mentions.words[min(m.first for m in mentions.companies[NAMED:])]
    return message[: first.start].rstrip(), True
