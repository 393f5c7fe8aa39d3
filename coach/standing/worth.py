"""An offer -> what it is worth in each of its first four years, part by part with the formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from coach.understanding.situation import TIMES_A_YEAR, Part
from index.money import format_amount, rounded

YEARS = 4
HOURS, DAYS, WEEKS, MONTHS = (TIMES_A_YEAR[by] for by in ("hour", "day", "week", "month"))
NO_MONEY = frozenset(("%", "options", "shares"))
ALIKE = 0.02  # a stated total within this share of the parts' sum is that sum
_SHAPE = re.compile(r"(?<![\d/.])(\d{1,2}(?:\.\d+)?%?(?:\s?[/,-]\s?\d{1,2}(?:\.\d+)?%?){1,4})(?![\d/])")
_ONCE = {"month": MONTHS, "week": WEEKS, "day": DAYS, "hour": HOURS}
_NAMED = (("base", "base"), ("bonus", "bonus"), ("stock", "stock"), ("signing", "sign-on"))


@dataclass(frozen=True, slots=True)
class Assumption:
    """What a sum takes for granted: `key` names its words; `text` with `low` to `high` in `unit` is its figure, where
    it has one.
    """

    key: str
    text: str = ""
    low: float = 0.0
    high: float = 0.0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the figures of an offer leave open.

    `vesting` is the share of the grant that vests in each year, in percent ((5, 15, 40, 40); () for evenly), `signing`
    its instalments by year in money, `months` how many salaries a year has, `bonus_paid` the share of the target bonus
    that is paid (1 at target). `private` stock has no market; a `verbal` offer is not in writing. ValueError where a
    grant does not vest in full.
    """

    vesting: tuple[float, ...] = ()
    signing: tuple[float, ...] = ()
    months: int = MONTHS
    bonus_paid: float = 1.0
    private: bool = False
    verbal: bool = False

    def __post_init__(self) -> None:
        """Refuse a shape that no grant has."""
        if self.vesting and (abs(sum(self.vesting) - 100) > 0.5 or min(self.vesting) < 0):
            raise ValueError(f"a grant vests to 100%, not by {'/'.join(f'{v:g}' for v in self.vesting)}")


USUAL = Conditions()


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure worked out, and how it came about: in full units of `unit`, an ISO code, "%" or what is counted
    ("years").

    Inside a `Worth` the unit is "": it is the offer's currency.
    """

    value: float = 0.0
    formula: str = ""
    unit: str = ""
    assumed: tuple[Assumption, ...] = ()


@dataclass(frozen=True, slots=True)
class Year:
    """One year of an offer."""

    base: Sum
    bonus: Sum
    signing: Sum
    stock: Sum
    total: Sum


@dataclass(frozen=True, slots=True)
class Worth:
    """An offer year by year, in one currency. `left_out` is what is no money of that currency; `assumed` what the sums
    rest on.
    """

    currency: str
    years: tuple[Year, ...]
    assumed: tuple[Assumption, ...] = ()
    left_out: tuple[Part, ...] = ()

    @property
    def first(self) -> float:
        """The first year, all in."""
        return self.years[0].total.value

    @property
    def later(self) -> float:
        """A year after the first, all in: the average of the second to the fourth."""
        return sum(y.total.value for y in self.years[1:]) / (YEARS - 1)

    @property
    def four(self) -> float:
        """All four years together."""
        return sum(y.total.value for y in self.years)

    @property
    def stock(self) -> float:
        """The stock of all four years, at the price of the grant."""
        return sum(y.stock.value for y in self.years)

    @property
    def bonus(self) -> float:
        """The bonuses of all four years."""
        return sum(y.bonus.value for y in self.years)

    @property
    def steady(self) -> bool:
        """Whether the years after the first are all the same."""
        return all(abs(a.total.value - b.total.value) < 1 for a, b in pairwise(self.years[1:]))

    @property
    def currencies(self) -> tuple[str, ...]:
        """Every currency of the offer, its own first: these stand side by side and are not added."""
        others = (p.currency for p in self.left_out if p.currency not in NO_MONEY)
        return tuple(dict.fromkeys(c for c in (self.currency, *others) if c))

    def turned(self, factor: float, currency: str, words: str) -> Worth:
        """The same in another currency, at `factor` of it for one; `words` name the rate."""

        def turn(c: Sum) -> Sum:
            return Sum(c.value * factor, f"({c.formula}) at {words}") if c.value else c

        years = tuple(Year(*(turn(c) for c in (y.base, y.bonus, y.signing, y.stock, y.total))) for y in self.years)
        return Worth(currency, years, (*self.assumed, Assumption("rate", f"{factor:g}", factor, factor)), self.left_out)


@dataclass(slots=True)
class _Count:
    currency: str
    terms: Conditions
    assumed: list[Assumption] = field(default_factory=list)

    def assume(self, key: str, text: str = "", value: float = 0.0, unit: str = "") -> None:
        made = Assumption(key, text, value, value, unit)
        if made not in self.assumed:
            self.assumed.append(made)

    def amount(self, part: Part, unit: str = "") -> tuple[float, str]:
        """(the figure, or the middle of its range; how it is written)"""
        value = (part.low + part.high) / 2
        unit = unit or self.currency
        if part.low == part.high:
            return value, written(value, unit)
        self.assume("middle", part.text(unit), part.high, unit)
        return value, f"({format_amount(part.low, unit)} + {format_amount(part.high, unit)}) ÷ 2"

    def annual(self, part: Part) -> Sum:
        """What is paid by the hour, day, week or month, by the year."""
        value, words = self.amount(part)
        if part.grant_years:
            return Sum(value / part.grant_years, f"{words} ÷ {part.grant_years}")
        times: float = (part.salaries or self.terms.months) if part.period == "month" else _ONCE.get(part.period, 1)
        if part.week and part.period == "hour":
            times = part.a_year
            self.assume("week", f"{part.week:g}", part.week)
        elif part.period in ("hour", "day", "week"):
            self.assume(f"{part.period}s", f"{times:,}", times)
        elif part.period == "month" and times != MONTHS:
            self.assume("months", f"{times}", times)
        return Sum(value * times, words if times == 1 else f"{words} × {times:,g} {part.period}s")

    def by_year(self, part: Part) -> tuple[Sum, ...]:
        """Base in each year: the first one by the months of each stage, later ones by the last. A stage of which no
        month is told is not counted."""
        counted = all(s.months is not None for s in part.later)
        if not part.later or not counted:
            if part.later:
                self.assume("stage_left_out", part.stage(part.later[-1]).text(self.currency), part.later[-1].amount)
            return (self.annual(part),) * YEARS
        stages = ((0.0, part), *((s.months or 0.0, part.stage(s)) for s in part.later))
        ends = (*(at for at, _ in stages[1:]), float(MONTHS * YEARS))
        return tuple(self._mixed(stages, ends, year) for year in range(YEARS))

    def _mixed(self, stages: tuple[tuple[float, Part], ...], ends: tuple[float, ...], year: int) -> Sum:
        """Base in one year by the months of each stage that fall into it."""
        first = year * MONTHS
        value, words = 0.0, []
        for (start, part), end in zip(stages, ends, strict=True):
            months = max(0.0, min(end, first + MONTHS) - max(start, first))
            if not months:
                continue
            made = self.annual(part)
            value += made.value * months / MONTHS
            words.append(made.formula if months == MONTHS else f"{made.formula} × {months:g} ÷ {MONTHS} months")
        return Sum(value, " + ".join(words))

    def bonus(self, part: Part, base: Sum) -> Sum:
        """A year's bonus at target, or the share of the target that is said to be paid."""
        paid = self.terms.bonus_paid
        self.assume("bonus_at_target") if paid == 1 else self.assume("bonus_paid", f"{paid * 100:g}%", paid * 100, "%")
        if part.currency == "%":
            share, words = self.amount(part, "%")
            made = Sum(base.value * share / 100, f"{words} × {written(base.value, self.currency)} base")
        else:
            made = self.annual(part)
        return made if paid == 1 else Sum(made.value * paid, f"{made.formula} × {paid * 100:g}%")

    def signing(self, part: Part | None) -> tuple[Sum, ...]:
        """The sign-on by year: once at the start, in the instalments given, or in equal ones."""
        parts = self.terms.signing
        if parts:
            self.assume("signing_parts")
            return _four(Sum(v, written(v, self.currency)) for v in parts)
        if part is None:
            return _four(())
        value, words = self.amount(part)
        if part.grant_years:
            self.assume("signing_parts")
            return _four(
                Sum(value / part.grant_years, f"{words} ÷ {part.grant_years}") for _ in range(part.grant_years)
            )
        self.assume("signing_once")
        return _four((Sum(value, words),))

    def stock(self, part: Part) -> tuple[Sum, ...]:
        """The stock by year: a grant by its vesting shape, a yearly figure every year."""
        value, words = self.amount(part)
        if part.period in ("year", *_ONCE):
            return (self.annual(part),) * YEARS
        years, shape = part.grant_years or YEARS, self.terms.vesting
        if not part.grant_years:
            self.assume("grant_over_four")
        if shape:
            text = "/".join(f"{v:g}" for v in shape)
            self.assumed.append(Assumption("vesting", text, min(shape), max(shape), "%"))
            return _four(Sum(value * v / 100, f"{words} × {v:g}%") for v in shape)
        self.assume("even_vesting")
        if years < YEARS:
            self.assume("no_refreshers")
        return _four(Sum(value / years, f"{words} ÷ {years}") for _ in range(years))


def worth(offer: tuple[Part, ...], terms: Conditions = USUAL) -> Worth:
    """An offer year by year: base, target bonus, sign-on and stock in the currency of its base.

    Pay by the month counts twelve times (or `terms.months`), by the week 52, by the day 220, by the hour 2,080 times or
    as often as the hours of its own week tell. A range counts at its middle. A total stands as said where the parts do
    not add up to it; a sign-on beside it comes on top. Counts of shares are no money.
    """
    currency = currency_of(offer)
    parts: dict[str, Part] = {}
    left_out: list[Part] = []
    for p in offer:
        percent = (
            p.component == "bonus"
            and p.currency == "%"
            and any(o.component == "base" and o.currency not in NO_MONEY for o in offer)
        )
        if p.component == "other" or p.component in parts or not (percent or p.currency in ("", currency)):
            left_out.append(p)
        else:
            parts[p.component] = p
    count = _Count(currency, terms)
    base = count.by_year(parts["base"]) if "base" in parts else (Sum(),) * YEARS
    bonus = tuple(count.bonus(parts["bonus"], b) if "bonus" in parts else Sum() for b in base)
    signing = count.signing(parts.get("signing"))
    stock = count.stock(parts["stock"]) if "stock" in parts else _four(())
    years = tuple(_added(base[i], bonus[i], signing[i], stock[i], currency) for i in range(YEARS))
    if "total" in parts:
        years = _as_stated(parts["total"], years, count)
    return Worth(currency, years, tuple(count.assumed), tuple(left_out))


def currency_of(parts: tuple[Part, ...]) -> str:
    """The currency of the main part of an offer, "" where none was said."""
    order = sorted(parts, key=lambda p: p.component not in ("base", "total"))
    return next((p.currency for p in order if p.currency and p.currency not in NO_MONEY), "")


def in_currency(offer: tuple[Part, ...], currency: str) -> tuple[Part, ...]:
    """The offer with a currency on every amount that was said without one."""
    return tuple(p.model_copy(update={"currency": currency}) if not p.currency else p for p in offer)


def vesting_in(words: str) -> tuple[float, ...]:
    """The vesting shape that words give, in percent by year: "38/32/20/10"; () where they give none."""
    for m in _SHAPE.finditer(words):
        shape = tuple(float(x.rstrip("%")) for x in re.split(r"\s?[/,-]\s?", m[1]))
        if abs(sum(shape) - 100) <= 0.5:
            return shape
    return ()


def written(value: float, unit: str) -> str:
    """A sum with its unit, rounded as it is shown."""
    return format_amount(round(value, 1) if unit == "%" else rounded(value), unit)


def _four(sums: Iterable[Sum]) -> tuple[Sum, ...]:
    held = tuple(sums)[:YEARS]
    return (*held, *(Sum() for _ in range(YEARS - len(held))))


def _added(base: Sum, bonus: Sum, signing: Sum, stock: Sum, currency: str) -> Year:
    year = Year(base, bonus, signing, stock, Sum())
    value = base.value + bonus.value + signing.value + stock.value
    said = [f"{written(c.value, currency)} {name}" for key, name in _NAMED if (c := getattr(year, key)).value]
    return Year(base, bonus, signing, stock, Sum(value, " + ".join(said)))


def _as_stated(total: Part, years: tuple[Year, ...], count: _Count) -> tuple[Year, ...]:
    """The years by a total that was said, unless the parts make it up."""
    said = count.annual(total)
    first = years[0]
    readings = (first.total.value, first.total.value - first.signing.value)
    if first.base.value and any(abs(r - said.value) <= ALIKE * said.value for r in readings):
        return years
    count.assume("total_as_said")
    out = []
    for y in years:
        top = f" + {written(y.signing.value, count.currency)} sign-on" if y.signing.value else ""
        out.append(
            Year(y.base, y.bonus, y.signing, y.stock, Sum(said.value + y.signing.value, f"{said.formula} total{top}"))
        )
    return tuple(out)
