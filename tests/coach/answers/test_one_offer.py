"""One offer beside its band: each part as it was told, and no other side that nobody spoke of."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach
from tests.coach.answers.test_texts import last


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("contoso staff swe - 145k€ fixe et 200k€ d'equity sur 4 ans, is that high for them?", {"base": 145_000, "stock": 200_000}),
        ("it's two ten base and one eighty guaranteed bonus the first year i mean is that good", {"base": 210_000, "bonus": 180_000}),
    ],
)  # fmt: skip
def test_two_parts_of_one_pay_are_no_slip(coach: Coach, message: str, parts: dict[str, float]) -> None:
    """The second figure puts nothing right where each is surely of a part of its own; a bonus as large as a salary is
    one where the salary stands beside it."""
    now = Dialogue.model_validate(coach.reply(Turn(message)).dialogue)
    assert {p.component: p.high for p in now.deal.offer} == parts


def test_their_yes_to_the_figure_is_the_offer(coach: Coach) -> None:
    """What the person wanted is what they offer once they have surely said yes to it."""
    now, said = Dialogue(), ("I'm on 74k, Halcyon offers me 81k, I want 88k", "write an email to Anna asking for 88")
    news = "Good news, she agreed for the full 88! I am so relieved. But she only told it on the phone call."
    for message in (*said, news):
        now = Dialogue.model_validate(coach.reply(Turn(message, dialogue=now)).dialogue)
    assert [p.high for p in now.deal.offer] == [88_000]
    assert now.deal.status == "agreed"


def test_an_employer_without_a_guide_gets_no_figure_of_ours(coach: Coach) -> None:
    """Where only their offer is known, no ask is made up; its name is written as it is."""
    reply = last(coach, "i have an offer from ibm (product designer, sf). is 180k base fair?")
    assert "IBM" in reply
    assert "193" not in reply
