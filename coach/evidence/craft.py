"""A message -> the sections of general craft that answer it, found by meaning and by words.

A document of craft lists in its front matter how people word what it answers. A message is held against all of these
wordings, and against the documents' titles and headings: by the vectors of the bundled MiniLM, and by their rarer
words. That finds the document; inside it the section is found by its heading, and by the index's own search over its
chunks. Names of companies and sums of money are taken out first, for "Stripe" and "$165K" say nothing of what is asked.
`python -m benchmarks.craft` measures it, with this embedding and others.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Protocol
from zipfile import BadZipFile

import numpy as np

from coach.evidence.retrieve import Library, playbook_slugs
from index.chunk import Chunk, chunk_guide
from index.embed.sentences import embed
from index.keywords import words_of
from index.money import Found, scan
from index.names import Names
from index.passage import Passage

if TYPE_CHECKING:
    from index.embed import Vectors

FITS = 0.5  # the score from which a passage is worth showing to someone who asked for advice
_SHARPNESS = 14.0  # how much the nearest wordings of a document count above its others
_WORDS = 0.3  # what the words count beside the meaning, both in spreads
_WORDS_IN_SCORE = 0.02
_FEW = 3  # wordings of a document that must be near for it to fit
_SHORTLIST = 5  # documents whose sections are looked into
_BARE = 50  # a bare number from here on is a sum; below, it may be days, a level or an age
_STORED = "craft.npz"


class Embed(Protocol):
    """Turns texts into vectors of length one."""

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text."""


@dataclass(frozen=True, slots=True)
class _Wordings:
    """How often each word stands in a document's wordings, for BM25."""

    counts: tuple[Counter[str], ...]
    rarity: dict[str, float]
    lengths: Vectors

    def scores(self, text: str) -> Vectors:
        """BM25 of a text against each document."""
        found = np.zeros(len(self.counts), dtype=np.float32)
        for word in set(words_of(text)) & self.rarity.keys():
            often = np.array([c[word] for c in self.counts], dtype=np.float32)
            found += self.rarity[word] * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * self.lengths))
        return found


class Craft:
    """The documents of craft of one library, ready to be searched."""

    def __init__(self, library: Library, embed: Embed) -> None:
        self._embed = embed
        self.slugs = playbook_slugs(library)
        guides = [library.guide(s) for s in self.slugs]
        self._chunks = [[c for c in chunk_guide(g) if _heading(c).casefold() != "sources"] for g in guides]
        said = [
            (*g.keywords, g.role_name, *dict.fromkeys(map(_heading, chunks)))
            for g, chunks in zip(guides, self._chunks, strict=True)
        ]
        self._owner = np.array([i for i, texts in enumerate(said) for _ in texts], dtype=np.int64)
        texts = [t for texts in said for t in texts]
        self._vectors = embed(texts)
        self._place = {t: at for at, t in enumerate(texts)}
        self._wordings = _wordings(said)

    @property
    def wordings(self) -> tuple[str, ...]:
        """Everything that a message is held against."""
        return tuple(self._place)

    def search(self, text: str, library: Library, k: int, among: Sequence[str] = ()) -> list[Passage]:
        """The best section of each of the `k` documents that fit best, best first, of those `among` if any are named;
        `library` is the one it was made of."""
        asked = masked(text, library.names)
        if not self.slugs or not asked:
            return []
        near = self._vectors @ self._embed([asked])[0]
        words = self._wordings.scores(_unmasked(asked))
        order = np.argsort(-self._ranks(near, words), kind="stable")
        if among:
            order = np.array([i for i in order if self.slugs[int(i)] in among], dtype=np.int64)
        score = self._few(near) + _WORDS_IN_SCORE * words
        found = self._sections(asked, library, near, [int(i) for i in order[: max(k, _SHORTLIST)]])
        return [Passage(found[int(i)], round(float(score[i]), 4)) for i in order if int(i) in found][:k]

    def _ranks(self, near: Vectors, words: Vectors) -> Vectors:
        """Meaning and words of each document, each in spreads from their middle."""
        sharp = np.exp(_SHARPNESS * near)
        count = np.bincount(self._owner, minlength=len(self.slugs))
        meaning = np.log(np.bincount(self._owner, weights=sharp, minlength=len(self.slugs)) / count)
        ranks: Vectors = _spread(meaning) + _WORDS * _spread(words)
        return ranks

    def _few(self, near: Vectors) -> Vectors:
        """The mean likeness of the nearest wordings of each document."""
        rows = [np.sort(near[self._owner == i])[-_FEW:].mean() for i in range(len(self.slugs))]
        return np.array(rows, dtype=np.float32)

    def _sections(self, asked: str, library: Library, near: Vectors, documents: list[int]) -> dict[int, Chunk]:
        """The section of each document whose heading is nearest, what the index's search puts first weighing in."""
        slugs = tuple(self.slugs[i] for i in documents)
        ranked = library.search(asked, slugs, ("playbook",), sum(len(self._chunks[i]) for i in documents))
        rank = {p.chunk.id: at for at, p in enumerate(ranked)}
        return {
            i: max(
                self._chunks[i],
                key=lambda c: near[self._place[_heading(c)]] + 0.3 / (1 + rank.get(c.id, len(rank)) / _FEW),
            )
            for i in documents
            if self._chunks[i]
        }


def find(
    text: str, library: Library, k: int = 3, store: Path | None = None, among: Sequence[str] = ()
) -> list[Passage]:
    """Find the sections of general craft that answer a message, best first, at most one of a document; `among` names
    the documents that may answer, all where none is named.

    The score tells whether anything fits at all: from `FITS` on it does. The wordings of the documents are embedded at
    the first call, or by `prepare`, and are kept in `store` where one is given.
    """
    return _craft_of(library, store).search(text, library, k, among)


def prepare(library: Library, store: Path | None = None) -> None:
    """Embed what `find` needs, so that the first message does not wait for it; with a store, once for all processes."""
    _craft_of(library, store)


def masked(text: str, names: Names) -> str:
    """The message with each company as "the company", and each sum of money as "that amount"."""
    found = names.find(text)
    shown: dict[int, str] = {}
    for company in found.companies:
        shown |= dict.fromkeys(range(company.first, company.last), "") | {company.first: _COMPANY}
    for i in sorted(shown, reverse=True):
        word = found.words[i]
        text = f"{text[: word.start]} {shown[i]} {text[word.end :]}"
    for amount in sorted(scan(text), key=lambda a: -a.start):
        if _is_money(amount, text):
            text = f"{text[: amount.start]} {_AMOUNT} {text[amount.end :]}"
    return " ".join(text.split())


_COMPANY, _AMOUNT = "the company", "that amount"


def _unmasked(text: str) -> str:
    """The words that the person wrote, without those put in their place."""
    return text.replace(_COMPANY, " ").replace(_AMOUNT, " ")


def _is_money(amount: Found, text: str) -> bool:
    value = amount.value
    if value.unit:
        return value.unit not in ("%", "options", "shares")
    return value.high >= _BARE or "k" in text[amount.start : amount.end].casefold()


def _heading(chunk: Chunk) -> str:
    return chunk.trail[-1] if chunk.trail else chunk.breadcrumb


def _spread(values: Vectors) -> Vectors:
    spread: Vectors = (values - values.mean()) / (values.std() + 1e-9)
    return spread


def _wordings(said: Sequence[Iterable[str]]) -> _Wordings:
    counts = tuple(Counter(w for text in texts for w in words_of(text)) for texts in said)
    held = Counter(w for c in counts for w in c)
    rarity = {w: log(1 + (len(counts) - n + 0.5) / (n + 0.5)) for w, n in held.items()}
    lengths = np.array([sum(c.values()) for c in counts], dtype=np.float32)
    return _Wordings(counts, rarity, lengths / max(float(lengths.mean()), 1.0) if counts else lengths)


_MOST_HELD = 4  # states of the documents that are kept at once, in a process that serves several libraries
_lock = threading.Lock()
_held: dict[str, Craft] = {}


def _craft_of(library: Library, store: Path | None) -> Craft:
    """The craft of a library as its documents stand now."""
    state = hashlib.sha256()
    for slug in playbook_slugs(library):
        state.update(f"{slug}\n{library.guide(slug).text}".encode())
    with _lock:
        made = _held.pop(state.hexdigest(), None) or Craft(library, _Kept(store / _STORED if store else None))
        _held[state.hexdigest()] = made  # the last used stands last
        while len(_held) > _MOST_HELD:
            del _held[next(iter(_held))]
        return made


class _Kept:
    """Vectors of wordings in a file, so that each is worked out once; a message's own is not kept."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Embed what the file does not hold; many texts at once are added to it."""
        if len(texts) == 1 and _digest(texts[0]) not in _shipped():
            return embed(texts)
        held = _shipped() | self._read()
        new = [t for t in dict.fromkeys(texts) if _digest(t) not in held]
        if new:
            held |= dict(zip(map(_digest, new), embed(new), strict=True))
            self._write({_digest(t): held[_digest(t)] for t in texts})
        return np.stack([held[_digest(t)] for t in texts]) if texts else embed(texts)

    def _read(self) -> dict[str, Vectors]:
        if self._file is None:
            return {}
        damaged = (EOFError, ValueError, KeyError, BadZipFile)  # what it says of a file that it has not written
        with suppress(OSError, *damaged), self._file.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return dict(zip(kept["digests"].tolist(), kept["vectors"], strict=True))
        return {}

    def _write(self, held: dict[str, Vectors]) -> None:
        """Write anew beside the old file and put it in its place; a store that cannot be written to is left alone."""
        if self._file is None:
            return
        with suppress(OSError):
            with NamedTemporaryFile(dir=self._file.parent, suffix=".npz", delete=False) as new:
                np.savez(new, digests=np.array(list(held)), vectors=np.stack(list(held.values())))
            Path(new.name).replace(self._file)


def vectors_kept(texts: Sequence[str]) -> Vectors:
    """The sentence vectors of texts, those that ship read and not worked out."""
    return _Kept(None)(texts)


@cache
def _shipped() -> dict[str, Vectors]:
    """The vectors of the wordings of the craft that comes with the product, made by `python -m benchmarks.craft STORE
    --ship`."""
    with (files("coach.evidence") / _STORED).open("rb") as file, np.load(file, allow_pickle=False) as kept:
        return dict(zip(kept["digests"].tolist(), kept["vectors"].astype(np.float32), strict=True))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def unshipped(library: Library, others: Sequence[str] = ()) -> tuple[str, ...]:
    """The wordings of a library, and others, whose vectors do not ship: each is worked out by whoever meets it
    first."""
    texts = (*Craft(library, _Kept(None)).wordings, *others)
    return tuple(t for t in texts if _digest(t) not in _shipped())


def ship(library: Library, others: Sequence[str] = ()) -> None:
    """Write the vectors of a library's wordings, and of others, as the file that ships."""
    texts = [*Craft(library, _Kept(None)).wordings, *others]
    vectors = _Kept(None)(texts)
    with Path(str(files("coach.evidence") / _STORED)).open("wb") as file:
        np.savez_compressed(file, digests=np.array([_digest(t) for t in texts]), vectors=vectors.astype(np.float16))
