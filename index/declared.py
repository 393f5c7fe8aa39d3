"""Front matter against body: where the two disagree, the body is used and the difference is a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.front import PayEntry
from index.guide import Band, Component, Guide, Pay, Severity
from index.money import Range, format_amount
from index.places import clean_label, fold

Difference = tuple[Severity, int, str, str]
_GRANT_YEARS = 4  # what the pay table's "4yr" stands for
KEYS: tuple[tuple[Component, str], ...] = (
    ("base", "base"),
    ("stock", "stock"),
    ("bonus", "bonus"),
    ("signing", "signing_bonus"),
    ("total", "total_comp"),
)
"""Each component, and what its keys in the front matter start with."""


def compare_front_matter(guide: Guide) -> Iterator[Difference]:
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


def _differences(entry: PayEntry, band: Band, line: int, name: str) -> Iterator[Difference]:
    def differs(what: str, said: str, body: str) -> Difference:
        return (
            "warning",
            line,
            "front-matter-differs",
            f"{what} for {name}: the front matter says {said}, the body {body}; the body is used.",
        )

    if entry.currency != band.currency:
        yield differs("Currency", entry.currency, band.currency)
    if (entry.period or "year") != band.period:
        yield differs("Period", entry.period or "year", band.period)
    for component, key in KEYS:
        pay = band.pay(component)
        if component in ("base", "total") and pay and pay.amount:
            footing = getattr(entry, f"{key}_period") or entry.period or "year"
            if footing != band.footing(pay) and band.period == (entry.period or "year"):
                yield differs(f"Period of the {component}", footing, band.footing(pay))
        said = _declared(entry, key)
        body = _ends(pay.amount if pay else None)
        if said != body:
            yield differs(component.capitalize(), _words(said, band.currency), _words(body, band.currency))
        unit = getattr(entry, f"{key}_unit")
        if unit and pay and pay.amount and unit != pay.amount.unit:
            yield differs(f"{component.capitalize()} unit", unit, pay.amount.unit)
        if entry.second_currency:
            yield from _second_differs(entry, key, pay, differs)
    yield from _terms_differ(entry, band, differs)


def _terms_differ(entry: PayEntry, band: Band, differs: Callable[[str, str, str], Difference]) -> Iterator[Difference]:
    """What is said of a part beside its amounts: the years of a grant, a bonus in percent."""
    stock = band.pay("stock")
    if entry.stock_vest_years and stock and stock.period == "4yr" and entry.stock_vest_years != _GRANT_YEARS:
        yield differs("Years of the grant", f"{entry.stock_vest_years:g}", str(_GRANT_YEARS))
    bonus = band.pay("bonus")
    said = (entry.bonus_pct_low, entry.bonus_pct_high)
    if said == (None, None) and entry.bonus_pct is not None:
        said = (entry.bonus_pct, entry.bonus_pct)
    body = _ends(bonus.percent if bonus else None)
    if said != body:
        yield differs("Bonus percentage", _words(said, "%"), _words(body, "%"))


def _second_differs(
    entry: PayEntry, key: str, pay: Pay | None, differs: Callable[[str, str, str], Difference]
) -> Iterator[Difference]:
    said, unit = _declared(entry, key, "_second"), entry.second_currency or ""
    body = _ends(pay.second if pay else None)
    if said != body or (pay and pay.second and pay.second.unit != unit):
        yield differs(
            f"{key} in the second currency",
            _words(said, unit),
            _words(body, pay.second.unit if pay and pay.second else unit),
        )


def _declared(entry: PayEntry, key: str, which: str = "") -> tuple[float | None, float | None]:
    return getattr(entry, f"{key}_low{which}"), getattr(entry, f"{key}_high{which}")


def _ends(value: Range | None) -> tuple[float | None, float | None]:
    return (None if value.capped else value.low, value.high) if value else (None, None)


def _words(ends: tuple[float | None, float | None], unit: str) -> str:
    if ends == (None, None):
        return "nothing"
    return " to ".join("nothing" if e is None else format_amount(e, unit) for e in ends)
