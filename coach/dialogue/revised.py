"""A message that changes the text which stands -> what it changes: each change typed, in the words that tell it."""

from __future__ import annotations

import re
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from coach.phrasing.texts import CLOSES, GREETS
from coach.understanding.channels import length_in
from coach.understanding.content import SAID, STATES, Found, found_in
from coach.understanding.reading import Reading

_APART = 80  # characters: what stands farther from each other is no pair
_SENTENCE = 5  # words
_WORD = re.compile(r"[\w']+")
_FEW, _NEAR = 4, 30  # words of a greeting; characters before what stands behind "subject"
_INSIDE = ("out", "old", "hail", "bye", "subject", "back")  # words in which nothing is told of the talk
_UNSAID = ("or", "for")  # what would do instead, and what a text is for, is for whoever makes it anew


class Put(BaseModel):
    """Something that comes into a text: the form and the words (`coach.understanding.content`), and where it goes:
    "first", "last" or "" for its usual place."""

    model_config = ConfigDict(frozen=True)

    form: str
    words: str
    place: str = ""


class Revision(BaseModel):
    """What one message changes: what comes in, what goes out, words for other words (the old ones "" where only the new
    ones are told), how the text begins and closes, its subject, what comes back of an earlier version, and whether it
    is to be shorter."""

    model_config = ConfigDict(frozen=True)

    put: tuple[Put, ...] = ()
    out: tuple[str, ...] = ()
    swaps: tuple[tuple[str, str], ...] = ()
    hail: str = ""
    bye: str = ""
    subject: str = ""
    back: tuple[str, ...] = ()
    shorter: bool = False

    def __bool__(self) -> bool:
        """Whether anything is changed."""
        return self != Revision()

    def of_order(self) -> Revision:
        """What of it an order tells of a text that nobody has written yet; what the text says is for whoever makes
        it."""
        return self.model_copy(update={"put": (), "back": (), "shorter": False})


def revision_in(reading: Reading, stands: tuple[str, ...] = (), earlier: tuple[tuple[str, ...], ...] = ()) -> Revision:
    """What a message changes of the text that `stands`, of which there were `earlier` versions."""
    versions = tuple(_plain(" ".join(v)) for v in earlier)
    text = _plain(" ".join(stands))
    found = tuple(_by_text(_by_form(reading.text, f), text, versions) for f in of_text(reading))
    found = tuple(f for f in found if f is not None)
    pairs, single = _paired(found)
    words = {f.form: f.words for f in found}
    put = tuple(
        Put(form=f.form, words=f.words, place=f.place)
        for f in found
        if f.form in SAID and f.form not in _UNSAID and not _is_sum(reading, f) and not _is_little(f)
    )
    return Revision(
        put=put,
        out=tuple(dict.fromkeys((*(f.words for f in found if f.form == "out"), *single))),
        swaps=tuple((new, old) if _is_turned(old, new, text) else (old, new) for old, new in pairs),
        hail=words.get("hail", ""),
        bye=words.get("bye", ""),
        subject=words.get("subject", ""),
        back=tuple(f.words for f in found if f.form == "back"),
        shorter=length_in(reading.text) == "short",
    )


def _by_text(found: Found, text: str, versions: tuple[str, ...]) -> Found | None:
    """What is found as the text has it, where it has a sentence's words: what stands is not to come in, what is gone is
    not to go but comes back, and what was never there comes in."""
    words = _plain(found.words)
    if not text or len(words.split()) < _SENTENCE:
        return found
    there = f" {words} " in f" {text} "
    if there:
        return None if found.form in (*STATES, "whether", "back") else found
    if found.form not in ("out", "back"):
        return found
    if any(f" {words} " in f" {v} " for v in versions):
        return replace(found, form="back")
    return found


def _is_turned(old: str, new: str, text: str) -> bool:
    """Whether the old words of a pair are the ones that come in: the new ones stand in the text, and they don't."""
    was, now = (f" {_plain(x)} " in f" {text} " if x else False for x in (old, new))
    return bool(old and new) and now and not was


def _plain(words: str) -> str:
    return " ".join(w for w in _WORD.findall(words.casefold().replace("’", "'")))


def _by_form(text: str, found: Found) -> Found:
    """What is found as the part of a letter that its form tells: a close, a greeting with a name, or what stands right
    behind "subject"."""
    if found.form not in ("new", "bye", "hail", "fact", "thank"):
        return found
    if CLOSES.fullmatch(found.words):
        return replace(found, form="bye")
    if GREETS.match(found.words) and len(found.words.split()) <= _FEW:
        return replace(found, form="hail")
    headed = found.form == "new" and "subject" in text[max(0, found.start - _NEAR) : found.start].casefold()
    return replace(found, form="subject") if headed else found


def _is_little(said: Found) -> bool:
    """Whether words are too few for a sentence."""
    return said.form in STATES and said.form != "have" and " " not in said.words.strip()


def _is_sum(reading: Reading, said: Found) -> bool:
    """Whether words only name a sum that the person wants: the ask tells it. A whole sentence of theirs is one."""
    if said.form in STATES and len(said.words.split()) >= _SENTENCE:
        return False
    roles = ("wish", "more", "asked")
    return any(said.start <= a.amount.start < said.end and a.role in roles for a in reading.amounts)


def of_text(reading: Reading) -> tuple[Found, ...]:
    """What a message says of a text, without what stands in clauses that surely have nothing to do with it."""
    passing = [c for c in reading.clauses if c.passes_text]
    return tuple(f for f in found_in(reading.text) if not any(c.start <= f.start < c.end for c in passing))


def inside(found: tuple[Found, ...], start: int, end: int) -> bool:
    """Whether a stretch stands in words that change the text, and tells nothing of the talk."""
    return any(f.form in _INSIDE and f.start <= start and end <= f.end for f in found)


def _paired(found: tuple[Found, ...]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """(old words with the new ones that stand for them, old ones that nothing stands for): those that follow each
    other closely, in either order."""
    held = [f for f in found if f.form in ("old", "new")]
    pairs: list[tuple[str, str]] = []
    single: list[str] = []
    at = 0
    while at < len(held):
        one, other = held[at], held[at + 1] if at + 1 < len(held) else None
        if other is not None and other.form != one.form and other.start - one.end <= _APART:
            old, new = (one, other) if one.form == "old" else (other, one)
            pairs.append((old.words, new.words))
            at += 2
            continue
        if one.form == "new":
            pairs.append(("", one.words))
        else:
            single.append(one.words)
        at += 1
    return tuple(pairs), tuple(single)
