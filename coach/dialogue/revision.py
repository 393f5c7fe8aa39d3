"""What one message changes of the text that stands, typed."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from coach.phrasing.terms import content_of
from coach.phrasing.texts import ENDS, GREETS, KINDS_OF_SENTENCE, OF_TEXTS, PARTS, kind_of_sentence

_MOST = 0.6  # the share of its words that the text has of what is to go
_A_TEXT = 9  # words from the greeting on


class Put(BaseModel):
    """Something that comes into a text: the form and the words (`coach.understanding.content`; "quote" for words that
    go in as they stand), and where it goes: "first", "last" or "" for its usual place, or on one `side` ("after",
    "before") of what is `near`."""

    model_config = ConfigDict(frozen=True)

    form: str
    words: str
    place: str = ""
    near: str = ""
    side: str = ""


class Revision(BaseModel):
    """What one message changes: what comes in, what goes out, words for other words (the old ones "" where only the new
    ones are told), figures for figures by their value, how the text begins and closes, its subject, what comes back of
    an earlier version, what of it moves, and whether it is to be shorter."""

    model_config = ConfigDict(frozen=True)

    put: tuple[Put, ...] = ()
    out: tuple[str, ...] = ()
    swaps: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[float, str], ...] = ()
    hail: str = ""
    bye: str = ""
    subject: str = ""
    back: tuple[str, ...] = ()
    moved: tuple[Put, ...] = ()
    shorter: bool = False

    def __bool__(self) -> bool:
        """Whether anything is changed."""
        return self != Revision()

    def of_order(self) -> Revision:
        """What of it an order tells of a text that nobody has written yet; what the text says is for whoever makes it,
        but for what is asked of them."""
        asked = self.of_questions().put
        return self.model_copy(update={"put": asked, "back": (), "moved": (), "shorter": False})

    def of_questions(self) -> Revision:
        """What of it is asked of them."""
        return Revision(put=tuple(p for p in self.put if p.form == "whether"))

    def of_letter(self) -> Revision:
        """What of it holds for a text of another kind as well: how it begins, closes and is headed."""
        return Revision(hail=self.hail, bye=self.bye)


def is_definite(revision: Revision, stands: tuple[str, ...] = ()) -> bool:
    """Whether a message surely changes the text that `stands`: a part of it, words of it for others, or what it has."""
    parts = revision.subject or revision.hail or revision.bye or revision.back or revision.moved
    out = any(is_in_text(w, stands) for w in revision.out)
    return bool(parts or out or any(o for o, _ in revision.swaps) or any(map(is_whole_text, revision.put)))


def is_in_text(words: str, stands: tuple[str, ...]) -> bool:
    """Whether words name a part of the text that `stands`: it has most of them, or they tell nothing but the kind of a
    sentence or its place."""
    named = content_of(words) - OF_TEXTS
    kind = kind_of_sentence(named)
    rest = named - KINDS_OF_SENTENCE.get(kind, frozenset()) - set(ENDS)
    said = content_of(" ".join(stands))
    if rest or (kind == "figures" and not content_of(words) & PARTS):  # "no figure" is none of them, and no part
        return bool(rest) and len(rest & said) >= _MOST * len(rest)
    return bool(named and stands)


def is_whole_text(put: Put) -> bool:
    """Whether words that are given are a text from its greeting on."""
    return put.form == "quote" and bool(GREETS.match(put.words)) and len(put.words.split()) >= _A_TEXT
