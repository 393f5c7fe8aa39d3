"""The examples of the nearest-example readers -> `learned/likeness.npz`: `python -m coach.understanding.learn.likeness`.

Their vectors are worked out once, so that nobody's first message waits for them; needed after a change of one of the
room's YAML files of examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from coach.understanding.likeness import SHIPPED, digest_of
from index.embed.sentences import embed

_ROOM = Path(__file__).parents[1]
OUT = _ROOM / "learned" / SHIPPED


def examples() -> list[str]:
    """All examples of the room, each once."""
    held = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(_ROOM.glob("*.yaml"))]
    return list(dict.fromkeys(w for file in held for w in _said(file)))


def _said(held: dict[str, Any] | list[str]) -> Iterator[str]:
    """The examples of a kind, or of all kinds below a subject."""
    for part in held.values() if isinstance(held, dict) else ():
        yield from _said(part)
    if isinstance(held, list):
        yield from held


def main() -> None:
    """Write the file."""
    texts = examples()
    vectors = embed(texts).astype(np.float16)
    np.savez_compressed(OUT, digests=np.array([digest_of(t) for t in texts]), vectors=vectors)


if __name__ == "__main__":
    main()
