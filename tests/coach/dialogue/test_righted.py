"""Pay that is put right: the figure takes the place of the wrong one, on the side that has it; where it may be of either,
nothing is held and the coach asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply

Talk = Callable[..., Reply]
BUS = "I'm a bus mechanic in Hull on 16.40 an hour. Stagecoach want me for 17.10 an hour."
STAGED = "I'm a bus mechanic in Hull on 16.40 an hour. Stagecoach want me for 17.10 to start, 17.90 after probation."
LINZ = "I'm an electrician in Linz on 2,700 a month. Strabag offers 2,850 a month."


def pays(reply: Reply) -> tuple[float, float]:
    """(present pay, what they offer) as the state has them."""
    return tuple(reply.state[slot].get("base", {}).get("amount", 0.0) for slot in ("current", "offer"))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("said", "now", "offer"),
    [
        ("17.50 not 17.10", 16.4, 17.5),
        ("its 17.50 to start not 17.10", 16.4, 17.5),
        ("17.10 was a typo, it's 17.20", 16.4, 17.2),
        ("oh and they say 17.30, I misread it", 16.4, 17.3),
        ("no wait they offer 17.50, not 17.10", 16.4, 17.5),
        ("i'm on 16.80 actually not 16.40", 16.8, 17.1),
        ("my mistake, its 16.90 i get now", 16.9, 17.1),
    ],
)
def test_a_figure_put_right_takes_the_place_of_the_wrong_one(talk: Talk, said: str, now: float, offer: float) -> None:
    """Of the side that is named, of the side that has the wrong one, or of the one that it is plainly nearest to."""
    assert pays(talk(BUS, said)) == (now, offer)
    assert pays(talk(STAGED, said)) == (now, offer)


def test_a_figure_that_nobody_else_is_nearer_to_is_theirs(talk: Talk) -> None:
    """Above what they offer; between two stages of it, it may be either of them, and is asked about."""
    assert pays(talk(BUS, "sorry i meant 17.50")) == (16.4, 17.5)
    reply = talk(STAGED, "sorry i meant 17.50")
    assert pays(reply) == (16.4, 17.1)
    assert reply.clarify


def test_pay_by_the_month_is_put_right_as_well(talk: Talk) -> None:
    """With a point for its thousands."""
    assert pays(talk(LINZ, "sorry i meant 2.950")) == (2700, 2950)
    assert pays(talk(LINZ, "sorry, I get 2.750, not 2.700")) == (2750, 2850)


@pytest.mark.parametrize("said", ["sorry i meant 16.80", "make that 16.80"])
def test_a_figure_that_may_be_of_either_is_asked_about(talk: Talk, said: str) -> None:
    """Half-way between both: nothing is held of it."""
    reply = talk(BUS, said)
    assert pays(reply) == (16.4, 17.1)
    assert reply.clarify
    assert "16.80" in reply.clarify


@pytest.mark.parametrize(
    "said",
    ["they never offered 17.50", "should i ask for 18 not 17.50", "I want 19, not 18", "make it 18 in the email"],
)
def test_what_puts_nothing_right_changes_no_pay(talk: Talk, said: str) -> None:
    """A denial of what nobody told, a question, a wish, an order."""
    assert pays(talk(BUS, said)) == (16.4, 17.1)
