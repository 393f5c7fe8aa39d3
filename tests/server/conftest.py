"""What the service's tests share: a tiny model of the index's, made once; quick passwords; and nobody left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from coach.server import users
from tests.index.conftest import made, tiny_model
from tests.server.visitor import Visitor

__all__ = ["made", "tiny_model"]


@pytest.fixture(scope="package", autouse=True)
def hasher() -> Iterator[PasswordHasher]:
    """What passwords are hashed by. The tests have one by which a hundred guesses take no ten seconds."""
    real = users._HASHER
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(users, "_HASHER", PasswordHasher.from_parameters(CHEAPEST))
        users._nobody.cache_clear()
        yield real
        users._nobody.cache_clear()


@pytest.fixture(autouse=True)
def _all_gone() -> Iterator[None]:
    """Whoever a test has let in leaves with it."""
    yield
    for visitor in tuple(Visitor.there):
        visitor.close()
