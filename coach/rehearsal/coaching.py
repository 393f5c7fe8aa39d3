"""A rehearsal with the coach beside it: what it stands on, feedback turn by turn, hints, and the scorecard with
rewrites.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from coach.evidence.job import NoGuideError, job_of
from coach.evidence.retrieve import Library
from coach.rehearsal.feedback import Backing, Feedback, Remark, feedback_on, hint
from coach.rehearsal.ground import PAID, Ground, of_own, of_row
from coach.rehearsal.scenario import Drill, Setup, from_table, make_scenario
from coach.rehearsal.scorecard import Scorecard, scorecard
from coach.rehearsal.talk import Rehearsal, back_to, begin, course, did, say
from coach.understanding.situation import Situation
from index.errors import UserError


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
        if self.desk.ground.why:
            out["note"] = self.desk.ground.why
        if r.over or r.agreed:
            out["scorecard"] = self.scorecard().to_json()
        if self.earlier:
            out["earlier"] = self.earlier.to_json()
        return out


def rehearse(ground: Ground, situation: Situation, setup: Setup) -> Session:
    """Begin a rehearsal on a ground; UserError where it has nothing to negotiate."""
    scenario = make_scenario(ground, situation, setup)
    held = from_table(situation, scenario.scene.offer, ground.currency, ground.period)
    return Session(Backing(scenario, ground, held), begin(scenario))


def rehearse_for(situation: Situation, library: Library, setup: Setup) -> Session:
    """Begin a rehearsal of the job that a situation names, else on the person's own figures; UserError says what is
    missing."""
    if situation.talk == "raise" and setup.talk == "new_offer":
        setup = replace(setup, talk="raise")
    return rehearse(ground_for(situation, library, setup), situation, setup)


def ground_for(situation: Situation, library: Library, setup: Setup) -> Ground:
    """The guide's row where there is one, else the person's own figures; UserError asks for the one that is needed."""
    own = of_own(situation)
    try:
        row = of_row(*job_of(situation, library))
    except NoGuideError as error:
        if own is None:
            raise UserError(f"{error} {_needed(setup)}") from error
        return replace(own, why=str(error) if situation.company and situation.role else "")
    if own is None:
        return row
    if not row.ends:
        return replace(own, why=f"The {row.company} {row.role} guide has no amounts for this row.")
    if own.period in _GUIDES_BY and own.period != row.period:
        row = of_row(row.guide, row.band, own.period)
    told = next(filter(None, (situation.offer, situation.current, situation.target)), ())
    if own.held(told).keys() & set(PAID) and own.currency not in ("", row.currency) and not row.held(told):
        return replace(own, why=f"The {row.company} {row.role} guide is in {row.currency}, your figures are not.")
    return row


_GUIDES_BY = frozenset({"", "month"})


def _needed(setup: Setup) -> str:
    if setup.talk == "raise":
        return "Or tell one figure, what you earn today, such as: I make 52k a year."
    return "Or tell one figure, what they offer, such as: I'm offered 95k base."
