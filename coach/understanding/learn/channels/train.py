"""Labelled orders for words -> `learned/channels.npz`: `python -m coach.understanding.learn.channels.train [--save]`.

A line of `orders.txt` is `file line channel length`, of an order in `learn/texts`; one of `told.txt` is
`channel length | the message`. What the labelled voices say without an order teaches what tells no channel.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from coach.understanding.channels import CHANNELS, LENGTHS, UNTOLD, layer_input, shares_of
from coach.understanding.learn.labels import LabelError
from coach.understanding.learn.texts.train import without_order
from coach.understanding.matters import matters_net
from coach.understanding.texts import rows_in

_HERE = Path(__file__).parent
_TEXTS, _VOICES = _HERE.parent / "texts", _HERE.parent / "voices"
_SAVED = _HERE.parents[1] / "learned" / "channels.npz"
_PLAIN = 400  # messages of the voices that order nothing
_HIDDEN, _EPOCHS, _SIZE, _RATE, _DECAY, _SEED = 128, 40, 32, 1e-3, 0.3, 0
_HEARD = 0.05  # of the label's certainty, spread over all
_RARE = 0.5  # the power of its rarity that a label counts with


@dataclass(frozen=True, slots=True)
class Way:
    """A message, and the channel and length that it tells (`UNTOLD` where it does not)."""

    text: str
    channel: str
    length: str


def read_ways(folder: Path, texts: Path) -> Iterator[Way]:
    """The lines of `orders.txt` and `told.txt` in a folder, the orders by their place in `texts`; LabelError names
    the one that cannot be read."""
    for path in (folder / "orders.txt", folder / "told.txt"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            told, _, text = line.partition(" | ")
            *place, channel, length = ("", "", *told.split())[-4 if not text else -2 :]
            if channel not in CHANNELS or length not in LENGTHS:
                raise LabelError(f"{path}:{number}: {channel} {length} is no channel with a length")
            yield Way(text.strip() or _order(texts / f"{place[0]}.txt", int(place[1])), channel, length)


def _order(path: Path, number: int) -> str:
    return path.read_text(encoding="utf-8").splitlines()[number - 1].split(" | ", 2)[2].strip()


def digest() -> str:
    """What the layer was learned from, as a number that any change changes: the labels, the orders, and the net whose
    pieces it sees."""
    held = hashlib.sha256(matters_net().trained_on.encode())
    for path in (*sorted(_HERE.glob("*.txt")), *sorted(_TEXTS.glob("*.txt"))):
        held.update(path.read_bytes())
    return held.hexdigest()[:16]


def fit(ways: Sequence[Way]) -> dict[str, np.ndarray]:
    """The weights of the layer; the same ways give the same ones."""
    torch.manual_seed(_SEED)
    torch.set_num_threads(1)
    rows = np.stack([rows_in(w.text) for w in ways])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    x = torch.tensor(layer_input(rows, mean, spread), dtype=torch.float32)
    channels = torch.tensor([CHANNELS.index(w.channel) for w in ways])
    lengths = torch.tensor([LENGTHS.index(w.length) for w in ways])
    counted = [torch.bincount(right).float() for right in (channels, lengths)]
    by_channel, by_length = (nn.CrossEntropyLoss((n.max() / n) ** _RARE, label_smoothing=_HEARD) for n in counted)
    last = nn.Linear(_HIDDEN, len(CHANNELS) + len(LENGTHS))
    first = nn.Linear(x.shape[1], _HIDDEN)
    net = nn.Sequential(nn.Dropout(0.2), first, nn.ReLU(), nn.Dropout(0.4), last)
    steps = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=_DECAY)
    for _ in range(_EPOCHS):
        for some in torch.split(torch.randperm(len(ways)), _SIZE):
            steps.zero_grad()
            odds = net(x[some])
            told, long = odds[:, : len(CHANNELS)], odds[:, len(CHANNELS) :]
            torch.autograd.backward(by_channel(told, channels[some]) + by_length(long, lengths[some]))
            steps.step()
    return {
        "mean": mean, "spread": spread,
        "in.weight": first.weight.detach().numpy(), "in.bias": first.bias.detach().numpy(),
        "out.weight": last.weight.detach().numpy(), "out.bias": last.bias.detach().numpy(),
    }  # fmt: skip


def report(weights: dict[str, np.ndarray], ways: Sequence[Way], *, misses: bool) -> None:
    """Print how often the channel and the length are right, and of each label how often."""
    shares = shares_of(weights, np.stack([rows_in(w.text) for w in ways]))
    for names, odds, of in ((CHANNELS, shares[0], "channel"), (LENGTHS, shares[1], "length")):
        said = [names[n] for n in odds.argmax(axis=1)]
        right = [getattr(w, of) for w in ways]
        hits = {n: [s == n for s, r in zip(said, right, strict=True) if r == n] for n in names}
        print(of, f"{np.mean([s == r for s, r in zip(said, right, strict=True)]):.3f}", end="; ")
        print(", ".join(f"{n} {sum(h)} of {len(h)}" for n, h in hits.items()))
        for w, s, r in zip(ways, said, right, strict=True) if misses else ():
            if s != r:
                print(f"  {r} taken for {s}: {w.text}")


def main() -> None:
    """Train, tell how well what is kept out is read, and write the weights if asked to."""
    parser = argparse.ArgumentParser(prog="python -m coach.understanding.learn.channels.train")
    parser.add_argument("--on", type=Path, default=None, help="a folder of ways that are only scored")
    parser.add_argument("--save", action="store_true", help=f"write {_SAVED.name}")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    plain = [Way(o.text, UNTOLD, UNTOLD) for o in without_order(_VOICES, [frozenset()], _PLAIN)]
    weights = fit([*read_ways(_HERE, _TEXTS), *plain])
    if asked.on:
        report(weights, list(read_ways(asked.on, asked.on.parent / "texts")), misses=asked.misses)
    if asked.save:
        small: dict[str, Any] = {name: value.astype(np.float16) for name, value in weights.items()}
        np.savez_compressed(_SAVED, trained_on=np.array(digest()), **small)


if __name__ == "__main__":
    main()
