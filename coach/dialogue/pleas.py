"""What a message says for the person -> the dialogue's grounds, for whatever text is wanted later."""

from __future__ import annotations

from coach.dialogue.change import Change
from coach.understanding.grounds import grounds_in
from coach.understanding.reading import LIKELY
from coach.understanding.sayable import Form, Sayable

_KEPT = 16
_SURE_ROLE = 0.9  # a probability
_PAY = ("offer", "wish", "asked", "more", "floor", "pay")
_JOINS = ("and", "&", ", and")
_MOST = 26  # words of a sentence


def take_grounds(c: Change) -> None:
    """The stretches of the message that speak for the person, each (form, words); one that is told again stands
    last."""
    fresh = tuple((x.form, x.words) for x in _joined(c.reading.text, grounds_in(c.reading.text)) if _stands(c, x))
    if fresh:
        held = tuple(g for g in c.now.grounds if g[1].casefold() not in {w.casefold() for _, w in fresh})
        c.set(grounds=(*held, *fresh)[-_KEPT:])


def _joined(text: str, found: tuple[Sayable, ...]) -> tuple[Sayable, ...]:
    """The stretches, with those that "and" joins as one: "I've nine years of it" and "my licence"."""
    out: list[Sayable] = []
    for x in found:
        last = out[-1] if out else None
        alike = last is not None and x.form not in ("am", "been") and text[last.end : x.start].strip() in _JOINS
        if last is not None and alike and len(text[last.start : x.end].split()) <= _MOST:
            form: Form = last.form
            out[-1] = Sayable(form, last.start, x.end, text[last.start : x.end].strip(" .,;:!-"))
        else:
            out.append(x)
    return tuple(out)


def _stands(c: Change, said: Sayable) -> bool:
    """Whether a stretch tells no pay of the talk, and nothing that is to be left out of a text."""
    paid = any(
        said.start <= a.amount.start < said.end and a.role in _PAY and a.role_score >= _SURE_ROLE
        for a in c.reading.amounts
    )
    own = [x for x in c.reading.clauses if x.start < said.end and said.start < x.end]
    return not paid and not any(x.share("leave_out") >= LIKELY for x in own)
