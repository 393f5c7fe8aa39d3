"""Choosing and quoting a guide's own sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.parse.strategy import sentences

STOP = frozenset(
    "a an the of to in on at for from by with and or but if is are was were be been being do does did have has had i you we they he she it this that these those "
    "my your our their his her its me us them what which who whom how when where why can could should would will shall may might must not no yes so than then there "
    "here as about into over under up down out off just please any some more most much many get got give tell show say says know want need like also only very too "
    "thanks thank hi hello hey im ive whats whos guide guides company role job offer salary pay comp there's monday tuesday wednesday thursday friday saturday sunday today tomorrow "
    "now week day recruiter hr someone anyone something anything thing things doing going make makes made ask asking tells told said says".split()
)  # fmt: skip
_ENDING = re.compile(r"(?:ations?|ings?|ments?|ers?|ies|ed|es|s|ly)$")


def stem(word: str) -> str:
    """A word without its ending, good enough to let "vesting" meet "vests"."""
    word = word.casefold()
    short = _ENDING.sub("", word)
    return short if len(short) >= 3 else word


def content_words(text: str) -> list[str]:
    """The words of a text that carry its matter, stemmed, in order, without repeats."""
    words = re.findall(r"[^\W_]+(?:[-'’&.][^\W_]+)*", text.casefold().replace("’", "'"))
    parts = [p for w in words for p in re.split(r"[-'&.]", w)]
    return list(dict.fromkeys(stem(w) for w in parts if w not in STOP and len(w) > 1))


def overlap(wanted: Iterable[str], text: str) -> float:
    """The share of the wanted stems that a text holds, 0 to 1."""
    want = list(wanted)
    have = set(content_words(text))
    return sum(w in have for w in want) / len(want) if want else 0.0


def best_sentences(text: str, wanted: list[str], most: int) -> list[str]:
    """The sentences that hold most of the wanted stems, in the order of the text."""
    every = [s for s in sentences(text) if len(s) > 20 and not s.lstrip().startswith("|")]
    scored = sorted(range(len(every)), key=lambda i: (-sum(w in set(content_words(every[i])) for w in wanted), i))
    keep = sorted(i for i in scored[:most] if any(w in set(content_words(every[i])) for w in wanted))
    return [every[i] for i in keep]


def numbered(count: int, noun: str) -> str:
    """A noun with its number: "1 lever", "4 levers"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def with_article(name: str) -> str:
    """A name with "a" or "an" as it is spoken: "an ML engineer", "a UX designer", "an engineering manager"."""
    first = re.split(r"[\s/-]", name.strip())[0]
    spelled = first.isupper() and len(first) <= 4
    vowel = (
        first[:1] in "AEFHILMNORSX"
        if spelled
        else first[:1].lower() in "aeiou" and first[:2].lower() not in ("us", "uk", "eu")
    )
    return f"{'an' if vowel else 'a'} {name}"


def cut(text: str, most: int = 420) -> str:
    """At most `most` characters, ending with a whole word."""
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
