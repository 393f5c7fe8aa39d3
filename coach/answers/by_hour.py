"""Offers for different hours -> what an hour pays with each, whose hour is the better paid, and what that says."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from coach.answers.desk import Desk
from coach.answers.package import capital
from coach.answers.per_hour import Paid, hours_of, hours_today, said_by_hour
from coach.dialogue.deals import Deal, part_of
from coach.standing.sums import NoSumError, yearly
from index.money import format_amount

_GONE = ("declined", "withdrawn")
_WITH_PRESENT = ("raise", "counter", "conversion")  # kinds of offers by whom the person works for
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


def _with_hours(desk: Desk) -> list[Hour]:
    """The standing offers with their hours; none unless all are told with them, in one currency and for one period, and
    the hours differ."""
    held: list[Hour] = []
    for deal in (desk.now.deal, *desk.now.others):
        pay = part_of(deal.offer, "base") or part_of(deal.offer, "total")
        hours = hours_of(desk, deal) or (hours_today(desk) if deal.kind in _WITH_PRESENT else None)
        if deal.status in _GONE or not deal.offer:
            continue
        if pay is None or hours is None:
            return []
        held.append(Hour(deal, Paid(pay, hours)))
    footings = {(h.paid.pay.currency, h.paid.pay.period or "year") for h in held}
    apart = len(held) >= _TWO and len({h.paid.hours for h in held}) > 1 and len(footings) == 1
    return held if apart else []


def hours_apart(desk: Desk) -> tuple[Hour, Hour] | None:
    """The two offers whose hour pays most and least, the best first; None where hours are not told or do not differ,
    and where pay is told by the hour."""
    held = [h for h in _with_hours(desk) if h.paid.pay.period != "hour"]
    with suppress(NoSumError):
        ranked = sorted(held, key=lambda h: -h.paid.an_hour)
        return (ranked[0], ranked[-1]) if len(ranked) >= _TWO else None
    return None


def write_weeks_apart(desk: Desk) -> bool:
    """What a week pays with each of several offers that are told by the hour, for hours that differ."""
    held = [h for h in _with_hours(desk) if h.paid.pay.period == "hour"]
    if len(held) < _TWO:
        return False
    best, *_, least = sorted(held, key=lambda h: -h.paid.pay.high * h.paid.hours)
    high, low = (_week(desk, h) for h in (best, least))
    gap = best.paid.pay.high * best.paid.hours - least.paid.pay.high * least.paid.hours
    fields = {
        "more": best.name, "less": least.name, "high": high, "low": low, "liked": desk.now.prefers,
        "hours": f"{best.paid.hours:g}", "fewer": f"{least.paid.hours:g}",
        "gap": desk.derived(round(gap, 2), "base", "one week − the other", best.paid.pay.currency),
    }  # fmt: skip
    said = [capital(desk.say.say("weeks_apart", **fields))]
    if desk.now.prefers in (best.name, least.name):
        said.append(desk.say.say("weeks_liked", **fields))
    desk.draft.say(" ".join(said))
    return True


def _week(desk: Desk, hour: Hour) -> str:
    pay, hours = hour.paid.pay, hour.paid.hours
    return desk.derived(round(pay.high * hours, 2), "base", f"an hour × {hours:g} hours", pay.currency)


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
