"""A store -> answers: guides, pay rows and passages of the version that is current when asked."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from index import versions
from index.catalog import Catalogue, GuideRow, PayQuery, PayRow, open_catalogue
from index.check import Damage, Part, pointer_damage, version_damage
from index.chunk import Chunk, ChunkKind
from index.embed import identity_of, load
from index.errors import Damaged, IndexMismatch, NoIndex, Unreachable, Unwritable
from index.guide import PLAYBOOK, Finding, Guide
from index.keywords import Keywords, fuse, index_chunks, open_keywords, vocabulary_of
from index.manifest import GONE
from index.names import Job, Names, learn_names
from index.parse import parse_text
from index.passage import Passage
from index.settings import Settings
from index.store import VectorStore, open_server, open_to_read
from index.versions import Version

if TYPE_CHECKING:
    from index.embed import Embedder, Vectors

_POOL = 50  # how deep each ranking is read before they are fused
_DEEP_POOL = 500  # the same, where the wanted kinds are rare among the first
_GUIDES_KEPT = 512
_HEAL = "run `coach index build`."
_ROOM = "make room on the disk or in the temporary folder, and start again."
log = logging.getLogger("index")


@dataclass(frozen=True, slots=True)
class _Vectors:
    """What ranks by meaning: the model and the store, both of one version."""

    embedder: Embedder
    store: VectorStore


class _Opened:
    """One version, open. Vectors and keywords load at the first search, for a pay question needs neither.

    Each part is checked when it loads. Damaged keywords are made anew in memory, without vectors keywords rank alone.
    """

    def __init__(self, settings: Settings, version: Version) -> None:
        self.settings, self.version = settings, version
        self.folder = versions.folder_of(settings.store, version.number)
        self.catalogue: Catalogue = open_catalogue(self.folder / "catalog.sqlite")
        self.guides = tuple(row for row in self.catalogue.guides() if row.readable)
        self.guide = lru_cache(_GUIDES_KEPT)(self._guide)
        self.chunks = lru_cache(_GUIDES_KEPT)(self.catalogue.chunks)
        self._lock = threading.RLock()
        self._names: Names | None = None
        self._keywords: Keywords | None = None
        self._vectors: _Vectors | None = None
        self._no_vectors = not version.vectors

    def damage(self, parts: Sequence[Part]) -> str:
        """What is wrong with these parts, in a few words."""
        return _told(version_damage(self.settings.store, self.version, parts, remember=True))

    def _guide(self, slug: str) -> Guide:
        file, text = self.catalogue.text(slug)
        return parse_text(text, slug, file)

    def names(self) -> Names:
        """Return the gazetteer of this version; its guides' own words are never taken for slips."""
        with self._lock:
            if self._names is None:
                jobs = [
                    Job(row.company, row.role, row.company_name, row.role_name, row.ticker)
                    for row in self.guides
                    if row.company != PLAYBOOK
                ]
                whole = self._keywords is None and not self.damage(("keywords",))
                words = vocabulary_of(self.folder / "keywords") if whole else self.keywords().vocabulary
                self._names = learn_names(jobs, words)
            return self._names

    def keywords(self) -> Keywords:
        with self._lock:
            if self._keywords is None:
                wrong = self.damage(("keywords",))
                if wrong:
                    log.warning(
                        "The keywords of the index are damaged (%s) and were made anew in memory: %s", wrong, _HEAL
                    )
                    self._keywords = index_chunks(self.catalogue.embedded())
                else:
                    self._keywords = open_keywords(self.folder / "keywords")
            return self._keywords

    def vectors(self) -> _Vectors | None:
        """Return what ranks by meaning, or None while the build is still filling it in, or where it is damaged."""
        with self._lock:
            if self._vectors is None and not self._no_vectors:
                wrong = self.damage(("model", "vectors"))
                if wrong:
                    self.lose_vectors(f"The vectors of the index are damaged ({wrong})")
                    return None
                try:
                    embedder = load(self.settings.store, self.version.model)
                    store = (
                        open_server(self.settings, self.version.model)
                        if self.version.server
                        else open_to_read(self.folder / "chroma")
                    )
                except (OSError, Damaged, Unwritable) as error:
                    self.lose_vectors(f"The vectors of the index cannot be opened ({error})", _ROOM)
                    return None
                weakref.finalize(self, store.close)  # a search under way may still use it
                self._vectors = _Vectors(embedder, store)
            return self._vectors

    def lose_vectors(self, why: str, then: str = _HEAL) -> None:
        """Rank by keywords alone from now on, and say once why and what to do."""
        self._vectors, self._no_vectors = None, True
        log.warning("%s; keywords rank alone: %s", why, then)


class _Meaning:
    """Ranks by meaning for one search; says nothing while vectors fill in, or where their server is gone."""

    def __init__(self, opened: _Opened, query: str) -> None:
        self.weight: float = 0
        self._opened = opened
        self._vectors: _Vectors | None = None
        try:
            self._vectors = opened.vectors()
        except Unreachable:
            self._gone()
        if self._vectors:
            try:
                self._query = self._vectors.embedder.embed([query])[0]
                self.weight = self._vectors.embedder.weight
            except Unreachable:
                self._gone("The embedding model")

    def nearest(self, k: int, ids: Sequence[str] | None = None) -> list[str]:
        """The ids of the `k` nearest, nearest first, among `ids` where given."""
        if not self._vectors:
            return []
        try:
            return [id_ for id_, _ in self._vectors.store.search(self._query, k, ids)]
        except Unreachable:
            self._gone()
        except Damaged as error:
            self._opened.lose_vectors(str(error))
        return []

    def _gone(self, what: str = "Chroma") -> None:
        self._vectors = None
        log.warning("%s does not answer; keywords rank alone", what)


class Index:
    """The index as it is now; `refresh` moves to a newer version. Threads may share one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stamp, self._opened = _open_current(settings)

    @property
    def version(self) -> Version:
        """What the current version holds and was made with."""
        return self._opened.version

    @property
    def store(self) -> Path | None:
        """The folder that holds the index."""
        return self._settings.store

    def refresh(self) -> bool:
        """Move to the version that is current now; return whether it is another. It costs one stat.

        Where that is gone or damaged, what is open goes on answering.
        """
        stamp = _stamp(self._settings.store)
        if stamp == self._stamp:
            return False
        try:
            self._stamp, self._opened = _open_current(self._settings)
        except (NoIndex, Damaged) as error:
            self._stamp = stamp
            log.warning("%s Until then the guides answer as they were read.", error)
            return False
        return True

    def damage(self) -> tuple[Damage, ...]:
        """What is wrong with the store now, as far as its files' sizes, times and what was read of them tell."""
        self.refresh()
        version = version_damage(self._settings.store, self.version, remember=True)
        return (*pointer_damage(self._settings.store), *version)

    @property
    def names(self) -> Names:
        """The gazetteer: what people type -> companies, roles and places of the guides."""
        return self._opened.names()

    def slugs(self) -> tuple[str, ...]:
        """Return the slugs of all guides, general craft included."""
        return tuple(row.slug for row in self._opened.guides)

    def guides(self) -> tuple[GuideRow, ...]:
        """Return the guides that can be asked about, in slug order."""
        return self._opened.guides

    def guide(self, slug: str) -> Guide:
        """Return a guide, parsed from the text that was indexed; KeyError where there is none."""
        return self._opened.guide(slug)

    def chunks(self, slug: str) -> tuple[Chunk, ...]:
        """Return a guide's chunks in the order they stand in it."""
        return self._opened.chunks(slug)

    def pays(self, wanted: PayQuery) -> list[PayRow]:
        """Return the pay cells that fit, across guides."""
        return self._opened.catalogue.pays(wanted)

    def findings(self, slug: str = "") -> list[Finding]:
        """Return what the audit found in one guide, or in all."""
        return self._opened.catalogue.findings(slug)

    def search(
        self,
        query: str,
        guides: Sequence[str] | None = None,
        kinds: Sequence[ChunkKind] | None = None,
        k: int = 8,
    ) -> list[Passage]:
        """Return the `k` passages that fit `query` best, best first: keywords and meaning, fused by rank.

        Inside `guides` every chunk is ranked; without, the whole index is searched. While vectors are
        still filling in, keywords rank alone.
        """
        opened = self._opened
        if guides is not None:
            return _search_inside(opened, query, [c for g in guides for c in opened.chunks(g)], kinds)[:k]
        return _search_all(opened, query, kinds, k)

    def embedder(self) -> Embedder | None:
        """The model that makes vectors of texts; None while they are filled in, or where they cannot be read."""
        held = self._opened.vectors()
        return held.embedder if held else None

    def near(self, vector: Vectors, k: int, guides: Sequence[str] | None = None) -> list[tuple[Chunk, float]]:
        """Return (chunk, cosine distance) of the `k` nearest to a vector, nearest first, in `guides` or everywhere.

        Nothing while vectors are filled in; Unreachable where a server is gone.
        """
        opened = self._opened
        held = opened.vectors()
        if held is None:
            return []
        ids = None if guides is None else [c.id for g in guides for c in opened.chunks(g)]
        found = held.store.search(vector, k, ids)
        chunks = opened.catalogue.chunks_by_id([id_ for id_, _ in found])
        return [(chunks[id_], distance) for id_, distance in found if id_ in chunks]

    def chunks_by_id(self, ids: Sequence[str]) -> dict[str, Chunk]:
        """Return the chunks that there are among `ids`."""
        return self._opened.catalogue.chunks_by_id(ids)

    def preload(self) -> None:
        """Load what the first search would have to wait for; a page calls this in a thread."""
        self.search("salary")


def open_index(settings: Settings) -> Index:
    """Open the index in `settings.store`; NoIndex, Damaged, or IndexMismatch where it was built with another model."""
    index = Index(settings)
    built, configured = index.version.model, identity_of(settings)
    if built != configured:
        raise IndexMismatch(
            f"The index in {settings.store} was built with the embedding model {built}, but {configured} is "
            "configured. Build it again with `coach index build`, or set COACH_EMBEDDING_BACKEND and "
            "COACH_EMBEDDING_MODEL back to what they were."
        )
    return index


def _search_inside(
    opened: _Opened, query: str, chunks: Sequence[Chunk], kinds: Sequence[ChunkKind] | None
) -> list[Passage]:
    held = {c.id: c for c in chunks if kinds is None or c.kind in kinds}
    guides = list(dict.fromkeys(c.guide for c in held.values()))
    found = opened.keywords().search(query, len(chunks), guides)
    meaning = _Meaning(opened, query)
    rankings = ([id_ for id_, _ in found if id_ in held], meaning.nearest(len(held), list(held)))
    return [Passage(held[id_], score) for id_, score in fuse(rankings, (1, meaning.weight))]


def _search_all(opened: _Opened, query: str, kinds: Sequence[ChunkKind] | None, k: int) -> list[Passage]:
    meaning = _Meaning(opened, query)
    fit: list[tuple[str, float]] = []
    for depth in (max(_POOL, 4 * k), max(_DEEP_POOL, 16 * k)):
        rankings = ([id_ for id_, _ in opened.keywords().search(query, depth)], meaning.nearest(depth))
        ranked = fuse(rankings, (1, meaning.weight))
        held = opened.catalogue.kinds_by_id([id_ for id_, _ in ranked])  # a server may hold newer chunks
        fit = [(i, score) for i, score in ranked if i in held and (kinds is None or held[i] in kinds)]
        if len(fit) >= k:
            break
    chunks = opened.catalogue.chunks_by_id([id_ for id_, _ in fit[:k]])
    return [Passage(chunks[id_], score) for id_, score in fit[:k]]


def _open_current(settings: Settings) -> tuple[tuple[int, int], _Opened]:
    """Open the current version; where a build removes it in between, look again."""
    for _ in range(5):
        stamp = _stamp(settings.store)
        version = versions.find_current(settings.store)
        wrong = version_damage(settings.store, version, ("catalogue",), remember=True)
        if not wrong:
            with suppress(Damaged):
                opened = _Opened(settings, version)
                lost = pointer_damage(settings.store)
                if lost:
                    log.warning("%s in %s; version %d answers: %s", _told(lost), settings.store, version.number, _HEAL)
                return stamp, opened
        if _stamp(settings.store) == stamp:
            break
    if wrong and wrong[0].what != GONE:
        raise Damaged(f"The index in {settings.store} is damaged ({_told(wrong)}): {_HEAL}")
    raise NoIndex(f"The index in {settings.store} is incomplete: {_HEAL}")


def _told(wrong: Sequence[Damage]) -> str:
    return ", ".join(map(str, wrong))


def _stamp(store: Path) -> tuple[int, int]:
    try:
        stat = (store / "current").stat()
    except OSError:
        return (0, 0)
    return stat.st_mtime_ns, stat.st_ino
