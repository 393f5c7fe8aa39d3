"""The bubble and the evidence panel: a guide's text is data, marks lead to their sources, the cited row stands out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from coach.dialogue.turn import Turn
from coach.reply import Citation, Figure, Reply
from coach.turn import Coach
from coach.ui.panel import EMPTY, bubble, evidence
from index.guide import Guide
from tests.shelf import TEXTS, Shelf

EVIL = '| New York | <script>alert("x")</script> $170K–$215K | <img src=x onerror=alert(1)> |'


def figure(text: str = "$170K–$215K", **changes: object) -> Figure:
    base = Figure(
        text, "band", "base", "northwind", "data-engineer", "New York", "USD", "absolute", 170e3, 215e3, citation=1
    )
    return replace(base, **changes)


def reply(quote: str = EVIL) -> Reply:
    return Reply(
        "A base band of $170K–$215K [1].<img src=x onerror=alert(1)> ![p](http://far.example/p.png)", "band_lookup",
        citations=(Citation(1, "northwind/data-engineer", 'Pay <b>table</b> "x"', (20, 20), quote),), figures=(figure(),), caveats=("Old <i>data</i>.",),
    )  # fmt: skip


def panel(answer: Reply, guides: dict[str, Guide] | None = None, question: str = "q") -> str:
    return evidence([(question, answer)], guides or {})


@pytest.fixture(scope="module")
def coach() -> Coach:
    return Coach(Shelf())


@pytest.fixture(scope="module")
def guides(coach: Coach) -> dict[str, Guide]:
    return {slug: coach.library.guide(slug) for slug in TEXTS}


@pytest.mark.parametrize("quote", [EVIL, EVIL.replace("|", "/")])
def test_a_guides_text_is_escaped_everywhere(quote: str) -> None:
    """Markup planted in a guide, an answer or an earlier question reaches the page as text, and no image is fetched."""
    html = evidence([("<script>q</script>", reply(quote)), ("q", reply(quote))], {}) + bubble(reply(quote), 1)
    for sign in ("<script", "<img", "<b>table", "<i>data", "![p]"):
        assert sign not in html
    assert "&lt;script&gt;alert" in html


def test_marks_lead_to_the_citation_of_the_same_turn() -> None:
    """[1] in the third answer refers to the first citation of the third answer, by a link whose title names the source."""
    first = reply()
    html = evidence([("a", first), ("b", first), ("c", first)], {})
    assert '[1]: #cite-3-1 "northwind/data-engineer.md, Pay ' in bubble(first, 3)
    assert [html.count(f'id="cite-{n}-1"') for n in (1, 2, 3)] == [1, 1, 1]


def test_every_mark_of_a_real_answer_has_its_anchor(coach: Coach, guides: dict[str, Guide]) -> None:
    """For answers from pay tables and levers alike."""
    for words in (
        "pay of a data engineer at Northwind",
        "levers at Northwind",
        "pay of a PM at Contoso",
    ):
        answer = coach.reply(Turn(words))
        html = panel(answer, guides)
        assert answer.citations, words
        for c in answer.citations:
            assert html.count(f'id="cite-1-{c.number}"') == 1, (words, c)


def test_overlapping_citations_of_a_table_keep_their_anchors(guides: dict[str, Guide]) -> None:
    """The whole table with its head, and a row of it: both marks lead somewhere, and the table is shown once."""
    guide = guides["northwind/data-engineer"]
    lines = guide.text.split("\n")
    whole = Citation(1, guide.slug, "Pay", (17, 21), "\n".join(lines[16:21]))
    row = Citation(2, guide.slug, "Pay", (20, 20), lines[19])
    html = panel(Reply("All [1], one [2].", "x", citations=(whole, row)), guides)
    assert [html.count(f'id="cite-1-{n}"') for n in (1, 2)] == [1, 1]
    assert html.count("<table>") == 1


def test_neighbouring_marks_stay_two_links() -> None:
    """ "[1][2]" is one link in Markdown, so a space comes between; a number of the user's without a source stays text."""
    two = replace(
        reply(), text="Both [1][2], not [7].", citations=(*reply().citations, Citation(2, "a/b", "H", (3, 4), "x"))
    )
    assert "[1] [2]" in bubble(two, 1)
    assert "[7]:" not in bubble(two, 1)


def test_the_cited_row_stands_out_in_its_table(coach: Coach, guides: dict[str, Guide]) -> None:
    """The table's head is shown, the row asked for is highlighted with the figure marked, and its neighbours are not."""
    html = panel(coach.reply(Turn("what base does Northwind pay a data engineer in New York?")), guides)
    hit = html.split('class="hit"')[1].split("</tr>")[0]
    assert '<th scope="col">Base Salary</th>' in html
    assert html.count('class="hit"') == 1
    assert "<mark>$170K–$215K</mark>" in hit
    assert "<td>$150K–$190K</td>" in html
    assert "Northwind Traders · Data Engineer" in html


def test_rows_of_one_table_are_shown_in_one_table(coach: Coach, guides: dict[str, Guide]) -> None:
    """An answer that cites three rows of a table shows the table once."""
    answer = coach.reply(Turn("what does Northwind pay a data engineer?"))
    html = panel(answer, guides)
    assert len(answer.citations) > 1
    assert html.count("<table>") == 1
    assert html.count('class="hit"') == len(answer.citations)


def test_a_figure_is_marked_however_its_dash_is_written() -> None:
    """The answer says $170K–$215K where the guide wrote "$170K - $215K"; a longer number is not half marked."""
    html = panel(reply("base $170K - $215K, and $170K–$215,500"))
    assert "<mark>$170K - $215K</mark>, and $170K–$215,500" in html


def test_a_guide_that_changed_gives_the_quote_alone(guides: dict[str, Guide]) -> None:
    """Lines that no longer hold what was quoted are not shown in its place."""
    html = panel(reply("| New York | $170K–$215K |"), guides)
    assert "<mark>$170K–$215K</mark>" in html
    assert "London" not in html


def test_each_figure_says_what_it_is() -> None:
    """Beside the quote stands each figure with component, place, currency and unit; figures from nowhere say how they came."""
    half = figure("$192K", citation=None, kind="derived", formula="(low + high) ÷ 2")
    mine = figure("$180K", citation=None, kind="user")
    stock = figure("$95K", component="stock", unit="per 4-year grant")
    html = panel(replace(reply(), text="$170K–$215K [1] $192K $180K $95K", figures=(figure(), half, mine, stock)))
    assert "<b>$170K–$215K</b> base · New York · USD" in html
    assert "<b>$95K</b> stock · New York · USD · per 4-year grant" in html
    assert "worked out: (low + high) ÷ 2" in html
    assert "<b>$180K</b> base · New York · USD · as you said" in html


def test_caveats_stand_below_the_answer_on_a_line_each() -> None:
    """A caveat with a line break in it stays one item."""
    assert bubble(Reply("Yes.", "x", caveats=("One\ntwo.", "Three.")), 1) == "Yes.\n\n***\n\n- One two.\n- Three."


def test_what_the_user_said_is_repeated(coach: Coach) -> None:
    """The offer as the coach understood it is on the page, where a wrong reading is seen."""
    answer = coach.reply(Turn("Northwind offers me $175K base as a data engineer in New York, is it fair?"))
    assert "$175K base" in panel(answer).split("</p>")[0]


def test_without_sources_there_is_no_panel() -> None:
    """Nothing asked, nothing cited: nothing stands beside the talk; beside sources of earlier answers it is told why."""
    for talk in (
        [],
        [("q", Reply("Hello.", "small_talk"))],
        [("q", Reply("No guide.", "band_lookup", abstained=True))],
    ):
        assert evidence(talk, {}) == EMPTY
    assert "cites nothing" in evidence([("q", reply()), ("q", Reply("Hello.", "small_talk"))], {})
    assert "do not hold this" in evidence([("q", reply()), ("q", Reply("No guide.", "x", abstained=True))], {})


def test_a_guides_words_lead_nowhere_else() -> None:
    """Neither a link nor a reference in the text of an answer takes the place of its own marks."""
    said = 'A band of $170K–$215K [1]. [1]: https://evil.example "x"\n\n[1]: https://evil.example\n\n- [1]: <https://evil.example>\n\n[here](https://evil.example)'
    html = MarkdownIt().render(bubble(replace(reply(), text=said), 1))
    assert 'href="#cite-1-1"' in html
    assert 'href="https://' not in html
    assert 'href="https:' not in html.replace("evil", "")
