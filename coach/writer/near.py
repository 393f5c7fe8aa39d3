"""The words beside a slot -> what they tell of its figure: whose it is, which part of the pay, for which time, how much
of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coach.understanding.lexicon import components_at
from coach.writer.plain import form, turns

if TYPE_CHECKING:
    from coach.reply import Figure

BEHIND = 3  # words right behind a slot that belong to it
SENTENCE = re.compile(r"(?<=[.!?])[”\"’)]*\s+|\n+|(?<=[.!?])[”\"]|[“\"]")
CLAUSE = re.compile(
    r"[,;:.!?()“”\"\n]|\s[—–-]\s|\b(?:and|but|while|whether|than|versus|against|so|because|since|though|although|which"
    r"|who|or|plus|instead of|rather|without|with no)\b"
    r"|\b(?:from|of|to|on|for|above|below|under|over|beyond|beats?|tops?)\s+what\b",
    re.I,
)
_MOST_COUNTED = 100
SEGMENT = re.compile(r"[,;:.!?()“”\"\n]|\s[—–-]\s|\b(?:and|but|so|because)\b", re.I)
WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_RELATIONS = frozenset("theirs asks now wants floor band".split())
EACH = frozenset("a an per each every".split())
_SAID_ALONE = frozenset({"once"})
DIRECTIONS = {"more": "less", "less": "more"}
PERIODS = frozenset("hour day week month quarter year once".split())
WISHED = frozenset({"asks", "wants"})
BOUNDS = frozenset({"least", "most"})
SAID_OF = frozenset("more less times bound tax gross".split()) | BOUNDS  # what words say of the size of a figure
SELF = frozenset(
    "i i'm i've i'd i'll my me you you're you've you'd your we us our they they're they've their them".split()
)


Side = tuple[frozenset[str], tuple[frozenset[str], ...]]  # what the words say of it, and each of its figures


# Words that tell which way a difference lies, and nothing of any other figure.
_AHEAD, _LEADS = {"ahead": "more", "behind": "less"}, {"lead": "more", "trail": "less"}


def way_of(before: str, after: str) -> frozenset[str]:
    """Which way words right at a difference say that it lies: "leads by" before it, "a year ahead" behind it."""
    words, rest = [w.casefold() for w in WORDS.findall(before)[-2:]], [w.casefold() for w in WORDS.findall(after)]
    led = _LEADS.get(form(words[0]), "") if words[1:] == ["by"] else ""
    behind = next((w for w in rest[:BEHIND] if w not in EACH | PERIODS), "")
    return frozenset({led, _AHEAD.get(behind, "")} - {""})


@dataclass(frozen=True, slots=True)
class Compared:
    """What stands before a difference and after it, and whether it is more or less."""

    before: Side
    after: Side
    ways: frozenset[str]


def placed_words(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each word of a text with the one before it and those right behind it, in small letters."""
    found = WORDS.findall(text)
    low = ["", *(w.casefold() for w in found)]
    yield from ((w, low[at], low[at + 2 : at + 2 + BEHIND]) for at, w in enumerate(found))


def is_count(figure: Figure) -> bool:
    """Whether a figure is a bare number of the person's that is no pay: two children, 35 hours, 18 months."""
    return (
        figure.kind == "user"
        and not (figure.component or figure.currency)
        and figure.unit == "absolute"
        and figure.high < _MOST_COUNTED
    )


def relates(notion: str) -> bool:
    """Whether a notion tells whose figure one is."""
    return notion in _RELATIONS or notion.startswith("at ")


def made_of(figure: Figure) -> frozenset[str]:
    named = {f"part {figure.component}"} if figure.component else set()
    return frozenset(named | ({"band"} if figure.kind == "band" else set()))


def all_beside(texts: Iterable[str], employers: tuple[str, ...]) -> dict[int, frozenset[str]]:
    out: dict[int, frozenset[str]] = {}
    for text in texts:
        for clause in CLAUSE.split(text):
            for number, notions in words_beside(clause or "", employers).items():
                out[number] = out.get(number, frozenset()) | notions
    return out


def words_beside(clause: str, employers: tuple[str, ...]) -> dict[int, frozenset[str]]:
    """What the words of a clause tell of each slot in it: those right behind it, and those before it that belong to
    none.
    """
    pieces = re.split(r"\[\[F(\d+)\]\]", clause)
    numbers = [int(n) for n in pieces[1::2]]
    texts = pieces[::2]
    out: dict[int, set[str]] = {n: set() for n in numbers}
    for i, text in enumerate(texts):
        found = list(WORDS.finditer(text))
        for at, m in enumerate(found):
            behind = i > 0 and (at < BEHIND or i == len(numbers))
            owner = numbers[i - 1] if behind else numbers[i] if i < len(numbers) else 0
            often = at == 0 and i > 0 and m[0].casefold() == "once" and _asks(texts[i - 1])
            if (
                owner
                and not often
                and not (m[0].casefold() in PERIODS and _is_when(found, at, behind=behind, first=i == 0))
            ):
                rest_of = [x[0].casefold() for x in found[at + 1 : at + 1 + BEHIND]]
                rest_of += _counted(texts[i + 1]) if not rest_of and i < len(numbers) else []  # "over [[F5]] months"
                out[owner] |= told_by(m[0], employers, found[at - 1][0] if at else "", rest_of)
        if i and text:  # parts of two words: "sign-on bonus", "total comp"
            out[numbers[i - 1]] |= {f"part {c}" for _, c in components_at(" ".join(m[0] for m in found[:BEHIND]))}
        if i < len(numbers):
            rest = found[BEHIND:] if i else found
            out[numbers[i]] |= {f"part {c}" for _, c in components_at(" ".join(m[0] for m in rest))}
    return {n: frozenset(held) for n, held in out.items()}


def _counted(text: str) -> list[str]:
    """The period that a slot counts, by the word right behind it."""
    word = next((m[0].casefold() for m in WORDS.finditer(text)), "")
    return [word] if word.endswith("s") and word.removesuffix("s") in PERIODS else []


def _asks(text: str) -> bool:
    """Whether words ask for what follows: "once" behind that tells how often one asks."""
    return any("asks" in bears().get(form(w), ()) for w in WORDS.findall(text))


def _is_when(found: Sequence[re.Match[str]], at: int, *, behind: bool, first: bool) -> bool:
    """Whether a period beside a slot tells when something is done: "more in an hour" behind one, "pick a day for"
    further before one.
    """
    words = [m[0].casefold() for m in found[max(0, at - 2) : at]]
    if len(words) < _TWO or words[1] not in ("a", "an"):
        return False
    return words[0] == "in" if behind else first and words[0] not in ("in", "for", "of") and at + 1 < len(found)


_TWO = 2


def told_by(word: str, employers: tuple[str, ...], before: str = "", behind: Sequence[str] = ()) -> set[str]:
    """What a word brings to a figure; `before` and `behind` are the words around it: "a year" is a period, "the first
    year" none, "over four years" is no more.
    """
    low = word.casefold().replace("’", "'").removesuffix("'s")
    if low == "time" and before.casefold() == "one":
        return {"once"}
    if low.removesuffix("s") in PERIODS and low not in _SAID_ALONE:
        counted = {low} if low.endswith("s") else set()
        return counted or ({low} if before.casefold() in EACH else set())
    if _is_idle(low, before.casefold(), behind):
        return set()
    held = set(bears().get(form(low), ())) | set(bears().get(low, ()))
    if "not" in turns([low]):
        held.add("not")
    named = [e for e in employers if low in e.casefold().split() and (len(low) > 1 or word.isupper())]
    return held | ({f"at {named[0].casefold()}"} if len(named) == 1 else set())


def _is_idle(low: str, before: str, behind: Sequence[str]) -> bool:
    """Whether a word that can bear a notion bears none here: "over four years", "make up", "make it", "per year", "walk
    away from", "the raise", "the counter", "your rate", "the rate at", "ask once", "once more", "once you have", "lead
    with", "the last" right before a figure, "most" but for "at most".
    """
    timed = any(w.removesuffix("s") in PERIODS for w in (behind[:1] if low == "per" else behind))
    return (
        (low in ("over", "per") and timed)
        or (form(low) == "make" and bool(_MADE & set(behind[:1])))
        or (low == "once" and ("more" in behind[:1] or (len(behind) > 1 and behind[0] in SELF) or _asks(before)))
        or (low == "more" and before == "once")
        or (form(low) == "lead" and bool(_LED & set(behind[:1])))
        or (low == "walk" and "from" in behind)
        or (low in ("raise", "counter") and before in NAMING and "of" not in behind[:1])
        or (low == "rate" and (before in _RATED or (before in NAMING - EACH and set(behind[:1]) <= _PUT)))
        or (low in ("was", "were") and _is_passive(behind[:1]))
        or (low == "last" and before == "the" and not behind)
        or (low == "most" and before != "at")
    )


def _is_passive(behind: Sequence[str]) -> bool:
    """Whether what follows makes one form of a verb with the word before: "was offered" tells nothing of before."""
    return any("theirs" in bears().get(form(w), ()) for w in behind)


_MADE = frozenset("up it that this them".split())  # what one makes so much, and does not earn
_LED = frozenset("by with off to".split())  # behind these "lead" is a verb, and no level
_PUT = frozenset({"at", "to"})
_RATED = frozenset("your my hourly daily contract".split())
NAMING = frozenset("the a this that your my their his her its any".split())


@cache
def bears() -> dict[str, tuple[str, ...]]:
    """A word -> the notions it brings to a figure."""
    out: dict[str, tuple[str, ...]] = {}
    for line in (Path(__file__).parent / "bears.txt").read_text(encoding="utf-8").splitlines():
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            for word in words.split():
                for key in {word, form(word)}:
                    out[key] = tuple(dict.fromkeys((*out.get(key, ()), name)))
    return out
