"""The shape of MiniLM -> `layer.onnx`: what one layer of BERT works out, without the weights: `python -m
index.embed.graph`."""

from __future__ import annotations

from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embed.encoder import BESIDE, DIMENSION, GRAPH, HEADS, HIDDEN, INNER, ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPERATORS, _FORMAT = 20, 9  # the versions of ONNX that the graph is written in; every later one reads them
_SMALLEST = 1e-12  # beneath the spread of a layer's norm


class _Graph:
    """The steps as they are put down, one after the other, and what they are given beside the rows."""

    def __init__(self) -> None:
        self.steps: list[Any] = []
        self.given: list[Any] = []

    def step(self, kind: str, over: Sequence[str], made: str, **how: Any) -> str:  # noqa: ANN401 - ONNX's own
        """One step; the name of what it makes."""
        from onnx import helper

        self.steps.append(helper.make_node(kind, over, [made], **how))
        return made

    def weight(self, name: str, *shape: int) -> str:
        """Numbers that are told when the layer is loaded, by the name that the checkpoint has for them."""
        from onnx import TensorProto

        made = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
        place = made.external_data.add()
        place.key, place.value = "location", "weights"
        self.given.append(made)
        return name

    def fixed(self, name: str, value: Sequence[int] | float) -> str:
        """A number or a shape that is the same in every layer."""
        from onnx import TensorProto, helper

        kind, shape = (TensorProto.FLOAT, []) if isinstance(value, float) else (TensorProto.INT64, [len(value)])
        self.given.append(helper.make_tensor(name, kind, shape, [value] if isinstance(value, float) else value))
        return name

    def dense(self, over: str, name: str, wide: int, narrow: int, made: str) -> str:
        """A dense step from `narrow` numbers to `wide`."""
        weights = self.weight(f"{name}.weight", wide, narrow), self.weight(f"{name}.bias", wide)
        return self.step("Gemm", [over, *weights], made, transB=1)

    def normed(self, over: str, beside: str, name: str, made: str) -> str:
        """The sum of two, each row with the mean and the spread that the layer has learned."""
        weights = self.weight(f"{name}.weight", DIMENSION), self.weight(f"{name}.bias", DIMENSION)
        added = self.step("Add", [over, beside], f"{made}.sum")
        return self.step("LayerNormalization", [added, *weights], made, epsilon=_SMALLEST)


def layer_graph() -> bytes:
    """The graph, the same bytes at every call: rows and what stands between two of them in, rows out."""
    from onnx import TensorProto, helper

    graph = _Graph()
    apart = graph.fixed("apart", (0, HEADS, DIMENSION // HEADS))
    beside = {"query": [1, 0, 2], "key": [1, 2, 0], "value": [1, 0, 2]}
    for part, order in beside.items():
        whole = graph.dense(ROWS, f"attention.self.{part}", DIMENSION, DIMENSION, part)
        split = graph.step("Reshape", [whole, apart], f"{part}.split")
        graph.step("Transpose", [split], f"{part}.heads", perm=order)
    scores = graph.step("MatMul", ["query.heads", "key.heads"], "scores")
    scaled = graph.step("Mul", [scores, graph.fixed("scale", 1 / sqrt(DIMENSION // HEADS))], "scaled")
    seen = graph.step("Add", [scaled, BESIDE], "seen")
    shares = graph.step("Softmax", [seen], "shares", axis=-1)
    mixed = graph.step("Transpose", [graph.step("MatMul", [shares, "value.heads"], "taken")], "mixed", perm=[1, 0, 2])
    joined = graph.step("Reshape", [mixed, graph.fixed("together", (0, DIMENSION))], "joined")
    told = graph.dense(joined, "attention.output.dense", DIMENSION, DIMENSION, "told")
    middle = graph.normed(told, ROWS, "attention.output.LayerNorm", "middle")
    inner = graph.step("Gelu", [graph.dense(middle, "intermediate.dense", INNER, DIMENSION, "inner")], "passed")
    outer = graph.dense(inner, "output.dense", DIMENSION, INNER, "outer")
    graph.normed(outer, middle, "output.LayerNorm", HIDDEN)
    made = helper.make_graph(
        graph.steps,
        "layer",
        [
            helper.make_tensor_value_info(ROWS, TensorProto.FLOAT, ["rows", DIMENSION]),
            helper.make_tensor_value_info(BESIDE, TensorProto.FLOAT, [1, "from", "to"]),
        ],
        [helper.make_tensor_value_info(HIDDEN, TensorProto.FLOAT, ["rows", DIMENSION])],
        graph.given,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPERATORS)], ir_version=_FORMAT)
    written: bytes = model.SerializeToString(deterministic=True)
    return written


def main() -> None:
    """Write the graph that ships."""
    Path(str(GRAPH)).write_bytes(layer_graph())


if __name__ == "__main__":
    main()
