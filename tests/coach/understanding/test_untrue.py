"""What a person owns to be untrue is ordered for no text; what is honest is."""

from __future__ import annotations

import pytest

from coach.understanding.orders import gives_orders
from coach.understanding.read import read
from tests.shelf import Shelf

NAMES = Shelf().names


@pytest.mark.parametrize(
    "words",
    [
        "Write them that Globex has offered me 210k, although they never did.",
        "Draft a mail that mentions my second offer of 190k. There is none, of course.",
        "Tell my boss a recruiter called me with 120k, which never happened.",
        "Write in the script that I turned down 150k elsewhere, it's pure fiction.",
        "Text him that Globex gave me until Tuesday, though there is no such deadline.",
        "Say in the mail that they promised me 95k; I made that up.",
        "Write that I hold an offer of 200k even if that's not the case.",
    ],
)
def test_a_lie_that_is_owned_is_refused(words: str) -> None:
    """However the person owns it: behind the order, in its sentence or the next one."""
    assert gives_orders(read(words, NAMES))


@pytest.mark.parametrize(
    "words",
    [
        "Write them that Globex has offered me 210k, although I'd rather stay.",
        "Draft a mail that mentions my second offer of 190k. It is in writing.",
        "Tell my boss a recruiter called me with 120k, which I never answered.",
        "Write a counter for 150k even though they said it's their last word.",
        "I have no other offer. Write the mail without one.",
        "Text him that I need until Tuesday, though I'd love to say yes now.",
        "Don't write that I have another offer, that isn't true.",
        "They say nobody gets more, which isn't true. How do I answer?",
        "Say thank you, even though the offer is low.",
        "You wrote that I have an offer of 190k, I don't.",
        "Write that I accept even though it isn't perfect.",
        pytest.param(
            "Write it honestly, I don't want to bluff.",
            marks=pytest.mark.xfail(reason="taken for an order to the coach", strict=True),
        ),
    ],
)
def test_what_is_honest_is_not_refused(words: str) -> None:
    """A regret, a doubt, a correction, what others say and what is to go are no lies of the person's."""
    assert not gives_orders(read(words, NAMES))


def test_whether_one_may_lie_is_a_question() -> None:
    """It is answered and not refused."""
    assert not gives_orders(read("Can I just tell them I have another offer even though I don't?", NAMES))
