"""What the user told us about themselves, validated; an empty field is something they have not said."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from coach.understanding.incoming import NAME, read
from index.guide import Component
from index.money import CODES, SIGNS, Range, format_range

Footing = Literal["", "year", "month", "week", "day", "hour", "2yr", "3yr", "4yr", "5yr"]
TIMES_A_YEAR = {"month": 12, "week": 52, "day": 220, "hour": 2080}  # a contractor bills 220 days


_ORDER = get_args(Component)
_OF_PARTS = ("offer", "current", "target", "floor", "left")  # the fields of a situation that are amounts by component
LARGEST = 1e13  # of an amount that anybody is paid, in the smallest money there is
_SAID, _MOST = 600, 60  # characters of a thing said of oneself, and how many of them


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)


class Stage(_Frozen):
    """What a part of pay comes to later, in its currency and period: `when` in the person's words ("" where only the
    end of what comes before tells it), `months` after the start where the words count them."""

    amount: float = Field(gt=0)
    when: str = ""
    months: float | None = Field(default=None, gt=0)


class Part(_Frozen):
    """One figure the user gave. Amounts are full numbers in `currency` ("" as said without one, "%" for a share of
    base); `salaries` is how many a year has where it is paid by the month, 0 for the usual twelve; `later` are the
    stages that the same pay goes on to, `until` the words for how long the first one lasts or from when it is paid;
    `week` is of how many hours the week is that pay by the hour is for, 0 where that is not told, `tax` whether it was
    said to be gross or net.
    """

    component: Component
    low: float
    high: float
    currency: str = ""
    period: Footing = ""
    salaries: int = Field(default=0, ge=0, le=16)
    later: tuple[Stage, ...] = ()
    until: str = ""
    week: float = Field(default=0.0, ge=0, le=168)
    tax: Literal["gross", "net", ""] = ""

    @field_validator("currency", mode="before")
    @classmethod
    def _as_code(cls, value: object) -> object:
        """A sign or a code in small letters as the code that figures are held in: "£" is GBP."""
        said = value.strip() if isinstance(value, str) else value
        if not isinstance(said, str):
            return said
        return said.upper() if said.upper() in CODES else SIGNS.get(said, said)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not 0 <= self.low <= self.high < inf:
            raise ValueError(f"{self.component}: {self.low:g} to {self.high:g} is no range of amounts")
        return self

    @property
    def a_year(self) -> float:
        """How often it is paid in a year; 1 where it is told by the year."""
        if self.week and self.period == "hour":
            return self.week * TIMES_A_YEAR["week"]
        return self.salaries if self.salaries and self.period == "month" else TIMES_A_YEAR.get(self.period, 1)

    @property
    def many_salaries(self) -> str:
        """How many salaries a year has, in words, where they are not the usual twelve."""
        told = self.salaries and self.period == "month" and self.salaries != TIMES_A_YEAR["month"]
        return f"{self.salaries} salaries a year" if told else ""

    @property
    def grant_years(self) -> int:
        """Over how many years it is paid, 0 where it is no grant."""
        return int(self.period[0]) if self.period.endswith("yr") else 0

    def stage(self, stage: Stage) -> Part:
        """What the part is at one of its stages."""
        return self.model_copy(update={"low": stage.amount, "high": stage.amount, "later": (), "until": ""})

    def alone(self) -> Part:
        """What the part is at first, without what it comes to later."""
        return self.model_copy(update={"later": (), "until": ""}) if self.later or self.until else self

    def times(self, factor: float, period: Footing = "year") -> Part:
        """The part and its stages `factor` times, as pay for another period."""
        later = tuple(s.model_copy(update={"amount": s.amount * factor}) for s in self.later)
        return self.model_copy(
            update={"low": self.low * factor, "high": self.high * factor, "period": period, "later": later}
        )

    def text(self, unit: str = "") -> str:
        """The figure as it is written, in `unit` where it was told without one; "up to" where it may be nothing."""
        most = self.low == 0 < self.high
        low = self.high if most else self.low
        return format_range(Range(low, self.high, self.currency or unit, capped=most))

    def words(self) -> str:
        """The part as a person reads it back."""
        text = self.text()
        years = self.grant_years
        per = (
            f" over {years} years"
            if years
            else f" {'an' if self.period == 'hour' else 'a'} {self.period}"
            if self.period
            else ""
        )
        name = {"total": "total comp", "signing": "sign-on"}.get(self.component, self.component)
        return f"{text} {name}{per}"

    def told(self) -> str:
        """The part with its stages: "£40.5K base, then £42K after probation"."""
        return f"{self.words()}{staged(self, [self.stage(s).text() for s in self.later])}"


def staged(part: Part, amounts: Sequence[str], until: bool = True) -> str:
    """What follows the first figure of a part: how long it lasts or when it begins and the `amounts` of its stages, as
    they are to be written; "" for a part of one stage that is paid at once."""
    first = f" {part.until}" if part.until and until else ""
    then = (f", then {said}{f' {s.when}' if s.when else ''}" for s, said in zip(part.later, amounts, strict=True))
    return first + "".join(then)


class OtherOffer(_Frozen):
    """An offer that the user says they hold from another company; figures only as they said them."""

    company: str
    parts: tuple[Part, ...] = ()

    @field_validator("company", mode="before")
    @classmethod
    def _read(cls, value: object) -> object:
        return read(value, NAME) if isinstance(value, str) else value


class Situation(_Frozen):
    """The job in question and what the user brings. Names are as said; they are resolved against the index when used.
    `ceiling` is where the employer says that such pay ends."""

    company: str = ""
    role: str = ""
    region: str = ""
    level: str = ""
    talk: Literal["", "new_offer", "raise"] = ""
    offer: tuple[Part, ...] = ()
    current: tuple[Part, ...] = ()
    target: tuple[Part, ...] = ()
    floor: tuple[Part, ...] = ()
    left: tuple[Part, ...] = ()
    ceiling: Part | None = None
    competing: tuple[OtherOffer, ...] = ()
    deadline: str = ""
    years: float | None = None
    skills: tuple[str, ...] = ()
    achievements: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()

    @field_validator("company", "role", "region", "level", "deadline", mode="before")
    @classmethod
    def _read(cls, value: object) -> object:
        """Names reach every reader, so none is longer than a name; whoever sends them need not be a page of ours."""
        return read(value, NAME) if isinstance(value, str) else value

    @field_validator("skills", "achievements", "concerns", mode="before")
    @classmethod
    def _few(cls, value: object) -> object:
        if not isinstance(value, list | tuple):
            return value
        return tuple(read(v, _SAID) if isinstance(v, str) else v for v in value[:_MOST])

    @field_validator("years")
    @classmethod
    def _plausible(cls, value: float | None) -> float | None:
        if value is not None and not 0 <= value <= 60:
            raise ValueError(f"{value:g} is no number of years of experience")
        return value

    def moved_on(self, before: Situation, after: Situation) -> Situation:
        """This situation with what changed from `before` to `after`: two steps that began at the same one both stay."""
        same = all((s.company, s.role) == (before.company, before.role) for s in (self, after))
        changed: dict[str, object] = {}
        for name in type(self).model_fields:
            old, new = getattr(before, name), getattr(after, name)
            if new != old:  # amounts stay side by side where they are of one job
                changed[name] = _moved_on(getattr(self, name), old, new) if same and name in _OF_PARTS else new
        return self.model_copy(update=changed)

    def merged(self, news: Situation) -> Situation:
        """This situation with what a later message adds or corrects; a part replaces the part of its component."""
        changed: dict[str, object] = {}
        for name in type(self).model_fields:
            new = getattr(news, name)
            old = getattr(self, name)
            if new in ("", None, ()):
                continue
            if name in _OF_PARTS:
                said = {p.component for p in new}
                changed[name] = _ordered((*(p for p in old if p.component not in said), *new))
            elif name == "competing":
                said_of = {o.company.casefold() for o in new}
                changed[name] = (*(o for o in old if o.company.casefold() not in said_of), *new)
            elif isinstance(new, tuple):
                changed[name] = tuple(dict.fromkeys((*old, *new)))
            else:
                changed[name] = new
        return self.model_copy(update=changed)

    def too_large(self) -> str:
        """The name of a part that is larger than any pay, "" where none is."""
        parts = [*self.offer, *self.current, *self.target, *self.floor, *self.left]
        parts += [*(p for o in self.competing for p in o.parts), *((self.ceiling,) if self.ceiling else ())]
        return next((p.component for p in parts if p.high > LARGEST), "")

    def figures(self) -> list[dict[str, Any]]:
        """Every amount of the situation, as the fields of a figure."""
        parts = [
            *self.offer,
            *self.current,
            *self.target,
            *self.floor,
            *self.left,
            *(p for o in self.competing for p in o.parts),
        ]
        return [
            {
                "text": p.text(), "component": p.component, "low": p.low, "high": p.high,
                "currency": "" if p.currency == "%" else p.currency, "unit": "percent" if p.currency == "%" else "absolute",
            }
            for p in parts
        ]  # fmt: skip

    def summary(self) -> str:
        """One line that says the situation back, or "" where there is nothing in it."""
        bits = []
        job = " at ".join(x for x in (self.role, self.company) if x)
        where = f" in {self.region}" if self.region else ""
        if job or where:
            bits.append(f"{job}{f', {self.level}' if self.level else ''}{where}".strip())
        for label, parts in (
            ("offer", self.offer),
            ("now on", self.current),
            ("target", self.target),
            ("floor", self.floor),
        ):
            if parts:
                bits.append(f"{label} {' + '.join(p.told() for p in parts)}")
        for other in self.competing:
            figures = f" at {' + '.join(p.told() for p in other.parts)}" if other.parts else ""
            bits.append(f"offer from {other.company}{figures}")
        if self.years is not None:
            bits.append(f"{self.years:g} years of experience")
        if self.deadline:
            bits.append(f"deadline {self.deadline}")
        return "; ".join(bits)


def _moved_on(now: tuple[Part, ...], before: tuple[Part, ...], after: tuple[Part, ...]) -> tuple[Part, ...]:
    """The amounts as they are `now` with those that changed from `before` to `after`, or went."""
    if now == before:
        return after
    changed = {p.component for p in {*before} ^ {*after}}
    return _ordered((*(p for p in now if p.component not in changed), *(p for p in after if p.component in changed)))


def _ordered(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda p: _ORDER.index(p.component)))
