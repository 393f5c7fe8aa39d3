"""The nearest-example readers: nobody's first message waits for the examples."""

from __future__ import annotations

from typing import NoReturn

import pytest

from coach.understanding import labels, likeness
from coach.understanding.amounts import amounts_in
from coach.understanding.claims import expects_figure
from coach.understanding.keeping import kept_by
from coach.understanding.learn.likeness import examples
from coach.understanding.likeness import digest_of, kind_in, ready, ready_clauses, shipped
from coach.understanding.read import read
from index.embed import sentences
from index.embed.sentences import bare
from tests.shelf import Shelf


def test_every_example_ships_with_its_vector() -> None:
    """`python -m coach.understanding.learn.likeness` makes them after a change of the examples."""
    assert not [words for words in examples() if digest_of(bare(words)) not in shipped()]


def test_an_example_is_of_its_kind() -> None:
    """And one kind is told only of those that are asked for."""
    assert kind_in("changing.yaml", "", "add the sentence about my result")[0] == "add"
    assert kind_in("changing.yaml", "", "add the sentence about my result", of=("drop",))[0] == "drop"
    assert kind_in("partnews.yaml", "", "they scrapped the money")[0] == "gone"


def test_what_was_made_ready_is_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever compares several wordings has the encoder read them once, in one go, and to the same end."""
    said = ("the gardener from next door waters it", "somebody struck the travel money", "nobody has said a thing")
    alone = [kind_in("partnews.yaml", "", f"{words} today") for words in said]
    read: list[list[str]] = []
    once = sentences._embedded
    monkeypatch.setattr(sentences, "_embedded", lambda texts: read.append(list(texts)) or once(texts))
    assert ready(said) == said
    for words in said:
        kind_in("partnews.yaml", "", words)
    assert read == [list(said)]
    monkeypatch.setattr(sentences, "_HELD", sentences.Held(64))
    likeness._near.cache_clear()
    ready([f"{words} today" for words in said])
    for words, (kind, score) in zip(said, alone, strict=True):
        again, near = kind_in("partnews.yaml", "", f"{words} today")
        assert (again, near) == (kind, pytest.approx(score, abs=1e-5))


def test_clauses_are_made_ready_as_their_readers_ask_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tells of leaving, and what wants a figure, read nothing anew of a message that was made ready."""
    reading = read(
        "My boss found another 4,000 so that I stay. What shall I tell the people at the plant?", Shelf().names
    )
    ready_clauses(reading)
    monkeypatch.setattr(sentences, "_embedded", _forbidden)
    assert kept_by(reading, reading.clauses[0], "offer") == "present"
    expects_figure(reading)


@pytest.mark.parametrize("text", ["Can I ask the manager for 31 an hour?", "the clinic wants me in the new year"])
def test_a_message_with_one_figure_asks_nothing_about_its_nouns(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Employers without a name are told apart by a figure each: with fewer than two there is none to find."""
    monkeypatch.setattr(labels, "kind_in", _forbidden)
    monkeypatch.setattr(labels, "ready", lambda words: _forbidden() if tuple(words) else ())
    assert labels.labels_in(text, (), amounts_in(text)) == ()


def test_a_noun_that_the_talk_knows_is_found_without_a_figure() -> None:
    """It stands for the employer that it was said of."""
    found = labels.labels_in("and what if the bakery says no", (), (), (("the bakery", "the bakery"),))
    assert [x.name for x in found] == ["the bakery"]


def _forbidden(*_: object) -> NoReturn:
    raise AssertionError("it was worked out again")
