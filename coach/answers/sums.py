"""The dialogue and the figures of a message -> the sum worked out, or the offers side by side: the verdict, a table,
what it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from coach.dialogue.deals import Deal, Dialogue, part_of
from coach.reply import Figure
from coach.reply.draft import Draft
from coach.standing import sums
from coach.standing.clock import due, named
from coach.standing.position import sayable
from coach.standing.sidebyside import Contender, Lead, SideBySide, Weigh, side_by_side
from coach.standing.sums import NoSumError
from coach.standing.worth import NO_MONEY, Assumption, Conditions, Sum, Worth, currency_of, in_currency
from coach.understanding.rates import Rate
from coach.understanding.situation import Part
from index.money import format_amount, rounded

Wanted = Literal[
    "", "yearly", "monthly", "hourly", "plus", "part_time", "pension", "holiday", "all_in", "four_years", "versus_pay", "break_even",
    "leaving", "present_value", "growth",
]  # fmt: skip
What = Literal[
    "amount", "more", "share_of_hours", "match", "match_up_to", "days", "discount", "left", "signing", "shortfall"
]
_BY_NOTE: tuple[tuple[What, Wanted], ...] = (
    ("more", "plus"), ("share_of_hours", "part_time"), ("days", "holiday"), ("match", "pension"), ("match_up_to", "pension"),
    ("discount", "present_value"), ("left", "leaving"), ("shortfall", "break_even"), ("signing", "break_even"),
)  # fmt: skip
_PAID = ("base", "total")
_PER = {"month": " a month", "week": " a week", "day": " a day", "hour": " an hour"}
_ALIKE = 0.005  # a difference under this share of the pay is none
_WORDS_BEFORE = 90
_MOST_ASIDES = 2
_MANY_YEARS = 2


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of the message and what it is: an amount to reckon from, a percent on top, a count of days, a rate a
    year, something left behind.
    """

    part: Part
    what: What = "amount"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a comparison beyond the figures: conditions by company (folded to lower case), a rate the person
    gave, and today.
    """

    conditions: Mapping[str, Conditions] = field(default_factory=dict)
    rate: Rate | None = None
    today: date | None = None


def answer_sum(
    dialogue: Dialogue, amounts: tuple[Given, ...], draft: Draft, wanted: Wanted = "", *, said: list[str] | None = None
) -> bool:
    """Work out what was asked on the person's own figures; False (and nothing said) where it cannot be worked out.

    `wanted` names the sum; "" leaves it to what the figures are. Keys of what was said are added to `said`, for
    `Dialogue.shown`.
    """
    keys: list[str] = []
    page, held = _Page(dialogue, draft, amounts, keys), len(draft.figures)
    try:
        _SUMS[wanted or _wanted(page)](page)
    except NoSumError:
        del draft.figures[held:]  # what was written of a sum that cannot be finished
        return False
    page.write()
    if said is not None:
        said += keys
    return True


def answer_side_by_side(
    dialogue: Dialogue, draft: Draft, asked: Asked | None = None, *, said: list[str] | None = None
) -> bool:
    """Set the deals that stand beside each other: who is worth more and under what assumption, one table, what it rests
    on.

    False (and nothing said) where fewer than two have figures.
    """
    asked = asked or Asked()
    page = _Page(dialogue, draft, (), [] if said is None else said)
    try:
        made = side_by_side((dialogue.deal, *dialogue.others), asked.conditions, asked.rate)
    except NoSumError:
        return False
    _verdict(page, made, asked.today)
    page.write()
    if made.lead:
        draft.say(_table(page, made))
        draft.say(_rests_of(page, made))
    return True


class _Page:
    """One answer in the making: its words, its figures, and what they rest on."""

    def __init__(self, dialogue: Dialogue, draft: Draft, amounts: tuple[Given, ...], said: list[str]) -> None:
        self.now, self.draft, self.amounts, self.keys = dialogue, draft, amounts, said
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
            found = found or next((p for c in _PAID if (p := part_of(parts, c)) and p.currency not in NO_MONEY), None)
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
        self.lines.append(_capital(self.say(key, **fields)))

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
        figure = _figure(part.text(), "user", part.component, part.currency, (part.low, part.high))
        return self.draft.add(figure) + _PER.get(part.period, "")

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
        figure = _figure(text, "derived", self.component, made.unit, ends, made.formula)
        return self.draft.add(
            replace(figure, company=of.options[0] if len(of.options) == 1 else of.company) if of else figure
        )

    def name(self, deal: Deal) -> str:
        """A deal by its company, or as this or the other offer."""
        return deal.company or self.say("this_offer" if deal is self.now.deal else "other_offer")


def _wanted(page: _Page) -> Wanted:
    """Which sum the figures themselves call for."""
    notes = {g.what for g in page.amounts}
    for note, wanted in _BY_NOTE:
        if note in notes:
            return wanted
    amount = page.given("amount")
    if amount and amount.period in _PER:
        return "yearly"
    if page.now.deal.offer:
        return "versus_pay" if page.now.current else "all_in"
    if page.now.current and amount:
        return "versus_pay"
    raise NoSumError("nothing says what is to be worked out")


def _by(sum_of: Callable[[Part], Sum], key: str) -> Callable[[_Page], None]:
    def write(page: _Page) -> None:
        made = sum_of(page.amount())
        page.tell(key, sum=page.exact(made))
        page.rest_on(made)

    return write


def _plus(page: _Page) -> None:
    amount, percent = page.amount(), page.given("more")
    if percent is None or percent.currency != "%":
        raise NoSumError("no percentage was given")
    made = sums.plus_percent(amount, percent.high)
    page.tell(
        "plus",
        amount=page.theirs(amount),
        percent=page.theirs(percent),
        sum=page.exact(made) + _PER.get(amount.period, ""),
    )


def _part_time(page: _Page) -> None:
    base, share = page.amount(), page.needed("share_of_hours")
    full, made = sums.yearly(base), sums.part_time(base, share)
    less, _ = sums.difference(full, made)
    shown = page.percent(Sum(share, "hours ÷ full hours", "%"))
    page.tell("part_time", percent=shown, sum=page.exact(made), less=page.exact(less))
    page.tell("part_time_note")
    page.rest_on(made)


def _pension(page: _Page) -> None:
    up_to = page.needed("match_up_to")
    match = page.given("match")
    made = sums.pension_match(page.amount(), match.high if match else 100, up_to)
    page.tell("pension", sum=page.exact(made))
    page.rest_on(made)


def _holiday(page: _Page) -> None:
    days = page.needed("days")
    made = sums.holiday(page.amount(), days)
    if days == 1:
        page.tell("holiday_one", sum=page.exact(made))
    else:
        page.tell(
            "holiday",
            days=page.draft.add(_figure(f"{days:g}", "user", "other", "days", (days, days))),
            sum=page.exact(made),
        )
    page.rest_on(made, Sum(assumed=(Assumption("workdays", f"{sums.WORKDAYS}", sums.WORKDAYS, sums.WORKDAYS, "days"),)))


def _all_in(page: _Page) -> None:
    offer = page.offer()
    first, later = sums.all_in(offer), sums.later_years(offer)
    if offer.steady and abs(first.value - later.value) < 1:
        page.tell("all_in_same", first=page.exact(first))
    else:
        page.tell("all_in" if offer.steady else "all_in_uneven", first=page.exact(first), later=page.exact(later))
    page.rest_on(first)


def _four_years(page: _Page) -> None:
    offer = page.offer()
    made = sums.four_years(offer)
    page.tell("four_years", four=page.exact(made), each=page.exact(sums.a_year(offer)))
    page.rest_on(made)


def _versus_pay(page: _Page) -> None:
    """The offer, or the message's own figure, against present pay: like against like where less is known of one of
    them.
    """
    mine = page.settled(page.now.current)
    own = tuple(g.part for g in page.amounts if g.what == "amount")
    new = page.settled(own or page.now.deal.offer)
    if "total" not in {p.component for p in (*mine, *new)}:
        like = {p.component for p in mine} & {p.component for p in new} - {"signing"}
        kept = [tuple(p for p in parts if p.component in like) for parts in (new, mine)]
    else:
        like, kept = set(), [new, mine]
    theirs, now = (sums.offer_worth(p) for p in kept)
    gap, share = sums.difference(sums.later_years(theirs), sums.later_years(now))
    if abs(gap.value) < 1:
        page.tell("versus_same")
    elif abs(share.value) < _ALIKE * 100:
        page.tell("versus_hardly_up" if gap.value > 0 else "versus_hardly_down", gap=page.exact(_size(gap)))
    else:
        page.tell(
            "versus_up" if gap.value > 0 else "versus_down", gap=page.exact(_size(gap)), percent=page.percent(share)
        )
    if not own:
        _with_pension(page, theirs, now)
    whole = sums.offer_worth(new)
    if like and abs(whole.later - theirs.later) > 1:
        parts = listed(c for c in ("base", "bonus", "stock") if c in like)
        page.tell("versus_like", parts=parts, whole=page.exact(sums.later_years(whole)))
        page.rest_on(sums.all_in(whole, 2))
    elif {p.component for p in new if p.component in _PAID} != {p.component for p in mine if p.component in _PAID}:
        page.tell("versus_total")
        page.rest_on(gap)
    elif part_of(new, "signing") and not own:
        page.tell("versus_all")
        page.rest_on(gap)
    else:
        page.rest_on(gap)


def _with_pension(page: _Page, theirs: Worth, now: Worth) -> None:
    """The same with what the two employers pay into a pension, where both shares are known."""
    shares = [
        next(
            (t.figure for t in reversed(terms) if t.kind == "pension" and t.unit == "%" and t.figure is not None), None
        )
        for terms in (page.now.deal.agreed, page.now.terms_now)
    ]
    if shares[0] is None or shares[1] is None or shares[0] == shares[1]:
        return
    sides = [sums.with_share(w, share) for w, share in zip((theirs, now), (shares[0], shares[1]), strict=True)]
    gap, _ = sums.difference(*sides)
    said = [page.draft.add(_figure(f"{s:g}%", "user", "other", "%", (s, s))) for s in (shares[0], shares[1])]
    paid = [
        page.exact(sums.base_share(w, share)) for w, share in zip((theirs, now), (shares[0], shares[1]), strict=True)
    ]
    key = "versus_pension_up" if gap.value > 0 else "versus_pension_down"
    page.tell(key, gap=page.exact(_size(gap)), theirs=said[0], now=said[1], there=paid[0], here=paid[1])
    page.rest_on(gap)


def _break_even(page: _Page) -> None:
    """How long a sign-on makes up for lower pay: against the other offer, or present pay."""
    signing = page.given("signing") or part_of(page.now.deal.offer, "signing")
    if signing is None:
        raise NoSumError("there is no sign-on")
    once = Sum(signing.high, format_amount(signing.high, signing.currency), page.settled((signing,))[0].currency)
    less = page.given("shortfall")
    lower = sums.yearly(less) if less else _shortfall(page)
    page.tell("break_even", years=page.years(sums.break_even(once, lower)))


def _shortfall(page: _Page) -> Sum:
    mine = part_of(page.settled(page.now.deal.offer), "base")
    rivals = (part_of(d.offer, "base") for d in page.now.others)
    better = next((p for p in (*rivals, part_of(page.now.current, "base")) if p), None)
    if mine is None or better is None:
        raise NoSumError("there is no other base to set it against")
    return sums.difference(sums.yearly(page.settled((better,))[0]), sums.yearly(mine))[0]


def _leaving(page: _Page) -> None:
    """What is left behind, and how long the new pay takes to make up for it."""
    told = tuple(g.part for g in page.amounts if g.what == "left")
    left, pay = page.settled(told or page.now.left), page.settled(page.now.current)
    cost = sums.left_behind(left, pay)
    page.tell("leaving", sum=page.exact(cost))
    try:
        new, now = (
            sums.offer_worth(tuple(p for p in x if p.component in _PAID))
            for x in (page.settled(page.now.deal.offer), pay)
        )
        gain, _ = sums.difference(sums.later_years(new), sums.later_years(now))
        back = sums.break_even(cost, gain)
        page.tell("leaving_back", gap=page.exact(gain), years=page.years(back))
    except NoSumError:
        page.tell("leaving_ask")


def _present_value(page: _Page) -> None:
    offer, rate = page.offer(), page.needed("discount")
    made = sums.present_value([y.total.value for y in offer.years], rate, offer.currency)
    page.tell(
        "present_value",
        sum=page.exact(made),
        rate=page.theirs(Part(component="other", low=rate, high=rate, currency="%")),
    )
    page.rest_on(made, sums.all_in(offer))


def _growth(page: _Page) -> None:
    """How much the share price must grow for the offer in focus, or the one behind, to reach the other."""
    made = side_by_side((page.now.deal, *page.now.others))
    if made.lead is None:
        raise NoSumError("they are in several currencies")
    lead = made.lead
    if not lead.behind.worth.stock and lead.ahead.worth.stock:
        page.tell(
            "growth_not_needed",
            name=page.name(lead.ahead.deal),
            other=page.name(lead.behind.deal),
            gap=page.broad(lead.gap),
        )
        return
    grown = sums.growth_to_reach(lead.behind.worth, lead.ahead.worth)
    page.tell("growth", name=page.name(lead.behind.deal), other=page.name(lead.ahead.deal), percent=page.percent(grown))
    page.rest_on(sums.all_in(lead.behind.worth))


_SUMS: dict[Wanted, Callable[[_Page], None]] = {
    "yearly": _by(sums.yearly, "yearly"), "monthly": _by(sums.monthly, "monthly"), "hourly": _by(sums.hourly, "hourly"), "plus": _plus,
    "part_time": _part_time, "pension": _pension, "holiday": _holiday, "all_in": _all_in, "four_years": _four_years,
    "versus_pay": _versus_pay, "break_even": _break_even, "leaving": _leaving, "present_value": _present_value, "growth": _growth,
}  # fmt: skip


def _verdict(page: _Page, made: SideBySide, today: date | None) -> None:
    """Who is ahead, what turns it, and at most two things more to weigh."""
    if made.lead is None:
        each = listed(
            page.say("apart_each", name=page.name(c.deal), sum=page.exact(sums.a_year(c.worth)))
            for c in made.contenders
        )
        page.tell("apart", list=each)
    elif made.even:
        exact = made.lead.gap.value < 1
        fields = {} if exact else {"name": page.name(made.lead.ahead.deal), "gap": page.broad(made.lead.gap)}
        page.tell("even_exact" if exact else "even", **fields)
        if not made.turns:
            page.tell("even_decide")
    else:
        _ahead(page, made, made.lead)
    page.lines += [_turn(page, made, lead) for lead in made.turns[:_MOST_ASIDES]]
    asides = [_capital(line) for w in made.weigh if (line := _aside(page, w))]
    if page.now.deadline:
        asides.insert(0, _deadline(page, today))
    for line in asides[:_MOST_ASIDES]:
        if len(" ".join([*page.lines, line]).split()) < _WORDS_BEFORE:
            page.lines.append(_capital(line))


def _ahead(page: _Page, made: SideBySide, lead: Lead) -> None:
    name, other = page.name(lead.ahead.deal), page.name(lead.behind.deal)
    evenly = [c for c in made.contenders if any(a.key == "even_vesting" for a in c.worth.assumed)]
    condition = ""
    if len(evenly) > 1:
        condition = page.say("cond_all_even")
    elif evenly:
        condition = page.say(
            "cond_one_even_own" if evenly[0] is lead.ahead else "cond_one_even", name=page.name(evenly[0].deal)
        )
    # With two the other's name is said only where the condition does not say it.
    needed = len(made.contenders) > 2 or not condition or evenly[0] is lead.ahead or len(evenly) > 1
    page.tell(
        "ahead",
        name=name,
        gap=page.broad(lead.gap),
        than=f" than {other}" if needed else "",
        of=f" of {other}" if needed else "",
        cond=condition,
    )


def _turn(page: _Page, made: SideBySide, lead: Lead) -> str:
    return page.say(
        f"{'even' if made.even else 'turn'}_{lead.by}", name=page.name(lead.ahead.deal), gap=page.broad(lead.gap)
    )


def _aside(page: _Page, weigh: Weigh) -> str:
    name = page.name(weigh.of.deal)
    match weigh.kind:
        case "private_stock":
            if not weigh.of.worth.stock:
                return page.say("weigh_private_uncounted", name=name)
            return page.say("weigh_private_stock", name=name, sum=page.exact(weigh.figure))
        case "not_counted":
            return page.say(
                "weigh_not_counted",
                name=name,
                parts=listed(f"{page.theirs(p)} {_said_of(p)}".strip() for p in weigh.of.worth.left_out),
            )
        case "growth":
            return page.say("weigh_growth", name=name, sum=page.percent(weigh.figure))
        case _:
            return page.say(f"weigh_{weigh.kind}", name=name)


def _deadline(page: _Page, today: date | None) -> str:
    """Who wants an answer by when, and the working days left where today is known."""
    words = page.now.deadline
    whose = next(
        (e.company for e in reversed(page.now.told) if e.kind == "deadline_set" and e.company),
        page.name(page.now.deal),
    )
    said = named(words)
    if any(c.isdigit() for c in said):
        said = page.draft.add(_figure(said, "user", "deadline", "", (0, 0)))
    found = due(words, today) if today else None
    if today is None or found is None:
        return page.say("weigh_deadline", name=whose, deadline=said)
    if found.day <= today:
        return page.say("weigh_deadline_today" if found.day == today else "weigh_deadline_past", name=whose)
    days = found.working_days(today)
    formula = f"Monday to Friday from {today + timedelta(1):%d %B} to {found.day:%d %B}"
    left = page.slot(Sum(days, formula, "days"), f"{days} working {'day' if days == 1 else 'days'}")
    return page.say("weigh_deadline_left", name=whose, deadline=said, left=left)


def _table(page: _Page, made: SideBySide) -> str:
    """Year by year: one column an offer, later years in one row where they are all the same."""
    names = [_capital(page.name(c.deal)) for c in made.contenders]
    lines = [f"|  | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]

    def row(key: str, sum_of: Callable[[Worth], Sum]) -> None:
        lines.append(
            f"| {page.say(key)} | {' | '.join(_cell(page, c.deal, sum_of(c.worth)) for c in made.contenders)} |"
        )

    row("row_first", lambda w: sums.all_in(w, 1))
    if all(c.worth.steady for c in made.contenders):
        row("row_later", lambda w: sums.all_in(w, 2))
    else:
        row("row_second", lambda w: sums.all_in(w, 2))
        row("row_third", lambda w: sums.all_in(w, 3))
        row("row_fourth", lambda w: sums.all_in(w, 4))
    row("row_four", sums.four_years)
    if made.rests_on_growth or any(c.conditions.private and c.worth.stock for c in made.contenders):
        row("row_no_stock", sums.without_stock)
    return "\n".join(lines)


def _cell(page: _Page, deal: Deal, made: Sum) -> str:
    value = rounded(made.value)
    return page.slot(made, format_amount(value, made.unit), low=value, high=value, of=deal)


def _rests_of(page: _Page, made: SideBySide) -> str:
    """One line on what the table rests on: what two or more share once, the rest by name."""
    held = [c.worth.assumed for c in made.contenders]
    shared = [a for a in dict.fromkeys(a for of in held for a in of) if sum(a in of for of in held) > 1]
    bits = [page.assumption(a) for a in shared]
    bits += [_of(page, c, [a for a in c.worth.assumed if a not in shared]) for c in made.contenders]
    bits = [b for b in bits if b]
    return page.say("rests", list=listed(bits, "; ")) if bits else ""


def _of(page: _Page, contender: Contender, assumed: list[Assumption]) -> str:
    said = listed(page.assumption(a) for a in assumed)
    return page.say("rests_of", name=page.name(contender.deal), list=said) if said else ""


def _figure(
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


def _size(made: Sum) -> Sum:
    return Sum(abs(made.value), made.formula, made.unit, made.assumed)


def _said_of(part: Part) -> str:
    if part.currency in ("options", "shares"):
        return ""
    return {"signing": "sign-on", "other": "in other pay"}.get(part.component, part.component)


def _about(shown: float, value: float) -> str:
    return "" if abs(shown - value) <= max(0.005, abs(value) * 1e-4) else "about "


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(items: Iterable[str], between: str = ", ") -> str:
    """Items as a sentence names them."""
    held = list(items)
    if len(held) < 2 or between != ", ":
        return between.join(held)
    return f"{', '.join(held[:-1])} and {held[-1]}"


@cache
def _ways() -> dict[str, tuple[str, ...]]:
    held = yaml.safe_load((files("coach.phrasing") / "sums.yaml").read_text(encoding="utf-8"))
    return {key: tuple(ways) for key, ways in held.items()}
