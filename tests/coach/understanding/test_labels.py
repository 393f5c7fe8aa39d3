"""The notation of labelled messages: marks tell, and leave the words as they were typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.understanding.learn.labels import LabelError, labelled, read_voice
from coach.understanding.reading import ACTS, COMPONENTS, NAMED, PARTS, ROLES

LEARNED = Path(__file__).parents[3] / "coach/understanding/learn/voices"
KEPT_OUT = Path(__file__).parent / "voices"
LINE = "offer: [job:Apple] offers {offer.base:185} base, {offer.stock@Netflix:200k} rsu / correct: sorry {offer?.base?:168}, not {was.base:158}"

plain = st.text(
    st.characters(codec="utf-8", exclude_characters="{}[]|/:\n\r", exclude_categories=("C", "Z")), min_size=1
)


@given(st.lists(plain, min_size=1, max_size=6))
def test_text_without_marks_reads_exactly_as_typed(words: list[str]) -> None:
    """Nothing is marked, so nothing changes."""
    text = " ".join(words)
    assert labelled(f"story: {text}").text == text


def test_text_with_marks_reads_as_typed_without_them() -> None:
    """What the software is shown is what the person typed."""
    assert labelled(LINE).text == "Apple offers 185 base, 200k rsu sorry 168, not 158"


def test_spans_point_at_the_words() -> None:
    """Every clause, figure and company is found where it says it stands."""
    m = labelled(LINE)
    assert [m.text[c.start : c.end] for c in m.clauses] == ["Apple offers 185 base, 200k rsu", "sorry 168, not 158"]
    assert [m.text[f.start : f.end] for f in m.figures] == ["185", "200k", "168", "158"]
    assert [m.text[c.start : c.end] for c in m.companies] == ["Apple"]


def test_a_mark_tells_role_component_owner_and_what_only_the_talk_says() -> None:
    """A question mark says that the message itself does not tell."""
    told = [(f.role, f.component, f.owner, f.role_said, f.component_said) for f in labelled(LINE).figures]
    assert told == [
        ("offer", "base", "", True, True),
        ("offer", "stock", "Netflix", True, True),
        ("offer", "base", "", False, False),
        ("was", "base", "", True, True),
    ]


def test_a_clause_may_do_several_things() -> None:
    """Acts stand before the colon, with commas."""
    m = labelled("offer,ask_verdict: they said {offer.base?:158}, ok? / thank: ta")
    assert [sorted(c.acts) for c in m.clauses] == [["ask_verdict", "offer"], ["thank"]]
    assert m.acts == {"offer", "ask_verdict", "thank"}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("m | brag: i am great", "brag"),
        ("m | offer,gift: they gave me more", "gift"),
        ("m | offer: {bribe.base:158}", "bribe"),
        ("m | offer: {offer.salary:158}", "salary"),
        ("m | offer: at [boss:Apple]", "boss"),
        ("m | no acts are told here", "no acts"),
        ("x | offer: hi", "m, t or talk"),
    ],
)
def test_what_is_unknown_is_an_error_with_its_line(tmp_path: Path, line: str, named: str) -> None:
    """An act, role, component or part that is not in the lists is said, with file and number."""
    voice = tmp_path / "voice.txt"
    voice.write_text(f"# a comment\n\nm | greet: hi\n{line}\n", encoding="utf-8")
    with pytest.raises(LabelError, match=rf"voice\.txt:4: .*{named}"):
        list(read_voice(voice))


def test_turns_know_their_talk(tmp_path: Path) -> None:
    """Single messages belong to no talk; turns to the one that began last."""
    voice = tmp_path / "voice.txt"
    voice.write_text(
        "m | greet: hi\ntalk | one\nt | greet: hi\ntalk | two\nt | greet: hi\nt | bye: bye\n", encoding="utf-8"
    )
    assert [m.talk for m in read_voice(voice)] == ["", "voice:2", "voice:4", "voice:4"]


@pytest.mark.parametrize("voice", sorted((*LEARNED.glob("*.txt"), *KEPT_OUT.glob("*.txt"))), ids=lambda p: p.stem)
def test_every_voice_reads_and_its_spans_lie_in_order(voice: Path) -> None:
    """No line is lost, and figures and companies lie inside the clauses that cover the message."""
    messages = list(read_voice(voice))
    assert len(messages) >= (280 if len(voice.stem) == 1 else 90)
    for m in messages:
        assert m.acts <= ACTS
        assert {f.role for f in m.figures} <= ROLES
        assert {f.component for f in m.figures} <= COMPONENTS | {""}
        assert {c.part for c in m.companies} <= PARTS | {*NAMED}
        ends = [0, *(x for c in m.clauses for x in (c.start, c.end)), len(m.text)]
        assert ends == sorted(ends), m.text
        for span in (*m.figures, *m.companies):
            assert any(c.start <= span.start < span.end <= c.end for c in m.clauses), m.text


def test_no_voice_is_both_learned_from_and_kept_out() -> None:
    """Whoever trains never sees the voices that measure."""
    learned = {m.text for p in LEARNED.glob("*.txt") for m in read_voice(p) if len(m.text) > 40}
    kept = {m.text for p in KEPT_OUT.glob("*.txt") for m in read_voice(p)}
    assert not learned & kept
