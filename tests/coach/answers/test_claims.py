"""What a message claims has an answer of its own: a silence, a wanted figure, a limit, others' pay, a second offer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply

Talk = Callable[..., Reply]


def test_what_nobody_mentioned_is_to_be_asked_about(talk: Talk) -> None:
    """Yes, how, and no bluff or rival in it."""
    reply = talk("Fenmoor offers 84k. They haven't mentioned a bonus. Should I ask about it?")
    assert "untold" in reply.moves
    assert "a bonus" in reply.text
    assert "other offer" not in reply.text


def test_a_wanted_figure_is_the_persons_own(talk: Talk) -> None:
    """Whether to name one, which, and the sentence."""
    reply = talk("I'm on 66k and want 72k.", "They keep pressing me for a number first.")
    assert "expects" in reply.moves
    assert "72K base" in reply.text
    assert "“" in reply.text


@pytest.mark.xfail(reason="the top of a bracket is read as a figure of money left over")
def test_a_limit_of_theirs_is_answered_by_ways_past_it(talk: Talk) -> None:
    """The wish stands; the texts ask for nothing beyond their own top where there is no wish."""
    over = talk("Fenmoor offers 71k. I want 80k.", "HR says the bracket stops at 75.")
    assert "80K" in over.text
    assert "level above" in over.text
    up_to = talk("Fenmoor offers 71k.", "HR says the bracket stops at 75.", "write the counter")
    assert "75K" in up_to.text


def test_after_a_no_to_base_no_reply_asks_for_base_again(talk: Talk) -> None:
    """The next step and the text are about another part."""
    begun = (
        "Fenmoor offers 72k base. I want 78k base.",
        "they'll add a $400 shoe allowance, the salary itself stays where it is though",
    )
    for last in ("so what now", "should I push once more?", "write my answer"):
        assert "78K" not in talk(*begun, last).text.replace("short of your 78K", "")


def test_a_second_offer_after_a_yes_is_weighed_with_what_it_costs(talk: Talk) -> None:
    """No congratulation, and no counter to the one who has the yes."""
    reply = talk("I accepted an offer from Alderbrook at 88k last week. Now Fenmoor offers 97k. what do I do?")
    assert "renege" in reply.moves
    assert "9K" in reply.text
    assert "Congratulations" not in reply.text


def test_the_pay_of_others_is_set_against_ones_own(talk: Talk) -> None:
    """The gap and how to use it without a name."""
    reply = talk("I make 58k. The woman who shares my desk gets 66k for the same work. what do I do")
    assert "8K more" in reply.text


def test_no_figure_is_asked_for_beside_an_offer(talk: Talk) -> None:
    """Who holds an offer has their number: the reply judges it, and nobody wants one of the person."""
    for message in (
        "Corvid Labs sent me a written offer, 91k base. How do I answer without putting them off?",
        "Corvid Labs pays 91k base, it's in writing. They asked what it would take.",
    ):
        assert "expects" not in talk("I'm on 80k.", message).moves


def test_a_text_comes_without_a_card_on_colleagues(talk: Talk) -> None:
    """What others earn is no part of a text that is ordered."""
    reply = talk("Fenmoor offers 72k base.", "My desk mate gets 80k. Write them a mail asking for 78k.")
    assert "others" not in reply.moves
    assert "colleague" not in reply.text
