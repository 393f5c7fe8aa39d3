"""How a total relates to its parts: the reading that adds up is found, at each end by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.totals import TOLERANCE, Reading, TotalReading, read_total
from tests.texts import HEADER, guide_text, read


def total(base: str, stock: str, bonus: str, whole: str) -> TotalReading:
    row = f"| Denver | {base} | {stock} | {bonus} | {whole} |"
    [band] = read(guide_text(pay=f"#### Compensation\n\n{HEADER}\n{row}")).bands
    return read_total(band)


@pytest.mark.parametrize(
    ("whole", "low", "high"),
    [
        ("$220K–$330K", "full grant", "full grant"),
        ("$160K–$240K", "a quarter of the grant", "a quarter of the grant"),
        ("$190K–$280K", "between", "between"),
        ("$120K–$180K", "below both", "below both"),
        ("$250K–$400K", "above both", "above both"),
        ("$220K–$240K", "full grant", "a quarter of the grant"),
    ],
)
@pytest.mark.parametrize("bonus", ["$20K–$30K", "$20K–$30K (5%)", "~$20K–$30K"])
def test_the_reading_that_adds_up(whole: str, low: str, high: str, bonus: str) -> None:
    """$120K–$180K base, $80K–$120K stock and $20K–$30K bonus: each end is compared by itself."""
    found = total("$120K–$180K", "$80K–$120K", bonus, whole)
    assert (found.low, found.high) == (low, high)
    assert found.with_grant == (220_000, 330_000)
    assert found.with_quarter == (160_000, 240_000)
    assert found.agreed == (low if low == high else "unknown")


def test_a_percentage_is_of_the_base_at_its_own_end() -> None:
    """A bonus in percent counts on the base of the same end: 10% of $100K and 20% of $200K."""
    assert total("$100K–$200K", "$40K–$80K", "10–20%", "$150K–$320K").with_grant == (150_000, 320_000)


def test_a_row_without_stock_or_bonus_is_its_base() -> None:
    """Parts that the row does not state count nothing."""
    assert total("$100K–$200K", "—", "N/A", "$100K–$200K").agreed == "full grant"


@pytest.mark.parametrize(
    ("stock", "whole"),
    [("5,000–9,000 options", "$150K–$220K"), ("€40K–€80K", "$150K–$220K"), ("by agreement", "$150K–$220K"),
     ("$40K–$80K", "N/A"), ("$40K–$80K", "€150K–€220K")],
)  # fmt: skip
def test_what_cannot_be_added_is_unknown(stock: str, whole: str) -> None:
    """Options, other currencies, words and missing totals are never added up."""
    assert total("$100K–$120K", stock, "N/A", whole).agreed == "unknown"


READINGS: tuple[tuple[Reading, float], ...] = (("full grant", 1.0), ("a quarter of the grant", 0.25))


@given(
    base=st.integers(50, 900), stock=st.integers(40, 900), bonus=st.integers(0, 200),
    reading=st.sampled_from(READINGS), off=st.floats(-0.9, 0.9),
)  # fmt: skip
def test_a_total_made_from_its_parts_is_recognised(
    base: int, stock: int, bonus: int, reading: tuple[Reading, float], off: float
) -> None:
    """Whatever the parts, a total made by one of the two formulas, give or take 3 percent, adds up by one of them."""
    name, share = reading
    whole = round((base + stock * share + bonus) * 1000 * (1 + off * TOLERANCE))
    found = total(f"${base}K", f"${stock}K", f"${bonus}K" if bonus else "—", f"${whole:,}")
    near_both = 0.75 * stock <= 2 * TOLERANCE * (base + stock + bonus)
    assert found.low == found.high
    assert found.low == name or (near_both and found.low == "full grant")
