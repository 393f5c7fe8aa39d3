"""What a view rests on in the person's own figures, as short phrases: the ask, how far it goes, what they have told."""

from __future__ import annotations

from coach.answers.asking import open_ask, over_of
from coach.answers.beside import said_terms
from coach.answers.desk import Desk, name_of
from coach.answers.package import listed, package_of, said_of
from coach.answers.standing import main_part, meaning_of
from coach.dialogue.deals import part_of
from coach.understanding.situation import Part

_DEEDS = 2


def grounds(desk: Desk, wanted: frozenset[str]) -> dict[str, str]:
    """The `wanted` ones of the phrases that a view may use, "" where the talk does not hold one.

    `ask` is the figure to ask for and its part, `over` how far it is over what is there (" (7% over what they offer)"),
    `other` the ask behind it, `now` their figure, `at` what that means, `deeds` what the person has done.
    """
    made = {"ask": _ask, "over": _over, "other": _other, "now": _now, "at": _at, "deeds": _deeds}
    return {name: phrase(desk) for name, phrase in made.items() if name in wanted}


def _ask(desk: Desk) -> str:
    if made := package_of(desk):
        return said_of(desk, made.main)
    opened = open_ask(desk)
    return said_of(desk, opened) if opened else ""


def _over(desk: Desk) -> str:
    made, opened = package_of(desk), open_ask(desk)
    said = over_of(desk, made) if made else over_pay(desk, opened.part) if opened else ""
    return f" ({said.removeprefix(', ')})" if said else ""


def _other(desk: Desk) -> str:
    if terms := desk.now.deal.open_terms:
        return said_terms(desk, terms)
    made = package_of(desk)
    return said_of(desk, made.fallback) if made and made.fallback else "a pay review after six months"


def _now(desk: Desk) -> str:
    part = main_part(desk)
    return desk.theirs(part) if part else ""


def _at(desk: Desk) -> str:
    part = main_part(desk)
    told = meaning_of(desk, part, again=True).phrases if part else ()
    return f"{name_of(part.component)} at {desk.theirs(part)} is {listed(told)}" if part and told else ""


def _deeds(desk: Desk) -> str:
    return listed(tuple(f"“{d.strip(' .!,;')}”" for d in desk.now.deeds[-_DEEDS:]))


def over_pay(desk: Desk, part: Part) -> str:
    """How far a figure is over present pay, as the end of a sentence."""
    held = part_of(desk.now.current, part.component)
    if held is None or not held.high or part.high <= held.high:
        return ""
    share = round((part.high / held.high - 1) * 100)
    said = desk.figure(f"{share}%", "derived", part.component, "%", share, share, "ask ÷ present pay − 1")
    return f", {said} over what you make now"
