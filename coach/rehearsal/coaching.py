"""A rehearsal with the coach beside it: the guide and row it is about, feedback turn by turn, hints, and the scorecard with rewrites."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from coach.evidence.job import job_of
from coach.evidence.retrieve import Library
from coach.rehearsal.feedback import Backing, Feedback, Remark, feedback_on, hint, situation_of
from coach.rehearsal.scenario import Drill, Setup, make_scenario
from coach.rehearsal.scorecard import Scorecard, scorecard
from coach.rehearsal.talk import Rehearsal, back_to, begin, course, did, say
from coach.understanding.situation import Situation
from index.errors import UserError
from index.guide import Band, Guide


@dataclass(frozen=True, slots=True)
class Session:
    """A rehearsal and what the coach has said of each of its turns.

    `last` is the talk as it was before it was replayed.

    A `drill` is of one skill; its first `given` turns were the coach's.
    """

    desk: Backing
    rehearsal: Rehearsal
    feedback: tuple[Feedback, ...] = ()
    last: Rehearsal | None = None
    drill: Drill = ""
    given: int = 0

    @property
    def earlier(self) -> Scorecard | None:
        """The score of the talk before it was replayed, None where it was not."""
        return scorecard(self.last) if self.last else None

    def said(self, words: str) -> Session:
        """The session after one more turn; UserError as in `talk.say`."""
        before = course(self.rehearsal)
        now = say(self.rehearsal, words)
        found = feedback_on(self.desk, before, now.rounds[-1], did(self.rehearsal))
        return replace(self, rehearsal=now, feedback=(*self.feedback, found))

    def before(self, turn: int) -> Session:
        """The session as it was before a turn, to say it differently; UserError where there is no such turn."""
        if turn <= self.given:
            raise UserError("That turn was the coach's; say your own again.")
        done = self.rehearsal.over or self.rehearsal.agreed
        return replace(
            self, rehearsal=back_to(self.rehearsal, turn), feedback=self.feedback[: turn - 1],
            last=self.rehearsal if done else self.last,
        )  # fmt: skip

    def hint(self) -> Remark:
        """What the coach would say now."""
        return hint(self.desk, course(self.rehearsal), did(self.rehearsal))

    def scorecard(self) -> Scorecard:
        """The score of the talk as it stands."""
        return scorecard(self.rehearsal)

    def to_json(self) -> dict[str, Any]:
        """The whole session as other programs read it; the hidden limits only once the talk is over."""
        r = self.rehearsal
        scene = r.scenario.scene
        out: dict[str, Any] = {
            "scenario": {
                "guide": scene.guide, "company": r.scenario.company, "role": r.scenario.role, "region": scene.region, "talk": scene.talk,
                "currency": scene.currency, "offer": scene.offer, "target": scene.target,
                "seed": r.scenario.setup.seed, "persona": r.scenario.setup.persona, "difficulty": r.scenario.setup.difficulty,
                "channel": r.scenario.setup.channel,
            },
            "opening": r.opened,
            "turns": [
                {
                    "turn": n, "you": held.words, "recruiter": held.reply, "moves": held.judgement.moves.to_json(),
                    "did": [x.act for x in held.reactions], "terms": dict(held.table.terms), "patience": held.table.patience,
                    "feedback": self.feedback[n - 1].to_json(),
                }
                for n, held in enumerate(r.rounds, start=1)
            ],
            "status": r.table.status, "outcome": r.table.outcome,
        }  # fmt: skip
        if r.over or r.agreed:
            out["scorecard"] = self.scorecard().to_json()
        if self.earlier:
            out["earlier"] = self.earlier.to_json()
        return out


def rehearse(guide: Guide, band: Band, situation: Situation, setup: Setup) -> Session:
    """Begin a rehearsal on one pay row; UserError where the row has nothing to negotiate."""
    scenario = make_scenario(guide, band, situation, setup)
    return Session(Backing(scenario, guide, band, situation_of(scenario, situation)), begin(scenario))


def rehearse_for(situation: Situation, library: Library, setup: Setup) -> Session:
    """Begin a rehearsal of the job that a situation names; UserError says what it lacks."""
    guide, band = job_of(situation, library)
    if situation.talk == "raise" and setup.talk == "new_offer":
        setup = replace(setup, talk="raise")
    return rehearse(guide, band, situation, setup)
