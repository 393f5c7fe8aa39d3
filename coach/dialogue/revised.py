"""A message that changes the text which stands -> what it changes: each change typed, in the words that tell it."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.dialogue.ordered import is_of_text, order_of, plain
from coach.dialogue.quoted import (
    APART,
    FEW,
    NEAR,
    SENTENCE,
    Versions,
    as_quoted,
    is_headed,
    moves_in,
    place_of,
    plain_words,
    quotes_in,
)
from coach.dialogue.revision import Put, Revision, is_in_text
from coach.phrasing.texts import CLOSES, GREETS
from coach.understanding.changing import ALL, change_of
from coach.understanding.channels import length_in
from coach.understanding.content import CHANGED, SAID, STATES, Found, found_in
from coach.understanding.reading import SURE, Clause, Reading
from coach.understanding.sayable import quoted_in, sayable_in

_HEADED = re.compile(r"\b(?:subject|title|head(?:er|ing|line)?|topic|betreff|re:)", re.I)
_AROUND = 60  # characters before words in which a subject line is spoken of
_NEWS = ("news", "offer", "refused", "granted")
_INSIDE = ("out", "old", "hail", "bye", "subject", "back")  # words in which nothing is told of the talk
_UNSAID = ("or", "for")  # what would do instead, and what a text is for, is for whoever makes it anew
# Where something goes, told by what stands there: 'after "Could you"', "before the thanks".
_BESIDE = re.compile(
    r"\b(?P<side>after|before)\s+(?:(?:the|that|my)\s+(?:sentence|line|bit|part|one)?\s*(?:about\s+|with\s+)?)?"
    r"(?:[\"“'‘](?P<quoted>[^\"“”]{3,}?)[\"”'’]"
    r"|(?P<named>(?:the\s)?(?:[\w£$€'’.,-]+\s?){1,4}?(?:sentence|line|bit|part|thanks|thank you|ask|question)))",
    re.I,
)


def revision_in(reading: Reading, stands: tuple[str, ...] = (), earlier: tuple[tuple[str, ...], ...] = ()) -> Revision:
    """What a message changes of the text that `stands`, of which there were `earlier` versions."""
    versions = Versions(plain_words(" ".join(stands)), tuple(plain_words(" ".join(v)) for v in earlier))
    beside = tuple(m for m in _BESIDE.finditer(reading.text) if versions.text)
    found = tuple(_by_text(_by_form(reading.text, as_quoted(reading.text, f)), versions) for f in of_text(reading))
    kept = [f for f in found if f is not None and not any(m.start() <= f.start < m.end() for m in beside)]
    quotes, quoted = quotes_in(reading, kept, versions, beside)
    kept = [f for f in kept if not any(q.start < f.end and f.start < q.end for q in quotes)]
    kept += [q for q in quotes if q.form in ("subject", "out", "back")]
    kept = _with_named_out(reading, kept, stands)
    quotes = tuple(q for q in quotes if q.form == "fact")
    pairs, single = _paired(kept)
    pairs = (*quoted, *pairs)
    words = {f.form: f.words for f in kept}
    said = [
        f for f in kept if f.form in SAID and f.form not in _UNSAID and not _is_sum(reading, f) and not _is_little(f)
    ]
    put = tuple(
        Put(form=f.form, words=f.words, place=f.place, **place_of(f, beside))
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
        moved=moves_in(reading.text, versions, kept),
        shorter=length_in(reading.text) == "short",
    )


def _with_named_out(reading: Reading, kept: list[Found], stands: tuple[str, ...]) -> list[Found]:
    """What is found, with what clauses take out that name a part of the text which `stands`: what such a clause is read
    to bring in is there already."""
    out = list(kept)
    quoted = quoted_in(reading.text)
    for c in reading.clauses if stands else ():
        inside_ = [f for f in kept if c.start <= f.start < c.end]
        if any(f.form in CHANGED for f in inside_) or any(c.start <= at < c.end for at, _, _ in quoted):
            continue
        named = _named_in(c, inside_)
        if is_in_text(named.words, stands) and _takes_out(reading, c):
            out = [f for f in out if f not in inside_] + [named]
    return out


def _takes_out(reading: Reading, clause: Clause) -> bool:
    """Whether a clause takes something out of the text: surely, or as one about it that is most like those that do."""
    if clause.share("leave_out") >= SURE or order_of(reading, clause) == "drop":
        return True
    return is_of_text(clause) and change_of(plain(reading, clause), of=ALL) == "drop"


def _named_in(clause: Clause, found: list[Found]) -> Found:
    """What a clause would take out, with no words where it names nothing."""
    named = next((s for s in sayable_in(clause.text, ("leave_out",)) if s.form == "hide"), None)
    if named is not None:
        return Found("out", clause.start + named.start, clause.start + named.end, named.words)
    return replace(found[0], form="out") if len(found) == 1 else Found("out", clause.start, clause.start, "")


def _by_text(found: Found, versions: Versions) -> Found | None:
    """What is found as the text has it, where it has a sentence's words: what stands is not to come in, and what is
    gone is not to go but comes back."""
    if not versions.text or len(found.words.split()) < SENTENCE:
        return found
    if versions.has(found.words):
        return None if found.form in (*STATES, "whether", "back") else found
    gone = found.form in ("out", "back") and versions.had(found.words)
    return replace(found, form="back") if gone else found


def _by_form(text: str, found: Found) -> Found:
    """What is found as the part of a letter that its form tells: a close, a greeting with a name, or what stands right
    behind "subject"."""
    if found.form not in ("new", "bye", "hail", "fact", "thank", "subject"):
        return found
    if CLOSES.fullmatch(found.words):
        return replace(found, form="bye")
    if GREETS.match(found.words) and len(found.words.split()) <= FEW:
        return replace(found, form="hail")
    around = text[max(0, found.start - _AROUND) : found.start] + text[found.end : found.end + NEAR]
    if found.form == "subject" and not _HEADED.search(around):
        return replace(found, form="new")  # nobody speaks of a subject line there
    return replace(found, form="subject") if found.form == "new" and is_headed(text, found.start) else found


def _is_little(said: Found) -> bool:
    """Whether words are too few for a sentence."""
    return said.form in STATES and said.form != "have" and " " not in said.words.strip()


def _is_sum(reading: Reading, said: Found) -> bool:
    """Whether words only name a sum that the person wants: the ask tells it. A whole sentence of theirs is one."""
    if said.form in STATES and len(said.words.split()) >= SENTENCE:
        return False
    roles = ("wish", "more", "asked")
    return any(said.start <= a.amount.start < said.end and a.role in roles for a in reading.amounts)


def of_text(reading: Reading) -> tuple[Found, ...]:
    """What a message says of a text, without what stands in clauses that surely have nothing to do with it; where it
    tells news, only what is surely said of the text comes in."""
    passing = [c for c in reading.clauses if c.passes_text]
    found = tuple(f for f in found_in(reading.text) if not any(c.start <= f.start < c.end for c in passing))
    news = any(c.share(act) >= SURE for c in reading.clauses for act in _NEWS)
    if any(f.form in CHANGED for f in found):
        return found
    if is_mostly_news(reading):
        return ()
    if not news:
        return found
    changing = [c for c in reading.clauses if max(c.share("put_in"), c.share("ask_edit"), c.share("ask_words")) >= SURE]
    return tuple(f for f in found if any(c.start <= f.start < c.end for c in changing))


def is_mostly_news(reading: Reading) -> bool:
    """Whether half of a message at least surely tells what the other side said or did."""
    told = sum(c.turn == "news" and c.turns[0][1] >= SURE for c in reading.clauses)
    return told > 0 and 2 * told >= len(reading.clauses)


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
        if other is not None and other.form != one.form and other.start - one.end <= APART:
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
