"""Words -> companies: the indexed ones by any of their names, the known others as not covered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from index.alias_files import alias_file
from index.names.words import PAY_SHORT, PAY_WORDS, STOP, Word, phrases
from index.places import fold

How = Literal["name", "alias", "part", "typo"]

_SUFFIX = re.compile(
    r"\s+(?:inc|incorporated|ltd|limited|llc|plc|corp|corporation|company|co|group|holdings?|technologies|technology|software|labs?|ag|gmbh|nv|sa|se|ab|investments|global)$"
)  # fmt: skip
_FRAME_BEFORE = frozenset(
    "at from for with by vs versus against join joining joined leaving versus or and than to via compare between about does did is "
    "negotiate negotiating tell told interviewing".split()
)
_STRONG_BEFORE = frozenset("at from with by vs versus against join joining than interviewing negotiating".split())
_ROLE_AFTER = frozenset(
    "solution tech eng sec seceng devops designers swe sde engineer engineering software data product devops security machine ml mle ai senior sr staff principal technical tpm solutions designer manager engineering frontend backend sre sa ds de em pm".split()
)
_JOINED = frozenset("n and or vs versus against than".split())
_PAY_AFTER = frozenset(
    "engineering manager designer ux frontend backend mobile cloud platform offer offers offered pay pays paid salary salaries comp compensation tc base bonus equity stock rsu rsus recruiter hr band bands range "
    "ranges package interview job role position swe sde engineer engineers software data product devops security machine ml mle ai senior sr "
    "staff principal technical tpm em pm solutions designer manager script level levels guide total vs versus".split()
)
_NOT_AFTER = frozenset(
    "a an the me my up on in it out of number numbers figure figures date sponsorship status footage range money card cards meal package "
    "comp compensation".split()
)


@dataclass(frozen=True, slots=True)
class CompanyMention:
    """A company that a text names: `options` are folders of the index, several where the name fits several.

    No option means a known company without a guide, or a name nobody knows; `name` says which. `siblings` are
    indexed companies of a like name, `others` what else the company is called.
    """

    name: str
    options: tuple[str, ...]
    how: How
    first: int
    last: int
    siblings: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Companies:
    """The names of the indexed companies, squashed ("huggingface"), and the names of others."""

    indexed: dict[str, tuple[str, ...]]
    weak: frozenset[str]
    parts: dict[str, tuple[str, ...]]
    others: dict[str, str]
    display: dict[str, str]
    aliases: frozenset[str]
    words: frozenset[str] = field(default=frozenset())
    spoken: dict[str, frozenset[str]] = field(default_factory=dict)
    by_first: dict[str, tuple[str, ...]] = field(default_factory=dict)


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
    """A name as it is compared: folded, without spaces and marks ("D. E. Shaw" -> "deshaw")."""
    return fold(name.replace("&", " and ")).replace(" ", "")


def learn(rows: Iterable[tuple[str, str, str]]) -> Companies:
    """Collect the names of the companies of an index from (folder, display name, ticker) rows."""
    indexed: dict[str, list[str]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    display: dict[str, str] = {}
    own: dict[str, str] = {}
    weak: set[str] = set()
    aliases: set[str] = set()
    beside: list[tuple[str, str]] = []
    for slug, name, ticker in sorted(set(rows)):
        if slug not in display or len(name) < len(display[slug]):
            display[slug] = name
        names = {slug.replace("-", " "), re.sub(r"\s*\(.*?\)", "", name), name}
        names |= {_SUFFIX.sub("", fold(n)) for n in set(names)}
        beside.extend((slug, n) for n in re.findall(r"\(([^)]+)\)", name))
        for n in names:
            if n and slug not in indexed[squash(n)]:
                indexed[squash(n)].append(slug)
        own[squash(slug.replace("-", " "))] = slug
        own.setdefault(squash(re.sub(r"\s*\(.*?\)", "", name)), slug)
        # A listing under an everyday word ("TEAM", "NOW") would make a company of every sentence with it.
        if len(ticker) >= 3 and ticker.lower() not in STOP and slug not in indexed[ticker.lower()]:
            indexed[ticker.lower()].append(slug)
            aliases.add(ticker.lower())
        first = fold(name).split()[0]
        if len(first) >= 4 and squash(first) != squash(name):
            parts[first].append(slug)
    for slug, other in beside:
        # "Block (Square)" is also Square, but "Wiz (Google)" is not Google where Google has guides.
        if squash(other) not in own:
            indexed[squash(other)].append(slug)
    others: dict[str, str] = {}
    for strong, soft in groups():
        every = [squash(n) for n in (*strong, *soft)]
        slugs = sorted({own[n] for n in every if n in own})
        weak.update(map(squash, soft))
        for n in every:
            if not slugs:
                others.setdefault(n, (strong or soft)[0])
                continue
            aliases.add(n)
            indexed[n].extend(s for s in slugs if s not in indexed[n])
    for letters, slugs in _initials(display).items():
        if len(slugs) == 1 and letters not in indexed and letters not in others:
            indexed[letters].append(slugs[0])
            weak.add(letters)
            aliases.add(letters)
    spoken = {squash(n): frozenset(fold(n).split()) for names in groups() for group in names for n in group}
    spoken |= {squash(n): frozenset(fold(n).split()) for s, d in display.items() for n in (d, s.replace("-", " "))}
    found = {n: tuple(slugs) for n, slugs in indexed.items() if slugs and n}
    vocabulary = {w for slug, name in display.items() for w in (*fold(name).split(), *slug.split("-")) if len(w) >= 4}
    vocabulary |= {n for n in found if len(n) >= 5 and n.isalpha()}
    by_first: dict[str, list[str]] = defaultdict(list)
    for slug, name in display.items():
        by_first[_first(name)].append(slug)
    return Companies(
        found,
        frozenset(weak),
        {p: tuple(s) for p, s in parts.items() if p not in found},
        others,
        display,
        frozenset(aliases),
        frozenset(vocabulary),
        spoken,
        {first: tuple(slugs) for first, slugs in by_first.items()},
    )


# Pairs of letters that mean a place, a role or a word of pay rather than a company.
_TAKEN = frozenset(
    "ai ml it hr us uk eu la sf ny nyc dc hk sg tc pm em ds de sa se sd qa ux ui vp ic pa mo yr ok am an as at be by do go he hi if in is me my no of oh on or so to up we ad id tv pc".split()
)


def _initials(display: dict[str, str]) -> dict[str, list[str]]:
    """The initials of names of two or three words, with the companies they may stand for: "HF" for Hugging Face."""
    found: dict[str, list[str]] = defaultdict(list)
    for slug, name in display.items():
        words = fold(re.sub(r"\s*\(.*?\)", "", name)).split()
        letters = "".join(w[0] for w in words)
        if 2 <= len(words) <= 3 and letters.isalpha() and letters not in _TAKEN:
            found[letters].append(slug)
    return found


def _first(name: str) -> str:
    """The first word of a company's name, folded: what siblings such as Epic Games and Epic Systems share."""
    return fold(name).split()[0]


def find_companies(words: list[Word], known: Companies, taken: set[int]) -> list[CompanyMention]:
    """The companies a text names, in order; `taken` are words that already mean something else."""
    found: list[CompanyMention] = []
    used = set(taken)

    def take(i: int, j: int, name: str, options: tuple[str, ...], how: How) -> None:
        how = "typo" if any(w.slip for w in words[i:j]) and how != "part" else how
        alike = known.by_first[_first(known.display[options[0]])] if options else ()
        siblings = tuple(s for s in alike if s not in options)
        typed = " ".join(w.written for w in words[i:j])
        found.append(CompanyMention(name, options, how, i, j, siblings, (typed, *also_called(typed))))
        used.update(range(i, j))

    for soft in (False, True):
        for source, how in ((known.indexed, "name"), (known.others, "name"), (known.parts, "part")):
            for i, j, squashed in phrases(words, 5):
                hit = source.get(squashed)
                if (
                    not hit
                    or used & set(range(i, j))
                    or _runs_together(words[i:j], squashed, known)
                    or _is_soft(squashed, known, how) != soft
                ):
                    continue
                if soft and not _is_mention(words, i, j, used, indexed=source is known.indexed):
                    continue
                options = hit if isinstance(hit, tuple) else ()
                name = " ".join(w.written for w in words[i:j]) if options else str(hit)
                take(i, j, name, options, "alias" if squashed in known.aliases and options else how)  # type: ignore[arg-type]
    if not any(m.options for m in found):
        first = _likely(words, known, used)
        if first:
            take(first[0], first[1], " ".join(w.written for w in words[first[0] : first[1]]), first[2], "name")
    found.sort(key=lambda m: m.first)
    sure = {m.options[0] for m in found if len(m.options) == 1}
    found = [m for m in found if len(m.options) < 2 or not sure & set(m.options)]
    return found


def _likely(words: list[Word], known: Companies, used: set[int]) -> tuple[int, int, tuple[str, ...]] | None:
    """An indexed company by an ordinary word, where nothing else is named and a role is: "oracle austin tpm"."""
    if not any(w.read in _ROLE_AFTER for w in words):
        return None
    for i, j, squashed in phrases(words, 3):
        hit = known.indexed.get(squashed) or known.parts.get(squashed)
        before = words[i - 1].folded if i else ""
        after = words[j].read if j < len(words) else ""
        if not hit or len(squashed) < 4 or used & set(range(i, j)):
            continue
        if before in _MINE or before == "the" or squashed not in known.indexed:
            near = words[j : j + 3]
            told = any(w.read in _ROLE_AFTER for w in near) and not any(w.read in STOP for w in near[:1])
            if before != "the" and told and len(hit) == 1:
                return i, j, hit  # "as a wise data engineer": nothing else can be the company
            continue
        if before not in _PAY_AFTER and after not in _NOT_AFTER:
            return i, j, hit
    return None


def _runs_together(span: list[Word], squashed: str, known: Companies) -> bool:
    """Whether little words only happen to spell a name: "as ML" is not ASML, "in TC" not Intel."""
    small = [w.read for w in span if w.read in STOP or w.read in PAY_SHORT]
    return len(span) > 1 and bool(small) and not set(small) <= known.spoken.get(squashed, frozenset())


def _is_soft(squashed: str, known: Companies, how: str) -> bool:
    """Whether a name is also an ordinary word or too short to stand for a company by itself."""
    short = len(squashed) <= (3 if squashed not in known.indexed else 2)
    return squashed in known.weak or short or (how == "part" and len(squashed) < 5)


def unknown_company(words: list[Word], taken: set[int], ordinary: frozenset[str]) -> CompanyMention | None:
    """A name nobody knows where a company's name would stand: "at Foobar", "offer from foobar"."""
    for i, word in enumerate(words):
        before = words[i - 1].folded if i else ""
        after = words[i + 1].folded if i + 1 < len(words) else ""
        framed = before in ("at", "from", "by", "with", "join", "joining", "does", "do", "vs", "versus")
        written = word.written[:1].isupper() and (before == "for" or after in ("offer", "offered", "pays", "pay"))
        acts = i not in taken and after in _ACTS and (i == 0 or words[i - 1].folded not in ordinary or i == 1)
        would = before in ("would", "will", "could") and any(w.folded in ("pay", "offer") for w in words[i + 1 : i + 6])
        named = framed or would or written or acts or (not before and i + 1 in taken)
        if (
            i in taken
            or not named
            or word.slip
            or word.folded in ordinary
            or len(word.folded) < 3
            or not word.folded.isalpha()
        ):
            continue
        first, last = i, i + 1
        while acts and first and first - 1 not in taken and words[first - 1].folded not in ordinary:
            first -= 1
        while (
            last < len(words)
            and last not in taken
            and words[last].written[:1].isupper()
            and words[last].folded not in ordinary
        ):
            last += 1
        return CompanyMention(" ".join(w.written for w in words[first:last]), (), "name", first, last)
    return None


_EXCHANGES = frozenset("nasdaq nyse lse tsx hkex sgx asx euronext xetra".split())


def _is_heading(mention: CompanyMention, words: list[Word], text: str) -> bool:
    """Whether a colon makes a name something else: "NASDAQ: TEAM" names a listing, "Target: £80k" a wish."""
    name = words[mention.first].folded
    after = text[words[mention.last - 1].end :].lstrip()
    return after.startswith(":") and (name in _EXCHANGES or name in PAY_WORDS)


_ACTS = frozenset("offered pays offers gave wants proposed".split())


def outside_headings(found: list[CompanyMention], words: list[Word], text: str) -> list[CompanyMention]:
    """The names that are no heading of a message's part."""
    return [m for m in found if not _is_heading(m, words, text)]


def quoted(words: list[Word], text: str) -> set[int]:
    """The words within quotation marks, two or more together: somebody's title rather than names of what the message is about."""
    inside: set[int] = set()
    for m in re.finditer(r"[\"“][^\"“”]{3,}[\"”]", text):
        held = {i for i, w in enumerate(words) if m.start() <= w.start < m.end()}
        inside |= held if len(held) > 1 else set()
    return inside


def _is_mention(words: list[Word], i: int, j: int, used: set[int], *, indexed: bool) -> bool:
    """Whether a sentence makes an ordinary word a company: "at Block", "Wise product manager", "stripe vs square".

    Before a role it is one; before a word of pay only at the start of the sentence, and only if it has guides,
    for "what is a good target base?" is no question about Target.
    """
    before = words[i - 1].folded if i else ""
    after = words[j].read if j < len(words) else ""
    capital = words[i].written[:1].isupper()
    if before in _STRONG_BEFORE or (indexed and after in ("hq", "office", "offices", "recruiter", "hr")):
        return True
    if after in _NOT_AFTER and not (capital and i):
        return False
    if (after in _JOINED and j + 1 in used) or (before in _JOINED and i - 2 in used):
        return True
    if capital and i and not words[i - 1].written.isupper():
        return True
    if before in _MINE:
        return False
    if after in _ROLE_AFTER and (before not in _PAY_AFTER or len(words[i].folded) <= 3):
        return True
    if before == "the":
        return False
    if not before:
        return indexed and (after in _PAY_AFTER or j in used or capital)
    return (before == "for" and not after) or (indexed and before not in _PAY_AFTER and after in _PAY_AFTER)


_MINE = frozenset("a an my your to their his her our this that good fair".split())
