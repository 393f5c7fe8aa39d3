"""Any LangChain `Embeddings` as the embedding model: a provider's ("provider:model") or one's own ("a.module:name")."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from index.errors import Unreachable, UserError

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from index.embed import Vectors


def open_embeddings(source: str) -> Embeddings:
    """The embeddings that a source names; UserError where there are none of that name, or their package is missing.

    A module's name has a dot before the colon: what it holds there is taken, or called where it makes one.
    """
    from langchain_core.embeddings import Embeddings

    where, colon, name = source.partition(":")
    if not colon or not name:
        raise UserError(
            f"COACH_EMBEDDING_MODEL is {source!r}: for the backend langchain write provider:model or "
            "package.module:name."
        )
    try:
        if "." in where:
            made = getattr(import_module(where), name)
            made = made() if callable(made) else made
        else:
            from langchain.embeddings import init_embeddings

            made = init_embeddings(source)
    except (ImportError, AttributeError, ValueError) as error:
        raise UserError(f"COACH_EMBEDDING_MODEL={source} cannot be opened: {error}") from error
    if not isinstance(made, Embeddings):
        raise UserError(f"COACH_EMBEDDING_MODEL={source} is {type(made).__name__}, no LangChain Embeddings.")
    return made


class Foreign:
    """Embeds with LangChain `Embeddings`. `dimension` is 0 until the first text was embedded."""

    weight = 1.0

    def __init__(self, source: str, identity: str) -> None:
        """Open what `source` names; nothing is sent yet."""
        self.identity, self.dimension = identity, 0
        self._source, self._embeddings = source, open_embeddings(source)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 for each text; Unreachable where the provider does not answer."""
        import numpy as np

        try:
            rows = self._embeddings.embed_documents(list(texts)) if texts else []
        except Exception as error:
            raise Unreachable(f"{self._source} does not answer ({type(error).__name__}: {error})") from error
        made = np.asarray(rows, dtype=np.float32).reshape(len(texts), -1 if rows else self.dimension)
        if rows:
            self.dimension = made.shape[1]
        unit: Vectors = made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), np.float32(1e-12))
        return unit
