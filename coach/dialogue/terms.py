"""The terms beside pay of a message -> the dialogue: each with its side, changed by events as the talk goes on."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.dialogue.change import Change
from coach.dialogue.counters import counter_at, speaks_last
from coach.dialogue.deals import Bound, Deal, EventKind, Term, TermSide
from coach.dialogue.people import told_by
from coach.dialogue.place import another
from coach.dialogue.terms_settled import (
    MINE,
    THEIRS,
    answers,
    is_less,
    nearest,
    same,
    settled,
    stands_beside,
    tells_anew,
)
from coach.dialogue.terms_told import meant
from coach.dialogue.terms_whole import whole_terms
from coach.dialogue.ways import ways_of
from coach.dialogue.weeks import NOW, is_counted, is_of_hours, take_open_weeks, weeks_answered, weeks_told
from coach.phrasing.terms import content_of
from coach.understanding.amounts import Amount, amounts_in
from coach.understanding.letters.words import spans_in
from coach.understanding.lexicon import is_denied
from coach.understanding.reading import MINE as MINE_THERE
from coach.understanding.reading import SURE, AmountMention, Clause, TermMention
from coach.understanding.situation import Part

_SIDES: dict[str, TermSide] = {
    "offer": "offered", "wish": "wished", "ask": "asked", "grant": "granted", "refuse": "refused", "drop": "dropped",
    "instead": "wished", "now": "now", "mind": "offered",
}  # fmt: skip
_EVENTS: dict[TermSide, EventKind] = {
    "offered": "term_offered", "wished": "term_wished", "asked": "term_asked", "granted": "term_granted",
    "refused": "term_refused", "dropped": "term_dropped", "now": "term_told",
}  # fmt: skip
_UNNAMED = -2  # the owner of what another employer offers that is not named
_NO_PART, _OF_MONEY = ("other", "once", "relo"), ("offer", "pay", "wish", "asked", "more")
_SURE_KIND = 0.6  # a probability
_SURE_NAMED = 0.4  # a probability that a company offers something
_SENTENCE = re.compile(r"[.!?;](?=\s)|\n")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:\s?k\b)?", re.I)


def take_terms(c: Change) -> None:
    """Hold each term beside pay that the message names, and what is told of it."""
    right, second = _put_right(c), ways_of(c.reading).second
    _take_out(c)
    weeks = [*weeks_told(c), *weeks_answered(c)]
    take_open_weeks(c)
    # What was asked comes before the answer to it, in whatever order the message tells them.
    for mention in sorted(whole_terms(c), key=lambda t: t.side in ("grant", "refuse")):
        if any(x.start <= mention.start < x.end for x in right) or _is_placed(c, mention):
            continue
        if mention.kind == "hours" and is_counted(c, mention):
            continue
        clause = next((x for x in c.reading.clauses if x.start <= mention.start < x.end), None)
        told = mention if clause and _no_is_elsewhere(c, mention, clause) else meant(mention, clause)
        if told is None:
            continue
        if told.side in ("wish", "ask") and told.start in second:
            told = replace(told, side="instead")
        told = _of_employer(c, told, clause)
        term = _term(c, told)
        if term.side == "now":
            _hold_now(c, term, corrects=clause is not None and clause.puts_right)
            continue
        if not c.now.deals:
            c.set(deals=(Deal(),))
        if told.side == "mind" and told.owner == MINE_THERE:
            _hold_now(c, term.model_copy(update={"side": "now", "minded": True}), corrects=False)
            continue
        if told.side == "mind":
            kind = term.kind if told.kind_score >= _SURE_KIND else "other"
            at = _deal_of(c, mention, clause)
            _mind(c, c.now.focus if at is None else at, term.model_copy(update={"kind": kind}))
            continue
        at = _deal_of(c, mention, clause) if term.side in ("offered", "granted", "refused") else c.now.focus
        if at is None:
            continue  # of an employer that the talk has no deal of
        later = told.told and told.side == "offer" and clause is not None and clause.about("told_later") >= SURE
        _put(c, at, term, corrects=clause is not None and clause.does("correct"), whole=told.told, later=later)
    _take_weeks(c, weeks)


def _take_weeks(c: Change, weeks: list[tuple[TermMention, int]]) -> None:
    """Hold the hours of each employer's week, and of today's."""
    for told, at in weeks:
        term = _term(c, told)
        clause = next((x for x in c.reading.clauses if x.start <= told.start < x.end), None)
        if at == NOW:
            _hold_now(c, term, corrects=False)
        elif c.now.deals:
            _put(c, at, term, corrects=clause is not None and clause.does("correct"))


def _of_employer(c: Change, t: TermMention, clause: Clause | None) -> TermMention:
    """A term taken for one of today whose clause puts right what an employer that offers was told to give."""
    if t.side != "now" or clause is None or not c.of:
        return t
    inside = {at for i, at in c.of.items() if clause.start <= c.reading.companies[i].start < clause.end}
    held = any(x.kind == t.kind and x.side == "offered" for at in inside for x in c.deal(at).terms)
    return replace(t, side="offer") if held else t


def _take_out(c: Change) -> None:
    """Let go of a term of theirs that a correction says is none: "no, not severance pay"."""
    for t in c.reading.terms:
        clause = next((x for x in c.reading.clauses if x.start <= t.start < x.end), None)
        if clause is None or not clause.puts_right or not is_denied(c.reading.text[: t.end], t.start, t.end):
            continue
        for at, deal in enumerate(c.now.deals):
            gone = tuple(x for x in deal.terms if x.kind == t.kind and x.side == "offered" and x.turn < c.now.turn)
            c.put(at, terms=tuple(x for x in deal.terms if x not in gone))
            for x in gone:
                _tell(c, deal.company, x.model_copy(update={"side": "dropped", "turn": c.now.turn}))


def _no_is_elsewhere(c: Change, t: TermMention, clause: Clause) -> bool:
    """Whether a term is given in one clause and the no is said in another, which names the part of pay it is about."""
    others = (x for x in c.reading.clauses if x is not clause and x.share("refused") >= SURE)
    return t.side == "grant" and not c.reading.named_in(clause) and any(c.reading.named_in(x) for x in others)


def _hold_now(c: Change, term: Term, *, corrects: bool) -> None:
    """Hold a term that the person has today; by a correction it is none that they offer."""
    for at, deal in enumerate(c.now.deals if corrects else ()):
        gone = [t for t in deal.terms if t.side in THEIRS and same(t, term)]
        c.put(at, terms=tuple(t for t in deal.terms if t not in gone))
        fuller = (t for t in gone if content_of(term.words) <= content_of(t.words) and term.figure is None)
        term = next((t.model_copy(update={"side": "now", "turn": term.turn}) for t in fuller), term)
    if not any(same(t, term) and t.words == term.words for t in c.now.terms_now):
        c.set(terms_now=(*(t for t in c.now.terms_now if not same(t, term)), term))
        _tell(c, "", term)


def _mind(c: Change, at: int, new: Term) -> None:
    """Hold that a term troubles the person: one of theirs that is known already, or one that this tells of."""
    deal = c.deal(at)
    alike = [t for t in deal.terms if same(t, new)]
    theirs = next((t for t in alike if t.side in THEIRS), None)
    if theirs is None and (open_ := next((t for t in alike if t.side in MINE), None)):
        c.note("term_minded", new.words, deal.company)  # the wish stands, and is spoken of again
        c.events[-1] = c.events[-1].model_copy(update={"term": open_})
        return
    held = theirs if theirs and (new.figure is None or new.figure == theirs.figure) else new
    put = held.model_copy(update={"minded": True, "side": "offered", "turn": c.now.turn})
    c.put(at, terms=(*(t for t in deal.terms if t is not theirs), put))
    c.note("term_minded", new.words, deal.company)
    c.events[-1] = c.events[-1].model_copy(update={"term": put})


def _is_placed(c: Change, mention: TermMention) -> bool:
    """Whether the words are a figure of pay that a correction has put in its place, and no term."""
    inside = (a for a in c.gone if mention.start <= a.amount.start < mention.end)
    return any(a.component in ("base", "total") for a in inside)


def _put_right(c: Change) -> list[Clause]:
    """Terms whose figure a message says was wrong, with the right one: "the allowance is 5,400, not 4,800"; the clauses
    that say so."""
    said: list[Clause] = []
    wrongs = [a for a in c.reading.amounts if a.role == "was" and not is_of_hours(a)]
    for wrong in wrongs if c.reading.clauses else ():
        clause = c.reading.clauses[wrong.clause]
        beside = (a for a in c.reading.amounts if a.clause == wrong.clause and a.role != "was")
        right = next((a for a in beside if a.amount.kind == wrong.amount.kind), None)
        held = [
            (n, t, m[0])
            for n, d in enumerate(c.now.deals) for t in d.terms for m in _NUMBER.finditer(t.words) if _is(m[0], wrong)
        ]  # fmt: skip
        if right is None or not held or not clause.does("correct"):
            continue
        at, term, digits = held[-1]
        now = next(iter(_NUMBER.findall(right.text)), right.text)
        figure = right.amount.high if term.figure is not None else None
        words = term.words.replace(digits, now, 1)
        new = term.model_copy(update={"words": words, "figure": figure, "turn": c.now.turn})
        c.put(at, terms=tuple(new if t is term else t for t in c.deal(at).terms))
        _tell(c, c.deal(at).company, new)
        said.append(clause)
    return said


def _is(digits: str, a: AmountMention) -> bool:
    found = next(iter(amounts_in(digits)), None)
    return found is not None and found.high == a.amount.high


def answered_at_once(c: Change, side: TermSide) -> bool:
    """Hold a yes or a no that names nothing for what was asked beside pay; whether there was any of it."""
    deal = c.now.deal
    waiting = deal.terms_of("asked") or (deal.open_terms if c.now.wanted.turn else ())
    for term in waiting:
        _put(c, c.now.focus, term.model_copy(update={"side": side, "turn": c.now.turn}), corrects=False)
    return bool(waiting)


def _term(c: Change, t: TermMention) -> Term:
    found = next(iter(amounts_in(t.words)), None)
    figure, unit = (found.high, _unit(found)) if found and (found.kind != "bare" or t.words.isdigit()) else (None, "")
    if t.told and (of := _money_of(c, t)) is not None:
        figure, unit = of.amount.high, of.amount.currency or next((p.currency for p in _paid(c) if p.currency), "")
    if figure is None and t.kind == "notice" and (span := next(spans_in(t.words), None)):
        figure, unit = span.count, span.unit  # "one month"
    if t.pay is not None:
        figure, unit = t.pay.high, t.pay.currency
    words = re.sub(r"^no\s+", "", t.words, flags=re.I) if t.side in ("refuse", "drop") else t.words
    bound = _bound_of(found) if found is not None and found.high == figure else ""
    return Term(
        kind=t.kind, words=words, figure=figure, unit=unit, bound=bound, side=_SIDES[t.side], turn=c.now.turn,
        instead=t.side == "instead",
    )  # fmt: skip


def _bound_of(a: Amount) -> Bound:
    """Whether a figure is told as the least or the most of what it is."""
    return "most" if a.capped else "least" if a.floored or a.open_ended else ""


def _money_of(c: Change, t: TermMention) -> AmountMention | None:
    """The sum of money in the words of a term that a model reads well: "85 standby"."""
    inside = (a for a in c.reading.amounts if t.start <= a.amount.start and a.amount.end <= t.end)
    told = (a for a in inside if a.component in _NO_PART and a.amount.kind in ("money", "bare"))
    return next((a for a in told if a.role in _OF_MONEY and a.role_score >= SURE), None)


def _paid(c: Change) -> tuple[Part, ...]:
    """The pay that the talk holds."""
    return (*c.now.deal.offer, *c.now.current, *c.now.target)


def _unit(a: Amount) -> str:
    return "%" if a.kind == "percent" else a.counted or a.currency


def _deal_of(c: Change, t: TermMention, clause: Clause | None) -> int | None:
    """The deal that a term of theirs belongs to: that of the company named last before it in its sentence, or of the
    person who tells it, else of the present employer where that one spoke last, else the one in focus; None for that of
    another employer, not named, with which the talk has no deal."""
    if t.owner is not None and t.owner in c.of:
        return c.of[t.owner]
    if t.owner == MINE_THERE and (kept := counter_at(c.now)) is not None:
        return kept
    if t.owner == _UNNAMED and (c.now.deal.kind != "raise" or another(c) is not None):
        return another(c)
    if clause is None:
        return c.now.focus
    if not t.told and not c.reading.companies and (kept := speaks_last(c.now)) is not None:
        return kept
    start = min(clause.start, max((m.end() for m in _SENTENCE.finditer(c.reading.text, 0, t.start)), default=0))
    named = [
        i for i, x in enumerate(c.reading.companies)
        if i in c.of and start <= x.start < t.start and x.part in ("job", "rival") and x.score > _SURE_NAMED
    ]  # fmt: skip
    after = [
        i for i, x in enumerate(c.reading.companies) if i in c.of and x.label and t.end <= x.start < clause.end
    ]  # "28 days at the hospital"
    if not named and after:
        return c.of[after[0]]
    if not named and (at := told_by(c, clause)) is not None:
        return at
    return c.of[named[-1]] if named else c.now.focus


def _put(c: Change, at: int, new: Term, *, corrects: bool, whole: bool = False, later: bool = False) -> None:
    """Hold a term of a deal: it takes the place of what was held of the same, and a yes or a no settles what was
    asked; what puts that off to `later` leaves it open."""
    held = c.deal(at).terms
    new = _in_its_unit(new, held)
    alike = [t for t in held if (same(t, new, whole=whole) or answers(new, t)) and t.instead == new.instead]
    alike += [t for t in held if whole and t not in alike and tells_anew(new, t)]
    alike = [t for t in alike if not (whole and stands_beside(new, t))]
    alike = nearest(new, alike)
    if any(t.side in THEIRS and t.unit == new.unit and (t.figure or 0) < (new.figure or 0) for t in alike):
        new = new.model_copy(update={"bound": "" if new.bound == "most" else new.bound})  # "it is up to 3,400" now
    if not alike and corrects:
        alike = [t for t in held if t.kind == new.kind and t.side == new.side][-1:]
    mine = next((t for t in alike if t.side in MINE and not later), None)
    theirs = next((t for t in alike if t.side in THEIRS), None)
    stand = settled(new, mine, theirs, known=bool(alike))
    if stand is None:
        return
    gone, put = stand
    promised = theirs is not None and 0 < theirs.turn < c.now.turn  # told before, and not in the same breath
    if put.side == "offered" and theirs is not None and promised and not corrects and is_less(put, theirs):
        put = put.model_copy(update={"told": theirs.told or theirs.model_copy(update={"told": None})})
    gone += [t for t in alike if t.side in ("refused", "dropped")][:1]
    c.put(at, terms=(*(t for t in held if not any(t is g for g in gone)), put))
    if put.side == "asked" and c.deal(at).status in ("answered", "refused"):
        c.put(at, status="asked")  # they have a new thing to answer
    if not any(t == put.model_copy(update={"turn": t.turn}) for t in gone):
        _tell(c, c.deal(at).company, put)


def _in_its_unit(new: Term, held: tuple[Term, ...]) -> Term:
    """A term with a bare figure as one of what the same figure counts in a term of its kind: "3% … not min 3"."""
    if new.unit or new.figure is None:
        return new
    units = {t.unit for t in held if t.kind == new.kind and t.figure == new.figure and t.unit}
    return new.model_copy(update={"unit": units.pop()}) if len(units) == 1 else new


def _tell(c: Change, company: str, term: Term) -> None:
    c.note(_EVENTS[term.side], term.words, company)
    c.events[-1] = c.events[-1].model_copy(update={"term": term})
