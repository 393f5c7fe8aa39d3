"""The words of a heading, a note or a cell -> what they say about pay: a part of it, an axis, a bound, a currency, a
period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.guide import Component
from index.money import CODES, SIGNS, Period

ColumnKind = Literal["region", "level", "title", "component", "note"]
Bound = Literal["low", "mid", "high"]
Odd = Literal["hour", "day", "week", "quarter"]

_REGION = re.compile(
    r"\b(?:regions?|locations?|markets?|cit(?:y|ies)|offices?|geo\w*|hubs?|country|site|where|place|standort|stadt"
    r"|ville|ciudad|cidade)\b",
    re.I,
)
_LEVEL = re.compile(
    r"\b(?:levels?|grades?|seniority|tiers?|ic level|job band|rank|yoe|experience|ladder|step|stufe|niveau|nivel)\b",
    re.I,
)
_TITLE = re.compile(r"\b(?:title|role|position)\b", re.I)
_ROWS = re.compile(r"\b(?:components?|elements?|metric|item|compensation type|pay type|category|part)\b", re.I)
# Order matters: "Total Comp (Base + Bonus)" is a total, "Sign-On / Bonus" a signing bonus,
# "Carry/Bonus" and "Stock/Bonus" are columns of stock-like pay.
_COMPONENTS: tuple[tuple[Component, re.Pattern[str]], ...] = (
    ("total", re.compile(r"\btotal\b|\btc\b|\bote\b|\ball[- ]in\b|\bpackage\b|\btdc\b|\bgesamt\w*", re.I)),
    ("signing", re.compile(r"\bsign(?:ing)?[- ]?(?:on)?\b|\bsign[- ]?on\b|\bjoining\b|\bwelcome\b", re.I)),
    (
        "stock",
        re.compile(
            r"\bstocks?\b|\brsus?\b|\bequity\b|\boptions?\b|\bshares?\b|\bcarr(?:y|ied)\b|\bgrants?\b|\bpsus?\b"
            r"|\besops?\b"
            r"|\bphantom\b|\btokens?\b|\blti\w*\b|\blong[- ]term incentive\b|\bprofits? interests?\b|\bppus?\b"
            r"|\bsars?\b|\bgsus?\b",
            re.I,
        ),
    ),
    ("other", re.compile(r"\bprofit[- ]sharing\b|\bsecondary\b|\bdeferred\b|\ballowance\b|\bbenefits?\b"
                         r"|\brelocation\b", re.I)),
    ("bonus", re.compile(r"\bbonus(?:es)?\b|\bincentives?\b|\bcommissions?\b|\bvariable\b|\bsti\b|\baip\b", re.I)),
    ("base", re.compile(r"\bbase\b|\bsalar(?:y|ies)\b|\bfixed\b|\bbasic\b|\bctc\b|\bwages?\b|gehalt\b|\bsalaires?\b"
                        r"|\bsueldos?\b|\bsalarios?\b", re.I)),
)  # fmt: skip
_GRANT = re.compile(r"\b(?:4|four)[\s-]*(?:yr|year)s?\b|/\s?4\s?y", re.I)
_YEARLY = re.compile(
    r"\bannual(?:ly|ized|ised)?\b|/\s?(?:yr|year)\b|\b(?:per|a) (?:yr|year|annum)\b|\bp\.?a\.?\b|\byearly\b", re.I
)
_MONTHLY = re.compile(
    r"\bmonthly\b|/\s?mo(?:nth)?\b|\b(?:per|a|each) month\b|\bp\.m\.|\bpcm\b|\b(?:pro|im) Monat\b|\bmonatlich\b"
    r"|/\s?(?:Monat|mois|mes|mies)\b",
    re.I,
)
_CURRENCY = re.compile(rf"(?<![A-Za-z])({'|'.join(CODES)}|RMB|NIS|Kč|Ft|zł|TCHF|TEUR)(?![A-Za-z])")
# Columns of scenario tables ("Initial | Target | Stretch") that hold money but no market band.
NO_REGION = re.compile(
    r"\b(?:initial|target|stretch|offer(?:ed)?|counter\w*|median|min\w*|max\w*|p\d{2}|percentile|year|yr|gap|ask|"
    r"floor|delta|difference|current|notes?|details?|description|rationale|strategy|impact|example|yours?|value|range"
    r"|vs\.?|"
    r"conservative|moderate|aggressive|expected|strong|best|final|opening|scenario|bull|bear|start|accept|walk|step"
    r"|points?)\b",
    re.I,
)
# First columns of tables that hold money but nobody's pay here: other companies, years to come, steps of a talk.
_FOREIGN = re.compile(
    r"\b(?:compan(?:y|ies)|competitors?|employers?|firms?|peers?|offers?|scenarios?|years?|rounds?|sources?|candidates?"
    r"|factors?|attributes?)\b",
    re.I,
)
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("low", re.compile(r"\b(?:min(?:imum|\.)?|low(?:er|est)?(?: end)?|from|start of range|p(?:10|25)"
                       r"|(?:10|25)th)\b", re.I)),
    ("mid", re.compile(r"\b(?:mid(?:-?point|dle)?|median|average|avg|mean|p50|50th)\b", re.I)),
    ("high", re.compile(r"\b(?:max(?:imum|\.)?|high(?:er|est)?(?: end)?|upper|to|top|p(?:75|90)|(?:75|90)th)\b", re.I)),
)  # fmt: skip
_OF_A_BOUND = re.compile(
    r"\b(?:pay|range|band|end|of|the|percentile|annual|yearly|monthly|gross|cash|comp(?:ensation)?)\b", re.I
)
# A ladder's own words, and codes such as "L5", "IC3–IC4", "Grade B" or "2–5 years".
_RUNG = re.compile(
    r"\b(?:[A-Z]{1,3}[- ]?\d{1,2}[a-z]?|(?:grade|band|level|tier|step)\s?[A-Z0-9]{1,3}"
    r"|(?i:intern|graduate|junior|entry|mid|senior|staff|principal|lead|manager|director|associate|head|distinguished"
    r"|fellow|vp|chief))\b"
    r"|^(?:[IVX]{1,4}|\d{1,2})$|\b\d{1,2}\s?(?:[-–+]\s?\d{0,2})?\s?(?:yrs?|years?)\b"
)
_MARK = r"(?:[$€£¥₹₪₩]|[A-Z]{3})"
_THOUSANDS = re.compile(
    rf"\bthousands?\b|['’]000s?\b|\b000s\b|[$€£]\s?'?000\b|\bTCHF\b|\bTEUR\b"
    rf"|(?<!401)\(\s?{_MARK}?\s?[kK]\s?{_MARK}?\s?\)"
    rf"|(?<!\w)(?:{_MARK}\s?[kK]|[kK]\s?{_MARK})(?!\w)|\bTsd\b"
)
_MILLIONS = re.compile(r"\b(?:millions?|Mio)\b|\(\s?M\s?\)", re.I)
_LAKHS = re.compile(r"\b(?:lpa|lakhs?|lacs?)\b", re.I)
_COUNTS = re.compile(r"\b(?:number|count|no\.) of\b|#|\((?:shares|options|units|number|count)\)|\bunits\b", re.I)
_ODD: tuple[tuple[Odd, re.Pattern[str]], ...] = (
    ("hour", re.compile(r"/\s?(?:hr|hour|h)\b|\bper hour\b|\ban hour\b|\bhourly\b|\b(?:pro|die) Stunde\b", re.I)),
    ("day", re.compile(r"/\s?day\b|\bper day\b|\ba day\b|\bdaily\b|\bday rate\b|\bTagessatz\b", re.I)),
    ("week", re.compile(r"/\s?(?:wk|week)\b|\bper week\b|\ba week\b|\bweekly\b", re.I)),
    ("quarter", re.compile(r"/\s?quarter\b|\bper quarter\b", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """What a heading, a note or a cell says of the figures under it; each is empty where it says nothing.

    `scale` multiplies figures written without their own ("in thousands"); `counts` says that they count
    shares or options; `odd` is a period by which no band is kept.
    """

    codes: tuple[str, ...] = ()
    period: Period | None = None
    scale: float = 1.0
    counts: bool = False
    odd: Odd | None = None

    def over(self, other: Terms) -> Terms:
        """These terms, and the other's where these say nothing."""
        return Terms(
            self.codes or other.codes,
            self.period or other.period,
            self.scale if self.scale != 1 else other.scale,
            self.counts or other.counts,
            self.odd or (other.odd if not self.period else None),
        )


NOTHING = Terms()


@lru_cache(maxsize=4096)
def terms_of(words: str) -> Terms:
    """The currency, period, scale and unit that some words state."""
    scale = (
        1e3 if _THOUSANDS.search(words) else 1e5 if _LAKHS.search(words) else 1e6 if _MILLIONS.search(words) else 1.0
    )
    odd = next((name for name, pattern in _ODD if pattern.search(words)), None)
    return Terms(currencies_of(words), period_of(words), scale, bool(_COUNTS.search(words)), odd)


@lru_cache(maxsize=4096)
def component_of(label: str) -> Component | None:
    """Which pay component a heading names; None for a heading that names none."""
    return next((component for component, pattern in _COMPONENTS if pattern.search(label)), None)


def components_in(words: str) -> set[Component]:
    """Every component that some words name."""
    return {component for component, pattern in _COMPONENTS if pattern.search(words)}


def without_component(label: str) -> str:
    """What a heading says beside the component: "NYC" of "Base salary (NYC)"."""
    for _, pattern in _COMPONENTS:
        label = pattern.sub(" ", label)
    return label.strip(" ()[]-–—,:/")


@lru_cache(maxsize=4096)
def column_kind(label: str) -> ColumnKind:
    """What a column of a region-row or level-row table holds, by its words alone."""
    component = component_of(label)
    if component == "total" or (component and not _REGION.search(label) and not _LEVEL.search(label)):
        return "component"
    if _LEVEL.search(label):
        return "level"
    if _REGION.search(label):
        return "region"
    return "title" if _TITLE.search(label) else "note"


@lru_cache(maxsize=4096)
def bound_of(label: str) -> Bound | None:
    """Which end of a band a heading names and nothing else: "Min", "Base (max)", "P50", but not "High-cost cities"."""
    bound = next((bound for bound, pattern in _BOUNDS if pattern.search(label)), None)
    if bound is None:
        return None
    rest = _CURRENCY.sub(" ", without_component(label))
    for _, pattern in _BOUNDS:
        rest = pattern.sub(" ", rest)
    return None if re.search(r"[^\W\d_]{2,}", _OF_A_BOUND.sub(" ", rest)) else bound


def is_foreign(label: str) -> bool:
    """Whether a first column lists what is nobody's pay here: other companies, years, steps of a talk."""
    return bool(_FOREIGN.search(label))


def is_scenario(label: str) -> bool:
    """Whether a column is a step of a negotiation or a measure rather than a place or a level."""
    return bool(NO_REGION.search(label)) or bound_of(label) is not None


def is_rung(label: str) -> bool:
    """Whether some words are a level: a code, a title of a ladder, years of experience."""
    return bool(_RUNG.search(label))


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


def speaks_of_years(text: str) -> bool:
    """Whether words name a year's pay, whatever else they name."""
    return bool(_YEARLY.search(text))


def names_only_currencies(label: str) -> bool:
    """Whether a heading holds a currency and no other word: "USD", "(EUR €)"."""
    return bool(currencies_of(label)) and not re.search(r"[^\W\d_]", _CURRENCY.sub(" ", label))


def currencies_of(label: str) -> tuple[str, ...]:
    """The currency codes a heading or region label names: "Europe (EUR/GBP)" names two."""
    found = [SIGNS.get(c, c.removeprefix("T") if len(c) == 4 else c) for c in _CURRENCY.findall(label)]
    if not found:
        found = [SIGNS[s] for s in SIGNS if len(s) > 1 and s.endswith(("$", "¥")) and s in label]
    if not found:
        found = [SIGNS[s] for s in "€£₹₪₩" if s in label]
    return tuple(dict.fromkeys(found))
