"""What has not happened is not held as happened, and what the person denies or corrects is put right at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.dialogue.deals import Dialogue, part_of
from coach.dialogue.view import stage_of
from coach.reply import Reply

OFFER = "They offer me 83,000 base plus a 9k sign-on, and I earn 77,000."


def held(reply: Reply) -> Dialogue:
    """The negotiation after a reply."""
    return Dialogue.model_validate(reply.dialogue)


@pytest.mark.parametrize(
    "words",
    [
        "imagine they tell me the salary is closed at 83 but the sign-on is open, what then?",
        "I'm afraid they will take it all back as soon as I ask for more.",
        "My wife reckons they'd never go to 90.",
        "I'm going to ask them for 88 on Tuesday.",
        "Once they've approved it I will ask about the start date.",
        "I'll probably sign next week, after reading the small print.",
    ],
)
def test_what_is_supposed_feared_or_planned_leaves_the_offer_where_it_stands(
    talk: Callable[..., Reply], words: str
) -> None:
    """Neither an if nor a fear nor a plan is an answer of theirs or of the person's."""
    now = held(talk(OFFER, words))
    assert stage_of(now) == "offer_in_hand"
    assert part_of(now.deal.offer, "base").high == 83_000  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("They refused to move on anything.", "they_answered"),
        ("I signed the contract last night.", "accepted"),
        ("I told them no yesterday, I'm not taking it.", "declined"),
        ("They came back with 86.", "they_answered"),
    ],
)
def test_what_has_happened_is_held(talk: Callable[..., Reply], words: str, stage: str) -> None:
    """An answer that is told is one."""
    assert stage_of(held(talk(OFFER, words))) == stage


@pytest.mark.parametrize("words", ["I haven't asked anybody yet!", "I did not even bring it up with her."])
def test_who_has_not_asked_has_no_answer(talk: Callable[..., Reply], words: str) -> None:
    """With the ask the answers go that it cannot have had."""
    now = held(talk("I earn 43,000 and want a raise to 47,000.", "She said there is no money for it.", words))
    assert stage_of(now) in ("", "talking")


@pytest.mark.parametrize(
    ("words", "pay"),
    [
        ("I make 66k, no wait, 68k. They offer 74k.", 68_000),
        ("I earn 51,000, sorry, 52,000 a year and they offer 57,000.", 52_000),
    ],
)
def test_a_slip_is_put_right_in_its_own_message(talk: Callable[..., Reply], words: str, pay: int) -> None:
    """The second figure takes the place of the first."""
    assert part_of(held(talk(words)).current, "base").high == pay  # type: ignore[union-attr]


def test_a_figure_that_is_meant_takes_the_place_of_the_one_told_before(talk: Callable[..., Reply]) -> None:
    """A correction names the right figure alone."""
    now = held(talk("I earn 58k", "They offer 62k", "typo, I meant 63.5k for the offer"))
    assert part_of(now.deal.offer, "base").high == 63_500  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "messages",
    [
        ("They offer 120k in total: 100k base and 20k bonus.",),
        ("They offer 120k.", "the 120 is 100 base plus 20 bonus"),
    ],
)
def test_two_figures_that_add_up_to_a_third_are_its_parts(
    talk: Callable[..., Reply], messages: tuple[str, ...]
) -> None:
    """A breakdown is no new offer."""
    parts = {p.component: p.high for p in held(talk(*messages)).deal.offer}
    assert parts["base"] == 100_000
    assert parts["bonus"] == 20_000
    assert parts.get("total", 120_000) == 120_000
