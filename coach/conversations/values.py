"""What is kept of a conversation: its exchanges, the desk beside it, and what readers and questions say to the guides'
keeper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from coach.reply import Gap, Reply
from coach.understanding.situation import Situation


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question as it was typed and its reply; a stopped answer keeps the part that was shown.

    `before` is the situation as it stood when the question was asked, `at` the moment in UTC; None for what was kept
    before moments were.
    """

    message: str
    reply: Reply
    before: Situation = Situation()  # noqa: RUF009 - frozen
    verdict: str = ""
    at: datetime | None = field(default=None, compare=False)


Talk = tuple[Exchange, ...]


class Kept(BaseModel):
    """A script kept for the playbook, as it was last edited."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    title: str
    text: str


class Desk(BaseModel):
    """What lies on the desk beside the conversation: the situation, the rehearsal, the playbook's sections.

    `since` is the exchange after which the job was changed by hand, so that a follow-up is about the new one.
    `rehearsal` is the setup and the turns of a talk that can be played again; `left_out` and `order` name sections.
    `stage` is where the negotiation stands, in words for the list; `named` says that its owner gave the conversation
    its name.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    situation: Situation = Situation()
    since: int = 0
    rehearsal: dict[str, Any] = {}
    scripts: tuple[Kept, ...] = ()
    order: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    tone: str = "direct"
    length: str = "full"
    channel: str = "call"
    stage: str = ""
    named: bool = False


def merged(base: Desk, desk: Desk, kept: Desk) -> Desk:
    """The desk as it is `kept` by now with what changed from `base` to `desk`: steps of several pages do not undo each
    other."""
    names = [n for n in Desk.model_fields if n != "situation" and getattr(desk, n) != getattr(base, n)]
    changes: dict[str, Any] = {n: getattr(desk, n) for n in names}
    return kept.model_copy(update={**changes, "situation": kept.situation.moved_on(base.situation, desk.situation)})


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation with everything in it; an `id` of "" is one that nothing was said in yet.

    `base` is the desk as it was kept when it was read; what differs from it is what was changed since.
    """

    id: str = ""
    title: str = ""
    talk: Talk = ()
    desk: Desk = Desk()  # noqa: RUF009 - frozen
    updated: datetime | None = None
    base: Desk = Desk()  # noqa: RUF009 - as above


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of conversations."""

    id: str
    title: str
    updated: datetime
    desk: Desk = Desk()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reader thought of an answer."""

    at: datetime
    verdict: str
    reason: str
    intent: str
    engine: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something asked for that no guide holds, and how often."""

    gap: Gap
    count: int
    last: datetime
