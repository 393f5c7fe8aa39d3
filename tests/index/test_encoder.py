"""A layer of BERT: what it makes of a text does not hang on what else is asked with it, or on who asks beside."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from index.embed import pieces
from index.embed.encoder import DIMENSION, GRAPH, EncoderLayer, layers_of
from index.embed.graph import layer_graph
from index.embed.pieces import UpperLayers, encoder_layer, vectors_of_all
from index.held import Held

LENGTHS = (1, 2, 3, 7, 15, 16, 17, 60, 127, 128, 129, 300)


@pytest.fixture(scope="module")
def texts() -> list[NDArray[np.float32]]:
    """Pieces as they stand at the door of a layer, of texts short and long."""
    draw = np.random.default_rng(5)
    return [draw.standard_normal((n, DIMENSION)).astype(np.float32) for n in LENGTHS]


def test_the_graph_that_ships_is_what_the_command_makes() -> None:
    """`python -m index.embed.graph`."""
    assert GRAPH.read_bytes() == layer_graph()


def test_a_text_means_the_same_whatever_is_asked_beside_it(texts: list[NDArray[np.float32]]) -> None:
    """Alone, among others, and in another order."""
    layer = encoder_layer(0)
    alone = [layer([x])[0] for x in texts]
    for found in (layer(texts), layer(texts[::-1])[::-1]):
        for x, one in zip(found, alone, strict=True):
            assert np.abs(x - one).max() < 1e-5
    assert [x.shape for x in layer(texts)] == [x.shape for x in texts]
    assert layer([]) == []


def test_a_message_is_read_the_same_alone_and_among_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Through all the layers in use, to 1e-5."""
    monkeypatch.setattr(pieces, "_HELD", Held(0))
    said = ["They offered 150k.", "Should I push once more, or take it as it is?", "no", "write the mail, short please"]
    for text, read in zip(said, pieces.pieces_of_all(said), strict=True):
        assert np.abs(read.vectors - pieces.pieces_of(text).vectors).max() < 1e-5


def test_what_is_made_can_be_read_and_not_changed(texts: list[NDArray[np.float32]]) -> None:
    """It is held for others."""
    for x in encoder_layer(0)(texts[:3]):
        with pytest.raises(ValueError, match="read-only"):
            x += 1


def test_several_threads_may_ask_at_once(texts: list[NDArray[np.float32]]) -> None:
    """Each gets its own text's."""
    layer = encoder_layer(1)
    alone = [layer([x])[0] for x in texts]
    with ThreadPoolExecutor(4) as pool:
        for n, (found,) in enumerate(pool.map(layer, [[x] for x in texts * 4])):
            assert np.array_equal(found, alone[n % len(texts)])


def test_a_nets_layers_are_told_from_its_heads() -> None:
    """By their names, as many as there are."""
    shapes = {
        "attention.self.query": (384, 384), "attention.self.key": (384, 384), "attention.self.value": (384, 384),
        "attention.output.dense": (384, 384), "intermediate.dense": (1536, 384), "output.dense": (384, 1536),
        "attention.output.LayerNorm": (384,), "output.LayerNorm": (384,),
    }  # fmt: skip
    weights = {f"layers.{n}.{k}.weight": np.ones(s, dtype=np.float32) for n in range(2) for k, s in shapes.items()}
    weights |= {f"layers.{n}.{k}.bias": np.ones(s[0], dtype=np.float32) for n in range(2) for k, s in shapes.items()}
    layers, heads = layers_of(weights | {"tag.1.weight": np.ones((3, 3), dtype=np.float32)})
    assert len(layers) == 2
    assert list(heads) == ["tag.1.weight"]


def test_what_a_net_has_read_is_held_and_read_the_same_again() -> None:
    """Its own layers stand over the model's first ones."""
    asked: list[int] = []

    class Counted(EncoderLayer):
        def __init__(self) -> None:
            self.layer = pieces.encoder_layer(1)

        def __call__(self, texts: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
            asked.append(len(texts))
            return self.layer(texts)

    net = UpperLayers([Counted()], 1, 40)
    one, other = (101, 2054, 102), (101, 2023, 2003, 102)
    first = net.of(one)
    assert np.abs(first - vectors_of_all([one], 2)[0]).max() < 1e-5
    assert [len(x) for x in net.of_all([one, other, one])] == [3, 4, 3]
    assert np.array_equal(net.of(one), first)
    assert asked == [1, 1]
    net.of(tuple(range(1000, 1040)))  # takes all the room that there is
    net.of(one)
    assert asked == [1, 1, 1, 1]
