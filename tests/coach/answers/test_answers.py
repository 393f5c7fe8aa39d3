"""Answers of the built-in writer, asked as people ask."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply
from coach.reply.ground import unbacked
from tests.shelf import TEXTS

Talk = Callable[..., Reply]


def shown(reply: Reply, component: str) -> list[tuple[str, float, float, str]]:
    """(region, low, high, currency) of the figures of a component that the text shows."""
    return [
        (f.region, f.low, f.high, f.currency)
        for f in reply.figures
        if f.component == component and f.kind == "band" and f.unit != "percent" and f.text in reply.text
    ]


def test_base_is_the_base_of_the_place_and_nothing_else(talk: Talk) -> None:
    """Asked for the base in New York, the coach gives New York's base and no other component or place."""
    reply = talk("what base does Northwind pay a data engineer in New York?")
    assert shown(reply, "base") == [("New York", 170_000, 215_000, "USD")]
    assert "$170K–$215K" in reply.text
    assert all(word not in reply.text for word in ("$150K", "$212K", "£95K", "$95K"))
    assert reply.citations[0].guide == "northwind/data-engineer"
    assert "| New York |" in reply.citations[0].quote


@pytest.mark.parametrize(
    ("question", "component", "low"),
    [
        ("northwind data eng nyc tc", "total", 212_000),
        ("NWT data engineer, NY - equity?", "stock", 95_000),
        ("bonus for a data engineer at northwind traders in manhattan", "bonus", 18_000),
        ("hey, quick one: nothwind data enginer in new york, base please", "base", 170_000),
        ("contoso sr product manager nyc total", "total", 225_000),
        ("Contoso PM L4 remote in the US, tc", "total", 165_000),
    ],
)
def test_nicknames_slips_and_other_orders_find_the_same_figure(
    talk: Talk, question: str, component: str, low: float
) -> None:
    """Aliases, tickers, typos and word order do not change which figure is right."""
    found = shown(talk(question), component)
    assert [f[1] for f in found] == [low]


def test_the_grant_is_said_to_be_over_four_years(talk: Talk) -> None:
    """A stock column that says 4yr is never given as yearly pay."""
    assert "over 4 years" in talk("northwind data engineer chicago stock").text


def test_every_figure_of_an_answer_has_a_source_line(talk: Talk, subtests: pytest.Subtests) -> None:
    """Whatever is asked, each money figure is one of the reply's figures and each mark has a citation in the guide."""
    questions = [
        "northwind data engineer pay", "northwind data engineer premiums", "levers at northwind for a data engineer",
        "where do the northwind data engineer figures come from", "northwind data engineer vs contoso data engineer new york",
        "what should I open with at northwind, data engineer", "level mapping northwind data engineer",
        "I have 180k base and 100k stock over 4 years from northwind, data engineer in chicago. fair?",
        "who pays data engineers most in New York?",
    ]  # fmt: skip
    for question in questions:
        with subtests.test(question):
            reply = talk(question)
            assert not unbacked(reply, [question])
            assert reply.citations
            for citation in reply.citations:
                parts = citation.quote.removesuffix(" …").split(" … ")
                assert all(part in TEXTS[citation.guide] for part in parts)


def test_total_only_guides_do_not_invent_a_base(talk: Talk) -> None:
    """Base asked where only totals per level exist: the coach says so and gives the total as a total."""
    reply = talk("what's the base for a senior product manager at contoso in new york?")
    assert reply.abstained
    assert "no base" in reply.text
    assert "total compensation" in reply.text
    assert not shown(reply, "base")


def test_premium_lever_strategy_and_sources_are_quoted(talk: Talk) -> None:
    """The named parts of a guide answer with their own sentences."""
    assert "$12K–$20K" in talk("how much extra for cold chain telemetry at northwind, data engineer?").text
    assert "$170K base" in talk("northwind data engineer: where do I walk away?").text
    assert "$262K–$279K" in talk("what should I ask for at northwind as a data engineer?").text
    sources = talk("cite your sources for northwind data engineer").text
    assert all(name in sources for name in ("Levels.fyi", "Glassdoor", "10-K"))


def test_levels_map_both_from_tables_and_from_equations(talk: Talk) -> None:
    """A level is mapped by the row of the table, or by the part of the line that names the company."""
    assert "**L5**" in talk("what is a Northwind N4 data engineer at Google?").text
    assert "Google L4" in talk("contoso data engineer C2 equals what at google?").text


def test_a_script_leaves_out_an_offer_the_user_does_not_have(talk: Talk) -> None:
    """The guide's competing-offer sentence is spoken only for someone who says they hold an offer."""
    asked = "script for the other bidders lever at northwind, data engineer"
    without = talk(asked)
    assert "competing offer from" not in without.text
    assert "left out" in without.text
    held = talk("I have a competing offer from Contoso at 260k total", asked).text
    assert "an offer from Contoso, with total compensation of" in held


def test_follow_ups_keep_what_still_holds(talk: Talk) -> None:
    """Place, component, role and company carry over until they are changed."""
    first = "northwind data engineer chicago base"
    assert shown(talk(first, "and in New York?"), "base")[0][1] == 170_000
    assert shown(talk(first, "what about the bonus?"), "bonus")[0][1] == 15_000
    assert shown(talk(first, "I meant London"), "base")[0][3] == "GBP"
    assert shown(talk("northwind data engineer new york base", "and at contoso?"), "base")[0][1] == 160_000
    assert talk(first, "where is that from?").intent == "sources"


def test_a_misquoted_figure_is_corrected(talk: Talk) -> None:
    """A figure the guide does not hold is denied, and the right one given."""
    reply = talk("northwind data engineer chicago base", "so you said 200K–250K, right?")
    assert reply.text.startswith("No, the guide does not say")
    assert "$150K–$190K" in reply.text


def test_comparisons_subtract_only_what_agrees(talk: Talk) -> None:
    """Same currency: a difference with its formula; another currency: both bands and no subtraction."""
    same = talk("northwind data engineer chicago vs new york base")
    assert any(f.kind == "derived" and (f.low, f.high) == (20_000, 25_000) for f in same.figures)
    other = talk("northwind data engineer: new york or london total?")
    assert "do not convert" in other.text
    assert not [f for f in other.figures if f.kind == "derived"]


def test_an_offer_is_placed_in_its_band(talk: Talk) -> None:
    """A view in words, then below, within and above, with the distance or the position, and the weakest part named first."""
    reply = talk(
        "northwind offered 145k base, 100k rsu over 4 years and 30k bonus, data engineer in chicago. thoughts?"
    )
    view, where = reply.text.split("\n\n")[:2]
    assert "low" in view
    assert not any(c.isdigit() for c in view)
    assert "Data Engineer at Northwind Traders in Chicago" in where
    assert "your base is below the band; your stock is within the band; your bonus is above the band" in where
    rows = {line.split("|")[1].strip(): line for line in reply.text.split("\n") if line.startswith("|")}
    assert "$5K short" in rows["Base"]
    assert "50% of the way up" in rows["Stock"]
    assert "above by" in rows["Bonus"]
    assert "Push the base first" in reply.text


def test_one_or_two_parts_are_sentences_that_name_job_and_place(talk: Talk) -> None:
    """The first sentence after the view says for which job and where the band holds."""
    reply = talk("northwind offered 145k base, data engineer in chicago. fair?")
    assert reply.text.split("\n\n")[1].startswith(
        "Your base of $145K is below the band of $150K–$190K [1] for a Data Engineer in Chicago"
    )


def test_a_yearly_stock_figure_is_held_against_a_quarter_of_the_grant(talk: Talk) -> None:
    """A grant column of four years and an offer by the year meet on the same footing."""
    reply = talk("northwind offers $25k stock per year, data engineer chicago. good?")
    assert "a quarter of the 4-year grant" in reply.text
    assert "is within" in reply.text


def test_across_guides_counts_and_lists(talk: Talk) -> None:
    """A question over all guides names the count, the winner and the list, one currency at a time."""
    reply = talk("who pays data engineers most in New York?")
    assert reply.intent == "across_guides"
    assert "2 companies" in reply.text
    assert "Contoso" in reply.text.split("\n")[0]
    assert "1 company of 2" in talk("which companies in New York have a base above 210K for data engineers?").text


def test_stale_guides_say_so(talk: Talk) -> None:
    """An overdue review is a caveat of every answer from that guide, of a look-up and of a view of an offer."""
    for asked in ("northwind data engineer pay", "northwind offered 145k base, data engineer in chicago. fair?"):
        assert any("review was due on 2026-11-01" in c for c in talk(asked).caveats)


def test_telling_of_another_offer_moves_the_talk_nowhere(talk: Talk) -> None:
    """Who only has made another offer is not whom one negotiates with, and is gone once taken back."""
    told = ("northwind offered 155k base, data engineer in chicago", "I also have Contoso at 260k total")
    assert talk(*told).entities.companies == ("northwind",)
    script = talk(*told, "forget the Contoso offer", "counteroffer email, short")
    assert "Northwind" in script.text.split("\n")[0]
    assert "Contoso" not in script.text


def test_a_company_without_a_guide_does_not_take_the_talk_over(talk: Talk) -> None:
    """A present employer that is told is not asked about; one that is asked about has its answer, once."""
    told = ("northwind offered 155k base, data engineer in chicago", "I'm at Best Buy now on 128")
    assert talk(*told).entities.companies == ("northwind",)
    asked = (told[0], "what does Best Buy pay?")
    assert "no guide for Best Buy" in talk(*asked).text
    assert talk(*asked, "what should I ask for?").entities.companies == ("northwind",)


def test_an_offer_of_an_open_level_is_held_against_every_row(talk: Talk) -> None:
    """Where the row is not settled nothing is picked: each row is shown, and the question asked."""
    reply = talk("northwind offered 155k base, data engineer")
    assert "It depends on the place" in reply.text
    assert reply.clarify
    assert reply.text.count("[") >= 2


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("where does 200k total land for a northwind data engineer in Chicago?", "within"),
        ("$140k base at northwind as a data engineer, Chicago, decent?", "below"),
        ("northwind data engineer chicago 195k base. good or bad", "above"),
    ],
)
def test_a_figure_that_is_only_named_is_placed_in_its_band(talk: Talk, question: str, verdict: str) -> None:
    """Who names a figure and asks where it stands is told, also where nobody is said to have offered it."""
    reply = talk(question)
    assert f"is {verdict} the band of" in reply.text
    assert reply.citations[0].guide == "northwind/data-engineer"


def test_one_lever_is_one_lever(talk: Talk) -> None:
    """A number and its noun agree."""
    assert "names 1 lever:" in talk("levers at contoso for a senior product manager").text
    assert "names 2 levers:" in talk("levers at northwind for a data engineer").text
