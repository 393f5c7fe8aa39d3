"""How well a message finds its document of craft, by embedding: hit@1, hit@3, and the time of a query.

    python -m benchmarks.craft STORE [--wordings tests/craft/seen.tsv] [--embeddings minilm,static] [--misses]

STORE holds an index of the guides (`coach index build guides --store STORE`). A line of the wordings is a message, a
tab and the slug of its document; several slugs, comma separated, where each answers. Lines of `--none` should find
nothing.

    python -m benchmarks.craft STORE --ship

works out the vectors of all wordings once and writes them to coach/evidence/craft.npz, so that nobody waits for them.
Needed after a change of `guides/_playbook/` or of `coach/phrasing/kinds.yaml`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from coach.evidence.craft import FITS, Craft, Embed, embed, ship
from coach.scripts.kinds import wordings as labelled
from index.embed import load
from index.embed.pieces import pieces_of
from index.reader import Index
from index.settings import Settings

if TYPE_CHECKING:
    from index.embed import Vectors


def rows_of(file: Path) -> list[list[str]]:
    """The lines of a file of wordings, cut at tabs, comments left out."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def lower_layers(texts: Sequence[str]) -> Vectors:
    """Vectors by the first four layers of MiniLM, which reading a message uses anyway."""
    rows = np.stack([pieces_of(t).vectors.mean(axis=0) for t in texts])
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def main() -> None:
    """Print a line for each embedding, and what missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--wordings", type=Path, default=Path("tests/craft/seen.tsv"))
    parser.add_argument("--none", type=Path, default=Path("tests/craft/none.tsv"))
    parser.add_argument("--embeddings", default="static,lower,minilm")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--ship", action="store_true", help="write coach/evidence/craft.npz and measure nothing")
    options = parser.parse_args()
    index = Index(Settings(store=options.store))
    if options.ship:
        ship(index, labelled())
        return
    static = load(options.store, index.version.model)
    embeddings: dict[str, Embed] = {"static": static.embed, "lower": lower_layers, "minilm": embed}
    wordings, none = rows_of(options.wordings), rows_of(options.none)
    for name in options.embeddings.split(","):
        start = time.perf_counter()
        craft = Craft(index, embeddings[name])
        made = time.perf_counter() - start
        craft.search("warm up", index, 1)
        start = time.perf_counter()
        found = [craft.search(row[0], index, 3) for row in wordings]
        took = (time.perf_counter() - start) / len(wordings)
        slugs = [[p.chunk.guide.split("/")[1] for p in passages] for passages in found]
        right = [row[1].split(",") for row in wordings]
        first = [s[:1] and s[0] in r for s, r in zip(slugs, right, strict=True)]
        three = [bool(set(s) & set(r)) for s, r in zip(slugs, right, strict=True)]
        fit = [bool(p) and p[0].score >= FITS for p in found]
        wrong = [bool(p := craft.search(row[0], index, 1)) and p[0].score >= FITS for row in none]
        print(
            f"{name:8} hit@1 {sum(map(bool, first)) / len(first):.1%}  hit@3 {sum(three) / len(three):.1%}  "
            f"fits {sum(fit) / len(fit):.1%} of those, {sum(wrong) / len(wrong):.1%} of the others  "
            f"{1000 * took:.1f} ms a query, {made:.1f} s to embed"
        )
        if options.misses:
            for row, s, hit, p in zip(wordings, slugs, first, found, strict=True):
                if not hit:
                    print(f"    {row[0]}\n        {row[1]}, not {', '.join(s)} ({p[0].score if p else 0:.2f})")


if __name__ == "__main__":
    main()
