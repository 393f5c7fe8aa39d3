"""An ask, an offered part or a band -> the phrase that says it, its figure a slot of the draft with where it comes
from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from coach.phrasing import Style
from coach.phrasing.shorthand import in_full
from coach.reply import Figure, FigureKind
from coach.reply.draft import Draft
from coach.scripts.own import joined
from coach.standing.footing import room_of
from coach.standing.package import AskFor
from coach.understanding.situation import Part, Situation, staged
from index.guide import Band, Component, Guide, Lines
from index.money import Range, format_amount, format_range, money_in

Role = Literal["ask", "fallback", "held", "rival", "band", "left", "pay", "deed"]
NAMES = {"base": "base", "total": "total", "stock": "stock", "bonus": "bonus", "signing": "sign-on"}
_WAGES = {"hour": "an hourly rate of", "day": "a day rate of"}
_EVERY = {"month": " a month", "week": " a week", "day": " a day", "hour": " an hour"}


@dataclass(slots=True)
class Figures:
    """The figures of one text. `roles` say what each slot stands for, so that the text can be checked as a whole."""

    draft: Draft
    situation: Situation
    guide: Guide | None
    band: Band | None
    style: Style
    roles: dict[str, tuple[Role, str]] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether pay is nothing but wages, so that nobody calls it a base."""
        s = self.situation
        told = (*s.offer, *s.current, *s.target, *(p for o in s.competing for p in o.parts))
        return all(p.component in ("base", "other") for p in told) and self.band is None

    @property
    def full(self) -> bool:
        """Whether figures are written out: "SEK 68,000", as pay by the month is, or where the person wants it so."""
        s = self.situation
        return self.style.amounts == "full" or any(p.period in _EVERY for p in (*s.offer, *s.current, *s.target))

    def ask(self, ask: AskFor, role: Role = "ask") -> str:
        """The slot of a figure that is asked for."""
        kind: FigureKind = "derived" if ask.formula else "user"
        citation = None
        if ask.formula.startswith("what "):
            kind = "user"
        elif ask.source and self.guide:
            kind = "strategy" if ask.formula.startswith("the guide's") else "derived"
            citation = int(self.draft.cite(self.guide, *ask.source).strip("[]"))
        return self._add(
            role, ask.component, ask.value, ask.value, ask.currency, ask.period, kind, ask.formula or None, citation
        )

    def part(self, part: Part, role: Role) -> str:
        """The slot of a figure that the person told."""
        return self._add(role, part.component, part.low, part.high, part.currency, part.period, "user", None, None)

    def then(self, part: Part, role: Role) -> str:
        """What follows a figure that goes on to later stages: "for six months, then $29"; "" for one that does not."""
        later = tuple(s.model_copy(update={"when": in_full(s.when)}) for s in part.later)
        written_out = part.model_copy(update={"until": in_full(self.registered(part.until)), "later": later})
        return staged(written_out, [self.part(part.stage(s), role) for s in part.later])

    def _add(
        self, role: Role, component: str, low: float, high: float, currency: str, period: str, kind: FigureKind, formula: str | None, citation: int | None,
    ) -> str:  # fmt: skip
        low, high = round(low, 2), round(high, 2)
        units = {"month": "per month", "year": "per year", "4yr": "per 4-year grant"}
        figure = Figure(
            text=written(low, high, currency, full=self.full), kind=kind, component=component, company=self.guide.company if self.guide else self.situation.company,
            role=self.guide.role if self.guide else self.situation.role, region=self.band.region.label if self.band and self.band.region else self.situation.region,
            currency="" if currency == "%" else currency, unit="percent" if currency == "%" else units.get(period, "absolute"),
            low=low, high=high, formula=formula, citation=citation,
        )  # fmt: skip
        slot = self.draft.add(figure)
        self.roles[slot] = (role, component)
        return slot

    def range(self, component: Component, held: Part | None, offer: tuple[Part, ...]) -> str:
        """The band of a part on the footing of what is held: "£70K–£85K base"; "" where the two cannot be compared."""
        currency = held.currency if held else self.band.currency if self.band else ""
        room = room_of(component, held, self.band, offer, currency)
        if room is None or self.guide is None or self.band is None:
            return ""
        source = Lines(room.pay.line, room.pay.line), self.band.heading
        low, high = (_even(v) if room.turned != 1 else v for v in (room.low, room.high))
        citation = int(self.draft.cite(self.guide, *source).strip("[]"))
        formula = None if room.turned == 1 else f"the guide's band × {room.turned:.3g}"
        slot = self._add(
            "band",
            component,
            low,
            high,
            room.currency,
            room.period,
            "band" if formula is None else "derived",
            formula,
            citation,
        )
        return f"{slot}{over(component, room.period)}"

    def registered(self, words: str) -> str:
        """The person's own words, their figures held as theirs, so that they count as backed."""
        for found in money_in(words):
            v = found.value
            self.draft.add(
                Figure(
                    text=v.text, kind="user", component="", company="", role="", region="", currency="" if v.unit == "%" else v.unit,
                    unit="percent" if v.unit == "%" else "absolute", low=v.low, high=v.high,
                )
            )  # fmt: skip
        return words


def written(low: float, high: float, currency: str, *, full: bool) -> str:
    """A figure as a person writes it: in full where pay is by the month or hour, else the short way; one notation in a
    text.
    """
    if low == 0 < high:
        return f"up to {written(high, high, currency, full=full)}"
    if currency == "%" or not full:
        return format_amount(high, currency) if low == high else format_range(Range(low, high, currency))
    sign = format_amount(0, currency).removesuffix("0")
    ends = [f"{v:,.2f}".removesuffix(".00") for v in dict.fromkeys((low, high))]
    return f"–{sign if len(sign) == 1 else ''}".join([f"{sign}{ends[0]}", *ends[1:]])


def _even(value: float) -> float:
    if value < 1000:
        return round(value, 2)
    step = 100 if value < 100_000 else 1000
    return float(round(value / step) * step)


def over(component: str, period: str) -> str:
    """Over what time a figure is paid, where that is said with it."""
    if component == "stock":
        return (
            f" over {({'2': 'two', '3': 'three', '4': 'four', '5': 'five'})[period[0]]} years"
            if period.endswith("yr")
            else " a year"
            if period == "year"
            else ""
        )
    return _EVERY.get(period, "")


def noun(slot: str, component: str, period: str, currency: str, *, plain: bool = False) -> str:
    """A part with its figure: "a base of $185K", "$280K in stock over four years"."""
    if component == "stock":
        return f"{slot} in stock{over(component, period)}"
    name = {
        "base": _WAGES.get(period, "a salary of" if plain else "a base of"),
        "total": "total compensation of",
        "bonus": "a bonus of",
        "signing": "a sign-on bonus of",
    }[component]
    return f"{name} {slot}{'' if component == 'base' and period in _WAGES else over(component, period)}"


def called(component: Component, period: str, mine: str = "the", *, plain: bool = False) -> str:
    """What a part is called between people: pay by the hour is a rate, and pay without anything beside it a salary, or
    "my pay" to a manager."""
    if component != "base":
        return NAMES[component]
    rate = {"hour": "rate", "day": "day rate"}.get(period)
    return "pay" if mine == "my" else rate or ("salary" if plain else "base")


def bring(slot: str, ask: AskFor, held: Part | None, mine: str, *, plain: bool = False) -> str:
    """What they are to do: "bring the base to $185K", "add a sign-on bonus of $20K"."""
    if held is None and ask.component in ("signing", "stock", "bonus"):
        return f"add {noun(slot, ask.component, ask.period, ask.currency)}"
    name = {"total": "total compensation", "signing": "sign-on bonus", "stock": "stock grant"}.get(
        ask.component, called(ask.component, ask.period, mine, plain=plain)
    )
    verb = "bring" if held or mine == "my" else "set"
    article = "" if ask.component == "total" and mine == "the" else f"{mine} "
    return f"{verb} {article}{name} {'to' if verb == 'bring' else 'at'} {slot}{over(ask.component, ask.period)}"


def moves(each: list[str], *, either: bool) -> str:
    """Several moves in one breath: "bring the base to X and the stock grant to Y"."""
    if either and len(each) > 1:
        return f"either {joined(tuple(each), 'or')}"
    first, *rest = each
    verb = first.split(" ", 1)[0]
    shared = [
        r.removeprefix(f"{verb} ") if r.startswith(f"{verb} ") and not re.match(r"(?:add)", verb) else r for r in rest
    ]
    return joined((first, *shared))
