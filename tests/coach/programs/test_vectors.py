"""The index as a LangChain vector store, and any LangChain embeddings as the index's model."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding, Embeddings
from langchain_core.runnables import RunnableLambda

from coach.dialogue.turn import Turn
from coach.programs.vectors import GuideVectors
from coach.turn import Coach
from index.build import build
from index.embed.others import open_embeddings
from index.errors import Unreachable, UserError
from index.reader import Index, open_index
from index.settings import Settings
from tests.shelf import TEXTS

QUESTION = "sensor pipelines in production"


class Letters(Embeddings):
    """A vector for each text by its words, on this machine; `said` is all that was embedded."""

    said: list[str] = []  # noqa: RUF012 - one for all
    down = False

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if Letters.down:
            raise ConnectionError("no answer")
        Letters.said += texts
        return [self._row(t) for t in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def _row(self, text: str) -> list[float]:
        row = [0.0] * 64
        for word in text.casefold().split():
            row[int(hashlib.sha256(word.strip(".,:*").encode()).hexdigest(), 16) % 64] += 1
        return row


FAKE = DeterministicFakeEmbedding(size=16)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The small guides, embedded by a model of one's own."""
    folder = tmp_path_factory.mktemp("vectors")
    for slug, text in TEXTS.items():
        path = folder / "guides" / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = Settings(
        store=folder / "store", guides=folder / "guides", craft=False, embedding_backend="langchain",
        embedding_model=f"{__name__}:Letters",
    )  # fmt: skip
    build(settings)
    return open_index(settings)


def test_it_finds_what_is_near(library: Index) -> None:
    """Nearest first, with distances, ids and places; a filter holds."""
    store = GuideVectors(library)
    found = store.similarity_search_with_score(QUESTION, 5)
    assert "sensor pipelines" in found[0][0].page_content
    assert [d for _, d in found] == sorted(d for _, d in found)
    assert store.get_by_ids([found[0][0].id or "", "unknown"])[0].page_content == found[0][0].page_content
    inside = store.similarity_search(QUESTION, 5, filter={"guide": "contoso/data-engineer"})
    assert {d.metadata["guide"] for d in inside} == {"contoso/data-engineer"}
    assert {d.metadata["kind"] for d in store.similarity_search(QUESTION, 3, filter={"kind": "lever"})} == {"lever"}
    vector = Letters().embed_query(QUESTION)
    assert store.similarity_search_by_vector(vector, 1)[0].id == found[0][0].id
    assert all(0 <= s <= 1 for _, s in store.similarity_search_with_relevance_scores(QUESTION, 3))
    assert len({d.id for d in store.max_marginal_relevance_search(QUESTION, 3)}) == 3
    with pytest.raises(UserError, match="guide and kind"):
        store.similarity_search(QUESTION, filter={"company": "x"})


def test_in_a_chain_of_ones_own(library: Index) -> None:
    """As a retriever, by each way to search."""
    for how in ("similarity", "mmr"):
        retriever = GuideVectors(library).as_retriever(search_type=how, search_kwargs={"k": 2})
        assert len((retriever | RunnableLambda(list)).invoke(QUESTION)) == 2


def test_it_is_read_only(library: Index) -> None:
    """Guides are files."""
    store = GuideVectors(library)
    for change in (
        lambda: store.add_texts(["x"]),
        lambda: store.delete(["x"]),
        lambda: GuideVectors.from_texts(["x"], Letters()),
    ):
        with pytest.raises(UserError, match="guides"):
            change()


def test_the_coach_answers_with_any_embeddings(library: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where they are gone while it serves."""
    question = Turn("What does cold-chain telemetry add at Northwind for a data engineer?")
    assert "$12K–$20K" in Coach(library).reply(question).text
    monkeypatch.setattr(Letters, "down", True)
    assert "$12K–$20K" in Coach(library).reply(question).text
    assert "sensor pipelines" in library.search(QUESTION)[0].chunk.text


@pytest.mark.parametrize(
    ("source", "said"),
    [("", "write provider:model"), ("nobody:x", "cannot be opened"), (f"{__name__}:Nothing", "cannot be opened"), (f"{__name__}:TEXTS", "cannot be opened|no LangChain")],
)  # fmt: skip
def test_what_is_no_embeddings_is_said(source: str, said: str) -> None:
    """Before anything is built."""
    with pytest.raises(UserError, match=said):
        open_embeddings(source)


def test_an_instance_or_what_makes_one() -> None:
    """Both may be named."""
    assert open_embeddings(f"{__name__}:FAKE") is FAKE
    assert isinstance(open_embeddings(f"{__name__}:Letters"), Letters)


def test_a_provider_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words."""
    from index.embed.others import Foreign

    monkeypatch.setattr(Letters, "down", True)
    with pytest.raises(Unreachable, match="does not answer"):
        Foreign(f"{__name__}:Letters", "x").embed(["x"])
