"""Words of the talk -> the same words with a slot for every number in them, so that a language model can say what it
never sees.
"""

from __future__ import annotations

import re
from dataclasses import replace

from coach.reply import Figure
from coach.reply.draft import SLOT, Draft
from coach.reply.values import FigureKind
from coach.understanding import amounts, spoken
from coach.understanding.amounts import Amount
from coach.writer.mask import amount_spans, formats
from coach.writer.plain import MARK
from index.money import FAMILIES, SIGNS, Range, format_range

HIDDEN = "[an amount]"
_PERIODS = ("hour", "day", "week", "month", "year")
_THOUSAND, _LAKH, _LEAST = 1000, 100_000, 20  # a bare number from the last on may be so many thousands, or lakhs
_A_WEEK = re.compile(r"\s*h(?:ou)?r?s?\.?\s*(?:a|per|each|every|/)\s*w(?:ee)?k\b|\s*h/w\b", re.I)
_A_QUARTER = re.compile(
    r"\s*(?:base|bonus|stock|cash)?\s*(?:(?:a|per|each|every|/)\s*quarter(?!\s+(?:of|million|mil|mill)\b)|quarterly)\b",
    re.I,
)
_ONCE = re.compile(r"\s*(?:paid\s+)?once\b", re.I)
_A_SALARY = re.compile(r"\s*(?:monthly\s+)?salar(?:y|ies)\b", re.I)
_A_MONTH_MORE = re.compile(r"[\s-]*month(?:ly)?\b", re.I)
_LAKH, _SHOWN, _BY_THE_YEAR = 100_000, 10_000, ("", "year", "first", "once", "grant")
_LIST_MARK = re.compile(r"(?<!\S)\(?\d\)(?=\s)")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\w.,\[])\d+(?:[.,:/]\d+)*(?:(?:st|nd|rd|th)?(?!\w)|(?=(?:x|yrs?|h)\b))")


def in_slots(text: str, draft: Draft, *, own: bool = True, worked_out: bool = False, with_periods: bool = False) -> str:
    """The words with each number a slot: of the figure of the draft that it is, else of a new one where the words are
    the person's `own`, or the coach's, who has `worked_out` its sums; what nobody can place is hidden. The words of its
    period go with the number, unless they are to stay as they are (`with_periods`).
    """
    read = {
        (a.start, a.end): Amount(a.start, a.end, a.low, a.high, "money" if a.unit else "bare", a.unit)
        for a in spoken.amounts_in(text)
    }
    read |= {(a.start, a.end): a for a in amounts.amounts_in(text)}
    out, at = "", 0
    for start, end in _spans(text):
        number = read.get((start, end))
        if not _DIGIT.search(text[start:end]) and (number is None or number.high < _LEAST) and not _has_unit(number):
            continue  # "one thing", "two of us"
        per = _salaries(text[start:end], text[end:]) or _per(number, text[end:])
        kind: FigureKind = "derived" if worked_out else "user"
        slot = _slot(text[start:end], number, draft, new=kind if own or worked_out else None, per=per)
        period = _period_behind(text[start:end], slot, draft) if with_periods else ""
        out, at = f"{out}{text[at:start]}{slot}{period}", end
    return out + text[at:]


def _period_behind(words: str, slot: str, draft: Draft) -> str:
    """The period that an amount ends with, where the figure in its slot does not write it."""
    m = SLOT.fullmatch(slot)
    ends = (words[n:] for n in range(1, len(words)) if words[n] in " /" and amounts.is_period(words[n:]))
    period = next(ends, "")
    return period if m and not draft.figures[int(m[1]) - 1].text.endswith(period) else ""


def hours_a_week(text: str) -> tuple[float, ...]:
    """The hours of a working week that a text tells: "32 hours a week"."""
    counted = (a for a in amounts.amounts_in(text) if a.kind == "count")
    return tuple(a.high for a in counted if _per(a, text[a.end :]) == "hours a week")


def by_the_quarter(text: str) -> tuple[float, ...]:
    """The amounts of money that a text tells by the quarter: "$800 a quarter"."""
    told = (a for a in amounts.amounts_in(text) if a.kind in ("money", "bare"))
    return tuple(a.high for a in told if _A_QUARTER.match(text[a.end :]))


def _salaries(words: str, after: str) -> str:
    """What a number counts that tells how many salaries a year has: "14 salaries", "a 13th month"."""
    more = words.endswith("th") and _A_MONTH_MORE.match(after)
    return "salaries" if more or (words.isdigit() and _A_SALARY.match(after)) else ""


def _has_unit(number: Amount | None) -> bool:
    return number is not None and number.kind != "bare"


def _per(number: Amount | None, after: str) -> str:
    """What a number is for: the period of a pay, or what a count counts."""
    if number is None:
        return ""
    if number.kind != "count":
        return number.period or ("quarter" if _A_QUARTER.match(after) else "once" if _ONCE.match(after) else "")
    counted = f"{number.counted}s" if number.counted in _PERIODS else ""
    return "hours a week" if counted == "hours" and _A_WEEK.match(after) else counted


def _spans(text: str) -> list[tuple[int, int]]:
    """Where numbers stand, in order; none of an address, a slot or a mark."""
    reached = [(m["start"], m["end"]) for rule in formats() for m in rule.resolve().apply(text)[1]]
    reached += [m.span() for pattern in (SLOT, MARK) for m in pattern.finditer(text)]
    reached += [m.span() for m in _LIST_MARK.finditer(text) if not _in_brackets(text[: m.start()])]
    found: list[tuple[int, int]] = []
    for start, end in (*amount_spans(text), *(m.span() for m in _NUMBER.finditer(text))):
        if not any(s < end and start < e for s, e in (*found, *reached)):
            found.append((start, end))
    return sorted(found)


def _in_brackets(before: str) -> bool:
    """Whether a bracket is still open behind these words."""
    return before.rfind("(") > before.rfind(")")


def _slot(words: str, read: Amount | None, draft: Draft, *, new: FigureKind | None, per: str) -> str:
    """The slot of one number; one that no figure of the draft is becomes a `new` one of this kind."""
    counted = read is not None and read.kind == "count"
    for n, f in enumerate(draft.figures, 1):
        if counted and f.text == words and _tells_more(f, per):
            draft.figures[n - 1] = replace(f, per=max(f.per, per, key=len))
            return f"[[F{n}]]"
        if (f.text == words and not (counted and f.per not in ("", per))) or (read is not None and _is(read, f)):
            return f"[[F{n}]]"
    if new is None or (new == "derived" and (read is None or read.kind != "money")):
        return HIDDEN
    low, high = (read.low, read.high) if read else (0.0, 0.0)
    unit = "percent" if read and read.kind == "percent" else "absolute"
    currency = read.currency if read and read.kind == "money" else ""
    return draft.add(Figure(words, new, "", "", "", "", currency, unit, low, high, per=per))


def _tells_more(figure: Figure, per: str) -> bool:
    """Whether what a number counts is told where it was not: "32 hours", then a week, or "here it's 38", then 38h."""
    bare = figure.kind == "user" and not (figure.per or figure.component or figure.currency)
    return {per, figure.per} == {"hours", "hours a week"} or (bare and per.startswith("hours"))


def _is(read: Amount, figure: Figure) -> bool:
    """Whether a number is a figure that is held: the same value, a thousand or a lakh times it where that is not
    written."""
    if (read.kind == "percent") != (figure.unit == "percent") or read.kind == "count" or figure.kind == "band":
        return False
    sizes = (1, _THOUSAND, _LAKH) if figure.currency == "INR" else (1, _THOUSAND)
    times = sizes if read.kind == "bare" and read.low >= _LEAST else (1,)
    return any((read.low * k, read.high * k) == (figure.low, figure.high) for k in times)


def money_of(low: float, high: float, unit: str, per: str, draft: Draft) -> str:
    """Money that was worked out, as the talk writes it: in lakh where pay is told so, less than one lakh too."""
    in_lakh = any(f.currency == "INR" and f.kind == "user" and f.high >= _LAKH for f in draft.figures)
    if unit == "INR" and in_lakh and per in _BY_THE_YEAR and low >= _SHOWN and high < _LAKH:
        ends = dict.fromkeys(f"{value / _LAKH:.3f}".rstrip("0") for value in (low, high))
        return f"₹{'–'.join(ends)}L"
    return format_range(Range(low, high, unit))


def one_slot(text: str, draft: Draft) -> str:
    """The words with one slot for figures of the person's that are the same one: the first."""
    first: dict[tuple[object, ...], int] = {}
    at: dict[int, int] = {}
    for n, f in enumerate(draft.figures, 1):
        alike = (f.text, f.kind, f.component, f.company, f.per, f.citation)
        at[n] = first.setdefault(alike, n) if f.kind == "user" else n
    return SLOT.sub(lambda m: f"[[F{at.get(int(m[1]), int(m[1]))}]]", text)


def unsigned(text: str, draft: Draft) -> str:
    """The words without a currency's sign right at a slot of money in that currency: the figure tells it itself."""
    told = {f.currency for f in draft.figures if f.kind == "user" and f.currency}

    def bare(m: re.Match[str]) -> str:
        number = int(m["number"] or m["number_"])
        figure = draft.figures[number - 1] if 1 <= number <= len(draft.figures) else None
        if figure is None or figure.unit in ("percent", "options", "shares") or figure.per.endswith("s"):
            return m[0]
        sign = m["before"] or m["behind"]
        meant = FAMILIES.get(sign, frozenset({SIGNS.get(sign, "")}))
        of = {figure.currency} if figure.currency else told if figure.high >= _THOUSAND else set()
        return f"[[F{number}]]" if len(of) == 1 and of <= meant else m[0]

    return _SIGNED.sub(bare, text)


_SIGNED = re.compile(
    r"(?<![\w$€£¥₹])(?P<before>(?:[A-Z]{1,2})?[$€£¥₹])\s?\[\[F(?P<number>\d+)\]\]"
    r"|\[\[F(?P<number_>\d+)\]\]\s?(?P<behind>[€£])"
)


def without_unused(draft: Draft, first: int) -> Draft:
    """The draft without the figures from number `first` on that none of its parts has, and with the others numbered
    anew.
    """
    used = {int(m[1]) for part in draft.parts for m in SLOT.finditer(part)}
    kept = [n for n in range(1, len(draft.figures) + 1) if n < first or n in used]
    at = {old: new for new, old in enumerate(kept, 1)}
    parts = [SLOT.sub(lambda m: f"[[F{at.get(int(m[1]), int(m[1]))}]]", p) for p in draft.parts]
    return replace(draft, parts=parts, figures=[draft.figures[n - 1] for n in kept])
