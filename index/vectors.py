"""Texts -> vectors through a cache by content, so that equal texts are embedded once and never again."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.embed import Embedder, Vectors

_BATCH = 64
_MANY = 500


class VectorCache:
    """Vectors of one store by (model, hash of the text). Each batch is kept as soon as it is made."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("DROP TABLE IF EXISTS vectors")  # of an earlier release, without checksums
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS embedded (model TEXT, digest BLOB, vector BLOB, seal INT, UNIQUE (model, "
            "digest))"
        )

    def embed(self, texts: Sequence[str], embedder: Embedder, done: Callable[[int], None]) -> Vectors:
        """Return one row for each text, from the cache or from the model; `done` is told how many are ready."""
        import numpy as np

        keys = [_digest(text) for text in texts]
        known = self._known(embedder.identity, keys)
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        done(len(texts) - len(fresh))
        todo = list(fresh.items())
        for at in range(0, len(todo), _BATCH):
            batch = todo[at : at + _BATCH]
            made = embedder.embed([text for _, text in batch])
            rows = [(key, row.tobytes()) for (key, _), row in zip(batch, made, strict=True)]
            with self._db:
                self._db.executemany(
                    "INSERT OR REPLACE INTO embedded VALUES (?, ?, ?, ?)",
                    [(embedder.identity, key, row, _seal(key, row)) for key, row in rows],
                )
            known.update(rows)
            done(len(texts) - len(todo) + at + len(batch))
        return np.frombuffer(b"".join(known[key] for key in keys), dtype=np.float32).reshape(len(texts), -1)

    def prune(self, model: str, texts: Collection[str]) -> None:
        """Forget what `texts` do not use, once that is most of what is held."""
        (held,) = self._db.execute("SELECT count(*) FROM embedded").fetchone()
        if held <= 4 * len(texts):
            return
        with self._db:
            self._db.execute("CREATE TEMP TABLE used (digest BLOB PRIMARY KEY)")
            self._db.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((_digest(t),) for t in texts))
            self._db.execute(
                "DELETE FROM embedded WHERE model != ? OR digest NOT IN (SELECT digest FROM used)", (model,)
            )
            self._db.execute("DROP TABLE used")
        self._db.execute("VACUUM")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _known(self, model: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        known: dict[bytes, bytes] = {}
        for at in range(0, len(keys), _MANY):
            some = keys[at : at + _MANY]
            marks = ", ".join("?" * len(some))
            known.update(
                self._db.execute(
                    f"SELECT digest, vector FROM embedded WHERE model = ? AND digest IN ({marks})", (model, *some)
                )
            )
        return known


def is_whole(file: Path) -> bool:
    """Whether a cache holds what was put into it; one that is not there, or holds nothing, lacks nothing."""
    # Without a journal nobody writes, and a disk that may only be read could not hold what SQLite keeps beside it.
    alone = "" if file.with_name(f"{file.name}-wal").exists() else "&immutable=1"
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro{alone}", uri=True)) as db:
            if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                return False
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'embedded'").fetchone():
                return True
            return all(
                _seal(key, row) == seal for key, row, seal in db.execute("SELECT digest, vector, seal FROM embedded")
            )
    except (sqlite3.DatabaseError, TypeError):  # a value of another type than was put in
        return not file.exists()


def forget(file: Path) -> None:
    """Remove a cache, with what SQLite keeps beside it."""
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)


def _seal(key: bytes, row: bytes) -> int:
    """A checksum by which a vector is known to be whole, and its text's."""
    return zlib.crc32(key + row)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
