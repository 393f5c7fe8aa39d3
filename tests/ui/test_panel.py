"""The evidence panel and the bubble: a guide's text is data, marks lead to their sources."""

from __future__ import annotations

from coach.reply import Citation, Figure, Reply
from coach.ui.panel import EMPTY, bubble, evidence

EVIL = '| New York | <script>alert("x")</script> $170K–$215K |'


def reply() -> Reply:
    figure = Figure(
        "$170K–$215K",
        "band",
        "base",
        "northwind",
        "data-engineer",
        "New York",
        "USD",
        "absolute",
        170e3,
        215e3,
        citation=1,
    )
    return Reply(
        "A base band of $170K–$215K [1].<img src=x onerror=alert(1)>", "band_lookup",
        citations=(Citation(1, "northwind/data-engineer", "Pay <b>table</b>", (7, 7), EVIL),), figures=(figure,), caveats=("Old <i>data</i>.",),
    )  # fmt: skip


def test_a_guides_text_is_escaped_everywhere() -> None:
    """Markup planted in a guide or an answer reaches the page as text."""
    html = evidence(reply(), 1) + bubble(reply(), 1)
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>table" not in html
    assert "<i>data" not in html


def test_marks_lead_to_the_citation_of_the_same_turn() -> None:
    """[1] in the third answer is a link to the first citation of the third answer."""
    assert 'href="#cite-3-1"' in bubble(reply(), 3)
    assert 'id="cite-3-1"' in evidence(reply(), 3)


def test_each_figure_says_what_it_is() -> None:
    """Beside the quote stands the figure with component, place and currency."""
    assert "<b>$170K–$215K</b> base · New York · USD" in evidence(reply(), 1)


def test_without_citations_the_panel_says_what_it_is_for() -> None:
    """An answer that cites nothing leaves the panel's own sentence."""
    assert evidence(Reply("Hello.", "small_talk"), 1) == EMPTY
