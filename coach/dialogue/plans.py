"""What the person says they will do later -> held in their own words, the latest of it."""

from __future__ import annotations

from coach.dialogue.change import Change
from coach.understanding.reading import LIKELY, Clause

_PLAN = "told_plan"
_MOST = 3  # of the latest
_LEAST = 3  # words


def take_plans(c: Change) -> None:
    """What a clause surely tells as planned is held; one that asks or orders tells none."""
    found = [x.text.strip(" .,;!") for x in c.reading.clauses if _plans(x)]
    if found:
        c.set(plans=tuple(dict.fromkeys((*c.now.plans, *((c.now.turn, words) for words in found))))[-_MOST:])


def _plans(clause: Clause) -> bool:
    asks = clause.text.rstrip().endswith("?") or clause.does("ask_words")
    return not asks and clause.about(_PLAN) >= LIKELY and len(clause.text.split()) >= _LEAST
