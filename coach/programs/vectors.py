"""The index as a LangChain vector store and its model as LangChain embeddings, for chains of other people's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import VectorStore
from langchain_core.vectorstores.utils import maximal_marginal_relevance

from coach.programs.retriever import document_of
from index.chunk import Chunk
from index.embed import Embedder
from index.errors import UserError
from index.reader import Index

_DEEPER = 8  # times as many are looked at where only some kinds are wanted


class GuideEmbeddings(Embeddings):
    """The model that the index was made with: rows of length 1."""

    def __init__(self, embedder: Embedder) -> None:
        """Embed with `embedder`."""
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One row for each text."""
        return [[float(x) for x in row] for row in self._embedder.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        """A query is embedded like a text."""
        return self.embed_documents([text])[0]


class GuideVectors(VectorStore):
    """Chunks of the guides by cosine distance, to be read only: guides are files, and `coach index build` stores them.

    `filter` may name "guide" (a slug or several) and "kind" (of chunk, one or several). It ranks by meaning alone;
    `coach.programs.retriever.GuideRetriever` resolves the guide first and ranks by words, too. While vectors are filled
    in, it finds nothing.
    """

    def __init__(self, library: Index) -> None:
        """Search in `library`."""
        self.library = library

    @property
    def embeddings(self) -> Embeddings | None:
        """The index's own model, None while there are no vectors."""
        embedder = self.library.embedder()
        return GuideEmbeddings(embedder) if embedder else None

    def similarity_search(self, query: str, k: int = 4, **kwargs: Any) -> list[Document]:  # noqa: ANN401 - LangChain's
        """The `k` nearest chunks, nearest first."""
        return [found for found, _ in self.similarity_search_with_score(query, k, **kwargs)]

    def similarity_search_with_score(
        self,
        query: str,
        k: int = 4,
        **kwargs: Any,  # noqa: ANN401 - as above
    ) -> list[tuple[Document, float]]:
        """The same with their cosine distances, 0 to 2."""
        embeddings = self.embeddings
        return self._near(embeddings.embed_query(query), k, **kwargs) if embeddings else []

    def similarity_search_by_vector(
        self,
        embedding: list[float],
        k: int = 4,
        **kwargs: Any,  # noqa: ANN401 - as above
    ) -> list[Document]:
        """The chunks nearest to a vector of the index's own model."""
        return [found for found, _ in self._near(embedding, k, **kwargs)]

    def max_marginal_relevance_search(
        self, query: str, k: int = 4, fetch_k: int = 20, lambda_mult: float = 0.5, **kwargs: Any  # noqa: ANN401
    ) -> list[Document]:  # fmt: skip
        """Of the `fetch_k` nearest the `k` that fit and differ."""
        import numpy as np

        embeddings = self.embeddings
        found = self.similarity_search(query, fetch_k, **kwargs)
        if not embeddings or not found:
            return []
        rows = embeddings.embed_documents([d.metadata["embedded"] for d in found])
        asked = np.asarray(embeddings.embed_query(query))
        return [found[i] for i in maximal_marginal_relevance(asked, rows, lambda_mult=lambda_mult, k=k)]

    def get_by_ids(self, ids: Sequence[str], /) -> list[Document]:
        """The chunks that there are among `ids`."""
        held = self.library.chunks_by_id(ids)
        return [_document(held[i]) for i in ids if i in held]

    def add_texts(
        self,
        texts: Iterable[str],
        metadatas: list[dict[Any, Any]] | None = None,
        **kwargs: Any,  # noqa: ANN401 - as above
    ) -> list[str]:
        """UserError: guides are added as files."""
        raise UserError("Guides are files: add one to the guides folder and run `coach index build`.")

    def delete(self, ids: list[str] | None = None, **kwargs: Any) -> bool | None:  # noqa: ANN401 - LangChain's
        """UserError: guides are removed as files."""
        raise UserError("Guides are files: remove one from the guides folder and run `coach index build`.")

    @classmethod
    def from_texts(
        cls,
        texts: list[str],
        embedding: Embeddings,
        metadatas: list[dict[Any, Any]] | None = None,
        **kwargs: Any,  # noqa: ANN401 - as above
    ) -> GuideVectors:
        """UserError: an index is built from a folder of guides."""
        raise UserError("An index is built from a folder of guides: `coach index build FOLDER`.")

    def _near(self, vector: Sequence[float], k: int, **kwargs: Any) -> list[tuple[Document, float]]:  # noqa: ANN401
        import numpy as np

        wanted = kwargs.get("filter") or {}
        if unknown := set(wanted) - {"guide", "kind"}:
            raise UserError(f"A filter names guide and kind, not {', '.join(sorted(unknown))}.")
        kinds = _several(wanted.get("kind"))
        guides = _several(wanted.get("guide"))
        depth = k * _DEEPER if kinds else k
        found = self.library.near(np.asarray(vector, dtype=np.float32), depth, guides)
        return [(_document(c), distance) for c, distance in found if kinds is None or c.kind in kinds][:k]

    def _select_relevance_score_fn(self) -> Callable[[float], float]:
        return self._cosine_relevance_score_fn


def _document(chunk: Chunk) -> Document:
    made = document_of(chunk)
    return Document(page_content=made.page_content, metadata={**made.metadata, "embedded": chunk.embedded}, id=chunk.id)


def _several(said: Any) -> tuple[str, ...] | None:  # noqa: ANN401 - a caller's filter
    if said is None:
        return None
    return (said,) if isinstance(said, str) else tuple(said)
