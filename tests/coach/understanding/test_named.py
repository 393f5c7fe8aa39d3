"""What the words around a name say that it is, and what becomes of it in the talk."""

from __future__ import annotations

import pytest

from coach.understanding.named import called_by, is_second_name


def _called(words: str) -> str:
    at = words.index("Nelvio")
    return called_by(words, (at, at + len("Nelvio")), [])


@pytest.mark.parametrize(
    "words",
    [
        "I have used Nelvio for eight years. Is the offer fair?",
        "it's a Nelvio startup, quite small",
        "Nelvio is just a tool that we use",
    ],
)
def test_a_tool_a_field_or_a_plain_word_is_no_employer(words: str) -> None:
    assert _called(words) == "thing"


@pytest.mark.parametrize(
    "words",
    [
        "I'm a midwife at Nelvio",
        "Nelvio is where I work now",
        "my manager here at Nelvio is kind",
        "I have been at Nelvio for nine years",
    ],
)
def test_where_the_person_works_is_no_rival(words: str) -> None:
    assert _called(words) == "works"


@pytest.mark.parametrize(
    "words",
    [
        "the other one is a bakery called Nelvio",
        "I also have an offer from Nelvio",
        "Nelvio wants me as well",
        "sorry, the company is called Nelvio",
    ],
)
def test_who_is_brought_in_as_an_employer_is_one(words: str) -> None:
    assert _called(words) == "offers"


def test_a_name_in_brackets_of_its_own_is_the_same_employers() -> None:
    assert is_second_name("an offer from Nelvio Care (NC) for 50k", (14, 25), (27, 29))
    assert not is_second_name("an offer from Nelvio Care (NC pays more)", (14, 25), (27, 29))
