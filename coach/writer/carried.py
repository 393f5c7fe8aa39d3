"""A sentence of a language model -> what it says beside its slots that the findings do not say there.

The kind of fault is "nothing rides beside a slot": a period, a currency, a level, a sign, a tense, a claim. No list of
such words can be
complete, so the rule is the other way round: a word stands in the findings beside the same slot, is the figure's own
name, or is plain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.reply.draft import SLOT
from coach.writer.plain import (
    ASKING,
    MARK,
    SPOKEN,
    asking,
    form,
    forms,
    frames,
    free,
    notions,
    opened,
    past_courtesy,
    turns,
)

if TYPE_CHECKING:
    from coach.reply import Figure
    from index.names import Names

# What English prose is set with; a sign beyond these must stand in the findings.
_SIGNS = frozenset(" \n\t.,;:!?'\"’‘“”()-–—…")
_LAYOUT = frozenset("[]|<>#")
_HIDDEN = frozenset(("Cf", "Cc", "Co", "Cn", "Cs", "Mn", "Me", "Zl", "Zp"))
_CHUNK = re.compile(r"(?<=[,;:.!?])\s+|\s+[—–]\s+")
_LOUD = re.compile(r"[^\W\d_]{4,}")
_DOTTED = re.compile(r"[^\W_]\.[^\W_]{2}")
_PART = re.compile(r"[,:;]\s|\s[—–]\s")
_TOLD = 0.6  # of the words that tell what a figure is
_LEAST = 2  # words of matter; fewer say nothing that could be traced
# So much of the matter of a finding's sentence, or of two that follow each other, is said, or what is left out may be
# what counts.
_WHOLE, _BOTH = 0.55, 0.85
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]*)[”\"»]?")
_BEHIND = re.compile(r";\s|:\s|\s[—–]\s")
_CLAUSE = re.compile(r"[,;:.!?]\s|\[\[F\d+\]\]|\bso\b|\band\b", re.I)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(slots=True)
class _Beside:
    """What stands in the findings right before and right after one slot and no other, what turns it there, and the
    words that tell what the figure is.
    """

    words: set[str] = field(default_factory=set)
    alone: list[frozenset[str]] = field(default_factory=list)
    told: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list)
    asked: set[bool] = field(default_factory=set)  # whether it stands in a question, or in a statement


class Carried:
    """What a draft's paragraphs say beside each of their slots."""

    def __init__(
        self,
        paragraphs: Sequence[str],
        figures: Sequence[Figure],
        names: Names,
        *,
        sent: bool = False,
        courteous: bool = True,
        asks: frozenset[int] = frozenset(),
    ) -> None:
        """Take in `paragraphs`, whose figures are slots; what is `sent` to an employer may hold courtesies if it is
        `courteous`, and beside the slots that ask, words that ask.
        """
        self._figures, self._names, self._sent, self._asks = figures, names, sent, asks
        self._courteous = sent and courteous
        spoken = {form(w) for name in SPOKEN for w in notions()[name]} if sent else set()
        self._free = free() - spoken
        self._beside: dict[int, _Beside] = {}
        self._joined: dict[tuple[int, int], list[list[str]]] = {}
        self._texts = [MARK.sub(" ", p) for p in paragraphs]
        self._signs = signs_in(paragraphs)
        self._own_words = {_spaced(s) for t in self._texts for s in _SENTENCE.split(t)}
        self._quoted = {_spaced(q) for p in paragraphs for q in _QUOTED.findall(p)}
        self._several = {
            name: len({getattr(f, name) for f in figures if f.kind == "band"}) > 1 for name in ("company", "region")
        }
        self._pairs: list[tuple[list[str], float, bool]] = []
        for text in self._texts:
            said = [s for s in _SENTENCE.split(text) if s.strip()]
            for sentence in said:
                self._take(sentence)
            self._pairs += [(_run(s), _WHOLE, _asks(s)) for s in said]
            self._pairs += [(_run(f"{a} {b}"), _BOTH, _asks(b)) for a, b in pairwise(said)]

    def holds(self, sentence: str) -> bool:
        """Whether a sentence is one of the findings' own, word for word."""
        return _spaced(MARK.sub(" ", sentence)) in self._own_words

    def _take(self, clause: str) -> None:
        numbers, between = _cut(clause)
        segments = re.split(r"\[\[F\d+\]\]", clause)
        for i, number in enumerate(numbers):
            held = self._beside.setdefault(number, _Beside())
            outer = (between[0] if i == 0 else []) + (between[-1] if i == len(numbers) - 1 else [])
            held.words.update(outer)
            held.alone.append(turns(outer))
            held.asked.add(_asks(clause))
            held.told.append(self._telling(number, segments[i], segments[i + 1]))
            if i:
                self._joined.setdefault((numbers[i - 1], number), []).append(between[i])

    def _telling(self, number: int, before: str, after: str) -> tuple[frozenset[str], frozenset[str]]:
        """The words of the clause at a slot that tell what its figure is: those before it, and those that follow it at
        once.
        """
        own = self._own(number)
        chunks = (_matter(forms(chunk), own) for chunk in reversed(_PART.split(before)))
        behind = _matter(forms(_PART.split(after)[0]), own)
        return frozenset(next(filter(None, chunks), ())), frozenset(behind)

    def faults(self, sentence: str) -> Iterable[str]:
        """What the sentence says by itself; nothing where all of it is carried."""
        plain = MARK.sub(" ", sentence)
        yield from self._signs_of(plain)
        if self._courteous:
            plain = " ".join(filter(None, map(past_courtesy, _CHUNK.split(plain))))
            if not plain.strip():
                return
        if SLOT.search(plain):
            yield from self._beside_slots(plain)
        else:
            yield from self._supported(plain)

    def _signs_of(self, sentence: str) -> Iterable[str]:
        yield from signs_of(sentence, self._texts, self._signs)
        if any(_spaced(q) not in self._quoted for q in _QUOTED.findall(sentence)):
            yield "it puts words in quotation marks that the findings do not"

    def _beside_slots(self, sentence: str) -> Iterable[str]:
        numbers, between = _cut(sentence)
        for i, words in enumerate(between):
            allowed = self._allowed(numbers[max(0, i - 1) : i + 1], numbers)
            if unknown := [w for w in (words if i else opened(words)) if w not in allowed]:
                yield f"it says “{unknown[0]}”, which the findings beside that figure do not"
                return
        for i in range(1, len(numbers)):
            pair = (numbers[i - 1], numbers[i])
            said, known = between[i], self._joined.get(pair, []) + self._joined.get(pair[::-1], [])
            names = self._own(pair[0]) | self._own(pair[1])
            if not _matter(said, names) and not any(_matter(k, names) == [] for k in self._joined.get(pair, [])):
                yield f"it joins [[F{pair[0]}]] and [[F{pair[1]}]]"
            elif pair not in self._joined and pair[::-1] in self._joined and _matter(said, set()):
                yield f"it turns [[F{pair[1]}]] and [[F{pair[0]}]] round"
            elif known and all(turns(said) != turns(k) for k in known):
                yield "it turns round what the findings say"
        yield from self._framed(sentence, numbers)
        for i, n in enumerate(numbers):
            told = self._beside[n].told if n in self._beside and n not in self._asks else []
            said_here = {*between[i], *between[i + 1]}
            if self._figures[n - 1].kind != "band" and told and not any(_tells(said_here, t) for t in told):
                yield f"it does not tell what [[F{n}]] is ({' '.join(sorted(told[0][0] | told[0][1]))})"
        reckoned = any(self._figures[n - 1].kind not in ("band", "user") for n in numbers)
        if reckoned and not self._sent and not self._in_order(sentence, numbers):
            yield "it puts the words at a reckoned figure in another order than the findings"
        sentence_turns = turns(w for words in between for w in words)
        for n in numbers:
            alone = self._beside[n].alone if n in self._beside else []
            if alone and not any(a <= sentence_turns for a in alone):
                yield "it leaves out what turns the finding round"
                return

    def _framed(self, sentence: str, numbers: list[int]) -> Iterable[str]:
        """What a sentence makes of its slots as a whole: a question of a statement, a clause of its own behind them, a
        figure of which nobody knows where it holds.
        """
        for n in numbers if not self._asks & set(numbers) else ():
            asked = self._beside[n].asked if n in self._beside else set()
            if asked and _asks(sentence) not in asked:
                yield "it makes a question of a statement, or a statement of a question"
                return
        yield from self._asked_of(sentence)
        after = SLOT.split(sentence)[-1]
        if any(c.strip(" .!?") and not any(c.strip() in t for t in self._texts) for c in _BEHIND.split(after)[1:]):
            yield "it adds a clause behind the figures"
        words = set(forms(sentence))
        for n in numbers:
            f = self._figures[n - 1]
            where = {"company": self._names.company_name(f.company) if f.company else "", "region": f.region}
            for name in [x for x, several in self._several.items() if several and where[x]]:
                if f.kind == "band" and not self._sent and not words & set(forms(where[name])):
                    yield f"it does not say of which {name} [[F{n}]] is"

    def _asked_of(self, sentence: str) -> Iterable[str]:
        """Beside a figure that is asked for, the words ask in an order that the findings or a frame has."""
        for m in SLOT.finditer(sentence):
            if int(m[1]) not in self._asks:
                continue
            clause = _CLAUSE.split(sentence[: m.start()])[-1]
            if any(w not in self._allowed([int(m[1])], []) for w in forms(clause)):
                yield f"it asks for something else than the findings with {m[0]}"
            said = asking(clause)
            own = {asking(_CLAUSE.split(b)[-1]) for t in self._texts for b in t.split(m[0])[:-1]}
            if said and said not in own | frames():
                yield f"it does not ask for {m[0]} as one asks an employer"

    def _allowed(self, near: list[int], numbers: list[int]) -> set[str]:
        """The words that may stand between two slots that are `near`, in a sentence with all these `numbers`."""
        near = [n for n in near if n in self._beside]
        # What stands between two figures says how they stand to each other: it is carried where both are.
        pairs = [p for p in self._joined if set(p) & set(near) and set(p) <= set(numbers)]
        allowed = set(self._free).union(*(self._beside[n].words | self._own(n) for n in near))
        if near and set(near) <= self._asks:
            allowed |= {form(w) for w in notions()[ASKING]}
        return allowed | {w for p in pairs for words in self._joined[p] for w in words}

    def _in_order(self, sentence: str, numbers: list[int]) -> bool:
        """Whether a sentence has its words and slots in the order of a finding's sentence, the figures' own names
        apart.
        """
        own = set().union(*(self._own(n, where=False) for n in numbers))
        said = _tokens(sentence, own)

        def follows(held: str) -> bool:
            left = iter(_tokens(held, own))
            return all(word in left for word in said)

        return any(follows(s) for t in self._texts for s in _SENTENCE.split(t))

    def _own(self, number: int, *, where: bool = True) -> set[str]:
        """The names that belong to a figure: its role, level and part of the pay, and `where` it holds, its company and
        place.
        """
        f = self._figures[number - 1]
        company = self._names.company_name(f.company) if f.company else ""
        role = self._names.role_name(f.role) if f.role else ""
        component = "sign on signing" if f.component == "signing" else f.component
        names = f"{role} {f.level} {component}"
        return set(forms(f"{names} {f.company.replace('-', ' ')} {company} {f.region}" if where else names))

    def _supported(self, sentence: str) -> Iterable[str]:
        """A sentence without a figure says what the findings say in one sentence or two that follow each other: in one
        run, turned as they are, and most of it.
        """
        said = _run(sentence)
        asked = _asks(sentence)
        best = [
            (words, whole)
            for words, whole, asks in self._pairs
            if _stands_in(said, words) and (asks == asked or (asks and words[-len(said) :] != said))
        ]
        if len([w for w in said if w not in free()]) < _LEAST or not best:
            yield "the findings do not say that"
        elif all(turns(words) != turns(said) for words, _ in best):
            yield "it denies, or does not deny, what the findings say"
        elif all(len(said) < whole * len(words) for words, whole in best):
            yield "it says only a part of what the findings say there"


def signs_of(sentence: str, texts: Sequence[str], known: Set[str]) -> Iterable[str]:
    """Signs of a sentence that neither English prose nor the `known` ones of the `texts` have, and signs at a slot that
    make another figure of it.
    """
    text = SLOT.sub(" ", sentence)
    if any(unicodedata.category(c) in _HIDDEN and c not in "\n\t" for c in text):
        yield "it holds characters that nobody sees"
    odd = {c for c in text if not c.isalnum() and c not in known and unicodedata.category(c) not in _HIDDEN}
    if re.search(r"[?!]{2}", text) or any(w.isupper() and not any(w in p for p in texts) for w in _LOUD.findall(text)):
        yield "it shouts"
    if odd:
        yield f"it holds signs that the findings do not ({' '.join(sorted(odd))})"
    if any(not c.isascii() and unicodedata.category(c) in ("Nd", "Nl", "No") for c in text):
        yield "it writes a number itself; use the slots"
    if (m := _DOTTED.search(text)) and not any(m[0] in p for p in texts):
        yield "it holds an address"
    for m in SLOT.finditer(sentence):
        before, after = sentence[: m.start()], sentence[m.end() :]
        if re.search(r"[-–—*(]\s*$|[^\s“\"‘']$", before) and not _written(r".?\s*$", before, m[0], texts, left=True):
            yield f"a sign stands before {m[0]}"
        if re.match(r"[^\s.,;:!?’”\"')\]\[]|[-–—*]", after) and not _written(r"^.?", after, m[0], texts, left=False):
            yield f"a sign stands behind {m[0]}"


def signs_in(texts: Iterable[str]) -> frozenset[str]:
    """The signs that a sentence may hold: those of English prose, and of the texts."""
    return _SIGNS | ({c for p in texts for c in p if not c.isalnum()} - _LAYOUT)


def _written(pattern: str, text: str, slot: str, texts: Sequence[str], *, left: bool) -> bool:
    """Whether the texts write the slot with the same sign beside it."""
    found = re.search(pattern, text)
    sign = found[0] if found else ""
    return any((f"{sign}{slot}" if left else f"{slot}{sign}") in p for p in texts)


def _asks(sentence: str) -> bool:
    """Whether a sentence is a question by its mark."""
    return sentence.rstrip(' \n”"’)').endswith("?")


def _run(text: str) -> list[str]:
    """The words of a text in a row, without those that only join or open."""
    return [w for w in opened(forms(MARK.sub(" ", SLOT.sub(" ", text)))) if w not in notions()["opens"]]


def _tells(said: set[str], told: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether words tell what a figure is; where there are words before it and none behind that matter, those before
    do.
    """
    return all(len(said & words) >= _TOLD * len(words) for words in told if words)


def _tokens(text: str, own: set[str]) -> list[str]:
    """The words of matter of a sentence and its slots, in order."""
    out: list[str] = []
    for piece in re.split(r"(\[\[F\d+\]\])", MARK.sub(" ", text)):
        out += [piece] if SLOT.fullmatch(piece) else _matter(forms(piece), own)
    return out


def _matter(words: list[str], names: set[str]) -> list[str]:
    """The words that are neither plain nor a figure's own names."""
    return [w for w in words if w not in free() and w not in names]


def _stands_in(words: list[str], others: list[str]) -> bool:
    """Whether words stand in others in one run."""
    return any(others[i : i + len(words)] == words for i in range(len(others) - len(words) + 1))


def _spaced(text: str) -> str:
    return re.sub(r"\s+(?=[.,;:!?])", "", " ".join(text.split()))


def _cut(text: str) -> tuple[list[int], list[list[str]]]:
    """(the numbers of its slots, the words before, between and after them)."""
    numbers = [int(m[1]) for m in SLOT.finditer(text)]
    return numbers, [forms(t) for t in re.split(r"\[\[F\d+\]\]", text)]
