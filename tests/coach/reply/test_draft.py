"""A draft's slots become exactly its figures, and its marks exactly its citations."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.reply import Figure
from coach.reply.draft import LONGEST_QUOTE, SLOT, Draft, UnknownSlotError, render, shortened, with_timings, written
from index.guide import Guide, Lines
from index.money import Range, scan
from tests.texts import guide_text, line_of, read

TEXT = guide_text()
GUIDE: Guide = read(TEXT)
DENVER = GUIDE.bands[0]


def figure(low: float, high: float, currency: str = "USD", unit: str = "absolute") -> Figure:
    value = Range(low, high, "%" if unit == "percent" else currency)
    return Figure(
        written(value), "derived", "base", "a", "b", "Denver", currency, unit, low, high, formula="low + high"
    )


def draft() -> Draft:
    return Draft("band_lookup")


def pay_slot(held: Draft, component: str, band_at: int = 0) -> str:
    band = GUIDE.bands[band_at]
    pay = band.pay(component)  # type: ignore[arg-type]
    assert pay is not None
    assert pay.amount is not None
    return held.pay(GUIDE, band, pay, pay.amount)


@pytest.mark.parametrize("slot", ["[[F1]]", "[[F0]]", "[[F7]]", "[[F99999]]"])
def test_an_unknown_slot_raises(slot: str) -> None:
    """A slot that no figure stands for is a mistake of the writer and is never shown."""
    held = draft()
    held.say(f"Ask for {slot}.")
    with pytest.raises(UnknownSlotError):
        render(held)


def test_a_slot_beyond_the_figures_raises_even_beside_a_good_one() -> None:
    """One good slot does not excuse a bad one, in notes too."""
    held = draft()
    held.say(f"Base {pay_slot(held, 'base')}.")
    held.note("I read [[F2]] as base.")
    with pytest.raises(UnknownSlotError):
        render(held)


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(0, 100)), min_size=1, max_size=12))
def test_rendering_puts_each_figure_where_its_slot_stood(pairs: list[tuple[int, int]]) -> None:
    """Whatever the order and the repeats, no slot is left and each gives its own figure's text."""
    held = draft()
    figures = [figure(low * 1000, (low + more) * 1000) for low, more in pairs]
    held.say("; ".join(held.add(f) for f in figures))
    reply = render(held)
    assert reply.text.split("; ") == [f.text for f in figures]
    assert not SLOT.search(reply.text)
    assert set(reply.figures) == set(figures)
    assert len(reply.figures) == len(set(figures))


def test_a_pay_cell_becomes_a_figure_with_all_that_makes_it_right() -> None:
    """Value, company, role, region, component, currency, unit and source come from the guide's row."""
    held = draft()
    held.say(f"Stock in London: {pay_slot(held, 'stock', 1)}.")
    reply = render(held)
    [only] = reply.figures
    assert (only.low, only.high, only.currency, only.unit) == (20_000, 30_000, "GBP", "per 4-year grant")
    assert (only.component, only.region, only.company, only.role) == (
        "stock",
        "London",
        "juniper-labs",
        "platform-engineer",
    )
    assert reply.text == "Stock in London: £20K–£30K."
    [citation] = reply.citations
    assert citation.number == only.citation == 1
    assert citation.lines == (line_of(TEXT, "| London"),) * 2
    assert citation.quote == TEXT.split("\n")[citation.lines[0] - 1]
    assert citation.heading == "Compensation Benchmarks"


def test_a_percentage_has_no_currency() -> None:
    """A bonus in percent is a figure in percent, of no currency."""
    held = draft()
    bonus = DENVER.pay("bonus")
    assert bonus is not None
    assert bonus.percent is not None
    held.pay(GUIDE, DENVER, bonus, bonus.percent)
    assert (held.figures[0].unit, held.figures[0].currency, held.figures[0].text) == ("percent", "", "10%")


def test_monthly_base_is_told_monthly() -> None:
    """A figure of a monthly row is a figure per month."""
    pay = "#### Compensation\n\n| Region | Base Salary | Total Comp |\n|---|---|---|\n| São Paulo | R$25K/mo | R$30K |"
    guide = read(guide_text(pay=pay))
    held = draft()
    for cell in guide.bands[0].pays:
        assert cell.amount is not None
        held.pay(guide, guide.bands[0], cell, cell.amount)
    assert {f.unit for f in held.figures} == {"per month"}


def test_one_place_is_cited_once() -> None:
    """The same lines get the same mark, other lines the next one."""
    held = draft()
    marks = [held.cite(GUIDE, lines, "x") for lines in (Lines(20, 20), Lines(21, 21), Lines(20, 20), Lines(20, 21))]
    assert marks == ["[1]", "[2]", "[1]", "[3]"]
    assert [c.number for c in held.citations] == [1, 2, 3]


def test_the_same_figure_has_one_slot() -> None:
    """A figure put in twice is one figure; one that differs only in its region is another."""
    held = draft()
    once = figure(1_000, 2_000)
    assert held.add(once) == held.add(once) == "[[F1]]"
    assert held.add(replace(once, region="London")) == "[[F2]]"


def test_a_quote_registers_its_figures() -> None:
    """Quoted words bring the figures that stand in them, in their own currency, with the quote's citation."""
    held = draft()
    words = held.quote(GUIDE, "Ask for £90K and 12% in 3 steps.", "script", Lines(37, 37), "Levers")
    assert words == "Ask for £90K and 12% in 3 steps."
    assert [(f.low, f.currency, f.unit, f.kind, f.citation) for f in held.figures] == [
        (90_000, "GBP", "absolute", "script", 1),
        (12, "", "percent", "script", 1),
    ]


def test_only_used_citations_are_kept() -> None:
    """A citation that neither the text nor a figure uses is left out; numbers are not changed."""
    held = draft()
    held.cite(GUIDE, Lines(1, 1), "unused")
    held.say(f"See {held.cite(GUIDE, Lines(20, 20), 'used')}.")
    assert [c.number for c in render(held).citations] == [2]


def test_repeated_notes_and_caveats_are_said_once() -> None:
    """The same note or warning, given twice, stands once; empty paragraphs do not stand at all."""
    held = draft()
    for _ in range(2):
        held.note("Read as Denver.")
        held.caveat("Old data.")
    held.say(" ")
    held.say("One.")
    reply = with_timings(render(held), {"write": 1.0})
    assert reply.text == "One.\n\nRead as Denver."
    assert (reply.caveats, reply.timings_ms) == (("Old data.",), {"write": 1.0})


@pytest.mark.parametrize(
    ("text", "shown"),
    [("$165K - $222K", "$165K–$222K"), ("$165–222K", "$165–222K"), ("₹18L – ₹25L", "₹18L–₹25L"), ("~$150K", "~$150K")],
)
def test_a_figure_keeps_the_guides_notation(text: str, shown: str) -> None:
    """The guide's own way of writing is kept, with one kind of dash."""
    assert written(scan(text)[0].value) == shown


@given(st.integers(1, 10**7), st.integers(0, 10**6), st.sampled_from(["USD", "GBP", "INR", "CHF", "%"]))
def test_what_is_written_reads_back_as_the_figure(low: int, more: int, unit: str) -> None:
    """A figure's text always means the figure, even where the words it was read from mean something else."""
    for text in ("", "$1K", "no figure", "10–20%", f"{low}"):
        shown = written(Range(low, low + more, unit, text=text))
        [found] = scan(shown)
        assert (found.value.low, found.value.high) == (low, low + more)


def test_a_long_quote_is_cut_between_words() -> None:
    """A citation's quote is the guide's own words, shortened visibly."""
    assert shortened("short") == "short"
    cut = shortened("word " * 300)
    assert len(cut) <= LONGEST_QUOTE + 2
    assert re.fullmatch(r"(word )+…", cut)
