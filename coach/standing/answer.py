"""The events of a talk -> what the other side has answered so far: what moved, what closed, and on what it hangs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from coach.dialogue.deals import Deal, Dialogue, Event, alike, part_of
from coach.understanding.situation import Part
from index.guide import Component

Shape = Literal[
    "none",
    "met",
    "matched",
    "swapped",
    "later",
    "clock",
    "halfway",
    "closed",
    "moved",
    "no",
    "terms",
    "open",
    "no_time",
    "instead",
    "ceiling",
]
_TELLS = frozenset(
    "offer_made offer_revised part_dropped refused granted they_answered term_granted term_refused ceiling_told".split()
)
_FAR = 2.0  # times today's pay: no step of one employer is so large
_NEAR_MIDDLE = 0.12  # of the way from their old figure to the ask
_PARTS: tuple[Component, ...] = ("base", "total", "bonus", "stock", "signing")


@dataclass(frozen=True, slots=True)
class Answer:
    """What they said last, of the deal in focus. `step` is their last move on the main part, `lost` what they took out
    or lowered for it, `later` the pay that they named for a later day with its words, `due` the day by which it holds,
    `closed` that they said where it ends."""

    shape: Shape = "none"
    turn: int = 0
    step: Event | None = None
    lost: tuple[Part, ...] = ()
    later: Part | None = None
    later_words: str = ""
    due: str = ""
    closed: bool = False


def answer_of(now: Dialogue) -> Answer:
    """Their last answer; the shape "none" where they have given none."""
    deal = now.deal
    events = [e for e in now.told if e.company in ("", deal.company)]
    turns = [e.turn for e in events if e.kind in _TELLS and _answers(now, e)]
    if not turns:
        return Answer()
    turn = turns[-1]
    fresh = [e for e in events if e.turn == turn]
    ups = [e for e in events if _up(e)]
    step = next((e for e in reversed(ups) if e.turn == turn), ups[-1] if ups else None)
    closed = any(_closes(e, step) for e in events)
    later, words = later_pay(deal)
    figure = any(_up(e) or (e.kind == "offer_made" and _answers(now, e)) for e in fresh)
    due = now.deadline if figure and any(e.kind == "deadline_set" for e in fresh) else ""
    made = Answer("none", turn, step, _lost(fresh), later, words, due, closed)
    return replace(made, shape=_shape(now, made, fresh))


def later_pay(deal: Deal) -> tuple[Part | None, str]:
    """(the pay that they named for a later day, its words): the next stage of what they offer, else a term of theirs
    that holds a salary above today's."""
    base = part_of(deal.offer, "base")
    if base is None:
        return None, ""
    if base.later:
        pay = base.stage(base.later[0])
        return pay, f"{pay.text()} {base.later[0].when or 'after that'}"
    for term in reversed(deal.terms_of("offered", "granted")):
        named = term.figure if term.kind == "review" and term.unit in ("", base.currency) else None
        if named is not None and 1 < named / base.high < _FAR:
            return base.model_copy(update={"low": named, "high": named}), term.phrase
    return None, ""


def _answers(now: Dialogue, e: Event) -> bool:
    """Whether an event is an answer: a first figure is one only where it meets an ask of a boss, or a no beside it."""
    if e.kind != "offer_made":
        return True
    asked = [x.turn for x in now.told if x.kind in ("asked", "wish_told") and x.turn < e.turn]
    return (
        bool(asked)
        and (now.deal.kind == "raise" or bool(now.deal.asked))
        and part_of(now.deal.offer, "base") is not None
    )


def _up(e: Event) -> bool:
    return bool(e.kind == "offer_revised" and e.before and e.after and e.after.high > e.before.high)


def _stages(e: Event) -> bool:
    """Whether an event tells of a further stage of pay."""
    return bool(e.after and e.after.later and (e.before is None or e.before.later != e.after.later))


def _closes(e: Event, step: Event | None) -> bool:
    """Whether an event says where it ends: a no since their last step, of no other part than salary or that step's."""
    if e.kind != "refused" or e.component == "time" or (step is not None and e.turn < step.turn):
        return False
    moved = step.after.component if step and step.after else ""
    return step is None or e.component in ("", "base", "total", moved)


def _lost(fresh: Iterable[Event]) -> tuple[Part, ...]:
    """What a move took out of the offer, each part with what is gone of it."""
    out = []
    for e in fresh:
        if e.kind == "part_dropped" and e.before:
            out.append(e.before)
        elif (
            e.kind == "offer_revised"
            and e.before
            and e.after
            and alike(e.before, e.after)
            and e.after.high < e.before.high
        ):
            less = e.before.high - e.after.high
            out.append(e.before.model_copy(update={"low": less, "high": less}))
    return tuple(out)


def _shape(now: Dialogue, made: Answer, fresh: list[Event]) -> Shape:
    deal, step = now.deal, made.step
    moved = step is not None and step.turn == made.turn
    held = part_of(deal.offer, step.after.component) if step and step.after else part_of(deal.offer, "base")
    wish = part_of(now.target, held.component) if held else None
    if held and wish and alike(held, wish) and held.high >= wish.high:
        return "met"
    if moved and held and _matches(now, held):
        return "matched"
    if any(e.kind == "ceiling_told" for e in fresh) and deal.ceiling and not made.closed:
        return "ceiling"
    if moved and made.lost:
        return "swapped"
    if made.later is not None and any(e.kind in ("term_offered", "term_granted") or _stages(e) for e in fresh):
        return "later"
    if made.due:
        return "clock"
    if made.later is not None and made.closed:
        return "later"
    if moved and step and step.before and step.after and wish and alike(step.after, wish) and not made.closed:
        way = (step.after.high - step.before.high) / (wish.high - step.before.high)
        if abs(way - 0.5) <= _NEAR_MIDDLE:
            return "halfway"
    return _other_shape(now, made, fresh, moved=moved)


def _matches(now: Dialogue, held: Part) -> bool:
    """Whether another employer offers just that."""
    theirs = (part_of(d.offer, held.component) for d in now.others)
    return any(p is not None and alike(p, held) and p.high == held.high for p in theirs)


def _other_shape(now: Dialogue, made: Answer, fresh: list[Event], *, moved: bool) -> Shape:
    """The shape of an answer that reaches no figure of the person's or of another's."""
    deal, step = now.deal, made.step
    if any(e.kind == "refused" and e.component == "time" for e in fresh):
        return "no_time"
    asks = deal.asked or now.target
    if moved and step and step.after and asks and part_of(asks, step.after.component) is None:
        return "instead"
    no = any(e.kind == "refused" for e in fresh)  # beside a term that they give
    if any(e.kind in ("term_granted", "term_refused") for e in fresh) and not (moved or no):
        return "terms"
    if made.closed:
        first = any(e.kind == "offer_made" and e.turn == made.turn for e in fresh)
        return "closed" if step or first else "no"
    if step:
        return "moved"
    return "moved" if any(e.kind == "offer_made" and e.turn == made.turn for e in fresh) else "open"
