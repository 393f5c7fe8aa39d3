"""Rounds of practice on one measure: what is kept of each, the next one harder, what somebody tends to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, ValidationError

from coach.rehearsal.coaching import Session
from coach.rehearsal.feedback import wording
from coach.rehearsal.scenario import DIFFICULTIES, PERSONAS, Difficulty, Persona, Setup

MOST_KEPT = 12  # rounds
_OFTEN = 2  # turns that make a habit
_SEED = 10**6


class Past(BaseModel):
    """A round that was played: with whom, what was won (0 to 1, None where nothing could be), each label it showed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    persona: Persona
    difficulty: Difficulty
    deal: bool
    surplus: float | None = None
    mistakes: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()


def rounds_of(rehearsal: Mapping[str, object]) -> tuple[Past, ...]:
    """The rounds in what is kept of a rehearsal; what an older version kept otherwise is left out."""
    out = []
    for held in rehearsal.get("past") or ():  # type: ignore[attr-defined]
        with suppress(ValidationError):
            out.append(Past.model_validate(held))
    return tuple(out)


def past_of(session: Session) -> Past:
    """What to keep of a round."""
    card, setup = session.scorecard(), session.rehearsal.scenario.setup
    judged = [r.judgement for r in session.rehearsal.rounds]
    return Past(
        persona=setup.persona, difficulty=setup.difficulty, deal=card.deal, surplus=card.surplus,
        mistakes=tuple(f.label for j in judged for f in j.mistakes),
        strengths=tuple(f.label for j in judged for f in (*j.strengths, *j.skills)),
    )  # fmt: skip


def harder(setup: Setup) -> Setup:
    """The next round: one step harder, and at the top another recruiter with another reason to resist.

    Always another talk.
    """
    level = DIFFICULTIES.index(setup.difficulty)
    seed = (setup.seed + 1) % _SEED
    if level + 1 < len(DIFFICULTIES):
        return replace(setup, difficulty=DIFFICULTIES[level + 1], seed=seed, drill="")
    other = PERSONAS[(PERSONAS.index(setup.persona) + 1) % len(PERSONAS)]
    return replace(setup, persona=other, seed=seed, drill="")


def tendency(rounds: tuple[Past, ...]) -> str:
    """The mistake that comes again and again, in words: "you tend to …"; "" where none does."""
    counts = Counter(label for r in rounds for label in r.mistakes)
    habits = [(n, label) for label, n in counts.items() if n >= _OFTEN]
    return wording().tends[max(habits)[1]] if habits else ""


def headline(session: Session) -> str:
    """The outcome in two sentences: what was won and where it was lost."""
    card, scene = session.scorecard(), session.rehearsal.scenario.scene
    said = []
    if card.surplus is not None and card.deal:
        more = f": {scene.money(card.a_year)} a year more than they opened with" if card.a_year else ""
        said.append(f"You won {card.surplus:.0%} of what they could give{more}.")
    turn, lost = costliest(session)
    if turn:
        cost = f" (about {scene.money(lost)} a year)" if lost else ""
        said.append(f"The most was lost at turn {turn}{cost}; try that one again.")
    return " ".join(said)


def costliest(session: Session) -> tuple[int, float]:
    """(the turn that cost the most, what it cost in money a year).

    (0, 0) where nothing did. Without money the worst line counts.
    """
    money = [(max((m.lost for m in f.mistakes), default=0.0), -n) for n, f in enumerate(session.feedback, start=1)]
    lost, turn = max(money, default=(0.0, 0))
    if lost:
        return -turn, lost
    return session.scorecard().worst or 0, 0.0


def learned(session: Session, rounds: tuple[Past, ...]) -> str:
    """What the coach says of a round in the chat: how it went, on the same measure as before, and what to mind."""
    setup, card = session.rehearsal.scenario.setup, session.scorecard()
    with_whom = f"with a {setup.persona.replace('rookie', 'new')} recruiter, {setup.difficulty}"
    if session.rehearsal.scenario.scene.talk == "raise":
        with_whom = f"a raise, {setup.difficulty}"
    said = [f"You practised this ({with_whom}). {headline(session) or 'No deal came of it.'}"]
    if not card.deal and headline(session):
        said.append("There was no deal.")
    before = [r.surplus for r in rounds[:-1] if r.surplus is not None]
    if before and card.surplus is not None:
        said.append(f"Over your rounds: {', '.join(f'{b:.0%}' for b in before)}, now {card.surplus:.0%}.")
    if habit := tendency(rounds):
        said.append(f"You tend to {habit}.")
    return " ".join(said)
