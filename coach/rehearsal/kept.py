"""A session <-> what is kept of it: the setup, the situation it began from, and the words of each turn, which give the same talk again."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from coach.rehearsal.coaching import Session, rehearse_for
from coach.rehearsal.scenario import Setup
from coach.retrieve import Library
from coach.situation import Situation


class KeptSession(BaseModel):
    """A talk that can be played again; `earlier` are the turns of the one before it, `ended` that its score was asked for."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    situation: Situation
    setup: Setup
    turns: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    coached: bool = True
    ended: bool = False


def kept_of(session: Session, situation: Situation, *, coached: bool = True, ended: bool = False) -> KeptSession:
    """What to keep of a session that began from `situation`."""
    earlier = session.last.rounds if session.last else ()
    return KeptSession(
        situation=situation, setup=session.rehearsal.scenario.setup, turns=tuple(r.words for r in session.rehearsal.rounds),
        earlier=tuple(r.words for r in earlier), coached=coached, ended=ended,
    )  # fmt: skip


def session_of(kept: KeptSession, library: Library) -> Session:
    """Play the talk again on the guides as they are now; UserError where its job is no longer in them.

    Where they changed so much that a talk ends sooner than it did, the turns after its end are left out.
    """
    session = _played(rehearse_for(kept.situation, library, kept.setup), kept.turns)
    if not kept.earlier:
        return session
    earlier = _played(rehearse_for(kept.situation, library, kept.setup), kept.earlier)
    return replace(session, last=earlier.rehearsal)


def _played(session: Session, turns: tuple[str, ...]) -> Session:
    for words in turns:
        if session.rehearsal.over:
            break
        session = session.said(words)
    return session
