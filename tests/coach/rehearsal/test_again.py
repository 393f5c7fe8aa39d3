"""Practise once more: drills of one skill, harder rounds, the costliest turn, and what somebody tends to do."""

from __future__ import annotations

import pytest

from coach.rehearsal.coaching import Session, rehearse_for
from coach.rehearsal.drills import SKILLS, at_the_moment, drilled
from coach.rehearsal.feedback import wording
from coach.rehearsal.kept import KeptSession, kept_of, session_of
from coach.rehearsal.rounds import costliest, harder, headline, learned, past_of, rounds_of, tendency
from coach.rehearsal.scenario import PERSONAS, Drill, Setup
from coach.understanding.situation import Situation
from index.errors import UserError
from tests.coach.rehearsal.test_talk import GOOD, POOR, played, session
from tests.coach.scripts.test_scripts import LOW
from tests.shelf import Shelf

WEAK: dict[Drill, str] = {
    "opening": "Could you maybe do a bit more?", "best": "Then 250 or I'm gone, you cheapskates.", "trade": "Is there really nothing more you can do?",
    "close": "Okay, I accept.",
}  # fmt: skip


def drill(name: Drill, persona: str = "warm", seed: int = 2) -> Session:
    return at_the_moment(session(LOW, persona=persona, seed=seed, drill=name), name)


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("name", list(SKILLS))
def test_the_coachs_line_passes_a_drill_and_a_weak_one_does_not(name: Drill, persona: str) -> None:
    """Each skill with each recruiter: the moment is there, the coach's own line shows the skill, a weak line fails."""
    held = drill(name, persona)
    assert not held.rehearsal.over
    assert not drilled(held).done
    assert drilled(held.said(held.hint().instead)).passed
    weak = held
    while not drilled(weak).done:
        weak = weak.said(WEAK[name])
    assert not drilled(weak).passed


def test_a_drill_is_the_same_again_and_keeps_the_coachs_turns() -> None:
    """Through JSON, with only the person's words kept; the coach's turns are not said again."""
    shelf = Shelf()
    job = Situation(company="Northwind", role="Data Engineer", region="Chicago")
    setup = Setup(seed=7, persona="rookie", drill="best")
    held = at_the_moment(rehearse_for(job, shelf, setup), "best").said("Could we look at a sign-on instead?")
    kept = kept_of(held, job)
    assert kept.turns == ("Could we look at a sign-on instead?",)
    back = session_of(KeptSession.model_validate_json(kept.model_dump_json()), shelf)
    assert back.to_json() == held.to_json()
    assert back.given == held.given == 1
    with pytest.raises(UserError, match="coach's"):
        back.before(1)


def test_in_the_drill_of_their_best_nothing_has_moved() -> None:
    """They say that this is all, and the terms are the first ones."""
    for persona in PERSONAS:
        held = drill("best", persona).rehearsal
        assert dict(held.table.terms) == dict(held.scenario.scene.offer)
        assert {r.act for r in held.rounds[-1].reactions} == {"hold", "best_we_can"}


def test_the_next_round_is_harder_then_with_somebody_else() -> None:
    """Easy, medium, hard, then another recruiter each time; never the same talk."""
    setup, seen = Setup(difficulty="easy", persona="warm"), []
    for _ in range(5):
        setup = harder(setup)
        seen.append((setup.persona, setup.difficulty))
    assert seen[:3] == [("warm", "medium"), ("warm", "hard"), ("budget-bound", "hard")]
    assert len({p for p, _ in seen[2:]}) == 3
    assert setup.seed == 6


def test_the_outcome_names_the_turn_that_cost_the_most() -> None:
    """In money where the coach's line would have moved some; a good talk has no such turn."""
    poor = played(POOR)
    turn, lost = costliest(poor)
    costs = [max((m.lost for m in f.mistakes), default=0.0) for f in poor.feedback]
    assert lost == max(costs) > 0
    assert costs[turn - 1] == lost
    assert f"turn {turn}" in headline(poor)
    assert "You won" in headline(played(GOOD))


def test_what_comes_again_is_told_once_it_has_come_again() -> None:
    """A mistake of one turn is none yet; the one made most is named, in the chat as well."""
    once = past_of(session().said("Thank you! I make 123 right now."))
    assert tendency((once,)) == ""
    twice = (past_of(played(POOR)), past_of(played(POOR)))
    assert tendency(twice) in wording().tends.values()
    assert f"You tend to {tendency(twice)}." in learned(played(POOR), twice)
    assert set(wording().tends) == set(wording().mistakes)


def test_rounds_of_an_older_version_are_left_out() -> None:
    """What cannot be read is no round."""
    whole = past_of(played(GOOD))
    assert rounds_of({"past": [whole.model_dump(mode="json"), {"persona": "nobody"}]}) == (whole,)
    assert rounds_of({}) == ()
