"""What a message tells of where the negotiation stands -> the reading with it: an answer that is promised or supposed
is none yet, a yes to a talk is none to pay, and what the person has today is nobody's offer."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import SURE_ROLE, Change
from coach.dialogue.counters import counter_at
from coach.dialogue.deals import Dialogue, Event, Term
from coach.dialogue.gate import through_gate
from coach.dialogue.resolve import same_value
from coach.phrasing.terms import content_of
from coach.understanding.claims import named_by_them
from coach.understanding.days import day_in, days_at
from coach.understanding.lexicon import notions_at
from coach.understanding.reading import ASKS, LEAST, MINE, SURE, AmountMention, Clause, Reading, TermMention
from coach.understanding.stages import answer_of, giver_of, maker_of, word_of

_ENDS = ("accepted", "declined", "withdraw", "granted", "refused")
_TOLD_ENDS = ("told_accept", "told_decline", "told_granted", "told_refused")
_SIDES = ("pay", "offer")
_ANSWERS = ("granted", "refused", "accepted")
_TOLD_ANSWERS = ("told_granted", "told_refused", "told_later", "told_accept")


def with_stages(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which no clause gives an answer that is only promised, supposed, or about a talk, with the day for
    which one is promised; terms that the person has today are theirs, and what a clause confirms it does not deny."""
    for n, clause in enumerate(reading.clauses):
        if clause.text.rstrip().endswith("?") or _asks(clause):
            continue
        if _may(clause, _ENDS, (*_TOLD_ENDS, "told_deadline", "told_correct", "told_asked", "told_pending")):
            reading = _with_word(reading, n)
        if dialogue.deals:
            reading = _with_answer(reading, n)
            reading = _confirmed(dialogue, reading, n)
            reading = _with_now(dialogue, reading, n)
    reading = through_gate(dialogue, reading)
    return replace(reading, amounts=tuple(_as_given(reading, a) for a in reading.amounts))


def _as_given(reading: Reading, a: AmountMention) -> AmountMention:
    """A share of pay that goes into a pension with whose it is, where its role is not sure: "theirs is 3%"."""
    if a.component != "pension" or a.amount.kind != "percent" or a.role not in _SIDES or a.role_score >= SURE_ROLE:
        return a
    giver = giver_of(reading, reading.clauses[a.clause], (a.amount.start, a.amount.end))
    role = {"now": "pay", "theirs": "offer"}.get(giver, a.role)
    return replace(a, role=role, role_score=SURE_ROLE) if role != a.role else a


def take_maker(c: Change) -> None:
    """Hold that an offer is the present employer's, for staying, where a correction says so: the counter-offer that the
    talk has, else its one rival without a name."""
    said = next((x for x in c.reading.clauses if not x.only_hides and _of_boss(c.reading, x)), None)
    others = [n for n, d in enumerate(c.now.deals) if n != c.now.focus and d.offer and not d.company]
    if said is not None and len(others) > 1:
        told = [a for a in c.reading.amounts if said.start <= a.amount.start < said.end]
        others = [n for n in others if any(same_value(a, p) for a in told for p in c.deal(n).offer)]
    held = counter_at(c.now)
    at = held if held is not None else others[0] if len(others) == 1 else None
    if said is None or at is None or not c.deal(at).offer:
        return
    c.put(at, kind="counter")
    value = c.deal(at).offer[0]
    c.events.append(
        Event(turn=c.now.turn, kind="corrected", company=c.deal(at).company, after=value, words=said.text[:300],
              thing="counter")
    )  # fmt: skip


def _with_word(reading: Reading, n: int) -> Reading:
    """The reading without a yes or a no of the person's that is only promised for a day, or an if."""
    clause = reading.clauses[n]
    told = word_of(reading, clause)
    if told == "if":
        return _with_clause(reading, n, _without(clause, _ENDS, _TOLD_ENDS))
    if told != "promised" or any(a.clause == n and a.amount.kind == "money" for a in reading.amounts):
        return reading
    clause = _without(clause, _ENDS, _TOLD_ENDS)
    day = day_in(clause.text)
    if not day:
        return _with_clause(reading, n, clause)
    due = reading.due
    if not any(held in clause.text for held, _ in due):
        inside = (i for i, x in enumerate(reading.companies) if clause.start <= x.start < clause.end)
        due = ((day, next(inside, -1)), *due)
    days = {day for _, day in days_at(clause.text)}
    terms = tuple(
        replace(t, side="none") if _holds(clause, t) and t.kind == "start" and t.words in days else t
        for t in reading.terms
    )
    acts = (("deadline", 1.0), *(a for a in clause.acts if a[0] != "deadline"))
    clause = replace(clause, acts=acts, matters=(("told_deadline", 1.0),))
    return replace(_with_clause(reading, n, clause), due=due, deadline=reading.deadline or day, terms=terms)


def _with_answer(reading: Reading, n: int) -> Reading:
    """The reading in which a yes to a talk is no yes to pay, no money is a no, and a number of theirs is no answer."""
    clause = reading.clauses[n]
    if any(a.clause == n for a in reading.amounts) or set(reading.named_in(clause)) - {"base", "total"}:
        return reading
    if named_by_them(reading, clause):
        quiet = _without(clause, (*_ENDS, "correct", "takeback"), (*_TOLD_ENDS, "told_later", "told_correct"))
        return _with_clause(reading, n, replace(quiet, denial=None))
    if not _may(clause, (*_ANSWERS, "news", "story"), _TOLD_ANSWERS):
        return reading
    if clause.share("accepted") >= SURE and word_of(reading, clause) == "given":
        return reading  # the person's own yes is no answer of theirs
    told = answer_of(reading, clause)
    if told == "talk":
        return _with_clause(reading, n, _as_talk(reading, clause))
    if told == "no_money":
        return _with_clause(reading, n, _as_no_money(reading, n))
    return reading


def _as_talk(reading: Reading, clause: Clause) -> Clause:
    """A clause in which they say yes to a talk: no answer, and no news where it gives or refuses no term."""
    given = any(_holds(clause, t) and t.side in ("grant", "refuse") for t in reading.terms)
    if given:
        return _without(clause, _ANSWERS, _TOLD_ANSWERS)
    return _without(clause, (*_ANSWERS, "news"), (*_TOLD_ANSWERS, "told_moved"))


def _as_no_money(reading: Reading, n: int) -> Clause:
    """A clause that says there is no money as a no; behind a yes to a talk it is what they said, however it is put."""
    clause = reading.clauses[n]
    beside = n > 0 and answer_of(reading, reading.clauses[n - 1]) == "talk"  # "he'll see me, but there's no money"
    if clause.share("refused") >= SURE and (clause.happened or not beside):
        return _without(clause, ("granted", "accepted"), ("told_granted", "told_accept"))
    none = _without(clause, _ANSWERS, _TOLD_ANSWERS)
    none = replace(none, acts=(("refused", 1.0), *none.acts), matters=(("told_refused", 1.0), *none.matters))
    return replace(none, stands=()) if beside else none


def _confirmed(dialogue: Dialogue, reading: Reading, n: int) -> Reading:
    """The reading in which a clause that says whose an offer for staying is takes nothing of it back."""
    clause, at = reading.clauses[n], counter_at(dialogue)
    if not clause.puts_right or not _of_boss(reading, clause):
        return reading
    if at is None and not any(d.offer and not d.company for d in dialogue.others):
        return reading
    held = dialogue.deals[at].offer if at is not None else ()
    amounts = tuple(
        replace(a, role="offer", role_score=SURE_ROLE, owner=MINE)
        if a.clause == n and any(same_value(a, p) for p in held)
        else a
        for a in reading.amounts
    )
    return replace(_with_clause(reading, n, _right(clause)), amounts=amounts)


def _with_now(dialogue: Dialogue, reading: Reading, n: int) -> Reading:
    """The reading in which a term that a correction says comes with the present job is the person's today, and the
    words beside it deny no pay."""
    clause = reading.clauses[n]
    if not clause.puts_right:
        return reading
    named = [t for t in reading.terms if _holds(clause, t)]
    named += [t for h in dialogue.deal.terms if (t := _mention(clause, h)) and not any(_meet(t, x) for x in named)]
    named = named or _by_word(clause)
    givers = [(t, giver_of(reading, clause, (t.start, t.end))) for t in named]
    mine = [t for t, giver in givers if giver == "now"]
    if not mine:
        return _with_none(reading, clause, [t for t, giver in givers if giver == "neither"])
    others = tuple(t for t in reading.terms if t not in mine)
    terms = sorted((*others, *(replace(t, side="now", score=1.0) for t in mine)), key=lambda t: t.start)
    clauses = tuple(
        _right(x) if i in (n, n + 1) and not any(a.clause == i for a in reading.amounts) else x
        for i, x in enumerate(reading.clauses)
    )
    return replace(reading, clauses=clauses, terms=tuple(terms))


def _with_none(reading: Reading, clause: Clause, named: list[TermMention]) -> Reading:
    """The reading in which terms that a clause says nobody offers are let go."""
    if not named or not clause.denies or clause.denial is None or clause.denial.things[0][0] not in ("offer", "rival"):
        return reading
    others = tuple(t for t in reading.terms if t not in named)
    gone = (replace(t, side="drop", score=1.0) for t in named)
    return replace(reading, terms=tuple(sorted((*others, *gone), key=lambda t: t.start)))


def _mention(clause: Clause, held: Term) -> TermMention | None:
    """Where a clause names a term that the talk holds: its last word, the head of it."""
    heads = [w for w in held.words.split() if content_of(w)]
    at = clause.text.casefold().find(heads[-1].casefold()) if heads else -1
    if at < 0:
        return None
    start = clause.start + at
    return TermMention(start, start + len(heads[-1]), held.words, held.kind or "other", "now")  # type: ignore[arg-type]


def _by_word(clause: Clause) -> list[TermMention]:
    """The things beside pay that a clause names by a word of the lexicon, where no term was read in it."""
    found = ((start, end) for start, end, notion in notions_at(clause.text) if notion == "pension")
    at = ((clause.start + start, clause.start + end, clause.text[start:end]) for start, end in found)
    return [TermMention(start, end, words, "pension", "now") for start, end, words in at]


def _meet(one: TermMention, other: TermMention) -> bool:
    return one.start < other.end and other.start < one.end


def _of_boss(reading: Reading, clause: Clause) -> bool:
    named = any(clause.start <= x.start < clause.end and x.part != "mine" for x in reading.companies)
    return clause.puts_right and not named and maker_of(reading, clause) == "boss"


def _holds(clause: Clause, term: TermMention) -> bool:
    return clause.start <= term.start < clause.end


def _asks(clause: Clause) -> bool:
    return any(clause.share(act) >= SURE for act in ASKS)


def _may(clause: Clause, acts: tuple[str, ...], matters: tuple[str, ...]) -> bool:
    """Whether a clause may well do one of these, or be about one."""
    return any(clause.share(a) >= LEAST for a in acts) or any(clause.about(m) >= LEAST for m in matters)


def _right(clause: Clause) -> Clause:
    """A clause that puts right whose a thing is, and denies nothing that was told of it."""
    acts = (*((a, s) for a, s in clause.acts if a not in ("takeback", "refused", "correct")), ("correct", 1.0))
    matters = (*((m, s) for m, s in clause.matters if m not in ("told_drop", "meta_wrong", "told_correct")),)
    return replace(clause, acts=acts, matters=(("told_correct", 1.0), *matters), denial=None)


def _without(clause: Clause, acts: tuple[str, ...], matters: tuple[str, ...]) -> Clause:
    """A clause that neither does nor tells any of these."""
    return replace(
        clause,
        acts=tuple(a for a in clause.acts if a[0] not in acts),
        matters=tuple(m for m in clause.matters if m[0] not in matters),
    )


def _with_clause(reading: Reading, n: int, clause: Clause) -> Reading:
    return replace(reading, clauses=(*reading.clauses[:n], clause, *reading.clauses[n + 1 :]))
