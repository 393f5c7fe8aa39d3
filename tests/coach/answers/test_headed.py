"""Whom a text is for stands in its own heading."""

from __future__ import annotations

import pytest

from coach.answers.letter import headed


@pytest.mark.parametrize(
    ("to", "headings"),
    [
        ("Ines", (", to Ines", "")),
        ("", ("", "")),
        ("Ines; and a second text: Piet", (", to Ines", ", to Piet")),
        ("not told; and a second text: Piet", ("", ", to Piet")),
    ],
)
def test_each_of_two_texts_has_its_own(to: str, headings: tuple[str, str]) -> None:
    assert headed(to) == headings
