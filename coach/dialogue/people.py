"""Whom a message names -> the employer they speak for: what they say, and a text to them, is that deal's."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.dialogue.change import Change
from coach.dialogue.counters import counter_at
from coach.dialogue.deals import Dialogue
from coach.dialogue.resolve import same_value
from coach.dialogue.said import is_in_term, is_signature, is_spoken_of
from coach.phrasing.style import channel_told
from coach.understanding.context import called_alike
from coach.understanding.likeness import figures_and_names, kind_in, masked
from coach.understanding.reading import LEAST, SURE, AmountMention, Clause, Person, Reading
from index.names.lexicon import is_word

# So near to an example, in cosine, that it tells whose side somebody is on, even though a text goes to them.
_NEAR, _SURELY, _CERTAINLY = 0.4, 0.6, 0.85
_TO_BOSS = ("words_boss", "words_decline_boss", "words_resign")  # what a text to the present employer is for
_GREETS = ("hi", "hello", "hey", "dear")


def with_known(dialogue: Dialogue, reading: Reading) -> Reading:
    """The reading with the people that the talk knows where it names them, in small letters too, unless that is a word
    of every day; without those that are known to be nobody, or a way of writing ("on WhatsApp")."""
    named = (n for d in dialogue.deals for n in (d.person, *d.people))
    none = {n.casefold() for n in dialogue.no_names}
    found = [p for p in reading.persons if p.name.casefold() not in none and not channel_told(p.name)]
    for name in dict.fromkeys(_bare(n) for n in named if n):
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", reading.text, re.I):
            same = hit[0] == name or not is_word(name.casefold())
            taken = [(x.start, x.end) for x in found] + [(x.start, x.end) for x in reading.companies]
            if same and not any(start < hit.end() and hit.start() < end for start, end in taken):
                found.append(Person(*hit.span(), name))
    return replace(reading, persons=tuple(found))


def without_nobody(dialogue: Dialogue, reading: Reading) -> Dialogue:
    """The dialogue without those whom a message, as a model that reads well has it, says to be nobody, or who writes:
    they speak for no employer and get no text."""
    gone = {n.casefold() for n in (*reading.nobody, reading.own_name) if n}
    if not gone:
        return dialogue

    def left(name: str) -> str:
        return "" if name.casefold() in gone else name

    deals = tuple(
        d.model_copy(update={"person": left(d.person), "people": tuple(filter(left, d.people))}) for d in dialogue.deals
    )
    none = tuple(dict.fromkeys((*dialogue.no_names, *reading.nobody)))
    wanted = dialogue.wanted.model_copy(update={"to": left(dialogue.wanted.to)})
    return dialogue.model_copy(update={"deals": deals, "no_names": none, "wanted": wanted})


def take_people(c: Change) -> None:
    """Each person of the other side is held with the deal of the company beside which they are named, else with the one
    in focus, but nobody of the present employer beside another one's offer; a text to somebody of another employer
    that offers moves the focus there."""
    if not c.now.deals:
        return
    met: set[int] = set()
    for person in filter(lambda p: _is_theirs(c, p), c.reading.persons):
        if is_boss(c, person.name) and c.now.deal.kind != "raise":
            continue
        if is_anybody(c, person.name):
            continue
        if c.reading.told and person.part in _OUTSIDE and employer_of(c, person.name) is None:
            continue
        clause = next((x for x in c.reading.clauses if x.start <= person.start < x.end), None)
        speaks = clause is not None and _deals_with(c, person, clause)
        known = employer_of(c, person.name)
        if known is None and clause is not None and not speaks and not _hires(c, person, clause):
            continue
        at = known if known is not None else _of_part(c, person)
        at = at if at is not None else _beside(c, person, clause)
        boss = c.now.deal.kind == "raise" and not c.now.deal.person and len(c.reading.persons) == 1
        if at is None and not _works_with(c, person, clause):
            at = c.now.focus
        if at is None:
            continue
        deal = c.deal(at)
        if known is None:
            c.put(at, people=(*deal.people, person.name))
        if (speaks or boss) and at not in met and (not deal.person or c.reading.does("news", "ask_words")):
            c.put(at, person=person.name)
            met.add(at)
        told = c.tells_job or (c.reading.told and bool(person.part))  # then the reading says which one it is about
        wants = clause is not None and clause.does("ask_words") and not told
        if at != c.now.focus and wants and deal.offer:
            c.set(focus=at)
            c.note("focus_moved", deal.company, deal.company)


def _of_part(c: Change, person: Person) -> int | None:
    """The deal of the present employer, or the one in focus, for whom a reading to be trusted puts on that side."""
    mine = (n for n, d in enumerate(c.now.deals) if d.kind in ("raise", "counter"))
    part = person.part if c.reading.told else ""
    return next(mine, None) if part == "mine" else c.now.focus if part == "job" else None


_OUTSIDE = ("just", "past", "cmp")  # parts of companies whose people take no part in the talk


def take_boss(c: Change) -> None:
    """Who is named beside the present employer speaks for it, once it has a deal of its own: an offer for staying."""
    at = counter_at(c.now)
    if at is None or c.deal(at).person:
        return
    for person in filter(lambda p: _is_theirs(c, p), c.reading.persons):
        clause = next((x for x in c.reading.clauses if x.start <= person.start < x.end), None)
        mine = is_boss(c, person.name) or _works_with(c, person, clause)
        if mine and employer_of(c, person.name) is None:
            c.put(at, person=person.name, people=(*c.deal(at).people, person.name))
            return


def is_boss(c: Change, name: str) -> bool:
    """Whether somebody speaks for the present employer beside another one's offer: the talk holds them there, a reading
    to be trusted says so, or that the text to them is one to the boss, or they are named as one whom the person works
    for."""
    at = employer_of(c, name) if name else None
    if at is not None:
        return c.deal(at).kind == "counter"
    return any(_is_named_boss(c, p) for p in c.reading.persons if name and called_alike(_bare(p.name), _bare(name)))


def _is_named_boss(c: Change, person: Person) -> bool:
    if person.part:
        return person.part == "mine"
    clause = next((x for x in c.reading.clauses if x.start <= person.start < x.end), None)
    if clause is None:
        return False
    if c.reading.told and max(clause.about(m) for m in _TO_BOSS) >= SURE:
        return True
    kind, near = _named_as(c, person, clause)
    leans = any(x.about(m) >= LEAST for x in c.reading.clauses for m in _TO_BOSS)  # a boss to come is called one, too
    return leans and kind == "boss" and near >= _SURELY


def is_anybody(c: Change, name: str) -> bool:
    """Whether somebody is surely named as one who speaks for no employer: a friend, a colleague."""
    for p in c.reading.persons:
        clause = next((x for x in c.reading.clauses if x.start <= p.start < x.end), None)
        if name and clause is not None and not p.part and called_alike(_bare(p.name), _bare(name)):
            kind, near = _named_as(c, p, clause)
            return kind == "others" and near >= _CERTAINLY and employer_of(c, name) is None
    return False


def _works_with(c: Change, person: Person, clause: Clause | None) -> bool:
    """Whether the company that is named last before a person, in the same clause, is where they work."""
    near = [x for x in c.reading.companies if clause and clause.start <= x.start < person.start]
    return bool(near) and near[-1].part == "mine"


def employer_of(c: Change, name: str) -> int | None:
    """The deal whose side a person is on, as the talk holds it."""
    held = ((n, who) for n, d in enumerate(c.now.deals) for who in (*d.people, d.person) if who)
    return next((n for n, who in held if called_alike(_bare(who), _bare(name))), None)


def spoken_of(c: Change, clause: Clause) -> int:
    """The deal that a clause is about: that of the company or the person named last before its end, else the one in
    focus."""
    at = _last_named(c, clause.end)
    return c.now.focus if at is None else at[1]


def told_by(c: Change, clause: Clause) -> int | None:
    """The deal, not the one in focus, of the person who is named last in a clause, or before it with nobody between."""
    at = _last_named(c, clause.end)
    return at[1] if at is not None and at[2] and at[1] != c.now.focus else None


def said_by(c: Change, a: AmountMention) -> int | None:
    """The deal, not the one in focus, of the person who is named last before a figure; None for a figure that the
    employer in focus is known to offer and that one is not."""
    at = _last_named(c, a.amount.start)
    if at is None or not at[2] or at[1] == c.now.focus:
        return None
    own = any(same_value(a, p) for p in c.now.deal.offer)
    theirs = any(same_value(a, p) for p in c.deal(at[1]).offer)
    return None if own and not theirs else at[1]


def _last_named(c: Change, end: int) -> tuple[int, int, bool] | None:
    """(where, deal, whether it is a person) of the company or the person of a deal that is named last before a
    place."""
    named = [(x.start, c.of[i], False) for i, x in enumerate(c.reading.companies) if x.start < end and i in c.of]
    named += [
        (p.start, at, True)
        for p in c.reading.persons
        if p.start < end and (at := employer_of(c, p.name)) is not None and _is_theirs(c, p)
    ]
    return max(named, default=None)


def _beside(c: Change, person: Person, clause: Clause | None) -> int | None:
    """The deal of the company that is named with a person: right behind ("Anna at Orsted"), else the last before, else
    the first behind in the clause."""
    named = [(i, x) for i, x in enumerate(c.reading.companies) if i in c.of and x.part in ("job", "rival")]
    if clause and clause.does("ask_words"):  # whom a text is for is of no rival that another clause names
        named = [(i, x) for i, x in named if c.told_as(i) != "rival" or clause.start <= x.start < clause.end]
    found = [(x, c.of[i]) for i, x in named]
    before = [at for x, at in found if x.start < person.start]
    behind = [(x, at) for x, at in found if clause and person.end <= x.start < clause.end]
    if behind:
        between = c.reading.text[person.end : behind[0][0].start].strip(" (")
        if not before or between.isalpha() or not between:
            return behind[0][1]
    return before[-1] if before else None


def _is_theirs(c: Change, person: Person) -> bool:
    """Whether a person can be of the other side: no signature, no word of a term, nobody who is only spoken of,
    and not whom their mail greets."""
    greeted = c.reading.text[: person.start].rstrip().casefold().endswith(_GREETS)
    beside = (is_signature, is_in_term, is_spoken_of)
    return not (greeted or any(told(c.reading, person) for told in beside))


def _deals_with(c: Change, person: Person, clause: Clause) -> bool:
    """Whether the other side speaks or is written to in a clause; where it only tells of a person, that is theirs
    unless they are named as anybody else: "my wife Ida is for it"; who speaks for an employer, as a model that reads
    well says, does."""
    if person.part in ("job", "rival"):
        return True
    acts = ("news", "offer", "refused", "granted", "ask_words", "ask_edit")
    if any(map(clause.does, acts)):
        return True
    kind, near = _named_as(c, person, clause)
    return clause.matter == "told_person" and not (kind == "others" and near >= _SURELY)


def _hires(c: Change, person: Person, clause: Clause) -> bool:
    """Whether a person is named as one of those who hire or pay, and not as a friend or a colleague."""
    kind, near = _named_as(c, person, clause)
    return kind in ("theirs", "boss") and near >= _NEAR


def _named_as(c: Change, person: Person, clause: Clause) -> tuple[str, float]:
    """As what a person is named in a clause, and how near to an example that is."""
    torn = [x for x in c.reading.clauses if x.end <= clause.start] if person.start <= clause.start else []
    begin, end = torn[-1].start if torn else clause.start, max(clause.end, person.end)
    inside = [x for x in figures_and_names(c.reading) if x[1] <= person.start or person.end <= x[0]]
    words = masked(c.reading.text, begin, end, [*inside, (person.start, person.end, "a person")])
    return kind_in("persons.yaml", "", words)


def _bare(name: str) -> str:
    """A name without the title before it."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.endswith(".") else name
