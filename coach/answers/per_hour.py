"""Pay and the hours that it is for -> what an hour pays there and here, which of the two is more, and by how much."""

from __future__ import annotations

from dataclasses import dataclass

from coach.answers.desk import Desk
from coach.dialogue.deals import Deal, Term, part_of
from coach.dialogue.resolve import part
from coach.standing.sums import NoSumError, yearly
from coach.understanding.amounts import amounts_in
from coach.understanding.reading import AmountMention
from coach.understanding.situation import TIMES_A_YEAR, Part
from index.money import format_amount

_WEEKS = 52
_HOURS = TIMES_A_YEAR["hour"]
_CENT = 0.005
_LEAST_HOURS, _MOST_HOURS = 5.0, 60.0  # a week: nobody works more
_PAY = 500.0  # by the month or the year it is no less, and hours are no such number
_LEVEL = 0.005  # of the pay for an hour: less than this is no difference


@dataclass(frozen=True, slots=True)
class Paid:
    """Pay, and the hours of the week that it is for."""

    pay: Part
    hours: float

    @property
    def an_hour(self) -> float:
        """What an hour pays, in the pay's currency; NoSumError where the pay is none by the year."""
        return self.pay.high if self.pay.period == "hour" else yearly(self.pay).value / (self.hours * _WEEKS)


def write_per_hour(desk: Desk) -> bool:
    """What an hour pays on both sides: of the two in the message, else of the offer and present pay."""
    held, told = hours_held(desk), _in_message(desk)
    if told and not (held and _values(told) == _values(held)):
        return _say(desk, told, "per_hour_two")
    return held is not None and not _by_the_hour(held) and _say(desk, held, "per_hour")


def _values(sides: tuple[Paid, Paid]) -> set[tuple[float, float]]:
    return {(side.pay.high, side.hours) for side in sides}


def with_extras(desk: Desk) -> str:
    """What an hour of the offer comes to with what is paid on top, beside one of today, by the hour and by the year; ""
    where not both have an extra by the hour, or it was said."""
    sides = [_whole_hour(parts) for parts in (desk.now.deal.offer, desk.now.current)]
    there, here = sides
    if there is None or here is None or len({there.currency, here.currency} - {""}) > 1:
        return ""
    if not all(part_of(parts, "other") for parts in (desk.now.deal.offer, desk.now.current)):
        return ""
    key = f"extras {there.high:g} {here.high:g}"
    if key in desk.say.shown or key in desk.say.said:
        return ""
    desk.say.said.append(key)
    unit = there.currency or here.currency
    gap = round(there.high - here.high, 2)
    week = _told(desk.now.deal.agreed) or _told(desk.now.terms_now)
    hours = week * _WEEKS if week else _HOURS
    fields = {
        "there": desk.derived(there.high, "base", "rate + extra pay, theirs", unit),
        "here": desk.derived(here.high, "base", "rate + extra pay, yours", unit),
        "gap": desk.derived(abs(gap), "base", "one hour − the other", unit),
        "year": desk.derived(round(abs(gap) * hours), "base", f"gap × {hours:,g} hours", unit),
        "hours": "your hours" if week else "full time",
    }
    way = "level" if abs(gap) < _CENT else "more" if gap > 0 else "less"
    return desk.say.say(f"extras_{way}", **fields)


def _whole_hour(parts: tuple[Part, ...]) -> Part | None:
    """A rate by the hour with the extra pay on top; None where there is no such rate."""
    rate, extra = part_of(parts, "base"), part_of(parts, "other")
    if rate is None or rate.period != "hour":
        return None
    more = extra.high if extra is not None and extra.period == "hour" else 0.0
    whole = round(rate.high + more, 2)
    return rate.model_copy(update={"low": whole, "high": whole})


def an_hour(desk: Desk) -> str:
    """What an hour of the offer pays beside one of today, as a clause; "" where the hours are the same or not told."""
    held = hours_held(desk)
    if held is None or _by_the_hour(held):
        return ""
    try:
        there, here = (said_by_hour(desk, side) for side in held)
    except NoSumError:
        return ""
    return f"per hour it's {there} there against {here} now"


def hours_held(desk: Desk) -> tuple[Paid, Paid] | None:
    """The offer and present pay, each with its hours; None unless both are told and the hours differ."""
    there, here = part_of(desk.now.deal.offer, "base"), part_of(desk.now.current, "base")
    hours = (
        hours_of(desk, desk.now.deal),
        hours_today(desk),
    )
    if there is None or here is None or hours[0] is None or hours[1] is None or hours[0] == hours[1]:
        return None
    return Paid(there, hours[0]), Paid(here, hours[1])


def _by_the_hour(sides: tuple[Paid, Paid] | None) -> bool:
    """Whether both are told by the hour, so that what an hour pays is told already."""
    return sides is not None and all(side.pay.period == "hour" for side in sides)


def hours_of(desk: Desk, deal: Deal) -> float | None:
    """The hours of the week that an offer is for; None where they are not told."""
    return _told(deal.agreed) or _in_words(desk, ("offer_made", "offer_revised"), deal.company)


def hours_known(desk: Desk) -> float | None:
    """The hours of the week that the talk is about: those of the offer, else those of today; None where neither is
    told."""
    return hours_of(desk, desk.now.deal) or hours_today(desk)


def hours_today(desk: Desk) -> float | None:
    """The hours of the week that present pay is for; None where they are not told."""
    return _told(desk.now.terms_now) or _in_words(desk, ("pay_told",))


def _told(terms: tuple[Term, ...]) -> float | None:
    return next((t.figure for t in reversed(terms) if t.kind == "hours" and t.unit == "hour" and t.figure), None)


def _in_words(desk: Desk, kinds: tuple[str, ...], company: str = "") -> float | None:
    """The hours of a week that were told in one breath with the pay."""
    words = [e.words for e in desk.now.told if e.kind in kinds and (not company or e.company == company)]
    counted = (a.high for text in reversed(words) for a in amounts_in(text) if a.counted == "hour")
    return next((h for h in counted if _LEAST_HOURS <= h <= _MOST_HOURS), None)


def _in_message(desk: Desk) -> tuple[Paid, Paid] | None:
    """Two figures of the message with the hours that each is for, told in turn; None where it has no such two."""
    told = desk.reading.amounts
    if len(told) != 4 or not (any(map(_counts_hours, told)) or all(a.amount.high >= _PAY for a in told[::2])):
        return None
    pays, hours = told[::2], told[1::2]
    if not all(a.amount.kind in ("count", "bare") and 0 < a.amount.high <= _MOST_HOURS for a in hours):
        return None
    made = [part(a, "base", desk.now, desk.now.deal, "offer") for a in pays]
    if made[0] is None or made[1] is None or {p.currency for p in made if p} - {made[0].currency}:
        return None
    return Paid(made[0], hours[0].amount.high), Paid(made[1], hours[1].amount.high)


def _counts_hours(a: AmountMention) -> bool:
    return a.component == "hours" or (a.amount.kind == "count" and a.amount.counted == "hour")


def _say(desk: Desk, sides: tuple[Paid, Paid], key: str) -> bool:
    there, here = sides
    try:
        gap = there.an_hour / here.an_hour - 1
    except NoSumError:
        return False
    unit = there.pay.currency or desk.currency
    fields = {"there": said_by_hour(desk, there), "here": said_by_hour(desk, here)}
    share = abs(round(gap * 100, 1))
    fields["share"] = desk.figure(f"{share:g}%", "derived", "base", "%", share, share, "one ÷ the other − 1")
    way = "level" if abs(gap) < _LEVEL else "more" if gap > 0 else "less"
    said = [desk.say.say(f"{key}_{way}", **fields)]
    if key == "per_hour" and way != "level" and there.pay.a_year == here.pay.a_year:
        value = round(there.pay.high * here.hours / there.hours)
        on_mine = desk.figure(
            format_amount(value, unit), "derived", "base", unit, value, value, "their pay × your hours ÷ theirs"
        )
        hours = f"{here.hours:g}"
        said.append(desk.say.say("per_hour_same", hours=hours, scaled=on_mine, now=desk.theirs(here.pay)))
    desk.draft.say(" ".join(said))
    return True


def said_by_hour(desk: Desk, side: Paid) -> str:
    """What an hour pays, as a figure of the reply."""
    formula = f"a year ÷ ({_WEEKS} weeks × {side.hours:g} hours)"
    return desk.derived(round(side.an_hour, 2), "base", formula, side.pay.currency)
