"""Words that look like a term beside pay and are none: nothing is held of them."""

from __future__ import annotations

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.understanding.read import read
from index.names import learn_names


def held(message: str) -> list[str]:
    """The words of every term that is held after a message."""
    now = apply(Dialogue(), read(message, learn_names((), frozenset())))
    return [t.words for t in (*now.deal.terms, *now.terms_now)] if now.deals else [t.words for t in now.terms_now]


@pytest.mark.parametrize(
    "message",
    [
        "I stood in for the head of nursing for five months, unpaid",
        "Covered two colleagues' classes all spring. I'm on 33k and want 36k",
        "tell her I run a crew of eight and keep it short",
        "since the first day I did the closing shifts alone",
        "I'm at a family practice on 84k, is that low",
        "the award sets the grades, can they start me higher?",
        "she said there's no money for rises out of the cycle",
        "Brightloop is 61 and 64 from Alderway, which one",
        "the nursery pays 12.80 and the bakery 12.40",
        "one sentence for the thanks and one for the 47, please",
    ],
)
def test_what_only_looks_like_a_term_is_not_held(message: str) -> None:
    """Work done, people led, places of work, scales, budgets and the form of a text."""
    assert held(message) == []


def test_a_rivals_salary_is_no_pay_to_come() -> None:
    """A second figure in a clause is a later day's only where something puts it off."""
    message = "Alder Group at 61k base plus stock, and a smaller firm at 68k with some options."
    assert not any("68" in words for words in held(message))
