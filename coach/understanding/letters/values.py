"""What a letter states, as values: parts of pay, clauses with their line, days, the job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from coach.understanding.situation import Footing
from index.guide import Component
from index.money import format_amount

ClauseKind = Literal[
    "vesting", "instalments", "clawback", "notice", "pension", "holiday", "holiday_pay", "hours", "probation", "at_will", "relocation",
    "non_solicit", "visa", "remote",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of several, and when it is due as the letter says."""

    amount: float
    when: str = ""


@dataclass(frozen=True, slots=True)
class Pay:
    """One part of pay with its line. `times` says how often a year a month's pay is paid (0: not said); `units` counts
    shares.

    `others` are the figures that the letter states for the same part besides.
    """

    component: Component
    low: float
    high: float
    currency: str = ""
    period: Footing = ""
    line: str = ""
    up_to: bool = False
    units: int = 0
    times: int = 0
    instalments: tuple[Instalment, ...] = ()
    others: tuple[str, ...] = ()

    def words(self) -> str:
        """The figure as a person reads it."""
        low, high = format_amount(self.low, self.currency), format_amount(self.high, self.currency)
        return f"{high if self.low == self.high else f'{low} to {high}'}{f' per {self.period}' if self.period else ''} {self.component}"


@dataclass(frozen=True, slots=True)
class Clause:
    """A term that is no figure of pay: `value` in the letter's own short words ("three months", "26 days, 8 days"), and
    its line.
    """

    kind: ClauseKind
    value: str
    line: str


@dataclass(frozen=True, slots=True)
class LetterParts:
    """All that a letter states; what it does not state is empty. `counted` is how many shares it grants without a
    worth.
    """

    company: str = ""
    role: str = ""
    place: str = ""
    level: str = ""
    talk: Literal["", "new_offer", "raise"] = ""
    start: date | None = None
    deadline: date | None = None
    offer: tuple[Pay, ...] = ()
    current: tuple[Pay, ...] = ()
    clauses: tuple[Clause, ...] = ()
    counted: int = 0
    notes: tuple[str, ...] = ()
