"""A few small guides written for the tests, and a library in memory that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from coach.understanding.words import content_words
from index.catalog import PayQuery, PayRow
from index.check import Damage
from index.chunk import ChunkKind, chunk_guide
from index.guide import Guide
from index.names import Job, Names, learn_names
from index.parse import parse_text
from index.passage import Passage

NORTHWIND = """---
company: northwind
company_display: Northwind Traders
role: data-engineer
role_display: Data Engineer
last_updated: 2026-10-01
data_quality: high
salary_data_quarter: 2026-Q3
next_review_due: 2026-11-01
---
### Data Engineer | Northwind Traders Global Negotiation Guide

**Negotiation DNA:** `Cold-chain data` `Public (NYSE: NWT)`

#### Compensation Benchmarks

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| Chicago (HQ) | $150K–$190K | $80K–$120K | $15K–$25K (10–13%) | $185K–$245K |
| New York | $170K–$215K | $95K–$140K | $18K–$29K (10–13%) | $212K–$279K |
| London | £95K–£120K | £40K–£64K | £9K–£14K | £114K–£150K |

#### Level Mapping

| Northwind Level | Google Equivalent | Contoso Equivalent |
|---|---|---|
| N3 Data Engineer | L4 | C2 |
| N4 Senior Data Engineer | L5 | C3 |

#### What Northwind pays more for

- **Cold-chain telemetry**: engineers who have run sensor pipelines in production earn $12K–$20K more.
- **Night rota**: those who join the night rota receive 5–8% on top of base.

#### Global Levers

1. **Telemetry scarcity lever**
> "I have run [sensor pipelines / telemetry stores] in production. For that I would like a base of $185K–$190K in Chicago."

2. **Other bidders lever**
> "I have a competing offer from [Contoso] at $260K total. Your team's work on freight forecasting appeals to me more. I would like the grant at $120K over four years."

> **Negotiate Up Strategy:** In Chicago, open at $230K–$245K total comp. In New York, target $262K–$279K total comp. Accept at $178K base or more in Chicago; walk away below $170K base.

#### Evidence & Sources

1. Levels.fyi 2026 data for Northwind Traders data engineers
2. Glassdoor salary reports, Chicago and New York, 2026
3. Northwind Traders 10-K for 2025
"""

CONTOSO = """### Data Engineer — Contoso Salary Negotiation Guide

#### Compensation

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| New York | $160K–$205K | $110K–$180K | 12% | $205K–$280K |
| Toronto | C$150K–C$185K | C$60K–C$90K | 12% | C$185K–C$235K |

**Level Mapping:** Contoso C2 Data Engineer = Google L4 = Northwind N3

**Evidence & Sources**
- Levels.fyi, 2026
"""

CONTOSO_PM = """### Product Manager — Contoso Salary Negotiation Guide

#### Compensation

| Level | New York (USD) | Remote US (USD) |
|---|---|---|
| PM (L4) | $180,000–$220,000 | $165,000–$200,000 |
| Senior PM (L5) | $225,000–$280,000 | $205,000–$255,000 |

#### Global Lever 1: Launch record

Say: "I launched [product] to [number] customers, and I would like the package at the upper end of the band."

#### Evidence & Sources
- Glassdoor, 2026
"""

CONTOSO_CLOUD = """### Data Engineer — Contoso Cloud Salary Negotiation Guide

| Region | Base Salary | Total Comp |
|---|---|---|
| Remote US | $140K–$170K | $150K–$185K |

Sources: [Source: survey of remote teams, 2026]
"""

ACME_GAMES = """### Data Engineer — Acme Games Salary Negotiation Guide

| Region | Base Salary | Total Comp |
|---|---|---|
| Seattle | $130K–$160K | $140K–$175K |

**Evidence & Sources**
- Blind, 2026
"""

ACME_HEALTH = ACME_GAMES.replace("Acme Games", "Acme Health").replace("Seattle", "Boston")

PUSHBACK = """---
title: Handling pushback
topic: pushback
last_updated: 2026-10-01
keywords: [this is our best offer, they call it their best offer, the budget is set]
data_sources: ["A book on negotiation"]
---
# Handling pushback

## When they say it is their best offer

Treat a best offer as news about one part of the package and ask which part is final.

## Sources

1. A book on negotiation.
"""

TEXTS = {
    "northwind/data-engineer": NORTHWIND,
    "contoso/data-engineer": CONTOSO,
    "contoso/product-manager": CONTOSO_PM,
    "contoso-cloud/data-engineer": CONTOSO_CLOUD,
    "acme-games/data-engineer": ACME_GAMES,
    "acme-health/data-engineer": ACME_HEALTH,
    "_playbook/pushback": PUSHBACK,
}


@cache
def _read(texts: tuple[tuple[str, str], ...]) -> tuple[dict[str, Guide], Names]:
    """The guides of some texts and their names, which take half a second to learn; many tests make the same shelf."""
    guides = {slug: parse_text(text, slug, f"{slug}.md") for slug, text in texts}
    jobs = [Job(g.company, g.role, g.company_name, g.role_name, g.ticker) for g in guides.values() if not g.is_playbook]
    words = {w for _, text in texts for w in text.casefold().split() if w.isalpha()}
    return guides, learn_names(jobs, frozenset(words))


@dataclass
class Shelf:
    """Guides in memory, with the answers that `coach.evidence.retrieve.Library` asks for."""

    texts: dict[str, str] = field(default_factory=lambda: dict(TEXTS))
    store: None = None

    def __post_init__(self) -> None:
        guides, self.names = _read(tuple(self.texts.items()))
        self._guides = dict(guides)

    def refresh(self) -> bool:
        return False

    def damage(self) -> tuple[Damage, ...]:
        return ()

    def guide(self, slug: str) -> Guide:
        return self._guides[slug]

    def slugs(self) -> Sequence[str]:
        return tuple(self._guides)

    def search(
        self, query: str, guides: tuple[str, ...] | None, kinds: tuple[ChunkKind, ...] | None, k: int
    ) -> list[Passage]:
        wanted = set(content_words(query))
        found = [
            Passage(c, float(len(wanted & set(content_words(c.embedded)))))
            for slug in guides or self.slugs()
            for c in chunk_guide(self._guides[slug])
        ]
        return sorted(found, key=lambda p: -p.score)[:k]

    def pays(self, query: PayQuery) -> list[PayRow]:
        rows = []
        for guide in self._guides.values():
            if query.roles and guide.role not in query.roles:
                continue
            if query.companies and guide.company not in query.companies:
                continue
            for band in guide.bands:
                places = band.region.places if band.region else ()
                if query.places and not set(query.places) & set(places):
                    continue
                for pay in band.pays:
                    if pay.amount is None or (query.components and pay.component not in query.components):
                        continue
                    rows.append(
                        PayRow(
                            guide.slug, pay.line, band.layout, band.heading, band.region.label if band.region else "",
                            places, band.level or "", pay.component, pay.label, pay.text, pay.amount.low, pay.amount.high,
                            pay.amount.unit, None, None, None, None, "", pay.period, band.period,
                        )
                    )  # fmt: skip
        return rows
