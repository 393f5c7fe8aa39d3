"""Words told outside a conversation -> the situation after them: one message read and applied."""

from __future__ import annotations

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.dialogue.stages import with_stages
from coach.dialogue.view import context_of, dialogue_of, situation_of
from coach.understanding.likeness import ready_clauses
from coach.understanding.read import read
from coach.understanding.situation import Situation
from index.names import Names


def situation_after(held: Situation, message: str, names: Names) -> Situation:
    """The situation held so far with what a message adds, corrects or takes back."""
    before = dialogue_of(held)
    companies = tuple(o for d in before.deals for o in d.options)
    reading = read(message, names, companies, context_of(before))
    ready_clauses(reading)
    return situation_of(apply(before, with_stages(before, reading)))


def needs_in(message: str, names: Names) -> tuple[str, ...]:
    """What a message says that the person wants besides pay, in their words."""
    return apply(Dialogue(), read(message, names)).needs
