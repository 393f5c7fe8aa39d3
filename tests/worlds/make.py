"""A seed -> a folder of guides: companies with plain and with treacherous names, four roles each, all invented."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from tests.worlds import words
from tests.worlds.guide import guide_text
from tests.worlds.voices import voices

Kind = Literal[
    "brand", "two_word_brand", "everyday", "role_word", "pay_word", "place", "weekday", "month", "number", "letters",
    "bracket", "dotted", "ampersand", "with_ai", "ticker_word",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
PLAIN: frozenset[Kind] = frozenset({"brand", "two_word_brand"})

_OF_400: dict[Kind, int] = {
    "brand": 140, "two_word_brand": 60, "everyday": 80, "role_word": 12, "pay_word": 10, "place": 12, "weekday": 3,
    "month": 5, "number": 10, "letters": 14, "bracket": 10, "dotted": 10, "ampersand": 10, "with_ai": 12,
    "ticker_word": 12,
}  # fmt: skip
_ONSETS = "b bl br d dr f fl g gl gr h k kl kr l m n p pl qu r s st t tr v vr w y z zh sk".split()
_VOWELS = "a e i o u ae ei io ua".split()
_CODAS = "l m n r s t x nd rx lt q v k nt rn zz".split()
_ENDS = "a o is on ex ia ora iq us ent ova ys".split()


@dataclass(frozen=True, slots=True)
class Role:
    """A job at a company, with the two places its guide pays for."""

    slug: str
    title: str
    regions: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Company:
    """An invented company; `said` are the spellings of its name that people type."""

    kind: Kind
    name: str
    slug: str
    ticker: str
    roles: tuple[Role, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class World:
    """A folder of companies as one seed makes it."""

    seed: int
    companies: tuple[Company, ...]

    def write(self, folder: Path) -> None:
        """Write one guide for each company and role; guides that are there already are left as they are."""
        for company in self.companies:
            place = folder / company.slug
            if place.is_dir():
                continue
            place.mkdir(parents=True)
            for role in company.roles:
                text = guide_text(company.name, company.slug, company.ticker, role.title, role.slug, role.regions)
                (place / f"{role.slug}.md").write_text(text, encoding="utf-8")


def make_world(seed: int, companies: int = 400) -> World:
    """Make a folder of `companies`, half of them plain brands; the same seed makes the same one."""
    return grown(World(seed, ()), companies)


def grown(world: World, more: int) -> World:
    """The same companies and `more` others, of the same kinds while their words last and plain brands after that."""
    chooser = random.Random(f"{world.seed} {len(world.companies)}")
    drawn = _Names(chooser, world)
    companies = list(world.companies)
    for kind in _kinds(chooser, more):
        name, kind = drawn.next(kind)
        companies.append(_company(chooser, kind, name, drawn))
    return World(world.seed, tuple(companies))


def slug_of(name: str) -> str:
    """A name as a folder is called."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def squashed(name: str) -> str:
    """A name without capitals, spaces and marks: two companies never share it."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


class _Names:
    """Draws names that no company has yet, and none that begins another's, so that the right answer is beyond dispute."""

    def __init__(self, chooser: random.Random, world: World) -> None:
        self._chooser = chooser
        self._taken = {squashed(c.name) for c in world.companies}
        self._whole = {slug_of(c.name) for c in world.companies}
        self._heads = {head for slug in self._whole for head in _heads(slug)}
        self.tickers = {c.ticker for c in world.companies}
        self._ways: dict[Kind, Iterator[str]] = {kind: self._way(kind) for kind in KINDS}

    def next(self, kind: Kind) -> tuple[str, Kind]:
        """A new name of `kind`, or of a plain brand where that kind has no words left."""
        for name in self._ways[kind]:
            slug = slug_of(name)
            if squashed(name) in self._taken or slug in self._heads or _heads(slug) & self._whole:
                continue
            self._taken.add(squashed(name))
            self._whole.add(slug)
            self._heads |= _heads(slug)
            return name, kind
        return self.next("brand")

    def _way(self, kind: Kind) -> Iterator[str]:
        lists: dict[Kind, tuple[str, ...]] = {
            "everyday": words.EVERYDAY, "role_word": words.ROLE_WORDS, "pay_word": words.PAY_WORDS, "place": words.PLACES,
            "weekday": words.WEEKDAYS, "month": words.MONTHS, "letters": words.LETTERS,
        }  # fmt: skip
        if kind in lists:
            return iter(self._chooser.sample(lists[kind], len(lists[kind])))
        ways: dict[Kind, Callable[[], str]] = {
            "brand": self._brand, "ticker_word": self._brand, "two_word_brand": self._two_words, "number": self._number,
            "bracket": lambda: f"{self._head()} ({self._chooser.choice(words.AREAS)})", "dotted": self._dotted,
            "ampersand": lambda: f"{self._head()} & {self._brand()}", "with_ai": lambda: f"{self._head()} AI",
        }  # fmt: skip
        make = ways[kind]
        return iter(make, None)

    def _brand(self) -> str:
        pick = self._chooser.choice
        while True:
            name = pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS)
            name += pick(_ENDS) if self._chooser.random() < 0.6 else pick(_VOWELS)[0] + pick(_CODAS) + pick(_ENDS)
            if 5 <= len(name) <= 11 and name not in _known():
                return name.capitalize()

    def _head(self) -> str:
        return self._brand() if self._chooser.random() < 0.5 else self._chooser.choice(words.EVERYDAY)

    def _two_words(self) -> str:
        head = self._brand() if self._chooser.random() < 0.7 else self._chooser.choice(words.EVERYDAY)
        return f"{head} {self._chooser.choice(words.TRADES)}"

    def _number(self) -> str:
        if self._chooser.random() < 0.5:
            return self._chooser.choice(words.NUMBERS)
        return f"{self._chooser.randint(3, 99)}{self._chooser.choice(words.COUNTED)}"

    def _dotted(self) -> str:
        if self._chooser.random() < 0.25:
            first, second = self._chooser.sample("ABCDEHJLMRTW", 2)
            return f"{first}.{second}. {self._brand()}"
        return f"{self._head()}.{self._chooser.choice(words.ENDINGS)}"


def _company(chooser: random.Random, kind: Kind, name: str, drawn: _Names) -> Company:
    common = chooser.sample(words.COMMON_ROLES, 4)
    if chooser.random() < 0.35:
        common[-1] = chooser.choice(words.SPECIAL_ROLES)
    places = [region for region in words.REGIONS if region != name]
    roles = tuple(Role(slug_of(title), title, _two(chooser, places)) for title in common)
    return Company(kind, name, slug_of(name), _ticker(chooser, kind, name, drawn.tickers), roles, _said(kind, name))


def _two(chooser: random.Random, places: list[str]) -> tuple[str, str]:
    first, second = chooser.sample(places, 2)
    return first, second


def _said(kind: Kind, name: str) -> tuple[str, ...]:
    if kind == "bracket":
        return name, name.replace("(", "").replace(")", "")
    if kind == "ampersand":
        return name, name.replace("&", "and")
    return (name,)


def _ticker(chooser: random.Random, kind: Kind, name: str, taken: set[str]) -> str:
    if kind == "ticker_word":
        free = sorted(set(words.TICKERS) - taken)
    elif chooser.random() < 0.4:
        letters = [c for c in squashed(name).upper() if c.isalpha()]
        free = ["".join(sorted(chooser.sample(letters, 4), key=letters.index))] if len(letters) > 4 else []
        free = [t for t in free if t not in taken and t.casefold() not in _known()]
    else:
        free = []
    ticker = chooser.choice(free) if free else ""
    if ticker:
        taken.add(ticker)
    return ticker


def _kinds(chooser: random.Random, count: int) -> list[Kind]:
    """The kind of each of `count` companies, in shuffled order and in the shares of a folder of 400."""
    kinds = [kind for kind, share in _OF_400.items() for _ in range(round(share * count / 400))]
    kinds = kinds[:count] + ["brand"] * (count - len(kinds))
    chooser.shuffle(kinds)
    return kinds


def _heads(slug: str) -> frozenset[str]:
    """What a longer name begins with: "ember" and "ember-pay" of "ember-pay-labs"."""
    parts = slug.split("-")
    return frozenset("-".join(parts[:n]) for n in range(1, len(parts)))


@cache
def _known() -> frozenset[str]:
    """The English words that no invented brand may be."""
    lists = (words.EVERYDAY, words.ROLE_WORDS, words.PAY_WORDS, words.PLACES, words.MONTHS, words.TICKERS, words.TRADES)
    named = " ".join(word for each in lists for word in each)
    return frozenset(re.findall(r"[a-z]+", f"{named} {' '.join(voices())}".casefold()))
