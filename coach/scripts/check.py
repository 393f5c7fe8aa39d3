"""A script as a whole -> what is wrong with it: the ask, the alternative, the money, the claims, the length, who it is
said to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coach.reply.draft import SLOT, Draft
from coach.standing.footing import same_footing
from coach.standing.package import AskFor
from coach.understanding.situation import Part, Situation
from index.guide import BLANK

MOST = {"email": 150, "chat": 90, "call": 260}
ONE = 45  # words of a single sentence
_OFFERS = re.compile(
    r"\b(?:I (?:also )?(?:have|hold|received) an(?:other)? offer|(?:an|another|the other|competing) offer from|offer from another)\b",
    re.I,
)
_CLAIMS = re.compile(
    r"\bmy (?:experience|background|track record|expertise)\b|\bI(?:['’]ve| have) (?:built|led|shipped|managed|delivered|worked)\b|\byears of experience\b|\bI (?:built|led|shipped|cut|grew|saved)\b",
    re.I,
)
_JARGON = re.compile(
    r"\bleverage\b|\bNegotiation DNA\b|\blever\b|\bthat kind of work\b|\bor else\b|\btake it or leave\b|\bWhat I bring\b",
    re.I,
)
_RECRUITED = re.compile(r"\bsign-on\b|\bready to sign\b|\bbefore I sign\b|\bthe offer for\b|\bjoin\b", re.I)
_FIELD = re.compile(r"\{\w*\}")


@dataclass(frozen=True, slots=True)
class Checked:
    """A text and what it was made from."""

    paragraphs: tuple[str, ...]
    channel: str
    length: str
    roles: Mapping[str, tuple[str, str]]
    draft: Draft
    situation: Situation
    is_raise: bool
    answers: bool
    said: tuple[AskFor, ...]
    held: tuple[Part, ...]
    dictated: bool
    places: tuple[str, ...]


def faults(text: Checked) -> Iterator[str]:
    """Everything that keeps a text from being shown."""
    yield from _money(text)
    yield from _claims(text)
    yield from _shape(text)


def _slots(text: Checked) -> list[tuple[str, str]]:
    return [text.roles[m[0]] for p in text.paragraphs for m in SLOT.finditer(p) if m[0] in text.roles]


def _money(text: Checked) -> Iterator[str]:
    used = _slots(text)
    asks = {component for role, component in used if role == "ask"}
    for ask in text.said:
        held = next((p for p in text.held if same_footing(p, ask.part)), None)
        if held and ask.value <= held.high and not text.dictated and ask.component in asks:
            yield f"asks {ask.value:g} for a {ask.component} of {held.high:g}"
    if any(role == "fallback" and component in asks for role, component in used):
        yield "falls back on the part that is asked for"
    if len([1 for role, _ in used if role == "fallback"]) > 2:
        yield "offers the alternative more than once"
    shown = {int(m[1]) for p in text.paragraphs for m in SLOT.finditer(p)}
    units = {
        f.currency for n in shown if 1 <= n <= len(text.draft.figures) and (f := text.draft.figures[n - 1]).currency
    }
    if len(units) > 1:
        yield f"several currencies: {', '.join(sorted(units))}"
    if text.answers and not text.dictated and asks:
        yield "asks for money where it only answers"


def _claims(text: Checked) -> Iterator[str]:
    own = [w.casefold() for w in text.situation.achievements]
    said = " ".join(text.paragraphs)
    if not text.situation.competing and (m := _OFFERS.search(said)) and "haven't brought another offer" not in said:
        yield f"claims an offer: {m[0]}"
    for m in _CLAIMS.finditer(said):
        if not any(m[0].casefold().removeprefix("i ") in w for w in own):
            yield f"claims: {m[0]}"
    if m := _JARGON.search(_without_own(said, text)):
        yield f"jargon: {m[0]}"
    if text.is_raise and (m := _RECRUITED.search(_without_own(said, text))):
        yield f"speaks to a manager as to a recruiter: {m[0]}"
    for place in text.places:
        if re.search(rf"\b{re.escape(place)}\b", said) and place.casefold() not in text.situation.region.casefold():
            yield f"another place: {place}"


def _without_own(said: str, text: Checked) -> str:
    """The text without what the person said themselves: their words may be any."""
    for words in text.situation.achievements:
        said = said.replace(words.strip(" .")[2:], "")
    return said


def _figure(text: Checked, number: int) -> str:
    """A figure as it is read, which may be two words."""
    held = text.draft.figures
    return held[number - 1].text if number <= len(held) else ""


def _shape(text: Checked) -> Iterator[str]:
    said = "\n".join(text.paragraphs)
    if _FIELD.search(said):
        yield "an open field"
    if blank := BLANK.search(SLOT.sub("", said)):
        yield f"a bracket: {blank[0]}"
    if re.search(r"\s{2,}[.,]| [.,?](?:\s|$)|\b(\w{3,}) \1\b", said.replace("\n", " ")):
        yield "torn words"
    body = [p for p in text.paragraphs if not p.startswith("Subject:")]
    count = len(SLOT.sub(lambda m: _figure(text, int(m[1])), " ".join(body)).split())
    most = ONE if text.length == "one" else MOST.get(text.channel, 150)
    if count > most:
        yield f"{count} words"
    sentences = [s.strip().casefold() for p in body for s in re.split(r"(?<=[.!?])\s+", p) if len(s.split()) > 3]
    if len(sentences) != len(set(sentences)):
        yield "a sentence twice"
    if not body:
        yield "nothing said"
