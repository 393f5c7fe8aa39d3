"""A clause of a talk in which a text stands -> whether something comes into the text, goes out of it, or is to be asked
for should the first ask be refused; whether the text is to name no figure, is judged,
wanted once more, or to ask for a talk."""

from __future__ import annotations

from typing import Literal, cast

from coach.understanding.likeness import kind_near

Changing = Literal["add", "drop", "second", "mute", "judge", "redo", "meet", "tell", ""]
ALL: tuple[Changing, ...] = ("add", "drop", "second", "mute", "judge", "redo", "meet", "tell")


def change_of(words: str, least: float = 0.0, *, of: tuple[Changing, ...] = ("add", "drop")) -> Changing:
    """The kind, one `of` these, of the examples (`changing.yaml`) that words come nearest to in meaning; "" where none
    is `least` near, in cosine. Figures are "an amount" in the examples, and companies "a company"."""
    return cast("Changing", kind_near("changing.yaml", "", words, least, of))
