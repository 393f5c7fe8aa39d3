"""The words of a letter that say what an amount is for: a part of pay, or something that is no part of the offer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from index.guide import Component

# "none" is money that is no part of pay; "once" a single payment that its surroundings have to name.
Kind = Literal["base", "stock", "bonus", "signing", "total", "other", "none", "once"]

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        "none",
        r"(?:base |basic )?(?:salary|pay|compensation|bonus|target|hiring)[- ](?:range|band|scale|bracket|threshold)s?|minimum (?:salary|wage|pay|guarantee\w*)|guaranteed minimum|range for (?:this|the)"
        r"|(?:retention|referral|spot|stay|anniversary|relocation|holiday|christmas|moving|loyalty|project|patent) (?:bonus(?:es)?|payments?|awards?)"
        r"|relocat\w+|moving (?:costs?|expenses?|allowance)|housing|temporary living|40[13]\s?\(?[kb]\)?|retirement|pensions?|superannuation|super\b|provident fund|e?pf\b|gratuity|cpf\b|altersvorsorge|altersversorgung"
        r"|insurance|premiums?|deductible|(?:[\w-]{1,40} )?(?:stipend|allowances?|subsidy|credit)\b|reimburs\w+|expenses|per diem|severance|abfindung|payment in lieu|overtime|overtime rate|(?:[\w-]{1,40} )?budget"
        r"|espp\b|(?:employee )?(?:stock|share) purchase|purchase plan|discount|tuition|(?:annual |equity |yearly |stock )*refresh(?:ers?| grants?)?|commissions?"
        r"|(?:strike|exercise|purchase|closing|share|stock|market|unit|grant)[- ](?:date )?price|fair market value(?: per share)?|per share|per unit|par value|vouchers?|lunch|zuschuss|jobticket"
        r"|hra\b|house rent|lta\b|leave travel|conveyance|valuation|revenue|funding|series [a-e]\b|payroll tax\w*|withholding|penalty|damages|liabilit\w+|maximum payout|total (?:target |annual |on-target )*cash(?: compensation| comp)?"
        r"|(?:estimated )?(?:first|1st)[- ]year (?:total|value|compensation|earnings)|total (?:first|1st)[- ]year|year[- ](?:one|1) total|employer(?:['’]s)? (?:contribution|match\w*|cost)|contributions?|match(?:ing|es)?\b|take[- ]home|net (?:salary|pay|amount)|per[- ]paycheck|cliff|fees?",
    ),
    (
        "signing",
        r"sign(?:ing)?[- ]?on(?: cash)?(?: bonus| payment| award)?|signing[- ](?:bonus|payment)|(?:joining|welcome|starting|hiring|commencement|new[- ]hire|start) (?:cash )?(?:bonus|payment|award)|antrittspr[äa]mie|willkommens(?:bonus|pr[äa]mie)|einstiegs(?:bonus|pr[äa]mie)|antrittsbonus|prime (?:d['’]arrivée|de bienvenue)",
    ),
    (
        "once",
        r"(?:one[- ]?(?:time|off)|single|special|lump[- ]sum)(?: (?:cash|special|discretionary|lump[- ]sum|gross|taxable|bonus))* (?:bonus|payment|amount)|lump[- ]sum",
    ),
    (
        "base",
        r"total fixed(?: pay| cash| compensation| salary| component)?|(?:annual )?fixed (?:pay|cash|compensation|salary|component|part|ctc)|(?:annual |total )?guaranteed (?:pay|cash|salary)",
    ),
    (
        "total",
        r"total (?:annual |target |yearly |on[- ]target |gross |direct |potential |estimated |expected |remuneration |compensation |rewards? )*(?:compensation|package|remuneration|rewards?|comp|earnings|pay|salary package|value|ctc)|(?:annual |total )?(?:ctc|cost[- ]to[- ](?:the[- ])?company)\b|ote\b|on[- ]target earnings|gesamt(?:verg[üu]tung|paket|gehalt)|jahreszielgehalt|ziel(?:jahres)?gehalt|compensation package|overall package|total cost",
    ),
    (
        "stock",
        r"rsus?\b|restricted (?:stock|share)s?(?: units?)?|(?:stock|share|equity)[- ](?:units?|grants?|awards?|options?)|equity|options?\b(?= to (?:purchase|buy|acquire))|(?:long[- ]term|ltip?)[- ]incentive(?: plan| award)?|ltip?\b|performance (?:shares|stock units)|psus?\b|aktien\w*|virtual shares|vsop\b|\besop\b|stocks?\b|shares\b|initial grant|new[- ]hire grant",
    ),
    (
        "bonus",
        r"bonus(?:es)?\b|(?:short[- ]term )?incentives?(?: plan| award)?|sti\b|variable(?: pay| compensation| component| salary| cash)?|performance[- ](?:linked )?pay|performance award|profit[- ]shar\w+|zielbonus|jahresbonus|leistungsbonus|variable verg[üu]tung|tantieme|\bvp\b",
    ),
    (
        "base",
        r"(?:base|basic|gross|annual|starting|monthly|yearly) (?:annual |gross |cash |monthly )*(?:salary|pay|compensation|wages?|rate|remuneration|earnings|gross)\b|salary|salaries|salaried rate|wages?|remuneration|(?:hourly |annual )?rate of pay|hourly rate|(?:brutto|grund|fest|jahres|monats|fix)+(?:gehalt|brutto|verg[üu]tung)(?:sgehalt)?|(?:jahres|monats)?gehalt|verg[üu]tung|salaire|r[ée]mun[ée]ration|your (?:pay|compensation)\b|basic\b|base\b",
    ),
)
_LABEL = re.compile("|".join(f"(?P<m{i}>\\b(?:{p}))" for i, (_, p) in enumerate(_PATTERNS)), re.I)
# In "15% of your base salary" the salary is what the share is of, and names no amount.
_SHARE_OF = re.compile(
    r"(?<=%)(?:\s?\(?[\w ]{0,20}\)?)?\s+(?:of|from|on|des|der|vom|of the)\s+(?:(?:your|the|annual|eligible|gross|base|basic|fixed|their|his|her|jährlichen|total|then|current|actual|regular|earned|yearly|target)[- ]+)*"
    r"(?:salary|pay|earnings|compensation|base|basic|wages|ctc|jahresgehalts?|grundgehalts?|bruttojahresgehalts?|remuneration|fixed(?: pay)?|gehalts?|award|bonus|target|grant|shares|rsus|units|options|total)\b"
    r"|\b(?:percent(?:age)?|share|multiple) of (?:(?:your|the|annual|eligible|gross|base|basic|fixed)\s+)*(?:salary|pay|earnings|base)\b|\bbased on (?:your|the) (?:base )?(?:salary|pay)\b",
    re.I,
)
# "in addition to your base salary, ...", "on top of the bonus": named only to set it aside.
_ASIDE = re.compile(
    r"\b(?:in addition to|on top of|besides|apart from|as well as|neben|zusätzlich zu[mr]?)\s+(?:(?:your|the|this|that|annual|base|target|dem|ihrem|deinem)\s+)*(?:base salary|salary|bonus|base|pay|compensation|equity|gehalt|grundgehalt|remuneration|sign-on bonus)\b",
    re.I,
)
_SOLE_TOTAL = re.compile(r"^\W*(?:grand )?total\b[^a-z]*(?:\((?!first)[^)]*\))?\W*$", re.I)
COMPONENTS: tuple[Component, ...] = get_args(Component)


@dataclass(frozen=True, slots=True)
class Label:
    """What some words call an amount, and where they stand."""

    kind: Kind
    start: int
    end: int


def labels_in(text: str) -> list[Label]:
    """The labels of a sentence or cell, in order."""
    text = _ASIDE.sub(_blank, _SHARE_OF.sub(_blank, text))
    if _SOLE_TOTAL.match(text):
        return [Label("total", 0, len(text))]
    return list(_found(text))


def _found(text: str) -> Iterator[Label]:
    for m in _LABEL.finditer(text):
        yield Label(_PATTERNS[int((m.lastgroup or "m0")[1:])][0], m.start(), m.end())


def _blank(m: re.Match[str]) -> str:
    return "_" * len(m[0])
