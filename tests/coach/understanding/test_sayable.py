"""What can be said of a person's words: the tagger that ships was learned from the clauses that ship, and holds on others."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.scripts.own import hidden_in, needs_of, put_into, sentence_of, thing_of
from coach.understanding.learn.labels import LabelError
from coach.understanding.learn.sayable.train import digest, read_marked, score
from coach.understanding.sayable import best_tags, sayable_in, spans_of, trained_on, weights

UNSEEN = Path(__file__).parent / "sayable"


def test_the_tagger_was_learned_from_the_clauses_that_ship() -> None:
    """Whoever marks more clauses trains anew."""
    assert trained_on() == digest(), "run python -m coach.understanding.learn.sayable.train --save"


def test_clauses_of_writers_who_were_kept_out() -> None:
    """Two voices that nothing was learned from, marked by another writer."""
    items = [item for path in sorted(UNSEEN.glob("*.txt")) for item in read_marked(path)]
    held = score(items, weights())
    assert len(items) > 80
    assert held["words"] > 0.8
    assert held["form"] > 0.65


def test_a_line_that_cannot_be_read_names_its_place(tmp_path: Path) -> None:
    """Unknown acts and unknown forms."""
    (tmp_path / "a.txt").write_text("need | <thing:a desk>\nneed | <desk:a desk>\n", encoding="utf-8")
    with pytest.raises(LabelError, match=r"a\.txt:2: unknown form 'desk'"):
        read_marked(tmp_path / "a.txt")
    (tmp_path / "a.txt").write_text("want | a desk\n", encoding="utf-8")
    with pytest.raises(LabelError, match=r"a\.txt:1: a line is"):
        read_marked(tmp_path / "a.txt")


def test_no_act_and_no_words_say_nothing() -> None:
    """A clause that tells nothing of the kind is not looked at."""
    assert sayable_in("I cut the bill by 30%", ("greet",)) == ()
    assert sayable_in("  ", ("deed",)) == ()
    assert spans_of("", (), ()) == ()


def test_a_stretch_goes_on_only_after_it_has_begun() -> None:
    """Whatever the odds."""
    import numpy as np

    odds = np.zeros((3, len(weights()["second.bias"])), dtype=np.float32)
    odds[:, 2] = 5  # "I fact" everywhere
    tags = best_tags(odds)
    assert tags[0] != 2


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("mention that I led the migration", "I led the migration."),
        ("say I did the mobile redesign on my own", "I did the mobile redesign on my own."),
        ("thank her for the quick answer", "Thank you for the quick answer."),
        ('add "I can start on 3 March."', "I can start on 3 March."),
    ],
)
def test_what_is_to_go_in_becomes_a_sentence(said: str, made: str) -> None:
    """In the frame that its form tells; what is quoted goes in as it stands."""
    assert put_into(said) == made


def test_deeds_things_and_what_is_hidden() -> None:
    """Each in its own frame."""
    assert sentence_of("cut the cloud bill by 30%") == "I cut the cloud bill by 30%."
    assert thing_of("or if not, five more days of leave") == "five more days of leave"
    assert hidden_in(("don't mention my current pay",)) == ("my current pay",)
    assert needs_of(("I also want two days a week from home",)).listed == "two days a week from home"


def test_words_cut_short_are_not_said() -> None:
    """No bracket left open, no little word at the end."""
    for said in ("write it for the recruiter (dani", "I need a"):
        assert all(x.words.count("(") == x.words.count(")") for x in sayable_in(said, ("need",)))
