"""Every sentence of the coach names its figures so that each is read as itself, and none is withheld for it."""

from __future__ import annotations

import string

import pytest

from coach.phrasing.spoken import _ways
from coach.reply.ground import WITHHELD
from index.money import scan
from tests.coach.test_two_offers import OFFER, talk

FIGURES = ("gap", "now", "was", "wish", "offer", "more", "theirs", "ask", "fallback", "floor", "figure", "worth")
WAYS = [(key, way) for key, ways in _ways().items() for way in ways]


@pytest.mark.parametrize(("key", "way"), WAYS, ids=[f"{key} {way[:30]}" for key, way in WAYS])
def test_two_figures_of_a_sentence_are_no_range(key: str, way: str) -> None:
    """ "From $172K to $150K" reads as a band that no guide has."""
    fields = [name for _, name, _, _ in string.Formatter().parse(way) if name]
    said = way.format(**{f: f"${100 + n}K" if f in FIGURES else "word" for n, f in enumerate(fields)})
    assert all(found.value.low == found.value.high for found in scan(said)), (key, said)


@pytest.mark.parametrize(
    ("news", "gap"), [("they went down to 150k base", "$22K"), ("they went up to 190k base", "$18K")]
)
def test_a_figure_that_moves_is_said_with_what_it_was(news: str, gap: str) -> None:
    reply = talk(OFFER, news)
    assert WITHHELD not in reply.caveats
    assert all(figure in reply.text for figure in (gap, "$172K"))
