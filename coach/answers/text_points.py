"""What the person dictates -> the points of the text and the kind of text that has room for them."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.answers.premises import is_raising, premises_of
from coach.dialogue.dictated import Point
from coach.phrasing.style import channel_told
from coach.understanding.amounts import amounts_in
from coach.understanding.content import ASKS, STATES

# Texts that ask for something; of the others each has its own thing to say.
_OPEN = (
    "counter raise_talk raise_case raise_answer ask_signing ask_stock ask_level ask_terms ask_start ask_remote "
    "ask_holiday ask_hours ask_relocation ask_pension ask_review expectations said_before conversion "
    "pushback_best pushback_budget pushback_later pushback_others pushback_policy"
).split()
_FEW = 2
_RAISE = ("raise_talk", "raise_case", "raise_answer")


def points_of(desk: Desk, kind: str) -> tuple[Point, ...]:
    """The points of a text of a kind, none where the person dictates none or the kind has its own thing to say."""
    points = desk.now.wanted.points
    return points if kind in _OPEN and not desk.now.wanted.mute and _is_dictated(points) else ()


def _is_dictated(points: tuple[Point, ...]) -> bool:
    """Whether points make a text: an ask with something beside it, several sentences, or an ask that is no sum."""
    asks = [words for form, words in points if form in ASKS]
    tells = [form for form, _ in points if form in (*STATES, "thank", "for")]
    return bool(asks and tells) or len(tells) >= _FEW or any(map(_is_thing, asks))


def _is_thing(words: str) -> bool:
    """Whether an ask is for something else than a sum, or a way of sending a text."""
    paid = any(a.kind in ("money", "percent") for a in amounts_in(words))
    return len(words.split()) >= _FEW and not (paid or words[0].isdigit() or channel_told(words))


def kind_dictated(desk: Desk, kind: str, channel: str) -> str:
    """The kind of a text whose points are dictated: with an ask in them it asks, whatever else is open in the talk."""
    points = points_of(desk, kind)
    if not any(form in ASKS for form, _ in points) or kind.startswith("ask_"):
        return kind
    if is_raise(desk):
        return "raise_talk" if channel == "call" else "raise_case"
    return "counter" if kind not in ("conversion", *_RAISE) else kind


def is_raise(desk: Desk) -> bool:
    """Whether a text goes to the employer that the person works for, about more pay: the talk is about a raise, or
    tells of pay today and of no offer."""
    return desk.now.deal.kind == "raise" or (is_raising(desk) and "offer" not in premises_of(desk))
