"""Whether the pay that a talk is about stands in a published scale: then the grade, the step and the start can move."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.scripts.kinds import kind_of_words
from coach.understanding.amounts import amounts_in
from coach.understanding.likeness import ready

DOCUMENT = "public-pay-scales"
_NEAR = 0.53  # so near to an example, in cosine, that the words are of the kind
_LIKE = 0.5  # the same in a talk that is known to be about such pay
_TELLING = ("offer_made", "offer_revised", "pay_told", "wish_told", "refused", "term_offered", "term_wished")
_MONEY = 1000.0  # a number this large is money, and no step
_MOST = 12  # pieces of the talk that are looked at, the last ones


def on_scale(desk: Desk) -> bool:
    """Whether the person's words, of this message or of what they told before, are of pay by a scale."""
    if "scale" in desk.say.shown or "scale" in desk.say.said:
        return True  # it was told once
    if desk.row or desk.evidence.bands:
        return False  # there is a guide for it, and its bands are no scale
    told = [e.words for e in desk.now.told if e.kind in _TELLING and e.words]
    words = dict.fromkeys((*(c.text for c in desk.reading.clauses), *reversed(told)))
    pieces = list(words)[:_MOST]
    ready(map(_masked, pieces))
    found = any(map(_is_of_scale, pieces))
    if found:
        desk.say.said.append("scale")
    return found


def says_scale(desk: Desk) -> bool:
    """Whether this message itself speaks of pay by a scale, in a talk that is about such pay."""
    return on_scale(desk) and any(_is_of_scale(c.text, _LIKE) for c in desk.reading.clauses)


def _is_of_scale(words: str, least: float = _NEAR) -> bool:
    return kind_of_words("scale", _masked(words), least) == "scale"


def _masked(text: str) -> str:
    """The words with sums of money as "an amount": how much it is says nothing of how it is set."""
    for a in reversed(amounts_in(text)):
        if a.kind == "money" or a.period or a.high >= _MONEY:
            text = f"{text[: a.start]}an amount{text[a.end :]}"
    return text.strip(" .,;!?")
