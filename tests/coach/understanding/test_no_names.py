"""What typing makes look like a name, a level or half a title, and is none."""

from __future__ import annotations

import pytest

from coach.understanding.read import read
from coach.understanding.reading import Reading
from index.names import learn_names
from index.names.levels import level_codes


def reading(message: str) -> Reading:
    """The reading of a message where no guide is known."""
    return read(message, learn_names((), frozenset()))


@pytest.mark.parametrize(
    "message",
    [
        "please send 1.4 lakh instead. Cant be less", "Wont they laugh at me for asking 55k?", "Havent heard a word since.",
        "Theyll say the budget is gone", "I asked for 41k. Didnt work", "Shouldnt I wait? Ive 38k now",
        "welder here, 24.10 an hour, is that low", "landlady wants more rent so I need 31k",
        "childminder charges more so I need 31k", "landlord wants 900 a month so I need 31k",
    ],
)  # fmt: skip
def test_two_words_in_one_and_plain_words_are_no_company(message: str) -> None:
    """Neither a verb without its mark nor a word that has only the capital of its sentence."""
    assert reading(message).companies == ()


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Shell offered me 88k", "Shell"), ("got 41k from Stagecoach, is that fair", "Stagecoach"),
        ("Brightloop want me for 52k", "Brightloop"), ("I work at Boots and earn 24k", "Boots"),
        ("trellis offered me 60k", "Trellis"), ("pebble came back with 70k", "Pebble"),
        ("acorn wants an answer by friday", "Acorn"), ("got 41k from stagecoach, is that fair", "Stagecoach"),
    ],
)  # fmt: skip
def test_a_name_that_something_calls_one_stays(message: str, name: str) -> None:
    """A word of the language is a company where it offers or pays, or has a capital of its own."""
    assert [c.name for c in reading(message).companies] == [name]


@pytest.mark.parametrize(
    "message",
    ["Thank you :D I will ask for 61", "ok ;P 5 more minutes", "great =D 12 days it is", "Plan B I like less"],
)
def test_a_face_is_no_level(message: str) -> None:
    """Nor is a single letter before a word."""
    assert level_codes(message) == []


def test_levels_stay() -> None:
    """Also right behind a colon, and in Roman figures."""
    assert level_codes("level:P4 or L5") == ["P4", "L5"]
    assert level_codes("SDE II at Meta") == ["SDE 2"]


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("I'm a fire alarm service technician on 32k", "fire alarm service technician"),
        ("Clinical trial nurse, 41k, Leeds", "Clinical trial nurse"),
        ("they want me as an early years teacher for 29k", "early years teacher"),
        ("I became a nurse to earn 30k", "nurse"),
    ],
)  # fmt: skip
def test_a_title_keeps_its_words(message: str, role: str) -> None:
    """All of those behind an article or at the very beginning."""
    assert reading(message).role == role


@pytest.mark.parametrize(
    ("message", "name"), [("a mail to mrs Finch please", "Mrs Finch"), ("text ms Keane", "Ms Keane")]
)
def test_a_person_has_the_title_that_is_typed_in_small_letters(message: str, name: str) -> None:
    """As it is written in a letter."""
    assert [p.name for p in reading(message).persons] == [name]
