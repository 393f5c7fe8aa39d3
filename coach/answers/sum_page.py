"""One sum in the making: its words, its figures as slots, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from coach.answers.package import capital
from coach.dialogue.deals import Deal, Dialogue, part_of
from coach.reply import Figure
from coach.reply.draft import Draft
from coach.standing import sums
from coach.standing.position import sayable
from coach.standing.sums import NoSumError
from coach.standing.weeks import with_weeks
from coach.standing.worth import NO_MONEY, Assumption, Sum, Worth, currency_of, in_currency
from coach.understanding.situation import Part
from index.money import format_amount, rounded
from index.shipped import shipped_yaml

What = Literal[
    "amount", "more", "share_of_hours", "match", "match_up_to", "days", "discount", "left", "signing", "shortfall"
]
PAID = ("base", "total")
PER = {"month": " a month", "week": " a week", "day": " a day", "hour": " an hour"}
_MANY_YEARS = 2


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of the message and what it is: an amount to reckon from, a percent on top, a count of days, a rate a
    year, something left behind.
    """

    part: Part
    what: What = "amount"


class Page:
    """One answer in the making: its words, its figures, and what they rest on."""

    def __init__(self, dialogue: Dialogue, draft: Draft, amounts: tuple[Given, ...], said: list[str]) -> None:
        self.now, self.draft, self.amounts, self.keys = with_weeks(dialogue), draft, amounts, said
        self.lines: list[str] = []
        self.assumed: list[Assumption] = []
        self.component = "total"
        told = (*(g.part for g in amounts), *dialogue.deal.offer, *dialogue.current, *dialogue.target)
        self.currency = currency_of(told)

    # What the sums work on.

    def given(self, what: What) -> Part | None:
        """The figure of the message that is this, in the talk's currency."""
        part = next((g.part for g in self.amounts if g.what == what), None)
        return self.settled((part,))[0] if part else None

    def needed(self, what: What) -> float:
        """The same as a number; NoSumError where it is not there."""
        part = self.given(what)
        if part is None:
            raise NoSumError(f"no {what} was given")
        return part.high

    def settled(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Parts with the talk's currency where none was said."""
        return in_currency(parts, currency_of(parts) or self.currency)

    def amount(self) -> Part:
        """What to reckon from: the message's figure, else the base or total of the offer in focus, of present pay, of
        the wish.
        """
        found = self.given("amount")
        for parts in (self.now.deal.offer, self.now.current, self.now.target):
            found = found or next((p for c in PAID if (p := part_of(parts, c)) and p.currency not in NO_MONEY), None)
        if found is None:
            raise NoSumError("there is no figure to reckon from")
        self.component = found.component
        return self.settled((found,))[0]

    def offer(self) -> Worth:
        """The offer in focus, or the message's own figures where there is none."""
        parts = self.now.deal.offer or tuple(g.part for g in self.amounts if g.what == "amount")
        return sums.offer_worth(self.settled(parts))

    # What is said.

    def say(self, key: str, **fields: str) -> str:
        """One way to say it, another one than last time."""
        ways = _ways()[key]
        name = f"sums.{key}"
        at = ([*self.now.shown, *self.keys].count(name)) % len(ways)
        if len(ways) > 1:
            self.keys.append(name)
        return ways[at].format(**fields)

    def tell(self, key: str, **fields: str) -> None:
        """Add a sentence."""
        self.lines.append(capital(self.say(key, **fields)))

    def rest_on(self, *made: Sum) -> None:
        """Name in the last line what these sums take for granted."""
        self.assumed += [a for m in made for a in m.assumed if a not in self.assumed]

    def write(self) -> None:
        """Put the sentences, then what they rest on, into the draft."""
        self.draft.say(" ".join(self.lines))
        if self.assumed:
            self.draft.say(self.say("rests", list=listed(self.assumption(a) for a in self.assumed)))

    def assumption(self, made: Assumption) -> str:
        """An assumption in words, its figure in a slot."""
        slot = ""
        if made.text:
            slot = self.slot(Sum(made.high, "an assumption, as named", made.unit), made.text, low=made.low)
        return self.say(f"assume_{made.key}", figure=slot)

    # Figures.

    def theirs(self, part: Part) -> str:
        """A figure of the person's own, with its period."""
        figure = figure_of(part.text(), "user", part.component, part.currency, (part.low, part.high))
        return self.draft.add(figure) + PER.get(part.period, "")

    def exact(self, made: Sum) -> str:
        """A sum as it is worked out, with "about" where it was rounded; whole units from a hundred on."""
        value = rounded(made.value)
        if made.unit == "INR" and abs(value) >= 1e6:
            value = sayable(value, made.unit)
        text = format_amount(value, made.unit)
        return _about(value, made.value) + self.slot(made, text, low=value, high=value)

    def broad(self, made: Sum) -> str:
        """A difference as one says it: to the thousand from ten thousand on."""
        value = abs(made.value)
        value = sayable(value, made.unit) if value < 1e7 else rounded(value)
        return _about(value, abs(made.value)) + self.slot(made, format_amount(value, made.unit), low=value, high=value)

    def percent(self, made: Sum) -> str:
        """A share, to the tenth of a percent below ten and to the percent above."""
        value = abs(made.value)
        value = round(value, 1) if value < 10 else float(round(value))
        return _about(value, abs(made.value)) + self.slot(made, format_amount(value, "%"), low=value, high=value)

    def years(self, made: Sum) -> str:
        """A stretch of time: in months below two years."""
        months = round(made.value * 12)
        if months < 12 * _MANY_YEARS:
            text = "1 month" if months == 1 else f"{months} months"
            return "about " + self.slot(Sum(months, f"{made.formula} × 12", "months"), text, low=months, high=months)
        years = round(made.value, 1)
        return "about " + self.slot(made, f"{years:g} years", low=years, high=years)

    def slot(
        self, made: Sum, text: str, *, low: float | None = None, high: float | None = None, of: Deal | None = None
    ) -> str:
        """The slot of a figure that is worked out, of one deal where it is only of that."""
        ends = (made.value if low is None else low, made.value if high is None else high)
        figure = figure_of(text, "derived", self.component, made.unit, ends, made.formula)
        return self.draft.add(
            replace(figure, company=of.options[0] if len(of.options) == 1 else of.company) if of else figure
        )

    def name(self, deal: Deal) -> str:
        """A deal by its company, or as this or the other offer."""
        return deal.company or self.say("this_offer" if deal is self.now.deal else "other_offer")


def figure_of(
    text: str,
    kind: Literal["user", "derived"],
    component: str,
    unit: str,
    ends: tuple[float, float],
    formula: str | None = None,
) -> Figure:
    named = {"%": "percent", "options": "options", "shares": "shares"}.get(unit, "absolute")
    currency = unit if len(unit) == 3 and unit.isupper() else ""
    return Figure(text, kind, component, "", "", "", currency, named, *ends, formula=formula)


def _about(shown: float, value: float) -> str:
    return "" if abs(shown - value) <= max(0.005, abs(value) * 1e-4) else "about "


def listed(items: Iterable[str], between: str = ", ") -> str:
    """Items as a sentence names them."""
    held = list(items)
    if len(held) < 2 or between != ", ":
        return between.join(held)
    return f"{', '.join(held[:-1])} and {held[-1]}"


@cache
def _ways() -> dict[str, tuple[str, ...]]:
    held = shipped_yaml((files("coach.phrasing") / "sums.yaml").read_text(encoding="utf-8"))
    return {key: tuple(ways) for key, ways in held.items()}
