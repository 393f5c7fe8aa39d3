"""Guide files -> catalogue entries: parse, audit and chunk, in worker processes where there are many.

A worker is this module run as a program. It reads sources from its standard input and writes one
entry for each, pickled; when the build that started it dies, its pipe breaks and it ends. (A process
pool would outlive a killed build, and would need the caller's script to be importable.)
"""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, cast

from index.audit import audit_guide
from index.catalog import Entry, entry_of
from index.chunk import chunk_guide
from index.guide import Finding, Guide
from index.parse import MAX_BYTES, parse_guide

ENOUGH = 100  # files from which on a second process pays for its start
_MOST_WORKERS = 8
# These depend on the day, so they are said when asked and not stored.
_OF_THE_DAY = frozenset({"aging", "stale", "review-overdue"})


@dataclass(frozen=True, slots=True)
class GuideFile:
    """A guide file as it was found: its slug, where it lies, and the hash of its bytes."""

    slug: str
    path: Path
    sha256: str
    root: Path


def scan(root: Path, files: Iterable[tuple[str, Path]]) -> list[GuideFile]:
    """Hash every guide file; times and sizes are not trusted, for editors and checkouts keep them."""
    return [GuideFile(slug, path, _digest(path), root) for slug, path in files]


def prepare(source: GuideFile) -> Entry:
    """Read, audit and chunk one file. A fault of ours becomes a finding too: one file never stops the rest."""
    file = str(source.path.relative_to(source.root))
    try:
        guide = parse_guide(source.path, source.root)
        findings = [f for f in audit_guide(guide, datetime.now(UTC).date()) if f.rule not in _OF_THE_DAY]
        chunks = {chunk.id: chunk for chunk in chunk_guide(guide)}
    except Exception as error:  # noqa: BLE001 - reported as a finding, with the file's name, and shown by the build
        return failed(source, f"Reading it failed: {type(error).__name__}: {error}")
    return entry_of(guide, file, source.sha256, (tuple(chunks.values()), findings))


def failed(source: GuideFile, message: str) -> Entry:
    """Return the entry of a file that could not be read: its finding, and nothing else."""
    file = str(source.path.relative_to(source.root))
    company, _, role = source.slug.partition("/")
    guide = Guide(source.slug, company, role, company, role, "", "", "")
    return entry_of(guide, file, source.sha256, ((), [Finding("error", file, 1, "not-read", message)]))


def prepare_all(sources: Sequence[GuideFile], workers: int | None = None) -> Iterator[Entry]:
    """Prepare files, in no particular order; with worker processes where there are many files."""
    if workers is None:
        workers = min(os.cpu_count() or 1, _MOST_WORKERS) if len(sources) >= ENOUGH else 1
    if workers < 2:
        yield from map(prepare, sources)
        return
    todo: SimpleQueue[GuideFile] = SimpleQueue()
    done: SimpleQueue[Entry] = SimpleQueue()
    for source in sources:
        todo.put(source)
    with ThreadPoolExecutor(workers) as pool:
        for _ in range(workers):
            pool.submit(_feed, todo, done)
        for _ in sources:
            yield done.get()


class _Worker:
    """A process that prepares one file at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-m", "index.prepare"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
        self._to, self._back = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)

    def prepare(self, source: GuideFile) -> Entry:
        pickle.dump(source, self._to)
        self._to.flush()
        return cast(Entry, pickle.load(self._back))  # noqa: S301 - written by our own process

    def close(self) -> None:
        for pipe in (self._to, self._back):
            with suppress(BrokenPipeError):  # what it did not read is reported already
                pipe.close()
        self._process.wait()


def _feed(todo: SimpleQueue[GuideFile], done: SimpleQueue[Entry]) -> None:
    """Keep one worker busy until nothing is left; a worker that dies costs the file it was reading."""
    worker = _Worker()
    while True:
        try:
            source = todo.get_nowait()
        except Empty:
            break
        try:
            done.put(worker.prepare(source))
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            done.put(failed(source, "The process that was reading it died."))
            worker.close()
            worker = _Worker()
    worker.close()


def _digest(path: Path) -> str:
    """Hash a file's bytes; one that will not be read (a pipe, a giant, no permission) is known by its size and time."""
    try:
        stat = path.stat()
        if path.is_file() and stat.st_size <= MAX_BYTES:
            return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return f"unreadable: {type(error).__name__}"
    return f"unreadable: {stat.st_size} bytes of {stat.st_mtime_ns}"


def _work() -> None:
    """Answer the build that started this process until it closes the pipe."""
    while True:
        try:
            source = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own process
        except EOFError:
            return
        pickle.dump(prepare(source), sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _work()
