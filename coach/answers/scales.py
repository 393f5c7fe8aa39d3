"""Whether the pay that a talk is about stands in a published scale: then the grade, the step and the start can move."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.scripts.kinds import kind_of_words

DOCUMENT = "public-pay-scales"
_NEAR = 0.45  # so near to an example, in cosine, that the words are of the kind
_TELLING = ("offer_made", "offer_revised", "pay_told", "wish_told", "refused", "term_offered", "term_wished")
_MOST = 12  # pieces of the talk that are looked at, the last ones


def on_scale(desk: Desk) -> bool:
    """Whether the person's words, of this message or of what they told before, are of pay by a scale."""
    if "scale" in desk.say.shown or "scale" in desk.say.said:
        return True
    told = [e.words for e in desk.now.told if e.kind in _TELLING and e.words]
    words = dict.fromkeys((*(c.text for c in desk.reading.clauses), *reversed(told)))
    found = any(kind_of_words("scale", text, _NEAR) == "scale" for text in list(words)[:_MOST])
    if found:
        desk.say.said.append("scale")
    return found
