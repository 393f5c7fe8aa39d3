"""What the other side shall do, and what the person gives: said from the right side."""

from __future__ import annotations

import pytest

from coach.dialogue.revision import Put
from coach.scripts.own import could_you
from coach.scripts.revise.put import sentence_of


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("send the contract over this week", "Could you send the contract over this week?"),
        ("to let me know by Friday", "Could you let me know by Friday?"),
    ],
)
def test_they_are_asked_to_do_it(words: str, sentence: str) -> None:
    """And the person does not offer to do it themselves."""
    assert could_you(words) == sentence
    assert sentence_of(Put(form="please", words=words)) == sentence
