"""A file of users (YAML) <-> their names and argon2 hashes; the file is read again when it changes."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import tempfile
import threading
from functools import cache
from pathlib import Path

import yaml
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from index.errors import UserError

SHORTEST = 10  # characters of a password
_LONGEST = 1000  # more is not hashed: it would only cost time
_NAME = re.compile(r"[\w.@+-]{1,100}")
_HASHER = PasswordHasher()
log = logging.getLogger("coach")


class _File(BaseModel):
    """What stands in the file: `users`, a name and an argon2 hash each."""

    model_config = ConfigDict(extra="forbid")

    users: dict[str, str] = {}

    @field_validator("users")
    @classmethod
    def _are_hashes(cls, users: dict[str, str]) -> dict[str, str]:
        for name, hashed in users.items():
            if not _NAME.fullmatch(name):
                raise ValueError(f"“{name}” is no name: letters, digits and . @ + - _ are")
            if not hashed.startswith("$argon2"):
                raise ValueError(f"the password of {name} is not an argon2 hash; set it with `coach users add {name}`")
        return users


class BrokenUsersError(UserError):
    """The file of users cannot be read as it stands."""


class Users:
    """The users of one file. Where it cannot be read while it is used, that is logged once for each state of it, by
    file and line, and BrokenUsersError is raised."""

    def __init__(self, path: Path) -> None:
        """Raises UserError where the file is missing or cannot be read."""
        self.path = path
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._hashes: dict[str, str] = {}
        self._told: tuple[int, int] | None = None
        self.names()

    def names(self) -> tuple[str, ...]:
        """Everybody who may sign in."""
        return tuple(self._current())

    def stamp(self, name: str) -> str:
        """Changes with the password; "" for nobody."""
        hashed = self._current().get(name)
        return hashlib.sha256(hashed.encode()).hexdigest()[:32] if hashed else ""

    def check(self, name: str, password: str) -> bool:
        """Whether that is the password; as slow for nobody as for somebody."""
        hashed = self._current().get(name)
        try:
            right = _HASHER.verify(hashed or _nobody(), password[:_LONGEST])
        except (VerificationError, InvalidHashError):
            return False
        return right and hashed is not None

    def _current(self) -> dict[str, str]:
        try:
            found = self.path.stat()
        except OSError as error:
            self._tell((0, 0), str(self.path))
            raise BrokenUsersError(
                f"The users file {self.path} cannot be read ({error.strerror}); add a user with `coach "
                f"users add NAME --file {self.path}`."
            ) from error
        with self._lock:
            seen = (found.st_mtime_ns, found.st_size)
            if seen != self._seen:
                try:
                    self._hashes, self._seen = _read(self.path), seen
                except BrokenUsersError as error:
                    self._tell(seen, _place(error, self.path))
                    raise
            return self._hashes

    def _tell(self, seen: tuple[int, int], place: str) -> None:
        if seen != self._told:
            self._told = seen
            log.error("the users file cannot be read", extra={"at": place})


def _place(error: BrokenUsersError, path: Path) -> str:
    """The file and, where it is known, the line of what is wrong; nothing of what stands there."""
    cause = error.__cause__
    mark = cause.problem_mark if isinstance(cause, yaml.MarkedYAMLError) else None
    return f"{path}:{mark.line + 1}" if mark else str(path)


def add(path: Path, name: str, password: str) -> bool:
    """Set a user's password; whether the user is new. UserError for a name or password that will not do."""
    if not _NAME.fullmatch(name):
        raise UserError(f"“{name}” is no name for a user; use letters, digits and . @ + - _ only.")
    if not SHORTEST <= len(password) <= _LONGEST:
        raise UserError(f"A password has {SHORTEST} characters or more (and {_LONGEST:,} at most).")
    users = _read(path) if path.exists() else {}
    new = name not in users
    _write(path, {**users, name: _HASHER.hash(password)})
    return new


def remove(path: Path, name: str) -> None:
    """Take a user out; UserError where there is none of that name."""
    users = _read(path)
    if name not in users:
        raise UserError(f"There is no user {name} in {path}; `coach users list` shows who there is.")
    _write(path, {k: v for k, v in users.items() if k != name})


def _read(path: Path) -> dict[str, str]:
    try:
        return _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {}).users
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BrokenUsersError(f"{path}:{line}: this is not YAML ({error.problem}).") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise BrokenUsersError(f"{path}: {first['msg'].removeprefix('Value error, ')}.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise BrokenUsersError(f"The users file {path} cannot be read ({error}).") from error


def _write(path: Path, users: dict[str, str]) -> None:
    """The whole file or nothing of it, for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # 0600 by itself
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yaml.safe_dump({"users": users}, file, allow_unicode=True)
        Path(made).replace(path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise


@cache
def _nobody() -> str:
    """A hash that no password has; made when it is first needed, for hashing takes its time."""
    return _HASHER.hash(os.urandom(32).hex())
