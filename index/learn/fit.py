"""Examples -> a Net. Only whoever trains needs this file, and torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from index.embed.pieces import word_table
from index.linear.features import PART, Features
from index.names.learned.net import DIMENSION, LOOKS, save_net
from index.names.lexicon import english, zipf

EPOCHS, BATCH, SEED = 4, 512, 5
MOST_REST, MOST_FEATURES = 40, 120
_RARE = 2.6


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """One span: its features, the symbols near it and the others, and whether it is a company."""

    features: Features
    near: list[str]
    rest: list[str]
    yes: bool


class _Model(nn.Module):
    def __init__(self, words: npt.NDArray[np.float32]) -> None:
        super().__init__()
        self.none = len(words)
        self.words = nn.Embedding(len(words) + 1, DIMENSION, padding_idx=self.none)
        with torch.no_grad():
            self.words.weight[: self.none] = torch.tensor(words)
        self.wide = nn.Embedding(3 * PART + 1, 1, padding_idx=3 * PART)
        nn.init.zeros_(self.wide.weight)
        self.looks = nn.Embedding(PART + 1, LOOKS, padding_idx=PART)
        nn.init.normal_(self.looks.weight, std=0.05)
        with torch.no_grad():
            self.looks.weight[PART] = 0
        self.layers = nn.ModuleList([nn.Linear(9 * DIMENSION + LOOKS, 96), nn.Linear(96, 48), nn.Linear(48, 1)])
        self.drop = nn.Dropout(0.25)

    def forward(self, near: torch.Tensor, rest: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        many = (rest != self.none).sum(1, keepdim=True).clamp(min=1)
        looks = self.looks(torch.where(features < PART, features, PART)).sum(1) / 4
        x = torch.cat([self.words(near).flatten(1), self.words(rest).sum(1) / many, looks], 1)
        for layer in self.layers[:-1]:
            x = self.drop(torch.relu(layer(self.drop(x))))
        result: torch.Tensor = self.layers[-1](x)[:, 0] + self.wide(features)[..., 0].sum(1)
        return result


def fit_net(rows: Sequence[LabelledSpan], path: Path, trained_on: str) -> None:
    """Fit a net to the rows and write it to `path`; the same rows give the same net on one machine."""
    torch.manual_seed(SEED)
    said = {s for r in rows for s in (*r.near, *r.rest)}
    common = {w for w in english() if zipf(w) > _RARE}
    vocabulary = sorted(s for s in said | common if s in common or s.startswith("<") or len(s) < 20)
    numbers = {s: i for i, s in enumerate(vocabulary)}
    model = _Model(word_table(vocabulary, DIMENSION))
    data = _tensors(rows, numbers)
    shaping = [p for n, p in model.named_parameters() if n.startswith(("looks", "layers"))]
    groups = [
        {"params": [model.words.weight], "lr": 3e-4},
        {"params": [model.wide.weight], "lr": 3e-3, "weight_decay": 1e-6},
        {"params": shaping, "lr": 2e-3},
    ]
    steps = torch.optim.Adam(groups)
    for _ in range(EPOCHS):
        order = torch.randperm(len(rows))
        for at in range(0, len(rows), BATCH):
            batch = order[at : at + BATCH]
            steps.zero_grad()
            scores = model(*(d[batch] for d in data[:3]))
            nn.functional.binary_cross_entropy_with_logits(scores, data[3][batch]).backward()  # type: ignore[no-untyped-call]
            steps.step()
    arrays = {"words": model.words.weight[:-1], "looks": model.looks.weight[:-1], "wide": model.wide.weight[:-1]}
    arrays |= {f"w{i}": layer.weight for i, layer in enumerate(model.layers)}  # type: ignore[misc]
    arrays |= {f"b{i}": layer.bias for i, layer in enumerate(model.layers)}  # type: ignore[misc]
    save_net(path, vocabulary, {k: v.detach().numpy() for k, v in arrays.items()}, trained_on)


def _tensors(rows: Sequence[LabelledSpan], numbers: dict[str, int]) -> list[torch.Tensor]:
    none = len(numbers)
    near = np.full((len(rows), 8), none, np.int64)
    rest = np.full((len(rows), MOST_REST), none, np.int64)
    features = np.full((len(rows), MOST_FEATURES), 3 * PART, np.int64)
    for n, row in enumerate(rows):
        near[n] = [numbers.get(s, none) for s in row.near]
        held = [numbers[s] for s in row.rest if s in numbers][:MOST_REST]
        rest[n, : len(held)] = held
        told = list(row.features)[:MOST_FEATURES]
        features[n, : len(told)] = told
    yes = np.array([r.yes for r in rows], np.float32)
    return [torch.tensor(x) for x in (near, rest, features, yes)]
