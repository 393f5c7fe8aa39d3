"""A slot in a sentence that a language model says -> whether the words beside it make another figure of it than the
one it is known to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.reply.draft import SLOT
from coach.understanding.lexicon import components_at
from coach.writer.check import elsewhere, slots_of
from coach.writer.near import (
    BEHIND,
    BOUNDS,
    CLAUSE,
    DIRECTIONS,
    EACH,
    NAMING,
    PERIODS,
    SAID_OF,
    SEGMENT,
    SELF,
    WISHED,
    WORDS,
    Compared,
    Side,
    bears,
    is_count,
    made_of,
    placed_words,
    relates,
    told_by,
    words_beside,
)
from coach.writer.plain import form, forms, free, turns

if TYPE_CHECKING:
    from coach.reply import Figure
    from coach.writer.basis import Basis

_ASKED_OF = re.compile(r"\bask(?:ed|ing)?\b[^,;]*\bfor\s+(?:the\s+)?$", re.I)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.I)
_FLOOR = re.compile(
    r"\]\]\s+(?:\w+\s+){0,3}?(?P<way>clears?|above|over|below|under)\s+(?:your|my)\s+(?:own\s+)?(?:floor|lowest)\b",
    re.I,
)
_ABOVE = frozenset("clear clears above over".split())
_SHARE = re.compile(r"\bshare\b", re.I)
_ITSELF = re.compile(r"\b(?:it|that|this|them)\b", re.I)
_PLACES = frozenset(map(form, "within inside outside lower upper middle top bottom below above under over".split()))
_OWNERS = frozenset({"theirs", "now", "wants", "floor"})  # whose a figure is: it is one of these
_YEARLY = frozenset("base total stock bonus".split())
_THIRD = 1 / 3


def bound_wrong(sentence: str, basis: Basis) -> Iterator[str]:
    """Words beside a slot that make another figure of it."""
    excused = set(_compares(sentence, basis))
    bands = [f for f in slots_of(sentence, basis.draft) if f.kind == "band"]
    yield from elsewhere(sentence, bands, basis.names)
    yield from _turned_round(sentence, basis)
    yield from _beaten(sentence, basis)
    for segment in SEGMENT.split(sentence):
        yield from _gaps(segment, basis)
        yield from _placed(segment, sentence, basis)
    for clause in CLAUSE.split(sentence):
        if not clause:
            continue
        for number, notions in words_beside(clause, basis.employers).items():
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
    if is_count(figure):
        return frozenset()
    known = basis.beside.get(number, frozenset()) | made_of(figure)
    odd = notions - known - {"not"}
    odd -= set(DIRECTIONS) if excused else set()
    if number in basis.compared:  # whose it is, is told by what it lies between
        odd = frozenset(n for n in odd if not relates(n) and n not in DIRECTIONS)
    if "floor" in odd and _stands_to_floor(figure, clause, basis):
        odd -= {"floor", *DIRECTIONS}
    if _placed_right(number, clause, basis):
        odd -= {"band", *DIRECTIONS}
    odd = frozenset(n for n in odd if (relates(n) and n != "band") or not _own_words(n, number, clause, basis))
    return frozenset(n for n in odd if _hurts(n, number, notions | known, clause, basis))


def _stands_to_floor(figure: Figure, clause: str, basis: Basis) -> bool:
    """Whether a clause only says that a figure is above the walk-away, or below it, and it is."""
    m = _FLOOR.search(clause)
    floors = [
        f
        for n, f in enumerate(basis.draft.figures, 1)
        if "floor" in basis.beside.get(n, frozenset())
        and (f.component, f.currency, f.unit) == (figure.component, figure.currency, figure.unit)
    ]
    if m is None or not floors or len(SLOT.findall(clause)) != 1:
        return False
    above = m["way"].casefold() in _ABOVE
    return all(figure.low > f.high if above else figure.high < f.low for f in floors)


def _own_words(notion: str, number: int, clause: str, basis: Basis) -> bool:
    """Whether the person has said of the figure what a clause says of it, in the same words and as they turned it."""
    if notion.removesuffix("s") in PERIODS:
        return notion == "once" and notion in basis.own_beside.get(number, frozenset())
    words, turned = set(map(form, _bearing(notion, clause, basis.employers))), turns(forms(clause)) & {"not"}
    return bool(words) and any(
        f"[[F{number}]]" in said and words <= set(forms(said)) and turned == turns(forms(said)) & {"not"}
        for text in basis.own
        for said in CLAUSE.split(text)
        if said
    )


def _odd_as_told(number: int, notion: str, clause: str, basis: Basis) -> str:
    """Which words beside a slot make another figure of it, and what may be said of it."""
    words = _bearing(notion, clause, basis.employers)
    word = words[0] if words else notion.removeprefix("part ").removeprefix("at ")
    known = basis.beside.get(number, frozenset()) | made_of(basis.draft.figures[number - 1])
    held = [_MEANT.get(n, n).removeprefix("part ") for n in sorted(known) if n.strip("part ")]
    told = f"say of it no more than it is known to be: {', '.join(held)}" if held else "say nothing of what it is"
    return f"[[F{number}]] is not known to be what “{word}” makes of it; leave “{word}” out, or {told}"


_MEANT = {"theirs": "offered", "asks": "what to ask for", "now": "what is made now", "wants": "what the person wants"}


def _bearing(notion: str, clause: str, employers: tuple[str, ...]) -> list[str]:
    """The words of a clause that bring a notion to a figure."""
    return [
        w for w, before, rest in placed_words(SLOT.sub(" ", clause)) if notion in told_by(w, employers, before, rest)
    ]


def _touches(notion: str, number: int, clause: str, employers: tuple[str, ...]) -> bool:
    """Whether a word that bears a notion stands right at a slot: nothing but words that join or a period between."""
    before, _, after = clause.partition(f"[[F{number}]]")
    sides = (WORDS.findall(SLOT.sub(" . [slot] ", before))[::-1], WORDS.findall(after.partition("[[")[0]))
    for side, words in enumerate(sides):
        for at, word in enumerate(words):
            rest = [w.casefold() for w in words[at + 1 : at + 1 + BEHIND]] if side else []
            if notion in told_by(word, employers, "", rest):
                return True
            if form(word) not in PERIODS | EACH | (frozenset() if side else free() | SELF | NAMING | _BY):
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
    if notion == "part signing" and number in basis.lost and _is_asked(clause, before):
        return False  # what is lost is made good by it
    if notion.startswith("part "):
        fixed = "least" in known and _is_share(figure) and notion not in _parts_in(_FIXED.sub(" ", clause))
        return not fixed and _of_another_part(notion, figure, notions, clause, basis)
    if (
        notion.endswith("s")
        and notion.removesuffix("s") in PERIODS
        and not _touches(notion, number, clause, basis.employers)
    ):
        return False  # "pays something for the months before July": it counts none of them
    if notion.removesuffix("s") in PERIODS or notion == "once":
        return _of_another_period(notion, figure, known) and not _is_period_of_all(notion, figure, basis)
    if notion in SAID_OF:
        return _of_another_size(notion, number, clause, basis)
    if notion == "asks":
        free_to_ask = _may_ask(number, basis) or number in basis.lost or _is_goal(number, clause, basis)
        return not _FROM.search(before) and _is_no_ask(figure, known) and not free_to_ask
    if relates(notion) and notion != "band":
        return _of_another_owner(notion, figure, known, clause, basis)
    return notion != "level" or _is_new(notion, clause, basis) or basis.borne_elsewhere(notion, figure)


_FIXED = re.compile(r"\bfixed\b", re.I)  # a part of the pay, and of the least that a share is to be, that it is sure


def _parts_in(text: str) -> set[str]:
    """The parts of the pay that words name."""
    return {f"part {part}" for _, part in components_at(text)}


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
        return not untaxed
    if notion == "gross":
        return basis.tells_net
    if notion == "bound":
        return not (words <= {"guarantee"} and _asks_them(before))
    if notion in BOUNDS:
        return True
    if notion in DIRECTIONS:
        against = DIRECTIONS[notion] in known
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
    least = {"least"} if _is_share(figure) else set()  # who names the least that a share is to be asks for it
    wished = basis.own_beside.get(number, frozenset()) & (WISHED | least)
    return bool(wished) or any(
        basis.beside.get(n, frozenset()) & WISHED
        and (f.low, f.high, f.currency) == (figure.low, figure.high, figure.currency)
        for n, f in enumerate(basis.draft.figures, 1)
    )


def _is_share(figure: Figure) -> bool:
    """Whether a figure is a percentage of the person's that is of no part of the pay."""
    return figure.kind == "user" and figure.unit == "percent" and not figure.component


def _is_goal(number: int, clause: str, basis: Basis) -> bool:
    """Whether a figure is asked for as what another employer offers: it is the best of its part, and words of the
    person's own ask for it or whose it is stands there.
    """
    named = {n for n in basis.beside.get(number, frozenset()) if n.startswith("at ")}
    words = words_beside(clause, basis.employers).get(number, frozenset())
    return basis.is_best(number) and (basis.sent or bool(named & words))


def _is_asked(clause: str, before: str) -> bool:
    """Whether a clause asks for something, or supposes it, and tells it of nobody."""
    return "asks" in _of_words(clause) or "if" in turns(forms(clause)) or _asks_them(before)


def _of_another_owner(notion: str, figure: Figure, known: frozenset[str], clause: str, basis: Basis) -> bool:
    """Whether a figure is not that of whom words name: another's, or one that is known of somebody else."""
    before = SLOT.split(clause)[0]
    if notion.startswith("at ") and (_ASKED_OF.search(before) or _asks_whom(notion, before)):
        return False  # whom one asks has no figure of theirs in it
    made = {w.casefold() for w in _bearing(notion, clause, basis.employers)}
    if notion == "now" and made <= {"make"} and _asks_them(before):
        return False  # "could you make it": nobody makes it yet
    owned = {n for n in known if n in _OWNERS or n.startswith("at ")}
    if not owned and figure.kind == "derived" and figure.component:
        return True  # a sum of two people's figures is nobody's
    if notion == "theirs" and owned and all(n.startswith("at ") for n in owned):
        return basis.borne_elsewhere(f"part {figure.component}", figure)
    return bool(owned - (WISHED if notion in WISHED else set())) or basis.borne_elsewhere(notion, figure)


def _asks_whom(notion: str, before: str) -> bool:
    """Whether the employer of a notion is the one who is asked: the name stands right behind "ask"."""
    name = notion.removeprefix("at ")
    return any(
        w.casefold() == "ask" and rest[: len(name.split())] == name.split() for w, _, rest in placed_words(before)
    )


def _is_no_ask(figure: Figure, known: frozenset[str]) -> bool:
    """Whether a figure is one that nobody asks for: one that they offer, that is paid now, or that was worked out."""
    held = any(n in _OWNERS - WISHED or n.startswith("at ") for n in known)
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
    words = [w.casefold() for w in WORDS.findall(clause)]
    return any(
        w in _WITH and part in {f"part {c}" for _, c in components_at(" ".join(words[at + 1 : at + 1 + BEHIND]))}
        for at, w in enumerate(words)
    )


_WITH = frozenset("with including plus".split())


def _of_another_period(notion: str, figure: Figure, known: frozenset[str]) -> bool:
    """Whether a period is not that of a figure: where none is known, a sum of pay is a year's and a sign-on is paid
    once.
    """
    held = known & PERIODS
    if held or notion not in ("year", "once"):
        return True
    if figure.per == "first":  # what comes in the first year comes in no other
        return notion == "year"
    return figure.component == "signing" if notion == "year" else figure.component in _YEARLY


def _is_period_of_all(notion: str, figure: Figure, basis: Basis) -> bool:
    """Whether a difference of which no period is told is for the one that all such pay of the talk is for."""
    if figure.kind != "derived" or figure.per or not figure.component or figure.unit != "absolute":
        return False
    alike = [f for f in basis.draft.figures if f.kind == "user" and f.component == figure.component and f.currency]
    return {f.per for f in alike} == {notion} and figure.high < max(f.high for f in alike)


def _gaps(segment: str, basis: Basis) -> Iterator[str]:
    """A difference stands between the two things it lies between, and the same way round."""
    for number in {int(m[1]) for m in SLOT.finditer(segment)} & basis.compared.keys():
        here = basis.around(segment, number)
        share = basis.draft.figures[number - 1].unit == "percent"  # the other way round it is another share
        if not any(_fits(here, whole, turns=not share) for whole in basis.compared[number]):
            yield f"[[F{number}]] does not lie between these two, or not this way round"
            return


def _placed(segment: str, sentence: str, basis: Basis) -> Iterator[str]:
    """A figure beside a band stands where it is known to stand or does by its value, and the band is none of it."""
    if "band" not in _of_words(segment):
        return
    for m in SLOT.finditer(segment):
        figure = basis.draft.figures[int(m[1]) - 1]
        if figure.kind == "band" or is_count(figure) or _placed_right(int(m[1]), sentence, basis):
            continue
        told = (*basis.told, *basis.own)
        known = [s for t in told for s in SEGMENT.split(t) if s and m[0] in s and "band" in _of_words(s)]
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
    way = next((n for n in bears().get(place, ()) if n in DIRECTIONS), "")
    if place == form("outside"):
        return figure.low > band.high or figure.high < band.low
    if way in DIRECTIONS and place not in _THIRDS:
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
    return {n for w, before, rest in placed_words(SLOT.sub(" ", text)) for n in told_by(w, (), before, rest)}


def _fits(here: Compared, whole: Compared, *, turns: bool) -> bool:
    """Whether two things stand on the sides of a difference on which they are known to stand, or both on the other with
    its direction turned, if it `turns`.
    """
    first, last = whole.before, whole.after
    straight = _on(here.before, first, last) and _on(here.after, last, first) and here.ways <= whole.ways
    turns = turns and not (first[0] and first == last)  # what comes on top of something is no less than it
    turned = _on(here.before, last, first) and _on(here.after, first, last)
    return straight or (turns and turned and here.ways <= {DIRECTIONS[w] for w in whole.ways})


def _on(side: Side, known: Side, other: Side) -> bool:
    """Whether what stands on a side is what is known to stand there: each word of it, and each figure in one way. Where
    nothing is known to stand there, it is whatever is none of a company on the `other` side.
    """
    held = known[0].union(*known[1])
    if not held:
        return not any(n.startswith("at ") and n in other[0].union(*other[1]) for n in side[0])
    held |= WISHED if held & WISHED else frozenset()  # what one wants is what one asks for
    return side[0] <= held.union(*side[1]) and all(not slot or slot & held for slot in side[1])


def tells_owner(clause: str, basis: Basis) -> bool:
    """Whether a clause tells whose its figures are: what somebody offers, what is made now."""
    held = set().union(*words_beside(clause, basis.employers).values())
    return any(n in _OWNERS - WISHED or n.startswith("at ") for n in held)


def _compares(sentence: str, basis: Basis) -> Iterator[int]:
    """The slots that stand above or below the next one, or by "it" the one before, as their values do."""
    found = list(SLOT.finditer(sentence))
    for a, b in pairwise(found):
        end = CLAUSE.search(sentence, b.end())
        behind = sentence[b.end() : end.start() if end else len(sentence)]
        between = sentence[a.end() : b.start()]
        if basis.is_gap(int(a[1])) and _ITSELF.search(between):
            a = next((x for x in found if not basis.is_gap(int(x[1]))), a)  # what it is so much more than another
        straight = _higher(a, b, between, basis)
        turned = bool(_ITSELF.search(behind)) and _higher(b, a, behind, basis)
        if straight or turned:
            yield int(a[1])
            yield int(b[1])


def _turned_round(sentence: str, basis: Basis) -> Iterator[str]:
    """Two figures of one kind that are said to stand to each other as they do not."""
    for a, b in pairwise(SLOT.finditer(sentence)):
        between = sentence[a.end() : b.start()]
        if SEGMENT.search(between) or len(between.split()) > _JOINED:
            continue
        if _higher(b, a, between, basis):
            yield f"{a[0]} does not stand to {b[0]} this way round"
            return


def _beaten(sentence: str, basis: Basis) -> Iterator[str]:
    """A figure that is said to beat what somebody offers or makes, and does not, or of which nobody knows it."""
    for m in _BEATS.finditer(sentence):
        said = CLAUSE.split(sentence[m.end() :])[0] or ""
        words = {n for w, before, rest in placed_words(said) for n in told_by(w, basis.employers, before, rest)}
        whose, number = {n for n in words if relates(n)}, int(m[1])
        figure = basis.draft.figures[number - 1]
        beaten = [
            f
            for n, f in enumerate(basis.draft.figures, 1)
            if n != number
            and whose <= basis.beside.get(n, frozenset())
            and (f.component, f.currency, f.unit, f.per) == (figure.component, figure.currency, figure.unit, figure.per)
        ]
        if not whose or not beaten or any(f.low >= figure.low for f in beaten):
            yield f"it is not known that {m[0].split()[0]} is more than that"
            return


_BEATS = re.compile(r"\[\[F(\d+)\]\](?:\s+\w+){0,2}?\s+(?:beats?|tops?)\s+(?=what\b)", re.I)
_JOINED = 3  # words between two figures that are compared: "is higher than"


def _higher(a: re.Match[str], b: re.Match[str], text: str, basis: Basis) -> bool:
    """Whether the words say that a figure is more or less than another, and it is."""
    words = set(forms(text))
    ways = {n for w in words for n in bears().get(w, ()) if n in DIRECTIONS}
    one, two = (basis.draft.figures[int(m[1]) - 1] for m in (a, b))
    held = [basis.beside.get(int(m[1]), frozenset()) & PERIODS for m in (a, b)]
    alike = one.currency == two.currency and one.unit == two.unit and held[0] == held[1] and not turns(words) & {"not"}
    return len(ways) == 1 and alike and (one.low > two.high if ways == {"more"} else one.high < two.low)
