"""Exchange rates that the user states or a dated file holds; without one nothing is converted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from index.errors import UserError
from index.money import CODES, SIGNS, WORDS, Range

_UNITS = "|".join([*CODES, *(w for w in WORDS if w != "won"), *(re.escape(s) for s in ("£", "€", "₹", "₪"))])
_EQUATION = re.compile(
    rf"(?:\b1\s?)?(?<![\d.,])(?P<one>{_UNITS})\s?1?\s{{0,8}}(?:=|is|equals|to|at)\s{{0,8}}(?P<sign>[$€£₹₪]?)\s?(?P<value>\d{{1,12}}(?:[.,]\d{{1,12}})?)\s?(?P<other>{_UNITS})?(?![\w%])",
    re.I,
)
_PER = re.compile(
    rf"(?P<sign>[$€£₹₪]?)\s?(?<!\d)(?P<value>\d{{1,12}}(?:\.\d{{1,12}})?)\s?(?P<other>{_UNITS})?\s{{1,8}}(?:per|to the|to a|for a|a)\s+(?P<one>pound|euro|dollar|franc|rupee|shekel|{_UNITS})\b",
    re.I,
)
_SINGULAR = {"pound": "GBP", "euro": "EUR", "dollar": "USD", "franc": "CHF", "rupee": "INR", "shekel": "ILS"}


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of `one` is `value` units of `other`; `source` says whose rate it is, and of which day."""

    one: str
    other: str
    value: float
    source: str

    def convert(self, amount: Range) -> Range | None:
        """The amount in the other of the two currencies, to the nearest thousand; None for a third one."""
        if amount.unit == self.one:
            factor, unit = self.value, self.other
        elif amount.unit == self.other:
            factor, unit = 1 / self.value, self.one
        else:
            return None
        low, high = (
            round(v * factor, -3) if v * factor >= 10_000 else round(v * factor) for v in (amount.low, amount.high)
        )
        return Range(float(low), float(high), unit, amount.period)

    @property
    def words(self) -> str:
        """The rate as a formula shows it."""
        return f"{self.one}/{self.other} {self.value:g} ({self.source})"


def rate_in(text: str) -> Rate | None:
    """The rate a message states: "1 GBP = 1.27 USD", "at 1.08 dollars per euro"; None where it states none."""
    for pattern in (_EQUATION, _PER):
        for m in pattern.finditer(text):
            one = _code(m["one"])
            other = _code(m["other"] or m["sign"] or "")
            value = float(m["value"].replace(",", "."))
            if one and other and one != other and 0 < value < 1000:
                return Rate(one, other, value, "your rate")
    return None


def without_rate(text: str) -> str:
    """The text with a stated rate blanked, letter for letter, so that it is read as no pay."""
    for pattern in (_EQUATION, _PER):
        for m in pattern.finditer(text):
            if rate_in(m[0]):
                text = text[: m.start()] + " " * len(m[0]) + text[m.end() :]
    return text


def _code(word: str) -> str:
    folded = word.strip().lower()
    return (
        _SINGULAR.get(folded)
        or WORDS.get(folded)
        or SIGNS.get(word.strip())
        or (word.upper() if word.upper() in CODES else "")
    )


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of one day: how many units of each currency one unit of `base` buys."""

    base: str
    day: date
    units: dict[str, float]

    def between(self, one: str, other: str) -> Rate | None:
        """The rate of a pair, through the base; None where one of them is missing."""
        table = {self.base: 1.0, **self.units}
        if one not in table or other not in table or one == other:
            return None
        return Rate(one, other, round(table[other] / table[one], 4), f"rates of {self.day}")


def load_rates(path: Path) -> Rates:
    """Read a dated file of rates: YAML with `date`, `base` and `rates` ({code: units of it for one of the base}).

    Raises UserError, naming the file and what is wrong, where it is not such a file.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        day = raw["date"] if isinstance(raw["date"], date) else date.fromisoformat(str(raw["date"]))
        units = {str(code).upper(): float(value) for code, value in raw["rates"].items()}
        base = str(raw["base"]).upper()
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(
            f"{path} is no file of exchange rates ({error}). Write YAML such as: date: 2026-11-20, base: USD, rates: {{GBP: 0.79, EUR: 0.92}}."
        ) from error
    unknown = [c for c in (base, *units) if c not in CODES] + [c for c, v in units.items() if v <= 0]
    if unknown:
        raise UserError(f"{path}: {unknown[0]} is no currency I know, or its rate is not above zero.")
    return Rates(base, day, units)


def rate_for(text: str, one: str, other: str, rates: Rates | None) -> Rate | None:
    """The rate for a pair: the one the user states, else the file's."""
    stated = rate_in(text)
    if stated and {stated.one, stated.other} == {one, other}:
        return stated
    return rates.between(one, other) if rates else None
