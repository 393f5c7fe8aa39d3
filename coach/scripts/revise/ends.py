"""How a text begins and closes, and its subject, as a change tells them."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.dialogue.revision import Revision
from coach.phrasing.texts import GREETS
from coach.scripts.layout import TITLE
from coach.scripts.revise.work import EDGE, Work, upper
from coach.understanding.firstnames import is_first_name

_FEW = 4  # words of a greeting
_HAILS = frozenset("alright hiya yo morning afternoon evening hallo howdy g'day greetings salut hola ciao to".split())


def head_and_foot(work: Work, revision: Revision) -> None:
    """Change the subject, the greeting and the close of what is written."""
    if revision.subject and work.text.subject:
        work.text = replace(work.text, subject=upper(revision.subject.strip(EDGE)))
    if work.held.to and work.held.to.casefold() not in work.text.hail.casefold():
        work.text = replace(work.text, hail=_to_name(work.text.hail, work.held.to))
    hail, bye = revision.hail, revision.bye
    if bye and not hail and _greets(bye, work.text.hail):
        hail, bye = bye, ""  # who gets it signs nothing
    elif hail and not bye and _signs(hail, work.text.hail):
        hail, bye = "", hail  # another name alone is who signs it
    if hail:
        work.text = replace(work.text, hail=_greeting(hail, work.text.hail) or work.text.hail)
    if bye:
        _close(work, bye)


def _greets(words: str, stands: str) -> bool:
    """Whether words have the name of whom the text greets: "Well Sean"."""
    name = stands.rstrip(",!").rpartition(" ")[2].casefold()
    return bool(name) and name in words.casefold().replace(",", " ").split()


def _signs(words: str, stands: str) -> bool:
    """Whether words for a greeting are a name alone, and not the one that is greeted."""
    name = words.strip(EDGE + ".!").split()
    if name and (GREETS.match(f"{name[0]} x") or name[0].casefold() in _HAILS):
        return False
    return bool(name) and len(name) <= 2 and bool(stands) and name[0].casefold() not in stands.casefold() and (
        is_first_name(name[0]) or name[0][:1].isupper()
    )  # fmt: skip


def _greeting(words: str, stands: str) -> str:
    """A greeting as it is told; a name alone stands behind the word that greets, and that word alone before the name.
    "" where the words greet nobody."""
    said = re.split(r"\s+(?:not|instead)\b", words, maxsplit=1)[0].rpartition(" for ")[2].strip(EDGE + ".!")
    word, _, name = stands.rstrip(",!").partition(" ")
    first = said.split()[0].casefold() if said else ""
    if GREETS.match(f"{said} x"):
        return f"{upper(said)} {name}," if name and len(said.split()) == 1 else f"{upper(said)},"
    if first in _HAILS or (_greets(said, stands) and len(said.split()) <= _FEW):
        return f"{upper(said)},"
    named = 0 < len(said.split()) <= 2 and (said[:1].isupper() or is_first_name(said.title()))
    return f"{word or 'Hi'} {said if said[:1].isupper() else said.title()}," if named else ""


def _to_name(stands: str, name: str) -> str:
    """A greeting with another name."""
    word = "Dear" if TITLE.match(name) else stands.split(" ")[0].rstrip(",!") if stands else "Hi"
    return f"{word} {name},"


def _close(work: Work, words: str) -> None:
    """Close a text as it is told: with a phrase, a name, or both."""
    phrase, name = _close_of(words.strip(' ."“”'), work.held.signed)
    stands, _, below = work.text.bye.partition("\n")
    if not (phrase or name):
        work.missed.append(words)
        return
    phrase = phrase or stands or ("" if work.text.inline else "Best,")
    phrase = phrase if not phrase or phrase[-1] in ",!.?" else f"{phrase},"
    name = name or below
    work.text = replace(work.text, bye="\n".join(p for p in (phrase, name) if p))


def _close_of(words: str, signed: str) -> tuple[str, str]:
    """(the phrase of a close, the name under it), each "" where it is not told."""
    parts = [p for p in re.split(r"(?<=[,!])\s*|\n", words) if p.strip(EDGE)]
    last = parts[-1].strip(EDGE) if parts else ""
    if {"my", "name"} <= set(last.casefold().split()):
        return " ".join(parts[:-1]).strip(), signed
    of_name = last and len(last.split()) <= 2 and (last == signed or is_first_name(last.split()[0].title()))
    if of_name:
        return upper(" ".join(parts[:-1]).strip()), last.title() if last.islower() else last
    heads = last.split()
    if len(parts) == 1 and len(heads) > 1 and is_first_name(heads[-1].title()) and heads[-1][:1].isupper():
        return upper(" ".join(heads[:-1])), heads[-1]
    return upper(words), ""
