"""The question that is asked is answered in the first sentence after the news, from the person's own figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply

Talk = Callable[..., Reply]
NURSERY = "A nursery offered me 2,200 a month for 40 hours. Today I get 2,000 a month for 35 hours."
FIRM = "Holmgard offers me 52,000 base. I make 48,000 now."
RAISE = "I want a raise from my boss. I make 36k and would like 40k."
SCHOOL = "The district offered me a maths teacher post on step two of the salary schedule, $48,000."


def first(talk: Talk, *messages: str) -> str:
    """The first paragraph of the last reply that is no list of facts."""
    parts = talk(*messages).text.split("\n\n")
    return next(p for p in parts if not p.startswith(("Noted:", "So far:", "Here is what I have:")))


@pytest.mark.parametrize(
    "question",
    ["is that more or less per hour?", "what does it come to per hour against today", "which job pays an hour better"],
)
def test_pay_is_set_against_the_hours_it_is_for(talk: Talk, question: str) -> None:
    """2,200 × 12 ÷ (52 × 40) is 12.69, and 2,000 × 12 ÷ (52 × 35) is 13.19."""
    said = talk(NURSERY, question)
    assert "12.69" in said.text
    assert "13.19" in said.text
    assert "less" in said.text


def test_two_jobs_of_one_message_are_compared_by_the_hour(talk: Talk) -> None:
    """No figure that the person told is held back."""
    reply = talk(FIRM, "30,000 for 36 hours or 32,000 for 40 hours, which is better per hour?")
    assert "first is better per hour" in reply.text
    assert not any("withheld" in c for c in reply.caveats)


@pytest.mark.parametrize(
    "question",
    ["and if 53,000 is all they have, do I take it?", "suppose they stop at 53,000, yes or no?"],
)
def test_a_question_about_an_if_is_answered_for_the_if(talk: Talk, question: str) -> None:
    """A position first, then what the figure would mean; nothing of it is held."""
    said = first(talk, FIRM, question)
    assert said.startswith(("Then I'd", "I'd still", "Only if", "Then take", "I'd say yes"))
    assert "53K" in said


@pytest.mark.parametrize(
    "question", ["is it too late because I already said great on the phone?", "did I ruin it by sounding so keen?"]
)
def test_a_thank_you_is_no_yes(talk: Talk, question: str) -> None:
    """No, and the ask that is still open."""
    said = first(talk, FIRM, question)
    assert said.startswith("No")
    assert "56K" in said or "52K" in said


@pytest.mark.parametrize(
    "question", ["can I just tell them I have another offer?", "can I pretend that somebody else pays me more?"]
)
def test_asking_whether_one_may_bluff_is_no_order(talk: Talk, question: str) -> None:
    """It is answered with a no, and not with what the coach may not do."""
    assert first(talk, FIRM, question).startswith(("No", "Don't"))


@pytest.mark.parametrize(
    "question",
    ["can a teacher negotiate at all?", "is there any room in a scale like that?", "can the step be changed?"],
)
def test_on_a_pay_scale_the_place_in_it_is_what_moves(talk: Talk, question: str) -> None:
    """The table is fixed; grade, step and start are not."""
    said = first(talk, SCHOOL, question)
    assert said.startswith("Yes")
    assert "step" in said


def test_a_private_offer_is_on_no_scale(talk: Talk) -> None:
    """Nothing of grades and steps where nobody has told of any."""
    assert "grade" not in talk(NURSERY, "is there any room in it?").text


@pytest.mark.parametrize("question", ["boss says there is no budget, is that true?", "how many percent is 40k?"])
def test_a_talk_that_has_begun_is_not_asked_for_its_company(talk: Talk, question: str) -> None:
    """What can be said without one is said."""
    assert "Which company" not in talk(RAISE, question).text


@pytest.mark.parametrize("question", ["is 40k too greedy?", "would 40k be cheeky"])
def test_a_wish_is_judged_and_not_told_again(talk: Talk, question: str) -> None:
    """The view of it, with how far it goes."""
    said = first(talk, RAISE, question)
    assert "11%" in said
    assert "your own number" not in talk(RAISE, question).text


def test_before_an_offer_there_is_a_figure_to_have_ready(talk: Talk) -> None:
    """Of present pay and a step, with how it came about."""
    said = talk(
        "Final round for a depot job is on Friday. I make $20 an hour now. No word about money yet.",
        "which number do I say?",
    ).text
    assert "22.50" in said


def test_who_asks_is_not_congratulated_first(talk: Talk) -> None:
    """Gladness is for who brings news and asks nothing."""
    assert "Glad to hear" not in talk("I'm so happy, Holmgard offers me 52,000! But is it any good?").text
