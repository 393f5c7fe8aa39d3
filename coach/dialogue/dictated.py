"""A message that wants a text and says what is in it -> the points of the text, in their order."""

from __future__ import annotations

import re

from coach.phrasing.shorthand import in_full
from coach.phrasing.terms import content_of
from coach.understanding.content import ASKS, STATES, content_in
from coach.understanding.reading import SURE, Reading
from coach.understanding.sayable import Sayable, is_whole
from coach.understanding.told_on import joined_up, to_addressee

Point = tuple[str, str]  # (form, words), see `coach.understanding.content`
_WHY = ("because", "as", "since", "cause")  # what joins a reason to what it is told for
_ALIKE = 0.5  # the share of the words of the shorter one
_OBJECTS = ("her", "you", "that", "this", "those")  # with which a sentence may end
# Behind these a sentence of its own can begin: "say that I ...", and not "a few words I could ...".
_BEGINS = re.compile(
    r"(?:^|[:;,.!?()\"“–-]"
    r"|\b(?:and|but|so|that|because|since|as|also|plus|now|says?|saying|mentions?|mentioning))\s*$",
    re.I,
)
_MANY = 3  # points: so many are a text, whatever stood before


def begins_at(text: str, start: int) -> bool:
    """Whether a sentence can begin at a place of a text."""
    return _BEGINS.search(text[:start]) is not None


def points_in(reading: Reading) -> tuple[Point, ...]:
    """What the text shall say, none where the message says nothing of it; what is to be left out, is said of the draft
    or asked of the coach is no point."""
    asks = (x for x in meant_in(reading) if x.form not in STATES)
    found = sorted((*states_in(reading), *asks), key=lambda x: x.start)
    points: list[Point] = []
    for n, x in enumerate(found):
        between = reading.text[found[n - 1].end : x.start] if n else ""
        why = n and x.form in STATES and found[n - 1].form in ASKS and in_full(between).strip(" ,").casefold() in _WHY
        points.append(("why" if why else x.form, to_addressee(x.words)))
    return tuple(points) if any(form in (*STATES, *ASKS) for form, _ in points) else ()


def states_in(reading: Reading) -> tuple[Sayable, ...]:
    """The sentences that the text shall have, in the words of the message."""
    return joined_up(reading.text, tuple(x for x in meant_in(reading) if x.form in STATES))


def meant_in(reading: Reading) -> tuple[Sayable, ...]:
    """What of a message is content of a text, as it stands in it: what can end where it ends."""
    held = (x for x in content_in(reading.text) if is_whole(x.words) or x.words.split()[-1].casefold() in _OBJECTS)
    return tuple(x for x in held if not (x.form in ASKS and _is_theirs(reading, x)))


def _is_theirs(reading: Reading, said: Sayable) -> bool:
    """Whether words tell a figure that they offer or that is earned today, or what they surely offer: nobody asks for
    it."""
    own = [c for c in reading.clauses if c.start < said.end and said.start < c.end]
    if own and all(c.share("offer") >= SURE for c in own):
        return True
    told = (a for a in reading.amounts if said.start <= a.amount.start < said.end)
    return any(a.role in ("offer", "pay") and a.role_score >= SURE for a in told)


def is_text_of_its_own(points: tuple[Point, ...], *, ordered: bool) -> bool:
    """Whether points are no change of the text before: they ask for something and say something else, and a text is
    `ordered` or they are many."""
    asks = any(form in ASKS for form, _ in points)
    tells = any(form in STATES or form == "thank" for form, _ in points)
    return asks and tells and (ordered or len(points) >= _MANY)


def with_points(held: tuple[Point, ...], told: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points of a text with those told since; one that says the same in other words takes the place of the one
    before."""
    kept = tuple(p for p in held if not any(_is_alike(p, x) for x in told))
    return tuple(dict.fromkeys((*kept, *told)))


def _is_alike(one: Point, other: Point) -> bool:
    (form, words), (again, said) = one, other
    mine, theirs = content_of(words), content_of(said)
    same = len(mine & theirs) / (min(len(mine), len(theirs)) or 1)
    return (form in ASKS) == (again in ASKS) and same >= _ALIKE
