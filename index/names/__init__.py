"""What people type -> companies, roles, places and levels of the index; nothing unsure is taken silently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.money import WORDS as MONEY_WORDS
from index.names import companies as _companies
from index.names import roles as _roles
from index.names.companies import Companies, CompanyMention
from index.names.regions import PlaceMention, find_places
from index.names.roles import RoleMention, Roles
from index.names.words import PAY_WORDS, STOP, Word, correct, words_of
from index.places import gazetteer


@dataclass(frozen=True, slots=True)
class Job:
    """What the gazetteer needs of one guide."""

    company: str
    role: str
    company_name: str
    role_name: str
    ticker: str = ""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything a text names. `words` are its words, with slips corrected."""

    words: tuple[Word, ...]
    companies: tuple[CompanyMention, ...]
    roles: tuple[RoleMention, ...]
    places: tuple[PlaceMention, ...]

    def corrected(self, text: str) -> str:
        """The text with its slips put right, for reading what is asked."""
        for word in reversed(self.words):
            if word.slip:
                text = text[: word.start] + word.slip + text[word.end :]
        return text

    def without_names(self, text: str) -> str:
        """The corrected text with its names blanked, so that "Target" or "Scale" is no word of the question."""
        return self._with(
            text, {i: "" for spans in self._spans().values() for first, last in spans for i in range(first, last)}
        )

    def masked(self, text: str) -> str:
        """The corrected text with each name as "xcompanyx", "xrolex" or "xplacex": what is asked, whatever it is asked of."""
        masks: dict[int, str] = {}
        for kind, spans in self._spans().items():
            for first, last in spans:
                masks |= dict.fromkeys(range(first, last), "") | {first: f"x{kind}x"}
        return self._with(text, masks)

    def _spans(self) -> dict[str, list[tuple[int, int]]]:
        return {
            "company": [(m.first, m.last) for m in self.companies],
            "role": [(m.first, m.last) for m in self.roles],
            "place": [(m.first, m.last) for m in self.places if not m.weak],
        }

    def _with(self, text: str, masks: dict[int, str]) -> str:
        for i, word in reversed(list(enumerate(self.words))):
            fill = f" {masks[i]} " if i in masks else word.slip
            if fill:
                text = text[: word.start] + fill + text[word.end :]
        return text


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an index, ready to be found in text."""

    companies: Companies
    roles: Roles
    vocabulary: frozenset[str]
    plain: frozenset[str]
    ordinary: frozenset[str]

    def company_name(self, slug: str) -> str:
        """A company folder as people read it."""
        return self.companies.display.get(slug, slug)

    def role_name(self, slug: str) -> str:
        """A role folder as people read it."""
        return self.roles.display.get(slug, slug)

    def roles_at(self, company: str) -> frozenset[str]:
        """The roles a company has guides for."""
        return self.roles.by_company.get(company, frozenset())

    def find(self, text: str, companies: tuple[str, ...] = ()) -> Mentions:
        """Read a text's names. `companies` are those the conversation is about, for their special roles."""
        words = correct(words_of(text), self.vocabulary, self.plain)
        titles = _roles.whole_titles(words, self.roles)
        found = _companies.outside_headings(_companies.find_companies(words, self.companies, titles), words, text)
        title = _companies.quoted(words, text)
        named = [m for m in found if m.first not in title]
        if not named and not companies:  # nothing else says what it is about
            named, title = found, set()
        wide = [p for p in find_places(words, set()) if p.last - p.first > 1]
        named = [m for m in named if not _swallowed(m, wide)]
        theirs = tuple(o for m in named for o in m.options) or companies
        spans = title | {i for m in named for i in range(m.first, m.last)}
        roles = _roles.find_roles(_without(words, spans), self.roles, theirs)
        taken = spans | {i for m in roles for i in range(m.first, m.last)}
        places = find_places(words, taken, self.ordinary | self.companies.words)
        if not named:
            taken |= {i for m in places for i in range(m.first, m.last)}
            unknown = _companies.unknown_company(words, taken, self.ordinary)
            named = [unknown] if unknown else []
            taken |= set(range(unknown.first, unknown.last)) if unknown else set()
        roles = roles or _roles.unknown_role(words, taken, self.ordinary)
        return Mentions(tuple(words), tuple(named), tuple(roles), tuple(places))


def _swallowed(mention: CompanyMention, places: Iterable[PlaceMention]) -> bool:
    """ "Kong" within "Hong Kong" is no company."""
    size = mention.last - mention.first
    return any(p.first <= mention.first and mention.last <= p.last and size < p.last - p.first for p in places)


def _without(words: list[Word], spans: set[int]) -> list[Word]:
    """The words with a company's own words made unreadable, so that positions stay."""
    return [Word(w.written, "\0", w.start, w.end) if i in spans else w for i, w in enumerate(words)]


def learn_names(jobs: Iterable[Job], plain: frozenset[str]) -> Names:
    """Build the gazetteer of an index. `plain` are ordinary words that are never taken for slips."""
    held = list(jobs)
    companies = _companies.learn((j.company, j.company_name, j.ticker) for j in held)
    roles = _roles.learn((j.company, j.role, j.role_name) for j in held)
    known = gazetteer()
    places = frozenset(w for n in known.by_name for w in n.split() if len(w) >= 6)
    single = {w for w in (*companies.indexed, *companies.others) if w.isalpha()}
    ordinary = frozenset(
        plain | STOP | PAY_WORDS | set(MONEY_WORDS) | roles.words | set(roles.seniority) | companies.weak
    )
    return Names(
        companies,
        roles,
        frozenset(companies.words | roles.words | places | PAY_WORDS),
        frozenset(plain | STOP | single | companies.weak | set(roles.seniority) | known.weak | set(known.by_name)),
        ordinary,
    )
