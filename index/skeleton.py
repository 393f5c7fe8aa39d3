"""Company and role -> a guide file to fill in, with every key and section of the format."""

from __future__ import annotations

import json
import re

from index.places import fold


def slug_of(name: str) -> str:
    """A name as a folder or file is called: "ML/AI Engineer" -> "ml-ai-engineer"."""
    return re.sub(r"\s+", "-", fold(name))


def skeleton(company: str, role: str) -> str:
    """Return the text of a new guide. What is to be filled in is blank or stands in square brackets.

    No date, figure or rating is put in: an empty key is read as unknown, which is what it is.
    """
    company, role = _line(company), _line(role)
    return f"""---
company: {_yaml(slug_of(company))}
company_display: {_yaml(company)}
role: {_yaml(slug_of(role))}
role_display: {_yaml(role)}
role_type:             # standard | specialty
last_updated:          # the day the figures were checked, as 2026-01-31
data_quality:          # high | medium | low: how far the figures can be trusted
salary_data_quarter:   # the quarter the figures are from, as 2025-Q4
next_review_due:       # three months after the check, as 2026-04-30
compensation: []       # may stay empty: the table below is what counts. If filled in, it must say the same:
# - region: ""
#   level: ""               # where pay goes by level
#   base_low:               # full numbers: 165000, not 165K
#   base_high:
#   stock_low:
#   stock_high:
#   stock_type: ""          # as the table's heading has it
#   stock_vest_years:
#   bonus_low:              # an amount, or below in percent of base; both where the table has both
#   bonus_high:
#   bonus_pct_low:
#   bonus_pct_high:
#   signing_bonus_low:
#   signing_bonus_high:
#   total_comp_low:
#   total_comp_high:
#   currency: ""            # USD, EUR, …
#   period: ""              # year | month
#   base_period: ""         # the same for the base, and below for the total, where it is another
#   total_comp_period: ""
level_mapping:         # level: "Company A level; Company B level", or leave it to the table below
data_sources: []       # names, or name / url / date_accessed
negotiation_dna_summary: ""
industry: ""
hq_location: ""
public_or_private: ""
ticker: ""
---
### {role} | {company} Global Negotiation Guide

**Negotiation DNA:** `[what sets its pay apart]` `[listed or private]`

---

#### Compensation Benchmarks

[One row per place, with figures such as $165K–$222K. Take out the columns you have no figures for, and this line.]

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| [City (HQ)] | [low–high] | [low–high] | [low–high, or %] | [low–high] |

---

#### Negotiation DNA

[What the role does at {company}, and why the company needs it.]

[How the company sets pay: what it is quick to move on, and what it keeps fixed.]

---

#### Level Mapping

| {_cell(company)} Level | [Other company] Equivalent |
|---|---|
| [level] | [the level there] |

---

#### What {company} Pays a Premium For

- **[Skill or circumstance]**: [what it is, why it is scarce, and what it adds]

---

#### Global Levers

1. **[Reason to pay more]**
> "[What a candidate can say truthfully, ending in one request that lies inside the band.]"

2. **[Second reason]**
> "[The same, for a different part of the pay.]"

---

> **Negotiate Up Strategy:** [For each place: where to open, what to aim for, what to accept, each with its figure.]

---

#### Evidence & Sources

1. [Who published the figures, and when]
"""


def _line(name: str) -> str:
    return " ".join(name.split())


def _yaml(text: str) -> str:
    """A double-quoted YAML string; JSON's are a subset of them."""
    return json.dumps(text, ensure_ascii=False)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
