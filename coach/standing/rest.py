"""What goes with the main ask: another part in its stead, where to stop, and the steps on the way there."""

from __future__ import annotations

import math
from collections.abc import Set
from dataclasses import replace

from coach.standing.case import Case
from coach.standing.footing import room_of, same_footing, yearly
from coach.standing.package import AskFor, Package
from coach.standing.part import above_by_a_little, for_part
from coach.understanding.situation import Part
from index.guide import Component

SIGNING_SHARE = 0.15
_SIGNED = 90_000.0  # dollars a year from which a sign-on is common whatever the job
DOWN = (0.46, 0.77, 0.93)  # how far down to the walk-away each concession goes


def with_rest(case: Case, made: Package) -> Package:
    """A package with what goes beside its main ask."""
    main = made.main
    taken = {a.component for a in made.said}
    second = made.second if made.second and made.second.component != main.component else None
    fallback = fallback_for(case, main, taken)
    if second and not made.wished and fallback and second.component == fallback.component:
        second = None
    stop = _walk_away(case, main)
    return Package(
        made.why, main, second, fallback, stop, _steps(main, stop), made.wished, case.part(main.component),
        made.advice, made.rival,
    )  # fmt: skip


def fallback_for(case: Case, main: AskFor, taken: Set[str]) -> AskFor | None:
    """Another part that could close the gap, and that is not asked for already: the first year's difference as a
    sign-on, else stock, else base."""
    order: tuple[Component, ...] = ("signing", "stock", "base")
    asked = {p.component for p in case.asked}
    for component in order:
        if component in taken or component in case.refused or component in asked:
            continue
        if component == "signing" and (case.is_raise or not _signs_on(case)):
            continue
        if component == "signing":
            ask = sign_on(case, main)
        else:
            held = case.part(component) and not (component == "base" and main.component == "total")
            made = for_part(case, component) if held else None
            ask = _no_more(case, main, made[1]) if made else None
        if ask and case.above(ask):
            return ask
    return None


def _signs_on(case: Case) -> bool:
    """Whether a sum for signing is anything that such a job may come with: it is offered, is to make up for what is
    left behind, the guide's row is of that kind of job, or there is stock."""
    parts = {p.component for p in (*case.held, *case.situation.current)}
    dollars = case.currency == "USD" and case.base >= _SIGNED
    return bool(case.situation.left or case.band or parts & {"stock", "signing"} or dollars)


def _no_more(case: Case, main: AskFor, other: AskFor) -> AskFor:
    """An alternative that adds no more than what it stands in for does in its first year."""
    held, now = case.part(other.component), case.part(main.component)
    if held is None or held.currency != other.currency or other.currency == "%":
        return other
    if main.component == "signing":
        adds = main.value - (now.high if now else 0.0)
    else:
        adds = yearly(main.value, main.component, main.period, main.currency, case.base)
        adds -= yearly(now.high, now.component, now.period, now.currency, case.base) if now else 0.0
    year = yearly(1.0, other.component, other.period, other.currency, 0.0)
    most = held.high + adds / year
    if other.value <= most:
        return other
    value = above_by_a_little(most, held.high, other.currency)
    said = "what the ask adds in its first year, on top of what is offered, rounded"
    return replace(other, value=value, formula=said, source=None)


def sign_on(case: Case, main: AskFor | None = None) -> AskFor | None:
    """A sign-on worth the first year's gap, at most a share of base; on top of one that is offered already."""
    held = case.part("signing")
    if held and held.currency != case.currency:
        return None
    had = held.high if held else 0.0
    on_top = ", on top of what is offered" if held else ""
    left = sum(
        p.high
        for p in case.situation.left
        if p.currency == case.currency and p.period not in ("month", "week", "day", "hour")
    )
    if left:
        return AskFor("signing", left + had, case.currency, "", "what you give up by leaving" + on_top)
    if case.base <= 0 or any(
        p.period in ("hour", "day", "week") for p in case.held if p.component in ("base", "total")
    ):
        return None
    most = case.base * SIGNING_SHARE
    gap, formula = case.base * 0.08, "8% of the base, rounded"
    if main and main.currency != "%" and (now := case.part(main.component)) and now.currency == main.currency:
        gap = yearly(main.value, main.component, main.period, main.currency, case.base) - yearly(
            now.high, now.component, now.period, now.currency, case.base
        )
        formula = "the first year's gap between the ask and what is offered"
    if gap <= 0:
        return None
    if gap > most:
        gap, formula = most, f"{SIGNING_SHARE:.0%} of the base"
    value = above_by_a_little(_tidy(had + gap), had, case.currency)
    room = room_of("signing", held, case.band, case.held, case.currency)
    if room and room.currency == case.currency and had < room.high < value:
        value, formula = room.high, "the top of the band"
    return AskFor("signing", value, case.currency, "", formula + (on_top or (", rounded" if "gap" in formula else "")))


def _tidy(value: float) -> float:
    """A one-off sum as one says it: two digits that count."""
    if value <= 0:
        return 0.0
    step = 10.0 ** math.floor(math.log10(value) - 0.7)
    return float(round(value / step) * step)


def _walk_away(case: Case, main: AskFor) -> AskFor | None:
    """The own limit, else the better of present pay and the offer in hand; never at or above the ask."""
    s = case.situation

    def of(parts: tuple[Part, ...], says: str) -> AskFor | None:
        p = next((p for p in parts if same_footing(p, main.part)), None)
        return AskFor(main.component, p.high, p.currency, main.period, says) if p and p.high < main.value else None

    own = of(s.floor, "your own limit")
    if own:
        return own
    held, pay = (
        of(case.held, "the offer in hand" if not case.is_raise else "what you have"),
        of(s.current, "your present pay"),
    )
    if held and pay:
        return held if held.value >= pay.value else pay
    return held or pay


def _steps(main: AskFor, stop: AskFor | None) -> tuple[float, ...]:
    """Concessions: each smaller than the one before, no round figures, all above the walk-away."""
    if stop is None:
        return ()
    gap = main.value - stop.value
    if gap <= 0 or main.currency == "%":
        return ()
    grain = 10.0 ** (math.floor(math.log10(gap)) - 1)
    out: list[float] = []
    last, step = main.value, gap
    for share in DOWN:
        value = round((main.value - gap * share) / grain) * grain
        if round(value / grain) % 5 == 0:
            value += grain
        value = round(value, 2)
        if stop.value < value < last and last - value < step:
            out.append(value)
            last, step = value, last - value
    return tuple(out)
