"""The word behind a named role is its title, and no wish for another one."""

from __future__ import annotations

import pytest

from coach.understanding.read import read
from tests.shelf import Shelf


@pytest.mark.parametrize(
    "text", ["when should i say yes to contoso? de role", "at what sum would you take it at Contoso? PM role"]
)
def test_a_roles_own_title_is_no_term(shelf: Shelf, text: str) -> None:
    """The job is what the talk is about."""
    assert [t for t in read(text, shelf.names).terms if t.kind == "promotion"] == []


def test_a_title_that_is_wanted_is_a_term(shelf: Shelf) -> None:
    """Said as a wish, a rank is one."""
    assert any(
        t.kind == "promotion"
        for t in read("and I'd like a promotion to senior after the first year", shelf.names).terms
    )
