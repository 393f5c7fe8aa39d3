"""Two to five deals -> beside each other year by year: which is worth more, under what assumption, and what else to
weigh.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from coach.dialogue.deals import Deal
from coach.standing.sums import NoSumError, growth_to_reach
from coach.standing.worth import ALIKE, USUAL, YEARS, Conditions, Sum, Worth, currency_of, in_currency, worth, written
from coach.understanding.rates import Rate

LEAST, MOST = 2, 5
WeighKind = Literal["private_stock", "verbal", "nothing_firm", "not_counted", "growth"]
Reading = Literal["", "first_year", "without_stock", "without_bonus"]
_READINGS: tuple[Reading, ...] = ("first_year", "without_stock", "without_bonus")
_GONE = frozenset(("declined", "withdrawn"))


@dataclass(frozen=True, slots=True)
class Contender:
    """A deal and what it is worth; `conditions` as told, or the usual ones."""

    deal: Deal
    worth: Worth
    conditions: Conditions = USUAL


@dataclass(frozen=True, slots=True)
class Lead:
    """Who is ahead by one reading, and by how much over whom: `gap` is money a year, of the first year where `by` says
    so.
    """

    ahead: Contender
    behind: Contender
    gap: Sum
    by: Reading = ""


@dataclass(frozen=True, slots=True)
class Weigh:
    """One more thing to weigh, of which deal; `figure` where it has one."""

    kind: WeighKind
    of: Contender
    figure: Sum = field(default_factory=Sum)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Deals beside each other. `lead` is the average of four years; `turns` are the readings by which another deal is
    ahead.

    `even` says that they are within two percent; then `turns` are the readings by which they are not. Where the deals
    are in several currencies and no rate was given, `groups` has more than one and there is no lead.
    """

    contenders: tuple[Contender, ...]
    groups: tuple[str, ...]
    lead: Lead | None = None
    turns: tuple[Lead, ...] = ()
    even: bool = False
    weigh: tuple[Weigh, ...] = ()

    @property
    def currency(self) -> str:
        """The one currency of the table, "" where there are several."""
        return self.groups[0] if len(self.groups) == 1 else ""

    @property
    def rests_on_growth(self) -> bool:
        """Whether without its stock the leader would not lead."""
        return any(t.by == "without_stock" for t in self.turns)


def side_by_side(
    deals: tuple[Deal, ...], conditions: Mapping[str, Conditions] | None = None, rate: Rate | None = None
) -> SideBySide:
    """Set up to five standing deals with money in them beside each other; NoSumError where there are fewer than two.

    `conditions` are by company, folded to lower case. A figure without a currency is in that of the first deal that
    names one. With a `rate` the others are brought into the first deal's currency.
    """
    held = conditions or {}
    currency = next((c for d in deals if (c := currency_of(d.offer))), "")
    contenders = []
    for deal in deals:
        if deal.status in _GONE or not deal.offer:
            continue
        its = held.get(deal.company.casefold(), USUAL)
        made = worth(in_currency(deal.offer, currency_of(deal.offer) or currency), its)
        if made.four > 0:
            contenders.append(Contender(deal, _at(rate, made, currency), its))
    contenders = contenders[:MOST]
    if len(contenders) < LEAST:
        raise NoSumError("there are no two offers with figures to set beside each other")
    found = tuple(contenders)
    groups = tuple(dict.fromkeys(c.worth.currency for c in found))
    if len(groups) > 1:
        return SideBySide(found, groups, weigh=_weigh(found, None))
    lead = _lead(found, "")
    even = not _apart(lead)
    readings = tuple(_lead(found, by) for by in _READINGS)
    turns = tuple(r for r in readings if (_apart(r) if even else r.ahead is not lead.ahead and r.gap.value > 0))
    return SideBySide(found, groups, lead, turns, even, _weigh(found, None if even else lead))


def _at(rate: Rate | None, made: Worth, currency: str) -> Worth:
    if rate is None or made.currency == currency:
        return made
    if (rate.one, rate.other) == (made.currency, currency):
        return made.turned(rate.value, currency, rate.words)
    if (rate.other, rate.one) == (made.currency, currency):
        return made.turned(1 / rate.value, currency, rate.words)
    return made


def _value(contender: Contender, by: Reading) -> float:
    """A year by one reading: the first, or the average of four with or without a part."""
    made = contender.worth
    less = {"without_stock": made.stock, "without_bonus": made.bonus}.get(by, 0.0)
    return made.first if by == "first_year" else (made.four - less) / YEARS


def _lead(contenders: tuple[Contender, ...], by: Reading) -> Lead:
    ranked = sorted(contenders, key=lambda c: -_value(c, by))
    ahead, behind = ranked[0], ranked[1]
    unit = ahead.worth.currency
    a, b = _value(ahead, by), _value(behind, by)
    each = "in the first year" if by == "first_year" else "a year over four years"
    return Lead(ahead, behind, Sum(a - b, f"{written(a, unit)} − {written(b, unit)} {each}", unit), by)


def _apart(lead: Lead) -> bool:
    return lead.gap.value > ALIKE * _value(lead.ahead, lead.by)


def _weigh(contenders: tuple[Contender, ...], lead: Lead | None) -> tuple[Weigh, ...]:
    out = []
    for c in contenders:
        if c.conditions.private and (c.worth.stock or any(p.component == "stock" for p in c.worth.left_out)):
            out.append(Weigh("private_stock", c, _without_stock(c)))
        if c.conditions.verbal:
            out.append(Weigh("verbal", c))
        elif c.deal.status == "talking":
            out.append(Weigh("nothing_firm", c))
        if c.worth.left_out:
            out.append(Weigh("not_counted", c))
    if lead:
        with suppress(NoSumError):  # no stock that could grow
            out.append(Weigh("growth", lead.behind, growth_to_reach(lead.behind.worth, lead.ahead.worth)))
    return tuple(out)


def _without_stock(contender: Contender) -> Sum:
    made, unit = contender.worth, contender.worth.currency
    left = made.four - made.stock
    return Sum(left / YEARS, f"({written(made.four, unit)} − {written(made.stock, unit)} stock) ÷ {YEARS}", unit)
