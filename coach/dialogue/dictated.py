"""A message that wants a text and says what is in it -> the points of the text, in their order."""

from __future__ import annotations

from coach.understanding.content import ASKS, STATES, content_in
from coach.understanding.reading import LIKELY, SURE, Clause, Reading
from coach.understanding.sayable import Sayable, is_whole

Point = tuple[str, str]  # (form, words), see `coach.understanding.content`
_QUESTIONS = ("ask_should", "ask_verdict", "ask_risk", "ask_room", "ask_target", "ask_howto")


def points_in(reading: Reading) -> tuple[Point, ...]:
    """What the text shall say, none where the message says nothing of it; what is to be left out, is said of the draft
    or asked of the coach is no point."""
    found = tuple(x for x in content_in(reading.text) if _is_meant(reading, x))
    return tuple((x.form, x.words) for x in found) if any(x.form in (*STATES, *ASKS) for x in found) else ()


def _is_meant(reading: Reading, said: Sayable) -> bool:
    own = [c for c in reading.clauses if c.start < said.end and said.start < c.end]
    return is_whole(said.words) and not any(_bars(c) for c in own)


def _bars(clause: Clause) -> bool:
    """Whether nothing of a clause is for the text."""
    asks = clause.text.endswith("?") and any(clause.share(a) >= SURE for a in _QUESTIONS)
    asks = asks and max(clause.share("ask_words"), clause.share("put_in")) < LIKELY
    return asks or clause.share("leave_out") >= LIKELY or clause.finds_fault
