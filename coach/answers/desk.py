"""What every room of a coaching reply works from: the dialogue before and after, the reading, the pay row of the job,
and the draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from coach.dialogue.deals import Dialogue, Event
from coach.evidence.retrieve import Evidence, Library
from coach.phrasing.spoken import Sayings
from coach.reply import Figure
from coach.reply.draft import Draft
from coach.understanding.question import Question
from coach.understanding.rates import Rates
from coach.understanding.reading import Reading
from coach.understanding.situation import Part, Situation, staged
from index.guide import Band, Guide
from index.money import format_amount

_OWN = re.compile(r"\b(?:i|my|me|i['’](?:m|ve|ll|d))\b", re.I)
NAMES = {
    "total": "total",
    "signing": "sign-on",
    "stock": "stock",
    "bonus": "bonus",
    "base": "base",
    "other": "extra pay",
}


@dataclass
class Desk:
    """One reply in the making. `row` is the guide and the pay row of the job in focus, None where there is none or
    several may be meant; `meant` is what this reply has said of its figures.
    """

    reading: Reading
    before: Dialogue
    now: Dialogue
    situation: Situation
    question: Question
    evidence: Evidence
    library: Library
    today: date
    draft: Draft
    say: Sayings
    rates: Rates | None = None
    row: tuple[Guide, Band] | None = None
    choices: list[str] = field(default_factory=list)
    meant: set[str] = field(default_factory=set)

    @property
    def fresh(self) -> tuple[Event, ...]:
        """What this message has changed."""
        return self.now.of_turn(self.now.turn)

    @property
    def currency(self) -> str:
        """The currency of the job in focus: as told, else the row's."""
        told = [
            p.currency
            for p in (*self.now.deal.offer, *self.now.current, *self.now.target)
            if p.currency not in ("", "%")
        ]
        return told[0] if told else self.row[1].currency if self.row else ""

    def named(self, value: Part) -> str:
        """A figure of theirs with the part of pay that it is: "39K base"."""
        return f"{self.theirs(value)} {name_of(value.component)}"

    def theirs(self, part: Part) -> str:
        """A figure the person gave, as a slot, with its period where it is not by the year."""
        unit = part.currency or self.currency
        text = part.text(unit)
        per = {"month": " a month", "week": " a week", "day": " a day", "hour": " an hour"}.get(part.period, "")
        return self.figure(text, "user", part.component, unit, part.low, part.high) + per

    def staged(self, part: Part, name: str = "") -> str:
        """A figure the person gave with its `name` and the stages that it goes on to, what waits for the person in
        quotation marks."""
        unit = part.currency or self.currency
        each = [part.stage(s) for s in part.later]
        slots = [self.figure(p.text(unit), "user", p.component, unit, p.low, p.high) for p in each]
        quoted = tuple(s.model_copy(update={"when": f"“{s.when}”"}) if _OWN.search(s.when) else s for s in part.later)
        then = staged(part.model_copy(update={"later": quoted}), slots)
        many = f" ({part.many_salaries})" if part.many_salaries else ""
        return f"{self.theirs(part)}{f' {name}' if name else ''}{many}{then}"

    def derived(self, value: float, component: str, formula: str, unit: str = "") -> str:
        """A figure worked out, as a slot with its formula."""
        unit = unit or self.currency
        return self.figure(format_amount(value, unit), "derived", component, unit, value, value, formula)

    def figure(
        self, text: str, kind: str, component: str, unit: str, low: float, high: float, formula: str | None = None
    ) -> str:
        """The slot of a figure of the job in focus."""
        deal = self.now.deal
        return self.draft.add(
            Figure(
                text=text, kind=kind, component=component, company=deal.options[0] if len(deal.options) == 1 else "", role="", region="",  # type: ignore[arg-type]
                currency="" if unit == "%" else unit, unit="percent" if unit == "%" else "absolute", low=low, high=high, formula=formula,
            )
        )  # fmt: skip


def name_of(component: str) -> str:
    """A part of pay as a sentence names it."""
    return NAMES.get(component, component)
