"""A database URL -> an engine that is ready to use; SQLite by default, anything SQLAlchemy speaks by URL."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from coach.conversations.tables import Base
from index.errors import Unwritable, UserError

_log = logging.getLogger("coach.conversations")
_SQLITE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR})
_POSTGRES = frozenset({"53100", "25006"})  # disk_full, read_only_sql_transaction
_WAITS, _SETTLES = 10_000, 2000  # milliseconds for others at the file
_MAKING = 7_203_118  # any number, as long as it is ours alone in that database


def default_database() -> str:
    """The URL of the file that conversations are kept in where nobody names another."""
    folder = Path(platformdirs.user_data_dir("negotiation-coach", appauthor=False))
    return f"sqlite:///{folder / 'conversations.sqlite'}"


def open_database(url: str = "") -> Engine:
    """Open the database and make its tables where they are missing; UserError where it cannot be reached.

    An address without "://" that has a folder or an ending is the path of a SQLite file.

    Whatever is written to it later raises Unwritable where the disk is full or may only be read.

    A SQLite file is made for its owner alone: it holds what people earn.
    """
    try:
        address = _file(url) if _is_path(url) else make_url(url or default_database())
        if address.drivername == "postgresql":
            address = address.set(drivername="postgresql+psycopg")
        path = None
        if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
            path = Path(str(address.database))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        engine = create_engine(address, pool_pre_ping=True)
        if address.get_backend_name() == "sqlite":
            event.listen(engine, "connect", _set_up)
        event.listen(engine, "handle_error", _plain)
        with engine.begin() as connection:
            if address.get_backend_name() == "postgresql":  # workers that start together make the tables one by one
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MAKING})
            Base.metadata.create_all(connection)
            _complete(connection)
    except ModuleNotFoundError as error:
        raise UserError(
            f"COACH_DATABASE needs the package {error.name}; for Postgres: pip install 'negotiation-coach[postgres]'."
        ) from error
    except (ArgumentError, SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise UserError(f"The database of conversations cannot be opened ({reason}); see COACH_DATABASE.") from error
    return engine


def settle(engine: Engine) -> None:
    """Leave nothing of what was deleted or changed beside a SQLite file: what is still to be taken over into it is, and
    the log is emptied. Where others are at it for seconds, that is left to the next time.
    """
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={_SETTLES}")
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
            connection.exec_driver_sql(f"PRAGMA busy_timeout={_WAITS}")
    except (SQLAlchemyError, Unwritable) as error:
        _log.warning("unsettled", exc_info=error)
        return
    if busy:
        _log.info("unsettled")


def _is_path(url: str) -> bool:
    return "://" not in url and bool(Path(url).suffix or len(Path(url).parts) > 1)


def _file(path: str) -> URL:
    return URL.create("sqlite", database=str(Path(path).expanduser()))


def _complete(connection: Connection) -> None:
    """Add the columns that a database from before them lacks; they are empty there."""
    for table in Base.metadata.sorted_tables:
        there = {c["name"] for c in inspect(connection).get_columns(table.name)}
        for column in table.columns:
            if column.name not in there and column.nullable:
                kind = column.type.compile(connection.dialect)
                connection.execute(text(f'ALTER TABLE {table.name} ADD COLUMN "{column.name}" {kind}'))


def _plain(context: ExceptionContext) -> None:
    """Say it plainly where the database has no room, or may only be read."""
    error = context.original_exception
    sqlite, postgres = getattr(error, "sqlite_errorcode", 0) & 0xFF, getattr(error, "sqlstate", "")
    if sqlite in _SQLITE or postgres in _POSTGRES:
        raise Unwritable(
            f"Nothing can be kept just now: the database of conversations cannot be written to ({error}). "
            "Make room or make it writable, or name another with COACH_DATABASE."
        ) from error


def _set_up(connection: Any, record: ConnectionPoolEntry) -> None:  # noqa: ANN401 - whatever the driver connects with
    """Readers beside a writer, a wait instead of "database is locked", and what is deleted overwritten in the file."""
    for pragma in (
        "journal_mode=WAL",
        f"busy_timeout={_WAITS}",
        "foreign_keys=ON",
        "secure_delete=ON",
        "synchronous=NORMAL",
    ):
        connection.execute(f"PRAGMA {pragma}")
