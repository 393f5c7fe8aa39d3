"""A guide's pay row, or the person's own figures -> what a talk stands on: the pay it is about, and how far it may
go.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from coach.rehearsal.scene import ITEMS, RATES, VESTING_YEARS, Item
from coach.standing.aims import aims_on
from coach.standing.ask import package
from coach.standing.footing import settled
from coach.standing.goals import goals_for
from coach.standing.offer import stand
from coach.standing.position import sayable
from coach.understanding.situation import TIMES_A_YEAR, Footing, Part, Situation
from index.guide import Band, Guide, Lines, Pay

PAID: tuple[Item, ...] = ("base", "total")
# Without a band: how far above the offer a part goes at most, and how far a wish or another offer may stretch that.
_ROOM: dict[Item, float] = {"base": 1.07, "total": 1.07, "stock": 1.2}
_STRETCH = 1.3
_BLIND_STOCK = 1.15  # above an offered grant, where nothing is known of others


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask for first, aim at and stop at in one part; `source` are the guide's lines that the ask is from."""

    ask: float
    target: float
    floor: float
    source: tuple[Lines, str] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One pay row of a guide. `ends` is what the market pays, {part: (low, high)} in the row's currency; `joins` says
    that a sum for joining is talked of, `why` why no guide is used: here one is.
    """

    guide: Guide
    band: Band
    ends: Mapping[Item, tuple[float, float]] = field(default_factory=dict)
    period: Footing = ""
    a_year: float = 1.0
    why: str = ""
    joins: bool = True

    @property
    def company(self) -> str:
        """The company's name."""
        return self.guide.company_name

    @property
    def role(self) -> str:
        """The role's name."""
        return self.guide.role_name

    @property
    def slug(self) -> str:
        """The guide's name."""
        return self.guide.slug

    @property
    def place(self) -> str:
        """The row's place, else its level."""
        return self.band.region.label if self.band.region else self.band.level or ""

    @property
    def level(self) -> str:
        """The row's level, "" where it has none."""
        return self.band.level or ""

    @property
    def currency(self) -> str:
        """The row's currency."""
        return self.band.currency

    @property
    def yearly_stock(self) -> bool:
        """Whether the guide counts stock by the year."""
        stock = self.band.pay("stock")
        return bool(stock and stock.period == "year")

    @property
    def key(self) -> str:
        """What a draw depends on."""
        return f"{self.guide.slug}|{self.band.line}"

    def held(self, parts: tuple[Part, ...]) -> dict[Item, float]:
        """The person's figures that are on the guide's footing, by part."""
        out: dict[Item, float] = {}
        for part in parts:
            if part.component == "other":
                continue
            standing = stand(part, self.band, parts)
            same = standing and standing.unit == self.currency and not standing.band_how
            if standing and same and part.component in PAID:
                out[part.component] = _in_whole(standing.amount * self._turned)
            elif standing and same and not standing.how:
                out[part.component] = standing.amount
            elif part.component == "bonus" and part.currency == "%" and "base" in out:
                out["bonus"] = out["base"] * self.a_year / self._guide_a_year * part.high / 100
            elif part.component == "signing" and part.currency in ("", self.currency):
                out["signing"] = part.high
        return out

    def plan(self, item: Item, situation: Situation) -> Plan | None:
        """The plan's figures in money; None where the row has none."""
        goals = goals_for(self.guide, self.band, item, situation)
        if goals is None or goals.target.unit != self.currency:
            return None
        turned = self._turned if item in PAID else 1.0
        ask, target, floor = (g.value * turned for g in (goals.ask, goals.target, goals.floor))
        if turned != 1:
            ask, target, floor = (float(round(v, -_PLACES)) if v >= _WHOLE else round(v) for v in (ask, target, floor))
        return Plan(ask if goals.ask.unit == self.currency else 0.0, target, floor, goals.ask.source)

    def most(self, item: Item, offered: float, known: float) -> float:
        """The band's top, or the strategy's figure where that is higher; the offer itself where there is no band."""
        if item not in self.ends:
            return offered
        asked = max((a.high for a in aims_on(self.guide, self.band, item) if a.unit == self.currency), default=0.0)
        return max(self.ends[item][1], asked * (self._turned if item in PAID else 1.0))

    @property
    def _guide_a_year(self) -> float:
        return float(TIMES_A_YEAR.get(self.band.period, 1))

    @property
    def _turned(self) -> float:
        """By what the guide's pay is multiplied to be by the talk's period."""
        return self._guide_a_year / self.a_year


def of_row(guide: Guide, band: Band, by: Footing | None = None) -> Row:
    """A pay row with its bands in money, pay `by` the month or "" by the year, as the guide counts it where nothing is
    said; a bonus in percent is money by the row's base.
    """
    ends: dict[Item, tuple[float, float]] = {}
    for item in ITEMS:
        pay = band.pay(item)
        value = _money(pay, band)
        if value:
            ends[item] = value
        elif item == "bonus" and pay and pay.percent and "base" in ends:
            low, high = ends["base"]
            ends["bonus"] = (low * pay.percent.low / 100, high * pay.percent.high / 100)
    period: Footing = "month" if band.period == "month" else ""
    row = Row(guide, band, ends, period, float(TIMES_A_YEAR.get(period, 1)))
    if by is None or by == period:
        return row
    times = float(TIMES_A_YEAR.get(by, 1))
    turned = {
        i: (_in_whole(low * row.a_year / times), _in_whole(high * row.a_year / times)) if i in PAID else (low, high)
        for i, (low, high) in ends.items()
    }
    return replace(row, ends=turned, period=by, a_year=times)


def _money(pay: Pay | None, band: Band) -> tuple[float, float] | None:
    if not pay or not pay.amount or pay.amount.unit != band.currency or pay.amount.high <= 0:
        return None
    return pay.amount.low, pay.amount.high


@dataclass(frozen=True, slots=True)
class Own:
    """The person's own figures, where no guide holds the job: nobody knows a band.

    Amounts are in `currency`, pay by `period` ("" by the year), which comes `a_year` times; `why` says why no guide is
    used, "" where no job was named.
    """

    company: str
    role: str
    place: str
    level: str
    currency: str
    period: Footing
    a_year: float
    why: str = ""
    slug: str = ""
    yearly_stock: bool = False
    ends: Mapping[Item, tuple[float, float]] = field(default_factory=dict)
    guide: None = None
    band: None = None

    @property
    def key(self) -> str:
        """What a draw depends on."""
        return f"{self.company}|{self.role}|{self.place}"

    @property
    def joins(self) -> bool:
        """Whether a sum for joining is talked of: not where the work is billed by the hour, the day or the week."""
        return self.period not in RATES

    def held(self, parts: tuple[Part, ...]) -> dict[Item, float]:
        """The figures in the talk's currency: pay by its period, a grant for all four years, a bonus in money."""
        out: dict[Item, float] = {}
        told = settled(Situation(offer=parts), None).offer
        for part in sorted(told, key=lambda p: p.component == "bonus"):
            if part.component == "other" or part.currency not in ("", "%", self.currency):
                continue
            if part.currency == "%":
                if part.component == "bonus" and "base" in out:
                    out["bonus"] = float(round(out["base"] * self.a_year * part.high / 100))
            elif part.component in PAID:
                out[part.component] = _same_period(part, self.period, self.a_year)
            elif part.component == "stock":
                out["stock"] = part.high * _of_grant(part)
            else:
                out[part.component] = part.high
        return {i: out[i] for i in ITEMS if i in out}

    def plan(self, item: Item, situation: Situation) -> Plan | None:
        """The figure of the counter that needs no guide; a grant a step above what is offered, other parts as
        wished.
        """
        offered, wished = self.held(situation.offer).get(item, 0.0), self.held(situation.target).get(item, 0.0)
        made = package(situation, None, None)
        asks = filter(None, (*made.said, made.second, made.fallback)) if made else ()
        ask = max((self.held((a.part,)).get(item, 0.0) for a in asks if a.component == item), default=0.0)
        if item == "stock" and ask <= offered:
            ask = sayable(offered * _BLIND_STOCK, self.currency)
        ask = max(ask, wished)
        if ask <= offered:
            return None
        floor = self.held(situation.floor).get(item, offered)
        return Plan(ask, wished if wished > offered else ask, floor)

    def most(self, item: Item, offered: float, known: float) -> float:
        """A share above the offer, more where a wish or another offer is higher; parts that go by rules stay."""
        return max(offered * _ROOM.get(item, 1.0), min(known, offered * _STRETCH))


def _same_period(part: Part, period: Footing, a_year: float) -> float:
    """Pay on the talk's footing; to the cent where it is small."""
    if _span(part.period) == _span(period):
        return part.high
    return _in_whole(part.high * part.a_year / a_year)


def _in_whole(value: float) -> float:
    """To the whole unit, to the cent where it is small."""
    return float(round(value)) if value >= _WHOLE else round(value, 2)


_WHOLE, _PLACES = 1000, 2


def _span(period: Footing) -> Footing:
    return "" if period == "year" else period


def _of_grant(part: Part) -> float:
    """By what a stock figure is multiplied to be the grant of four years."""
    if part.period == "year":
        return VESTING_YEARS
    return VESTING_YEARS / part.grant_years if part.grant_years else 1.0


def of_own(situation: Situation, why: str = "") -> Own | None:
    """The ground that the person's own figures are; None where no pay was told that a talk could begin from.

    The figure of the offer sets currency and period, else present pay, else what is wished, else another offer.
    """
    told = settled(situation, None)
    rivals = tuple(p for o in told.competing for p in o.parts)
    pays = (p for parts in (told.offer, told.current, told.target, rivals) for p in parts)
    main = next((p for p in pays if p.component in PAID and p.currency != "%" and p.high > 0), None)
    if main is None:
        return None
    return Own(
        situation.company, situation.role, situation.region, situation.level, main.currency,
        _span(main.period), float(main.a_year), why,
    )  # fmt: skip


Ground = Row | Own
