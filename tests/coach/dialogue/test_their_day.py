"""A no to moving their own day leaves it theirs."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Term
from coach.dialogue.terms_settled import settled

NO = Term(kind="start", words="the first day stays", side="refused", turn=2)


@pytest.mark.parametrize("words", ["a start on 3 May", "begin in week 18", "first day 3 May"])
def test_their_day_is_not_refused(words: str) -> None:
    theirs = Term(kind="start", words=words, side="offered", turn=1)
    assert settled(NO, None, theirs, known=True) is None


def test_the_persons_day_is() -> None:
    mine = Term(kind="start", words="a start in June", side="wished", turn=1)
    gone, now = settled(NO, mine, None, known=True) or ([], NO)
    assert gone == [mine]
    assert now.side == "refused"
