"""The figures of a pay-band chart: what is drawn, what is only told, and where each comes from."""

from __future__ import annotations

from typing import Any

import pytest

from coach.answers.chart import MOST_BARS, Chart, Mark, bars_for
from coach.standing.position import position_in
from coach.understanding.situation import Part, Situation
from index.errors import UserError
from index.guide import Component
from index.money import format_amount
from tests.shelf import Shelf

GUIDE = """### Data Engineer — {name} Salary Negotiation Guide

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| {place} | {base} | {stock} | {bonus} | {total} |

Sources: [Source: a survey, 2026]
"""


def guide(name: str, total: str, place: str = "New York", **cells: str) -> tuple[str, str]:
    """The slug and the text of a guide with one row."""
    held = {"base": "$150K–$190K", "stock": "$80K–$120K", "bonus": "$15K–$25K", **cells}
    return f"{name.lower()}/data-engineer", GUIDE.format(name=name, place=place, total=total, **held)


def situation(company: str = "Northwind Traders", region: str = "Chicago", **said: Any) -> Situation:
    return Situation(company=company, role="Data Engineer", region=region, **said)


def part(component: Component, amount: float, currency: str = "USD", **more: Any) -> Part:
    return Part(component=component, low=amount, high=amount, currency=currency, **more)


def marks(chart: Chart, component: Component) -> dict[str, float]:
    return {m.kind: m.value for m in chart.marks if m.component == component}


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf()


def every_chart(shelf: Shelf) -> list[Chart]:
    offer = (part("base", 165e3), part("stock", 90e3, period="4yr"), part("bonus", 18e3))
    told = situation(offer=offer, target=(part("total", 240e3),), floor=(part("base", 160e3),))
    york = told.model_copy(update={"region": "New York"})
    return [
        bars_for(told, shelf),
        bars_for(told, shelf, "regions", "base"),
        bars_for(york, shelf, "companies", "total"),
    ]


def test_every_bar_says_the_line_of_the_guide_that_has_its_figures(shelf: Shelf) -> None:
    """Each bar's ends are written on the very line it names."""
    for chart in every_chart(shelf):
        assert chart.bars
        for bar in chart.bars:
            line = shelf.guide(bar.guide).quote(bar.lines)
            assert format_amount(bar.low, bar.currency) in line
            assert format_amount(bar.high, bar.currency) in line


def test_all_bars_of_a_chart_are_in_its_one_currency(shelf: Shelf) -> None:
    """Two currencies never share a scale."""
    assert all(bar.currency == chart.currency for chart in every_chart(shelf) for bar in chart.bars)


def test_every_mark_has_a_bar_to_stand_beside(shelf: Shelf) -> None:
    """No mark floats over a chart that does not show its component."""
    for chart in every_chart(shelf):
        assert {m.component for m in chart.marks} <= {b.component for b in chart.bars if b.own}


def test_a_row_is_drawn_component_by_component_and_a_grant_says_its_years(shelf: Shelf) -> None:
    """The chart of one job has a bar for each amount of its row; what covers four years says so."""
    chart = bars_for(situation(), shelf)
    assert chart.title == "Northwind Traders Data Engineer, Chicago (HQ)"
    assert [(b.component, b.low, b.high) for b in chart.bars] == [
        ("base", 150e3, 190e3), ("stock", 80e3, 120e3), ("bonus", 15e3, 25e3), ("total", 185e3, 245e3),
    ]  # fmt: skip
    assert [b.label for b in chart.bars][:2] == ["Base", "Stock over 4 years"]


def test_a_bonus_in_percent_is_told_and_not_drawn(shelf: Shelf) -> None:
    """A share is no money until a base is known, so it stands in the notes with its line and the share offered."""
    chart = bars_for(situation("Contoso", "New York", offer=(part("bonus", 10, "%"),)), shelf)
    assert "bonus" not in {b.component for b in chart.bars}
    note = next(n for n in chart.notes if n.startswith("Bonus"))
    assert "12%" in note
    assert "contoso/data-engineer.md, line 7" in note
    assert "Your offer is 10%" in note


def test_a_share_of_the_base_becomes_money_where_the_band_is_money(shelf: Shelf) -> None:
    """Ten percent of a base of 160K is a bonus of 16K in a band of dollars."""
    chart = bars_for(situation(offer=(part("base", 160e3), part("bonus", 10, "%"))), shelf)
    assert marks(chart, "bonus")["offer"] == 16e3


def test_a_share_without_its_base_is_told(shelf: Shelf) -> None:
    """Ten percent of nobody knows what is no amount, and the chart says so rather than that the currency differs."""
    chart = bars_for(situation(offer=(part("bonus", 10, "%"),)), shelf)
    assert "offer" not in marks(chart, "bonus")
    assert any("10%" in n and "only with the base offered" in n for n in chart.notes)


def test_what_the_user_said_is_marked_as_theirs(shelf: Shelf) -> None:
    """Offer, target and floor stand where the user put them, and say whose they are."""
    told = situation(offer=(part("base", 165e3),), target=(part("base", 180e3),), floor=(part("base", 158e3),))
    chart = bars_for(told, shelf)
    assert marks(chart, "base") | {"ask": 0} == {"offer": 165e3, "ask": 0, "target": 180e3, "floor": 158e3}
    words = {m.kind: m.words for m in chart.marks if m.component == "base"}
    assert (words["offer"], words["target"], words["floor"]) == ("your offer", "your own target", "your own floor")


def test_a_mark_from_the_strategy_names_its_line(shelf: Shelf) -> None:
    """An ask that the guide's strategy gives can be looked up there."""
    ask: Mark = next(m for m in bars_for(situation(), shelf).marks if (m.kind, m.component) == ("ask", "total"))
    assert ask.value == 245e3
    assert ask.lines is not None
    assert "$245K total comp" in shelf.guide("northwind/data-engineer").quote(ask.lines)


def test_an_offer_in_another_currency_is_told_and_not_drawn(shelf: Shelf) -> None:
    """Euros are not put on a scale of dollars."""
    chart = bars_for(situation(offer=(part("base", 160e3, "EUR"),)), shelf)
    assert "offer" not in marks(chart, "base")
    assert any("€160K" in n and "another currency" in n for n in chart.notes)


def test_a_yearly_grant_is_not_drawn_on_a_band_of_four_years(shelf: Shelf) -> None:
    """A figure for a year beside one for four would look like a quarter of it."""
    chart = bars_for(situation(offer=(part("stock", 25e3, period="year"),)), shelf)
    assert "offer" not in marks(chart, "stock")
    assert any("$25K" in n and "4 years" in n for n in chart.notes)


def test_an_offered_part_without_a_band_is_told(shelf: Shelf) -> None:
    """A sign-on bonus that the guide says nothing of is not lost without a word."""
    chart = bars_for(situation(offer=(part("signing", 20e3),)), shelf)
    assert any("$20K" in n and "no band" in n for n in chart.notes)


def test_the_parts_of_an_offer_are_added_up_only_as_the_guide_does() -> None:
    """Where the total is base, bonus and a quarter of the grant, so is the offer's; with a part missing there is none."""
    library = Shelf(dict([guide("Fabrikam", "$185K–$245K")]))
    parts = (part("base", 160e3), part("stock", 100e3, period="4yr"), part("bonus", 20e3))
    whole = bars_for(situation("Fabrikam", "New York", offer=parts), library)
    assert marks(whole, "total")["offer"] == 160e3 + 100e3 / 4 + 20e3
    assert "offer" not in marks(bars_for(situation("Fabrikam", "New York", offer=parts[:2]), library), "total")


def test_regions_of_another_currency_are_told_in_words(shelf: Shelf) -> None:
    """London is paid in pounds: it stands in the notes, with its range and line, and has no bar."""
    chart = bars_for(situation(), shelf, "regions", "total")
    assert [(b.label, b.own) for b in chart.bars] == [("New York", False), ("Chicago (HQ)", True)]
    assert [n for n in chart.notes if n.startswith("London: £114K–£150K (northwind/data-engineer.md, line 21)")]


def test_regions_are_those_of_the_same_level(shelf: Shelf) -> None:
    """A senior row is no other region of a junior one."""
    told = Situation(company="Contoso", role="Product Manager", region="New York", level="Senior PM (L5)")
    chart = bars_for(told, shelf, "regions")
    assert [(b.label, b.high) for b in chart.bars] == [("New York", 280e3), ("Remote US", 255e3)]


def test_a_second_currency_that_the_guide_itself_states_is_drawn() -> None:
    """Where a row gives dollars beside its own pounds, the dollars go on a scale of dollars."""
    slug, text = guide("Fabrikam", "$185K–$245K")
    row = "| London | £95K / $120K – £120K / $152K | £40K–£64K | £9K–£14K | £114K / $144K – £150K / $190K |"
    library = Shelf({slug: text.replace("\n\nSources", f"\n{row}\n\nSources")})
    chart = bars_for(situation("Fabrikam", "New York"), library, "regions", "base")
    assert [(b.label, b.low, b.high) for b in chart.bars] == [("New York", 150e3, 190e3), ("London", 120e3, 152e3)]


def test_a_region_paid_by_the_month_is_told_beside_one_paid_by_the_year() -> None:
    """Euros a month and euros a year are the same money and still no common scale."""
    slug, text = guide("Fabrikam", "€85K–€105K", "Berlin", base="€70K–€90K")
    row = "| Vienna | €5K–€6K/mo | €20K–€30K | €5K–€6K | €6K–€7K/mo |"
    library = Shelf({slug: text.replace("\n\nSources", f"\n{row}\n\nSources")})
    chart = bars_for(situation("Fabrikam", "Berlin"), library, "regions", "base")
    assert [b.label for b in chart.bars] == ["Berlin"]
    assert [n for n in chart.notes if n.startswith("Vienna: €5K–€6K/mo") and "stretch of time" in n]


def test_an_offer_in_the_rows_second_currency_is_told_beside_bars_of_its_first() -> None:
    """A base of dollars is not put on a scale of pounds because the row has both."""
    library = Shelf(dict([guide("Fabrikam", "£114K–£150K", "London", base="£95K / $120K – £120K / $152K")]))
    chart = bars_for(situation("Fabrikam", "London", offer=(part("base", 130e3),)), library)
    assert chart.currency == "GBP"
    assert "offer" not in marks(chart, "base")
    assert any("$130K" in n and "another currency" in n for n in chart.notes)


def test_companies_are_compared_by_their_row_for_the_place() -> None:
    """What another company pays elsewhere, though more, is no figure for New York."""
    slug, text = guide("Litware", "$185K–$245K")
    row = "| Seattle | $250K–$290K | $80K–$120K | $15K–$25K | $285K–$345K |"
    library = Shelf(
        dict([guide("Fabrikam", "$180K–$240K"), (slug, text.replace("\n\nSources", f"\n{row}\n\nSources"))])
    )
    chart = bars_for(situation("Fabrikam", "New York"), library, "companies")
    assert [(b.label, b.high) for b in chart.bars] == [("Litware", 245e3), ("Fabrikam", 240e3)]


def test_companies_are_compared_for_for_the_same_role_and_place(shelf: Shelf) -> None:
    """Northwind and Contoso both pay data engineers in New York; nobody else on the shelf does."""
    chart = bars_for(situation(region="New York"), shelf, "companies", "total")
    assert [(b.label, b.own, b.high) for b in chart.bars] == [
        ("Contoso", False, 280e3),
        ("Northwind Traders", True, 279e3),
    ]


def crowd(most: int) -> Shelf:
    """Companies A, B, C and so on, each paying more than the one before."""
    return Shelf(dict(guide(f"Firm{chr(65 + i)}", f"${200 + i}K–${300 + i}K") for i in range(most)))


def test_of_many_companies_the_highest_are_shown_and_the_own_always() -> None:
    """Twelve bars, the lowest of them the own; the notes say how many were left out."""
    chart = bars_for(situation("FirmA", "New York"), crowd(15), "companies")
    assert len(chart.bars) == MOST_BARS
    assert [b.high for b in chart.bars] == sorted((b.high for b in chart.bars), reverse=True)
    assert [b.label for b in chart.bars if b.own] == ["FirmA"]
    assert "3 companies with lower bands left out." in chart.notes


def test_as_many_companies_as_fit_leave_nobody_out() -> None:
    """With twelve companies there is nothing to say about the rest."""
    chart = bars_for(situation("FirmA", "New York"), crowd(12), "companies")
    assert len(chart.bars) == MOST_BARS
    assert not [n for n in chart.notes if "left out" in n]


def test_companies_paying_in_another_currency_are_counted_and_not_drawn() -> None:
    """Canadian dollars are not compared with United States dollars, and the chart says that somebody is missing."""
    library = Shelf(dict([guide("Fabrikam", "$185K–$245K"), guide("Litware", "C$185K–C$245K")]))
    chart = bars_for(situation("Fabrikam", "New York"), library, "companies")
    assert [b.label for b in chart.bars] == ["Fabrikam"]
    assert any(n.startswith("1 company left out: paid in another currency") for n in chart.notes)


def test_totals_that_count_the_grant_differently_are_cautioned() -> None:
    """One total with the whole grant and one with a quarter are drawn, and said to differ."""
    held = [guide("Fabrikam", "$185K–$245K"), guide("Litware", "$245K–$335K")]
    caution = [
        n for n in bars_for(situation("Fabrikam", "New York"), Shelf(dict(held)), "companies").notes if "grant" in n
    ]
    alike = [guide("Fabrikam", "$185K–$245K"), guide("Litware", "$185K–$245K")]
    assert caution
    assert not [
        n for n in bars_for(situation("Fabrikam", "New York"), Shelf(dict(alike)), "companies").notes if "grant" in n
    ]


@pytest.mark.parametrize(
    ("told", "lack"),
    [
        (Situation(), "names no company and role"),
        (situation(region=""), "several rows"),
        (situation("Nowhere Ltd"), "no guide for Nowhere Ltd"),
    ],
)
def test_a_situation_without_its_job_says_what_is_missing(shelf: Shelf, told: Situation, lack: str) -> None:
    """The chart asks for the job as the plan does."""
    with pytest.raises(UserError, match=lack):
        bars_for(told, shelf)


@pytest.mark.parametrize("compare", ["regions", "companies"])
def test_a_component_without_an_amount_names_those_that_have_one(shelf: Shelf, compare: Any) -> None:
    """A share cannot be compared as money; the message says what can."""
    with pytest.raises(UserError, match=r"share or a count for this row; it has amounts for: base, stock, total comp"):
        bars_for(situation("Contoso", "New York"), shelf, compare, "bonus")


def test_marks_are_on_the_footing_of_their_bar(shelf: Shelf) -> None:
    """A monthly offer stands in a yearly band as twelve months of it, and says so."""
    chart = bars_for(situation(offer=(part("base", 14e3, period="month"),)), shelf)
    offer = next(m for m in chart.marks if m.kind == "offer")
    assert (offer.value, offer.words) == (168e3, "your offer, 12 months of it")
    assert 0 < position_in(offer.value, chart.bars[0].low, chart.bars[0].high) < 1
