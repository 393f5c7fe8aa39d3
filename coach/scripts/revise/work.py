"""A text in the middle of being changed, and how a sentence of it is found that words name or quote."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coach.phrasing.terms import content_of
from coach.phrasing.texts import ENDS, KINDS_OF_SENTENCE, OF_TEXTS, kind_of_sentence
from coach.scripts.document import Document
from coach.scripts.own import figures_in
from index.embed.sentences import embed

MEANT, SHARE = 0.42, 0.6  # a cosine, and the share of its words, from which words name a sentence
LEAST_LEFT = 3  # words: less of a sentence is none
_WORD = re.compile(r"[\w'’]+|[^\w\s]")
CLAUSE = re.compile(r"(?<=[,;:])\s+(?!\d)|\s+(?=(?:and|but|so|because|as)\s)")
WHOLE_SENTENCE = 6  # words
EDGE = " ,;:-–—"


@dataclass(frozen=True, slots=True)
class Held:
    """What a text must keep, and what may come back: the sums that it asks for, the person's own name, the versions
    before, the latest first, whom it goes to where that is another one now, and the sentences that the person has
    `told` before and that may be named: "put the refund thing in"."""

    asks: frozenset[float] = frozenset()
    signed: str = ""
    to: str = ""
    earlier: tuple[tuple[str, ...], ...] = ()
    told: tuple[str, ...] = ()


@dataclass
class Work:
    """A text in the middle of being changed."""

    text: Document
    held: Held
    missed: list[str] = field(default_factory=list)


def sentence_meant(work: Work, words: str) -> tuple[int, int] | None:
    """The sentence that words name: of the kind that they tell, the one that has most of their other words, else the
    nearest in meaning; None where none is."""
    named = words_named(words)
    kind = kind_of_sentence(named)
    of_kind = [at for at in work.text.sentences if kind and _is_of(kind, work, at)]
    rest = named - KINDS_OF_SENTENCE.get(kind, frozenset())
    if of_kind and not rest:
        near = _nearness(words, [work.text.at(at) for at in of_kind])
        return of_kind[near.index(max(near))]
    meant = _most_like(work, words, rest, of_kind) if of_kind else None
    return meant or _most_like(work, words, named, list(work.text.sentences))


def _is_of(kind: str, work: Work, at: tuple[int, int]) -> bool:
    """Whether the sentence at a place is of a kind; the ask that the text is for is of none."""
    sentence = work.text.at(at)
    if asks_sum(work, sentence):
        return False
    asks, thanks = "?" in sentence, bool(content_of(sentence) & KINDS_OF_SENTENCE["thanks"])
    return {
        "question": asks, "thanks": thanks, "figures": bool(figures_in(sentence)), "reason": not (asks or thanks),
    }[kind]  # fmt: skip


def _most_like(work: Work, words: str, named: frozenset[str], places: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Of the sentences at some places the one that has most of the words `named`, else the nearest in meaning."""
    if not places:
        return None
    said = [work.text.at(at) for at in places]
    shares = [len(named & content_of(x)) / len(named) if named else 0.0 for x in said]
    near = _nearness(words, said)
    best = max(range(len(shares)), key=lambda n: (shares[n] >= SHARE, shares[n] + near[n]))
    if shares[best] < SHARE and near[best] < MEANT:
        return None
    return places[best]


def _nearness(words: str, said: list[str]) -> list[float]:
    """How near words come to each sentence in meaning, or to one clause of it."""
    pieces = [(n, piece) for n, x in enumerate(said) for piece in {x, *CLAUSE.split(x)} if piece.strip()]
    near = (embed([words]) @ embed([piece for _, piece in pieces]).T)[0]
    out = [0.0] * len(said)
    for (n, _), value in zip(pieces, near, strict=True):
        out[n] = max(out[n], float(value))
    return out


def end_named(text: Document, words: str) -> tuple[int, int] | None:
    """The sentence that words name by its place and by nothing else."""
    said = set(words.casefold().split())
    end = next((n for w, n in ENDS.items() if w in said), None)
    rest = said - set(ENDS) - OF_TEXTS - {"and", "my", "your", "very", "one", "two"}
    known = end is not None and not rest and end < len(text.sentences)
    return text.sentences[end] if known and end is not None and text.sentences else None


def asks_sum(work: Work, sentence: str) -> bool:
    """Whether a sentence asks for a sum that the text is for: it has one, and is a question where another is one."""
    sums = work.held.asks
    if not figures_in(sentence) & sums:
        return False
    said = (work.text.at(at) for at in work.text.sentences)
    return "?" in sentence or not any("?" in x and figures_in(x) & sums for x in said)


def words_named(words: str) -> frozenset[str]:
    return frozenset(content_of(words)) - OF_TEXTS


def norm(words: str) -> str:
    return " ".join(w for w in _WORD.findall(words.casefold().replace("’", "'")) if w[0].isalnum())


def upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def ended(sentence: str) -> str:
    return f"{upper(sentence)}" if sentence[-1:] in ".!?" else f"{upper(sentence)}."
