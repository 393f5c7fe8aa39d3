"""The situation strip's fields <-> Situation: what a person reads and edits, field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coach.ui.texts import text
from coach.understanding.extract.figures import figures_said
from coach.understanding.incoming import incoming
from coach.understanding.situation import LARGEST, OtherOffer, Part, Situation
from index.guide import Component

OFFER: tuple[Component, ...] = ("base", "stock", "bonus", "signing", "total")
AIMS = ("current", "target", "floor")
FIELDS = (
    "company", "role", "region", "level", "talk", *OFFER, "currency", *AIMS, "competing", "deadline", "achievements",
)  # fmt: skip
CURRENCIES = "USD EUR GBP CAD AUD CHF INR SGD JPY CNY HKD KRW BRL MXN PLN SEK NOK DKK ILS NZD ZAR AED".split()
_WHAT = {"base": "base", "stock": "stock", "bonus": "bonus", "signing": "sign-on", "total": "total comp"}
_AIM_NAMES = {"current": "form.current", "target": "form.target", "floor": "form.floor_name"}
_DECIMAL_COMMA = re.compile(r"(\d),(\d{1,2})(?=\s*(?:[kKmM]\b|%|$))")
# A rate an hour, shares at a price, a sum, a share of a grant: money, but not as the field means it.
_NO_ONE_AMOUNT = re.compile(
    r"/\s*h\b|\bhour|\bshares?\b|\boptions?\b|\bunits?\b|\d\s*[x×@]\s*\D?\d|\+|/\s*\d\s*$|\b(?:first|second|year [12])\b.*\b(?:year|second)\b",
    re.I,
)
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY"}


@dataclass(frozen=True, slots=True)
class Read:
    """What the fields say, and what of them could not be read, in a person's words."""

    situation: Situation
    unread: tuple[str, ...] = ()


def fields_of(situation: Situation) -> dict[str, str]:
    """Each field's text; what it says is read back as the same situation."""
    s = situation
    offer = {p.component: p for p in s.offer}
    return {
        "company": s.company, "role": s.role, "region": s.region, "level": s.level, "talk": s.talk,
        **{c: _plain(offer[c]) if c in offer else "" for c in OFFER},
        "currency": next((p.currency for p in s.offer if p.currency not in ("", "%")), ""),
        **{aim: " + ".join(p.words() for p in getattr(s, aim)) for aim in AIMS},
        "competing": "\n".join(_other(o) for o in s.competing), "deadline": s.deadline, "achievements": "\n".join(s.achievements),
    }  # fmt: skip


def read_fields(fields: Mapping[str, str], before: Situation, now: Situation | None = None) -> Read:
    """The situation that the fields say; what they do not show (skills, years, concerns) stays as it was before.

    A field that did not change keeps exactly what it stood for, even where its text says less. Where the situation
    became another one meanwhile, `now`, the changes since `before` are made to that.
    """
    now = before if now is None else now
    shown = fields_of(before)
    said = {name: (fields.get(name) or "").strip() for name in FIELDS}
    unread: list[str] = []
    for name in (n for n in FIELDS if said[n] != shown[n]):
        found = incoming(said[name])
        said[name] = found.text.strip()
        unread += [f"{name.capitalize()}: {found.cut}"] if found.cut else []
    changed: dict[str, object] = {
        name: said[name]
        for name in ("company", "role", "region", "level", "talk", "deadline")
        if said[name] != shown[name]
    }
    currency = said["currency"].upper()
    if any(said[c] != shown[c] for c in (*OFFER, "currency")):
        held = {p.component: p for p in now.offer}
        offer: list[Part] = []
        for c in OFFER:
            if said[c] == shown[c]:
                part: Part | None = held.get(c)
                if part and part.currency != "%" and said["currency"] != shown["currency"]:
                    part = part.model_copy(update={"currency": currency})
            else:
                part = _part(said[c], c, currency, unread)
            if part:
                offer.append(part)
        changed["offer"] = tuple(offer)
    for aim in AIMS:
        if said[aim] != shown[aim]:
            changed[aim] = _parts(said[aim], text(_AIM_NAMES[aim]), currency, unread)
    if said["competing"] != shown["competing"]:
        lines = [line for line in said["competing"].splitlines() if line.strip()]
        changed["competing"] = tuple(_rival(line, currency, unread) for line in lines)
    if said["achievements"] != shown["achievements"]:
        changed["achievements"] = tuple(
            line.strip(" -•\t") for line in said["achievements"].splitlines() if line.strip(" -•\t")
        )
    return Read(now.model_copy(update=changed), tuple(unread))


def moved(before: Situation, after: Situation) -> bool:
    """Whether the job is another one now."""
    return (before.company, before.role, before.region, before.level) != (
        after.company,
        after.role,
        after.region,
        after.level,
    )


def _plain(part: Part) -> str:
    """An offer's part without its component's name, which is the field's label."""
    name = {"total": "total comp", "signing": "sign-on"}.get(part.component, part.component)
    return re.sub(rf" {name}(?= |$)", "", part.words(), count=1)


def _other(offer: OtherOffer) -> str:
    return f"{offer.company}: {' + '.join(p.words() for p in offer.parts)}" if offer.parts else offer.company


def _part(said: str, component: Component, currency: str, unread: list[str]) -> Part | None:
    """One field's amount; a text that holds none, or more than one, is told."""
    if not said:
        return None
    words = _DECIMAL_COMMA.sub(r"\1.\2", said)
    if component == "bonus" and re.fullmatch(r"\d{1,2}(?:\.\d+)?", words):
        words += "%"
    found = [s.part for s in figures_said(f"{_WHAT[component]} {words}") if s.part.component == component]
    if len(found) != 1 or _NO_ONE_AMOUNT.search(words):
        unread.append(text("form.no_amount", name=_WHAT[component], text=said))
        return None
    return _possible(_in(found[0], currency), said, unread)


def _parts(line: str, name: str, currency: str, unread: list[str]) -> tuple[Part, ...]:
    """The amounts of a line such as "200k base + 40k stock"; one without a name is base."""
    if not line:
        return ()
    found: dict[str, Part] = {}
    before = len(unread)
    for piece in re.split(r"\s*\+\s*|;\s*", line):
        for said in figures_said(
            piece if re.search(r"[A-Za-z]{3,}", re.sub(r"\b[A-Z]{3}\b", "", piece)) else f"{piece} base"
        ):
            if part := _possible(_in(said.part, currency), piece, unread):
                found[part.component] = part
    if not found and len(unread) == before:
        unread.append(text("form.no_amounts", name=name, text=line))
    return tuple(found.values())


def _rival(line: str, currency: str, unread: list[str]) -> OtherOffer:
    """A line of the other offers: "Contoso: 205k base + 40k stock"; figures may be left out."""
    company, _, figures = line.partition(":")
    return OtherOffer(company=company.strip(), parts=_parts(figures.strip(), company.strip(), currency, unread))


def _possible(part: Part, said: str, unread: list[str]) -> Part | None:
    """The part, unless it is larger than any pay."""
    if part.high <= LARGEST:
        return part
    unread.append(text("form.too_large", text=said))
    return None


def _in(part: Part, currency: str) -> Part:
    """The part in the chosen currency where its text names none."""
    if part.currency or not currency:
        return part
    return part.model_copy(update={"currency": currency})
