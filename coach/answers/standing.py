"""A figure of the deal -> what it means: against present pay, wish, floor, another offer and the band, in words."""

from __future__ import annotations

from dataclasses import dataclass

from coach.answers.desk import Desk
from coach.answers.per_hour import hours_of, hours_today
from coach.dialogue.deals import part_of
from coach.standing.offer import Standing, stand
from coach.understanding.situation import Part
from index.guide import Lines
from index.money import Range, format_range

_NEAR_ENDS = 0.08
_SMALL = 0.06  # of the width of the band: nearer the middle than this is the middle


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a figure stands beside, as phrases, and the plain facts that a view rests on: positive where it is above."""

    phrases: tuple[str, ...]
    position: float | None = None
    over_pay: float | None = None
    over_wish: float | None = None
    over_floor: float | None = None
    over_rival: float | None = None


def main_part(desk: Desk) -> Part | None:
    """The part of the offer that the talk turns on: what was changed last, else base, else the total, else the largest."""
    offer = desk.now.deal.offer
    for event in reversed(desk.fresh):
        if (
            event.after
            and event.kind in ("offer_made", "offer_revised", "corrected")
            and event.company == desk.now.deal.company
        ):
            part = part_of(offer, event.after.component)
            if part and part.component in ("base", "total"):
                return part
    return part_of(offer, "base") or part_of(offer, "total") or max(offer, key=lambda p: p.high, default=None)


def meaning_of(desk: Desk, part: Part, *, band: bool = True, again: bool = False, wish: bool = True) -> Meaning:
    """What a part of the offer means, each comparison on one footing and in one currency, or not at all; what this
    reply has said is left out, if not wanted `again`.
    """

    def new(key: str) -> bool:
        told = f"{part.component} {part.high:g} {key}"
        fresh = again or told not in desk.meant
        desk.meant.add(told)
        return fresh

    phrases: list[str] = []
    over: dict[str, float | None] = {}
    for key, other, up, down, same, field in (
        ("pay", present_pay(desk, part), "vs_pay_up", "vs_pay_down", "vs_pay_same", ""),
        ("floor", part_of(desk.now.floor, part.component), "vs_floor_over", "vs_floor_under", "vs_floor_over", "floor"),
        ("wish", part_of(desk.now.target, part.component), "vs_wish_met", "vs_wish_short", "vs_wish_met", "wish"),
    ):
        if key == "wish" and not wish:
            over[key] = None
            continue
        gap = over[key] = _gap(_for_week(part, other, hours_of(desk, desk.now.deal)), other)
        if other is None or gap is None or (key == "floor" and gap > 0):
            continue
        word = up if gap > 0 else down if gap < 0 else same
        if (gap == 0 and key == "floor") or not new(key):
            continue
        years = ", both by the year" if by_year(part, other) else ""
        formula = {"pay": "offer − present pay", "floor": "offer − your floor", "wish": "offer − your wish"}[key]
        fields = {field: desk.theirs(other)} if field else {}
        said = desk.derived(abs(gap), part.component, formula + years, _share(part)) + (" a year" if years else "")
        phrases.append(desk.say.say(word, gap=said, **fields))
    rival = _rival(desk, part)
    over["rival"] = None
    if rival:
        name, theirs, gap = rival
        over["rival"] = gap
        if gap and new(name):
            said = desk.derived(abs(gap), part.component, f"offer − {name}'s", _share(part))
            phrases.append(
                desk.say.say(
                    "vs_rival_over" if gap > 0 else "vs_rival_under", gap=said, name=name, theirs=desk.theirs(theirs)
                )
            )
    standing = standing_of(desk, part) if band else None
    if standing and new("band"):
        phrases.append(_in_band(desk, standing))
    return Meaning(
        tuple(phrases), standing.position if standing else None, over["pay"], over["wish"], over["floor"], over["rival"]
    )


def standing_of(desk: Desk, part: Part) -> Standing | None:
    """The part in its band, where the job has one row."""
    return stand(part, desk.row[1], desk.now.deal.offer) if desk.row else None


def band_text(desk: Desk, standing: Standing) -> tuple[str, str]:
    """(the band, its citation) of a standing."""
    assert desk.row is not None  # noqa: S101 - a standing needs one
    guide, band = desk.row
    pay = standing.pay
    if standing.band_how:
        text = format_range(Range(standing.low, standing.high, standing.unit))
        slot = desk.figure(
            text, "derived", pay.component, standing.unit, standing.low, standing.high, standing.band_how
        )
    else:
        shown = pay.percent if standing.unit == "%" and pay.percent else pay.amount or pay.percent
        assert shown is not None  # noqa: S101 - a part of a band has an amount or a percent
        slot = desk.draft.pay(guide, band, pay, shown)
    return slot, desk.draft.cite(guide, Lines(pay.line, pay.line), band.heading)


def _in_band(desk: Desk, s: Standing) -> str:
    band, mark = band_text(desk, s)
    middle = (s.low + s.high) / 2
    width = (s.high - s.low) or 1
    if s.amount < s.low:
        key, gap, formula = "band_below", s.low - s.amount, "low end of the band − offer"
    elif s.amount > s.high:
        key, gap, formula = "band_above", s.amount - s.high, "offer − high end of the band"
    elif s.position <= _NEAR_ENDS:
        key, gap, formula = "band_bottom", 0.0, ""
    elif s.position >= 1 - _NEAR_ENDS:
        key, gap, formula = "band_top", 0.0, ""
    elif abs(s.amount - middle) / width < _SMALL:
        key, gap, formula = "band_middle", 0.0, ""
    elif s.amount < middle:
        key, gap, formula = "band_lower", middle - s.amount, "middle of the band − offer"
    else:
        key, gap, formula = "band_upper", s.amount - middle, "offer − middle of the band"
    said = desk.derived(gap, s.pay.component, formula, s.unit) if gap else ""
    return desk.say.say(key, gap=said, band=band, mark=mark)


def present_pay(desk: Desk, part: Part) -> Part | None:
    """Present pay of the component of a part of theirs; pay by the hour beside one that is not has the hours of its own
    week, where they are told."""
    pay = part_of(desk.now.current, part.component)
    return _for_week(pay, part, hours_today(desk)) if pay is not None else None


def _for_week(one: Part, other: Part | None, hours: float | None) -> Part:
    """Pay by the hour beside pay by another time, for the hours of its week."""
    apart = one.period == "hour" and other is not None and other.period != "hour"
    return one.model_copy(update={"week": hours}) if apart and hours else one


def by_year(part: Part, other: Part) -> bool:
    """Whether two figures can only be compared by the year: paid by another period, or not as often in a year."""
    if part.period == other.period:
        return part.a_year != other.a_year
    return {part.period, other.period} != {"", "year"}


def _gap(part: Part, other: Part | None) -> float | None:
    if other is None or (part.currency and other.currency and part.currency != other.currency):
        return None
    if "%" in (part.currency, other.currency) and part.currency != other.currency:
        return None  # a share and a sum
    if not by_year(part, other):
        return round(part.high - other.high, 2)  # cents, where it is by the hour
    if part.component not in ("base", "total"):
        return None
    mine, theirs = (p.high * p.a_year for p in (part, other))
    return float(round(mine - theirs))


def _share(part: Part) -> str:
    """The unit of a gap between two shares, "" for money."""
    return "%" if part.currency == "%" else ""


def _rival(desk: Desk, part: Part) -> tuple[str, Part, float] | None:
    best: tuple[str, Part, float] | None = None
    for deal in desk.now.others:
        theirs = part_of(deal.offer, part.component)
        gap = _gap(part, theirs)
        if theirs and gap is not None and deal.company and (best is None or theirs.high > best[1].high):
            best = (deal.company, theirs, gap)
    return best
