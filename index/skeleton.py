"""Company and role -> a guide file to fill in, with every key and section of the format."""

from __future__ import annotations

import re
from datetime import date, timedelta

from index.places import fold

REVIEW_AFTER_DAYS = 90


def slug_of(name: str) -> str:
    """A name as a folder or file is called: "ML/AI Engineer" -> "ml-ai-engineer"."""
    return re.sub(r"\s+", "-", fold(name))


def skeleton(company: str, role: str, today: date) -> str:
    """Return the text of a new guide; what is to be filled in stands in square brackets."""
    review = today + timedelta(days=REVIEW_AFTER_DAYS)
    quarter = f"{today.year}-Q{(today.month - 1) // 3 + 1}"
    return f"""---
company: {slug_of(company)}
company_display: "{company}"
role: {slug_of(role)}
role_display: "{role}"
role_type: standard          # or specialty
last_updated: {today}
data_quality: low            # high | medium | low: how far you trust the figures below
salary_data_quarter: {quarter}
next_review_due: {review}
compensation: []             # one entry per pay row, or leave it empty: the table below is what counts
level_mapping: null
data_sources: []             # names, or name / url / date_accessed
negotiation_dna_summary: ""
industry: ""
hq_location: ""
public_or_private: ""
ticker: ""
---
### {role} | {company} Global Negotiation Guide

**Negotiation DNA:** `[what makes this company pay]` `[listed or private]`

#### Compensation Benchmarks

Give one row per place, figures such as $165K–$222K, and delete columns you have no figures for.

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| [City (HQ)] | [low–high] | [low–high] | [low–high or %] | [low–high] |

#### Negotiation DNA

[Two paragraphs: what this role does here, and why the company needs it.]

#### Level Mapping

| {company} Level | [Other company] Equivalent |
|---|---|
| [level] | [level there] |

#### What {company} pays more for

- **[Skill or circumstance]**: [what it is and why it is scarce; the amount it adds]

#### Global Levers

1. **[Title of the lever]**
> "[What a candidate can truthfully say, with one ask inside the band.]"

> **Negotiate Up Strategy:** [Per region: where to open, what to aim for, what to accept, each with its figure.]

#### Evidence & Sources

1. [Name of the source, year]
"""
