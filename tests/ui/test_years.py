"""Offers side by side as a chart by year: drawn to scale from the sums of the answer, and only where the answer has them."""

from __future__ import annotations

from typing import Any

import pytest

from coach.answers.side_by_side import answer_side_by_side
from coach.dialogue.deals import Deal, Dialogue
from coach.reply import Reply
from coach.reply.draft import Draft
from coach.standing.worth import worth
from coach.ui.panel import bubble
from coach.ui.years import years
from coach.understanding.situation import Part
from tests.ui.test_access import found_on
from tests.ui.test_cards import EVIL, Tags
from tests.ui.test_page import DESK, PHONE, answered, ask, needs_browser, visit


def part(component: Any, amount: float, period: Any = "", currency: str = "USD") -> Part:
    return Part(component=component, low=amount, high=amount, currency=currency, period=period)


NORTHWIND = Deal(company="Northwind", offer=(part("base", 182_000), part("stock", 120_000, "4yr")))
CONTOSO = Deal(company="Contoso", offer=(part("base", 175_000), part("bonus", 10, currency="%"), part("signing", 30e3)))


def answer(*deals: Deal, sums: bool = True) -> Reply:
    """The reply that sets the deals beside each other; without `sums`, one that only knows of them."""
    now, draft = Dialogue(turn=1, deals=deals), Draft("sums")
    assert answer_side_by_side(now, draft)
    figures = tuple(draft.figures) if sums else ()
    return Reply("One.\n\n| | a | b |\n|---|---|---|\n| x | 1 | 2 |", "x", figures=figures, dialogue=now.model_dump())


def widths(html: str) -> list[list[float]]:
    """The pieces of each bar, in percent."""
    bars = html.split('class="stack">')[1:]
    return [[float(x.split("%")[0]) for x in bar.split("</span>")[0].split("width:")[1:]] for bar in bars]


def test_bars_are_as_long_as_the_years_are_worth() -> None:
    """To one scale, the longest one full; a piece for each part; the words give the formula."""
    html = years(answer(NORTHWIND, CONTOSO))
    drawn = widths(html)
    assert [len(pieces) for pieces in drawn] == [2, 3, 2, 2]
    most = 175_000 + 17_500 + 30_000
    expected = [d.years[n].total.value for n in (0, 1) for d in (worth(NORTHWIND.offer), worth(CONTOSO.offer))]
    assert [sum(p) for p in drawn] == pytest.approx([100 * v / most for v in expected], abs=0.15)
    assert "$182K base + $30K stock" in html
    assert html.count("First year") == 1


def test_years_that_differ_have_a_row_each() -> None:
    """A grant over two years leaves the third without."""
    short = NORTHWIND.model_copy(update={"offer": (part("base", 182_000), part("stock", 60_000, "2yr"))})
    html = years(answer(short, CONTOSO))
    assert "Third year" in html
    assert len(widths(html)) == 2 * 4


def test_only_the_sums_of_the_answer_are_drawn() -> None:
    """An answer without them has no chart, nor one of two currencies; the chart stands before the table."""
    assert years(answer(NORTHWIND, CONTOSO, sums=False)) == ""
    pounds = CONTOSO.model_copy(update={"offer": (part("base", 120_000, currency="GBP"),)})
    assert years(answer(NORTHWIND, pounds)) == ""
    shown = bubble(answer(NORTHWIND, CONTOSO), 1)
    assert shown.index('class="years"') < shown.index("| x |")


def test_a_company_is_words_and_never_markup() -> None:
    """Whatever it is called."""
    html = Tags(years(answer(NORTHWIND, CONTOSO.model_copy(update={"company": EVIL}))))
    assert not html.of("img")
    assert "<img" in html.words


@needs_browser
@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_two_offers_are_seen_by_year(address: str, browser: Any, size: tuple[int, int], scheme: str) -> None:
    """Each bar within the answer, its amount beside it; a copied answer has the table and no chart."""
    with visit(browser, address, size, scheme) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        ask(page, "Offer from Northwind as a data engineer in New York: $182,000 base and $120,000 stock over 4 years")
        answered(page, "182")
        ask(page, "I also have an offer from Contoso: $175,000 base, 10% bonus and $30,000 sign-on")
        answered(page, "175")
        ask(page, "Which of the two is worth more?")
        page.locator("#chat .years .of").first.wait_for()
        page.wait_for_selector("button.submit-button")
        assert page.evaluate(
            """() => [...document.querySelectorAll('#chat .years .of')].every(row => {
              const all = row.querySelector('.stack').getBoundingClientRect().width;
              return all > 60 && [...row.querySelectorAll('i')].every(i => i.getBoundingClientRect().width > 0);
            })"""
        )
        assert page.evaluate("document.documentElement.scrollWidth <= 1 + document.documentElement.clientWidth")
        assert not found_on(page, "offers by year")
        page.locator('#chat button[title="Copy message"]').last.click()
        page.locator("#told", has_text="Copied").wait_for(state="attached")
        assert "Bonus\n" not in page.evaluate("navigator.clipboard.readText()").split("First year")[0]
