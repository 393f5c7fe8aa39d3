"""A sentence made of a person's words: whole, or torn out of what they typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.understanding.learn.examples import digest
from coach.understanding.learn.sound.train import HERE, read_lines
from coach.understanding.sound import SURELY, WHOLE, soundness, trained_on

UNSEEN = Path(__file__).parent / "sound" / "t.txt"


def test_what_ships_was_learned_from_what_is_there() -> None:
    """Whoever adds lines trains."""
    assert trained_on() == digest([HERE]), "run python -m coach.understanding.learn.sound.train --save"


def test_sentences_of_somebody_else_are_told_apart() -> None:
    """Half of the torn ones are caught, five of six whole ones kept; at the lower bar next to none of these is lost."""
    told = [(soundness(s), whole) for s, whole in read_lines(UNSEEN)]
    good, torn = ([p for p, whole in told if whole is kind] for kind in (True, False))
    assert sum(p >= SURELY for p in good) / len(good) >= 0.83
    assert sum(p < SURELY for p in torn) / len(torn) >= 0.48
    assert sum(p >= WHOLE for p in good) / len(good) >= 0.93


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("That comes up to my £31,200.", "I earn £31,200 for the same work today."),
        ("With the 17 an hour that the others.", "The others are on 17 an hour."),
        ("The bit on the nine years is a bit odd.", "I've been here for nine years."),
        ("Running all of the late shifts.", "I run all of the late shifts."),
    ],
)
def test_a_scrap_is_less_sound_than_what_it_was_torn_from(torn: str, whole: str) -> None:
    """By a wide margin."""
    assert soundness(torn) + 0.15 < soundness(whole)


@pytest.mark.parametrize("line", ["x | something", "y|too close", "y | "])
def test_a_line_of_another_form_is_named(tmp_path: Path, line: str) -> None:
    """With its file and number."""
    (tmp_path / "a.txt").write_text(f"y | I hold a licence.\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.txt:2"):
        read_lines(tmp_path / "a.txt")
