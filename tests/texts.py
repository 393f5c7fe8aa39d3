"""A guide's text, part by part: tests write the part they are about, and the rest is a guide without fault."""

from __future__ import annotations

from datetime import date

from index.guide import Guide, Lines
from index.parse import parse_text

SLUG = "juniper-labs/platform-engineer"
TODAY = date(2026, 11, 23)

FRONT = """---
company: juniper-labs
company_display: Juniper Labs
role: platform-engineer
role_display: Platform Engineer
role_type: standard
last_updated: 2026-10-20
data_quality: high
salary_data_quarter: 2026-Q3
next_review_due: 2027-01-20
---
"""
TITLE = "### Platform Engineer | Juniper Labs Global Negotiation Guide"
DNA = "**Negotiation DNA:** `Written culture` `Seed-bank sensors` | small teams, slow committees"
HEADER = "| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |\n|---|---|---|---|---|"
# Base + stock + bonus is the total at every end.
PAY = f"""#### Compensation Benchmarks

{HEADER}
| Denver (HQ) | $140K–$170K | $60K–$90K | $14K–$17K (10%) | $214K–$277K |
| London | £80K–£100K | £20K–£30K | £8K–£10K (10%) | £108K–£140K |"""
LEVELS = """#### Level Mapping

| Juniper Level | Google |
|---|---|
| J2 Platform Engineer | L4 |
| J3 Senior Platform Engineer | L5 |"""
PREMIUMS = """#### Skill Premiums

- **Soil telemetry**: people who ran field sensors in winter earn $8K–$11K more.
- **Night rota**: those on the rota receive 4–6% on top of base."""
LEVERS = """#### Global Levers

1. **Field record:** "I kept [number] field stations running through two winters, and I ask for a base of $165K in Denver."
2. **Unvested stock:** "I leave unvested stock behind, and I ask for a grant of $85K in RSUs to make that whole.\""""
STRATEGY = """#### Strategy

In Denver, open at $270K total comp. Accept at $160K base or more in Denver."""
SOURCES = """#### Evidence & Sources

1. Levels.fyi, Juniper Labs, 2026
2. Juniper Labs annual report, 2025"""


def guide_text(
    *,
    front: str = FRONT,
    title: str = TITLE,
    dna: str = DNA,
    pay: str = PAY,
    levels: str = LEVELS,
    premiums: str = PREMIUMS,
    levers: str = LEVERS,
    strategy: str = STRATEGY,
    sources: str = SOURCES,
) -> str:
    """Put a guide together; a part given as "" is left out."""
    parts = (title, dna, pay, levels, premiums, levers, strategy, sources)
    return front + "\n\n".join(part for part in parts if part) + "\n"


def read(text: str, slug: str = SLUG) -> Guide:
    """Read a guide's text as the file `slug`.md."""
    return parse_text(text, slug, f"{slug}.md")


def line_of(text: str, words: str) -> int:
    """The number of the only line of `text` that holds `words`."""
    found = [at for at, line in enumerate(text.split("\n"), start=1) if words in line]
    assert len(found) == 1, f"{words!r} stands on {len(found)} lines"
    return found[0]


def on(text: str, lines: Lines) -> str:
    """What stands on `lines` of `text`, counted independently of `Guide.quote`."""
    return "".join(text.splitlines(keepends=True)[lines.first - 1 : lines.last]).removesuffix("\n")
