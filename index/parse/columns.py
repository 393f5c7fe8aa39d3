"""A pay table's headings -> what each column means, with its own label kept."""

from __future__ import annotations

import re
from typing import Literal

from index.guide import Component
from index.money import CODES, SIGNS, Period

ColumnKind = Literal["region", "level", "title", "component", "note"]

_REGION = re.compile(r"\b(?:regions?|locations?|markets?|cit(?:y|ies)|offices?|geo\w*|hubs?|country|site)\b", re.I)
_LEVEL = re.compile(r"\b(?:levels?|grades?|seniority|tiers?|ic level|job band|rank)\b", re.I)
_TITLE = re.compile(r"\b(?:title|role|position)\b", re.I)
_ROWS = re.compile(r"\b(?:components?|elements?|metric|item|compensation type|pay type|category)\b", re.I)
# Order matters: "Total Comp (Base + Bonus)" is a total, "Sign-On / Bonus" a signing bonus,
# "Carry/Bonus" and "Stock/Bonus" are columns of stock-like pay.
_COMPONENTS: tuple[tuple[Component, re.Pattern[str]], ...] = (
    ("total", re.compile(r"\btotal\b|\btc\b|\bote\b|\ball[- ]in\b|\bpackage\b|\btdc\b", re.I)),
    ("signing", re.compile(r"\bsign(?:ing)?[- ]?(?:on)?\b|\bsign[- ]?on\b|\bjoining\b|\bwelcome\b", re.I)),
    (
        "stock",
        re.compile(
            r"\bstocks?\b|\brsus?\b|\bequity\b|\boptions?\b|\bshares?\b|\bcarr(?:y|ied)\b|\bgrants?\b|\bpsus?\b|\besops?\b"
            r"|\bphantom\b|\btokens?\b|\blti\w*\b|\blong[- ]term incentive\b|\bprofits? interests?\b|\bppus?\b|\bsars?\b|\bgsus?\b",
            re.I,
        ),
    ),
    ("other", re.compile(r"\bprofit[- ]sharing\b|\bsecondary\b|\bdeferred\b|\ballowance\b|\bbenefits?\b|\brelocation\b", re.I)),
    ("bonus", re.compile(r"\bbonus(?:es)?\b|\bincentives?\b|\bcommissions?\b|\bvariable\b|\bsti\b|\baip\b", re.I)),
    ("base", re.compile(r"\bbase\b|\bsalar(?:y|ies)\b|\bfixed\b|\bbasic\b|\bctc\b", re.I)),
)  # fmt: skip
_GRANT = re.compile(r"\b(?:4|four)[\s-]*(?:yr|year)s?\b|/\s?4\s?y", re.I)
_YEARLY = re.compile(
    r"\bannual(?:ly|ized|ised)?\b|/\s?(?:yr|year)\b|\bper (?:yr|year|annum)\b|\bp\.?a\.?\b|\byearly\b", re.I
)
_MONTHLY = re.compile(r"\bmonthly\b|/\s?mo(?:nth)?\b|\bper month\b", re.I)
_CURRENCY = re.compile(rf"(?<![A-Za-z])({'|'.join(CODES)}|RMB|NIS)(?![A-Za-z])")
# Columns of scenario tables ("Initial | Target | Stretch") that hold money but no market band.
NO_REGION = re.compile(
    r"\b(?:initial|target|stretch|offer(?:ed)?|counter\w*|low|mid|median|high|min\w*|max\w*|p\d{2}|percentile|top|year|yr|gap|ask|"
    r"floor|delta|difference|current|notes?|details?|description|rationale|strategy|impact|example|yours?|value|range|vs\.?|"
    r"conservative|moderate|aggressive|expected|strong|best|final|opening|scenario|bull|bear)\b",
    re.I,
)


def component_of(label: str) -> Component | None:
    """Which pay component a heading names; None for a heading that names none."""
    return next((component for component, pattern in _COMPONENTS if pattern.search(label)), None)


def column_kind(label: str) -> ColumnKind:
    """What a column of a region-row or level-row table holds."""
    component = component_of(label)
    if component == "total" or (component and not _REGION.search(label) and not _LEVEL.search(label)):
        return "component"
    if _LEVEL.search(label):
        return "level"
    if _REGION.search(label):
        return "region"
    return "title" if _TITLE.search(label) else "note"


def names_components(label: str) -> bool:
    """Whether a first column lists components ("Component", "Element") or says nothing."""
    return bool(_ROWS.search(label)) or not label.strip()


def names_levels(label: str) -> bool:
    """Whether a column holds levels, by that word or by the titles of a ladder."""
    return bool(_LEVEL.search(label) or _TITLE.search(label)) and component_of(label) is None


def period_of(label: str) -> Period | None:
    """What a heading says its figures cover: a 4-year grant, a year, a month, or nothing."""
    if _GRANT.search(label):
        return "4yr"
    if _MONTHLY.search(label):
        return "month"
    return "year" if _YEARLY.search(label) else None


def currencies_of(label: str) -> tuple[str, ...]:
    """The currency codes a heading or region label names: "Europe (EUR/GBP)" names two."""
    found = [SIGNS.get(c, c) for c in _CURRENCY.findall(label)]
    if not found:
        found = [SIGNS[s] for s in SIGNS if len(s) > 1 and s.endswith(("$", "¥")) and s in label]
    return tuple(dict.fromkeys(found))
