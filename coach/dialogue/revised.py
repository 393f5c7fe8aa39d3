"""A message that changes the text which stands -> what it changes: each change typed, in the words that tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict

from coach.phrasing.texts import CLOSES, GREETS
from coach.understanding.channels import length_in
from coach.understanding.content import CHANGED, SAID, STATES, Found, found_in
from coach.understanding.reading import Reading
from coach.understanding.sayable import quoted_in

_APART = 80  # characters: what stands farther from each other is no pair
_SENTENCE, _QUOTED = 5, 4  # words of a sentence, and of one in quotation marks
_WORD = re.compile(r"[\w']+")
_ONE_PIECE = 12  # words of a quotation that is one thing
_FEW, _NEAR = 4, 30  # words of a greeting; characters before what stands behind "subject"
_INSIDE = ("out", "old", "hail", "bye", "subject", "back")  # words in which nothing is told of the talk
_UNSAID = ("or", "for")  # what would do instead, and what a text is for, is for whoever makes it anew
_PARTS = ("hail", "bye", "subject")  # of a letter, which need no sentence
# Where something goes, told by what stands there: 'after "Could you"', "before the thanks".
_BESIDE = re.compile(
    r"\b(?P<side>after|before)\s+(?:(?:the|that|my)\s+(?:sentence|line|bit|part|one)?\s*(?:about\s+|with\s+)?)?"
    r"(?:[\"“'‘](?P<quoted>[^\"“”]{3,}?)[\"”'’]|(?P<named>(?:the\s)?(?:[\w£$€'’.,-]+\s?){1,4}?(?:sentence|line|bit|part|thanks|thank you|ask|question)))",
    re.I,
)


class Put(BaseModel):
    """Something that comes into a text: the form and the words (`coach.understanding.content`; "quote" for words that go
    in as they stand), and where it goes: "first", "last" or "" for its usual place, or on one `side` of what is `near`
    ("after", "before")."""

    model_config = ConfigDict(frozen=True)

    form: str
    words: str
    place: str = ""
    near: str = ""
    side: str = ""


class Revision(BaseModel):
    """What one message changes: what comes in, what goes out, words for other words (the old ones "" where only the new
    ones are told), figures for figures by their value, how the text begins and closes, its subject, what comes back of
    an earlier version, and whether it is to be shorter."""

    model_config = ConfigDict(frozen=True)

    put: tuple[Put, ...] = ()
    out: tuple[str, ...] = ()
    swaps: tuple[tuple[str, str], ...] = ()
    figures: tuple[tuple[float, str], ...] = ()
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

    def of_letter(self) -> Revision:
        """What of it holds for a text of another kind as well: how it begins, closes and is headed."""
        return Revision(hail=self.hail, bye=self.bye)


@dataclass(frozen=True, slots=True)
class _Versions:
    """The words of the text that stands, and of its versions before."""

    text: str
    earlier: tuple[str, ...]

    def has(self, words: str) -> bool:
        return bool(self.text) and f" {_plain(words)} " in f" {self.text} "

    def had(self, words: str) -> bool:
        return any(f" {_plain(words)} " in f" {v} " for v in self.earlier)


def revision_in(reading: Reading, stands: tuple[str, ...] = (), earlier: tuple[tuple[str, ...], ...] = ()) -> Revision:
    """What a message changes of the text that `stands`, of which there were `earlier` versions."""
    versions = _Versions(_plain(" ".join(stands)), tuple(_plain(" ".join(v)) for v in earlier))
    beside = tuple(m for m in _BESIDE.finditer(reading.text) if versions.text)
    found = tuple(_by_text(_by_form(reading.text, _as_quoted(reading.text, f)), versions) for f in of_text(reading))
    kept = [f for f in found if f is not None and not any(m.start() <= f.start < m.end() for m in beside)]
    quotes = _quotes(reading.text, kept, versions, beside)
    kept = [f for f in kept if not any(q.start < f.end and f.start < q.end for q in quotes)]
    kept += [q for q in quotes if q.form == "subject"]
    quotes = tuple(q for q in quotes if q.form != "subject")
    pairs, single = _paired(kept)
    words = {f.form: f.words for f in kept}
    said = [
        f for f in kept if f.form in SAID and f.form not in _UNSAID and not _is_sum(reading, f) and not _is_little(f)
    ]
    put = tuple(
        Put(form=f.form, words=f.words, place=f.place, **_place_of(f, beside))
        for f in sorted((*said, *quotes), key=lambda f: f.start)
    )
    return Revision(
        put=tuple(
            p.model_copy(update={"form": "quote"}) if any(q.words == p.words for q in quotes) else p for p in put
        ),
        out=tuple(dict.fromkeys((*(f.words for f in kept if f.form == "out"), *single))),
        swaps=tuple(
            (new, old) if old and versions.has(new) and not versions.has(old) else (old, new) for old, new in pairs
        ),
        hail=words.get("hail", ""),
        bye=words.get("bye", ""),
        subject=words.get("subject", ""),
        back=tuple(f.words for f in kept if f.form == "back"),
        shorter=length_in(reading.text) == "short",
    )


def _quotes(text: str, found: list[Found], versions: _Versions, beside: tuple[re.Match[str], ...]) -> tuple[Found, ...]:
    """The sentences in quotation marks that are to come in as they stand: they are not in the text, and stand for no
    other words of it; those in it that are to stand elsewhere."""
    out = []
    pairs = {new: old for old, new in _paired(found)[0]}
    for start, end, words in quoted_in(text):
        if len(words.split()) < _QUOTED or not versions.text or any(m.start() <= start < m.end() for m in beside):
            continue
        own = [f for f in found if f.start < end and start < f.end]
        if any(f.form in _PARTS for f in own):
            continue
        if _is_headed(text, start):
            out.append(Found("subject", start, end, words))
            continue
        goes = any(f.form in ("out", "old") for f in own)
        swapped = any(versions.has(pairs.get(f.words) or " ") for f in own if f.form == "new")
        moves = versions.has(words) and bool(beside) and not goes
        if moves or not (versions.has(words) or swapped):
            place = next((f.place for f in own), "")
            out.append(Found("fact", start, end, words, place))
    return tuple(out)


def _as_quoted(text: str, found: Found) -> Found:
    """What is found in a quotation as all of it, where it is most of it or the words around are of one piece with it."""
    for start, end, words in quoted_in(text):
        if start <= found.start and found.end <= end and found.form in CHANGED:
            return replace(found, start=start, end=end, words=words) if len(words.split()) <= _ONE_PIECE else found
    return found


def _is_headed(text: str, start: int) -> bool:
    """Whether words stand right behind "subject"."""
    return "subject" in text[max(0, start - _NEAR) : start].casefold()


def _place_of(said: Found, beside: tuple[re.Match[str], ...]) -> dict[str, str]:
    """What stands beside the place of something, of all that is named the nearest."""
    if said.place or not beside:
        return {}
    near = min(beside, key=lambda m: min(abs(m.start() - said.end), abs(said.start - m.end())))
    return {"near": near["quoted"] or near["named"], "side": near["side"].casefold()}


def _by_text(found: Found, versions: _Versions) -> Found | None:
    """What is found as the text has it, where it has a sentence's words: what stands is not to come in, and what is gone
    is not to go but comes back."""
    if not versions.text or len(found.words.split()) < _SENTENCE:
        return found
    if versions.has(found.words):
        return None if found.form in (*STATES, "whether", "back") else found
    gone = found.form in ("out", "back") and versions.had(found.words)
    return replace(found, form="back") if gone else found


def _plain(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold().replace("’", "'")))


def _by_form(text: str, found: Found) -> Found:
    """What is found as the part of a letter that its form tells: a close, a greeting with a name, or what stands right
    behind "subject"."""
    if found.form not in ("new", "bye", "hail", "fact", "thank"):
        return found
    if CLOSES.fullmatch(found.words):
        return replace(found, form="bye")
    if GREETS.match(found.words) and len(found.words.split()) <= _FEW:
        return replace(found, form="hail")
    return replace(found, form="subject") if found.form == "new" and _is_headed(text, found.start) else found


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


def _paired(found: list[Found]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
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
