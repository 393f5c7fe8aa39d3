"""The nearest-example readers: nobody's first message waits for the examples."""

from __future__ import annotations

from coach.understanding.learn.likeness import examples
from coach.understanding.likeness import digest_of, kind_in, shipped


def test_every_example_ships_with_its_vector() -> None:
    """`python -m coach.understanding.learn.likeness` makes them after a change of the examples."""
    assert not [words for words in examples() if digest_of(words) not in shipped()]


def test_an_example_is_of_its_kind() -> None:
    """And one kind is told only of those that are asked for."""
    assert kind_in("changing.yaml", "", "add the sentence about my result")[0] == "add"
    assert kind_in("changing.yaml", "", "add the sentence about my result", of=("drop",))[0] == "drop"
    assert kind_in("partnews.yaml", "", "they scrapped the money")[0] == "gone"
