"""A message that wants words, or wants words changed -> the text that is wanted: what for, to whom, with what in it and
what not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict

from coach.dialogue.barred import barred_in, still_barred
from coach.phrasing import Style
from coach.phrasing.style import channel_told, style_of
from coach.understanding.reading import LEAST, LIKELY, SURE, Clause, Person, Reading
from coach.understanding.sayable import sayable_in
from coach.understanding.situation import Part

_FEW = 4  # words: "as an e-mail", "and shorter" change the text before
_SIGNATURE = re.compile(
    r"\bsign(?:ed)?(?: (?:it|this|off))?(?: (?:as|with|by|off as))?:?\s+$|\bmy name(?:'s|’s| is)\s+$", re.I
)
_SURELY_RAISE = 0.7  # the same where nothing else in the message speaks of the present employer
_SURE_OTHER = 0.9  # a probability
_ASKING = ("", "counter", "raise", "pushback")  # purposes that ask for more
_MEANT = 0.5  # a probability from which a purpose counts; it stands beside the wish for words, which is surer


class Wanted(BaseModel):
    """The text that was last asked for. `purpose` is the likeliest "say_" act without its head, "" where the talk must
    tell it; `likely` is its probability, `matter` the finer thing that was asked for.

    `to` is whom it is for, `about` the employer where it is not the one in focus, `signed` who signs it. `dictated`
    are figures told for it, `fallback` the second-best ones, `instead` what would do instead in the person's words;
    `terms` are terms beside pay, each with its kind, `added` those of later changes; `ways` says that the second-best
    is the second of two ways, `first` are the terms of the first one; `words` is how it was asked for, `edits` what
    was changed since. `in_full`: amounts are to be written out. `barred` are the figures, terms, parts and names that
    no text may say until they are asked for again; `yes` says that all figures named for it are what they offer."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    turn: int = 0
    purpose: str = ""
    matter: str = ""
    likely: float = 0.0
    to: str = ""
    about: str = ""
    signed: str = ""
    words: str = ""
    edits: tuple[str, ...] = ()
    put_in: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    dictated: tuple[Part, ...] = ()
    fallback: tuple[Part, ...] = ()
    instead: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    either: bool = False
    ways: bool = False
    first: tuple[str, ...] = ()
    condition: bool = False
    in_full: bool = False
    barred: tuple[str, ...] = ()
    yes: bool = False

    @property
    def style(self) -> Style:
        """How it is to sound: what was said last counts."""
        style = style_of((self.words, *self.edits))
        return replace(style, amounts="full") if self.in_full else style


@dataclass(frozen=True, slots=True)
class Asks:
    """What a message wants a text to ask for: figures, what would do instead, terms beside pay, those of the first of
    two ways, whether there are two; and what is to go out of the text before."""

    dictated: tuple[Part, ...] = ()
    fallback: tuple[Part, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    first: tuple[str, ...] = ()
    ways: bool = False
    cut: tuple[str, ...] = ()


def wanted_after(held: Wanted, reading: Reading, turn: int, asks: Asks) -> Wanted:
    """The wanted text after a message; where no words are wanted it stands as it was, with the figures told since."""
    barred = barred_in(reading, written=bool(held.turn))
    kept = still_barred(held.barred, asks.dictated, tuple(p for _, p in asks.terms))
    held = held.model_copy(update={"barred": tuple(dict.fromkeys((*kept, *barred)))})
    writes = any(map(_writes, reading.clauses))
    styled = len(reading.text.split()) <= _FEW and style_of((reading.text,)) != Style()  # "as an e-mail"
    signed = next((p.name for p in reading.persons if is_signature(reading, p)), "")
    right = reading.does("correct") and held.turn == turn - 1 and _others(asks.dictated, held.dictated)
    changes = reading.does("ask_edit", "put_in", "leave_out")
    cut = asks.cut or (held.turn == turn - 1 and (barred or any(map(_goes_on, reading.clauses))))
    edits = bool(held.turn) and bool(changes or styled or signed or right or cut)
    begins = not held.turn and reading.does("ask_edit")  # a change of what nobody has written yet wants it written
    begins = begins or (bool(held.turn) and asks.ways)  # who has texts written and tells two ways wants them asked
    if not writes and not edits and not begins:
        held = held.model_copy(update={"signed": signed}) if signed else held
        return _with_asks(held, asks) if held.turn or asks.ways else held
    dictated, fallback = asks.dictated, asks.fallback
    told = Wanted(
        turn=turn,
        purpose=purpose_of(reading),
        matter=next((c.matter for c in reading.clauses if c.matter.startswith("words_")), ""),
        likely=max((s for c in reading.clauses for a, s in c.acts if a == f"say_{purpose_of(reading)}"), default=0.0),
        to=_to(reading),
        signed=signed or held.signed,
        words=reading.text,
        put_in=_said(reading, "put_in"),
        leave_out=tuple(dict.fromkeys((*_said(reading, "leave_out"), *_taken_out(reading), *asks.cut))),
        dictated=dictated,
        fallback=fallback,
        instead=_said(reading, "fallback"),
        terms=asks.terms,
        first=asks.first,
        ways=asks.ways,
        in_full=held.in_full or style_of((reading.text,)).amounts == "full",
        either=any(c.does("condition") or c.does("ask_words") or c.does("wish") for c in reading.clauses if _either(c)),
        condition=reading.does("condition"),
        barred=held.barred,
    )
    bare = not (told.purpose or dictated or asks.terms)  # a way of writing or a person, and nothing else
    restyled = held.turn == turn - 1 and style_of((reading.text,)) != Style() and not reading.amounts
    thin = bool(held.turn) and bare and (restyled or (not told.to and len(reading.text.split()) <= _FEW))
    other = writes and bool(told.purpose) and told.purpose != held.purpose
    changes = any(map(_changes, reading.clauses))
    adding = [c for c in reading.clauses if c.does("ask_words")]
    adds = held.turn == turn - 1 and bool(told.put_in) and all(map(_adds, adding))
    if not (edits or thin) or (other and not adds and not (bool(held.turn) and changes and told.likely < _SURE_OTHER)):
        if not held.words and held.ways and not dictated and told.purpose in _ASKING:
            return _with_asks(told, Asks(held.dictated, held.fallback, told.terms, held.first, held.ways))
        return told  # another text; a change of the one before stays of its kind unless the words surely tell another
    return _with_asks(held, asks).model_copy(
        update={
            "turn": turn,
            "to": told.to or held.to,
            "signed": told.signed,
            "in_full": told.in_full,
            "edits": (*held.edits, reading.text)[-8:],
            "put_in": (*held.put_in, *told.put_in),
            "leave_out": (*held.leave_out, *told.leave_out),
            "instead": told.instead or held.instead,
            "added": tuple(dict.fromkeys((*held.added, *told.terms))),
            "either": told.either or held.either,
        }
    )


def _with_asks(held: Wanted, asks: Asks) -> Wanted:
    """The text with the figures that were told since it was wanted in the place of those of the same parts."""
    components = {p.component for p in asks.dictated}
    kept = () if asks.ways else tuple(p for p in held.dictated if p.component not in components)
    again = {"ways": True, "first": asks.first} if asks.ways else {}
    return held.model_copy(
        update={
            "dictated": (*kept, *asks.dictated) if asks.dictated else held.dictated,
            "fallback": asks.fallback or held.fallback,
            **again,
        }
    )


def _writes(clause: Clause) -> bool:
    """Whether a clause wants words; one that names a way of sending them and wants nothing else does so sooner."""
    least = LEAST if channel_told(clause.text) else LIKELY
    return clause.does("ask_words") and clause.share("ask_words") >= least


def _goes_on(clause: Clause) -> bool:
    """Whether a clause right after a text is about words, and does nothing else for sure: "also ask for a review"."""
    told = max((share for _, share in clause.acts), default=0.0)
    return clause.matter.startswith("words_") and clause.about(clause.matter) >= SURE and told < LIKELY


def _changes(clause: Clause) -> bool:
    """Whether a change of the text is what a clause does before anything else."""
    share = max(clause.share("ask_edit"), clause.share("put_in"))
    return share >= SURE and share >= max(s for a, s in clause.acts if not a.startswith("say_"))


def _tells(clause: Clause) -> bool:
    """Whether a clause has a fact or a deed of the person that may well be for the text."""
    said = sayable_in(clause.text, ("put_in",)) if clause.share("put_in") >= LEAST else ()
    return any(x.form in ("fact", "did", "have") for x in said)


def _adds(clause: Clause) -> bool:
    """Whether a clause wants nothing but that something is said as well: "add that I would love to come"."""
    said = sayable_in(clause.text, ("put_in",)) if clause.share("put_in") >= SURE else ()
    return bool(said) and len(clause.text[: said[0].start].split()) < _FEW


def _others(told: tuple[Part, ...], held: tuple[Part, ...]) -> tuple[Part, ...]:
    """The figures told now of parts that the text has another figure of."""
    before = {p.component: p for p in held}
    return tuple(p for p in told if p.component in before and p.high != before[p.component].high)


def purpose_of(reading: Reading) -> str:
    """What the words that a message wants are for, "" where it does not tell."""
    best = ("", 0.0)
    for clause in reading.clauses:
        for act, share in clause.acts:
            least = _SURELY_RAISE if act == "say_raise" and reading.talk != "raise" else _MEANT
            if act.startswith("say_") and share > max(best[1], least):
                best = (act, share)
    return best[0].removeprefix("say_")


def _to(reading: Reading) -> str:
    """The person whom the words are for: one named in a clause that wants words."""
    for clause in reading.clauses:
        if clause.does("ask_words") or clause.does("ask_edit"):
            for person in reading.persons:
                inside = clause.start <= person.start < clause.end
                if inside and not is_signature(reading, person) and not is_in_term(reading, person):
                    return person.name
    return ""


def is_signature(reading: Reading, person: Person) -> bool:
    """Whether a person is named as a letter's signature is: "sign it Tamika", "signed as Jo", "my name is Jo"."""
    return bool(_SIGNATURE.search(reading.text[: person.start]))


def is_in_term(reading: Reading, person: Person) -> bool:
    """Whether a person's name is a word of a term beside pay: "the Bobath course"."""
    return any(t.start <= person.start < t.end for t in reading.terms)


def _taken_out(reading: Reading) -> tuple[str, ...]:
    """The clauses of a wish for words, or of an edit, that name what has to go: "not 'one point', drop the thanks"."""
    out: list[str] = []
    for c in reading.clauses:
        hidden = tuple(x for x in sayable_in(c.text, ("leave_out",)) if x.form == "hide")
        if not hidden or c.share("leave_out") >= LIKELY or c.share("put_in") >= SURE:
            continue
        named = any(
            h.start <= x.start - c.start < h.end for h in hidden for x in reading.companies
        )  # a wish for words may name whom to leave out
        if c.share("ask_edit") >= LIKELY or (named and c.share("ask_words") >= LIKELY):
            out.append(c.text)
    return tuple(out)


def _said(reading: Reading, act: str) -> tuple[str, ...]:
    out = []
    for n, c in enumerate(reading.clauses):
        if any(c.start <= p.start < c.end and is_signature(reading, p) for p in reading.persons):
            continue  # who signs it is not said in it
        if act == "put_in" and c.share("leave_out") >= c.share(act):
            continue  # what is to go is not said in it
        if act == "put_in" and c.matter.startswith("words_") and not sayable_in(c.text, (act,)):
            continue  # whom it is for and what it is to do is not said in it
        if act == "put_in" and c.matter == "edit" and style_of((c.text,)) != Style() and not sayable_in(c.text, (act,)):
            continue  # how it is to sound is not said in it
        likely = c.share(act) >= LIKELY and (c.share("ask_words") <= c.share(act) or (act == "put_in" and _adds(c)))
        if likely or (act == "put_in" and _tells(c)):
            bare = (
                act == "put_in" and n and len(c.text.split()) <= _FEW and not reading.clauses[n - 1].does("ask_words")
            )
            # "put that in" means what was said before it
            out.append(reading.clauses[n - 1].text if bare else c.text)
    return tuple(dict.fromkeys(out))


def _either(clause: Clause) -> bool:
    return " or " in f" {clause.text.casefold()} "
