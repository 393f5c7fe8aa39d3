"""A message that wants a text, or a text changed -> what it says for it: what for, to whom, what goes in and what
out."""

from __future__ import annotations

import re

from coach.phrasing import Style
from coach.phrasing.style import channel_told, style_of
from coach.understanding.changing import change_of
from coach.understanding.firstnames import is_first_name
from coach.understanding.reading import LEAST, LIKELY, SURE, Clause, Person, Reading
from coach.understanding.sayable import is_sentence, sayable_in

FEW = 4  # words: "as an e-mail", "and shorter" change the text before
_SIGNATURE = re.compile(
    r"\bsign(?:ed)?(?: (?:it|this|off))?(?: (?:as|with|by|off as))?:?\s+$|\bmy name(?:'s|’s| is)\s+$", re.I
)
_GREETED = re.compile(r"\b(?:hi|hello|hey|dear|(?:her|his|their) name(?:'s|’s| is))\s+(?P<name>[^\W\d_]+)", re.I)
_SURELY_RAISE = 0.7  # the same where nothing else in the message speaks of the present employer
_SURELY_OUT = 0.8  # a probability from which something is to go, whatever the words are like
_ANSWERS = ("say_pushback", "say_pay", "say_expect", "say_proof")  # a text that answers what they may say
_MEANT = 0.5  # a probability from which a purpose counts; it stands beside the wish for words, which is surer


def writes(clause: Clause) -> bool:
    """Whether a clause wants words; one that names a way of sending them and wants nothing else does so sooner."""
    least = LEAST if channel_told(clause.text) else LIKELY
    return clause.does("ask_words") and clause.share("ask_words") >= least


def goes_on(clause: Clause) -> bool:
    """Whether a clause right after a text is about words, and does nothing else for sure: "also ask for a review"."""
    told = max((share for _, share in clause.acts), default=0.0)
    return clause.matter.startswith("words_") and clause.about(clause.matter) >= SURE and told < LIKELY


def changes(clause: Clause) -> bool:
    """Whether a change of the text is what a clause does before anything else."""
    share = max(clause.share("ask_edit"), clause.share("put_in"))
    return share >= SURE and share >= max(s for a, s in clause.acts if not a.startswith("say_"))


def _tells(clause: Clause) -> bool:
    """Whether a clause has a fact or a deed of the person that may well be for the text."""
    said = sayable_in(clause.text, ("put_in",)) if clause.share("put_in") >= LEAST else ()
    return any(x.form in ("fact", "did", "have") for x in said)


def adds(clause: Clause) -> bool:
    """Whether a clause wants nothing but that something is said as well: "add that I would love to come"."""
    said = sayable_in(clause.text, ("put_in",)) if clause.share("put_in") >= SURE else ()
    return bool(said) and len(clause.text[: said[0].start].split()) < FEW


def purpose_of(reading: Reading) -> str:
    """What the words that a message wants are for, "" where it does not tell."""
    best = ("", 0.0)
    for clause in reading.clauses:
        for act, share in clause.acts:
            least = _SURELY_RAISE if act == "say_raise" and reading.talk != "raise" else _MEANT
            if act.startswith("say_") and share > max(best[1], least):
                best = (act, share)
    return best[0].removeprefix("say_")


def whom(reading: Reading) -> str:
    """The person whom the words are for: one named in a clause that wants words, else one who is to be greeted or is
    told by name."""
    for clause in reading.clauses:
        if clause.does("ask_words") or clause.does("ask_edit"):
            for person in reading.persons:
                inside = clause.start <= person.start < clause.end
                if inside and not is_signature(reading, person) and not is_in_term(reading, person):
                    return person.name
    named = (m["name"] for m in _GREETED.finditer(reading.text))
    greeted = next((n.title() if n.islower() else n for n in named if is_first_name(n)), "")
    return greeted or _named_before(reading)


def _named_before(reading: Reading) -> str:
    """The one person of a message that is named right before its wish for words: "My boss is Darren. How do I ask
    him?"."""
    asking = next((n for n, c in enumerate(reading.clauses) if writes(c)), 0)
    people = [p for p in reading.persons if not is_signature(reading, p) and not is_in_term(reading, p)]
    before = reading.clauses[asking - 1] if asking else None
    alone = before is not None and len(people) == 1 and before.start <= people[0].start < before.end
    return people[0].name if alone else ""


def is_signature(reading: Reading, person: Person) -> bool:
    """Whether a person is named as a letter's signature is: "sign it Tamika", "signed as Jo", "my name is Jo"."""
    return bool(_SIGNATURE.search(reading.text[: person.start]))


def is_in_term(reading: Reading, person: Person) -> bool:
    """Whether a person's name is a word of a term beside pay: "the Bobath course"."""
    return any(t.start <= person.start < t.end for t in reading.terms)


def taken_out(reading: Reading) -> tuple[str, ...]:
    """The clauses of a wish for words, or of an edit, that name what has to go: "not 'one point', drop the thanks"."""
    out: list[str] = []
    for c in reading.clauses:
        hidden = tuple(x for x in sayable_in(c.text, ("leave_out",)) if x.form == "hide")
        if not hidden or c.share("leave_out") >= LIKELY or c.share("put_in") >= SURE or comes_in(c):
            continue
        named = any(
            h.start <= x.start - c.start < h.end for h in hidden for x in reading.companies
        )  # a wish for words may name whom to leave out
        if c.share("ask_edit") >= LIKELY or (named and c.share("ask_words") >= LIKELY):
            out.append(c.text)
    return tuple(out)


def comes_in(clause: Clause) -> bool:
    """Whether a clause that names something of a text wants it in, where it does not surely want it out."""
    return clause.share("leave_out") < _SURELY_OUT and change_of(clause.text) == "add"


def put_in(reading: Reading, *, written: bool) -> tuple[str, ...]:
    """The clauses that are to be said in a text; where one is `written` already, those as well that have a whole
    sentence for it, or name what is missing in it."""
    found = said(reading, "put_in")
    more = tuple(c.text for c in reading.clauses if written and c.text not in found and _is_for_text(c))
    return tuple(c.text for c in reading.clauses if c.text in (*found, *more)) or found


def _is_for_text(clause: Clause) -> bool:
    """Whether a clause right after a text has something for it."""
    of_text = max(clause.share("ask_edit"), clause.share("ask_words"), clause.about("edit")) >= LIKELY
    if not of_text or clause.share("leave_out") >= _SURELY_OUT or any(clause.share(a) >= LIKELY for a in _ANSWERS):
        return False
    if any(is_sentence(x) for x in sayable_in(clause.text, ("put_in",))):
        return clause.share("leave_out") < LIKELY or comes_in(clause)
    named = any(x.form == "hide" for x in sayable_in(clause.text, ("leave_out",)))
    return named and clause.share("ask_edit") >= LIKELY and comes_in(clause)


def said(reading: Reading, act: str) -> tuple[str, ...]:
    """The clauses that do an act of a text, as they are told."""
    out = []
    for n, c in enumerate(reading.clauses):
        if any(c.start <= p.start < c.end and is_signature(reading, p) for p in reading.persons):
            continue  # who signs it is not said in it
        if act == "put_in" and _is_no_saying(c):
            continue
        likely = c.share(act) >= LIKELY and (c.share("ask_words") <= c.share(act) or (act == "put_in" and adds(c)))
        if likely or (act == "put_in" and _tells(c)):
            bare = (
                act == "put_in" and n and len(c.text.split()) <= FEW and not reading.clauses[n - 1].does("ask_words")
            )
            # "put that in" means what was said before it
            out.append(reading.clauses[n - 1].text if bare else c.text)
    return tuple(dict.fromkeys(out))


def _is_no_saying(clause: Clause) -> bool:
    """Whether nothing of a clause is said in the text: what is to go, whom it is for, what it is to do, how it is to
    sound."""
    if clause.share("leave_out") >= clause.share("put_in"):
        return True
    of_text = clause.matter.startswith("words_") or (clause.matter == "edit" and style_of((clause.text,)) != Style())
    return of_text and not sayable_in(clause.text, ("put_in",))


def how_said(reading: Reading, held: tuple[str, ...]) -> str:
    """The words of a message that tell how a text is to be, without what is said in it (`held`)."""
    return " ".join(c.text for c in reading.clauses if c.text not in held)


def either(clause: Clause) -> bool:
    """Whether a clause names two things of which one is enough."""
    return " or " in f" {clause.text.casefold()} "
