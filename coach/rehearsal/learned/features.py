"""A clause, or a figure, with what stands around it and where the talk is -> numbered features."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from coach.rehearsal.clauses import Clause
from coach.rehearsal.topics import topic_of
from coach.understanding.intents.features import pieces_of, words_of
from index.embed.pieces import Pieces
from index.linear.features import Features, hashed
from index.linear.model import with_vector

# How long each part of the features is made: words of the clause, pieces of its words, words around it, what is known of
# the talk, and what the words mean in their context (a vector of index.embed.pieces).
LENGTHS = (1.0, 1.0, 1.0, 1.0, 2.0)
_MEANING = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[?!€£$₹%]")
NEAR = 5
_TOLD = 0.4  # from here on a clause is about its likeliest topic


class Marked(Protocol):
    """A figure of the turn and what it equals: "=table", "=rival", "=band", "=current" … ."""

    @property
    def start(self) -> int:
        """Where it begins in the turn."""
        ...

    @property
    def end(self) -> int:
        """Where it ends in the turn."""
        ...

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage."""
        ...

    @property
    def marks(self) -> tuple[str, ...]:
        """What it equals or passes."""
        ...


def masked(turn: str, start: int, end: int, figures: Sequence[Marked], here: Marked | None = None) -> str:
    """The words from `start` to `end` with each figure replaced by a word for it; `here` is the one asked about."""
    out, at = [], start
    for f in figures:
        if f.start < start or f.end > end or f.start < at:
            continue
        out += [turn[at : f.start], " xherex " if f is here else " xpercentx " if f.is_percent else " xmoneyx "]
        at = f.end
    return "".join([*out, turn[at:end]])


def act_features(
    turn: str, clauses: Sequence[Clause], number: int, figures: Sequence[Marked], state: Sequence[str], pieces: Pieces
) -> Features:
    """Features of one clause and of what it is about. `state` says where the talk is ("first turn", "agreed" …)."""
    clause = clauses[number]
    topic = topic_of(turn, clause.start, clause.end)
    text = masked(turn, clause.start, clause.end, figures)
    around = []
    for side, other in (("p", number - 1), ("n", number + 1)):
        if 0 <= other < len(clauses):
            c = clauses[other]
            around += [f"{side}:{w}" for w in words_of(masked(turn, c.start, c.end, figures))]
        else:
            around.append(f"{side}:none")
    inside = [f for f in figures if clause.start <= f.start < clause.end]
    known = [*state, *(m for f in inside for m in f.marks), f"figures {min(len(inside), 3)}"]
    known.append("asks" if "?" in clause.text else "tells")
    if topic.share >= _TOLD:
        known += [f"does {topic.does}", f"about {topic.does}.{topic.about}"]
    return with_vector(
        hashed((words_of(text), pieces_of(text), around, known)), _MEANING, pieces.between(clause.start, clause.end)
    )


def use_features(
    turn: str, clause: Clause, figures: Sequence[Marked], here: Marked, state: Sequence[str], pieces: Pieces
) -> Features:
    """Features of one figure: the words of its clause, the words right before and after it, what it equals."""
    text = masked(turn, clause.start, clause.end, figures, here)
    before = _WORD.findall(masked(turn, max(0, here.start - 60), here.start, figures).casefold())
    after = _WORD.findall(masked(turn, here.end, here.end + 60, figures).casefold())
    near = [f"b{i}:{w}" for i, w in enumerate(reversed(before[-NEAR:]))]
    near += [f"a{i}:{w}" for i, w in enumerate(after[:NEAR])]
    near += [f"b:{w}" for w in before[-NEAR:]] + [f"a:{w}" for w in after[:NEAR]]
    near += [f"b2:{' '.join(before[-2:])}", f"a2:{' '.join(after[:2])}", f"b3:{' '.join(before[-3:])}"]
    order = [f for f in figures if clause.start <= f.start < clause.end]
    known = [*state, *here.marks, "percent" if here.is_percent else "money", f"of {min(len(order), 4)}"]
    known.append("asks" if "?" in clause.text else "tells")
    known += [f"{m}+{'percent' if here.is_percent else 'money'}" for m in here.marks]
    return with_vector(
        hashed((words_of(text), pieces_of(text), near, known)), _MEANING, pieces.between(here.start, here.end)
    )
