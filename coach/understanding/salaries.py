"""How many salaries a year has, as words count them: "13th month", "5.100 x 13", "14 Monatsgehälter"."""

from __future__ import annotations

import re

_PAID = (
    r"(?:months?['’]? (?:salary|salaries|pay|bonus)|salary|salaries|maandsalaris(?:sen)?|"
    r"monats(?:gehalt|gehälter|lohn|löhne)|"
    r"mensualités?|mensilit[àa]|pagas?|sal[áa]rios?)"
)
_ORDINAL = rf"(?:{_PAID}|months?|maand|monat|mois)"
_WORDS = {
    "thirteenth": 13,
    "dertiende": 13,
    "fourteenth": 14,
    "veertiende": 14,
    "treizième": 13,
    "tredicesima": 13,
    "quattordicesima": 14,
}
_COUNTED = re.compile(
    rf"\b(?P<no>no|without|zonder|geen|ohne|kein(?:en|e)?|sans|senza|sin|sem)?\s*(?:an? |the |a full |einen |de )?"
    rf"(?:(?P<n>1[2-6])(?:\s?{_PAID}|(?:th|e|ème|\.|º|ª)\s?{_ORDINAL})|"
    rf"(?P<word>{'|'.join(_WORDS)})(?:\s{_ORDINAL})?)(?!\w)",
    re.I,
)
_A_MONTH = r"(?:(?:an?|per|im|al|pro|par) (?:month|monat|mes|mois|mese)|monthly|/\s?(?:month|mo|monat)|monat)"
_TIMES = re.compile(
    rf"\s*(?:{_A_MONTH})?\s*(?:bruto|gross|brutto|netto|net)?\s*(?:{_A_MONTH})?,?\s*"
    r"(?:[x×*]\s*(?P<n>1[2-6])(?!\d|[.,]\d|\s?[%km])|(?P<times>1[2-6])(?:\s?[x×](?!\w)|\s(?:times|mal)\b))",
    re.I,
)
_ALONE = re.compile(r"(?<![\d.,])(?<![\d.,]\s)[x×]\s?(1[2-6])(?!\d|[.,]\d|\s?[%km])", re.I)  # "mine is x 13"
_HOLIDAY_PAY = re.compile(
    r"\b(?:(?:holiday|vacation) (?:allowance|money|pay)|vakantiegeld|vakantietoeslag|urlaubsgeld)\b", re.I
)
USUAL = 12


def is_holiday_pay(words: str) -> bool:
    """Whether words name the allowance that is paid for holidays on top of a salary: pay by law, and no days off."""
    return bool(_HOLIDAY_PAY.search(words))


def holiday_pay_at(text: str) -> tuple[tuple[int, int], ...]:
    """Where words name that allowance."""
    return tuple(m.span() for m in _HOLIDAY_PAY.finditer(text))


def salaries_in(words: str) -> int:
    """How many salaries a year the words tell of, 0 where they do not; twelve where a thirteenth is denied."""
    found = _COUNTED.search(words)
    if found is None:
        alone = _ALONE.search(words)
        return int(alone[1]) if alone else 0
    return USUAL if found["no"] else int(found["n"] or _WORDS[found["word"].casefold()])


def without_count(words: str) -> str:
    """The words with how many salaries a year has, where they tell it, as "so many salaries"."""
    return _COUNTED.sub(" so many salaries", words, count=1).strip()


def times_after(words: str, at: int) -> tuple[int, int]:
    """(how many times a figure that ends at `at` is multiplied in a year, where that ends); (0, at) where it is not."""
    found = _TIMES.match(words, at)
    return (int(found["n"] or found["times"]), found.end()) if found else (0, at)
