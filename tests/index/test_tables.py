"""Pay tables as keepers bring them: the shape is told from the cells, whatever the headings are called."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.audit import audit_guide
from index.guide import Band, Component, Finding, Guide
from index.rows import rows_of
from tests.texts import TODAY, guide_text, line_of, read

HEADING = "#### Compensation\n\n"
Row = tuple[str, str, dict[str, tuple[float, float, str]]]


def guide(table: str, heading: str = HEADING) -> Guide:
    return read(guide_text(pay=heading + table))


def ends(band: Band) -> dict[str, tuple[float, float, str]]:
    """Component -> (low, high, unit); a percentage where there is no amount."""
    values = {p.component: p.amount or p.percent for p in band.pays}
    return {c: (v.low, v.high, v.unit) for c, v in values.items() if v}


def rows(table: str, heading: str = HEADING) -> list[Row]:
    """(region, level, figures) of each pay row."""
    return [(b.region_text, b.level or "", ends(b)) for b in guide(table, heading).bands]


def told(table: str, heading: str = HEADING) -> list[Finding]:
    return [f for f in guide(table, heading).findings if f.severity != "info"]


def markdown(*lines: list[str]) -> str:
    head, *body = ["| " + " | ".join(cells) + " |" for cells in lines]
    return "\n".join([head, "|" + "---|" * len(lines[0]), *body])


# Headings: places, made-up words, tags and currencies

SYLLABLES = st.sampled_from("zor blax quux vorp mun dri kel tha nis gla pho rut".split())
WORDS = st.lists(SYLLABLES, min_size=2, max_size=3).map(lambda s: "".join(s).capitalize())
KNOWN = st.sampled_from(["London", "New York", "Remote US", "Berlin", "Bay Area", "Tokyo"])
TAGGED = st.sampled_from(["HQ", "Secondary", "Tier 2", "Hub", "Remote", "Other"])
CURRENCIES = st.sampled_from(["", " (USD)", " (EUR)", " (GBP £)", " (PLN)"])


@st.composite
def headings(draw: st.DrawFn) -> str:
    name = draw(st.one_of(WORDS, KNOWN))
    second = draw(st.sampled_from(["", " / "]))
    if second:
        name += second + draw(st.one_of(WORDS, TAGGED))
    return name + draw(CURRENCIES)


@given(
    st.lists(headings(), min_size=1, max_size=5, unique=True),
    st.integers(1, 4),
    st.sampled_from(["Level", "Grade", "Job Level"]),
)
@settings(max_examples=150)
def test_levels_by_any_places_are_read_cell_by_cell(places: list[str], count: int, axis: str) -> None:
    """Whatever the columns are called, each cell is one row: its level, its column's own words, its own figures."""
    cells = [[(100 + 10 * r + c, 120 + 10 * r + c) for c in range(len(places))] for r in range(count)]
    body = [[f"L{r + 3}", *(f"${low}K–${high}K" for low, high in row)] for r, row in enumerate(cells)]
    read_rows = [(b.region_text, b.level, ends(b)["total"][:2]) for b in guide(markdown([axis, *places], *body)).bands]
    assert read_rows == [
        (place, f"L{r + 3}", (low * 1000.0, high * 1000.0))
        for r, row in enumerate(cells)
        for place, (low, high) in zip(places, row, strict=True)
    ]


@given(st.lists(headings(), min_size=1, max_size=4, unique=True))
@settings(max_examples=80)
def test_parts_of_the_pay_by_any_places(places: list[str]) -> None:
    """Components down and places across: one row a column, with the column's own words."""
    table = markdown(
        ["Component", *places],
        ["Base Salary", *(f"${100 + n}K–${120 + n}K" for n in range(len(places)))],
        ["Total Comp", *(f"${200 + n}K–${240 + n}K" for n in range(len(places)))],
    )
    for n, (place, level, figures) in enumerate(rows(table)):
        assert (place, level) == (places[n], "")
        assert figures["base"][:2] == ((100 + n) * 1000, (120 + n) * 1000)
    assert len(rows(table)) == len(places)


@given(st.lists(st.one_of(WORDS, KNOWN), min_size=1, max_size=4, unique=True), st.one_of(WORDS, st.just("Region")))
@settings(max_examples=80)
def test_places_down_the_rows_under_any_first_heading(places: list[str], first: str) -> None:
    """An unknown first heading, and unknown places under it, keep their own words."""
    body = [[p, f"${100 + n}K–${120 + n}K", f"${140 + n}K–${160 + n}K"] for n, p in enumerate(places)]
    assert [r for r, _, _ in rows(markdown([first, "Base", "Total"], *body))] == places


def test_the_table_of_the_issue() -> None:
    """A heading with a word of pay in it ("Secondary") beside places is a place."""
    table = markdown(
        ["Level", "Los Angeles / Glendale (USD)", "Atlanta / Secondary (USD)", "Remote US (USD)"],
        ["Mid (L3-L4)", "$140,000–$190,000", "$125,000–$170,000", "$120,000–$160,000"],
    )
    assert rows(table) == [
        ("Los Angeles / Glendale (USD)", "Mid (L3-L4)", {"total": (140_000, 190_000, "USD")}),
        ("Atlanta / Secondary (USD)", "Mid (L3-L4)", {"total": (125_000, 170_000, "USD")}),
        ("Remote US (USD)", "Mid (L3-L4)", {"total": (120_000, 160_000, "USD")}),
    ]


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (markdown(["Level", "Initial", "Target", "Stretch"], ["L4", "$150K", "$160K", "$170K"]), "steps of a talk"),
        (markdown(["Company", "Base", "Total"], ["Acme", "$150K", "$170K"]), "“Company”"),
        (markdown(["Year", "Base", "Total"], ["2027", "$150K", "$170K"]), "“Year”"),
        (markdown(["City", "Range"], ["Denver", "$150K–$180K"]), "“Base salary” or “Total comp”"),
        (markdown(["Region", "Money", "Bonus"], ["Denver", "$150K–$180K", "10%"]), "“Base salary” or “Total comp”"),
        (markdown(["Region", "Base", "Total"], ["Denver", "XYZ 150,000", "XYZ 180,000"]), "what is said of its cells"),
        ("| Region | Base | Total |\n| Denver | $150K | $180K |", "row of dashes"),
    ],
)
def test_a_table_that_gives_no_row_is_an_error_with_its_line(table: str, why: str) -> None:
    """The guide has no row then: the error stands where the table begins and says what to change."""
    text = guide_text(pay=HEADING + table)
    found = [f for f in audit_guide(read(text), TODAY) if f.severity == "error"]
    assert [(f.line, why in f.message) for f in found] == [(line_of(text, table.split("\n")[0]), True)]
    assert not read(text).bands
    assert "no-bands" not in {f.rule for f in audit_guide(read(text), TODAY)}


def test_lines_of_pay_that_give_no_row_are_an_error_too() -> None:
    """Prose is not read as pay, and says so on its line."""
    text = guide_text(pay=HEADING + "Base is $150K to $180K, and the total $200K to $240K.")
    [error] = [f for f in audit_guide(read(text), TODAY) if f.severity == "error"]
    assert (error.rule, error.line) == ("unread-lines", line_of(text, "Base is"))


# Shapes


def test_grades_with_the_ends_in_columns() -> None:
    """Min, mid and max are one figure; "Base min | Base max" beside a bonus is one too."""
    plain = markdown(["Grade", "Min", "Mid", "Max"], ["G5", "$100,000", "$120,000", "$140,000"])
    assert rows(plain) == [("", "G5", {"base": (100_000, 140_000, "USD")})]
    named = markdown(["Grade", "Base min", "Base max", "Bonus"], ["G5", "$100,000", "$140,000", "10%"])
    assert rows(named) == [("", "G5", {"base": (100_000, 140_000, "USD"), "bonus": (10, 10, "%")})]
    down = markdown(["Component", "Min", "Max"], ["Base", "$100K", "$140K"], ["Total", "$150K", "$190K"])
    assert rows(down) == [("", "", {"base": (100_000, 140_000, "USD"), "total": (150_000, 190_000, "USD")})]
    assert guide(plain).bands[0].pays[0].text in plain


MERGED = markdown(
    ["Level", "New York", "", "London", ""],
    ["", "Base", "Total", "Base", "Total"],
    ["L4", "$150K–$180K", "$200K–$240K", "£90K–£110K", "£120K–£150K"],
)
HTML = """<table>
<tr><th rowspan="2">Level</th><th colspan="2">New York</th><th colspan="2">London</th></tr>
<tr><th>Base</th><th>Total</th><th>Base</th><th>Total</th></tr>

<tr><td>L4</td><td>$150K&ndash;$180K</td><td>$200K&ndash;$240K</td>
<td>£90K–£110K</td><td>£120K–£150K</td></tr>
</table>"""
TABS = "Region\tLevel\tBase\tTotal\nNew York\tL4\t$150K–$180K\t$200K–$240K\nLondon\tL4\t£90K–£110K\t£120K–£150K"
CITIES = markdown(
    ["Level", "Base NYC", "Base London", "Total NYC", "Total London"],
    ["L4", "$150K–$180K", "£90K–£110K", "$200K–$240K", "£120K–£150K"],
)
GROUPS = markdown(
    ["Level", "Base", "Total"], ["**New York**", "", ""], ["L4", "$150K–$180K", "$200K–$240K"],
    ["**London**", "", ""], ["L4", "£90K–£110K", "£120K–£150K"],
)  # fmt: skip
UNDER = f"##### New York\n\n{markdown(['Level', 'Base', 'Total'], ['L4', '$150K–$180K', '$200K–$240K'])}\n\n##### London\n\n{markdown(['Level', 'Base', 'Total'], ['L4', '£90K–£110K', '£120K–£150K'])}"
BULLETS = "- L4 (New York): base $150K–$180K, total $200K–$240K\n- **L4 (London)**\n  - Base: £90K–£110K\n  - Total: £120K–£150K"


@pytest.mark.parametrize(
    "table", [MERGED, HTML, TABS, CITIES, GROUPS, UNDER, BULLETS],
    ids=["merged heads", "HTML", "tabs", "places in headings", "group rows", "headings above", "bullets"],
)  # fmt: skip
def test_one_pay_in_every_shape(table: str) -> None:
    """Two cities and a level read the same, whether in merged heads, HTML, tabs, sub-headings or bullet lines."""
    found = [(re.sub(r"\W*(?:NYC|New York)\W*", "New York", p).strip("*"), *rest) for p, *rest in rows(table)]
    assert found == [
        ("New York", "L4", {"base": (150_000, 180_000, "USD"), "total": (200_000, 240_000, "USD")}),
        ("London", "L4", {"base": (90_000, 110_000, "GBP"), "total": (120_000, 150_000, "GBP")}),
    ]


@pytest.mark.parametrize("table", [MERGED, HTML, TABS, CITIES, GROUPS, BULLETS])
def test_each_cell_names_the_line_it_stands_on(table: str) -> None:
    """In every shape the cell's own words stand on its line."""
    held = guide(table)
    lines = held.text.replace("&ndash;", "–").split("\n")
    assert held.bands
    assert all(pay.text in lines[pay.line - 1] for band in held.bands for pay in band.pays)


def test_bullets_of_components_are_one_row_and_no_second_to_a_table() -> None:
    """One line a part of the pay; where a table has rows, bullet lines add none."""
    bullets = "- Base salary: $150K–$180K\n- Annual bonus: 10–15%\n- Total: $200K–$260K"
    assert rows(bullets) == [
        ("", "", {"base": (150_000, 180_000, "USD"), "bonus": (10, 15, "%"), "total": (200_000, 260_000, "USD")})
    ]
    table = markdown(["Region", "Base", "Total"], ["Denver", "$150K–$180K", "$200K–$240K"])
    assert len(rows(f"{table}\n\n{bullets}")) == 1


def test_levels_across_and_merged_cells_down() -> None:
    """Places down and levels across; an empty cell of a merged column is the one above it."""
    across = markdown(["Region", "Junior", "Senior"], ["Denver", "$100K–$120K", "$150K–$180K"])
    assert [(r, level) for r, level, _ in rows(across)] == [("Denver", "Junior"), ("Denver", "Senior")]
    down = markdown(["City", "Level", "Base", "Total"], ["London", "L4", "£90K", "£120K"], ["", "L5", "£110K", "£150K"])
    assert [(r, level) for r, level, _ in rows(down)] == [("London", "L4"), ("London", "L5")]


@pytest.mark.parametrize("heads", [("Base (USD)", "Base (EUR)"), ("Base NYC", "Base NYC")])
def test_what_tells_no_columns_apart_is_no_place(heads: tuple[str, str]) -> None:
    """Two currencies, or one place twice, beside a component make no places: one row, the second under its own label."""
    [band] = guide(markdown(["Level", *heads], ["L4", "$150K–$180K", "€120K–€140K"])).bands
    assert (band.region_text, [p.component for p in band.pays]) == ("", ["base", "other"])


def test_two_grants_in_a_row_make_no_place_of_either() -> None:
    """A repeated component without places in its headings stays one row, the second kept under its own label."""
    table = markdown(
        ["Region", "Base", "Stock (RSU/4yr)", "Retention Grant", "Total"], ["Denver", "$150K", "$80K", "$20K", "$250K"]
    )
    [band] = guide(table).bands
    assert [p.component for p in band.pays] == ["base", "stock", "other", "total"]


def test_levels_of_cost_are_places_and_currencies_are_none() -> None:
    """ "High-cost cities | Low-cost cities" are no ends of one figure; "USD | EUR" are no places."""
    cost = markdown(["Level", "High-cost cities (USD)", "Low-cost cities (USD)"], ["L4", "$150K–$180K", "$120K–$140K"])
    assert [(r, f["total"][:2]) for r, _, f in rows(cost)] == [
        ("High-cost cities (USD)", (150_000, 180_000)), ("Low-cost cities (USD)", (120_000, 140_000)),
    ]  # fmt: skip
    [error] = told(markdown(["Level", "USD", "EUR"], ["L4", "$150K–$180K", "€120K–€140K"]))
    assert (error.severity, "currencies" in error.message) == ("error", True)


def test_a_heading_is_a_place_only_where_it_is_nothing_else() -> None:
    """A country's name in a heading of pay is no place of each row."""
    table = markdown(["Level", "Base", "Total"], ["L4", "$150K–$180K", "$200K–$240K"])
    assert [r for r, _, _ in rows(table, "#### US Compensation\n\n")] == [""]


# What is said around a table


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (markdown(["Level", "Base", "Total"], ["L4", "900 000–1 100 000", "1 000 000–1 300 000"]) + "\n\nAll figures in CZK, gross per year.",
         {"base": (900_000, 1_100_000, "CZK"), "total": (1_000_000, 1_300_000, "CZK")}),
        (markdown(["Level", "Base", "Total"], ["L4", "90–110", "100–130"]) + "\n\n*All amounts in thousands of EUR.*",
         {"base": (90_000, 110_000, "EUR"), "total": (100_000, 130_000, "EUR")}),
        ("Figures are in SGD.\n\n" + markdown(["Level", "Base", "Total"], ["L4", "$90K–$110K", "$100K–$130K"]),
         {"base": (90_000, 110_000, "SGD"), "total": (100_000, 130_000, "SGD")}),
        (markdown(["Level", "Base (k€)", "Total (k€)"], ["L4", "90–110", "100–130"]),
         {"base": (90_000, 110_000, "EUR"), "total": (100_000, 130_000, "EUR")}),
        (markdown(["Level", "Base (₹ LPA)", "Total (₹ LPA)"], ["L4", "18–25", "20–30"]),
         {"base": (1_800_000, 2_500_000, "INR"), "total": (2_000_000, 3_000_000, "INR")}),
        (markdown(["Level", "Currency", "Base", "Total"], ["L4", "EUR", "85.000–95.000", "95.000–110.000"]),
         {"base": (85_000, 95_000, "EUR"), "total": (95_000, 110_000, "EUR")}),
    ],
    ids=["currency below", "thousands below", "dollars settled", "k€ above", "lakhs", "currency column"],
)  # fmt: skip
def test_a_currency_or_scale_said_once_holds_for_the_table(
    table: str, wanted: dict[str, tuple[float, float, str]]
) -> None:
    """Under the table, above it, in a heading or in a column of its own."""
    assert [figures for _, _, figures in rows(table)] == [wanted]
    assert told(table) == []


def test_a_heading_by_the_month_makes_the_figures_monthly() -> None:
    """Nothing is multiplied."""
    table = markdown(["City", "Gross monthly salary (PLN)"], ["Warsaw", "18 000–24 000"])
    [band] = guide(table).bands
    assert (band.period, ends(band)["base"]) == ("month", (18_000, 24_000, "PLN"))


# Cells


def row(**cells: str) -> Guide:
    """One row of base, stock, bonus and total in Denver."""
    held = {"Base Salary": "$150K–$180K", "Stock (RSU/4yr)": "—", "Bonus": "10%", "Total Comp": "$165K–$198K"}
    place = cells.pop("place", "Denver")
    names = {"base": "Base Salary", "stock": "Stock (RSU/4yr)", "bonus": "Bonus", "total": "Total Comp"}
    held |= {names[k]: v for k, v in cells.items()}
    return guide(markdown(["Region", *held], [place, *held.values()]))


SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "\u2007"])
MARKS = st.sampled_from(["'", "’", "ʼ", "´"])
FOOTNOTES = st.sampled_from(["", "*", "†", "¹", "[^1]", " [2]", "<sup>1</sup>", " (1)"])


@given(st.integers(60, 400), st.integers(1, 300), st.one_of(SPACES, MARKS, st.sampled_from([",", "."])), FOOTNOTES,
       st.sampled_from([("", " Kč", "CZK"), ("CHF ", "", "CHF"), ("", " €", "EUR"), ("€", "", "EUR"), ("", " zł", "PLN"), ("PLN ", "", "PLN")]),
       st.sampled_from(["–", "-", " — ", " to "]))  # fmt: skip
@settings(max_examples=150)
def test_every_grouping_of_thousands_is_the_same_figure(
    low: int, more: int, mark: str, note: str, currency: tuple[str, str, str], dash: str
) -> None:
    """Thin and no-break spaces, apostrophes, points and commas group; a footnote's mark is no digit; the sign may be said once."""
    before, after, unit = currency
    high = low + more
    text = f"{before}{low}{mark}000{dash}{high}{mark}000{after}{note}"
    table = markdown(["Level", "Total Comp"], ["L4", text])
    values = [p.amount for b in guide(table).bands for p in b.pays if p.amount]
    if unit == "CZK" and high < 100:
        assert values == []  # no year's pay in crowns
    else:
        assert [(v.low, v.high, v.unit) for v in values] == [(low * 1000, high * 1000, unit)]


def test_crowns_are_no_thousands() -> None:
    """ "120 000–150 000 Kč" ends at 150,000: "K" before a letter of any alphabet is no thousand."""
    [band] = row(place="Prague", base="120 000–150 000 Kč", total="140 000–180 000 Kč").bands
    assert ends(band)["base"] == (120_000, 150_000, "CZK")


def test_a_number_of_salaries_is_no_bonus() -> None:
    """ "13 Monatslöhne" is told, kept in its words, and no amount."""
    held = row(place="Zürich", base="CHF 120'000–150'000", bonus="13 Monatslöhne", total="CHF 130’000–165’000")
    pay = held.bands[0].pay("bonus")
    assert pay is not None
    assert (pay.amount, pay.percent, pay.note) == (None, None, "13 Monatslöhne")
    assert [(f.rule, f.line) for f in held.findings] == [("unread-cell", line_of(held.text, "13 Monatslöhne"))]


@pytest.mark.parametrize(
    ("component", "text"),
    [("stock", "150-180"), ("stock", "180"), ("bonus", "2 months"), ("bonus", "1.5x"), ("bonus", "2026"), ("stock", "5,000 Aktien"),
     ("stock", "₸ 14,000,000"), ("stock", "XYZ 90,000"), ("base", "$85/hr"), ("base", "14 × $6,500"), ("base", "$150K, $180K"),
     ("base", "$150K base, $190K total")],
)  # fmt: skip
def test_what_cannot_be_told_is_told_and_no_figure(component: Component, text: str) -> None:
    """A count, thousands nobody says, an unknown currency, an hour's pay, a sum or several figures: a finding, not a figure."""
    held = row(**{component: text})
    pay = held.bands[0].pay(component)
    assert pay is not None
    assert pay.amount is None
    assert pay.note == text
    assert [f.rule for f in held.findings] == ["unread-cell"]


def errors(text: str) -> list[tuple[str, int]]:
    """The rules and lines of a guide's errors."""
    return [(f.rule, f.line) for f in audit_guide(read(text), TODAY) if f.severity == "error"]


@pytest.mark.parametrize(
    "base", ["XYZ 150,000", "$150K, $180K", "€1", "$150K–$180M"], ids=["unknown currency", "two figures", "no pay", "far apart"]
)  # fmt: skip
def test_a_row_that_is_missing_is_an_error(base: str) -> None:
    """One row of several is not in the index for what its cells say: an error on its line, though the others are read."""
    text = guide_text(pay=HEADING + markdown(["Region", "Base"], ["Denver", "$150K–$180K"], ["Austin", base]))
    assert [b.region_text for b in read(text).bands] == ["Denver"]
    assert errors(text) == [("missing-row", line_of(text, "| Austin"))]


def test_rows_of_a_table_that_is_not_read_are_missing_beside_one_that_is() -> None:
    """A second table of the company's own places; those of rivals or years are none of its rows."""
    first = markdown(["Region", "Base", "Total"], ["Denver", "$150K–$180K", "$170K–$210K"])
    for label, name, missing in (("Region", "Austin", True), ("Company", "Acme", False), ("Year", "Year 1", False)):
        second = markdown([label, "Range"], [name, "$140K–$170K"])
        text = guide_text(pay=f"{HEADING}{first}\n\nAnd then:\n\n{second}")
        assert errors(text) == ([("unread-table", line_of(text, f"| {label} | Range"))] if missing else []), label


def test_a_table_without_its_dashes_is_missing_beside_one_that_is_read() -> None:
    """Its rows are in no index."""
    first = markdown(["Region", "Base"], ["Denver", "$150K–$180K"])
    text = guide_text(pay=f"{HEADING}{first}\n\nAnd then:\n\n| Place | Base |\n| Austin | $140K–$170K |")
    assert errors(text) == [("broken-table", line_of(text, "| Place | Base |"))]


def test_a_row_of_words_is_no_fault() -> None:
    """ "Ask HR" is what the guide knows."""
    text = guide_text(pay=HEADING + markdown(["Region", "Base"], ["Denver", "$150K–$180K"], ["Austin", "ask HR"]))
    assert errors(text) == []


def test_a_guide_without_a_row_is_an_error_and_one_to_fill_in_is_none() -> None:
    """Blanks in brackets are where the figures will stand."""
    assert [rule for rule, _ in errors(guide_text(pay=f"{HEADING}Pay is good here."))] == ["no-bands"]
    assert errors(guide_text(pay=HEADING + markdown(["Region", "Base"], ["[City]", "[$000K–$000K]"]))) == []


def test_each_cell_has_its_own_period() -> None:
    """A monthly base beside a year's total, said or told by its size, makes neither like the other."""
    for total in ("£90,000–£105,000", "£90,000–£105,000 per year"):
        [band] = row(place="London", base="£6,500–£7,500 per month", total=total).bands
        base, whole = band.pay("base"), band.pay("total")
        assert base is not None
        assert whole is not None
        assert (band.footing(base), band.footing(whole)) == ("month", "year")
        assert (ends(band)["base"], ends(band)["total"]) == ((6_500, 7_500, "GBP"), (90_000, 105_000, "GBP"))
        assert band.period == "year"
    [monthly] = row(place="Stockholm", base="SEK 52K–68K/mo", total="SEK 58K–75K").bands
    assert monthly.period == "month"


@pytest.mark.parametrize(
    "text",
    ["90.000,00 € – 110.000,00 €", "€ 90.000,- – € 110.000,-", "90 000 – 110 000 €", "€90–110k", "90.000–110.000 EUR", "90–110 K€",
     "90k€ bis 110k€", "€90'000.– bis €110'000.–", "90 Tsd. – 110 Tsd. €"],
)  # fmt: skip
def test_european_notations(text: str) -> None:
    """Points, decimal commas, dashes for no cents, scales and currencies after the number."""
    held = row(place="Berlin", base=text, total="€95K–€125K")
    assert ends(held.bands[0])["base"] == (90_000, 110_000, "EUR")
    assert not [f for f in held.findings if f.severity == "warning"]


@pytest.mark.parametrize(
    ("text", "capped", "open_ended"),
    [("up to 200k", True, False), ("≤ $200K", True, False), ("$200K max", True, False), ("max. $200K", True, False),
     ("from $200K", False, True), ("$200K+", False, True), ("at least $200K", False, True), ("$200K", False, False)],
)  # fmt: skip
def test_an_end_alone_is_an_end(text: str, capped: bool, open_ended: bool) -> None:
    """ "up to 200K" is an upper end with nothing below it, never a band from 200K to 200K."""
    held = row(base=text, total="$180K–$250K")
    pay = held.bands[0].pay("base")
    assert pay is not None
    assert pay.amount is not None
    assert (pay.amount.high, pay.amount.capped, pay.amount.open_ended) == (200_000, capped, open_ended)
    [told_row] = rows_of(held)
    assert told_row["base_low"] == (None if capped else 200_000)
    assert told_row["open_ended"] == (["base"] if open_ended else [])


def test_a_share_of_the_company_is_kept() -> None:
    """ "0.1%–0.2%" under stock is a percentage, and the flat row keeps its words."""
    held = row(stock="0.1%–0.2%")
    pay = held.bands[0].pay("stock")
    assert pay is not None
    assert pay.percent is not None
    assert (pay.amount, pay.percent.low, pay.percent.high) == (None, 0.1, 0.2)
    assert rows_of(held)[0]["text"] == {"stock": "0.1%–0.2%"}


def column(*texts: str, heading: str = "Base Salary") -> Guide:
    return guide(markdown(["Region", heading, "Bonus"], *[[f"Place {n}", text, "10%"] for n, text in enumerate(texts)]))


@given(st.lists(st.integers(90, 250), min_size=3, max_size=7), st.data(), st.sampled_from([1000, 100, 0.01, 0.001]))
@settings(max_examples=80)
def test_a_value_far_from_its_column_is_told_and_no_figure(values: list[int], data: st.DataObject, off: float) -> None:
    """One cell that is off by a hundred or a thousand loses its figure and is found on its line; its neighbours keep theirs."""
    at = data.draw(st.integers(0, len(values) - 1))
    texts = [f"${v * 1000 * (off if n == at else 1):,.0f}" for n, v in enumerate(values)]
    held = column(*texts)
    read_values = {b.region_text: b.pays[0].amount for b in held.bands}
    assert {name for name, value in read_values.items() if value is None} <= {f"Place {at}"}
    assert read_values.get(f"Place {at}") is None
    assert [f.line for f in held.findings if f.severity == "warning"] == [line_of(held.text, f"| Place {at} |")]


def test_a_zero_too_many_is_told_by_the_column_alone() -> None:
    """Ten times the others is within what a currency pays somewhere, and still no figure of this column."""
    held = column("$140K–$160K", "$150K–$170K", "$1,500K–$1,700K", "$160K–$180K")
    assert [bool(b.pays[0].amount) for b in held.bands] == [True, True, False, True]
    assert [(f.rule, f.line) for f in held.findings if f.severity == "warning"] == [
        ("far-off", line_of(held.text, "$1,500K"))
    ]


@given(st.lists(st.integers(60, 400), min_size=1, max_size=8))
def test_ordinary_columns_lose_nothing(values: list[int]) -> None:
    """Figures within the usual keep their place, whatever their order."""
    held = column(*[f"${v}K" for v in values])
    assert [b.pays[0].amount.high for b in held.bands if b.pays[0].amount] == [v * 1000 for v in values]
    assert not [f for f in held.findings if f.severity == "warning"]


@pytest.mark.parametrize("text", ["CHF 8'000–9'500", "CZK 9,000", "JPY 12,000", "$150K–$180M", "€1"])
def test_a_value_far_from_the_usual_of_its_currency_is_told(text: str) -> None:
    """A month's pay in a year's column, lost thousands, ends that cannot belong together."""
    held = column(text)
    assert not any(p.component == "base" and p.amount for b in held.bands for p in b.pays)
    assert {f.rule for f in held.findings} & {"unusual", "far-apart"}


# Any text


PIECES = st.sampled_from(["| ", " |\n", "|---|---|\n", "<table>", "<tr><td>", "</td>", "</table>", "\t", "\n", "- ", "Base: ", "$150K–$180K", "Level", "Min", "10%", "L4", "(USD)", "–", "*"])  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map("".join))
@settings(max_examples=300)
def test_no_table_breaks_the_reader(text: str) -> None:
    """Whatever stands under a heading of pay, the guide is read, and every row and finding stands on a line of it."""
    held = guide(text)
    last = guide_text(pay=HEADING + text).replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= p.line <= last for b in held.bands for p in b.pays)
    assert all(1 <= f.line <= last for f in audit_guide(held, TODAY))
    rows_of(held)


@pytest.mark.parametrize(
    "table",
    [
        "<table>" * 8_000, "<table><tr>" + "<td colspan=999>x" * 4_000, "<td rowspan=99>" * 4_000 + "</table>",
        "a\tb\n" * 15_000, "- " + "base $1K, " * 6_000, "- base: $1K\n" * 5_000, "- " + "x:" * 30_000, "| a | b |\n" * 6_000,
        "| Level | Base |\n|---|---|\n" + "| L4 | $150K |\n" * 4_000, "| Level | Base |\n|---|---|\n| L4 | " + "1 " * 30_000 + "|",
        "| Level |" + " Min | Max |" * 2_000 + "\n|" + "---|" * 4_001 + "\n| L4 |" + " $1K | $2K |" * 2_000,
        "| Level |" + " Base NYC |" * 2_000 + "\n|" + "---|" * 2_001 + "\n| L4 |" + " $100K |" * 2_000,
        "All figures in " + "CZK " * 15_000 + "\n\n| Level | Base |\n|---|---|\n| L4 | 100 |",
    ],
    ids=range(13),
)  # fmt: skip
def test_reading_stays_linear(table: str) -> None:
    """Tens of thousands of characters of the worst kind take a moment; what grew with their square would take minutes."""
    start = time.process_time()
    audit_guide(guide(table), TODAY)
    assert time.process_time() - start < 20


@pytest.mark.parametrize("heads", [("Min", "Mid", "Max"), ("Minimum (EUR)", "Midpoint (EUR)", "Maximum (EUR)")])
def test_grades_in_thousands_with_points_are_read(heads: tuple[str, str, str]) -> None:
    """ "61.500" is a figure also where no cell says a currency, and the heading or a line under the table does."""
    table = markdown(["Grade", *heads], ["11", "61.500", "70.250", "79.000"], ["12", "73.000", "82.500", "92.000"])
    assert rows(f"{table}\n\nAll figures in EUR.") == [
        ("", "11", {"base": (61500.0, 79000.0, "EUR")}),
        ("", "12", {"base": (73000.0, 92000.0, "EUR")}),
    ]
