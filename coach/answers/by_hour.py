"""Offers for different hours -> what an hour pays with each, whose hour is the better paid, and what that says."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from coach.answers.desk import Desk
from coach.answers.package import capital
from coach.answers.per_hour import Paid, hours_of, said_by_hour
from coach.dialogue.deals import Deal, part_of
from coach.standing.sums import NoSumError, yearly
from index.money import format_amount

_GONE = ("declined", "withdrawn")
_TWO = 2
_LEVEL = 0.005  # of the pay for an hour: less than this is no difference


@dataclass(frozen=True, slots=True)
class Hour:
    """An offer with its pay for the hours that it is for."""

    deal: Deal
    paid: Paid

    @property
    def name(self) -> str:
        """What the employer is called."""
        return self.deal.company or "the other one"


def hours_apart(desk: Desk) -> tuple[Hour, Hour] | None:
    """The two offers whose hour pays most and least, the best first; None unless all standing ones are told with their
    hours, in one currency, and the hours differ."""
    held: list[Hour] = []
    for deal in (desk.now.deal, *desk.now.others):
        pay, hours = part_of(deal.offer, "base") or part_of(deal.offer, "total"), hours_of(desk, deal)
        if deal.status in _GONE or not deal.offer:
            continue
        if pay is None or hours is None:
            return None
        held.append(Hour(deal, Paid(pay, hours)))
    if len(held) < _TWO or len({h.paid.hours for h in held}) == 1 or len({h.paid.pay.currency for h in held}) > 1:
        return None
    with suppress(NoSumError):
        ranked = sorted(held, key=lambda h: -h.paid.an_hour)
        return ranked[0], ranked[-1]
    return None


def write_hours_apart(desk: Desk) -> bool:
    """What an hour pays with each of several offers, and what the other would have to pay for the same hour."""
    found = hours_apart(desk)
    if found is None:
        return False
    best, least = found
    share = round((best.paid.an_hour / least.paid.an_hour - 1) * 100, 1)
    fields = {
        "more": best.name, "less": least.name, "high": said_by_hour(desk, best.paid),
        "low": said_by_hour(desk, least.paid),
        "share": desk.figure(f"{share:g}%", "derived", "base", "%", share, share, "one ÷ the other − 1"),
    }  # fmt: skip
    if share < _LEVEL * 100:
        desk.draft.say(capital(desk.say.say("hours_level", **fields)))
        return True
    fields |= {"scaled": _level(desk, best, least), "hours": f"{least.paid.hours:g}"}
    bigger = yearly(best.paid.pay).value >= yearly(least.paid.pay).value
    desk.draft.say(capital(desk.say.say("hours_both" if bigger else "hours_apart", **fields)))
    return True


def _level(desk: Desk, best: Hour, least: Hour) -> str:
    """What the one would have to pay for its hours so that each pays what the other's does."""
    value = round(best.paid.pay.high * least.paid.hours / best.paid.hours)
    unit = best.paid.pay.currency
    return desk.figure(
        format_amount(value, unit), "derived", "base", unit, value, value, "its pay × the other's hours ÷ its own"
    )


def match_by_hour(desk: Desk) -> bool:
    """Whether another offer helps here that is lower by the year and better by the hour: yes, without its figure."""
    found = hours_apart(desk)
    if found is None or found[0].deal is desk.now.deal:
        return False
    best = found[0]
    own = next((h for h in found if h.deal is desk.now.deal), None)
    if own is None or yearly(best.paid.pay).value >= yearly(own.paid.pay).value:
        return False
    fields = {
        "rival": best.name, "company": own.name, "theirs": desk.theirs(best.paid.pay), "hours": f"{best.paid.hours:g}",
        "high": said_by_hour(desk, best.paid), "low": said_by_hour(desk, own.paid), "scaled": _level(desk, best, own),
    }  # fmt: skip
    wish = part_of(desk.now.target, best.paid.pay.component)
    ask = f" {desk.say.say('match_ask', company=own.name, ask=desk.theirs(wish))}" if wish else ""
    desk.draft.say(desk.say.say("match_hour", **fields) + ask)
    return True
