"""The word behind a named role is its title, and no wish for another one."""

from __future__ import annotations

import pytest

from coach.dialogue.turn import Turn
from coach.turn import Coach
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


@pytest.mark.parametrize("typed", ["data eng", "Data eng"])
def test_a_title_that_is_cut_short_is_written_out(shelf: Shelf, typed: str) -> None:
    """As the guide writes it."""
    text = (
        Coach(shelf)
        .reply(Turn(f"Offer from Northwind as a {typed} in New York, 170k base. Write an email to Ann."))
        .text
    )
    assert "data engineer" in text.casefold()
    assert typed not in text


def test_the_role_of_whom_one_writes_to_is_not_the_job(shelf: Shelf) -> None:
    """A role of theirs is somebody else's."""
    assert read("write a mail to Steve, their data engineer, and ask for more", shelf.names).role == ""
    assert read("they offer me 170k as a data engineer", shelf.names).role
