"""The companies of an index and the known others -> every form of name that people may type for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from index.alias_files import alias_file
from index.names.words import words_of
from index.places import fold

# From the most to the least telling: of the forms that spell the same, the first kind alone is meant.
Kind = Literal["exact", "name", "alias", "bracket", "ticker", "weak", "part", "initials", "unknown"]
_ORDER: tuple[Kind, ...] = ("exact", "name", "alias", "bracket", "ticker", "weak", "part", "initials", "unknown")
_HALF = {"ticker", "weak", "part"}
_LEARNED = 2  # folders: one that is opened again, or of which only the figures have changed, is not learned anew
How = Literal["name", "alias", "part", "typo"]

_SUFFIX = re.compile(
    r"\s+(?:inc|incorporated|ltd|limited|llc|plc|corp|corporation|company|co|group|holdings?|technologies|technology"
    r"|software|labs?|ag|gmbh|nv|sa|se|ab|investments|global|com|io|ai)$"
)  # fmt: skip
_CAPITAL_WITHIN = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z]{2,}$)")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write companies: `options` are folders of the index, none for a known company without a guide.

    `name` is how that one is called; `written` are the folded words of the form as its owners write it.
    """

    kind: Kind
    options: tuple[str, ...]
    name: str = ""
    written: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True, slots=True)
class CompanyMention:
    """A company that a text names: `options` are folders of the index, several where the name fits several.

    No option means a known company without a guide, or a name nobody knows; `name` says which. `siblings` are
    indexed companies of a like name, `others` what else the company is called; `score` are the log-odds that it is one,
    `own` that it is said by a name of its own; `rivals` are companies that other words may name as well as these do.
    """

    name: str
    options: tuple[str, ...]
    how: How
    first: int
    last: int
    siblings: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    score: float = 9.0
    own: bool = True
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Companies:
    """Every form of name, squashed ("huggingface"), of the companies that are known, and how the indexed ones are
    shown."""

    forms: dict[str, Form]
    display: dict[str, str]
    words: frozenset[str]
    by_first: dict[str, tuple[str, ...]]
    longest: int


@cache
def groups() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """(names, weak names) of each company in the shipped alias file."""
    raw: list[dict[str, Any]] = alias_file("companies")
    return tuple((tuple(str(n) for n in g.get("names", ())), tuple(str(n) for n in g.get("weak", ()))) for g in raw)


@cache
def _by_squashed() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for strong, soft in groups():
        for name in (*strong, *soft):
            found.setdefault(squash(name), (*strong, *soft))
    return found


def also_called(name: str) -> tuple[str, ...]:
    """What else the company of this name is called, by the alias file."""
    return _by_squashed().get(squash(name), ())


def squash(name: str) -> str:
    """A name as it is compared: folded, without spaces and marks ("D. E. Shaw" -> "deshaw"); "AT&T" keeps its sign."""
    return "".join(w.folded for w in words_of(name))


def _spellings(name: str) -> Iterator[str]:
    """A name as it is, with its "&" said, and with a gap where a capital stands within: "Northwind Pay" for
    "NorthwindPay", "zed AI" for "zedAI"."""
    yield name
    if "&" in name:
        yield name.replace("&", " and ")
    apart = _CAPITAL_WITHIN.sub(" ", name)
    if apart != name:
        yield apart


def short_names(name: str) -> Iterator[str]:
    """A company's name and what is left of it without brackets and without "Inc", "Group", ".com"."""
    bare = _BRACKET.sub("", name).strip()
    for full in dict.fromkeys((name, bare)):
        yield full
        short = _SUFFIX.sub("", fold(full))
        if len(short) > 1 and short != fold(full):
            yield full[: len(short)] if fold(full[: len(short)]) == short else short


@dataclass(frozen=True, slots=True)
class _Group:
    """A company of the alias file: how it is called, the words of each way to write its names, and what they are
    compared by; `first` are those by which it is meant before all others."""

    name: str
    strong: tuple[tuple[str, ...], ...]
    soft: tuple[tuple[str, ...], ...]
    first: tuple[str, ...]
    all: tuple[str, ...]


@cache
def _known() -> tuple[_Group, ...]:
    """The alias file as `learn` compares it; it is the same for every folder."""
    return tuple(
        _Group(
            (strong or soft)[0],
            tuple(words for said in strong for words in _ways(said)),
            tuple(words for said in soft for words in _ways(said)),
            tuple(squash(said) for name in (*strong[:1], *soft[:1]) for said in short_names(name)),
            tuple(squash(name) for name in (*strong, *soft)),
        )
        for strong, soft in groups()
    )


def _ways(said: str) -> Iterator[tuple[str, ...]]:
    """The folded words of each way to write a name."""
    for way in _spellings(said):
        if words := tuple(w.folded for w in words_of(way)):
            yield words


@lru_cache(maxsize=_LEARNED)
def learn(rows: tuple[tuple[str, str, str], ...]) -> Companies:
    """The forms of the companies of an index, from (folder, display name, ticker) rows, and of the known others."""
    display, tickers = _shown(rows)
    held: dict[str, list[Form]] = defaultdict(list)

    def add(ways: Iterable[tuple[str, ...]], kind: Kind, options: tuple[str, ...], name: str = "") -> None:
        for words in ways:
            held["".join(words)].append(Form(kind, options, name, frozenset({words})))

    taken = frozenset(said for group in _known() for said in group.all)
    for slug, name in display.items():
        for said, kind in _own_forms(slug, name, taken):
            add(_ways(said), kind, (slug,))
    own = {said: form.options for said, form in _best(held).items() if form.kind in ("exact", "name")}
    for group in _known():
        slugs = _owners(group, own)
        name = "" if slugs else group.name
        add(group.strong, "alias", slugs, name)
        add(group.soft, "weak", slugs, name)
    for ticker, slugs in _listed(tickers, display).items():
        add(_ways(ticker), "ticker", slugs)
    return _put_together(_best(held), display)


def _shown(rows: Iterable[tuple[str, str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """How each company is shown, by its shortest display name, and its ticker where it has one."""
    display: dict[str, str] = {}
    tickers: dict[str, str] = {}
    for slug, name, ticker in sorted(set(rows)):
        if slug not in display or len(name) < len(display[slug]):
            display[slug] = name
        if len(ticker) > 1:
            tickers[slug] = ticker
    return display, tickers


def _own_forms(slug: str, name: str, taken: frozenset[str]) -> Iterator[tuple[str, Kind]]:
    """What a company is called by its folder and its display name alone: whole, shortened, in part, by its letters.

    Words in brackets are its name too, but for those that are `taken` by another: "Wiz (Google)" is not Google.
    """
    yield slug.replace("-", " "), "exact"
    for said in short_names(name):
        yield said, "exact" if squash(said) in (squash(slug), squash(name)) else "name"
    words = _BRACKET.sub("", name).split()
    for size in range(1, len(words)):
        part = " ".join(words[:size])
        if len(squash(part)) > 2:
            yield part, "part"
    letters = "".join(w[0] for w in fold(" ".join(words)).split())
    if 2 <= len(letters) <= 3 and letters.isalpha():
        yield letters, "initials"
    yield from ((inner, "bracket") for inner in _BRACKET.findall(name) if squash(inner) not in taken)


def _put_together(found: dict[str, Form], display: dict[str, str]) -> Companies:
    """The forms with what reading needs of them: the words that slips are held against, and how long a name may be."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for slug, name in display.items():
        by_first[fold(name).split()[0]].append(slug)
    vocabulary = {w for f in found.values() if f.options for written in f.written for w in written if len(w) >= 4}
    vocabulary |= {
        said
        for said, form in found.items()
        if len(said) >= 5 and said.isalpha() and form.options and form.kind != "initials"
    }
    longest = max((len(w) for f in found.values() for w in f.written), default=1)
    return Companies(
        found, display, frozenset(vocabulary), {k: tuple(v) for k, v in by_first.items()}, min(longest, 6) + 1
    )


def _best(held: dict[str, list[Form]]) -> dict[str, Form]:
    """Of the forms that spell the same, the most telling kind, with everybody who has it."""
    found: dict[str, Form] = {}
    for said, forms in held.items():
        first = min(forms, key=lambda f: (_ORDER.index(f.kind), not f.options))
        alike = [f for f in forms if f.kind == first.kind and bool(f.options) == bool(first.options)]
        options = tuple(dict.fromkeys(o for f in alike for o in f.options))
        written = frozenset(w for f in forms for w in f.written)
        if len({f.kind for f in forms if f.options == options} & _HALF) > 1:
            first = Form("alias", options)  # a part of the name, a listing, a word of theirs: two of these agree
        found[said] = Form(first.kind, options, first.name, written)
    return found


def _owners(group: _Group, own: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Who of the index is meant by a group of names: whoever its first name is, else whoever has one of them."""
    for said in group.first:
        if said in own:
            return own[said]
    return tuple(dict.fromkeys(o for said in group.all for o in own.get(said, ())))


def _listed(tickers: dict[str, str], display: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Tickers -> companies; one that an owner shares with what it bought ("Linode (Akamai Cloud)") is the owner's."""
    found: dict[str, list[str]] = defaultdict(list)
    for slug, ticker in tickers.items():
        found[ticker].append(slug)
    out = {}
    for ticker, slugs in found.items():
        called = {s: squash(_BRACKET.sub("", display[s])) for s in slugs}
        owners = [s for s in slugs if any(called[s] in squash(display[o]) for o in slugs if o != s)]
        bare = [s for s in slugs if "(" not in display[s]]
        out[ticker] = tuple(owners if len(owners) == 1 else bare if len(bare) == 1 else slugs)
    return out


def how_said(kind: Kind, *, slip: bool) -> How:
    """The kind of form as the talk tells it."""
    if slip:
        return "typo"
    return {"exact": "name", "name": "name", "part": "part", "unknown": "name"}.get(kind, "alias")  # type: ignore[return-value]
