"""The audit notices what a careful reader would: each rule fires on its fault, alone, and on nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from index.audit import audit_folder, audit_guide
from index.claims import CLAIMS_OFFER
from index.guide import Finding
from index.parse import parse_text
from tests.texts import (
    FRONT,
    HEADER,
    LEVELS,
    LEVERS,
    PAY,
    SLUG,
    SOURCES,
    TODAY,
    guide_text,
    line_of,
    read,
)

DECLARED = """compensation:
- {region: Denver (HQ), base_low: 140000, base_high: 170000, stock_low: 60000, stock_high: 90000, bonus_low: 14000,
   bonus_high: 17000, bonus_pct: 10, total_comp_low: 214000, total_comp_high: 277000, currency: USD}
- {region: London, base_low: 80000, base_high: 100000, stock_low: 20000, stock_high: 30000, bonus_low: 8000,
   bonus_high: 10000, bonus_pct_low: 10, bonus_pct_high: 10, total_comp_low: 108000, total_comp_high: 140000, currency: GBP}
---
"""


def declared(old: str = "", new: str = "") -> str:
    """Front matter that repeats the pay table, with one thing changed."""
    assert old in DECLARED
    return FRONT.removesuffix("---\n") + DECLARED.replace(old, new, 1)


def audited(text: str, today: date = TODAY) -> list[Finding]:
    return list(audit_guide(read(text), today))


def pay(*rows: str) -> str:
    return "\n".join(["#### Compensation Benchmarks", "", HEADER, *rows])


def levers(script: str) -> str:
    return f'#### Global Levers\n\n1. **Field record:** "{script}"'


DENVER = "| Denver (HQ) | $140K–$170K | $60K–$90K | $14K–$17K (10%) | $214K–$277K |"


@pytest.mark.parametrize("front", [FRONT, declared(), ""])
def test_a_guide_without_fault_has_no_finding(front: str) -> None:
    """A guide whose figures add up, whose scripts stay in the band and whose front matter agrees is clean."""
    assert audited(guide_text(front=front)) == []


@pytest.mark.parametrize(
    ("text", "rule", "severity", "at", "says"),
    [
        (guide_text(pay=PAY.replace("$60K–$90K", "$90K–$60K").replace("$214K–$277K", "$244K–$247K"), levers=levers("Later.")),
         "low-above-high", "error", "| Denver", "$90K–$60K"),
        (guide_text(pay=PAY.replace("£108K–£140K", "$108K–$140K")), "mixed-currency", "warning", "| London", "GBP, USD"),
        (guide_text(pay=pay(DENVER, "| London | $80K–$100K | $20K–$30K | $8K–$10K | $108K–$140K |")),
         "foreign-currency", "info", "| London", "in USD, not in GBP"),
        (guide_text(pay=PAY.replace("$214K–$277K", "$169K–$209.5K")), "total", "info", "| Denver", "quarter of the stock"),
        (guide_text(pay=PAY.replace("$214K–$277K", "$190K–$240K")), "total", "info", "| Denver", "neither"),
        (guide_text(pay=PAY.replace("$214K–$277K", "$214K–$240K")), "total", "info", "| Denver", "one end"),
        (guide_text(levers=levers("For that I ask for a base of $185K in Denver.")),
         "script-outside-band", "info", "1. **Field record", "$185K of base"),
        (guide_text(levers=levers("I have a competing offer from [company] and I would rather come to you.")),
         "claims-offer", "warning", "1. **Field record", "competing offer"),
        (guide_text(levels=LEVELS.replace("#### Level Mapping", "#### Level Mapping at [company]")),
         "blank-in-heading", "warning", "[company]", "[company]"),
        (guide_text(sources=""), "no-sources", "warning", None, "no source"),
        (guide_text(pay="", levers=levers("Later.")), "no-bands", "error", None, "No pay row"),
        (guide_text(pay=PAY.replace("Total Comp", "Sum").replace("Base Salary", "Money"), levers=levers("Later.")),
         "unread-table", "error", "| Region | Money", "name one column “Base salary”"),
        (guide_text(front=FRONT.replace("quality: high", "quality: low")), "low-quality", "warning", None, "low quality"),
        (guide_text(front=FRONT.replace("due: 2027-01-20", "due: 2026-11-22")), "review-overdue", "warning", None, "2026-11-22"),
        (guide_text(front=declared("region: London", "region: Leeds")), "front-matter-differs", "warning", "region: Leeds", "Leeds"),
        (guide_text(front=declared("base_high: 170000", "base_high: 175000")),
         "front-matter-differs", "warning", "region: Denver", "$140K to $175K, the body $140K to $170K"),
        (guide_text(front=declared("currency: GBP", "currency: USD")), "front-matter-differs", "warning", "region: London", "USD, the body GBP"),
        (guide_text(front=declared("bonus_pct_high: 10", "bonus_pct_high: 12")), "front-matter-differs", "warning", "region: London", "10% to 12%"),
        (guide_text(front=declared("bonus_low: 14000,", "")), "front-matter-differs", "warning", "region: Denver", "nothing"),
        (guide_text(front=FRONT.replace("role: platform", "role: platfrom")), "front-matter-differs", "warning", None, "platfrom"),
    ],
)  # fmt: skip
def test_each_rule_fires_on_its_fault_alone(text: str, rule: str, severity: str, at: str | None, says: str) -> None:
    """One fault gives findings of one rule, which stand on the fault's line and say what it is."""
    found = audited(text)
    assert {f.rule for f in found} == {rule}
    assert {f.severity for f in found} == {severity}
    assert says in " ".join(f.message for f in found)
    if at:
        lines = text.split("\n")
        assert any(at in lines[f.line - 1] for f in found)
    assert {f.file for f in found} == {f"{SLUG}.md"}


def test_a_row_that_one_side_lacks_is_told_from_both_sides() -> None:
    """A region of the front matter without a pay row, and a pay row without an entry, are two findings on their lines."""
    text = guide_text(front=declared("region: London", "region: Leeds"))
    assert [f.line for f in audited(text)] == [line_of(text, "region: Leeds"), line_of(text, "| London")]


@pytest.mark.parametrize(
    ("days", "rules"), [(0, []), (90, []), (91, ["aging"]), (180, ["aging"]), (181, ["stale"]), (4000, ["stale"])]
)
def test_age(days: int, rules: list[str]) -> None:
    """Up to 90 days a guide is fresh, up to 180 it ages, then it is stale."""
    front = FRONT.replace("2026-10-20", str(TODAY - timedelta(days)))
    assert [f.rule for f in audited(guide_text(front=front))] == rules


def test_a_review_due_today_is_not_overdue() -> None:
    """A review is overdue from the day after it was due."""
    assert audited(guide_text(front=FRONT.replace("2027-01-20", str(TODAY)))) == []


def test_what_the_reader_found_is_part_of_the_audit_in_line_order() -> None:
    """Findings of the parser and of the audit come together, sorted by line."""
    ragged = PAY.replace("| £8K–£10K (10%) | £108K–£140K |", "| £8K–£10K (10%) |")
    found = audited(
        guide_text(front=FRONT.replace("high", "low"), pay=ragged, levels="#### Levels of [company]\n\nJ2 = L4")
    )
    assert [f.rule for f in found] == ["low-quality", "ragged-row", "blank-in-heading"]


@pytest.mark.parametrize(
    "script",
    [
        "I have a competing offer at $200K.", "I hold another offer.", "I received two offers this week.",
        "With an offer from Contoso in hand, I would still join.", "I am in final rounds with Contoso.",
        "I'm interviewing with [company] too.", "My alternatives are strong.", "I have an outside offer.",
    ],
)  # fmt: skip
def test_a_claim_to_other_offers_is_noticed(script: str) -> None:
    """Words that only someone with other offers or talks may say."""
    assert CLAIMS_OFFER.search(script)


@pytest.mark.parametrize(
    "script",
    [
        "I am excited by your offer and ask for a base of $160K.", "The offer you made is a good start.",
        "I have run field stations for two years.", "The market pays $160K for this work.",
        "I would sign today at $165K.", "Thank you for the offer; could we talk about the grant?",
    ],
)  # fmt: skip
def test_honest_words_are_no_claim(script: str) -> None:
    """Talk about this company's own offer, one's work or the market claims nothing."""
    assert not CLAIMS_OFFER.search(script)


def test_a_second_guide_for_one_job_is_a_duplicate() -> None:
    """Two files for the same company and role: the second is an error, the first is not."""
    text = guide_text()
    found = audit_folder([read(text), read(text, "juniper-labs/platform-engineer-2")], TODAY)
    duplicates = [f for f in found if f.rule == "duplicate"]
    assert [(f.file, f.severity) for f in duplicates] == [("juniper-labs/platform-engineer-2.md", "error")]
    assert SLUG in duplicates[0].message


def test_one_company_under_two_folders_is_told() -> None:
    """The same company name in two folders is a warning that names both; two roles in one folder are not."""
    text = guide_text(front="")
    found = audit_folder([read(text), read(text, "juniper/data-engineer")], TODAY)
    [finding] = [f for f in found if f.rule == "company-twice"]
    assert "juniper, juniper-labs" in finding.message
    assert not [
        f
        for f in audit_folder([read(text), read(text, "juniper-labs/data-engineer")], TODAY)
        if f.rule != "front-matter-differs"
    ]


def test_a_file_that_could_not_be_read_is_one_finding() -> None:
    """An unreadable guide gives its own error and none that follow from its emptiness."""
    assert [f.rule for f in audit_folder([read("")], TODAY)] == ["empty"]


def test_general_craft_needs_sources_but_no_pay() -> None:
    """A document of general craft is not asked for pay rows, only for its sources."""
    text = "# Silence\n\nWait after the number.\n\n"
    assert [f.rule for f in audit_guide(read(text, "_playbook/silence"), TODAY)] == ["no-sources"]
    assert audit_guide(read(text + SOURCES, "_playbook/silence"), TODAY) == ()


def test_a_lever_without_figures_is_no_finding() -> None:
    """Words alone, and figures inside the band, raise nothing."""
    assert audited(guide_text(levers=LEVERS.replace("$165K", "$170K"))) == []


def test_a_lever_that_nobody_may_say_is_told_to_the_keeper() -> None:
    """A lever whose every sentence speaks of levers and premiums gives no words; one with a reason does."""
    head = "### Data Engineer | Fabrikam Global Negotiation Guide\n\n#### Global Levers\n\n"
    jargon = '1. **Bidders**: "This lever is the strongest: use the Freight Premium with every recruiter."\n'
    reason = '2. **Scarcity**: "Few people have planned freight by machine so far."\n'
    guide = parse_text(head + jargon + reason, "fabrikam/data-engineer", "fabrikam/data-engineer.md")
    told = [f.message for f in audit_guide(guide, date(2026, 11, 1)) if f.rule == "nothing-to-say"]
    assert len(told) == 1
    assert "Bidders" in told[0]
