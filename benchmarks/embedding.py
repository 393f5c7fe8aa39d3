"""Compare the embedding backends: speed, and hits on questions about prose, alone and fused with BM25.

    python -m benchmarks.embedding GUIDES [--guides 120] [--store DIR] [--backends static,onnx-int8,onnx,torch]

There is no set of people's questions with known passages, so three are made without a language model.
Each knows its target; what gives the target away is taken out of it first.

- title: the question is a lever's or premium's title ("Client Engagement Revenue"); the title is taken
  out of the passage and its breadcrumb. It is short and general, as a person's question is.
- cloze: the question is one sentence of a passage of three or more, without its figures, taken out of
  the passage (inverse cloze, Lee et al. 2019). It is longer, and on the passage's topic in other words.
- topic: six plain questions that every guide has passages for ("where do these numbers come from?");
  any passage of the kind is a hit. Their wording is ours.

"Inside" ranks the chunks of the right guide only, as the coach does; "across" ranks all sampled chunks
with "company role" put before the question. The questions share words with the guides more often than
people's do, which favours BM25; rank differences between backends are what to read here.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.chunk import Chunk, chunk_guide
from index.embed import prepare
from index.guide import Guide
from index.keywords import Keywords, build_keywords, fuse, open_keywords
from index.parse import parse_guide, read_guides
from index.settings import Settings

TOPICS = {
    "source": ("where do these numbers come from?", "can I trust the data, who reported it?"),
    "levels": ("what would my level be called at Google or Meta?",),
    "strategy": ("what should I answer to their first number, and where do I end up?",),
    "premium": ("do they pay extra for rare skills?",),
    "dna": ("what is special about how this company pays?",),
}
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
FIGURE = re.compile(r"[~$€£₹]?\d[\d.,]*[KMB%+]?(?:\s?[-–]\s?[$€£₹]?\d[\d.,]*[KMB%+]?)?")


@dataclass(frozen=True)
class Question:
    """A question about one guide, and the ids of the passages that answer it."""

    kind: str
    text: str
    guide: str
    names: str
    targets: frozenset[str]


def questions_of(guide: Guide, draw: random.Random) -> tuple[list[Chunk], list[Question]]:
    """Return a guide's chunks, with what gives a question away taken out, and the questions."""
    chunks = list(chunk_guide(guide))
    names = f"{guide.company_name} {guide.role_name}"
    questions: list[Question] = []
    titles = [i for i, c in enumerate(chunks) if c.kind in ("lever", "premium") and " > " in c.breadcrumb]
    for at in draw.sample(titles, len(titles))[:4]:
        chunk = chunks[at]
        head, _, title = chunk.breadcrumb.rpartition(" > ")
        if title not in chunk.text or title == chunk.trail[-1] or len(title.split()) < 2:
            continue
        text = re.sub(r"\s*\b(?:The|Lever|Premium)\b\s*", " ", title).strip()
        chunks[at] = replace(chunk, breadcrumb=head, text=chunk.text.replace(title, ""))
        questions.append(Question("title", text, guide.slug, names, frozenset({chunk.id})))
    used = {next(iter(q.targets)) for q in questions}
    free = [i for i, c in enumerate(chunks) if c.id not in used and c.kind in ("dna", "prose", "lever", "premium")]
    for at in draw.sample(free, len(free))[:4]:
        chunk = chunks[at]
        sentences = [s for s in SENTENCE.split(chunk.text) if "|" not in s]
        fit = [s for s in sentences if 7 <= len(s.split()) <= 30]
        if len(sentences) >= 3 and fit:
            sentence = draw.choice(fit)
            chunks[at] = replace(chunk, text=chunk.text.replace(sentence, ""))
            text = re.sub(r"[*\"“”>#]|\[[^\]]*\]", " ", FIGURE.sub(" ", sentence))
            questions.append(Question("cloze", " ".join(text.split()), guide.slug, names, frozenset({chunk.id})))
    for kind, texts in TOPICS.items():
        targets = frozenset(c.id for c in chunks if c.kind == kind)
        if targets:
            questions.extend(Question("topic", text, guide.slug, names, targets) for text in texts)
    return chunks, questions


def measure(rankings: Sequence[Sequence[str]], questions: Sequence[Question]) -> str:
    """hit@1, hit@3 and mean reciprocal rank (of the first 10), in percent."""
    ranks = [
        next((n for n, id_ in enumerate(ranking[:10], start=1) if id_ in q.targets), 0)
        for ranking, q in zip(rankings, questions, strict=True)
    ]
    shares = (
        sum(r == 1 for r in ranks) / len(ranks),
        sum(1 <= r <= 3 for r in ranks) / len(ranks),
        sum(1 / r for r in ranks if r) / len(ranks),
    )
    return " / ".join(f"{share:5.1%}" for share in shares)


def rank_words(keywords: Keywords, questions: Sequence[Question], *, inside: bool) -> list[list[str]]:
    """Rank by BM25."""
    return [
        [
            i
            for i, _ in (
                keywords.search(q.text, 50, [q.guide]) if inside else keywords.search(f"{q.names} {q.text}", 50)
            )
        ]
        for q in questions
    ]


def report(name: str, ways: dict[str, list[list[str]]], questions: list[Question]) -> None:
    """Print one line for each way of ranking, and a column for each kind of question."""
    for way, rankings in ways.items():
        cells = []
        for kind in ("title", "cloze", "topic"):
            chosen = [i for i, q in enumerate(questions) if q.kind == kind]
            cells.append(measure([rankings[i] for i in chosen], [questions[i] for i in chosen]))
        print(f"| {name} | {way} | {' | '.join(cells)} | {measure(rankings, questions)} |", flush=True)


def main() -> None:
    """Sample guides, make the questions, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("guides", type=Path)
    parser.add_argument("--guides", dest="count", type=int, default=120)
    parser.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "coach-bench")
    parser.add_argument("--backends", default="static,onnx-int8,onnx,torch")
    options = parser.parse_args()

    draw = random.Random(2)  # noqa: S311 - a sample, not a secret
    found = list(read_guides(options.guides))
    chunks: list[Chunk] = []
    questions: list[Question] = []
    for _, path in sorted(draw.sample(found, min(options.count, len(found)))):
        some, asked = questions_of(parse_guide(path, options.guides), draw)
        chunks += some
        questions += asked
    counts = {kind: sum(q.kind == kind for q in questions) for kind in ("title", "cloze", "topic")}
    print(f"{options.count} guides, {len(chunks)} chunks, questions: {counts}; hit@1 / hit@3 / MRR@10\n")
    print("| backend | ranking | title | cloze | topic | all |\n|---|---|---|---|---|---|")

    folder = Path(tempfile.mkdtemp())
    build_keywords([(c.id, c.guide, c.embedded) for c in chunks], folder)
    keywords = open_keywords(folder)
    words = {inside: rank_words(keywords, questions, inside=inside) for inside in (True, False)}
    report("BM25", {"inside": words[True], "across": words[False]}, questions)

    ids = np.array([c.id for c in chunks])
    owners = np.array([c.guide for c in chunks])
    for backend in options.backends.split(","):
        embedder = prepare(Settings(store=options.store, embedding_backend=backend))
        start = time.perf_counter()
        rows = embedder.embed([c.embedded for c in chunks])
        rate = len(chunks) / (time.perf_counter() - start)
        near: dict[bool, list[list[str]]] = {}
        for inside in (True, False):
            asked_rows = embedder.embed([q.text if inside else f"{q.names} {q.text}" for q in questions])
            near[inside] = []
            for q, row in zip(questions, asked_rows, strict=True):
                mask = owners == q.guide if inside else np.ones(len(ids), dtype=bool)
                near[inside].append(list(ids[mask][np.argsort(-(rows[mask] @ row))[:50]]))
        ways = {}
        for inside, label in ((True, "inside"), (False, "across")):
            ways[label] = near[inside]
            ways[f"{label} + BM25"] = [
                [i for i, _ in fuse([a, b], (1, embedder.weight))]
                for a, b in zip(words[inside], near[inside], strict=True)
            ]
        report(f"{backend} ({rate:,.0f}/s)", ways, questions)


if __name__ == "__main__":
    main()
