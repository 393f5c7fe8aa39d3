"""What is read of whole talks by people whom nothing was learned from."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.talks import UNSEEN, score
from coach.understanding.learn.labels import LabelError, labelled
from coach.understanding.learn.turns import after_text, stage_before, talks_in
from tests.shelf import Shelf

TALK = """talk | a fitter
t | offer > told_offer: they offer {offer.base:21 an hour}. / ask_should > view_ask: can I ask for more
t | ask_words,say_counter > words_counter: write it to [who:Ada] / deadline > told_deadline: by friday
t | ask_edit > edit: shorter
t | news,refused > told_final: she says that's it
t | thank > told_thanks: ok thanks
"""


def test_turns_of_talks_are_read_as_their_people_meant_them(shelf: Shelf) -> None:
    """A little under what holds: half of the matters (two people who label agree on four of five), half of the acts,
    three of four roles."""
    matters, acts, roles = score([UNSEEN / "u.txt"], shelf.names).rates
    assert matters >= 0.5
    assert acts >= 0.5
    assert roles >= 0.7


def test_a_clause_may_carry_what_it_is_about() -> None:
    """Beside its acts, or without any; an unknown matter is named."""
    read = labelled("ask_words,say_fix > words_fix,edit: put 118 in / - > told_thanks: hm / yes: ok")
    assert [c.matters for c in read.clauses] == [("words_fix", "edit"), ("told_thanks",), ()]
    assert [sorted(c.acts) for c in read.clauses] == [["ask_words", "say_fix"], [], ["yes"]]
    with pytest.raises(LabelError, match="view_nothing"):
        labelled("ask_should > view_nothing: well?")


def test_a_turn_knows_what_stood_before_it(tmp_path: Path) -> None:
    """Whether a text stands, and how far the talk is."""
    (tmp_path / "x.txt").write_text(TALK, encoding="utf-8")
    (talk,) = talks_in(tmp_path)
    assert [stage_before(talk, n) for n in range(5)] == [
        frozenset(), frozenset({"offer", "open"}), *(frozenset({"offer", "open", "due"}),) * 2, frozenset({"offer", "no", "due"}),
    ]  # fmt: skip
    assert [m.text for m in after_text(tmp_path)] == ["shorter", "she says that's it", "ok thanks"]
