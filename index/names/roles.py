"""Words -> roles: exact names and aliases first, then mapped neighbours, which are told to the user."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from index.alias_files import alias_file
from index.names.lexicon import is_foreign, zipf
from index.names.words import PAY_WORDS, SHORT, Word
from index.places import fold

How = Literal["name", "alias", "mapped", "typo", "close"]

# A role's name may leave these out: "Galaxy AI engineer" is "galaxy-ai-platform-engineer" if nothing else fits.
_LEARNED = 2  # folders, as of companies
_ALIKE = 80  # of 100: "arizona process" and "arizona fab process" are 88
_LOOSE = frozenset("engineer platform software senior staff".split())
_ROLE_NOUN = frozenset(
    "engineer developer manager scientist designer architect analyst researcher recruiter lead consultant writer "
    "programmer admin "
    "administrator specialist associate director officer strategist trader accountant executive representative "
    "coordinator nurse "
    "lawyer counsel marketer intern picker packer driver rider courier cashier cleaner cook chef barista waiter "
    "teacher guard technician mechanic electrician "
    "plumber operator clerk receptionist secretary pilot teller broker buyer editor journalist photographer translator "
    "pharmacist physician therapist "
    "dentist librarian auditor actuary economist statistician janitor gardener".split()
)  # fmt: skip
_NOT_ROLE = frozenset("hiring line reporting the my your this that".split())


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A role that a text names: its folder name, or "" for a role without any guide; `note` is told to the user."""

    name: str
    role: str
    how: How
    note: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Roles:
    """Names of roles, as folded phrases; `by_company` lists which roles a company has guides for.

    `common` are the roles of the alias file: ones that any company may have.
    """

    by_phrase: dict[str, tuple[str, How, str]]
    weak: frozenset[str]
    display: dict[str, str]
    by_company: dict[str, frozenset[str]]
    seniority: dict[str, str]
    words: frozenset[str]
    longest: int
    common: frozenset[str]


@lru_cache(maxsize=_LEARNED)
def learn(rows: tuple[tuple[str, str, str], ...]) -> Roles:
    """Collect the roles of an index from (company, role folder, role name) rows, with the shipped aliases."""
    by_company: dict[str, set[str]] = defaultdict(set)
    display: dict[str, str] = {}
    phrases: dict[str, tuple[str, How, str]] = {}
    for company, role, name in rows:
        by_company[company].add(role)
        if role not in display or len(name) < len(display[role]):
            display[role] = name
    raw = alias_file("roles")
    weak: set[str] = set()
    for role, entry in raw["roles"].items():
        if role not in display:
            display[role] = entry["name"]
        for name in (entry["name"], *entry.get("names", ())):
            phrases.setdefault(_phrase(name), (role, "alias", ""))
        for mapped in entry.get("mapped", ()):
            phrases.setdefault(_phrase(mapped["say"]), (role, "mapped", mapped["note"]))
        for name in entry.get("weak", ()):
            weak.add(_phrase(name))
            phrases.setdefault(_phrase(name), (role, "alias", ""))
    for phrase, (role, _, note) in list(phrases.items()):
        for said in _trades(phrase):
            phrases.setdefault(said, (role, "mapped" if note else "alias", note))
    for role, name in list(display.items()):
        phrases[_phrase(role.replace("-", " "))] = (role, "name", "")
        phrases[_phrase(name)] = (role, "name", "")
    seniority = {fold(word): str(level) for level, names in raw["seniority"].items() for word in names}
    words = {w for p in phrases for w in p.split() if len(w) >= 4} | set(_ROLE_NOUN) | {"engineering"}
    return Roles(
        phrases,
        frozenset(weak),
        display,
        {c: frozenset(r) for c, r in by_company.items()},
        seniority,
        frozenset(words),
        max(len(p.split()) for p in phrases),
        frozenset(raw["roles"]),
    )


def _phrase(name: str) -> str:
    return " ".join(SHORT.get(w, w) for w in fold(str(name)).split())


# What a role's noun is called as a line of work: "data engineering", "product design".
_TRADE = {
    "engineer": "engineering", "manager": "management", "designer": "design", "scientist": "science",
    "architect": "architecture",
}  # fmt: skip
_PEOPLE = ("folk", "people", "person", "guy", "ppl")
_TOO_WIDE = frozenset("data software platform product senior staff solutions technical".split())


def _trades(phrase: str) -> Iterable[str]:
    """Other ways to say a role: its line of work, and "security folks" for one that its first word tells."""
    *before, noun = phrase.split()
    if before and noun in _TRADE:
        yield f"{' '.join(before)} {_TRADE[noun]}"
    if len(before) == 1 and noun == "engineer" and before[0] not in _TOO_WIDE:
        yield from (f"{before[0]} {people}" for people in _PEOPLE)


def read_words(words: list[Word], known: Roles) -> Iterator[tuple[int, int, str]]:
    """(from, to, phrase) of every run of words that is a role's name, longest runs first; cut words are read both
    ways."""
    read = [SHORT.get(w.read, w.read) for w in words]
    for size in range(min(known.longest, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            for phrase in _ways(read[i : i + size]):
                hit = phrase if phrase in known.by_phrase else phrase.removesuffix("s")
                other = hit != phrase and size == 1 and words[i].written == phrase and is_foreign(phrase)
                if hit in known.by_phrase and not other:  # "das" is no two DAs
                    yield i, i + size, hit
                    break


def _ways(read: list[str]) -> Iterator[str]:
    yield " ".join(read)
    if len(read) > 1 and "engineer" in read[:-1]:  # "senior eng manager"
        yield " ".join(["engineering" if w == "engineer" else w for w in read[:-1]] + read[-1:])


def mention_of(words: list[Word], first: int, last: int, phrase: str, known: Roles) -> RoleMention:
    """The role that a run of words names by a known phrase."""
    role, how, note = known.by_phrase[phrase]
    return _mention(words, first, last, role, how, note)


def with_company(
    found: list[RoleMention], words: list[Word], known: Roles, companies: tuple[str, ...]
) -> list[RoleMention]:
    """The roles of a text about `companies`: their own special roles win, and ranks make other roles where they have
    such."""
    read = [SHORT.get(w.read, w.read) for w in words]
    theirs = frozenset().union(*(known.by_company.get(c, frozenset()) for c in companies))
    # A role that the company has not may be one of its own in other words: "arizona process engineer".
    used = {i for m in found for i in range(m.first, m.last) if m.role in theirs}
    found = [_with_seniority(m, words, read, known, theirs) for m in found]
    special = _special(words, read, known, theirs, used)
    if special and not any(m.last - m.first >= special.last - special.first and m.role in theirs for m in found):
        return [special]
    return sorted(found, key=lambda m: m.first) or _unknown(words, read)


def unknown_titles(words: list[Word]) -> list[RoleMention]:
    """The role that a noun of work names ("engineer", "sales manager"), where no guide's role is read."""
    return _unknown(words, [SHORT.get(w.read, w.read) for w in words])


def unknown_role(words: list[Word], taken: set[int]) -> list[RoleMention]:
    """A word nobody knows where a role would stand: "pay a beekeeper", "as an apiarist"."""
    for i in range(2, len(words)):
        word = words[i]
        before = words[i - 2].folded
        frame = words[i - 1].folded in ("a", "an") and before in _FRAMES and word.read not in PAY_WORDS
        if (
            frame
            and i not in taken
            and not word.slip
            and zipf(word.folded) < _RARE
            and word.folded.isalpha()
            and len(word.folded) > _SHORTEST
        ):
            return [RoleMention(word.written, "", "name", "", i, i + 1)]
    return []


_FRAMES = frozenset("pay pays as i'm im am become".split())
_OPENS = frozenset(("a", "an", "the")) | _FRAMES  # a title begins right behind these
_MOST_BEFORE = 3  # words of a title before its noun
_RARE = 4.0
_SHORTEST = 3


def _mention(words: list[Word], first: int, last: int, role: str, how: How, note: str) -> RoleMention:
    typed = " ".join(w.written for w in words[first:last])
    return RoleMention(
        typed,
        role,
        "typo" if how != "mapped" and any(w.slip for w in words[first:last]) else how,
        note,
        first,
        last,
    )


def _with_seniority(
    mention: RoleMention, words: list[Word], read: list[str], known: Roles, theirs: frozenset[str]
) -> RoleMention:
    """ "senior" before "software engineer" makes another role where the guides have one."""
    if mention.role != "software-engineer":
        return mention
    sides = ((mention.first - 1, mention.first), (mention.last, mention.last - 1))
    near = [i for i, beside in sides if 0 <= i < len(read) and _touch(words, i, beside)]
    for i in near:
        rank = known.seniority.get(read[i])
        if rank in ("senior", "staff", "principal"):
            wanted = f"{'staff' if rank == 'principal' else rank}-software-engineer"
            if wanted in known.display and (not theirs or wanted in theirs):
                note = "a principal engineer is covered by the staff guide" if rank == "principal" else ""
                first, last = min(i, mention.first), max(i + 1, mention.last)
                return _mention(words, first, last, wanted, "mapped" if note else mention.how, note)
    return mention


def _touch(words: list[Word], one: int, two: int) -> bool:
    """Whether nothing but a blank stands between two neighbouring words."""
    first, last = sorted((one, two))
    return words[last].start - words[first].end <= 1


_LEAST_CUT, _LEAST_FULL = 3, 6  # letters of a word cut short, and of the whole one


def _in_full(word: str, name: list[str]) -> str:
    """The word of a role's name that a word is, or is cut from: "gen" of "generative"; "" for none."""
    if word in name or len(word) < _LEAST_CUT:
        return word if word in name else ""
    return next((n for n in name if len(n) >= _LEAST_FULL and n.startswith(word)), "")


def _special(
    words: list[Word], read: list[str], known: Roles, theirs: frozenset[str], used: set[int]
) -> RoleMention | None:
    """A company's own special role, said with a word missing or in another order."""
    best: tuple[float, str, int, int] | None = None
    for role in theirs:
        name = _phrase(role.replace("-", " ")).split()
        telling = [w for w in name if w not in _LOOSE]
        if len(name) < 3 or not telling:
            continue
        whole = {i: full for i, w in enumerate(read) if (full := _in_full(w, name))}
        places, said = list(whole), set(whole.values())
        if not set(telling) <= said and fuzz.token_set_ratio(" ".join(telling), " ".join(said)) < _ALIKE:
            continue
        if len(said & set(telling)) < max(2, len(telling) - 1) and len(telling) > 1:
            continue
        if len(telling) == 1 and len(said) < 2:
            continue
        score = len(said) / len(name)
        run = [i for i in places if i - places[0] <= len(name) + 2]
        apart = any(i not in whole for i in range(run[0], run[-1] + 1))
        if score >= 0.6 and not (apart and used) and (best is None or score > best[0]):
            best = (score, role, run[0], run[-1] + 1)
    if best is None:
        return None
    return _mention(words, best[2], best[3], best[1], "name" if best[0] == 1 else "close", "")


def _unknown(words: list[Word], read: list[str]) -> list[RoleMention]:
    """A role by its noun ("nurse", "sales manager") that no guide and no alias knows."""
    for i, word in enumerate(read):
        noun = word.removesuffix("s")
        before = read[i - 1] if i else ""
        after = read[i + 1] if i + 1 < len(read) else ""
        if noun not in _ROLE_NOUN or before in _NOT_ROLE:
            continue
        if noun in _ALSO_OTHERS and not (
            after in _JOB_WORDS or (before in ("as", "a") and i > 1 and read[i - 2] in ("as", "for"))
        ):
            continue
        first = _begins(words, read, i)
        rare = after.isalpha() and zipf(after) < _RARE and _touch(words, i, i + 1)
        last = i + 2 if rare else i + 1  # "nurse informaticist"
        return [RoleMention(" ".join(w.written for w in words[first:last]), "", "name", "", first, last)]
    return []


def _begins(words: list[Word], read: list[str], noun: int) -> int:
    """The first word of a title that ends in a role's noun: all of those behind an article or at the very beginning
    ("a supply chain analyst"), else the one before the noun."""
    first = noun
    while (
        first
        and noun - first < _MOST_BEFORE
        and _touch(words, first - 1, first)
        and len(read[first - 1]) > _SHORTEST
        and read[first - 1].isalpha()
        and read[first - 1] not in _SMALL
    ):
        first -= 1
    opened = not first or read[first - 1] in _OPENS or not _touch(words, first - 1, first)
    return first if opened else max(first, noun - 1)


# People who take part in a negotiation; a role only where the words make it one.
_ALSO_OTHERS = frozenset(
    "recruiter manager lead director consultant associate executive officer representative".split()
)
_JOB_WORDS = frozenset(
    "offer offers role position job salary pay band bands range comp compensation base total guide".split()
)
_SMALL = frozenset(
    "does what with from about that this your their have much many will would should could company offer offers".split()
)
