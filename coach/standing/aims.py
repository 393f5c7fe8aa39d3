"""What a guide's strategy aims at, on the pay row in question: as it stands, or moved there by position in the band."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coach.standing.position import position_in, sayable, value_at
from index.guide import Band, Component, Guide, Lever, Lines, Pay, Target
from index.money import Range
from index.names.regions import PlaceMention, match_regions
from index.parse.targets import targets_in
from index.places import read_region

# A target far outside its band is a figure of something else (another level, a grant for a year).
LEAST, MOST = -0.35, 1.6
_WHOLE = 0.005


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure of the strategy, on the user's row.

    `moved_from` is the row that the strategy names, "" where it is this row itself; then `positions` are where the
    figure's two ends stand in that row's band, in whole hundredths, and `low` to `high` the same stretch of this one.
    """

    target: Target
    lines: Lines
    heading: str
    low: float
    high: float
    unit: str
    moved_from: str = ""
    positions: tuple[float, float] = (0.0, 0.0)


def aims_on(guide: Guide, band: Band, component: Component, kinds: tuple[str, ...] = ("open", "target")) -> list[Aim]:
    """The strategy's figures for one component of a row, those of the row itself before those of other rows."""
    pay = band.pay(component)
    if not pay or not pay.amount:
        return []
    found = []
    for strategy in guide.strategies:
        for target in strategy.targets:
            if target.component == component and target.kind in kinds:
                aim = _aim(guide, band, pay, target, strategy.lines, strategy.heading)
                if aim:
                    found.append(aim)
    return sorted(found, key=lambda a: bool(a.moved_from))


def aim_of(guide: Guide, band: Band, lever: Lever, asks: Iterable[str]) -> Aim | None:
    """The figure that a lever's own ask goes for, on this row; None where it names none that its bands hold."""
    for sentence in asks:
        for target in targets_in(sentence, lever.lines.first, "open"):
            pay = band.pay(target.component)
            aim = _aim(guide, band, pay, target, lever.lines, lever.title) if pay and pay.amount else None
            if aim:
                return aim
    return None


def _aim(guide: Guide, band: Band, pay: Pay, target: Target, lines: Lines, heading: str) -> Aim | None:
    home = _home(guide, band, target)
    if home is None:
        return None
    theirs = home.pay(target.component)
    if not theirs or not theirs.amount or theirs.amount.unit != target.amount.unit:
        return None
    if target.component == "stock" and (
        theirs.period != pay.period or target.amount.period not in (None, theirs.period)
    ):
        return None
    ends = theirs.amount.low, theirs.amount.high
    low, high = (position_in(v, *ends) for v in (target.amount.low, target.amount.high))
    if not LEAST <= low <= high <= MOST:
        return None
    if home.region == band.region:
        return Aim(target, lines, heading, target.amount.low, target.amount.high, target.amount.unit)
    if not pay.amount:
        return None
    here = pay.amount
    low, high = round(low, 2), round(high, 2)
    moved = [sayable(value_at(p, here.low, here.high), here.unit) for p in (low, high)]
    where = home.region.label if home.region else ""
    return Aim(target, lines, heading, moved[0], moved[1], here.unit, where, (low, high))


def _home(guide: Guide, band: Band, target: Target) -> Band | None:
    """The row that a target speaks of: the place it names, else one whose currency and band it fits."""
    rows = [b for b in guide.bands if b.level == band.level and (p := b.pay(target.component)) and p.amount]
    if target.region:
        region = read_region(target.region)
        mention = PlaceMention(target.region, region.places or ("",), 0, 1)
        regions = [b.region for b in rows if b.region]
        for _, hits in match_regions((mention,), regions, []):
            named = next((b for b in rows if b.region in hits), None)
            if named:
                return named
        return None if regions else band
    # A figure without a place is the headquarters' or the first row's where it fits there.
    fits = [b for b in rows if _fits(b.pay(target.component), target.amount)]
    first = [b for b in fits if b.region and b.region.headquarters] or [b for b in fits if b is rows[0]]
    return next(iter([*first, *(b for b in fits if b is band), *fits]), None)


def _fits(pay: Pay | None, value: Range) -> bool:
    if not pay or not pay.amount or pay.amount.unit != value.unit:
        return False
    at = position_in(value.high, pay.amount.low, pay.amount.high)
    return -0.1 <= at <= 1.15
