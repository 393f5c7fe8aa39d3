"""Everything that a talk holds and code works out from it -> one plain sentence for each figure, with its slot: what a
language model may say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from coach.answers.asking import open_ask
from coach.answers.desk import Desk, name_of
from coach.answers.known_compared import compared
from coach.answers.known_sums import (
    BY_THE_YEAR,
    ONCE,
    PER,
    beside_each_other,
    by_the_year,
    called,
    gap,
    hours_of,
    of_a_quarter,
    period_of,
    reckoned,
    told_hours,
)
from coach.answers.package import capital, package_of
from coach.answers.pay import job
from coach.answers.rooms import Heard, row_of
from coach.dialogue.deals import Deal, Term, alike, part_of
from coach.evidence.retrieve import Library
from coach.phrasing.spoken import Sayings
from coach.reply import Figure
from coach.reply.draft import SLOT, Draft
from coach.standing.offer import stand
from coach.standing.package import AskFor, Package
from coach.standing.position import position_in
from coach.understanding.amounts import amounts_in
from coach.understanding.context import called_alike
from coach.understanding.reading import AmountMention
from coach.understanding.situation import Part, staged
from coach.writer.basis import LOSES
from coach.writer.slots import in_slots
from index.guide import Band, Component, Guide, Pay
from index.money import SIGNS

_PARTS: tuple[Component, ...] = ("base", "total", "stock", "bonus", "signing")
_ENDED = ("declined", "withdrawn")
_WHY = {
    "wish": "That ask is the person's own number.",
    "equal": "That ask is what the person makes now, by the year: equal pay comes first.",
    "kept": "That ask is what the person makes now: no less than that.",
    "rival": "That ask is what the other employer offers.",
    "strategy": "That ask is what the guide's strategy aims at.",
    "named": "That ask is a figure that they have named themselves.",
    "band": "That ask is in the upper part of the guide's band.",
    "no_band": "That ask is a step that can be reasoned for; no guide has a band for the job.",
}
_READ, _SAID = 0.85, 0.75  # probabilities
# What a figure of the message is said to be, where the talk does not hold it.
_HEARD = {
    "wish": "In this message the person wants {figure}.",
    "asked": "In this message the person has asked for {figure}.",
    "offer": "In this message they offer {figure}.",
    "pay": "In this message the person makes {figure}.",
    "market": "The person has heard that others get {figure}.",
    "hyp": "In this message the person speaks of {figure} as a thought.",
    "left": f"By leaving, {LOSES} {{figure}}.",
    "floor": "Below {figure} the person would walk away.",
    "more": "In this message the person wants {figure} more.",
    "up": "In this message they have gone up by {figure}.",
    "other": "Of {figure}, which is no pay that is held, the person says: “{words}”.",
}
_LEAST_SUM = 20.0  # a bare number that is less may count anything
_MONEY = frozenset({"", *SIGNS.values()})  # units of a term whose figure is money
_TAKEN = "{who} gives this term, and the person has said yes to it: {words}."
GOES_FIRST = "The person's own ask goes first:"
_SIDES = {
    "offered": "{who} offers this term: {words}.",
    "heard": "The job at {who} comes with this term: {words}.",
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
    desk = by_the_year(desk)
    deals = [d for i, d in enumerate(desk.now.deals) if i == desk.now.focus or d.status not in _ENDED]
    deals.sort(key=lambda d: d != desk.now.deal)
    found: list[str] = []
    for deal in deals:
        found += _of_deal(desk, deal)
    found += _of_person(desk)
    for deal in deals:
        found += reckoned(desk, deal)
    found += beside_each_other(desk, deals)
    if desk.row and not desk.now.wanted.mute:
        found += _of_band(desk, *desk.row)
    asks = list(_asks(desk))
    told = list(_of_message(desk, [*found, *asks]))
    found += told if any(said.startswith(GOES_FIRST) for said in told) else [*asks, *told]
    found += _weeks_told(desk, found)
    found += compared(desk, deals)
    return tuple(dict.fromkeys(capital(said) for said in found))


def _of_message(desk: Desk, found: list[str]) -> Iterator[str]:
    """The figures of the message that are read surely and that the talk does not hold."""
    held = {m[0] for said in found for m in SLOT.finditer(said)}
    values = {(f.component, f.low, f.high) for s in held for f in (desk.draft.figures[int(s.strip("[F]")) - 1],)}
    for a in desk.reading.amounts:
        said = _HEARD.get(a.role)
        slot = in_slots(desk.reading.text[a.amount.start : a.amount.end], desk.draft)
        sure = a.role_score >= (_SAID if desk.reading.told else _READ)
        if said is None or not sure or not SLOT.fullmatch(slot) or slot in held or _is_no_sum(a):
            continue
        figure = desk.draft.figures[int(slot.strip("[F]")) - 1]
        if (a.component, figure.low, figure.high) in values:
            continue  # it is told with whose it is
        held.add(slot)
        _typed(desk, slot, a)
        words = in_slots(desk.reading.clauses[a.clause].text, desk.draft) if desk.reading.clauses else slot
        named = slot if a.role == "other" else f"{slot} {name_of(a.component)}".removesuffix(" the rest")
        per = desk.draft.figures[int(slot.strip("[F]")) - 1].per if a.role == "left" else ""
        yield said.format(figure=" ".join(filter(None, (named, per and PER.get(per, per)))), words=words)
        if a.role == "wish" and not desk.now.target and a.component not in _refused(desk) and not _accepted(desk):
            yield f"{GOES_FIRST} ask for {slot} {name_of(a.component)}."


def _is_no_sum(a: AmountMention) -> bool:
    """Whether a figure of nothing that is held may count anything but money."""
    money = a.amount.kind == "money" or (a.amount.kind == "bare" and a.amount.high >= _LEAST_SUM)
    return a.role == "other" and not money


def _weeks_told(desk: Desk, found: list[str]) -> Iterator[str]:
    """The hours of a week that the person has told anywhere in the talk and that no term holds."""
    held = {m[0] for said in found for m in SLOT.finditer(said)}
    for hours in told_hours(desk):
        slot = _week_of(desk, hours)
        if slot not in held:
            yield f"The person has told of a working week of {slot} hours."


def _typed(desk: Desk, slot: str, a: AmountMention) -> None:
    """Hold of a figure of the message what the reading tells: its part, currency and period."""
    m = SLOT.fullmatch(slot)
    at = int(m[1]) - 1 if m else -1
    beside = desk.reading.told and a.component == "other"  # money of no part of the pay, however little
    if at < 0 or a.amount.kind not in ("money", "bare") or a.component_score < (_SAID if beside else _READ):
        return
    if a.amount.high < BY_THE_YEAR and not beside:
        return
    figure = desk.draft.figures[at]
    year = "year" if a.component in ("base", "total", "bonus") else ""
    per = figure.per or a.amount.period or ("once" if a.component in ONCE else year)
    part, currency = figure.component or a.component, figure.currency or desk.currency
    desk.draft.figures[at] = replace(figure, component=part, currency=currency, per=per)


def _figure(desk: Desk, part: Part, deal: Deal | None = None) -> str:
    """A figure that was told, as a slot with its part and period."""
    slots = [_slot(desk, part.stage(s), deal) for s in part.later]
    return f"{_slot(desk, part, deal)} {name_of(part.component)}{_per(part)}{in_slots(staged(part, slots), desk.draft)}"


def _paid(desk: Desk, part: Part, deal: Deal | None, does: str, when: str = "") -> Iterator[str]:
    """One part of pay as it is told; what is told by the quarter by the year as well."""
    if quarter := of_a_quarter(desk, part):
        yield f"{does} {quarter} {name_of(part.component)} a quarter{when}."
        year = f"{_slot(desk, part, deal, 'a quarter × 4')} {name_of(part.component)}{_per(part)}"
        yield f"By the year, {does} {year}{when}."
        return
    yield f"{does} {_figure(desk, part, deal)}{when}."


def _slot(desk: Desk, part: Part, deal: Deal | None, formula: str | None = None) -> str:
    unit = part.currency or desk.currency
    share = unit == "%"
    company = deal.options[0] if deal and len(deal.options) == 1 else ""
    kind = "derived" if formula else "user"
    made = Figure(
        part.text(unit), kind, part.component, company, "", "", "" if share else unit,  # type: ignore[arg-type]
        "percent" if share else "absolute", part.low, part.high, formula=formula, per=period_of(part),
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
    per = period_of(part)
    if part.grant_years:
        return " for the whole grant"
    return " ".join(("", *filter(None, (per and PER.get(per, per), part.tax))))


def _of_deal(desk: Desk, deal: Deal) -> Iterator[str]:
    """What one employer offers, was asked for and has answered."""
    who = called(desk, deal)
    counters = _is_counter(desk, deal)
    if counters:
        named = "" if who == "the present employer" else f", {who}"
        yield f"The present employer{named}, wants the person to stay: what it offers is a counter, and no new job."
    elif deal.offer and deal.kind in ("", "new_offer"):
        other = "another offer, from another company" if deal != desk.now.deal else "an offer from the company"
        yield f"The person has {other}: {who}."
    for part in deal.offer:
        if deal.kind in ("raise", "counter", "conversion") and _is_todays(desk, part):
            yield from _paid(desk, part, None, "the person makes", " today")
        else:
            yield from _paid(desk, part, deal, f"to keep the person, {who} offers" if counters else f"{who} offers")
    for named in deal.settled:
        yield f"The person takes the {name_of(named)} as it is now: nothing more of it is to be asked for."
    for part in deal.heard:
        yield f"{who} has offered nothing: the job there is said to pay {_figure(desk, part, deal)}."
    for part in deal.asked:
        yield f"The person has asked {who} for {_figure(desk, part, deal)}."
    if deal.status == "asked" and (deal.asked or deal.terms_of("asked")):
        yield f"{who} has not answered what the person asked for."
    yield from _of_events(desk, deal, who)
    if deal.ceiling:
        yield f"{who} says that such pay ends at {_figure(desk, deal.ceiling, deal)}."
    yield from _of_terms(desk, deal, who)
    if deal.person:
        yield f"The person talks with {deal.person} at {who}."


def _of_terms(desk: Desk, deal: Deal, who: str) -> Iterator[str]:
    """The terms beside pay of an employer, each on its side."""
    for term in deal.terms:
        if said := _SIDES.get("heard" if deal.heard and term.side == "offered" else term.side):
            said = _TAKEN if term.taken else said
            yield _with_sum(desk, in_slots(said.format(who=who, words=term.phrase), desk.draft), term)
            if week := _week(desk, term):
                yield f"That is a working week of {week} hours at {who}."


def _with_sum(desk: Desk, said: str, term: Term) -> str:
    """The sentence of a term whose sum is known to be money, for the time that its words tell."""
    for m in SLOT.finditer(said) if term.figure and term.unit in _MONEY else ():
        figure = desk.draft.figures[int(m[1]) - 1]
        if figure.high == term.figure and figure.kind == "user" and not figure.component:
            read = next((a for a in amounts_in(term.words) if a.high == term.figure), None)
            per = figure.per or (read.period if read else "")
            made = replace(figure, component="other", currency=figure.currency or term.unit, per=per)
            desk.draft.figures[int(m[1]) - 1] = made
    return said


def _is_counter(desk: Desk, deal: Deal) -> bool:
    """Whether what an employer offers is for staying: it is the present one, and another employer offers, too."""
    mine = bool(desk.now.employer and deal.company) and called_alike(desk.now.employer, deal.company)
    others = any(d.offer for d in desk.now.deals if d != deal and d.kind in ("", "new_offer"))
    return bool(deal.offer) and (deal.kind == "counter" or (mine and others and deal.kind in ("", "new_offer")))


def _is_todays(desk: Desk, part: Part) -> bool:
    """Whether a figure of the present employer is surely read as what the person makes, and as no offer."""
    read = [(a.role, a.role_score) for a in desk.reading.amounts if a.amount.high == part.high]
    return bool(read) and all(role == "pay" and score >= _READ for role, score in read)


def _week(desk: Desk, term: Term) -> str:
    """The hours of a week that a term tells, as a slot that one can reckon with; "" where it tells none."""
    hours = hours_of((term,))
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
    if deal.due:
        yield in_slots(f"The day told for {who} is {deal.due}.", desk.draft)
    for p in deal.letter:
        yield f"In their letter, {who} says {_figure(desk, p, deal)}, which is less than was agreed."
    for e in desk.now.told_of(deal):
        if e.kind == "offer_revised" and e.before and e.after and e.before.high != e.after.high:
            yield f"Before, {who} had offered {_figure(desk, e.before, deal)}."
        if e.kind == "refused":
            about = f" to more {name_of(e.component)}" if e.component else ""
            yield f"{who} has said no{about}."


def _of_person(desk: Desk) -> Iterator[str]:
    """What the person has, wants and would not go below."""
    now = desk.now
    if now.resigned:
        yield "The person has already resigned."
    for part in now.current:
        yield from _paid(desk, part, None, "the person makes", " today")
    for term in now.terms_now:
        yield _with_sum(desk, in_slots(f"Today the person has this term: {term.phrase}.", desk.draft), term)
        if week := _week(desk, term):
            yield f"Today the person works {week} hours a week."
    for part in now.target:
        yield f"The person wants {_figure(desk, part)}."
    for part in (p for p in now.wanted.fallback if not _is_offered(desk, p)):
        yield f"If the first ask can't move, the person wants {_figure(desk, part)} instead."
    for part in now.floor:
        yield f"Below {_figure(desk, part)} the person would walk away."
    for part in now.left:
        yield f"By leaving, {LOSES} {_figure(desk, part)}."
    for turn, words in now.plans:
        when = "in this message" if turn == now.turn else "earlier"
        yield in_slots(f"Of what comes the person has said {when}: “{words}”.", desk.draft)
    if now.deadline:
        yield in_slots(f"They want an answer by {now.deadline}.", desk.draft)
    if now.years:
        yield in_slots(f"The person has {now.years:g} years of experience.", desk.draft)


def _of_band(desk: Desk, guide: Guide, band: Band) -> Iterator[str]:
    """The guide's range for the job, and where the figures of the talk stand in it."""
    parts = {p.component for p in (*desk.now.deal.offer, *desk.now.target, *desk.now.current)} or {"base", "total"}
    for component in _PARTS:
        pay = band.pay(component)
        value = (pay.amount or pay.percent) if pay else None
        if component not in parts or pay is None or value is None:
            continue
        slot = desk.draft.pay(guide, band, pay, value)
        mark = f" [{desk.draft.figures[int(slot.strip('[F]')) - 1].citation}]"
        where = f" in {band.region.label}" if band.region else ""
        yield f"The guide's {name_of(component)} range for {job(guide)}{where} is {slot}{mark}."
        theirs = part_of(desk.now.deal.offer, component)
        if theirs and (at := _place(theirs, pay, band, desk.now.deal.offer)):
            yield f"{_slot(desk, theirs, desk.now.deal)} {name_of(component)} is {at} that range."


def _place(theirs: Part, pay: Pay, band: Band, offer: tuple[Part, ...]) -> str:
    """Where an offered part stands in its range, in words; "" where the two are not of one kind."""
    value = pay.amount or pay.percent
    if value and theirs.currency == value.unit and on_one_footing(theirs, pay):
        return place_in(position_in(theirs.high, value.low, value.high))
    if theirs.component != "bonus" or theirs.period not in ("", "year"):
        return ""
    held = stand(theirs, band, offer)  # a share of base, or money where the range is one
    return place_in(held.position) if held else ""


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
    if _accepted(desk) or {"base", "total"} & {*desk.now.deal.settled}:
        return
    made, opened, refused = package_of(desk), open_ask(desk), _refused(desk)
    wishes = [p for p in desk.now.target if not _is_offered(desk, p) and p.component not in refused]
    for part in wishes:
        yield f"Ask for {_slot(desk, part, None)} {name_of(part.component)}{_per(part)}."
    if wishes:
        yield _WHY["wish"]
    if made is None:
        if opened and not wishes and opened.component not in refused:
            yield f"Ask for {_ask(desk, opened)}."
        return
    told = any(not _is_offered(desk, p) for p in desk.now.wanted.fallback)  # the person has said what would do instead
    beside = {p.component for p in wishes} | refused
    rest = [a for a in made.said if not (told and wishes) and a.component not in beside]
    for ask in rest:
        yield f"If that can't move, ask for {_ask(desk, ask)} instead." if wishes else f"Ask for {_ask(desk, ask)}."
    if rest and not wishes:
        yield _WHY["kept" if made.why == "wish" and not desk.now.target else made.why]
    if made.main.component not in refused:
        yield from _over(desk, made)
    if made.fallback and not told and made.fallback.component not in refused:
        yield f"If that can't move, ask for {_ask(desk, made.fallback)} instead."
    if made.advice and made.advice.supported.component not in refused:
        yield f"The guide would carry an ask of {_ask(desk, made.advice.supported)}; the person's own wish goes first."


def _accepted(desk: Desk) -> bool:
    """Whether the person has said yes to an offer: there is nothing to ask for any more."""
    return any(deal.status == "accepted" for deal in desk.now.deals)


def _refused(desk: Desk) -> frozenset[str]:
    """The parts to which they have said no in so many words, and that nobody asked or wished for since."""
    refused: set[str] = set()
    open_asks: set[str] = set()
    for e in desk.now.told:
        if e.company not in ("", desk.now.deal.company):
            continue
        if e.kind in ("asked", "wish_told") and e.after:
            open_asks.add(e.after.component)
            refused.discard(e.after.component)
        elif e.kind == "refused":
            refused |= {e.component} if e.component else open_asks
    return frozenset(refused)


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
        yield from gap(desk, main, theirs, "The ask", f"what {called(desk, desk.now.deal)} offers")
    elif (now := part_of(desk.now.current, main.component)) is not None:
        yield from gap(desk, main, now, "The ask", "what the person makes now")


def _ask(desk: Desk, ask: AskFor) -> str:
    part = ask.part
    return f"{_slot(desk, part, desk.now.deal, ask.formula or None)} {name_of(part.component)}{_per(part)}"
