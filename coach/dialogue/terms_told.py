"""The terms that a message names -> those that tell something of this talk, each on the side that its clause agrees
with."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.dialogue.change import Change
from coach.dialogue.repaid import is_of_repayment
from coach.phrasing.terms import does_at
from coach.understanding.lexicon import components_at
from coach.understanding.reading import LEAST, LIKELY, SURE, Clause, TermMention
from coach.understanding.salaries import is_holiday_pay, salaries_in
from coach.understanding.sayable import sayable_in

# Probabilities of a side, of a kind and of a term at all from which it is held.
_LEAST, _KNOWN, _REAL = 0.5, 0.5, 0.6
_HARDLY_KNOWN = 0.4  # of a kind, where words are surely a term on their side
_MINDED = 0.6  # the same for the side of what is said to trouble the person, where its kind is not quite sure
_SURELY, _FAINT = 0.9, 0.2  # probabilities
_DOES = 20  # letters before a thing in which what is done with it stands
_SURE_NEWS = 0.7  # of a clause that tells what they have come back with
_SURE_SIDE, _LEAN = 0.85, 0.3  # a probability; how much surer a clause is of a yes than of a no, or the other way round
_PAID, _LEAST_PAY = ("base", "total"), 1000.0
_INSTEAD_OF = re.compile(r"\b(?:instead of|rather than)\s*(?:\w+\s+)?$", re.I)


def told_terms(c: Change) -> list[TermMention]:
    """The terms that the message tells of, in its order, those that the next clause complains of as minded; a
    thirteenth month is pay, and no term."""
    terms = [t if t.told else _in_news(c, _beside_alike(c, t)) for t in c.reading.terms]
    terms = [
        t for t in terms if t.side != "none" and (t.told or t.kind != "other" or _is_perk(t)) and not _is_torn(c, t)
    ]
    known = (t if t.told else _with_trouble(c, t) for t in terms if _is_sure(t))
    return [t for t in known if t.pay is not None or not (_is_told_elsewhere(c, t) if t.told else _is_no_news(c, t))]


def _is_told_elsewhere(c: Change, t: TermMention) -> bool:
    """Whether what a model that reads well calls a term is held as something else: pay, the job, time to answer."""
    clause = next((x for x in c.reading.clauses if x.start <= t.start < x.end), None)
    pay = is_of_repayment(t, clause) or bool(salaries_in(t.words)) or is_pay(c, t)
    return pay or _is_the_job(c, t) or (clause is not None and _is_time_wanted(t, clause))


def _is_torn(c: Change, t: TermMention) -> bool:
    """Whether words begin or end within a figure of money, or are the years right behind it over which it is paid:
    "EUR", "over 4 years"."""
    figures = [a.amount for a in c.reading.amounts if a.amount.kind == "money"]
    years = any(x.period.endswith("yr") and t.start == x.end + 1 for x in figures)
    return years or any(x.start < t.end < x.end or x.start < t.start < x.end for x in figures)


def _beside_alike(c: Change, t: TermMention) -> TermMention:
    """A term that one of its kind stands beside in a clause with two employers: they offer both, and it troubles
    nobody."""
    clause = next((x for x in c.reading.clauses if x.start <= t.start < x.end), None)
    if t.side != "mind" or clause is None:
        return t
    of = {c.of.get(i) for i, x in enumerate(c.reading.companies) if clause.start <= x.start < clause.end}
    alike = any(
        x.kind == t.kind and x.side == "offer" and clause.start <= x.start < clause.end for x in c.reading.terms
    )
    return replace(t, side="offer") if alike and len(of - {None}) > 1 else t


def _in_news(c: Change, t: TermMention) -> TermMention:
    """A real term in a clause that surely tells what they have come back with, of an unsure side or kind: they give
    it, whatever kind of thing it is ("and they'd pay the first month's taxi")."""
    clause = next((x for x in c.reading.clauses if x.start <= t.start < x.end), None)
    if clause is None or t.real < _SURELY or t.side in ("none", "refuse", "drop", "mind"):
        return t
    own = max(clause.share(x) for x in ("wish", "pay", "deed", "ask_words", "need", "put_in"))
    news = max(clause.share("news"), clause.share("granted"), clause.about("told_moved"), clause.about("told_granted"))
    if news < _SURE_NEWS or own >= LIKELY or clause.text.rstrip().endswith("?"):
        return t
    theirs = t.side in ("offer", "grant")
    if not theirs and t.score >= _SURELY:
        return t
    side = t.side if theirs else "offer"
    known = t.kind_score >= _KNOWN
    start = t.start if known else does_at(c.reading.text, max(clause.start, t.start - _DOES), t.start)
    return replace(
        t, start=start, words=c.reading.text[start : t.end], side=side, score=max(t.score, _SURE_SIDE),
        kind=t.kind if known else "other", kind_score=max(t.kind_score, _KNOWN),
    )  # fmt: skip


def _is_perk(t: TermMention) -> bool:
    """Whether a term of no known kind is surely one that they give."""
    return t.side in ("offer", "grant") and min(t.real, t.score) >= _SURE_SIDE


def _is_sure(t: TermMention) -> bool:
    """Whether words are surely enough a term of this talk, of their kind and on their side; the surest of kind and side
    need less, and so does the kind of what is surely one."""
    plain = t.score >= _SURELY and t.kind_score >= _SURELY
    if t.side == "mind" and t.score < _MINDED and t.kind_score < _SURELY:
        return False
    known = _HARDLY_KNOWN if min(t.score, t.real) >= _SURELY else _KNOWN
    return t.score >= _LEAST and t.kind_score >= known and t.real >= (_FAINT if plain else _REAL)


def _with_trouble(c: Change, t: TermMention) -> TermMention:
    """A term with what its clause, or for a term of theirs the one behind it, says of it: one that only tells a need or
    an ill feeling is about the term ("cover begins after 60 days, and my wife is pregnant")."""
    at = next((n for n, x in enumerate(c.reading.clauses) if x.start <= t.start < x.end), None)
    if at is not None and t.side in ("offer", "grant", "refuse", "drop"):
        own = c.reading.clauses[at]
        if _troubles(own) >= SURE and _tells(own) < LIKELY:
            return replace(t, side="mind")
    if t.side not in ("offer", "grant") or at is None or at + 1 >= len(c.reading.clauses):
        return t
    clause, behind = c.reading.clauses[at], c.reading.clauses[at + 1]
    starts = [*(x.start for x in c.reading.terms), *(a.amount.start for a in c.reading.amounts)]
    names = any(behind.start <= at < behind.end for at in starts)
    last = not any(t.end <= x.start < clause.end for x in c.reading.terms)
    ill = (
        max(behind.about(m) for m in _TROUBLES) >= LIKELY
        and max(behind.share("feeling"), behind.share("need")) >= LIKELY
    )
    return replace(t, side="mind") if last and ill and not names and behind.about("told_joy") < LEAST else t


def _is_no_news(c: Change, t: TermMention) -> bool:
    names = (*(x.name for x in c.reading.companies), *(d.company for d in c.now.deals if d.company))
    if any(x.start < t.end and t.start < x.end for x in c.reading.companies) or t.words.casefold() in map(
        str.casefold, names
    ):
        return True
    clause = next((x for x in c.reading.clauses if x.start <= t.start < x.end), None)
    pay = is_of_repayment(t, clause) or bool(salaries_in(t.words)) or is_pay(c, t)
    untold = clause is not None and (_is_denied(t, clause) or _is_left_out(c, t) or _is_time_wanted(t, clause))
    return untold or _is_the_job(c, t) or pay or _by_the_way(c, t) or _is_reason(c, t) or _is_replaced(c, t)


def meant(t: TermMention, clause: Clause | None) -> TermMention | None:
    """A term on the side that its clause agrees with: what a text is surely to have is wished for ("mention the title
    again"), and an unsure yes or no holds only where the clause says the same."""
    if t.kind == "writing" and t.side == "now":
        return None  # what is agreed is written down, and not what one has today
    if clause is None or t.told:
        return t
    if t.side == "drop" and clause.share("put_in") >= SURE > clause.share("leave_out"):
        return replace(t, side="wish")
    if t.side in ("grant", "refuse") and _wants(clause) > _tells(clause) + _LEAN:
        return replace(t, side="wish")  # "but insurance has to begin on day one"
    if t.side in ("grant", "refuse") and t.score < _SURE_SIDE:
        if max(clause.share("put_in"), clause.share("ask_words")) >= SURE and not clause.does("news"):
            return replace(t, side="wish")  # "and ask that the start be 10 March" tells of no yes
        lean = clause.share("granted") + clause.about("told_granted")
        lean -= clause.share("refused") + clause.about("told_refused")
        if abs(lean) <= _LEAN:  # theirs, if nothing in the clause says no
            no = max(clause.share("refused"), clause.about("told_refused"), clause.about("told_final"))
            return replace(t, side="offer") if t.side == "grant" and no < LEAST else None
        return replace(t, side="grant" if lean > 0 else "refuse")
    return t


def _troubles(clause: Clause) -> float:
    """How surely a clause only tells an ill feeling or a need: a probability."""
    felt = clause.does("feeling") or clause.does("need") or clause.matter in _TROUBLES
    return sum(clause.about(m) for m in _TROUBLES) if felt and not clause.does("leave_out") else 0.0


def _wants(clause: Clause) -> float:
    """How surely a clause says what the person wants or needs: a probability."""
    return max(*(clause.share(a) for a in ("condition", "wish", "need")), *(clause.about(m) for m in _WANTS))


def _tells(clause: Clause) -> float:
    """How surely a clause tells what the others say: a probability."""
    return max(*(clause.share(a) for a in ("granted", "refused", "news", "offer")), *(clause.about(m) for m in _NEWS))


def _is_denied(t: TermMention, clause: Clause) -> bool:
    """Whether a clause says that a yes or a no was not given: "nobody said they don't do relocation"."""
    no = clause.denial
    if no is None or (t.side != "grant" and no.of_offer):
        return False  # "they don't offer a pension": there is none
    return t.side in ("grant", "refuse", "drop") and no.denies >= SURE


def _is_left_out(c: Change, t: TermMention) -> bool:
    """Whether a message that is about a text says that a term is not to be in it: "no severance in it please"."""
    return t.side == "offer" and t.words.casefold().startswith("no ") and c.reading.does("ask_words", "ask_edit")


def _is_time_wanted(t: TermMention, clause: Clause) -> bool:
    """Whether a term is the time that the person wants for an answer: "ask for three days"."""
    wanted = max(clause.about("words_time"), clause.share("say_time"))
    return t.kind in _SPANS and t.side in ("wish", "ask") and wanted >= LIKELY


def _is_the_job(c: Change, t: TermMention) -> bool:
    """Whether a rank of theirs is the name of the job itself: "they offered store manager at 34k"."""
    m = c.reading.mentions
    if m is None or t.kind not in ("title", "promotion") or t.side not in ("offer", "now"):
        return False
    spans = ((m.words[r.first].start, m.words[r.last - 1].end) for r in m.roles)
    return any(start <= t.start and t.end <= end for start, end in spans)


def is_pay(c: Change, t: TermMention) -> bool:
    """Whether the words of a term name a part of pay and hold its figure, "8% holiday allowance", or are a salary that
    is wished for: one of a year's size, or a figure alone that surely is one."""
    named = {part for _, part in components_at(t.words)} | ({"bonus"} if is_holiday_pay(t.words) else set())
    inside = [a for a in c.reading.amounts if t.start <= a.amount.start and a.amount.end <= t.end]
    paid = any(
        a.component in _PAID
        and a.amount.kind in ("money", "bare")
        and (a.amount.high >= _LEAST_PAY or (t.words == a.text and min(a.role_score, a.component_score) >= SURE))
        and a.role in ("wish", "asked")
        for a in inside
    )
    return paid or any(a.component in named and a.role_score >= SURE for a in inside)


def _is_replaced(c: Change, t: TermMention) -> bool:
    """Whether a term is what another one takes the place of: "from day one instead of after probation"."""
    own = len("of ") if t.words.startswith("of ") else 0  # the little word is read as a part of the term
    return bool(_INSTEAD_OF.search(c.reading.text[: t.start + own]))


def _is_reason(c: Change, t: TermMention) -> bool:
    """Whether a term is a word of a fact that a text is to tell ("mention that I give up the pension"), or, where its
    side is not sure, of a reason for a wish."""
    clause = next((x for x in c.reading.clauses if x.start <= t.start < x.end), None)
    if clause is None or t.side not in ("wish", "ask"):
        return False
    act = "put_in" if clause.share("put_in") >= LEAST else "need" if clause.does("need") else ""
    if (
        not act
        or clause.does("wish")
        or clause.matter == "told_wish"
        or clause.does("condition")
        or (act == "need" and t.score >= _SURE_SIDE)
    ):
        return False
    facts = (x for x in sayable_in(clause.text, (act,)) if x.form in ("fact", "why"))
    return any(clause.start + x.start < t.end and t.start < clause.start + x.end for x in facts)


def _by_the_way(c: Change, t: TermMention) -> bool:
    """Whether a term is only said where a text is styled, a deed told, or a no put off to another day."""
    if t.side == "mind" or t.told:
        return False  # a worry is told in whatever a clause does
    clause = next((x for x in c.reading.clauses if x.start <= t.start < x.end), None)
    if clause is not None and clause.about(clause.matter) >= SURE and not _fits(t, clause.matter):
        return True
    if clause is not None and clause.matter.startswith(
        ("pro", "lookup", "band", "sum", "why", "check", "how_", "risk_")
    ):
        return True
    if clause is not None and clause.matter == "told_later" and t.side == "refuse":
        return True
    return clause is not None and clause.share("deed") >= SURE and t.side in ("offer", "now", "grant")


def _fits(t: TermMention, matter: str) -> bool:
    """Whether a clause about this can tell a term on that side: "she texts me on leave" offers nothing."""
    told = _CLAUSES.get(t.side)
    return told is None or not matter.startswith(("told_", "how_", "risk_", "meta_")) or matter in told


_SPANS = ("holiday", "leave", "hours", "schedule", "notice", "start")
_NEWS = ("told_offer", "told_moved", "told_granted", "told_final", "told_rival", "told_refused")
_WANTS = ("told_condition", "told_wish", "told_need", "words_condition")
_TROUBLES = ("told_anger", "told_fear", "told_sad", "told_need")
# The matters of the clauses that tell a term on a side; wishes stand in orders for texts and in views as well.
_CLAUSES: dict[str, tuple[str, ...]] = {
    "offer": (*_NEWS, "told_deadline"),
    "wish": (*_NEWS, "told_wish", "told_asked", "told_condition", "told_need", "told_lean", "told_limit", "told_plan"),
    "ask": (*_NEWS, "told_asked", "told_wish", "told_plan", "told_pending"),
    "grant": (*_NEWS, "told_accept", "told_joy"),
    "refuse": (*_NEWS, "told_later"),
    "now": ("told_pay", "told_story", "told_need", "told_offer", "told_info", "told_correct", "meta_wrong"),
}
