"""A message is read to its last word by a model, and what it asks at its end counts; who signs is told."""

from __future__ import annotations

import pytest
from langchain_core.messages import BaseMessage

from benchmarks.paper import TODAY
from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.turn import Coach
from coach.understanding.read import read
from coach.writer.answered import wrong_with
from coach.writer.asked import MOST, in_whole
from coach.writer.models import prompt
from coach.writer.wording import Writer
from tests.coach.writer.test_answered import BASIS
from tests.coach.writer.test_misbehaving import SHELF
from tests.coach.writer.test_paid_later import Reads, amount, line

LONG = (
    "I have an offer of 190k from Brightwave. "
    + "They said that the team is growing and that the work is mostly on the pipelines, which I like a lot. " * 12
    + "My floor is 205k. Should I walk away from it now?"
)


class Prompts(Reads):
    """Keeps every prompt, by its use."""

    asked: dict[str, str] = {}  # noqa: RUF012 - pydantic copies it

    def answer(self, messages: list[BaseMessage]) -> str:
        first, *rest = (str(m.content) for m in messages)
        for use in ("reading", "letter"):
            if first.startswith(prompt(use)[:60]):
                self.asked.setdefault(use, rest[0])
        return super().answer(messages)


def test_the_last_words_of_a_long_message_are_read() -> None:
    """They reach the model as lines, and what it says of them moves the talk."""
    whole = in_whole(read(LONG, SHELF.names))
    last = len(whole.clauses)
    assert whole.clauses[-1].text == "Should I walk away from it now?"
    model = Prompts(write=False, folder=".")
    model.given = {
        "lines": [
            line(1, "offer", "told_offer"), *(line(n, "story", "told_story") for n in range(2, last - 1)),
            line(last - 1, "limit", "told_limit"), line(last, "ask_should", "view_walk"),
        ],
        "amounts": [amount(1, "offer"), amount(2, "floor")],
        "companies": [{"company": 1, "part": "job", "sure": "yes"}],
    }  # fmt: skip
    coach = Coach(SHELF, lambda: TODAY, writer=Writer(model, "paper", reads=True))
    reply = coach.reply(Turn(LONG))
    assert f"{last}. Should I walk away from it now?" in model.asked["reading"]
    assert reply.state["floor"]["base"]["amount"] == 205_000
    assert "decision" in reply.moves


def test_what_is_no_longer_than_that_is_left_alone_and_what_is_endless_keeps_its_end() -> None:
    short = read("I have an offer of 190k from Brightwave. Should I take it?", SHELF.names)
    assert in_whole(short) is short
    endless = in_whole(
        read("I have an offer of 190k from Brightwave. " + "So it goes. " * 300 + "Do I go?", SHELF.names)
    )
    assert len(endless.clauses) <= MOST + 8
    assert endless.clauses[-1].text == "Do I go?"


@pytest.mark.parametrize("where", ["before", "after"])
def test_who_has_said_their_name_signs(where: str) -> None:
    """Before a text was wanted, or after one that stands."""
    me = ("I'm Mathieu.", {"lines": [line(1, "edit_info", "told_info")]})
    offer = (
        "I have an offer of 2 350 CHF a month from Kornhaus, I want 2 500",
        {
            "lines": [line(1, "offer", "told_offer"), line(2, "wish", "told_wish")],
            "amounts": [amount(1, "offer"), amount(2, "wish")],
        },
    )
    order = ("write me a mail to ask for it", {"lines": [line(1, "ask_words say_counter", "words_counter")]})
    again = ("shorter please", {"lines": [line(1, "ask_edit", "edit")]})
    model, dialogue = Prompts(write=False, folder="."), Dialogue()
    coach = Coach(SHELF, lambda: TODAY, writer=Writer(model, "paper", reads=True))
    for message, reading in (offer, me, order) if where == "before" else (offer, order, me, again):
        model.given = reading
        model.asked.pop("letter", None)
        dialogue = Dialogue.model_validate(coach.reply(Turn(message, dialogue=dialogue)).dialogue)
    assert "signed by: Person A" in model.asked["letter"]


@pytest.mark.parametrize("sentence", ["That point is won: keep it in writing.", "The [[F1]] is won."])
def test_what_is_won_is_no_promise(sentence: str) -> None:
    assert wrong_with(sentence, BASIS) == []


@pytest.mark.parametrize("sentence", ["If you ask, the raise is won.", "You will win the raise."])
def test_what_would_be_won_is_one(sentence: str) -> None:
    assert wrong_with(sentence, BASIS)


class Mends(Reads):
    """Writes a text with a note above it that does not pass, then the text alone."""

    said: int = 0

    def answer(self, messages: list[BaseMessage]) -> str:
        first, *rest = (str(m.content) for m in messages)
        if not first.startswith(prompt("letter")[:60]):
            return super().answer(messages)
        self.said += 1
        slot = next(x.split()[2] for x in rest[0].split("\n") if x.startswith("Ask for [["))
        mail = (
            "Subject: The offer\n\nHi,\n\nThank you for the offer. Could you bring the salary to {} a month?\n\nBest,"
        )
        if self.said == 1:
            return "I left out “pathetic”, as you wanted.\n---\n" + mail.format("9,000")
        return mail.format(slot)


def test_the_note_above_a_text_is_shown_though_the_text_was_mended() -> None:
    offer = {
        "lines": [line(1, "offer", "told_offer"), line(2, "wish", "told_wish")],
        "amounts": [amount(1, "offer"), amount(2, "wish")],
    }
    order = {"lines": [line(1, "ask_words say_counter", "words_counter"), line(2, "leave_out", "edit")]}
    talk = (
        ("I have an offer of 2 350 CHF a month from Kornhaus, I want 2 500", offer),
        ("write me a mail to ask for it, keep the word pathetic out", order),
    )
    model, dialogue = Mends(write=False, folder="."), Dialogue()
    coach = Coach(SHELF, lambda: TODAY, writer=Writer(model, "paper", reads=True))
    for message, reading in talk:
        model.given = reading
        reply = coach.reply(Turn(message, dialogue=dialogue))
        dialogue = Dialogue.model_validate(reply.dialogue)
    assert model.said == 2
    assert reply.text.startswith("I left out “pathetic”, as you wanted.")
    assert "CHF 2,500 a month?" in reply.text


WISHED = (
    "I have an offer of 2 350 CHF a month from Kornhaus, I want 2 500",
    {
        "lines": [line(1, "offer", "told_offer"), line(2, "wish", "told_wish")],
        "amounts": [amount(1, "offer"), amount(2, "wish")],
    },
)
ORDERED = ("write me a mail to ask for it", {"lines": [line(1, "ask_words say_counter", "words_counter")]})


@pytest.mark.parametrize(
    ("words", "acts"),
    [("ok off it went an hour ago", "story"), ("ok off it went an hour ago", "news"), ("i pressed send", "chat")],
)
def test_what_was_sent_is_asked_for(words: str, acts: str) -> None:
    """In whatever words the model finds that, and whatever act it takes them for."""
    reply = _last(WISHED, ORDERED, (words, {"lines": [line(1, acts, "told_asked")]}))
    deal = Dialogue.model_validate(reply.dialogue).deal
    assert [p.high for p in deal.asked] == [2_500]
    assert deal.status == "asked"


def _last(*talk: tuple[str, dict[str, object]]) -> Reply:
    model, dialogue = Reads(write=False, folder="."), Dialogue()
    coach = Coach(SHELF, lambda: TODAY, writer=Writer(model, "paper", reads=True))
    for message, reading in talk:
        model.given = reading
        reply = coach.reply(Turn(message, dialogue=dialogue))
        dialogue = Dialogue.model_validate(reply.dialogue)
    return reply
