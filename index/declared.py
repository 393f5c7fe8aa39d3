"""Front matter against body: where the two disagree, the body is used and the difference is a finding."""

from __future__ import annotations

from collections.abc import Iterator

from index.front import PayEntry
from index.guide import Band, Guide, Severity
from index.money import Range, format_amount
from index.places import clean_label, fold

_FIELDS = (
    ("base", "base_low", "base_high"),
    ("stock", "stock_low", "stock_high"),
    ("bonus", "bonus_low", "bonus_high"),
    ("signing", "signing_bonus_low", "signing_bonus_high"),
    ("total", "total_comp_low", "total_comp_high"),
)


def compare_front_matter(guide: Guide) -> Iterator[tuple[Severity, int, str, str]]:
    """Yield (severity, line, rule, message) for each difference between `compensation` and the pay tables."""
    if guide.front is None:
        return
    for key, declared in (("company", guide.company), ("role", guide.role)):
        said = getattr(guide.front, key)
        if said and said != declared:
            yield (
                "warning",
                1,
                "front-matter-differs",
                f"`{key}` says {said}; the file's place says {declared}.",
            )
    if not guide.front.compensation:
        return
    unmatched = list(guide.bands)
    for at, entry in enumerate(guide.front.compensation):
        line = guide.front_lines[at] if at < len(guide.front_lines) else 1
        band = next((b for b in unmatched if _same(entry, b)), None)
        name = " ".join(x for x in (entry.level, entry.region) if x)
        if band is None:
            yield (
                "warning",
                line,
                "front-matter-differs",
                f"The front matter has pay for {name}; the body has no such row.",
            )
            continue
        unmatched.remove(band)
        yield from _differences(entry, band, line, name)
    for band in unmatched:
        name = " ".join(x for x in (band.level, band.region.label if band.region else "") if x)
        yield (
            "warning",
            band.line,
            "front-matter-differs",
            f"The body has pay for {name}; the front matter does not.",
        )


def _same(entry: PayEntry, band: Band) -> bool:
    label = fold(clean_label(band.region_text))
    region = fold(clean_label(entry.region or ""))
    return region == label and fold(entry.level or "") == fold(band.level or "")


def _differences(entry: PayEntry, band: Band, line: int, name: str) -> Iterator[tuple[Severity, int, str, str]]:
    def differs(what: str, said: str, body: str) -> tuple[Severity, int, str, str]:
        return (
            "warning",
            line,
            "front-matter-differs",
            f"{what} for {name}: the front matter says {said}, the body {body}; the body is used.",
        )

    if entry.currency != band.currency:
        yield differs("Currency", entry.currency, band.currency)
    for component, low, high in _FIELDS:
        pay = band.pay(component)  # type: ignore[arg-type]
        said = (getattr(entry, low), getattr(entry, high))
        body = _ends(pay.amount if pay else None)
        if said != body:
            yield differs(component.capitalize(), _words(said, band.currency), _words(body, band.currency))
    bonus = band.pay("bonus")
    said = (entry.bonus_pct_low, entry.bonus_pct_high)
    if said == (None, None) and entry.bonus_pct is not None:
        said = (entry.bonus_pct, entry.bonus_pct)
    body = _ends(bonus.percent if bonus else None)
    if said != body:
        yield differs("Bonus percentage", _words(said, "%"), _words(body, "%"))


def _ends(value: Range | None) -> tuple[float | None, float | None]:
    return (value.low, value.high) if value else (None, None)


def _words(ends: tuple[float | None, float | None], unit: str) -> str:
    if ends == (None, None):
        return "nothing"
    return " to ".join("nothing" if e is None else format_amount(e, unit) for e in ends)
