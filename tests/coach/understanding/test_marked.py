"""What a text shall say, and what speaks for the person, in messages by people whom nothing was learned from."""

from __future__ import annotations

from pathlib import Path

from coach.understanding import content, grounds
from coach.understanding.learn.grounds.train import read_marked, score

UNSEEN = Path(__file__).parent / "marked"


def test_what_a_text_shall_say_is_found_in_others_words() -> None:
    """Nearly all of it is found, most of it to the very word, and little that is only for the coach."""
    items = read_marked(UNSEEN / "content.txt", content.FORMS)
    told = score(items, content.weights(), content.FORMS, content.REST)
    assert told["recall"] >= 0.83
    assert told["precision"] >= 0.9
    assert told["exact recall"] >= 0.56


def test_what_speaks_for_the_person_is_found_in_others_words() -> None:
    """Most of it; where it begins and ends is still often told otherwise."""
    told = score(read_marked(UNSEEN / "grounds.txt"), grounds.weights())
    assert told["recall"] >= 0.62
    assert told["precision"] >= 0.93
    assert told["exact recall"] >= 0.25
