"""What is held for a text has a bound by its size, whatever is sent."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from index.embed import pieces
from index.held import Held
from index.names import _KEPT, _held, context
from tests.shelf import Shelf


def _new_words(count: int, seed: int) -> str:
    draw = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    return " ".join("".join(draw.choices(letters, k=draw.randint(4, 9))).capitalize() for _ in range(count))


def test_the_latest_are_held_up_to_their_size() -> None:
    """What was asked for last stays; one that is larger than the room is not held."""
    held: Held[str, str] = Held(10, lambda key, value: len(value))
    for key in "abc":
        held.keep({key: "xxxx"})
    assert [held.get(k) for k in "abc"] == [None, "xxxx", "xxxx"]
    held.get("b")
    held.keep({"d": "xxx"})
    assert (held.get("b"), held.get("c"), held.filled) == ("xxxx", None, 7)
    held.keep({"e": "x" * 11})
    assert held.get("e") is None
    assert held.filled <= 10


def test_readings_of_names_and_pieces_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long texts of words that nobody knows leave no more behind than the first few did; with a tenth of the room for names,
    as sixty texts that fill all of it take half a minute."""
    assert Shelf().names._kept._most == _KEPT <= 20_000
    monkeypatch.setattr("index.names._KEPT", _KEPT // 10)
    names = replace(Shelf().names, _kept=_held())
    for seed in range(8):
        names.find(_new_words(400, seed))
    assert 0 < names._kept.filled <= 2_000
    assert 0 < sum(len(m.words) for m in names._kept.of(list(names._kept._rows)).values()) <= 2_000
    for seed in range(20):
        pieces.pieces_of(_new_words(200, seed))
    assert 0 < pieces._HELD.filled <= 24_000_000
    assert sum(x.nbytes for x in pieces._HELD._rows.values()) == pieces._HELD.filled


def test_the_names_of_new_words_are_read_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text twice as long has twice as many features to number, not four times as many."""
    counted, real = [0], context.numbered

    def numbered(part: int, name: str) -> int:
        counted[0] += 1
        return real(part, name)

    monkeypatch.setattr("index.names.context.numbered", numbered)
    monkeypatch.setattr("index.linear.features.numbered", numbered)
    names, found = Shelf().names, []
    for count in (100, 200):
        counted[0] = 0
        names.find(_new_words(count, 77 + count))
        found.append(counted[0])
    assert 0 < found[1] < 2.4 * found[0]
