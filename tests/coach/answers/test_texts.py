"""A text that stands is changed as a plan: what is not told to change stays, and only what is true is said."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach

OFFER = "I got an offer from Fenwick Optics, 61,000 base. I make 54,000 now."
MAIL = "Write an email to Ms. Ferreira asking for 66,000"


def talk_of(coach: Coach, *messages: str) -> tuple[list[str], Dialogue]:
    """(the replies of one conversation, the dialogue after it)."""
    now, said = Dialogue(), []
    for message in messages:
        reply = coach.reply(Turn(message, dialogue=now))
        now = Dialogue.model_validate(reply.dialogue)
        said.append(reply.text)
    return said, now


def last(coach: Coach, *messages: str) -> str:
    """The last reply of one conversation."""
    return talk_of(coach, *messages)[0][-1]


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ('put this in: "I have run the coating lab on my own since 2022."', "since 2022."),
        ("Please add: I can start on 4 May", "I can start on 4 May."),
        ("stick in that I hold a forklift licence", "I hold a forklift licence."),
        ("tell her too that I could come by on any morning", "I could come by on any morning."),
        ("also tell her that I can visit the plant next week", "I can visit the plant next week."),
        ('say "I ran the night shift alone." and drop the thanks', "I ran the night shift alone."),
        ("you left out that I speak Portuguese and Dutch", "I speak Portuguese and Dutch."),
        ("Kindly insert “We halved the scrap rate in one winter.”", "We halved the scrap rate in one winter."),
    ],
)
def test_a_sentence_that_is_given_goes_into_the_same_text(coach: Coach, edit: str, sentence: str) -> None:
    """The kind, the addressee, the way it goes and the ask stay as they were."""
    text = last(coach, OFFER, MAIL, edit)
    assert sentence in text
    assert "Dear Ms. Ferreira," in text
    assert "66K" in text
    assert text.count("Subject:") == 1


@pytest.mark.parametrize(
    "edit",
    [
        "no mail, I'll phone her. what do I say?",
        "call version please",
        "I wanted a phone script, not an email",
        "make it something I can say on the phone",
    ],
)
def test_another_way_of_sending_it_changes_nothing_else(coach: Coach, edit: str) -> None:
    """What was put in before is in the call as well."""
    text = last(coach, OFFER, MAIL, "add that I trained both apprentices", edit)
    assert "Subject:" not in text
    assert "66K" in text
    assert "I trained both apprentices." in text


@pytest.mark.xfail(reason="both figures are read as wished for")
def test_several_edits_of_one_message_are_all_done(coach: Coach) -> None:
    """A figure is replaced, a sentence comes in, a name is greeted and one signs it."""
    text = last(coach, OFFER, MAIL, 'Change 66,000 to 65,000, say "I hold two patents in coating." and sign it Noor')
    assert "65K" in text
    assert "66K" not in text
    assert "I hold two patents in coating." in text
    assert "Noor" in text


def test_what_was_put_in_is_taken_out_by_its_name(coach: Coach) -> None:
    """The rest of the text stays."""
    text = last(
        coach, OFFER, MAIL, "add that I rebuilt the polishing line", "remove the sentence about the polishing line"
    )
    assert "polishing" not in text
    assert "66K" in text


def test_a_sentence_takes_the_place_of_one_that_says_the_same(coach: Coach) -> None:
    """The later wording stands, the earlier is gone."""
    said = (
        "add that I cut the scrap by 18%",
        'use this sentence: "My team cut the scrap by 18% within a year."',
    )
    text = last(coach, OFFER, MAIL, *said)
    assert "My team cut the scrap by 18% within a year." in text
    assert text.count("18%") == 1


@pytest.mark.parametrize(
    "second",
    [
        "if they refuse 66 then ask for a 4,000 sign-on instead",
        pytest.param(
            "and should she say no to that, ask for a 4k signing bonus",
            marks=pytest.mark.xfail(reason="read as a question of what to do then"),
        ),
        "as plan b ask for 4,000 as a sign-on bonus",
    ],
)
def test_a_second_best_ask_is_asked_for_only_after_a_no(coach: Coach, second: str) -> None:
    """It is neither a second wish nor in the place of the first."""
    said, now = talk_of(coach, OFFER, "I need a call script asking for 66,000", second)
    head, _, rest = said[-1].partition("(Stop there.")
    assert "66K" in head
    assert "4K" not in head
    assert "4K" in rest
    assert [p.component for p in now.wanted.dictated] == ["base"]


def test_naming_the_day_of_the_answer_asks_for_no_more_time(coach: Coach) -> None:
    """It is a sentence of the same text."""
    text = last(coach, f"{OFFER} I must answer by Friday.", MAIL, "also write that I will give my answer by Friday")
    assert "I will give my answer by Friday." in text
    assert "66K" in text
    assert "more days" not in text


@pytest.mark.parametrize("question", ["is 66k realistic?", "Is 66,000 too much?", "should I mention what I make now?"])
def test_a_question_after_a_text_prints_no_text(coach: Coach, question: str) -> None:
    """It is answered, and the text stands as it is."""
    text = last(coach, OFFER, MAIL, question)
    assert "Subject:" not in text
    assert "could you bring" not in text


@pytest.mark.parametrize(
    ("words", "scrap"),
    [
        ("I need a call script asking for 66,000", "call script in"),
        ("Write to Kofi Mensah, the head of the lab, asking for 66,000", "the head of the lab"),
        ("It should ask for 66,000 in a mail to Kofi", "It should"),
    ],
)
def test_no_scrap_of_a_message_stands_in_a_text(coach: Coach, words: str, scrap: str) -> None:
    """Whom it is for and what it is to do is not said in it."""
    text = last(coach, OFFER, words)
    assert "66K" in text
    assert scrap not in text


@pytest.mark.parametrize(
    "story",
    [
        "I'm a forklift driver on 29k, want 32k. My boss is Olga. How do I ask her?",
        "I earn 48,000 as a lab technician and would like 52,000. What do I say to my boss?",
    ],
)
def test_nobody_without_an_offer_thanks_for_one(coach: Coach, story: str) -> None:
    """Where only pay is told, what is written asks for a raise."""
    text = last(coach, story)
    assert "offer" not in text.partition(">")[2].partition("If they")[0]
    assert "my pay" in text


def test_a_meeting_is_asked_for_as_long_and_when_it_is_told(coach: Coach) -> None:
    """Once they agree to meet, what is said there is the ask."""
    story = "I'm on 31k as a cook and want 34k from my boss, a raise."
    first = last(coach, story, "write her a message asking for 20 minutes on Tuesday")
    assert "20 minutes on Tuesday" in first
    then = last(
        coach,
        story,
        "write her a message asking for 20 minutes on Tuesday",
        "she said fine. what do I say in the meeting?",
    )
    assert "20 minutes" not in then
    assert "34K" in then


def test_a_no_to_the_present_employer_goes_there(coach: Coach) -> None:
    """It declines the offer to stay, and is not sent to the new employer."""
    text = last(
        coach,
        "I resigned at Halden Steel and my boss Petra offered me 70k to stay. Ostrava Rail offers 74k, I'm on 64k.",
        "I'm going to Ostrava Rail. Write Petra a kind no.",
    )
    assert "Petra" in text
    assert "going to leave" in text
    assert "Ostrava" not in text.partition(">")[2]


def test_what_was_told_for_a_text_is_backed_in_every_later_one(coach: Coach) -> None:
    """A second-best ask and a sentence with figures stand after a change that does not name them again."""
    text = last(
        coach,
        OFFER,
        MAIL,
        "you left out that I ran 14 audits in 2023",
        "if they won't do 66 I'd take a 5k tool allowance instead",
        "now make it more formal",
    )
    assert "I ran 14 audits in 2023." in text
    assert "66K" in text
    assert "5k tool allowance" in text
