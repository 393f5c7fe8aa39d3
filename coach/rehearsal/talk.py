"""A rehearsal: begin it, say a turn, go back to a turn; every step gives a new value, and the same words give the same
talk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.rehearsal.course import Course, course_of
from coach.rehearsal.judge import JudgedTurn, judge
from coach.rehearsal.moment import is_close
from coach.rehearsal.moves import Act
from coach.rehearsal.reading import read_turn
from coach.rehearsal.recruiter import Argued, Table, opening, react
from coach.rehearsal.replies import Reaction
from coach.rehearsal.scenario import Scenario
from coach.rehearsal.scene import Item, Utterance
from coach.rehearsal.topics import topic_of
from coach.rehearsal.voice import opened, spoken
from coach.understanding.incoming import MESSAGE, read
from index.errors import UserError

LONGEST_TURN = MESSAGE
LONGEST_QUOTE = 70
_ASKS = re.compile(r"(?:\w+[^\w.!?]+){3,}\w+\W*\?")  # a question of some words; "155?" says a figure back
_BARE = 2  # words of a yes that may only answer the question before it
_FELT = 0.55  # from here on what is told is more than a question: a joke, a worry
_PLAIN, _CERTAIN, _SIGNED = 0.8, 0.9, 0.6  # a question that is one with its sign, and without
_TAG = 3  # words of a question; fewer only tag on: ", is it?"
_SENDS = 0.5  # from here on a part tells that something is sent
_TRIED = 2  # asks, after which the last bit may be left
_FIGURES = 40  # that one turn says; nobody says more in one breath


@dataclass(frozen=True, slots=True)
class Round:
    """One turn of the candidate: the words, what the judge found, what the recruiter did and said, and the `lines` that
    it was worded by.
    """

    words: str
    judgement: JudgedTurn
    reactions: tuple[Reaction, ...]
    reply: str
    before: Table
    table: Table
    lines: tuple[str, ...] = ()


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

    def lines(self) -> tuple[Utterance, ...]:
        """The talk as lines, the recruiter's with the terms they put on the table."""
        first = self.scenario.scene.offer
        held = [Utterance(speaker="recruiter", text=self.opened, terms=dict(first))]
        for r in self.rounds:
            held.append(Utterance(speaker="candidate", text=r.words))
            held.append(
                Utterance(
                    speaker="recruiter",
                    text=r.reply or "…",
                    terms=dict(r.table.terms),
                    agreed=r.table.outcome == "deal",
                    extras=r.table.extras,
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
    stands = course(rehearsal)
    judgement = judge(scenario.scene, stands, words, complete=False)
    if "back" in did(rehearsal):
        judgement = _answering(judgement)
    little = sum(map(bool, stands.asks)) > _TRIED and is_close(stands)
    if judgement.moves.accepts and (little or {"final", "grant"} & set(did(rehearsal))):
        # Taking somebody's last word, or the figure after they gave another term, gives nothing up for nothing; nor
        # does
        # leaving the little that several asks have left.
        left = tuple(m for m in judgement.mistakes if m.label != "big_concession")
        judgement = replace(judgement, mistakes=left)
    if {"cool", "warn"} & set(did(rehearsal)):  # whoever was told off and apologises weakens no ask
        judgement = replace(judgement, mistakes=tuple(m for m in judgement.mistakes if m.label != "hedging"))
    heard = replace(argued(judgement, words), paper=_shows_paper(rehearsal, judgement))
    table, reactions = react(scenario, before, judgement.moves, heard)
    used = tuple(line for r in rehearsal.rounds for line in r.lines)
    reply, lines = spoken(scenario, reactions, table.terms, table.extras, used)
    held = Round(words, judgement, reactions, reply, before, table, lines)
    return replace(rehearsal, table=table, rounds=(*rehearsal.rounds, held))


def _shows_paper(rehearsal: Rehearsal, judgement: JudgedTurn) -> bool:
    """Whether another offer that there is goes to them on paper."""
    sends = any(p.does == "say" and p.about in ("sends", "sent") and p.share >= _SENDS for p in judgement.parts)
    return sends and bool(rehearsal.scenario.scene.profile.competing_offers)


def _answering(judgement: JudgedTurn) -> JudgedTurn:
    """A bare yes to "does that help?" takes no offer."""
    bare = [a for a in judgement.moves.did("accept") if len(a.words.split()) > _BARE]
    if bare or not judgement.moves.accepts:
        return judgement
    left = tuple(a for a in judgement.moves.acts if a.kind != "accept")
    lost = ("accepts_first", "weak_close", "big_concession")
    return replace(
        judgement, moves=replace(judgement.moves, accepts=False, acts=left),
        mistakes=tuple(m for m in judgement.mistakes if m.label not in lost),
    )  # fmt: skip


def back_to(rehearsal: Rehearsal, turn: int) -> Rehearsal:
    """The talk as it was before turn `turn` (1 is the first); UserError where there is no such turn."""
    if not 1 <= turn <= len(rehearsal.rounds):
        raise UserError(f"There is no turn {turn}; this talk has {len(rehearsal.rounds)}.")
    return replace(rehearsal, table=rehearsal.rounds[turn - 1].before, rounds=rehearsal.rounds[: turn - 1])


def argued(judgement: JudgedTurn, words: str = "") -> Argued:
    """What the recruiter reacts to beside the moves."""
    given: Mapping[Item, float] = {
        f.item: f.high for f in judgement.moves.figures if f.use == "floor" and "reveals_floor" in judgement.labels()
    }
    true = [r for r in judgement.reasons if r.true]
    return Argued(
        tuple((r.kind, r.what) for r in true), "ultimatum" in judgement.labels(), "unsupported_claim" in judgement.labels(), given,
        bool(judgement.moves.did("offer")), judgement.asks_limit, tuple(_quotable(r.words) for r in true), judgement.parts,
        bool(_ASKS.search(words)), _unanswered(judgement, words),
        not true and any(r.kind == "achievement" and r.verdict == "vague" for r in judgement.reasons),
    )  # fmt: skip


def _unanswered(judgement: JudgedTurn, words: str) -> bool:
    """Whether a plain question is about nothing that is known here, and asks for no money either."""
    moves = judgement.moves
    parts = [p for p in judgement.parts if p.does != "say" or p.share >= _FELT]
    known = [*((p.start, p.end) for p in parts), *((a.start, a.end) for a in moves.asks)]
    about = {(p.does, p.about) for p in parts}

    def is_known(act: Act) -> bool:
        topic = topic_of(words, act.start, act.end)  # the second half of a question asks what its first half does
        return (topic.does, topic.about) in about or any(start < act.end and act.start < end for start, end in known)

    def is_plain(act: Act) -> bool:
        least = _CERTAIN if not act.words.endswith("?") else _SIGNED if len(act.words.split()) > _TAG else _PLAIN
        return act.share >= least and len(act.words.split()) >= _TAG

    return not all(is_known(a) for a in moves.did("question") if is_plain(a))


def _quotable(words: str) -> str:
    """Words that can be said back: a whole clause of moderate length, without its lead-in and closing sign."""
    said = words.strip(" .,!;:")
    return said if len(said) <= LONGEST_QUOTE and re.match(r"(?:I|we|my)\b", said, re.I) else ""


def did(rehearsal: Rehearsal) -> tuple[str, ...]:
    """What the recruiter did last."""
    return tuple(r.act for r in rehearsal.rounds[-1].reactions) if rehearsal.rounds else ()


def course(rehearsal: Rehearsal) -> Course:
    """Where the talk stands now; turns that were read once are not read again."""
    read = {r.words: r.judgement.moves for r in rehearsal.rounds}
    return course_of(
        rehearsal.scenario.scene,
        rehearsal.lines(),
        lambda scene, before, words: read.get(words) or read_turn(scene, before, words),
    )
