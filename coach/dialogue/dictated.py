"""A message that wants a text and says what is in it -> the points of the text, in their order."""

from __future__ import annotations

import re

from coach.phrasing.shorthand import in_full
from coach.phrasing.style import channel_told
from coach.phrasing.terms import content_of
from coach.understanding.content import ASKS, STATES, Found, content_in
from coach.understanding.reading import LEAST, LIKELY, MINE, SURE, Clause, Reading
from coach.understanding.sayable import Sayable, is_whole
from coach.understanding.titles import is_negated
from coach.understanding.told_on import joined_up, to_them
from coach.understanding.usable import is_usable

Point = tuple[str, str]  # (form, words), see `coach.understanding.content`
_WHY = ("because", "as", "since", "cause")  # what joins a reason to what it is told for
_ALIKE = 0.5  # the share of the words of the shorter one
_OBJECTS = ("her", "you", "that", "this", "those")  # with which a sentence may end
_FOR_COACH = (
    "feeling",
    "correct",
    "takeback",
    "story",
    "ask_edit",
    "leave_out",
    "thank",
)  # of a clause that is no content
_SURELY_NONE = 0.9  # a probability
# Behind these a sentence of its own can begin: "say that I ...", and not "a few words I could ...".
_BEGINS = re.compile(
    r"(?:^|[:;,.!?()\"“–-]"
    r"|\b(?:and|but|so|that|because|since|as|also|plus|now|says?|saying|mentions?|mentioning))\s*$",
    re.I,
)
# Of what a clause surely tells that may stand in a text; what they offer, or how the person feels, is for the coach.
_MAY_STAND = "told_deed told_person told_info told_correct told_need told_story told_condition told_accept".split()
_OWN = ("i", "we", "my", "our", "im", "ive", "id")
_MANY = 3  # points: so many are a text, whatever stood before
_QUESTIONS = ("ask_should", "ask_verdict", "ask_risk", "ask_room", "ask_target", "ask_howto")


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
        points.append(("why" if why else x.form, to_them(x.words) if x.form in STATES else x.words))
    return tuple(points) if any(form in (*STATES, *ASKS) for form, _ in points) else ()


def states_in(reading: Reading) -> tuple[Sayable, ...]:
    """The sentences that the text shall have, in the words of the message."""
    return joined_up(reading.text, tuple(x for x in meant_in(reading) if x.form in STATES))


def meant_in(reading: Reading) -> tuple[Sayable, ...]:
    """What of a message is content of a text, as it stands in it."""
    return tuple(x for x in content_in(reading.text) if is_meant(reading, x))


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


def _tells_coach(clause: Clause) -> bool:
    """Whether a clause does nothing that a text could take up: no order, and nothing told of the case."""
    return all(act in _FOR_COACH or act.startswith("say_") for act, share in clause.acts if share >= LEAST)


def _is_for_coach(text: str, clause: Clause, said: Sayable | Found) -> bool:
    """Whether a sentence in a clause is surely no content: that tells of the talk, asks, speaks of the text, or orders
    one in the words before it, and puts nothing in."""
    if clause.share("put_in") >= LIKELY or said.form not in STATES:
        return False
    matter, share = clause.matters[0] if clause.matters else ("", 0.0)
    if share < SURE:
        return False
    if matter.startswith("words_"):
        return not begins_at(text, said.start)
    if matter == "edit":  # what is said of the text, unless it speaks for the person
        return said.words.split()[0].casefold().partition("'")[0].partition("’")[0] not in _OWN
    return matter not in _MAY_STAND


def is_meant(reading: Reading, said: Sayable | Found) -> bool:
    """Whether words are content of a text, and are not told to the coach alone."""
    own = [c for c in reading.clauses if c.start < said.end and said.start < c.end]
    if any(_is_for_coach(reading.text, c, said) for c in own):
        return False
    if said.form in STATES and all(map(_tells_coach, own)) and not is_usable(said.words, _SURELY_NONE):
        return False  # "I don't want to be rude", "it's not my boss": that is for the coach
    last = said.words.split()[-1].casefold()
    told = [a for a in reading.amounts if said.start <= a.amount.start < said.end and a.role in ("pay", "offer")]
    if told and said.form in ASKS and told[0].role == "pay":
        return False
    wanted = any(c.share("put_in") >= LIKELY for c in own)  # what is missed in it
    if told and said.form in STATES and told[0].role_score >= SURE and told[0].owner != MINE and not wanted:
        return False  # what is earned today is told to the coach, and they know what they offer
    whole = is_whole(said.words) or (said.form in STATES and last in _OBJECTS)
    sends = said.form in STATES and bool(channel_told(said.words))  # "something I can say on the phone" is how it goes
    return whole and not sends and not any(_bars(c, said) for c in own) and not _denies_title(reading, said)


def _denies_title(reading: Reading, said: Sayable | Found) -> bool:
    """Whether words say that a role is not the one: that is said of the draft."""
    m = reading.mentions
    spans = [(m.words[x.first].start, x) for x in m.roles] if m else []
    return any(said.start <= at < said.end and is_negated(x, m, reading.text) for at, x in spans if m)


def _bars(clause: Clause, said: Sayable | Found) -> bool:
    """Whether nothing of a clause is for the text."""
    asks = clause.text.endswith("?") and any(clause.share(a) >= SURE for a in _QUESTIONS)
    asks = asks and max(clause.share("ask_words"), clause.share("put_in")) < LIKELY
    # "88 instead of 84" puts nothing right; "you left out that" says what is to go in.
    blames = clause.finds_fault and said.form not in ASKS and clause.share("put_in") < LIKELY
    return asks or blames or max(clause.share("leave_out"), clause.share("fallback")) >= LIKELY
