"""A clause -> where the negotiation stands by it: the person's answer given, promised or supposed, a yes of theirs to a
talk alone, who gives a thing beside pay, whose an offer for staying is."""

from __future__ import annotations

from typing import Literal, cast

from coach.understanding.days import days_at
from coach.understanding.likeness import Masked, figures_and_names, kind_near, masked, piece_at
from coach.understanding.reading import Clause, Reading

About = Literal["word", "answer", "whose", "counter"]
Word = Literal["given", "turned", "promised", "if", "other", ""]
Answer = Literal["talk", "no_money", "pay", "other", ""]
Whose = Literal["now", "theirs", "neither", ""]
Maker = Literal["boss", "other", ""]
_FILE = "stages.yaml"
_LEAST: dict[About, float] = {"word": 0.5, "answer": 0.45, "whose": 0.5, "counter": 0.5}  # cosines


def word_of(reading: Reading, clause: Clause, at: int | None = None) -> Word:
    """How the person's answer to an employer stands by a clause, or by the words around a place in it; "" where none is
    near."""
    around = (clause.start, clause.end) if at is None else piece_at(reading.text, at, clause)
    return cast("Word", _near(reading, "word", *around))


def answer_of(reading: Reading, clause: Clause) -> Answer:
    """What a clause says that the other side says yes to: a talk, pay; "no_money" for none, whatever else they give."""
    whole = _near(reading, "answer", clause.start, clause.end)
    starts = dict.fromkeys(piece_at(reading.text, at, clause) for at in range(clause.start, clause.end))
    if whole == "talk" and any(_near(reading, "answer", *piece) == "no_money" for piece in starts):
        return "no_money"  # "he has time on Monday, but there is no money"
    return cast("Answer", whole)


def giver_of(reading: Reading, clause: Clause, at: tuple[int, int]) -> Whose:
    """Who gives what stands `at` a place, from start to end, by the words around it: the person's employer of today
    ("now") or the new one."""
    spans = [(*at, "it")]
    start, end = piece_at(reading.text, at[0], clause, spans)
    near = _near(reading, "whose", start, end, spans)
    if near in ("", "neither") and _near(reading, "whose", clause.start, clause.end, spans) == "now":
        return "now"  # "they have no pension, mine is from the job I'm in"
    return cast("Whose", near)


def maker_of(reading: Reading, clause: Clause) -> Maker:
    """Whether a clause says that an offer that is spoken of is the present employer's."""
    return cast("Maker", _near(reading, "counter", clause.start, clause.end))


def _near(reading: Reading, about: About, start: int, end: int, spans: list[Masked] | None = None) -> str:
    """The kind of the examples that words come nearest to in meaning, "" where none is near enough."""
    text = reading.text[start:end]
    found = _days(text, start) + (spans or []) + figures_and_names(reading)
    return kind_near(_FILE, about, masked(reading.text, start, end, found), _LEAST[about])


def _days(text: str, start: int) -> list[Masked]:
    """Where the days of words stand, as one is called in the examples."""
    return [(start + at, start + at + len(day), "a day") for at, day in days_at(text)]
