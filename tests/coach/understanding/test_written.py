"""A situation that is written as YAML or JSON: cut or out of all measure, it is told so and not read as words."""

from __future__ import annotations

import pytest

from coach.ui.form import fields_of, read_fields
from coach.understanding.situation import Situation
from coach.understanding.written import is_written, read_written
from index.errors import UserError


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("company: Ally\nrole: ML engineer\noffer:\n  - {component: base, low: 15", True),
        ("company: Ally\noffer: [{component: base, low: 150000, high: 150", True),
        ('{"company": "Ally", "off', True),
        ("company: Ally, role: ML engineer, they offered 150k", False),
        ("offer: 150k: is that good?", False),
    ],
)
def test_what_was_cut_is_still_written(text: str, *, written: bool) -> None:
    """And its reader says where it ends; words with a colon are words."""
    assert is_written(text) == written
    if written:
        with pytest.raises(UserError, match="offer is no YAML or JSON: line"):
            read_written(text, "offer")


@pytest.mark.parametrize("amount", ["1.0e+300", "1e300", "99999999999999999"])
@pytest.mark.parametrize("held", ["offer: [{}]", "competing: [{{company: Contoso, parts: [{}]}}]"])
def test_an_amount_that_nobody_is_paid_is_refused(amount: str, held: str) -> None:
    """In a sentence, wherever it stands in a situation."""
    part = f"{{component: base, low: {amount}, high: {amount}}}"
    with pytest.raises(UserError, match="base: that is more than anybody is paid"):
        read_written(held.format(part))


def test_a_field_of_the_form_refuses_it_too() -> None:
    """With what was typed; a usual amount beside it is taken."""
    before = Situation()
    fields = {**fields_of(before), "base": "9999999 trillion", "target": "200k base + 9999999 trillion stock"}
    found = read_fields(fields, before)
    assert found.situation.offer == ()
    assert [p.high for p in found.situation.target] == [200_000]
    assert all("more than anybody is paid" in said for said in found.unread)
    assert len(found.unread) == 2
