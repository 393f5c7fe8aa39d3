"""Labelled orders for words -> `learned/texts.npz`: `python -m coach.understanding.learn.texts.train [--save]`.

A line is `situation state [due] | kind | the message`; see KINDS in coach/understanding/texts.py. What the labelled
voices say without an order teaches what orders no text; a turn of the labelled talks leaves the kinds open that its
matters do.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from coach.understanding.learn.labels import LabelError, read_voice
from coach.understanding.learn.turns import TALKS, stage_before, talks_in
from coach.understanding.matters import TEXTS, matters_net
from coach.understanding.texts import (
    DUE,
    EDIT,
    KINDS,
    LEARNED,
    NO_TEXT,
    SITUATIONS,
    STATES,
    TRAINED_ON,
    layer_input,
    matter_of,
    rows_in,
    stage_row,
)

_HERE = Path(__file__).parent
_VOICES = _HERE.parent / "voices"
_SAVED = _HERE.parents[1] / "learned" / "texts.npz"
_PLAIN = 4000  # messages of the voices that order nothing
_ORDERING = ("ask_words", "ask_edit", "put_in", "leave_out")
_HIDDEN, _EPOCHS, _SIZE, _RATE, _DECAY, _SEED = 256, 40, 64, 1e-3, 0.3, 0
_NEVER = -1e4  # log-odds
_UNTOLD, _HEARD = 0.2, 0.1  # of the messages: without their stage; of the label's certainty, spread over all kinds


@dataclass(frozen=True, slots=True)
class Order:
    """A message, the stage of the talk, the kind of text it orders, and other kinds that it may be."""

    text: str
    stage: frozenset[str]
    kind: str
    others: tuple[str, ...] = ()


def read_orders(path: Path) -> Iterator[Order]:
    """The lines of a file; LabelError names the one that cannot be read."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where, _, rest = line.partition(" | ")
        kind, _, text = rest.partition(" | ")
        stage, kind = frozenset(where.split()), kind.strip()
        known = len(stage & {*SITUATIONS}) == 1 == len(stage & {*STATES}) and stage <= {*SITUATIONS, *STATES, DUE}
        if not known or kind not in KINDS or not text.strip():
            raise LabelError(f"{path}:{number}: a line is `situation state [due] | kind | the message`")
        yield Order(text.strip(), stage, kind)


def without_order(folder: Path, stages: Sequence[frozenset[str]], many: int) -> list[Order]:
    """Messages of the voices that order no text, each at one of the stages."""
    chance = random.Random(_SEED)  # noqa: S311 - variety, not secrecy
    told = [m.text for path in sorted(folder.glob("*.txt")) for m in read_voice(path) if not m.acts & {*_ORDERING}]
    return [Order(text, chance.choice(stages), NO_TEXT) for text in chance.sample(told, min(many, len(told)))]


def of_talks(folder: Path = TALKS) -> Iterator[Order]:
    """The turns of labelled talks, each with the kinds of text that its matters leave open."""
    for talk in talks_in(folder):
        for n, turn in enumerate(talk):
            wanted = {m for c in turn.clauses for m in c.matters if m in TEXTS and c.acts & {*_ORDERING}}
            texts = wanted - {EDIT} or wanted
            kinds = [k for k in KINDS if k != NO_TEXT and matter_of(k) in texts] if texts else [NO_TEXT]
            if kinds and texts != {"words_unclear"}:
                yield Order(turn.text, stage_before(talk, n), kinds[0], tuple(kinds[1:]))


def digest() -> str:
    """What the layer was learned from, as a number that any change changes: the orders, and the net whose pieces it
    sees."""
    held = hashlib.sha256(matters_net().trained_on.encode())
    for path in (*sorted(_HERE.glob("*.txt")), *sorted(TALKS.glob("*.txt"))):
        held.update(path.read_bytes())
    return held.hexdigest()[:16]


def fit(orders: Sequence[Order]) -> dict[str, np.ndarray]:
    """The weights of the layer; the same orders give the same ones."""
    torch.manual_seed(_SEED)
    torch.set_num_threads(1)
    rows = np.stack([rows_in(o.text) for o in orders])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    stages = np.stack([stage_row(o.stage) for o in orders])
    whole, untold = (
        torch.tensor(layer_input(rows, s, mean, spread), dtype=torch.float32) for s in (stages, stages * 0)
    )
    right = torch.tensor([[0.0 if k in (o.kind, *o.others) else _NEVER for k in KINDS] for o in orders])
    net = nn.Sequential(
        nn.Dropout(0.2), nn.Linear(whole.shape[1], _HIDDEN), nn.ReLU(), nn.Dropout(0.4), nn.Linear(_HIDDEN, len(KINDS))
    )
    steps = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=_DECAY)
    for _ in range(_EPOCHS):
        net.train()
        for some in torch.split(torch.randperm(len(orders)), _SIZE):
            steps.zero_grad()
            hidden = torch.rand(len(some), 1) < _UNTOLD
            logs = torch.log_softmax(net(torch.where(hidden, untold[some], whole[some])), 1)
            told = torch.logsumexp(logs + right[some], 1)
            torch.autograd.backward(-(told * (1 - _HEARD) + _HEARD * logs.mean(1)).mean())
            steps.step()
    net.train(mode=False)
    first, last = net[1], net[4]
    assert isinstance(first, nn.Linear) and isinstance(last, nn.Linear)  # noqa: PT018, S101 - as built above
    return {
        "mean": mean, "spread": spread,
        "in.weight": first.weight.detach().numpy(), "in.bias": first.bias.detach().numpy(),
        "out.weight": last.weight.detach().numpy(), "out.bias": last.bias.detach().numpy(),
    }  # fmt: skip


def shares_of(weights: dict[str, np.ndarray], orders: Sequence[Order]) -> np.ndarray:
    """(orders, KINDS): probabilities."""
    rows, stages = np.stack([rows_in(o.text) for o in orders]), np.stack([stage_row(o.stage) for o in orders])
    hidden = layer_input(rows, stages, weights["mean"], weights["spread"]) @ weights["in.weight"].T + weights["in.bias"]
    odds = np.maximum(hidden, 0) @ weights["out.weight"].T + weights["out.bias"]
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    out: np.ndarray = odds / odds.sum(axis=1, keepdims=True)
    return out


def report(shares: np.ndarray, orders: Sequence[Order], *, misses: bool) -> None:
    """Print how often the likeliest kind of text is the right one, the right one among two, and how often no text is
    told from an order."""
    none = KINDS.index(NO_TEXT)
    asked = np.array([o.kind != NO_TEXT for o in orders])
    wants = 1 - shares[:, none]
    ranked = np.argsort(-np.where(np.arange(len(KINDS)) == none, -1, shares), axis=1)
    right = np.array([KINDS.index(o.kind) for o in orders])
    first = (ranked[:, 0] == right)[asked].mean()
    two = (ranked[:, :2] == right[:, None]).any(axis=1)[asked].mean()
    print(f"{asked.sum()} orders: the right kind {first:.3f}, among two {two:.3f}")
    print(f"orders taken for orders {(wants > 0.5)[asked].mean():.3f}")
    if not asked.all():
        print(f"{(~asked).sum()} messages without an order: taken for one {(wants > 0.5)[~asked].mean():.3f}")
    wrong = Counter(
        (o.kind, KINDS[r[0]]) for o, r in zip(orders, ranked, strict=True) if o.kind not in (NO_TEXT, KINDS[r[0]])
    )
    for (kind, said), count in wrong.most_common() if misses else ():
        print(f"{count} {kind} taken for {said}")


def main() -> None:
    """Train, tell how well what is kept out is read, and write the weights if asked to."""
    parser = argparse.ArgumentParser(prog="python -m coach.understanding.learn.texts.train")
    parser.add_argument("--on", type=Path, default=None, help="a file of orders that are only scored")
    parser.add_argument("--unordered", type=Path, default=None, help="a folder of voices that are only scored")
    parser.add_argument("--save", action="store_true", help=f"write {_SAVED.name}")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    orders = [o for path in sorted(_HERE.glob("*.txt")) for o in read_orders(path)]
    weights = fit([*orders, *without_order(_VOICES, [o.stage for o in orders], _PLAIN), *of_talks()])
    if asked.on:
        kept = list(read_orders(asked.on))
        if asked.unordered:
            kept += without_order(asked.unordered, [o.stage for o in kept], len(kept))
        report(shares_of(weights, kept), kept, misses=asked.misses)
    if asked.save:
        small: dict[str, Any] = {name: value.astype(np.float16) for name, value in weights.items()}
        small |= {TRAINED_ON: np.array(digest()), LEARNED: np.array(KINDS)}
        np.savez_compressed(_SAVED, **small)


if __name__ == "__main__":
    main()
