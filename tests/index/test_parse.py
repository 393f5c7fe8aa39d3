"""A guide file becomes a Guide: every layout and form that guides use, with the lines each part stands on."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.audit import audit_guide
from index.chunk import chunk_guide
from index.guide import Band, Pay
from index.parse import parse_guide, parse_text, read_guides
from index.parse.prose import said_by
from index.rows import rows_of
from tests.texts import FRONT, LEVERS, PAY, SOURCES, TODAY, guide_text, line_of, on, read

Ends = tuple[float, float, str]


def ends(band: Band) -> dict[str, Ends]:
    """Component -> (low, high, unit) of a pay row's amounts."""
    return {p.component: (p.amount.low, p.amount.high, p.amount.unit) for p in band.pays if p.amount}


def cell(header: str, text: str, region: str = "Denver") -> Pay:
    """Read one cell of a one-row table whose base is plain."""
    table = f"| Region | Base Salary | {header} |\n|---|---|---|\n| {region} | 150K | {text} |"
    [band] = read(guide_text(pay=f"#### Compensation\n\n{table}")).bands
    return band.pays[1]


# The five layouts of pay tables


def test_region_rows() -> None:
    """One band a region, with the column headings kept as labels."""
    guide = read(guide_text())
    denver, london = guide.bands
    assert (denver.layout, denver.level, denver.currency, denver.period) == ("standard", None, "USD", "year")
    assert ends(denver) == {
        "base": (140_000, 170_000, "USD"),
        "stock": (60_000, 90_000, "USD"),
        "bonus": (14_000, 17_000, "USD"),
        "total": (214_000, 277_000, "USD"),
    }
    assert [p.label for p in denver.pays] == ["Base Salary", "Stock (RSU/4yr)", "Bonus", "Total Comp"]
    assert [p.period for p in denver.pays] == [None, "4yr", None, None]
    assert denver.region is not None
    assert denver.region.headquarters
    assert london.currency == "GBP"
    assert london.heading == "Compensation Benchmarks"


def test_levels_down_and_regions_across() -> None:
    """A table of levels by regions holds totals only, one band a cell."""
    pay = """#### Compensation

| Level | Denver (USD) | London (GBP) |
|---|---|---|
| J2 Engineer | $150,000–$180,000 | £90,000–£110,000 |
| J3 Senior | $190,000–$230,000 | £115,000–£140,000 |"""
    text = guide_text(pay=pay)
    bands = read(text).bands
    assert [(b.layout, b.level, b.region_text, ends(b)) for b in bands] == [
        ("level-pivoted", "J2 Engineer", "Denver (USD)", {"total": (150_000, 180_000, "USD")}),
        ("level-pivoted", "J2 Engineer", "London (GBP)", {"total": (90_000, 110_000, "GBP")}),
        ("level-pivoted", "J3 Senior", "Denver (USD)", {"total": (190_000, 230_000, "USD")}),
        ("level-pivoted", "J3 Senior", "London (GBP)", {"total": (115_000, 140_000, "GBP")}),
    ]
    assert [b.line for b in bands] == [line_of(text, "| J2 Engineer")] * 2 + [line_of(text, "| J3 Senior |")] * 2


def test_components_down_and_regions_across() -> None:
    """A table of components by regions is one band a column; each cell keeps the line it stands on."""
    pay = """#### Compensation

| Component | Denver (USD) | London (GBP) |
|---|---|---|
| Base Salary | $150K–$180K | £90K–£110K |
| RSU Grant (4yr) | $60K–$90K | £20K–£30K |
| Signing Bonus | $10K | — |
| Total Comp | $175K–$205K | £95K–£118K |"""
    text = guide_text(pay=pay)
    denver, london = read(text).bands
    assert denver.layout == london.layout == "component-pivoted"
    assert ends(denver)["stock"] == (60_000, 90_000, "USD")
    assert ends(london) == {
        "base": (90_000, 110_000, "GBP"), "stock": (20_000, 30_000, "GBP"), "total": (95_000, 118_000, "GBP"),
    }  # fmt: skip
    assert [p.line for p in denver.pays] == [
        line_of(text, w) for w in ("| Base Salary", "| RSU Grant", "| Signing Bonus", "| Total Comp")
    ]


def test_level_rows_with_a_title_and_no_region() -> None:
    """Level and title make up the level; the row has no region."""
    pay = """#### Compensation

| Level | Title | Base Salary | Total Comp |
|---|---|---|---|
| J2 | Engineer | $150K–$180K | $160K–$190K |
| J3 | Senior Engineer | $190K–$230K | $200K–$250K |"""
    bands = read(guide_text(pay=pay)).bands
    assert [(b.layout, b.level, b.region) for b in bands] == [
        ("level-title", "J2 Engineer", None),
        ("level-title", "J3 Senior Engineer", None),
    ]
    assert ends(bands[1]) == {"base": (190_000, 230_000, "USD"), "total": (200_000, 250_000, "USD")}


def test_rows_of_a_level_in_a_region() -> None:
    """A row may have both a level and a region."""
    pay = """#### Compensation

| Level | Region | Base Salary | Total Comp |
|---|---|---|---|
| J2 | Denver | $150K–$180K | $160K–$190K |
| J2 | London | £90K–£110K | £95K–£118K |"""
    bands = read(guide_text(pay=pay)).bands
    assert [(b.layout, b.level, b.region_text, b.currency) for b in bands] == [
        ("level-region", "J2", "Denver", "USD"),
        ("level-region", "J2", "London", "GBP"),
    ]


def test_what_looks_like_pay_and_is_none() -> None:
    """Tables of scenarios, of level names and of anything else give no band."""
    for table in (
        "| Step | Initial | Target | Stretch |\n|---|---|---|---|\n| Base | $150K | $160K | $170K |",
        "| Level | Google |\n|---|---|\n| J2 | L4 |",
        "| Year | Revenue |\n|---|---|\n| 2025 | $40M |",
    ):
        assert read(guide_text(pay=f"#### Notes\n\n{table}")).bands == ()


# Cells


@pytest.mark.parametrize(
    ("header", "component", "period"),
    [
        ("Stock (RSU/4yr)", "stock", "4yr"), ("Options (4yr)", "stock", "4yr"), ("Equity (Pre-IPO/4yr)", "stock", "4yr"),
        ("RSUs (annual)", "stock", "year"), ("Equity", "stock", None), ("Carry/Bonus", "stock", None),
        ("Profit Sharing", "other", None), ("Signing Bonus", "signing", None), ("Sign-On", "signing", None),
        ("Annual Bonus", "bonus", "year"), ("Total Comp (Yr 1)", "total", None), ("Total Comp (Base + Bonus)", "total", None),
    ],
)  # fmt: skip
def test_a_heading_says_what_its_figures_mean(header: str, component: str, period: str | None) -> None:
    """The heading gives the component and what the figure covers, and is kept word for word."""
    pay = cell(header, "$60K–$90K")
    assert (pay.component, pay.period, pay.label) == (component, period, header)


def test_a_bonus_may_be_money_and_percent() -> None:
    """An amount and a percentage in one cell are both kept, in either order."""
    for text in ("$14K–$17K (10–12%)", "10–12% ($14K–$17K)"):
        pay = cell("Bonus", text)
        assert pay.amount is not None
        assert pay.percent is not None
        assert (pay.amount.low, pay.amount.high) == (14_000, 17_000)
        assert (pay.percent.low, pay.percent.high) == (10, 12)
    only = cell("Bonus", "10–12%")
    assert only.amount is None
    assert only.percent is not None


@pytest.mark.parametrize(
    "text", ["£80K–£100K / $100K–$125K", "£80K / $100K – £100K / $125K", "£80K–£100K ($100K–$125K)"]
)
def test_a_second_currency_stays_second(text: str) -> None:
    """In all three syntaxes the first currency is the amount and the other one its conversion."""
    pay = cell("Total Comp", text, region="London")
    assert pay.amount is not None
    assert pay.second is not None
    assert (pay.amount.unit, pay.amount.low, pay.amount.high) == ("GBP", 80_000, 100_000)
    assert (pay.second.unit, pay.second.low, pay.second.high) == ("USD", 100_000, 125_000)


def test_the_same_grant_by_the_year_is_kept_apart() -> None:
    """ "$160K–$300K ($40K–$75K/yr)" is one grant, whose yearly part is no second currency."""
    pay = cell("Stock (4yr)", "$160K–$300K ($40K–$75K/yr)")
    assert pay.amount is not None
    assert pay.yearly is not None
    assert (pay.amount.low, pay.amount.high, pay.second) == (160_000, 300_000, None)
    assert (pay.yearly.low, pay.yearly.high) == (40_000, 75_000)


def test_options_are_counted_not_paid() -> None:
    """A number of options is no money, and never the row's currency."""
    pay = cell("Options (4yr)", "5,000–10,000 options")
    assert pay.amount is not None
    assert (pay.amount.unit, pay.amount.low, pay.amount.high) == ("options", 5_000, 10_000)


def test_monthly_pay_stays_monthly() -> None:
    """A row whose base is by the month is a monthly row, and nothing is multiplied."""
    pay = """#### Compensation

| Region | Base Salary | Total Comp |
|---|---|---|
| São Paulo | R$25K–R$32K/mo | R$30K–R$40K/mo |"""
    [band] = read(guide_text(pay=pay)).bands
    assert (band.period, band.currency) == ("month", "BRL")
    assert ends(band)["base"] == (25_000, 32_000, "BRL")


@pytest.mark.parametrize("text", ["N/A", "—", "-", "TBD", "None", ""])
def test_an_empty_cell_has_no_amount(text: str) -> None:
    """What says that there is nothing gives no figure and no finding."""
    pay = cell("Signing Bonus", text)
    assert (pay.amount, pay.percent, pay.note) == (None, None, "")


def test_words_of_a_cell_are_kept() -> None:
    """A cell that says more than its figures keeps its words."""
    assert "after year two" in cell("Stock (4yr)", "$60K, refreshed after year two").note
    assert cell("Stock (4yr)", "~$60K–$90K vesting per year").note == ""


@pytest.mark.parametrize(
    ("region", "text", "currency"),
    [
        ("Singapore (SGD)", "$120K–$150K", "SGD"), ("Hangzhou (CNY)", "¥400K–¥600K", "CNY"), ("Tokyo", "¥8M–¥12M", "JPY"),
        ("Oslo", "kr 700K–900K", "NOK"), ("Zurich (CHF)", "120K–150K", "CHF"), ("Denver", "$120K–$150K", "USD"),
        ("Toronto", "C$120K–C$150K", "CAD"), ("Toronto", "$120K–$150K", "USD"),
    ],
)  # fmt: skip
def test_a_region_settles_a_shared_sign(region: str, text: str, currency: str) -> None:
    """Named codes settle "$" and "¥"; a city settles "kr" and "¥"; a bare "$" abroad is read as US dollars."""
    table = f"| Region | Base Salary | Total Comp |\n|---|---|---|\n| {region} | {text} | {text} |"
    [band] = read(guide_text(pay=f"#### Compensation\n\n{table}")).bands
    assert band.currency == currency


def test_a_bare_dollar_abroad_is_told() -> None:
    """ "$" in Toronto could be Canadian: it is read as US dollars and reported."""
    table = "| Region | Base Salary | Total Comp |\n|---|---|---|\n| Toronto | $120K | $150K |"
    text = guide_text(pay=f"#### Compensation\n\n{table}")
    [finding] = read(text).findings
    assert (finding.rule, finding.line) == ("ambiguous-dollar", line_of(text, "| Toronto"))
    assert "CAD" in finding.message


# Levers


QUOTE = "I rebuilt the sensor gateway, and for that I ask for a base of $165K in Denver."


@pytest.mark.parametrize(
    "levers",
    [
        f'#### Global Levers\n\n1. **Gateway work:** "{QUOTE}"',
        f'#### Global Levers\n\n1. **Gateway work** — "{QUOTE}"',
        f'#### Negotiation Levers\n\n**1. Gateway work**\n"{QUOTE}"',
        f"#### Global Levers\n\n1. **Gateway work**\n> \"{QUOTE}\"",
        f'#### Global Levers\n\n**Lever 1 — Gateway work**\n"{QUOTE}"',
        f'#### Global Levers\n\n**Lever 1: Gateway work** "{QUOTE}"',
        f'#### Global Lever 1: Gateway work\n\n"{QUOTE}"',
        f'#### Lever 1 — Gateway work\n\n> "{QUOTE}"',
        f'#### Levers\n\n##### 1. Gateway work\n\n"{QUOTE}"',
        f'#### Levers\n\n##### Gateway work\n\n> {QUOTE}',
        f"#### Levers\n\n**Gateway work**\n\n> \"{QUOTE}\"",
        f'#### Levers\n\n- **Gateway work:** "{QUOTE}"',
        f'**Global Levers**\n\n1. **Gateway work:** “{QUOTE}”',
    ],
)  # fmt: skip
def test_every_form_of_a_lever(levers: str) -> None:
    """However a lever is written, its number, title and script are the same, and its lines hold the script."""
    text = guide_text(levers=levers)
    [lever] = read(text).levers
    assert (lever.number, lever.title, lever.script) == (1, "Gateway work", QUOTE)
    assert QUOTE in on(text, lever.lines)
    assert "Gateway work" in on(text, lever.lines)


def test_levers_end_where_the_next_begins() -> None:
    """Several levers share no line, keep their numbers, and take nothing of the section that follows."""
    text = guide_text()
    levers = read(text).levers
    assert [(x.number, x.title) for x in levers] == [(1, "Field record"), (2, "Unvested stock")]
    assert levers[0].lines.last < levers[1].lines.first
    assert "Strategy" not in on(text, levers[1].lines)


def test_a_lever_without_a_script_has_its_words() -> None:
    """A lever that quotes nothing has text and no script: no words are put into the candidate's mouth."""
    [lever] = read(guide_text(levers="#### Global Levers\n\n1. **Timing:** Ask before the budget closes.")).levers
    assert (lever.title, lever.script) == ("Timing", "")
    assert "before the budget closes" in lever.text


# Premiums, levels, strategy, sources, DNA, names


def test_premiums() -> None:
    """A bold-led point with an amount is a premium; a company figure beyond all pay is not."""
    premiums = """#### Skill Premiums

- **Soil telemetry**: people who ran field sensors earn $8K–$11K more.
- **Night rota** adds 4–6% of base.
- **Funding**: the company raised $400M last year.
- **Culture**: people write things down."""
    text = guide_text(premiums=premiums)
    found = read(text).premiums
    assert [(p.name, [(a.low, a.high, a.unit) for a in p.amounts]) for p in found] == [
        ("Soil telemetry", [(8_000, 11_000, "USD")]),
        ("Night rota", [(4, 6, "%")]),
    ]
    assert [p.lines.first for p in found] == [line_of(text, "Soil telemetry"), line_of(text, "Night rota")]


def test_a_premium_in_prose_belongs_to_its_heading() -> None:
    """A premium section without bullets is one premium, named by its heading."""
    text = guide_text(premiums="#### The Telemetry Premium\n\nSensor people are paid 8–12% above the band.")
    [premium] = read(text).premiums
    assert (premium.name, premium.amounts[0].low, premium.amounts[0].high) == ("The Telemetry Premium", 8, 12)


@pytest.mark.parametrize(
    ("levels", "rows"),
    [
        (
            "#### Level Mapping\n\n| Juniper | Google | Meta |\n|---|---|---|\n| J2 | L4 | E4 |\n| J3 | L5 | — |",
            [("J2", (("Google", "L4"), ("Meta", "E4"))), ("J3", (("Google", "L5"),))],
        ),
        ("**Level Mapping:** Juniper J3 = Google L5 = Meta E5", [("Juniper J3", (("", "Google L5"), ("", "Meta E5")))]),
        (
            "#### Level Mapping\n\n- J2 = Google L4\n- J3 ≈ Google L5",
            [("J2", (("", "Google L4"),)), ("J3", (("", "Google L5"),))],
        ),
        (
            "#### Level Mapping\n\nJ2 = Google L4 | J3 = Google L5",
            [("J2", (("", "Google L4"),)), ("J3", (("", "Google L5"),))],
        ),
    ],
    ids=["table", "equation", "bullets", "two-in-a-line"],
)
def test_level_mappings(levels: str, rows: list[tuple[str, tuple[tuple[str, str], ...]]]) -> None:
    """Tables, equations and bullets give the company's level and what it equals elsewhere."""
    text = guide_text(levels=levels)
    found = read(text).levels
    assert [(r.level, r.equivalents) for r in found] == rows
    assert all(r.level.split()[-1] in on(text, r.lines) for r in found)


def test_strategy_targets() -> None:
    """Where to open, aim and stop, each with its component, amount, place and sentence."""
    strategy = """#### Negotiate Up Strategy

In Denver, open at $270K total comp. For London, target £130K–£138K total comp.
Expect them to counter at $250K total. Accept at $160K base or more; walk away below $150K base."""
    text = guide_text(strategy=strategy)
    [found] = read(text).strategies
    assert [(t.kind, t.component, t.amount.low, t.region) for t in found.targets] == [
        ("open", "total", 270_000, "Denver"),
        ("target", "total", 130_000, "London"),
        ("counter", "total", 250_000, ""),
        ("accept", "base", 160_000, ""),
        ("accept", "base", 150_000, ""),
    ]
    assert "open at $270K" in on(text, found.lines)


def test_a_figure_of_nothing_is_no_target() -> None:
    """A percentage, and an amount that is said of no component, are not figures to ask for."""
    text = guide_text(strategy="#### Strategy\n\nOpen at $270K. Push for 10% more base.")
    assert [s.targets for s in read(text).strategies] == [()]


def test_a_competitors_offer_is_no_target() -> None:
    """What other companies offer is not something to ask for."""
    text = guide_text(strategy="#### Strategy\n\nCompeting companies offer $300K total comp.")
    assert [s.targets for s in read(text).strategies] == [()]


@pytest.mark.parametrize(
    "sources",
    [
        "#### Evidence & Sources\n\n1. Levels.fyi, 2026\n2. [Annual report](https://example.com/report)",
        "#### Evidence & Sources\n\n- Levels.fyi, 2026\n- [Annual report](https://example.com/report)",
        "**Evidence & Sources**\n* Levels.fyi, 2026\n* [Annual report](https://example.com/report)",
        "**Sources:** Levels.fyi, 2026; [Annual report](https://example.com/report)",
        "#### Notes\n\nPay rose [Source: Levels.fyi, 2026] and so on [Source: Annual report].",
    ],
    ids=["numbered", "bullets", "bold heading", "one line", "inline"],
)
def test_every_form_of_a_source(sources: str) -> None:
    """However sources are given, each is one source with the line it stands on."""
    text = guide_text(sources=sources)
    found = read(text).sources
    assert [s.text for s in found] == ["Levels.fyi, 2026", "Annual report"]
    assert [s.number for s in found] == [1, 2]
    assert all("evels.fyi" in on(text, s.lines) or "Annual report" in on(text, s.lines) for s in found)
    assert ["https://example.com/report" in s.url for s in found] == [False, "Notes" not in sources]


def test_sources_of_the_front_matter_stand_in() -> None:
    """A guide without a list of evidence has the sources that its front matter names."""
    front = FRONT.replace(
        "data_quality", "data_sources:\n- Levels.fyi\n- {name: Survey, url: https://example.com}\ndata_quality"
    )
    assert [s.text for s in read(guide_text(front=front, sources="")).sources] == ["Levels.fyi", "Survey"]


@pytest.mark.parametrize(
    ("dna", "tags"),
    [
        ("**Negotiation DNA:** `Written culture` `Seed-bank sensors`", ("Written culture", "Seed-bank sensors")),
        ("**Negotiation DNA:** written culture | seed-bank sensors", ("written culture", "seed-bank sensors")),
        ("#### Negotiation DNA\n\nWritten culture | Slow committees", ("Written culture", "Slow committees")),
    ],
)
def test_dna_tags(dna: str, tags: tuple[str, ...]) -> None:
    """The short tags of the DNA line, whether in ticks or between bars."""
    assert read(guide_text(dna=dna)).dna_tags == tags


@pytest.mark.parametrize(
    ("title", "role", "company"),
    [
        ("### Platform Engineer | Juniper Labs Global Negotiation Guide", "Platform Engineer", "Juniper Labs"),
        ("### Platform Engineer — Juniper Labs Salary Negotiation Guide", "Platform Engineer", "Juniper Labs"),
        ("# Platform Engineer - Juniper Labs Negotiation Guide", "Platform Engineer", "Juniper Labs"),
        ("", "Platform Engineer", "Juniper Labs"),
    ],
)
def test_names_come_from_the_title_else_from_the_path(title: str, role: str, company: str) -> None:
    """Without front matter a guide is named by its title, and without a title by its path."""
    guide = read(guide_text(front="", title=title))
    assert (guide.role_name, guide.company_name) == (role, company)


def test_front_matter_names_win() -> None:
    """The display names of the front matter stand over the title's."""
    guide = read(guide_text(title="### Plumber | Other Co Negotiation Guide"))
    assert (guide.role_name, guide.company_name, guide.role_type) == ("Platform Engineer", "Juniper Labs", "standard")
    assert str(guide.freshness.last_updated) == "2026-10-20"
    assert guide.freshness.data_quality == "high"


# Line numbers


def shifted(lines: int) -> str:
    """The guide with more lines of front matter."""
    return FRONT.replace("---\n", "---\n" + "".join(f"note_{n}: x\n" for n in range(lines)), 1)


@pytest.mark.parametrize("front", ["", FRONT, shifted(7), "\n\n", FRONT.replace("\n", "\r\n")])
def test_every_part_stands_on_the_lines_it_names(front: str) -> None:
    """Whatever is above it, each part's lines in the file hold that part's own words."""
    text = guide_text(front=front)
    guide = read(text)
    plain_lines = text.replace("\r\n", "\n")
    for band in guide.bands:
        for pay in band.pays:
            assert pay.text in plain_lines.split("\n")[pay.line - 1]
        assert band.region_text in plain_lines.split("\n")[band.line - 1]
    parts = [
        *((lever.lines, lever.title) for lever in guide.levers),
        *((p.lines, p.name) for p in guide.premiums),
        *((r.lines, r.level) for r in guide.levels),
        *((s.lines, s.text) for s in guide.sources),
        *((s.lines, s.heading) for s in guide.sections),
        *((s.lines, s.heading) for s in guide.strategies),
    ]
    assert len(parts) > 12
    for lines, words in parts:
        assert words in on(plain_lines, lines)
        assert guide.quote(lines) == on(plain_lines, lines)


def test_sections_cover_the_body_once() -> None:
    """Every line of the body with words on it stands in exactly one section."""
    text = guide_text()
    guide = read(text)
    first = line_of(text, "### Platform Engineer")
    held = [at for s in guide.sections for at in range(s.lines.first, s.lines.last + 1)]
    assert len(held) == len(set(held))
    filled = {at for at, line in enumerate(text.split("\n"), 1) if line.strip() and at > first}
    assert filled <= set(held)


# Bad input: a finding with file and line, quickly, and nothing raised


BOMB = "a: &a [x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
)


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("", "empty", ""),
        (" \n\n ", "empty", ""),
        ("# Title\n\nsome\0thing", "binary", "some"),
        (guide_text(front="---\ncompany: [unclosed\n---\n"), "front-matter", "---"),
        (guide_text(front="---\ncompany: a\n  role: b\n---\n"), "front-matter", "role: b"),
        (guide_text(front=f"---\n{BOMB}---\n"), "front-matter", "a: &a"),
        (guide_text(front="---\n- one\n- two\n---\n"), "front-matter", "---"),
        (guide_text(front="---\ncompany: x\n"), "front-matter", "---"),
        (guide_text(front="---\ncompany: x\nlast_updated: soon\n---\n"), "front-matter-type", "last_updated"),
        (guide_text(front="---\nlast_updated: 2026-99-99\n---\n"), "front-matter", "---"),
        (guide_text(front="---\ncompany: x\ncompensation: lots\n---\n"), "front-matter-type", "compensation"),
        (guide_text(front="---\ncompany: x\ncompensation:\n- region: Denver\n- base_low: many\n---\n"), "front-matter-type", "base_low"),
        (guide_text(front="---\ncompany: x\ndata_quality: superb\n---\n"), "front-matter-type", "data_quality"),
        (guide_text(front="---\ncompany: x\ncolour: red\n---\n"), "unknown-key", "colour"),
        ("---\ncompany: x\n---\n", "no-body", None),
        (guide_text(pay=PAY.replace("| £8K–£10K (10%) | £108K–£140K |", "| £8K–£10K (10%) |")), "ragged-row", "| London"),
        (guide_text(pay=PAY.replace("| £108K–£140K |", "| £108K–£140K | extra | more |")), "ragged-row", "| London"),
        (guide_text(pay=PAY.replace("£80K–£100K", "£80K–$100K")), "mixed-currency-range", "| London"),
        (guide_text(pay=PAY.replace("£80K–£100K", "£80K–£100K or £1K and £2K")), "extra-figures", "| London"),
        (guide_text(pay=PAY + "\n| Paris | ask HR | see below | to be agreed | competitive |"), "no-figures", "| Paris"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_finding_where_it_is(text: str, rule: str, words: str | None) -> None:
    """Each fault is reported under its rule, with the file and the line it is on."""
    guide = read(text)
    found = [f for f in guide.findings if f.rule == rule]
    assert found, f"{rule} is not among {[f.rule for f in guide.findings]}"
    assert {f.file for f in found} == {"juniper-labs/platform-engineer.md"}
    lines = text.split("\n")
    assert all(1 <= f.line <= len(lines) for f in found)
    if words:
        assert any(words in lines[f.line - 1] for f in found)
    assert all(f.message.endswith((".", ")")) for f in found)


def test_a_body_survives_its_front_matter() -> None:
    """Front matter that cannot be read costs no pay row, no lever and no line number."""
    for front in ("---\ncompany: [unclosed\n---\n", f"---\n{BOMB}---\n", "---\nlast_updated: soon\n---\n"):
        text = guide_text(front=front)
        guide = read(text)
        assert len(guide.bands) == 2
        assert guide.bands[0].line == line_of(text, "| Denver (HQ)")
        assert len(guide.levers) == 2


def test_one_wrong_value_costs_only_itself() -> None:
    """A value of the wrong type is left out; its neighbours in the front matter are kept."""
    front = FRONT.replace(
        "data_quality: high", "data_quality: superb\ncompensation:\n- {region: A, base_low: x}\n- {region: B}"
    )
    guide = read(guide_text(front=front))
    assert guide.front is not None
    assert guide.front.company_display == "Juniper Labs"
    assert guide.front.data_quality == ""
    assert [entry.region for entry in guide.front.compensation] == ["B"]
    wrong = [f for f in guide.findings if f.rule == "front-matter-type"]
    assert sorted(f.line for f in wrong) == sorted(
        [line_of(guide.text, "data_quality: superb"), line_of(guide.text, "region: A")]
    )


def test_a_ragged_row_keeps_its_other_cells() -> None:
    """A row with a cell too few or too many is read as far as it goes."""
    short = read(guide_text(pay=PAY.replace("| £8K–£10K (10%) | £108K–£140K |", "| £8K–£10K (10%) |"))).bands[1]
    assert set(ends(short)) == {"base", "stock", "bonus"}
    long = read(guide_text(pay=PAY.replace("| £108K–£140K |", "| £108K–£140K | extra |"))).bands[1]
    assert ends(long)["total"] == (108_000, 140_000, "GBP")


@pytest.mark.parametrize(
    "pay",
    [
        PAY.replace("|---|---|---|---|---|", "|---|---|---|"),
        PAY.replace("|---|---|---|---|---|\n", ""),
        PAY.replace("\n| ", "\n> | ").replace("\n|-", "\n> |-"),
        PAY.replace("\n| ", "\n     | ").replace("\n|-", "\n     |-"),
        PAY.replace("Base Salary", "Money").replace("Total Comp", "Sum"),
    ],
    ids=["dashes too few", "no dashes", "in a quote", "indented", "unknown headings"],
)
def test_a_pay_table_that_cannot_be_read_is_told(pay: str) -> None:
    """A table that Markdown or the reader does not take for a pay table is read or reported where it begins."""
    text = guide_text(pay=pay)
    guide = read(text)
    first = line_of(text, "Stock (RSU/4yr)")
    assert not guide.bands
    assert [f.line for f in guide.findings if f.rule in ("broken-table", "unread-table")] == [first]


Write = Callable[[Path], None]


@pytest.mark.parametrize(
    ("write", "rule", "line"),
    [
        (lambda p: p.write_bytes(b""), "empty", 1),
        (lambda p: p.write_bytes(bytes(range(256)) * 64), "encoding", 2),
        (lambda p: p.write_bytes(b"# A\n\nGeh\xe4lter\n"), "encoding", 3),
        (lambda p: p.write_bytes("# Pay\n".encode("utf-16")), "encoding", 1),
        (lambda p: p.write_bytes(b"\n" * 50_000_000), "unreadable", 1),
        (lambda p: p.mkdir(), "unreadable", 1),
        (lambda p: p.symlink_to(p.parents[2] / "outside.md"), "unreadable", 1),
        (lambda p: p.symlink_to("nowhere.md"), "unreadable", 1),
        (lambda p: p.symlink_to(p), "unreadable", 1),
    ],
    ids=["empty", "binary", "latin-1", "utf-16", "50 MB", "a folder", "link out", "dead link", "link to itself"],
)
def test_a_file_that_is_no_guide_is_a_finding(tmp_path: Path, write: Write, rule: str, line: int) -> None:
    """A file that cannot be read becomes a guide of one finding that names file and line; nothing is raised."""
    (tmp_path / "outside.md").write_text(guide_text())
    path = tmp_path / "guides" / "juniper-labs" / "platform-engineer.md"
    path.parent.mkdir(parents=True)
    write(path)
    guide = parse_guide(path, tmp_path / "guides")
    [finding] = guide.findings
    assert (finding.rule, finding.line, finding.severity) == (rule, line, "error")
    assert finding.file == "juniper-labs/platform-engineer.md"
    assert (guide.text, guide.bands) == ("", ())
    assert guide.slug == "juniper-labs/platform-engineer"


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    """All files of a folder are read, in order, whatever one of them holds; what is no guide is passed over."""
    for name, content in (("a", guide_text().encode()), ("b", b"\xff\xfe\0"), ("c", guide_text().encode())):
        (tmp_path / name).mkdir()
        (tmp_path / name / "role.md").write_bytes(content)
    (tmp_path / "a" / "README.md").write_text("# Not a guide")
    (tmp_path / "a" / "notes.txt").write_text("Not a guide either")
    guides = [parse_guide(path, tmp_path) for _, path in read_guides(tmp_path)]
    assert [(g.slug, len(g.bands)) for g in guides] == [("a/role", 2), ("b/role", 0), ("c/role", 2)]


def test_a_link_inside_the_folder_is_read(tmp_path: Path) -> None:
    """Only links that leave the folder are refused."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "a" / "role.md").write_text(guide_text())
    (tmp_path / "b" / "role.md").symlink_to(tmp_path / "a" / "role.md")
    assert len(parse_guide(tmp_path / "b" / "role.md", tmp_path).bands) == 2


def test_a_byte_order_mark_and_windows_lines_change_nothing(tmp_path: Path) -> None:
    """A file saved by a Windows editor reads as the same guide."""
    (tmp_path / "a").mkdir()
    path = tmp_path / "a" / "role.md"
    path.write_bytes(guide_text().encode())
    unix = parse_guide(path, tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + guide_text().replace("\n", "\r\n").encode())
    assert parse_guide(path, tmp_path) == unix


LONG = 60_000
ROW = "| Region | Base Salary | Total Comp |\n|---|---|---|\n| Denver | "


@pytest.mark.parametrize(
    "text",
    [
        "[" * LONG, "$[" * LONG, "# x " + "#" * LONG + "x", "**" + " " * LONG + "x", "\t" * LONG + "x", "**a" * (LONG // 3),
        "# " + "a - " * (LONG // 4), "# a | b" + " Global" * (LONG // 7), ">" * LONG, "*a" * (LONG // 2),
        "[Source: a" * (LONG // 10), "## Sources\n- " + "a." * LONG, "[a](b " * (LONG // 6), "|" * LONG,
        ROW + "[" * LONG + " | $2K |", ROW + "$1K " + "(1" * (LONG // 4) + " | $2K |", ROW + "9" * LONG + " | $2K |",
        "## Levels\n" + "=" * LONG, "## Levers\n1. **a:** " + '"' * LONG, "## Strategy\n" + "open at $5K base " * (LONG // 17),
        "| a |" + " b |" * (LONG // 4) + "\n|" + "---|" * (LONG // 4), "---\na: " + "[" * LONG + "\n---\n# x",
        "".join(" " * n + "- a\n" for n in range(240)),
    ],
)  # fmt: skip
def test_no_text_makes_the_reader_run_away(text: str) -> None:
    """Sixty thousand characters of the worst kind are read, audited, cut and listed in a second of work; one that grows
    with the square of its length would take minutes.
    """
    start = time.process_time()
    guide = read(text)
    audit_guide(guide, TODAY)
    chunk_guide(guide)
    rows_of(guide)
    assert time.process_time() - start < 10


@given(st.text(), st.sampled_from(["", PAY, LEVERS, SOURCES, "| ", "---\n", "> ", "#### ", "**", "\n\n"]), st.text())
def test_no_text_breaks_the_reader(before: str, middle: str, after: str) -> None:
    """Any text becomes a guide, whose parts and findings stand on lines of the file."""
    text = before + middle + after
    guide = read(text)
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    parts = [*guide.levers, *guide.premiums, *guide.levels, *guide.sources, *guide.sections, *guide.strategies]
    assert all(1 <= p.lines.first <= p.lines.last <= last for p in parts)
    assert all(1 <= f.line <= last for f in audit_guide(guide, TODAY))
    assert all(c.text for c in chunk_guide(guide))
    rows_of(guide)


def test_a_sentence_of_a_lever_is_read_as_what_it_is_to_its_speaker() -> None:
    """A claim of another offer, of the speaker, an ask, a blank and a reason for anybody are told apart, once, as the guide
    is read.
    """
    said = said_by(
        "I have a competing offer from Fabrikam. My experience in freight fits this team well. "
        "I would like the base at $180K. The [team / product] grows by the month. Freight is planned by machines now. Yes."
    )
    assert [s.kind for s in said] == ["offer", "self", "ask", "blank", "reason"]
    assert said[-1].text == "Freight is planned by machines now."


def test_prose_that_puts_a_figure_on_something_is_a_remark_with_its_line() -> None:
    """What is paid on top, and what prose says of a part of pay, stand typed in the guide; a claimed offer is none."""
    body = (
        "### Data Engineer | Fabrikam Global Negotiation Guide\n\n#### What else is paid\n\n"
        "Night work earns a premium of $12K over standard pay.\n\nSigning bonuses of $10K–$20K are common.\n\n"
        "I have an offer from Contoso with a signing bonus of $90K.\n"
    )
    guide = parse_text(body, "fabrikam/data-engineer", "fabrikam/data-engineer.md")
    assert [(r.component, r.lines.first, r.text) for r in guide.remarks] == [
        ("", 5, "Night work earns a premium of $12K over standard pay."),
        ("signing", 7, "Signing bonuses of $10K–$20K are common."),
    ]
