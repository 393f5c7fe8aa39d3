"""A role that a message names -> the title as the person wrote it."""

from __future__ import annotations

import re

from coach.phrasing.shorthand import in_full
from index.names import Mentions, Names
from index.names.roles import RoleMention

_NOT = re.compile(r"\bnot?\b|n['’]t\b", re.I)
_PIECE = re.compile(r"[,;.!?:]")
_LETTERS = 3  # of initials: "PM", "SWE"


def title_of(job: RoleMention, mentions: Mentions, names: Names, text: str) -> str:
    """A role with all of its title: the rank before it, and what else is written as part of a name: "Senior Systems
    Engineer"; "" where only initials are written, or a word is cut
    short."""
    words = mentions.words
    first, last = job.first, job.last
    while first and _goes_on(text, words[first - 1].end, words[first].start):
        before = words[first - 1]
        ranked = before.read in names.roles.seniority
        named = _is_name(before.written) and _is_name(words[first].written)
        if not ranked and not (named and not _opens(text, before.start)):
            break
        first -= 1
    title = text[words[first].start : words[last - 1].end]
    return (
        in_full(title)
        if len(title) > _LETTERS and not _is_cut(title, names.roles.display.get(job.role, job.name))
        else ""
    )


def _is_cut(title: str, name: str) -> bool:
    """Whether a word of a title is one of the role's name cut short: "data sci", "backend dev"."""
    whole = [w for w in name.casefold().split() if len(w) > _LETTERS]
    said = title.casefold().split()
    return any(w not in whole and any(x.startswith(w) for x in whole) for w in said)


def is_negated(job: RoleMention, mentions: Mentions, text: str) -> bool:
    """Whether the few words before a role, up to a mark, say that it is not the one."""
    before = text[: mentions.words[job.first].start]
    return _NOT.search(_PIECE.split(before)[-1]) is not None


def _goes_on(text: str, end: int, start: int) -> bool:
    return text[end:start] == " "


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word != "I"


def _opens(text: str, at: int) -> bool:
    """Whether a word stands where a sentence begins: there all have a large letter."""
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?:\n"
