"""A message -> the employers in it that have no name and are told apart by a letter, by what they are or by their
place: "company A", "the bakery", "the second"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from coach.understanding.amounts import Amount
from coach.understanding.context import called_alike
from coach.understanding.likeness import kind_in, ready, share_of
from index.names.lexicon import zipf

_FILE = "labels.yaml"
_LEAST, _PLAIN, _APART = 0.5, 0.75, 0.05  # cosines
_SURELY = 0.98  # a probability
_MOST_WORDS, _TWO = 3, 2
_BESIDE = 12  # letters: so near behind a label a noun says what it is
_LITTLE = 6.5  # how ordinary a word is that binds nouns and is none
_LETTER = re.compile(r"(?<![\w&/.'’+-])(?:(?P<head>[^\W\d_]+)\s+)?(?P<letter>[A-F])(?![\w&/'’+#-]|\.\w)")
_NOUN = re.compile(r"\b(?:the|an?|another)\s+(?=(?P<words>[^\W\d_]+(?:[ -][^\W\d_]+){0,3}))", re.I)
_BEGINS = re.compile(r"(?:^|[.!?:;][\"'”’)]*\s|\n)\s*$")
_TELLS = re.compile(r"\s*(?:[=:(,/]|\d|[a-z]+\s+(?:\d|(?:an?|the|my|me|us|no|more|less|it|that)\b))|\s*$")
_IS = re.compile(r"\s*(?:|=|\(|,|is|was|are|would be|—|-)\s*$", re.I)
_SPAN = re.compile(r"\s\d+[\s-](?:day|week|month|year)", re.I)  # "the first 3 months"
_ENDS = re.compile(r"[.!?;]+[\"'”’)]*\s+|\n+")
_MONEY = ("money", "bare")


@dataclass(frozen=True, slots=True)
class Label:
    """Words from `start` to `end` that stand for an employer without a name: what it is called from now on, and what
    else the message calls it."""

    start: int
    end: int
    name: str
    also: tuple[str, ...] = ()


def labels_in(
    text: str, names: Sequence[tuple[int, int]], amounts: Sequence[Amount], held: Sequence[tuple[str, str]] = ()
) -> tuple[Label, ...]:
    """The labels of a message, in its order. `names` are the places of employers that are named, `held` the words that
    the talk calls one by, each with its name.

    Two of them with a figure each are told apart by what they are ("16 at the bakery, 15 at the café"), and so is one
    beside a named one; of letters it takes two, or one that is known.
    """
    letters = [x for x in _letters(text, held) if not _touches(x, names)]
    lettered = bool(letters) or any(len(_letter_of(name)) == 1 for _, name in held)
    spots = list(_NOUN.finditer(text))
    money = {a.start for a in amounts if a.kind in _MONEY}
    if not lettered and (len(money) < _TWO or len(spots) + len(names) < _TWO):
        spots = [m for m in spots if any(_may_be(m, said) for said, _ in held)]  # the others are told apart by figures
    free = [n for n in _nouns(spots) if not _touches(n, names)]
    known = [k for n in free if (k := _held(n, held))]
    if lettered:
        found = sorted((*letters, *known), key=lambda x: x.start)
        return _told_alike(text, found, [n for n in free if not any(k.start == n.start for k in known)])
    told = [n for n in free if not any(k.start == n.start for k in known)]
    paid = _paid(text, [*known, *told], names, amounts)
    again = [n for n in told if n not in paid and any(called_alike(n.name, x.name) for x in paid)]
    named = [replace(n, name=next(x.name for x in paid if called_alike(n.name, x.name))) for n in again]
    return tuple(sorted((*known, *(n for n in told if n in paid), *named), key=lambda x: x.start))


def is_lettered(words: str) -> bool:
    """Whether words hold a letter that counts something off: they are no name."""
    return bool(_LETTER.search(words))


def of_labels(
    text: str, employers: Sequence[tuple[int, int]], labels: Sequence[int], amounts: Sequence[Amount]
) -> dict[int, int]:
    """The employer that each figure stands beside, by their places, in the sentences that have a label: the last one
    before it, or where a sentence begins with figures and ends with an employer, the next one; a sentence without any
    goes on with the one before it. `labels` are the places of those without a name."""
    out: dict[int, int] = {}
    last = -1
    for start, end in pairwise([0, *(m.end() for m in _ENDS.finditer(text)), len(text) + 1]):
        here = [n for n, e in enumerate(employers) if start <= e[0] < end]
        told = [n for n, a in enumerate(amounts) if start <= a.start < end]
        if here and not set(here) & set(labels):
            last = -1
            continue
        before = here and told and amounts[told[0]].start < employers[here[0]][0]
        ahead = before and amounts[told[-1]].start < employers[here[-1]][0]
        for n in told:
            at = amounts[n].start
            if ahead:
                out[n] = next(h for h in here if employers[h][0] > at)
            elif past := [h for h in here if employers[h][1] <= at]:
                out[n] = past[-1]
            elif last >= 0 and not here:
                out[n] = last
        last = here[-1] if here else last
    return out


def _touches(label: Label, spans: Sequence[tuple[int, int]]) -> bool:
    return any(s < label.end and label.start < e for s, e in spans)


def _letter_of(name: str) -> str:
    last = name.split(" ")[-1] if name else ""
    return last if len(last) == 1 and last.isupper() else ""


def _letters(text: str, held: Sequence[tuple[str, str]]) -> list[Label]:
    """The letters that count employers off: A and B beside each other, or one by which an employer is known."""
    known = {letter: name for said, name in held if (letter := _letter_of(said))}
    heads: dict[str, str] = {}
    found: list[tuple[int, int, str]] = []
    for m in _LETTER.finditer(text):
        head, letter = m["head"] or "", m["letter"]
        kind, score = kind_in(_FILE, "lettered", head.lower()) if head else ("none", 1.0)
        counted = kind == "employer" and score >= _PLAIN
        if kind == "other" and score >= _PLAIN:
            continue
        if not counted and letter == "A" and _BEGINS.search(text[: m.start("letter")]) and not _tells(text, m.end()):
            continue  # "A friend earns more"
        if counted:
            heads.setdefault(letter, f"{head.capitalize()} {letter}")
        found.append((m.start() if counted else m.start("letter"), m.end(), letter))
    letters = {letter for _, _, letter in found}
    if not (letters & set(known) or {"A", "B"} <= letters):
        return []
    return [Label(s, e, known.get(x) or heads.get(x, x)) for s, e, x in found]


def _tells(text: str, at: int) -> bool:
    """Whether what follows a capital A at the head of a sentence says something of it, and it is no article."""
    return bool(_TELLS.match(text, at))


def _nouns(spots: Sequence[re.Match[str]]) -> list[Label]:
    """The nouns behind an article that call somebody who hires."""
    out = []
    ready([said.lower() for m in spots for said in _sayings(m)])
    for m in spots:
        best: tuple[float, str] = (0.0, "")
        for said in _sayings(m):
            kind, score = kind_in(_FILE, "whose", said.lower())
            if kind != "employer":
                if score >= _PLAIN and share_of(_FILE, "whose", said.lower()) >= _SURELY:
                    best = (0.0, "")  # "the shop manager" is nobody's shop
                continue
            if score >= max(_LEAST, best[0]):
                best = (score, said)
        said = best[1]
        if _SPAN.match(m.string, m.start("words") + len(said)):
            continue
        if said and said.split(" ")[0] == said.split(" ")[0].lower():
            out.append(Label(m.start(), m.start("words") + len(said), f"the {said}"))
    return out


def _sayings(spot: re.Match[str]) -> list[str]:
    """What may be the noun behind an article: its first word, the first two, the first three."""
    words = re.split(r"(?<=[ -])", spot["words"])
    words = list(takewhile(lambda w: zipf(w.strip(" -").lower()) < _LITTLE, words))  # "a cook in Leeds"
    return ["".join(words[:n]).strip(" -") for n in range(1, min(len(words), _MOST_WORDS) + 1)]


def _may_be(spot: re.Match[str], said: str) -> bool:
    """Whether the noun behind an article may be the employer that the talk calls so."""
    return any(called_alike(f"the {words}", said) for words in _sayings(spot))


def _held(noun: Label, held: Sequence[tuple[str, str]]) -> Label | None:
    """A noun as the employer that the talk calls so."""
    own = next((name for said, name in held if called_alike(noun.name, said)), "")
    return replace(noun, name=own) if own else None


def _told_alike(text: str, found: list[Label], nouns: list[Label]) -> tuple[Label, ...]:
    """The labels with what they are said to be: "company B is the machine builder"."""
    out: list[Label] = []
    for i, label in enumerate(found):
        after = found[i + 1].start if i + 1 < len(found) else len(text)
        said = (n for n in nouns if label.end <= n.start < after and _IS.fullmatch(text[label.end : n.start]))
        out.append(replace(label, also=tuple(n.name for n in said)))
    called = [(said, x.name) for x in out for said in x.also]
    again = (k for n in nouns if (k := _held(n, called)) and not any(x.end <= k.start <= x.end + _BESIDE for x in out))
    return _one_each(text, sorted((*out, *again), key=lambda x: x.start))


def _one_each(text: str, labels: list[Label]) -> tuple[Label, ...]:
    """The labels but for a second one that only says what the first is: "B, the machine builder"."""
    out = list(labels)
    for one, two in pairwise(labels):
        if one.name == two.name and _IS.fullmatch(text[one.end : two.start]):
            out.remove(two)
    return tuple(out)


def _paid(text: str, labels: list[Label], names: Sequence[tuple[int, int]], amounts: Sequence[Amount]) -> list[Label]:
    """The labels that a figure stands beside, where two employers of a sentence or of two beside each other have one
    each."""
    every = sorted((*((x.start, x.end) for x in labels), *names))
    money = sorted(a.start for a in amounts if a.kind in _MONEY)
    beside = {span: at for span in every if (at := _figure_of(text, span, every, money)) is not None}
    if len(beside) < _TWO or len(set(beside.values())) < _TWO:
        return []
    alone = {x.name for x in labels if (x.start, x.end) in beside}
    if len(alone) + sum(n in beside for n in names) < _TWO:
        return []
    return [x for x in labels if (x.start, x.end) in beside]


def _figure_of(text: str, span: tuple[int, int], every: list[tuple[int, int]], money: list[int]) -> int | None:
    """Where the figure of an employer begins: the first one behind it before the next employer, or, where a sentence
    has one before its first employer and none behind its last, the last one before it; None for none."""
    ends = [m.end() for m in _ENDS.finditer(text)]
    start = max((e for e in ends if e <= span[0]), default=0)
    end = min((e for e in ends if e >= span[1]), default=len(text))
    own = [e for e in every if start <= e[0] < end]
    if any(start <= at < own[0][0] for at in money) and not any(own[-1][1] <= at < end for at in money):
        low = max((e for _, e in every if e <= span[0]), default=start)
        return max((at for at in money if max(low, start) <= at < span[0]), default=None)
    high = min((s for s, _ in every if s >= span[1]), default=end)
    return min((at for at in money if span[1] <= at < min(high, end)), default=None)
