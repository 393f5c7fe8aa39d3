"""Free text -> what it says of the user's situation; nothing that is not said, currencies and periods as said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.situation import Footing, OtherOffer, Part, Situation
from index.guide import Component
from index.money import Found, scan
from index.names import Mentions, Names
from index.parse.targets import component_near

_CLAUSE = re.compile(
    r"[.;!?\n]+\s|,\s+(?=(?:and |but )?(?:i|my|they|we|the offer|currently|want|won['’]?t|need|looking|hoping|aiming|target)\b)|\s+(?:but|while|whereas)\s+|\band (?=i\b|my\b)",
    re.I,
)
_FLOOR = re.compile(
    r"\bwalk[- ]?away\b|\bfloor\b|\b(?:won['’]?t|can['’]?t|not|never) (?:go|accept|take)\b.*\b(?:below|under|less)\b|\bminimum\b|\bat the very least\b|\blowest i\b",
    re.I,
)
_TARGET = re.compile(
    r"\btarget\w*\b|\baim\w*\b|\bhop(?:e|ing)\b|\bwant\b|\bi(?:['’]d)? like\b|\blooking for\b|\bgoal\b|\bwould love\b",
    re.I,
)
_CURRENT = re.compile(
    r"\b(?:currently|current|right now|today|at the moment|now (?:at|on|earning|making|paid))\b|\bi now\b|\bi (?:make|earn|am on|['’]m on)\b|\bi['’]m (?:on|making|earning)\b",
    re.I,
)
_OFFER = re.compile(
    r"\boffer\w*\b|\bthey (?:said|gave|propos\w+|came)\b|\bgot\b|\bverbal\b|\bpackage\b|\bbase\b.*(?:\+|\band\b|,)|\bproposed\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:competing|other|another|also|second|counter)\b|\bi (?:have|hold|got|['’]ve got)\b|\bfrom\b", re.I
)
_YEARS = re.compile(
    r"\b(\d{1,2}(?:\.\d)?)\+?\s*(?:years?|yrs?|yoe)\b(?!\s*(?:vest|old|grant|cliff))(?:\s*(?:of\s+)?(?:experience|exp|in|as|building|doing|at|with|working))?",
    re.I,
)
_WORDS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_YEAR_WORDS = re.compile(rf"\b({'|'.join(_WORDS)})\s+years?\b(?!\s*(?:vest|grant|cliff))", re.I)
_GRANT = re.compile(
    r"\b(?:over|across|for)\s+(?:4|four)\s*-?\s*(?:years?|yrs?)\b|\b(?:4|four)[\s-]*(?:year|yr)\b|/\s?4\s?(?:yr|y)\b",
    re.I,
)
_YEARLY = re.compile(r"\bper (?:year|annum)\b|\ba year\b|/\s?(?:yr|year)\b|\bannual(?:ly)?\b|\byearly\b", re.I)
_MONTHLY = re.compile(r"\bper month\b|\ba month\b|/\s?mo(?:nth)?\b|\bmonthly\b", re.I)
_DEADLINE = re.compile(
    r"\b(?:deadline|expires?|answer|decide|respond|sign|reply|let them know|need to know|until)\b[^.,;]{0,25}?\b(?:by|is|on|until|in|before|end of)?\s*"
    r"((?:next |this |end of )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today|week|the week|month)|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?|\d+ (?:days?|hours?|weeks?)|\d{4}-\d{2}-\d{2})\b",
    re.I,
)
_RAISE = re.compile(r"\b(?:raise|pay rise|promotion|my manager|annual review|performance review)\b", re.I)
_DID = re.compile(
    r"\bi(?:['’]ve)? (?:led|built|shipped|designed|launched|cut|reduced|grew|increased|saved|migrated|scaled|created|ran|wrote|mentored|managed|improved|delivered|own|owned|rebuilt|automated)\b[^.;!?\n]{5,160}",
    re.I,
)


def read_situation(message: str, names: Names) -> Situation:
    """Return only what this message says; merge it into the situation held so far."""
    mentions = names.find(message)
    found: dict[str, list[Part]] = {"offer": [], "current": [], "target": [], "floor": []}
    competing: list[OtherOffer] = []
    for clause, start in _clauses(message):
        parts = list(_parts(clause))
        other = _other_company(clause, start, mentions, names)
        if other:
            competing.append(OtherOffer(company=other, parts=tuple(parts)))
            continue
        kind = _kind(clause)
        if kind and parts:
            found[kind].extend(p for p in parts if all(p.component != held.component for held in found[kind]))
    job = _job(mentions, names, {o.company for o in competing})
    return Situation(
        company=job[0], role=job[1], region=job[2],
        talk="raise" if _RAISE.search(message) else "new_offer" if found["offer"] else "",
        offer=tuple(found["offer"]), current=tuple(found["current"]), target=tuple(found["target"]), floor=tuple(found["floor"]),
        competing=tuple(competing), deadline=_first(_DEADLINE, message), years=_years(message),
        achievements=tuple(re.sub(r"\s+", " ", m[0]).strip(" ,") for m in _DID.finditer(message)),
    )  # fmt: skip


def offered_in(message: str, names: Names) -> tuple[Part, ...]:
    """The figures of a message that judges an offer: all but those of current pay, aims and other companies' offers.

    A single figure without a component is the base, as people mean it.
    """
    mentions = names.find(message)
    found: list[Part] = []
    for clause, start in _clauses(message):
        if _kind(clause) in ("floor", "current") or _other_company(clause, start, mentions, names):
            continue
        found.extend(p for p in _parts(clause) if all(p.component != held.component for held in found))
    return tuple(found)


def _clauses(message: str) -> Iterator[tuple[str, int]]:
    at = 0
    for gap in _CLAUSE.finditer(message):
        yield message[at : gap.start()], at
        at = gap.end()
    yield message[at:], at


def _kind(clause: str) -> str:
    for kind, pattern in (("floor", _FLOOR), ("current", _CURRENT), ("target", _TARGET), ("offer", _OFFER)):
        if pattern.search(clause):
            return kind
    return ""


def _parts(clause: str) -> Iterator[Part]:
    """The figures of a clause with their components; "190 base" and "340 TC" are thousands, as people say them."""
    hits = [
        f for f in scan(clause) if f.value.unit not in ("options", "shares") and (f.value.unit or f.value.high >= 20)
    ]
    for i, hit in enumerate(hits):
        end = hits[i + 1].start if i + 1 < len(hits) else len(clause)
        component = component_near(clause, hit, end)
        if component is None and len(hits) == 1 and hit.value.high >= 1000:
            component = "base"
        low, high = _spoken(hit, component)
        if component is None or high <= 0:
            continue
        tail = clause[hit.end : end]
        period: Footing = (
            "4yr"
            if _GRANT.search(tail)
            else "year"
            if _YEARLY.search(tail)
            else "month"
            if _MONTHLY.search(tail)
            else hit.value.period or ""
        )
        yield Part(component=component, low=min(low, high), high=max(low, high), currency=hit.value.unit, period=period)


def _spoken(hit: Found, component: Component | None) -> tuple[float, float]:
    value = hit.value
    if value.unit == "%":
        return (value.low, value.high) if component == "bonus" else (0, 0)
    if value.high < 1000:
        # A bare number beside a component: "190 base". Years and counts have none beside them.
        return (value.low * 1000, value.high * 1000) if component and value.high >= 20 else (0, 0)
    return value.low, value.high


def _other_company(clause: str, start: int, mentions: Mentions, names: Names) -> str:
    """The company of an offer the user holds elsewhere: "I have Stripe at 340 TC", "another offer from Block"."""
    inside = [
        m for m in mentions.companies
        if start <= mentions.words[m.first].start < start + len(clause)
    ]  # fmt: skip
    if not inside or not _OTHER.search(clause):
        return ""
    first = mentions.companies[0]
    m = inside[-1]
    owns = re.search(r"\bi(?:['’]ve| have|['’]ve got| got| hold)\b", clause, re.I)
    elsewhere = re.search(r"\b(?:competing|other|another|second|also)\b", clause, re.I)
    offers = re.search(r"\boffers?\b|\bbid\b", clause, re.I) or any(True for _ in _parts(clause))
    if (
        not (owns or elsewhere)
        or not offers
        or re.search(r"\bscript|\blever", clause, re.I)
        or re.search(r"\binterview\w*\b|\bif i\b|\bno (?:other|competing)\b|\bdon['’]?t have\b", clause, re.I)
    ):
        return ""
    if m is first and not elsewhere and (len(mentions.companies) > 1 or mentions.roles):
        return ""
    return names.company_name(m.options[0]) if m.options else m.name


def _job(mentions: Mentions, names: Names, others: set[str]) -> tuple[str, str, str]:
    company = next(
        (
            n
            for m in mentions.companies
            if len(m.options) == 1 and (n := names.company_name(m.options[0])) not in others
        ),
        "",
    )
    role = next((names.role_name(m.role) for m in mentions.roles if m.role), "")
    region = next((m.name for m in mentions.places if not m.weak), "")
    return company, role, region


def _years(message: str) -> float | None:
    m = _YEARS.search(message)
    if m and float(m[1]) <= 60 and not re.search(r"\bover\s*$", message[: m.start()], re.I):
        return float(m[1])
    w = _YEAR_WORDS.search(message)
    return float(_WORDS[w[1].lower()]) if w and not re.search(r"\bover\s*$", message[: w.start()], re.I) else None


def _first(pattern: re.Pattern[str], text: str) -> str:
    m = pattern.search(text)
    return re.sub(r"\s+", " ", m[1]).strip() if m else ""
