"""A message that asks for a sum -> the one that it asks for: as stated, by the units of its own figures, by the
hours of both sides, or one that has a name; what is missing for it is asked for.
"""

from __future__ import annotations

from typing import cast

from coach.answers.against_today import write_against_today
from coach.answers.allowance import write_without_allowance
from coach.answers.by_hour import write_hours_apart
from coach.answers.checked import write_checked
from coach.answers.desk import Desk
from coach.answers.invoiced import weigh_invoices, write_break_even
from coach.answers.measured import asks_sum, wanted_period, write_by_period, write_measured, write_needed
from coach.answers.per_hour import write_per_hour
from coach.answers.percents import write_percent
from coach.answers.repay import write_owed
from coach.answers.side_by_side import answer_side_by_side
from coach.answers.sum_page import Given
from coach.answers.sums import Wanted, answer_sum
from coach.answers.travel import write_travel
from coach.dialogue.hours import share_of_hours
from coach.dialogue.resolve import component_of, part
from coach.scripts.kinds import kind_of_words
from coach.understanding.situation import Part

_BY_THEIR_OWN = {"hourly": "hour", "monthly": "month"}  # a sum, and the period that a figure for it has already
_LIKE_A_SUM = 0.45  # so near to an example, in cosine, that the words name the sum
_OF_SEVERAL = ("leaving", "break_even", "pension", "present_value")
_TOLD = ("offer", "pay", "wish", "asked", "floor", "was")


def write_sum(desk: Desk) -> bool:
    """Work out the sum that the message asks for; False, and nothing said, where nobody can."""
    if write_against_today(desk):
        return True
    if write_without_allowance(desk) or write_checked(desk) or write_owed(desk) or write_travel(desk):
        return True
    if write_measured(desk) or write_percent(desk) or write_by_period(desk) or _of_hours(desk):
        return True
    if wanted_period(desk) == "shift":
        return write_needed(desk)
    said: list[str] = []
    done = _named(desk, said)
    desk.say.said.extend(said)
    return done or write_needed(desk)


def _named(desk: Desk, said: list[str]) -> bool:
    """The sum that the words are nearest to; one that the figures do not allow gives way to what the figures themselves
    suggest, where the question has none of its own."""
    words = _words(desk)
    wanted = kind_of_words("sum", words, _LIKE_A_SUM)
    if desk.now.invoiced.a_year and not desk.now.current:
        return weigh_invoices(desk) or write_break_even(desk)
    offers = sum(bool(d.offer) for d in (desk.now.deal, *desk.now.others))
    if wanted == "compare" or (not wanted and offers > 1):
        if offers > 1 and answer_side_by_side(desk.now, desk.draft, said=said):
            return True
        wanted = ""
    given = _given(desk)
    if wanted in _BY_THEIR_OWN and any(g.part.period == _BY_THEIR_OWN[wanted] for g in given if g.what == "amount"):
        wanted = "yearly"  # "what is 21 an hour": the year is what is not said
    part = (
        wanted in ("", "part_time") and wanted_period(desk) != "hour" and any(g.what == "share_of_hours" for g in given)
    )
    known = cast("Wanted", "part_time" if part else wanted)
    if sum(g.what == "amount" for g in given) > 1 and known not in _OF_SEVERAL:
        return False  # each named sum is made of one figure of the message
    if known and answer_sum(desk.now, given, desk.draft, known, said=said):
        return True
    return not _unused(desk, given) and answer_sum(desk.now, given, desk.draft, said=said)


def _words(desk: Desk) -> str:
    return next((c.text for c in desk.reading.clauses if c.does("ask_sum")), desk.reading.text)


def _unused(desk: Desk, given: tuple[Given, ...]) -> bool:
    """Whether the question counts what no sum was given: another sum would not answer it."""
    asks = asks_sum(desk)
    counted = [a for a in desk.reading.amounts if a.clause in asks and a.amount.kind in ("count", "bare")]
    if any(g.what == "amount" for g in given):
        return bool(desk.now.deal.offer) and not desk.now.current  # what they offer all in leaves it out
    return any(a.role not in _TOLD for a in counted) and not given


def _of_hours(desk: Desk) -> bool:
    """Pay set against the hours that it is for, where the two sides differ in them."""
    asked = kind_of_words("sum", _words(desk), _LIKE_A_SUM) in ("hourly", "part_time", "compare")
    counted = any(a.component == "hours" for a in desk.reading.amounts)
    if not asked and not counted and wanted_period(desk) != "hour":
        return False
    if write_hours_apart(desk) or "per_hour" in desk.say.said:
        return True  # the view of the offer has said it
    return write_per_hour(desk)


def _given(desk: Desk) -> tuple[Given, ...]:
    """The message's figures that a sum may be made of."""
    share = share_of_hours(desk.now, desk.reading)
    out = (
        [] if share is None else [Given(Part(component="other", low=share, high=share, currency="%"), "share_of_hours")]
    )
    for a in desk.reading.amounts:
        stated = a.role == "sum" and bool(desk.reading.sums)
        if stated or a.role in _TOLD or (a.role == "none" and a.amount.kind != "percent"):
            continue  # told and kept: the dialogue has it
        if share is not None and a.component == "hours":
            continue
        if a.amount.kind == "count":
            if a.amount.counted == "day" and a.component == "holiday":
                out.append(Given(Part(component="other", low=a.amount.low, high=a.amount.high), "days"))
            continue
        if a.amount.kind == "percent":
            out.append(Given(Part(component="other", low=a.amount.low, high=a.amount.high, currency="%"), "more"))
        elif made := part(a, component_of(a, desk.now, desk.now.deal, "offer"), desk.now, desk.now.deal, "offer"):
            out.append(Given(made, "left" if a.role == "left" else "amount"))
    return tuple(out)
