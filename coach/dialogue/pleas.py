"""What a message says for the person -> the dialogue's grounds, for whatever text is wanted later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coach.dialogue.change import Change
from coach.dialogue.dictated import begins_at, states_in
from coach.phrasing.terms import content_of
from coach.phrasing.texts import OF_TEXTS
from coach.understanding.extent import to_its_end
from coach.understanding.grounds import grounds_in
from coach.understanding.reading import LEAST, LIKELY, SURE, Clause
from coach.understanding.sayable import POINTS, Sayable, is_whole, sayable_in
from coach.understanding.told_on import joined_up, to_them
from coach.understanding.usable import is_usable

_KEPT = 16
_OF_TEXTS = ("ask_words", "ask_edit", "put_in", "leave_out")
_SURE_ROLE = 0.9  # a probability
_PAY = ("offer", "wish", "asked", "more", "floor", "pay", "market")
_SENTENCE, _OWN = 4, 3  # words of a sentence at least, and of one that begins with "I"
_SHORT = frozenset(("im", "ive", "id"))
_SPEAKS = frozenset("i im ive id we my our".split())


def take_grounds(c: Change) -> None:
    """The stretches of the message that speak for the person, each (form, words); one that is told again stands
    last."""
    text = c.reading.text
    marked = grounds_in(text)
    stops = [*(x.start for x in marked), len(text)][1:]
    found = joined_up(text, tuple(to_its_end(text, x, stop) for x, stop in zip(marked, stops, strict=True)))
    orders = c.reading.does("ask_words", "ask_edit", "put_in")
    told = orders or any(map(_tells_of_work, c.reading.clauses))  # else nothing of it is kept
    points = tuple(x for x in states_in(c.reading) if _is_own(c, x) and (orders or _is_told(c, x))) if told else ()
    points = (*points, *_deeds(c))
    points = tuple(x for x in points if not any(x.start < y.end and y.start < x.end for y in found))
    fresh = tuple((x.form, x.words) for x in found if _is_said(text, x) and _stands(c, x))
    fresh = (*fresh, *((x.form, to_them(x.words)) for x in points if _stands(c, x)))
    fresh = tuple(g for g in fresh if is_usable(g[1]))
    if fresh:
        held = tuple(g for g in c.now.grounds if g[1].casefold() not in {w.casefold() for _, w in fresh})
        c.set(grounds=(*held, *fresh)[-_KEPT:])


def _deeds(c: Change) -> Iterator[Sayable]:
    """What a clause may well tell of the person's own work, as a sentence."""
    for x in c.reading.clauses:
        if max(x.share("deed"), x.about("told_deed")) < LEAST or any(map(x.does, _OF_TEXTS)):
            continue
        for said in sayable_in(x.text, ("deed",)):
            if said.form in ("fact", "did"):
                start, end = x.start + said.start, x.start + said.end
                yield to_its_end(c.reading.text, replace(said, start=start, end=end), x.end)


def _is_own(c: Change, said: Sayable) -> bool:
    """Whether a sentence is of the person, or of the other side, and names no employer."""
    first = said.words.split()[0].casefold().partition("'")[0].partition("’")[0]
    named = any(said.start <= x.start < said.end for x in c.reading.companies)
    return not named and (first in (*_SPEAKS, "they", "you", "nobody", "since") or said.form != "fact")


def _is_told(c: Change, said: Sayable) -> bool:
    """Whether a sentence of the person's stands where they tell of their work."""
    own = [x for x in c.reading.clauses if x.start < said.end and said.start < x.end]
    return bool(own) and all(map(_tells_of_work, own))


def _tells_of_work(clause: Clause) -> bool:
    """Whether a clause tells of the person, or of the case and does nothing else for sure."""
    bare = max((s for _, s in clause.acts), default=0.0) < LIKELY and clause.speaks_of("case") >= SURE
    return max(clause.share("story"), clause.share("deed")) >= SURE or bare


def is_named(words: str, grounds: tuple[tuple[str, str], ...]) -> bool:
    """Whether words name something that speaks for the person: "you forgot the payroll"."""
    named = content_of(words) - OF_TEXTS
    return any(named & content_of(told) for _, told in grounds)


def _is_said(text: str, said: Sayable) -> bool:
    """Whether a stretch can stand by itself: a sentence has its subject, begins where one can begin, and points to
    nothing that is not told."""
    words = said.words.split()
    ends = not text[said.end :].strip(' )"”’')[:1].isalnum()  # a mark, or nothing, behind it
    if not words or not (ends or is_whole(said.words)):
        return False
    first = words[0].casefold().replace("’", "'").replace("'", "")
    if first in POINTS:
        return False
    own = first in _SPEAKS
    if said.form == "fact" and not own:
        return len(words) >= _SENTENCE and begins_at(text, said.start)
    return len(words) >= (_OWN if own and first not in _SHORT else 2 if own or said.form != "have" else _OWN)


def _stands(c: Change, said: Sayable) -> bool:
    """Whether a stretch tells no pay of the talk, and nothing that is to be left out of a text."""
    paid = any(
        said.start <= a.amount.start < said.end
        and a.role in _PAY
        and a.role_score >= _SURE_ROLE
        and a.amount.kind in ("money", "bare")
        for a in c.reading.amounts
    )
    own = [x for x in c.reading.clauses if x.start < said.end and said.start < x.end]
    return not paid and not any(x.share("leave_out") >= LIKELY or x.share("offer") >= LIKELY for x in own)
