"""What the figures of a talk come to -> one plain sentence for each sum, with its slot: differences, pay by the hour
and the year, and what each side comes to all in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from coach.answers.desk import Desk, name_of
from coach.answers.package import listed
from coach.dialogue.deals import Deal, Term, alike, part_of
from coach.reply import Figure
from coach.standing.sums import NoSumError, difference, offer_worth, yearly
from coach.standing.worth import Worth
from coach.understanding.situation import Part
from coach.writer.basis import LOSES
from coach.writer.slots import by_the_quarter, hours_a_week, in_slots, money_of
from index.money import rounded

PER = {"": "a year", "year": "a year", "month": "a month", "week": "a week", "day": "a day", "hour": "an hour"}
BY_THE_YEAR = 1000.0  # less is no pay of a year, where no period is told
ONCE = ("signing", "relo", "severance")
_WEEKS, _QUARTERS = 52, 4
_DAYS, _MOST_OFF = 5, 16  # working days of a week, and so many weeks off are none any more
_PARTS_ADDED = "the parts, added up"


def reckoned(desk: Desk, deal: Deal) -> Iterator[str]:
    """What the figures of one deal come to beside present pay and the wish, and as a whole."""
    who, today = called(desk, deal), hours_today(desk)
    hours = hours_of(deal.agreed) or (today if deal.kind in ("raise", "counter", "conversion") else None)
    for part in deal.offer:
        if (now := part_of(desk.now.current, part.component)) and part.component in ("base", "total"):
            yield from _both(desk, (part, hours), (now, today), f"What {who} offers", "what the person makes now")
        if (wish := part_of(desk.now.target, part.component)) is not None:
            yield from _both(desk, (wish, hours), (part, hours), "What the person wants", f"what {who} offers")
            yield from _met(desk, wish, part, who)
    yield from _by_time(desk, part_of(deal.offer, "base"), hours, f"{who} pays")
    yield from _bonus(desk, deal.offer, hours, f"{who} offers", "")
    yield from _grant(desk, deal.offer, f"{who} offers", "")
    yield from _time_off(desk, deal, today, who)
    if len(_sums(deal.offer)) > 1 and (made := _whole(deal.offer, hours)):
        yield from _all_in(desk, made, deal.offer, who)
    if _several(deal.offer, desk.now.current):
        this, that = _whole(deal.offer, hours), _whole(desk.now.current, today)
        yield from _wholes(desk, this, that, f"What {who} offers, all in,", "what the person makes now, all in")
    signing = part_of(deal.offer, "signing")
    if signing and (lost := _lost(desk)):
        yield from _once(desk, signing, lost, f"The sign-on that {who} offers")


def _met(desk: Desk, wish: Part, offered: Part, who: str) -> Iterator[str]:
    """Whether what is wanted is offered, or will be: said in words, so that nobody has to compare."""
    if not alike(wish, offered):
        return
    name = name_of(wish.component)
    if wish.high == offered.high:
        yield f"What the person wants in {name} is as much as what {who} offers: that wish is met."
    elif wish.high < offered.high:
        yield f"What {who} offers in {name} is more than what the person wants: that wish is met."
    for stage in offered.later:
        if wish.high > max(offered.high, stage.amount) or wish.high <= offered.high:
            continue
        later = offered.stage(stage).text(desk.currency)
        as_much = "as much as" if stage.amount == wish.high else "more than"
        said = f"The later {later} {name} that {who} offers is {as_much} what the person wants: then that wish is met."
        yield in_slots(said, desk.draft)


def _time_off(desk: Desk, deal: Deal, hours: float | None, who: str) -> Iterator[str]:
    """What the paid weeks off that an employer offers are worth to somebody who is paid by the hour."""
    now = part_of(desk.now.current, "base")
    if now is None or now.period != "hour" or not hours:
        return
    for term in deal.agreed:
        weeks = (term.figure or 0) / {"week": 1, "day": _DAYS}.get(term.unit, 1)
        if term.kind != "holiday" or term.unit not in ("week", "day") or not 0 < weeks < _MOST_OFF:
            continue
        unit = now.currency or desk.currency
        made = worked_out(desk, now.high * hours * weeks, unit, "an hour × hours of the week × weeks off", "", "year")
        yield in_slots(f"At what the person makes now, {who}'s {term.phrase} is worth {made} a year.", desk.draft)


def _of_today(desk: Desk) -> Iterator[str]:
    """What present pay comes to: bonus in money, all in, and what the wish is over it."""
    now, hours = desk.now.current, hours_today(desk)
    yield from _bonus(desk, now, hours, "the person makes", " today")
    yield from _grant(desk, now, "the person makes", " today")
    if len(_sums(now)) > 1 and (made := _whole(now, hours)):
        whole = worked_out(desk, made.later, made.currency, _PARTS_ADDED, "total", "year")
        yield f"All in, the person makes {whole} total a year today."
        yield f"What the person makes now, all in, counts {_counted(desk, now, made.currency)}."
        if bonus := made.years[1].bonus.value:
            sure = worked_out(desk, made.later - bonus, made.currency, _PARTS_ADDED, "total", "year")
            yield f"Without the bonus, the person makes {sure} total a year today."
    for wish in desk.now.target:
        theirs = part_of(now, wish.component)
        if theirs and theirs.component in ("base", "total") and not part_of(desk.now.deal.offer, wish.component):
            yield from _both(desk, (wish, hours), (theirs, hours), "What the person wants", "what the person makes now")
    if (lost := _lost(desk)) and any(p.currency == "%" for p in desk.now.left):
        worth = worked_out(desk, lost.high, lost.currency, "percent × base", lost.component, "year")
        yield f"In money, by leaving {LOSES} {worth} {name_of(lost.component)}."


def _sums(parts: tuple[Part, ...]) -> list[Part]:
    """The parts that are added up: of pay, in money or a percentage of base."""
    return [p for p in parts if p.currency not in ("options", "shares") and p.component != "total" and p.high]


def _several(*sides: tuple[Part, ...]) -> bool:
    """Whether pay is told on all sides, and on one of them more than one part of it."""
    paid = all(any(p.component in ("base", "total") for p in side) for side in sides)
    return paid and any(len(_sums(side)) > 1 for side in sides)


def _whole(parts: tuple[Part, ...], hours: float | None) -> Worth | None:
    """What parts come to year by year, a bonus of up to so much in full; None where that cannot be told."""
    full = [p.model_copy(update={"low": p.high}) if p.component == "bonus" and not p.low else p for p in parts]
    held = _by_the_year(tuple(full), hours)
    with suppress(NoSumError):
        return offer_worth(held) if held else None
    return None


def _steady(*sides: Worth) -> bool:
    """Whether the first year of each is as a later one."""
    return all(abs(side.later - side.first) <= 1 for side in sides)


def _all_in(desk: Desk, made: Worth, parts: tuple[Part, ...], who: str) -> Iterator[str]:
    """What an offer comes to in its first year and a later one, what that counts, and what is sure of it."""
    steady = _steady(made)
    first = worked_out(desk, made.first, made.currency, _PARTS_ADDED, "total", "year" if steady else "first")
    yield f"All in, {who} offers {first} in the first year."
    if not steady:
        later = worked_out(desk, made.later, made.currency, _PARTS_ADDED, "total", "year")
        yield f"All in, {who} offers {later} in a later year."
    yield f"What {who} offers, all in, counts {_counted(desk, parts, made.currency)}."
    if bonus := made.years[0].bonus.value:
        sure = worked_out(desk, made.first - bonus, made.currency, _PARTS_ADDED, "total", "year" if steady else "first")
        yield f"Without the bonus, {who} offers {sure} in the first year."


def _counted(desk: Desk, parts: tuple[Part, ...], currency: str) -> str:
    """What a sum of parts in a currency counts, each part in words, and what it leaves out."""
    said: list[str] = []
    apart = [p for p in _sums(parts) if p.currency not in ("", "%", currency)]
    for part in (p for p in _sums(parts) if p not in apart):
        if part.component == "base":
            said.append(f"the base{_salaries(desk, part)}")
        elif part.component == "bonus":
            said.append(f"the bonus {'in full' if part.low in (0, part.high) else 'at the middle of its range'}")
        elif part.component == "stock":
            over = "" if part.period else ", taken for a grant over four years"
            said.append(f"a year of the stock{over}")
        elif part.component == "signing":
            said.append("the sign-on once")
    names = listed(tuple(name_of(p.component) for p in apart))
    left = f", and leaves out the {names}, told in another currency" if apart else ""
    return f"{listed(tuple(said))}{left}"


def _salaries(desk: Desk, base: Part) -> str:
    """How many salaries a year of a base has, where it is more than the usual twelve."""
    if not base.salaries or base.period != "month":
        return ""
    n = float(base.salaries)
    made = Figure(f"{n:g}", "user", "", "", "", "", "", "absolute", n, n, per="salaries")
    return f" by {desk.draft.add(made)} salaries"


def _grant(desk: Desk, parts: tuple[Part, ...], does: str, when: str) -> Iterator[str]:
    """A whole grant of stock by the year."""
    stock = part_of(parts, "stock")
    if stock is None or not stock.grant_years or stock.currency in ("options", "shares", "%"):
        return
    value = stock.high / stock.grant_years
    made = worked_out(desk, value, stock.currency or desk.currency, "the grant ÷ its years", "stock", "year")
    yield f"By the year, {does} {made} stock a year{when}."


def _wholes(desk: Desk, one: Worth | None, other: Worth | None, this: str, that: str) -> Iterator[str]:
    """By how much one side is over another all in, in the first year and a later one."""
    if one is None or other is None or one.currency != other.currency:
        return
    if _steady(one, other):
        yield from _whole_gap(desk, (one.later, other.later), one.currency, ("a year", "year"), (this, that))
        return
    yield from _whole_gap(desk, (one.first, other.first), one.currency, ("in the first year", "first"), (this, that))
    yield from _whole_gap(desk, (one.later, other.later), one.currency, ("in a later year", "year"), (this, that))


def _whole_gap(
    desk: Desk, values: tuple[float, float], currency: str, year: tuple[str, str], sides: tuple[str, str]
) -> Iterator[str]:
    """One difference of two totals, as money of such a `year` (as said, as held)."""
    value = values[0] - values[1]
    if abs(value) < 1:
        yield f"{sides[0]} is the same {year[0]} as {sides[1]}."
        return
    made = worked_out(desk, value, currency, "one total − the other", "total", year[1])
    yield f"{sides[0]} is {made} {'more' if value > 0 else 'less'} {year[0]} than {sides[1]}."


def by_the_year(desk: Desk) -> Desk:
    """The same with what is told by the quarter by the year, and the talk's currency where none is told."""
    desk = _in_one_currency(desk)
    now = desk.now
    if not _quarters(desk):
        return desk
    deals = tuple(d.model_copy(update={"offer": _times_four(desk, d.offer)}) for d in now.deals)
    sides = {name: _times_four(desk, getattr(now, name)) for name in ("current", "target", "left")}
    return replace(desk, now=now.model_copy(update={"deals": deals, **sides}))


def _in_one_currency(desk: Desk) -> Desk:
    """The same with a currency on every figure, where the talk has but one."""
    now = desk.now
    sides = ("current", "target", "floor", "left")
    every = [p for d in now.deals for p in d.offer] + [p for name in sides for p in getattr(now, name)]
    told = {p.currency for p in every if p.currency not in ("", "%", "options", "shares")}
    if len(told) != 1 or all(p.currency for p in every):
        return desk
    currency = told.pop()

    def of(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(p if p.currency else p.model_copy(update={"currency": currency}) for p in parts)

    deals = tuple(d.model_copy(update={"offer": of(d.offer)}) for d in now.deals)
    return replace(desk, now=now.model_copy(update={"deals": deals, **{s: of(getattr(now, s)) for s in sides}}))


def _quarters(desk: Desk) -> frozenset[float]:
    """The amounts that the person tells by the quarter, wherever in the talk."""
    return frozenset(value for words in _own_words(desk) for value in by_the_quarter(words))


def _times_four(desk: Desk, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    told = _quarters(desk)
    return tuple(
        p.times(_QUARTERS)
        if p.component in ("bonus", "stock") and p.period in ("", "year") and p.currency != "%" and p.high in told
        else p
        for p in parts
    )


def of_a_quarter(desk: Desk, part: Part) -> str:
    """The slot of what is told by the quarter of a part that is held by the year; "" where it is not told so."""
    value = part.high / _QUARTERS
    if part.component not in ("bonus", "stock") or part.currency == "%" or value not in _quarters(desk):
        return ""
    unit = part.currency or desk.currency
    low = part.low / _QUARTERS
    text = part.model_copy(update={"low": low, "high": value}).text(unit)
    return desk.draft.add(Figure(text, "user", part.component, "", "", "", unit, "absolute", low, value, per="quarter"))


def _by_the_year(parts: tuple[Part, ...], hours: float | None) -> tuple[Part, ...]:
    """The parts with pay by the hour as pay by the year; none where that cannot be told."""
    made = [annual(p, hours) for p in parts]
    return tuple(p for p in made if p is not None) if all(made) else ()


def annual(pay: Part, hours: float | None) -> Part | None:
    """A pay by the year, where it is told by the hour by the hours of its week; None where nobody has told these."""
    if pay.period not in ("hour", "day"):
        return pay
    if pay.period == "day" or not hours:
        return None
    return pay.times(hours * _WEEKS)


def _both(
    desk: Desk, more: tuple[Part, float | None], less: tuple[Part, float | None], this: str, that: str
) -> Iterator[str]:
    """The difference of two pays as they are told and, where it is by the hour, by the year as well."""
    yield from gap(desk, more[0], less[0], this, that)
    if "hour" in (more[0].period, less[0].period):
        a, b = annual(*more), annual(*less)
        if a is not None and b is not None:
            yield from islice(gap(desk, a, b, this, that), 1)  # the share is the same


def _bonus(desk: Desk, parts: tuple[Part, ...], hours: float | None, does: str, when: str) -> Iterator[str]:
    """A bonus that is told as a share of base, in money."""
    bonus, base = part_of(parts, "bonus"), part_of(parts, "base")
    if bonus is None or base is None or bonus.currency != "%" or (held := annual(base, hours)) is None:
        return
    with suppress(NoSumError):
        year = yearly(held)
        worth = worked_out(desk, year.value * bonus.high / 100, year.unit, "percent × base", "bonus", "year")
        yield f"In money, {does} {worth} bonus a year{when}."


def _lost(desk: Desk) -> Part | None:
    """The bonus that the person loses by leaving, in money."""
    left = part_of(desk.now.left, "bonus")
    base = part_of(desk.now.current, "base")
    if left is None or left.currency != "%":
        return left
    held = annual(base, hours_today(desk)) if base else None
    if held is None:
        return None
    with suppress(NoSumError):
        year = yearly(held)
        value = year.value * left.high / 100
        return left.model_copy(update={"low": value, "high": value, "currency": year.unit})
    return None


def _once(desk: Desk, theirs: Part, lost: Part, this: str) -> Iterator[str]:
    """How a sum that is paid once stands to a bonus that is lost."""
    if theirs.currency != lost.currency or theirs.high == lost.high:
        return
    way = "more" if theirs.high > lost.high else "less"
    made = worked_out(desk, theirs.high - lost.high, theirs.currency, "one figure − the other", "", "once")
    yield f"{this} is {made} {way} than the bonus that the person would lose by leaving."


def gap(desk: Desk, more: Part, less: Part, this: str, that: str) -> Iterator[str]:
    """By how much one figure is over another, on one footing."""
    if "%" in (more.currency, less.currency) or {more.tax, less.tax} == {"gross", "net"}:
        return  # what is taxed in between nobody has told
    same = alike(more, less)
    if not same and {"hour", "day"} & {more.period, less.period}:
        return  # what a year of it comes to is known only with the hours
    try:
        money, share = difference(yearly(more), yearly(less))
    except NoSumError:
        return
    value = more.high - less.high if same else money.value
    formula = "one figure − the other" if same else money.formula
    per = "" if more.grant_years else PER[more.period if same else "year"]
    per = "once" if more.component in ONCE else per
    if not value:
        yield f"{this} is the same as {that}."
        return
    way = "more" if value > 0 else "less"
    footing = period_of(more if same else more.model_copy(update={"period": "year"}))
    made = worked_out(desk, value, more.currency or desk.currency, formula, more.component, footing)
    percent = worked_out(desk, share.value, "%", share.formula, more.component)
    yield f"{this} is {made} {way} {per} than {that}."
    yield f"In percent, {this[0].lower()}{this[1:]} is {percent} {way} than {that}."


def _by_time(desk: Desk, pay: Part | None, hours: float | None, does: str) -> Iterator[str]:
    """What pay comes to by the hour where its hours are told, and by the year where it is told otherwise."""
    held = annual(pay, hours) if pay and pay.currency != "%" else None
    if pay is None or held is None:
        return
    try:
        year = yearly(held)
    except NoSumError:
        return
    formula = "an hour × hours of the week × weeks" if held != pay else year.formula
    if pay.period not in ("", "year"):
        yield f"{does} {worked_out(desk, year.value, year.unit, formula, 'base', 'year')} base a year."
    if hours and pay.period != "hour":
        value = year.value / hours / _WEEKS
        an_hour = worked_out(desk, value, year.unit, f"{year.formula} ÷ the hours", "base", "hour")
        yield f"{does} {an_hour} base an hour, by the hours of its week."


def beside_each_other(desk: Desk, deals: list[Deal]) -> Iterator[str]:
    """Present pay by the hour and the year, and the bases of two offers beside each other."""
    hours = hours_today(desk)
    yield from _by_time(desk, part_of(desk.now.current, "base"), hours, "Today the person makes")
    yield from _of_today(desk)
    held = [(d, p) for d in deals if (p := part_of(d.offer, "base"))]
    for deal, part in held[1:]:
        first, theirs = held[0]
        yield from gap(desk, theirs, part, f"The base that {called(desk, first)} offers", called(desk, deal))
    for deal in deals[1:]:
        if _several(deals[0].offer, deal.offer):
            one, other = (_whole(d.offer, hours_of(d.agreed)) for d in (deals[0], deal))
            this, that = f"What {called(desk, deals[0])} offers, all in,", f"what {called(desk, deal)} offers, all in"
            yield from _wholes(desk, one, other, this, that)


def hours_of(terms: tuple[Term, ...]) -> float | None:
    """The hours of a week that terms tell."""
    return next((t.figure for t in terms if t.kind == "hours" and t.unit == "hour" and t.figure), None)


def told_hours(desk: Desk) -> tuple[float, ...]:
    """The hours of a week that the person's words tell, each once."""
    return tuple(dict.fromkeys(hours for words in _own_words(desk) for hours in hours_a_week(words)))


def _own_words(desk: Desk) -> tuple[str, ...]:
    """Everything that the person has said."""
    return (*(words for who, words in desk.now.lines if who == "person"), desk.reading.text)


def hours_today(desk: Desk) -> float | None:
    """The hours of the week that present pay is for: as told of today, or the only ones that are told at all while
    there is but one job.
    """
    told = () if any(d.kind in ("", "new_offer") and d.offer for d in desk.now.deals) else told_hours(desk)
    return hours_of(desk.now.terms_now) or (told[0] if len(told) == 1 else None)


def called(desk: Desk, deal: Deal) -> str:
    """How a sentence names an employer."""
    named = deal.company or (desk.library.names.company_name(deal.options[0]) if len(deal.options) == 1 else "")
    return named or ("the present employer" if deal.kind in ("raise", "counter", "conversion") else "the employer")


def period_of(part: Part) -> str:
    """What a figure is for: its period, "once", or "" where that is not known."""
    if part.grant_years:
        return part.period
    if part.component in ONCE:
        return "once"
    if part.currency == "%" or (not part.period and part.high < BY_THE_YEAR):
        return ""
    if part.component == "stock" and not part.period:
        return ""  # a year of it or a whole grant
    return part.period or "year"


def worked_out(desk: Desk, value: float, unit: str, formula: str, component: str = "", per: str = "") -> str:
    """A figure that code works out, as a slot, said as exactly as it is shown."""
    if unit == "%":
        share = round(abs(value), 1 if abs(value) < 10 else 0)
        return desk.figure(f"{share:g}%", "derived", component, "%", share, share, formula)
    value = abs(value)
    value = float(round(value)) if value >= BY_THE_YEAR else rounded(value)  # so that whoever adds up finds the same
    return desk.draft.add(
        Figure(money_of(value, value, unit, per, desk.draft), "derived", component, "", "", "", unit, "absolute",
               value, value, formula=formula, per=per)
    )  # fmt: skip
