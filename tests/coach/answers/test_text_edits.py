"""A text that is changed as the person says: what goes out, what comes after a no, the reasons, whom it is to."""

from __future__ import annotations

import pytest

from coach.turn import Coach
from tests.coach.answers.test_texts import MAIL, OFFER, last

BOTH = "Lindqvist Marine offers me $74,000 as a purchaser. I want 80 and a $4k sign-on."


@pytest.mark.parametrize(
    "edit",
    [
        "I don't want to write the figure in there, I'll say it on the phone",
        "no number in it please",
        "I would rather not name any sum in the mail",
        "leave the amounts out, all of them",
    ],
)
def test_a_text_without_figures_names_none_and_says_nothing_of_it(coach: Coach, edit: str) -> None:
    """What is told about the text is never a sentence of it."""
    text = last(coach, OFFER, MAIL, edit)
    assert "66" not in text
    assert "61" not in text
    assert "write" not in text.partition("> ")[2]
    assert "name" not in text.partition("> ")[2]


@pytest.mark.parametrize(
    "edit",
    [
        "The sign-on comes up only if she turns that down.",
        "Keep the sign-on for after a no.",
        "Ask for 80 first, and if they refuse, the $4k sign-on.",
        pytest.param(
            "the sign-on bonus only when he says no to that",
            marks=pytest.mark.xfail(reason="taken for their no to the sign-on"),
        ),
    ],
)
def test_what_is_for_after_a_no_stands_in_the_branch_after_a_no(coach: Coach, edit: str) -> None:
    """The ask is the first thing alone."""
    said = last(coach, BOTH, "give me a call script", edit)
    ask, _, after = said.partition("(Stop there")
    assert "sign-on" not in ask
    assert "80K" in ask
    assert "sign-on bonus of $4K" in after


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ("because of my two patents", "because of my two patents."),
        ("because I already run the night shift", "because I already run the night shift."),
        ("given that nobody else here knows the plant", "because nobody else here knows the plant."),
    ],
)
def test_a_reason_told_with_the_ask_is_a_sentence_of_the_text(coach: Coach, wish: str, reason: str) -> None:
    """It is told as the reason, and not as one more wish."""
    assert reason in last(coach, OFFER, f"Write an email to Ms. Ferreira asking for 66,000 {wish}")


@pytest.mark.parametrize(
    ("told", "to"),
    [
        ("The recruiter is Marek.", "Hi Marek,"),
        ("Ingrid is the hiring manager there.", "Hi Ingrid,"),
        ("I deal with Tomas from HR.", "Hi Tomas,"),
        ("My wife Anna says it is fine.", "Hi,"),
        ("My brother Nils says take it.", "Hi,"),
    ],
)
def test_who_is_named_as_one_of_theirs_is_addressed(coach: Coach, told: str, to: str) -> None:
    """Wherever in the talk that was, and nobody else is."""
    assert to in last(coach, f"{OFFER} {told}", "I would like 66,000.", "write the email please")


@pytest.mark.parametrize(
    "asked", ["give me a call script", "I need a script for the phone call", "a phone script please"]
)
def test_a_call_script_is_spoken(coach: Coach, asked: str) -> None:
    """It has no subject line, and it says what comes after a no."""
    text = last(coach, BOTH, asked)
    assert "Subject:" not in text
    assert "If they" in text


@pytest.mark.parametrize(
    "edit", ["please revise it", "Revise the mail please.", "rework it with that", "update the mail"]
)
def test_a_text_that_is_revised_has_what_is_new(coach: Coach, edit: str) -> None:
    """Their new figure stands in it."""
    assert "63K" in last(coach, OFFER, MAIL, f"They came back with 63,000. {edit}")


@pytest.mark.parametrize("signs", [True, False])
def test_a_yes_is_promised_only_where_the_person_has_said_so(coach: Coach, signs: bool) -> None:
    """A text about another offer asks, and says that it will be signed only for who will sign."""
    told = "If Caldor gets to 93 I'd sign right away." if signs else "I want 93."
    offers = f"Caldor offered $88,000 for an account manager job, Myriad offered $92,000. {told}"
    text = last(coach, offers, "write an email to Caldor telling them of the other offer")
    assert ("I'll sign" in text) is signs


@pytest.mark.parametrize(
    "asked", ["Would 80 be outlandish?", "is 80k asking too much?", "would it be too much to say 80,000?"]
)
def test_a_sum_that_is_weighed_is_what_the_text_asks_for(coach: Coach, asked: str) -> None:
    """Nothing else is wished for, so the text does not ask for another one."""
    text = last(coach, "Lindqvist Marine offers me $74,000 as a purchaser.", asked, "ok write the email")
    assert "80" in text.partition("> ")[2]


def test_where_a_text_says_it_already_the_sentence_is_shown(coach: Coach) -> None:
    """And never said to be there where it is not."""
    told = (OFFER, "Write an email to Ms. Ferreira asking for 66,000, I run the night shift on my own")
    there = last(coach, *told, "it has to say that I run the night shift on my own")
    assert "night shift" in there
    other = last(coach, *told, "you've forgotten the thing about the lift")
    assert "It says that here" not in other
    assert "That is this sentence" not in other
