"""A letter's statements -> the amounts they state of the pay, each with what it is for; every other number is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from coach.letters.labels import COMPONENTS, Kind, Label, labels_in
from coach.letters.lines import Statement
from index.guide import Component
from index.money import CODES, SIGNS, Found, scan, settle_currency

# "odd" is a period that a situation has no word for: an hour, a fortnight, a quarter.
Period = Literal["", "year", "month", "4yr", "odd"]
Use = Literal["offer", "current"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One amount of pay as a letter states it. `years` is how long a grant vests, 0 where its sentence does not say."""

    component: Component
    low: float
    high: float
    currency: str
    period: Period = ""
    use: Use = "offer"
    at: int = 0
    up_to: bool = False
    years: float = 0


@dataclass(slots=True)
class _Around:
    """What the statements before say of the next one: a heading's or table's words."""

    kind: Kind | None = None
    left: int = 0
    firm: bool = False
    columns: tuple[str, ...] = ()
    use: Use = "offer"
    claims: list[Claim] = field(default_factory=list)
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """All that a letter states: its amounts, and whether it counts shares without saying their worth."""

    claims: tuple[Claim, ...]
    counted: bool


_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())}
_NUMBERS |= {
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "twelve": 12,
    "sixteen": 16,
    "thirty-six": 36,
    "forty-eight": 48,
}
_N = rf"(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_VESTS = re.compile(
    rf"\b(?:over|across|for|during|through|spread over|in|über)\s+(?:(?:a|the|an|next|total|period|course|of|first|equally|approximately|einen|zeitraum|von)\s+)*{_N}\s*(?:\(\d+\))?[\s-]*(?:equal )?(?:consecutive )?(?P<unit>years?|yrs?|months?|jahren?|monaten?)"
    rf"|\b(?P<n2>\d{{1,2}}|{'|'.join(_NUMBERS)})\s*(?:\(\d+\))?[\s-]+(?P<unit2>years?|yrs?|month)[\s-]+(?:vest\w*|grant|period|schedule|rsu|total)|\b{_N.replace('?P<n>', '?P<n3>')}\s*(?:\(\d+\))?\s+(?:equal )?(?:successive )?(?P<unit3>annual|yearly|quarterly|monthly) instal+ments",
    re.I,
)
_QUARTERED = re.compile(
    r"\b25\s?%[^.;]{0,60}\b(?:each|every|per|annually|a) ?(?:year|anniversary)?|\b1/48(?:th)?\b|\b1/16(?:th)?\b|\bfour(?: \(4\))? equal annual\b",
    re.I,
)
_VEST = re.compile(r"\bvest\w*\b|\bunverfallbar", re.I)
_EQUITY = re.compile(
    r"\b(?:rsus?|units?|grants?|award|options?|equity|shares|stock|aktien|they|it will|vesting schedule)\b", re.I
)

_YEAR = r"(?:per|a|each|every|pro|im|par) (?:annum|year|jahr|an)\b|/\s?(?:yr|year|annum|jahr)\b|\bannual(?:ly|i[sz]ed)?\b|\byearly\b|\bp\.?\s?a\b\.?|\bjährlich\w*|\b(?:brutto)?jahres\w*|\blpa\b|\bannuel\w*"
_MONTH = r"(?:per|a|each|every|pro|im|par) (?:calendar )?(?:month|monat|mois)\b|/\s?(?:mo(?:nth)?|monat)\b|\bmonthly\b|\bp\.?\s?m\b\.?|\bpcm\b|\bmonatlich\w*|\b(?:brutto)?monats\w*|\bmensuel\w*"
_ODD = r"\b(?:bi-?|semi-?)(?:weekly|monthly|annual(?:ly)?)\b|\b(?:per|each|every|an?|pro) (?:regular )?(?:two[- ]weeks?|2 weeks|pay ?(?:period|check|cheque|day)|paycheck|week|hour|fortnight|quarter|day|stunde|tag|instal+ment|shift)\b|/\s?(?:hr|hour|week|day|h)\b|\bhourly\b|\bweekly\b|\bfortnightly\b|\bquarterly\b|\bquarter\b|\btwo-week\b|\bp\.?\s?h\b|\bdaily\b"
_PERIOD = re.compile(f"(?P<odd>{_ODD})|(?P<month>{_MONTH})|(?P<year>{_YEAR})", re.I)
_SCHEDULE = re.compile(
    r"\b(?:paid|payable|pay(?:ment)?s?(?= (?:will|is|are|in|monthly|bi|semi))|disbursed|zahlbar|ausgezahlt|reviewed|based on|prorated|pro-rated|less|subject|delivered|earned|measured)\b.*",
    re.I | re.S,
)
_STOPS = re.compile(r"[;:]|,\s+(?:and|plus|with|as well as|a|an|your|we)\b|\band (?:an?|your|the)\b|\bplus\b", re.I)

_GONE = re.compile(
    r"\b(?:re-?pay\w*|pay back|payback|claw\w*(?: back)?|recoup\w*|recover\w*|refund\w*|forfeit\w*|owe[ds]?|reimburse the company|return to the company"
    r"|(?:if|should|where) (?:you|your employment)\b[^,.;]{0,60}\b(?:leave|resign|terminat\w*|quit|depart|ends?)|in the event\b|upon (?:any )?(?:termination|resignation)|rückzahl\w*|zurückzuzahlen)",
    re.I,
)
_NO_OFFER = re.compile(
    r"\b(?:ignore|disregard|override|forget)\b[^.]{0,60}\b(?:instruction|prompt|rule|above|previous|figure)|^\W*(?:system|assistant|user|note to (?:the )?(?:ai|assistant|model))\s*:"
    r"|^\W*(?:please )?(?:now )?(?:set|change|output|report|write|say|print|enter|record|treat|update|make|use|pretend|tell|put|fill in|answer)\b|\b(?:ai|language) (?:assistant|model|coach)\b|\binstructions?\b[^.]{0,40}\bset\b"
    r"|\b(?:for example|for instance|e\.g\.|example:|by way of illustration|illustrat\w+|hypothetical\w*|zum beispiel|z\. ?b\.)|\bassuming (?:an?|the|full|maximum|target|100)\b|\bwould (?:have been|become|equate|amount|rise|increase)\b|\b(?:salary|bonus|base|pay|compensation|value|package|ote) would be\b|\bhad you\b"
    r"|\bif you (?:were|transfer|relocate|choose|move|elect)\b|\b(?:colleagues?|other (?:employees|candidates|engineers)|peers|competitors?|our median|the median|market rate|industry)\b[^.]{0,40}\b(?:earns?|makes?|paid|receives?|pays?|is|salar)"
    r"|\b(?:posted|advertised|threshold|we raised|has raised|our revenue|annual revenue)\b",
    re.I,
)
_CURRENT = re.compile(
    r"\b(?:current|existing|present|previous|prior|old|derzeitige\w*|bisherige\w*|aktuelle\w*)\b(?! (?:market|share|stock|fair|value|price|plan|policy))|\b(?:currently|presently) (?:earn\w*|paid|receiv\w*|is|at|on|stands?)|\bderzeit\b",
    re.I,
)
_NEW = re.compile(
    r"\b(?:new|revised|increas(?:e[ds]?|ing)|adjusted|rais(?:e[ds]?|ing)|ris(?:e|es|ing)|will be|effective|proposed|uplifted|updated|neue\w*|künftig\w*|erhöht\w*|steigt)\b",
    re.I,
)
_RISE = re.compile(
    r"\b(?:increase[ds]?|raised?|uplift|adjustment|rise[sn]?|merit|erhöhung|steigerung)\s+(?:of|by|um|von)\s*(?:approximately|about)?\s*$|\b(?:by|um)\s*$|\(\+?\s*$|\+\s?$",
    re.I,
)
_RISE_AFTER = re.compile(r"^\W{0,2}(?:\w+ ){0,2}(?:increase|raise|uplift|rise|erhöhung|higher|more)\b", re.I)
_PIECE = re.compile(
    r"\b(?:instal+ments?|payments|tranches|parts|halves) of\s*$|\b(?:first|second|third|remaining|balance of|other|final|half of|each of)\s*(?:the )?$|\b(?:up to|over|exceed(?:s|ing)?|in excess of|more than|least)\s+(?:a )?(?:the )?(?:cap|limit|maximum) of\s*$",
    re.I,
)
_EACH = re.compile(
    r"^\s*(?:each\b|apiece|per (?:share|unit|rsu|option|installment|instalment)\b|/ ?share|on (?:each|the first|the second|your first|your second) anniversary)",
    re.I,
)
_UP_TO = re.compile(r"\b(?:up to|maximum(?: of)?|max\.?(?: of)?|bis zu)\s*(?:an? (?:additional )?)?$", re.I)
_SAME_MONEY = re.compile(
    r"\(|\bor\b|equal|approx|i\.e|=|\bwhich\b|currently|equivalent|circa|\bca\b|~|≈|about|roughly|that is|\bor\b", re.I
)
_IN_BETWEEN = re.compile(
    r"^\W*(?:\(?gross\)?|per (?:annum|year|month)|a year|annual(?:ly)?|p\.?a\.?|brutto|monthly|/ ?(?:yr|year|month))?[\s,]*"
    r"(?:(?:in|as|worth of|value of|of|for|toward|towards|an?|the|your|our|target|annual|gross|base|one-time|initial|total|performance|discretionary|guaranteed|cash|new|hire|year|company|value|worth|on-target|sign|grant|taxable|additional|acme|annualized|4-year|four-year|als|\(?pre-tax\)?|long-term)[\s-]+)*$",
    re.I,
)
_PAID = re.compile(r"\b(?:offer\w*|pay you|be paid|earn|starting (?:at|on|pay)|start (?:at|on)|receive|bieten)\b", re.I)
_NO_MONEY = re.compile(r"^\s*-?(?:day|week|month|year|hour|minute|person|people)s?\b", re.I)
_CODE = re.compile(rf"(?<![A-Za-z])({'|'.join(CODES)})(?![A-Za-z])")
_CARRIES = 3


def amounts_of(letter: Sequence[Statement], codes: tuple[str, ...]) -> Stated:
    """The amounts of pay that a letter states, in order. `codes` settle what a bare "$" means in it."""
    around = _Around()
    for at, statement in enumerate(letter):
        if statement.cells:
            _row(statement, at, around, codes)
        else:
            around.columns = ()
            _sentence(statement, at, around, codes)
    years = next((y for s in letter if _VEST.search(s.text) and _EQUITY.search(s.text) and (y := _years(s.text))), 0.0)
    claims = [replace(c, years=c.years or years) if c.component == "stock" else c for c in around.claims]
    return Stated(tuple(claims), around.counted)


def _sentence(statement: Statement, at: int, around: _Around, codes: tuple[str, ...]) -> None:
    text = statement.text
    labels = labels_in(text)
    if not re.search(r"\d", text) and (len(text.split()) <= 8 and not text.endswith(".")):
        # A heading: it names what stands below, or ends what the one before named.
        kind = labels[-1].kind if labels else None
        if kind or statement.opens or text.endswith(":"):
            around.kind, around.left, around.firm = kind, _CARRIES, True
            around.use = "current" if _CURRENT.search(text) else "offer"
        return
    if _NO_OFFER.search(text):
        around.kind = None
        return
    kind = around.kind if around.left > 0 else None
    around.claims.extend(_read(text, at, kind, around, codes))
    around.left -= 1
    spoken = [x.kind for x in labels if x.kind != "once"]
    if spoken and not (around.firm and around.left > 0):
        around.kind, around.left, around.firm, around.use = spoken[-1], 1, False, "offer"


def _row(statement: Statement, at: int, around: _Around, codes: tuple[str, ...]) -> None:
    """A table's row: its label in one cell, amounts in others; a row without any amount heads the columns below."""
    cells = statement.cells
    if _NO_OFFER.search(statement.text):
        return
    amounts = [bool(_hits(c, ())) for c in cells]
    if not any(amounts):
        if len(cells) > 1 and not any(re.search(r"\d{3}", c) for c in cells):
            around.columns = cells
        return
    label = next((x for c, money in zip(cells, amounts, strict=True) if not money for x in labels_in(c)[:1]), None)
    title = next((c for c, money in zip(cells, amounts, strict=True) if not money), "")
    shift = len(around.columns) - len(cells)
    for i, cell in enumerate(cells):
        if not amounts[i]:
            continue
        column = around.columns[i + shift] if around.columns and 0 <= i + shift < len(around.columns) else ""
        above = labels_in(column)
        kind: Kind | None = label.kind if label else above[-1].kind if above and not title else None
        if not label and not title and above == []:
            kind = around.kind if around.left > 0 else None
        if re.search(r"\b(?:increase|change|difference|uplift|per pay|%)", column, re.I):
            continue
        note = f"{title} {column}"
        inside = _Around(kind, _CARRIES, True, use="current" if _CURRENT.search(note) else "offer")
        scale = (
            1e5
            if re.search(r"\bla(?:kh|c)s?\b", note, re.I)
            else 1e3
            if re.search(r"['’]000|\bthousands?\b", note, re.I)
            else 1.0
        )
        own = tuple(_CODE.findall(note)) or tuple(v for k, v in SIGNS.items() if k in "€£₹¥" and k in note)
        for claim in _read(cell, at, kind, inside, own or codes, bare=own[:1] or ("",)):
            scaled = claim
            if claim.currency != "%":
                if scale > 1 and claim.high < 1000:
                    scaled = replace(
                        claim,
                        low=claim.low * scale,
                        high=claim.high * scale,
                        currency=claim.currency or (own[0] if own else ""),
                    )
                period = _period_of(note)
                if period and not scaled.period and claim.component != "signing":
                    scaled = replace(scaled, period=period)
            if claim.component == "stock" and not claim.years:
                scaled = replace(scaled, years=_years(statement.text))
            around.claims.append(scaled)
        around.counted |= inside.counted


def _read(
    text: str, at: int, kind: Kind | None, around: _Around, codes: tuple[str, ...], bare: tuple[str, ...] = ()
) -> Iterator[Claim]:
    """The claims of one sentence or cell. `kind` is what a heading says; `bare` the currency of a number without one."""
    labels = labels_in(text)
    hits = list(_hits(text, bare))
    around.counted |= bool(_EQUITY.search(text)) and any(h.value.unit in ("options", "shares") for h in scan(text))
    gone, paid = _GONE.search(text), _PAID.search(text)
    last: tuple[Kind | None, Found] | None = None
    for i, hit in enumerate(hits):
        start, end = hits[i - 1].end if i else 0, hits[i + 1].start if i + 1 < len(hits) else len(text)
        before, after = text[start : hit.start], text[hit.end : end]
        own = _label(text, hit, start, end, labels)
        called = _settled(own, kind, text, around)
        if last and called and _same_again(last, called, hit, text):
            continue
        if (
            called is None
            and not labels
            and not kind
            and hit.value.unit not in ("", "%")
            and paid
            and paid.end() <= hit.start
        ):
            called = "base" if _period(text, hit, start, end, None) in ("year", "month") else None
        last = (called, hit)
        if called is None or called not in COMPONENTS or (gone and gone.start() < hit.start):
            continue
        if _RISE.search(before) or _RISE_AFTER.match(after) or _PIECE.search(before) or _EACH.match(after):
            continue
        if hit.value.unit == "%" and (
            called != "bonus"
            or hit.value.high > 300
            or re.search(r"\b(?:of|the) target\b|\bpayout|\battain|\bmultiplier", after[:40] + before[-30:], re.I)
        ):
            continue
        unit = settle_currency(hit.sign, codes, hit.value.unit) if hit.value.unit not in ("", "%") else hit.value.unit
        unit = unit or (bare[0] if bare else "")
        period = _period(text, hit, start, end, own)
        years = 0.0
        if called == "stock":
            years = (
                _years(text[hit.start : end]) or _years(text)
                if _VEST.search(text) or hit.value.period == "4yr" or _years(text[hit.start : end])
                else 0.0
            )
            period = "year" if not years and period == "year" else ""
        elif called == "signing" or unit == "%":
            period = ""
        claim = Claim(
            called, hit.value.low, hit.value.high, unit, period, around.use, at, bool(_UP_TO.search(before)), years
        )
        if hit.value.low != hit.value.high and re.search(r"\b(?:from|von)\s*$", before, re.I) and _NEW.search(text):
            yield replace(claim, high=claim.low, use="current")
            yield replace(claim, low=claim.high)
            continue
        yield replace(claim, use=_use(text, hit, start, around.use))


def _hits(text: str, bare: tuple[str, ...]) -> list[Found]:
    """The amounts of a text that may be pay: money and percentages, and grouped or scaled numbers without a currency."""
    found = []
    for hit in scan(text):
        value = hit.value
        if value.unit in ("options", "shares") or value.high <= 0 or _NO_MONEY.match(text[hit.end :]):
            continue
        grouped = bool(re.search(r"\d[,\s]\d{3}|\d\s?[kK]\b", value.text)) or (
            value.high >= 10_000 and len(text.split()) <= 8
        )
        alone = bool(bare) and (value.high >= 1000 or bool(re.fullmatch(r"\W*\d+(?:\.\d+)?\W*", text)))
        if not value.unit and not ((grouped and value.high >= 1000) or alone):
            continue
        if value.unit not in ("", "%") and value.high < 100 and not re.search(r"[a-z]", value.text, re.I):
            continue  # $42.50 is paid by the hour or for a share
        found.append(hit)
    return found


def _label(text: str, hit: Found, start: int, end: int, labels: Sequence[Label]) -> Label | None:
    """The label of an amount: the words that lead to it, else those right after it, else the nearest before."""
    near = [x for x in labels if start <= x.start and x.end <= hit.start]
    gap = text[near[-1].end : hit.start] if near else ""
    after = next((x for x in labels if hit.end <= x.start < end), None)
    follows = bool(after and _IN_BETWEEN.match(text[hit.end : after.start]))
    if near and not (follows and re.search(r",|\band\b|\bplus\b", gap)):
        if (
            follows
            and after
            and near[-1].kind in ("total", "base")
            and re.search(r"\b(?:include\w*|compris\w*|consist\w*|of which|with)\b", gap, re.I)
        ):
            return after
        return near[-1]
    if follows:
        return after
    earlier = [x for x in labels if x.end <= hit.start]
    return earlier[-1] if earlier else None


def _settled(own: Label | None, kind: Kind | None, text: str, around: _Around) -> Kind | None:
    """What an amount is for, from its own words and the heading's: "the bonus" under "Sign-on" is the sign-on."""
    if own is None:
        return None if kind == "once" else kind
    if own.kind == "once":
        if kind in ("signing", "none"):
            return kind
        joins = re.search(
            r"\b(?:join\w*|start(?:ing)? date|commenc\w*|first (?:payroll|paycheck|day)|hire date)\b", text, re.I
        )
        return "signing" if joins else "none"
    if around.firm and own.kind == "bonus" and kind in ("signing", "none"):
        return kind
    if (
        around.firm
        and kind == "none"
        and own.kind in ("base", "total")
        and text[own.start : own.end].casefold() in ("salary", "base", "basic")
    ):
        return "none"
    return own.kind


def _same_again(last: tuple[Kind | None, Found], called: Kind, hit: Found, text: str) -> bool:
    """Whether an amount says the one before it again: in another currency, or as a share of base."""
    kind, before = last
    between = text[before.end : hit.start]
    other = before.value.unit != hit.value.unit and hit.sign != before.sign
    return (
        kind == called
        and other
        and bool(before.value.unit)
        and len(between) <= 90
        and bool(_SAME_MONEY.search(between))
    )


def _period(text: str, hit: Found, start: int, end: int, own: Label | None) -> Period:
    after = _SCHEDULE.sub("", text[hit.end : end])
    after = re.split(r"[,;)(]", after[:60])[0] if not after[:2].startswith((" (", ", ", "(")) else after[:30]
    said = _period_of(after)
    if said or hit.value.period:
        return said or hit.value.period or ""
    lead = text[own.start : hit.start] if own and own.end <= hit.start else text[start : hit.start]
    if own and own.end <= hit.start:
        lead = text[max(start, own.start - 30) : own.start].rsplit(",", 1)[-1] + lead
    elif own:
        lead += text[hit.end : own.end]
    return _period_of(lead, last=True)


def _period_of(text: str, *, last: bool = False) -> Period:
    found = list(_PERIOD.finditer(text))
    if not found:
        return ""
    return (found[-1] if last else found[0]).lastgroup or ""  # type: ignore[return-value]


def _use(text: str, hit: Found, start: int, heading: Use) -> Use:
    before = text[start : hit.start]
    if re.search(r"\b(?:from|von)\s*$", before, re.I) and re.search(
        r"\bincreas|\brais|\bris(?:e|ing)|\berhöh|\bsteig", text, re.I
    ):
        return "current"
    old = max((m.start() for m in _CURRENT.finditer(before)), default=-1)
    new = max((m.start() for m in _NEW.finditer(before) if not re.match(r"will be", m[0], re.I)), default=-1)
    if max(old, new) < 0:
        return heading
    return "current" if old > new else "offer"


def _years(text: str) -> float:
    """Over how many years a text says something vests, 0 where it does not."""
    for m in _VESTS.finditer(text):
        number = (m["n"] or m["n2"] or m["n3"]).casefold()
        value = float(_NUMBERS.get(number, 0) or (number if number[0].isdigit() else 0))
        unit = (m["unit"] or m["unit2"] or m["unit3"]).casefold()
        per = 12 if unit.startswith("mon") else 4 if unit == "quarterly" else 1
        if value / per >= 1 and not re.match(r"[\s-]*cliff", text[m.end() :]):
            return value / per
    return 4.0 if _QUARTERED.search(text) else 0.0
