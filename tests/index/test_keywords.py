"""Words are split as people type them, and BM25 ranks the same inside a guide as across the index."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.keywords import Keywords, build_keywords, fuse, open_keywords, words_of

CHUNKS = [
    ("a1", "acme/swe", "Acme > SWE > Levers\nA signing bonus covers unvested stock."),
    ("a2", "acme/swe", "Acme > SWE > Sources\nLevels.fyi and the 10-K of Acme."),
    ("b1", "globex/swe", "Globex > SWE > Levers\nThe signing bonus is small; ask for a signing bonus twice."),
    ("b2", "globex/swe", "Globex > SWE > Premiums\nC++ and ML/AI skills pay a premium, and so does a 401(k)."),
    ("b3", "globex/swe", "Globex > SWE > Strategy\nOpen at the top of the band."),
]


@pytest.fixture
def keywords(tmp_path: Path) -> Keywords:
    """The chunks above, built, saved and opened."""
    build_keywords(CHUNKS, tmp_path)
    return open_keywords(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ML/AI engineers", ["ml/ai", "ml", "ai", "engineer"]),
        ("C++, C# and F#", ["c++", "c#", "f#"]),
        ("a 401(k) and the 10-K", ["401k", "10-k", "10"]),
        ("What's the company's policy on bonuses?", ["company", "policy", "bonus"]),
        ("Zürich, São Paulo", ["zurich", "sao", "paulo"]),
        ("$1,500.50 or $195K–$262K", ["1500.50", "195k", "262k"]),
        ("the of and", []),
    ],
)
def test_words_are_those_people_search_by(text: str, words: list[str]) -> None:
    """Compounds are found whole and by their parts, plurals by their singular, accents without them."""
    assert words_of(text) == words


@given(st.text())
def test_any_text_has_words_without_blanks_or_stop_words_alone(text: str) -> None:
    """No text breaks the splitter, and every word it gives can be looked up again."""
    for word in words_of(text):
        assert word
        assert not any(c.isspace() for c in word)


def test_the_chunk_with_the_words_comes_first(keywords: Keywords) -> None:
    """More of the query's words rank higher; chunks with none are left out."""
    found = keywords.search("how do I get a signing bonus?", 5)
    assert [id_ for id_, _ in found] == ["b1", "a1"]
    assert keywords.search("ml/ai c++ 401k", 5)[0][0] == "b2"


def test_inside_a_guide_scores_are_those_of_the_whole_index(keywords: Keywords) -> None:
    """The short way through sorted posting lists gives what masking the global scores would give."""
    everywhere = dict(keywords.search("signing bonus stock premium acme", 5))
    for guide in ("acme/swe", "globex/swe"):
        inside = dict(keywords.search("signing bonus stock premium acme", 5, [guide]))
        assert inside == pytest.approx({i: everywhere[i] for i, g, _ in CHUNKS if g == guide and i in everywhere})


def test_guides_keep_their_own_chunks(keywords: Keywords) -> None:
    """A search inside guides brings nothing from another, and nothing from one that is not there."""
    assert {i for i, _ in keywords.search("signing bonus", 5, ["acme/swe"])} == {"a1"}
    assert keywords.search("signing bonus", 5, ["nobody/swe"]) == []


@pytest.mark.parametrize("query", ["", "the", "zzzz qqqq", "???"])
def test_a_query_without_known_words_finds_nothing(keywords: Keywords, query: str) -> None:
    """Nothing is ranked by chance."""
    assert keywords.search(query, 5) == []


def test_an_index_of_nothing_answers_nothing(tmp_path: Path) -> None:
    """A folder whose guides held no words still opens."""
    build_keywords([], tmp_path)
    assert open_keywords(tmp_path).search("bonus", 3) == []


def test_fusing_favours_what_both_rankings_hold() -> None:
    """Second in two rankings beats first in one; one ranking alone keeps its order."""
    assert fuse([["x", "m"], ["y", "m"]])[0][0] == "m"
    assert [i for i, _ in fuse([["c", "a", "b"]])] == ["c", "a", "b"]
