"""A message -> what it bars from every text: figures, terms, parts of pay and names; and whether words name such a
thing."""

from __future__ import annotations

from coach.phrasing.terms import called_alike, content_of
from coach.understanding.amounts import amounts_in
from coach.understanding.changing import change_of
from coach.understanding.lexicon import components_at
from coach.understanding.reading import SURE, Clause, Reading
from coach.understanding.sayable import sayable_in
from coach.understanding.situation import Part

_TELLS = ("news", "offer", "granted", "refused", "pay", "story", "deed")  # what is told there bars nothing
_SIZES = (1, 1_000, 100_000)  # "96" may be 96 thousand, "28" 28 lakh


def barred_in(reading: Reading, *, written: bool) -> tuple[str, ...]:
    """The things that a message bars from every text, as it names them; `written` says that a text stands already, so
    that something can be taken out of it."""
    out: list[str] = []
    for c in reading.clauses:
        spans = _hides(c)
        for start, end in spans:
            out += _named(reading, start, end)
        if written and not spans and _cuts(c):
            out += _taken_out(reading, c)
    return tuple(dict.fromkeys(out))


def bars(barred: tuple[str, ...], words: str) -> bool:
    """Whether words name something that is barred: they are called alike, and no figure of theirs is another one."""
    return any(_is_named(b, words) for b in barred)


def bars_part(barred: tuple[str, ...], part: Part) -> bool:
    """Whether a figure is barred."""
    figures = {a.high for b in barred for a in amounts_in(b) if a.kind in ("money", "bare") and not a.counted}
    return any(part.high in (f, f * size) or part.low in (f, f * size) for f in figures for size in _SIZES)


def still_barred(barred: tuple[str, ...], asked: tuple[Part, ...], terms: tuple[str, ...]) -> tuple[str, ...]:
    """What stays barred when the person wants these things asked for."""
    components = {p.component for p in asked}
    return tuple(
        b
        for b in barred
        if not any(bars_part((b,), p) for p in asked)
        and not any(c in components for _, c in components_at(b))
        and not any(_is_named(b, t) for t in terms)
    )


def _is_named(barred: str, words: str) -> bool:
    mine, theirs = ({a.high for a in amounts_in(text)} for text in (barred, words))
    if mine and theirs:
        return bool(mine & theirs) and (not _has_words(barred) or called_alike(barred, words))
    count = not content_of(barred) and set(barred.casefold().split()) <= set(words.casefold().split())
    return count or called_alike(barred, words)  # "three" names "three days"


def _has_words(text: str) -> bool:
    return any(w.isalpha() for w in content_of(text))


def _hides(clause: Clause) -> tuple[tuple[int, int], ...]:
    """Where a clause names what is not to be said, whatever else it may be taken for."""
    put_in, leave_out = clause.share("put_in"), clause.share("leave_out")
    if put_in >= SURE > leave_out or any(clause.share(act) >= SURE for act in _TELLS):
        return ()
    hidden = [x for x in sayable_in(clause.text, ("leave_out",)) if x.form == "hide"]
    if hidden and leave_out < SURE and change_of(clause.text) == "add":
        return ()
    again = [x for x in sayable_in(clause.text, ("deed",)) if x.form == "hide"] if hidden else []
    return tuple(
        (clause.start + x.start, clause.start + x.end)
        for x in hidden
        if leave_out >= SURE or any(y.start < x.end and x.start < y.end for y in again)
    )


def _named(reading: Reading, start: int, end: int) -> list[str]:
    """The things of the talk that a stretch names; how a text is to sound is none."""
    terms = [t for t in reading.terms if t.start < end and start < t.end]
    out = [t.words for t in terms]
    out += [a.text for a in reading.amounts if _within(a.amount.start, a.amount.end, start, end)]
    out += [x.name for x in reading.companies if _within(x.start, x.end, start, end)]
    words = reading.text[start:end]
    return out if out or not components_at(words) else [words]


def _within(first: int, last: int, start: int, end: int) -> bool:
    return first < end and start < last


def _cuts(clause: Clause) -> bool:
    """Whether a clause takes something out of what is written, by all that it is taken for together."""
    out = clause.about("edit") + clause.about("told_drop") + clause.share("leave_out") + clause.share("takeback")
    return out >= SURE > clause.share("put_in")


def _taken_out(reading: Reading, clause: Clause) -> list[str]:
    """The terms that a clause takes back, and the figures beside them that it asks for in no way."""
    terms = [t for t in reading.terms if clause.start <= t.start < clause.end]
    dropped = [t.words for t in terms if t.side == "drop" and t.score >= SURE]
    figures = [
        a.text
        for a in reading.amounts
        if clause.start <= a.amount.start < clause.end
        and a.role == "none"
        and not any(t.start <= a.amount.start < t.end for t in terms)
    ]
    return [*dropped, *figures] if dropped else []
