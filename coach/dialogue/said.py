"""A message that wants a text, or a text changed -> what it says for it: what for, to whom, what goes in and what
out."""

from __future__ import annotations

import re

from coach.dialogue.dictated import begins_at, meant_in
from coach.dialogue.ordered import is_no_saying
from coach.phrasing import Style
from coach.phrasing.style import channel_told, style_of
from coach.phrasing.terms import content_of
from coach.phrasing.texts import OF_TEXTS
from coach.understanding.changing import ALL, change_of
from coach.understanding.content import STATES, changes_in, content_in
from coach.understanding.firstnames import is_first_name
from coach.understanding.matters import HOWS, VIEWS
from coach.understanding.reading import ASKS, LEAST, LIKELY, SURE, Clause, Person, Reading
from coach.understanding.reasons import begins_reason, reason_in
from coach.understanding.sayable import Sayable, dictated_in, sayable_in, sentences_in
from index.names.lexicon import zipf

FEW = 4  # words: "as an e-mail", "and shorter" change the text before
_SIGNS = r"(?:\bsign(?:ed)?(?: (?:it|this|off))?(?: (?:as|with|by|off as))?:?|\bmy name(?:'s|’s| is))\s+"
_SIGNATURE = re.compile(rf"{_SIGNS}$", re.I)
_SIGNED = re.compile(rf"(?i:{_SIGNS})(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")
_GREETED = re.compile(r"\b(?:hi|hello|hey|dear|(?:her|his|their) name(?:'s|’s| is))\s+(?P<name>[^\W\d_]+)", re.I)
_TO = re.compile(r"\b(?P<by>[a-z-]+)\s+(?=(?P<name>[^\W\d_]{2,})(?:\W|$))", re.I)  # a word behind another
_A_WORD = 5.0  # of a thousand million words these many, as a logarithm: a name so common is more often a word
_NO_NAME = 6.0  # the same of a word behind a greeting
_TOLD_SO = re.compile(r"(?::|\bthat)\s+(?:I|we|my|our)\b", re.I)  # a sentence of the person's is reported
_GOES = re.compile(r"(?:and|but|or|so|then|please|also)\b", re.I)  # what begins something else
_LACKS = 0.5  # so near to an example, in cosine, that a clause says what a text lacks
_MOST = 0.6  # the share of the words of a name that a sentence has
_SURELY_OUT = 0.8  # a probability from which something is to go, whatever the words are like
_ANSWERS = ("say_pushback", "say_pay", "say_expect", "say_proof")  # a text that answers what they may say
_OF_TEXTS = ("ask_words", "ask_edit", "put_in")


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
    """Whether a clause has a whole sentence that may well be for the text, or something the person has."""
    if clause.share("put_in") < LEAST or (clause.share("put_in") < SURE and is_no_saying(clause.text)):
        return False
    had = (x.words for x in sayable_in(clause.text, ("put_in",)) if x.form == "have")
    return bool(sentences_in(clause.text)) or any(not words.casefold().startswith("the ") for words in had)


def named_out(reading: Reading, held: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the things that a text says, `held`, a message wants out of it."""
    out = [x.words for words in (*said(reading, "leave_out"), *taken_out(reading)) for x in _hidden(words)]
    named = [set(content_of(x)) - OF_TEXTS for x in out]
    return tuple(w for w in held if any(n and len(n & content_of(w)) >= len(n) * _MOST for n in named))


def _hidden(words: str) -> tuple[Sayable, ...]:
    return tuple(x for x in sayable_in(words, ("leave_out",)) if x.form == "hide")


def asks_otherwise(reading: Reading) -> bool:
    """Whether a message surely asks something and no clause of it surely wants a text, or a change of one: then it is
    answered, and nothing is written again."""
    asks = any(c.share(a) >= SURE for c in reading.clauses for a in ASKS if a not in ("ask_words", "ask_edit"))
    asks = asks or any(c.about(m) >= SURE for c in reading.clauses if c.text.endswith("?") for m in (*VIEWS, *HOWS))
    of_text = ("ask_words", "ask_edit", "put_in", "leave_out", "fallback")
    wants = any(c.share(a) >= SURE for c in reading.clauses for a in of_text)
    return asks and not wants


def questions(reading: Reading) -> bool:
    """Whether a clause is put as a question that is none for words."""
    return any(c.text.rstrip(' "”').endswith("?") and c.share("ask_words") < LIKELY for c in reading.clauses)


def reported(reading: Reading) -> tuple[str, ...]:
    """The clauses that want words and say what else is to stand in them: "an email that mentions I have a second
    offer"."""
    return tuple(
        c.text
        for c in reading.clauses
        if writes(c)
        and any(begins_at(c.text, x.start) for x in sentences_in(c.text))
        and not _has_figure(reading, c)
        and not is_about_talk(c)
    )


def is_about_talk(clause: Clause) -> bool:
    """Whether a clause speaks of the draft or of what the coach has said, so that nothing of it is for the text; what
    the draft lacks, told as a fault or as what goes in, is."""
    lacks = (clause.finds_fault or clause.share("put_in") >= LEAST) and comes_in(clause)
    return clause.is_remark and clause.share("put_in") < 1.0 and not lacks


def _has_figure(reading: Reading, clause: Clause) -> bool:
    return any(clause.start <= a.amount.start < clause.end for a in reading.amounts)


def adds(clause: Clause) -> bool:
    """Whether a clause wants nothing but that something is said as well: "add that I would love to come"."""
    said = sayable_in(clause.text, ("put_in",)) if clause.share("put_in") >= SURE else ()
    return bool(said) and len(clause.text[: said[0].start].split()) < FEW


def whom(reading: Reading) -> str:
    """The person whom the words are for: one named in a clause that wants words, else one who is to be greeted or is
    told by name."""
    for clause in reading.clauses:
        if clause.does("ask_words") or clause.does("ask_edit"):
            for person in reading.persons:
                inside = clause.start <= person.start < clause.end
                named = not is_signature(reading, person) and not is_in_term(reading, person)
                named = named and not _is_own(reading, person)
                named = named and not is_spoken_of(reading, person)
                if inside and named and not channel_told(person.name) and not _is_said(clause, person):
                    return person.name
    hailed = [str(m["name"]) for m in _GREETED.finditer(reading.text)]
    hailed = [n for n in hailed if not (n.islower() and zipf(n) >= _NO_NAME)]  # "hi so they called"
    sent = (m["name"] for c in reading.clauses if writes(c) for m in _TO.finditer(c.text) if _addresses(m["by"]))
    hailed += [n for n in sent if zipf(n.casefold()) < _A_WORD]
    none = {n.casefold() for n in (*reading.nobody, reading.own_name)}
    firsts = (n for n in hailed if is_first_name(n) and n.casefold() not in none)
    greeted = next((n.title() if n.islower() else n for n in firsts), "")
    return greeted or _named_before(reading)


def is_spoken_of(reading: Reading, person: Person) -> bool:
    """Whether a person owns something, or stands in what the text shall say: "Karen's work", "since Karen left"."""
    owns = "'s" in reading.text[person.start : person.end + 2].replace("’", "'")
    points = (x for x in content_in(reading.text) if x.form in STATES) if reading.does(*_OF_TEXTS) else ()
    return owns or any(x.start <= person.start < x.end for x in points)


def _addresses(word: str) -> bool:
    """Whether a name behind a word is whom a text goes to: "to dave", "for dave", "text dave"."""
    return word.casefold() in ("to", "for") or bool(channel_told(word))


def _is_own(reading: Reading, person: Person) -> bool:
    """Whether a name is the person's own."""
    return bool(reading.own_name) and person.name.split()[0].casefold() == reading.own_name.casefold()


def is_sent_to(reading: Reading, name: str) -> bool:
    """Whether a name stands behind a word that addresses it: "to Priya", "text Dave"."""
    first = name.split()[0].casefold()
    return any(m["name"].casefold() == first and _addresses(m["by"]) for m in _TO.finditer(reading.text))


def _is_said(clause: Clause, person: Person) -> bool:
    """Whether a name stands in a sentence that is for the text."""
    return any(x.start <= person.start - clause.start < x.end for x in sentences_in(clause.text))


def _named_before(reading: Reading) -> str:
    """The one person of a message that is named right before its wish for words: "My boss is Darren. How do I ask
    him?"."""
    asking = next((n for n, c in enumerate(reading.clauses) if writes(c)), 0)
    people = [p for p in reading.persons if not (is_signature(reading, p) or is_in_term(reading, p))]
    people = [p for p in people if not _is_own(reading, p)]
    before = reading.clauses[asking - 1] if asking else None
    alone = before is not None and len(people) == 1 and before.start <= people[0].start < before.end
    return people[0].name if alone else ""


def signature_in(reading: Reading) -> str:
    """The name that a text is to be signed with, the person's own where only that is told, "" for none."""
    signs = [p.name for p in reading.persons if is_signature(reading, p)]
    person = next(
        (n for n in reversed(signs) if is_first_name(n.split()[0])),
        "" if reading.own_name else signs[-1] if signs else "",
    )
    told = _SIGNED.search(reading.text)
    return person or (told["name"] if told else "") or reading.own_name


def is_signature(reading: Reading, person: Person) -> bool:
    """Whether a person is named as a letter's signature is: "sign it Tamika", "my name is Jo", or in the words that a
    text is to close with."""
    closes = any(f.form == "bye" and f.start <= person.start < f.end for f in changes_in(reading.text))
    return closes or bool(_SIGNATURE.search(reading.text[: person.start]))


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


def left_out(reading: Reading) -> tuple[str, ...]:
    """The clauses that are told to go out of a text; what a text was said to lack ("you forgot my licence") is none."""
    lacking = {c.text for c in reading.clauses if change_of(c.text, _LACKS, of=ALL) == "add"}
    return tuple(w for w in said(reading, "leave_out") if w not in lacking)


def comes_in(clause: Clause) -> bool:
    """Whether a clause that names something of a text wants it in, where it does not surely want it out."""
    return clause.share("leave_out") < _SURELY_OUT and change_of(clause.text) == "add"


def put_in(reading: Reading, *, written: bool) -> tuple[str, ...]:
    """The clauses that are to be said in a text; where one is `written` already, those as well that have a whole
    sentence for it, or name what is missing in it."""
    found = said(reading, "put_in")
    alone = not any(map(writes, reading.clauses))
    more = tuple(
        c.text
        for c in reading.clauses
        if written and c.text not in found and (is_for_text(c) or (alone and _is_ordered(c)))
    )
    beside = {c.text for c in reading.clauses if _tells_pay(reading, c) or is_about_talk(c)}
    found, more = (tuple(w for w in words if w not in beside) for words in (found, more))
    sayings = tuple(c.text for c in reading.clauses if c.text in (*found, *more) and _has_content(reading, c)) or (
        () if reading.clauses else found
    )
    return tuple(_to_its_end(reading, words) for words in sayings)


def _has_content(reading: Reading, clause: Clause) -> bool:
    """Whether a clause has something that a text shall say: it is a quotation for it, or a point of the text stands in
    it."""
    points = meant_in(reading)
    quoted = any(len(words.split()) >= FEW for words in dictated_in(clause.text))
    return (quoted and clause.share("put_in") == 1.0) or any(
        x.start < clause.end and clause.start < x.end for x in points
    )


def _to_its_end(reading: Reading, words: str) -> str:
    """A clause with the one after it that goes on after a comma and says nothing by itself."""
    at = next((n for n, c in enumerate(reading.clauses) if c.text == words), None)
    after = reading.clauses[at + 1] if at is not None and at + 1 < len(reading.clauses) else None
    goes_on_ = after is not None and words.endswith(",") and not _GOES.match(after.text) and is_fragment(after)
    return reading.text[reading.clauses[at or 0].start : after.end] if after and goes_on_ else words


def _tells_pay(reading: Reading, clause: Clause) -> bool:
    """Whether a clause tells the coach a figure of the talk, and does not surely put it into the text."""
    told = ("offer", "pay", "wish", "asked", "floor", "was")
    figures = (a for a in reading.amounts if clause.start <= a.amount.start < clause.end)
    return clause.share("put_in") < SURE and any(a.role in told for a in figures)


def is_for_text(clause: Clause) -> bool:
    """Whether a clause right after a text has something for it: it says so, or it reports a sentence of the person's
    and does nothing else for sure."""
    changes_ = clause.share("ask_edit") >= LIKELY or clause.about("edit") >= LIKELY
    wants = (
        changes_ or clause.share("ask_words") >= SURE or (is_fragment(clause) and bool(_TOLD_SO.search(clause.text)))
    )
    out = clause.share("leave_out") >= _SURELY_OUT or any(clause.share(a) >= LIKELY for a in _ANSWERS)
    out = out or clause.about("told_asked") >= LIKELY  # "I said ten minutes" is said to the coach
    if out or not wants or is_no_saying(clause.text):
        return False
    if any(_is_to_be_said(clause, x) for x in sentences_in(clause.text)):
        return clause.share("leave_out") < LIKELY or comes_in(clause)
    named = any(x.form == "hide" for x in sayable_in(clause.text, ("leave_out",)))
    return named and clause.share("ask_edit") >= LIKELY and comes_in(clause)


def is_fragment(clause: Clause) -> bool:
    """Whether nothing is sure of a clause: where a text stands it is most likely about that."""
    return max((s for a, s in clause.acts if not a.startswith("say_")), default=0.0) < LIKELY


def _is_ordered(clause: Clause) -> bool:
    """Whether a clause of which nothing is sure brings in a sentence of the person's: "also tell him I'd decide by
    Friday"; what begins with the sentence itself is told to the coach."""
    found = sentences_in(clause.text) if is_fragment(clause) and not clause.denies else ()
    return any(len(clause.text[: x.start].split()) > 1 and _is_to_be_said(clause, x) for x in found)


def _is_to_be_said(clause: Clause, said: Sayable) -> bool:
    """Whether a sentence of a clause is for the text, and does not speak of it: "the mail is too stiff"."""
    own = said.words.split()[0].casefold().partition("'")[0] in ("i", "we", "my", "our", "im", "ive")
    return own or said.end - said.start < len(clause.text.strip(" .,;!?"))


def said(reading: Reading, act: str) -> tuple[str, ...]:
    """The clauses that do an act of a text, as they are told."""
    out = []
    for n, c in enumerate(reading.clauses):
        if _SIGNED.search(c.text) or any(
            c.start <= p.start < c.end and is_signature(reading, p) for p in reading.persons
        ):
            continue  # who signs it is not said in it
        if act == "put_in" and _is_no_saying(c):
            continue
        likely = c.share(act) >= LIKELY and (c.share("ask_words") <= c.share(act) or (act == "put_in" and adds(c)))
        if likely or (act == "put_in" and _tells(c)):
            bare = act == "put_in" and n and len(c.text.split()) <= FEW and not reading.clauses[n - 1].does("ask_words")
            bare = bare and not sayable_in(c.text, ("put_in",))
            # "put that in" means what was said before it
            out.append(reading.clauses[n - 1].text if bare else c.text)
    return tuple(dict.fromkeys(out))


def _is_no_saying(clause: Clause) -> bool:
    """Whether nothing of a clause is said in the text: what is to go, whom it is for, what it is to do, how it is to
    sound."""
    if clause.share("leave_out") >= clause.share("put_in") or clause.share("ask_edit") == 1.0:
        return True
    styled = clause.matter == "edit" and style_of((clause.text,)) != Style()
    if styled and not sentences_in(clause.text.partition(" ")[2]):
        return True
    return clause.matter.startswith("words_") and not sayable_in(clause.text, ("put_in",))


def how_said(reading: Reading, held: tuple[str, ...]) -> str:
    """The words of a message that tell how a text is to be, without what is said in it (`held`), and without what is
    asked of the coach."""
    how = (
        c
        for c in reading.clauses
        if writes(c) or not (c.passes_text or (c.text.endswith("?") and any(c.about(m) >= SURE for m in HOWS)))
    )
    return " ".join(c.text for c in how if not any(c.text in words for words in held))


_WANTING = ("wish", "need", "ask_words", "ask_edit", "put_in")


def reasons_told(reading: Reading) -> tuple[str, ...]:
    """The reasons that a message tells for what it wants, each as it follows "because"; they stand with the wish, or
    right behind it as a clause of their own."""
    wanting = [any(c.share(a) >= LIKELY for a in _WANTING) for c in reading.clauses]
    told = (
        reason_in(c.text)
        for n, c in enumerate(reading.clauses)
        if not is_about_talk(c) and (wanting[n] or (n > 0 and wanting[n - 1] and begins_reason(c.text)))
    )
    return tuple(dict.fromkeys(words for words in told if words))


def either(clause: Clause) -> bool:
    """Whether a clause names two things of which one is enough."""
    return " or " in f" {clause.text.casefold()} "
