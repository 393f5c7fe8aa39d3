"""A dozen scripts, read by eye once and kept: a change of wording shows as a difference to review."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from coach.phrasing import Style
from tests.coach.scripts.test_scripts import HELD, LOW, NOTHING, northwind, written
from tests.shelf import Shelf

CASES = {
    "lever, low offer, direct": ("lever", LOW, Style()),
    "lever, nothing known, warm": ("lever", NOTHING, Style("warm")),
    "first response, warm e-mail": ("first_response", LOW, Style("warm", "full", "email")),
    "counteroffer call, held offer": ("counter_call", HELD, Style("warm")),
    "counteroffer e-mail, formal": ("counter_email", LOW, Style("formal", "full", "email")),
    "counteroffer, one line": ("counter_call", LOW, Style("direct", "one")),
    "best we can do": ("pushback_best", LOW, Style("direct", "full")),
    "what do you make now": ("pushback_current", LOW, Style("warm", "short")),
    "the other offer in writing": ("pushback_writing", HELD, Style("direct", "short")),
    "sign-on": ("ask_signing", LOW, Style("direct", "short")),
    "closing, British": ("closing", LOW, Style("formal", "full", "email", "british")),
    "raise, the conversation": ("raise_talk", LOW, Style("warm")),
}


@pytest.mark.parametrize("name", CASES)
def test_scripts_read_as_reviewed(shelf: Shelf, snapshot: SnapshotAssertion, name: str) -> None:
    """The words as a person would send them."""
    kind, situation, style = CASES[name]
    guide, band = northwind(shelf)
    _, reply = written(guide, band, situation, kind, style, guide.levers[0])
    assert reply.text == snapshot
