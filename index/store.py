"""Vectors by chunk id, kept and searched; the one file that knows Chroma (a folder, a server, the cloud)."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from index.errors import Damaged, Unreachable, Unwritable, UserError
from index.manifest import hash_of, remembered
from index.offline import go_offline
from index.settings import Settings

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.config import Settings as ChromaSettings

    from index.embed import Vectors

_BATCH = 2000
_CLOUD_BATCH = 300  # Chroma Cloud's limit for one request
_CLOUD = "api.trychroma.com"
_DATABASE = "chroma.sqlite3"
_OPENINGS = "acquire_write"  # the table with a row for each opening
_PATIENCE = 10  # seconds for a reader that opens Chroma just now
log = logging.getLogger("index")


class VectorStore:
    """One collection of unit vectors in cosine space, without documents: the catalogue holds the words."""

    def __init__(self, client: Client, name: str, batch: int = _BATCH) -> None:
        self._client, self._name, self._batch = client, name, batch
        self._copy: TemporaryDirectory[str] | None = None
        self._collection = client.get_or_create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def ids(self) -> set[str]:
        """Return the ids of everything held."""
        held: set[str] = set()
        size = self._batch if self._batch == _CLOUD_BATCH else 50_000
        while page := self._collection.get(include=[], limit=size, offset=len(held))["ids"]:
            held.update(page)
        return held

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add vectors, or replace those of known ids."""
        for at in _steps(len(ids), self._batch):
            with _written():
                self._collection.upsert(ids=list(ids[at]), embeddings=vectors[at])

    def delete(self, ids: Sequence[str]) -> None:
        """Forget vectors; unknown ids do not matter."""
        for at in _steps(len(ids), self._batch):
            with _written():
                self._collection.delete(ids=list(ids[at]))

    def search(self, vector: Vectors, k: int, ids: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """Return (chunk id, cosine distance) of the `k` nearest, nearest first, among `ids` where given.

        Inside given ids the vectors are fetched and compared here: Chroma's own `query(ids=...)` looks
        through the whole collection (38 ms at 60,000 vectors, this 1 ms at any size). Unreachable where a
        server is gone, Damaged where the files are not what they were.
        """
        from chromadb.errors import ChromaError
        from httpx import TransportError  # what Chroma's client speaks by

        try:
            return self._search_inside(vector, k, ids) if ids is not None else self._search_all(vector, k)
        except TransportError as error:
            raise Unreachable(f"The Chroma server does not answer: {error}") from error
        except ChromaError as error:
            raise Damaged(f"Chroma cannot read its vectors: {error}") from error

    def _search_all(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        count = min(k, self._collection.count())
        if not count:
            return []
        found = self._collection.query(query_embeddings=vector[None], n_results=count, include=["distances"])
        return list(zip(found["ids"][0], (found["distances"] or [[]])[0], strict=True))

    def _search_inside(self, vector: Vectors, k: int, ids: Sequence[str]) -> list[tuple[str, float]]:
        import numpy as np

        if not ids:
            return []
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        if not found["ids"]:
            return []
        distances = 1 - np.asarray(found["embeddings"], dtype=np.float32) @ vector
        best = np.argsort(distances, kind="stable")[:k]
        return [(found["ids"][i], float(distances[i])) for i in best]

    def drop_others(self, prefix: str) -> None:
        """Delete the collections whose names start with `prefix`, except this one."""
        for other in self._client.list_collections():
            if other.name.startswith(prefix) and other.name != self._name:
                self._client.delete_collection(other.name)

    def held(self, copy: TemporaryDirectory[str]) -> None:
        """Remove the folder that it was opened in when it is closed."""
        self._copy = copy

    def close(self) -> None:
        """Let go of files and connections; Chroma 1.5.9 itself leaves its two HTTP sessions open."""
        servers = [getattr(client, "_server", None) for client in (self._client, self._client._admin_client)]
        self._client.close()
        for session in filter(None, (getattr(server, "_session", None) for server in servers)):
            session.close()
        if self._copy:
            self._copy.cleanup()


def open_folder(folder: Path) -> VectorStore:
    """Open or create the collection in a folder. Only one process may write to it, and no one else may read then."""
    go_offline()
    import chromadb

    try:
        with _written():
            client = chromadb.PersistentClient(str(folder), settings=_quiet())
            return VectorStore(cast("Client", client), "chunks")
    except (
        AttributeError
    ) as error:  # Chroma 1.5.9 remembers what it could not start, and stumbles over it the next time
        raise Unwritable(f"Chroma could not open {folder}") from error


def open_to_read(folder: Path) -> VectorStore:
    """Open the collection in a folder to search it; where the disk is full or may only be read, a copy of it.

    Chroma writes a row at every opening, so it opens nothing that it cannot write to.
    """
    if os.access(folder / _DATABASE, os.W_OK):
        try:
            return open_folder(folder)
        except Unwritable as error:
            log.info("the vectors are read from a copy", extra={"problem": str(error)})
    copy = TemporaryDirectory(prefix="coach-")
    try:
        shutil.copytree(folder, copy.name, dirs_exist_ok=True, copy_function=shutil.copyfile)
        store = open_folder(Path(copy.name))
    except (OSError, UserError):
        copy.cleanup()
        raise
    store.held(copy)
    return store


def digest_of(folder: Path, *, remember: bool = False) -> str:
    """Hash what a folder holds of vectors: each of its files, and of Chroma's database the rows.

    Left out is what Chroma changes when it is only read: the row of its last opening, and the files of a segment that
    was never written out (it has no `index_metadata.pickle`), which are made anew at every opening.
    """

    def said(make: Callable[[Path], str], file: Path) -> str:
        return remembered(make, file) if remember else make(file)

    digest = hashlib.sha256(said(_rows_of, folder / _DATABASE).encode())
    for segment in sorted(p.parent for p in folder.glob("*/index_metadata.pickle")):
        for file in sorted(p for p in segment.iterdir() if p.is_file()):
            digest.update(f"\n{file.relative_to(folder)} {said(hash_of, file)}".encode())
    return digest.hexdigest()


def _rows_of(database: Path) -> str:
    digest = hashlib.sha256()
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)) as db:
        (said,) = db.execute("PRAGMA quick_check(1)").fetchone()
        tables = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        digest.update(repr((said, tables)).encode())
        for name, sql in tables:
            if name != _OPENINGS and not sql.startswith("CREATE VIRTUAL"):
                for row in db.execute(f'SELECT * FROM "{name}"'):
                    digest.update(repr(row).encode())
    return digest.hexdigest()


@contextmanager
def _written() -> Iterator[None]:
    """Say it plainly where Chroma cannot write."""
    from chromadb.errors import InternalError

    try:
        yield
    except InternalError as error:
        raise Unwritable(f"Chroma cannot write its vectors: {error}") from error


def open_server(settings: Settings, model: str) -> VectorStore:
    """Open or create this store's collection on the server at `settings.chroma_url`, one for each embedding model."""
    go_offline()
    import chromadb

    where = urlsplit(settings.chroma_url)
    if where.scheme not in ("http", "https") or not where.hostname:
        raise UserError(f"COACH_CHROMA_URL is {settings.chroma_url!r}; write it as http://host:port.")
    key = settings.chroma_api_key.get_secret_value()
    try:
        client = chromadb.HttpClient(
            where.hostname,
            where.port or (443 if where.scheme == "https" else 8000),
            ssl=where.scheme == "https",
            headers={"x-chroma-token": key} if key else None,
            settings=_quiet(),
            tenant=settings.chroma_tenant,
            database=settings.chroma_database,
        )
        batch = _CLOUD_BATCH if where.hostname == _CLOUD else _BATCH
        return VectorStore(cast("Client", client), f"{settings.chroma_collection}.{model}", batch)
    except (ValueError, OSError) as error:
        raise Unreachable(f"The Chroma server at {settings.chroma_url} does not answer: {error}") from error


def _quiet() -> ChromaSettings:
    from chromadb.config import Settings as ChromaSettings

    return ChromaSettings(anonymized_telemetry=False)


def _steps(count: int, size: int) -> Iterator[slice]:
    return (slice(at, at + size) for at in range(0, count, size))
