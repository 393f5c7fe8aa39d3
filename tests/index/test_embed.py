"""Texts become unit vectors, the same way wherever the model runs, and serving stays light."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.embed import identity_of, is_made, load, prepare
from index.errors import UserError
from index.settings import Backend, Settings

TEXTS = ["A signing bonus of $30K.", "x", "Base salary in London, by level. " * 40, ""]


@pytest.mark.parametrize("backend", ["static", "onnx", "onnx-int8"])
def test_vectors_have_length_one_and_do_not_depend_on_the_batch(
    backend: Backend, made: Callable[[Backend], Path], tiny_model: Path
) -> None:
    """A text has the same unit vector alone and among others."""
    settings = Settings(store=made(backend), embedding_model=str(tiny_model), embedding_backend=backend)
    embedder = load(settings.store, identity_of(settings))
    together = embedder.embed(TEXTS[:3])
    assert together.dtype == np.float32
    assert together.shape == (3, embedder.dimension)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, row in zip(TEXTS, together, strict=False):
        assert np.allclose(embedder.embed([text])[0], row, atol=1e-5)


def test_onnx_agrees_with_sentence_transformers(made: Callable[[Backend], Path], tiny_model: Path) -> None:
    """The exported graph with our own pooling and cutting gives what sentence-transformers gives."""
    sentence_transformers = pytest.importorskip("sentence_transformers")
    model = sentence_transformers.SentenceTransformer(str(tiny_model), device="cpu")
    expected = model.encode(TEXTS, normalize_embeddings=True)
    settings = Settings(store=made("onnx"), embedding_model=str(tiny_model), embedding_backend="onnx")
    ours = load(settings.store, identity_of(settings)).embed(TEXTS)
    assert np.allclose(ours, expected, atol=1e-4)


def test_the_static_table_ranks_words_as_the_model_does(made: Callable[[Backend], Path], tiny_model: Path) -> None:
    """A word's static vector points where the model's own vector of that word points, after centring."""
    settings = Settings(store=made("static"), embedding_model=str(tiny_model), embedding_backend="static")
    embedder = load(settings.store, identity_of(settings))
    words = ["salary", "base", "bonus", "stock", "offer", "lever", "premium", "level", "equity", "signing"]
    onnx = Settings(store=made("onnx"), embedding_model=str(tiny_model), embedding_backend="onnx")
    whole = load(onnx.store, identity_of(onnx)).embed(words)
    centred = (rows - rows.mean(axis=0) for rows in (whole, embedder.embed(words)))
    theirs, mine = (rows @ rows.T / np.outer(n, n) for rows in centred for n in [np.linalg.norm(rows, axis=1)])
    upper = np.triu_indices(len(words), 1)
    assert np.corrcoef(theirs[upper], mine[upper])[0, 1] > 0.9


def test_a_text_without_known_words_is_near_nothing(made: Callable[[Backend], Path], tiny_model: Path) -> None:
    """An empty text has a zero vector and not a NaN."""
    settings = Settings(store=made("static"), embedding_model=str(tiny_model), embedding_backend="static")
    assert not load(settings.store, identity_of(settings)).embed([""]).any()


def test_the_identity_names_backend_weights_and_dimension(tiny_model: Path, tmp_path: Path) -> None:
    """Another backend, or weights that differ anywhere, is another model; the same weights elsewhere are not."""
    static = Settings(embedding_model=str(tiny_model), embedding_backend="static")
    onnx = Settings(embedding_model=str(tiny_model), embedding_backend="onnx")
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in tiny_model.rglob("*"):
        if path.is_file():
            (copy / path.relative_to(tiny_model)).parent.mkdir(exist_ok=True)
            (copy / path.relative_to(tiny_model)).write_bytes(path.read_bytes())
    moved = Settings(embedding_model=str(copy), embedding_backend="static")
    assert identity_of(static) == identity_of(moved) != identity_of(onnx)
    weights = bytearray((copy / "model.safetensors").read_bytes())
    weights[len(weights) // 2] ^= 1
    (copy / "model.safetensors").write_bytes(weights)
    assert identity_of(moved) != identity_of(static)


def test_a_model_is_made_once(made: Callable[[Backend], Path], tiny_model: Path) -> None:
    """What a build has made is loaded by the next one, not made again."""
    settings = Settings(store=made("static"), embedding_model=str(tiny_model), embedding_backend="static")
    assert is_made(settings)
    folder = settings.store / "models" / identity_of(settings)
    before = (folder / "model.safetensors").stat().st_mtime_ns
    prepare(settings)
    assert (folder / "model.safetensors").stat().st_mtime_ns == before


def test_an_unknown_model_is_refused_without_a_download(tmp_path: Path) -> None:
    """A hub name that is not in the local cache is an error that says so."""
    with pytest.raises(UserError, match="nothing is downloaded"):
        identity_of(Settings(store=tmp_path, embedding_model="nobody/no-such-model"))
    with pytest.raises(UserError, match="coach index build"):
        load(tmp_path, "static-000000000000-256d")


@pytest.mark.parametrize("backend", ["static", "onnx", "onnx-int8"])
def test_serving_imports_no_torch(backend: Backend, made: Callable[[Backend], Path], tiny_model: Path) -> None:
    """Loading a made model and embedding a query needs neither torch nor its libraries."""
    program = (
        "import sys; from pathlib import Path; from index.embed import load, identity_of\n"
        "from index.settings import Settings\n"
        f"s = Settings(store={str(made(backend))!r}, embedding_model={str(tiny_model)!r}, embedding_backend={backend!r})\n"
        "load(s.store, identity_of(s)).embed(['bonus'])\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
