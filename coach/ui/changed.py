"""One change made in the talk -> the conversation after it: a thing understood is put right, or words are kept."""

from __future__ import annotations

from typing import Any

from coach.conversations.values import Conversation, Kept
from coach.evidence.retrieve import Library
from coach.ui.form import FIELDS, fields_of, read_fields
from coach.ui.shell import with_desk
from coach.ui.strip import LONGEST_FIELD, levelled, with_situation

LONGEST_TITLE, LONGEST_WORDS = 200, 6000  # characters


def changed(asked: dict[str, Any], now: Conversation, library: Library) -> tuple[Conversation, list[str]]:
    """The conversation after what a button asked for, and what could not be read; the same one where nothing changes."""
    match asked.get("do"):
        case "fix":
            return _fixed(str(asked.get("field")), str(asked.get("value") or "")[:LONGEST_FIELD], now, library)
        case "save":
            return _saved(str(asked.get("title") or ""), str(asked.get("text") or ""), now), []
        case _:
            return now, []


def _fixed(field: str, value: str, now: Conversation, library: Library) -> tuple[Conversation, list[str]]:
    before = now.desk.situation
    if field not in FIELDS:
        return now, []
    read = read_fields({**fields_of(before), field: value}, before)
    if read.unread:
        return now, list(read.unread)
    situation, left = levelled(before, read.situation, library)
    return (now, left) if situation == before else (with_situation(now, situation), left)


def _saved(title: str, words: str, now: Conversation) -> Conversation:
    title, words = title.strip()[:LONGEST_TITLE], words.strip()[:LONGEST_WORDS]
    if not title or not words:
        return now
    scripts = (*(s for s in now.desk.scripts if s.title != title), Kept(title=title, text=words))
    return with_desk(now, scripts=scripts)
