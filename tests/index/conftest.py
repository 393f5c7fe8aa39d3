"""What the index tests share: a tiny model of no meaning, small guides, and settings that use both."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.embed import prepare
from index.settings import Backend, Settings

MAKE_TINY = """
import sys
from pathlib import Path
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

target = Path(sys.argv[1])
letters = "abcdefghijklmnopqrstuvwxyz0123456789$%&/+-.,:;|()[]*#_'\\"!?"
words = "salary base bonus stock offer lever premium level equity signing ask counter london york paris".split()
vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words, *letters, *("##" + c for c in letters)]
tokenizer = Tokenizer(models.WordPiece({w: i for i, w in enumerate(vocabulary)}, unk_token="[UNK]"))
tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
PreTrainedTokenizerFast(
    tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
).save_pretrained(target)
torch.manual_seed(7)
BertModel(BertConfig(
    vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64
)).save_pretrained(target)
"""

GUIDE = """---
company: {company}
role: {role}
last_updated: 2026-06-01
data_quality: high
---
# {name} — {title} Salary Negotiation Guide

**Negotiation DNA:** equity heavy | fast decisions

{name} decides fast and pays for people who can show what they shipped. {prose}

## Compensation

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| New York | ${low}K-${high}K | $100K-$200K | $20K-$40K | $300K-$500K |
| London | £{low}K-£{high}K | £60K-£90K | 10-15% | £200K-£300K |

**Level Mapping:** {title} L5 = Google L5 = Meta E5

## Global Levers

1. **Shipped work:** "I have shipped two models that your team would use in the first quarter."
2. **Signing bonus:** "A signing bonus of $30K covers the stock that I leave behind."

## Evidence & Sources

- [Levels.fyi](https://www.levels.fyi)
"""


def write_guide(root: Path, slug: str, prose: str = "", low: int = 150) -> Path:
    """Write one small guide; `prose` and `low` make it differ from its neighbours."""
    company, _, role = slug.partition("/")
    path = root / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    names = {"name": company.replace("-", " ").title(), "title": role.replace("-", " ").title()}
    path.write_text(
        GUIDE.format(company=company, role=role, prose=prose, low=low, high=low + 60, **names), encoding="utf-8"
    )
    return path


@pytest.fixture(scope="session")
def tiny_model(request: pytest.FixtureRequest) -> Path:
    """A sentence-transformers model with one layer and random weights, kept in pytest's cache folder."""
    folder = Path(request.config.cache.mkdir("tiny-model")) / "2"
    if not (folder / "model.safetensors").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        pooling = {"word_embedding_dimension": 32, "pooling_mode_mean_tokens": True}
        (folder / "1_Pooling").mkdir(parents=True)
        (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
        (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 64, "do_lower_case": false}')
        parts = [("Transformer", ""), ("Pooling", "1_Pooling")]
        modules = [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (kind, path) in enumerate(parts)
        ]
        (folder / "modules.json").write_text(json.dumps(modules))
        subprocess.run([sys.executable, "-c", MAKE_TINY, str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def made(request: pytest.FixtureRequest, tiny_model: Path) -> Callable[[Backend], Path]:
    """Make a backend of the tiny model once and return the store that holds it."""
    store = Path(request.config.cache.mkdir("tiny-models"))

    def _made(backend: Backend) -> Path:
        settings = Settings(store=store, embedding_model=str(tiny_model), embedding_backend=backend)
        prepare(settings)
        return store

    return _made


def lend(store: Path, backend: Backend, to: Path) -> None:
    """Link one made model into another store, so that no test makes it anew."""
    for model in (store / "models").glob(f"{backend}-[0-9a-f]*d"):
        if not (to / "models" / model.name).exists():
            shutil.copytree(model, to / "models" / model.name, copy_function=os.link)


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    """A folder of three small guides of two companies."""
    root = tmp_path / "guides"
    write_guide(root, "acme/data-scientist", "Data scientists at Acme own the forecast of demand.")
    write_guide(root, "acme/product-manager", "Product managers at Acme own pricing experiments.", low=140)
    write_guide(root, "globex/data-scientist", "Globex hires for causal inference and credit risk.", low=160)
    return root


@pytest.fixture
def settings(tmp_path: Path, guides: Path, tiny_model: Path, made: Callable[[Backend], Path]) -> Settings:
    """Settings of an empty store whose static model is made already."""
    store = tmp_path / "store"
    lend(made("static"), "static", store)
    return Settings(store=store, guides=guides, embedding_model=str(tiny_model), embedding_backend="static")


_STARTS = 90.0  # seconds that a server may take to come up on a busy machine


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real `chroma run` server on a free loopback port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [
        str(Path(sys.executable).parent / "chroma"),
        "run",
        "--path",
        str(folder),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + _STARTS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1).close()  # noqa: S310 - loopback
            break
        except OSError:
            time.sleep(0.1)
    else:
        process.kill()
        raise AssertionError("the Chroma server did not come up")
    yield url
    process.kill()
    process.wait()
