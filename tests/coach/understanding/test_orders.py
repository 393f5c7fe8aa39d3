"""Orders to the coach are told from talk about a job that has the same words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coach.understanding.orders import gives_orders
from coach.understanding.read import read
from index.names import Job, learn_names

UNSEEN = yaml.safe_load(Path(__file__).with_name("orders.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ordering() -> dict[str, list[bool]]:
    """Of each kind whether each message is taken for an order."""
    names = learn_names([Job("adyen", "data-engineer", "Adyen", "Data Engineer", "")], frozenset())
    return {kind: [gives_orders(read(words, names)) for words in said] for kind, said in UNSEEN.items()}


def test_many_unseen_orders_are_found_and_no_talk_is_taken_for_one(ordering: dict[str, list[bool]]) -> None:
    """A third of the orders by a writer whom nothing was learned from; of what only sounds like them one in forty at
    most."""
    assert sum(ordering["order"]) >= 10
    assert sum(ordering["none"]) <= 1
