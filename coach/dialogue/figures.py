"""The figures of a message -> the dialogue: each at its place, the surer one of a part."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import UNSURE, Change, merged
from coach.dialogue.deals import Deal, EventKind, Status, Term, alike, part_of
from coach.dialogue.place import SLOTS, deal_of, place_of, wrong_elsewhere
from coach.dialogue.repaid import is_repaid
from coach.dialogue.resolve import distance_to, same_value, stage_of
from coach.dialogue.tells import as_asked, as_meant, is_of_text, is_untold, only_asks, opening, told_before
from coach.dialogue.terms_whole import is_in_term
from coach.dialogue.weeks import is_of_hours
from coach.understanding.amounts import amounts_in, by_the_quarter
from coach.understanding.reading import SURE, AmountMention, Clause
from coach.understanding.righted import side_of_count
from coach.understanding.situation import Part, Stage

SETTLED = ("agreed", "accepted")  # both have said yes: whatever comes after it is another matter
_TOLD_OF_THEIRS = ("told_moved", "told_granted", "told_offer")
_OPEN_ROLES = ("sum", "none", "hyp", "market", "pay")  # of a figure that is named again, and told by nobody
_SURER = 1.4
_FAR = 3.0  # times what is held of the same part: no step of a negotiation is so large
_SURE_NEWS, _SURE_YES = 0.8, 0.9  # probabilities
_WHOLE = 100.0  # percent
_OFFERING = ("offer", "news", "granted", "refused", "correct", "deadline")
_NEARLY = 0.03  # of a figure
_ALIKE, _BEHIND = 0.4, 6  # a logarithm of a ratio; letters
_LEAP = 1.35  # times what is offered
_PAY_STEP = 1.3  # times what is held: present pay does not change by more within a talk, unless it is put right


def take_figures(c: Change) -> None:
    """Each figure goes where it belongs; what equals a figure said to be wrong takes its place."""
    wrong = [a for a in c.reading.amounts if a.role == "was"]
    seen: dict[tuple[int, str, str], float] = {}
    elsewhere = wrong_elsewhere(c, wrong)
    unnamed: dict[tuple[int, str], AmountMention] = {}
    changes = c.reading.told  # what a change is one of is held before it, in whatever order the message tells them
    for told in sorted(c.reading.amounts, key=lambda x: changes and x.role in ("up", "more")):
        a = as_asked(c, opening(c, told))
        if _take_stage(c, a, wrong):
            continue
        if a.role not in SLOTS or (a.role_score < UNSURE and not _is_their_yes(c, a)) or is_of_text(c, a):
            continue  # asked about, or of a text, not taken
        if by_the_quarter(c.reading.text, a.amount.end):
            continue  # no part of pay is held by the quarter
        if told_before(c, a, corrects=bool(wrong) or _is_their_yes(c, a)) or is_untold(c, a) or is_repaid(c, a):
            continue
        a = _as_salary(c, as_meant(c, a))
        if a.role == "offer" and c.reading.clauses and only_asks(c.reading.clauses[a.clause]):
            continue  # "who pays over 210k?" tells of no offer
        if a.role == "offer" and not c.now.deals:
            c.set(deals=(Deal(),))
        at = deal_of(c, a)
        if a.owner == -2 and a.role == "offer":
            at = _of_its_own(c, a, at, unnamed)
        if (a.role == "offer" and a.component in TERMS and a.component_said) or is_of_hours(a) or is_in_term(c, a):
            continue  # no pay
        if a.amount.kind != "count" or a.amount.counted == "shares":  # what is counted in days or people is no pay
            at = elsewhere if elsewhere is not None and a.owner == -1 and a.role == "offer" else at
            _take(c, place_of(c, a, at, wrong), a, seen)


def _take_stage(c: Change, a: AmountMention, wrong: list[AmountMention]) -> bool:
    """Hold what a figure tells of a later stage of the pay they offer: a new one, one that it puts right, or one that
    is held and named again; whether it tells of any."""
    at = deal_of(c, replace(a, role="offer")) if a.stage and c.now.deals else c.now.focus
    held = part_of(c.deal(at).offer, "base") if c.now.deals else None
    if a.stage is not None and held is not None:
        stage = a.stage.model_copy(update={"amount": stage_of(a.stage.amount, held)})
        kept = tuple(s for s in held.later if s.when.casefold() != stage.when.casefold())
        _put_stages(c, at, held, tuple(sorted((*kept, stage), key=lambda s: s.amount)), a)
        return True
    if held is None or not held.later or a.role not in ("offer", "was", *_OPEN_ROLES):
        return False
    named = next((s for s in held.later if same_value(a, held.stage(s))), None)
    if a.role != "was" and named is not None:
        moved = bool(c.reading.clauses) and c.reading.clauses[a.clause].about("told_moved") >= SURE
        return not moved or a.role != "offer"
    was = next((s for s in held.later for w in wrong if same_value(w, held.stage(s)) and w.clause == a.clause), None)
    if was is None or a.role == "was":
        return False
    right = was.model_copy(update={"amount": stage_of(a.amount.high, held.stage(was))})
    _put_stages(c, at, held, tuple(right if s is was else s for s in held.later), a)
    return True


def _put_stages(c: Change, at: int, held: Part, later: tuple[Stage, ...], a: AmountMention) -> None:
    """Hold the stages of a salary that they offer, and tell of it where they are new."""
    if later == held.later:
        return
    value, deal = held.model_copy(update={"later": later}), c.deal(at)
    fixed = c.reading.does("correct")
    status: Status = "answered" if not fixed and deal.status in ("asked", "refused", "answered") else deal.status
    c.put(at, offer=merged(deal.offer, value), status=status)
    words = c.reading.clauses[a.clause].text if c.reading.clauses else a.text
    c.note("corrected" if fixed else "offer_revised", words, deal.company, held, value)


def _with_stages(before: Part | None, value: Part) -> Part:
    """A figure with the stages that the one before it goes on to, where it tells none and stays below them."""
    if before is None or not before.later or value.later or not alike(before, value):
        return value
    kept = tuple(s for s in before.later if s.amount > value.high)
    return value.model_copy(update={"later": kept, "until": before.until if kept else ""})


def _is_their_yes(c: Change, a: AmountMention) -> bool:
    """Whether a figure, likely an offer, is what the person wanted, in a clause that surely tells of a yes."""
    wanted = (*c.now.target, *c.now.deal.asked)
    yes = bool(c.reading.clauses) and c.reading.clauses[a.clause].share("granted") >= _SURE_YES
    return a.role == "offer" and a.role_score >= SURE and yes and any(same_value(a, p) for p in wanted)


def _of_its_own(c: Change, a: AmountMention, at: int, told: dict[tuple[int, str], AmountMention]) -> int:
    """The deal of an employer without a name: two that a message tells a figure of the same part of are two."""
    before = told.get((at, a.component))
    if before is not None and before.clause != a.clause and before.amount.high != a.amount.high:
        c.set(deals=(*c.now.deals, Deal()))
        at = len(c.now.deals) - 1
    told[at, a.component] = a
    return at


def _as_salary(c: Change, a: AmountMention) -> AmountMention:
    """A figure taken for a sign-on or a bonus that is as large as a salary of this talk is a salary, unless the part is
    named right behind it."""
    if a.component not in ("signing", "bonus") or a.amount.kind not in ("money", "bare") or a.amount.period == "hour":
        return a
    if any(
        x.component == "base" and x.role == a.role and x.clause == a.clause and x is not a for x in c.reading.amounts
    ):
        return a  # the salary stands beside it
    held = (*(p for d in c.now.deals for p in d.offer), *c.now.current, *c.now.target)
    salaries = [p for p in held if p.component == "base"]
    own = [p for p in held if p.component == a.component and p.currency != "%"]
    away = min((d for p in salaries if (d := distance_to(a, p)) is not None), default=_FAR)
    nearer = min((d for p in own if (d := distance_to(a, p)) is not None), default=_FAR)
    named = any(0 <= at - a.amount.end <= _BEHIND for at, part in c.reading.components if part == a.component)
    denied = any(part == a.component for _, part in c.reading.denied)
    if away < min(_ALIKE, nearer) and (denied or not named):
        return replace(a, component="base")
    return a


def _take(
    c: Change, placed: tuple[int, str, Part | None], a: AmountMention, seen: dict[tuple[int, str, str], float]
) -> None:
    """Hold a figure at its place. A second one of a part is an instalment, or the words say it twice; only a surer one
    takes its place."""
    at, slot, value = placed
    if value is None or _far_off(c, at, value) or _cannot_be(c, at, slot, value) or _leaps(c, at, slot, value, a):
        return
    if _rights_another(c, at, slot, value, a):
        return
    if value.component == "bonus" and _is_whole(c, a, value):
        value = value.model_copy(update={"component": "total"})
    sure = a.role_score * (a.component_score if a.component_said else 0.5)
    before = _held_now(c, at, slot, value)
    exact = before is not None and _is_the_same_told_exactly(before, value)
    if value.component == "other" or (not exact and sure < _SURER * seen.get((at, slot, value.component), 0.0)):
        return
    seen[at, slot, value.component] = sure
    put_figure(c, at, slot, value, a)


def take_salaries(c: Change) -> None:
    """How many salaries a year has, on the monthly pay of the side that the clause tells of."""
    for n, times in c.reading.salaries:
        clause = c.reading.clauses[n]
        inside = [a for a in c.reading.amounts if a.clause == n]
        told = [a for a in inside if a.component in ("base", "total") and not a.amount.salaries and a.role in SLOTS]
        if any(a.amount.salaries for a in inside):
            continue  # it stands with its figure
        side = side_of_count(c.reading, clause, times) if not told else "open"
        now = any(a.role == "pay" for a in told) or (not told and clause.share("pay") > clause.share("offer"))
        now = side == "mine" or (now and side != "theirs")
        tells = side != "open" or clause.does("correct") or sum(map(clause.about, _TOLD_OF_THEIRS)) >= SURE
        if told or tells:
            _put_salaries(c, clause, times, now=now)
    for a in c.reading.amounts:  # "they say 5,900 x 13 now", of what is held with twelve
        if not (c.reading.clauses and a.amount.salaries) or only_asks(c.reading.clauses[a.clause]):
            continue
        now = any(same_value(a, p) for p in c.now.current) and not any(same_value(a, p) for p in c.now.deal.offer)
        if a.role not in SLOTS and any(same_value(a, p) for p in (*c.now.current, *c.now.deal.offer)):
            _put_salaries(c, c.reading.clauses[a.clause], a.amount.salaries, now=now)


def _put_salaries(c: Change, clause: Clause, times: int, *, now: bool) -> None:
    """Hold how many salaries a year has with today's work, or with what is offered."""
    held = c.now.current if now else c.now.deal.offer
    part = part_of(held, "base") or part_of(held, "total")
    if part is None or part.period != "month" or part.salaries == times:
        return
    new = part.model_copy(update={"salaries": times})
    parts = tuple(new if p is part else p for p in held)
    c.set(current=parts) if now else c.put(c.now.focus, offer=parts)
    c.note("corrected", clause.text, "" if now else c.now.deal.company, part, new)


TERMS = frozenset("holiday relo pension refresher severance hours".split())


def _held_now(c: Change, at: int, slot: str, value: Part) -> Part | None:
    """What this very message has put into a slot."""
    told = next((e.after for e in reversed(c.events) if e.after and e.after.component == value.component), None)
    held = c.deal(at).offer if slot == "offer" and c.now.deals else getattr(c.now, slot, ())
    return told if told is not None and told in held else None


def _is_the_same_told_exactly(before: Part, value: Part) -> bool:
    """Whether a figure is the one before, told to the last digit ("36 and a bit, 36,412") or as the most that it can
    be ("a bonus of 6k, up to 6k")."""
    if value.low == 0 < before.low and value.high == before.high:
        return True
    near = before.currency == value.currency and abs(value.high / before.high - 1) < _NEARLY
    return near and value.high % 100 != 0 and before.high % 1000 == 0


def _is_whole(c: Change, a: AmountMention, value: Part) -> bool:
    """Whether what the person is paid with a bonus is larger than the salary: it is the two together."""
    held = part_of(c.now.current, "base") if a.role == "pay" else None
    return held is not None and value.currency != "%" and held.period == value.period and value.high >= held.high


def _far_off(c: Change, at: int, value: Part) -> bool:
    """Whether a figure is so far from what is held of its part that it must be of something else."""
    held = part_of(c.deal(at).offer, value.component) if c.now.deals else None
    held = held or part_of(c.now.current, value.component)
    if (
        held is None
        or value.component not in ("base", "total")
        or (held.period != value.period and {held.period, value.period} - {"", "year"})
        or held.currency != value.currency
    ):
        return False
    return not 1 / _FAR < value.high / held.high < _FAR


def _rights_another(c: Change, at: int, slot: str, value: Part, a: AmountMention) -> bool:
    """Whether a figure puts right one that the talk does not hold, and is far from what it holds of that part: "24k in
    the first year, not 120k" of a grant of 480k."""
    wrong = [x for x in c.reading.amounts if x.role == "was" and x.clause == a.clause]
    held = c.deal(at).offer if slot == "offer" and c.now.deals else getattr(c.now, slot, ())
    before = part_of(held, value.component)
    if not wrong or before is None or before.currency != value.currency:
        return False
    known = any(same_value(w, p) for w in wrong for p in held)
    return not known and not 1 / _FAR < value.high / before.high < _FAR


def _cannot_be(c: Change, at: int, slot: str, value: Part) -> bool:
    """Whether a figure contradicts what is held: a whole below its own salary, present pay that changes by itself."""
    held = c.deal(at).offer if slot == "offer" and c.now.deals else getattr(c.now, slot, ())
    if value.component == "total":
        base = part_of(held, "base")
        told_now = any(e.turn == c.now.turn and e.after and e.after.component == "base" for e in c.events)
        if base and not told_now and alike(base, value.model_copy(update={"component": "base"})):
            return value.high < base.high
    if value.currency == "%" and value.high >= _WHOLE:
        return True  # a cap or a share of a target, no bonus
    if slot == "left" and value.component == "base":
        return True  # what is left behind is no salary
    pay = part_of(c.now.current, "base") or part_of(c.now.current, "total")
    if slot == "left" and value.component != "stock" and pay and value.currency == pay.currency:
        return value.high >= pay.high  # nobody leaves a year's pay behind
    before = part_of(held, value.component)
    if slot != "current" or before is None or value.component not in ("base", "total") or c.reading.does("correct"):
        return False
    return not alike(before, value) or not 1 / _PAY_STEP < value.high / before.high < _PAY_STEP


def _leaps(c: Change, at: int, slot: str, value: Part, a: AmountMention) -> bool:
    """Whether a salary would go up by more than anybody's second offer does, in a clause that is not sure to tell
    one."""
    held = part_of(c.deal(at).offer, value.component) if slot == "offer" and c.now.deals else None
    if held is None or value.component not in ("base", "total") or value.currency != held.currency:
        return False
    clause = c.reading.clauses[a.clause] if c.reading.clauses else None
    told = clause is None or max(clause.share(act) for act in ("news", "offer", "correct")) >= SURE
    times = value.a_year / held.a_year
    return not told and value.high * times > held.high * _LEAP


def _is_restated(c: Change, a: AmountMention, before: Part, value: Part) -> bool:
    """Whether a lower figure of theirs puts right what was heard before: offers rarely fall, so it must surely be
    news; after a yes it is less than what was agreed."""
    clause = c.reading.clauses[a.clause] if c.reading.clauses else None
    falls = alike(before, value) and value.high < before.high and c.now.deal.status not in SETTLED
    return falls and (clause is None or clause.share("news") < _SURE_NEWS)


def _one_of_both(held: tuple[Part, ...], value: Part) -> tuple[Part, ...]:
    """The parts held without a base that is now told as the whole, or the other way round: a figure is one of both."""
    other = {"total": "base", "base": "total"}.get(value.component)
    return tuple(p for p in held if p.component != other or p.high != value.high or p.currency != value.currency)


def _is_one_figure(before: Part, value: Part) -> bool:
    """Whether two parts are one figure, told with its year or without."""
    return alike(before, value) and value.model_copy(update={"period": before.period}) == before


def _is_only_heard(c: Change, deal: Deal, a: AmountMention) -> bool:
    """Whether a clause, as a reading to be trusted has it, only tells a story of a job that nobody has offered: "an
    enquiry from the university, a post at 44k, I haven't applied"."""
    clause = c.reading.clauses[a.clause] if c.reading.clauses else None
    if clause is None or not c.reading.told or deal.offer or deal is c.now.deal or a.role != "offer":
        return False
    return clause.share("story") >= SURE and not any(clause.share(act) >= SURE for act in _OFFERING)


def _without_promises(terms: tuple[Term, ...], value: Part) -> tuple[Term, ...]:
    """The terms without a salary that was held out for a later day, where the pay is now told with its stages: "42 in
    May if all goes well", then "41 now, the 43 in May"."""

    def stands_in(t: Term) -> bool:
        named = (a for a in amounts_in(t.words) if a.kind in ("money", "bare"))
        near = any(1 / _LEAP < a.high / value.high < _LEAP for a in named)
        return near and t.kind == "review" and t.side in ("offered", "granted")

    return tuple(t for t in terms if not (value.later and stands_in(t)))


def put_figure(c: Change, at: int, slot: str, value: Part, a: AmountMention) -> None:
    """Hold a value in its slot ("offer" of the deal, else "current", "target", "floor" or "left"), and tell of it."""
    words = c.reading.clauses[a.clause].text if c.reading.clauses else a.text
    if slot == "offer":
        deal = c.deal(at)
        if _is_only_heard(c, deal, a):
            c.put(at, heard=merged(deal.heard, value), status=deal.status or "talking")
            return
        before = part_of(deal.offer, value.component)
        value = _with_stages(before, value)
        same = before is not None and _is_one_figure(before, value)
        kind: EventKind = "offer_made"
        if before:
            kind = "corrected" if c.reading.does("correct") or _is_restated(c, a, before, value) else "offer_revised"
        asked = deal.status == "asked" and any(e.kind == "asked" for e in c.now.told)  # before this message
        # What a boss names after a wish was told and put into words answers it.
        asked = asked or (deal.kind == "raise" and bool(c.now.target) and 0 < c.now.wanted.turn < c.now.turn)
        status: Status = (
            "answered"
            if (before and not same and kind == "offer_revised" and deal.status not in SETTLED)
            or (asked and not deal.offer)
            else deal.status
            if deal.status not in ("", "talking")
            else "offered"
        )
        offer = _one_of_both(deal.offer, value)
        # A new figure for the whole says nothing of its parts any more, but for what is paid besides.
        c.put(
            at,
            offer=merged(offer, value),
            heard=(),
            terms=_without_promises(deal.terms, value),
            status=status,
            kind=deal.kind or ("new_offer" if not c.now.employer else deal.kind),
        )
        if not same:
            c.note(kind, words, deal.company, before, value)
        return
    held = _one_of_both(getattr(c.now, slot), value)
    before = part_of(held, value.component)
    value = _with_stages(before, value) if slot == "target" else value
    c.set(**{slot: merged(held, value)})
    asked = slot == "target" and a.role == "asked" and bool(c.now.deals)
    fresh = asked and part_of(c.deal(at).asked, value.component) != value
    if asked:
        c.put(at, asked=merged(c.deal(at).asked, value), status="asked")
    kinds: dict[str, EventKind] = {
        "current": "pay_told",
        "target": "asked" if a.role == "asked" else "wish_told",
        "floor": "limit_told",
        "left": "left_told",
    }
    if fresh or before is None or not _is_one_figure(before, value):
        c.note(kinds[slot], words, "", before, value)
