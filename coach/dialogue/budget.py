"""A turn -> what one turn may ask to be read: its message, and of the talk before it what stands nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.dialogue.turn import Turn
from coach.understanding.incoming import MESSAGE, incoming, read
from index.names import Names

MOST_BEFORE, MOST_SAID = 120, 24_000  # messages of the talk before, and characters of them that are read again
ANEW = 8000  # characters of it, of which no dialogue is held, that one turn may take: a few seconds of a processor
LEAST = 100  # characters that every message counts, however short
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
        if role == "user" and turn.dialogue is not None:  # it holds what they said
            said = read(content)
        elif role == "user":
            said = few(read(content, min(left, MESSAGE)), names)[0]
            left -= len(said)
            if left <= 0:
                break
        else:
            said = content[:_ANSWER] if content.isascii() else read(content, _ANSWER, _ANSWER)
        history.append((role, said))
    return replace(turn, message=message, history=tuple(reversed(history))), cut


def latest(said: Sequence[str], most: int = ANEW) -> tuple[str, ...]:
    """The last of some messages, as many as may be read anew in one turn."""
    taken = 0
    for n, words in enumerate(reversed(said)):
        taken += max(LEAST, len(words))
        if taken > most:
            return tuple(said[len(said) - n :])
    return tuple(said)


def few(message: str, names: Names) -> tuple[str, bool]:
    """The message up to its last company that is read, and whether there were more."""
    if len(message) <= _BRIEF:
        return message, False
    mentions = names.find(message)
    if len(mentions.companies) <= NAMED:
        return message, False
    first = mentions.words[min(m.first for m in mentions.companies[NAMED:])]
    return message[: first.start].rstrip(), True
