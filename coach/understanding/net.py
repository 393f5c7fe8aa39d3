"""Marked pieces -> what the reading net says of them: roles, components and owners of amounts, parts of companies,
clauses and acts.

The lower layers are the bundled MiniLM's own; the upper ones and the heads ship in `learned/reading.npz`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from coach.understanding.marked import distance
from coach.understanding.reading import NAMED, PURPOSES
from coach.understanding.seen import Seen
from coach.understanding.wide import BUCKETS
from index.embed.encoder import layers_of
from index.embed.pieces import UpperLayers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_FILE = "reading.npz"
_MOST_HELD = 2048  # pieces
COUPLED, HEARD = 0.8, 0.1  # how much a clause's acts say of its amounts; chosen on voices that were not trained on
WIDE = 3.0  # how loud the wide half speaks
NO_PURPOSE = -2.0  # log-odds of no purpose, beside those of the purposes; chosen on voices that were not trained on
NEAR = 3  # pieces on each side that are averaged beside an amount's own


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds. `roles` (amounts, roles), `components`, `said` (amounts, 2), `owners` (amounts, 2 + companies), `parts`
    (companies, parts), `kinds` (companies, 3), `starts` and `spots` (pieces,): a clause begins, a company nobody knows;
    `raising` (1,): the talk is about a raise.
    """

    vectors: Vectors
    roles: Vectors
    components: Vectors
    said: Vectors
    owners: Vectors
    parts: Vectors
    kinds: Vectors
    starts: Vectors
    spots: Vectors
    raising: Vectors


class ReadingNet:
    """The trained upper layers and heads. `names` are the labels of each head."""

    def __init__(
        self, weights: dict[str, Vectors], names: dict[str, tuple[str, ...]], frozen: int, trained_on: str
    ) -> None:
        """Hold what `save` has written."""
        layers, self.weights = layers_of(weights)
        self._layers = UpperLayers(layers, frozen, _MOST_HELD)
        self.names, self.trained_on = names, trained_on
        self.purposes = np.array([name in PURPOSES for name in names["act"]])

    def scores(self, seen: Seen) -> Scores:
        """Run a message through the net."""
        read = seen.read
        x = self._layers.of(read.ids)
        whole = x.mean(axis=0)
        amounts = [max(p, 0) for p in read.amounts]
        companies = [max(p, 0) for p in read.companies]
        n, m = len(amounts), len(companies)
        h = np.zeros((n, len(self.weights["amount.bias"])), dtype=np.float32)
        owners = np.zeros((n, 2 + m), dtype=np.float32)
        r, k = len(self.names["role"]), len(self.names["component"])
        told = self._wide("wide_amount", seen.words) + self._wide("wide_amount_notion", seen.notions)
        if n:
            near = np.stack([x[max(0, p - NEAR) : p + NEAR + 1].mean(axis=0) for p in amounts])
            h = np.maximum(self._dense(np.concatenate([x[amounts], near, seen.looks], axis=1), "amount"), 0)
            owners[:, :2] = self._dense(h, "own") + told[:, r + k + 2 :]
            for i, p in enumerate(amounts):
                if m:
                    far = np.array([distance(p, q) for q in companies], dtype=np.float32)
                    pair = np.concatenate([np.repeat(h[i : i + 1], m, axis=0), x[companies], far, seen.known], axis=1)
                    owners[i, 2:] = self._dense(np.maximum(self._dense(pair, "pair.0"), 0), "pair.2")[:, 0]
        parts = np.zeros((m, len(self.names["part"])), dtype=np.float32)
        kinds = np.zeros((m, len(NAMED)), dtype=np.float32)
        if m:
            both = np.concatenate([x[companies], np.repeat(whole[None], m, axis=0), seen.known], axis=1)
            parts = self._dense(np.maximum(self._dense(both, "part.1"), 0), "part.3") + self._wide(
                "wide_part", seen.named
            )
            kinds = self._dense(np.concatenate([x[companies], seen.names], axis=1), "kind.1")
            kinds = self._dense(np.maximum(kinds, 0), "kind.3")
        roles = self._dense(h, "role") + told[:, :r]
        components = self._dense(h, "component") + told[:, r : r + k]
        said = self._dense(h, "said") + told[:, r + k : r + k + 2]
        spots = self._dense(np.maximum(self._dense(np.concatenate([x, seen.spelt], axis=1), "spot.0"), 0), "spot.2")[
            :, 0
        ]
        raising = self._dense(np.concatenate([whole, seen.stage])[None], "raising.1")[0]
        return Scores(x, roles, components, said, owners, parts, kinds, self._dense(x, "start")[:, 0], spots, raising)

    def acts(
        self,
        vectors: Vectors,
        stage: Vectors,
        spans: Sequence[tuple[int, int]],
        wide: Sequence[Sequence[int]],
        noted: Sequence[Sequence[int]],
    ) -> Vectors:
        """(clauses, acts): the log-odds of each act for each stretch of pieces, with the talk's stage and the numbered
        features of each.

        Those of the purposes are against each other and against none of them (0), where words are wanted.
        """
        whole = vectors.mean(axis=0)
        rows = np.stack(
            [np.concatenate([vectors[a:b].mean(axis=0), vectors[a:b].max(axis=0), whole, stage]) for a, b in spans]
        )
        return (
            self._dense(np.maximum(self._dense(rows, "act.1"), 0), "act.4")
            + self._wide("wide_act", wide)
            + self._wide("wide_act_notion", noted)
        )

    def coupled(self, roles: Vectors, acts: Vectors) -> Vectors:
        """The log-odds of one amount's roles, weighed by how often amounts have each role in clauses that do what this
        one does.
        """
        shares = 1 / (1 + np.exp(-acts))
        shares = np.where((shares > HEARD) & ~self.purposes, shares, 0)
        if not shares.any():
            return roles
        often = (shares[:, None] * self.weights["coupling"]).sum(axis=0) / shares.sum()
        result: Vectors = (
            roles - np.log(np.exp(roles - roles.max()).sum()) - roles.max() + np.float32(COUPLED) * np.log(often + 1e-6)
        )
        return result

    def _wide(self, name: str, rows: Sequence[Sequence[int]]) -> Vectors:
        table = self.weights[f"{name}.weight"]
        out = np.zeros((len(rows), table.shape[1]), dtype=np.float32)
        for i, row in enumerate(rows):
            if row:
                out[i] = table[np.array(row)].sum(axis=0) / sqrt(len(row)) * WIDE
        return out

    def _dense(self, x: Vectors, name: str) -> Vectors:
        result: Vectors = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return result


@cache
def reading_net() -> ReadingNet:
    """The net that ships with the coach."""
    return load_net(files("coach.understanding.learned") / _FILE)


def load_net(path: Traversable) -> ReadingNet:
    """A net as `save_net` wrote it."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
        return _loaded({key: held[key] for key in held.files})


def _loaded(held: dict[str, Any]) -> ReadingNet:
    weights: dict[str, Vectors] = {}
    for key, value in held.items():
        if key.startswith("w:"):
            scale = held.get(f"s:{key[2:]}")
            weights[key[2:]] = (
                value.astype(np.float32) * scale.astype(np.float32) if scale is not None else value.astype(np.float32)
            )
    for key in [k for k in held if k.startswith("u:")]:
        name = key[2:]
        whole = np.zeros((BUCKETS, weights[name].shape[1]), dtype=np.float32)
        whole[held[key]] = weights[name]
        weights[name] = whole
    names = {key[2:]: tuple(str(v) for v in value) for key, value in held.items() if key.startswith("n:")}
    return ReadingNet(weights, names, int(held["frozen"]), str(held["trained_on"]))


def save_net(
    path: Path,
    weights: dict[str, Vectors],
    names: Mapping[str, Sequence[str]],
    frozen: int,
    layers: int,
    trained_on: str,
) -> None:
    """Write a net as `reading_net` reads it: tables in whole numbers with a scale a row, the rest in half precision."""
    out: dict[str, Any] = {"frozen": np.array(frozen), "layers": np.array(layers), "trained_on": np.array(trained_on)}
    for name, value in weights.items():
        if name.startswith("wide"):
            used = np.flatnonzero(np.abs(value).max(axis=1) > np.abs(value).max() / 200)
            out[f"u:{name}"] = used.astype(np.int32)
            value = value[used]  # the rows without weight are left out
        if value.ndim == 2 and value.size > 4096:
            scale = np.abs(value).max(axis=1, keepdims=True) / 127 + 1e-12
            out[f"w:{name}"] = np.round(value / scale).astype(np.int8)
            out[f"s:{name}"] = scale.astype(np.float32)
        else:
            out[f"w:{name}"] = value.astype(np.float16)
    out |= {f"n:{key}": np.array(list(value)) for key, value in names.items()}
    np.savez_compressed(path, **out)
