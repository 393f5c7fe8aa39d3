"""What the person dictates -> the points of the text and the kind of text that has room for them."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.answers.premises import is_raising, premises_of
from coach.dialogue.dictated import Point
from coach.understanding.content import ASKS

# Texts that ask for something; of the others each has its own thing to say.
_OPEN = (
    "counter raise_talk raise_case raise_answer ask_signing ask_stock ask_level ask_terms ask_start ask_remote "
    "ask_holiday ask_hours ask_relocation ask_pension ask_review letter_differs expectations said_before conversion "
    "pushback_best pushback_budget pushback_later pushback_others pushback_policy"
).split()
_RAISE = ("raise_talk", "raise_case", "raise_answer")


def points_of(desk: Desk, kind: str) -> tuple[Point, ...]:
    """The points of a text of a kind, none where the person dictates none or the kind has its own thing to say."""
    return desk.now.wanted.points if kind in _OPEN else ()


def kind_dictated(desk: Desk, kind: str, channel: str) -> str:
    """The kind of a text whose points are dictated: with an ask in them it asks, whatever else is open in the talk."""
    points = points_of(desk, kind)
    if not any(form in ASKS for form, _ in points) or kind.startswith("ask_"):
        return kind
    if is_raise(desk):
        return "raise_talk" if channel == "call" else "raise_case"
    return "counter" if kind not in ("conversion", *_RAISE) else kind


def is_raise(desk: Desk) -> bool:
    """Whether a text goes to the employer that the person works for, about more pay: the talk is about a raise, or tells
    of pay today and of no offer."""
    return desk.now.deal.kind == "raise" or (is_raising(desk) and "offer" not in premises_of(desk))
