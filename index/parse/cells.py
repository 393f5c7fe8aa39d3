"""One cell of a pay table -> a Pay: its figures with their own period, currency and bound, or why there are none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from index.guide import Component, Pay, Report
from index.money import CODES, SIGNS, Found, Period, Range, money_in, scan, settle_currency
from index.parse.blocks import plain
from index.parse.columns import NOTHING, Terms, component_of, components_in, period_of, terms_of, without_component

_EMPTY = re.compile(r"^(?:[-–—]+|n/?a|none|nil|tbd|not (?:applicable|offered|disclosed))?\.?$", re.I)
# Words of a cell that repeat what its heading says; any other word is a note to be kept.
_SAID = re.compile(
    r"\b(?:target|vest(?:ing|ed|s)?|options?|shares|of base|base|annual(?:ly)?|year|yr|per|approx(?:imately)?|about"
    r"|around|up to|over"
    r"|month(?:ly)?|max|min|from|gross)\b|(?:/|over)\s?4\s?-?(?:yr|years?)|4-?(?:yr|year)",
    re.I,
)
_PER_YEAR = re.compile(r"(?<=\S)\s*\(([^()]*\d[^()]*/\s?(?:yr|year)[^()]*)\)", re.I)
# What points to a note below the table, or is layout: no part of the figure.
_MARKS = re.compile(
    r"<sup>[^<>]{0,12}</sup>|<br\s*/?>|</?[a-z]{1,8}>|\[\^[^\]\s]{1,12}\]|[†‡§¶¹²³⁰-⁹]+|(?<=\d)[.,][–-](?=\s|/|$)"
    r"|(?<=\S)\*+|(?<=\S)\s?(?:\(\d\)|\[\d{1,2}\])",
    re.I,
)
_MARKED = re.compile(r"[<\[*†‡§¶(¹²³⁰-⁹]|[.,][–-]")
_TIMES = re.compile(r"(?:\bx|×|\*)\s?\d{1,2}\b(?![.,\d%])|\b\d{1,2}\s?(?:x\b|×)", re.I)
_LETTER = re.compile(r"[^\W\d_]")
_UP_TO = re.compile(
    r"(?:\bup to|\bmax(?:imum)?\.?(?: of)?|\bat most|\bno more than|\bbis(?: zu)?|\bjusqu['’]à|\bhasta|[≤<])\s*$", re.I
)
_FROM = re.compile(r"(?:\bfrom|\bmin(?:imum)?\.?(?: of)?|\bat least|\bno less than|\bab|\bstarting at|[≥>])\s*$", re.I)
_AFTER = re.compile(r"\s*\(?(?P<high>max(?:imum)?\b)|\s*\(?(?P<low>min(?:imum)?\b)", re.I)
_NAKED = re.compile(r"[\d.,\s'’–—‑−-]+(?:to|until)?[\d.,\s'’–—‑−-]*[+]?", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?")
_DOTTED = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.])")
# Words beside a bare number that leave it money.
_OF_MONEY = re.compile(
    r"(?:gross|brutto|brut|net|target|base|total|ote|ctc|per|a|an|p|annually|yearly|monthly|year|yr|month|vest\w*|over"
    r"|plus|and|to|bonus|cash|all|on|in|for|of|with|or|if|then)\b",
    re.I,
)
_NO_CODE = frozenset("OTE CTC RSU PSU ISO NSO ESO GSU LTI STI TBD YOE AIP TDC".split())
_CODE_BEFORE = re.compile(r"(?<![A-Za-z])([A-Z]{3})\s?$")
_CODE_AFTER = re.compile(r"\s?([A-Z]{3})(?![A-Za-z])")
_WORD_AFTER = re.compile(r"\s?([^\W\d_][\w-]*)")
MOST_WORDS = 600  # what follows in a longer cell is prose
_FEWEST = 20  # "90–110" may be thousands; "2–5" is years of experience
_LEAST = 1000  # below this a number without sign or scale is a count, or thousands that nobody said


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of a cell before it is read: its heading, its words and place, and the terms it stands under.

    `inline` says that the words themselves name the component, as in a bullet line.
    """

    label: str
    text: str
    line: int
    terms: Terms = NOTHING
    component: Component | None = None
    inline: bool = False


def is_amount(text: str) -> bool:
    """Whether a cell holds a figure of pay: money, a percentage, or numbers large enough to be money."""
    words = plain(text)
    if not any(c.isdigit() for c in words) or len(words) > 200:
        return False
    found = scan(_MARKS.sub("", words))
    if any(f.value.unit or f.value.high >= _LEAST for f in found):
        return True
    if len(found) == 1 and _DOTTED.fullmatch(words) and found[0].value.high * 1000 >= _LEAST:
        return True  # "52.000": thousands, as much of Europe writes them
    return bool(found and _NAKED.fullmatch(words) and _FEWEST <= found[0].value.low < found[0].value.high)


def read_pay(cell: Cell, local: tuple[str, ...], report: Report) -> Pay | None:
    """Read one cell: the amount, its second currency, its percentage, and the words beside them.

    The cell's terms, then the `local` currencies of its place, settle what "$" or a bare number means.
    A heading that names no component makes "other" pay if the cell holds money, else None.
    """
    label, terms = cell.label, cell.terms
    words = plain(cell.text[:MOST_WORDS])
    if _MARKED.search(words):
        words = _MARKS.sub("", words).strip()
    component = cell.component or component_of(label) or ("other" if money_in(words) else None)
    if component is None:
        return None
    empty = Pay(component, label, cell.text, cell.line)
    if _EMPTY.match(words):
        return empty
    words, per_year = _set_apart(words)
    codes = terms.codes or local
    read = [_figure(words, f, component, label, terms) for f in scan(words)]
    found = [f for f in read if isinstance(f, Found)]
    problems = [p for p in read if isinstance(p, str) and p]
    rest = _beside(words, found)
    own = terms_of(rest) if rest else NOTHING
    odd = own.odd or (terms.odd if not own.period and not any(f.value.period for f in found) else None)
    if odd and component in ("base", "total") and any(f.value.unit != "%" for f in found):
        problems, found = [f"pay by the {odd} is not kept; write it by the month or by the year"], []
    if component in ("base", "total") and _TIMES.search(words):
        problems, found = ["it is a sum to be worked out; write what it comes to by the year or by the month"], []
    percents = [f for f in found if f.value.unit == "%"]
    amounts = [_settled(f, codes) for f in found if f.value.unit != "%"]
    for f in found:
        if f.repaired:
            report("warning", cell.line, "mixed-currency-range", f"“{words}”: {f.repaired}.")
    amounts = _without_years(amounts)
    alike = [f for f in amounts[1:] if f.value.unit in ("", amounts[0].value.unit)]
    if alike and rest and components_in(rest) - {component}:
        problems, amounts, percents = ["it holds figures of several parts; give each part a column"], [], []
    elif alike and all(f.value.low == f.value.high for f in (amounts[0], *alike)):
        problems, amounts, percents = ["it holds single figures side by side; write a range as low–high"], [], []
    elif len(amounts) > 2 or alike:
        report(
            "warning" if alike else "info",
            cell.line,
            "extra-figures",
            f"“{words}” holds more figures than one range and its conversion; the first was used.",
        )
    if problems and not amounts and not percents:
        report(
            "warning",
            cell.line,
            "unread-cell",
            f"“{words}” under “{label or component}” was not read as a figure: {problems[0]}.",
        )
        return replace(empty, note=words)
    amount = amounts[0].value if amounts else None
    second = next((f.value for f in amounts[1:] if amount and f.value.unit not in ("", amount.unit)), None)
    return replace(
        empty,
        amount=amount,
        percent=percents[0].value if percents else None,
        second=second,
        yearly=_settled(per_year, codes).value if per_year and amount else None,
        period=_covers(component, amount, own, period_of(label) or terms.period),
        note=words if _says_more(rest, inline=cell.inline) else "",
    )


def _figure(words: str, f: Found, component: Component, label: str, terms: Terms) -> Found | str:
    """The figure with its bound and scale, or what keeps it from being one ("" for a number of no weight)."""
    value = f.value
    if words[f.end : f.end + 1].isalpha() and value.unit not in ("options", "shares"):
        return f"“{words[f.start : f.end + 1].strip()}…” has a unit that is not known"
    naked = value.unit == "" and bool(_NAKED.fullmatch(value.text))
    if naked:
        problem = _strange(words, f)
        if problem:
            return problem
        numbers = _DOTTED.findall(value.text)
        if numbers and value.high < _LEAST and not re.search(r"\d", _DOTTED.sub("", value.text)):
            value = replace(value, low=value.low * 1000, high=value.high * 1000)
        if terms.counts and component == "stock":
            return replace(
                f,
                value=_bounded(
                    words, f, replace(value, unit="options" if re.search("option", label, re.I) else "shares")
                ),
            )
    if terms.scale != 1 and value.unit not in ("%", "options", "shares") and value.high < 1e4 and not _scaled(value):
        value = replace(value, low=value.low * terms.scale, high=value.high * terms.scale)
    if naked and _YEAR.fullmatch(value.text):
        return "it may be a year; write a currency beside it"
    if naked and value.high < _LEAST:
        return _small(words, f, value)
    word = _WORD_AFTER.match(words, f.end)
    if naked and word and component in ("stock", "other") and not _OF_MONEY.match(word[1]):
        return f"it says no currency, and “{word[1]}” may be what it counts; write a currency, “shares” or “options”"
    return replace(f, value=_bounded(words, f, value))


def _without_years(amounts: list[Found]) -> list[Found]:
    """Without the year that stands beside an amount: "2026: $150K"."""
    firm = [f for f in amounts if not _YEAR.fullmatch(f.value.text)]
    return firm or amounts


def _scaled(value: Range) -> bool:
    return bool(re.search(r"\d\s?[KkMLBTl]|[KkMm](?:io|ln)", value.text))


def _small(words: str, f: Found, value: Range) -> str:
    """Why a bare number below a thousand is no figure; "" where it stands beside other words as a count."""
    word = _WORD_AFTER.match(words, f.end)
    if word and not _OF_MONEY.match(word[1]):
        return f"“{value.text} {word[1]}” is a count, not money; write the amount or the percentage"
    return "it says neither a currency nor thousands; write it in full, as in “$150K–$180K”"


def _strange(words: str, f: Found) -> str:
    """A currency sign or code beside a bare number that is not known: the number is then of an unknown currency."""
    before, after = words[max(0, f.start - 8) : f.start].rstrip(), words[f.end : f.end + 8].lstrip()
    sign = next((c for c in (before[-1:], after[:1]) if c and unicodedata.category(c) == "Sc" and c not in SIGNS), "")
    codes = [m[1] for m in (_CODE_BEFORE.search(before), _CODE_AFTER.match(after)) if m]
    code = next((c for c in codes if c not in CODES and c not in _NO_CODE), "")
    if not sign and not code:
        return ""
    return f"the currency “{sign or code}” is not known; write one of the ISO codes that are"


def _bounded(words: str, f: Found, value: Range) -> Range:
    """The value as an end alone, where the words beside its one figure say so; its text has these words."""
    if value.low != value.high:
        return value
    first = max(0, f.start - 24)
    before, after = words[first : f.start], _AFTER.match(words, f.end)
    top, bottom = _UP_TO.search(before), _FROM.search(before)
    if top or bottom:
        start = first + min(m.start() for m in (top, bottom) if m)
        return replace(value, capped=bool(top), open_ended=bool(bottom), text=words[start : f.end].strip())
    if after:
        return replace(
            value,
            capped=bool(after["high"]),
            open_ended=bool(after["low"]),
            text=words[f.start : after.end()].replace("(", ""),
        )
    return value


def _set_apart(words: str) -> tuple[str, Found | None]:
    """Take out "($40K-$75K/yr)", which says the same grant once more, by the year."""
    match = _PER_YEAR.search(words[:300])
    if not match:
        return words, None
    found = money_in(match[1])
    return (words[: match.start()] + words[match.end() :]).strip(), (found[0] if found else None)


def _settled(found: Found, codes: tuple[str, ...]) -> Found:
    if found.value.unit in ("%", "options", "shares"):
        return found
    unit = settle_currency(found.sign, codes, found.value.unit)
    return replace(found, value=replace(found.value, unit=unit))


def _covers(component: Component, amount: Range | None, own: Terms, heading: Period | None) -> Period | None:
    """What the amount covers: as it says itself, then its heading, then the other words of its cell."""
    if amount is None:
        return None
    if component != "stock":
        return amount.period or (own.period if own.period == "month" else None) or heading
    if amount.period == "year":
        return "year"
    return heading or (None if amount.period == "month" else amount.period)


def _beside(words: str, found: list[Found]) -> str:
    """What stands beside the figures of a cell, or "" where that holds no letter."""
    kept, at = [], 0
    for f in found:
        kept.append(words[at : f.start])
        at = max(at, f.end)
    rest = " ".join([*kept, words[at:]])
    return " ".join(rest.split()) if _LETTER.search(rest) else ""


def _says_more(rest: str, *, inline: bool) -> bool:
    """Whether the words beside the figures are more than what a heading says."""
    if not rest:
        return False
    rest = _SAID.sub(" ", rest)
    return bool(re.search(r"[^\W\d_]{3,}", without_component(rest) if inline else rest))
