"""A turn -> its parts: each question, wish, piece of news, worry, joke or silence, with the words that show it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coach.rehearsal.clauses import Clause, clauses_of
from coach.rehearsal.topics import Topic, beside_money, topic_of

MOST_READ = 24  # clauses of a turn that are read for what they are about
_LIKELY, _ASKED, _WISHED, _STATED = 0.3, 0.42, 0.48, 0.6  # a wish that is no question may be a story
# Wishes for terms that have a worth and no amount.
TERMS = frozenset(
    (
        "days remote start review title level relocation learning on_call paid_hours short_week equipment notice car hands"
    ).split()
)
_QUIET = re.compile(r"^[^\w]*$|^\W*(?:silence|pause|waits?|says nothing)\W*$|^\s*[(\[*][^)\]*]*[)\]*]\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a turn does beside its figures: `does` is "ask", "want", "say" or "pay", `about` its topic."""

    does: str
    about: str
    words: str
    start: int
    end: int
    share: float = 1.0


def is_quiet(turn: str) -> bool:
    """Whether a turn says nothing: "…", "(silence)"."""
    return bool(_QUIET.match(turn))


def parts_of(turn: str) -> tuple[Part, ...]:
    """The parts of a turn, in order, each topic once where it is surest.

    Clauses that ask for an amount are the moves' own.
    """
    if is_quiet(turn):
        return (Part("say", "silent", turn, 0, len(turn)),)
    out: list[Part] = []
    told = _told(turn)[:MOST_READ]
    for number, clause in enumerate(told):
        topic = _topic(turn, told, number)
        if _is_scrap(clause.text, topic):
            continue
        if topic.share >= (_ASKED if topic.does in ("ask", "want") else _LIKELY):
            out.append(_part(clause, topic))
            out += _second(turn, clause, topic)
            if (other := beside_money(turn, clause.start, clause.end)).does:
                out.append(_part(clause, other))
    surest: dict[tuple[str, str], Part] = {}
    for part in out:
        key = (part.does, part.about)
        if key not in surest or part.share > surest[key].share:
            surest[key] = part
    return tuple(sorted(surest.values(), key=lambda p: p.start))


def _told(turn: str) -> list[Clause]:
    """The clauses; one of two words or fewer that says nothing for certain is read together with what follows it in the
    sentence.
    """
    out: list[Clause] = []
    for clause in clauses_of(turn):
        last = out[-1] if out else None
        joined = last and len(last.text.split()) < _WHOLE and not _ENDS.search(last.text)
        if last and joined and not _is_courtesy(topic_of(turn, last.start, last.end)):
            out[-1] = Clause(turn[last.start : clause.end], last.start, clause.end)
        else:
            out.append(clause)
    return out


_WHOLE = 3
_PLAIN = 0.8  # from here on a word or two say for certain what they are: "I'm flattered, but …"
_COURTESIES = frozenset("hello thanks nod kind".split())
_SHARP = frozenset("insult presses leave".split())
_DOUBTFUL = 0.5  # a question no surer than this is read with what it follows
_CERTAIN = 0.9  # of a word or two that would offend


def _is_courtesy(topic: Topic) -> bool:
    return topic.does == "say" and topic.about in _COURTESIES and topic.share >= _PLAIN


def _is_scrap(words: str, topic: Topic) -> bool:
    """Whether a word or two were taken for something sharp that is hardly there: "Or ink."."""
    return len(words.split()) < _WHOLE and topic.about in _SHARP and topic.share < _CERTAIN


def _topic(turn: str, told: list[Clause], number: int) -> Topic:
    """What a clause is about; a question that says too little by itself is read with what it follows in its sentence:
    "I'm scared of the probation, how long is it?". A turn that is one question asks about what was just said.
    """
    clause = told[number]
    topic = topic_of(turn, clause.start, clause.end)
    before = told[number - 1] if number and not _ENDS.search(told[number - 1].text) else None
    if before:
        led, both = topic_of(turn, before.start, before.end), topic_of(turn, before.start, clause.end)
        same = led.does in ("ask", "want") and (both.does, both.about) == (led.does, led.about)
        if same:
            # "could I start earlier, in four weeks?": the last words only go on.
            return both if len(clause.text.split()) <= _WHOLE else topic
        asks = clause.text.endswith("?") and both.does == "ask" and both.share >= _ASKED
        return both if asks and both.share > min(topic.share, _DOUBTFUL) else topic
    if (whole := _goes_on(turn, told, number, topic)) is not None:
        return whole
    alone = len(told) == 1 and clause.text.endswith("?") and topic.does == "ask"
    return replace(topic, share=_ASKED) if alone and _LIKELY <= topic.share < _ASKED else topic


def _goes_on(turn: str, told: list[Clause], number: int, topic: Topic) -> Topic | None:
    """What a question asks that says too little by itself and follows a sentence which tells what it is about:
    "… ask about the pension. How does it work with you?". None where it stands by itself.
    """
    clause, before = told[number], told[number - 1] if number else None
    if (
        before is None
        or not clause.text.endswith("?")
        or (topic.does in ("ask", "want", "pay") and topic.share >= _ASKED)
    ):
        return None
    both = topic_of(turn, before.start, clause.end)
    return both if both.does in ("ask", "want") and both.share >= _ASKED else None


_ENDS = re.compile(r"[.!?…]\W*$")


def _second(turn: str, clause: Clause, topic: Topic) -> list[Part]:
    """What stands behind an "and" in a question or a wish, where it is another one: "a review in summer and a better
    title".
    """
    at = clause.text.find(_AND)
    if topic.does not in ("ask", "want") or at < 0:
        return []
    start = clause.start + at + len(_AND)
    other = topic_of(turn, start, clause.end)
    if len(turn[start : clause.end].split()) < _WHOLE:
        return []
    if other.does not in ("ask", "want") or other.about == topic.about or other.share < _LIKELY:
        return []
    return [Part(topic.does, other.about, turn[start : clause.end], start, clause.end, other.share)]


_AND = " and "


def _part(clause: Clause, topic: Topic) -> Part:
    return Part(topic.does, topic.about, clause.text, clause.start, clause.end, topic.share)


def wished(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The terms without an amount that a turn wishes for."""
    return tuple(
        p.about
        for p in parts
        if p.does == "want" and p.about in TERMS and p.share >= (_WISHED if "?" in p.words else _STATED)
    )
