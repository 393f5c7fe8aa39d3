"""A body-only guide -> the same file with front matter before it; the body keeps every byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from index.declared import KEYS, compare_front_matter
from index.guide import Band, Guide, LevelRow, Pay
from index.money import Range
from index.parse import parse_guide, parse_text
from index.places import clean_label
from index.rows import rows_of

_BOM = b"\xef\xbb\xbf"
_UPDATED = re.compile(r"^\W*last (?:updated|reviewed)\W+(\d{4}-\d\d-\d\d)\b", re.I | re.M)
_QUARTER = re.compile(r"^\W*salary data(?: quarter)?\W+(?:(20\d\d)[- ]?(Q[1-4])|(Q[1-4])[- ](20\d\d))\b", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Migration:
    """What migrating a file comes to: its new bytes, or `left` says why it stays as it is and `data` is empty."""

    data: bytes
    front: dict[str, Any]
    left: str = ""


def migrate_file(path: Path, root: Path) -> Migration:
    """Work out the front matter of a guide below `root`; nothing is written.

    Nothing is invented: what the body does not state, such as its data quality, is left out.
    """
    guide = parse_guide(path, root)
    if guide.front is not None:
        return _left("it has front matter")
    if not guide.text:
        return _left(guide.findings[0].message)
    if any(f.rule == "front-matter" for f in guide.findings):
        return _left("it opens with --- as front matter does, but that is never closed")
    if not guide.bands:
        return _left("no pay row could be read from it")
    raw = path.read_bytes()
    marker, body = (_BOM, raw[len(_BOM) :]) if raw.startswith(_BOM) else (b"", raw)
    front = front_matter_of(guide)
    text = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=1000)
    data = marker + f"---\n{text}---\n".replace("\n", _newline(body)).encode("utf-8") + body
    if not _says_the_same(guide, data):
        return _left("its tables cannot be put into front matter without a difference")
    return Migration(data, front)


def front_matter_of(guide: Guide) -> dict[str, Any]:
    """What the body says, in the keys of the front matter; keys it cannot know are left out."""
    front: dict[str, Any] = {
        "company": guide.company,
        "company_display": guide.company_name,
        "role": guide.role,
        "role_display": guide.role_name,
    }
    if (updated := _UPDATED.search(guide.text)) and _is_date(updated[1]):
        front["last_updated"] = date.fromisoformat(updated[1])
    if quarter := _QUARTER.search(guide.text):
        front["salary_data_quarter"] = f"{quarter[1] or quarter[4]}-{(quarter[2] or quarter[3]).upper()}"
    front |= {
        "compensation": [_entry(band) for band in guide.bands],
        "level_mapping": _levels(guide.levels),
        "data_sources": [{"name": s.text, "url": s.url} if s.url else s.text for s in guide.sources],
    }
    if guide.dna_tags:
        front["negotiation_dna_summary"] = " ".join(f"`{tag}`" for tag in guide.dna_tags)
    if guide.ticker:
        front["ticker"] = guide.ticker
    return front


def _left(why: str) -> Migration:
    return Migration(b"", {}, why)


def _newline(body: bytes) -> str:
    """The line ending of the file's first line."""
    first = re.search(rb"\r\n|\n|\r", body)
    return first[0].decode() if first else "\n"


def _says_the_same(guide: Guide, data: bytes) -> bool:
    """Read the new file as any reader would: front matter without fault or difference, and the same rows as before."""
    again = parse_text(data.decode("utf-8-sig"), guide.slug, guide.slug)
    rows = [[{**row, "line": 0} for row in rows_of(g)] for g in (guide, again)]
    faults = [f for f in again.findings if f.rule.startswith("front-matter")]
    return again.front is not None and rows[0] == rows[1] and not faults and not list(compare_front_matter(again))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _levels(rows: tuple[LevelRow, ...]) -> dict[str, str | list[str]] | None:
    """Level -> what it equals elsewhere; remarks that name no level are kept under "notes"."""
    held: dict[str, list[str]] = {}
    for row in rows:
        words = "; ".join(f"{company}: {level}" if company else level for company, level in row.equivalents)
        held.setdefault(row.level or "notes", []).append(words)
    return {level: words[0] if len(words) == 1 else words for level, words in held.items()} or None


def _entry(band: Band) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    if band.region_text:
        entry["region"] = clean_label(band.region_text)
    if band.level:
        entry["level"] = band.level
    for component, key in KEYS:
        pay = band.pay(component)
        if pay:
            entry |= _figures(key, pay, band.currency)
            if component in ("base", "total") and pay.amount and band.footing(pay) != band.period:
                entry[f"{key}_period"] = band.footing(pay)
    entry["currency"] = band.currency
    if band.period == "month":
        entry["period"] = "month"
    entry |= _stock(band.pay("stock"))
    other = {p.label: p.text for p in band.pays if p.component == "other"}
    if other:
        entry["other"] = other
    return entry


def _figures(key: str, pay: Pay, currency: str) -> dict[str, Any]:
    held: dict[str, Any] = {}
    if pay.amount:
        held |= _ends(key, pay.amount)
        if pay.amount.unit != currency:
            held[f"{key}_unit"] = pay.amount.unit
    if pay.percent and key == "bonus":
        held |= _ends("bonus_pct", pay.percent)
    if pay.second:
        held["second_currency"] = pay.second.unit
        held |= _ends(key, pay.second, "_second")
    return held


def _stock(pay: Pay | None) -> dict[str, Any]:
    if pay is None:
        return {}
    held: dict[str, Any] = {"stock_type": pay.label}
    if pay.period == "4yr":
        held["stock_vest_years"] = 4
    elif pay.period:
        held["stock_period"] = pay.period
    if pay.yearly:
        held |= _ends("stock_annual", pay.yearly)
    return held


def _ends(key: str, value: Range, which: str = "") -> dict[str, Any]:
    ends = {f"{key}_low{which}": _whole(value.low), f"{key}_high{which}": _whole(value.high)}
    return {end: number for end, number in ends.items() if not (value.capped and "_low" in end)}


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value
