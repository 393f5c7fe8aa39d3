"""What the tests of the command line share: guides on disk, and a store that needs no real model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.settings import Backend
from tests.index.conftest import lend, made, tiny_model
from tests.shelf import TEXTS

__all__ = ["made", "tiny_model"]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The small guides in a folder."""
    root = tmp_path / "shelf"
    for slug, text in TEXTS.items():
        path = root / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def tiny_store(
    tmp_path: Path, tiny_model: Path, made: Callable[[Backend], Path], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An empty store in which building takes no time: its model is tiny, and made already."""
    store = tmp_path / "store"
    lend(made("static"), "static", store)
    monkeypatch.setenv("COACH_EMBEDDING_MODEL", str(tiny_model))
    monkeypatch.setenv("COACH_EMBEDDING_BACKEND", "static")
    return store
