"""The user's own offer, target and floor on one pay row -> what to open with, aim at and stop at."""

from __future__ import annotations

from coach.answers.pay import mark, place_of
from coach.evidence.job import job_of
from coach.evidence.retrieve import Evidence, Library
from coach.reply import Figure
from coach.reply.draft import Draft
from coach.standing.goals import Goal, Goals, goals_for, said_in
from coach.understanding.situation import Situation
from index.errors import UserError
from index.guide import Band, Guide, Lines
from index.money import format_amount

NAMES = {"total": "total comp", "signing": "sign-on bonus"}
MOST = 3


def answer_own(evidence: Evidence, situation: Situation, library: Library, draft: Draft) -> bool:
    """Say the figures for each part that the user gave one for on the guide's footing; nothing where another job is
    asked about than theirs.

    Returns whether anything was said.
    """
    told = (*situation.offer, *situation.target, *situation.floor)
    if not told:
        return False
    try:
        guide, band = job_of(situation, library)
    except UserError:  # several rows may be meant, or there is none: the strategy's own words follow
        return False
    rows = [b for held, bands in evidence.bands if held.slug == guide.slug for b in bands]
    if evidence.guides[0].slug != guide.slug or (rows and band not in rows):
        return False
    made = {p.component: goals_for(guide, band, p.component, situation) for p in told}
    goals = [
        g
        for c, g in made.items()
        if g and any(said_in(x, c, g.ask.unit, g.pay) for x in (situation.offer, situation.target, situation.floor))
    ]
    if not goals:
        return False
    where = place_of(band)
    draft.say(f"With what you have told me{f', for {where}' if where else ''}:")
    draft.say("\n".join(_line(guide, band, g, draft) for g in goals[:MOST]))
    return True


def _line(guide: Guide, band: Band, goals: Goals, draft: Draft) -> str:
    name = NAMES.get(goals.ask.component, goals.ask.component)
    ask, target, floor = (_figure(guide, band, goals, goal, draft) for goal in (goals.ask, goals.target, goals.floor))
    source = mark(draft, guide, band, goals.pay)
    return f"- **{name.capitalize()}**: open with {ask}, aim for {target}, stop at {floor}. {source}"


def _figure(guide: Guide, band: Band, goals: Goals, goal: Goal, draft: Draft) -> str:
    """A figure and, in brackets, how it came about."""
    lines, heading = goal.source or (Lines(goals.pay.line, goals.pay.line), band.heading)
    slot = draft.add(
        Figure(
            text=format_amount(goal.value, goal.unit), kind="derived", component=goal.component, company=guide.company, role=guide.role,
            region=place_of(band), currency="" if goal.unit == "%" else goal.unit, unit="percent" if goal.unit == "%" else "absolute",
            low=goal.value, high=goal.value, formula=goal.formula,
        )
    )  # fmt: skip
    source = f" {draft.cite(guide, lines, heading)}" if goal.source else ""
    return f"{slot} ({draft.quote(guide, goal.formula, 'strategy', lines, heading)}{source})"
