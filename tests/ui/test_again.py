"""What comes before and after a rehearsal on the page: the stage and the ask of an answer, the outcome, the chat that is told."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from coach.conversations.values import Conversation, Desk, Exchange
from coach.rehearsal.before import believed
from coach.rehearsal.coaching import Session, rehearse_for
from coach.rehearsal.drills import at_the_moment
from coach.rehearsal.rounds import past_of
from coach.rehearsal.scenario import Drill, Setup
from coach.reply import Reply
from coach.ui.again import drill_card, outcome
from coach.ui.brought import checked, drill_of, situation_for, turn_of
from coach.ui.practice import coaching
from coach.ui.retold import retold
from coach.understanding.situation import Part, Situation
from tests.shelf import Shelf

JOB = Situation(company="Northwind", role="Data Engineer", region="Chicago")
ACCEPT = "That works, I accept. Please send me the contract."


def talk(*turns: str, drill: Drill = "") -> Session:
    held = at_the_moment(rehearse_for(JOB, Shelf(), Setup(seed=3, drill=drill)), drill)
    for words in turns:
        held = held.said(words)
    return held


def asking(**params: str) -> Any:
    return cast("Any", SimpleNamespace(query_params=params))


def answer(stage: str, **state: object) -> Reply:
    return Reply("…", "verdict", situation=JOB.model_dump(mode="json"), state={"stage": stage, **state})


@pytest.mark.parametrize(
    ("params", "drill"),
    [
        ({}, None), ({"turn": "1"}, ""), ({"turn": "2"}, "best"), ({"turn": "3"}, "close"), ({"turn": "9"}, None),
        ({"drill": "trade"}, "trade"), ({"drill": "whole"}, ""), ({"drill": "nonsense"}, None), ({"turn": "x"}, None),
    ],
)  # fmt: skip
def test_the_stage_of_an_answer_is_taken_along(params: dict[str, str], drill: str | None) -> None:
    """An offer in hand is the whole talk, their answer is "that's our best", an agreement is the close."""
    stages = ("offer_in_hand", "they_answered", "they_agreed")
    held = Conversation(talk=tuple(Exchange("?", answer(s)) for s in stages))
    assert drill_of(asking(**params), held) == drill
    assert turn_of(None) == 0


def test_what_was_asked_already_is_what_is_aimed_at() -> None:
    """Unless an aim was told; then that stands."""
    reply = answer("they_answered", asked={"base": {"amount": 180_000, "currency": "USD"}})
    assert situation_for(reply).target == (Part(component="base", low=180_000, high=180_000, currency="USD"),)
    own = (Part(component="base", low=190_000, high=190_000, currency="USD"),)
    told = JOB.model_copy(update={"target": own}).model_dump(mode="json")
    assert situation_for(Reply("…", "verdict", situation=told, state=reply.state)).target == own


def test_the_chat_is_told_and_the_negotiation_stands_where_it_stood() -> None:
    """One more exchange that says how it went, with the dialogue of the last answer."""
    last = Reply("…", "verdict", dialogue={"turn": 4}, state={"stage": "asked"})
    session = talk("hi, anything more?", ACCEPT)
    held = Conversation(id="a", talk=(Exchange("?", last),), desk=Desk(situation=JOB))
    after = retold(held, session, (past_of(session),))
    assert len(after.talk) == 2
    assert "You practised this" in after.talk[-1].reply.text
    assert after.talk[-1].reply.dialogue == {"turn": 4}
    assert after.talk[-1].reply.state == {"stage": "asked"}


def test_the_outcome_offers_the_turn_the_next_round_and_drills() -> None:
    """And from the second round on how they went, on one measure."""
    session = talk("hi, anything more?", ACCEPT)
    one = outcome(session, (past_of(session),))
    assert "You won" in one
    assert "Say turn 1 differently" in one
    assert "Next round: warm recruiter, hard" in one
    assert 'id="progress"' not in one
    assert 'id="progress"' in outcome(session, (past_of(session), past_of(session)))


def test_a_drill_shows_its_task_then_whether_it_was_met() -> None:
    """The coach's own turns are not counted as the person's."""
    held = talk(drill="best")
    assert "2 turns for it" in drill_card(held)
    assert "remark" not in coaching(held)
    met = held.said(held.hint().instead)
    assert 'data-passed="true"' in drill_card(met)
    assert coaching(met).count('class="cite remark"') == 1


def test_the_aims_are_told_before_the_talk_and_what_does_not_fit() -> None:
    """The ask, the aim and the walk-away in money; a walk-away above the aim is said to be wrong."""
    said = checked(JOB, Shelf())
    assert all(x in said for x in ("open at $", "aim for $", "walk away below $"))
    wrong = {n: (Part(component="base", low=v, high=v, currency="USD"),) for n, v in (("target", 170_000.0), ("floor", 180_000.0))}  # fmt: skip
    assert "cannot be meant" in checked(JOB.model_copy(update=wrong), Shelf())
    assert checked(Situation(), Shelf()) == ""


def test_what_is_true_is_added_with_one_tap() -> None:
    """A claim that the situation lacks offers to be added; then the same words are a reason that holds."""
    words = "Thank you! I have an offer from Contoso at $178K base, so could you do $185K?"
    held = talk(words)
    claim = held.feedback[-1].mistakes[0]
    assert claim.label == "unsupported_claim"
    assert "It is true: add it" in coaching(held)
    after = believed(JOB, claim.words)
    assert after != JOB
    again = rehearse_for(after, Shelf(), Setup(seed=3)).said(words)
    assert "unsupported_claim" not in again.rehearsal.rounds[-1].judgement.labels()
    assert believed(JOB, "and I have published two books on it.").achievements
