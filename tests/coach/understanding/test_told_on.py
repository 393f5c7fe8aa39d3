"""What is told of the other side to the coach is said to it as "you" and "here"."""

from __future__ import annotations

import pytest

from coach.understanding.told_on import to_addressee, to_them


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("they've not filled Pam's job", "you've not filled Pam's job"),
        ("been there nine years", "been here nine years"),
        ("the customers say they like it", "the customers say they like it"),
    ],
)
def test_words_are_turned_to_whom_they_are_said(told: str, said: str) -> None:
    """Only where the sentence begins with them."""
    assert to_them(told) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("I would be glad to hear from her in the future", "I would be glad to hear from you in the future"),
        ("the visit in her lab", "the visit in your lab"),
        ("I hope she is not angry", "I hope you are not angry"),
        ("I wish him well", "I wish you well"),
        ("I learned a lot from him", "I learned a lot from you"),
        ("I must stay with my mother because she is ill", "I must stay with my mother because she is ill"),
        ("my husband cannot leave his job", "my husband cannot leave his job"),
        ("I have three machines and I run them alone", "I have three machines and I run them alone"),
        ("I would like to visit them with my family", "I would like to visit you with my family"),
    ],
)
def test_whom_a_text_goes_to_is_spoken_to_where_nobody_else_can_be_meant(told: str, said: str) -> None:
    """A person who is named before keeps the word that stands for them."""
    assert to_addressee(told) == said
