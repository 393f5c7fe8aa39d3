"""A folder of guides -> an index that answers: only what changed is read, only new words are embedded."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from index import versions
from index.catalog import CHUNKS, Catalogue, Entry, edit_catalogue, open_catalogue
from index.check import CACHE, Damage, Part, check
from index.embed import Embedder, forget_others, identity_of, is_made, prepare
from index.errors import Damaged, NoIndex, Unwritable, UserError
from index.guide import PLAYBOOK, Finding
from index.keywords import build_keywords
from index.parse import read_guides
from index.prepare import GuideFile, prepare_all, scan
from index.settings import Settings
from index.store import VectorStore, digest_of, open_folder, open_server
from index.vectors import VectorCache
from index.vectors import forget as forget_cache
from index.versions import Version

Stage = Literal["waiting", "reading", "keywords", "answerable", "model", "embedding"]
Progress = Callable[[Stage, int, int], None]

SHIPPED = Path(__file__).parents[1] / "guides"
_SLAB = 2000  # texts embedded and stored at a time
_ENTRIES = 200  # guides stored at a time
# So few new chunks are embedded before the version answers; more fill in behind it.
_AT_ONCE = {"static": 2000, "onnx": 64, "onnx-int8": 64, "torch": 16, "langchain": 64}


# How a disk says that it takes nothing: to Python, to SQLite, and as this package tells it of others.
_REFUSED = (OSError, sqlite3.OperationalError, Unwritable)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `published` is False where nothing had changed; `problems` are the files left out.

    `healed` is what was found damaged and was made anew.
    """

    version: Version
    read: int
    removed: int
    unchanged: int
    embedded: int
    published: bool
    problems: tuple[Finding, ...]
    healed: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Changes:
    """The guide files that differ from the index, those that are gone, and how many stayed as they were."""

    read: tuple[GuideFile, ...]
    gone: tuple[str, ...]
    same: int


def build(settings: Settings, progress: Progress = lambda stage, done, total: None) -> Report:
    """Bring the index in `settings.store` up to the guides in `settings.guides`.

    Figures, names and keywords answer as soon as the guides are read; the vectors follow. A second
    build waits for the first. A killed one leaves the index that was there, and the next completes.
    """
    if not settings.guides.is_dir():
        raise UserError(f"There is no guides folder at {settings.guides.resolve()}.")
    try:
        with _alone(settings.store, progress), _cleared(settings.store):
            return _build(settings, progress)
    except _REFUSED as error:
        reason = getattr(error, "strerror", None) or str(error).rstrip(".")
        raise Unwritable(
            f"The index cannot be written to {settings.store} ({reason}): make room or make it writable, or name "
            "another folder with --store or COACH_STORE. What answered before still answers."
        ) from error


@contextmanager
def _alone(store: Path, progress: Progress) -> Iterator[None]:
    """Hold the store's lock, once another build has let go of it."""
    store.mkdir(parents=True, exist_ok=True)
    lock = FileLock(store / "build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("waiting", 0, 0)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _cleared(store: Path) -> Iterator[None]:
    """Give back the room that a build has taken which could not end."""
    try:
        yield
    except _REFUSED:
        with suppress(UserError, OSError):
            last = _before(store) or versions.newest_of(store)
            versions.sweep(store, last.number if last else 0)
        raise


def _build(settings: Settings, progress: Progress) -> Report:
    files = list(read_guides(settings.guides))
    if not files:
        raise UserError(f"{settings.guides.resolve()} holds no guide (<company>/<role>.md).")
    wrong = check(settings.store)
    if any(d.part == "cache" for d in wrong):
        forget_cache(settings.store / CACHE)
    answers = _before(settings.store)
    last = answers or versions.newest_of(settings.store)
    versions.sweep(settings.store, last.number if last else 0)
    before = _kept(answers, {d.part for d in wrong})
    changes = _changes(settings, files, before)
    model, version, embedded = identity_of(settings), before, 0
    broken = any(d.part in ("catalogue", "keywords", "vectors") for d in wrong)
    if version is None or changes.read or changes.gone or version.model != model or broken:
        version = _write_rows(settings, changes, before, last.number + 1 if last else 1, progress)
        few = _count_new(settings, version, before) <= _AT_ONCE[settings.embedding_backend]
        if not few or not is_made(settings):
            version = versions.publish(settings.store, version)
            progress("answerable", version.guides, version.guides)
    if not version.vectors or version.server != settings.chroma_url:
        version, embedded = _write_vectors(settings, version, before, progress)
    elif wrong:
        if not is_made(settings):
            _make_model(settings, progress)
        if any(d.part == "pointer" for d in wrong):
            version = versions.publish(settings.store, version)
    if version != answers:
        versions.sweep(settings.store, version.number)
        forget_others(settings.store, {version.model, answers.model if answers else ""})
    catalogue = open_catalogue(_catalogue(settings.store, version))
    unread = {row.slug for row in catalogue.guides() if not row.readable}
    problems = tuple(f for slug in sorted(unread) for f in catalogue.findings(slug))
    catalogue.close()
    return Report(
        version, len(changes.read), len(changes.gone), changes.same, embedded, version != answers, problems, wrong
    )


def _kept(version: Version | None, damaged: set[Part]) -> Version | None:
    """What of a version may be kept: with a damaged catalogue every guide is read again, and no vectors are taken
    over."""
    if version and "catalogue" in damaged:
        return replace(version, recipe="", vectors=False)
    return replace(version, vectors=False) if version and "vectors" in damaged else version


def _craft(settings: Settings, files: Sequence[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """The documents of general craft that come with the product, for a folder that has none of its own."""
    if not settings.craft or any(slug.startswith(f"{PLAYBOOK}/") for slug, _ in files):
        return []
    return [(slug, path) for slug, path in read_guides(SHIPPED) if slug.startswith(f"{PLAYBOOK}/")]


def _before(store: Path) -> Version | None:
    try:
        return versions.read_current(store)
    except (NoIndex, Damaged):
        return None


def _changes(settings: Settings, files: Sequence[tuple[str, Path]], before: Version | None) -> _Changes:
    sources = [*scan(settings.guides, files), *scan(SHIPPED, _craft(settings, files))]
    known: dict[str, str] = {}
    if before and before.recipe == versions.recipe():  # other code may read the same file otherwise
        catalogue = open_catalogue(_catalogue(settings.store, before))
        known = {row.slug: row.sha256 for row in catalogue.guides()}
        catalogue.close()
    changed = tuple(s for s in sources if known.get(s.slug) != s.sha256)
    gone = tuple(sorted(known.keys() - {s.slug for s in sources}))
    return _Changes(changed, gone, len(sources) - len(changed))


def _write_rows(
    settings: Settings, changes: _Changes, before: Version | None, number: int, progress: Progress
) -> Version:
    """Make a version's catalogue and keywords: the previous rows where they still hold, and the changed guides'."""
    folder = versions.folder_of(settings.store, number)
    making = folder.with_name(f"{folder.name}.building")
    making.mkdir(parents=True)
    if before and changes.same:
        shutil.copyfile(_catalogue(settings.store, before), making / "catalog.sqlite")
    catalogue = edit_catalogue(making / "catalog.sqlite")
    catalogue.remove(changes.gone)
    _store_entries(catalogue, changes.read, progress)
    chunks = catalogue.count(CHUNKS)
    progress("keywords", 0, chunks)
    build_keywords(catalogue.embedded(), making / "keywords")
    progress("keywords", chunks, chunks)
    rows = catalogue.guides()
    catalogue.close()
    making.replace(folder)
    return Version(
        number=number,
        recipe=versions.recipe(),
        model=identity_of(settings),
        vectors=False,
        server=settings.chroma_url,
        guides=sum(row.readable for row in rows),
        unreadable=sum(not row.readable for row in rows),
        chunks=chunks,
        source=str(settings.guides.resolve()),
        built=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _store_entries(catalogue: Catalogue, sources: Sequence[GuideFile], progress: Progress) -> None:
    waiting: list[Entry] = []
    for done, entry in enumerate(prepare_all(sources), start=1):
        waiting.append(entry)
        if len(waiting) == _ENTRIES or done == len(sources):
            catalogue.replace(waiting)
            waiting = []
        progress("reading", done, len(sources))


def _count_new(settings: Settings, version: Version, before: Version | None) -> int:
    """Count the chunks that the previous vectors do not hold."""
    if not before or not before.vectors or before.model != version.model or before.server != version.server:
        return version.chunks
    ids = []
    for each in (before, version):
        catalogue = open_catalogue(_catalogue(settings.store, each))
        ids.append({id_ for id_, _, _ in catalogue.embedded()})
        catalogue.close()
    return len(ids[1] - ids[0])


def _write_vectors(
    settings: Settings, version: Version, before: Version | None, progress: Progress
) -> tuple[Version, int]:
    """Fill in the vectors of `version` and publish it; on a server, what is stale goes after that."""
    catalogue = open_catalogue(_catalogue(settings.store, version))
    wanted = {id_: text for id_, _, text in catalogue.embedded()}
    catalogue.close()
    version = replace(version, vectors=True, server=settings.chroma_url, chroma="")
    if settings.chroma_url:
        store = open_server(settings, version.model)
        embedded = _add_missing(settings, store, wanted, progress)
        version = versions.publish(settings.store, version)
        store.delete(sorted(store.ids() - wanted.keys()))
        store.drop_others(f"{settings.chroma_collection}.")
        store.close()
        return version, embedded
    target = versions.folder_of(settings.store, version.number) / "chroma"
    shutil.rmtree(target, ignore_errors=True)  # whole, but its build was killed before it said so
    making = target.with_name("chroma.building")
    if before and before.vectors and before.model == version.model and not before.server:
        shutil.copytree(versions.folder_of(settings.store, before.number) / "chroma", making)
    store = open_folder(making)
    store.delete(sorted(store.ids() - wanted.keys()))
    embedded = _add_missing(settings, store, wanted, progress)
    store.close()
    making.replace(target)
    return versions.publish(settings.store, replace(version, chroma=digest_of(target))), embedded


def _add_missing(settings: Settings, store: VectorStore, wanted: dict[str, str], progress: Progress) -> int:
    """Add the vectors of the chunks that `store` lacks; return how many there were."""
    missing = sorted(wanted.keys() - store.ids())
    if missing or not is_made(settings):
        embedder = _make_model(settings, progress)
        cache = VectorCache(settings.store / CACHE)
        for at, slab in _slabs(missing):
            vectors = cache.embed(
                [wanted[id_] for id_ in slab],
                embedder,
                lambda done, at=at: progress("embedding", at + done, len(missing)),  # type: ignore[misc]
            )
            store.upsert(slab, vectors)
        cache.prune(embedder.identity, wanted.values())
        cache.close()
    return len(missing)


def _make_model(settings: Settings, progress: Progress) -> Embedder:
    progress("model", 0, 1)
    embedder = prepare(settings)
    progress("model", 1, 1)
    return embedder


def _slabs(items: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    return ((at, items[at : at + _SLAB]) for at in range(0, len(items), _SLAB))


def _catalogue(store: Path, version: Version) -> Path:
    return versions.folder_of(store, version.number) / "catalog.sqlite"
