"""What a message ends or settles: yes, no, withdrawn, an answer to an ask; and what it tells beside figures."""

from __future__ import annotations

import re
from typing import Literal

from coach.dialogue.change import SURE_ROLE, Change, merged
from coach.dialogue.claimed import refused_parts, stays
from coach.dialogue.counters import counter_at
from coach.dialogue.deals import Deal, Event, EventKind, Status, TermSide, alike, part_of
from coach.dialogue.people import told_by
from coach.dialogue.place import another
from coach.dialogue.raising import offers_none
from coach.dialogue.terms import answered_at_once
from coach.understanding.amounts import amounts_in
from coach.understanding.circumstances import is_no_deed
from coach.understanding.claims import word_given
from coach.understanding.context import called_alike
from coach.understanding.matters import says
from coach.understanding.reading import ASKS, LEAST, LIKELY, MINE, SURE, Clause, Reading
from coach.understanding.situation import Part
from coach.understanding.stages import word_of
from coach.understanding.usable import is_usable
from coach.understanding.words import content_words, overlap

_FEW_LETTERS = 6
_UNNAMED = -2  # whose a day is that is of another employer, not named
_TWO = 2
_MOST = 0.6  # of the words of a term
_POINT = re.compile(r"(?:^|\s)(?:\(?\d{1,2}[.)]|[-•*])\s")
_CERTAIN = 0.95  # a probability
# What a clause of the person's answer is about, and how the answer stands by it.
_WORDS = {"accepted": ("told_accept", "given"), "declined": ("told_decline", "turned")}
_SAYS_YES = ("accepting", "accept_open")  # kinds of text
_TOLD_DEED = 0.2  # a probability
_SURE_TEXT = 0.8  # a probability
_THEIRS = ("news", "offer", "refused", "granted")  # what tells of their words
_WORRIES = ("told_fear", "told_sad", "told_anger")
_COUNTED = ("offer", "wish", "asked", "pay")
_WISHED = ("wished", "asked")
_OVER = ("agreed", "accepted", "declined", "withdrawn")
_KEPT = 40  # deeds, needs and feelings that are kept


def take_facts(c: Change) -> None:
    """Deadline, years, deeds, needs and feelings, in the person's words."""
    r = c.reading
    _take_days(c)
    if r.years is not None:
        c.set(years=r.years)
    lists: tuple[tuple[str, str, EventKind], ...] = (
        ("deed", "deeds", "deed_told"),
        ("need", "needs", "need_told"),
        ("feeling", "feelings", "feeling_told"),
    )
    for act, slot, kind in lists:
        for clause in r.clauses:
            if act == "deed" and (_tells_pay(r, clause) or (clause.leans(act) and _is_no_reason(clause.text))):
                continue  # who says what they are paid says what they do, and no deed
            if act == "deed" and clause.share(act) >= LIKELY and len(points := _points(clause.text)) > 1:
                c.set(deeds=tuple(dict.fromkeys((*c.now.deeds, *points)))[-_KEPT:])
                c.note(kind, clause.text)
            elif len(clause.text) > _FEW_LETTERS and (
                clause.share(act) >= _TOLD_DEED
                if act == "deed"
                else says(clause, act, LEAST) or (act == "feeling" and clause.matter in _WORRIES)
            ):
                c.set(**{slot: tuple(dict.fromkeys((*getattr(c.now, slot), clause.text)))[-_KEPT:]})
                c.note(kind, clause.text)


def _is_no_reason(words: str) -> bool:
    return is_no_deed(words) or not is_usable(words)


def _take_days(c: Change) -> None:
    """The day by which the employer in focus wants an answer, and those on which others decide; what was taken for the
    one and is the other is put right."""
    for day, whose in c.reading.due:
        at = _decides(c, day, whose)
        if at != c.now.focus and c.now.deals:
            c.put(at, due=day)
            if c.now.deadline == day:
                c.set(deadline="")
    day = _own_day(c)
    if day and c.now.deals and _is_set_them(c, day):
        c.put(c.now.focus, due=day)
    elif day and day != c.now.deadline:
        c.set(deadline=day)
        c.note("deadline_set", day)


def _is_set_them(c: Change, day: str) -> bool:
    """Whether a day is one that the person sets them in a text, as a reading to be trusted has it: "put in that I need
    their answer by 10 tomorrow"."""
    clause = next((x for x in c.reading.clauses if day.casefold() in x.text.casefold()), None)
    if clause is None or not c.reading.told or c.now.deadline:
        return False
    theirs = any(clause.share(act) >= SURE for act in (*_THEIRS, "story"))
    return clause.share("put_in") >= SURE and not theirs


def _own_day(c: Change) -> str:
    own = (day for day, whose in c.reading.due if _decides(c, day, whose) == c.now.focus)
    day = next(own, "") if c.reading.due else c.reading.deadline
    starts = (t.words.casefold() for t in c.reading.terms if t.kind == "start" and t.side != "none")
    return "" if any(day.casefold() in words for words in starts) or _is_counted(c.reading, day) else day


def _is_counted(r: Reading, day: str) -> bool:
    """Whether the number of what was taken for a day is surely a figure of what is offered or wanted: "4 days at
    home" is no deadline."""
    at = r.text.casefold().find(day.casefold()) if day else -1
    theirs = (a for a in r.amounts if a.role in _COUNTED and a.role_score >= SURE_ROLE)
    return at >= 0 and any(a.amount.start < at + len(day) and at < a.amount.end for a in theirs)


def _decides(c: Change, day: str, whose: int) -> int:
    """The deal that a day is of: that of the company it is told of, else of the person who names it, else the one in
    focus."""
    if whose == _UNNAMED and (other := another(c)) is not None:
        return other
    if whose == MINE and (kept := counter_at(c.now)) is not None:
        return kept
    clause = next((x for x in c.reading.clauses if day in x.text), None) if not c.reading.told else None
    teller = told_by(c, clause) if clause and whose < 0 else None
    return teller if teller is not None else c.of.get(whose, c.now.focus)


def _tells_pay(r: Reading, clause: Clause) -> bool:
    return any(clause.start <= a.amount.start < clause.end and a.role == "pay" for a in r.amounts)


def _points(text: str) -> tuple[str, ...]:
    """The points of a list that numbers or marks them: "1) cut the downtime 2) wrote the binder"."""
    found = [p.strip(" .,;:-•*") for p in _POINT.split(text)]
    return tuple(p for p in found[1:] if len(p) > _FEW_LETTERS) if len(found) > _TWO else ()


_End = Literal["accepted", "declined", "withdrawn"]
_ENDS: tuple[tuple[str, _End], ...] = (("accepted", "accepted"), ("declined", "declined"), ("withdraw", "withdrawn"))


def take_ends(c: Change) -> None:
    """Accepted, declined, withdrawn; refused, granted, or answered without a figure."""
    if not c.now.deals:
        return
    kept = counter_at(c.now)
    chosen = kept is not None and any(e.kind in ("accepted", "declined") for e in c.events)
    if not chosen:
        _take_word(c)
    for act, end in () if chosen else _ENDS:
        for clause in c.reading.clauses:
            theirs = end == "declined" and clause.share("refused") > clause.share("declined")  # it is they who say no
            said = says(clause, act, LIKELY) or _is_word(c, clause, end)
            done = said and _is_given(clause, end) and not (theirs or clause.only_hides)
            if done and not (end == "accepted" and (clause.does("condition") or _sent_ours(c, clause))):
                _end(c, act, end, clause)
    if not any(e.kind in ("accepted", "declined", "withdrawn") for e in c.events):
        _take_asked(c)
        _answered(c)
        _keep_parts(c)
        _accept_by_text(c)
        _decline_by_text(c)


def _is_given(clause: Clause, end: _End) -> bool:
    """Whether a yes or a no of the person's is given: what it surely is about tells, else the words alone."""
    if clause.about("told_lean") >= SURE:
        return False
    told = {"accepted": "told_accept", "declined": "told_decline"}.get(end, "")
    return (clause.about(told) >= _SURE_TEXT and not clause.denies) or clause.is_done


def _is_word(c: Change, clause: Clause, end: _End) -> bool:
    """Whether a clause is about a yes or a no of the person's as its matter and the words alone have it: "I called them
    and took the job"."""
    told, word = _WORDS.get(end, ("", ""))
    return bool(told) and clause.about(told) >= SURE and word_of(c.reading, clause) == word


def _sent_ours(c: Change, clause: Clause) -> bool:
    """Whether what may be a yes tells that our text, which asks for more, was sent: they have answered since."""
    wanted = c.now.wanted
    ours = bool(wanted.written) and wanted.kind not in _SAYS_YES and wanted.turn >= c.now.turn - _TWO
    answered = any(x is not clause and x.share("news") >= SURE for x in c.reading.clauses)
    return ours and answered and clause.share("accepted") < _CERTAIN


def _take_word(c: Change) -> None:
    """A yes that the person has given to an employer whose offer is held, as the words around its name say."""
    for i, at in c.of.items():
        company, deal = c.reading.companies[i], c.deal(at)
        clause = next((x for x in c.reading.clauses if x.start <= company.start < x.end), None)
        ours = deal.kind == "raise" or called_alike(c.now.employer, company.name) or not deal.offer
        if clause is None or ours or deal.status == "accepted" or not word_given(c.reading, company, clause):
            continue
        if word_of(c.reading, clause, company.start) == "promised":
            continue  # "I told them I'd answer by Friday"
        alone = sum(clause.start <= x.start < clause.end for x in c.reading.companies) == 1
        said = max(clause.share("accepted"), clause.about("told_accept"))
        if alone and said < LEAST:
            continue  # that they offer it is what the clause tells: near to an example alone is no yes
        _accept(c, at, clause)


def _keep_parts(c: Change) -> None:
    """A part that was asked for and stays as it is, is a no to that part."""
    if c.reading.told and not any(x.share(act) >= SURE for x in c.reading.clauses for act in _THEIRS):
        return  # a model that reads well hears nothing of theirs
    told = {e.component for e in c.events if e.kind == "refused"}
    granted = any(e.kind == "granted" for e in c.events)
    for component in () if granted or "" in told else stays(c):
        if component in told:
            continue
        company, words = c.now.deal.company, c.reading.text[:300]
        c.events.append(Event(turn=c.now.turn, kind="refused", company=company, words=words, component=component))
        c.put(c.now.focus, status="refused")


def _accept_by_text(c: Change) -> None:
    """Who wants the text that accepts has said yes to what is on the table, where nothing else is asked for in it and
    no view is wanted first."""
    deal = c.now.deal
    clause = next((x for x in c.reading.clauses if x.about("words_accept") >= _SURE_TEXT and x.does("ask_words")), None)
    open_ = any(e.kind in ("wish_told", "asked", "term_wished", "term_asked") for e in c.events)
    doubts = c.reading.does("ask_should", "ask_verdict", "ask_compare", "condition")
    doubts = doubts or any(x.share("ask_should") >= LIKELY for x in c.reading.clauses)
    if clause is None or open_ or doubts or not deal.offer or deal.status in ("accepted", "declined", "withdrawn"):
        return
    _accept(c, c.now.focus, clause)


def _decline_by_text(c: Change) -> None:
    """Who wants the text that declines, and no view first, has said no to the offer."""
    deal = c.now.deal
    clause = next(
        (x for x in c.reading.clauses if x.about("words_decline") >= _SURE_TEXT and x.does("ask_words")), None
    )
    doubts = c.reading.does("ask_should", "ask_verdict", "ask_compare", "condition")
    others = any(d.offer and n != c.now.focus for n, d in enumerate(c.now.deals)) or c.of
    if clause is None or doubts or others or not deal.offer or deal.status in ("accepted", "declined", "withdrawn"):
        return
    c.put(c.now.focus, status="declined")
    c.note("declined", clause.text, deal.company)


def _end(c: Change, act: str, end: _End, clause: Clause) -> None:
    """The deal that a clause ends, in focus or by the name of its company."""
    named = [c.of[i] for i in sorted(c.of)]
    inside = [c.of[i] for i, x in enumerate(c.reading.companies) if i in c.of and clause.start <= x.start < clause.end]
    told = any(e.kind == "accepted" and e.words == clause.text[:300] for e in c.events)
    if act == "accepted" and told:
        return  # to whom, the words around the name have told
    at = inside[0] if inside else named[0] if named and act != "accepted" else c.now.focus
    moved = any(e.kind == "offer_revised" and e.company == c.deal(at).company for e in c.events)
    if act == "declined" and moved:
        return  # the figure before was turned down, and they came back with another
    if act == "withdraw":  # a yes is taken back where it was given
        given = next((i for i, d in enumerate(c.now.deals) if d.status == "accepted"), c.now.focus)
        at = inside[0] if inside else given
    unsure = clause.share(act) < SURE
    if act == "declined" and unsure and at == c.now.focus and not inside and not c.reading.does("ask_words"):
        return
    kept = counter_at(c.now)
    if act == "declined" and not inside and kept is not None and c.deal(kept).status not in ("accepted", "declined"):
        at = kept  # beside a counter-offer it is the boss who is turned down
    if end == "accepted":
        _accept(c, at, clause)
        return
    c.put(at, status=end)
    c.note(end, clause.text, c.deal(at).company)


def _accept(c: Change, at: int, clause: Clause) -> None:
    """Hold the person's yes to an employer: what was wanted of it before is settled, and stands no more."""
    deal = c.deal(at)
    terms = tuple(
        t.model_copy(update={"side": "dropped", "turn": c.now.turn})
        if t.side in _WISHED and 0 < t.turn < c.now.turn and t.kind != "writing"
        else t
        for t in deal.terms
    )
    c.put(at, status="accepted", terms=terms)
    c.note("accepted", clause.text, deal.company)
    if at == c.now.focus:
        told = [e.after for e in c.events if e.kind in ("wish_told", "asked")]
        settled = {"dictated": (), "fallback": (), "terms": (), "added": (), "first": ()}
        c.set(target=tuple(p for p in c.now.target if p in told), wanted=c.now.wanted.model_copy(update=settled))


def _take_asked(c: Change) -> None:
    """Who tells that they have asked, with no figure and no answer beside it, has asked for what is wanted."""
    deal = c.now.deal
    clause = next((x for x in c.reading.clauses if _tells_ask(x)), None)
    told = any(e.kind == "asked" for e in c.events)
    answer = any(e.kind in ("offer_made", "offer_revised") for e in c.events)
    answer = answer or any(x.share(act) >= SURE for x in c.reading.clauses for act in ("news", "refused", "granted"))
    open_ = deal.offer or deal.kind == "raise"
    if clause is None or told or answer or not open_ or deal.status in (*_OVER, "asked"):
        return
    asked = deal.asked
    for value in c.now.target:
        asked = merged(asked, value)
    c.put(c.now.focus, status="asked", asked=asked)
    c.note("asked", clause.text, deal.company)


def take_answer(c: Change) -> None:
    """Where a reading to be trusted tells both of what was asked and of what they offer for it, they have answered."""
    told = {e.kind for e in c.events if e.company in ("", c.now.deal.company)}
    if c.reading.told and c.now.deal.status == "asked" and "asked" in told and told & {"offer_made", "offer_revised"}:
        c.put(c.now.focus, status="answered")


def take_sent(c: Change) -> None:
    """Where a reading to be trusted tells that the text was sent, what it asks for has been asked: the sums that are
    wanted and stand in it, and the terms that it names."""
    wanted = c.now.wanted
    sent = any(x.about("told_asked") >= SURE for x in c.reading.clauses)
    if not (c.reading.told and sent and wanted.written and wanted.turn < c.now.turn and c.now.deals):
        return
    at, text = c.now.focus, "\n".join(wanted.written)
    sums = {a.high for a in amounts_in(text)}
    asked = c.deal(at).asked
    for value in (p for p in c.now.target if p.high in sums and not _is_offered(c.deal(at), p)):
        asked = merged(asked, value)
    terms = tuple(
        t.model_copy(update={"side": "asked", "turn": c.now.turn})
        if t.side == "wished" and t.turn < c.now.turn and overlap(content_words(t.words), text) >= _MOST
        else t
        for t in c.deal(at).terms
    )
    waits = asked != c.deal(at).asked and c.deal(at).status == "offered"
    c.put(at, asked=asked, terms=terms, status="asked" if waits else c.deal(at).status)


def _is_offered(deal: Deal, value: Part) -> bool:
    """Whether they offer as much."""
    theirs = part_of(deal.offer, value.component)
    return theirs is not None and alike(theirs, value) and theirs.high >= value.high


def _tells_ask(clause: Clause) -> bool:
    asks = clause.text.rstrip().endswith("?") or any(clause.share(act) >= SURE for act in ASKS)
    return clause.about("told_asked") >= _SURE_TEXT and clause.happened and not (asks or clause.denies)


def _answered(c: Change) -> None:
    """What they said to an ask: yes, no, or something without a figure; what names a term beside pay is about that term
    alone."""
    moved = any(e.kind in ("offer_made", "offer_revised", "corrected") for e in c.events)
    named = any(e.kind in _OF_TERMS for e in c.events)
    for act, kind, status in _ANSWERS:
        # "she can do 74 now and revisit in January" is an answer, and no no.
        postponed = [x for x in c.reading.clauses if moved and act == "refused" and x.matter == "told_later"]
        waits = [x for x in c.reading.clauses if act == "news" and x.about("told_pending") >= SURE]
        # That nothing came is no answer.
        none = [x for x in c.reading.clauses if not c.now.deal.offer and offers_none(x)]
        left_out = (*postponed, *waits, *none)
        first = [x for x in c.reading.clauses if act == "refused" and _opens(c, x)]
        came = [x for x in c.reading.clauses if moved and act == "granted" and _only_moves(x)]
        left_out = (*left_out, *first, *came)
        clause = _surest(c, act, [x for x in c.reading.clauses if _told(x, act) and x not in left_out])
        if clause is None or (act == "granted" and _is_no_yes(c, clause, moved=moved)):
            continue
        if _of_another(c, clause, kind, status) or (
            act == "refused" and not (moved or named) and _no_more_time(c, clause)
        ):
            return
        if act == "news" and not moved and _nothing_asked(c):
            status = c.now.deal.status  # they have only said something
        of_term = act != "news" and named and not c.reading.named_in(clause)
        figure = any(clause.start <= a.amount.start < clause.end for a in c.reading.amounts)  # "no to 56" is about pay
        if not (of_term or named or moved or figure) and act in _AT_ONCE and not c.reading.named_in(clause):
            answered_at_once(c, _AT_ONCE[act])
        if act == "granted" and not (moved or of_term) and not _grants(c, clause):
            continue  # what nobody asked for is offered
        if of_term:
            kind, status = "they_answered", "agreed" if _all_given(c) else "answered"
        if act != "news" or not moved:
            if kind == "refused":
                c.events += refused_parts(c, clause, clause.text[:300])
            elif not of_term:
                c.note(kind, clause.text, c.now.deal.company)
            if c.now.deal.status not in ("accepted", "declined", "withdrawn"):
                c.put(c.now.focus, status=status)
        return


def _only_moves(clause: Clause) -> bool:
    """Whether a clause surely tells that they came up, and no yes to what was asked."""
    return clause.about("told_moved") >= SURE > clause.about("told_granted")


def _opens(c: Change, clause: Clause) -> bool:
    """Whether a clause tells the first offer of a talk in which nothing was asked: that is no answer yet."""
    made = any(e.kind == "offer_made" and e.words == clause.text[:300] for e in c.events)
    return made and not c.now.deal.asked and clause.share("offer") > clause.share("refused")


def _is_no_yes(c: Change, clause: Clause, *, moved: bool) -> bool:
    """Whether a clause taken for their yes is none: the figure that moved is not what was wanted, or a surer no names
    what it is about."""
    no = any(x.share("refused") > clause.share("granted") and c.reading.named_in(x) for x in c.reading.clauses)
    return no or (moved and not _meets(c, clause))


def _surest(c: Change, act: str, told: list[Clause]) -> Clause | None:
    """The clause that gives an answer: of several noes the first that names a part of pay."""
    named = [x for x in told if act == "refused" and c.reading.named_in(x)]
    return next(iter((*named, *told)), None)


def _of_another(c: Change, clause: Clause, kind: EventKind, status: Status) -> bool:
    """Hold an answer that somebody of another employer has given; whether it was one."""
    named = {at for i, at in c.of.items() if clause.start <= c.reading.companies[i].start < clause.end}
    rivals = {at for i, at in c.of.items() if at in named and c.told_as(i) == "rival"}
    other = told_by(c, clause)
    if other is None and kind != "they_answered" and rivals == named != {c.now.focus} and len(named) == 1:
        other = named.pop()
    if other is not None and c.deal(other).offer:
        c.note(kind, clause.text, c.deal(other).company)
        c.put(other, status=status)
    return other is not None


def _no_more_time(c: Change, clause: Clause) -> bool:
    """Hold a no to more time, where that was the last thing asked for; whether it was one."""
    if c.reading.named_in(clause) or not _asked_for_time(c):
        return False
    company, words = c.now.deal.company, clause.text[:300]
    c.events.append(Event(turn=c.now.turn, kind="refused", company=company, words=words, component="time"))
    return True


def _grants(c: Change, clause: Clause) -> bool:
    """Hold a yes that names nothing for what was asked, or as a match of another offer; False where it gives a term
    that nobody asked for."""
    asked = c.now.deal.asked
    for value in asked:
        c.put(c.now.focus, offer=merged(c.now.deal.offer, value))
    if asked or c.now.target:
        return True
    if any(clause.start <= t.start < clause.end for t in c.reading.terms):
        return False
    _match(c, clause)
    return True


def _meets(c: Change, clause: Clause) -> bool:
    """Whether a figure that moved is the yes to what was wanted: it reaches it, or nothing was told and the words say
    so for sure."""
    wanted = (*c.now.deal.asked, *c.now.target)
    if not wanted:
        return clause.share("granted") >= SURE
    held = {p.component: p for p in c.now.deal.offer}
    return all(p.component not in held or held[p.component].high >= p.high for p in wanted)


def _told(clause: Clause, act: str) -> bool:
    """Whether a clause tells of this answer, and does not say that it was not given."""
    return says(clause, act, LIKELY) and not (clause.denies and clause.denial and clause.denial.of(act) >= LIKELY)


def _nothing_asked(c: Change) -> bool:
    """Whether nothing is known that they could have answered."""
    deal = c.now.deal
    known = deal.asked or c.now.target or deal.open_terms or deal.terms_of("granted", "refused")
    return not known and deal.status in ("talking", "offered") and not any(d.offer for d in c.now.others)


def _asked_for_time(c: Change) -> bool:
    """Whether the last thing that they were to be asked for was more time."""
    if c.now.wanted.purpose == "time":
        asked = [e.turn for e in c.now.told if e.kind in ("asked", "term_asked", "wish_told")]
        return c.now.wanted.turn > max(asked, default=0)
    return False


def _match(c: Change, clause: Clause) -> None:
    """A yes where nothing was asked but to be as good as another offer: "they matched" puts their figure there."""
    held = part_of(c.now.deal.offer, "base") or part_of(c.now.deal.offer, "total")
    rivals = [p for d in c.now.others if held and (p := part_of(d.offer, held.component)) and alike(p, held)]
    best = max(rivals, key=lambda p: p.high, default=None)
    if held is None or best is None or best.high <= held.high:
        return
    value = held.alone().model_copy(update={"low": best.high, "high": best.high})
    c.put(c.now.focus, offer=merged(c.now.deal.offer, value))
    c.note("offer_revised", clause.text, c.now.deal.company, held, value)


def _all_given(c: Change) -> bool:
    """Whether they gave a term beside pay, and nothing that was asked is left."""
    deal = c.now.deal
    given = any(e.kind == "term_granted" for e in c.events)
    refused = any(e.kind == "term_refused" for e in c.events)
    return given and not refused and not deal.open_terms and not deal.asked and not c.now.target


_OF_TERMS = frozenset(("term_granted", "term_refused"))
_AT_ONCE: dict[str, TermSide] = {"granted": "granted", "refused": "refused"}
_ANSWERS: tuple[tuple[str, EventKind, Status], ...] = (
    ("granted", "granted", "agreed"),
    ("refused", "refused", "refused"),
    ("news", "they_answered", "answered"),
)
