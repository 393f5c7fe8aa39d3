"""Amounts and ranges as people write them <-> typed values with currency, unit and period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isclose
from typing import Literal

Period = Literal["year", "month", "4yr"]

DOLLARS = frozenset("USD AUD CAD SGD HKD NZD TWD MXN".split())
CODES = (
    "USD EUR GBP CHF INR AUD CAD SGD HKD CNY JPY ILS SEK NOK DKK PLN BRL AED SAR NZD MXN ZAR UYU "
    "KRW TWD IDR RON VND COP ARS CLP PEN THB MYR PHP TRY CZK HUF QAR KES NGN EGP PKR BDT UAH BGN "
    "KWD BHD OMR JOD LKR GHS ISK RSD KZT CRC"
).split()
# What a sign stands for when nothing else says so; "$", "¥" and "kr" name a family of currencies.
SIGNS = {
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "NZ$": "NZD", "MX$": "MXN", "AU$": "AUD", "CA$": "CAD",
    "SG$": "SGD", "S$": "SGD", "A$": "AUD", "C$": "CAD", "R$": "BRL", "CN¥": "CNY", "$": "USD",
    "€": "EUR", "£": "GBP", "₹": "INR", "₪": "ILS", "¥": "JPY", "₩": "KRW", "₫": "VND", "₺": "TRY",
    "฿": "THB", "₱": "PHP", "zł": "PLN", "kr": "SEK", "Rs.": "INR", "Rs": "INR", "RMB": "CNY",
    "NIS": "ILS", "Rp": "IDR", "AU": "AUD", "SFr": "CHF", "Fr": "CHF", "Kč": "CZK", "Ft": "HUF", "₴": "UAH",
    "₦": "NGN", "RM": "MYR", "KSh": "KES", "KShs": "KES", "Dhs": "AED", "R": "ZAR", "N": "NGN",
}  # fmt: skip
_KNOWN = frozenset(CODES)
_TO, _TWO = re.compile(r"\s+(?:down\s+)?to\s+", re.I), 2
_FOLDED = {sign.lower(): sign for sign in reversed(SIGNS)}
FAMILIES = {"$": DOLLARS, "¥": frozenset({"JPY", "CNY"}), "kr": frozenset({"SEK", "NOK", "DKK"})}
WORDS = {
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP",
    "quid": "GBP", "rupees": "INR", "francs": "CHF", "shekels": "ILS", "yen": "JPY", "won": "KRW", "yuan": "CNY",
    "kronor": "SEK", "reais": "BRL", "rand": "ZAR", "naira": "NGN", "dirhams": "AED", "ringgit": "MYR",
}  # fmt: skip
SCALES = {
    "k": 1e3, "thousand": 1e3, "grand": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mil": 1e6, "million": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "t": 1e12, "trillion": 1e12, "l": 1e5, "lac": 1e5, "lacs": 1e5, "lakh": 1e5,
    "lakhs": 1e5,
    "lpa": 1e5, "cr": 1e7, "crore": 1e7, "crores": 1e7, "tsd": 1e3, "tys": 1e3, "mio": 1e6, "mln": 1e6,
    "万": 1e4, "만": 1e4, "억": 1e8,
}  # fmt: skip
INDIAN = frozenset("l lac lacs lakh lakhs lpa cr crore crores".split())
PRINTED = {
    "USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "ILS": "₪", "JPY": "¥", "KRW": "₩", "AUD": "A$",
    "CAD": "C$", "SGD": "S$", "HKD": "HK$", "NZD": "NZ$", "BRL": "R$", "MXN": "MX$", "TWD": "NT$",
}  # fmt: skip
COUNTS = {"option": "options", "options": "options", "share": "shares", "shares": "shares",
          "rsus": "shares", "units": "shares"}  # fmt: skip

# A longer run of digits is an account number or noise, and as a float it could be infinite.
MOST_DIGITS = 20

# "try 250K" names no lira: these codes count only in capitals.
_CAPITALS = frozenset("TRY PEN COP RON PHP KWD BHD OMR JOD LKR GHS ISK RSD KZT CRC".split())
_CODES = "|".join(f"(?-i:{c})" if c in _CAPITALS else c for c in CODES)
# What groups the thousands: a space of any width, or any of the marks that stand for an apostrophe.
SPACES = "\u00a0\u202f\u2007\u2009\u2006\u2008 "
APOSTROPHES = "'’‘ʼ´′`"

# Words of a few letters stand before a number only where no letter stands before them.
_WORDED = frozenset(("kr", "Rs", "Rp", "RM", "SFr", "Fr", "Kč", "Ft", "KSh", "KShs", "Dhs", "R", "N"))
# One letter is a sign only before so many digits as pay has: "R62 000", "N450k", and no "R2" or "N95".
_LETTER = rf"(?-i:[RN])(?=\s?\d{{1,3}}(?:[,.{SPACES}]?\d{{3}})|\s?\d+(?:\.\d+)?\s?[kKmM](?![A-Za-z0-9]))"
_SIGN = "|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True) if s not in {"AU", *_WORDED})
_SCALE = (
    r"thousand|grand|million|billion|trillion|lakhs?|lacs?|crores?|lpa|mn|mm|bn|mil|cr|(?:tsd|tys|mio|mln)\.?"
    r"|[万만억]|(?-i:[KkMmBLT])(?![A-Za-z0-9])"
)
ATOM = re.compile(
    rf"""
    (?P<about>~|≈|\bca?\.\s|\babout\s|\baround\s|\broughly\s)?\s?
    (?:(?P<sign>(?<![A-Za-z])(?:{_CODES}|NIS|RMB|kr|Rs|Rp|KShs|KSh|Dhs|{_LETTER}|(?-i:RM|SFr|Fr|Kč))\.?\s?[$€£¥₪₩₹]?|{_SIGN})\s?\[?|(?<![\w.,]))
    (?P<number>\d{{1,3}}(?:[.{SPACES}]\d{{3}})+,\d\d(?!\d)|\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}(?!\d)(?:\.\d+)?|\d{{1,3}}(?:[{APOSTROPHES}{SPACES}]\d{{3}})+(?!\d)
      |\d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)|\d+,\d{{1,2}}(?=\s?(?:%|[KkMm€]|Mio|Tsd))|\d+(?:\.\d+)?)(?!\d)
    (?:\s?(?P<scale>{_SCALE})(?![^\W\d_]))?\]?
    (?P<plus>\+)?
    (?:\s?(?P<percent>%|percent\b|per\ cent\b|pct\b)(?P<plus2>\+)?
      |\s?(?P<after>(?:{_CODES})\b|€|₪|{"|".join(WORDS)}|zł|kr\b|(?-i:Kč|Ft|S?Fr\.?)|[$£₹¥₴₦](?!\s?\d))(?![$€£₹\w]))?
    (?P<period>\s?(?:/|\bper\s|\ba\s)\s?(?:yr|year|annum|mo|month|4\s?-?(?:yr|years))\b|\s?\bover\s(?:4|four)\s?-?(?:yr|year)s?\b|\s?p\.?a\.?(?![a-z])|\s?\bannually\b|\s?\bmonthly\b)?
    """,
    re.X | re.I,
)
_GROUPING = str.maketrans("", "", SPACES + APOSTROPHES)
_DECIMAL_COMMA = re.compile(r"[\d.]+,\d{1,2}")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COUNTED = re.compile(r"\s?(?:stock\s)?(options?|shares|rsus)\b", re.I)
_DIGIT = re.compile(r"\d")
_PENSION = re.compile(r"40[13]\s?\(?[kb]\b", re.I)  # a pension plan, no figure
JOIN = re.compile(r"\s*(?:-|–|—|‑|−|\bto\b|\buntil\b|\bbis\b|\bhasta\b|\bà\b|[〜～…])\s*", re.I)
DUAL = re.compile(r"\s*/\s*")


@dataclass(frozen=True, slots=True)
class Range:
    """`low` to `high` (equal for a single amount) in `unit`: an ISO currency code, "%", "options" or "shares".

    `unit` is "" where the text gives a number without saying of what. `period` is what the text
    itself says ("/mo"); it says nothing about what a column heading adds.
    """

    low: float
    high: float
    unit: str
    period: Period | None = None
    open_ended: bool = False
    approximate: bool = False
    text: str = ""
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A range read from a text, where it stands, and what had to be repaired to read it.

    `sign` is the currency as written, so that a caller who knows the place can settle "$" or "¥".
    """

    start: int
    end: int
    value: Range
    sign: str
    repaired: str = ""


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    number: float
    scale: float
    unit: str
    sign: str
    about: bool
    plus: bool
    period: Period | None
    grouped: bool
    dotted: bool

    @property
    def value(self) -> float:
        return round(self.number * self.scale, 6)


def scan(text: str) -> list[Found]:
    """Read every amount and range of `text`, in order, bare numbers included (unit "").

    Knows ranges with the unit given once, "£a / $c – £b / $d", and currencies before or after.
    """
    if not _DIGIT.search(text):
        return []
    atoms = list(_atoms(text))
    found: list[Found] = []
    at = 0
    while at < len(atoms):
        four = atoms[at : at + 4]
        if len(four) == 4 and _crossed(text, four):
            for low, high in ((four[0], four[2]), (four[1], four[3])):
                found.append(_pair(text, low, high, contiguous=False))
            at += 4
        elif at + 1 < len(atoms) and _joined(text, atoms[at], atoms[at + 1]):
            found.append(_pair(text, atoms[at], atoms[at + 1]))
            at += 2
        else:
            found.append(_single(text, atoms[at]))
            at += 1
    return found


def told(text: str) -> list[Found]:
    """What `scan` reads, a range that goes down being two figures, as people tell of a change: "from 8% to 5%"."""
    return [half for whole in scan(text) for half in _halves(text, whole)]


def _halves(text: str, whole: Found) -> tuple[Found, ...]:
    return ends_of(text, whole) if whole.value.low > whole.value.high else (whole,)


def ends_of(text: str, whole: Found) -> tuple[Found, ...]:
    """The two figures that a range is written of with "to" between them, or the range alone where there are none."""
    m = _TO.search(text, whole.start, whole.end)
    if m is None:
        return (whole,)
    halves: list[Found] = []
    for start, end in ((whole.start, m.start()), (m.end(), whole.end)):
        halves += [replace(f, start=start + f.start, end=start + f.end) for f in scan(text[start:end])]
    if len(halves) != _TWO:
        return (whole,)
    first, second = halves
    if second.value.unit and not first.value.unit:
        first = replace(first, value=replace(first.value, unit=second.value.unit))
    return first, second


def money_in(text: str) -> list[Found]:
    """Only what is surely money or a percentage: bare numbers and counts left out."""
    return [f for f in scan(text) if f.value.unit not in ("", "options", "shares")]


def settle_currency(sign: str, codes: tuple[str, ...], fallback: str) -> str:
    """Which currency a written `sign` means, given the `codes` that its place or column names."""
    family = FAMILIES.get(sign)
    if not sign:
        return codes[0] if codes else fallback
    if family:
        return next((c for c in codes if c in family), SIGNS.get(sign, fallback))
    return SIGNS.get(sign, sign if sign in CODES else fallback)


def format_amount(value: float, unit: str) -> str:
    """Write one amount the short way it can be read back exactly: "$195K", "₹18L", "CHF 1.2M", "12.5%"."""
    if unit == "%":
        return f"{_trim(value)}%"
    if unit in ("options", "shares"):
        return f"{_trim(value)} {unit}"
    if value < _CENTS and value % 1:  # a rate by the hour: "$24.50"
        cents = f"{value:.2f}"
        return _sign(unit) + (cents if isclose(float(cents), value, abs_tol=1e-6) else _trim(value))
    return _sign(unit) + _compact(value, indian=unit == "INR")


def in_full(value: float, unit: str) -> str:
    """Write one amount of money with all its digits: "$205,000", "₹26,00,000"."""
    if unit != "INR" or value < _LAKH:
        return _sign(unit) + _trim(value)
    whole, dot, cents = _trim(value).replace(",", "").partition(".")
    head, tail = whole[:-3], whole[-3:]
    pairs = re.sub(r"(?<=\d)(?=(?:\d\d)+$)", ",", head)
    return f"{_sign(unit)}{pairs},{tail}{dot}{cents}"


def rounded(value: float) -> float:
    """A sum as it is shown: to the cent below a hundred, to the unit below ten thousand, to the hundred above, to four
    digits from a million on.
    """
    size = abs(value)
    if size < 100:
        return round(value, 2)
    if size < 10_000:
        return float(round(value))
    return float(round(value, -2 if size < 1e6 else 3 - int(f"{size:e}".split("e")[1])))


def format_range(value: Range) -> str:
    """Write a range so that `scan` reads the same low, high, unit and openness back."""
    plus = "+" if value.open_ended else ""
    about = ("up to " if value.capped else "") + ("~" if value.approximate else "")
    per = {"month": "/mo", "year": "/yr", "4yr": "/4yr", None: ""}[value.period]
    if value.unit in ("options", "shares"):
        low, high = _trim(value.low), _trim(value.high)
        return f"{about}{low if low == high else f'{low}–{high}'}{plus} {value.unit}"
    if value.low == value.high:
        return about + format_amount(value.high, value.unit) + plus + per
    low, high = format_amount(value.low, value.unit), format_amount(value.high, value.unit)
    if value.unit == "%":
        low = low.rstrip("%")
    elif value.low < 1000:  # "$1–$2K" would be read as thousands at both ends
        high = _sign(value.unit) + _trim(value.high)
    elif low[-1].isalpha() != high[-1].isalpha():  # both ends are written alike: "$23,750–$35,000"
        low, high = (_sign(value.unit) + _trim(end) for end in (value.low, value.high))
    return f"{about}{low}–{high}{plus}{per}"


def _sign(unit: str) -> str:
    return PRINTED.get(unit, f"{unit} " if unit else "")


def _trim(value: float) -> str:
    return f"{value:,.6f}".rstrip("0").rstrip(".")


_LAKH = 1e5
_CENTS = 1_000
_SMALL, _FINE = 10_000, 1_000  # below so much only whole thousands are written short, above it hundreds too


def _compact(value: float, *, indian: bool) -> str:
    steps = ((1e7, "Cr"), (1e5, "L"), (1e3, "K")) if indian else ((1e6, "M"), (1e3, "K"))
    for size, suffix in steps:
        if value >= size and abs(round(value / size, 3) * size - value) <= 1e-12 * value:
            short = f"{value / size:.3f}".rstrip("0").rstrip(".")
            if suffix == "K" and value % (_FINE if value < _SMALL else _FINE / 10):
                break  # "5,550" and "15,230", as people write them
            if len(short.replace(".", "")) <= 4:
                return short + suffix
    return _trim(value)


def _atoms(text: str) -> Iterator[_Atom]:
    for m in ATOM.finditer(text):
        sign, unit = _currency(m["sign"] or "", m["after"] or "")
        if m["percent"]:
            sign, unit = "%", "%"
        suffix = (m["scale"] or "").lower().rstrip(".")
        scale = SCALES.get(suffix, 1.0)
        if suffix in INDIAN and not unit:
            unit = "INR"
        written = m["number"].translate(_GROUPING)
        if _DECIMAL_COMMA.fullmatch(written):
            written = written.replace(".", "").replace(",", ".")
        digits = written.replace(",", "")
        dotted = not suffix and bool(_DOTTED.fullmatch(digits))
        if dotted and (digits.count(".") > 1 or unit not in ("", "%")):
            digits = digits.replace(".", "")  # "€85.000" is how half of Europe and Latin America group
        if len(digits) > MOST_DIGITS or (not unit and _PENSION.match(text, m.start("number"))):
            continue
        end = m.end()
        count = _COUNTED.match(text, end) if not unit else None
        # "500 RSUs" counts units; "52k RSUs" is their worth.
        if count and not (suffix and count[1].lower() == "rsus"):
            unit, end = COUNTS[count[1].lower()], count.end()
        yield _Atom(
            start=m.start() + len(m[0]) - len(m[0].lstrip()),
            end=end,
            number=float(digits),
            scale=scale,
            unit=unit,
            sign=sign,
            about=bool(m["about"]),
            plus=bool(m["plus"] or m["plus2"]),
            period=_period(m["period"] or ""),
            grouped=m["number"] != digits or dotted,
            dotted=dotted and "." in digits,
        )


def _currency(before: str, after: str) -> tuple[str, str]:
    """(sign as written, ISO code) of the words before and after a number."""
    before = before.strip().rstrip(".")
    if before in SIGNS:
        family = FAMILIES.get(before, frozenset())
        return before, after.upper() if after.upper() in family else SIGNS[before]
    code = before[:3].upper()
    if code in _KNOWN and not before[3:4].islower():
        return code, code
    if before and (sign := _FOLDED.get(before.lower())):
        return sign, SIGNS[sign]
    if before[-1:] in SIGNS:
        return before[-1], SIGNS[before[-1]]
    if after.upper() in _KNOWN:
        return after.upper(), after.upper()
    if after.lower() in WORDS:
        return WORDS[after.lower()], WORDS[after.lower()]
    after = after.rstrip(".")
    return (after, SIGNS[after]) if after in SIGNS else ("", "")


def _period(word: str) -> Period | None:
    word = word.lower().strip()
    if not word:
        return None
    if "4" in word or "four" in word:
        return "4yr"
    return "month" if "mo" in word else "year"


def _joined(text: str, a: _Atom, b: _Atom) -> bool:
    gap = text[a.end : b.start]
    if gap.strip().lower() == "and":
        return bool(re.search(r"between\s+$", text[max(0, a.start - 20) : a.start], re.I)) and (
            a.unit == b.unit or not a.unit
        )
    if not JOIN.fullmatch(gap):
        return False
    if a.unit == "%" and b.unit != "%":
        return False
    if b.unit == "%":
        return not a.sign or a.sign == "%"
    return not (a.unit and not b.unit and b.number > 1900 and b.scale == 1 and a.scale > 1)


def _crossed(text: str, four: list[_Atom]) -> bool:
    """£a / $c – £b / $d: two currencies, each range split around the dash."""
    gaps = [text[a.end : b.start] for a, b in pairwise(four)]
    signs = [a.sign for a in four]
    return (
        bool(DUAL.fullmatch(gaps[0]) and JOIN.fullmatch(gaps[1]) and DUAL.fullmatch(gaps[2]))
        and all(signs)
        and signs[0] == signs[2] != signs[1] == signs[3]
    )


def _single(text: str, a: _Atom) -> Found:
    value = Range(a.value, a.value, a.unit, a.period, a.plus, a.about, text[a.start : a.end].strip())
    return Found(a.start, a.end, value, a.sign)


def _pair(text: str, a: _Atom, b: _Atom, *, contiguous: bool = True) -> Found:
    if b.scale > 1 and a.scale == 1 and not a.grouped and a.number < 1000:
        a = replace(a, scale=next((x for x in (b.scale, 1e3) if a.number * x <= b.value), 1.0))
    elif a.scale > 1 and b.scale == 1 and not b.grouped and a.number <= b.number < 1000:
        b = replace(b, scale=a.scale)
    repaired = ""
    sign, unit = a.sign or b.sign, a.unit or b.unit
    if unit not in ("", "%"):  # "85.000–95.000 €": the sign is said once, for both
        a, b = (replace(x, number=x.number * 1000, dotted=False) if x.dotted else x for x in (a, b))
    if a.unit and b.unit and a.unit != b.unit:
        repaired = f"{a.sign} and {b.sign} in one range, read as {a.unit}"
    if b.unit in ("options", "shares") and not a.unit:
        unit = b.unit
    written = text[a.start : b.end].strip() if contiguous else ""
    value = Range(a.value, b.value, unit, b.period or a.period, b.plus, a.about or b.about, written)
    return Found(a.start, b.end, value, sign, repaired)
