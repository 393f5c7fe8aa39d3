"""The view of what the other side has answered: with the sum that changed, one next step, and never the same ask."""

from __future__ import annotations

from datetime import date

import pytest

from coach.answers.rooms import Heard, write_moves
from coach.dialogue.apply import apply
from coach.dialogue.deals import Deal, DealKind, Dialogue
from coach.dialogue.view import situation_of
from coach.evidence.retrieve import retrieve
from coach.policy.moves import moves_of
from coach.reply.draft import render
from coach.understanding.question import understand
from tests.coach.answers.test_rooms import said
from tests.coach.dialogue.test_apply import reading
from tests.shelf import Shelf

FIRST = "offer: [job:Contoso] offered {offer.base:150k} base and {offer.signing:12k} sign on"
ASKED = "wish: I asked for {asked.base:165k} base"
LAST = "news,refused: they said {offer.base:158k} is the very last"


def talk(shelf: Shelf, *lines: str, kind: DealKind = "") -> list[str]:
    """The replies to several labelled messages, each with what was said before it held."""
    now, replies = Dialogue(deals=(Deal(kind=kind),) if kind else ()), []
    for line in lines:
        before, last = now, reading(line)
        now = apply(before, last)
        situation = situation_of(now)
        question = understand(last.text, shelf.names, situation, None, last)
        moves = moves_of(last, before, now, "open_question")
        heard = Heard(last, before, now, situation, question, retrieve(question, shelf), moves)
        draft, keys = write_moves(heard, shelf, date(2026, 1, 1), None)
        now = now.model_copy(update={"shown": (*now.shown, *keys)})
        replies.append(render(draft).text)
    return replies


def test_a_last_word_is_not_asked_against_again(shelf: Shelf) -> None:
    """Another part comes next, with the figure that they named as what is decided on."""
    text = said(shelf, FIRST, ASKED, LAST)
    assert "165K base" not in text
    assert "sign-on" in text
    assert "158K" in text


def test_the_same_question_gets_other_words_each_time(shelf: Shelf) -> None:
    """The position first, and no sentence twice in the talk."""
    asks = ["ask_should: would you?", "ask_should: really?", "ask_should: and you'd do that?", "ask_should: sure?"]
    replies = talk(shelf, FIRST, ASKED, LAST, *asks)[2:]
    sentences = [s.strip() for r in replies for s in r.replace("\n", " ").split(". ") if len(s.split()) > 6]
    assert len(sentences) == len({*sentences})


def test_one_part_for_another_is_set_off_in_one_sum(shelf: Shelf) -> None:
    """A lump sum against more every year: when it comes back."""
    text = said(shelf, FIRST, ASKED, "news: now it's {offer.base:154k} base and {offer.signing:2k} sign on")
    assert "2.5 years" in text  # 10k once for 4k a year


def test_a_bonus_in_place_of_the_base_that_was_asked_for(shelf: Shelf) -> None:
    """What it is worth in a year, and the base is left alone."""
    text = said(
        shelf,
        "offer: [job:Contoso] offered {offer.base:100k} base with a {offer.bonus:10%} bonus",
        "wish: I asked for {asked.base:110k} base",
        "news: they left base alone and made it a {offer.bonus:14%} bonus",
    )
    assert "4K more in a year" in text
    assert "110K base" not in text


def test_waiting_is_no_step_beside_an_answer(shelf: Shelf) -> None:
    """News of a figure calls for a view of it."""
    text = said(shelf, FIRST, ASKED, "news: they rang and it's {offer.base:157k} now")
    assert "working days" not in text
    assert "8K" in text  # what is left to win


@pytest.mark.parametrize("ask", ["ask_should: should I push?", "ask_target: what should I ask for?"])
def test_after_a_yes_nothing_more_is_asked(shelf: Shelf, ask: str) -> None:
    """They agreed: what is left is the letter."""
    text = said(shelf, FIRST, ASKED, "news,granted: they agreed to it", ask)
    assert "letter" in text
    assert "Ask for" not in text


def test_a_first_figure_of_a_boss_is_a_step(shelf: Shelf) -> None:
    """Part of what was asked: take it, and get a date for the rest."""
    told = "pay,wish: my boss pays me {pay.base:40k} and I asked for a raise to {asked.base:46k}"
    _, text = talk(shelf, told, "news: she came back with {offer.base:42k}", kind="raise")
    assert "42K" in text
    assert "46K" in text
    assert "sign" not in text
