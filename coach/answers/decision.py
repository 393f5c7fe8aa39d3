"""Take it, ask, wait, move to another part or stop: a position with its reason."""

from __future__ import annotations

from coach.answers.answered import is_answered, moved_up, write_answered
from coach.answers.asking import over_of
from coach.answers.beside import both_sides, fresh_terms, said_terms, weighed
from coach.answers.by_hour import write_hours_apart, write_weeks_apart
from coach.answers.desk import Desk, name_of
from coach.answers.package import backed, capital, listed, package_of, refused_of, said_of
from coach.answers.per_hour import an_hour
from coach.answers.standing import main_part, meaning_of, standing_of
from coach.policy.held import begins
from coach.scripts.own import by_when
from coach.standing.package import Package
from coach.standing.position import sayable
from coach.standing.sidebyside import side_by_side
from coach.standing.sums import NoSumError
from coach.understanding.matters import VIEWS
from coach.understanding.situation import Part

_UPPER = 0.75  # of the way up a band
_TOO_LITTLE = 0.03  # of a part: so little is not worth another round
_LITTLE = 0.75  # from here on in a band there is little room left


def _is_shown(desk: Desk, made: Package) -> bool:
    """Whether this reply has said to ask in the upper quarter of the band, where the ask lies."""
    pay = desk.row[1].pay(made.main.component) if desk.row else None
    if pay is None or not pay.amount or not any(key.startswith("table ") for key in desk.say.said):
        return False
    low, high = pay.amount.low, pay.amount.high
    return low + _UPPER * (high - low) <= made.main.value <= high


def position(desk: Desk, part: Part, counter: str) -> None:
    """What to do about an offer, and what the ask is worth; `counter` is the key of the view that it is worth one.
    Once they have answered, that is what the view is about; while they have not, there is nothing to do."""
    if is_answered(desk) and write_answered(desk):
        return
    if desk.now.deal.asked and desk.now.deal.status == "asked" and not desk.say.spent("push_wait"):
        desk.draft.say(desk.say.say("push_wait"))
        return
    meaning, made = meaning_of(desk, part), package_of(desk)
    at = f"{name_of(part.component)} at {desk.theirs(part)} is {listed(meaning.phrases)}" if meaning.phrases else ""
    at = an_hour(desk) or at
    worth = _worth(made)
    if (meaning.over_floor or 0) < 0:
        desk.draft.say(_because(desk, "should_not_yet", at))
    elif meaning.over_wish is not None and meaning.over_wish >= 0:
        desk.draft.say(desk.say.say("should_stop"))
    elif moved_up(desk.now.told) and worth is not None and worth <= _TOO_LITTLE * part.high:
        worth = None
        desk.draft.say(_because(desk, "should_take", capital(at)))
    else:
        desk.draft.say(_because(desk, counter, at))
    if made and begins(desk.now) and _is_shown(desk, made):
        worth = None  # the band was shown with where in it to ask
    if made and worth and worth > 0 and made.main.period in ("", "year") and made.main.component in ("base", "total"):
        gap = desk.derived(worth, made.main.component, "the ask − the offer")
        how = f" ({backed(desk, made.main.formula).removesuffix(', rounded')})" if made.why == "band" else ""
        desk.draft.say(desk.say.say("worth", ask=said_of(desk, made.main), gap=gap, how=how))
    elif made and worth and worth > 0 and made.why != "wish":
        over = over_of(desk, made).removeprefix(", ")
        desk.draft.say(desk.say.say("worth_other", ask=said_of(desk, made.main), over=f" ({over})" if over else ""))
    if beside := weighed(desk):
        desk.draft.say(beside)


def _because(desk: Desk, key: str, reason: str) -> str:
    """A view with its reason, or the plain one where there is none."""
    return capital(desk.say.say(key, reason=reason) if reason else desk.say.say(f"{key}_plain"))


def _worth(made: Package | None) -> float | None:
    """What the ask is over the offer, in money; None where the two are not of one part."""
    if made and made.offered and made.offered.component == made.main.component and made.main.currency != "%":
        return made.main.value - made.offered.high
    return None


def choose(desk: Desk) -> bool:
    """Between two offers in hand: what the difference is in money, and that the rest is the person's to weigh."""
    if write_weeks_apart(desk):
        return True
    try:
        made = side_by_side((desk.now.deal, *desk.now.others))
    except NoSumError:
        return False
    lead = made.lead
    if lead is None:
        return False
    ahead, behind = (x.deal.company or "the other one" for x in (lead.ahead, lead.behind))
    gap = desk.derived(sayable(abs(lead.gap.value), lead.gap.unit), "total", lead.gap.formula, lead.gap.unit)
    liked = desk.now.prefers
    if made.even:
        desk.draft.say(desk.say.say("choose_liked_even" if liked else "choose_even", liked=liked))
    elif liked in (ahead, behind):
        key = "choose_liked_more" if liked == ahead else "choose_liked_less"
        desk.draft.say(capital(desk.say.say(key, liked=liked, more=ahead, gap=gap)))
    else:
        desk.draft.say(capital(desk.say.say("choose", more=ahead, less=behind, gap=gap)))
    if write_hours_apart(desk):
        return True
    if terms := both_sides(desk):
        desk.draft.say(terms)
    if desk.now.needs and not desk.say.spent("choose_said"):
        desk.draft.say(desk.say.say("choose_said", need=desk.now.needs[-1].strip(" .,;")))
    return True


def weigh_rest(desk: Desk) -> bool:
    """After two offers were set beside each other: what the money leaves to weigh."""
    lead = side_by_side((desk.now.deal, *desk.now.others)).lead
    if lead is None or not lead.ahead.deal.company or not lead.behind.deal.company:
        return True
    write_hours_apart(desk)
    desk.draft.say(desk.say.say("choose_rest", more=lead.ahead.deal.company, less=lead.behind.deal.company))
    desk.say.said.append("choose")
    return True


def _once(desk: Desk, key: str) -> bool:
    """Say this unless it was said in the talk."""
    if desk.say.spent(key):
        return False
    desk.draft.say(desk.say.say(key))
    return True


def wait(desk: Desk) -> bool:
    """Whether to wait or to answer: the time that is there, and how to use it with both sides."""
    deal = desk.now.deal
    if deal.status == "asked" and not desk.now.deadline and _once(desk, "wait_theirs"):
        desk.choices.append("Write the message")
        return True
    open_ = next(
        (d for d in desk.now.others if d.company and d.status not in ("withdrawn", "declined", "refused")), None
    )
    said = (
        [desk.say.say("wait_due", deadline=by_when(desk.now.deadline))]
        if desk.now.deadline and not desk.say.spent("wait_due")
        else []
    )
    if open_ and deal.company and open_.offer and deal.offer:
        by = f", {by_when(open_.due or desk.now.deadline)}" if open_.due or desk.now.deadline else ""
        said.append(desk.say.say("wait_both", rival=open_.company, company=deal.company, by=by))
    elif open_ and deal.company:
        said.append(desk.say.say("wait_rival", rival=open_.company, company=deal.company))
    else:
        said.append(desk.say.say("wait_plain"))
    desk.draft.say(" ".join(said))
    return True


def write_trade(desk: Desk) -> bool:
    """A yes that hangs on one thing: offer it as a trade."""
    told = tuple(e.after for e in desk.fresh if e.after and e.kind in ("wish_told", "asked"))
    terms = fresh_terms(desk, "term_wished", "term_asked")
    asks = (*(desk.named(p) for p in told), *(t.phrase for t in terms))
    if not asks and any(c.matter in VIEWS for c in desk.reading.clauses):
        return False  # nothing is named to be traded, and something else is asked
    said_terms(desk, terms)
    desk.draft.say(desk.say.say("trade", ask=listed(asks)) if asks else desk.say.say("trade_plain"))
    desk.choices.append("Write the message")
    return True


def write_room(desk: Desk) -> bool:
    """Whether there is room left: after a no, by the place in the band, or honestly unknown."""
    part = main_part(desk)
    if part is None:
        return False
    refused, made = refused_of(desk), package_of(desk)
    other = next((a for a in (made.main, made.fallback) if a and a.component != part.component), None) if made else None
    said_other = said_of(desk, other) if other else "an early review"
    standing, name = standing_of(desk, part), name_of(part.component)
    if part.component in refused or desk.now.deal.status == "refused":
        desk.draft.say(desk.say.say("room_refused", part=name, other=said_other))
    elif standing is None and made and made.why == "no_band" and not desk.say.spent("room_blind"):
        desk.draft.say(
            desk.say.say(
                "room_blind",
                ask=said_of(desk, made.main),
                over=f" ({said})" if (said := over_of(desk, made).removeprefix(", ")) else "",
            )
        )
    elif standing is None:
        desk.draft.say(desk.say.say("room_unknown"))
    else:
        at = f"{name} at {desk.theirs(part)} is {listed(meaning_of(desk, part, again=True).phrases)}"
        if standing.position < _LITTLE:
            desk.draft.say(desk.say.say("room_low", at=at))
        else:
            desk.draft.say(desk.say.say("room_high", part=name, at=at, other=said_other))
    return True
