"""What a message says for a text: the sentences that go into it, what has to go, whom it is to."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.deals import Dialogue
from coach.dialogue.said import is_for_text
from coach.dialogue.wanted import Wanted
from coach.phrasing import Style
from coach.phrasing.style import channel_told, style_of
from coach.understanding.changing import Changing, change_of
from coach.understanding.days import names_day
from coach.understanding.likeness import figures_and_names, masked
from coach.understanding.reading import LIKELY, SURE, AmountMention, Clause, Reading, TermMention
from coach.understanding.sayable import quoted_in

_SENTENCE = 4  # words: fewer are no sentence to be sent
OPEN = 2  # turns that a text is worked on
_CHANGES: tuple[Changing, ...] = ("add", "drop", "second", "tell")
# Cosines: so near to an example, a clause is a change, or tells what would do instead, whatever else it is taken for.
_SURE_CHANGE, _LIKELY_SECOND, _PLAIN_CHANGE = 0.65, 0.6, 0.8
_WAY = 2  # words that name a way of writing: "a call"
_CHANGING = ("ask_words", "ask_edit", "put_in")
_THEIRS = ("say_pushback", "say_pay", "say_expect", "say_proof")  # what a text answers may be quoted
_TELLS = ("news", "offer", "pay", "refused", "granted")
_TOLD = ("news", "refused", "granted")


def with_sentences(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading as it is meant in a talk in which a text stands: a sentence in quotation marks is put into it, or
    taken out where the text says it, and tells nothing else; what is near to a change is one; the day of the answer is
    no term, and a yes to a meeting none to the pay."""
    wanted = dialogue.wanted
    if not (wanted.turn or any(c.share("ask_words") >= LIKELY for c in reading.clauses)):
        return reading
    meant = [x for x in quoted_in(reading.text) if len(x[2].split()) >= _SENTENCE and _is_meant(wanted, reading, *x)]
    for start, end, words in meant:
        reading = _apart(reading, start, end, "leave_out" if wanted.says(words) else "put_in")
    if wanted.written and dialogue.turn + 1 - wanted.turn <= OPEN:
        clauses = tuple(_changing(reading, n) for n in range(len(reading.clauses)))
        amounts = tuple(_replaced(wanted, reading, a) for a in reading.amounts)
        second = [c for c in clauses if c.share("fallback") >= SURE]
        terms = tuple(
            replace(t, side="instead", score=1.0)
            if t.side in ("wish", "ask") and any(c.start <= t.start < c.end for c in second)
            else t
            for t in reading.terms
        )
        reading = replace(reading, clauses=clauses, amounts=amounts, terms=terms)
    due = dialogue.deadline or reading.deadline
    if wanted.minutes and wanted.turn == dialogue.turn:
        reading = replace(reading, clauses=tuple(map(_of_meeting, reading.clauses)))
    kept = (t for t in reading.terms if not _is_day(t.words, due) and not _is_of_text(reading, t))
    return replace(reading, terms=tuple(kept))


def _of_meeting(clause: Clause) -> Clause:
    """A clause right after a meeting was asked for, in which their yes or no is to the meeting, and not to the pay."""
    acts = tuple((a, s) for a, s in clause.acts if a not in ("granted", "refused"))
    told = ("told_granted", "told_refused", "told_final")
    return replace(clause, acts=acts, matters=tuple((m, s) for m, s in clause.matters if m not in told))


def _changing(reading: Reading, at: int) -> Clause:
    """A clause of a message after a text with what it surely changes of it: a second-best ask, something to be
    named."""
    clause = reading.clauses[at]
    if (clause.puts_right or clause.denies) and is_for_text(clause):  # what the text lacks is no fact to be undone
        return replace(clause, acts=(("put_in", 1.0),), matters=(("edit", 1.0),), denial=None)
    asks = any(a.clause == at for a in reading.amounts) or any(
        clause.start <= t.start < clause.end for t in reading.terms
    )
    kind = change_of(_plain(reading, clause), _LIKELY_SECOND if asks else _SURE_CHANGE, of=_CHANGES)
    tells = any(clause.share(a) >= SURE for a in _TELLS)
    if kind == "add" and not change_of(_plain(reading, clause), _PLAIN_CHANGE if tells else _SURE_CHANGE, of=_CHANGES):
        return clause
    act = "fallback" if kind == "second" and asks else "put_in" if kind == "add" else ""
    styled = act == "put_in" and style_of((clause.text,)) != Style()
    barred = ("leave_out",) if act == "fallback" else ("leave_out", *_THEIRS)
    if not act or styled or any(clause.share(a) >= LIKELY for a in barred):
        return clause
    acts = tuple(sorted((*((a, s) for a, s in clause.acts if a != act), (act, 1.0)), key=lambda x: -x[1]))
    return replace(clause, acts=acts)


def _plain(reading: Reading, clause: Clause) -> str:
    """The words of a clause with each figure called "an amount" and each company "a company"."""
    return masked(reading.text, clause.start, clause.end, figures_and_names(reading))


def _replaced(wanted: Wanted, reading: Reading, a: AmountMention) -> AmountMention:
    """A figure that stands in the place of one of the text: "change 84,000 to 83,000" is no range."""
    clause = reading.clauses[a.clause] if reading.clauses else None
    asked = {p.high for p in wanted.dictated}
    low, high = a.amount.low, a.amount.high
    if clause is None or low == high or not asked & {low, high} or clause.share("ask_edit") < LIKELY:
        return a
    value = low if high in asked else high
    return replace(a, amount=replace(a.amount, low=value, high=value), role="wish")


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
    amounts = tuple(_placed(clauses, a, inside) for a in reading.amounts)
    terms = tuple(t for t in reading.terms if t.start not in inside)
    return replace(reading, clauses=tuple(clauses), amounts=amounts, terms=terms)


def _placed(clauses: list[Clause], a: AmountMention, inside: range) -> AmountMention:
    """A figure with the place of its clause among these; one that stands `inside` tells nothing."""
    at = next((n for n, c in enumerate(clauses) if c.start <= a.amount.start < c.end), 0)
    placed = replace(a, clause=at)
    return replace(placed, role="none", role_score=1.0) if a.amount.start in inside else placed


def _is_of_text(reading: Reading, term: TermMention) -> bool:
    """Whether a term is of the text that is wanted, and nothing of an offer: the way it goes ("a call"), or the bare
    day of a talk."""
    asking = any(
        c.start <= term.start < c.end and max(c.share("ask_words"), c.share("ask_edit")) >= LIKELY
        for c in reading.clauses
    )
    way = channel_told(term.words) and len(term.words.split()) <= _WAY
    return asking and (
        bool(way) or (term.kind == "schedule" and len(term.words.split()) == 1 and names_day(term.words))
    )


def _is_day(words: str, due: str) -> bool:
    """Whether words are nothing but the day on which an answer is due."""
    said = words.casefold().split()
    return bool(said and due) and any(c.isdigit() for c in words) and set(said) <= {*due.casefold().split()}
