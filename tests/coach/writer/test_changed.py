"""A text that stands and that a message wants changed, whom it names, and whom the text goes to: as a model that reads has it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coach.answers.letter import _to, headed
from coach.dialogue.deals import Deal, Dialogue
from coach.dialogue.lettered import with_letter
from coach.dialogue.people import with_known, without_nobody
from coach.dialogue.said import signature_in, whom
from coach.dialogue.wanted import Wanted
from coach.reply import Reply
from coach.understanding.read import read
from coach.understanding.reading import Clause, Person, Reading
from coach.understanding.untrue import owned_untrue
from coach.writer.asked import Asked
from coach.writer.mask import Mask
from coach.writer.models import prompt
from coach.writer.reading import merged
from tests.coach.writer.test_misbehaving import SHELF
from tests.coach.writer.test_reading import Reader, alone, line, name, replied

ORDER = "Northwind offered me 155k base as a data engineer in Chicago. Write the mail to Sandra, ask for 175k base."
EDIT = {"matters": ["edit"]}
# The built-in writer has no such change of a text.
UNMADE = {
    "a way of writing figures": ("the figures should be written the same way", {**line(1, "ask_edit", "put_in"), **EDIT}),
    "what it rests on out": ("and drop the bit about the band", {**line(1, "leave_out", "ask_edit"), **EDIT}),
    "the whole again": ("i need the whole mail once more so i can paste it", {**line(1, "ask_words", "ask_edit"), **EDIT}),
}  # fmt: skip


def sent(model: Reader, use: str) -> list[str]:
    """What a prompt of this use was asked with."""
    return [str(m[1].content) for m in model.seen if str(m[0].content).startswith(prompt(use)[:60])]


def changed(message: str, said: dict[str, Any]) -> tuple[Reply, Reader]:
    return replied({"lines": [said]}, message, alone(ORDER))


@pytest.mark.parametrize("change", UNMADE)
def test_a_change_is_written_by_the_model_whatever_the_built_in_writer_can_make_of_it(change: str) -> None:
    """It gets the text that stands and writes it anew; nobody is told that the change does not fit in."""
    message, said = UNMADE[change]
    _, model = changed(message, said)
    assert sent(model, "letter")
    assert not sent(model, "answer")
    assert "stands now: Subject:" in sent(model, "letter")[0]


def test_what_asks_about_the_text_is_answered() -> None:
    """A question orders no text, though one stands."""
    said = {**line(1, "ask_should"), "matters": ["view_wish"]}
    _, model = replied({"lines": [said]}, "is 175k too much for them?", alone(ORDER))
    assert not sent(model, "letter")
    assert sent(model, "answer")


def test_where_its_text_fails_the_built_in_reply_stands() -> None:
    """A change that came to nothing leaves the text that stands as it was."""
    before = alone(ORDER)
    reply, _ = replied({"lines": [UNMADE["what it rests on out"][1]]}, UNMADE["what it rests on out"][0], before)
    assert reply.engine == "built-in"
    assert reply.dialogue["wanted"]["written"] == before.dialogue["wanted"]["written"]


def asked(text: str, *people: Person, held: Dialogue | None = None, acts: tuple[str, float] = ("story", 0.4)) -> Asked:
    r = Reading(text, (Clause(0, len(text), text, (acts,)),), persons=people)
    return Asked(r, held or Dialogue(), SHELF.names, Mask(SHELF.names))


TOLD = {"lines": [line(1, "story")]}
SO = Dialogue(turn=1, deals=(Deal(person="So", people=("So", "Tanya")),), wanted=Wanted(turn=1, to="So"))


def test_a_word_that_is_nobody_is_no_person() -> None:
    """The model sees that a word, an app or a scale was taken for one; it is held for nobody again."""
    text = "put it on WhatsApp"
    a = asked(text, Person(10, 18, "WhatsApp"))
    a.mask.learn(text, people=("WhatsApp",))
    made = merged(a, TOLD | {"names": [name("Person A", "no", "just")]})
    assert made.persons == ()
    assert made.nobody == ("WhatsApp",)
    after = without_nobody(Dialogue(deals=(Deal(person="WhatsApp", people=("WhatsApp",)),)), made)
    assert after.deals[0].person == ""
    assert with_known(after, Reading(text, persons=(Person(10, 18, "WhatsApp"),))).persons == ()


def test_whom_the_person_does_not_know_is_taken_back() -> None:
    """From the employer and from the text; those beside stay."""
    made = merged(asked("who is that lol", held=SO), TOLD | {"names": [name("So", "no", "just")]})
    after = without_nobody(SO, made)
    assert (after.deals[0].person, after.deals[0].people, after.wanted.to) == ("", ("Tanya",), "")


def test_the_person_is_no_contact() -> None:
    """Who writes signs, and speaks for no employer."""
    held = SO.model_copy(update={"deals": (Deal(person="Tanya", people=("Tanya", "megan")),)})
    made = merged(
        asked("im megan", Person(3, 8, "megan"), held=held), TOLD | {"names": [name("megan", "person", "self")]}
    )
    assert made.persons == ()
    assert signature_in(made) == "megan"
    assert without_nobody(held, made).deals[0].people == ("Tanya",)


@pytest.mark.parametrize(
    "told",
    [
        {**name("Tanya", "no", "just"), "sure": "likely"},
        name("Tanja", "no", "just"),
        name("Tanya", "company", "self"),
    ],
)
def test_a_person_is_taken_back_by_a_sure_and_valid_answer_alone(told: dict[str, Any]) -> None:
    """No guess, no name from nowhere, and no part that the name cannot have."""
    made = merged(asked("Tanya called", Person(0, 5, "Tanya"), held=SO), TOLD | {"names": [told]})
    assert [p.name for p in made.persons] == ["Tanya"]
    assert (made.nobody, made.own_name) == ((), "")
    assert without_nobody(SO, made) == SO


@pytest.mark.parametrize(
    ("message", "to"),
    [
        ("hi so a hospital called me and offered me 36 an hour. write me a message", ""),
        ("hi there, write me a message", ""),
        ("hi tom, write me a message", "Tom"),
        ("Write a message to sandra", "Sandra"),
    ],
)
def test_a_word_behind_a_greeting_is_a_name_unless_it_is_one_of_every_day(message: str, to: str) -> None:
    """A first name of the census is no name where it is among the commonest words."""
    assert whom(read(message, SHELF.names)) == to


def test_a_name_is_written_large() -> None:
    """In what is shown, however it was typed."""
    mask = Mask(SHELF.names)
    mask.learn("my boss is deb", people=("deb",))
    assert mask.hidden("tell deb") == "tell Person A"
    assert mask.shown("Hi Person A") == "Hi Deb"
    assert headed("deb") == (", to Deb", "")


def test_what_would_get_one_figure_and_not_another_is_no_lie() -> None:
    """What is owned to be made up still is."""
    honest = read("Give me a text to Gary, asking what I'd need to do to get 35 not 33. No mention of DHL", SHELF.names)
    assert not owned_untrue(honest, 0)
    assert owned_untrue(read("Write Gary that DHL offered me 40, not that it's true", SHELF.names), 0)


@pytest.mark.parametrize(
    ("wanted", "to"),
    [
        ({"purpose": "decline", "about": "Adeva"}, "Herr Albrecht"),
        ({"purpose": "decline", "about": "Adeva", "to": "Frau Kern"}, "Frau Kern"),
        ({"purpose": "accept"}, "Frau Petersen"),
        ({"purpose": "decline", "about": "Mellin"}, ""),
    ],
)
def test_a_text_goes_to_who_speaks_for_the_employer_that_it_is_about(wanted: dict[str, Any], to: str) -> None:
    """Not to the one in focus, and to nobody where nobody is known; whom the message names gets it."""
    deals = (
        Deal(company="Brunnen", person="Frau Petersen"),
        Deal(company="Adeva", person="Herr Albrecht"),
        Deal(company="Mellin"),
    )
    now = Dialogue(turn=2, deals=deals, wanted=Wanted(turn=2, **wanted))
    assert _to(now, Reading("Write the no to them."), (wanted["purpose"],)) == to


SAID = "The head said 88k in the interview. The contract says 83,500."


@pytest.mark.parametrize(("first", "letter"), [("was", True), ("offer", True), ("asked", False)])
def test_what_was_said_and_what_the_letter_says_stay_apart(first: str, letter: bool) -> None:
    """However a model that reads well has the two, if it takes both for theirs; what the person asked was agreed by
    nobody."""
    r = read(SAID, SHELF.names)
    amounts = tuple(
        replace(a, role=role, component="base", role_score=0.94)
        for a, role in zip(r.amounts, (first, "offer"), strict=True)
    )
    told = with_letter(Dialogue(), replace(r, amounts=amounts, told=True))
    assert [a.role for a in told.amounts] == (["offer", "letter"] if letter else [first, "offer"])


THANKS = "I had an interview at Tarn Foods today, write a thank you mail to Lena"
COMPLAINS = {
    "take the bit about thanks out": {**line(2, "leave_out"), **EDIT},
    "put in that i ran the night shift": {**line(2, "put_in"), **EDIT},
    "and make it shorter": {**line(2, "ask_edit"), **EDIT},
}


@pytest.mark.parametrize("change", COMPLAINS)
def test_a_complaint_and_a_change_are_one_order(change: str) -> None:
    """The text is written anew, in a talk without a figure as well; a look-up answers neither."""
    said = {"lines": [{**line(1, "correct"), "matters": ["meta_wrong"]}, COMPLAINS[change]]}
    _, model = replied(said, f"that's not what I said. {change}", alone(THANKS))
    assert sent(model, "letter")
    assert not any(sent(model, use) for use in ("answer", "system", "restate"))


def test_what_is_only_said_of_a_text_is_answered() -> None:
    """By the model itself, in a talk without a figure as well."""
    _, model = replied({"lines": [line(1, "correct")]}, "no, i never said that", alone(THANKS))
    assert sent(model, "answer")
    assert not any(sent(model, use) for use in ("system", "restate"))
