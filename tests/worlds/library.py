"""A folder of guides -> a library in memory that reads a guide only when an answer needs it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from coach.understanding.words import content_words
from index.catalog import PayQuery, PayRow
from index.check import Damage
from index.chunk import ChunkKind, chunk_guide
from index.guide import Guide
from index.names import Job, Names, learn_names
from index.parse import parse_text, read_guides
from index.passage import Passage

_FRONT = re.compile(r"^(?:company|role|company_display|role_display|ticker): .*$", re.M)


class FolderLibrary:
    """The guides of a folder, with the answers that `coach.evidence.retrieve.Library` asks for; it searches inside guides only."""

    store = None

    def __init__(self, folder: Path) -> None:
        self._texts = {slug: file.read_text(encoding="utf-8") for slug, file in read_guides(folder)}
        self._jobs = [_job(text) for text in self._texts.values()]
        self.guide = lru_cache(4096)(self._guide)

    @cached_property
    def names(self) -> Names:
        """The names of the folder, learned as an index on disk learns them."""
        words = {word for text in self._texts.values() for word in text.casefold().split() if word.isalpha()}
        return learn_names(self._jobs, frozenset(words))

    def refresh(self) -> bool:
        return False

    def damage(self) -> tuple[Damage, ...]:
        return ()

    def slugs(self) -> Sequence[str]:
        return tuple(self._texts)

    def search(
        self, query: str, guides: tuple[str, ...] | None, kinds: tuple[ChunkKind, ...] | None, k: int
    ) -> list[Passage]:
        wanted = set(content_words(query))
        chunks = [c for slug in (guides or ())[:8] for c in chunk_guide(self.guide(slug))]
        found = [Passage(c, float(len(wanted & set(content_words(c.embedded))))) for c in chunks]
        return sorted(found, key=lambda p: -p.score)[:k]

    def pays(self, query: PayQuery) -> list[PayRow]:
        return [row for slug in self._asked(query)[:40] for row in _rows(self.guide(slug), query)]

    def _asked(self, query: PayQuery) -> list[str]:
        split = (slug.split("/") for slug in self._texts)
        return [
            f"{company}/{role}"
            for company, role in split
            if (not query.companies or company in query.companies) and (not query.roles or role in query.roles)
        ]

    def _guide(self, slug: str) -> Guide:
        return parse_text(self._texts[slug], slug, f"{slug}.md")


def _job(text: str) -> Job:
    lines = (line.split(": ", 1) for line in _FRONT.findall(text.partition("\n---\n")[0]))
    front = {key: json.loads(value) for key, value in lines}  # as `tests.worlds.guide` writes them
    return Job(
        front["company"], front["role"], front["company_display"], front["role_display"], front.get("ticker", "")
    )


def _rows(guide: Guide, query: PayQuery) -> Iterator[PayRow]:
    for band in guide.bands:
        places = band.region.places if band.region else ()
        if query.places and not set(query.places) & set(places):
            continue
        for pay in band.pays:
            if pay.amount is None or (query.components and pay.component not in query.components):
                continue
            yield PayRow(
                guide.slug, pay.line, band.layout, band.heading, band.region.label if band.region else "", places,
                band.level or "", pay.component, pay.label, pay.text, pay.amount.low, pay.amount.high, pay.amount.unit,
                None, None, None, None, "", pay.period, band.period,
            )  # fmt: skip
