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
_HEADED = re.compile(r"\b(?:subject|title|head(?:er|ing|line)?|topic|betreff|re:)", re.I)
_RIGHT_BEHIND = 8  # characters behind a quotation: "X" to after Y
_FEW_THERE = 3  # words of a quotation that the text has
_STOPS, _JOINS = re.compile(r"[.!?](?:\s|$)|\n"), re.compile(r"[\s,;]*(?:and|or|&)?[\s,;]*", re.I)
_A_TEXT = 9  # words from the greeting on
_ONE_PIECE = 12  # words of a quotation that is one thing
_AROUND = 60  # characters before words in which a subject line is spoken of
_FEW, _NEAR = 4, 30  # words of a greeting; characters before what stands behind "subject"
_INSIDE = ("out", "old", "hail", "bye", "subject", "back")  # words in which nothing is told of the talk
_UNSAID = ("or", "for")  # what would do instead, and what a text is for, is for whoever makes it anew
_PARTS = ("hail", "bye", "subject")  # of a letter, which need no sentence
# Where something goes, told by what stands there: 'after "Could you"', "before the thanks".
_BESIDE = re.compile(
    r"\b(?P<side>after|before)\s+(?:(?:the|that|my)\s+(?:sentence|line|bit|part|one)?\s*(?:about\s+|with\s+)?)?"
    r"(?:[\"“'‘](?P<quoted>[^\"“”]{3,}?)[\"”'’]"
    r"|(?P<named>(?:the\s)?(?:[\w£$€'’.,-]+\s?){1,4}?(?:sentence|line|bit|part|thanks|thank you|ask|question)))",
    re.I,
)


# A sentence that is to stand elsewhere: "move the thanks to the top", "put the pay part before the hours part".
_MOVE = re.compile(
    r"\b(?:move|put|shift|bring)\s+(?P<what>(?:the|my)\s[^,.;:\"“]{2,40}?)\s+(?:right\s+|straight\s+|up\s+)*"
    r"(?:(?:to|at)\s+the\s+(?:very\s+)?(?P<end>top|start|beginning|end|bottom)\b|(?P<place>first|last)\b"
    r"|(?:to\s+)?(?P<side>before|after)\s+(?P<near>[^,.;:\"“]{3,40}))",
    re.I,
)
_GOES_FIRST = re.compile(
    r"\b(?P<what>(?:(?:the|my)\s)?[^,.;:\"“\s]{3,20}(?:\s[^,.;:\"“\s]{2,20})?)\s+"
    r"(?:goes|comes|should (?:go|come|be)|has to (?:go|come))\s+(?P<place>first|last)\b",
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
        """What of it an order tells of a text that nobody has written yet; what the text says is for whoever makes
        it."""
        return self.model_copy(update={"put": (), "back": (), "moved": (), "shorter": False})

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
    quotes, quoted = _quotes(reading, kept, versions, beside)
    kept = [f for f in kept if not any(q.start < f.end and f.start < q.end for q in quotes)]
    kept += [q for q in quotes if q.form in ("subject", "out", "back")]
    quotes = tuple(q for q in quotes if q.form == "fact")
    pairs, single = _paired(kept)
    pairs = (*quoted, *pairs)
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
        moved=_moves(reading.text, versions, kept),
        shorter=length_in(reading.text) == "short",
    )


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quotation of a message, whether the text has it, and the forms that were found in it."""

    start: int
    end: int
    words: str
    there: bool
    forms: frozenset[str]


def _moves(text: str, versions: _Versions, found: list[Found]) -> tuple[Put, ...]:
    """The sentences of the text that are to stand elsewhere; what comes in is none."""
    if not versions.text:
        return ()
    out = []
    for m in (*_MOVE.finditer(text), *_GOES_FIRST.finditer(text)):
        told = m.groupdict()
        end = (told.get("end") or told.get("place") or "").casefold()
        place = "last" if end in ("end", "bottom", "last") else "first" if end else ""
        side = (told.get("side") or "").casefold()
        if not any(f.form in SAID and f.start < m.end("what") and m.start("what") < f.end for f in found):
            out.append(Put(form="fact", words=m["what"], place=place, near=told.get("near") or "", side=side))
    return tuple(out)


def _quotes(
    reading: Reading, found: list[Found], versions: _Versions, beside: tuple[re.Match[str], ...]
) -> tuple[tuple[Found, ...], tuple[tuple[str, str], ...]]:
    """(what quotations say of the text, pairs of one that the text has and the one that is to stand for it). A quotation
    is words of a text: those that it has go, or move beside what is named; those that it has not come in."""
    if not versions.text:
        return (), ()
    text = reading.text
    held = [
        _Quote(
            start, end, words, versions.has(words), frozenset(f.form for f in found if f.start < end and start < f.end)
        )
        for start, end, words in quoted_in(text)
        if not any(m.start() <= start < m.end() for m in beside)
    ]
    pairs = _pairs_quoted(text, held)
    paired = {w for pair in pairs for w in pair}
    out: list[Found] = []
    for q in held:
        place = next((f.place for f in found if q.start <= f.start < q.end), "")
        if q.words in paired:
            out.append(Found("old", q.start, q.end, q.words))
        elif _is_headed(text, q.start) and not q.there:
            out.append(Found("subject", q.start, q.end, q.words))
        elif q.forms & {*_PARTS, "thank"} or len(q.words.split()) < (_FEW_THERE if q.there else _QUOTED):
            continue
        elif q.there and any(0 <= m.start() - q.end <= _RIGHT_BEHIND for m in beside):
            out.append(Found("fact", q.start, q.end, q.words))  # it moves there
        elif q.there and not beside and q.forms <= {"out", "old"}:
            out.append(Found("out", q.start, q.end, q.words))
        elif (
            not q.there
            and q.forms & {"out", "old"}
            and any(c.share("leave_out") == 1.0 for c in reading.clauses if c.start <= q.start < c.end)
        ):
            out.append(Found("old", q.start, q.end, q.words))  # it is gone already
        elif not q.there or (beside and not q.forms & {"out", "old"}):
            out.append(Found("fact", q.start, q.end, q.words, place))
    return tuple(out), pairs


def _pairs_quoted(text: str, held: list[_Quote]) -> tuple[tuple[str, str], ...]:
    """(words that the text has, words that are to stand for them): two quotations that follow each other in a sentence,
    of which it has one, or of which the second is what is left of the first."""
    pairs: list[tuple[str, str]] = []
    at = 0
    while at + 1 < len(held):
        one, other = held[at], held[at + 1]
        between = text[one.end : other.start]
        near = len(between) <= _APART and not _STOPS.search(between) and not _JOINS.fullmatch(between)
        part = one.there and _plain(other.words) in _plain(one.words)
        if near and (one.there != other.there or part) and not {*one.forms, *other.forms} & set(_PARTS):
            pairs.append((one.words, other.words) if one.there else (other.words, one.words))
            at += 2
        else:
            at += 1
    return tuple(pairs)


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


def is_definite(revision: Revision) -> bool:
    """Whether a message surely changes the text that stands: a part of it, or words of it for others."""
    parts = revision.subject or revision.hail or revision.bye or revision.back or revision.moved
    return bool(parts or any(o for o, _ in revision.swaps) or any(map(is_whole_text, revision.put)))


def is_whole_text(put: Put) -> bool:
    """Whether words that are given are a text from its greeting on."""
    return put.form == "quote" and bool(GREETS.match(put.words)) and len(put.words.split()) >= _A_TEXT


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
    if found.form not in ("new", "bye", "hail", "fact", "thank", "subject"):
        return found
    if CLOSES.fullmatch(found.words):
        return replace(found, form="bye")
    if GREETS.match(found.words) and len(found.words.split()) <= _FEW:
        return replace(found, form="hail")
    around = text[max(0, found.start - _AROUND) : found.start] + text[found.end : found.end + _NEAR]
    if found.form == "subject" and not _HEADED.search(around):
        return replace(found, form="new")  # nobody speaks of a subject line there
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
