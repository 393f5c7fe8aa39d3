"""Figures of one table -> those that cannot be meant: far from the others of their column, or from what their currency
usually pays."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import sqrt
from statistics import median

from index.guide import Band, Component, Pay, Report
from index.money import Range, format_range

# About what a year's full-time work at the least pays in each currency; a thousand times that is more than any band.
_LEAST = {
    "USD": 8e3, "EUR": 1e4, "GBP": 1.8e4, "CHF": 4e4, "INR": 2e5, "AUD": 3.5e4, "CAD": 2.5e4, "SGD": 1.5e4, "HKD": 9e4,
    "CNY": 2.4e4, "JPY": 1.8e6, "ILS": 6e4, "SEK": 2.4e5, "NOK": 3e5, "DKK": 2.4e5, "PLN": 4.5e4, "BRL": 1.6e4,
    "AED": 3.6e4, "SAR": 3.6e4, "NZD": 4e4, "MXN": 8e4, "ZAR": 5e4, "UYU": 2.5e5, "KRW": 2e7, "TWD": 3e5, "IDR": 3e7,
    "RON": 3e4, "VND": 5e7, "COP": 1.4e7, "ARS": 3e6, "CLP": 5e6, "PEN": 1.2e4, "THB": 1e5, "MYR": 1.6e4, "PHP": 1e5,
    "TRY": 2e5, "CZK": 1e5, "HUF": 3e6, "QAR": 1.8e4, "KES": 1.6e5, "NGN": 7e5, "EGP": 6e4, "PKR": 3e5, "BDT": 1.2e5,
    "UAH": 8e4, "BGN": 1e4, "KWD": 1.2e3, "BHD": 2.4e3, "OMR": 3e3, "JOD": 3e3, "LKR": 3e5, "GHS": 8e3, "ISK": 4e6,
    "RSD": 5e5, "KZT": 8e5, "CRC": 4e6,
}  # fmt: skip
_MOST = 1000
# A grant or a bonus may be small; below a twentieth of the least year's pay it is a count or lacks its thousands.
_SHARE = 20
# How far a figure may lie from the median of its column: a lost or a doubled "K" is a thousand, a slipped zero ten.
_FAR: dict[Component, float] = {"base": 8, "total": 25}
_FAR_PARTS = 50
_WIDEST = 20
MISSING = "missing-row"
_ENOUGH = 3


def least_year(currency: str) -> float:
    """About what a year's full-time work at the least pays in a currency; 0 where that is not known."""
    return _LEAST.get(currency, 0.0)


def keep_likely(bands: list[Band], report: Report) -> list[Band]:
    """Turn each unlikely figure into a finding: its cell keeps its words and no amount; a row left without figures
    goes."""
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
        else:
            report("error", band.line, *missing_row(band.region_text or band.level or ""))
    return out


def missing_row(name: str) -> tuple[str, str]:
    """(rule, message) for a pay row that is not in the index, though the guide has it."""
    where = f" for {name}" if name else ""
    return MISSING, f"The pay row{where} is missing: none of its figures could be read; see what is said of them."


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
            return (
                "unusual",
                f"it is far from what a {per} usually pays in {value.unit}; check its zeros and its currency, and "
                "write “/month” if it is monthly",
            )
    elif pay.component != "other" and (value.high < least / _SHARE or value.low > least * _MOST):
        return "unusual", f"it is far from what is usual in {value.unit}; write the amount in full, with its K or M"
    return None
