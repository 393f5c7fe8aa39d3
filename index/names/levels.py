"""Words -> level and seniority, matched against the levels a guide has."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.names.words import Word
from index.places import fold

CODE = re.compile(
    r"(?<![\w$€£₹.,-])(?:level\s*)?("
    r"(?:L|IC|E|M|P|T|D|G|B|SDE|SWE|ICT|GCB|MTS|PE|DE|Band|Grade|Level|(?-i:[ACDFIJKNRSUVZ]))\s?-?\d{1,2}(?!\d|[KkMm%]|(?:st|nd|rd|th)\b)"
    r"(?:\s?[-–/]\s?(?:L|IC|E|M|P|T|D|G)?\d{1,2})?\+?|\d{2}(?:-\d{2})?\+?(?=\s*\())",
    re.I,
)


def level_codes(text: str) -> list[str]:
    """The level codes a text names, as written: "L5", "IC3", "P5-P6", "GCB 6", "63 (Principal)" gives "63"."""
    return [code for _, code in levels_at(text)]


def levels_at(text: str) -> list[tuple[int, str]]:
    """(where, which) of the level codes a text names; figures for Roman numerals move what stands behind them by
    little."""
    found = CODE.finditer(_arabic(_SMILES.sub(" ", text)))
    return [(m.start(1), re.sub(r"\s+", " ", m[1]).strip()) for m in found]


_SMILES = re.compile(r"[:;=]['’]?-?[A-Za-z](?=[\s.,!?)]|$)")  # a face: "Thanks :D", "ok ;P"


def _arabic(text: str) -> str:
    """Roman numerals after a title as figures: "SDE II" is "SDE 2"; behind a single letter, or short for a verb, "I" is
    a word."""
    return re.sub(r"(?<=\w\w )(I{1,3}|IV)\b(?!['’])", lambda m: str(_ROMAN[m[1]]), text)


_BARE = re.compile(r"(\d{1,2})(?:\s?[-–/]\s?(\d{1,2}))?(\+?)(?=\s|$)")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def _flat(code: str) -> str:
    return re.sub(r"[^a-z0-9+]", "", fold(code.replace("+", "plus")).replace("plus", "+").replace("level", "l"))


def match_level(text: str, words: Iterable[Word], levels: Iterable[str], seniority: dict[str, str]) -> list[str]:
    """Which of a guide's level labels a text means: by the whole label, by its code, or by its rank word."""
    labels = list(dict.fromkeys(levels))
    folded = f" {fold(text.replace('+', ' plus '))} "
    whole = [x for x in labels if f" {fold(x.replace('+', ' plus '))} " in folded]
    if whole:
        return [max(whole, key=len)]
    said = {_flat(c) for c in level_codes(text)}
    by_code = [x for x in labels if said & {_flat(c) for c in _codes_of(x)}]
    if by_code:
        return by_code
    inside = [x for x in labels for c in _codes_of(x) if any(_within(s, _flat(c)) for s in said)]
    if inside:
        return list(dict.fromkeys(inside))
    ranks = {seniority[w.read] for w in words if w.read in seniority}
    scored = [(x, _ranks(x, seniority)) for x in labels]
    exact = [x for x, own in scored if own and own <= ranks]
    some = [x for x, own in scored if own & ranks]
    first = [x for x, own in scored if own & ranks and fold(x).split()[0] in {w.read for w in words}]
    return exact or first or some


def _codes_of(label: str) -> list[str]:
    """The codes of a guide's own level label; one that begins with bare numbers is of those levels: "59-60 Analyst"."""
    bare = _BARE.match(label)
    if not bare:
        return level_codes(label)
    return [f"L{bare[1]}-L{bare[2]}" if bare[2] else f"L{bare[1]}{bare[3]}"]


def _ranks(label: str, seniority: dict[str, str]) -> set[str]:
    return {seniority[w] for w in fold(label).split() if w in seniority}


def _within(code: str, span: str) -> bool:
    """ "l4" lies in "l3l4"; "l6" in "l5+"."""
    one = re.fullmatch(r"([a-z]*)(\d+)\+?", code)
    two = re.fullmatch(r"([a-z]*)(\d+)(?:[a-z]*(\d+)|(\+))", span)
    if not one or not two or one[1] != two[1]:
        return False
    top = int(two[3]) if two[3] else 99
    return int(two[2]) <= int(one[2]) <= top
