"""A bare answer to "which level is the offer for?": "60" is a level then, and no pay."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.deals import Dialogue
from coach.understanding.reading import Reading
from index.places import fold

# Who tells the level has asked for the verdict that waits for it.
_ACTS, _MATTERS = (("edit_info", 1.0), ("ask_verdict", 1.0)), (("view_good", 1.0),)


def with_level(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading with the level that it is, where the coach has asked for one of several and the message is just words
    of the name of one of them.
    """
    said = fold(reading.text).strip(" .!").split()
    named = [level for level in dialogue.asked_levels if said and _holds(fold(level).split(), said)]
    if len(named) != 1:
        return reading
    amounts = tuple(replace(a, role="none", role_score=1.0) for a in reading.amounts)
    clauses = tuple(replace(c, acts=_ACTS, matters=_MATTERS) for c in reading.clauses)
    return replace(reading, level=named[0], amounts=amounts, clauses=clauses)


def _holds(level: list[str], said: list[str]) -> bool:
    """Whether the words stand in a level's name side by side: "swe ii" in "60 swe ii"."""
    plain = [w.strip("()") for w in level]
    return any(plain[n : n + len(said)] == said for n in range(len(plain)))
