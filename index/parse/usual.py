"""Figures of one table -> those that cannot be meant: far from the others of their column, or from what their currency usually pays."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import sqrt
from statistics import median

from index.guide import Band, Component, Pay, Report
from index.money import Range, format_range

# About half of what a year's full-time work at the least pays in each currency; a thousand times that is more than any band.
_LEAST = {
    "USD": 6e3, "EUR": 6e3, "GBP": 1e4, "CHF": 2.4e4, "INR": 1e5, "AUD": 2e4, "CAD": 1.5e4, "SGD": 8e3, "HKD": 5e4,
    "CNY": 1.5e4, "JPY": 9e5, "ILS": 3.5e4, "SEK": 1.3e5, "NOK": 1.6e5, "DKK": 1.3e5, "PLN": 2.5e4, "BRL": 1e4,
    "AED": 2.4e4, "SAR": 2.4e4, "NZD": 2e4, "MXN": 4e4, "ZAR": 3e4, "UYU": 1.5e5, "KRW": 1.2e7, "TWD": 1.6e5, "IDR": 2e7,
    "RON": 2e4, "VND": 3e7, "COP": 8e6, "ARS": 1.5e6, "CLP": 3e6, "PEN": 6e3, "THB": 6e4, "MYR": 9e3, "PHP": 7e4, "TRY": 1e5,
    "CZK": 1.2e5, "HUF": 1.5e6, "QAR": 1.2e4, "KES": 1e5, "NGN": 4e5, "EGP": 4e4, "PKR": 2e5, "BDT": 8e4, "UAH": 5e4,
    "BGN": 6e3, "KWD": 9e2, "BHD": 1.8e3, "OMR": 2e3, "JOD": 1.6e3, "LKR": 2e5, "GHS": 6e3, "ISK": 2e6, "RSD": 3e5,
    "KZT": 5e5, "CRC": 2e6,
}  # fmt: skip
_MOST = 1000
# A grant or a bonus may be small; below a twentieth of the least year's pay it is a count or lacks its thousands.
_SHARE = 20
# How far a figure may lie from the median of its column: a lost or a doubled "K" is a thousand, a slipped zero ten.
_FAR: dict[Component, float] = {"base": 8, "total": 25}
_FAR_PARTS = 50
_WIDEST = 20
_ENOUGH = 3


def keep_likely(bands: list[Band], report: Report) -> list[Band]:
    """Turn each unlikely figure into a finding: its cell keeps its words and no amount; a row left without figures goes."""
    columns: dict[tuple[Component, str, str, str], list[float]] = defaultdict(list)
    for band in bands:
        for pay in band.pays:
            if pay.amount and pay.amount.high > 0:
                columns[_column(band, pay)].append(_middle(pay.amount))
    middles = {key: median(values) for key, values in columns.items() if len(values) >= _ENOUGH}
    out = []
    for band in bands:
        pays = []
        for pay in band.pays:
            why = _unlikely(band, pay, middles)
            if why and pay.amount:
                words = pay.amount.text or format_range(pay.amount)
                report("warning", pay.line, why[0], f"{pay.label} “{words}” was not taken for a figure: {why[1]}.")
                pays.append(replace(pay, amount=None, second=None, yearly=None, period=None, note=pay.text))
            else:
                pays.append(pay)
        if any(p.amount or p.percent for p in pays):
            out.append(replace(band, pays=tuple(pays)))
    return out


def _column(band: Band, pay: Pay) -> tuple[Component, str, str, str]:
    footing = band.footing(pay) if pay.component in ("base", "total") else str(pay.period)
    return pay.component, pay.label if pay.component == "other" else "", pay.amount.unit if pay.amount else "", footing


def _middle(value: Range) -> float:
    return sqrt(max(value.low, 1.0) * max(value.high, 1.0))


def _unlikely(band: Band, pay: Pay, middles: dict[tuple[Component, str, str, str], float]) -> tuple[str, str] | None:
    """(rule, reason) for a figure that cannot be meant as it stands."""
    value = pay.amount
    if value is None or value.unit in ("%", "options", "shares") or value.high <= 0:
        return None
    if pay.component in ("base", "total") and value.low > 0 and value.high / value.low > _WIDEST:
        return "far-apart", "its ends are too far apart; check the zeros and the K or M of each"
    middle = middles.get(_column(band, pay))
    far = _FAR.get(pay.component, _FAR_PARTS)
    if middle and not middle / far <= _middle(value) <= middle * far:
        return "far-off", "it is far from the others of its column; check its zeros, its K or M and its currency"
    least = _LEAST.get(value.unit)
    if least is None:
        return None
    if pay.component in ("base", "total"):
        months = 12 if band.footing(pay) == "month" else 1
        if not least / months <= value.high or value.low > least * _MOST / months:
            per = "month" if months == 12 else "year"
            return "unusual", f"it is far from what a {per} usually pays in {value.unit}; check its zeros and its currency, and write “/month” if it is monthly"  # fmt: skip
    elif pay.component != "other" and (value.high < least / _SHARE or value.low > least * _MOST):
        return "unusual", f"it is far from what is usual in {value.unit}; write the amount in full, with its K or M"
    return None
