"""Evidence + an offer -> a verdict per component, the position in the band, and what to push first."""

from __future__ import annotations

from coach.answers.pay import NAMES, cell, job, mark, place_of
from coach.evidence.levers import rank_levers
from coach.evidence.retrieve import Evidence
from coach.reply import Figure
from coach.reply.draft import Draft
from coach.standing.aims import Aim, aims_on
from coach.standing.offer import Standing, push_first, stand, totalled
from coach.standing.position import position_in, sayable, value_at
from coach.understanding.situation import Part, Situation
from coach.understanding.words import with_article
from index.guide import Band, Guide
from index.money import Range, format_amount, format_range

UPPER_QUARTER = 0.75
SENTENCES = 2
MOST_ROWS = 12


def answer_offer(evidence: Evidence, situation: Situation, draft: Draft, *, advise: bool = True) -> bool:
    """Judge the offer part by part; False (and nothing said) where none has a band. `advise` says what to push first."""
    offered = situation.offer
    if not offered or not evidence.bands or not evidence.bands[0][1]:
        return False
    guide, rows = evidence.bands[0]
    if len(rows) > 1:
        return _against_rows(guide, rows, offered, draft)
    band = rows[0]
    standings = [s for o in offered if (s := stand(o, band, offered))]
    if not standings:
        return False
    counted = totalled(offered, band)
    whole = stand(counted[0], band) if counted else None
    writer = _Writer(guide, band, draft)
    if len(standings) <= SENTENCES:
        for i, standing in enumerate(standings):
            draft.say(writer.sentence(standing, where=i == 0))
    else:
        draft.say(writer.in_short(standings))
        draft.say(writer.table(standings))
    for standing in standings:
        draft.say(writer.other_reading(standing))
    if counted and whole:
        draft.say(writer.total(whole, counted[1]))
    for o in offered:
        if not any(s.offered is o for s in standings):
            draft.say(writer.not_compared(o, alone=not standings))
    first = push_first(standings)
    if first and advise:
        writer.recommend(first, situation)
    elif not first:
        draft.say(
            f"Every part you named is at or above the band for {job(guide)}, so level, start date or review are the better asks."
        )
    _footing(standings, draft)
    return True


def _against_rows(guide: Guide, rows: tuple[Band, ...], offered: tuple[Part, ...], draft: Draft) -> bool:
    """The first part of the offer that has bands, held against every row that may be meant; nothing is picked unasked."""
    for part in offered:
        held = [(b, s) for b in rows if (s := stand(part, b, offered))]
        if not held:
            continue
        what = "level" if len({b.level for b, _ in held}) > 1 else "place"
        theirs = _Writer(guide, held[0][0], draft).theirs(held[0][1])
        draft.say(f"It depends on the {what}: your {_name(held[0][1])} of {theirs} against each {job(guide)} row.")
        lines = [f"| {what.capitalize()} | Band | Where yours stands |", "|---|---|---|"]
        for band, standing in held[:MOST_ROWS]:
            writer = _Writer(guide, band, draft)
            source = mark(draft, guide, band, standing.pay)
            lines.append(
                f"| {place_of(band)} | {writer.band_text(standing)} {source} | {standing.verdict}{writer.distance(standing)} |"
            )
        draft.say("\n".join(lines))
        draft.clarify = f"Which {what} is the offer for?"
        draft.levels = tuple(b.level for b, _ in held if b.level) if what == "level" else ()
        draft.say(f"{draft.clarify} Then I can set every part beside its band.")
        return True
    return False


class _Writer:
    """Sentences about an offer on one row of one guide."""

    def __init__(self, guide: Guide, band: Band, draft: Draft) -> None:
        self.guide, self.band, self.draft = guide, band, draft

    def sentence(self, standing: Standing, *, where: bool) -> str:
        """One part: verdict, band, and the distance or the position."""
        place = f" for {with_article(self.guide.role_name)}{self._place()}" if where else ""
        return (
            f"Your {_name(standing)} of {self.theirs(standing)} is {standing.verdict} the band of "
            f"{self.band_text(standing)} {mark(self.draft, self.guide, self.band, standing.pay)}{place}{self.distance(standing)}."
        )

    def in_short(self, standings: list[Standing]) -> str:
        """All parts in one sentence; the table below holds the figures."""
        groups = {v: [_name(s) for s in standings if s.verdict == v] for v in ("below", "within", "above")}
        parts = [
            f"your {_and(names)} {'is' if len(names) == 1 else 'are'} {v} the band"
            for v, names in groups.items()
            if names
        ]
        said = "; ".join(parts)
        return f"For {with_article(self.guide.role_name)} at {self.guide.company_name}{self._place()}, {said}."

    def table(self, standings: list[Standing]) -> str:
        """One line per part: the user's figure, the band, where it stands."""
        lines = ["| Part | Yours | Band | Where it stands |", "|---|---|---|---|"]
        for s in standings:
            source = mark(self.draft, self.guide, self.band, s.pay)
            lines.append(
                f"| {_name(s).capitalize()} | {self.theirs(s)} | {self.band_text(s)} {source} | {s.verdict}{self.distance(s)} |"
            )
        return "\n".join(lines)

    def other_reading(self, standing: Standing) -> str:
        """The stock by the other reading, where the guide's label and its total disagree."""
        other = standing.other
        if other is None:
            return ""
        covers = "one year" if other.band_how == "" and other.how else "the whole grant"
        verdict = f"{other.verdict} the band" + (
            f", {self._share(other)} of the way up" if other.verdict == "within" else ""
        )
        return f"If the guide's stock figure covers {covers} instead, yours is {verdict}: {self.theirs(other)} against {self._derived(other.low, other.high, other.unit, 'stock', other.band_how or 'the guide’s figure as it stands')}."

    def total(self, standing: Standing, formula: str) -> str:
        """The offer's total, counted as the guide counts its own."""
        own = self._derived(
            standing.amount, None, standing.unit, "total", f"your {formula}, as the guide counts its total"
        )
        source = mark(self.draft, self.guide, self.band, standing.pay)
        return (
            f"Counted as the guide counts ({formula}), your total comp of {own} is {standing.verdict} the band of "
            f"{self.band_text(standing)} {source}{self.distance(standing)}."
        )

    def not_compared(self, offered: Part, *, alone: bool) -> str:
        """Why a part could not be placed; "" where the guide has no band of it and other parts say enough (not
        `alone`).
        """
        pay = self.band.pay(offered.component)
        name = NAMES[offered.component].lower()
        if pay is None or not (pay.amount or pay.percent):
            return (
                f"The {job(self.guide)} guide has no {name} band to hold your {offered.words()} against."
                if alone
                else ""
            )
        held = f"{cell(self.draft, self.guide, self.band, pay)} {mark(self.draft, self.guide, self.band, pay)}"
        if offered.component == "bonus":
            return f"The guide's {name} band is {held}; tell me the base offered and I can set your {offered.words()} beside it."
        if pay.amount and pay.amount.unit in ("options", "shares"):
            return f"The guide's {name} band is {held}, a count and not money, so I cannot place your figure in it."
        return f"The guide's {name} band is {held}; your figure is in another currency, and I do not convert without a rate you trust."

    def recommend(self, first: Standing, situation: Situation) -> None:
        """What to push first, by how much and why; every figure from the band, the strategy or the user."""
        name = _name(first)
        aim = self._aim(first)
        if aim:
            self.draft.say(self._aimed(aim, first))
        own = next((p for p in situation.target if p.component == first.offered.component), None)
        if own and own.currency in ("", first.unit) and not first.band_how:
            share = position_in(own.high, first.low, first.high)
            where = "above the band" if share > 1 else "below the band" if share < 0 else "inside the band"
            self.draft.say(f"Your own target of {self.draft.add(self._users(own, first.unit))} is {where}.")
        low = sayable(value_at(UPPER_QUARTER, first.low, first.high), first.unit)
        component = first.offered.component
        per = " a year" if first.band_how else " a month" if first.how == "a twelfth of it" else ""
        if first.amount >= low:
            top = self._derived(first.high, None, first.unit, component, "high end of the band")
            said = f"Push the {name} first, up to the band's top of {top}{per}; there is little room left in it"
        else:
            ask = self._derived(
                low, first.high, first.unit, component, "low + 75% of (high − low), rounded, up to high"
            )
            said = f"Push the {name} first: ask in the upper quarter of its band, {ask}{per}"
        ranked = rank_levers(self.guide, situation, component)
        if ranked and not (ranked[0].needs_offer and not situation.competing):
            lever = ranked[0].lever
            title = self.draft.quote(self.guide, lever.title, "script", lever.lines, lever.title)
            said += f", with “{title}” as the reason {self.draft.cite(self.guide, lever.lines, lever.title)}"
            self.draft.suggestions.append(f"Script for “{lever.title}”")
        self.draft.say(f"{said}.")

    def _aim(self, standing: Standing) -> Aim | None:
        if standing.band_how or standing.how or standing.unit == "%":
            return None
        aims = aims_on(self.guide, self.band, standing.offered.component)
        return next((a for a in aims if a.unit == standing.unit and a.high > standing.amount), None)

    def _aimed(self, aim: Aim, standing: Standing) -> str:
        """The distance from the offer to the strategy's figure."""
        component = standing.offered.component
        gap = self._derived(aim.high - standing.amount, None, aim.unit, component, "the strategy's figure − offer")
        source = self.draft.cite(self.guide, aim.lines, aim.heading)
        name = _name(standing)
        if not aim.moved_from:
            slot = self.draft.amount(self.guide, aim.target.amount, "strategy", component, aim.lines, aim.heading)
            return f"The guide's strategy goes for {slot} {name} {source}: up to {gap} more than yours."
        theirs = self.draft.amount(self.guide, aim.target.amount, "strategy", component, aim.lines, aim.heading)
        ends = [round(p * 100) for p in aim.positions]
        share = self._figure(
            format_range(Range(ends[0], ends[1], "%")),
            "derived",
            component,
            "%",
            ends[0],
            ends[1],
            "(figure − low) ÷ (high − low)",
        )
        at = self.draft.add(share)
        formula = f"{share.text} of the way up the band, as {aim.target.amount.text} is in {aim.moved_from}"
        here = self._derived(aim.low, aim.high, aim.unit, component, formula)
        return (
            f"The guide's strategy goes for {theirs} {name} in {aim.moved_from} {source}, {at} of the way up that band; "
            f"the same stretch of yours is {here}."
        )

    def _place(self) -> str:
        where = place_of(self.band)
        return f" in {where}" if self.band.region else f", {where}," if where else ""

    def theirs(self, s: Standing) -> str:
        """The user's figure, and how it came to the guide's footing where it had to."""
        said = self.draft.add(self._users(s.offered, s.unit))
        if s.amount == s.offered.high:
            return said
        return f"{said} ({s.how}: {self._derived(s.amount, None, s.unit, s.offered.component, s.how)})"

    def band_text(self, s: Standing) -> str:
        """The band, and how it came to the offer's footing where it had to."""
        if s.band_how:
            return f"{self._derived(s.low, s.high, s.unit, s.offered.component, s.band_how)} ({s.band_how})"
        return cell(self.draft, self.guide, self.band, s.pay).replace(" of base", "")

    def distance(self, s: Standing) -> str:
        """How far below or above, or how far up the band."""
        component = s.offered.component
        if s.verdict == "below":
            gap = self._derived(s.low - s.amount, None, s.unit, component, "low end of the band − offer")
            return f": {gap} short of its low end"
        if s.verdict == "above":
            return f" by {self._derived(s.amount - s.high, None, s.unit, component, 'offer − high end of the band')}"
        return f", {self._share(s)} of the way up"

    def _share(self, s: Standing) -> str:
        at = round(s.position * 100)
        return self.draft.add(
            self._figure(f"{at}%", "derived", s.offered.component, "%", at, at, formula="(offer − low) ÷ (high − low)")
        )

    def _users(self, offered: Part, unit: str) -> Figure:
        value = Range(offered.low, offered.high, offered.currency or ("" if unit == "%" else unit))
        return self._figure(offered.text(value.unit), "user", offered.component, value.unit, value.low, value.high)

    def _derived(self, low: float, high: float | None, unit: str, component: str, formula: str) -> str:
        top = low if high is None else high
        text = format_amount(low, unit) if top == low else format_range(Range(low, top, unit))
        return self.draft.add(self._figure(text, "derived", component, unit, low, top, formula=formula))

    def _figure(
        self, text: str, kind: str, component: str, unit: str, low: float, high: float, formula: str | None = None
    ) -> Figure:
        return Figure(
            text=text, kind=kind, component=component, company=self.guide.company, role=self.guide.role,  # type: ignore[arg-type]
            region=place_of(self.band), currency="" if unit == "%" else unit, unit="percent" if unit == "%" else "absolute",
            low=low, high=high, formula=formula,
        )  # fmt: skip


def _name(standing: Standing) -> str:
    component = standing.offered.component
    return {"total": "total comp", "signing": "signing bonus"}.get(component, component)


def _and(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _footing(standings: list[Standing], draft: Draft) -> None:
    for standing in standings:
        if standing.offered.component != "stock" or standing.other is not None:
            continue
        if standing.pay.period is None and not standing.band_how and not standing.how:
            draft.caveat(
                "The guide does not say whether its stock figure is yearly or for the whole grant; check which yours is before you compare."
            )
        elif standing.offered.period == "" and standing.pay.period == "4yr":
            draft.caveat("The guide's stock column is a 4-year grant; I read your figure as the same.")
