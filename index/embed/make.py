"""A sentence-transformers model -> what serving needs of it: a static table of words, or an ONNX graph.

Everything here uses torch and runs once per model, in a build.
"""

from __future__ import annotations

import re
import shutil
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.embed import STATIC_DIMENSION
from index.errors import UserError
from index.settings import Backend

_SIF = 1e-5  # damping of frequent words (Arora 2017); than model2vec's 1e-4 better inside a guide, worse across
_BATCH = 512


def make(backend: Backend, source: Path, target: Path) -> None:
    """Write into the empty folder `target` what `backend` serves from; torch and langchain serve from the source."""
    if backend in ("torch", "langchain"):
        return
    if backend != "static" and find_spec("onnx") is None:
        raise UserError("The onnx backends need one more package: pip install 'negotiation-coach[onnx]'.")
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    if backend == "static":
        make_static(source, target)
    elif backend == "onnx":
        make_onnx(source, target / "model.onnx")
    elif backend == "onnx-int8":
        make_onnx(source, target / "whole.onnx")
        _quantize(target / "whole.onnx", target / "model.onnx")
    if backend in ("onnx", "onnx-int8"):
        shutil.copyfile(source / "tokenizer.json", target / "tokenizer.json")


def make_static(source: Path, target: Path) -> None:
    """Distil the model into one vector per word piece, by model2vec's recipe.

    Every word piece is run through the model alone; the vectors are reduced by PCA and damped by
    the rank of the word (the vocabulary is sorted by frequency). The recipe is written out because
    `model2vec[distill]` needs transformers below 5.4; the result is a model2vec model all the same.
    """
    import numpy as np
    from model2vec import StaticModel
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    words = [tokenizer.id_to_token(i) or "" for i in range(tokenizer.get_vocab_size())]
    used = [i for i, word in enumerate(words) if not re.fullmatch(r"\[(unused\d+|[A-Z]+)\]|<[^>]+>", word)]
    rows = _word_vectors(source, used)
    rows -= rows.mean(axis=0)
    _, axes = np.linalg.eigh(rows.T @ rows / (len(rows) - 1))
    rows = rows @ axes[:, ::-1][:, :STATIC_DIMENSION]
    frequency = 1 / np.arange(2, len(used) + 2)
    rows *= (_SIF / (_SIF + frequency / frequency.sum()))[:, None]
    table = np.zeros((len(words), rows.shape[1]), dtype=np.float16)
    table[used] = rows
    config: dict[str, Any] = {"model_type": "model2vec", "hidden_dim": rows.shape[1], "normalize": True}
    tokenizer.no_padding()
    tokenizer.no_truncation()
    StaticModel(table, tokenizer, config=config, normalize=True).save_pretrained(target)


def _word_vectors(source: Path, ids: list[int]) -> Any:  # noqa: ANN401 - a float32 array; numpy stays unimported
    import numpy as np
    import torch
    from transformers import AutoModel, AutoTokenizer

    model = AutoModel.from_pretrained(source).eval()
    start, end = AutoTokenizer.from_pretrained(source)("")["input_ids"]
    rows = []
    with torch.inference_mode():
        for at in range(0, len(ids), _BATCH):
            batch = torch.tensor([[start, i, end] for i in ids[at : at + _BATCH]])
            states = model(input_ids=batch, attention_mask=torch.ones_like(batch)).last_hidden_state
            rows.append(states.mean(dim=1).numpy())
    return np.concatenate(rows)


def make_onnx(source: Path, target: Path) -> None:
    """Export the transformer with free batch and length; pooling is left to the one who runs it."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    model = AutoModel.from_pretrained(source, attn_implementation="eager").eval()
    words = AutoTokenizer.from_pretrained(source)("two short words", return_tensors="pt")
    names = [name for name in ("input_ids", "attention_mask", "token_type_ids") if name in words]

    class States(torch.nn.Module):  # the exporter passes by position, the model wants names
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *given: torch.Tensor) -> torch.Tensor:
            states: torch.Tensor = self.model(**dict(zip(names, given, strict=True))).last_hidden_state
            return states

    with torch.inference_mode(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of branches that a plain encoder does not take
        torch.onnx.export(
            States(),
            tuple(words[name] for name in names),
            str(target),
            input_names=names,
            output_names=["states"],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in (*names, "states")},
            opset_version=17,
            dynamo=False,
        )


def _quantize(whole: Path, target: Path) -> None:
    """Turn the weights into 8-bit integers, and drop the whole graph.

    A scale for each channel costs no time and brings the cosine with the whole graph from 0.949 to 0.994.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(whole, target, weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
