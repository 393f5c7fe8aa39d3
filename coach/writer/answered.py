"""One sentence that a language model says of its own -> what is wrong with it; an empty answer means that it may be
shown.

It may coach as it likes. What is checked is what can hurt: a figure that is not the one it is said to be, a claim that
neither the talk nor the guides hold, a name nobody gave, a leak.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from coach.reply.draft import SLOT, Draft
from coach.understanding.amounts import amounts_in
from coach.understanding.lexicon import components_at
from coach.writer.carried import signs_in, signs_of
from coach.writer.check import LONGEST_SENTENCE, citations, elsewhere, figures_said, form_of, slots_of
from coach.writer.plain import MARK, form, forms, free, turns
from coach.writer.said import NEVER, said
from index.names.lexicon import is_word

if TYPE_CHECKING:
    from coach.reply import Figure
    from index.names import Names

_LONGEST = 900  # characters; a line to say may hold several sentences
# From this probability on a sentence claims; words that are said to an employer are held to more.
_CLAIMS, _CLAIMS_SENT, _PIECE = 0.55, 0.65, 0.8
_HELD, _HELD_BOUND = 0.6, 0.45  # of the matter of a claim stands in one place of what is known
_LEAST_WORDS, _LEAST_MATTER, _SHORT = 3, 2, 4
_BEHIND = 3  # words right behind a slot that belong to it
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’)]*\s+|\n+|(?<=[.!?])[”\"]|[“\"]")
CLAUSE = re.compile(
    r"[,;:.!?()“”\"\n]|\s[—–-]\s|\b(?:and|but|while|than|versus|against|so|because|since|though|although|which|who|or"
    r"|plus|instead of|rather|without|with no)\b",
    re.I,
)
_ASKED_OF = re.compile(r"\bask(?:ed|ing)?\b[^,;]*\bfor\s+(?:the\s+)?$", re.I)
_MOST_COUNTED = 100
_SEGMENT = re.compile(r"[,;:.!?()“”\"\n]|\s[—–-]\s|\b(?:and|but|so|because)\b", re.I)
_PIECES = re.compile(r"[;:]\s|\s[—–]\s|,\s(?=(?:and|but|because|since|so|as)\b)|\b(?:because|since)\b", re.I)
_QUOTE = re.compile(r"“[^”]*”|\"[^\"]*\"")
_TOKEN = re.compile(r"[^\W\d_][\w.'’&-]*[^\W_]|[^\W\d_]")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STARTS = re.compile(r"(?:^|[.!?:]\s+|[“\"‘(]\s*|\n\s*)$")
_RELATIONS = frozenset("theirs asks now wants floor band".split())
_PLACES = frozenset(map(form, "within inside outside lower upper middle top bottom below above under over".split()))
_EACH = frozenset("a an per each every".split())
_SAID_ALONE = frozenset({"once"})
_DIRECTIONS = {"more": "less", "less": "more"}
_PERIODS = frozenset("hour day week month year once".split())
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
        """What stands beside each slot: in what is told, and of a figure that is nowhere there in the person's own
        words.
        """
        out = _beside_all(self.told, self.employers)
        return {**_beside_all(self.own, self.employers), **out}

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
            words = {n for w in _WORDS.findall(side) for n in _notions(w, self.employers)}
            slots = tuple(
                frozenset(n for n in self.beside.get(int(m[1]), frozenset()) if _relates(n))
                for m in SLOT.finditer(side)
            )
            sides.append((frozenset(n for n in words if _relates(n)), slots))
        ways = frozenset(n for w in _WORDS.findall(text) for n in _notions(w, ()) if n in _DIRECTIONS)
        return Compared(sides[0], sides[1], ways)

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
    if " ".join(MARK.sub(" ", sentence).split()) in basis.verbatim:
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
        yield from _placed(segment, basis)
    for clause in CLAUSE.split(sentence):
        if not clause:
            continue
        for number, notions in _beside(clause, basis.employers).items():
            if not 1 <= number <= len(basis.draft.figures):
                continue
            odd = _odd(number, notions, clause, basis, excused=number in excused)
            if odd:
                yield f"[[F{number}]] is not known to be “{sorted(odd)[0]}”"
                return
    parts = {f.component for f in basis.draft.figures if f.kind == "band"}
    for m in SLOT.finditer(sentence):
        figure = basis.draft.figures[int(m[1]) - 1]
        if figure.kind == "band" and len(parts) > 1 and not components_at(sentence):
            yield f"it does not say which part of the pay {m[0]} is"
            return


def _odd(number: int, notions: frozenset[str], clause: str, basis: Basis, *, excused: bool) -> frozenset[str]:
    """What the words beside a slot make of it that it is not known to be."""
    figure = basis.draft.figures[number - 1]
    if _is_count(figure):
        return frozenset()
    odd = notions - (basis.beside.get(number, frozenset()) | _own(figure))
    if _ASKED_OF.search(clause.partition(f"[[F{number}]]")[0]):  # whom one asks has no figure of theirs in it
        odd = frozenset(n for n in odd if not n.startswith("at "))
    if not odd & (_RELATIONS | _DIRECTIONS.keys()):
        odd -= {"not"}
    odd -= set(_DIRECTIONS) if excused else set()
    if number in basis.compared:  # whose it is, is told by what it lies between
        odd = frozenset(n for n in odd if not _relates(n) and n not in _DIRECTIONS)
    return odd


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


def _placed(segment: str, basis: Basis) -> Iterator[str]:
    """A figure beside a band stands where it is known to stand, and the band is none of it."""
    if "band" not in _of_words(segment):
        return
    for m in SLOT.finditer(segment):
        if basis.draft.figures[int(m[1]) - 1].kind == "band":
            continue
        known = [s for t in basis.told for s in _SEGMENT.split(t) if s and m[0] in s and "band" in _of_words(s)]
        places = set().union(*(_PLACES & set(forms(s)) for s in known))
        denied = "not" in turns(forms(segment)) and not any("not" in turns(forms(s)) for s in known)
        first = "band" in _of_words(segment[: m.start()]) and all(
            "band" not in _of_words(s.split(m[0])[0]) for s in known
        )
        if not known or denied or first or not _PLACES & set(forms(segment)) <= places:
            yield f"it does not tell how {m[0]} stands to the range"
            return


def _of_words(text: str) -> set[str]:
    """The notions of all words of a text."""
    return {n for w in forms(SLOT.sub(" ", text)) for n in bears().get(w, ())}


def _fits(here: Compared, whole: Compared) -> bool:
    """Whether two things stand on the sides of a difference on which they are known to stand, or both on the other with
    its direction turned.
    """
    straight = _on(here.before, whole.before) and _on(here.after, whole.after) and here.ways <= whole.ways
    turned = _on(here.before, whole.after) and _on(here.after, whole.before)
    return straight or (turned and here.ways <= {_DIRECTIONS[w] for w in whole.ways})


def _on(side: Side, known: Side) -> bool:
    """Whether what stands on a side is what is known to stand there: each word of it, and each figure in one way."""
    held = known[0].union(*known[1])
    return side[0] <= held.union(*side[1]) and all(not slot or slot & held for slot in side[1])


def _relates(notion: str) -> bool:
    """Whether a notion tells whose figure one is."""
    return notion in _RELATIONS or notion.startswith("at ")


def _compares(sentence: str, basis: Basis) -> Iterator[int]:
    """The slots that stand above or below the next one as their values do."""
    found = list(SLOT.finditer(sentence))
    for a, b in pairwise(found):
        words = set(forms(sentence[a.end() : b.start()]))
        said_so = {n for w in words for n in bears().get(w, ()) if n in _DIRECTIONS}
        one, two = (basis.draft.figures[int(m[1]) - 1] for m in (a, b))
        held = [basis.beside.get(int(m[1]), frozenset()) & _PERIODS for m in (a, b)]
        alike = (
            one.currency == two.currency and one.unit == two.unit and held[0] == held[1] and not turns(words) & {"not"}
        )
        if len(said_so) == 1 and alike and ((one.low > two.high) if said_so == {"more"} else (one.high < two.low)):
            yield int(a[1])
            yield int(b[1])


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
            if owner:
                out[owner] |= _notions(m[0], employers, found[at - 1][0] if at else "")
        if i and text:  # parts of two words: "sign-on bonus", "total comp"
            out[numbers[i - 1]] |= {f"part {c}" for _, c in components_at(" ".join(m[0] for m in found[:_BEHIND]))}
        if i < len(numbers):
            rest = found[_BEHIND:] if i else found
            out[numbers[i]] |= {f"part {c}" for _, c in components_at(" ".join(m[0] for m in rest))}
    return {n: frozenset(held) for n, held in out.items()}


def _notions(word: str, employers: tuple[str, ...], before: str = "") -> set[str]:
    """What a word brings to a figure; `before` is the word before it: "a year" is a period, "the first year" none."""
    low = word.casefold().replace("’", "'").removesuffix("'s")
    if low.removesuffix("s") in _PERIODS and low not in _SAID_ALONE:
        counted = {low} if low.endswith("s") else set()
        return counted or ({low} if before.casefold() in _EACH else set())
    held = set(bears().get(form(low), ())) | set(bears().get(low, ()))
    if "not" in turns([low]):
        held.add("not")
    held |= {f"at {e.casefold()}" for e in employers if low in e.casefold().split()}
    return held


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
    for text in dict.fromkeys((plain, *(pieces if len(pieces) > 1 and not borne else ()))):
        if len(text.split()) < _LEAST_WORDS:
            continue
        found = said(text)
        least = (_CLAIMS_SENT if sent else _CLAIMS) if text == plain else _PIECE
        if not sent and len(text.split()) <= _SHORT:
            least = _PIECE  # so few words tell little of what they are
        if (found.sent if sent else found.claims) < least or found.kind in basis.may:
            continue
        if (found.kind in NEVER and found.claims >= _PIECE) or not (borne or _is_borne(text, basis)):
            yield _WHY.get(found.kind, "nothing that is known bears it")
            return


_WHY = {
    "law": "it speaks of law, tax or health, which nothing known says",
    "market": "it claims something of the market that nothing known says",
    "employer": "it claims something of an employer that nothing known says",
    "person": "it claims something of the person that they did not say",
    "offer": "it claims an offer or pay that the person did not tell",
    "decide": "it decides or acts for the person",
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


_SELF = frozenset(
    "i i'm i've i'd i'll my me you you're you've you'd your we us our they they're they've their them".split()
)
