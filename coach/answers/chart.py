"""A situation and the guides -> the figures of one chart: bands, what was offered, what to aim at, and what is not
drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from coach.answers.pay import NAMES, job, place_of
from coach.evidence.job import job_of
from coach.evidence.retrieve import Library
from coach.reply.draft import written
from coach.standing.goals import Goal, goals_for
from coach.standing.offer import stand, totalled
from coach.understanding.situation import Part, Situation
from index.catalog import PayQuery
from index.errors import UserError
from index.guide import Band, Component, Guide, Lines, Pay
from index.money import Range, format_amount
from index.totals import read_total

Compare = Literal["none", "regions", "companies"]
MarkKind = Literal["offer", "ask", "target", "floor"]
Unit = Literal["per year", "per month", "per 4-year grant", "absolute"]
MOST_BARS = 12
OFFERED = "your offer"
_COUNTS = ("options", "shares")
_UNITS: dict[str, Unit] = {"year": "per year", "month": "per month", "4yr": "per 4-year grant"}
_SAID: dict[Unit, str] = {"per year": "", "per month": " a month", "per 4-year grant": " over 4 years", "absolute": ""}


@dataclass(frozen=True, slots=True)
class Bar:
    """One band, `low` to `high` full amounts in `currency`, each covering `unit`; `guide` and `lines` say where it
    stands.

    `own` is the row of the situation; `open_ended` that the guide writes "+" after the high end.
    """

    label: str
    component: Component
    low: float
    high: float
    currency: str
    unit: Unit
    guide: str
    lines: Lines
    own: bool = True
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure beside the own bar of its component, in that bar's currency and unit.

    `words` say how it came about ("your own target"); `lines` are those of the guide where it is from there.
    """

    kind: MarkKind
    component: Component
    value: float
    words: str
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one currency, from the top down. `notes` say in words what does not stand on their scale, and why."""

    title: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    notes: tuple[str, ...]
    currency: str


@dataclass(frozen=True, slots=True)
class _Own:
    """The row of the situation."""

    guide: Guide
    band: Band
    situation: Situation


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a pay row that states an amount or a share."""

    guide: Guide
    band: Band
    pay: Pay

    def bar(self, label: str, currency: str, *, own: bool) -> Bar | None:
        """The cell as a bar in `currency`; None where it states no money in it. A monthly row's second currency is of
        unsaid footing.
        """
        seconds = (self.pay.second,) if self.band.period == "year" else ()
        value = next((v for v in (self.pay.amount, *seconds) if v and v.unit == currency), None)
        if value is None:
            return None
        return Bar(
            label, self.pay.component, value.low, value.high, currency, self._unit(value), self.guide.slug,
            Lines(self.pay.line, self.pay.line), own, value.open_ended,
        )  # fmt: skip

    def _unit(self, value: Range) -> Unit:
        """What the figure covers: as the cell says, else its heading, else what the row pays by."""
        said = value.period or self.pay.period
        if not said and self.pay.component in ("base", "total"):
            said = self.band.period
        if not said and self.pay.component == "bonus":
            said = "year"
        return _UNITS[said] if said else "absolute"

    def words(self) -> str:
        """The figure as the guide writes it, and where."""
        value = self.pay.amount or self.pay.percent
        return f"{written(value) if value else self.pay.text} ({self.guide.slug}.md, line {self.pay.line})"


def bars_for(
    situation: Situation, library: Library, compare: Compare = "none", component: Component = "total"
) -> Chart:
    """Gather a chart: every component of the situation's row, or one `component` over regions or over companies.

    UserError says what the situation lacks, or that the row has no amount to draw.
    """
    guide, band = job_of(situation, library)
    own = _Own(guide, band, situation)
    if compare == "none":
        return _of_row(own)
    pay = band.pay(component)
    if pay is None or not _is_money(pay):
        raise _nothing(own, component, pay)
    return _over_regions(own, pay) if compare == "regions" else _over_companies(own, pay, library)


def _of_row(own: _Own) -> Chart:
    bars, notes = [], []
    for pay in own.band.pays:
        cell = _Cell(own.guide, own.band, pay)
        bar = cell.bar(_name(pay), own.band.currency, own=True)
        if bar:
            bars.append(replace(bar, label=f"{bar.label}{_SAID[bar.unit]}"))
        elif pay.amount or pay.percent:
            notes.append(f"{_name(pay)}: {cell.words()}. {_why(pay, own.band.currency)}{_share_offered(own, pay)}")
    if not bars:
        raise _nothing(own, "total", None)
    marks, left = _marks(own, bars)
    return Chart(_job_in_place(own), tuple(bars), marks, (*notes, *left), own.band.currency)


def _over_regions(own: _Own, pay: Pay) -> Chart:
    mine = _bar_of(own, pay, own.band.region.label if own.band.region else own.guide.company_name)
    bars, notes = [], []
    for band in own.guide.bands:
        there = band.pay(pay.component)
        if band.level != own.band.level or there is None or not (there.amount or there.percent):
            continue
        place = band.region.label if band.region else band.region_text
        cell = _Cell(own.guide, band, there)
        bar = mine if band is own.band else cell.bar(place, mine.currency, own=False)
        if bar and bar.unit == mine.unit:
            bars.append(bar)
        else:
            notes.append(f"{place}: {cell.words()}. {_why(there, mine.currency)}")
    if len(bars) + len(notes) == 1:
        notes.append(f"The {job(own.guide)} guide has no other region{' at this level' if own.band.level else ''}.")
    marks, left = _marks(own, [mine])
    level = f", {own.band.level}" if own.band.level else ""
    title = f"{job(own.guide)}{level}: {_spoken(mine)} by region"
    return Chart(title, _ranked(bars), marks, (*notes, *_totals(own.guide.bands, bars), *left), mine.currency)


def _over_companies(own: _Own, pay: Pay, library: Library) -> Chart:
    mine = _bar_of(own, pay, own.guide.company_name)
    places = own.band.region.places if own.band.region else ()
    rows = library.pays(PayQuery(roles=(own.guide.role,), places=places, components=(pay.component,)))
    cells = [
        c for slug in dict.fromkeys(r.guide for r in rows if r.low is not None) for c in _cells(slug, own, pay, library)
    ]
    theirs: dict[str, list[Bar]] = {}
    others: set[str] = set()
    several = False
    for cell in cells:
        level = f", {cell.band.level}" if cell.band.level else ""
        bar = cell.bar(f"{cell.guide.company_name}{level}", mine.currency, own=False)
        if bar and bar.unit == mine.unit:
            several |= cell.guide.slug in theirs
            theirs.setdefault(cell.guide.slug, []).append(bar)
        else:
            others.add(cell.guide.slug)
    best = _ranked(max(held, key=lambda b: b.high) for held in theirs.values())
    shown = _ranked((mine, *best[: MOST_BARS - 1]))
    notes = []
    if len(best) >= MOST_BARS:
        notes.append(f"{_count(len(best) + 1 - MOST_BARS)} with lower bands left out.")
    if apart := others - set(theirs):
        notes.append(f"{_count(len(apart))} left out: paid in another currency, or for another stretch of time.")
    if several:
        notes.append("Where a company has several rows for the place, its highest is shown.")
    if not places:
        notes.append("The guide names no region for this row, so companies anywhere are shown.")
    if len(shown) == 1 and not apart:
        notes.append(f"No other company's guide has {_spoken(mine)} for this role and place.")
    marks, left = _marks(own, [mine])
    where = f" in {own.band.region.label}" if own.band.region else ""
    bands = [own.band, *(c.band for c in cells)]
    title = f"{own.guide.role_name}{where}: {_spoken(mine)} by company"
    return Chart(title, shown, marks, (*notes, *_totals(bands, shown), *left), mine.currency)


def _cells(slug: str, own: _Own, pay: Pay, library: Library) -> list[_Cell]:
    """The other guide's cells for the place and component."""
    places = set(own.band.region.places) if own.band.region else set()
    if slug == own.guide.slug:
        return []
    guide = library.guide(slug)
    return [
        _Cell(guide, band, there)
        for band in guide.bands
        if (not places or (band.region and places & set(band.region.places)))
        and (there := band.pay(pay.component))
        and there.amount
    ]


def _marks(own: _Own, bars: list[Bar]) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """The offer and the goals beside the bars that have them; in words what of the offer has no place there."""
    marks: list[Mark] = []
    notes: list[str] = []
    offer = own.situation.offer
    for bar in bars:
        part = next((p for p in offer if p.component == bar.component), None)
        if part:
            marks += _offered(own, bar, part, "", notes)
        elif bar.component == "total" and (counted := totalled(offer, own.band)):
            marks += _offered(own, bar, counted[0], counted[1], notes)
        goals = goals_for(own.guide, own.band, bar.component, own.situation)
        if goals and goals.ask.unit == bar.currency:
            marks += [_goal(g) for g in (goals.ask, goals.target, goals.floor)]
    lone = {p.component for p in own.band.pays}
    if len(bars) > 1:
        notes += [f"{_offer_of(p)}: the guide has no band for it." for p in offer if p.component not in lone]
    return tuple(marks), tuple(notes)


def _offered(own: _Own, bar: Bar, part: Part, formula: str, notes: list[str]) -> list[Mark]:
    """The offered part as a mark; where it is not the bar's money or footing, a note."""
    drawn = replace(own.band, pays=tuple(replace(p, percent=None) if p.amount else p for p in own.band.pays))
    there = stand(part, drawn, own.situation.offer)  # a row with an amount and a share is drawn by its amount
    if there is None or there.unit != bar.currency:
        share = "a share, which is an amount only with the base offered"
        why = share if part.currency == "%" else "in another currency than the band"
        notes.append(f"{_offer_of(part)}: {why}, so it is not drawn.")
        return []
    if there.band_how:
        notes.append(f"{_offer_of(part)}: the guide's band is for 4 years, so it is not drawn.")
        return []
    if there.other:
        notes.append("The guide leaves open whether its stock figure is for one year or for the whole grant.")
    how = formula or there.how
    return [Mark("offer", bar.component, there.amount, f"{OFFERED}, {how}" if how else OFFERED)]


def _goal(goal: Goal) -> Mark:
    kind: MarkKind = "ask" if goal.kind == "ask" else "floor" if goal.kind == "floor" else "target"
    return Mark(kind, goal.component, goal.value, goal.formula, goal.source[0] if goal.source else None)


def _bar_of(own: _Own, pay: Pay, label: str) -> Bar:
    """The situation's own bar, in the currency its guide writes first."""
    bar = _Cell(own.guide, own.band, pay).bar(label, pay.amount.unit if pay.amount else "", own=True)
    if bar is None:
        raise _nothing(own, pay.component, pay)
    return bar


def _ranked(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    return tuple(sorted(bars, key=lambda b: (-b.high, -b.low, b.label)))


def _totals(bands: Iterable[Band], bars: Iterable[Bar]) -> tuple[str, ...]:
    """A caution where the totals drawn count the stock grant in different ways."""
    drawn = {b.lines.first for b in bars if b.component == "total"}
    readings = {read_total(b).agreed for b in bands if (p := b.pay("total")) and p.line in drawn}
    if {"full grant", "a quarter of the grant"} <= readings:
        return ("Not every total counts the stock grant alike: some add all of it, some a quarter.",)
    return ()


def _is_money(pay: Pay) -> bool:
    return bool(pay.amount and pay.amount.unit not in (*_COUNTS, "%", ""))


def _why(pay: Pay, currency: str) -> str:
    """Why a cell is not drawn on the scale of `currency`."""
    if not pay.amount:
        return "A share, not an amount, so it is not drawn."
    if pay.amount.unit in _COUNTS:
        return "A count, not money, so it is not drawn."
    if pay.amount.unit != currency:
        return "In another currency, so it is not drawn."
    return "For another stretch of time, so it is not drawn."


def _share_offered(own: _Own, pay: Pay) -> str:
    """What was offered of a component that the guide gives as a share."""
    part = next((p for p in own.situation.offer if p.component == pay.component), None)
    there = stand(part, own.band, own.situation.offer) if part else None
    if there is None or there.unit != "%":
        return ""
    how = f", {there.how}" if there.how else ""
    return f" Your offer is {format_amount(round(there.amount, 1), '%')}{how}."


def _nothing(own: _Own, component: Component, pay: Pay | None) -> UserError:
    there = [NAMES[p.component].lower() for p in own.band.pays if _is_money(p)]
    have = f"it has amounts for: {', '.join(there)}" if there else "it has no amounts at all"
    what = "gives it as a share or a count" if pay and (pay.amount or pay.percent) else "has none"
    return UserError(f"No chart of {NAMES[component].lower()}: the {job(own.guide)} guide {what} for this row; {have}.")


def _name(pay: Pay) -> str:
    return pay.label if pay.component == "other" else NAMES[pay.component]


def _spoken(bar: Bar) -> str:
    return f"{NAMES[bar.component].lower()}{_SAID[bar.unit]}"


def _offer_of(part: Part) -> str:
    return f"Your offer of {part.words()}"


def _job_in_place(own: _Own) -> str:
    return ", ".join(x for x in (job(own.guide), place_of(own.band)) if x)


def _count(number: int) -> str:
    return f"{number} {'company' if number == 1 else 'companies'}"
