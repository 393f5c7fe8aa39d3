"""The tables that conversations are kept in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator


class _Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Base(DeclarativeBase):
    """What every table of the coach's database derives from."""


class ConversationRow(Base):
    """One conversation: its owner, its name, and the desk it was held at."""

    __tablename__ = "conversations"
    __table_args__ = (Index("conversations_of_an_owner", "owner", "updated"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(_Moment)
    updated: Mapped[datetime] = mapped_column(_Moment)
    desk: Mapped[dict[str, Any]] = mapped_column(JSON)
    exchanges: Mapped[list[ExchangeRow]] = relationship(
        order_by="ExchangeRow.position", cascade="all, delete-orphan", passive_deletes=True
    )


class ExchangeRow(Base):
    """A question and its reply, by position from 1."""

    __tablename__ = "exchanges"
    __table_args__ = (UniqueConstraint("conversation", "position"),)

    key: Mapped[int] = mapped_column(Integer, primary_key=True)
    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    message: Mapped[str] = mapped_column(Text)
    reply: Mapped[dict[str, Any]] = mapped_column(JSON)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    verdict: Mapped[str] = mapped_column(String(40), default="")
    at: Mapped[datetime | None] = mapped_column(_Moment, default=None)


class JudgementRow(Base):
    """What a reader thought of an answer, for the guide keeper: the guides it cites, what it was about, and no words of
    theirs but the reason."""

    __tablename__ = "judgements"

    key: Mapped[int] = mapped_column(Integer, primary_key=True)
    conversation: Mapped[str] = mapped_column(String(32), index=True)
    position: Mapped[int]
    at: Mapped[datetime] = mapped_column(_Moment)
    verdict: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text, default="")
    intent: Mapped[str] = mapped_column(String(40))
    engine: Mapped[str] = mapped_column(String(120))
    sources: Mapped[list[str]] = mapped_column(JSON)


class GapRow(Base):
    """Something asked for that no guide holds, how often, and by how many; names only."""

    __tablename__ = "gaps"
    __table_args__ = (UniqueConstraint("kind", "name", "company", "role"),)

    key: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    company: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(200))
    count: Mapped[int]
    first: Mapped[datetime] = mapped_column(_Moment)
    last: Mapped[datetime] = mapped_column(_Moment)


class LoginRow(Base):
    """Somebody signed in: the hash of the browser's token, never the token itself, and until when it holds."""

    __tablename__ = "logins"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    stamp: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime] = mapped_column(_Moment)
