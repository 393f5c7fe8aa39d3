"""A talk that hangs together: questions about figures, papers, trades, deadlines and open asks are answered as such."""

from __future__ import annotations

import pytest

from coach.rehearsal.coaching import Session
from coach.rehearsal.recruiter import Argued, opening, react
from coach.rehearsal.scenario import PERSONAS
from coach.understanding.situation import OtherOffer, Part
from tests.coach.rehearsal.test_recruiter import scenario_of, turn
from tests.coach.rehearsal.test_talk import session
from tests.coach.scripts.test_scripts import LOW

ASK = "Thank you for the offer! I'd like $185K base because I rebuilt the billing pipeline."
RIVAL = LOW.model_copy(
    update={"competing": (OtherOffer(company="Contoso", parts=(Part(component="base", low=172_000, high=172_000, currency="USD"),)),)}
)  # fmt: skip


MOST = 4  # of ten; other lines take up the reason


def acts(held: Session) -> list[str]:
    return [r.act for r in held.rehearsal.rounds[-1].reactions]


@pytest.mark.parametrize(
    "words",
    [
        "What is the 160 based on?",
        "Would the 160 be in the letter already?",
        "Is 160 really where it ends?",
        "So what does somebody on the team need for 185?",
        "How did you arrive at 155?",
    ],
)
def test_whoever_asks_about_a_figure_asks_for_none(words: str) -> None:
    """A figure in a question that wants to know something is no ask, and nothing is met or held."""
    held = session(seed=3).said(ASK).said(words)
    assert not held.rehearsal.rounds[-1].judgement.moves.asks
    assert not {"move", "met", "hold", "hold_repeat", "already"} & {*acts(held)}


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_paper_counts_once_it_is_sent(persona: str) -> None:
    """Told, announced, sent: nobody has seen what was not sent, and nobody asks for it again after that."""
    told = session(RIVAL, persona=persona, seed=5).said(
        "Thank you. Contoso has me at $172K base, so could you do $180K?"
    )
    assert not {"paper", "paper_coming"} & {*acts(told)}
    soon = told.said("I can forward you their letter.")
    assert acts(soon).count("paper_coming") == 1
    assert "in_writing" not in acts(soon)
    sent = told.said("I've just sent you their letter.")
    assert "paper" in acts(sent)
    assert sent.rehearsal.table.credit > told.rehearsal.table.credit
    without = session(persona=persona, seed=5).said(ASK).said("I've just sent you the form.")
    assert "paper" not in acts(without)


def test_an_open_ask_is_remembered() -> None:
    """Whoever has named a figure is not asked for one again: both sides' figures are told side by side."""
    for seed in range(40):
        scenario = scenario_of(seed)
        item = next(iter(scenario.scene.offer))
        high = scenario.scene.offer[item] * 3
        table, _ = react(scenario, opening(scenario), turn({item: high}), Argued())
        if table.status != "open":
            continue
        _, said = react(scenario, table, turn(), Argued())
        assert not {"prompt", "name_it", "heard"} & {r.act for r in said}
        apart = [r for r in said if r.act == "apart"]
        assert not apart or apart[0].asked == ((item, high),)


@pytest.mark.parametrize("persona", PERSONAS)
def test_what_was_asked_for_stands_beside_what_is_given(persona: str) -> None:
    """A figure that falls short of the ask is told with the ask."""
    told = 0
    for seed in range(10):
        r = session(persona=persona, seed=seed).said(ASK).rehearsal.rounds[-1]
        assert r.table.terms["base"] < 185_000
        told += "$185K" in r.reply
    assert told >= MOST


def test_a_second_answer_says_what_it_is_about() -> None:
    """Two questions in one turn: the second fact comes after its name."""
    for persona in PERSONAS:
        held = session(persona=persona, seed=4).said("How many vacation days are there? And is there a 401k match?")
        assert "retirement plan" in held.rehearsal.rounds[-1].reply.casefold()


def test_their_own_deadline_is_no_wish_for_time() -> None:
    """Whoever has to answer somebody else by a day is told when they hear, and gets no later day."""
    held = session(RIVAL, seed=5).said(ASK).said("I have to give Contoso my answer by Thursday.")
    assert "their_deadline" in acts(held)
    assert not {"time_yes", "time_again", "deadline"} & {*acts(held)}


def test_what_is_offered_in_return_is_heard() -> None:
    """A trade gets a word on what would be given, before the money."""
    held = session(seed=3).said(ASK).said("I'd give up the bonus if the base goes to $180K.")
    assert "gives" in acts(held)
    assert dict(held.rehearsal.table.terms).keys() == dict(held.rehearsal.scenario.scene.offer).keys()


def test_the_suggested_line_answers_what_they_asked() -> None:
    """Present pay, a paper, fairness to the team: the line begins with the answer."""
    seen = set()
    for seed in range(30):
        for persona in PERSONAS:
            held = session(RIVAL, persona=persona, seed=seed, difficulty="hard").said(
                "Thank you. Contoso has me at $172K base, so could you do $180K?"
            )
            last = acts(held)[-1]
            line = held.hint().instead
            if last == "in_writing":
                assert "in writing" in line
            elif last == "equity":
                assert "fair" in line
            elif last == "current_pay":
                assert "earn today" in line
            else:
                continue
            seen.add(last)
    assert {"in_writing"} <= seen
