"""A company's and a role's names -> a small guide whose figures, levers and sources follow from the names alone."""

from __future__ import annotations

import json
import random

_LEVERS = (
    (
        "Scarcity",
        "I have run [{thing}] in production, which few people have done. Could the base be ${ask}K in {place}?",
    ),
    (
        "Timing",
        "The work on {thing} starts soon and I could begin at once. I would like ${ask}K as the base in {place}.",
    ),
    ("Record", "My record with {thing} is written down in [two cases]. For that I would like ${ask}K in {place}."),
    ("Scope", "The job covers {thing} as well. Could we set the base at ${ask}K in {place}?"),
)
_THINGS = (
    "billing pipelines", "warehouse planning", "model reviews", "customer surveys", "payment rails", "sensor networks",
    "incident response", "launch plans", "search ranking", "contract reviews", "design systems", "data migrations",
)  # fmt: skip
_SOURCES = ("Levels.fyi", "Glassdoor salary reports", "Blind", "A survey of recruiters", "Job adverts with pay ranges")


def guide_text(
    company: str, company_slug: str, ticker: str, role: str, role_slug: str, regions: tuple[str, str]
) -> str:
    """The Markdown of one guide: front matter, a pay table of two regions, two levers, a strategy and sources."""
    chooser = random.Random(f"{company_slug}/{role_slug}")
    rows, base = [], 0
    for region in regions:
        base = chooser.randint(80, 220)
        top, stock, bonus = base + chooser.randint(15, 45), chooser.randint(10, 90), chooser.randint(5, 25)
        total = f"${base + bonus + stock // 4}K–${top + bonus + stock // 2}K"
        rows.append(f"| {region} | ${base}K–${top}K | ${stock}K–${stock * 2}K | {bonus}% | {total} |")
    thing, other = chooser.sample(_THINGS, 2)
    levers = [
        f'**Lever {number}: {title}**\n> "{script.format(thing=what, ask=base + chooser.randint(5, 15), place=regions[1])}"'
        for number, (what, (title, script)) in enumerate(
            zip((thing, other), chooser.sample(_LEVERS, 2), strict=True), start=1
        )
    ]
    sources = "\n".join(f"{n}. {source}, 2026" for n, source in enumerate(chooser.sample(_SOURCES, 2), start=1))
    front = {"company": company_slug, "company_display": company, "role": role_slug, "role_display": role}
    if ticker:
        front["ticker"] = ticker
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
    return f"""---
{head}
last_updated: 2026-10-01
data_quality: medium
salary_data_quarter: 2026-Q3
next_review_due: 2027-04-01
---
### {role} | {company} Global Negotiation Guide

#### Compensation Benchmarks

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
{chr(10).join(rows)}

#### Global Levers

{(chr(10) * 2).join(levers)}

> **Negotiate Up Strategy:** In {regions[1]}, target ${base + 12}K base. Accept at ${base + 6}K base or more.

#### Evidence & Sources

{sources}
"""
