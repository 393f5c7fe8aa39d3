"""Chroma keeps and finds vectors the same way in a folder and on a server."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import UserError
from index.settings import Settings
from index.store import VectorStore, open_folder, open_server


@pytest.fixture(params=["folder", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    """An empty store: in a folder, then on a server."""
    if request.param == "folder":
        opened = open_folder(tmp_path / "chroma")
    else:
        url = request.getfixturevalue("server")
        name = f"test-{time.monotonic_ns()}"
        opened = open_server(Settings(store=tmp_path, chroma_url=url, chroma_collection=name), "static-abc-8d")
    yield opened
    opened.close()


def unit(count: int, seed: int = 1) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, 8)).astype(np.float32)
    unit_rows: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit_rows


def test_the_nearest_are_those_of_brute_force(store: VectorStore) -> None:
    """A search gives cosine distances and the order that comparing with every vector gives."""
    rows = unit(300)
    ids = [f"c{i}" for i in range(300)]
    store.upsert(ids, rows)
    query = unit(1, seed=2)[0]
    expected = np.argsort(1 - rows @ query)[:5]
    found = store.search(query, 5)
    assert [id_ for id_, _ in found] == [ids[i] for i in expected]
    assert [d for _, d in found] == pytest.approx((1 - rows @ query)[expected], abs=1e-4)


def test_a_search_inside_ids_sees_only_those(store: VectorStore) -> None:
    """Restricted to ids, the same distances come back, for these ids alone; unknown ids do not matter."""
    rows = unit(50)
    store.upsert([f"c{i}" for i in range(50)], rows)
    query = unit(1, seed=3)[0]
    inside = ["c7", "c3", "c40", "not-there"]
    found = store.search(query, 10, inside)
    assert {i for i, _ in found} == {"c7", "c3", "c40"}
    assert [d for _, d in found] == sorted(d for _, d in found)
    assert dict(found)["c7"] == pytest.approx(1 - float(rows[7] @ query), abs=1e-4)
    assert store.search(query, 10, []) == []


def test_deleted_vectors_are_gone_and_replaced_ones_replaced(store: VectorStore) -> None:
    """After a delete and an upsert, the store holds exactly the new state."""
    rows = unit(4)
    store.upsert(["a", "b", "c"], rows[:3])
    store.delete(["a", "not-there"])
    store.upsert(["b"], rows[3:])
    assert store.ids() == {"b", "c"}
    ((id_, distance),) = store.search(rows[3], 1)
    assert id_ == "b"
    assert distance == pytest.approx(0, abs=1e-5)


def test_an_empty_store_finds_nothing(store: VectorStore) -> None:
    """Searching before anything is stored is no error."""
    assert store.search(unit(1)[0], 3) == []
    assert store.ids() == set()


def test_a_folder_is_found_again_by_another_process(tmp_path: Path) -> None:
    """What one process wrote and closed, the next one finds."""
    store = open_folder(tmp_path / "chroma")
    store.upsert(["a", "b"], unit(2))
    store.close()
    program = (
        "from pathlib import Path; from index.store import open_folder\n"
        f"print(sorted(open_folder(Path({str(tmp_path / 'chroma')!r})).ids()))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "['a', 'b']"


def test_other_models_collections_are_dropped_and_no_one_elses(server: str, tmp_path: Path) -> None:
    """A store keeps one collection on the server: its own, of its present model."""
    mine = Settings(store=tmp_path, chroma_url=server, chroma_collection="mine")
    other = Settings(store=tmp_path, chroma_url=server, chroma_collection="mine2")
    for settings, model in ((mine, "old"), (other, "old"), (mine, "new")):
        opened = open_server(settings, model)
        opened.upsert(["a"], unit(1))
        opened.close()
    opened = open_server(mine, "new")
    opened.drop_others("mine.")
    opened.close()
    for settings, held in ((mine, set()), (other, {"a"})):
        opened = open_server(settings, "old")
        assert opened.ids() == held
        opened.close()


@pytest.mark.parametrize("url", ["localhost", "ftp://x", "http://127.0.0.1:9"])
def test_a_server_that_is_not_there_is_a_plain_error(url: str, tmp_path: Path) -> None:
    """A wrong address, or nobody behind it, tells the user which setting to look at."""
    with pytest.raises(UserError, match=r"Chroma|CHROMA"):
        open_server(Settings(store=tmp_path, chroma_url=url), "m")
