"""A message after a text -> each clause as a change of it, an order for another one, or nothing to do with it; and what
a text that is turned away takes with it."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import Change
from coach.dialogue.deals import Dialogue
from coach.dialogue.ordered import order_of, plain
from coach.dialogue.resolve import same_value
from coach.dialogue.revised import revision_in
from coach.dialogue.view import stage_tags
from coach.dialogue.wanted import Wanted
from coach.understanding.changing import ALL, change_of
from coach.understanding.matters import COMPLAINT, HOWS, TEXTS, matters_of
from coach.understanding.reading import LIKELY, POSSIBLE, SURE, WHAT_TO_SAY, AmountMention, Clause, Reading
from coach.understanding.texts import EDIT, NO_TEXT, OTHER, texts_ordered

OPEN = 2  # turns that a text is worked on
_OF_TEXTS = ("ask_edit", "put_in", "leave_out", "fallback")
_BRINGS = ("ask_edit", "put_in")
_SURELY = 0.8  # a probability
_LACKS = 0.55  # a cosine
_TWO = 2  # matters of which the second is what is meant, if not words


def with_turns(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which the clauses of a message after a text that surely have nothing to do with it change and
    order nothing; the turns are kept only where a text stands."""
    if not stands(dialogue):
        return replace(reading, clauses=tuple(replace(_as_asked(dialogue, c), turns=()) for c in reading.clauses))
    clauses = tuple(_as_meant(dialogue, reading, c) for c in reading.clauses)
    amounts = tuple(_as_asked_for(dialogue, reading, a) for a in reading.amounts)
    return replace(reading, clauses=clauses, amounts=amounts)


def _as_asked_for(dialogue: Dialogue, reading: Reading, a: AmountMention) -> AmountMention:
    """A figure that the text asks for, said again in a clause that is surely no news: it is the person's, and nothing
    that they have offered."""
    said = a.role == "offer" and _is_asked_for(dialogue, reading, a)
    return replace(a, role="wish", role_score=1.0) if said else a


def _is_asked_for(dialogue: Dialogue, reading: Reading, a: AmountMention) -> bool:
    """Whether a figure is one that the person wants asked for, in a clause that is hardly news."""
    news = next((s for k, s in reading.clauses[a.clause].turns if k == "news"), 0.0) if reading.clauses else 0.0
    asked = (*dialogue.wanted.dictated, *dialogue.target)
    held = any(same_value(a, p) for p in asked) and not any(same_value(a, p) for p in dialogue.deal.offer)
    return held and news < LIKELY


def _as_asked(dialogue: Dialogue, clause: Clause) -> Clause:
    """A clause where no text stands any more: a sure complaint is one; a sure question that is taken for an order of a
    text, and of which no kind is likely, orders none."""
    if dialogue.wanted.written and clause.turn == "fault" and clause.turns[0][1] >= _SURELY:
        return _complaint(clause)
    asks = clause.turn == "ask" and clause.turns[0][1] >= _SURELY and clause.share("ask_words") >= SURE
    if not asks or any(m in TEXTS or m in HOWS for m, _ in clause.matters[1:2]) or len(clause.matters) < _TWO:
        return clause
    shares = texts_ordered(clause.text, stage_tags(dialogue))
    return _passing(clause) if shares[NO_TEXT] >= SURE else clause


def stands(dialogue: Dialogue) -> bool:
    """Whether a text is shown that the next message may be about."""
    return bool(dialogue.wanted.written) and dialogue.turn + 1 - dialogue.wanted.turn <= OPEN


def _as_meant(dialogue: Dialogue, reading: Reading, clause: Clause) -> Clause:
    """A clause as its turn has it: what passes the text by wants no change of it, and no words either, unless it asks
    what to say to somebody, which surely is another text. What the text lacks is to come in, and denies nothing."""
    if clause.turn != "ask" and change_of(plain(reading, clause), _LACKS, of=ALL) == "add" and not _is_moved(clause):
        acts = tuple(x for x in clause.acts if x[0] not in ("put_in", "correct", "leave_out"))
        acts = (("put_in", _SURELY), *acts)
        return replace(clause, acts=acts, matters=((EDIT, 1.0),), turns=(("edit", 1.0),), denial=None)
    edits = next((share for kind, share in clause.turns if kind == "edit"), 0.0)
    if clause.passes_text and max(map(clause.share, _BRINGS)) >= _SURELY and edits >= LIKELY:
        clause = replace(clause, turns=(("edit", 1.0),))  # "warmer": a word alone tells the one reader little
    elif _turns_away(reading, clause):
        clause = replace(clause, turns=(("reject", 1.0),))
    elif _is_second(reading, clause):
        clause = replace(clause, turns=(("edit", 1.0),))
    if not clause.passes_text:
        return _as_change(dialogue, reading, clause)
    if clause.turn == "ask" and _asks_what_to_say(dialogue, clause):
        return replace(clause, turns=WHAT_TO_SAY)
    told = any(clause.start <= a.amount.start < clause.end for a in reading.amounts)
    return _complaint(clause) if clause.turn == "fault" and not told else _passing(clause)


def _turns_away(reading: Reading, clause: Clause) -> bool:
    """Whether a clause that finds fault, and may turn the text away, surely says that something is wrong, and puts no
    figure or name right: "this isn't what I need, it's wrong"."""
    turns = dict(clause.turns)
    fault, away = turns.get("fault", 0.0), turns.get("reject", 0.0)
    named = [x.start for x in reading.companies] + [x.start for x in reading.persons]
    named += [a.amount.start for a in reading.amounts]
    told = any(clause.start <= at < clause.end for at in named)
    wrong = clause.about("meta_wrong") + clause.about("told_correct")
    return away >= LIKELY and fault + away >= _SURELY and wrong >= _SURELY and not told


def _is_second(reading: Reading, clause: Clause) -> bool:
    """Whether a clause that is not surely a question wants something asked for after a no: it names a figure for it,
    and is near to such an order."""
    told = any(clause.start <= a.amount.start < clause.end for a in reading.amounts)
    asks = clause.text.rstrip().endswith("?") or clause.share("fallback") < POSSIBLE
    unsure = clause.turn == "ask" and clause.turns[0][1] < _SURELY and not asks
    return unsure and told and order_of(reading, clause) == "second"


def _is_moved(clause: Clause) -> bool:
    """Whether a clause surely tells news, and no wish for the text."""
    return clause.turn == "news" and clause.turns[0][1] >= _SURELY


def _as_change(dialogue: Dialogue, reading: Reading, clause: Clause) -> Clause:
    """A clause that may be about the text: it is a change where that is sure, or where all its figures are those that
    the text asks for."""
    figures = [a for a in reading.amounts if clause.start <= a.amount.start < clause.end]
    again = figures and all(_is_asked_for(dialogue, reading, a) for a in figures)
    sure = clause.turn == "edit" and clause.turns[0][1] >= _SURELY
    wants = max(clause.share(act) for act in (*_OF_TEXTS, "ask_words")) >= LIKELY
    if wants or not (sure or (again and clause.turn != "order")):
        return clause
    if again:
        return replace(clause, acts=(("ask_edit", _SURELY),), matters=((EDIT, 1.0),), denial=None)
    return replace(clause, acts=(("ask_edit", _SURELY), *(x for x in clause.acts if x[0] != "ask_edit")))


def _complaint(clause: Clause) -> Clause:
    """A clause as a complaint of what the coach has said, and nothing else."""
    return replace(clause, acts=(), matters=((COMPLAINT, 1.0),), denial=None)


def _passing(clause: Clause) -> Clause:
    """A clause without what it would do to a text."""
    acts = tuple((a, s) for a, s in clause.acts if a not in (*_OF_TEXTS, "ask_words") and not a.startswith("say_"))
    left = tuple((m, s) for m, s in clause.matters if m != EDIT and not m.startswith("words_"))
    if clause.matters and not left:  # what it asks by itself
        alone = matters_of(clause.text, (Clause(0, len(clause.text), clause.text, acts),), {}, ())[0]
        left = tuple((m, s) for m, s in alone if m != EDIT and not m.startswith("words_"))
    whole = sum(s for _, s in left) or 1.0
    gone = len(left) < len(clause.matters)
    return replace(clause, acts=acts, matters=tuple((m, s / whole) for m, s in left) if gone else left)


def _asks_what_to_say(dialogue: Dialogue, clause: Clause) -> bool:
    """Whether a question is surely one for words of another kind than the text that stands."""
    if max(clause.share("ask_words"), sum(s for m, s in clause.matters if m.startswith("words_"))) < SURE:
        return False
    shares = texts_ordered(clause.text, stage_tags(dialogue))
    best = max(shares, key=lambda k: shares[k])
    return best not in (NO_TEXT, EDIT, OTHER, dialogue.wanted.kind) and shares[NO_TEXT] + shares[EDIT] < 1 - _SURELY


def take_rejection(c: Change) -> None:
    """A text that the person turns away: its kind is written no more unless it is ordered by name, and what it rested
    on is taken back."""
    held = c.now.wanted
    if not held.written or not any(x.turn == "reject" for x in c.reading.clauses):
        return
    if revision_in(c.reading, held.written, held.earlier):
        return  # who says what is to be changed in it keeps it
    kinds = tuple(dict.fromkeys((*held.rejected, held.kind)))
    c.set(wanted=Wanted(barred=held.barred, in_full=held.in_full, rejected=kinds))
    if held.kind == "letter_differs":
        for at, deal in enumerate(c.now.deals):
            c.put(at, terms=tuple(t.model_copy(update={"told": None}) for t in deal.terms))
