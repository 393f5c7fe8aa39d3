"""A made-up folder and people's messages -> questions with the company and the role that each is about."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tests.worlds.make import Company, Kind, World
from tests.worlds.words import COMMON_ROLES, REGIONS

Style = Literal["as written", "lower", "upper", "mixed"]
STYLES: tuple[Style, ...] = ("as written", "lower", "upper", "mixed")
_SHARES = (40, 25, 20, 15)
_ARTICLE = re.compile(r"\b[Aa](?= \{role\})")
_VOWEL = re.compile(r"[AEIO]|ML|U(?!X)")  # what is spoken with a vowel first: "an ML/AI Engineer", "a UX Researcher"
_SLOT = re.compile(r"\{(company|role|place)\}")
# "Base Data Engineer" and "Denver, Boston" are other titles and other places to anybody; such frames name no company.
_TITLE = re.compile(r"\{company\} \{role\}|\{role\} \{company\}")
_PLACES = re.compile(r"\{company\}\W+\{place\}|\{place\}\W+\{company\}")


@dataclass(frozen=True, slots=True)
class Ask:
    """One message and what it is about; `company` and `role` are folder names, empty where it names none."""

    text: str
    company: str
    role: str
    kind: Kind | None
    style: Style


def questions(world: World, seed: int, wordings: Sequence[str], per_company: int = 1) -> list[Ask]:
    """Ask about a role at each company, in turn through all `wordings`, each with one {company} and one {role}."""
    chooser = random.Random(f"{world.seed} {seed} questions")
    turns = _in_turn(chooser, wordings)
    asks = []
    for company in world.companies:
        for role in chooser.sample(company.roles, min(per_company, len(company.roles))):
            line = next(line for line in turns if _names(line, company))
            style = _style(chooser)
            text = _filled(line, chooser.choice(company.said), role.title, chooser.choice(role.regions))
            asks.append(Ask(styled(text, style, chooser), company.slug, role.slug, company.kind, style))
    return asks


def plain(world: World, seed: int, wordings: Sequence[str]) -> list[Ask]:
    """Messages about no company: each of `wordings`, none with a {company}, once as written and once in another style."""
    chooser = random.Random(f"{world.seed} {seed} plain")
    asks = []
    for line in wordings:
        text = _filled(line, "", chooser.choice(COMMON_ROLES), chooser.choice(REGIONS))
        styles = (STYLES[0], chooser.choice(STYLES[1:3]))
        asks += [Ask(styled(text, style, chooser), "", "", None, style) for style in styles]
    return asks


def styled(text: str, style: Style, chooser: random.Random) -> str:
    """The text in another dress of capitals; nothing else of it changes."""
    if style == "lower":
        return text.lower()
    if style == "upper":
        return text.upper()
    if style == "mixed":
        return " ".join(chooser.choice((str.lower, str.upper, str.capitalize))(word) for word in text.split(" "))
    return text


def _names(line: str, company: Company) -> bool:
    """Whether `line` still names the company to anybody when this name stands in it."""
    if "{company}s" in line:  # a possessive typed without its mark, which short names and plurals do not bear
        return len(company.name) > 3 and company.name[-1].isalpha() and company.name[-1] != "s"
    if company.kind in ("role_word", "pay_word"):
        return not _TITLE.search(line)
    return company.kind != "place" or not _PLACES.search(line)


def _in_turn(chooser: random.Random, wordings: Sequence[str]) -> Iterator[str]:
    while True:
        yield from chooser.sample(wordings, len(wordings))


def _style(chooser: random.Random) -> Style:
    return chooser.choices(STYLES, _SHARES)[0]


def _filled(line: str, company: str, role: str, place: str) -> str:
    names = {"company": company, "role": role, "place": place}
    if _VOWEL.match(role):
        line = _ARTICLE.sub(lambda article: article[0] + "n", line)
    return _SLOT.sub(lambda slot: names[slot[1]], line)
