"""What the tests of made-up folders share: one folder of 400 companies, and the coach that answers from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.worlds.coached import asking
from tests.worlds.judge import Answer
from tests.worlds.make import World, make_world

SEED = 7
Asking = Callable[[str], Answer]


@pytest.fixture(scope="module")
def world() -> World:
    """A folder of 400 companies."""
    return make_world(SEED)


@pytest.fixture(scope="module")
def folder(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder on disk."""
    folder = tmp_path_factory.mktemp("world")
    world.write(folder)
    return folder


@pytest.fixture(scope="module")
def ask(folder: Path) -> Asking:
    """The coach that answers from it."""
    return asking(folder)
