"""Everything that a talk holds and code works out from it -> one plain sentence for each figure, with its slot: what a
language model may say.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import islice

from coach.answers.asking import open_ask
from coach.answers.desk import Desk, name_of
from coach.answers.package import capital, package_of
from coach.answers.pay import job
from coach.answers.rooms import Heard, row_of
from coach.dialogue.deals import Deal, Term, alike, part_of
from coach.evidence.retrieve import Library
from coach.phrasing.spoken import Sayings
from coach.reply import Figure
from coach.reply.draft import SLOT, Draft
from coach.standing.package import AskFor, Package
from coach.standing.position import position_in
from coach.standing.sums import NoSumError, difference, offer_worth, yearly
from coach.understanding.reading import AmountMention
from coach.understanding.situation import Part
from coach.writer.slots import hours_a_week, in_slots
from index.guide import Band, Component, Guide, Pay
from index.money import format_amount, rounded

_PER = {"": "a year", "year": "a year", "month": "a month", "week": "a week", "day": "a day", "hour": "an hour"}
_BY_THE_YEAR = 1000.0  # less is no pay of a year, where no period is told
_ONCE = ("signing", "relo", "severance")
_WEEKS = 52
_PARTS: tuple[Component, ...] = ("base", "total", "stock", "bonus", "signing")
_ENDED = ("declined", "withdrawn")
_WHY = {
    "wish": "That ask is the person's own number.",
    "rival": "That ask is what the other employer offers.",
    "strategy": "That ask is what the guide's strategy aims at.",
    "named": "That ask is a figure that they have named themselves.",
    "band": "That ask is in the upper part of the guide's band.",
    "no_band": "That ask is a step that can be reasoned for; no guide has a band for the job.",
}
_PARTS_ADDED = "the parts, added up"
_READ = 0.85  # a probability
# What a figure of the message is said to be, where the talk does not hold it.
_HEARD = {
    "wish": "In this message the person wants {figure}.",
    "asked": "In this message the person has asked for {figure}.",
    "offer": "In this message they offer {figure}.",
    "pay": "In this message the person makes {figure}.",
    "market": "The person has heard that others get {figure}.",
    "hyp": "In this message the person speaks of {figure} as a thought.",
}
_SIDES = {
    "offered": "{who} offers this term: {words}.",
    "granted": "{who} has said yes to this term: {words}.",
    "asked": "The person has asked {who} for this term: {words}.",
    "wished": "The person would like this term: {words}.",
    "refused": "{who} has said no to this term: {words}.",
    "dropped": "The person has given up this term: {words}.",
}


def known(heard: Heard, library: Library, today: date, draft: Draft) -> tuple[str, ...]:
    """What a talk holds after a message, one sentence for each figure; the figures are added to `draft`."""
    desk = Desk(
        heard.reading, heard.before, heard.now, heard.situation, heard.question, heard.evidence, library, today, draft,
        Sayings(()), None, row_of(heard, library),
    )  # fmt: skip
    return known_of(desk)


def known_of(desk: Desk) -> tuple[str, ...]:
    """The sentences; the figures in them are added to the desk's draft."""
    deals = [d for i, d in enumerate(desk.now.deals) if i == desk.now.focus or d.status not in _ENDED]
    deals.sort(key=lambda d: d != desk.now.deal)
    found: list[str] = []
    for deal in deals:
        found += _of_deal(desk, deal)
    found += _of_person(desk)
    for deal in deals:
        found += _reckoned(desk, deal)
    found += _beside_each_other(desk, deals)
    if desk.row and not desk.now.wanted.mute:
        found += _of_band(desk, *desk.row)
    found += _asks(desk)
    found += _of_message(desk, found)
    found += _weeks_told(desk, found)
    return tuple(dict.fromkeys(capital(said) for said in found))


def _of_message(desk: Desk, found: list[str]) -> Iterator[str]:
    """The figures of the message that are read surely and that the talk does not hold."""
    held = {m[0] for said in found for m in SLOT.finditer(said)}
    for a in desk.reading.amounts:
        said = _HEARD.get(a.role)
        slot = in_slots(desk.reading.text[a.amount.start : a.amount.end], desk.draft)
        if said is None or a.role_score < _READ or not SLOT.fullmatch(slot) or slot in held:
            continue
        held.add(slot)
        _typed(desk, slot, a)
        yield said.format(figure=f"{slot} {name_of(a.component)}".removesuffix(" the rest"))
        if a.role == "wish" and not desk.now.target:
            yield f"The person's own ask goes first: ask for {slot} {name_of(a.component)}."


def _weeks_told(desk: Desk, found: list[str]) -> Iterator[str]:
    """The hours of a week that the person has told anywhere in the talk and that no term holds."""
    held = {m[0] for said in found for m in SLOT.finditer(said)}
    for hours in _told_hours(desk):
        slot = _week_of(desk, hours)
        if slot not in held:
            yield f"The person has told of a working week of {slot} hours."


def _told_hours(desk: Desk) -> tuple[float, ...]:
    """The hours of a week that the person's words tell, each once."""
    lines = [*(words for who, words in desk.now.lines if who == "person"), desk.reading.text]
    return tuple(dict.fromkeys(hours for words in lines for hours in hours_a_week(words)))


def _hours_today(desk: Desk) -> float | None:
    """The hours of the week that present pay is for: as told of today, or the only ones that are told at all while
    there is but one job.
    """
    told = () if any(d.kind in ("", "new_offer") and d.offer for d in desk.now.deals) else _told_hours(desk)
    return _hours(desk.now.terms_now) or (told[0] if len(told) == 1 else None)


def _typed(desk: Desk, slot: str, a: AmountMention) -> None:
    """Hold of a figure of the message what the reading tells: its part, currency and period."""
    m = SLOT.fullmatch(slot)
    at = int(m[1]) - 1 if m else -1
    if at < 0 or a.amount.kind not in ("money", "bare") or a.component_score < _READ or a.amount.high < _BY_THE_YEAR:
        return
    figure = desk.draft.figures[at]
    year = "year" if a.component in ("base", "total", "bonus") else ""
    per = figure.per or a.amount.period or ("once" if a.component in _ONCE else year)
    part, currency = figure.component or a.component, figure.currency or desk.currency
    desk.draft.figures[at] = replace(figure, component=part, currency=currency, per=per)


def _called(desk: Desk, deal: Deal) -> str:
    """How a sentence names an employer."""
    named = deal.company or (desk.library.names.company_name(deal.options[0]) if len(deal.options) == 1 else "")
    return named or ("the present employer" if deal.kind in ("raise", "counter", "conversion") else "the employer")


def _figure(desk: Desk, part: Part, deal: Deal | None = None) -> str:
    """A figure that was told, as a slot with its part and period."""
    return f"{_slot(desk, part, deal)} {name_of(part.component)}{_per(part)}"


def _slot(desk: Desk, part: Part, deal: Deal | None, formula: str | None = None) -> str:
    unit = part.currency or desk.currency
    share = unit == "%"
    company = deal.options[0] if deal and len(deal.options) == 1 else ""
    kind = "derived" if formula else "user"
    made = Figure(
        part.text(unit), kind, part.component, company, "", "", "" if share else unit,  # type: ignore[arg-type]
        "percent" if share else "absolute", part.low, part.high, formula=formula, per=_for(part),
    )  # fmt: skip
    held = next((n for n, f in enumerate(desk.draft.figures, 1) if _same(f, made)), 0)
    if not held:
        return desk.draft.add(made)
    known = desk.draft.figures[held - 1]
    desk.draft.figures[held - 1] = replace(known, per=known.per or made.per)
    return f"[[F{held}]]"


def _same(held: Figure, made: Figure) -> bool:
    """Whether a figure of the draft is the one that is told: of no other employer, and none of a guide."""
    alone = {held.company, made.company} - {""}
    key = [(f.text, f.component, f.low, f.high, f.currency, f.unit) for f in (held, made)]
    footings = {held.per, made.per} - {""}
    return held.citation is None and key[0] == key[1] and len(alone) <= 1 and len(footings) <= 1


def _per(part: Part) -> str:
    per = _for(part)
    if part.grant_years:
        return " for the whole grant"
    return f" {_PER.get(per, per)}" if per else ""


def _for(part: Part) -> str:
    """What a figure is for: its period, "once", or "" where that is not known."""
    if part.grant_years:
        return part.period
    if part.component in _ONCE:
        return "once"
    if part.currency == "%" or (not part.period and part.high < _BY_THE_YEAR):
        return ""
    return part.period or "year"


def _worked_out(desk: Desk, value: float, unit: str, formula: str, component: str = "", per: str = "") -> str:
    """A figure that code works out, as a slot, said as exactly as it is shown."""
    if unit == "%":
        share = round(abs(value), 1 if abs(value) < 10 else 0)
        return desk.figure(f"{share:g}%", "derived", component, "%", share, share, formula)
    value = rounded(abs(value))
    return desk.draft.add(
        Figure(format_amount(value, unit), "derived", component, "", "", "", unit, "absolute", value, value,
               formula=formula, per=per)
    )  # fmt: skip


def _of_deal(desk: Desk, deal: Deal) -> Iterator[str]:
    """What one employer offers, was asked for and has answered."""
    who = _called(desk, deal)
    if deal.offer and deal.kind in ("", "new_offer"):
        other = "another offer, from another company" if deal != desk.now.deal else "an offer from the company"
        yield f"The person has {other}: {who}."
    for part in deal.offer:
        yield f"{who} offers {_figure(desk, part, deal)}."
    for part in deal.asked:
        yield f"The person has asked {who} for {_figure(desk, part, deal)}."
    yield from _of_events(desk, deal, who)
    if deal.ceiling:
        yield f"{who} says that such pay ends at {_figure(desk, deal.ceiling, deal)}."
    for term in deal.terms:
        if said := _SIDES.get(term.side):
            yield in_slots(said.format(who=who, words=term.phrase), desk.draft)
            if week := _week(desk, term):
                yield f"That is a working week of {week} hours at {who}."
    if deal.person:
        yield f"The person talks with {deal.person} at {who}."


def _hours(terms: tuple[Term, ...]) -> float | None:
    """The hours of a week that terms tell."""
    return next((t.figure for t in terms if t.kind == "hours" and t.unit == "hour" and t.figure), None)


def _week(desk: Desk, term: Term) -> str:
    """The hours of a week that a term tells, as a slot that one can reckon with; "" where it tells none."""
    hours = _hours((term,))
    return _week_of(desk, hours) if hours else ""


def _week_of(desk: Desk, hours: float) -> str:
    """The slot of so many hours a week."""
    made = Figure(f"{hours:g}", "user", "", "", "", "", "", "absolute", hours, hours, per="hours a week")
    for n, f in enumerate(desk.draft.figures, 1):
        if f.text == made.text and f.per in ("hours", made.per):
            desk.draft.figures[n - 1] = made
            return f"[[F{n}]]"
    return desk.draft.add(made)


def _of_events(desk: Desk, deal: Deal, who: str) -> Iterator[str]:
    """What an employer offered before, and to what it said no."""
    for e in desk.now.told:
        if e.company != deal.company:
            continue
        if e.kind == "offer_revised" and e.before and e.after and e.before.high != e.after.high:
            yield f"Before, {who} had offered {_figure(desk, e.before, deal)}."
        if e.kind == "refused":
            about = f" to more {name_of(e.component)}" if e.component else ""
            yield f"{who} has said no{about}."


def _of_person(desk: Desk) -> Iterator[str]:
    """What the person has, wants and would not go below."""
    now = desk.now
    for part in now.current:
        yield f"The person makes {_figure(desk, part)} today."
    for term in now.terms_now:
        yield in_slots(f"Today the person has this term: {term.phrase}.", desk.draft)
        if week := _week(desk, term):
            yield f"Today the person works {week} hours a week."
    for part in now.target:
        yield f"The person wants {_figure(desk, part)}."
    for part in (p for p in now.wanted.fallback if not _is_offered(desk, p)):
        yield f"If the first ask can't move, the person wants {_figure(desk, part)} instead."
    for part in now.floor:
        yield f"Below {_figure(desk, part)} the person would walk away."
    for part in now.left:
        yield f"By leaving, the person would lose {_figure(desk, part)}."
    if now.deadline:
        yield in_slots(f"They want an answer by {now.deadline}.", desk.draft)
    if now.years:
        yield in_slots(f"The person has {now.years:g} years of experience.", desk.draft)


def _reckoned(desk: Desk, deal: Deal) -> Iterator[str]:
    """What the figures of one deal come to beside present pay and the wish, and as a whole."""
    who, today = _called(desk, deal), _hours_today(desk)
    hours = _hours(deal.agreed) or (today if deal.kind in ("raise", "counter") else None)
    for part in deal.offer:
        if (now := part_of(desk.now.current, part.component)) and part.component in ("base", "total"):
            yield from _both(desk, (part, hours), (now, today), f"What {who} offers", "what the person makes now")
        if (wish := part_of(desk.now.target, part.component)) is not None:
            yield from _both(desk, (wish, hours), (part, hours), "What the person wants", f"what {who} offers")
    yield from _by_time(desk, part_of(deal.offer, "base"), hours, f"{who} pays")
    yield from _bonus(desk, deal.offer, hours, f"{who} offers", "")
    if len(_sums(deal.offer)) > 1:
        yield from _all_in(desk, _by_the_year(deal.offer, hours), who)
    signing = part_of(deal.offer, "signing")
    if signing and (lost := _lost(desk)):
        yield from _once(desk, signing, lost, f"The sign-on that {who} offers")


def _of_today(desk: Desk) -> Iterator[str]:
    """What present pay comes to: bonus in money, all in, and what the wish is over it."""
    now, hours = desk.now.current, _hours_today(desk)
    yield from _bonus(desk, now, hours, "the person makes", " today")
    if len(_sums(now)) > 1 and (parts := _by_the_year(now, hours)):
        with suppress(NoSumError):
            made = offer_worth(parts)
            whole = _worked_out(desk, made.later, made.currency, _PARTS_ADDED, "total", "year")
            yield f"All in, the person makes {whole} total a year today."
    for wish in desk.now.target:
        theirs = part_of(now, wish.component)
        if theirs and theirs.component in ("base", "total") and not part_of(desk.now.deal.offer, wish.component):
            yield from _both(desk, (wish, hours), (theirs, hours), "What the person wants", "what the person makes now")
    if (lost := _lost(desk)) and any(p.currency == "%" for p in desk.now.left):
        worth = _worked_out(desk, lost.high, lost.currency, "percent × base", lost.component, "year")
        yield f"In money, by leaving the person would lose {worth} {name_of(lost.component)}."


def _sums(parts: tuple[Part, ...]) -> list[Part]:
    """The parts that are added up: of pay, in money or a percentage of base."""
    return [p for p in parts if p.currency not in ("options", "shares") and p.component != "total" and p.high]


def _all_in(desk: Desk, parts: tuple[Part, ...], who: str) -> Iterator[str]:
    """What an offer comes to in its first year and a later one."""
    if not parts:
        return
    try:
        made = offer_worth(parts)
    except NoSumError:
        return
    steady = abs(made.later - made.first) <= 1
    first = _worked_out(desk, made.first, made.currency, _PARTS_ADDED, "total", "year" if steady else "first")
    yield f"All in, {who} offers {first} in the first year."
    if not steady:
        later = _worked_out(desk, made.later, made.currency, _PARTS_ADDED, "total", "year")
        yield f"All in, {who} offers {later} in a later year."


def _by_the_year(parts: tuple[Part, ...], hours: float | None) -> tuple[Part, ...]:
    """The parts with pay by the hour as pay by the year; none where that cannot be told."""
    made = [_annual(p, hours) for p in parts]
    return tuple(p for p in made if p is not None) if all(made) else ()


def _annual(pay: Part, hours: float | None) -> Part | None:
    """A pay by the year, where it is told by the hour by the hours of its week; None where nobody has told these."""
    if pay.period not in ("hour", "day"):
        return pay
    if pay.period == "day" or not hours:
        return None
    times = hours * _WEEKS
    return pay.model_copy(update={"low": pay.low * times, "high": pay.high * times, "period": "year"})


def _both(
    desk: Desk, more: tuple[Part, float | None], less: tuple[Part, float | None], this: str, that: str
) -> Iterator[str]:
    """The difference of two pays as they are told and, where it is by the hour, by the year as well."""
    yield from _gap(desk, more[0], less[0], this, that)
    if "hour" in (more[0].period, less[0].period):
        a, b = _annual(*more), _annual(*less)
        if a is not None and b is not None:
            yield from islice(_gap(desk, a, b, this, that), 1)  # the share is the same


def _bonus(desk: Desk, parts: tuple[Part, ...], hours: float | None, does: str, when: str) -> Iterator[str]:
    """A bonus that is told as a share of base, in money."""
    bonus, base = part_of(parts, "bonus"), part_of(parts, "base")
    if bonus is None or base is None or bonus.currency != "%" or (held := _annual(base, hours)) is None:
        return
    with suppress(NoSumError):
        year = yearly(held)
        worth = _worked_out(desk, year.value * bonus.high / 100, year.unit, "percent × base", "bonus", "year")
        yield f"In money, {does} {worth} bonus a year{when}."


def _lost(desk: Desk) -> Part | None:
    """The bonus that the person loses by leaving, in money."""
    left = part_of(desk.now.left, "bonus")
    base = part_of(desk.now.current, "base")
    if left is None or left.currency != "%":
        return left
    held = _annual(base, _hours_today(desk)) if base else None
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
    gap = _worked_out(desk, theirs.high - lost.high, theirs.currency, "one figure − the other", "", "once")
    yield f"{this} is {gap} {way} than the bonus that the person would lose by leaving."


def _gap(desk: Desk, more: Part, less: Part, this: str, that: str) -> Iterator[str]:
    """By how much one figure is over another, on one footing."""
    if "%" in (more.currency, less.currency):
        return
    same = alike(more, less)
    if not same and {"hour", "day"} & {more.period, less.period}:
        return  # what a year of it comes to is known only with the hours
    try:
        money, share = difference(yearly(more), yearly(less))
    except NoSumError:
        return
    value = more.high - less.high if same else money.value
    formula = "one figure − the other" if same else money.formula
    per = _PER[more.period if same else "year"] if not more.grant_years else ""
    if not value:
        yield f"{this} is the same as {that}."
        return
    way = "more" if value > 0 else "less"
    footing = _for(more if same else more.model_copy(update={"period": "year"}))
    gap = _worked_out(desk, value, more.currency or desk.currency, formula, more.component, footing)
    percent = _worked_out(desk, share.value, "%", share.formula, more.component)
    yield f"{this} is {gap} {way} {per} than {that}."
    yield f"{this} is {percent} {way} than {that}."


def _by_time(desk: Desk, pay: Part | None, hours: float | None, does: str) -> Iterator[str]:
    """What pay comes to by the hour where its hours are told, and by the year where it is told otherwise."""
    held = _annual(pay, hours) if pay and pay.currency != "%" else None
    if pay is None or held is None:
        return
    try:
        year = yearly(held)
    except NoSumError:
        return
    formula = "an hour × hours of the week × weeks" if held != pay else year.formula
    if pay.period not in ("", "year"):
        yield f"{does} {_worked_out(desk, year.value, year.unit, formula, 'base', 'year')} base a year."
    if hours and pay.period != "hour":
        value = year.value / hours / _WEEKS
        an_hour = _worked_out(desk, value, year.unit, f"{year.formula} ÷ the hours", "base", "hour")
        yield f"{does} {an_hour} base an hour, by the hours of its week."


def _beside_each_other(desk: Desk, deals: list[Deal]) -> Iterator[str]:
    """Present pay by the hour and the year, and the bases of two offers beside each other."""
    hours = _hours_today(desk)
    yield from _by_time(desk, part_of(desk.now.current, "base"), hours, "Today the person makes")
    yield from _of_today(desk)
    held = [(d, p) for d in deals if (p := part_of(d.offer, "base"))]
    for deal, part in held[1:]:
        first, theirs = held[0]
        yield from _gap(desk, theirs, part, f"The base that {_called(desk, first)} offers", _called(desk, deal))


def _of_band(desk: Desk, guide: Guide, band: Band) -> Iterator[str]:
    """The guide's range for the job, and where the figures of the talk stand in it."""
    parts = {p.component for p in (*desk.now.deal.offer, *desk.now.target, *desk.now.current)} or {"base", "total"}
    for component in _PARTS:
        pay = band.pay(component)
        if component not in parts or pay is None or pay.amount is None:
            continue
        slot = desk.draft.pay(guide, band, pay, pay.amount)
        mark = f" [{desk.draft.figures[int(slot.strip('[F]')) - 1].citation}]"
        where = f" in {band.region.label}" if band.region else ""
        yield f"The guide's {name_of(component)} range for {job(guide)}{where} is {slot}{mark}."
        theirs = part_of(desk.now.deal.offer, component)
        if theirs and theirs.currency == pay.amount.unit and on_one_footing(theirs, pay):
            at = place_in(position_in(theirs.high, pay.amount.low, pay.amount.high))
            yield f"{_slot(desk, theirs, desk.now.deal)} {name_of(component)} is {at} that range."


def on_one_footing(theirs: Part, pay: Pay) -> bool:
    """Whether a figure and a guide's range are for the same time."""
    told = (pay.amount.period if pay.amount else None) or pay.period or "year"
    return theirs.period == told or (told == "year" and theirs.period == "")


def place_in(position: float) -> str:
    """Where a figure stands in a band, in words; at an end it is in the band."""
    if position in (0.0, 1.0):
        return f"right at the {'top' if position else 'bottom'} of"
    ends = (
        (0.0, "below"),
        (0.34, "in the lower part of"),
        (0.66, "around the middle of"),
        (1.0, "in the upper part of"),
    )
    return next((words for end, words in ends if position <= end), "above")


def _asks(desk: Desk) -> Iterator[str]:
    """The asks in order, the person's own wish first, then code's; and where the market would carry more."""
    made, opened = package_of(desk), open_ask(desk)
    wishes = [p for p in desk.now.target if not _is_offered(desk, p)]
    for part in wishes:
        yield f"Ask for {_slot(desk, part, None)} {name_of(part.component)}{_per(part)}."
    if wishes:
        yield _WHY["wish"]
    if made is None:
        if opened and not wishes:
            yield f"Ask for {_ask(desk, opened)}."
        return
    told = any(not _is_offered(desk, p) for p in desk.now.wanted.fallback)  # the person has said what would do instead
    rest = [a for a in made.said if not (told and wishes) and all(p.component != a.component for p in wishes)]
    for ask in rest:
        yield f"If that can't move, ask for {_ask(desk, ask)} instead." if wishes else f"Ask for {_ask(desk, ask)}."
    if rest and not wishes:
        yield _WHY[made.why]
    yield from _over(desk, made)
    if made.fallback and not told:
        yield f"If that can't move, ask for {_ask(desk, made.fallback)} instead."
    if made.advice:
        yield f"The guide would carry an ask of {_ask(desk, made.advice.supported)}; the person's own wish goes first."


def _is_offered(desk: Desk, part: Part) -> bool:
    """Whether they offer as much already."""
    theirs = part_of(desk.now.deal.offer, part.component)
    return theirs is not None and alike(part, theirs) and part.high <= theirs.high


def _over(desk: Desk, made: Package) -> Iterator[str]:
    """How far the ask is over what they offer or pay now, where the wish does not say it already."""
    main = made.main.part
    if made.why == "wish":
        return
    if theirs := part_of(desk.now.deal.offer, main.component):
        yield from _gap(desk, main, theirs, "The ask", f"what {_called(desk, desk.now.deal)} offers")
    elif (now := part_of(desk.now.current, main.component)) is not None:
        yield from _gap(desk, main, now, "The ask", "what the person makes now")


def _ask(desk: Desk, ask: AskFor) -> str:
    part = ask.part
    return f"{_slot(desk, part, desk.now.deal, ask.formula or None)} {name_of(part.component)}{_per(part)}"
