"""What a clause tells or wants: read by the shipped net on lines of people whom nothing was learned from."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.understanding.learn.labels import LabelError
from coach.understanding.learn.matters.train import NOTHING, digest, read_lines
from coach.understanding.matters import ALLOWED, MATTERS, matters_net, matters_of, shown, with_matters
from coach.understanding.reading import ACTS, Clause

UNSEEN = Path(__file__).parent / "matters"


def test_the_net_was_learned_from_what_is_there() -> None:
    """Who changes a line or a voice trains anew."""
    assert matters_net().trained_on == digest(), "run python -m coach.understanding.learn.matters.train --save"


@pytest.mark.parametrize(("file", "first", "second"), [("t", 0.9, 0.95), ("u", 0.8, 0.9)])
def test_people_nobody_has_seen_are_understood(file: str, first: float, second: float) -> None:
    """The right matter comes first, or is one of two; what it is sure of it is right about."""
    items = read_lines(UNSEEN / f"{file}.txt")
    ranked = []
    for item in items:
        shares = matters_net().shares(matters_net().rows(shown(item.text, [(item.start, item.end)])))[0]
        ranked.append([(MATTERS[int(i)], float(shares[i])) for i in (-shares).argsort()[:2]])
    right = [r[0][0] in i.matters for r, i in zip(ranked, items, strict=True)]
    either = [any(m in i.matters for m, _ in r) for r, i in zip(ranked, items, strict=True)]
    sure = [ok for ok, r in zip(right, ranked, strict=True) if r[0][1] >= 0.9]
    assert sum(right) / len(right) >= first
    assert sum(either) / len(either) >= second
    assert sum(sure) / len(sure) >= 0.93


def test_every_act_and_matter_there_is() -> None:
    """What an act leaves open is a matter, and every matter but the complaints can be reached from an act."""
    assert set(ALLOWED) <= ACTS
    reached = {m for matters in ALLOWED.values() for m in matters}
    assert reached <= set(MATTERS)
    assert set(MATTERS) - reached == {"words_unclear", "meta_skipped", "meta_wrong", "meta_how"}


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """File and line, and what a line looks like."""
    path = tmp_path / "x.txt"
    path.write_text(f"# voice x\n{NOTHING} | {{ok thanks}}\nview_good | no braces\n", encoding="utf-8")
    with pytest.raises(LabelError, match=r"x\.txt:3: a line is `matter"):
        read_lines(path)


def test_what_the_words_are_for_comes_from_the_matter() -> None:
    """A clause that wants words says what for; one that tells something wants none."""
    text = "They moved to 57 and that's me done. Put together a note that says yes."
    clauses = [Clause(0, 36, text[:36], (("news", 0.6),)), Clause(37, len(text), text[37:], (("ask_words", 0.6),))]
    told, asked = with_matters(text, clauses)
    assert "say_accept" in dict(asked.acts)
    assert not any(a.startswith(("say_", "ask_words")) for a, _ in told.acts)
    assert matters_of(text, ()) == ()
