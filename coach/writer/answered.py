"""One sentence that a language model says of its own -> what is wrong with it; an empty answer means that it may be
shown.

It may coach as it likes. What is checked is what can hurt: a figure that is not the one it is said to be, a claim that
neither the talk nor the guides hold, a name nobody gave, a leak.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from coach.reply.draft import SLOT, Draft
from coach.understanding.amounts import amounts_in
from coach.understanding.lexicon import components_at
from coach.understanding.words import content_words
from coach.writer.carried import signs_in, signs_of
from coach.writer.check import LONGEST_SENTENCE, citations, elsewhere, figures_said, form_of, slots_of
from coach.writer.plain import MARK, form, forms, free, turns
from coach.writer.said import COACHING, NEVER, said
from index.names.lexicon import is_word

if TYPE_CHECKING:
    from coach.reply import Figure
    from index.names import Names

_LONGEST = 900  # characters; a line to say may hold several sentences
# From this probability on a sentence claims; words that are said to an employer are held to more.
_CLAIMS, _CLAIMS_SENT, _PIECE = 0.55, 0.65, 0.8
_SOME = 0.3  # below it nothing claims, whatever else it is
_OWN_WORDS = 0.75  # of the matter of a claim of the person stands in their own words, wherever in the talk
_HELD, _HELD_BOUND = 0.6, 0.45  # of the matter of a claim stands in one place of what is known
_LEAST_WORDS, _LEAST_MATTER, _SHORT = 3, 2, 4
_LONG = 6  # letters: of words that begin alike with so many, one is made of the other: "dispatch", "dispatcher"
_BEHIND = 3  # words right behind a slot that belong to it
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’)]*\s+|\n+|(?<=[.!?])[”\"]|[“\"]")
CLAUSE = re.compile(
    r"[,;:.!?()“”\"\n]|\s[—–-]\s|\b(?:and|but|while|whether|than|versus|against|so|because|since|though|although|which"
    r"|who|or|plus|instead of|rather|without|with no)\b|\b(?:from|of|to|on|for|above|below|under|over|beyond)\s+what\b",
    re.I,
)
_ASKED_OF = re.compile(r"\bask(?:ed|ing)?\b[^,;]*\bfor\s+(?:the\s+)?$", re.I)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.I)
_SHARE = re.compile(r"\bshare\b", re.I)
_ITSELF = re.compile(r"\b(?:it|that|this|them)\b", re.I)
_MOST_COUNTED = 100
_SEGMENT = re.compile(r"[,;:.!?()“”\"\n]|\s[—–-]\s|\b(?:and|but|so|because)\b", re.I)
_PIECES = re.compile(
    r"[;:]\s|\s[—–]\s|,\s(?=(?:and|but|because|since|so|as)\b)|\b(?:because|since)\b|^If\b[^,]*,\s", re.I
)
_AND_I = re.compile(r"\band\s+(?=I\b)")
_QUOTE = re.compile(r"“[^”]*”|\"[^\"]*\"")
_TOKEN = re.compile(r"[^\W\d_][\w.'’&-]*[^\W_]|[^\W\d_]")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STARTS = re.compile(r"(?:^|[.!?:]\s+|[“\"‘(]\s*|\n\s*)$")
_RELATIONS = frozenset("theirs asks now wants floor band".split())
_PLACES = frozenset(map(form, "within inside outside lower upper middle top bottom below above under over".split()))
_EACH = frozenset("a an per each every".split())
_SAID_ALONE = frozenset({"once"})
_DIRECTIONS = {"more": "less", "less": "more"}
_PERIODS = frozenset("hour day week month quarter year once".split())
_OWNERS = frozenset({"theirs", "now", "wants", "floor"})  # whose a figure is: it is one of these
_WISHED = frozenset({"asks", "wants"})
_SAID_OF = frozenset("more less times bound tax".split())  # what words say of the size of a figure
_YEARLY = frozenset("base total stock bonus".split())
_DATES = {name.casefold(): name[:3].casefold() for name in (*month_name, *day_name) if name}
_THIRD = 1 / 3
AN_AMOUNT = "an amount"


Side = tuple[frozenset[str], tuple[frozenset[str], ...]]  # what the words say of it, and each of its figures


@dataclass(frozen=True, slots=True)
class Compared:
    """What stands before a difference and after it, and whether it is more or less."""

    before: Side
    after: Side
    ways: frozenset[str]


@dataclass(frozen=True)
class Basis:
    """What a sentence may rest on: `draft` holds all figures, `told` are sentences of the talk, the findings and the
    guides, `own` the person's words, `more` passages of craft; all with slots.

    `employers` and `people` are the names of the talk; `sent` says that the sentence is one to an employer, and `may`
    which weighty things (a yes, a no) such a text is for.
    """

    draft: Draft
    told: tuple[str, ...]
    own: tuple[str, ...]
    names: Names
    more: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    secret: str = ""
    instructions: str = ""
    sent: bool = False
    may: frozenset[str] = field(default_factory=frozenset)

    @property
    def said(self) -> str:
        """Everything that is known, as one text."""
        return "\n".join((*self.told, *self.own, *self.more))

    @cached_property
    def beside(self) -> dict[int, frozenset[str]]:
        """What stands beside each slot in what is told; what the person's own words say of its size and its taxes, and
        all that they say of a figure that is nowhere told.
        """
        out, own = _beside_all(self.told, self.employers), self.own_beside
        riders = {n: frozenset(x for x in held if x in _SAID_OF) for n, held in own.items()}
        return {**own, **{n: held | riders.get(n, frozenset()) for n, held in out.items()}}

    @cached_property
    def tells_net(self) -> bool:
        """Whether pay after tax is spoken of; where it is not, all pay is gross."""
        said = [w for t in (*self.told, *self.own) for w in forms(t.replace("before tax", ""))]
        return any("tax" in bears().get(w, ()) and w != "gross" for w in said)

    @cached_property
    def own_beside(self) -> dict[int, frozenset[str]]:
        """What stands beside each slot in the person's own words."""
        return _beside_all(self.own, self.employers)

    @cached_property
    def compared(self) -> dict[int, list[Compared]]:
        """For each figure that is a difference, what it lies between, as each sentence has it."""
        out: dict[int, list[Compared]] = {}
        for text in self.told:
            for number in {int(m[1]) for m in SLOT.finditer(text)}:
                if self.is_gap(number):
                    out.setdefault(number, []).append(self.around(text, number))
        return out

    def around(self, text: str, number: int) -> Compared:
        """What stands on both sides of a difference in a text, and which way round."""
        before, _, after = text.partition(f"[[F{number}]]")
        sides = []
        for side in (before, after):
            words = {n for w, before, rest in _placed_words(side) for n in _notions(w, self.employers, before, rest)}
            slots = tuple(
                frozenset(n for n in self.beside.get(int(m[1]), frozenset()) if _relates(n))
                for m in SLOT.finditer(side)
                if not self.counts(int(m[1]))
            )
            sides.append((frozenset(n for n in words if _relates(n)), slots))
        ways = frozenset(n for w in _WORDS.findall(text) for n in _notions(w, ()) if n in _DIRECTIONS)
        return Compared(sides[0], sides[1], ways)

    def counts(self, number: int) -> bool:
        """Whether a slot holds a bare number that is no pay."""
        return 1 <= number <= len(self.draft.figures) and _is_count(self.draft.figures[number - 1])

    def borne_elsewhere(self, notion: str, figure: Figure) -> bool:
        """Whether another figure than this one, of another value, is known to be what a notion says."""
        return any(
            notion in notions | _own(other)
            and (other.low, other.high) != (figure.low, figure.high)
            and not (_relates(notion) and figure.component and other.component not in ("", figure.component))
            for number, other in enumerate(self.draft.figures, 1)
            for notions in (self.beside.get(number, frozenset()),)
        )

    def is_gap(self, number: int) -> bool:
        """Whether a figure is by how much another is more or less."""
        known = 1 <= number <= len(self.draft.figures)
        return (
            known
            and self.draft.figures[number - 1].kind == "derived"
            and bool({"more", "less"} & self.beside.get(number, frozenset()))
        )

    @cached_property
    def sources(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """(the words, what turns them) of each sentence that may bear a claim, of its parts and of two that follow each
        other.
        """
        out = []
        for text in (*self.told, *self.own, *self.more):
            parts = [p for p in _SENTENCE.split(text) if p and p.strip()]
            out += [*parts, *(f"{a} {b}" for a, b in pairwise(parts))]
            out += [s for p in parts for s in _SEGMENT.split(p) if s and len(s.split()) > _LEAST_WORDS]
        return tuple((frozenset(w := forms(MARK.sub(" ", SLOT.sub(" ", t)))), turns(w)) for t in out)

    @cached_property
    def matter(self) -> tuple[frozenset[str], frozenset[str]]:
        """(the matter of all that the person and what is known say, the matter of what they deny), each with compounds
        as one word.
        """
        held: tuple[set[str], set[str]] = (set(), set())
        for text in (*self.told, *self.own):
            for sentence in _SENTENCE.split(text):
                for clause in CLAUSE.split(sentence or ""):
                    words = _matter(clause or "")
                    side = held["not" in turns(forms(clause or ""))]
                    side.update(words, (f"{a}{b}" for a, b in pairwise(words)))
        return frozenset(held[0]), frozenset(held[1])

    @cached_property
    def verbatim(self) -> frozenset[str]:
        """The sentences of what is told, as they are."""
        return frozenset(" ".join(MARK.sub(" ", s).split()) for t in self.told for s in re.split(r"(?<=[.!?])\s+", t))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The same, text by text."""
        return (*self.told, *self.own, *self.more)

    @cached_property
    def signs(self) -> frozenset[str]:
        """The signs that a sentence may hold."""
        return signs_in(self.told)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of what is known, for names."""
        people = " ".join((*self.people, *self.employers))
        found = _TOKEN.findall(f"{self.said}\n{people}")
        return frozenset(x for w in found for x in (w.casefold().removesuffix("'s").removesuffix("’s"), form(w)))


def wrong_with(sentence: str, basis: Basis) -> list[str]:
    """What speaks against showing a sentence, in words that tell the model how to mend it."""
    if len(sentence) > _LONGEST or any(len(s.split()) > LONGEST_SENTENCE for s in _SENTENCE.split(sentence) if s):
        return ["it is too long"]
    if all(" ".join(s.split()) in basis.verbatim for s in re.split(r"(?<=[.!?])\s+", MARK.sub(" ", sentence).strip())):
        return list(citations(sentence, basis.draft, (*basis.told, *basis.more)))
    found = [
        *form_of(sentence, basis.secret, basis.instructions),
        *figures_said(sentence, len(basis.draft.figures), basis.said),
        *citations(sentence, basis.draft, (*basis.told, *basis.more)),
        *signs_of(MARK.sub(" ", sentence), basis.texts, basis.signs),
    ]
    return found or [*_named(sentence, basis), *_bound(sentence, basis), *_claimed(sentence, basis)]


def _named(sentence: str, basis: Basis) -> Iterator[str]:
    """Names of anybody or anything that neither the talk nor the guides gave."""
    plain = SLOT.sub(" ", MARK.sub(" ", sentence))
    for m in _TOKEN.finditer(plain):
        word = m[0]
        low = word.casefold().removesuffix("'s").removesuffix("’s").strip(".")
        if not word[0].isupper() or {low, form(low)} & basis.words or word in ("HR", "OK", "I"):
            continue
        if _DATES.get(low, low) in basis.words or _DATES.get(form(low), low) in basis.words:
            continue  # "January" of "jan"
        bare = re.split(r"['’]", low)[0]
        if bare == "i" or (_STARTS.search(plain[: m.start()]) and all(map(is_word, filter(None, bare.split("-"))))):
            continue
        yield f"nobody has named “{word}”"
        return
    found = basis.names.spelt(plain)
    for name in (*(c.name for c in found.companies), *(p.name for p in found.places if not p.weak)):
        ordinary = name == name.lower() and all(map(is_word, name.split()))  # "home office"
        if not ordinary and not any(w.casefold() in basis.words for w in name.split()):
            yield f"nobody has named “{name}”"
            return


def _bound(sentence: str, basis: Basis) -> Iterator[str]:
    """Words beside a slot that make another figure of it."""
    excused = set(_compares(sentence, basis))
    bands = [f for f in slots_of(sentence, basis.draft) if f.kind == "band"]
    yield from elsewhere(sentence, bands, basis.names)
    for segment in _SEGMENT.split(sentence):
        yield from _gaps(segment, basis)
        yield from _placed(segment, sentence, basis)
    for clause in CLAUSE.split(sentence):
        if not clause:
            continue
        for number, notions in _beside(clause, basis.employers).items():
            if not 1 <= number <= len(basis.draft.figures):
                continue
            odd = _odd(number, notions, clause, basis, excused=number in excused)
            if odd:
                yield _odd_as_told(number, sorted(odd)[0], clause, basis)
                return
    parts = {f.component for f in basis.draft.figures if f.kind == "band"}
    for m in SLOT.finditer(sentence):
        figure = basis.draft.figures[int(m[1]) - 1]
        if figure.kind == "band" and len(parts) > 1 and not components_at(sentence):
            yield f"it does not say which part of the pay {m[0]} is"
            return


def _odd(number: int, notions: frozenset[str], clause: str, basis: Basis, *, excused: bool) -> frozenset[str]:
    """What the words beside a slot make of it that it is not known to be: another known figure, or one of another
    period, currency, level or size.
    """
    figure = basis.draft.figures[number - 1]
    if _is_count(figure):
        return frozenset()
    known = basis.beside.get(number, frozenset()) | _own(figure)
    odd = notions - known - {"not"}
    odd -= set(_DIRECTIONS) if excused else set()
    if number in basis.compared:  # whose it is, is told by what it lies between
        odd = frozenset(n for n in odd if not _relates(n) and n not in _DIRECTIONS)
    if _placed_right(number, clause, basis):
        odd -= {"band", *_DIRECTIONS}
    return frozenset(n for n in odd if _hurts(n, number, notions | known, clause, basis))


def _odd_as_told(number: int, notion: str, clause: str, basis: Basis) -> str:
    """Which words beside a slot make another figure of it, and what may be said of it."""
    words = _bearing(notion, clause, basis.employers)
    word = words[0] if words else notion.removeprefix("part ").removeprefix("at ")
    known = basis.beside.get(number, frozenset()) | _own(basis.draft.figures[number - 1])
    held = [_MEANT.get(n, n).removeprefix("part ") for n in sorted(known) if n.strip("part ")]
    told = f"say of it no more than it is known to be: {', '.join(held)}" if held else "say nothing of what it is"
    return f"[[F{number}]] is not known to be what “{word}” makes of it; leave “{word}” out, or {told}"


_MEANT = {"theirs": "offered", "asks": "what to ask for", "now": "what is made now", "wants": "what the person wants"}


def _bearing(notion: str, clause: str, employers: tuple[str, ...]) -> list[str]:
    """The words of a clause that bring a notion to a figure."""
    return [
        w for w, before, rest in _placed_words(SLOT.sub(" ", clause)) if notion in _notions(w, employers, before, rest)
    ]


def _placed_words(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each word of a text with the one before it and those right behind it, in small letters."""
    found = _WORDS.findall(text)
    low = ["", *(w.casefold() for w in found)]
    yield from ((w, low[at], low[at + 2 : at + 2 + _BEHIND]) for at, w in enumerate(found))


def _touches(notion: str, number: int, clause: str, employers: tuple[str, ...]) -> bool:
    """Whether a word that bears a notion stands right at a slot: nothing but words that join or a period between."""
    before, _, after = clause.partition(f"[[F{number}]]")
    sides = (_WORDS.findall(SLOT.sub(" . [slot] ", before))[::-1], _WORDS.findall(after.partition("[[")[0]))
    for side, words in enumerate(sides):
        for at, word in enumerate(words):
            rest = [w.casefold() for w in words[at + 1 : at + 1 + _BEHIND]] if side else []
            if notion in _notions(word, employers, "", rest):
                return True
            if form(word) not in _PERIODS | _EACH | (frozenset() if side else free() | _SELF | _NAMING | _BY):
                break
    return False


_BY = frozenset({"by"})


def _asks_them(before: str) -> bool:
    """Whether words ask somebody to do something: what is asked for is no fact yet."""
    words = set(forms(before))
    return bool(words & _ASKED) and bool(words & _THEM)


_ASKED, _THEM = frozenset("could would can".split()), frozenset("you we they he she".split())


def _hurts(notion: str, number: int, notions: frozenset[str], clause: str, basis: Basis) -> bool:
    """Whether a word that a slot is not known to bear makes another figure of it; `notions` are those known of it and
    those of the clause.
    """
    figure, known = basis.draft.figures[number - 1], basis.beside.get(number, frozenset())
    before = clause.partition(f"[[F{number}]]")[0]
    if notion == "before":
        return basis.borne_elsewhere(notion, figure)
    if notion.startswith("part "):
        return _of_another_part(notion, figure, notions, clause, basis)
    if notion.removesuffix("s") in _PERIODS or notion == "once":
        return _of_another_period(notion, figure, known)
    if notion in _SAID_OF:
        return _of_another_size(notion, number, clause, basis)
    if notion == "asks":
        return not _FROM.search(before) and _is_no_ask(figure, known) and not _may_ask(number, basis)
    if _relates(notion) and notion != "band":
        return _of_another_owner(notion, figure, known, clause, basis)
    return notion != "level" or _is_new(notion, clause, basis) or basis.borne_elsewhere(notion, figure)


def _is_new(notion: str, clause: str, basis: Basis) -> bool:
    """Whether a notion is brought by a word that the talk does not hold."""
    return any(w.casefold() not in basis.words for w in _bearing(notion, clause, basis.employers))


def _of_another_size(notion: str, number: int, clause: str, basis: Basis) -> bool:
    """Whether words make more or less of a figure, or change what it counts: those of size only where they stand right
    at it or turn the way it is known to lie.
    """
    known, before = basis.beside.get(number, frozenset()), clause.partition(f"[[F{number}]]")[0]
    words = {w.casefold() for w in _bearing(notion, clause, basis.employers)}
    if notion == "tax":
        untaxed = "before tax" in clause.casefold() and any("before tax" in t.casefold() for t in basis.told)
        return not untaxed and not (words <= {"gross"} and not basis.tells_net)
    if notion == "bound":
        return not (words <= {"guarantee"} and _asks_them(before))
    if notion in _DIRECTIONS:
        against = _DIRECTIONS[notion] in known
        return against or _touches(notion, number, clause, basis.employers) or not _is_so(notion, number, before, basis)
    return _touches(notion, number, clause, basis.employers)


def _is_so(way: str, number: int, before: str, basis: Basis) -> bool:
    """Whether a figure that words call higher or lower ("a higher sign-on of") is so beside another of its part, if
    there is any.
    """
    figure = basis.draft.figures[number - 1]
    if way not in {n for w in forms(SLOT.split(before)[-1]) for n in bears().get(w, ())}:
        return True
    others = [
        f
        for f in basis.draft.figures
        if (f.component, f.currency, f.unit) == (figure.component, figure.currency, figure.unit) and f.low != figure.low
    ]
    return not others or any((figure.low > f.low) == (way == "more") for f in others)


def _may_ask(number: int, basis: Basis) -> bool:
    """Whether a figure may be asked for though somebody offers it: the person wants it, or the ask is as much."""
    figure = basis.draft.figures[number - 1]
    wished = basis.own_beside.get(number, frozenset()) & _WISHED
    return bool(wished) or any(
        basis.beside.get(n, frozenset()) & _WISHED
        and (f.low, f.high, f.currency) == (figure.low, figure.high, figure.currency)
        for n, f in enumerate(basis.draft.figures, 1)
    )


def _of_another_owner(notion: str, figure: Figure, known: frozenset[str], clause: str, basis: Basis) -> bool:
    """Whether a figure is not that of whom words name: another's, or one that is known of somebody else."""
    before = SLOT.split(clause)[0]
    if notion.startswith("at ") and _ASKED_OF.search(before):
        return False  # whom one asks has no figure of theirs in it
    made = {w.casefold() for w in _bearing(notion, clause, basis.employers)}
    if notion == "now" and made <= {"make"} and _asks_them(before):
        return False  # "could you make it": nobody makes it yet
    owned = {n for n in known if n in _OWNERS or n.startswith("at ")}
    if not owned and figure.kind == "derived" and figure.component:
        return True  # a sum of two people's figures is nobody's
    if notion == "theirs" and owned and all(n.startswith("at ") for n in owned):
        return basis.borne_elsewhere(f"part {figure.component}", figure)
    return bool(owned - (_WISHED if notion in _WISHED else set())) or basis.borne_elsewhere(notion, figure)


def _is_no_ask(figure: Figure, known: frozenset[str]) -> bool:
    """Whether a figure is one that nobody asks for: one that they offer, that is paid now, or that was worked out."""
    held = any(n in _OWNERS - _WISHED or n.startswith("at ") for n in known)
    return held or figure.kind != "user" or figure.unit != "absolute"


def _of_another_part(notion: str, figure: Figure, notions: frozenset[str], clause: str, basis: Basis) -> bool:
    """Whether a part of the pay is none of a figure's."""
    signing = "part signing" in notions and notion == "part bonus"  # "a sign-on bonus"
    if figure.component == "total" and _inside(notion, clause):
        return False
    share = figure.unit == "percent" and notion == "part stock" and bool(_SHARE.search(clause))
    if signing or (share and f"part {figure.component}" in ("part ", "part bonus")):
        return False
    named = bool(figure.component) or any(n.startswith("part ") and n != notion for n in notions)
    return named or figure.kind != "user" or basis.borne_elsewhere(notion, figure)


def _inside(part: str, clause: str) -> bool:
    """Whether words say of a part that it is in the figure: "with the bonus at target"."""
    words = [w.casefold() for w in _WORDS.findall(clause)]
    return any(
        w in _WITH and part in {f"part {c}" for _, c in components_at(" ".join(words[at + 1 : at + 1 + _BEHIND]))}
        for at, w in enumerate(words)
    )


_WITH = frozenset("with including plus".split())


def _of_another_period(notion: str, figure: Figure, known: frozenset[str]) -> bool:
    """Whether a period is not that of a figure: where none is known, a sum of pay is a year's and a sign-on is paid
    once.
    """
    held = known & _PERIODS
    if held or notion not in ("year", "once"):
        return True
    return figure.component == "signing" if notion == "year" else figure.component in _YEARLY


def _is_count(figure: Figure) -> bool:
    """Whether a figure is a bare number of the person's that is no pay: two children, 35 hours, 18 months."""
    return (
        figure.kind == "user"
        and not (figure.component or figure.currency)
        and figure.unit == "absolute"
        and figure.high < _MOST_COUNTED
    )


def _gaps(segment: str, basis: Basis) -> Iterator[str]:
    """A difference stands between the two things it lies between, and the same way round."""
    for number in {int(m[1]) for m in SLOT.finditer(segment)} & basis.compared.keys():
        here = basis.around(segment, number)
        if not any(_fits(here, whole) for whole in basis.compared[number]):
            yield f"[[F{number}]] does not lie between these two, or not this way round"
            return


def _placed(segment: str, sentence: str, basis: Basis) -> Iterator[str]:
    """A figure beside a band stands where it is known to stand or does by its value, and the band is none of it."""
    if "band" not in _of_words(segment):
        return
    for m in SLOT.finditer(segment):
        if basis.draft.figures[int(m[1]) - 1].kind == "band" or _placed_right(int(m[1]), sentence, basis):
            continue
        told = (*basis.told, *basis.own)
        known = [s for t in told for s in _SEGMENT.split(t) if s and m[0] in s and "band" in _of_words(s)]
        places = set().union(*(_PLACES & set(forms(s)) for s in known))
        denied = "not" in turns(forms(segment)) and not any("not" in turns(forms(s)) for s in known)
        first = "band" in _of_words(segment[: m.start()]) and all(
            "band" not in _of_words(s.split(m[0])[0]) for s in known
        )
        if not known or denied or first or not _PLACES & set(forms(segment)) <= places:
            yield f"it does not tell how {m[0]} stands to the range"
            return


def _placed_right(number: int, text: str, basis: Basis) -> bool:
    """Whether words say of a figure before a band where it stands, and its value stands there in each band that can be
    meant.
    """
    before, slot, after = text.partition(f"[[F{number}]]")
    if not slot or "band" in _of_words(before) or "band" not in _of_words(after) or turns(forms(text)) & {"not"}:
        return False
    places, figure = _PLACES & set(forms(SLOT.sub(" ", after))), basis.draft.figures[number - 1]
    named = [f for f in slots_of(after, basis.draft) if f.kind == "band"]
    bands = named or [f for f in basis.draft.figures if f.kind == "band"]
    fitting = [f for f in bands if (f.currency, f.unit) == (figure.currency, figure.unit)]
    fitting = [f for f in fitting if figure.component and f.component == figure.component]
    return (
        bool(places and fitting)
        and len(fitting) == len(named or fitting)
        and all(_stands(place, figure, band) for place in places for band in fitting)
    )


def _stands(place: str, figure: Figure, band: Figure) -> bool:
    """Whether a figure stands at a place of a band: beyond an end of it, in it, or in a third of it."""
    way = next((n for n in bears().get(place, ()) if n in _DIRECTIONS), "")
    if place == form("outside"):
        return figure.low > band.high or figure.high < band.low
    if way in _DIRECTIONS and place not in _THIRDS:
        return figure.low > band.high if way == "more" else figure.high < band.low
    share = (figure.low - band.low) / (band.high - band.low) if band.high > band.low else 0.0
    first, last = _THIRDS.get(place, (0.0, 1.0))
    return first <= share <= last


_THIRDS = {
    **dict.fromkeys(map(form, ("lower", "bottom")), (0.0, _THIRD)),
    form("middle"): (_THIRD, 1 - _THIRD),
    **dict.fromkeys(map(form, ("upper", "top")), (1 - _THIRD, 1.0)),
}


def _of_words(text: str) -> set[str]:
    """The notions of all words of a text."""
    return {n for w in forms(SLOT.sub(" ", text)) for n in bears().get(w, ())}


def _fits(here: Compared, whole: Compared) -> bool:
    """Whether two things stand on the sides of a difference on which they are known to stand, or both on the other with
    its direction turned.
    """
    first, last = whole.before, whole.after
    straight = _on(here.before, first, last) and _on(here.after, last, first) and here.ways <= whole.ways
    turned = _on(here.before, last, first) and _on(here.after, first, last)
    return straight or (turned and here.ways <= {_DIRECTIONS[w] for w in whole.ways})


def _on(side: Side, known: Side, other: Side) -> bool:
    """Whether what stands on a side is what is known to stand there: each word of it, and each figure in one way. Where
    nothing is known to stand there, it is whatever is none of a company on the `other` side.
    """
    held = known[0].union(*known[1])
    if not held:
        return not any(n.startswith("at ") and n in other[0].union(*other[1]) for n in side[0])
    held |= _WISHED if held & _WISHED else frozenset()  # what one wants is what one asks for
    return side[0] <= held.union(*side[1]) and all(not slot or slot & held for slot in side[1])


def tells_owner(clause: str, basis: Basis) -> bool:
    """Whether a clause tells whose its figures are: what somebody offers, what is made now."""
    held = set().union(*_beside(clause, basis.employers).values())
    return any(n in _OWNERS - _WISHED or n.startswith("at ") for n in held)


def _relates(notion: str) -> bool:
    """Whether a notion tells whose figure one is."""
    return notion in _RELATIONS or notion.startswith("at ")


def _compares(sentence: str, basis: Basis) -> Iterator[int]:
    """The slots that stand above or below the next one, or by "it" the one before, as their values do."""
    found = list(SLOT.finditer(sentence))
    for a, b in pairwise(found):
        end = CLAUSE.search(sentence, b.end())
        behind = sentence[b.end() : end.start() if end else len(sentence)]
        straight = _higher(a, b, sentence[a.end() : b.start()], basis)
        turned = bool(_ITSELF.search(behind)) and _higher(b, a, behind, basis)
        if straight or turned:
            yield int(a[1])
            yield int(b[1])


def _higher(a: re.Match[str], b: re.Match[str], text: str, basis: Basis) -> bool:
    """Whether the words say that a figure is more or less than another, and it is."""
    words = set(forms(text))
    ways = {n for w in words for n in bears().get(w, ()) if n in _DIRECTIONS}
    one, two = (basis.draft.figures[int(m[1]) - 1] for m in (a, b))
    held = [basis.beside.get(int(m[1]), frozenset()) & _PERIODS for m in (a, b)]
    alike = one.currency == two.currency and one.unit == two.unit and held[0] == held[1] and not turns(words) & {"not"}
    return len(ways) == 1 and alike and (one.low > two.high if ways == {"more"} else one.high < two.low)


def _own(figure: Figure) -> frozenset[str]:
    named = {f"part {figure.component}"} if figure.component else set()
    return frozenset(named | ({"band"} if figure.kind == "band" else set()))


def _beside_all(texts: Iterable[str], employers: tuple[str, ...]) -> dict[int, frozenset[str]]:
    out: dict[int, frozenset[str]] = {}
    for text in texts:
        for clause in CLAUSE.split(text):
            for number, notions in _beside(clause or "", employers).items():
                out[number] = out.get(number, frozenset()) | notions
    return out


def _beside(clause: str, employers: tuple[str, ...]) -> dict[int, frozenset[str]]:
    """What the words of a clause tell of each slot in it: those right behind it, and those before it that belong to
    none.
    """
    pieces = re.split(r"\[\[F(\d+)\]\]", clause)
    numbers = [int(n) for n in pieces[1::2]]
    texts = pieces[::2]
    out: dict[int, set[str]] = {n: set() for n in numbers}
    for i, text in enumerate(texts):
        found = list(_WORDS.finditer(text))
        for at, m in enumerate(found):
            behind = i > 0 and (at < _BEHIND or i == len(numbers))
            owner = numbers[i - 1] if behind else numbers[i] if i < len(numbers) else 0
            if owner and not (m[0].casefold() in _PERIODS and _is_when(found, at, behind=behind, first=i == 0)):
                rest_of = [x[0].casefold() for x in found[at + 1 : at + 1 + _BEHIND]]
                out[owner] |= _notions(m[0], employers, found[at - 1][0] if at else "", rest_of)
        if i and text:  # parts of two words: "sign-on bonus", "total comp"
            out[numbers[i - 1]] |= {f"part {c}" for _, c in components_at(" ".join(m[0] for m in found[:_BEHIND]))}
        if i < len(numbers):
            rest = found[_BEHIND:] if i else found
            out[numbers[i]] |= {f"part {c}" for _, c in components_at(" ".join(m[0] for m in rest))}
    return {n: frozenset(held) for n, held in out.items()}


def _is_when(found: Sequence[re.Match[str]], at: int, *, behind: bool, first: bool) -> bool:
    """Whether a period beside a slot tells when something is done: "more in an hour" behind one, "pick a day for"
    further before one.
    """
    words = [m[0].casefold() for m in found[max(0, at - 2) : at]]
    if len(words) < _TWO or words[1] not in ("a", "an"):
        return False
    return words[0] == "in" if behind else first and words[0] not in ("in", "for", "of") and at + 1 < len(found)


_TWO = 2


def _notions(word: str, employers: tuple[str, ...], before: str = "", behind: Sequence[str] = ()) -> set[str]:
    """What a word brings to a figure; `before` and `behind` are the words around it: "a year" is a period, "the first
    year" none, "over four years" is no more.
    """
    low = word.casefold().replace("’", "'").removesuffix("'s")
    if low.removesuffix("s") in _PERIODS and low not in _SAID_ALONE:
        counted = {low} if low.endswith("s") else set()
        return counted or ({low} if before.casefold() in _EACH else set())
    if _is_idle(low, before.casefold(), behind):
        return set()
    held = set(bears().get(form(low), ())) | set(bears().get(low, ()))
    if "not" in turns([low]):
        held.add("not")
    held |= {f"at {e.casefold()}" for e in employers if low in e.casefold().split()}
    return held


def _is_idle(low: str, before: str, behind: Sequence[str]) -> bool:
    """Whether a word that can bear a notion bears none here: "over four years", "make up", "per year", "walk away
    from", "the raise", "the counter".
    """
    timed = any(w.removesuffix("s") in _PERIODS for w in (behind[:1] if low == "per" else behind))
    return (
        (low in ("over", "per") and timed)
        or (low == "make" and "up" in behind[:1])
        or (low == "walk" and "from" in behind)
        or (low in ("raise", "counter") and before in _NAMING and "of" not in behind[:1])
    )


_NAMING = frozenset("the a this that your my their his her its any".split())


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


def _claimed(sentence: str, basis: Basis) -> Iterator[str]:
    """Claims of the world, the person, the employer that nothing bears, and what is never said."""
    quoted = [q[0] for q in _QUOTE.finditer(sentence)]
    for text, sent in ((_QUOTE.sub(" ", sentence), basis.sent), *((q, True) for q in quoted)):
        yield from _counted(text, basis, sent=sent)
        for part in _SENTENCE.split(text):
            yield from _claims(part or "", basis, sent=sent)


def _counted(text: str, basis: Basis, *, sent: bool) -> Iterator[str]:
    """A count in words that nobody told: of years anywhere, of anything in words to an employer."""
    plain = SLOT.sub(" ", text)
    told = {f.low for f in basis.draft.figures}
    for a in amounts_in(plain):
        if a.kind == "count" and (sent or a.counted == "year") and a.low not in told and a.high > 1:
            yield f"nobody has told “{plain[a.start : a.end]} {a.counted}”"
            return


def _claims(part: str, basis: Basis, *, sent: bool) -> Iterator[str]:
    plain = " ".join(SLOT.sub(AN_AMOUNT, MARK.sub(" ", part)).split()).strip(' “”"')
    pieces = [p.strip() for p in _PIECES.split(plain) if p and len(p.split()) > _LEAST_WORDS]
    borne = _is_borne(plain, basis)
    if borne:  # what somebody says of themselves stands on its own: "I've been here for years and I like it"
        said_too = [_PIECES.split(p)[0].strip() for p in _AND_I.split(plain)[1:]] if sent else []
        pieces = [p for p in said_too if AN_AMOUNT not in p and len(p.split()) > _LEAST_WORDS]
    for text in dict.fromkeys((plain, *pieces)):
        if len(text.split()) < _LEAST_WORDS:
            continue
        found = said(text)
        least = (_CLAIMS_SENT if sent else _CLAIMS) if text == plain else _PIECE
        if not sent and len(text.split()) <= _SHORT:
            least = _PIECE  # so few words tell little of what they are
        if (found.sent if sent else found.claims) < least or found.claims < _SOME or found.kind in basis.may:
            continue
        if basis.may and sent and found.kind in COACHING:
            continue  # it does what the text is for
        never = found.kind in NEVER and found.claims >= _PIECE
        if never or not (_is_borne(text, basis) or (found.kind in _TOLD and _is_told(text, basis))):
            why = _WHY.get(found.kind, "nothing that is known bears it")
            yield why if text == plain else f"{why}, in “{text}”"
            return


_WHY = {
    "law": "it speaks of law, tax or health, which nothing known says; leave it out",
    "market": "it claims something of the market that nothing known says; leave it out or say that you do not know",
    "employer": "it claims something of an employer that nothing known says; say only what the known says of them",
    "person": "it claims something of the person that they did not say; say it in their own words or leave it out",
    "offer": "it claims an offer or pay that the person did not tell; leave it out",
    "decide": "it decides or acts for the person; say it as advice",
    "secret": "it asks for secrets or leads elsewhere",
    "order": "it speaks of its instructions",
    "insult": "it insults, threatens or deceives",
    "promise": "it promises what nobody can",
}


def _is_borne(text: str, basis: Basis) -> bool:
    """Whether most of the matter of a claim stands in one place of what is known, turned as it is; whom it names is no
    matter, and of a figure that is bound less need stand there.
    """
    named = {form(w) for name in (*basis.employers, *basis.people) for w in _WORDS.findall(name)}
    plain = free() | named | _SELF | _PERIODS | set(forms(AN_AMOUNT))
    words = [w for w in forms(text) if w not in plain]
    if len(words) < _LEAST_MATTER:
        return False
    turned, least = turns(forms(text)) & {"not"}, _HELD_BOUND if AN_AMOUNT in text else _HELD
    return any(
        sum(w in held for w in words) >= least * len(words) and turned == (turned_there & {"not"})
        for held, turned_there in basis.sources
    )


_TOLD = COACHING | frozenset("person offer employer market decide".split())  # what the person may have told themselves


def _matter(text: str) -> list[str]:
    """The words of matter of a text, stemmed, months and days by their first letters."""
    words = content_words(MARK.sub(" ", SLOT.sub(" ", text)))
    return [_DATES.get(w, w) for w in words]


def _is_told(text: str, basis: Basis) -> bool:
    """Whether the matter of a claim is the person's own, wherever in the talk they said it, denied where it is."""
    named = {w for name in (*basis.employers, *basis.people) for w in _matter(name)}
    count = borne = 0
    for clause in CLAUSE.split(text.replace(AN_AMOUNT, " ")):
        words = _matter(clause or "")
        joined = {w for a, b in pairwise(words) for w in (a, b) if f"{a}{b}" in basis.matter[0] | basis.matter[1]}
        own = [w for w in words if w not in named]
        held = basis.matter["not" in turns(forms(clause or ""))] | joined
        compound = {
            a
            for a in own
            for b in held
            if len(a) >= _SHORT and b.startswith(a) and (len(a) >= _LONG or len(b) > len(a) + _LEAST_MATTER)
        }
        count += len(own)
        borne += sum(w in held or w in compound for w in own)
    return count >= _LEAST_MATTER and borne >= _OWN_WORDS * count


_SELF = frozenset(
    "i i'm i've i'd i'll my me you you're you've you'd your we us our they they're they've their them".split()
)
