"""Who is signed in, kept in the database so that every worker knows and a restart forgets nobody."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from coach.conversations.tables import LoginRow

DAYS = 14


class Logins:
    """Tokens that browsers hold. `stamp` is what has to be as it was at the login, so that a new password ends it."""

    def __init__(self, engine: Engine) -> None:
        """Keep them in the database of `engine`."""
        self._engine = engine

    def begin(self, name: str, stamp: str) -> str:
        """A new token for `name`; those that ran out are forgotten."""
        token = secrets.token_urlsafe(32)
        now = datetime.now(UTC)
        with Session(self._engine) as session, session.begin():
            session.execute(delete(LoginRow).where(LoginRow.until < now))
            session.add(LoginRow(token=_hash(token), name=name, stamp=stamp, until=now + timedelta(days=DAYS)))
        return token

    def of(self, token: str) -> tuple[str, str] | None:
        """The name and stamp that a token was given for; None where it holds no more."""
        with Session(self._engine) as session:
            row = session.get(LoginRow, _hash(token))
            return (row.name, row.stamp) if row and row.until > datetime.now(UTC) else None

    def end(self, token: str) -> None:
        """Forget a token."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(LoginRow).where(LoginRow.token == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
