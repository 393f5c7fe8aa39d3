"""What a message says for a text: the sentences that go into it, what has to go, whom it is to."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.deals import Dialogue
from coach.dialogue.wanted import Wanted
from coach.phrasing.style import channel_told
from coach.understanding.days import names_day
from coach.understanding.reading import LIKELY, SURE, Clause, Reading, TermMention
from coach.understanding.sayable import quoted_in

_SENTENCE = 4  # words: fewer are no sentence to be sent
_WAY = 2  # words that name a way of writing: "a call"
_CHANGING = ("ask_words", "ask_edit", "put_in")
_THEIRS = ("say_pushback", "say_pay", "say_expect", "say_proof")  # what a text answers may be quoted
_TOLD = ("news", "refused", "granted")


def with_sentences(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which a sentence in quotation marks that is meant for the text is put into it, or taken out where
    the text says it, and tells nothing else; a date that is the day of the answer is no term."""
    wanted = dialogue.wanted
    if not (wanted.turn or any(c.share("ask_words") >= LIKELY for c in reading.clauses)):
        return reading
    meant = [x for x in quoted_in(reading.text) if len(x[2].split()) >= _SENTENCE and _is_meant(wanted, reading, *x)]
    for start, end, words in meant:
        reading = _apart(reading, start, end, "leave_out" if wanted.says(words) else "put_in")
    due = dialogue.deadline or reading.deadline
    kept = (t for t in reading.terms if not _is_day(t.words, due) and not _is_of_text(reading, t))
    return replace(reading, terms=tuple(kept))


def _is_meant(wanted: Wanted, reading: Reading, start: int, end: int, words: str) -> bool:
    """Whether a quotation is for the text, and not what the other side has said or may say."""
    if wanted.says(words):
        return True
    own = [c for c in reading.clauses if c.start < end and start < c.end]
    theirs = any(c.share(act) >= LIKELY for c in own for act in _THEIRS)
    told = any(c.share(act) >= SURE for c in own for act in _TOLD)
    changes = any(c.share(act) >= LIKELY for c in reading.clauses for act in _CHANGING)
    return not theirs and (changes or not told)


def _apart(reading: Reading, start: int, end: int, act: str) -> Reading:
    """The reading with a stretch as a clause of its own that does this and nothing else."""
    clauses: list[Clause] = []
    for c in reading.clauses:
        if c.end <= start or end <= c.start:
            clauses.append(c)
            continue
        ends = ((c.start, min(c.end, start)), (max(c.start, end), c.end))
        clauses += [
            replace(c, start=a, end=b, text=reading.text[a:b].strip())
            for a, b in ends
            if any(x.isalpha() for x in reading.text[a:b])
        ]
    clauses.append(Clause(start, end, reading.text[start:end], ((act, 1.0),), (("edit", 1.0),)))
    clauses.sort(key=lambda c: c.start)
    inside = range(start, end)
    amounts = tuple(
        replace(
            a,
            clause=next((n for n, c in enumerate(clauses) if c.start <= a.amount.start < c.end), 0),
            **({"role": "none", "role_score": 1.0} if a.amount.start in inside else {}),
        )
        for a in reading.amounts
    )
    terms = tuple(t for t in reading.terms if t.start not in inside)
    return replace(reading, clauses=tuple(clauses), amounts=amounts, terms=terms)


def _is_of_text(reading: Reading, term: TermMention) -> bool:
    """Whether a term is of the text that is wanted, and nothing of an offer: the way it goes ("a call"), or the bare
    day of a talk."""
    asking = any(
        c.start <= term.start < c.end and max(c.share("ask_words"), c.share("ask_edit")) >= LIKELY
        for c in reading.clauses
    )
    way = channel_told(term.words) and len(term.words.split()) <= _WAY
    return asking and (bool(way) or (term.kind == "schedule" and len(term.words.split()) == 1 and names_day(term.words)))


def _is_day(words: str, due: str) -> bool:
    """Whether words are nothing but the day on which an answer is due."""
    said = words.casefold().split()
    return bool(said and due) and any(c.isdigit() for c in words) and set(said) <= {*due.casefold().split()}
