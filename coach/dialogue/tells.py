"""Which figures of a message tell something: what is said again, asked about or only a second-best ask does not."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import OFFERED, SURE_ROLE, Change
from coach.dialogue.deals import alike, part_of
from coach.dialogue.resolve import part, same_value, voiced
from coach.dialogue.ways import ways_of
from coach.understanding.reading import ASKS, LEAST, LIKELY, SURE, AmountMention, Clause

_SURE_NEWS, _SURE_ASKED = 0.8, 0.7  # probabilities
_ON_TOP = 0.3  # of present pay: nobody wants so little instead of it
_FACTS = ("offer", "pay", "wish", "asked")
_LOOKS = ("ask_band", "ask_compare", "ask_which", "ask_level", "ask_source", "ask_fact")


def is_well_read(c: Change, a: AmountMention) -> bool:
    """Whether a model that reads well is sure of what a figure is."""
    return c.reading.told and a.role_score >= SURE_ROLE


def is_of_text(c: Change, a: AmountMention) -> bool:
    """Whether a figure only stands in a text of the coach's that is spoken of: it tells no more than what it surely is
    of theirs or the person's."""
    told = a.role in _FACTS and a.role_score >= SURE_ROLE
    return bool(c.reading.clauses) and c.reading.of_text(c.reading.clauses[a.clause]) and not told


def _echoes(c: Change, a: AmountMention) -> bool:
    """Whether a figure is the coach's own, said back in a question: "131?" tells of no offer."""
    clause = c.reading.clauses[a.clause] if c.reading.clauses else None
    told = (*OFFERED, "granted", "wish", "pay", "ask_words", "ask_edit")
    tells = clause is not None and any(clause.share(act) >= SURE for act in told)
    asks = clause is None or any(clause.share(act) >= LEAST for act in ASKS)
    tells = tells or (a.role in ("wish", "asked") and a.role_score >= _SURE_NEWS and not asks)
    return not tells and a.owner < 0 and voiced(a, c.now)


def _asked_again(c: Change, a: AmountMention) -> bool:
    """Whether a figure is the person's own, said again beside theirs or as what they refuse: "I did ask for 166 and
    they came back with 162", "it's a no to 166"."""
    held = part_of(c.now.target, a.component)
    clause = c.reading.clauses[a.clause] if c.reading.clauses else None
    refused = clause is not None and clause.share("refused") >= SURE and not clause.leans("granted")
    if refused and a.role == "offer" and held is not None and same_value(a, held):
        return True
    if is_well_read(c, a):
        return False  # theirs may be as much as the person wants
    others = [x for x in c.reading.amounts if x is not a and x.role == "offer" and x.component == a.component]
    return (
        a.role == "offer" and held is not None and same_value(a, held) and any(not same_value(x, held) for x in others)
    )


def _is_wrong(c: Change, a: AmountMention) -> bool:
    """Whether the message itself says that a figure is the wrong one: "I meant 9k … sorry, 9.2k not 9k"."""
    if is_well_read(c, a):
        return False  # what it is is told as surely as what it is not
    return any(x is not a and x.role == "was" and a.role != "was" and _is_alike(x, a) for x in c.reading.amounts)


def _is_alike(a: AmountMention, b: AmountMention) -> bool:
    """Whether two mentions are of one figure: "not 6k, up to 6k" are two."""
    return a.amount.high == b.amount.high and a.amount.capped == b.amount.capped


def _is_pay(c: Change, a: AmountMention) -> bool:
    """Whether a figure taken for an offer is what the person earns, said again beside theirs: "now $62 an hour;
    offered, $105,000"."""
    pay = part_of(c.now.current, "base")
    theirs = [x for x in c.reading.amounts if x is not a and x.role == "offer" and x.component in ("base", "total")]
    same = pay is not None and same_value(a, pay) and a.amount.period == pay.period
    return a.role == "offer" and same and any(not same_value(x, pay) for x in theirs if pay)


def _only_asks_view(clause: Clause) -> bool:
    return any(map(clause.does, ("ask_should", "ask_verdict", "ask_risk", "ask_howto", "ask_plan"))) and not any(
        map(clause.does, OFFERED)
    )


def opening(c: Change, a: AmountMention) -> AmountMention:
    """A figure said to be past as the offer so far, where it is the first that is told: "they opened at 255"."""
    if (
        a.role != "was"
        or is_well_read(c, a)
        or any(x.role in ("offer", "up") and x.component == a.component for x in c.reading.amounts)
    ):
        return a
    return replace(a, role="offer") if _first(c, a) else a


def as_asked(c: Change, a: AmountMention) -> AmountMention:
    """A wish in a clause that surely tells what was asked of them, as asked: "I asked her for 48"."""
    told = c.reading.clauses[a.clause].about("told_asked") if c.reading.clauses else 0.0
    if a.role not in ("wish", "asked") or told < _SURE_ASKED:
        return a
    return replace(a, role="asked", role_score=max(a.role_score, told))


def told_before(c: Change, a: AmountMention, *, corrects: bool) -> bool:
    """Whether a figure is only said again: taken back, the coach's own, an ask named beside the answer, or held
    already."""
    moves = a.role in ("up", "more") and a.role_score < SURE and bool(c.reading.clauses)
    if moves and _only_asks_view(c.reading.clauses[a.clause]):
        return True  # "is it rude to ask again after they came up 5?"
    if a.role == "offer" and _is_turned_down(c, a):
        return True
    if any(a is g for g in c.gone) or _echoes(c, a) or _asked_again(c, a) or _is_wrong(c, a) or _is_pay(c, a):
        return True
    return a.role_score < SURE_ROLE and not corrects and _restates(c, a)


def _is_turned_down(c: Change, a: AmountMention) -> bool:
    """Whether a figure of the person's own is named where they say no: "no to 56" offers none of it."""
    clause = c.reading.clauses[a.clause] if c.reading.clauses else None
    own = any(same_value(a, p) for p in c.now.target if p.component == a.component or not a.component_said)
    return own and clause is not None and clause.does("refused") and not clause.does("granted")


def is_untold(c: Change, a: AmountMention) -> bool:
    """Whether a figure is the second-best ask, which is not the wish, or an unsure one in a clause that tells
    nothing; a wish that is no more than their offer is none."""
    if a.amount.start in ways_of(c.reading).second:
        return True
    if a.role in ("wish", "asked") and _is_below(c, a):
        return True
    if a.role in ("wish", "more") and is_fallback(c, a):
        return True
    return a.role == "offer" and a.role_score < SURE_ROLE and bool(c.reading.clauses) and _tells_nothing(c, a)


def _is_below(c: Change, a: AmountMention) -> bool:
    """Whether a salary taken for a wish is no more than what they offer: thanked for, or said again. One below it that
    a reading to be trusted calls a wish is one: then what is held of theirs may be wrong."""
    held = part_of(c.now.deal.offer, "base")
    if a.component not in ("base", "total") or held is None:
        return False
    value = part(a, "base", c.now, c.now.deal, "target")
    told = c.reading.told and a.role_score >= SURE_ROLE
    if value is None or not alike(value, held):
        return False
    return value.high == held.high or (value.high < held.high and not told)


def as_meant(c: Change, a: AmountMention) -> AmountMention:
    """A figure in the role that the message as a whole gives it."""
    if a.role == "pay" and 0 <= a.owner < len(c.reading.companies) and c.reading.companies[a.owner].part == "rival":
        return replace(a, role="offer")  # who only offers does not pay yet
    if a.role in ("wish", "asked") and a.component in ("base", "total") and _is_on_top(c, a):
        return replace(a, role="more")  # "around £3,000 a year" beside a salary of 41K is wanted on top of it
    return a


def _is_on_top(c: Change, a: AmountMention) -> bool:
    """Whether a wish is so small beside what the person earns that it is wanted on top of that."""
    pay = part_of(c.now.current, "base") or part_of(c.now.current, "total")
    value = part(a, "base", c.now, c.now.deal, "target") if pay and a.amount.kind == "money" else None
    if pay is None or value is None or value.currency not in ("", pay.currency):
        return False
    by_year = (p.high * p.a_year for p in (value, pay))
    wished, earned = by_year
    return wished < earned * _ON_TOP


def _first(c: Change, a: AmountMention) -> bool:
    """Whether an earlier figure of theirs is the first that is told of its part."""
    held = c.now.deal.offer
    return (
        not any(same_value(a, p) for p in (*held, *c.now.target, *c.now.current))
        and part_of(held, a.component) is None
        and not c.reading.does("correct")
    )


def only_asks(clause: Clause) -> bool:
    """Whether a clause looks something up and tells nothing."""
    return any(map(clause.does, _LOOKS)) and not any(map(clause.leans, (*OFFERED, "pay", "wish", "limit")))


def _restates(c: Change, a: AmountMention) -> bool:
    """Whether a figure whose role is unsure is one that is held already: then it is said again, and changes nothing."""
    clause = c.reading.clauses[a.clause] if c.reading.clauses else None
    told = clause is not None and max(clause.share("offer"), clause.share("news")) >= SURE
    theirs = () if told and a.role == "offer" else tuple(p for d in c.now.others for p in d.offer)
    held = (*c.now.deal.offer, *c.now.current, *c.now.target, *c.now.floor, *theirs)
    return any(
        same_value(a, p) and (not a.component_said or a.component == p.component)
        and a.amount.period in ("", p.period) for p in held
    )  # fmt: skip


def _tells_nothing(c: Change, a: AmountMention) -> bool:
    clause = c.reading.clauses[a.clause]
    if a.component_said and a.amount.kind == "percent" and max(map(clause.standing, ("is", "done"))) >= SURE:
        return False  # "there's also a bonus of 8%", beside a question about the whole
    others = (x for x in c.reading.amounts if x is not a and x.clause == a.clause)
    if any(x.share(act) >= _SURE_NEWS for x in c.reading.clauses for act in ("news", "offer", "correct")):
        return False
    if any(x.role == "offer" and x.role_score >= SURE_ROLE for x in others):
        return False
    return not any(
        map(clause.leans, (*OFFERED, "story", "refused", "granted", "accepted", "condition", "put_in", "ask_words"))
    )


def is_fallback(c: Change, a: AmountMention) -> bool:
    """Whether a figure is what would do instead: of the second of two ways, or told in a clause that says so, beside
    another wish."""
    if any(x.second for x in c.reading.amounts):
        return a.second
    if a.amount.start in ways_of(c.reading).second:
        return True
    if (
        any(p.component == a.component and same_value(a, p) for p in c.now.wanted.fallback)
        and part_of(c.now.target, a.component) is None
    ):
        return True  # the backup of the text before, named once more
    clause = c.reading.clauses[a.clause] if c.reading.clauses else None
    if clause is None or not (clause.does("fallback") or clause.share("fallback") >= LIKELY):
        return False
    others = [x for x in c.reading.amounts if not any(x is g for g in c.gone)]
    first = any(x.role in ("wish", "more", "asked") and x.clause < a.clause for x in others)
    if not clause.does("fallback"):
        return first and all(x.component != a.component for x in others if x is not a and x.role == "wish")
    wanted = c.reading.does("ask_words", "ask_edit") or clause.share("fallback") >= SURE
    return first or (bool(c.now.target) and wanted)
