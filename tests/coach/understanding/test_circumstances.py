"""What a person tells of themselves, the job or the talk is known for what it is, and for no other thing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml

from coach.phrasing.spoken import says
from coach.policy.circumstances import LEAST, SURELY
from coach.understanding.circumstances import NAME, circumstance_of, is_no_deed, kinds, with_burdens
from coach.understanding.layers import NONE, layer
from coach.understanding.learn.layers import HERE, digest, examples, read_statements, score
from coach.understanding.reading import Clause, TermMention

UNSEEN = Path(__file__).parent / "circumstances.yaml"


def test_it_is_learned_from_the_examples_that_are_there() -> None:
    """Whoever changes an example learns anew."""
    assert layer(NAME).trained_on == digest(NAME), "run python -m coach.understanding.learn.layers NAME --save"


def test_what_others_tell_is_known() -> None:
    """Statements by voices that nothing was learned from: hardly one is taken for another, most are known."""
    unseen = read_statements(UNSEEN)
    assert not {words for _, words in unseen} & {words for _, words in examples(NAME)}
    right, found, wrongly = score(NAME, unseen, LEAST)
    assert right >= 0.92
    assert found >= 0.58
    assert wrongly <= 0.06
    right, found, wrongly = score(NAME, unseen, SURELY)
    assert right >= 0.95
    assert found >= 0.47
    assert wrongly <= 0.03


def test_every_kind_has_words_and_examples() -> None:
    """What can be told is also answered; each file has every kind."""
    assert all(says(f"is_{kind}") for kind in kinds() if kind != NONE)
    for file in (HERE / NAME).glob("*.yaml"):
        assert set(yaml.safe_load(file.read_text(encoding="utf-8"))) == set(kinds()), file


def test_what_nobody_earned_is_no_deed() -> None:
    """How shares vest or where the office is speaks for nobody; what one did does."""
    assert is_no_deed("the shares vest over four years, nothing in the first twelve months")
    assert is_no_deed("the commute would be an hour and a half by train")
    assert not is_no_deed("I rebuilt the billing system and cut the errors by half")
    assert not is_no_deed("I trained eleven new colleagues last year")
    assert circumstance_of("I rebuilt the billing system and cut the errors by half")[0] not in (
        "long_commute",
        "vesting_told",
    )


def test_a_burden_is_no_wish() -> None:
    """Who tells that they would work nights does not ask for nights; who wishes for something keeps the wish."""
    clause = Clause(0, 40, "I'd be on standby every second weekend", (("story", 0.6),))
    term = TermMention(11, 38, "standby every second weekend", "schedule", "wish")
    assert with_burdens((term,), (clause,))[0].side == "offer"
    wished = replace(clause, acts=(("wish", 0.9),))
    assert with_burdens((term,), (wished,))[0].side == "wish"
