"""What a question asks for: the parts of pay it names, and the rank that stands by itself."""

from __future__ import annotations

import pytest

from coach.understanding.asked import bare_rank
from coach.understanding.intents.cues import components_in
from index.names import Job, Names, learn_names


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("what would the salary be, and the sign-on?", {"base", "signing"}),
        ("fixed pay, and what do they give for joining", {"base", "signing"}),
        ("the fixed part and the rsus", {"base", "stock"}),
        ("what salary do they pay", set()),
        ("total salary with bonus", {"total", "bonus"}),
    ],
)
def test_parts_asked_for(text: str, parts: set[str]) -> None:
    """A salary beside another part is the base; by itself it is all of the pay."""
    assert set(components_in(text)) == parts


@pytest.fixture(scope="module")
def names() -> Names:
    roles = ("staff-software-engineer", "engineering-manager", "data-engineer")
    return learn_names([Job("umber", r, "Umber", r.replace("-", " ").title()) for r in roles], frozenset())


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Umber: remain an individual (staff) or turn engineering manager?", "staff"),
        ("what does Umber pay a senior data engineer", ""),
        ("Umber data engineer at senior level", ""),
    ],
)
def test_a_rank_by_itself_is_another_role(names: Names, text: str, rank: str) -> None:
    """A rank that belongs to a role, or names a level, is no second role."""
    assert bare_rank(names.find(text), names) == rank
