"""A letter's text -> the values it states, and the situation they make, for the user to confirm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from coach.understanding.incoming import LETTER, LETTER_FIGURES, read
from coach.understanding.letters.claims import Money
from coach.understanding.letters.clauses import clauses_in, start_and_deadline
from coach.understanding.letters.company import company_in
from coach.understanding.letters.lines import Statement, statements
from coach.understanding.letters.mail import sender_of
from coach.understanding.letters.place import place_in
from coach.understanding.letters.role import level_in, role_in
from coach.understanding.letters.settle import pays
from coach.understanding.letters.stated import amounts_of
from coach.understanding.letters.values import Clause, LetterParts, Pay
from coach.understanding.letters.words import found, pattern
from coach.understanding.situation import Part, Situation
from index.guide import Component
from index.money import CODES, DOLLARS, SIGNS, WORDS, format_amount
from index.names import Names
from index.places import local_currencies, read_region

_NAMED: dict[Component, str] = {"base": "base salary", "stock": "stock", "bonus": "bonus", "signing": "sign-on bonus", "total": "total", "other": "other pay"}  # fmt: skip
_CODE = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(CODES)})(?![A-Za-z])")
_DOLLAR = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(sorted(DOLLARS))})(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says of an offer; `notes` tell what was left out of it and why, `clauses` its other terms.

    `lines` are the letter's own, by the part of pay that each states.
    """

    situation: Situation
    notes: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    start: date | None = None
    deadline: date | None = None
    lines: tuple[tuple[Component, str], ...] = ()

    def line_of(self, component: str) -> str:
        """The letter's own line that states a part of the offer, "" where there is none."""
        return next((line for c, line in self.lines if c == component), "")


def understood(text: str, names: Names) -> Letter:
    """The offer that the letter makes; nothing that is not said in it."""
    parts = letter_parts(text, names)
    day = f"{parts.deadline.day} {parts.deadline:%B %Y}" if parts.deadline else ""
    situation = Situation(
        company=parts.company, role=parts.role, region=parts.place, level=parts.level, talk=parts.talk, deadline=day,
        offer=tuple(_part(p) for p in parts.offer), current=tuple(_part(p) for p in parts.current),
    )  # fmt: skip
    lines = tuple((p.component, " ".join(p.line.split())) for p in (*parts.offer, *parts.current) if p.line)
    return Letter(situation, parts.notes, parts.clauses, parts.start, parts.deadline, lines)


def situation_in(text: str, names: Names) -> Situation:
    """The situation that a letter tells."""
    return understood(text, names).situation


def letter_parts(text: str, names: Names) -> LetterParts:
    """All that a letter or mail states, dropped as a file or pasted."""
    text = read(text, LETTER, LETTER_FIGURES)
    letter = statements(text)
    theirs = _theirs(letter)
    mine = [s for s in letter if s.mail not in theirs]
    company = company_in(mine, names, sender_of(text))
    role = role_in(mine, names, company)
    place = place_in(mine)
    money = _money(text, place)
    stated = amounts_of(letter, money, theirs)
    offer = pays(stated.claims, "offer", text)
    now = pays(stated.claims, "current", text)
    if not (offer or now or (company and role)):
        return LetterParts()
    offer = tuple(replace(p, units=stated.counted) if p.component == "stock" else p for p in offer)
    talk = _talk(mine, now=bool(now))
    now = now if talk == "raise" else ()
    start, deadline = start_and_deadline(
        mine, month_first=money.codes[:1] == ("USD",) or "USD" in {p.currency for p in offer}
    )
    notes = _notes(offer, stated.counted, money, text)
    clauses = (*clauses_in(letter, theirs), *_instalments(offer))
    return LetterParts(
        company, role, place, level_in(mine, role), talk, start, deadline, offer, now, clauses, stated.counted, notes
    )  # fmt: skip


def _theirs(letter: Sequence[Statement]) -> frozenset[int]:
    """The messages of a thread that the candidate wrote: whom the top one greets."""
    greeted = next((s.text for s in letter if s.mail == 0 and pattern("greeting").match(s.text)), "")
    said = set(re.findall(r"[^\W\d_]{2,}", pattern("greeting").sub("", greeted).casefold()))
    return frozenset(s.mail for s in letter if s.mail and s.by and said & set(s.by.casefold().split()))


def _talk(letter: Sequence[Statement], *, now: bool) -> Literal["new_offer", "raise"]:
    raised = sum(found(s.text, "raised") for s in letter) + now
    hired = sum(found(s.text, "hired") for s in letter)
    return "raise" if raised > hired else "new_offer"


def _money(text: str, place: str) -> Money:
    """Which currency a bare "$" is: the one that the letter says of all amounts, else the one dollar it names, else the
    place's.
    """
    code = ""
    for m in pattern("all_in").finditer(text):
        rest = re.split(r"\.\s|\n", text[m.end() : m.end() + 90])[0]
        named = _CODE.search(rest)
        said = next((c for w, c in _ADJECTIVES.items() if re.search(rf"\b{w}", rest, re.I)), "")
        code = (
            named[0]
            if named
            else said
            or next(
                (WORDS[w] for w in WORDS if re.search(rf"\b{w}\b", rest, re.I) and w not in ("dollar", "dollars")), ""
            )
        )
        if code:
            return Money((code,), code)
    for line in text.split("\n"):
        if (told := _CODE.search(line)) and not re.search(r"\d", line) and len(line.split()) <= 8:
            return Money((told[0],), told[0])  # a heading: "Compensation structure (INR)"
    named_all = set(_DOLLAR.findall(text)) | {
        v
        for k, v in SIGNS.items()
        if k.endswith("$") and len(k) > 1 and re.search(rf"(?<![A-Za-z]){re.escape(k)}", text)
    }
    local = tuple(c for c in local_currencies(read_region(place))) if place else ()
    if any(c in DOLLARS for c in local):
        return Money(local, "")
    return Money(tuple(named_all) if len(named_all) == 1 else local, "")


_ADJECTIVES = {
    "canadian": "CAD",
    "australian": "AUD",
    "singapore": "SGD",
    "hong kong": "HKD",
    "new zealand": "NZD",
    "us dollar": "USD",
    "u\\.s\\.": "USD",
}


def _instalments(offer: Sequence[Pay]) -> tuple[Clause, ...]:
    return tuple(
        Clause("instalments", "; ".join(f"{format_amount(i.amount, p.currency)} {i.when}".strip() for i in p.instalments), p.line)
        for p in offer if p.instalments
    )  # fmt: skip


def _notes(offer: Sequence[Pay], counted: int, money: Money, text: str) -> tuple[str, ...]:
    notes = []
    for p in offer:
        said = format_amount(p.high, p.currency)
        if p.others:
            notes.append(f"For the {_NAMED[p.component]} I took {said}; the letter also says {' and '.join(p.others)}.")
        if p.up_to:
            notes.append(f"The {_NAMED[p.component]} is stated as “up to {said}”.")
        if p.times:
            year = format_amount(p.high * p.times, p.currency)
            notes.append(f"The salary is paid {p.times} times a year: {p.times} × {said} = {year} a year.")
        if p.instalments:
            notes.append(
                f"The {_NAMED[p.component]} of {said} comes in {len(p.instalments)} parts: {', '.join(format_amount(i.amount, p.currency) for i in p.instalments)}."
            )
    if counted and not any(p.component == "stock" for p in offer):
        notes.append(
            "The letter gives the stock as a number of units, not as an amount; please fill in what it is worth."
        )
    if (
        money.codes
        and money.codes[0] in DOLLARS
        and money.codes[0] != "USD"
        and any(p.currency == money.codes[0] for p in offer)
        and money.bare == ""
        and not re.search(rf"\b{money.codes[0]}\b", text)
    ):
        notes.append(f"I read “$” as {money.codes[0]}, because of the place.")
    return tuple(notes)


def _part(p: Pay) -> Part:
    """A part as the situation holds it: a year's pay where a month's is paid more than twelve times."""
    if p.times:
        return Part(
            component=p.component, low=p.low * p.times, high=p.high * p.times, currency=p.currency, period="year"
        )
    return Part(component=p.component, low=p.low, high=p.high, currency=p.currency, period=p.period)
