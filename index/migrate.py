"""A body-only guide -> the same file with front matter before it; the body keeps every byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from index.guide import Band, Guide, Pay
from index.parse import parse_text
from index.places import clean_label

_BOM = b"\xef\xbb\xbf"


def migrate_file(path: Path, root: Path) -> bytes | None:
    """Return the file with front matter prepended, or None where it has some already or cannot be read.

    Nothing is invented: dates and data quality are left out, because the body does not say them.
    """
    raw = path.read_bytes()
    marker, body = (_BOM, raw[len(_BOM) :]) if raw.startswith(_BOM) else (b"", raw)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    guide = parse_text(text, f"{path.parent.name}/{path.stem}", str(path.relative_to(root)))
    if guide.front is not None or not guide.sections or not guide.bands:
        return None
    newline = "\r\n" if b"\r\n" in body else "\n"
    front = yaml.safe_dump(front_matter_of(guide), sort_keys=False, allow_unicode=True, width=1000)
    head = f"---\n{front}---\n".replace("\n", newline)
    return marker + head.encode("utf-8") + body


def front_matter_of(guide: Guide) -> dict[str, Any]:
    """What the body says, in the keys of the front matter; keys it cannot know are left out."""
    front: dict[str, Any] = {
        "company": guide.company,
        "company_display": guide.company_name,
        "role": guide.role,
        "role_display": guide.role_name,
        "compensation": [_entry(band) for band in guide.bands],
        "level_mapping": {
            r.level or f"line {r.lines.first}": "; ".join(f"{c}: {v}" if c else v for c, v in r.equivalents)
            for r in guide.levels
        }
        or None,
        "data_sources": [{"name": s.text, "url": s.url} if s.url else s.text for s in guide.sources],
    }
    if guide.dna_tags:
        front["negotiation_dna_summary"] = " ".join(f"`{tag}`" for tag in guide.dna_tags)
    if guide.ticker:
        front["ticker"] = guide.ticker
    return front


def _entry(band: Band) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    if band.region_text:
        entry["region"] = clean_label(band.region_text)
    if band.level:
        entry["level"] = band.level
    for component, key in (
        ("base", "base"),
        ("stock", "stock"),
        ("bonus", "bonus"),
        ("signing", "signing_bonus"),
        ("total", "total_comp"),
    ):
        pay = band.pay(component)  # type: ignore[arg-type]
        if pay:
            _figures(entry, key, pay, band.currency)
    entry["currency"] = band.currency
    if band.period == "month":
        entry["period"] = "month"
    stock = band.pay("stock")
    if stock:
        entry["stock_type"] = stock.label
        if stock.period == "4yr":
            entry["stock_vest_years"] = 4
    return entry


def _figures(entry: dict[str, Any], key: str, pay: Pay, currency: str) -> None:
    if pay.amount:
        entry[f"{key}_low"], entry[f"{key}_high"] = _whole(pay.amount.low), _whole(pay.amount.high)
        if pay.amount.unit != currency:
            entry[f"{key}_unit"] = pay.amount.unit
    if pay.percent and key == "bonus":
        entry["bonus_pct_low"], entry["bonus_pct_high"] = _whole(pay.percent.low), _whole(pay.percent.high)
    if pay.second:
        entry["second_currency"] = pay.second.unit
        entry[f"{key}_low_second"], entry[f"{key}_high_second"] = _whole(pay.second.low), _whole(pay.second.high)


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value
