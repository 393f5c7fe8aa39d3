"""Amounts and ranges: what is printed can be read, every notation means its value, and no text breaks the reader."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.money import CODES, PRINTED, Range, format_amount, format_range, money_in, scan, settle_currency

PERIODS = st.sampled_from([None, "year", "month", "4yr"])


def ordered(one: float, other: float) -> tuple[float, float]:
    return min(one, other), max(one, other)


@st.composite
def money(draw: st.DrawFn) -> Range:
    """Amounts as pay is written: small and large, whole or with cents, round or not, in any currency."""
    amounts = st.one_of(
        st.integers(1, 999).map(float),
        st.integers(1, 9_999).map(lambda n: n * 1_000.0),
        st.integers(1, 9_999).map(lambda n: n * 100_000.0),
        st.integers(1, 10**12).map(float),
        st.integers(1, 10**10).map(lambda n: n / 100),
    )
    low, high = ordered(draw(amounts), draw(st.one_of(amounts, st.just(0.0))) or 0.0)
    return Range(
        low or high,
        high,
        draw(st.sampled_from([*CODES, ""])),
        period=draw(PERIODS),
        open_ended=draw(st.booleans()),
        approximate=draw(st.booleans()),
    )


@st.composite
def percentages(draw: st.DrawFn) -> Range:
    points = st.one_of(st.integers(1, 100).map(float), st.integers(1, 100_000).map(lambda n: n / 1_000))
    low, high = ordered(draw(points), draw(points))
    return Range(low, high, "%", None, draw(st.booleans()), draw(st.booleans()))


@st.composite
def holdings(draw: st.DrawFn) -> Range:
    """Options and shares: counts, never money."""
    numbers = st.integers(2, 10_000_000).map(float)
    low, high = ordered(draw(numbers), draw(numbers))
    return Range(
        low, high, draw(st.sampled_from(["options", "shares"])), None, draw(st.booleans()), draw(st.booleans())
    )


@given(st.one_of(money(), percentages(), holdings()))
@settings(max_examples=600)
def test_formatting_then_scanning_a_range_gives_the_range_back(value: Range) -> None:
    """What the coach prints, the coach reads: same ends, unit, period, openness and caution."""
    written = format_range(value)
    found = scan(written)
    assert [replace(f.value, text="") for f in found] == [value]
    assert (found[0].start, found[0].end, found[0].repaired) == (0, len(written), "")


@given(money(), st.sampled_from(["Ask for {} and no less.", "base ({}), then bonus", "**{}**", "| {} |", "“{}”"]))
def test_a_range_is_found_inside_a_sentence(value: Range, sentence: str) -> None:
    """Words, brackets and marks around a range change neither its value nor its place."""
    written = format_range(value)
    text = sentence.format(written)
    [found] = scan(text)
    assert replace(found.value, text="") == value
    assert text[found.start : found.end] == written


@given(st.text(), st.sampled_from(["$", "₹1L–", "10–15%", " / ", "USD", "~", "k", " to ", ""]), st.text())
@settings(max_examples=400)
def test_no_text_breaks_the_reader(before: str, middle: str, after: str) -> None:
    """Any text is scanned without an error; amounts stand in order, inside it, and begin and end where they say."""
    text = before + middle + after
    found = scan(text)
    starts = [f.start for f in found]
    assert starts == sorted(set(starts))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.value.text in ("", text[one.start : one.end].strip())
        assert abs(one.value.high) != float("inf")


@given(st.text(alphabet="0123456789 ,.-–/%$€₹KMLtoyr+~()", max_size=60))
@settings(max_examples=400)
def test_neighbouring_amounts_share_no_character(text: str) -> None:
    """No digit counts twice: one amount ends before the next begins, but for "£a / $c – £b / $d", written across."""
    found = [f for f in scan(text) if f.value.text]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "text",
    ["9" * 200_000, "1," * 100_000, "$" * 100_000, "5" + " " * 100_000 + "x", "~" * 100_000, "5 and 6 " * 12_000,
     "1 000" * 20_000, "USD" * 50_000, "1.1.1." * 30_000],
    ids=["digits", "commas", "signs", "spaces", "tildes", "and", "groups", "codes", "points"],
)  # fmt: skip
def test_no_text_makes_the_reader_run_away(text: str) -> None:
    """A hundred thousand characters of the worst kind take a fraction of a second; what grew with their square would take minutes."""
    start = time.process_time()
    scan(text)
    assert time.process_time() - start < 10


K, M, LAKH, CRORE = 1e3, 1e6, 1e5, 1e7


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$185K", 185 * K, 185 * K, "USD"),
        ("$1.25M", 1.25 * M, 1.25 * M, "USD"),
        ("$2B", 2e9, 2e9, "USD"),
        ("$185,500", 185_500, 185_500, "USD"),
        ("$1,250,000.50", 1_250_000.5, 1_250_000.5, "USD"),
        ("₹18L", 18 * LAKH, 18 * LAKH, "INR"),
        ("₹18.5 lakh", 18.5 * LAKH, 18.5 * LAKH, "INR"),
        ("20 lakhs", 20 * LAKH, 20 * LAKH, "INR"),
        ("24 LPA", 24 * LAKH, 24 * LAKH, "INR"),
        ("₹1.2Cr", 1.2 * CRORE, 1.2 * CRORE, "INR"),
        ("₹2 crore", 2 * CRORE, 2 * CRORE, "INR"),
        ("₹18,50,000", 18.5 * LAKH, 18.5 * LAKH, "INR"),
        ("₹1,20,00,000–₹1,50,00,000", 1.2 * CRORE, 1.5 * CRORE, "INR"),
        ("₹90L–₹1.1Cr", 90 * LAKH, 1.1 * CRORE, "INR"),
        ("₹18–25L", 18 * LAKH, 25 * LAKH, "INR"),
        ("$165K–$222K", 165 * K, 222 * K, "USD"),
        ("$165K-$222K", 165 * K, 222 * K, "USD"),
        ("$165K — $222K", 165 * K, 222 * K, "USD"),
        ("$165K to $222K", 165 * K, 222 * K, "USD"),
        ("$165–222K", 165 * K, 222 * K, "USD"),
        ("$165K–222", 165 * K, 222 * K, "USD"),
        ("between $165K and $222K", 165 * K, 222 * K, "USD"),
        ("$1–$2M", 1 * M, 2 * M, "USD"),
        ("$900–$1.2M", 900 * K, 1.2 * M, "USD"),
        ("$900K–$1.2M", 900 * K, 1.2 * M, "USD"),
        ("$500–$1.5K", 500, 1_500, "USD"),
        ("185,000–240,000", 185 * K, 240 * K, ""),
        ("CHF 120K–CHF 150K", 120 * K, 150 * K, "CHF"),
        ("CHF 120–150K", 120 * K, 150 * K, "CHF"),
        ("CHF120K", 120 * K, 120 * K, "CHF"),
        ("120-150K EUR", 120 * K, 150 * K, "EUR"),
        ("120k€", 120 * K, 120 * K, "EUR"),
        ("180k$", 180 * K, 180 * K, "USD"),
        ("600 000 kr", 600 * K, 600 * K, "SEK"),
        ("120,000 pounds", 120 * K, 120 * K, "GBP"),
        ("US$100K", 100 * K, 100 * K, "USD"),
        ("A$150K–A$180K", 150 * K, 180 * K, "AUD"),
        ("C$150K", 150 * K, 150 * K, "CAD"),
        ("S$120K", 120 * K, 120 * K, "SGD"),
        ("HK$900K", 900 * K, 900 * K, "HKD"),
        ("NT$2.5M–NT$3.2M", 2.5 * M, 3.2 * M, "TWD"),
        ("R$25K", 25 * K, 25 * K, "BRL"),
        ("¥8M–¥12M", 8 * M, 12 * M, "JPY"),
        ("₪30K–₪40K", 30 * K, 40 * K, "ILS"),
        ("Rs. 18,00,000", 18 * LAKH, 18 * LAKH, "INR"),
        ("20K zł", 20 * K, 20 * K, "PLN"),
        ("120 000–150 000 Kč", 120 * K, 150 * K, "CZK"),
        ("120\u2009000–150\u2009000\u00a0Kč", 120 * K, 150 * K, "CZK"),
        ("9 500 000 Ft", 9.5 * M, 9.5 * M, "HUF"),
        ("120'000 Fr.", 120 * K, 120 * K, "CHF"),
        ("SFr. 120’000–150’000", 120 * K, 150 * K, "CHF"),
        ("RM 120,000", 120 * K, 120 * K, "MYR"),
        ("85.000–95.000 €", 85 * K, 95 * K, "EUR"),
        ("CHF 120.000–150.000", 120 * K, 150 * K, "CHF"),
        ("€1.250.000", 1.25 * M, 1.25 * M, "EUR"),
        ("€1,2M", 1.2 * M, 1.2 * M, "EUR"),
        ("1,25M €", 1.25 * M, 1.25 * M, "EUR"),
        ("85,5k€", 85.5 * K, 85.5 * K, "EUR"),
        ("12,5%", 12.5, 12.5, "%"),
        ("90 Tsd. €", 90 * K, 90 * K, "EUR"),
        ("¥800万", 8 * M, 8 * M, "JPY"),
        ("KWD 24,000", 24 * K, 24 * K, "KWD"),
        ("$1.5 million", 1.5 * M, 1.5 * M, "USD"),
        ("12.5%", 12.5, 12.5, "%"),
        ("10–15%", 10, 15, "%"),
        ("10%–15%", 10, 15, "%"),
        ("10 to 15 percent", 10, 15, "%"),
        ("0.05%–0.1%", 0.05, 0.1, "%"),
        ("5,000–10,000 options", 5_000, 10_000, "options"),
        ("40K stock options", 40_000, 40_000, "options"),
        ("1,200 shares", 1_200, 1_200, "shares"),
        ("500 RSUs", 500, 500, "shares"),
    ],
)  # fmt: skip
def test_notation(text: str, low: float, high: float, unit: str) -> None:
    """Each way of writing an amount or a range means these numbers in this unit, and needs no repair."""
    [found] = scan(text)
    assert (found.value.low, found.value.high, found.value.unit) == pytest.approx((low, high, unit))
    assert found.repaired == ""


@pytest.mark.parametrize(
    ("text", "period", "open_ended", "approximate"),
    [
        ("$150K–$200K+", None, True, False),
        ("15%+", None, True, False),
        ("$150K/yr", "year", False, False),
        ("$150K per year", "year", False, False),
        ("£120k p.a.", "year", False, False),
        ("R$25K/mo", "month", False, False),
        ("₪30K–₪40K/month", "month", False, False),
        ("$5,000 monthly", "month", False, False),
        ("$200K/4yr", "4yr", False, False),
        ("$200K per 4 years", "4yr", False, False),
        ("~$150K–$200K", None, False, True),
        ("about $150K", None, False, True),
        ("$150K–$200K", None, False, False),
    ],
)
def test_what_an_amount_says_beside_its_number(
    text: str, period: str | None, open_ended: bool, approximate: bool
) -> None:
    """A period, a plus and a tilde are kept; monthly stays monthly and is never multiplied out."""
    [found] = scan(text)
    assert (found.value.period, found.value.open_ended, found.value.approximate) == (period, open_ended, approximate)
    assert found.value.low in (5_000, 15, 25_000, 30_000, 120_000, 150_000, 200_000)


@pytest.mark.parametrize("text", ["N/A", "—", "TBD", "", "none", "L5", "H1B", "$[X]K", "Series-B", "GPT4", "9" * 400])
def test_what_is_no_amount_is_read_as_none(text: str) -> None:
    """Words, levels and blanks hold no amount."""
    assert scan(text) == []


@pytest.mark.parametrize(
    ("text", "pounds", "dollars"),
    [
        ("£80K–£100K / $100K–$125K", (80_000, 100_000), (100_000, 125_000)),
        ("£80K / $100K – £100K / $125K", (80_000, 100_000), (100_000, 125_000)),
        ("£80K–£100K ($100K–$125K)", (80_000, 100_000), (100_000, 125_000)),
        ("£80–100K / $100–125K", (80_000, 100_000), (100_000, 125_000)),
    ],
)
def test_two_currencies_in_one_cell(text: str, pounds: tuple[float, float], dollars: tuple[float, float]) -> None:
    """All three syntaxes of a second currency give one range in each, never a range across the two."""
    assert [(f.value.unit, (f.value.low, f.value.high), f.repaired) for f in scan(text)] == [
        ("GBP", pounds, ""),
        ("USD", dollars, ""),
    ]


def test_an_amount_and_a_percentage_side_by_side() -> None:
    """ "$20K–$30K (10–15%)" is one amount and one percentage."""
    assert [(f.value.low, f.value.high, f.value.unit) for f in scan("$20K–$30K (10–15%)")] == [
        (20_000, 30_000, "USD"),
        (10, 15, "%"),
    ]


@pytest.mark.parametrize("text", ["$100K–£120K", "£100K–$120K", "€100K-£120K"])
def test_a_currency_slip_inside_a_range_is_repaired_and_told(text: str) -> None:
    """Two signs in one range are read as the first one, and the repair names both."""
    [found] = scan(text)
    assert (found.value.low, found.value.high) == (100_000, 120_000)
    assert found.sign == text[0]
    assert text[0] in found.repaired
    assert text[6] in found.repaired


def test_only_money_and_percentages_are_money() -> None:
    """Years, counts and bare numbers are left out of what is surely money."""
    text = "In 2024 a team of 12 got 5,000 options, $20K and 10% after 3-5 years."
    assert [f.value.text for f in money_in(text)] == ["$20K", "10%"]


@pytest.mark.parametrize("text", ["try 250K", "Ron 5", "a pen 12", "one cop 3", "isk 5", "6 ft"])
def test_words_that_spell_a_code_are_no_currency(text: str) -> None:
    """ "try 250K" asks for no lira: codes that are words count only in capitals."""
    assert [f.value.unit for f in scan(text)] == [""]
    assert scan("TRY 250K")[0].value.unit == "TRY"


@pytest.mark.parametrize(
    ("sign", "codes", "means"),
    [
        ("$", ("SGD",), "SGD"), ("$", ("EUR", "CAD"), "CAD"), ("$", (), "USD"), ("$", ("EUR",), "USD"),
        ("¥", ("CNY",), "CNY"), ("¥", (), "JPY"), ("kr", ("NOK",), "NOK"), ("£", ("USD",), "GBP"),
        ("", ("PLN",), "PLN"), ("", (), "USD"), ("CHF", ("EUR",), "CHF"),
    ],
)  # fmt: skip
def test_a_sign_of_several_currencies_is_settled_by_the_place(sign: str, codes: tuple[str, ...], means: str) -> None:
    """The named currencies settle "$", "¥", "kr" and a bare number, and never overrule a sign that is one currency's."""
    assert settle_currency(sign, codes, "USD") == means


@given(st.sampled_from(sorted(PRINTED)), st.integers(1, 10**10))
def test_a_printed_sign_is_its_own_currency_alone(unit: str, value: int) -> None:
    """No printed amount reads as another currency: "A$" is never "$"."""
    assert {f.value.unit for f in scan(format_amount(value, unit))} == {unit}
