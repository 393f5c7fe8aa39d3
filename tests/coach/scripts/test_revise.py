"""A change is made in the text that stands, and nothing else of it is changed."""

from __future__ import annotations

import pytest

from coach.dialogue.revision import Put, Revision
from coach.scripts.document import document_of
from coach.scripts.revise import revised
from coach.scripts.revise.work import Held

MAIL = (
    "Subject: Your offer: one question",
    "Hi Claire,",
    "Thank you for your offer. As I understand it, that's a base of €52K.",
    "I also have an offer from another company, with a base of €56K. I've run the clinic's rota for six years.",
    "With that in mind, could you bring the base to €56K?",
    "Let me know what you can do.",
    "Best,",
)
CHAT = (
    "Hi Mike, thank you for the offer, I'm glad you'd like to have me at Harlan Pumps. One question before I decide: "
    "could you set the base at 73K?",
)
CALL = (
    "Thanks for making the time.",
    "Could you bring the base to £31,500?",
    "(Stop there. Let them answer.)",
    "If they say yes: \"That's great, thank you. Could you send me that in writing? I'll read it at once.\"",
)
HELD = Held(frozenset({56000.0, 73000.0, 31500.0, 56.0, 73.0}), "Claire")


def after(text: tuple[str, ...], channel: str = "email", **changes: object) -> str:
    """The text after a change, as it is read."""
    return "\n\n".join(revised(text, channel, Revision(**changes), HELD).paragraphs)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "channel"), [(MAIL, "email"), (CHAT, "chat"), (CALL, "call")])
def test_a_text_is_the_sum_of_its_parts(text: tuple[str, ...], channel: str) -> None:
    """Taken apart and put together again it is the same."""
    assert document_of(text, channel).paragraphs == text


@pytest.mark.parametrize(
    "words", ["the bit about the rota", "I've run the clinic's rota for six years", "the thing with my rota"]
)
def test_what_is_named_or_quoted_goes_and_nothing_else(words: str) -> None:
    """The sentence that is meant is found by its words or by its meaning."""
    assert after(MAIL, out=(words,)) == "\n\n".join(MAIL).replace(" I've run the clinic's rota for six years.", "")


def test_a_quoted_phrase_goes_with_its_clause() -> None:
    """The rest of the sentence stays where it can stand."""
    assert after(CHAT, "chat", out=("I'm glad you'd like to have me",)).startswith(
        "Hi Mike, thank you for the offer. One question"
    )


def test_the_ask_stays_when_something_beside_it_goes() -> None:
    """Words that stand with the ask in one sentence go alone."""
    text = (*MAIL[:4], "I'm on €48K today, and could you bring the base to €56K?", *MAIL[5:])
    said = after(text, out=("what I earn now",))
    assert "€48K" not in said
    assert "ould you bring the base to €56K?" in said


def test_a_line_by_its_place() -> None:
    """The last line, the second sentence."""
    assert "Let me know" not in after(MAIL, out=("the last line",))
    assert "As I understand" not in after(MAIL, out=("the second sentence",))


KINDS = (
    *MAIL[:4],
    "Thank you for the visit in the lab. With that in mind, could you bring the base to €56K? Could you tell me if the "
    "boots are paid?",
    *MAIL[5:],
)


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("the boots question", " Could you tell me if the boots are paid?"),
        ("the question", " Could you tell me if the boots are paid?"),
        ("the thanks for the visit", "Thank you for the visit in the lab. "),
        ("the thank-you for the offer", "Thank you for your offer. "),
        ("the reason with the rota", " I've run the clinic's rota for six years."),
    ],
)
def test_a_sentence_by_its_kind(words: str, gone: str) -> None:
    """Named as a question, thanks or a reason, with a word of it where there are several; never the ask."""
    assert gone in "\n\n".join(KINDS)
    assert after(KINDS, out=(words,)) == "\n\n".join(KINDS).replace(gone, "")


def test_a_question_that_is_not_there_takes_no_other() -> None:
    """A kind alone tells a sentence only where nothing else is named."""
    assert "boots" in after(KINDS, out=("the pension question",))


def test_one_line_of_an_answer_goes() -> None:
    """What is said if they agree loses one sentence and keeps its marks."""
    assert after(CALL, "call", out=("I'll read it at once",)).endswith('Could you send me that in writing?"')


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("another company", "a private clinic", "an offer from a private clinic, with"),
        ("base", "day rate", "bring the day rate to €56K"),
        ("Claire", "Klara", "Hi Klara,"),
        (
            "Let me know what you can do",
            "I'd be glad to hear what you think",
            "\n\nI'd be glad to hear what you think.",
        ),
    ],
)
def test_words_stand_for_other_words(old: str, new: str, said: str) -> None:
    """Everywhere in the text."""
    assert said in after(MAIL, swaps=((old, new),))


def test_new_words_tell_a_figure_once() -> None:
    """What stood behind the old words is not said again; a sentence stands for a sentence."""
    said = after(MAIL, swaps=(("that's a base of", "the salary is €52K for 36 hours"),))
    assert "As I understand it, the salary is €52K for 36 hours." in said
    whole = after(MAIL, swaps=(("the clinic's rota", "I have run the rota of the clinic since 2018"),))
    assert "€56K. I have run the rota of the clinic since 2018.\n" in whole


def test_a_sentence_goes_beside_the_one_that_is_named() -> None:
    """Behind it or before it, and one that stands moves there."""
    put = Put(form="quote", words="I would also like 32 hours.", near="With that in mind", side="before")
    assert "I would also like 32 hours. With that in mind" in after(MAIL, put=(put,))
    moved = Put(form="quote", words="I've run the clinic's rota for six years", near="the thanks", side="after")
    assert "Thank you for your offer. I've run the clinic's rota for six years. As I" in after(MAIL, put=(moved,))


def test_a_figure_stands_for_another() -> None:
    """In the ask, and nowhere else."""
    said = after(MAIL, figures=((56_000.0, "€58,000"),))
    assert "bring the base to €58,000?" in said
    assert "a base of €56K" in said


def test_the_same_words_are_written_as_they_are_wanted() -> None:
    """Capitals alone are a change, too."""
    text = (MAIL[0].replace("Your offer", "Ux designer role"), *MAIL[1:])
    assert "Subject: UX designer role: one question" in after(text, swaps=(("", "UX designer"),))


def test_what_comes_in_stands_where_it_belongs() -> None:
    """A reason before the ask, another ask and a question behind it, what is to come first first."""
    said = after(
        MAIL,
        put=(
            Put(form="fact", words="I enjoyed meeting the team", place="first"),
            Put(form="ask", words="a four day week"),
            Put(form="whether", words="whether they pay for parking"),
            Put(form="did", words="trained both new physios"),
        ),
    )
    order = [
        "I enjoyed meeting the team.", "Thank you for your offer.", "I trained both new physios.", "could you bring",
        "I'd also like a four day week.", "Could you tell me whether you pay for parking?", "Let me know",
    ]  # fmt: skip
    assert [said.index(x) for x in order] == sorted(said.index(x) for x in order)


def test_the_ask_in_the_own_words_stands_for_the_ask() -> None:
    """Whoever words the ask asks once."""
    said = after(MAIL, put=(Put(form="fact", words="I would like to request a salary of €56K"),))
    assert "I would like to request a salary of €56K." in said
    assert "could you bring" not in said


def test_what_was_told_before_can_be_named() -> None:
    """ "You forgot the licence" puts the sentence in that tells of it."""
    held = Held(HELD.asks, told=("I hold the drone licence.", "I closed eleven disputes."))
    put = (Put(form="have", words="the licence"),)
    assert "I hold the drone licence." in "\n".join(revised(MAIL, "email", Revision(put=put), held).paragraphs)


def test_one_thanks_goes_on_behind_another() -> None:
    """Not twice in two paragraphs."""
    said = after(MAIL, put=(Put(form="thank", words="the tour of the ward"),))
    assert "Thank you for your offer. And thank you for the tour of the ward. As I understand it" in said


def test_it_begins_closes_and_is_headed_as_told() -> None:
    """A greeting without a name keeps the one that stands; a close may be a phrase, a name or both."""
    said = after(MAIL, hail="Dear Ms Walsh", bye="Kind regards, Claire", subject="My offer")
    assert said.startswith("Subject: My offer\n\nDear Ms Walsh,\n\n")
    assert said.endswith("\n\nKind regards,\nClaire")
    assert after(CHAT, "chat", hail="Hey").startswith("Hey Mike, thank you")
    assert after(CHAT, "chat", bye="Cheers, Jo").endswith("73K?\nCheers,\nJo")
    assert after(CHAT, "chat", bye="Well Mike").startswith("Well Mike, thank you")
    assert after(MAIL, bye="my name").endswith("Best,\nClaire")
    assert after(MAIL, bye="Thanks! Marisol").endswith("Thanks!\nMarisol")


def test_what_was_there_comes_back() -> None:
    """A sentence of a version before, or the whole version."""
    less = tuple(p for p in MAIL if "another company" not in p)
    held = Held(HELD.asks, earlier=(MAIL,))
    back = revised(less, "email", Revision(back=("the sentence about the other offer",)), held)
    assert "I also have an offer from another company, with a base of €56K." in "\n".join(back.paragraphs)
    assert revised(less, "email", Revision(back=("it",)), held).paragraphs == MAIL
    whole = revised(less, "email", Revision(back=("the first version",), bye="Kind regards, Jo"), held).paragraphs
    assert whole == (*MAIL[:-1], "Kind regards,\nJo")


def test_a_shorter_text_is_shorter_and_still_asks() -> None:
    """What repeats the offer and what is only polite goes first."""
    said = after(MAIL, shorter=True)
    assert len(said.split()) < 0.75 * len(" ".join(MAIL).split())
    assert "could you bring the base to €56K?" in said


def test_what_cannot_be_found_is_said() -> None:
    """Nothing is changed in silence, and nothing else instead."""
    missed = revised(MAIL, "email", Revision(out=("the paragraph on my dog's operation",)), HELD)
    assert missed.missed == ("the paragraph on my dog's operation",)
    assert missed.paragraphs == MAIL
