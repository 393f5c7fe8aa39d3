"""A circumstance that the person tells of -> what it means for the talk, and what to do with it."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.phrasing.spoken import says
from coach.policy.circumstances import told_in

# What has answered a circumstance in the same reply.
_COVERED: dict[str, tuple[str, ...]] = {
    "pay_back": ("letter_clawback", "letter_signing", "letter_training"),
    "bonus_vague": ("letter_bonus",), "no_answer": ("blew_asked",), "asked_already": ("blew_asked",),
    "wants_out": ("lean_take",), "partner_says": ("lean_take",),
}  # fmt: skip


def write_circumstance(desk: Desk) -> bool:
    """What the surest circumstance that was not spoken of yet in this talk means; nothing where all were."""
    for kind in told_in(desk.reading):
        key = f"is_{kind}_raise" if desk.now.deal.kind == "raise" and says(f"is_{kind}_raise") else f"is_{kind}"
        if not desk.say.spent(key) and not {*_COVERED.get(kind, ())} & {*desk.say.said}:
            desk.draft.say(desk.say.say(key))
            return True
    return False
