"""Claims -> the parts of pay: of several figures for one part the likeliest is proposed and the others are told with
it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from coach.understanding.letters.claims import Claim, Use
from coach.understanding.letters.values import Instalment, Pay
from coach.understanding.letters.words import found, number_of, pattern
from coach.understanding.situation import Footing
from index.guide import Component
from index.money import format_amount

ORDER: tuple[Component, ...] = ("base", "stock", "bonus", "signing", "total")
# From which amount on pay without a period is a year's.
_YEARLY = {"": 18e3, "SEK": 2e5, "NOK": 2e5, "DKK": 2e5, "CZK": 3e5, "ZAR": 2e5, "MXN": 2e5, "THB": 4e5, "TWD": 4e5, "INR": 4e5, "BRL": 6e4, "PLN": 6e4, "ILS": 1e5, "PHP": 5e5, "TRY": 5e5, "JPY": 2.5e6, "HUF": 4e6, "KRW": 2e7, "IDR": 2e8, "VND": 2e8, "COP": 5e7, "CLP": 1e7, "ARS": 5e7}  # fmt: skip
_TIMES = re.compile(r"(?<!\w)(?P<n>\d{2}|\w+)(?:th)?\s+$", re.I)


def pays(claims: Sequence[Claim], use: Use, text: str) -> tuple[Pay, ...]:
    """The parts of pay of the offer, or of what is paid now."""
    held: dict[Component, list[Claim]] = {c: [] for c in ORDER}
    months = [c.high for c in claims if c.component == "base" and c.period == "month"]
    claims = [
        replace(c, component="base", period="year") if c.component == "total" and any(abs(n * m - c.high) < 1 for m in months for n in (12, 13, 14)) else c
        for c in claims
    ]  # fmt: skip
    for claim in _named(claims):
        if claim.use == use:
            held[claim.component].append(claim)
    base = _one(held["base"])
    out: list[Pay] = []
    for component in ORDER:
        mine = [c for c in held[component] if c.period != "odd"]
        if not mine:
            continue
        if component == "bonus":
            mine = _not_the_share(mine, base)
        newest = min(c.mail for c in mine)
        mine = [c for c in mine if c.mail == newest]
        if component == "signing":
            out.append(_signing(mine, text))
        elif best := _one(mine):
            out.append(_pay(best, mine, text))
    return tuple(out)


def _named(claims: Sequence[Claim]) -> list[Claim]:
    """What is called fixed is the base of a break-up into basic pay and allowances, and a total beside a base that is
    told.
    """
    told = [c for c in claims if c.component == "base" and not c.fixed and c.period != "odd" and c.currency != "%"]
    fixed = [c for c in claims if c.fixed]
    if not fixed:
        return list(claims)
    if all(c.basic for c in told):
        return [c for c in claims if not (c.component == "base" and not c.fixed)]
    out = []
    for c in claims:
        if not c.fixed:
            out.append(c)
        elif not any(_same(c, t) for t in told):
            out.append(replace(c, component="total"))
    return out


def _one(claims: Sequence[Claim]) -> Claim | None:
    """The likeliest of several claims: firmly named, a year's, said most often, said first."""
    firm = [c for c in claims if not c.piece] or list(claims)
    firm = [c for c in firm if not c.up_to] or firm
    if not firm:
        return None
    often = Counter((c.low, c.high) for c in firm)
    largest = max(c.high for c in firm)
    return max(
        firm,
        key=lambda c: (
            -c.mail, c.weight + (2 if c.fixed and c.high == largest else 0) + (c.period in ("year", "hour", "day")) + 2 * any(_same(c, o) and c.period == "year" != o.period for o in firm),
            often[c.low, c.high], bool(c.currency), -c.at,
        ),
    )  # fmt: skip


def _same(a: Claim, b: Claim) -> bool:
    """Whether two claims are one amount: equal, or one the month's of the other's year."""
    if a.currency and b.currency and a.currency != b.currency:
        return False
    if abs(a.low - b.low) < 1 and abs(a.high - b.high) < 1:
        return {a.period, b.period} != {"year", "month"}
    return any(
        x.period == "month" and y.period != "month" and any(abs(x.high * n - y.high) <= 0.005 * y.high for n in (12, 13, 14))
        for x, y in ((a, b), (b, a))
    )  # fmt: skip


def _pay(best: Claim, claims: Sequence[Claim], text: str) -> Pay:
    others = dict.fromkeys(_said(c) for c in claims if not _same(best, c))
    period: Footing = "" if best.period == "odd" else best.period
    if best.component == "stock" and period != "year":
        period = f"{best.years:g}yr" if best.years in (2, 3, 4, 5) else ""  # type: ignore[assignment]
    currency = best.currency or next((c.currency for c in claims if _same(best, c) and c.currency), "")
    times = times_in(text) if best.component == "base" and period == "month" else 0
    if not period and best.component in ("base", "total") and best.high >= _YEARLY.get(currency, _YEARLY[""]):
        period = "year"  # nobody is paid that much a month
    return Pay(
        best.component, best.low, best.high, currency, period, best.line, best.up_to, times=times, others=tuple(others)
    )


def times_in(text: str) -> int:
    """How many times a year the month's salary is paid, where that is not twelve."""
    for m in pattern("monthly_salaries").finditer(text):
        lead = _TIMES.search(text[max(0, m.start() - 14) : m.start()])
        n = number_of(lead["n"]) if lead else 0
        if n in (13, 14, 15, 16):
            return n
    return 0


def _signing(claims: Sequence[Claim], text: str) -> Pay:
    """A payment in parts is one of their sum; half and half is two."""
    by_place: dict[int, list[Claim]] = {}
    for c in claims:
        by_place.setdefault(c.at, []).append(c)
    kept: list[Claim] = []
    for group in by_place.values():
        held = Counter(c.high for c in kept)
        for c in group:
            if held[c.high]:
                held[c.high] -= 1
            else:
                kept.append(c)
    best = _one(kept) or kept[0]
    for whole in sorted(kept, key=lambda c: -c.high):
        rest = [c for c in kept if c is not whole]
        if len(rest) >= 2 and abs(sum(c.high for c in rest) - whole.high) < 1:
            return _parted(whole, rest, whole.high)
        for c in rest:
            n = round(whole.high / c.high)
            if 2 <= n <= 24 and abs(n * c.high - whole.high) < 1 and (c.piece or found(c.line, "parts")):
                return _parted(whole, [c] * n, whole.high)
        halves = list(pattern("half").finditer(whole.line))
        if (len(kept) == 1 and len(halves) >= 2) or (
            len(kept) == 1 and len(halves) == 1 and found(whole.line, "parts")
        ):
            dues = [whole.line[h.end() :].split(",")[0].split(" and ")[0].strip(" .") for h in halves]
            return _parted(whole, [whole, whole], whole.high, [whole.high / 2] * 2, dues)
    whens = [c.when.casefold() for c in kept]
    if len(kept) >= 2 and all(whens) and len(set(whens)) == len(kept):
        return _parted(kept[0], kept, sum(c.high for c in kept))
    return _pay(best, kept, text)


def _parted(
    best: Claim, parts: Iterable[Claim], whole: float, amounts: Sequence[float] = (), dues: Sequence[str] = ()
) -> Pay:
    parts = list(parts)
    told = tuple(
        Instalment(amounts[i] if amounts else c.high, dues[i] if i < len(dues) else c.when) for i, c in enumerate(parts)
    )
    return Pay("signing", whole, whole, best.currency, "", best.line, best.up_to, instalments=told)


def _not_the_share(claims: list[Claim], base: Claim | None) -> list[Claim]:
    """Without the amounts that only say the share of base again."""
    shares = [c for c in claims if c.currency == "%"]
    if not shares or not base:
        return claims
    year = base.high * (12 if base.period == "month" else 1)
    return [
        c for c in claims
        if c.currency == "%" or not any(abs(s.high / 100 * year - c.high) <= 0.02 * c.high or s.at == c.at for s in shares)
    ]  # fmt: skip


def _said(claim: Claim) -> str:
    low, high = format_amount(claim.low, claim.currency), format_amount(claim.high, claim.currency)
    return high if claim.low == claim.high else f"{low} to {high}"
