"""Who somebody is never leaves: people by a stand-in that comes back, addresses, telephones and links not at all."""

from __future__ import annotations

import re
from datetime import date

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach
from coach.understanding.read import read
from coach.writer.mask import Mask
from coach.writer.wording import Writer
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_misbehaving import SHELF
from tests.coach.writer.test_reading import Reader

TOLD = (
    "Sandra Mills (sandra.mills@northwind.example, +1 415 555 2671, www.northwind.example/jobs) said 160 is their best. "
    "Northwind offered me 155k base as a data engineer in Chicago, is that good?"
)


def test_no_name_and_no_address_is_sent() -> None:
    """In nothing that is asked of the model."""
    model = Scripted(answers=["Person A says the band is [[F1]]."])
    reply = Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:r")).reply(Turn(TOLD))
    sent = " ".join(str(m.content) for seen in model.seen for m in seen)
    assert model.seen
    for private in ("Sandra", "Mills", "@", "415", "www."):
        assert private not in sent
    assert "Person B" not in reply.text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("hi tom, my boss Mr. Okafor agreed", "hi Person A, my boss Mr. Person B agreed"),
        ("Will they move in May? Mark Olsen will.", "Will they move in May? Person A will."),
        ("thanks,\nbest regards,\nPriya Natarajan\nTalent", "thanks,\nbest regards,\nPerson A\nTalent"),
        ("write anna.müller@firma.de or +49 30 1234 5678", "write [email] or [phone]"),
        ("they offer $155,000 and 12,500 shares in Charlotte", "they offer $155,000 and 12,500 shares in Charlotte"),
    ],
)
def test_people_by_title_greeting_signature_and_name(text: str, hidden: str) -> None:
    """Words of every day that are names too stay, unless they stand as one; figures and places stay."""
    mask = Mask(SHELF.names, employers=False)
    mask.learn(text)
    assert mask.hidden(text) == hidden


def test_a_person_comes_back() -> None:
    """One stand-in for a name, and one for each word of it alone."""
    mask = Mask(SHELF.names, employers=False)
    mask.learn("Sandra Mills called. Sandra wants an answer.")
    assert mask.hidden("Tell Sandra, or Mills.") == "Tell First A, or Last A."
    assert mask.shown("Answer Person A today.") == "Answer Sandra Mills today."
    assert mask.shown("Hi First A, or Ms Last A") == "Hi Sandra, or Ms Mills"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Lena rang, 160 is the max", ["Lena"]),
        ("PRIYA RANG: 160 is the max", ["PRIYA"]),
        ("Tom Rang me, it's 160", ["Tom"]),
        ("i spoke w/ fatima and joao", ["Fatima", "Joao"]),
        ("Mary Long wrote that it's 160", ["Mary Long"]),
        ("Anna van Dyk called", ["Anna van Dyk"]),
        ("sandra mills called", ["Sandra Mills"]),
        ("mrs finch said no", ["Mrs Finch"]),
    ],
)
def test_a_verb_behind_a_name_is_no_part_of_it(text: str, people: list[str]) -> None:
    """Somebody rang, and two are two; a surname that is a word too stays one."""
    assert [p.name for p in read(text, SHELF.names).persons] == people


def test_a_verb_with_a_capital_is_not_hidden_with_the_name() -> None:
    """However it is written."""
    mask = Mask(SHELF.names, employers=False)
    mask.learn("Anna Texted me. Anna Mills wrote.")
    assert mask.hidden("Anna Texted me. Anna Mills wrote.") == "First A Texted me. Person A wrote."


SMALL = {
    "ravi": "ravi phoned me, northwind offered 155k base as a data engineer in chicago. is that ok?",
    "grace": "grace said no to more",
    "tom": "what do i tell tom now",
    "mark": "mark wants an answer",
    "mehmet": "write to mehmet please, ask for 165k",
}


def test_names_typed_small_are_not_sent() -> None:
    """Neither in the message, to read or to answer it, nor in what was said before; a word of every day too, and one
    that no list has. They come back as they are written.
    """
    dialogue, sent = Dialogue(), ""
    for message in SMALL.values():
        model = Reader(answers=["Ask once."])
        coach = Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:r", patience_s=60, reads=True))
        dialogue = Dialogue.model_validate(coach.reply(Turn(message, dialogue=dialogue)).dialogue)
        last = " ".join(str(m.content) for seen in model.seen for m in seen[1:]) + str([a[1:] for a in model.asked])
        sent += last
    for name in SMALL:
        assert not re.search(rf"\b{name}\b", sent, re.I), name
    assert "Person A" in last
    assert any("Mark wants an answer" in words for _, words in dialogue.lines)


@pytest.mark.parametrize(
    "text", ["i will take it in may", "can you mark that as done", "may i ask for more", "tbh that's rich"]
)
def test_words_of_every_day_are_nobody(text: str) -> None:
    """Where they do not stand as a name."""
    reading = read(text, SHELF.names)
    assert not (*reading.persons, *reading.leaning)
