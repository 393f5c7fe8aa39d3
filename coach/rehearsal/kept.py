"""A session <-> what is kept of it: the setup, the situation it began from, and the words of each turn, which give the
same talk again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from coach.evidence.retrieve import Library
from coach.rehearsal.coaching import Session, rehearse_for
from coach.rehearsal.drills import at_the_moment
from coach.rehearsal.rounds import Past
from coach.rehearsal.scenario import Setup
from coach.understanding.situation import Situation


class KeptSession(BaseModel):
    """A talk that can be played again.

    `earlier` are the turns of the one before it, `ended` that its score was asked for.

    `past` are the rounds before it, `told` says that the chat has been told how this one went, `words` are a language
    model's for built-in texts, which are looked up by them.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    situation: Situation
    setup: Setup
    turns: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    coached: bool = True
    ended: bool = False
    past: tuple[Past, ...] = ()
    told: bool = False
    words: dict[str, str] = {}


def kept_of(
    session: Session, situation: Situation, *, coached: bool = True, ended: bool = False,
    words: Mapping[str, str] | None = None,
) -> KeptSession:  # fmt: skip
    """What to keep of a session that began from `situation`."""
    earlier = session.last.rounds if session.last else ()
    return KeptSession(
        situation=situation, setup=session.rehearsal.scenario.setup, turns=tuple(r.words for r in session.rehearsal.rounds[session.given :]),
        earlier=tuple(r.words for r in earlier[session.given :]), coached=coached, ended=ended, words=dict(words or {}),
    )  # fmt: skip


def session_of(kept: KeptSession, library: Library) -> Session:
    """Play the talk again on the guides as they are now; UserError where its job is no longer in them.

    Where they changed so much that a talk ends sooner than it did, the turns after its end are left out.
    """
    begun = at_the_moment(rehearse_for(kept.situation, library, kept.setup), kept.setup.drill)
    session = _played(begun, kept.turns)
    if not kept.earlier:
        return session
    earlier = _played(begun, kept.earlier)
    return replace(session, last=earlier.rehearsal)


def _played(session: Session, turns: tuple[str, ...]) -> Session:
    for words in turns:
        if session.rehearsal.over:
            break
        session = session.said(words)
    return session
