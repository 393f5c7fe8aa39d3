"""Chunks -> a BM25 index on disk, and its ranking; the one file that knows bm25s."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The usual English stop words, and what people wrap a question in.
STOP_WORDS = frozenset(
    """a about am an and any are as at be been but by can could did do does doing for from get give had has have
    having he her here him his how i if im in into is it its ive just let like me my no nor not of on or our out
    please she should so some tell than that the their them then there these they this those to too up us was we
    were what whats when where which while who why will with would you your youre""".split()
)
RRF = 60  # Cormack, Clarke and Büttcher 2009

_WORD = re.compile(r"[^\W_]+(?:[+#]+(?!\w)|(?:[/&.,'’-][^\W_]+)*)")
_JOINT = re.compile(r"[/&.,'’-]")
_401K = re.compile(r"\b(401|403)\s?\((\w)\)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)+[a-z]{0,2}")


def words_of(text: str) -> list[str]:
    """Split a text into the words it is found by.

    "ml/ai" counts as "ml/ai", "ml" and "ai"; "c++", "10-k" and "401(k)" stay one word; a plural is
    its singular; stop words are left out.
    """
    text = _401K.sub(r"\1\2", text.casefold())
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    found: list[str] = []
    for word in _WORD.findall(text):
        if not _JOINT.search(word):
            if word not in STOP_WORDS:
                found.append(_singular(word))
        elif "'" in word or "’" in word:
            head, _, tail = word.replace("’", "'").partition("'")
            plain = head if tail == "s" else head + tail
            if plain not in STOP_WORDS:
                found.append(_singular(plain))
        elif _NUMBER.fullmatch(word):
            found.append(word.replace(",", ""))
        else:
            found.append(word)
            found.extend(_singular(part) for part in _JOINT.split(word) if len(part) > 1 and part not in STOP_WORDS)
    return found


def _singular(word: str) -> str:
    """Take a plural's s away (Harman's S stemmer, 1991): enough for nouns, harmless for the rest."""
    if word == "bonuses":
        return "bonus"
    if len(word) < 4 or not word.endswith("s") or word[-2] in "su":
        return word
    if word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if word.endswith("es") and word[-3] in "aeo":
        return word
    return word[:-1]


class Keywords:
    """A built index over chunks that stand in guide order, so that each guide is one run of positions."""

    def __init__(self, bm25: Any, ids: Sequence[str], runs: dict[str, tuple[int, int]]) -> None:  # noqa: ANN401 - bm25s has no types
        self._bm25, self._ids, self._runs = bm25, ids, runs

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word that stands in a chunk."""
        return frozenset(self._bm25.vocab_dict if self._bm25 else ())

    def search(self, query: str, k: int, guides: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """Return (chunk id, score) of the `k` best, best first; chunks that share no word are left out.

        Inside guides only their slice of each word's sorted posting list is read, so that the size of
        the index does not matter; a word weighs what it weighs in the whole index.
        """
        tokens = self._tokens(query)
        if not tokens:
            return []
        if guides is None:
            return self._best(self._bm25.get_scores_from_ids(tokens), 0, k)
        found: list[tuple[str, float]] = []
        for guide in guides:
            first, last = self._runs.get(guide, (0, 0))
            found.extend(self._best(self._scores_inside(tokens, first, last), first, k))
        return sorted(found, key=lambda hit: -hit[1])[:k]

    def save(self, folder: Path) -> None:
        """Write it to `folder`, where `open_keywords` finds it."""
        folder.mkdir(parents=True, exist_ok=True)
        held = {"ids": self._ids, "runs": self._runs}
        (folder / "chunks.json").write_text(json.dumps(held), encoding="utf-8")
        if self._bm25:
            self._bm25.save(folder, show_progress=False)

    def _tokens(self, query: str) -> list[int]:
        vocabulary = self._bm25.vocab_dict if self._bm25 else {}
        return [vocabulary[word] for word in dict.fromkeys(words_of(query)) if word in vocabulary]

    def _scores_inside(self, tokens: list[int], first: int, last: int) -> NDArray[np.float32]:
        import numpy as np

        scores = np.zeros(last - first, dtype=np.float32)
        data, where, starts = (self._bm25.scores[key] for key in ("data", "indices", "indptr"))
        for token in tokens:
            low, high = int(starts[token]), int(starts[token + 1])
            posting = where[low:high]
            a, b = np.searchsorted(posting, (first, last))
            scores[posting[a:b] - first] += data[low + a : low + b]
        return scores

    def _best(self, scores: NDArray[np.float32], first: int, k: int) -> list[tuple[str, float]]:
        import numpy as np

        best = np.argpartition(-scores, k)[:k] if len(scores) > k else np.arange(len(scores))
        best = best[np.argsort(-scores[best], kind="stable")]
        return [(self._ids[first + int(i)], float(scores[i])) for i in best if scores[i] > 0]


def build_keywords(chunks: Iterable[tuple[str, str, str]], folder: Path) -> None:
    """Index (chunk id, guide, words to find it by) and save to `folder`; chunks must stand in guide order."""
    index_chunks(chunks).save(folder)


def index_chunks(chunks: Iterable[tuple[str, str, str]]) -> Keywords:
    """Index (chunk id, guide, words to find it by), in memory alone; chunks must stand in guide order."""
    import bm25s

    vocabulary: dict[str, int] = {}
    ids: list[str] = []
    runs: dict[str, tuple[int, int]] = {}
    rows: list[list[int]] = []
    for id_, guide, text in chunks:
        runs[guide] = (runs.get(guide, (len(ids), 0))[0], len(ids) + 1)
        ids.append(id_)
        rows.append([vocabulary.setdefault(word, len(vocabulary)) for word in words_of(text)])
    bm25 = bm25s.BM25() if any(rows) else None
    if bm25:
        bm25.index((rows, vocabulary), show_progress=False, create_empty_token=False)
    return Keywords(bm25, ids, runs)


def open_keywords(folder: Path) -> Keywords:
    """Open a saved index; its large arrays are mapped, not read."""
    import bm25s

    held = json.loads((folder / "chunks.json").read_text(encoding="utf-8"))
    bm25 = None
    if (folder / "params.index.json").is_file():  # absent where no chunk holds a word
        bm25 = bm25s.BM25.load(folder, mmap=True, load_corpus=False, show_progress=False)
    return Keywords(bm25, held["ids"], {guide: (a, b) for guide, (a, b) in held["runs"].items()})


def vocabulary_of(folder: Path) -> frozenset[str]:
    """Return every word of a saved index, without loading the rest of it."""
    file = folder / "vocab.index.json"
    return frozenset(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else frozenset()


def fuse(rankings: Sequence[Sequence[str]], weights: Sequence[float] = (1, 1)) -> list[tuple[str, float]]:
    """Merge up to two rankings by reciprocal rank: (id, score), best first; being high in both counts most."""
    scores: dict[str, float] = defaultdict(float)
    for ranking, weight in zip(rankings, weights, strict=False):
        for rank, id_ in enumerate(ranking, start=1):
            scores[id_] += weight / (RRF + rank)
    return sorted(scores.items(), key=lambda item: -item[1])
