"""A rehearsal: begin it, say a turn, go back to a turn; every step gives a new value, and the same words give the same talk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.incoming import MESSAGE, read
from coach.rehearsal.course import Course, course_of
from coach.rehearsal.judge import Judgement, judge
from coach.rehearsal.reading import read_turn
from coach.rehearsal.recruiter import Argued, Reaction, Table, opening, react
from coach.rehearsal.scenario import Scenario
from coach.rehearsal.scene import Item, Line
from coach.rehearsal.voice import opened, spoken
from index.errors import UserError

LONGEST_TURN = MESSAGE
_FIGURES = 40  # that one turn says; nobody says more in one breath


@dataclass(frozen=True, slots=True)
class Round:
    """One turn of the candidate: the words, what the judge found, and what the recruiter did and said."""

    words: str
    judgement: Judgement
    reactions: tuple[Reaction, ...]
    reply: str
    before: Table
    table: Table


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A talk so far. `table` is the recruiter's side, `opened` their first words."""

    scenario: Scenario
    opened: str
    table: Table
    rounds: tuple[Round, ...] = ()

    @property
    def over(self) -> bool:
        """Whether the talk has ended."""
        return self.table.status == "ended"

    @property
    def agreed(self) -> bool:
        """Whether there is a deal."""
        return self.table.outcome == "deal"

    def lines(self) -> tuple[Line, ...]:
        """The talk as lines, the recruiter's with the terms they put on the table."""
        first = self.scenario.scene.offer
        held = [Line(speaker="recruiter", text=self.opened, terms=dict(first))]
        for r in self.rounds:
            held.append(Line(speaker="candidate", text=r.words))
            held.append(
                Line(
                    speaker="recruiter",
                    text=r.reply or "…",
                    terms=dict(r.table.terms),
                    agreed=r.table.outcome == "deal",
                )
            )
        return tuple(held)


def begin(scenario: Scenario) -> Rehearsal:
    """Open the talk with the recruiter's offer."""
    return Rehearsal(scenario, opened(scenario), opening(scenario))


def say(rehearsal: Rehearsal, words: str) -> Rehearsal:
    """Take one turn: judge it, let the recruiter decide and answer.

    Raises UserError where the talk is over, or the turn is empty or longer than 4,000 characters.
    """
    words = words.strip()
    if rehearsal.over:
        raise UserError("This talk has ended. Go back to a turn, or begin another.")
    if len(words) > LONGEST_TURN:
        raise UserError(f"That is {len(words):,} characters; a turn holds up to {LONGEST_TURN:,}. Say it shorter.")
    words = read(words, LONGEST_TURN, _FIGURES).strip()
    if not words:
        raise UserError("Say something to the recruiter first.")
    scenario, before = rehearsal.scenario, rehearsal.table
    judgement = judge(scenario.scene, course(rehearsal), words, complete=False)
    table, reactions = react(scenario, before, judgement.moves, argued(judgement))
    reply = spoken(scenario, reactions, table.terms, table.extras, table.turn)
    held = Round(words, judgement, reactions, reply, before, table)
    return replace(rehearsal, table=table, rounds=(*rehearsal.rounds, held))


def back_to(rehearsal: Rehearsal, turn: int) -> Rehearsal:
    """The talk as it was before turn `turn` (1 is the first); UserError where there is no such turn."""
    if not 1 <= turn <= len(rehearsal.rounds):
        raise UserError(f"There is no turn {turn}; this talk has {len(rehearsal.rounds)}.")
    return replace(rehearsal, table=rehearsal.rounds[turn - 1].before, rounds=rehearsal.rounds[: turn - 1])


def argued(judgement: Judgement) -> Argued:
    """What the recruiter reacts to beside the moves."""
    given: Mapping[Item, float] = {
        f.item: f.high for f in judgement.moves.figures if f.use == "floor" and "reveals_floor" in judgement.labels()
    }
    return Argued(
        tuple((r.kind, r.what) for r in judgement.reasons if r.true), "ultimatum" in judgement.labels(),
        "unsupported_claim" in judgement.labels(), given, bool(judgement.moves.did("offer")), judgement.asks_limit,
    )  # fmt: skip


def course(rehearsal: Rehearsal) -> Course:
    """Where the talk stands now; turns that were read once are not read again."""
    read = {r.words: r.judgement.moves for r in rehearsal.rounds}
    return course_of(
        rehearsal.scenario.scene,
        rehearsal.lines(),
        lambda scene, before, words: read.get(words) or read_turn(scene, before, words),
    )
