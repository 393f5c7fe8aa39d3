"""The library as a LangChain retriever, for chains of other people's own: pay rows of the job in question, then
passages.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from coach.evidence.retrieve import Library, retrieve
from coach.understanding.incoming import read
from coach.understanding.question import understand
from index.chunk import Chunk
from index.guide import Band, Guide


class GuideRetriever(BaseRetriever):
    """Documents for a question. The guide is resolved first, so a figure never comes from a neighbour.

    Metadata: guide, heading, lines (first, last), kind ("pay" or the chunk's), region and level of a pay row, score of
    a passage.
    """

    library: Any
    k: int = 6

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        library: Library = self.library
        library.refresh()
        evidence = retrieve(understand(read(query), library.names), library)
        rows = [_row(guide, band) for guide, bands in evidence.bands for band in bands]
        slugs = tuple(g.slug for g in evidence.guides) or None
        passages = library.search(query, slugs, None, self.k)
        found = [document_of(p.chunk, p.score) for p in passages]
        return [*rows, *found][: self.k]


def document_of(chunk: Chunk, score: float | None = None) -> Document:
    """A passage as a document."""
    metadata = {
        "guide": chunk.guide, "heading": chunk.trail[-1] if chunk.trail else "",
        "lines": [chunk.lines.first, chunk.lines.last], "kind": chunk.kind,
    }  # fmt: skip
    return Document(page_content=chunk.text, metadata=metadata if score is None else {**metadata, "score": score})


def _row(guide: Guide, band: Band) -> Document:
    """One pay row as a document: its own headings and cells."""
    cells = "; ".join(f"{p.label}: {p.text}" for p in band.pays)
    where = ", ".join(x for x in (band.level, band.region.label if band.region else "") if x)
    return Document(
        page_content=f"{guide.company_name} {guide.role_name}, {where}: {cells}",
        metadata={
            "guide": guide.slug, "heading": band.heading, "lines": [band.line, band.line], "kind": "pay",
            "region": band.region.label if band.region else "", "level": band.level or "",
        },
    )  # fmt: skip
