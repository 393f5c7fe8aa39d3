"""What a message says for a text: the sentences that go into it, what has to go, whom it is to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coach.dialogue.after import stands
from coach.dialogue.deals import Dialogue
from coach.dialogue.ordered import does_only, is_of_text, is_out, order_of, pieces_of, plain
from coach.dialogue.pleas import is_named
from coach.dialogue.resolve import same_value
from coach.dialogue.revised import inside, is_mostly_news, of_text
from coach.dialogue.said import is_for_text
from coach.dialogue.wanted import Wanted
from coach.phrasing import Style
from coach.phrasing.shorthand import in_full
from coach.phrasing.style import channel_told, style_of
from coach.phrasing.terms import content_of
from coach.understanding.amounts import amounts_in
from coach.understanding.changing import ALL, change_of
from coach.understanding.content import STATES, content_in
from coach.understanding.days import names_day
from coach.understanding.lexicon import components_at
from coach.understanding.likeness import figures_and_names, masked
from coach.understanding.reading import LEAST, LIKELY, SURE, AmountMention, Clause, Reading, TermMention
from coach.understanding.reasons import before_reason
from coach.understanding.sayable import Sayable, quoted_in, sayable_in, sentences_in
from coach.understanding.situation import Part

_SENTENCE = 4  # words: fewer are no sentence to be sent
# Cosines: so near to an example, a clause is a change, or tells what would do instead, whatever else it is taken for.
_SURE_CHANGE, _PLAIN_CHANGE, _LIKELY_LACK = 0.65, 0.8, 0.45
# What a clause is taken to do, and nothing besides, that is near to such an example.
_ORDERS = {
    "drop": ("leave_out",), "mute": ("leave_out", "mute"), "judge": ("ask_edit",), "meet": ("ask_edit", "meet"),
}  # fmt: skip
_FEW, _TO_EDIT = 6, 0.99  # words; a probability
_WAY = 2  # words that name a way of writing: "a call"
_CHANGING = ("ask_words", "ask_edit", "put_in")
_THEIRS = ("say_pushback", "say_pay", "say_expect", "say_proof")  # what a text answers may be quoted
_TELLS = ("news", "offer", "pay", "refused", "granted")
_TOLD = ("news", "refused", "granted")
_LITTLE = 10.0  # a bare number below it is no pay in a talk about a text
_ANSWERS = ("news", "refused", "granted", "accepted", "declined", "withdraw", "feeling")
_ARTICLES = ("a", "an", "the", "my", "some", "another")


def with_sentences(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading as it is meant in a talk in which a text stands: a sentence in quotation marks is put into it, or
    taken out where the text says it, and tells nothing else; what is near to a change is one; the day of the answer is
    no term, and a yes to a meeting none to the pay; a reason is no part of the term it is told for."""
    wanted, reading = dialogue.wanted, replace(reading, terms=tuple(map(_without_reason, reading.terms)))
    if not (wanted.turn or any(c.share("ask_words") >= LIKELY for c in reading.clauses)):
        return reading
    meant = [x for x in quoted_in(reading.text) if len(x[2].split()) >= _SENTENCE and _is_meant(wanted, reading, *x)]
    others = tuple((a, b) for a, b, _ in meant)
    for start, end, words in meant:
        gone = bool(wanted.written) and (wanted.says(words) or _is_out(reading, start, end, others))
        reading = _apart(reading, start, end, "leave_out" if gone else "put_in")
    if stands(dialogue) and not any(c.turn == "reject" for c in reading.clauses):
        for start, end in tuple(
            s
            for c in reading.clauses
            if not c.passes_text
            for s in (_missed(dialogue, reading, c) or _lacking(reading, c))
        ):
            reading = _apart(reading, start, end, "put_in")
        asked = (*wanted.dictated, *dialogue.target)
        clauses = tuple(_changing(reading, n, asked) for n in range(len(reading.clauses)))
        amounts = tuple(_replaced(wanted, reading, a) for a in reading.amounts)
        second = [c for c in clauses if c.share("fallback") >= SURE]
        terms = tuple(
            replace(t, side="instead", score=1.0)
            if t.side in ("wish", "ask") and any(c.start <= t.start < c.end for c in second)
            else t
            for t in reading.terms
        )
        reading = replace(reading, clauses=clauses, amounts=amounts, terms=terms)
    reading = replace(reading, clauses=tuple(_of_talk(reading, c) for c in reading.clauses))
    if wanted.written and stands(dialogue):
        reading = _without_role(_without_text(dialogue, reading))
    due = dialogue.deadline or reading.deadline
    if wanted.minutes and wanted.turn == dialogue.turn:
        reading = replace(reading, clauses=tuple(map(_of_meeting, reading.clauses)))
    kept = (t for t in reading.terms if not (_is_day(t.words, due) or _is_of_text(reading, t) or _is_deed(reading, t)))
    kept = (_whole_ask(reading, t) for t in kept if not _is_point(reading, t))
    kept = (t for t in kept if not (wanted.why and content_of(t.words) <= content_of(" ".join(wanted.why))))
    return replace(reading, terms=tuple(kept))


def _without_text(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading without what is said in words that change the text, or that are to be said in it: no figure there is
    told of the talk, unless it is what the person wants and new, no term, and no answer of theirs."""
    found = of_text(reading)
    if not found and is_mostly_news(reading):  # what they ask beside it is theirs as well
        return replace(reading, clauses=tuple(map(_of_news, reading.clauses)))
    if not found:
        return reading
    said = tuple(f for f in found if f.form in STATES)
    new = tuple(f for f in found if f.form == "new")
    shown = {x.high for p in dialogue.wanted.written for x in amounts_in(p)}
    parts = (
        *dialogue.current,
        *dialogue.target,
        *dialogue.wanted.dictated,
        *(p for d in dialogue.deals for p in d.offer),
    )

    def told(a: AmountMention) -> bool:
        start = a.amount.start
        in_it = any(f.start <= start < f.end for f in said) and a.role not in ("wish", "more", "asked")
        again = any(f.start <= start < f.end for f in new) and any(same_value(a, p) for p in parts)
        again = again or (a.amount.high in shown and not any(same_value(a, p) for p in parts))
        small = a.amount.kind == "bare" and a.amount.high < _LITTLE and not a.amount.period  # "2 and 1"
        return not (in_it or again or small or inside(found, start, start + 1))

    amounts = tuple(a if told(a) else replace(a, role="none", role_score=1.0) for a in reading.amounts)
    terms = tuple(t for t in reading.terms if not inside(found, t.start, t.start + 1))
    clauses = tuple(
        _of_change(c) if any(f.start < c.end and c.start < f.end for f in found) else c for c in reading.clauses
    )
    companies = tuple(replace(x, part="just") if inside(found, x.start, x.start + 1) else x for x in reading.companies)
    return replace(reading, amounts=amounts, terms=terms, clauses=clauses, companies=companies)


def _without_role(reading: Reading) -> Reading:
    """The reading of a change without a role: "it sounds like a lawyer" names no job, unless it puts the job right."""
    changes = any(max(c.share("ask_edit"), c.share("leave_out")) >= SURE for c in reading.clauses)
    tells = any(c.share(a) >= SURE for c in reading.clauses for a in ("offer", "news"))
    right = any(c.puts_right or c.share("correct") >= LIKELY for c in reading.clauses)
    named = any(f.form in ("old", "new") and reading.title and reading.title in f.words for f in of_text(reading))
    return replace(reading, role="", title="", titles=()) if changes and not (tells or right or named) else reading


def _of_news(clause: Clause) -> Clause:
    """A clause beside news that changes no text."""
    acts = tuple((a, s) for a, s in clause.acts if a not in ("ask_edit", "put_in"))
    return replace(clause, acts=acts, matters=tuple((m, s) for m, s in clause.matters if m != "edit"))


def _of_change(clause: Clause) -> Clause:
    """A clause with words that change the text: it wants that, and is no answer of theirs and asks nothing, unless it
    surely tells news."""
    if clause.turn == "news" and clause.turns[0][1] >= SURE:
        return clause
    kept = tuple((a, s) for a, s in clause.acts if a not in _ANSWERS and not a.startswith("ask_"))
    asks = max(clause.share("ask_words"), 0.0)
    acts = (("ask_edit", 1.0), *(() if asks < SURE else (("ask_words", asks),)), *kept)
    return replace(clause, acts=acts, matters=(("edit", 1.0),) if asks < SURE else clause.matters)


def _is_out(reading: Reading, start: int, end: int, others: tuple[tuple[int, int], ...]) -> bool:
    """Whether a quotation is to go, by the words of its own clause beside it, by those of its sentence where it has
    none."""
    own = next((c for c in reading.clauses if c.start <= start and end <= c.end), None)
    beside = own and (reading.text[own.start : start] + reading.text[end : own.end]).strip(" ,;:.\"'“”")
    if own is None or not beside:
        return is_out(reading.text, start, end, others)
    within = tuple((a - own.start, b - own.start) for a, b in others if own.start <= a and b <= own.end)
    return is_out(reading.text[own.start : own.end], start - own.start, end - own.start, within)


def _of_meeting(clause: Clause) -> Clause:
    """A clause right after a meeting was asked for, in which their yes or no is to the meeting, and not to the pay."""
    acts = tuple((a, s) for a, s in clause.acts if a not in ("granted", "refused"))
    told = ("told_granted", "told_refused", "told_final")
    return replace(clause, acts=acts, matters=tuple((m, s) for m, s in clause.matters if m not in told))


def _without_reason(term: TermMention) -> TermMention:
    words = before_reason(term.words)
    return replace(term, words=words, end=term.start + len(words)) if words and words != term.words else term


def _of_talk(reading: Reading, clause: Clause) -> Clause:
    """A clause that wants words as one that wants no figure in them, or a talk asked for, where it surely does."""
    if clause.share("ask_words") < LIKELY and clause.share("leave_out") < LIKELY:
        return clause
    kind = change_of(plain(reading, clause), _SURE_CHANGE, of=ALL)
    if kind not in ("mute", "meet") or clause.share(kind) == 1.0:
        return clause
    return replace(clause, acts=(*clause.acts, (kind, 1.0)))


def _missed(dialogue: Dialogue, reading: Reading, clause: Clause) -> tuple[tuple[int, int], ...]:
    """Where in a clause that finds fault with the text something is named that speaks for the person, and is not to go:
    "too stiff, and you forgot the licence"."""
    faults = clause.puts_right or clause.share("ask_edit") >= LIKELY or clause.matter in ("edit", "meta_wrong", "why")
    told = any(clause.start <= a.amount.start < clause.end for a in reading.amounts)
    if not faults or told or clause.share("leave_out") >= LIKELY or clause.share("ask_words") >= LIKELY:
        return ()
    pieces = pieces_of(reading.text, clause) or ((clause.start, clause.end),)
    return tuple((a, b) for a, b in pieces if is_named(reading.text[a:b], dialogue.grounds))


def _lacking(reading: Reading, clause: Clause) -> tuple[tuple[int, int], ...]:
    """Where in a clause of several pieces it is told what the text lacks, up to its end: "it is good, and you left out
    my training"."""
    if clause.share("leave_out") >= LIKELY or any(share == 1.0 for _, share in clause.acts):
        return ()
    spans = figures_and_names(reading)
    for start, end in pieces_of(reading.text, clause):
        if change_of(masked(reading.text, start, end, spans), _LIKELY_LACK, of=ALL) == "add":
            said = sayable_in(reading.text[start : clause.end], ("put_in",))
            return ((start, clause.end),) if any(x.form in ("did", "fact") for x in said) else ()
    return ()


def _changing(reading: Reading, at: int, asked: tuple[Part, ...]) -> Clause:
    """A clause of a message after a text with what it surely changes of it: what goes out, that it is wanted once more
    or to ask for a talk, a second-best ask beside what is `asked`, something to be named."""
    clause = reading.clauses[at]
    if clause.passes_text:
        return clause
    if any(share == 1.0 and act in ("put_in", "leave_out") for act, share in clause.acts):
        return clause  # a quotation
    figures = [a for a in reading.amounts if a.clause == at]
    pay = [a for a in figures if a.component in ("base", "total")]
    again = bool(figures) and pay == figures and all(any(same_value(a, p) for p in asked) for a in figures)
    asks = bool(figures) or any(clause.start <= t.start < clause.end for t in reading.terms)
    asks = (asks or bool(components_at(clause.text))) and not again
    kind = order_of(reading, clause)
    before = reading.clauses[at - 1] if at else None
    if not kind and before and before.share("leave_out") == 1.0 and is_of_text(clause):
        kind = "drop"  # "remove the first line and the thanks"
    own = kind == "meet" and any(x.words.split()[0] == "I" for x in sentences_in(clause.text))
    if kind in _ORDERS and clause.share("put_in") < SURE and not own:
        return does_only(clause, *_ORDERS[kind])
    if kind == "redo":
        acts = tuple((a, s) for a, s in clause.acts if a != "ask_edit")
        return replace(clause, acts=(("ask_edit", 1.0), *acts), matters=(("edit", 1.0),), denial=None)
    if (clause.puts_right or clause.denies) and is_for_text(clause):  # what the text lacks is no fact to be undone
        return does_only(clause, "put_in")
    tells = any(clause.share(a) >= SURE for a in _TELLS)
    if kind == "add" and not change_of(plain(reading, clause), _PLAIN_CHANGE if tells else _SURE_CHANGE):
        return clause
    act = "fallback" if kind == "second" and asks else "put_in" if kind == "add" else ""
    styled = act == "put_in" and style_of((clause.text,)) != Style()
    barred = ("leave_out",) if act == "fallback" else ("leave_out", *_THEIRS)
    if not act or styled or any(clause.share(a) >= LIKELY for a in barred):
        return clause
    acts = tuple(sorted((*((a, s) for a, s in clause.acts if a != act), (act, 1.0)), key=lambda x: -x[1]))
    return replace(clause, acts=acts)


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
    if not wanted.written:  # no text stands: a quotation is what they said, or a name, unless it is to be put in
        return not theirs and not told and any(c.share("put_in") >= LIKELY for c in own)
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
            replace(c, start=a, end=b, text=reading.text[a:b].strip(), **_rest(reading, a, b))
            for a, b in ends
            if any(x.isalpha() for x in reading.text[a:b])
        ]
    clauses.append(Clause(start, end, reading.text[start:end], ((act, 1.0),), (("edit", 1.0),)))
    clauses.sort(key=lambda c: c.start)
    inside = range(start, end)
    amounts = tuple(_placed(clauses, a, inside) for a in reading.amounts)
    terms = tuple(t for t in reading.terms if t.start not in inside)
    return replace(reading, clauses=tuple(clauses), amounts=amounts, terms=terms)


def _rest(reading: Reading, start: int, end: int) -> dict[str, Any]:
    """What the few words beside a quotation do: they say what becomes of it."""
    told = any(start <= a.amount.start < end for a in reading.amounts)
    if told or len(reading.text[start:end].split()) > _FEW:
        return {}
    return {"acts": (("ask_edit", _TO_EDIT),), "matters": (("edit", 1.0),), "denial": None}


def _placed(clauses: list[Clause], a: AmountMention, inside: range) -> AmountMention:
    """A figure with the place of its clause among these; one that stands `inside` tells nothing."""
    at = next((n for n, c in enumerate(clauses) if c.start <= a.amount.start < c.end), 0)
    placed = replace(a, clause=at)
    return replace(placed, role="none", role_score=1.0) if a.amount.start in inside else placed


def _points_at(reading: Reading, term: TermMention) -> list[Sayable]:
    """The points of the text that a term stands in, where the message wants one."""
    if not reading.does("ask_words", "ask_edit"):
        return []
    return [x for x in content_in(reading.text) if x.start < term.end and term.start < x.end]


def _is_point(reading: Reading, term: TermMention) -> bool:
    """Whether a term is part of what the text tells, and nothing that it asks for: "for the counter and five staff"."""
    inside = _points_at(reading, term)
    return bool(inside) and all(x.form in (*STATES, "for", "thank") for x in inside)


def _whole_ask(reading: Reading, term: TermMention) -> TermMention:
    """A term that is torn out of what is asked for, as the person asks for it: "7" of "step 7"."""
    for x in _points_at(reading, term):
        head = reading.text[x.start : term.start].split()
        if x.form == "ask" and head and head[-1].casefold() not in _ARTICLES and term.words[:1].isdigit():
            return replace(term, start=x.start, end=x.end, words=before_reason(in_full(x.words)))
    return term


def _is_deed(reading: Reading, term: TermMention) -> bool:
    """Whether a term is part of what the person says to have done: "cut the load from 5 hours to 1"."""
    clause = next((c for c in reading.clauses if c.start <= term.start < c.end), None)
    if clause is None or max(clause.share("deed"), clause.about("told_deed"), clause.share("put_in")) < LEAST:
        return False
    done = (x for x in sayable_in(clause.text, ("deed",)) if x.form == "did")
    return any(x.start <= term.start - clause.start < x.end for x in done)


def _is_of_text(reading: Reading, term: TermMention) -> bool:
    """Whether a term is of the text that is wanted, and nothing of an offer: the way it goes ("a call"), the talk that
    it asks for, or the bare day of that."""
    own = [c for c in reading.clauses if c.start <= term.start < c.end]
    if any(c.share("meet") == 1.0 for c in own):
        return True
    asking = any(max(c.share("ask_words"), c.share("ask_edit")) >= LIKELY for c in own)
    way = channel_told(term.words) and len(term.words.split()) <= _WAY
    return asking and (
        bool(way) or (term.kind == "schedule" and len(term.words.split()) == 1 and names_day(term.words))
    )


def _is_day(words: str, due: str) -> bool:
    """Whether words are nothing but the day on which an answer is due."""
    said = words.casefold().split()
    return bool(said and due) and any(c.isdigit() for c in words) and set(said) <= {*due.casefold().split()}
