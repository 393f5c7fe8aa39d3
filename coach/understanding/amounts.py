"""A message -> every amount in it, with where it stands, unit, period and count: formats only, no meaning.

One reader for chat, letters, mails and rehearsal. What an amount is for (an offer, a wish, nothing at all) is not
decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from coach.understanding.firstnames import is_first_name
from coach.understanding.salaries import times_after
from coach.understanding.spoken import in_digits
from index.money import Found, told

Kind = Literal["money", "percent", "count", "bare"]
Tax = Literal["gross", "net", ""]
Period = Literal["", "year", "month", "week", "day", "hour", "2yr", "3yr", "4yr", "5yr"]


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount or range: `low` to `high` in full units of `currency` ("" where none is written), from `start` to
    `end` of the text.

    `kind` is "money" (a sign, code or scale is written), "percent", "count" (of `counted`: "shares", "days" …) or
    "bare" (a number and nothing else). `capped` says that it is at most that much ("up to 6k"), `floored` that it is at
    least that much ("min 3%"), `scaled` that a thousand, lakh or million is written with it; `period` is what the words
    right after it say, `salaries` how many of them a year has ("5.100 x 13"), `tax` whether it is said to be gross or
    net.
    """

    start: int
    end: int
    low: float
    high: float
    kind: Kind
    currency: str = ""
    period: Period = ""
    counted: str = ""
    scaled: bool = False
    open_ended: bool = False
    salaries: int = 0
    capped: bool = False
    floored: bool = False
    tax: Tax = ""

    @property
    def is_range(self) -> bool:
        """Whether two ends are given."""
        return self.low != self.high


_PERIODS: tuple[tuple[Period, str], ...] = (
    ("4yr", r"(?:over|across|for|vest\w*(?: over)?)\s+(?:the next\s+)?(?:4|four)\s*-?\s*(?:years?|yrs?|y)|over\s+(?:4|four)(?=\s*(?:[.,;)]|$|and\b|plus\b))|(?<![A-Za-z])/\s?4\s?(?:years?|yrs?|y)\b|(?:4|four)[\s-]*(?:year|yr|y)\b(?!\s+(?:of\s+)?exp)(?:\s+(?:grant|vest\w*))?"),
    ("5yr", r"(?:over|across|vest\w*(?: over)?)\s+(?:5|five)\s*-?\s*(?:years?|yrs?)"
     r"|(?<![A-Za-z])/\s?5\s?(?:years?|yrs?|y)\b"),
    ("3yr", r"(?:over|across|vest\w*(?: over)?)\s+(?:3|three)\s*-?\s*(?:years?|yrs?)"
     r"|(?<![A-Za-z])/\s?3\s?(?:years?|yrs?|y)\b"),
    ("2yr", r"(?:over|across|vest\w*(?: over)?)\s+(?:2|two)\s*-?\s*(?:years?|yrs?)"
     r"|(?<![A-Za-z])/\s?2\s?(?:years?|yrs?|y)\b"),
    ("hour", r"(?:/|per|an|a|each|p|pro|die|par|por|por la|al|all['’])\s?/?"
     r"(?:hours?|hrs?|h|stunde|std|heure|hora|ora|uur)\b|hourly|ph\b"),
    ("day", r"(?:/|per|a|each)\s?(?:days?|diem)\b|daily|day rate"),
    ("week", r"(?:/|per|a|each)\s?(?:weeks?|wk)\b|weekly"),
    ("month", r"(?:/|per|a|each|por|pro|im|par|al)\s?(?:months?|mo|mn?th|mês|mes|monat|mois|mese|m)\b|monthly|pcm\b|p\.?m\.?(?!\w)|mensa(?:l|is)\b|monatlich|brutto/monat"),
    ("year", r"(?:/|per|a|each)\s?(?:years?|yr|y|annum)\b|annual(?:ly)?|yearly|p\.?\s?a\.?(?!\w)|lpa\b|annum"),
)  # fmt: skip
_GROSS = frozenset("gross brutto bruto pretax".split())
_TAXED = r"(?P<tax>gross|brutto|bruto|pre-?tax|net(?:to)?|neto|before tax|after tax|take-?home)"
_TAX_BEHIND = re.compile(rf"\s*\(?{_TAXED}\b(?!\s+(?:of|worth|new|revenue|sales|profit|margin))", re.I)
_TAX_BEFORE = re.compile(rf"\b{_TAXED}(?:\s(?:pay|salary|wage))?(?:\s(?:is|of|at))?:?\s?[$€£₹]?\s?$", re.I)
_QUARTERLY = re.compile(
    r"\s*(?:(?:/|per|a|each|every)\s?(?:quarter|qtr)\b|quarterly\b)(?!\s+(?:of\s|million|mil))", re.I
)
_GRANT = [
    (period, re.compile(rf"[^,;.!?\n+]{{0,28}}?\b(?:{pattern})", re.I))
    for period, pattern in _PERIODS
    if period.endswith("yr")
]
_PERIOD = [
    (period, re.compile(rf"\s*(?:in )?(?:gross|bruto|brutto|net|neto|netto|cash|base|salary|fixed|stock|equity|rsus?|shares|bonus|usd|eur|gbp|cad|aud|ctc|,)?\s*\(?(?:{pattern})", re.I))
    for period, pattern in _PERIODS
]  # fmt: skip
_COUNTS = re.compile(
    r"\s?(?:more |extra |additional |paid |working |calendar |business |vacation |annual |restricted |stock |share |leave |remote )*"
    r"(?P<of>days?|weeks?|wks?|months?|mos?\b|hours?|hrs?|h\b|minutes?|mins?|years?|yrs?|yoe|people|reports?|engineers?|developers?|devs?|persons?|users?|customers?|clients?|rounds?|interviews?|"
    r"options?|shares?|rsus?|units?|esops?|payments?|salaries|pagas|kids?|teams?|offers?|times|x\b(?!\s*\d))",
    re.I,
)
_DATES = re.compile(r"(?<![\d.,/-])(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d?-\d\d?)(?![\d/-])")
# "R$410 mil" is 410 thousand; "1.2 mil" of dollars is a million.
_MIL = re.compile(r"\d\s?mil\b", re.I)
_THOUSANDS = frozenset("BRL MXN ARS CLP COP PEN UYU EUR".split())
_COMMA = re.compile(r"(?<![\d.,])(\d{1,3}),(\d\d?)(?!\d|,\d)")
_SHARES = re.compile(r"^(?:options?|shares?|rsus?|units?|esops?)$", re.I)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
# Written forms that are no amount: an ordinal, a clock, a date, a level, a form's name, an address, a version.
_AFTER_NONE = re.compile(
    rf"^(?:st|nd|rd|th)\b|^\s?(?:am|pm)\b|^\s?o['’]clock|^:\d|^\s?(?:of\s)?(?:{_MONTHS})\b(?!\s+(?:be|not|i)\b)|^\s?[bB]\b(?=.*40[13])|^(?!h\b)[A-Z]\b|^/7\b",
    re.I,
)
_BEFORE_NONE = re.compile(
    rf"(?:(?<![A-Za-z])(?:{_MONTHS})\.?\s|(?<![A-Za-z'’])(?:level|lvl|grade|team of|aged?|no\.|number|round|phase|series|version|v|q|fy|#|p|l|e|ic|t|m|g|ict|sde|swe|h|s|f|o|b|step|tier|zone|section|clause|top)\s?-?|\d:)$",
    re.I,
)
_ZIP = re.compile(
    r"\b(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|Singapore)\s$"
)
_CENTS = re.compile(r"(?:\s?(?:cents?|pence)|p)\b(?! ?[/-])", re.I)  # "45 cents", "50p"
_WHOLE = 100  # cents or pence
_CAPPED = re.compile(r"\b(?:up to|at most|as much as|a max(?:imum)? of|bis zu|jusqu['’]à)\s+(?:an? )?$", re.I)
_FLOORED = re.compile(
    r"\b(?:at least|min\.?|(?:a )?minimum(?: of)?|no less than|not (?:less than|under|below)|mindestens|au moins)\s+$",
    re.I,
)
_SAID = re.compile(
    r"(?:\bper\s?|/\s?|\bby the\s|\bp/)(?P<of>hour|hr|h|day|week|month)\b|\b(?P<ly>hour|week|month)ly\b", re.I
)
# "day rate 265", "a monthly salary of 4,100": the period stands before the figure.
_BEFORE = re.compile(
    r"\b(?P<of>hour|dai|day|week|month)(?:ly)?[ -](?:rate|wage|pay|salary)"
    r"(?: (?:is|was|of|at|to|now|would be|will be)|:| ?=)?"
    r"(?: (?:only|about|around|currently|now))?\s?[$€£₹]?\s?$",
    re.I,
)
# How old the person is: "31 years old", "I'm Ben, 31, an analyst", "luis here, 33".
_YEARS_OLD = re.compile(r"^\s?(?:-\s?)?(?:years?|yrs?)[\s-]?(?:old|of age|young)\b|^\s?y/?o\b", re.I)
_NAMED_BEFORE = re.compile(
    r"(?:\b(?:i am|i['’]?m|my name is|this is)\s+(?P<name>[^\W\d_]{2,})|(?P<here>[^\W\d_]{2,})\s+here)\s*,\s*$", re.I
)
_FIGURE_BEFORE = re.compile(r"\d[\d.,]*\s?[^\W\d]{0,12}\s?$")
_UNITS = {"h": "hour", "hr": "hour", "wk": "week", "mo": "month", "yr": "year", "dai": "day"}
_HELD = 256  # texts whose amounts are held: a message is asked for them by several readers
_YOUNGEST, _OLDEST = 15, 80
_FIRST_YEAR, _LAST_YEAR = 1990, 2040  # that people speak of
_ROUND = 2000  # is more often pay than a year
_YEAR_BEFORE = re.compile(r"\b(?:in|since|from|until|till|before|after|of|year)\s$", re.I)
_MOST_HOURLY = 1000
_SCALED = re.compile(
    r"\d\s?(?:k|grand|thousand|m|mn|mil|mio|million|l|lakhs?|lacs?|lpa|cr|crores?|tsd|tys|b|bn|billion)\b", re.I
)
# Telephones, e-mail addresses and links hold digits that are no amounts.
_REACHED_BY = re.compile(r"\+\d[\d\s().-]{6,}\d|\(\d{3}\)\s?\d{3}-\d{4}|[\w.+-]+@[\w-]+\.[\w.]+|(?:https?://|www\.)\S+")
_LISTED = re.compile(
    r"(?:(?:^|\n|(?<=[.:;!?])\s)\s*\(?(\d{1,2})\.|(?:^|\s)\(?(\d{1,2})\))\s"
)  # the number of a point in a list: "2) on call since May"
_ODD = re.compile(
    r"(?:^|(?<=[\s(:=]))(?:[$€£₹]?[-−][$€£₹]?\d[\d.,]*\s?[kKmM]?(?![\w%])"
    r"|[$€£₹]?\d[\d.,]*\s?(?:[kK]{2,}|[mM]{3,})(?!\w)|\d{3},\d\d(?![\d,%\w]|\s?[€%kKmM]))"
)
# A footnote's mark, as papers and this coach's own replies have it: "[1]", "[^2]", "[3, 4]".
_NOTE = re.compile(r"(?<![$€£₹])\[\^?\d{1,3}(?:(?:,\s|[;–-]\s?|,(?=\d\d?[,\]]))\d{1,3})*\](?!\s?(?:[kKmM]\b|%))")
_SCHEDULE = re.compile(r"(?<![\d/.,])\d{1,2}(?:\s?/\s?\d{1,2}){2,4}(?![\d/])")
_RATE = re.compile(r"(?<![\d/])(?P<worth>\d{2,4})/(?P<years>[2345])(?:\s?(?:y|yr|yrs|years?))?(?![\d/])", re.I)
_SPELT = re.compile(r"\(\s*(?:[A-Z]{0,3}\s?[$€£₹]?\s?)$")
_SPELT_BEFORE = re.compile(r"\b(?:dollars|euros?|pounds|rupees|thousand|hundred|million)\s*(?:only\s*)?\(?\s*$", re.I)


def odd_in(text: str) -> tuple[str, ...]:
    """The sums of a text that are written as no sum is, so that what was meant is not sure: "-205k", "205kk", "205,00"
    without a currency."""
    return tuple(m[0].strip("(:= \t\n") for m in _ODD.finditer(text))


@lru_cache(_HELD)
def amounts_in(text: str) -> tuple[Amount, ...]:
    """Every amount of a text, in order, without what is plainly written as something else: dates, clocks, levels,
    addresses."""
    unmarked = _NOTE.sub(lambda m: " " * len(m[0]), text)
    plain, places = in_digits(_COMMA.sub(r"\1.\2", unmarked))  # "43,8", "14,50": no thousands have one digit or two
    schedules = [m.span() for m in _SCHEDULE.finditer(plain) if _is_schedule(m[0])]
    schedules += [m.span() for m in _DATES.finditer(plain)]
    schedules += _list_numbers(plain)
    schedules += [m.span() for m in _REACHED_BY.finditer(plain)]
    out: list[Amount] = []
    for hit in told(plain):
        if any(a <= hit.start < b for a, b in schedules):
            continue
        found = _read(plain, hit)
        if found is None:
            continue
        times, beyond = times_after(plain, hit.end) if found.kind in ("money", "bare") else (0, 0)
        if times:
            schedules.append((hit.end, beyond))
            found = replace(found, salaries=times)
        start, end = places[found.start][0], places[found.end - 1][1]
        while start < end and text[start].isspace():
            start += 1
        amount = replace(found, start=start, end=end)
        if out and _is_spelt_out(text, out[-1], amount):
            out[-1] = replace(amount, start=out[-1].start)
            continue
        out.append(amount)
    return tuple(out)


def is_period(text: str) -> bool:
    """Whether a text is a period of pay and nothing else: "/hr", " a month"."""
    return any(pattern.fullmatch(text.rstrip(" .,")) for _, pattern in _PERIOD)


def by_the_quarter(text: str, at: int) -> bool:
    """Whether the words right after an amount, which ends `at`, say that it is of three months."""
    return bool(_QUARTERLY.match(text, at))


def period_said(text: str) -> Period:
    """The period that a text says without a figure before it ("it's per hour, not per year" says the first); "" where
    it says none."""
    for m in _SAID.finditer(text):
        if not _FIGURE_BEFORE.search(text, 0, m.start()):
            of = (m["of"] or m["ly"]).lower()
            return _UNITS.get(of, of)  # type: ignore[return-value]
    return ""


def _list_numbers(plain: str) -> list[tuple[int, int]]:
    """Where the numbers of a list stand: at least two, counting on from one."""
    found = list(_LISTED.finditer(plain))
    counted = [m.span(1 if m[1] else 2) for n, m in enumerate(found, 1) if int(m[1] or m[2]) == n]
    return counted if len(counted) > 1 else []


def _read(plain: str, hit: Found) -> Amount | None:
    value = hit.value
    after = plain[hit.end : hit.end + 40]
    written = plain[hit.start : hit.end]
    scaled = bool(_SCALED.search(written))
    low, high = min(value.low, value.high), max(value.low, value.high)
    end = hit.end
    if _MIL.search(written) and (value.unit in _THOUSANDS or (not value.unit and low >= 2e7)):
        low, high = low / 1000, high / 1000
    if value.unit in ("options", "shares") and not scaled:  # "60k options" are worth that, "9,000 options" are counted
        return Amount(hit.start, end, low, high, "count", counted="shares")
    unit = "" if value.unit in ("options", "shares") else value.unit
    kind: Kind = "percent" if value.unit == "%" else "money" if value.unit or scaled else "bare"
    counted = "shares" if kind == "money" and value.unit in ("options", "shares") else ""
    if kind == "bare" and high < _WHOLE and (small := _CENTS.match(after)):
        return Amount(hit.start, end + small.end(), low / _WHOLE, high / _WHOLE, "money")
    if kind == "bare":
        if _is_no_amount(plain, hit, low, high):
            return None
        counted, width = _counted(after)
        kind = "count" if counted else kind
        end += width if counted == "shares" else 0
    period: Period = value.period or ""
    if rate := _RATE.match(plain, hit.start):
        period = f"{rate['years']}yr"  # type: ignore[assignment]
        low = high = float(rate["worth"])
    elif kind != "count":
        period = _period_of(plain, hit, kind, high)
    capped = low == high and bool(_CAPPED.search(plain, max(0, hit.start - 16), hit.start))
    floored = low == high and bool(_FLOORED.search(plain, max(0, hit.start - 16), hit.start))
    unit = "" if unit == "%" else unit
    tax = _tax_of(plain, hit) if kind in ("money", "bare") else ""
    return Amount(
        hit.start, end, low, high, kind, unit, period, counted, scaled, value.open_ended, capped=capped,
        floored=floored, tax=tax,
    )  # fmt: skip


def _tax_of(plain: str, hit: Found) -> Tax:
    """Whether the words right behind an amount or its period, or right before it, write it as gross or net."""
    behind = [hit.end, *(m.end() for _, pattern in _PERIOD if (m := pattern.match(plain, hit.end)))]
    m = next((m for at in behind if (m := _TAX_BEHIND.match(plain, at))), None)
    m = m or _TAX_BEFORE.search(plain[max(0, hit.start - 32) : hit.start])
    if m is None:
        return ""
    return "gross" if m["tax"].lower().replace("-", "") in _GROSS or "before" in m["tax"].lower() else "net"


def _is_no_amount(plain: str, hit: Found, low: float, high: float) -> bool:
    """Whether a bare number is plainly written as something else: a date, a clock, a level, an address, a year."""
    before, after = plain[max(0, hit.start - 24) : hit.start], plain[hit.end : hit.end + 40]
    if high % 1 and before.endswith(". "):
        before = ""  # "from June. 26.10 an hour": with cents it begins a sentence
    if _YEARS_OLD.match(after) or _is_age(before, after, high):
        return True
    if _AFTER_NONE.match(after) or (_BEFORE_NONE.search(before) and high < 100) or _ZIP.search(before):
        return True
    paid = any(pattern.match(plain, hit.end) for _, pattern in _PERIOD)  # "2100 a month"
    year = low == high and _FIRST_YEAR <= high <= _LAST_YEAR and plain[hit.start : hit.end].strip().isdigit()
    return year and not paid and (high != _ROUND or bool(_YEAR_BEFORE.search(before)))


def _is_age(before: str, after: str, value: float) -> bool:
    """Whether a bare number behind the person's name, between marks, is how old they are."""
    m = _NAMED_BEFORE.search(before)
    aged = _YOUNGEST <= value <= _OLDEST and value == int(value) and after[:1] in (",", ".", ";", ")", "")
    name = (m["name"] or m["here"]) if m else ""
    return bool(name) and aged and (name[0].isupper() or is_first_name(name))


def _counted(after: str) -> tuple[str, int]:
    """(what a bare number counts, how long the words for it are) by the words after it; ("", 0) where it counts
    nothing."""
    count = _COUNTS.match(after)
    if count is None or after[count.end() : count.end() + 1].isalpha():
        return "", 0
    counted = "shares" if _SHARES.match(count["of"]) else count["of"].lower().rstrip("s")
    return _UNITS.get(counted, counted), count.end()


def _period_of(plain: str, hit: Found, kind: Kind, high: float) -> Period:
    """The period that the words right after an amount say, or those before it that name a rate."""
    after = plain[hit.end : hit.end + 40]
    if re.search(r"lpa", plain[hit.start : hit.end], re.I):
        return "year"
    period = next((p for p, pattern in _PERIOD if pattern.match(plain, hit.end)), hit.value.period or "")
    if not period and kind != "percent":
        near = plain[hit.end : hit.end + 60]
        numbers = (m.start() for m in re.finditer(r"\d", near))
        cut = next((n for n in numbers if not re.match(r"[2345]\s?-?\s?y", near[n:], re.I)), len(near))
        period = next((p for p, pattern in _GRANT if pattern.match(near[:cut])), period)
    if not period and kind == "money" and high < _MOST_HOURLY and re.match(r"\s?(?:hr|hour)\b", after, re.I):
        return "hour"  # "$39.20 hr"
    if not period and kind != "percent" and (m := _BEFORE.search(plain[max(0, hit.start - 48) : hit.start])):
        return _UNITS.get(m["of"].lower(), m["of"].lower())  # type: ignore[return-value]
    return period


def _is_schedule(text: str) -> bool:
    """Whether numbers with strokes between them are the shares of a vesting schedule: they add up to a hundred."""
    return sum(int(n) for n in re.findall(r"\d+", text)) in (99, 100)


def _is_spelt_out(text: str, before: Amount, amount: Amount) -> bool:
    """ "Four Hundred Twenty-Five Thousand Dollars ($425,000)" is one amount, told twice."""
    return bool(
        _SPELT_BEFORE.search(text[: amount.start].rstrip("($€£₹ "))
        and text[before.end : amount.start].count("(") == 1
        and amount.start - before.end < 30
    )
