"""A view on what was asked, one room a matter: a position, its reason from what the talk holds, then the craft."""

from __future__ import annotations

from collections.abc import Callable

from coach.answers.advice import write_craft
from coach.answers.answered import is_answered, moved_up, write_answered
from coach.answers.beside import fresh_terms, said_terms
from coach.answers.by_hour import match_by_hour
from coach.answers.counter import write_stay
from coach.answers.decision import choose, position, wait
from coach.answers.desk import Desk, name_of
from coach.answers.either import write_either
from coach.answers.grounds import grounds
from coach.answers.package import capital, listed, package_of, refused_of, said_of
from coach.answers.per_hour import an_hour, hours_held, write_per_hour
from coach.answers.scales import DOCUMENT, on_scale
from coach.answers.standing import by_year, main_part, meaning_of, present_pay
from coach.dialogue.deals import Deal, part_of
from coach.phrasing.spoken import says
from coach.policy.move import ENDED
from coach.scripts.own import by_when
from coach.standing.package import AskFor
from coach.understanding.matters import HOWS, VIEWS
from coach.understanding.reading import SURE
from coach.understanding.situation import Part

View = Callable[[Desk], bool]
# What a yes or no has settled: no view of it is due any more.
_SETTLED = ("view_take", "view_push", "view_ask", "view_part", "view_match", "view_walk")


def write_decision(desk: Desk, matter: str = "view_take") -> bool:
    """The view that a matter wants; where the talk holds too little for one of its own, what holds for everybody."""
    if desk.now.deal.status in ENDED and matter in _SETTLED:
        key = f"view_{desk.now.deal.status}"
        return _say(desk, key, company=desk.now.deal.company or "them") or write_craft(desk, matter)
    if write_on_scale(desk, matter) or (matter in _VIEWS and _VIEWS[matter](desk)):
        return True
    if _situated(desk, matter):
        return True
    key = f"{matter if matter in VIEWS else 'view_take'}_any"
    said = says(key) and _say(desk, key)  # of a figure nothing holds for everybody: only the craft tells
    return write_craft(desk, matter) or said


def write_on_scale(desk: Desk, matter: str) -> bool:
    """The view where pay stands in a published scale: what of it can move, and what the craft says of that."""
    key = _ON_SCALE.get(matter, "")
    told = {c.matter for c in desk.reading.clauses}
    promised = matter == "view_trust" and "told_final" not in told
    postponed = matter == "view_take" and "told_later" in told
    if not key or promised or postponed or desk.say.spent(key) or not on_scale(desk):
        return False
    _say(desk, key, **grounds(desk, desk.say.fields(key)))
    write_craft(desk, matter, among=(DOCUMENT,))
    return True


def _situated(desk: Desk, matter: str) -> bool:
    """The view for a raise, for an offer in hand, or for a talk in which nobody has named a figure."""
    deal = desk.now.deal
    raising = deal.kind == "raise" or (not deal.offer and desk.reading.talk == "raise")
    suffix = "raise" if raising else "offer" if deal.offer else "open"
    key = f"{matter}_{suffix}"
    return says(key) and not desk.say.spent(key) and _say(desk, key, **grounds(desk, desk.say.fields(key)))


def _say(desk: Desk, key: str, **fields: str) -> bool:
    """Say a view unless all its ways were said."""
    if desk.say.spent(key):
        return False
    desk.draft.say(capital(desk.say.say(key, **fields)))
    return True


def _take(desk: Desk) -> bool:
    part = main_part(desk)
    if part is None:
        return False
    if desk.now.deal.status == "agreed":
        return _say(desk, "view_agreed", company=desk.now.deal.company or "them")
    if _leans(desk) and is_answered(desk) and (meaning_of(desk, part, again=True).over_floor or 0) >= 0:
        return _say(desk, "lean_take", now=desk.theirs(part))
    position(desk, part, "should_counter_first")
    return True


def _leans(desk: Desk) -> bool:
    """Whether who asks whether to take it says as well that they'd like to: their wish decides."""
    told = [c for c in desk.reading.clauses if c.matter == "told_lean"]
    return any(c.matter == "view_take" for c in desk.reading.clauses) and any(
        not c.does("declined") and not c.does("withdraw") for c in told
    )


def _part(desk: Desk) -> bool:
    return write_either(desk) or _part_to_push(desk)


def _ask(desk: Desk) -> bool:
    if terms := fresh_terms(desk, "term_wished"):
        return _say(desk, "ask_fine_term", terms=said_terms(desk, terms))
    if _needs(desk) and _say(desk, "ask_fine_need"):
        return True
    part = main_part(desk)
    if part is None:
        return False
    if desk.now.deal.status == "agreed":
        return _say(desk, "view_agreed_more")
    position(desk, part, "ask_fine")
    return True


def _needs(desk: Desk) -> bool:
    """Whether what is to be asked is something beside pay that the person needs: a term is named with the need, or
    the money was answered before."""
    needs = [c for c in desk.reading.clauses if c.does("need")]
    named = any(c.start <= t.start < c.end and t.real >= SURE for c in needs for t in desk.reading.terms)
    return bool(needs) and (named or is_answered(desk))


def _push(desk: Desk) -> bool:
    """Once more, or leave it: after what they have answered, by what is left to win."""
    part = main_part(desk)
    if part is None or not desk.now.deal.offer:
        return False
    if desk.now.deal.status == "agreed":
        return _say(desk, "view_agreed_more")
    position(desk, part, "should_counter")
    return True


def _part_to_push(desk: Desk) -> bool:
    made = package_of(desk)
    named = {p for _, p in desk.reading.components}
    asked = next((p for _, p in desk.reading.components if p in ("signing", "stock", "bonus")), "")
    if terms := fresh_terms(desk, "term_wished"):
        return _say(desk, "part_or_term", terms=said_terms(desk, terms), **grounds(desk, frozenset({"ask"})))
    if asked and not desk.reading.amounts and "base" not in named:
        of_it = (
            next((a for a in (made.main, made.second, made.fallback) if a and a.component == asked), None)
            if made
            else None
        )
        if asked in refused_of(desk):
            return _say(desk, "part_refused", part=name_of(asked))
        return _say(desk, "part_named", part=name_of(asked), figure=f", {said_of(desk, of_it)}," if of_it else "")
    if made is None:
        return False
    if made.main.component in refused_of(desk):
        return write_answered(desk)
    advised, other = _advised(desk, made.main), made.fallback
    if advised:  # the verdict of this reply names the part and how far; what to ask for else needs no second sum
        kind = f"{'a' if other.component == 'signing' else 'more'} {name_of(other.component)}" if other else ""
        return _say(desk, "part_fallback", fallback=kind) if kind else advised
    key = "part_base" if made.main.component == "base" else "part_other"
    said = _say(desk, key, ask=said_of(desk, made.main))
    return (_say(desk, "part_fallback", fallback=said_of(desk, other)) if other else False) or said


def _advised(desk: Desk, ask: AskFor) -> bool:
    """Whether the reply holds a stretch of the same part's band already that the ask lies in."""
    return ask.period in ("", "year") and any(
        f.kind == "derived" and f.component == ask.component and f.low < f.high and f.low <= ask.value <= f.high
        for f in desk.draft.figures
        if f.currency == ask.currency and f.low is not None and f.high is not None
    )


def _walk(desk: Desk) -> bool:
    part = main_part(desk)
    if part is None or not desk.now.deal.offer:
        return False
    meaning = meaning_of(desk, part, again=True)
    at = f"{name_of(part.component)} at {desk.theirs(part)} is {listed(meaning.phrases)}" if meaning.phrases else ""
    at = an_hour(desk) or at
    if (meaning.over_floor or 0) < 0:
        return _say(desk, "walk_floor", at=at)
    if not at:
        return False
    return _say(desk, "walk_cut" if (meaning.over_pay or 0) < 0 or (meaning.over_rival or 0) < 0 else "walk_not", at=at)


_AS_WELL = 0.1  # a probability from which a clause may be about a matter as well


def _rivals(desk: Desk) -> list[Deal]:
    return [d for d in desk.now.others if d.company and d.status not in ("withdrawn", "declined", "refused")]


def _beside(desk: Desk) -> tuple[Deal, Part, float] | None:
    """The best other offer of the part that the talk turns on, and how far it is above this one."""
    part = main_part(desk)
    held = [(d, p) for d in _rivals(desk) if part and (p := part_of(d.offer, part.component))]
    if part is None or not held:
        return None
    deal, theirs = max(held, key=lambda x: x[1].high)
    same = (theirs.currency or part.currency) == (part.currency or theirs.currency) and theirs.period == part.period
    return (deal, theirs, theirs.high - part.high) if same else None


def _match(desk: Desk) -> bool:
    found, company = _beside(desk), desk.now.deal.company
    if found is None or not company:
        return False
    deal, theirs, gap = found
    if gap <= 0:
        return match_by_hour(desk) or _say(desk, "match_none", rival=deal.company, company=company)
    over = desk.derived(gap, theirs.component, f"{deal.company}'s − {company}'s")
    return _say(desk, "match_yes", rival=deal.company, company=company, theirs=desk.theirs(theirs), gap=over)


def _rival(desk: Desk) -> bool:
    found, open_ = _beside(desk), _rivals(desk)
    if found:
        deal, theirs, gap = found
        key = "rival_higher" if gap > 0 else "rival_lower"
        return _say(desk, key, rival=deal.company, theirs=desk.theirs(theirs), company=desk.now.deal.company or "them")
    return bool(open_) and _say(desk, "rival_pending", rival=open_[0].company, company=desk.now.deal.company or "them")


def _pay(desk: Desk) -> bool:
    if max((c.about("view_rival") for c in desk.reading.clauses), default=0.0) >= _AS_WELL and _beside(desk):
        return _rival(desk)  # the number that is meant may be theirs
    part = main_part(desk)
    now = part_of(desk.now.current, part.component) if part and desk.now.deal.offer else None
    if part is None or now is None or now.high <= part.high:
        return False
    return _say(desk, "pay_helps", now=desk.theirs(now))


def _trust(desk: Desk) -> bool:
    """Whether to believe that it cannot be more, where that is what they have just said; a promise is another
    matter."""
    if any(c.matter == "told_later" for c in desk.reading.clauses):
        return _say(desk, "trust_later")
    closed = any(c.matter == "told_final" for c in desk.reading.clauses)
    return closed and _say(desk, "trust_final", **grounds(desk, desk.say.fields("trust_final")))


def _stay(desk: Desk) -> bool:
    """Stay or go, beside a counter-offer; without one, whether the step is worth the move."""
    if write_stay(desk):
        return True
    part = main_part(desk)
    if desk.now.deal.kind == "raise" or part is None:
        return False
    if hours_held(desk) and write_per_hour(desk):
        return True
    pay = present_pay(desk, part)
    over = meaning_of(desk, part, again=True).over_pay
    if over is None or pay is None or over <= 0:
        return False
    key = "stay_small_step" if over / (pay.high * (pay.a_year if by_year(part, pay) else 1)) < _SMALL else "stay_step"
    return _say(desk, key, **grounds(desk, desk.say.fields(key)))


_SMALL = 0.05  # over present pay: less is no reason to move by itself


def _wait(desk: Desk) -> bool:
    if desk.now.deal.kind == "raise":
        return _say(desk, "wait_raise")
    if not desk.now.deal.offer and not desk.now.deal.status and not desk.now.deadline:
        return False
    return wait(desk)


def _time(desk: Desk) -> bool:
    if desk.now.deadline and any(not d.offer for d in _rivals(desk)):
        return wait(desk)  # two clocks: both are asked
    return bool(desk.now.deadline) and _say(desk, "time_due", deadline=by_when(desk.now.deadline))


def _quit(desk: Desk) -> bool:
    company = desk.now.deal.company
    return bool(company) and desk.now.deal.kind != "raise" and _say(desk, "quit_letter", company=company)


def _blew(desk: Desk) -> bool:
    """Whether something was spoiled: what they did since says it best."""
    deal, told = desk.now.deal, {c.matter for c in desk.reading.clauses}
    if deal.status in ("agreed", "accepted") or "told_granted" in told:
        return _say(desk, "blew_agreed")
    if moved_up(desk.now.told):
        return _say(desk, "blew_moved")
    if told & _NO:
        return _say(desk, "blew_no")
    if deal.status in ("answered", "refused") and bool(deal.offer):
        return _say(desk, "blew_stands")
    return (deal.status == "asked" or bool(deal.asked) or bool(told & _SENT)) and _say(desk, "blew_asked")


_NO = frozenset(("told_refused", "told_final", "told_later"))
_SENT = frozenset(("told_asked", "told_pending"))


def _bluff(desk: Desk) -> bool:
    """Whether what they have just said is a bluff; whether the person may bluff is another question."""
    told = {c.matter for c in desk.reading.clauses}
    theirs = any(c.matter == "view_bluff" and c.does("ask_verdict") for c in desk.reading.clauses)
    return theirs and bool(told & {*_NO, "told_deadline"}) and _say(desk, "bluff_theirs")


def write_how(desk: Desk, matter: str) -> bool:
    """The coach's own short view of a question of how, what or what if, from what the talk holds."""
    if matter not in HOWS:
        return False
    key = f"{matter}_any"
    return write_on_scale(desk, matter) or _situated(desk, matter) or (says(key) and _say(desk, key))


def write_later(desk: Desk) -> bool:
    """Not now: a date in place of a no."""
    if desk.now.deal.kind == "raise" and _say(desk, "wait_raise"):
        return True
    return _say(desk, "later")


def write_need(desk: Desk) -> bool:
    """A circumstance that matters to the person: it counts beside the money."""
    return bool(desk.now.deal.offer) and "need" not in desk.say.shown and _say(desk, "need")


def write_pending(desk: Desk) -> bool:
    """They have not answered yet."""
    return _say(desk, "pending")


def write_clocks(desk: Desk) -> bool:
    """Another employer comes in: with an offer, what it is worth beside this one; without, how to bring both to one
    date."""
    if found := _beside(desk):
        deal, theirs, gap = found
        if not gap:
            return False
        over = desk.derived(abs(gap), theirs.component, f"{deal.company}'s − {desk.now.deal.company or 'theirs'}")
        fields = {"rival": deal.company, "theirs": desk.theirs(theirs), "gap": over}
        key = "rival_above" if gap > 0 else "rival_under"
        return _say(desk, key, company=desk.now.deal.company or "the other one", **fields)
    if any(d.offer for d in _rivals(desk)):
        return False
    return wait(desk) if desk.now.deadline else _rival(desk)


def write_no_band(desk: Desk, matter: str) -> bool:
    """That no guide tells what such a job pays, and how to find out, once in a talk; what else is asked is theirs to
    answer."""
    if matter == "lookup":
        return _say(desk, "ask_them")
    if matter not in ("band", "view_good", "view_wish"):
        return False
    if {"no_guide", "verdict_unknown", "no_band"} & {*desk.say.shown, *desk.say.said}:
        return _say(desk, "no_band_again")
    return _say(desk, "no_band", name=desk.now.deal.company or "this job")


def write_again(desk: Desk) -> bool:
    """Once in a talk, that something was left out, before it is answered."""
    if desk.say.spent("again"):
        return False
    return _say(desk, "again")


def write_else(desk: Desk) -> bool:
    """What to ask for where the main figure does not move."""
    return _say(desk, "part_stuck", **grounds(desk, desk.say.fields("part_stuck")))


def write_stance(desk: Desk) -> bool:
    """Where everything else was said: what to do, in one line, and never that a coach has nothing to say of it."""
    deal = desk.now.deal
    key = "stance_raise" if deal.kind == "raise" else "stance_offer" if deal.offer else "stance_open"
    if desk.say.spent(key):
        return False
    return _say(desk, key, **grounds(desk, desk.say.fields(key)))


def write_held(desk: Desk) -> bool:
    """What is held, so that the person can say what is wrong in it; nothing where the message itself put it right."""
    if desk.fresh:
        return False  # what it tells puts it right
    deal = desk.now.deal
    whose = f"{deal.company} offers" if deal.company else "they offer"
    told = [
        f"{who} {listed(tuple(f'{desk.theirs(p)} {name_of(p.component)}' for p in parts))}"
        for who, parts in (
            (whose, deal.offer), ("you're on", desk.now.current), ("you want", desk.now.target),
            ("your floor is", desk.now.floor),
            *((f"{d.company or 'another'} offers", d.offer) for d in desk.now.others),
        )
        if parts
    ]  # fmt: skip
    return _say(desk, "held", facts=" · ".join(told)) if told else _say(desk, "held_none")


def write_abilities(desk: Desk) -> bool:
    """What the coach can do, in a few lines."""
    desk.choices.extend(("What should I ask for?", "Write the message"))
    return _say(desk, "abilities")


_ON_SCALE = {
    "view_ask": "scale_room", "view_push": "scale_room", "room": "scale_room", "how_start": "scale_room",
    "view_trust": "scale_fixed", "risk_answer": "scale_fixed", "view_part": "scale_part", "view_wish": "scale_step",
    "what_ask": "scale_step", "view_first": "scale_step", "view_good": "scale_good", "view_take": "scale_good",
    "why": "scale_case", "how_case": "scale_case",
}  # fmt: skip
_VIEWS: dict[str, View] = {
    "view_take": _take, "view_ask": _ask, "view_push": _push, "view_part": _part, "view_walk": _walk,
    "view_match": _match, "view_rival": _rival, "view_pay": _pay, "view_trust": _trust, "view_wait": _wait,
    "view_time": _time, "view_stay": _stay, "view_quit": _quit, "view_blew": _blew, "view_bluff": _bluff,
    "view_choose": choose, "told_lean": _take,
}  # fmt: skip
