"""Question -> Evidence: the guide first, then its pay rows, then passages inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from coach.understanding.question import Question
from index.catalog import PayQuery, PayRow
from index.check import Damage
from index.chunk import ChunkKind
from index.guide import PLAYBOOK, Band, Guide, Region
from index.names import Names
from index.names.levels import level_codes, match_level
from index.names.regions import PlaceMention, match_regions, said_as_place
from index.passage import Passage
from index.places import fold, place_name

MissingKind = Literal["company", "no_company", "ambiguous", "role", "no_role", "region", "level"]


class Library(Protocol):
    """What answering needs of an index: an index on disk, or guides in memory."""

    @property
    def store(self) -> Path | None:
        """The folder that holds the index, None for guides in memory."""

    @property
    def names(self) -> Names:
        """The gazetteer of the indexed guides."""

    def refresh(self) -> bool:
        """Move to a newer version of the guides if there is one; say whether there was."""

    def damage(self) -> Sequence[Damage]:
        """What is wrong with the files behind it; nothing for guides in memory."""

    def guide(self, slug: str) -> Guide:
        """Return one guide; KeyError if there is none."""

    def slugs(self) -> Sequence[str]:
        """All guides, general craft included."""

    def pays(self, query: PayQuery) -> Sequence[PayRow]:
        """Return the pay cells of all guides that fit `query`."""

    def search(
        self, query: str, guides: tuple[str, ...] | None, kinds: tuple[ChunkKind, ...] | None, k: int
    ) -> list[Passage]:
        """Return the passages that fit best, best first, inside `guides` or everywhere."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What the guides lack or the question leaves open; `options` are the nearest things there are."""

    kind: MissingKind
    name: str
    options: tuple[str, ...] = ()
    guide: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer may rest on. `bands` are the rows of the place and level asked for; `gaps` what was not found.

    `place_notes` tell how a place was matched ("the guide's Bay Area row") when it was not by its own name.
    """

    guides: tuple[Guide, ...] = ()
    bands: tuple[tuple[Guide, tuple[Band, ...]], ...] = ()
    gaps: tuple[Missing, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    notes: tuple[str, ...] = ()


def retrieve(question: Question, library: Library) -> Evidence:
    """Find the guides a question is about and the pay rows that fit its place and level."""
    names = library.names
    if question.intent == "across_guides":
        return Evidence(places=question.mentions.places)
    companies, gaps = _companies(question, names)
    if gaps:
        return Evidence(gaps=gaps)
    guides, gaps = _guides(question, companies, library)
    notes: list[str] = []
    bands: list[tuple[Guide, tuple[Band, ...]]] = []
    for guide in guides:
        rows, lacking, told = _rows(question, guide, names)
        gaps = (*gaps, *lacking)
        notes.extend(told)
        bands.append((guide, rows))
    return Evidence(guides, tuple(bands), gaps, question.topic.places, tuple(dict.fromkeys(notes)))


def _companies(question: Question, names: Names) -> tuple[tuple[str, ...], tuple[Missing, ...]]:
    mentions = question.topic.companies
    if not mentions:
        return (), (Missing("no_company", ""),)
    unknown = [m for m in mentions if not m.options]
    if unknown and len(unknown) == len(mentions):
        return (), tuple(Missing("company", m.name) for m in unknown)
    open_ones = [m for m in mentions if len(m.options) > 1]
    if open_ones:
        m = open_ones[0]
        return (), (Missing("ambiguous", m.name, m.options),)
    return tuple(dict.fromkeys(m.options[0] for m in mentions if m.options)), ()


def _guides(
    question: Question, companies: tuple[str, ...], library: Library
) -> tuple[tuple[Guide, ...], tuple[Missing, ...]]:
    names = library.names
    roles = list(dict.fromkeys(m.role for m in question.topic.roles if m.role))
    unnamed = [m.name for m in question.topic.roles if not m.role]
    guides: list[Guide] = []
    gaps: list[Missing] = []
    for company in companies:
        there = names.roles_at(company)
        wanted = [r for r in roles if r in there] or _by_noun(unnamed, there) or _by_level(question, company, library)
        if wanted and question.intent == "compare_roles" and len(wanted) == 1:
            wanted = list(dict.fromkeys((*filter(None, (_by_rank(question, there),)), *wanted)))
        if wanted:
            guides.extend(library.guide(f"{company}/{r}") for r in wanted)
        elif roles or unnamed:
            said = names.role_name(roles[0]) if roles else unnamed[0]
            gaps.append(Missing("role", said, tuple(sorted(there))))
        elif ranked := _by_rank(question, there):
            guides.append(library.guide(f"{company}/{ranked}"))
        elif len(there) == 1:
            guides.append(library.guide(f"{company}/{next(iter(there))}"))
        else:
            gaps.append(Missing("no_role", company, tuple(sorted(there))))
    return tuple(guides), tuple(gaps)


def _by_rank(question: Question, there: frozenset[str]) -> str:
    """A rank said by itself is the software engineer's: "Samsara staff in Atlanta"."""
    said = {w.read for w in question.mentions.words}
    return next(
        (r for r in ("staff-software-engineer", "senior-software-engineer") if r in there and r.split("-")[0] in said),
        "",
    )


def _by_noun(unnamed: list[str], there: frozenset[str]) -> list[str]:
    """The one role of a company that a bare noun fits: "the architect" where there is one kind of architect."""
    fits = [r for r in there if any(fold(n).split()[-1].removesuffix("s") in r.split("-") for n in unnamed)]
    return fits if len(fits) == 1 else []


def _by_level(question: Question, company: str, library: Library) -> list[str]:
    """The role whose pay table has what was said as a level: "director of engineering" in the manager's guide."""
    said = [fold(m.name) for m in question.topic.roles]
    rows = library.pays(PayQuery(companies=(company,))) if said else ()
    return list(
        dict.fromkeys(r.guide.split("/")[1] for r in rows if r.level and any(s == fold(r.level) for s in said))
    )[:1]


def _rows(question: Question, guide: Guide, names: Names) -> tuple[tuple[Band, ...], tuple[Missing, ...], list[str]]:
    """The pay rows of the place and level asked for; all of them where the question names neither."""
    rows = guide.bands
    notes: list[str] = []
    gaps: list[Missing] = []
    regions: list[Region] = []
    for band in rows:
        if band.region and band.region not in regions:
            regions.append(band.region)
    topic = question.topic
    words = list(topic.place_words)
    if topic.places and regions:
        matched = match_regions(topic.places, regions, words)
        hits = list(dict.fromkeys(r.label for _, found in matched for r in found))
        if not hits and matched:
            gaps.append(Missing("region", _place(matched[0][0]), tuple(r.label for r in regions), guide.slug))
        elif hits:
            exact = any(found and _same_place(mention, found[0]) for mention, found in matched)
            for mention, found in matched:
                if exact:
                    break  # the job's own place has a row; the other one is where the person lives or comes from
                if found and not _same_place(mention, found[0]):
                    notes.append(f"For {_place(mention)} the guide's nearest row is {found[0].label}.")
            rows = tuple(b for b in rows if b.region and b.region.label in hits)
    elif topic.places and rows and any(not p.weak or said_as_place(p, words) for p in topic.places):
        where = _place(next(p for p in topic.places if not p.weak or said_as_place(p, words)))
        notes.append(f"The guide's pay table is by level, not by place, so these figures are not specific to {where}.")
    rows, lacking = _levels(question, rows, names)
    return rows, (*gaps, *lacking), notes


def _levels(question: Question, rows: tuple[Band, ...], names: Names) -> tuple[tuple[Band, ...], tuple[Missing, ...]]:
    levels = list(dict.fromkeys(b.level for b in rows if b.level))
    text = question.topic.level_text
    if not levels or not text:
        return rows, ()
    found = match_level(
        text,
        question.mentions.words if text in question.text else names.find(text).words,
        levels,
        names.roles.seniority,
    )
    if found:
        return tuple(b for b in rows if b.level in found), ()
    codes = level_codes(text)
    return rows, ((Missing("level", codes[0], tuple(levels)),) if codes else ())


def _place(mention: PlaceMention) -> str:
    name = place_name(mention.keys[0])
    return name or mention.name


def _same_place(mention: PlaceMention, region: Region) -> bool:
    return any(k in region.places for k in mention.keys) or region.remote


def playbook_slugs(library: Library) -> tuple[str, ...]:
    """The documents of general craft."""
    return tuple(s for s in library.slugs() if s.startswith(f"{PLAYBOOK}/"))
