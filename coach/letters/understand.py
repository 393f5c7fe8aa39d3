"""A letter's text -> the situation it tells, and what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from coach.incoming import LETTER, LETTER_FIGURES, read
from coach.letters.figures import Claim, Use, amounts_of
from coach.letters.job import answer_by, company_in, level_in, place_in, role_in
from coach.letters.lines import statements
from coach.situation import Footing, Part, Situation
from index.guide import Component
from index.money import CODES, DOLLARS, format_amount
from index.names import Names
from index.places import local_currencies, read_region

_NAMED: dict[Component, str] = {"base": "base salary", "stock": "stock", "bonus": "bonus", "signing": "sign-on bonus", "total": "total", "other": "other pay"}  # fmt: skip
_RAISED = re.compile(
    r"\b(?:you (?:have been|are being|are|will be) promoted|(?:your|letter of|confirm\w*) promotion|promot(?:e|ing) you|promotion (?:to|letter)|(?:merit|salary|pay|compensation) (?:increase|adjustment|rise|raise|review letter)\b"
    r"|(?:salary|pay|compensation|base)\b[^.]{0,60}\b(?:increas\w+|rais\w+|will rise|rises|adjusted)\b|(?:new|revised) (?:annual |base |monthly )*(?:salary|compensation|pay)\b|gehaltserhöhung|gehaltsanpassung)",
    re.I,
)
_HIRED = re.compile(
    r"\b(?:offer of employment|employment offer|offer you employment|offer letter|offer you (?:the|a|an) |extend (?:you )?(?:an|this) offer|join(?:ing)? (?:us|our|the)|start date|first day|welcome to)\b",
    re.I,
)
_FOURTEEN = re.compile(
    r"\b(1[34]|thirteen|fourteen) (?:times|monthly (?:salaries|payments|instal+ments)|payments|monatsgehälter\w*|salaries)\b",
    re.I,
)
_CODE = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(sorted(DOLLARS))})(?![A-Za-z])")
_ALL_IN = re.compile(
    rf"\b(?:amounts|figures|values|payments)\b[^.\n]{{0,50}}\bin (?:\w+ )?\(?(?P<code>{'|'.join(CODES)})\b"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says of an offer; `notes` tell what was left out of it and why."""

    situation: Situation
    notes: tuple[str, ...] = ()


def understood(text: str, names: Names) -> Letter:
    """The offer that the letter makes; nothing that is not said in it, and no component that it states in two ways."""
    text = read(text, LETTER, LETTER_FIGURES)
    letter = statements(text)
    company = company_in(letter, names)
    role = role_in(letter, names, company)
    place = place_in(letter, names)
    codes = _dollars(text, place)
    stated = amounts_of(letter, codes)
    notes: list[str] = []
    offer = _parts(stated.claims, "offer", notes, text)
    current = _parts(stated.claims, "current", [], text)
    if stated.counted and not any(p.component == "stock" for p in offer) and not any("stock" in n for n in notes):
        notes.append(
            "The letter gives the stock as a number of units, not as an amount; please fill in what it is worth."
        )
    if (
        codes
        and codes[0] != "USD"
        and any(p.currency == codes[0] for p in offer)
        and not re.search(rf"\b{codes[0]}\b", text)
    ):
        notes.append(f"I read “$” as {codes[0]}, because of the place.")
    raised = bool(current) or bool(_RAISED.search(text) and not _HIRED.search(text))
    talk = "raise" if raised else "new_offer" if offer else ""
    told = bool(offer or current or (company and role))
    return Letter(
        Situation(
            company=company if told else "", role=role if told else "", region=place if told else "",
            level=level_in(letter, role) if told else "", talk=talk,  # type: ignore[arg-type]
            offer=tuple(offer), current=tuple(current), deadline=answer_by(letter) if told else "",
        ),
        tuple(notes),
    )  # fmt: skip


def situation_in(text: str, names: Names) -> Situation:
    """The situation that a letter tells."""
    return understood(text, names).situation


def _dollars(text: str, place: str) -> tuple[str, ...]:
    """Which currency a bare "$" is: the one dollar that the letter names, else that of the place."""
    every = _ALL_IN.search(text)
    if every:
        return (every["code"],)
    named = (
        set(_CODE.findall(text))
        | ({"USD"} if "US$" in text else set())
        | ({"SGD"} if "S$" in text.replace("US$", "") else set())
    )
    if len(named) == 1:
        return tuple(named)
    return tuple(c for c in local_currencies(read_region(place)) if c in DOLLARS) if place else ()


def _parts(claims: Iterable[Claim], use: Use, notes: list[str], text: str) -> list[Part]:
    held: dict[Component, list[Claim]] = {}
    for claim in claims:
        if claim.use == use:
            held.setdefault(claim.component, []).append(claim)
    out: list[Part] = []
    base = _one(held.get("base", []))
    for component in _NAMED:
        mine = held.get(component, [])
        usable = [c for c in mine if c.period != "odd"]
        if mine and not usable:
            notes.append(
                f"The {_NAMED[component]} is stated per hour, week, fortnight or quarter only; please fill in what it is a year."
            )
        if not usable:
            continue
        if component == "bonus":
            usable = _same_share(usable, base)
        agreed = _one(usable)
        if agreed is None:
            amounts = " and ".join(dict.fromkeys(_said(c) for c in usable))
            notes.append(
                f"The letter states different figures for the {_NAMED[component]} ({amounts}); please fill in the right one."
            )
            continue
        part = _part(agreed, notes)
        if part:
            out.append(part)
    months = _FOURTEEN.search(text)
    if months and any(p.component == "base" and p.period == "month" for p in out):
        notes.append(f"The salary is paid {months[1]} times a year; the coach counts twelve months.")
    return out


def _one(claims: Sequence[Claim]) -> Claim | None:
    """The one amount that all claims state, a year's where a month's is the same money; None where they differ."""
    if not claims:
        return None
    firm = [c for c in claims if not c.up_to] or list(claims)
    yearly = [c for c in firm if c.period != "month"]
    best = max(yearly or firm, key=lambda c: (bool(c.period), bool(c.currency), bool(c.years)))
    return best if all(_same(best, c) for c in firm) else None


def _same(a: Claim, b: Claim) -> bool:
    if a.currency and b.currency and a.currency != b.currency:
        return False
    pairs = ((a, b), (b, a))
    if abs(a.low - b.low) < 1 and abs(a.high - b.high) < 1:
        return {a.period, b.period} != {"year", "month"}
    return any(
        x.period == "month"
        and y.period != "month"
        and any(abs(x.high * n - y.high) <= 0.005 * y.high for n in (12, 13, 14))
        for x, y in pairs
    )


def _same_share(claims: list[Claim], base: Claim | None) -> list[Claim]:
    """Without the amounts that only say the share of base again."""
    shares = [c for c in claims if c.currency == "%"]
    if not shares or not base:
        return claims
    year = base.high * (12 if base.period == "month" else 1)
    return [
        c for c in claims
        if c.currency == "%" or not any(abs(s.high / 100 * year - c.high) <= 0.02 * c.high or s.at == c.at for s in shares)
    ]  # fmt: skip


def _part(claim: Claim, notes: list[str]) -> Part | None:
    period: Footing = "" if claim.period == "odd" else claim.period
    if claim.component == "stock":
        if claim.years not in (0, 2, 3, 4, 5) and period != "year":
            notes.append(
                f"The stock of {_said(claim)} vests over {claim.years:g} years; please fill in what it is a year or over four years."
            )
            return None
        if claim.years and period != "year":
            period = cast("Footing", f"{claim.years:g}yr")
    if claim.up_to:
        notes.append(f"The {_NAMED[claim.component]} is stated as “up to {_said(claim)}”.")
    return Part(component=claim.component, low=claim.low, high=claim.high, currency=claim.currency, period=period)


def _said(claim: Claim) -> str:
    low, high = format_amount(claim.low, claim.currency), format_amount(claim.high, claim.currency)
    return high if claim.low == claim.high else f"{low} to {high}"
