"""Evidence + an offer -> a verdict per component, the position in the band, and what to push first."""

from __future__ import annotations

from coach.answer.pay import NAMES, cell, job, mark, place_of
from coach.draft import Draft
from coach.extract import offered_in
from coach.offer import Standing, push_first, stand
from coach.question import Question
from coach.reply import Figure
from coach.retrieve import Evidence
from coach.situation import Part, Situation
from index.guide import Band, Guide
from index.money import Range, format_amount, format_range
from index.names import Names

UPPER_QUARTER = 0.75


def answer_offer(question: Question, evidence: Evidence, situation: Situation, names: Names, draft: Draft) -> bool:
    """Judge the offer of the message, else of the situation; False (and nothing said) where none has a band."""
    offered = offered_in(question.text, names) or situation.offer
    pairs = [(g, rows[0]) for g, rows in evidence.bands if len(rows) == 1]
    if not offered or not pairs:
        return False
    guide, band = pairs[0]
    standings = [s for o in offered if (s := stand(o, band))]
    if not standings:
        return False
    for standing in standings:
        draft.say(_sentence(guide, band, standing, draft))
    for o in offered:
        if not any(s.offered is o for s in standings):
            draft.say(_not_compared(guide, band, o, draft))
    first = push_first(standings)
    if first:
        _recommend(guide, band, first, draft)
    elif standings:
        draft.say(
            f"Every part you named is at or above the band for {job(guide)}, so level, start date or review are the better asks."
        )
    _footing(standings, draft)
    return True


def _sentence(guide: Guide, band: Band, standing: Standing, draft: Draft) -> str:
    o = standing.offered
    name = {"total": "total comp", "signing": "signing bonus"}.get(o.component, o.component)
    unit = standing.unit
    theirs = draft.add(_users(guide, band, o, unit))
    source = mark(draft, guide, band, standing.pay)
    if standing.factor == 1.0:
        range_text = cell(draft, guide, band, standing.pay).replace(" of base", "")
    else:
        how = "a quarter of the 4-year grant" if standing.factor < 1 else "four times the yearly figure"
        range_text = f"{_derived(draft, guide, band, standing.low, standing.high, unit, o.component, how)} ({how})"
    amount = o.high
    if standing.verdict == "below":
        gap = _derived(
            draft, guide, band, standing.low - amount, None, unit, o.component, "low end of the band − offer"
        )
        return f"Your {name} of {theirs} is below the band of {range_text} {source}: {gap} short of its low end."
    if standing.verdict == "above":
        gap = _derived(
            draft, guide, band, amount - standing.high, None, unit, o.component, "offer − high end of the band"
        )
        return f"Your {name} of {theirs} is above the band of {range_text} {source} by {gap}."
    share = draft.add(
        Figure(
            text=f"{round(standing.position * 100)}%", kind="derived", component=o.component, company=guide.company, role=guide.role,
            region=place_of(band), currency="", unit="percent", low=round(standing.position * 100), high=round(standing.position * 100),
            citation=None, formula="(offer − low) ÷ (high − low)",
        )
    )  # fmt: skip
    return f"Your {name} of {theirs} is within the band of {range_text} {source}, {share} of the way up."


def _users(guide: Guide, band: Band, offered: Part, unit: str) -> Figure:
    currency = offered.currency or unit
    value = Range(offered.low, offered.high, currency)
    return Figure(
        text=format_range(value), kind="user", component=offered.component, company=guide.company, role=guide.role,
        region=place_of(band), currency="" if currency == "%" else currency, unit="percent" if currency == "%" else "absolute",
        low=value.low, high=value.high,
    )  # fmt: skip


def _derived(
    draft: Draft, guide: Guide, band: Band, low: float, high: float | None, unit: str, component: str, formula: str
) -> str:
    top = low if high is None else high
    text = format_amount(low, unit) if high is None else format_range(Range(low, top, unit))
    return draft.add(
        Figure(
            text=text, kind="derived", component=component, company=guide.company, role=guide.role, region=place_of(band),
            currency=unit, unit="absolute", low=low, high=top, formula=formula,
        )
    )  # fmt: skip


def _not_compared(guide: Guide, band: Band, offered: Part, draft: Draft) -> str:
    pay = band.pay(offered.component)
    name = NAMES[offered.component].lower()
    if pay is None or pay.amount is None:
        return f"The {job(guide)} guide has no {name} band to hold your figure against."
    return (
        f"The guide's {name} band is {cell(draft, guide, band, pay)} {mark(draft, guide, band, pay)}; your figure is in another currency, "
        "and I do not convert without a rate you trust."
    )


def _recommend(guide: Guide, band: Band, first: Standing, draft: Draft) -> None:
    """Ask for the upper quarter of the band of the weakest part; the lever follows in the suggestions."""
    unit = first.unit
    low = _rounded(first.low + UPPER_QUARTER * (first.high - first.low), unit)
    name = {"total": "total package", "signing": "signing bonus"}.get(first.offered.component, first.offered.component)
    if first.offered.high >= low:
        top = _derived(draft, guide, band, first.high, None, unit, first.offered.component, "high end of the band")
        draft.say(f"Push the {name} first, up to the band's top of {top}; there is little room left in it.")
    else:
        ask = _derived(
            draft,
            guide,
            band,
            low,
            first.high,
            unit,
            first.offered.component,
            "low + 75% of (high − low), rounded, up to high",
        )
        draft.say(
            f"Push the {name} first: ask in the upper quarter of its band, {ask}, with one reason from the guide."
        )
    if guide.levers:
        draft.suggestions.append(f"Script for “{guide.levers[0].title}”")


def _rounded(value: float, unit: str) -> float:
    """A figure one can say: to the half percent, to the thousand from ten thousand on."""
    if unit == "%":
        return round(value * 2) / 2
    return float(round(value, -3)) if value >= 10_000 else value


def _footing(standings: list[Standing], draft: Draft) -> None:
    for standing in standings:
        if standing.offered.component == "stock" and standing.pay.period is None:
            draft.caveat(
                "The guide does not say whether its stock figure is yearly or for the whole grant; check which yours is before you compare."
            )
        elif standing.offered.component == "stock" and standing.offered.period is None and standing.pay.period == "4yr":
            draft.caveat("The guide's stock column is a 4-year grant; I read your figure as the same.")
