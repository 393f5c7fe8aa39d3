"""Employers hidden from a model, and put back in what it says."""

from __future__ import annotations

from datetime import date

import pytest

from coach.dialogue.turn import Turn
from coach.turn import Coach
from coach.writer.mask import Mask, amount_spans
from coach.writer.wording import Writer
from tests.coach.writer.models import Rereading, Scripted
from tests.coach.writer.test_misbehaving import SHELF
from tests.coach.writer.test_restate import ODD

BASE = "What base does Northwind pay a data engineer in New York?"


def test_a_name_is_hidden_in_every_form_and_comes_back() -> None:
    """Case does not matter; a second company has another stand-in; what nobody named is left."""
    mask = Mask(SHELF.names)
    mask.learn("does NORTHWIND pay more than Contoso?", ["Northwind", "Initech", ""])
    hidden = mask.hidden("Northwind and contoso, not Initech; northwinds blow.")
    assert hidden == "Employer A and Employer B, not Employer C; northwinds blow."
    assert mask.shown("Employer A beats Employer B.").lower() == "northwind beats contoso."
    assert mask.shown("Employer D") == "Employer D"


def test_more_companies_than_letters() -> None:
    """The 27th is AA, and A is not read in it."""
    mask = Mask(SHELF.names)
    mask.learn("", [f"Firm{chr(97 + n // 5)}{chr(97 + n % 5)}" for n in range(28)])
    assert mask.hidden("Firmfb") == "Employer AA"
    assert mask.shown("Employer AA, Employer A") == "Firmfb, Firmaa"


def test_no_employer_is_sent_and_the_answer_names_it() -> None:
    """Neither the question's employer nor the one whose offer the user holds leaves; the reply reads as ever."""
    model = Scripted(answers=["For Employer A in New York the base band is [[F1]] [1]. Employer Q pays that too."])
    history = (("user", "I have an offer from Contoso at 150k base"), ("assistant", "Noted."))
    coach = Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:r", redact=True))
    reply = coach.reply(Turn(BASE, history))
    sent = " ".join(str(m.content) for seen in model.seen for m in seen)
    assert "Employer A" in sent
    assert "northwind" not in sent.lower()
    assert "contoso" not in sent.lower()
    assert "For Northwind Traders in New York the base band is $170K–$215K [1]." in reply.text
    assert "Employer" not in reply.text


def test_an_odd_message_is_restated_without_its_employer() -> None:
    """What comes back names it again."""
    model = Rereading(answers=[""], question="What does Employer A pay a data engineer in Chicago?")
    coach = Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:r", redact=True))
    reply = coach.reply(Turn(ODD))
    assert "$150K–$190K" in reply.text
    assert "i read your message as: what does northwind pay a data engineer in chicago?" in reply.text.lower()


def test_a_number_that_nothing_reads_is_hidden_too() -> None:
    """It may be pay; years and what an address holds stay as they are."""
    for text, left in (
        ("code A-178-B since 2019", "code A-[]-B since 2019"),
        ("mail sandra77@northwind.example", "mail sandra77@northwind.example"),
    ):
        hidden = text
        for start, end in reversed(amount_spans(text)):
            hidden = f"{hidden[:start]}[]{hidden[end:]}"
        assert hidden == left


def test_a_word_that_opens_a_sentence_before_letters_is_no_person() -> None:
    """ "So HR wrote" names nobody, and "so far" stays as it is; "May Chen" is somebody."""
    mask = Mask(SHELF.names)
    mask.learn("So HR at Northwind wrote. Ok then. May Chen called.")
    assert mask.hidden("So far: HR wrote, ok. May Chen and May") == "So far: HR wrote, ok. Person A and First A"


def test_a_short_verb_and_a_little_word_are_nobody() -> None:
    """Beside a name that is one, too."""
    mask = Mask(SHELF.names)
    mask.learn("So I'd call Nadia. She agrees, and So I've agreed.")
    assert mask.hidden("So I'd thank Nadia. I've agreed.") == "So I'd thank Person A. I've agreed."


@pytest.mark.parametrize(
    "text",
    [
        "Respected Sir/Madam, thanks.",
        "Noted sir. Kindly write it",
        "Mailed it sir. They said wait",
        "Thanks madam. Please check",
        "› In March they moved",
        "(In April we spoke) so",
    ],
)
def test_nothing_but_names_is_masked(text: str) -> None:
    """A form of address, and the ordinary word that begins the next sentence, are nobody's."""
    mask = Mask(SHELF.names, employers=False)
    mask.learn(text, people=["Sir", "Sir/Madam", "a product", "madam"])
    assert mask.hidden(text) == text
    assert mask.hidden("In this talk they offer a product to Sir") == "In this talk they offer a product to Sir"


def test_a_name_behind_a_word_that_begins_a_sentence_is_the_name() -> None:
    """The word stays; a title in small letters brings its name in every form."""
    mask = Mask(SHELF.names, employers=False)
    mask.learn("So Ingrid wrote. ok, and frau wendt too")
    assert mask.hidden("So Ingrid asked Wendt, so we wait") == "So Person B asked Person A, so we wait"


def test_codes_own_words_name_nobody() -> None:
    """What is known is worded by code: a role in it is no person."""
    mask = Mask(SHELF.names, employers=False)
    mask.learn("The range for Grace Planner in Bern is wide.", names_people=False)
    assert mask.hidden("Grace Planner") == "Grace Planner"


def test_who_is_named_by_one_word_is_called_by_it() -> None:
    """A model that writes the first name alone of somebody who has no other means that name; one of nobody stays."""
    mask = Mask(SHELF.names)
    mask.learn("Fenella offered me the counter.", people=("Fenella",))
    assert mask.shown("Hi First A, as Person A said.") == "Hi Fenella, as Fenella said."
    assert mask.shown("Hi First B") == "Hi First B"
    mask.learn("", people=("Fenella Marsh",))
    assert mask.shown("Hi First A, or Person A") == "Hi Fenella, or Fenella Marsh"
