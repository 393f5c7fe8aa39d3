"""What a text shall say, and what speaks for the person, in messages by people whom nothing was learned from."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.understanding import content, grounds
from coach.understanding.learn.content import train
from coach.understanding.learn.grounds.train import read_marked, score

UNSEEN = Path(__file__).parent / "marked"
EDGE = " .,;:!-?"
CHANGES = Path(__file__).parent / "content"


def test_what_a_text_shall_say_is_found_in_others_words() -> None:
    """Nearly all of it is found, most of it to the very word, and little that is only for the coach."""
    items = train.read_marked(UNSEEN / "content.txt")
    found = [[f for f in content.found_in(i.text) if f.form in content.SAID] for i in items]
    pairs = [(g, w) for some, i in zip(found, items, strict=True) for g in some for w in i.found]
    met = [(g, w) for g, w in pairs if g.start < w.end and w.start < g.end]
    got, want = sum(map(len, found)), sum(len(i.found) for i in items)
    assert len({id(w) for _, w in met}) / want >= 0.9
    assert len({id(g) for g, _ in met}) / got >= 0.9
    assert sum(g.words.strip(EDGE) == w.words.strip(EDGE) for g, w in met) / want >= 0.58


@pytest.mark.parametrize("voice", ["s", "z"])
def test_what_is_changed_of_a_text_is_found_in_others_words(voice: str) -> None:
    """In 235 messages to texts that stand, by two hands of which nothing was learned: what comes in, what goes, what
    stands for it, how it begins and closes."""
    told = train.score(train.read_marked(CHANGES / f"{voice}.txt"), content.content_net())
    assert told["all"]["recall"] >= 0.63
    assert told["all"]["precision"] >= 0.62
    assert told["all"]["exact"] >= 0.53
    assert told["bye"]["recall"] >= 0.9
    assert told["out"]["recall"] >= 0.65


def test_what_speaks_for_the_person_is_found_in_others_words() -> None:
    """Most of it; where it begins and ends is still often told otherwise."""
    told = score(read_marked(UNSEEN / "grounds.txt"), grounds.weights())
    assert told["recall"] >= 0.62
    assert told["precision"] >= 0.93
    assert told["exact recall"] >= 0.25
