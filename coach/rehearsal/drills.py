"""Drills of one skill: the talk is brought to the moment by the coach's own lines.

One or two turns are the person's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from coach.rehearsal.coaching import Session
from coach.rehearsal.judge import SKILLS as SKILLS_BESIDE
from coach.rehearsal.replies import Reaction
from coach.rehearsal.scenario import Drill
from coach.rehearsal.talk import Rehearsal
from coach.rehearsal.voice import spoken


@dataclass(frozen=True, slots=True)
class Skill:
    """What is drilled: its name, the task in a sentence, how many turns are the person's.

    The labels that count for it and against it.
    """

    name: str
    task: str
    turns: int
    good: frozenset[str]
    bad: frozenset[str]


_GIVES_AWAY = frozenset("reveals_floor ultimatum unsupported_claim accepts_first big_concession".split())
SKILLS: dict[Drill, Skill] = {
    "opening": Skill(
        "The opening", "Ask for your figure, with the reason.", 1, frozenset({"names_figure"}),
        _GIVES_AWAY | frozenset("no_figure weak_anchor over_ask no_rationale vague_anchor bad_range hedging".split()),
    ),
    "best": Skill(
        "“That’s our best”", "They say that this is all. Stay friendly and find another way.", 2,
        frozenset(SKILLS_BESIDE) | frozenset("package_trade conditional_commitment holds_firm evidence asks_question".split()),
        _GIVES_AWAY | frozenset({"no_figure", "hedging"}),
    ),
    "trade": Skill(
        "A trade", "Base stays where it is. Give something and get something for it.", 2,
        frozenset({"package_trade", "conditional_commitment", "beside_pay"}), _GIVES_AWAY | frozenset({"no_figure"}),
    ),
    "close": Skill(
        "The close", "They have said their last word. Take it, repeat the terms and ask for them in writing.", 1,
        frozenset({"recap_close"}), frozenset("weak_close serial_ask ultimatum over_ask".split()),
    ),
}  # fmt: skip
# How many of the coach's lines are said before the person's turn, and what the recruiter answers to the last of them.
_GIVEN: dict[Drill, tuple[int, tuple[str, ...]]] = {
    "best": (1, ("hold", "best_we_can")), "trade": (1, ("hold",)), "close": (2, ("final",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drilled:
    """How a drill stands: whether it is over, whether the skill was shown, and the labels that say so."""

    done: bool
    passed: bool
    good: tuple[str, ...]
    bad: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As other programs read it."""
        return {"done": self.done, "passed": self.passed, "good": list(self.good), "bad": list(self.bad)}


def at_the_moment(session: Session, drill: Drill) -> Session:
    """A session that has just begun, brought to the moment that the drill is about.

    The same seed gives the same moment.
    """
    if not drill or session.rehearsal.rounds:
        return session
    count, acts = _GIVEN.get(drill, (0, ()))
    for _ in range(count):
        if not (session.rehearsal.over or session.rehearsal.agreed):
            session = session.said(session.hint().instead)
    if count:
        session = replace(session, rehearsal=_answered(session.rehearsal, acts))
    return replace(session, drill=drill, given=len(session.rehearsal.rounds))


def _answered(rehearsal: Rehearsal, acts: tuple[str, ...]) -> Rehearsal:
    """The talk with another answer to its last turn: the terms stay as they were before it, and no deal is made."""
    last = rehearsal.rounds[-1]
    terms = dict(last.before.terms)
    table = replace(last.table, terms=terms, status="open", outcome="")
    asked = last.judgement.moves.asks
    items = tuple((a.item, terms[a.item]) for a in asked if a.item in terms) or tuple(terms.items())
    reactions = tuple(Reaction(a, tuple(terms.items()) if a == "final" else items) for a in acts)
    used = tuple(line for r in rehearsal.rounds[:-1] for line in r.lines)
    reply, lines = spoken(rehearsal.scenario, reactions, terms, table.extras, used)
    held = replace(last, reactions=reactions, reply=reply, lines=lines, table=table)
    return replace(rehearsal, table=table, rounds=(*rehearsal.rounds[:-1], held))


def drilled(session: Session) -> Drilled:
    """How the drill of a session went so far.

    Passed with something that counts for the skill and nothing that counts against it.
    """
    skill = SKILLS[session.drill]
    own = session.rehearsal.rounds[session.given :]
    labels = [f.label for r in own for f in (*r.judgement.mistakes, *r.judgement.strengths, *r.judgement.skills)]
    good, bad = (tuple(dict.fromkeys(x for x in labels if x in side)) for side in (skill.good, skill.bad))
    over = session.rehearsal.over or session.rehearsal.agreed
    done = len(own) >= skill.turns or over or bool(good and not bad)
    return Drilled(bool(own) and done, bool(good) and not bad, good, bad)
