"""A dialogue -> the same with the hours of its own week on each side's pay by the hour, where they are told."""

from __future__ import annotations

from collections.abc import Iterable

from coach.dialogue.deals import Deal, Dialogue, Term
from coach.understanding.situation import Part

_SAME_JOB = ("raise", "conversion")  # deals of which the week is that of today


def with_weeks(dialogue: Dialogue) -> Dialogue:
    """The dialogue in which pay by the hour carries the hours of the week that it is for: an offer's, or those of
    today."""
    today = hours_in(dialogue.terms_now)
    deals = tuple(_with_week(d, today) for d in dialogue.deals)
    return dialogue.model_copy(update={"deals": deals, "current": _of_week(dialogue.current, today)})


def hours_in(terms: Iterable[Term]) -> float:
    """The hours of a week that terms tell, those told last; 0 for none."""
    told = [t.figure for t in terms if t.kind == "hours" and t.unit == "hour" and t.figure]
    return told[-1] if told else 0.0


def _with_week(deal: Deal, today: float) -> Deal:
    hours = hours_in(deal.agreed) or (today if deal.kind in _SAME_JOB else 0.0)
    return deal.model_copy(update={"offer": _of_week(deal.offer, hours)})


def _of_week(parts: tuple[Part, ...], hours: float) -> tuple[Part, ...]:
    if not hours:
        return parts
    return tuple(p.model_copy(update={"week": hours}) if p.period == "hour" else p for p in parts)
