"""Orders for words: which text is wanted, by the words and where the talk stands, in voices that nothing learns from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.understanding.learn.labels import LabelError, read_voice
from coach.understanding.learn.texts.train import digest, read_orders
from coach.understanding.matters import TEXTS
from coach.understanding.reading import Clause
from coach.understanding.texts import KINDS, NO_TEXT, likeliest, matter_of, texts_ordered, trained_on, with_order

HERE = Path(__file__).parent
OPEN = frozenset({"offer", "open"})


def test_the_layer_was_learned_from_what_is_there() -> None:
    """`python -m coach.understanding.learn.texts.train --save` makes it."""
    assert trained_on() == digest(), "run python -m coach.understanding.learn.texts.train --save"


def test_orders_of_unseen_people_are_of_their_kind() -> None:
    """Two in three are right first, and more than eight in ten among two."""
    orders = list(read_orders(HERE / "texts" / "t.txt"))
    told = [likeliest(o.text, o.stage, frozenset(KINDS) - {NO_TEXT}) for o in orders]
    first = np.mean([t[0][0] == o.kind for t, o in zip(told, orders, strict=True)])
    second = np.mean([o.kind in (t[0][0], t[1][0]) for t, o in zip(told, orders, strict=True)])
    assert first >= 0.67
    assert second >= 0.8


def test_what_orders_nothing_is_no_order() -> None:
    """Of unseen messages that ask for no words hardly one is taken for an order; of orders nine in ten are."""
    plain = [
        m.text
        for path in sorted((HERE / "voices").glob("*.txt"))
        for m in read_voice(path)
        if not m.acts & {"ask_words", "ask_edit", "put_in", "leave_out"}
    ]
    orders = list(read_orders(HERE / "texts" / "t.txt"))
    assert np.mean([texts_ordered(text, OPEN)[NO_TEXT] < 0.2 for text in plain]) <= 0.025
    assert np.mean([texts_ordered(o.text, o.stage)[NO_TEXT] < 0.5 for o in orders]) >= 0.9


@pytest.mark.parametrize(
    ("stage", "words", "kind"),
    [
        ("offer open", "Please turn them down for me, nicely, Hanna was lovely", "declining"),
        ("offer moved", "that's good enough for me, write Hanna that I accept", "accepting"),
        ("offer open", "the contract says 25 days, on the phone it was 30. ask Hanna to correct it", "letter_differs"),
        ("offer asked", "not a peep for nine days. something to jog her memory", "chasing"),
        ("raise open", "how do I put it to my boss that I want 52", "raise"),
    ],
)  # fmt: skip
def test_the_same_person_can_order_anything(stage: str, words: str, kind: str) -> None:
    """By what it is for, whatever the words."""
    assert likeliest(words, frozenset(stage.split()), frozenset(KINDS) - {NO_TEXT})[0][0] == kind


def test_the_stage_tells_bare_orders_apart() -> None:
    """ "Draft it" is another text before and after their no."""
    held = frozenset(KINDS) - {NO_TEXT}
    raising, offered = (dict(likeliest("ok, write it", frozenset({s, "open"}), held)) for s in ("raise", "offer"))
    assert raising["raise"] > offered["raise"]
    assert offered["counter"] > raising["counter"]


def test_every_kind_has_a_matter() -> None:
    """That the net of matters knows."""
    assert {matter_of(kind) for kind in KINDS if kind != NO_TEXT} <= set(TEXTS)


def test_an_order_that_no_clause_was_read_for_is_put_where_it_is_likeliest() -> None:
    """Nothing changes where one was read."""
    text = "we shook hands on 30 days and the contract has 25, a mail to Hanna to put it right"
    bare = [Clause(0, 51, text[:51], (("news", 0.8),)), Clause(51, len(text), text[51:], (("story", 0.4),))]
    assert [c.does("ask_words") for c in with_order(text, bare, OPEN)].count(True) == 1
    assert with_order(text, [Clause(0, 9, text[:9], (("ask_words", 0.9),))], OPEN)[0].acts == (("ask_words", 0.9),)
    assert with_order("", [], OPEN) == []


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """With its file and number."""
    (tmp_path / "a.txt").write_text("# voice\noffer nowhere | counter | write it\n", encoding="utf-8")
    with pytest.raises(LabelError, match=r"a\.txt:2"):
        list(read_orders(tmp_path / "a.txt"))
