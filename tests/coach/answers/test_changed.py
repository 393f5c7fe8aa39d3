"""What a message changes of the text that stands is made in it, and all else of it stays."""

from __future__ import annotations

import pytest

from coach.turn import Coach
from tests.coach.answers.test_texts import last

TOLD = (
    "Marlow Cold Stores offers me 31,000 as a shift planner, I'm on 28,500 now. I want 33,000. I trained both new planners.",
    "Please write an email to Denise asking for it.",
)


def text_of(reply: str) -> str:
    """The text of a reply, without its marks."""
    return "\n".join(line.removeprefix(">").strip() for line in reply.splitlines() if line.startswith(">"))


@pytest.fixture(scope="module")
def stands(coach: Coach) -> str:
    """The text before any change."""
    return text_of(last(coach, *TOLD))


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ("end it with Kind regards, Tomasz", "Kind regards,  \nTomasz"),
        ("make the subject My offer from Marlow", "Subject: My offer from Marlow"),
        ("Start with Good morning Denise please", "Good morning Denise,"),
        ('add "I can start on 3 March."', "I can start on 3 March."),
        ("Also ask her whether the lunch break is paid", "Could you tell me whether the lunch break is paid?"),
        ('it should say "in my view" instead of "With that in mind"', "In my view, could you"),
    ],
)
def test_a_change_is_made_and_the_rest_stays(coach: Coach, stands: str, edit: str, said: str) -> None:
    """Sentences that the message does not speak of are those of the text before."""
    after = text_of(last(coach, *TOLD, edit))
    assert said.replace("  \n", "\n") in after
    assert "33K" in after
    assert "Denise" in after
    before = [
        p for p in stands.split("\n") if p.strip() and p not in ("Best,",) and not p.startswith(("Subject", "Hi"))
    ]
    assert sum(p in after for p in before) >= len(before) - 1


def test_who_signs_is_not_who_is_written_to(coach: Coach) -> None:
    """A close with a name changes no greeting."""
    after = text_of(last(coach, *TOLD, "and finish with Regards, Henrik"))
    assert "Hi Denise," in after
    assert after.endswith("Regards,\nHenrik")


def test_several_changes_of_one_message_are_all_made(coach: Coach, stands: str) -> None:
    """In, out and at the end."""
    assert "trained both new planners" in stands
    after = text_of(
        last(coach, *TOLD, "take out the bit about the new planners, add that I can start in May, and sign it Tomasz")
    )
    assert "planners" not in after
    assert "I can start in May." in after
    assert after.endswith("Tomasz")
    assert "33K" in after


def test_what_is_asked_of_them_stands_in_a_first_text_too(coach: Coach) -> None:
    """A question that an order names is put to them."""
    order = "Please write an email to Denise asking for 33,000, and ask whether the lunch break is paid."
    assert "Could you tell me whether the lunch break is paid?" in text_of(last(coach, TOLD[0], order))


def test_what_is_asked_of_them_stands_in_a_text_of_another_kind(coach: Coach) -> None:
    """A question that an order names is put to them where the text before it was of another kind."""
    order = "Write me a mail to accept, and ask whether they pay for the parking."
    after = text_of(last(coach, *TOLD, "They came back: 32,500. I'll take it.", order))
    assert "accept your offer" in after
    assert "Could you tell me whether you pay for the parking?" in after


def test_news_is_no_change_of_a_text(coach: Coach) -> None:
    """What they ask beside their answer is not put into the text."""
    reply = last(
        coach, *TOLD, "She's answered: 32 is her limit, Mondays are fine, and could I start on the 3rd of March."
    )
    assert not text_of(reply)


def test_a_word_of_blame_is_no_job(coach: Coach) -> None:
    """The role stays what it was."""
    after = text_of(last(coach, *TOLD, "take out anything that sounds like a lawyer, and end it with Warmly, Nell"))
    assert "awyer" not in after
    assert after.endswith("Warmly,\nNell")


def test_a_yes_to_their_answer_is_another_text(coach: Coach) -> None:
    """What they have answered is accepted, and the counteroffer that they answered is not made again."""
    order = "Write the email that accepts it, and ask whether the lunch break is paid"
    after = text_of(last(coach, *TOLD, "She came back with 32,500 and I'm going to take it.", order))
    assert "accept your offer" in after
    assert "33K" not in after
    assert "Could you tell me whether the lunch break is paid?" in after


def test_what_is_dictated_to_a_yes_stands_in_it(coach: Coach) -> None:
    """A text that has its own thing to say says what the person adds; what it says anyway is not said twice."""
    order = "Write to Denise that I'm delighted to accept, and add that I need the Thanksgiving weekend off."
    after = text_of(last(coach, *TOLD, "Denise said yes to 33,000. I'm taking it.", order))
    assert "I need the Thanksgiving weekend off." in after
    assert "delighted" not in after
    assert after.count("accept your offer") + after.count("accept the offer") == 1


def test_a_notice_tells_its_last_day(coach: Coach) -> None:
    """The day of a notice is the last one, and nobody is asked for it; a sentence that says less of the same goes."""
    order = "Now write my notice to Mr Naidoo. My last day is 31 May, and I will hand over the year-end files properly."
    after = text_of(last(coach, *TOLD, "Denise said yes to 33,000. I'm taking it.", order))
    assert "last day is 31 May" in after or "last day will be 31 May" in after
    assert "Could you confirm my last day?" not in after
    assert "year-end files" in after


def test_what_would_do_after_a_no_is_no_lie(coach: Coach) -> None:
    """An order that tells the second best gets its text."""
    order = (
        "Email Denise: grateful for the 32,000, one last ask, 33,000, and if it can't be done I'll still sign at 32,000"
    )
    after = text_of(last(coach, *TOLD, "Denise met me partway, she went up to 32,000.", order))
    assert "Denise" in after
    assert "33K" in after


def test_another_text_to_somebody_else_is_no_change_of_the_one_that_stands(coach: Coach) -> None:
    """Who is told of a notice right after a yes gets a notice."""
    said = ("She said yes to 33,000!", "Write her a mail saying yes, and that I give notice on Monday.")
    order = "and a notice to my boss Mr Feld, last day 2 May, say thanks for paying for my course"
    after = text_of(last(coach, *TOLD, *said, order))
    assert "Dear Mr Feld," in after
    assert "accept" not in after
    assert "last day will be 2 May" in after
    assert "Thank you for paying for my course." in after


def test_one_text_is_shown_once(coach: Coach) -> None:
    """A yes that is wanted in writing is one text, though its order names both."""
    order = (
        "ok write her a mail saying yes to 32,500, and that I need it in writing before I hand in my notice on Friday"
    )
    reply = last(coach, *TOLD, "Denise says 32,500 is the top. what do I say now?", order)
    assert reply.count("Subject:") == 1


ASKING = (
    "Write her an email asking for it: say that I must find a flat in Vienna, that I have nine years with CAD milling "
    "and that I hold a welding licence, ask if boots are paid and thank her for the visit in the workshop."
)


@pytest.fixture(scope="module")
def asked(coach: Coach) -> str:
    """A text that says several things of different kinds."""
    return text_of(last(coach, TOLD[0], ASKING))


@pytest.mark.parametrize(
    ("edit", "gone"),
    [
        ("take out the boots question", "Could you tell me if boots are paid?"),
        ("take the question about the boots out", "Could you tell me if boots are paid?"),
        ("drop the question", "Could you tell me if boots are paid?"),
        ("remove the line about Vienna", "I must find a flat in Vienna."),
        ("cut the sentence with the flat", "I must find a flat in Vienna."),
        ("lose the thank-you bit", "thank you for the visit in the workshop."),
        ("skip the visit", "thank you for the visit in the workshop."),
        ("take out my licence", "I hold a welding licence."),
        ("drop the part with the figures", "that's a salary of €31,000"),
        ("can you get rid of the closing line", "Let me know what you can do."),
    ],
)
def test_what_is_named_by_its_kind_or_a_word_goes(coach: Coach, asked: str, edit: str, gone: str) -> None:
    """And each other sentence stays, the ask before all."""
    assert gone in asked
    after = text_of(last(coach, TOLD[0], ASKING, edit))
    assert gone not in after
    assert "33,000?" in after
    others = ("boots are paid?", "flat in Vienna.", "CAD milling.", "a welding licence.", "visit in the workshop.")
    assert [x for x in others if x not in after] == [x for x in others if gone.endswith(x)]


@pytest.mark.xfail(reason="of two things that one order names the first is found", strict=True)
def test_two_things_of_one_order_both_go(coach: Coach, asked: str) -> None:
    """Each by its own name."""
    after = text_of(last(coach, TOLD[0], ASKING, "take out the boots question and the licence"))
    assert "33,000?" in after
    assert "boots" not in after
    assert "licence" not in after
    assert "boots" in asked


def test_what_the_text_does_not_have_is_not_taken_for_another_part(coach: Coach, asked: str) -> None:
    """One question is no other."""
    assert "pension" not in asked
    assert "boots" in (text_of(last(coach, TOLD[0], ASKING, "take out the pension question")) or asked)
