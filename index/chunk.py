"""Guide -> Chunks: what is embedded and cited, each small enough to quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.guide import Lines

ChunkKind = Literal[
    "pay", "premium", "lever", "strategy", "levels", "source", "dna", "prose", "playbook"
]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of one guide. `text` are the file's words on `lines`; `breadcrumb` is embedded with it."""

    id: str
    guide: str
    company: str
    role: str
    kind: ChunkKind
    regions: tuple[str, ...]
    trail: tuple[str, ...]
    lines: Lines
    breadcrumb: str
    text: str

    @property
    def embedded(self) -> str:
        """The words that are turned into a vector and into keywords."""
        return f"{self.breadcrumb}\n{self.text}"
