"""Texts of a decision: what the person says of it stands in them whole, and is spoken to whom they go to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply

OFFER = "I'm a bus driver in Winnipeg, $27 an hour. Transit offered me $29."
NO = (
    "I turned it down. Write to Ms. Kowalski that I decline, thank her for the tour of her garage, and that it is for "
    "family reasons"
)


@pytest.mark.parametrize(
    ("order", "stands"),
    [
        (NO, ("It is for family reasons.", "the tour of your garage")),
        (
            "I turned it down. Write to Ms. Kowalski that I decline, because the split shifts don't work with my kids, "
            "and that she was very kind",
            ("The split shifts don't work with my kids.", "You were very kind."),
        ),
        (
            "I accept. Write to Ms. Kowalski that I accept, that I start on 1 March, and that my wife will follow in "
            "summer",
            ("I start on 1 March.", "My wife will follow in summer."),
        ),
    ],
)
def test_what_is_said_of_a_decision_goes_in_whole(
    talk: Callable[..., Reply], order: str, stands: tuple[str, ...]
) -> None:
    text = talk(OFFER, order).text
    assert all(said in text for said in stands)
    assert "Not in it" not in text


def test_a_reason_that_points_back_stands_behind_the_decision(talk: Callable[..., Reply]) -> None:
    assert "I've decided not to take it. It is for family reasons." in talk(OFFER, NO).text


def test_words_are_changed_by_quoting_them_and_what_comes_in_is_said_to_the_reader(talk: Callable[..., Reply]) -> None:
    change = "please change 'family reasons' in 'private reasons' and add that I would be glad to hear from her in the future"
    text = talk(OFFER, NO, change).text
    assert "It is for private reasons." in text
    assert "family reasons" not in text
    assert "I would be glad to hear from you in the future." in text
    assert "Not in it" not in text


def test_a_feast_that_a_text_names_is_no_employer(talk: Callable[..., Reply]) -> None:
    offer = "I'm a bus driver in Winnipeg, $27 an hour. A school board offered me $29. I asked for 31."
    reply = talk(offer, "Write to Ms. Kowalski that I accept and that I can start after Easter")
    assert "I can start after Easter." in reply.text
    assert reply.state["job"]["company"] == ""
    assert "join Easter" not in reply.text
