"""Pay by the hour stays pay by the hour: what a bare figure counts is told by its form, its neighbours and the talk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coach.reply import Reply

Talk = Callable[..., Reply]
DEPOT = "I drive a forklift at a depot, they pay me 18.40 an hour"
CLINIC = "Larkfield Clinic offers me $31.20 an hour plus a weekend premium of 3 dollars. I make $30.50 now."


def base(reply: Reply, slot: str) -> tuple[float, str]:
    """(amount, period) of the base in a slot of the state; (0, "") where none is held."""
    held: dict[str, Any] = reply.state[slot].get("base", {})
    return held.get("amount", 0.0), held.get("period", "")


@pytest.mark.parametrize(
    ("message", "amount"),
    [
        ("I'm on 21.75 and want a raise from my boss", 21.75),
        ("making 13.90 per hour at the bakery, I want more", 13.9),
        ("my pay is 24.10/hr at the garage today", 24.1),
        ("I earn 17.25 p/h in the kitchen", 17.25),
    ],
)
def test_a_rate_with_cents_is_paid_by_the_hour(talk: Talk, message: str, amount: float) -> None:
    """Cents and no sign of thousands are how pay by the hour is written."""
    reply = talk(message)
    assert base(reply, "current") == (amount, "hour")
    assert "K" not in "".join(f.text for f in reply.figures)


@pytest.mark.parametrize("message", ["how do I ask my boss for 21?", "I want 21", "I'd like to get to 21 there"])
def test_a_bare_figure_is_by_the_unit_of_what_it_stands_beside(talk: Talk, message: str) -> None:
    """21 beside 18.40 an hour is 21 an hour."""
    assert base(talk(DEPOT, message), "target") == (21, "hour")


def test_both_figures_of_one_message_are_by_one_unit(talk: Talk) -> None:
    """Whichever comes first."""
    reply = talk("I want 23 and I make 20.60 now at the plant")
    assert (base(reply, "target"), base(reply, "current")) == ((23, "hour"), (20.6, "hour"))


def test_thousands_stay_thousands(talk: Talk) -> None:
    """A figure without cents and beside a salary by the year is in thousands."""
    reply = talk("I make 62,500 now. Brightoak offers me 71.")
    assert base(reply, "offer")[0] == 71_000
    assert base(reply, "current")[0] == 62_500


@pytest.mark.parametrize(
    "correction", ["no, 22 euros an hour, not 22k", "it's 22 per hour!", "I said 22 an hour", "my pay is per hour"]
)
def test_a_unit_that_was_misheld_is_put_right(talk: Talk, correction: str) -> None:
    """Every figure that was told bare is read again, and nothing new is taken for pay."""
    reply = talk("I want 22 from my boss", correction)
    assert base(reply, "target") == (22, "hour")
    assert base(reply, "current") == (0, "")


def test_a_wrong_thousand_beside_a_rate_is_nobodys_pay(talk: Talk) -> None:
    """ "18.40 an hour, not 18k" tells one figure."""
    assert base(talk(DEPOT, "that's 18.40 an hour, not 18k"), "current") == (18.4, "hour")


def test_a_wish_that_is_held_right_stays_a_wish(talk: Talk) -> None:
    """Putting the unit right moves no figure to another side."""
    reply = talk(DEPOT, "I'd like 21 there", "not 21k, 21 dollars an hour")
    assert base(reply, "target") == (21, "hour")
    assert base(reply, "current") == (18.4, "hour")


def test_years_in_the_job_are_no_period_of_pay(talk: Talk) -> None:
    """Whoever has five years behind them is not paid once in five."""
    reply = talk("I make 41,000 w/ 5 yrs in the job and want a raise")
    assert base(reply, "current")[1] in ("", "year")
    assert "years" not in reply.state["current"]["base"]


def test_an_extra_by_the_hour_is_held_beside_the_rate(talk: Talk) -> None:
    """It is no pay of its own and no term; where both sides tell one, the hour is summed on both."""
    one = talk(CLINIC)
    assert one.state["offer"]["other"] == {"amount": 3, "currency": "USD", "period": "hour"}
    both = talk(CLINIC, "I get a weekend premium of 2 dollars in my job today")
    assert "$34.20" in both.text
    assert "$32.50" in both.text
    assert "$1.70" in both.text
    assert "$3,536" in both.text
