"""Examples -> scores of every head and their losses: the reading net as it is trained, in torch.

The lower layers of the bundled MiniLM stay as they are and are worked out once; the upper ones are trained with a head
for each thing that is told: what an amount is for, its component and owner, a company's part, where a clause begins and
what it does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from coach.understanding.context import KNOWN, STAGE, TALK
from coach.understanding.learn.examples import (
    ACT_NAMES,
    COMPONENT_NAMES,
    FIRST,
    PART_NAMES,
    ROLE_NAMES,
    Example,
    Floats,
    Target,
)
from coach.understanding.learn.halves import halves
from coach.understanding.learn.score import Heads
from coach.understanding.marked import FEATURES, SPELT, distance
from coach.understanding.net import NEAR, WIDE
from coach.understanding.reading import NAMED, PURPOSES, WANTS_WORDS
from coach.understanding.wide import BUCKETS

if TYPE_CHECKING:
    from transformers import BertModel

DIM, HIDDEN = 384, 128
_ROLES, _COMPONENTS = len(ROLE_NAMES), len(COMPONENT_NAMES)
_SAYS = [ACT_NAMES.index(a) for a in PURPOSES]
_WANTS = [ACT_NAMES.index(a) for a in WANTS_WORDS]
_DOES = [i for i in range(len(ACT_NAMES)) if i not in _SAYS]
_WEIGHTS = {
    "amounts": 1.5,
    "components": 1.0,
    "owners": 0.7,
    "parts": 1.0,
    "kinds": 0.5,
    "acts": 0.25,
    "purposes": 0.5,
    "raising": 0.5,
}
_STARTS, _SPOTS = 2.0, 3.0
_TOGETHER = 32  # examples whose lower layers are worked out at once
_NEVER = -1e4  # log-odds
_SMOOTH = 0.05
_UNSEEN, _UNHEARD = 0.3, 0.3  # of the features, and of the bags of features of amounts and companies, in training
_CE, _BCE = nn.functional.cross_entropy, nn.functional.binary_cross_entropy_with_logits


@dataclass(frozen=True, slots=True)
class Shown:
    """An example with (pieces, DIM) what the layers that stay as they are make of it."""

    example: Example
    base: torch.Tensor


class Net(nn.Module):
    """The trained layers and the heads."""

    def __init__(self, layers: Sequence[nn.Module]) -> None:
        """Draw the heads at random; the wide halves begin at zero."""
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.drop = nn.Dropout(0.2)
        self.amount = nn.Linear(DIM * 2 + FEATURES + TALK, HIDDEN)
        self.role = nn.Linear(HIDDEN, _ROLES)
        self.component = nn.Linear(HIDDEN, _COMPONENTS)
        self.said = nn.Linear(HIDDEN, 2)
        self.own = nn.Linear(HIDDEN, 2)
        self.pair = nn.Sequential(nn.Linear(HIDDEN + DIM + 3 + KNOWN, 64), nn.ReLU(), nn.Linear(64, 1))
        self.part = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(DIM * 2 + KNOWN, 64), nn.ReLU(), nn.Linear(64, len(PART_NAMES))
        )
        self.kind = nn.Sequential(nn.Dropout(0.3), nn.Linear(DIM * 2 + SPELT, 48), nn.ReLU(), nn.Linear(48, len(NAMED)))
        self.start = nn.Linear(DIM, 1)
        self.raising = nn.Sequential(nn.Dropout(0.2), nn.Linear(DIM + STAGE, 1))
        self.spot = nn.Sequential(nn.Linear(DIM + SPELT, 32), nn.ReLU(), nn.Linear(32, 1))
        self.wide_amount = _wide(_ROLES + _COMPONENTS + 4)
        self.wide_part = _wide(len(PART_NAMES))
        self.wide_act = _wide(len(ACT_NAMES))
        self.wide_amount_notion = _wide(_ROLES + _COMPONENTS + 4)
        self.wide_act_notion = _wide(len(ACT_NAMES))
        self.act = nn.Sequential(
            nn.Dropout(0.2),
            nn.Linear(DIM * 3 + STAGE, HIDDEN * 2),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(HIDDEN * 2, len(ACT_NAMES)),
        )

    def encode(self, batch: Sequence[Shown]) -> torch.Tensor:
        """(batch, pieces, DIM) the vectors of each message's pieces, those beyond its end without meaning."""
        longest = max(len(s.base) for s in batch)
        x = torch.zeros(len(batch), longest, DIM)
        mask = torch.full((len(batch), 1, 1, longest), -1e4)
        for i, s in enumerate(batch):
            x[i, : len(s.base)] = s.base
            mask[i, :, :, : len(s.base)] = 0
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training and halves()):
            for layer in self.layers:
                x = _first(layer(x, attention_mask=mask))
        return x.float()

    def scores(self, batch: Sequence[Example], x: torch.Tensor) -> dict[str, torch.Tensor]:
        """The log-odds of every head that has something to say of some messages, from the vectors of their pieces: a
        row a message, a piece, an amount, a company, a clause of all of them in order.
        """
        wide, flat = x.shape[1], x.reshape(-1, DIM)
        lengths = [len(e.seen.read.ids) for e in batch]
        whole = _means(flat, [(i * wide, i * wide + n) for i, n in enumerate(lengths)])
        every = flat[[i * wide + p for i, n in enumerate(lengths) for p in range(n)]]
        stage = torch.tensor(np.stack([e.seen.stage for e in batch]))
        out = {
            "raising": self.raising(torch.cat([whole, stage], 1))[:, 0],
            "start": self.start(every)[:, 0],
            "spot": self.spot(torch.cat([every, _rows([e.seen.spelt for e in batch])], 1))[:, 0],
        }
        of = [i for i, e in enumerate(batch) for _ in e.seen.read.companies]
        companies = flat[[i * wide + max(p, 0) for i, e in enumerate(batch) for p in e.seen.read.companies]]
        known = _rows([e.seen.known for e in batch])
        if of:
            seen = torch.cat([companies, whole[of], known], 1)
            out["part"] = self.part(seen) + _bag(self.wide_part, [row for e in batch for row in e.seen.named], _UNHEARD)
            out["kind"] = self.kind(torch.cat([companies, _rows([e.seen.names for e in batch])], 1))
        if any(e.seen.amounts for e in batch):
            out |= self._of_amounts(batch, flat, wide, companies, known)
        clauses = [(i, c) for i, e in enumerate(batch) for c in e.clauses]
        if clauses:
            of = [i for i, _ in clauses]
            spans = [(i * wide + c.first, i * wide + c.last) for i, c in clauses]
            deep = torch.cat([_means(flat, spans), _tops(flat, spans), whole[of], stage[of]], 1)
            words, notions = [c.words for _, c in clauses], [c.notions for _, c in clauses]
            out["acts"] = self.act(deep) + _bag(self.wide_act, words) + _bag(self.wide_act_notion, notions)
        return out

    def _of_amounts(
        self, batch: Sequence[Example], flat: torch.Tensor, wide: int, companies: torch.Tensor, known: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        pieces = [(i * wide, len(e.seen.read.ids), max(p, 0)) for i, e in enumerate(batch) for p in e.seen.read.amounts]
        near = _means(flat, [(at + max(0, p - NEAR), at + min(n, p + NEAR + 1)) for at, n, p in pieces])
        looks = _rows([e.seen.looks for e in batch])
        seen = torch.cat([self.drop(flat[[at + p for at, _, p in pieces]]), self.drop(near), looks], 1)
        h = self.drop(torch.relu(self.amount(seen)))
        told = _bag(self.wide_amount, [row for e in batch for row in e.seen.words], _UNHEARD)
        told = told + _bag(self.wide_amount_notion, [row for e in batch for row in e.seen.notions], _UNHEARD)
        roles, components, said, own = torch.split(told, [_ROLES, _COMPONENTS, 2, 2], dim=1)
        most = max(len(e.seen.read.companies) for e in batch)
        out = {
            "role": self.role(h) + roles,
            "component": self.component(h) + components,
            "said": self.said(h) + said,
            "owner": torch.cat([self.own(h) + own, torch.full((len(h), most), _NEVER)], 1),
        }
        amount, company = 0, 0
        pairs: list[tuple[int, int, int]] = []
        far: list[tuple[float, float, float]] = []
        for e in batch:
            read = e.seen.read
            for i, p in enumerate(read.amounts):
                for j, q in enumerate(read.companies):
                    if e.kinds[j] == 0:  # who is no company offers nothing
                        pairs.append((amount + i, company + j, FIRST + j))
                        far.append(distance(max(p, 0), max(q, 0)))
            amount, company = amount + len(read.amounts), company + len(read.companies)
        if pairs:
            rows, others, columns = (list(x) for x in zip(*pairs, strict=True))
            odds = self.pair(torch.cat([h[rows], companies[others], torch.tensor(far), known[others]], 1))[:, 0]
            out["owner"] = out["owner"].index_put((torch.tensor(rows), torch.tensor(columns)), odds)
        return out


def _rows(parts: Sequence[Floats]) -> torch.Tensor:
    return torch.tensor(np.concatenate(parts))


def _means(flat: torch.Tensor, spans: Sequence[tuple[int, int]]) -> torch.Tensor:
    """(spans, DIM): the mean of the vectors of each span."""
    lengths = torch.tensor([b - a for a, b in spans])
    rows = torch.tensor([i for a, b in spans for i in range(a, b)])
    which = torch.repeat_interleave(torch.arange(len(spans)), lengths)
    return torch.zeros(len(spans), DIM).index_add(0, which, flat[rows]) / lengths[:, None]


def _tops(flat: torch.Tensor, spans: Sequence[tuple[int, int]]) -> torch.Tensor:
    """(spans, DIM): the most of the vectors of each span, number by number."""
    longest = max(b - a for a, b in spans)
    return flat[torch.tensor([[min(a + i, b - 1) for i in range(longest)] for a, b in spans])].max(1).values


def _wide(labels: int) -> nn.EmbeddingBag:
    bag = nn.EmbeddingBag(BUCKETS, labels, mode="sum")
    nn.init.zeros_(bag.weight)
    return bag


def _bag(bag: nn.EmbeddingBag, rows: Sequence[Sequence[int]], unheard: float = 0.0) -> torch.Tensor:
    """The summed weights of numbered features, scaled by how many there are; in training some are not seen."""
    flat = torch.tensor([n for r in rows for n in r], dtype=torch.long)
    starts = torch.tensor(np.cumsum([0, *(len(r) for r in rows[:-1])]), dtype=torch.long)
    many = torch.tensor([[max(1.0, float(len(r))) ** 0.5] for r in rows])
    if bag.training:
        seen = (torch.rand(len(flat)) >= _UNSEEN) / (1 - _UNSEEN)
        many = many / ((torch.rand(len(rows), 1) >= unheard) / (1 - unheard))
    else:
        seen = torch.ones(len(flat))
    summed: torch.Tensor = bag(flat, starts, per_sample_weights=seen)
    return summed / many * WIDE


def _first(out: torch.Tensor | tuple[torch.Tensor, ...]) -> torch.Tensor:
    return out[0] if isinstance(out, tuple) else out


def shown(examples: Sequence[Example], bert: BertModel, frozen: int) -> list[Shown]:
    """Work out the first `frozen` layers of MiniLM, which stay as they are, for each example; those of a length
    together."""
    bert.train(mode=False)
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].seen.read.ids))
    out: dict[int, Shown] = {}
    with torch.no_grad():
        for first in range(0, len(order), _TOGETHER):
            some = order[first : first + _TOGETHER]
            longest = max(len(examples[i].seen.read.ids) for i in some)
            ids = torch.zeros(len(some), longest, dtype=torch.long)
            mask = torch.full((len(some), 1, 1, longest), -1e4)
            for row, i in enumerate(some):
                pieces = examples[i].seen.read.ids
                ids[row, : len(pieces)] = torch.tensor(pieces)
                mask[row, :, :, : len(pieces)] = 0
            x = bert.embeddings(ids)
            for layer in bert.encoder.layer[:frozen]:
                x = _first(layer(x, attention_mask=mask))
            for row, i in enumerate(some):
                out[i] = Shown(examples[i], x[row, : len(examples[i].seen.read.ids)].clone())
    return [out[i] for i in range(len(examples))]


@dataclass(frozen=True, slots=True)
class Trained:
    """A net after training, over the `frozen` first layers of MiniLM."""

    net: Net
    bert: BertModel
    frozen: int

    def heads(self, e: Example) -> Heads:
        """What the net says of one example, as arrays."""
        with torch.no_grad():
            batch = shown([e], self.bert, self.frozen)
            said = {name: odds.numpy() for name, odds in self.net.scores([e], self.net.encode(batch)).items()}
        none = np.zeros((0, 1), dtype=np.float32)
        order = ("role", "component", "said", "owner", "part", "kind", "acts", "start", "spot", "raising")
        return Heads(*(said.get(name, none) for name in order))


def loss_of(net: Net, batch: Sequence[Shown]) -> torch.Tensor:
    """The loss of a batch: the mean of each head's over what it is taught, weighed against each other."""
    examples = [s.example for s in batch]
    odds = net.scores(examples, net.encode(batch))
    total = _pieces(odds, examples) + _of_amounts(odds, [t for e in examples for t in e.targets])
    kinds = torch.tensor([kind for e in examples for kind in e.kinds])
    if len(kinds):
        total = total + _WEIGHTS["kinds"] * _CE(odds["kind"], kinds)
    parts = torch.tensor([part for e in examples for part in e.parts])
    if (parts >= 0).any():
        total = total + _WEIGHTS["parts"] * _CE(odds["part"][parts >= 0], parts[parts >= 0], label_smoothing=_SMOOTH)
    if "acts" in odds:
        total = total + _of_acts(odds["acts"], torch.tensor(np.stack([c.acts for e in examples for c in e.clauses])))
    raising = [i for i, e in enumerate(examples) if e.item.raising is not None]
    if raising:
        right = torch.tensor([float(bool(examples[i].item.raising)) for i in raising])
        total = total + _WEIGHTS["raising"] * _BCE(odds["raising"][raising], right)
    return total


def _pieces(odds: Mapping[str, torch.Tensor], examples: Sequence[Example]) -> torch.Tensor:
    """Where clauses begin and names stand, in all pieces but a message's first and last."""
    inner = torch.tensor([0 < i < len(e.starts) - 1 for e in examples for i in range(len(e.starts))])
    starts, spots = _rows([e.starts for e in examples])[inner], _rows([e.spots for e in examples])[inner]
    begun = _BCE(odds["start"][inner], starts, pos_weight=torch.tensor(2.0))
    return begun * _STARTS + _BCE(odds["spot"][inner], spots) * _SPOTS


def _of_amounts(odds: Mapping[str, torch.Tensor], targets: Sequence[Target]) -> torch.Tensor:
    total = torch.zeros(())
    if not targets:
        return total
    roles, components, owners = (
        torch.tensor(x) for x in zip(*((t.role, t.component, t.owner) for t in targets), strict=True)
    )
    total = total + _WEIGHTS["amounts"] * _CE(odds["role"], roles, label_smoothing=_SMOOTH)
    keep = components >= 0
    told = max(1, int(keep.sum()))
    if keep.any():
        of = _CE(odds["component"][keep], components[keep], label_smoothing=_SMOOTH)
        total = total + _WEIGHTS["components"] * of
    said = torch.tensor([t.said for t in targets])
    taught = _BCE(odds["said"], said.clamp(min=0), reduction="none") * (said >= 0).float()
    total = total + _WEIGHTS["components"] * taught.sum() / told
    keep = owners >= 0
    return total + _WEIGHTS["owners"] * _CE(odds["owner"][keep], owners[keep]) if keep.any() else total


def _of_acts(odds: torch.Tensor, acts: torch.Tensor) -> torch.Tensor:
    total = _WEIGHTS["acts"] * _BCE(odds[:, _DOES], acts[:, _DOES], reduction="sum") / len(acts)
    asked = acts[:, _SAYS + _WANTS].sum(1) > 0
    if not asked.any():
        return total
    none = torch.zeros(int(asked.sum()), 1)  # what the words are for is taught where words are wanted
    shares = torch.log_softmax(torch.cat([odds[asked][:, _SAYS], none], 1), 1)
    right = acts[asked][:, _SAYS]
    right = torch.cat([right, (right.sum(1, keepdim=True) == 0).float()], 1)
    return total - _WEIGHTS["purposes"] * (right / right.sum(1, keepdim=True) * shares).sum() / len(shares)
