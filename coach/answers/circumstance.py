"""A circumstance that the person tells of -> what it means for the talk, and what to do with it."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.phrasing.spoken import says
from coach.policy.circumstances import told_in


def write_circumstance(desk: Desk) -> bool:
    """What the surest circumstance that was not spoken of yet in this talk means; nothing where all were."""
    for kind in told_in(desk.reading):
        key = f"is_{kind}_raise" if desk.now.deal.kind == "raise" and says(f"is_{kind}_raise") else f"is_{kind}"
        if not desk.say.spent(key):
            desk.draft.say(desk.say.say(key))
            return True
    return False
