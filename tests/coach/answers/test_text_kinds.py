"""A sure order tells the kind of text, whatever its words are near to, as far as the talk has room for it."""

from __future__ import annotations

from datetime import date

import pytest

from coach.answers.rooms import Heard, write_moves
from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, Dialogue
from coach.dialogue.view import situation_of
from coach.evidence.retrieve import retrieve
from coach.policy.moves import moves_of
from coach.reply.draft import render
from coach.understanding.question import understand
from tests.coach.dialogue.test_sure_orders import sure
from tests.shelf import Shelf

OFFER = "offer > told_offer: [job:Contoso] offered {offer.base:150k} base"
RAISE = "pay > told_pay: I earn {pay.base:52k} at the mill"
ASK = "wish > told_asked: I asked my boss there for {asked.base:57k} base"


def text_after(shelf: Shelf, now: Dialogue, *lines: str) -> str:
    """The reply to the last of several messages that are read for certain."""
    for line in lines:
        before, last = now, sure(line)
        now = apply(before, last)
    question = understand(last.text, shelf.names, situation_of(now), None, last)
    heard = Heard(
        last, before, now, situation_of(now), question, retrieve(question, shelf),
        moves_of(last, before, now, "open_question"),
    )  # fmt: skip
    return render(write_moves(heard, shelf, date(2026, 1, 1), None)[0]).text


@pytest.mark.parametrize(
    ("order", "title"),
    [
        ("ask_words > words_decline: Put something kind together for them", "Declining"),
        ("ask_words > words_thank: Put something kind together for them", "A thank-you"),
        ("ask_words > words_chase: Put something kind together for them", "Asking for an answer"),
        ("ask_words > words_accept: Put something kind together for them", "whatever needs signing"),
        ("ask_words > words_fix: Put something kind together for them", "When the letter differs"),
    ],
)
def test_the_same_words_are_the_text_that_was_meant(shelf: Shelf, order: str, title: str) -> None:
    """Only the matter tells these orders apart."""
    assert title in text_after(shelf, Dialogue(), OFFER, order)


@pytest.mark.parametrize(
    "matter", ["words_writing", "words_condition", "words_counter", "words_term", "words_pushback"]
)
def test_nobody_at_work_is_thanked_for_an_offer(shelf: Shelf, matter: str) -> None:
    """In a talk about a raise each order has the text of such a talk."""
    now = Dialogue(deals=(Deal(kind="raise"),))
    text = text_after(shelf, now, RAISE, ASK, f"ask_words > {matter}: Put a few lines together for her").casefold()
    assert "> " in text
    assert "your offer" not in text
    assert "the offer" not in text
