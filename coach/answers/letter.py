"""A turn that wants words -> what a language model that reads is told of them: what they are for, whom they go to, what
they ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coach.answers.desk import name_of
from coach.answers.known import GOES_FIRST
from coach.dialogue.deals import Dialogue
from coach.dialogue.people import with_known
from coach.dialogue.said import signature_in
from coach.reply.draft import SLOT, Draft
from coach.understanding.channels import channel_in
from coach.understanding.intents.cues import components_in
from coach.understanding.reading import LIKELY, Reading
from coach.understanding.texts import matter_of
from coach.understanding.words import content_words, overlap
from coach.writer.answering import Answering, Letter
from coach.writer.plain import forms, turns
from coach.writer.slots import in_slots, one_slot

_FOR = {
    "counter": "ask them for more", "raise": "ask the present employer for more", "accept": "say yes",
    "condition": "say yes if something is met", "decline": "say no to the offer", "withdraw": "take the candidacy back",
    "time": "ask for time to decide", "writing": "have it put in writing", "fix": "the letter is not what was said",
    "thank": "thank", "chase": "ask where their answer is", "pay": "answer the question for present pay",
    "expect": "answer the question for the expected pay", "rival": "tell of another offer",
    "proof": "answer the question for proof of another offer",
    "pushback": "answer their no, or that it is not theirs to decide",
    "boss": "speak to the present boss", "decline_boss": "say no to the present boss's counter", "resign": "resign",
    "term": "ask for a term beside pay",
}  # fmt: skip
_ENDS = frozenset("accept condition decline withdraw boss decline_boss resign".split())
_SECOND, _TWO, _NOT_TOLD = "; and a second text: ", 2, "not told"
_BOSS = "your manager"  # who gets a text to a boss that nobody has named
_MOST = 0.6  # of what is to be in a text
_NO_FIGURE = _ENDS | frozenset("thank chase time pushback writing fix proof".split())
_TO_BOSS = frozenset("boss decline_boss raise resign".split())
_OF_TEXTS = ("ask_words", "ask_edit", "leave_out")
_MUST_ASK = frozenset("counter raise".split())


def letter_of(
    built: Draft, asked: Answering, reading: Reading, before: Dialogue, now: Dialogue
) -> tuple[Letter, Answering]:
    """(the text that is wanted, what it is written from with the built-in text as one of its grounds)."""
    text, wanted, draft = built.text, now.wanted, asked.basis.draft
    example = tuple(one_slot(in_slots(p, draft), draft) for p in text.paragraphs) if text else ()
    purposes = tuple(dict.fromkeys(_purposes(reading)))
    if not purposes:
        held = wanted.purpose or (matter_of(text.kind).removeprefix("words_") if text and text.kind else "")
        purposes = (held,) if held else ()
    told = _named(purposes) or "what the message asks for"
    to, apart = _to(now, reading, purposes), _apart(with_known(now, reading))
    if len(apart) > 1:
        told = _SECOND.join(map(_named, apart.values()))
        rest = "" if to in apart else to  # whom the one text is for, the other is not
        to = _SECOND.join(name or rest or _NOT_TOLD for name in apart)
    theirs = frozenset(one_slot(slot, draft) for slot in text.asks) if text else frozenset()
    asks = {m[0] for p in example for m in SLOT.finditer(p)} & theirs
    asks |= {
        one_slot(f"[[F{n}]]", draft)
        for n, f in enumerate(draft.figures, 1)
        for p in (*wanted.dictated, *wanted.fallback)
        if not _ENDS & set(purposes) and (f.component, f.low, f.high) == (p.component, p.low, p.high)
    }
    first = {m[0] for k in asked.known if k.startswith(GOES_FIRST) for m in SLOT.finditer(k)}
    asks = first or _of_message(asks, draft, reading)
    asks = {slot for slot in asks if draft.figures[int(slot.strip("[F]")) - 1].component not in now.deal.settled}
    figures = {slot: draft.figures[int(slot.strip("[F]")) - 1] for slot in sorted(asks)}
    grounds = tuple(
        f"Ask for {slot} {name_of(f.component)}."
        for slot, f in figures.items()
        if (f.component, f.low, f.high) not in _known_asks(asked.known, draft)
    )
    stands = "\n\n".join(before.wanted.written)
    signed = (reading.own_name if reading.told else "") or wanted.signed
    letter = Letter(
        told,
        to,
        "call" if _is_said(reading) else wanted.channel or (text.channel if text else ""),
        "; ".join(in_slots(w, draft) for w in _orders(before, now, reading, purposes)),
        one_slot(in_slots(stands, draft, with_periods=True), draft),
        example,
        frozenset(asks),
        _must_ask(now, purposes, text.kind if text else ""),
        frozenset({"decide"}) if _ENDS & set(purposes) else frozenset(),
        signed.title() if signed.islower() else signed,
        _is_whole(example, [in_slots(w, draft) for w in wanted.put_in], asks),
    )
    basis = replace(asked.basis, told=(*asked.basis.told, *example, *grounds))
    return letter, replace(asked, basis=basis, known=(*asked.known, *grounds))


def _known_asks(known: Iterable[str], draft: Draft) -> set[tuple[object, ...]]:
    """The figures that what is known says to ask for: one told twice is one ask."""
    slots = (m for k in known if k.startswith("Ask for ") for m in SLOT.finditer(k))
    figures = (draft.figures[int(m[1]) - 1] for m in slots)
    return {(f.component, f.low, f.high) for f in figures}


def headed(to: str) -> tuple[str, str]:
    """Whom the text and a second one go to, as they are headed: ", to Mark", "" where nobody is named."""
    first, _, second = to.partition(_SECOND)
    named = ("" if name == _NOT_TOLD else name for name in (first, second))
    said = (name if name == _BOSS or not name.islower() else name.title() for name in named)
    one, other = (f", to {name}" if name else "" for name in said)
    return one, other


def _must_ask(now: Dialogue, purposes: tuple[str, ...], kind: str) -> bool:
    """Whether a text is to name a figure: none that gets a meeting, ends a talk, thanks or answers a question."""
    quiet = now.wanted.mute or now.wanted.meeting or bool(now.wanted.minutes) or kind == "raise_meeting"
    return bool(_MUST_ASK & set(purposes)) and not quiet and not _NO_FIGURE & set(purposes)


def _to(now: Dialogue, reading: Reading, purposes: tuple[str, ...]) -> str:
    """Whom a text goes to: one that is about another employer to who speaks for that one, one to the present boss to
    nobody of the new employer whom the message does not name, and none to who signs it.
    """
    wanted = now.wanted
    deal = next((d for d in now.deals if wanted.about and d.company == wanted.about), now.deal)
    to = wanted.to or deal.person
    if to and to.casefold() == (wanted.signed or signature_in(reading)).casefold():
        to = deal.person if deal.person.casefold() != to.casefold() else ""
    if not purposes or purposes[0] not in _TO_BOSS or deal.kind in ("raise", "counter"):
        return to
    theirs = {x.casefold() for x in (deal.person, *deal.people) if x} - {p.name.casefold() for p in reading.persons}
    boss = next((d.person for d in now.deals if d.kind in ("raise", "counter") and d.person), _BOSS)
    return to if to and to.casefold() not in theirs else boss


def _orders(before: Dialogue, now: Dialogue, reading: Reading, purposes: tuple[str, ...]) -> tuple[str, ...]:
    """What is to be left out of a text: of one that is another than the text before only what this message says."""
    held = (before.wanted.purpose, matter_of(before.wanted.kind).removeprefix("words_") if before.wanted.kind else "")
    another = bool(purposes) and any(held) and not set(purposes) & set(held)
    another = another or bool(before.wanted.to and now.wanted.to and before.wanted.to != now.wanted.to)
    return tuple(w for w in now.wanted.leave_out if not another or w in reading.text)


def _is_said(reading: Reading) -> bool:
    """Whether a message orders words to be said: a clause of it tells so, and none tells of a mail."""
    ordered = [c for c in reading.clauses if any(map(c.does, _OF_TEXTS)) or "not" in turns(forms(c.text))]
    ways = {channel_in(c.text) for c in ordered} - {""}
    return ways == {"call"}


def offered_elsewhere(now: Dialogue) -> frozenset[str]:
    """The parts of the pay of which another employer than the one in focus offers more, and "offer" where another one
    offers anything.
    """
    here = {p.component: p.high for p in now.deal.offer}
    there = [p for d in now.deals if d != now.deal and d.offer for p in d.offer]
    more = {str(p.component) for p in there if p.component in here and p.high > here[p.component]}
    return frozenset(more | ({"offer"} if there else set()))


def _named(purposes: Iterable[str]) -> str:
    return "; ".join(_FOR.get(p, p) for p in purposes)


def _apart(reading: Reading) -> dict[str, list[str]]:
    """What each of two texts is for, by the person whom its line of the message names, in their order: a line that
    names nobody is of the text before it, or of the first."""
    found: dict[str, list[str]] = {}
    to = next((p.name for c in reading.clauses for p in reading.persons if c.start <= p.start < c.end), "")
    for c in reading.clauses:
        for_what = list(_purposes(replace(reading, clauses=(c,))))
        to = next((p.name for p in reading.persons if c.start <= p.start < c.end), to)
        if for_what and c.share("ask_words") >= LIKELY:
            held = found.setdefault(to, [])
            held += [p for p in dict.fromkeys(for_what) if p not in held]
    return dict(list(found.items())[:_TWO])


def _of_message(asks: set[str], draft: Draft, reading: Reading) -> set[str]:
    """The slots that ask for a part of the pay that the message names; all where it names none."""
    named = set(components_in(reading.text))
    figures = {slot: draft.figures[int(slot.strip("[F]")) - 1].component for slot in asks}
    return {slot for slot, part in figures.items() if not (named and part) or part in named}


def _is_whole(example: tuple[str, ...], put_in: list[str], asks: set[str]) -> bool:
    """Whether the built-in text has what the person wants in it: a figure that is asked for, and most of each thing
    they said shall be in it.
    """
    text = "\n".join(example)
    asked = not asks or any(slot in text for slot in asks)
    return asked and all(overlap(content_words(words), text) >= _MOST for words in put_in)


def _purposes(reading: Reading) -> Iterator[str]:
    """What the words of a message are to do, the likeliest first."""
    acts = [(share, a.removeprefix("say_")) for c in reading.clauses for a, share in c.acts if a.startswith("say_")]
    matters = [
        (share, m.removeprefix("words_")) for c in reading.clauses for m, share in c.matters if m.startswith("words_")
    ]
    yield from (p for share, p in sorted((*acts, *matters), reverse=True) if share >= LIKELY and p in _FOR)
