"""Bands and the parts of the prose -> flat rows, so that what was read can be shown and compared with anything."""

from __future__ import annotations

from dataclasses import dataclass

from index.guide import Band, Component, Guide, Pay
from index.money import Range, format_range
from index.places import clean_label

_COMPONENTS: tuple[Component, ...] = ("base", "stock", "bonus", "signing", "total")
_UNITS = ("options", "shares")


@dataclass(frozen=True, slots=True)
class ReadPart:
    """One part of a guide's prose as it was read: "premium", "remark", "level" or, of a lever, the kind of its
    sentence.

    `of` is what it tells of: a premium's name, a part of pay ("on top" for what is paid on top of ordinary pay), a
    level, a lever's title.
    """

    line: int
    kind: str
    of: str
    words: str


def parts_of(guide: Guide) -> list[ReadPart]:
    """What was read of a guide's prose, in the order of its lines."""
    found = [
        ReadPart(p.lines.first, "premium", p.name, ", ".join(format_range(a) for a in p.amounts))
        for p in guide.premiums
    ]
    found += [ReadPart(r.lines.first, "remark", r.component or "on top", r.text) for r in guide.remarks]
    for row in guide.levels:
        kind = "remark" if row.remark else "level"
        said = ("; ".join(e.pieces) if not e.company else f"{e.company}: {e.level}" for e in row.elsewhere)
        found.append(ReadPart(row.lines.first, kind, row.level, " = ".join(said)))
    found += [ReadPart(x.lines.first, f"lever: {s.kind}", x.title, s.text) for x in guide.levers for s in x.said]
    return sorted(found, key=lambda part: part.line)


def rows_of(guide: Guide) -> list[dict[str, object]]:
    """One row per band: `*_low`/`*_high` as full numbers in `currency`, `bonus_pct_*` in percent of base.

    `open_ended` lists components whose cell ends in "+"; `text` keeps a cell that says more than
    its money figures; `alt` holds the same figures in a second currency.
    """
    return [_row(guide, band) for band in guide.bands]


def _row(guide: Guide, band: Band) -> dict[str, object]:
    stock = band.pay("stock")
    row: dict[str, object] = {
        "company": guide.company,
        "role": guide.role,
        "layout": band.layout,
        "line": band.line,
        "level": band.level,
        "region": clean_label(band.region_text) or None,
        "region_raw": band.region_text or None,
        "currency": band.currency,
        "currency_ambiguous": any(f.rule == "ambiguous-dollar" and f.line == band.line for f in guide.findings),
        "period": band.period,
    }
    for component in _COMPONENTS:
        pay = band.pay(component)
        low, high = _ends(pay.amount if pay else None)
        row[f"{component}_low"], row[f"{component}_high"] = low, high
        if component == "bonus":
            row["bonus_pct_low"], row["bonus_pct_high"] = _ends(pay.percent if pay else None, whole=False)
    row["stock_period"] = _stock_period(stock)
    row["stock_annual_low"], row["stock_annual_high"] = _ends(stock.yearly if stock else None)
    row["stock_units"] = stock.amount.unit if stock and stock.amount and stock.amount.unit in _UNITS else None
    row["other"] = {p.label: list(_ends(p.amount)) for p in band.pays if p.component == "other" and p.amount}
    row["open_ended"] = [p.component for p in band.pays if p.amount and _is_open(p)]
    row["text"] = {p.component: _said(p) for p in band.pays if _tells_more(p)}
    row["alt"] = _second(band)
    return row


def _is_open(pay: Pay) -> bool:
    """Whether a cell is of a lower end alone: it ends in "+", or says "from" before its one figure."""
    single = pay.amount is not None and pay.amount.low == pay.amount.high
    return bool(pay.amount and pay.amount.open_ended and (pay.text.rstrip(" *").endswith("+") or single))


def _tells_more(pay: Pay) -> bool:
    """Whether a cell says more than the fields hold: words beside its figures, or a share of the company."""
    return bool(pay.note and (pay.amount or not pay.percent)) or bool(pay.percent and pay.component == "stock")


def _stock_period(stock: Pay | None) -> str | None:
    if stock is None or stock.amount is None or stock.amount.unit in _UNITS:
        return None
    return stock.period


def _said(pay: Pay) -> str:
    return pay.text.replace("**", "").strip()


def _second(band: Band) -> dict[str, object] | None:
    found = [(p.component, p.second) for p in band.pays if p.second and p.component != "other"]
    if not found:
        return None
    out: dict[str, object] = {"currency": found[0][1].unit}
    for component, value in found:
        out[f"{component}_low"], out[f"{component}_high"] = _ends(value)
    return out


def _ends(value: Range | None, *, whole: bool = True) -> tuple[float | None, float | None]:
    if value is None:
        return None, None
    if value.capped:
        return None, int(value.high) if whole and value.high == int(value.high) else value.high
    ends = (value.low, value.high)
    return (int(ends[0]), int(ends[1])) if whole and all(e == int(e) for e in ends) else ends
