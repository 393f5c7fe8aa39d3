"""The alias files as they ship: whoever adds a line is told what does not fit."""

from __future__ import annotations

from collections import Counter

import pytest

from index.alias_files import alias_file
from index.names import Job, learn_names
from index.names.companies import squash

GROUPS: list[dict[str, object]] = alias_file("companies")


def _names(group: dict[str, object], kind: str) -> list[str]:
    held = group.get(kind, [])
    assert isinstance(held, list)
    return held


MANY = [g for g in GROUPS if len(_names(g, "names")) > 1]
ASKED = MANY[:: len(MANY) // 60]


def test_a_group_has_names_and_nothing_unknown() -> None:
    """Words, as YAML reads them: a bare `on` or `3M` may be none, and stands in quotes then."""
    for group in GROUPS:
        assert group.keys() <= {"names", "weak", "owner"}, group
        every = [*_names(group, "names"), *_names(group, "weak")]
        assert every, group
        assert all(isinstance(n, str) and squash(n) for n in every), group


def test_no_name_is_two_companies() -> None:
    """A name that several share is weak in each of them."""
    counts = Counter(said for g in GROUPS for said in {squash(n) for n in _names(g, "names")})
    assert not [said for said, count in counts.items() if count > 1]


def test_an_owner_has_a_group_of_its_own() -> None:
    """It is named as its group names it first."""
    first = {(_names(g, "names") or _names(g, "weak"))[0] for g in GROUPS}
    assert not [g["owner"] for g in GROUPS if "owner" in g and g["owner"] not in first]


@pytest.mark.parametrize("group", ASKED, ids=[_names(g, "names")[0] for g in ASKED])
def test_each_name_is_its_company(group: dict[str, object]) -> None:
    """Where the first one has guides, every other finds it; some sixty groups of the whole file are asked."""
    first, *others = _names(group, "names")
    held = learn_names([Job("its-folder", "data-engineer", first, "Data Engineer", "")], frozenset())
    for said in others:
        found = held.find(f"what does {said} pay a data engineer?").companies
        assert [o for c in found for o in c.options] == ["its-folder"], said
