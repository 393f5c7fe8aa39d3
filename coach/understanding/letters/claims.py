"""What the reading of a letter's figures hands on: the claims, and what stands around the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.guide import Component
from index.money import CODES, FAMILIES, SIGNS

# "odd" is a period that a situation has no word for: a fortnight, a quarter, a pay period.
Period = Literal["", "year", "month", "week", "day", "hour", "odd"]


Use = Literal["offer", "current"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One amount of pay as a letter states it. `years` is how long a grant vests; `weight` how firmly its words name
    the component.
    """

    component: Component
    low: float
    high: float
    currency: str
    period: Period = ""
    use: Use = "offer"
    at: int = 0
    line: str = ""
    up_to: bool = False
    years: float = 0
    weight: int = 0
    fixed: bool = False
    basic: bool = False
    when: str = ""
    piece: bool = False
    mail: int = 0
    row: bool = False


@dataclass(slots=True)
class Around:
    """What the statements before say of the next one: a heading's or table's words."""

    kind: str = ""
    whole: bool = False  # the heading stands alone, over several paragraphs
    columns: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    schedule: bool = False
    use: Use = "offer"
    counted: int = 0
    years: float = 0
    claims: list[Claim] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Money:
    """How a letter writes money: `codes` settle what a bare "$" means, `bare` is the currency of numbers without one."""

    codes: tuple[str, ...] = ()
    bare: str = ""


def settled(written: str, currency: str, money: Money) -> str:
    """The currency of an amount: of a family ("$", "kr") the one that the letter means."""
    after = re.search(r"\d\s?(?P<code>[A-Z]{3})(?![A-Za-z])", written)
    if after and after["code"] in CODES:
        return after["code"]
    sign = next((s for s in FAMILIES if s in written), "")
    if sign and not re.search(rf"[A-Za-z]\s?{re.escape(sign)}", written) and not re.search(r"[A-Z]{3}", written):
        return next((c for c in money.codes if c in FAMILIES[sign]), currency)
    return currency or (money.bare if money.bare != "?" else "")


def code_in(note: str) -> str:
    code = re.search(rf"(?<![A-Za-z])(?:{'|'.join(CODES)})(?![A-Za-z])", note)
    return code[0] if code else next((v for k, v in SIGNS.items() if k in "€£₹" and k in note), "")


def first_code(claims: Sequence[Claim]) -> str:
    return next((c.currency for c in claims if c.currency not in ("", "%")), "")
