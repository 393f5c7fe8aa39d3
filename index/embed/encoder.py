"""The weights of a layer of BERT -> the layer, worked out by ONNX Runtime for several texts at once.

Importing torch takes eight seconds, and numpy twice as long a layer: it packs the weights anew at each call. The graph
ships once for all layers (`index.embed.graph` makes it), the weights are given to it as a layer is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DIMENSION, INNER, HEADS = 384, 1536, 12
GRAPH = files("index.embed") / "layer.onnx"
ROWS, BESIDE, HIDDEN = "rows", "beside", "hidden"  # what goes in and comes out
_MOST_ROWS = (
    128  # of several texts that are worked out in one call: more are no faster each, and see each other in vain
)
_APART = np.float32(-1e9)  # what the score of two pieces of different texts falls by: nothing is left of it
_PARTS = (
    *(f"attention.self.{part}" for part in ("query", "key", "value")), "attention.output.dense",
    "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm",
)  # fmt: skip
_NAMES = tuple(f"{part}.{kind}" for part in _PARTS for kind in ("weight", "bias"))


class EncoderLayer:
    """One layer, in one thread: whoever asks at the same time is served at the same time."""

    def __init__(self, weights: Mapping[str, Vectors]) -> None:
        """Take the weights, by the names that they have within a layer of a checkpoint of BERT."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # no thread of its own: a fork has all of it
        options.enable_cpu_mem_arena = False  # what a long text has taken is given back
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # it is as it shall be
        given = [np.ascontiguousarray(weights[name], dtype=np.float32) for name in _NAMES]
        options.add_external_initializers(list(_NAMES), list(map(onnxruntime.OrtValue.ortvalue_from_numpy, given)))
        self._session: Any = onnxruntime.InferenceSession(_graph(), options, providers=["CPUExecutionProvider"])

    def __call__(self, texts: Sequence[Vectors]) -> list[Vectors]:
        """(pieces, 384) of each text -> the same after the layer, to be read and not changed; what stands in one text
        sees nothing of the others."""
        found: list[Vectors] = []
        for some in _grouped(texts):
            found += self._together(some)
        for one in found:
            one.setflags(write=False)
        return found

    def _together(self, texts: Sequence[Vectors]) -> list[Vectors]:
        if len(texts) == 1:
            return [self._run(texts[0], np.zeros((1, 1, 1), dtype=np.float32))]
        ends = list(accumulate(map(len, texts)))
        spans = list(zip([0, *ends], ends, strict=False))
        beside = np.full((1, ends[-1], ends[-1]), _APART)
        for a, b in spans:
            beside[:, a:b, a:b] = 0
        whole = self._run(np.concatenate(texts), beside)
        return [whole[a:b].copy() for a, b in spans]

    def _run(self, rows: Vectors, beside: Vectors) -> Vectors:
        made: Vectors = self._session.run([HIDDEN], {ROWS: rows, BESIDE: beside})[0]
        return made


def layers_of(weights: Mapping[str, Vectors]) -> tuple[list[EncoderLayer], dict[str, Vectors]]:
    """The layers of a net by its weights (`layers.0.…`), and the weights that belong to none."""
    count = len({name.split(".")[1] for name in weights if name.startswith("layers.")})
    layers = [EncoderLayer(_within(f"layers.{at}.", weights)) for at in range(count)]
    return layers, {name: value for name, value in weights.items() if not name.startswith("layers.")}


def _within(head: str, weights: Mapping[str, Vectors]) -> dict[str, Vectors]:
    return {name.removeprefix(head): value for name, value in weights.items() if name.startswith(head)}


def _grouped(texts: Sequence[Vectors]) -> list[list[Vectors]]:
    """The texts in their order, as many together as one call takes; a long one is alone."""
    groups: list[list[Vectors]] = []
    rows = _MOST_ROWS
    for text in texts:
        rows += len(text)
        if rows > _MOST_ROWS:
            groups.append([])
            rows = len(text)
        groups[-1].append(text)
    return groups


@cache
def _graph() -> bytes:
    return GRAPH.read_bytes()
