"""Conversations by owner: kept, listed, searched, renamed, deleted; and what readers judged and guides lacked."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import BaseModel, TypeAdapter
from sqlalchemy import Engine, Select, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from coach.conversations.database import settle
from coach.conversations.tables import ConversationRow, ExchangeRow, GapRow, JudgementRow
from coach.conversations.values import Conversation, Desk, Exchange, Judgement, Listed, Talk, Wanted, merged
from coach.reply import Gap, Reply
from coach.understanding.situation import Situation
from index.errors import UserError

LONGEST_TITLE = 80
_UNUSED = timedelta(hours=1)
_REPLY = TypeAdapter(Reply)
_GONE = "That conversation is not there (any more)."


class Conversations:
    """The conversations in one database. Each call is one transaction, and asks for the owner: nobody reaches
    another's."""

    def __init__(self, engine: Engine) -> None:
        """Keep to `engine`, as `open_database` gives it."""
        self._engine = engine
        self._session = sessionmaker(engine, expire_on_commit=False)

    def latest(self, owner: str) -> Conversation:
        """The conversation that the owner was last at; an empty one where there is none."""
        with self._session() as session:
            row = session.scalars(_of(owner).limit(1)).first()
            return _conversation(row) if row else Conversation()

    def read(self, owner: str, key: str) -> Conversation:
        """One conversation as it is kept; UserError where the owner has none of that key."""
        with self._session() as session:
            return _conversation(_row(session, owner, key))

    def open(self, owner: str, key: str) -> Conversation:
        """The same, and from now on it is the one last been at."""
        with self._session.begin() as session:
            row = _row(session, owner, key)
            row.updated = _now()
            return _conversation(row)

    def start(self, owner: str, desk: Desk, title: str = "") -> str:
        """Make a conversation and return its key; one that was made an hour ago or before and never used goes."""
        now, key = _now(), uuid.uuid4().hex
        said = select(ExchangeRow.key).where(ExchangeRow.conversation == ConversationRow.id).exists()
        with self._session.begin() as session:
            for row in session.scalars(_of(owner).where(~said, ConversationRow.updated < now - _UNUSED)):
                if not row.desk:
                    session.delete(row)
            session.add(
                ConversationRow(id=key, owner=owner, title=_title(title), created=now, updated=now, desk=_json(desk))
            )
        return key

    def keep(
        self, owner: str, key: str, desk: Desk, talk: Talk | None = None, since: int = 0, base: Desk | None = None
    ) -> str:
        """Keep the desk and, where given, the exchanges as they now stand; returns the key, a new one for "".

        With `base` only what changed on the desk since that is kept. The first `since` exchanges are as they were kept.
        A conversation that was deleted meanwhile stays so: UserError.
        """
        key = key or self.start(owner, desk)
        with self._session.begin() as session:
            row = _row_to_change(session, owner, key)
            _lay(row, desk, base)
            if talk is None:
                return key
            _name(row, talk[:1])
            of_it = ExchangeRow.conversation == key
            session.execute(delete(ExchangeRow).where(of_it, ExchangeRow.position > len(talk)))
            held = session.scalars(select(ExchangeRow).where(of_it, ExchangeRow.position > since))
            by_position = {e.position: e for e in held}
            for position, e in enumerate(talk[since:], since + 1):
                if position in by_position:
                    for name, value in _said(e).items():
                        setattr(by_position[position], name, value)
                else:
                    session.add(ExchangeRow(conversation=key, position=position, **_said(e)))
        return key

    def add(self, owner: str, key: str, desk: Desk, exchange: Exchange, base: Desk | None = None) -> tuple[str, int]:
        """Keep the desk and one exchange more, after whatever is there by now; returns the key and its place, from 1.

        A conversation may go on in two windows at once: neither takes the other's place.
        """
        key = key or self.start(owner, desk)
        with self._session.begin() as session:
            row = _row_to_change(session, owner, key)
            _lay(row, desk, base)
            _name(row, (exchange,))
            last = select(func.max(ExchangeRow.position)).where(ExchangeRow.conversation == key)
            place = (session.scalar(last) or 0) + 1
            session.add(ExchangeRow(conversation=key, position=place, **_said(exchange)))
        return key, place

    def entries(self, owner: str, words: str = "") -> list[Listed]:
        """The owner's conversations, the last one first; with `words`, those that hold each of them."""
        wanted = words.casefold().split()
        with self._session() as session:
            rows = session.scalars(_of(owner)).all()
            found = [r for r in rows if not wanted or all(w in _words(r) for w in wanted)]
            return [Listed(r.id, r.title, r.updated, Desk.model_validate(r.desk)) for r in found]

    def rename(self, owner: str, key: str, title: str) -> str:
        """Give it a name and return the name as kept; an empty one is refused with UserError."""
        if not title.strip():
            raise UserError("A conversation needs a name of at least one letter.")
        with self._session.begin() as session:
            row = _row(session, owner, key)
            row.title, row.desk = _title(title), {**row.desk, "named": True}
            return row.title

    def delete(self, owner: str, key: str) -> None:
        """Delete it for good, with what was judged in it; no file of the database holds its words any more."""
        with self._session.begin() as session:
            row = _row(session, owner, key)
            session.execute(delete(JudgementRow).where(JudgementRow.conversation == row.id))
            session.delete(row)
        settle(self._engine)

    def judge(self, owner: str, key: str, position: int, verdict: str, reason: str = "") -> None:
        """Keep what the owner thinks of answer `position` (from 1); "" takes it back. What it cites is kept, not what
        was asked."""
        with self._session.begin() as session:
            row = _row(session, owner, key)
            if not 1 <= position <= len(row.exchanges):
                raise UserError("That answer is not there (any more).")
            held = row.exchanges[position - 1]
            held.verdict = verdict
            session.execute(
                delete(JudgementRow).where(JudgementRow.conversation == key, JudgementRow.position == position)
            )
            if verdict:
                reply = _REPLY.validate_python(held.reply)
                session.add(
                    JudgementRow(
                        conversation=key, position=position, at=_now(), verdict=verdict, reason=reason[:500],
                        intent=reply.intent, engine=reply.engine,
                        sources=list(dict.fromkeys(f"{c.guide}:{c.lines[0]}" for c in reply.citations)),
                    )
                )  # fmt: skip

    def judgements(self, most: int = 200) -> list[Judgement]:
        """What readers thought, the last first."""
        with self._session() as session:
            rows = session.scalars(select(JudgementRow).order_by(JudgementRow.at.desc()).limit(most))
            return [Judgement(r.at, r.verdict, r.reason, r.intent, r.engine, tuple(r.sources)) for r in rows]

    def missed(self, gaps: tuple[Gap, ...]) -> None:
        """Count what was asked for and no guide holds; two who miss the same at once count twice."""
        for gap in gaps:
            names = {"kind": gap.kind, "name": gap.name[:200], "company": gap.company[:200], "role": gap.role[:200]}
            if self._counted(names):
                continue
            try:
                with self._session.begin() as session:
                    session.add(GapRow(**names, count=1, first=_now(), last=_now()))
            except IntegrityError:  # somebody else was first, just now
                self._counted(names)

    def _counted(self, names: dict[str, str]) -> bool:
        one_more = update(GapRow).filter_by(**names).values(count=GapRow.count + 1, last=_now())
        with self._session.begin() as session:
            return bool(session.execute(one_more).rowcount)  # type: ignore[attr-defined] # of a result of an update

    def wanted(self, most: int = 200) -> list[Wanted]:
        """What was asked for and no guide holds, the most asked first."""
        with self._session() as session:
            rows = session.scalars(select(GapRow).order_by(GapRow.count.desc(), GapRow.last.desc()).limit(most))
            return [Wanted(Gap(r.kind, r.name, r.company, r.role), r.count, r.last) for r in rows]


def _lay(row: ConversationRow, desk: Desk, base: Desk | None) -> None:
    """The desk of a row, merged with what it is by now."""
    now = desk if base is None else merged(base, desk, Desk.model_validate(row.desk))
    row.desk, row.updated = _json(now), _now()


def _said(e: Exchange) -> dict[str, Any]:
    return {
        "message": e.message,
        "reply": _REPLY.dump_python(e.reply, mode="json"),
        "before": _json(e.before),
        "verdict": e.verdict,
        "at": e.at,
    }


def _name(row: ConversationRow, first: Talk) -> None:
    """A conversation without a name takes its first message's."""
    if first and row.title == _title(""):
        row.title = _title(first[0].message)


def _of(owner: str) -> Select[ConversationRow]:
    return select(ConversationRow).where(ConversationRow.owner == owner).order_by(ConversationRow.updated.desc())


def _row(session: Session, owner: str, key: str) -> ConversationRow:
    row = session.scalars(_of(owner).where(ConversationRow.id == key)).first()
    if row is None:
        raise UserError(_GONE)
    return row


def _row_to_change(session: Session, owner: str, key: str) -> ConversationRow:
    """The row, written to before it is read: whoever changes it at the same moment waits, and then reads what this step
    left."""
    of_it = (ConversationRow.owner == owner, ConversationRow.id == key)
    session.execute(update(ConversationRow).where(*of_it).values(updated=_now()))
    return _row(session, owner, key)


def _conversation(row: ConversationRow) -> Conversation:
    talk = tuple(
        Exchange(e.message, _REPLY.validate_python(e.reply), Situation.model_validate(e.before), e.verdict, e.at)
        for e in row.exchanges
    )
    desk = Desk.model_validate(row.desk)
    return Conversation(row.id, row.title, talk, desk, row.updated, desk)


def _words(row: ConversationRow) -> str:
    """Everything that a search looks through: its name, its job and what was said."""
    said = (f"{e.message}\n{e.reply.get('text', '')}" for e in row.exchanges)
    job = row.desk.get("situation", {})
    return "\n".join([row.title, *(str(job.get(x, "")) for x in ("company", "role")), *said]).casefold()


def _title(words: str) -> str:
    line = " ".join(words.split()) or "New conversation"
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"


def _json(held: BaseModel) -> dict[str, Any]:
    return held.model_dump(mode="json", exclude_defaults=True)


def _now() -> datetime:
    return datetime.now(UTC)
