"""A letter's text -> the situation it tells, and what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass

from coach.extract import read_situation
from coach.situation import Situation
from index.names import Names


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says of an offer; `notes` tell what was left out of it and why."""

    situation: Situation
    notes: tuple[str, ...] = ()


def understood(text: str, names: Names) -> Letter:
    """The offer that the letter makes; nothing that is not said in it."""
    return Letter(read_situation(text, names))
