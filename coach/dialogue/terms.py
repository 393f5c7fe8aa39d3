"""The terms beside pay of a message -> the dialogue: each with its side, changed by events as the talk goes on."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from coach.dialogue.change import Change
from coach.dialogue.counters import speaks_last
from coach.dialogue.deals import Deal, EventKind, Term, TermSide, part_of
from coach.dialogue.people import told_by
from coach.dialogue.resolve import part
from coach.dialogue.ways import ways_of
from coach.phrasing.terms import content_of, is_adjunct
from coach.understanding.amounts import Amount, amounts_in
from coach.understanding.lexicon import components_at
from coach.understanding.reading import LEAST, SURE, AmountMention, Clause, TermMention
from coach.understanding.salaries import is_holiday_pay, salaries_in
from coach.understanding.sayable import sayable_in
from coach.understanding.situation import Part
from index.money import Range, format_range

_SIDES: dict[str, TermSide] = {
    "offer": "offered", "wish": "wished", "ask": "asked", "grant": "granted", "refuse": "refused", "drop": "dropped",
    "instead": "wished", "now": "now",
}  # fmt: skip
_EVENTS: dict[TermSide, EventKind] = {
    "offered": "term_offered", "wished": "term_wished", "asked": "term_asked", "granted": "term_granted",
    "refused": "term_refused", "dropped": "term_dropped", "now": "term_told",
}  # fmt: skip
# Kinds of which a deal has one: two mentions of them are about the same thing, whatever the words.
_ONE = frozenset("holiday hours remote title review pension start notice severance visa relocation clawback".split())
_OF_AMOUNT = {"holiday": "holiday", "relo": "relocation", "pension": "pension", "hours": "hours"}
_MINE, _THEIRS = ("wished", "asked"), ("offered", "granted")
_LEAST, _OVERLAP, _VERY_MUCH = (
    0.45,
    0.5,
    0.7,
)  # a probability; shares of the words that two names of a term have in common
_SURE_SIDE, _LEAN = 0.85, 0.3  # a probability; how much surer a clause is of a yes than of a no, or the other way round
_SURELY_PAY = 0.9  # a probability
_KNOWN = 0.25  # a probability below which nobody can say what a term is
_LEAST_MONEY = 100.0
_A_CONDITION = 2  # words
_BEHIND = 12  # letters between a term and its figure
_LIKE_PAY = 0.6  # of present pay: a figure of that size is a salary
_SURE_NAMED = 0.4  # a probability that a company offers something
_QUANTITIES = frozenset(
    "no every each other second third fourth one two three four five six half full all alternate "
    "once twice only max".split()
)
_UNITS = frozenset("day days week weeks hour hours month months year years".split())
_MORE = frozenset("more extra additional longer shorter higher better fewer smaller bigger earlier later less".split())
_SENTENCE = re.compile(r"[.!?;](?=\s)|\n")
_INSTEAD_OF = re.compile(r"\b(?:instead of|rather than)\s*(?:\w+\s+)?$", re.I)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*\s?k?", re.I)
_WEEKLY = re.compile(r"\s*(?:days?\s*)?(?:a|per|/|each)\s?(?:week|wk)\b", re.I)


def take_terms(c: Change) -> None:
    """Hold each term beside pay that the message names, and what is told of it."""
    right, second = _put_right(c), ways_of(c.reading).second
    # What was asked comes before the answer to it, in whatever order the message tells them.
    for mention in sorted(_said(c), key=lambda t: t.side in ("grant", "refuse")):
        if any(x.start <= mention.start < x.end for x in right) or _is_placed(c, mention):
            continue
        clause = next((x for x in c.reading.clauses if x.start <= mention.start < x.end), None)
        meant = mention if clause and _no_is_elsewhere(c, mention, clause) else _meant(mention, clause)
        if meant is None:
            continue
        if meant.side in ("wish", "ask") and meant.start in second:
            meant = replace(meant, side="instead")
        term = _term(c, meant)
        if term.side == "now":
            if not any(_same(t, term) and t.words == term.words for t in c.now.terms_now):
                c.set(terms_now=(*(t for t in c.now.terms_now if not _same(t, term)), term))
                _tell(c, "", term)
            continue
        if not c.now.deals:
            c.set(deals=(Deal(),))
        at = _deal_of(c, mention, clause) if term.side in ("offered", "granted", "refused") else c.now.focus
        _put(c, at, term, corrects=clause is not None and clause.does("correct"))


def _no_is_elsewhere(c: Change, t: TermMention, clause: Clause) -> bool:
    """Whether a term is given in one clause and the no is said in another, which names the part of pay it is about."""
    others = (x for x in c.reading.clauses if x is not clause and x.share("refused") >= SURE)
    return t.side == "grant" and not c.reading.named_in(clause) and any(c.reading.named_in(x) for x in others)


def _is_placed(c: Change, mention: TermMention) -> bool:
    """Whether the words are a figure of pay that a correction has put in its place, and no term."""
    inside = (a for a in c.gone if mention.start <= a.amount.start < mention.end)
    return any(a.component in ("base", "total") for a in inside)


def _put_right(c: Change) -> list[Clause]:
    """Terms whose figure a message says was wrong, with the right one: "the allowance is 5,400, not 4,800"; the clauses
    that say so."""
    said: list[Clause] = []
    for wrong in (a for a in c.reading.amounts if a.role == "was" and c.reading.clauses):
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


def _behind(c: Change, a: AmountMention, t: TermMention) -> str:
    """The words right behind a figure to the end of a term: "after probation"."""
    return c.reading.text[a.amount.end : t.end].strip()


def _meant(t: TermMention, clause: Clause | None) -> TermMention | None:
    """A term on the side that its clause agrees with: what a text is surely to have is wished for ("mention the title
    again"), and an unsure yes or no holds only where the clause says the same."""
    if clause is None:
        return t
    if t.side == "drop" and clause.share("put_in") >= SURE > clause.share("leave_out"):
        return replace(t, side="wish")
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


def is_in_term(c: Change, a: AmountMention) -> bool:
    """Whether a figure is a word of a term beside pay: "a training budget of 1,500"."""
    surely_pay = a.component in ("base", "total", "stock", "bonus", "signing") and a.component_said
    held = next((t for t in c.reading.terms if t.start <= a.amount.start and a.amount.end <= t.end), None)
    if held is None:
        return any(_is_of_later(c, a, t) for t in c.reading.terms)
    if surely_pay and held.kind != "review" and a.component_score >= _SURELY_PAY and a.role_score >= SURE:
        return False
    return not _is_pay(c, held) and bool(re.search(r"[a-z]{3}", held.words.replace(a.text, ""), re.I))


def _is_pay(c: Change, t: TermMention) -> bool:
    """Whether the words of a term name a part of pay and hold its figure: "8% holiday allowance"."""
    named = {part for _, part in components_at(t.words)} | ({"bonus"} if is_holiday_pay(t.words) else set())
    return any(
        a.component in named and a.role_score >= SURE and t.start <= a.amount.start and a.amount.end <= t.end
        for a in c.reading.amounts
    )


def _is_of_later(c: Change, a: AmountMention, t: TermMention) -> bool:
    """Whether a term says right behind a figure when it is paid, beside another figure of that part: "70 now and 72
    after probation"."""
    behind = a.role == "offer" and 0 < t.start - a.amount.end <= _BEHIND and is_adjunct(_behind(c, a, t))
    others = (x for x in c.reading.amounts if x is not a and x.role == a.role and x.component == a.component)
    return behind and any(others)


def answered_at_once(c: Change, side: TermSide) -> bool:
    """Hold a yes or a no that names nothing for what was asked beside pay; whether there was any of it."""
    deal = c.now.deal
    waiting = deal.terms_of("asked") or (deal.open_terms if c.now.wanted.turn else ())
    for term in waiting:
        _put(c, c.now.focus, term.model_copy(update={"side": side, "turn": c.now.turn}), corrects=False)
    return bool(waiting)


def _said(c: Change) -> tuple[TermMention, ...]:
    """The terms of the message that are of this talk, those too of which it has only the figure."""
    sure = (t for t in c.reading.terms if t.score >= _LEAST and t.score * t.kind_score >= _KNOWN)
    out = [t for t in sure if t.side != "none" and not _by_the_way(c, t) and not _is_reason(c, t)]
    out = [t for t in out if not salaries_in(t.words) and not _is_pay(c, t)]  # a thirteenth month is pay
    out = [_with_figure(c, _whole(c, t)) for t in out if not _is_replaced(c, t)]
    out = [_later_pay(c, t) for t in out]
    out += _second_pay(c, out)
    for n, t in enumerate(out):
        if t.words.isdigit():  # "3 days in the office, I wanted 2"
            before = next((x for x in reversed(out[:n]) if x.kind == t.kind and re.search(r"\d+", x.words)), None)
            out[n] = replace(t, words=re.sub(r"\d+", t.words, before.words, count=1) if before else "")
    out = [t for t in out if t.words]
    for a in c.reading.amounts:
        if a.component not in _OF_AMOUNT or a.role not in ("offer", "wish", "more", "asked", "pay"):
            continue
        covered = any(t.start < a.amount.end and a.amount.start < t.end for t in out)
        words = phrase_of(a, _retires(c))
        if covered or not words or a.role_score * a.component_score < SURE or _by_the_week(c, a):
            continue
        side = {"offer": "offer", "asked": "ask", "pay": "now"}.get(a.role, "wish")
        kind = _OF_AMOUNT[a.component]
        out = [t for t in out if t.kind != kind or any(map(str.isdigit, t.words)) or _clause_at(c, t.start) != a.clause]
        out.append(TermMention(a.amount.start, a.amount.end, words, kind, side))  # type: ignore[arg-type]
    return tuple(sorted(out, key=lambda t: t.start))


def _clause_at(c: Change, at: int) -> int:
    return next((n for n, x in enumerate(c.reading.clauses) if x.start <= at < x.end), -1)


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
    if not act or clause.does("wish") or clause.does("condition") or (act == "need" and t.score >= _SURE_SIDE):
        return False
    facts = (x for x in sayable_in(clause.text, (act,)) if x.form in ("fact", "why"))
    return any(clause.start + x.start < t.end and t.start < clause.start + x.end for x in facts)


def _whole(c: Change, t: TermMention) -> TermMention:
    """A term with the quantity that belongs to it: "one more week" before "of vacation"."""
    if not t.words.startswith("of "):
        return t
    before = c.reading.text[: t.start].split()
    kept: list[str] = []
    while before and (before[-1].casefold() in _QUANTITIES | _MORE | _UNITS or before[-1].isdigit()):
        kept.insert(0, before.pop())
    words = " ".join((*kept, t.words)) if kept else t.words.removeprefix("of ")
    return replace(t, words=words)


def _with_figure(c: Change, t: TermMention) -> TermMention:
    """A term with the figure that is told of it behind it in its clause: "the car allowance is 5,400"."""
    if any(map(str.isdigit, t.words)):
        return t
    clause = _clause_at(c, t.start)
    for a in c.reading.amounts:
        mine = a.clause == clause and a.component == "other" and a.role in ("offer", "wish", "asked")
        if mine and a.amount.kind == "money" and 0 <= a.amount.start - t.end <= _BEHIND and a.role_score >= SURE:
            return replace(t, words=f"{t.words} of {a.text}")
    return t


def _later_pay(c: Change, t: TermMention) -> TermMention:
    """A term that holds a salary is pay to come: "45 after probation" is a promise of so much base, and so is a review
    with a higher salary behind it in its clause."""
    behind = _pay_behind(c, t)
    if behind is not None:
        text = format_range(Range(behind.low, behind.high, behind.currency))
        return replace(t, words=f"{t.words} to {text}")
    for a in c.reading.amounts:
        inside = t.start <= a.amount.start and a.amount.end <= t.end
        if not inside and _is_of_later(c, a, t):
            t, inside = replace(t, start=a.amount.start, words=f"{a.text} {_behind(c, a, t)}"), True
        if not inside or a.component not in ("base", "total") or a.role not in ("offer", "wish", "asked"):
            continue
        made = part(a, "base", c.now, c.now.deal, "offer") if a.role_score >= SURE else None
        pay = part_of((*c.now.deal.offer, *c.now.current), "base")
        if made and pay and made.currency == pay.currency and _LIKE_PAY < made.high / pay.high < 1 / _LIKE_PAY:
            text = format_range(Range(made.low, made.high, made.currency))
            return replace(t, words=t.words.replace(a.text, text, 1), kind="review")
    return t


def _second_pay(c: Change, held: list[TermMention]) -> list[TermMention]:
    """A second, higher salary of theirs in one clause, with the words on which it hangs: "40 now and 42 after a year"
    offers 40, and 42 with what follows it."""
    told = [a for a in c.reading.amounts if a.role == "offer" and a.role_score >= SURE and a.amount.kind != "percent"]
    for first, second in pairwise(told):
        clause = c.reading.clauses[second.clause] if c.reading.clauses else None
        if clause is None or first.clause != second.clause or second.amount.period != first.amount.period:
            continue
        now, later = (part(a, "base", c.now, c.now.deal, "offer") for a in (first, second))
        base = part_of(c.now.deal.offer, "base")
        rest = c.reading.text[second.amount.end : clause.end].strip(" .,;!")
        inside = any(t.start <= second.amount.start < t.end for t in held)
        if inside or len(rest.split()) < _A_CONDITION or not (now and later and base) or now.high != base.high:
            continue
        if later.currency == now.currency and 1 < later.high / now.high < 1 / _LIKE_PAY:
            text = format_range(Range(later.low, later.high, later.currency))
            return [TermMention(second.amount.start, clause.end, f"{text} {rest}", "review", "offer")]
    return []


def _pay_behind(c: Change, t: TermMention) -> Part | None:
    """The salary that a review of theirs is to bring, told behind it in its clause, above what they offer now."""
    held = part_of(c.now.deal.offer, "base")
    clause = next((n for n, x in enumerate(c.reading.clauses) if x.start <= t.start < x.end), None)
    if t.kind != "review" or t.side not in ("offer", "grant") or held is None:
        return None
    for a in c.reading.amounts:
        if a.clause != clause or a.amount.start < t.end or a.amount.kind not in ("money", "bare") or a.role == "was":
            continue
        made = part(a, "base", c.now, c.now.deal, "offer")
        same = made is not None and made.currency == held.currency and made.period == held.period
        if made and same and 1 < made.high / held.high < 1 / _LIKE_PAY:
            return made
    return None


def _by_the_way(c: Change, t: TermMention) -> bool:
    """Whether a term is only said where a text is styled, a deed told, or a no put off to another day."""
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


_NEWS = ("told_offer", "told_moved", "told_granted", "told_final", "told_rival", "told_refused")
# The matters of the clauses that tell a term on a side; wishes stand in orders for texts and in views as well.
_CLAUSES: dict[str, tuple[str, ...]] = {
    "offer": (*_NEWS, "told_deadline"),
    "wish": (*_NEWS, "told_wish", "told_asked", "told_condition", "told_need", "told_lean", "told_limit", "told_plan"),
    "ask": (*_NEWS, "told_asked", "told_wish", "told_plan", "told_pending"),
    "grant": (*_NEWS, "told_accept", "told_joy"),
    "refuse": (*_NEWS, "told_later"),
    "now": ("told_pay", "told_story", "told_need", "told_offer", "told_info"),
}


def _by_the_week(c: Change, a: AmountMention) -> bool:
    """Whether days are told by the week: "two days a week in London" are no days off."""
    return a.amount.counted == "day" and bool(_WEEKLY.match(c.reading.text[a.amount.end :]))


def _retires(c: Change) -> str:
    """What the place calls that for which an employer saves."""
    paid = (*c.now.deal.offer, *c.now.current)
    return "retirement" if any(p.currency == "USD" for p in paid) else "pension"


def phrase_of(a: AmountMention, saved: str = "pension") -> str:
    """A figure of a term beside pay as the term itself; "" for one that tells none. `saved` is what a pension is
    called."""
    n = f"{a.amount.high:g}"
    match a.component:
        case "holiday":
            unit = a.amount.counted if a.amount.counted in ("day", "week") else "day"
            extra = "more " if a.role == "more" else ""
            return f"{n} {extra}{unit}{'' if a.amount.high == 1 else 's'}"
        case "relo" if a.amount.kind == "money" or (a.amount.kind == "bare" and a.amount.high >= _LEAST_MONEY):
            return f"{a.text} towards the move"
        case "pension" if a.amount.kind == "percent":
            return f"a {saved} contribution of {n}%"
        case "hours" if a.amount.kind == "percent":
            return f"{n}% hours"
    return ""


def _term(c: Change, t: TermMention) -> Term:
    told = amounts_in(t.words)
    pay = (a for a in told if a.kind == "money" and t.kind == "review")  # of a review the salary, not the month
    found = next(pay, next(iter(told), None))
    figure, unit = (found.high, _unit(found)) if found and (found.kind != "bare" or t.words.isdigit()) else (None, "")
    words = re.sub(r"^no\s+", "", t.words, flags=re.I) if t.side in ("refuse", "drop") else t.words
    return Term(
        kind=t.kind, words=words, figure=figure, unit=unit, side=_SIDES[t.side], turn=c.now.turn,
        instead=t.side == "instead",
    )  # fmt: skip


def _unit(a: Amount) -> str:
    return "%" if a.kind == "percent" else a.counted or a.currency


def _deal_of(c: Change, t: TermMention, clause: Clause | None) -> int:
    """The deal that a term of theirs belongs to: that of the company named last before it in its sentence, or of the
    person who tells it, else of the present employer where that one spoke last, else the one in focus."""
    if clause is None:
        return c.now.focus
    if not c.reading.companies and (kept := speaks_last(c.now)) is not None:
        return kept
    start = min(clause.start, max((m.end() for m in _SENTENCE.finditer(c.reading.text, 0, t.start)), default=0))
    named = [
        i for i, x in enumerate(c.reading.companies)
        if i in c.of and start <= x.start < t.start and x.part in ("job", "rival") and x.score > _SURE_NAMED
    ]  # fmt: skip
    if not named and (at := told_by(c, clause)) is not None:
        return at
    return c.of[named[-1]] if named else c.now.focus


def _put(c: Change, at: int, new: Term, *, corrects: bool) -> None:
    """Hold a term of a deal: it takes the place of what was held of the same, and a yes or a no settles what was
    asked."""
    held = c.deal(at).terms
    same = [t for t in held if _same(t, new) and t.instead == new.instead]
    if not same and corrects:
        same = [t for t in held if t.kind == new.kind and t.side == new.side][-1:]
    mine = next((t for t in same if t.side in _MINE), None)
    theirs = next((t for t in same if t.side in _THEIRS), None)
    settled = _settled(new, mine, theirs, known=bool(same))
    if settled is None:
        return
    gone, put = settled
    gone += [t for t in same if t.side in ("refused", "dropped")][:1]
    c.put(at, terms=(*(t for t in held if not any(t is g for g in gone)), put))
    if put.side == "asked" and c.deal(at).status in ("answered", "refused"):
        c.put(at, status="asked")  # they have a new thing to answer
    if not any(t == put.model_copy(update={"turn": t.turn}) for t in gone):
        _tell(c, c.deal(at).company, put)


def _settled(new: Term, mine: Term | None, theirs: Term | None, *, known: bool) -> tuple[list[Term], Term] | None:
    """(the held terms that a new one does away with, the term as it stands now); None where nothing changes."""
    match new.side:
        case "wished" | "asked":
            return _wanted(new, mine, theirs)
        case "offered" | "granted":
            return _given(new, mine, theirs)
        case "refused":
            lost = mine or (theirs if theirs and (_meets(theirs, new) or theirs.words == new.words) else None)
            return ([lost], _as(_richer(new, lost), "refused", new)) if lost else ([], new)
        case "dropped" if known:
            return [t for t in (mine, theirs) if t], _as(mine or theirs or new, "dropped", new)
    return None


def _wanted(new: Term, mine: Term | None, theirs: Term | None) -> tuple[list[Term], Term] | None:
    if theirs is not None and _meets(theirs, new) and not (new.figure and theirs.figure is None):
        return None  # what is wanted is given already
    if mine and _meets(mine, new):
        new = _as(_richer(new, mine), "asked" if mine.side == "asked" else new.side, new)
    return ([mine] if mine else []), new


def _given(new: Term, mine: Term | None, theirs: Term | None) -> tuple[list[Term], Term]:
    met = mine is not None and _meets(new, mine)
    gone = [t for t in (theirs, mine) if t and (t is theirs or met or new.side == "granted")]
    if mine and met:
        new = _as(_richer(new, mine), "granted", new)
    elif theirs and new.side == "granted" and _meets(new, theirs):
        new = _as(_richer(new, theirs), theirs.side, new)
    return gone, new


def _as(term: Term, side: TermSide, new: Term) -> Term:
    """A term that stands so since the turn of the new one."""
    return term.model_copy(update={"side": side, "turn": new.turn})


def _tell(c: Change, company: str, term: Term) -> None:
    c.note(_EVENTS[term.side], term.words, company)
    c.events[-1] = c.events[-1].model_copy(update={"term": term})


def _meets(one: Term, other: Term) -> bool:
    """Whether one is what the other names: as much and as often, or one of them does not say."""
    if one.figure is not None and other.figure is not None:
        return one.figure == other.figure and one.unit == other.unit
    if bool(_words(one.words) & _MORE) != bool(_words(other.words) & _MORE):
        return False
    a, b = _words(one.words) & _QUANTITIES, _words(other.words) & _QUANTITIES
    return not a or not b or a == b


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+|\d+", text.casefold()))


def _richer(new: Term, held: Term) -> Term:
    """Whichever tells more of it; the newer one where its figure is another."""
    if new.figure is not None and new.figure != held.figure:
        return new
    mine, theirs = content_of(new.words), content_of(held.words)
    fuller = len(theirs) > len(mine) or (theirs == mine and len(held.words) > len(new.words))
    return held if fuller or (held.figure is not None and new.figure is None and not theirs < mine) else new


def _same(one: Term, other: Term) -> bool:
    """Whether two terms are of one thing: of a kind that a deal has one of, or called alike."""
    if one.kind == other.kind and one.kind in _ONE:
        return True
    a, b = content_of(one.words), content_of(other.words)
    if not a or not b:
        return one.kind == other.kind
    shared = len(a & b) / min(len(a), len(b))
    return shared >= (_OVERLAP if one.kind == other.kind else _VERY_MUCH)
