"""Who speaks for the present employer is nobody of the new one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, Dialogue
from coach.reply import Reply
from coach.understanding.reading import Clause, Person, Reading
from coach.understanding.situation import Part
from tests.coach.dialogue.test_stages import held

BASE = Part(component="base", low=71000, high=71000, currency="USD", period="year")
JOB = Deal(company="Orbel", offer=(BASE,), status="offered", kind="new_offer")
COUNTER = Deal(offer=(BASE,), status="offered", kind="counter")


def read(text: str, matter: str, part: str = "") -> Reading:
    clause = Clause(0, len(text), text, (("ask_words", 0.94),), ((matter, 0.94),))
    at = text.index("Ines Brandt")
    return Reading(text, (clause,), persons=(Person(at, at + 11, "Ines Brandt", part),), told=True)


@pytest.mark.parametrize("matter", ["words_decline_boss", "words_resign", "words_boss"])
@pytest.mark.parametrize(
    "text", ["Ines Brandt gets a note from me, word it.", "Ines Brandt is waiting, a few lines please.", "A text for Ines Brandt please."]
)  # fmt: skip
def test_whom_a_text_to_the_boss_is_for(text: str, matter: str) -> None:
    now = apply(Dialogue(turn=1, deals=(JOB, COUNTER)), read(text, matter))
    assert (now.deals[0].person, now.deals[0].people) == ("", ())
    assert now.deals[1].person == "Ines Brandt"
    alone = apply(Dialogue(turn=1, deals=(JOB,)), read(text, matter))
    assert (alone.deal.person, alone.deal.people) == ("", ())


def test_whom_a_text_to_the_new_employer_is_for() -> None:
    now = apply(Dialogue(turn=1, deals=(JOB, COUNTER)), read("A text for Ines Brandt please.", "words_accept"))
    assert now.deals[0].person == "Ines Brandt"


@pytest.mark.parametrize(
    "said",
    [
        "I hand in my notice on Monday, write the letter to my present manager, Ines Brandt.",
        "My boss Ines Brandt needs a letter of resignation from me, write it.",
        "I report to Ines Brandt today, write the note that I'm leaving for my manager Ines Brandt.",
    ],
)
def test_a_boss_is_known_by_how_they_are_named(talk: Callable[..., Reply], said: str) -> None:
    """Without a model, too: nobody of the new employer is held."""
    now = held(talk("Orbel offers me 61k base as an ops lead, I make 52k. I want to take it.", said))
    assert now.deal.person == ""
    assert not now.deal.people


STORY = (
    "I'm a cook on 14.20 an hour. The Anchor wants me for 15.60.",
    "Write the yes to Petra, say I can start on 4 May.",
)


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("now one for my gaffer Owen that im leaving, last day 2 May", "Owen"),
        ("notice for my foreman Luis please", "Luis"),
        ("a resignation letter to my line manager Nadia, last day 2 May", "Nadia"),
        ("write my notice to the head chef Felix", "Felix"),
        ("write my notice to the practice manager, Helen", "Helen"),
        ("write my notice to matron Okafor, last day 2 May", "Matron Okafor"),
        ("write it to my supervisor Rita that I am quitting", "Rita"),
        ("a resignation letter to Frau Berger, my present boss", "Frau Berger"),
        ("now my notice to Herr Lang, my boss, last day 2 May", "Herr Lang"),
    ],
)
def test_a_notice_goes_to_the_boss_who_is_named(talk: Callable[..., Reply], said: str, whom: str) -> None:
    """By whatever word for a boss stands beside the name; they are nobody of the new employer."""
    reply = talk(*STORY, said)
    assert f"**Giving notice**, to {whom}:" in reply.text
    assert any(f"{hail} {whom}," in reply.text for hail in ("Hi", "Dear"))
    assert [d.person for d in held(reply).deals] == ["Petra"]


def test_a_mate_is_nobody_of_the_new_employer(talk: Callable[..., Reply]) -> None:
    """Whoever is written to as a friend."""
    assert held(talk(*STORY, "a goodbye note to my mate Owen that I'm leaving")).deal.person == "Petra"
