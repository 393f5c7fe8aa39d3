"""What a message claims -> the reading without what is no offer, and the dialogue with it: a limit of theirs, other
people's pay, a part that nobody spoke of, all of the pay in cash."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import Change
from coach.dialogue.deals import Deal, Dialogue, Event, alike, part_of
from coach.dialogue.resolve import part, same_value
from coach.understanding.claims import all_in_cash, figure_said, has_come, is_all_denied, of_guides, plainly, untold_in
from coach.understanding.likeness import figures_and_names, piece_at
from coach.understanding.partnews import left_alone, part_news
from coach.understanding.reading import (
    ASKS,
    LEAST,
    LIKELY,
    MINE,
    SURE,
    AmountMention,
    Clause,
    Reading,
    Side,
    TermMention,
)

_MAY_BE = ("offer", "pay", "wish", "market", "asked", "was", "none")
_SURE_WISH, _SURE_OFFER, _SURE_NEWS, _SURE_PAY = 0.8, 0.7, 0.9, 0.9  # probabilities
_NO_ANSWER = ("refused", "granted", "leave_out", "correct", "takeback")
_LOOSE = ("wish", "hyp", "none", "other", "market", "was", "asked", "sum")
_WANTS = ("wish", "need", "put_in", "refused")
_ASKED_FOR = frozenset(("expects_boss_open", "expects_open", "expects_no_guide", "next_raise"))  # sayings
_ANSWER = 10  # words that answer a question
_LAST = 2  # of the sayings so far
_PAID = ("base", "total")
_HEARSAY = ("market", "asked")  # as what a figure that somebody told is easily taken
_MORE = ("up", "more")
_NEAR = 16  # letters between a figure and the term that it is of: "200 more on the learning budget"
_TOLD = ("wish", "pay", "deed", "need", "story", "limit")


def with_claims(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading in which a figure told as the guides' is nobody's, a limit of theirs and the pay of others are
    nobody's offer, a figure beside a term is the term's, what is all cash is the whole, and what nobody has spoken of
    is no answer."""
    reading = replace(reading, amounts=tuple(_as_reached(reading, a) for a in reading.amounts))
    reading = _without_guides(reading)
    free = [a for a in reading.amounts if _is_open(a) and not (_is_told(reading, a) or _repeats(dialogue, a))]
    said = {id(a): figure_said(reading, a) for a in free if not of_guides(reading, a)}
    limits = {a.clause for a in reading.amounts if said.get(id(a)) == "ceiling"}
    terms = tuple(_with_more(reading, t) for t in reading.terms)
    amounts = tuple(_as_claimed(reading, a, said.get(id(a), ""), terms) for a in reading.amounts)
    amounts = tuple(_as_news(dialogue, reading, a) for a in amounts)
    if _named_their_number(dialogue, reading):
        amounts = tuple(replace(a, role="wish", role_score=1.0) for a in amounts)
        reading = replace(reading, clauses=tuple(replace(c, denial=None) for c in reading.clauses))
    untold_by = {n: _untold(dialogue, reading, c) for n, c in enumerate(reading.clauses)}
    silent = {n for n, parts in untold_by.items() if parts}
    amounts = tuple(
        replace(a, component_said=False) if a.component in untold_by.get(a.clause, ()) else a for a in amounts
    )
    alone = {n for n, c in enumerate(reading.clauses) if left_alone(reading, c)}
    none = silent | limits | {n for n, c in enumerate(reading.clauses) if silent and _offers(c)}
    clauses = tuple(_silenced(c, n in silent) if n in none else c for n, c in enumerate(reading.clauses))
    clauses = tuple(_without_wants(c) if n in alone else c for n, c in enumerate(clauses))
    quiet = [reading.clauses[n] for n in silent]
    terms = tuple(replace(t, side="none") if any(_holds(c, t.start) for c in quiet) else t for t in terms)
    denied = tuple((at, x) for at, x in reading.denied if not any(_holds(c, at) for c in quiet))
    return replace(reading, amounts=amounts, terms=terms, clauses=clauses, denied=denied)


def _repeats(dialogue: Dialogue, a: AmountMention) -> bool:
    """Whether a figure of theirs is what they offer already: "40 is final" is a no, and no limit above the offer."""
    return a.role == "offer" and any(same_value(a, p) for p in dialogue.deal.offer)


def _without_guides(reading: Reading) -> Reading:
    """The reading in which a figure that is put into the guides' mouth is nobody's, and its clause nobody's answer."""
    quoted = {id(a): a.clause for a in reading.amounts if a.role in _MAY_BE and of_guides(reading, a)}
    if not quoted:
        return reading
    amounts = tuple(
        replace(a, role="none", role_score=1.0, owner=-1) if id(a) in quoted else a for a in reading.amounts
    )
    clauses = tuple(_silenced(c, True) if n in quoted.values() else c for n, c in enumerate(reading.clauses))
    return replace(reading, amounts=amounts, clauses=clauses)


def _as_reached(reading: Reading, a: AmountMention) -> AmountMention:
    """A figure that they have come up to as what it is: it is no upper end."""
    if not a.amount.capped or not has_come(reading, a):
        return a
    return replace(a, amount=replace(a.amount, capped=False))


def untold(dialogue: Dialogue, reading: Reading) -> tuple[str, ...]:
    """What a message says nobody has spoken of, each a part of pay or the words for a term; nothing that the talk holds
    as told."""
    found = (x for c in reading.clauses for x in _untold(dialogue, reading, c))
    return tuple(dict.fromkeys(found))


def others_pay(reading: Reading) -> bool:
    """Whether a message tells what other people are paid: the figure says so, and the clause that it stands in is about
    them or nearly an example of that."""
    return any(
        a.role == "market"
        and figure_said(reading, a) == "others"
        and (reading.clauses[a.clause].about("told_others") >= LEAST or plainly(reading, a) == "others")
        for a in reading.amounts
    )


def take_claims(c: Change) -> None:
    """Hold where they say that their pay ends, for the deal in focus; a limit below what they offer is none."""
    for a in c.reading.amounts:
        if not (a.role == "market" or _is_their_last(c, a)) or figure_said(c.reading, a) != "ceiling":
            continue
        if not c.now.deals:
            c.set(deals=(Deal(),))
        deal = c.now.deal
        held = part_of(deal.offer, "base") or part_of(deal.offer, "total")
        component = held.component if held else "base"
        value = part(a, component, c.now, deal, "offer")
        if value is None or (held and (not alike(held, value) or value.high < held.high)):
            continue
        words = c.reading.clauses[a.clause].text[:300]
        before = deal.ceiling
        answers = deal.status in ("offered", "asked") and c.reading.clauses[a.clause].happened
        news: dict[str, object] = {"status": "answered"} if answers else {}
        c.put(c.now.focus, ceiling=value, **news)
        if before != value:
            c.note("ceiling_told", words, deal.company, before, value)


def _is_their_last(c: Change, a: AmountMention) -> bool:
    """Whether a figure that a reading to be trusted takes for an offer is what the employer in focus offers now."""
    return a.role == "offer" and _is_told(c.reading, a) and any(same_value(a, p) for p in c.now.deal.offer)


def stays(c: Change) -> tuple[str, ...]:
    """The parts of pay that were wished for, or asked, and that the message says stay as they are."""
    held = {p.component for p in (*c.now.deal.offer, *c.now.current)}
    none = {x for clause in c.reading.clauses for x in c.reading.denied_in(clause) if x in _PAID and not _asks(clause)}
    wanted = {p.component for p in (*c.now.deal.asked, *c.now.target)} | (none & held)
    told = {e.after.component for e in c.events if e.after and e.kind == "offer_revised"}
    said = (x for x in wanted - told for clause in c.reading.clauses if x in none or _stays(c, clause, x))
    return tuple(dict.fromkeys(said))


def _asks(clause: Clause) -> bool:
    return clause.text.rstrip().endswith("?") or any(clause.share(act) >= SURE for act in ASKS)


def _stays(c: Change, clause: Clause, component: str) -> bool:
    if _asks(clause) or any(clause.share(act) >= SURE for act in _TOLD):
        return False
    wished = any(a.role in ("wish", "asked") and _holds(clause, a.amount.start) for a in c.reading.amounts)
    places = [at for at, x in c.reading.components if x == component and _holds(clause, at) and not wished]
    spans = [piece_at(c.reading.text, at, clause, figures_and_names(c.reading)) for at in places]
    return any(part_news(c.reading.text[start:end].strip(" .,;")) == "stays" for start, end in spans)


def _named_their_number(dialogue: Dialogue, reading: Reading) -> bool:
    """Whether the lone figure of a message answers the coach, who has just asked which one the person has in mind."""
    asked = set(dialogue.shown[-_LAST:]) & _ASKED_FOR
    short = len(reading.text.split()) <= _ANSWER and not reading.asks
    lone = short and len(reading.amounts) == 1 and reading.amounts[0].role in _LOOSE
    return bool(asked) and lone and reading.amounts[0].amount.kind in ("money", "bare")


def _is_told(reading: Reading, a: AmountMention) -> bool:
    """Whether a reading to be trusted is sure that a figure is offered, paid or asked for: "95, the most for the grade"
    is both an offer and an end, "they can't do 60" is the end of nothing."""
    return reading.told and a.role in ("offer", "pay", "asked", "wish") and a.role_score >= _SURE_PAY


def _is_open(a: AmountMention) -> bool:
    beside = a.component in ("signing", "bonus", "stock") and a.component_said and a.component_score >= SURE
    return (
        a.role in _MAY_BE and a.owner != MINE and not beside and not (a.role == "wish" and a.role_score >= _SURE_WISH)
    )


def _as_claimed(reading: Reading, a: AmountMention, said: str, terms: tuple[TermMention, ...]) -> AmountMention:
    grown = (t for t, old in zip(terms, reading.terms, strict=True) if t is not old)
    if any(t.start <= a.amount.start < t.end for t in grown):
        return replace(a, role="none", role_score=1.0)
    labelled = 0 <= a.owner < len(reading.companies) and reading.companies[a.owner].label
    if said in ("ceiling", "others") and not labelled and (not _is_sure(reading, a) or plainly(reading, a) == said):
        return replace(a, role="market", role_score=1.0, owner=-1)
    if said == "denied" and is_all_denied(reading, a):
        return replace(a, role="was", role_score=1.0)
    open_ = said == "offer" or (said == "wish" and a.role_score < _SURE_PAY)
    free = a.role == "pay" or (said == "offer" and a.role in _HEARSAY and a.owner < 0)
    if open_ and free and plainly(reading, a) == said:
        return replace(a, role=said, owner=max(a.owner, -1))
    if a.role == "offer" and a.component == "base" and not _is_mixed(reading, a.owner) and all_in_cash(reading, a):
        return replace(a, component="total")
    return a


def _as_news(dialogue: Dialogue, reading: Reading, a: AmountMention) -> AmountMention:
    """A figure that a clause of news says of an employer who has made an offer: it is what they offer now."""
    if a.role != "market" or not 0 <= a.owner < len(reading.companies) or not reading.clauses:
        return a
    clause, company = reading.clauses[a.clause], reading.companies[a.owner]
    held = any(d.offer and d.is_of(company.name, company.options) for d in dialogue.deals)
    here = clause.start <= company.start < clause.end and clause.share("news") >= _SURE_NEWS
    return replace(a, role="offer") if held and here and not any(clause.does(x) for x in ASKS) else a


def _is_sure(reading: Reading, a: AmountMention) -> bool:
    """Whether a figure is so surely an offer, present pay, or the present employer's, that only plain words make it
    another one."""
    mine = 0 <= a.owner < len(reading.companies) and reading.companies[a.owner].part == "mine"
    if a.role == "pay" and a.role_score >= _SURE_OFFER and reading.clauses:
        mine = mine or reading.clauses[a.clause].share("pay") >= _SURE_PAY
    return mine or (a.role in ("offer", "up") and a.role_score >= _SURE_OFFER)


def _is_mixed(reading: Reading, owner: int) -> bool:
    """Whether a message tells figures of several parts of what one employer pays."""
    told = (a for a in reading.amounts if a.role in ("offer", "pay") and a.owner == owner)
    return len({a.component for a in told if a.component_said}) > 1


def _with_more(reading: Reading, t: TermMention) -> TermMention:
    """A term of theirs with the figure right before it that is of it, where its clause names no part of pay."""
    clause = next((c for c in reading.clauses if c.start <= t.start < c.end), None)
    theirs = t.side in ("offer", "grant") or (t.side == "refuse" and t.score < SURE)
    if clause is None or not theirs or reading.named_in(clause):
        return t
    for a in reading.amounts:
        small = a.role in _MORE and not a.amount.scaled and a.amount.kind in ("money", "bare")
        if small and clause.start <= a.amount.start and 0 < t.start - a.amount.end <= _NEAR:
            side: Side = "offer" if t.side == "refuse" else t.side  # more of it is given
            return replace(t, side=side, start=a.amount.start, words=reading.text[a.amount.start : t.end])
    return t


def _untold(dialogue: Dialogue, reading: Reading, clause: Clause) -> tuple[str, ...]:
    if clause.share("leave_out") >= SURE or clause.share("put_in") >= LIKELY or clause.share("wish") >= SURE:
        return ()
    told = [e.before or e.after for e in dialogue.told if e.kind in ("offer_made", "offer_revised", "part_dropped")]
    held = {p.component for p in told if p} | {t.kind for t in dialogue.deal.agreed}
    return tuple(x for x in untold_in(reading, clause) if x not in held | {"base", "total"})


def _offers(clause: Clause) -> bool:
    """Whether a clause rather tells an offer than a no."""
    return clause.share("offer") > clause.share("refused") > 0


def _silenced(clause: Clause, silent: bool) -> Clause:
    """A clause that gives no answer: what it is taken for of that kind goes, and a silence denies nothing."""
    acts = tuple((a, s) for a, s in clause.acts if a not in _NO_ANSWER)
    return replace(clause, acts=acts, denial=None if silent else clause.denial)


def _without_wants(clause: Clause) -> Clause:
    """A clause that wants no more of a part: nothing of it is asked for, or goes into a text."""
    return replace(clause, acts=tuple((a, s) for a, s in clause.acts if a not in _WANTS))


def _ends_in(c: Change, clause: Clause) -> tuple[str, ...]:
    """The parts of pay of which a clause names the last figure: the no is to more of those, whatever else it names."""
    own = (a for a in c.reading.amounts if _holds(clause, a.amount.start) and a.role in ("offer", "market"))
    ends = (a for a in own if figure_said(c.reading, a) == "ceiling")
    return tuple(dict.fromkeys(a.component for a in ends if a.component in _PAID))


def _holds(clause: Clause, at: int) -> bool:
    return clause.start <= at < clause.end


def refused_parts(c: Change, clause: Clause, words: str) -> tuple[Event, ...]:
    """A no as events: one for each part of pay that the clause names and does not move, else one of no part."""
    moved = {e.after.component for e in c.events if e.after and e.words == words}
    ends = _ends_in(c, clause)
    named = list(ends) or [x for x in c.reading.named_in(clause) if x not in moved]
    raised = {e.after.component for e in c.events if e.after and e.kind == "offer_revised"}
    named = [x for x in named if x not in raised] or named  # "170 now, the stock is fixed" is no word on the 170
    company = c.now.deal.company
    return tuple(
        Event(turn=c.now.turn, kind="refused", company=company, words=words, component=x) for x in named or ("",)
    )
