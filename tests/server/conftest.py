"""What the service's tests borrow from the index's: a tiny model, made once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.index.conftest import made, tiny_model
from tests.server.visitor import Visitor

__all__ = ["made", "tiny_model"]


@pytest.fixture(autouse=True)
def _all_gone() -> Iterator[None]:
    """Whoever a test has let in leaves with it."""
    yield
    for visitor in tuple(Visitor.there):
        visitor.close()
