"""What tells who somebody is -> stand-ins in what is sent to a language model, and back again in what it says.

Names of people, e-mail addresses, telephone numbers and links never leave; employers do unless they are to be hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from string import ascii_uppercase
from typing import TYPE_CHECKING

from coach.understanding import amounts, spoken
from coach.understanding.firstnames import is_first_name, named_words
from index.names import Names
from index.names.lexicon import is_word, zipf

if TYPE_CHECKING:
    from langchain.agents.middleware import RedactionRule

    from coach.understanding.reading import Person

_TITLE = r"(?:(?:dr|mr|mrs|ms|mx|prof|herr|frau|señora?|signora?)\.?|miss|professor|sir|madam)"
_IS_TITLE = re.compile(_TITLE, re.I)
_NAME = r"[^\W\d_a-z][\w'’-]+"
_PERSON = re.compile(rf"\b(?P<title>(?i:{_TITLE})\s+)?(?P<name>{_NAME}(?:[ \t]{_NAME}){{0,2}})")
_TITLED = re.compile(r"\b(?:dr|mr|mrs|ms|mx|herr|frau)\.?[ \t]+(?P<name>[^\W\d_][\w'’-]+)")  # in small letters
_GREETED = re.compile(r"(?:^|\n|[>\"“,.:]\s*)\s*(?i:hi|hello|hey|dear)\s+(?P<name>[^\W\d_][\w'’-]+)\s*(?=[,!\n]|$)")
_SIGNED = re.compile(
    rf"\n\s*(?i:best|regards|thanks|thank you|cheers|sincerely|kind regards|best regards|yours)[^\n]{{0,24}}\n+\s*(?P<name>{_NAME}(?:[ \t]{_NAME}){{0,2}})\s*(?:\n|$)"
)
# First names that are words of every day too: a name only where they stand as one.
_EVERYDAY = frozenset(
    (
        "in an will page my may see so jan many long art love china sun bill else mark loan king soon season sunday "
        "hope summer song numbers spring thu kit son max van grant jack royal guy chance miss diamond rose rich "
        "marine faith golden gene carry queen ray frank hunter lady crystal junior les moon delta alpha dot irish "
        "dick angel bell lane prince dean joy temple princess ward rod pat echo pearl nick desire marshall grace tiny "
        "jay angle rob liberty era valentine foster charity candy clay eve glory noble parker dawn val hang amber "
        "chase ruby drew brook rocky omega mason precious sunny lang olive glen maple honey easter coral bee cherry "
        "star price sue dale sandy autumn mercy penny major manual german christian roman buddy april june august "
        "january march february july september october november december ok"
    ).split()
)
_WHOLE, _FIRST, _LAST = "Person", "First", "Last"  # a name, its first word alone, its last one
_PEOPLE = (_WHOLE, _FIRST, _LAST)
_SHORT = re.compile(r"['’](?:d|m|ll|ve|re|t)$", re.I)  # of a verb behind a word that is no name: "I'd"
_ABBREVIATED = 3  # letters
_LITTLE, _ORDINARY = 6.4, 4.5  # how ordinary a word is that begins a sentence and is no name, and what follows it
_BEGINS = 6.0  # how ordinary a word is that begins a sentence before somebody's name: "So Nadia"
_OPENS = '.!?:;\n"“”‘(>›*•-–—'  # a sentence may begin behind these
_NUMBER = re.compile(r"[0-9]{2,18}")
_SUM = 60  # a bare number from here on may be pay
# Formats that tell who somebody is: LangChain's rules, with patterns that know other letters than English ones.
_FORMATS = (
    ("email", r"[^\s@<>()\[\]“”\"',;:]+@[^\s@<>()\[\]“”\"',;:]+\.\w{2,}"),
    ("url", r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|co|ai|dev|app)(?:/\S*)?\b"),
    ("phone", r"(?<![\w$€£₹.,])\+\d[\d\s().-]{7,}\d|(?<![\w$€£₹.,])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\d)"),
)


@cache
def formats() -> tuple[RedactionRule, ...]:
    """The rules for what is hidden by its format, as LangChain's middleware takes them."""
    from langchain.agents.middleware import RedactionRule

    return tuple(RedactionRule(kind, "redact", pattern) for kind, pattern in _FORMATS)


@dataclass(slots=True)
class Mask:
    """Stands "Person A" for the first person that a text names, "First A" and "Last A" for one word of a longer name,
    and, with `employers`, "Employer A" for the first company; case and form of a name do not matter.
    """

    names: Names
    employers: bool = True
    _forms: dict[str, str] = field(default_factory=dict)  # a form as written -> its stand-in
    _exact: set[str] = field(default_factory=set)  # forms that are everyday words in small letters
    _shown: dict[str, str] = field(default_factory=dict)  # a stand-in -> the name that comes back

    def learn(
        self, text: str, more: Iterable[str] = (), people: Iterable[str] = (), *, names_people: bool = True
    ) -> None:
        """Take in the people and companies of a text, `more` companies and `people` that are known to be some; a text
        of code's own wording names no people that the person has not named (`names_people`).
        """
        found = self.names.find(text)
        named = [(text[found.words[m.first].start : found.words[m.last - 1].end], m.options) for m in found.companies]
        # A name that no guide has may be anybody's; it is an employer's where it is no person's.
        spans = [(m.first, m.last) for m in found.companies if m.options]
        spans += [(m.first, m.last) for m in found.roles] + [(p.first, p.last) for p in found.places if not p.unknown]
        taken = [(found.words[first].start, found.words[last - 1].end) for first, last in spans]
        more = tuple(filter(None, more))
        firms = {m.casefold() for m in more if " " in m and all(is_word(w.casefold()) for w in m.split())}
        found_here = _people(text, taken) if names_people else []
        for name in (*filter(_is_name, people), *(n for n in found_here if n.casefold() not in firms)):
            self._person(name)
        if self.employers:
            for form, options in named:
                if _IS_TITLE.fullmatch(form):
                    continue
                if not options and any(self._forms.get(w.casefold(), "").startswith(_PEOPLE) for w in form.split()):
                    continue  # "Herr Brandt" is who was found, and no employer
                self._add(form, options[0] if len(options) == 1 else form.casefold())
            for form in more:
                called = self.names.called(form)
                options = called.options if called else ()
                self._add(form, options[0] if len(options) == 1 else form.casefold())

    def _person(self, name: str) -> None:
        name = " ".join(w for w in name.split() if not all(map(_IS_TITLE.fullmatch, w.split("/"))))
        if not name:
            return  # a title is nobody's: "Sir", "Sir/Madam"
        words = [w for w in name.split() if len(w) > 1]
        known = next((self._forms[w.casefold()] for w in (name, *words) if w.casefold() in self._forms), "")
        count = sum(s.startswith(_WHOLE) for s in self._shown)
        letters = known.split()[-1] if known.startswith(_PEOPLE) else _letters(count)
        whole = f"{_WHOLE} {letters}"
        held = self._shown.get(whole, "")
        written = name.title() if name.islower() else name  # typed small, written large
        if not held or (len(words) > 1 == len(held.split()) and held.casefold() in name.casefold().split()):
            self._shown[whole] = written
        several = len(self._shown[whole].split()) > 1 and len(words) > 1
        parts = {words[0]: _FIRST, words[-1]: _LAST} if several else {}
        for form in (name, *words):
            stand_in = f"{parts[form]} {letters}" if form in parts else whole
            if form in parts:
                self._shown.setdefault(stand_in, written.split()[0 if parts[form] == _FIRST else -1])
                self._forms[form.casefold()] = stand_in
            self._forms.setdefault(form.casefold(), stand_in)
            if form.casefold() in _EVERYDAY:
                self._exact.add(form)

    def _add(self, form: str, company: str) -> None:
        if form.casefold() in self._forms:
            return
        known = self._forms.get(company)
        stand_in = known or f"Employer {_letters(sum(s.startswith('Employer') for s in self._shown))}"
        self._forms[form.casefold()] = self._forms[company] = stand_in
        self._shown.setdefault(stand_in, form)

    def pieces(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, what stands for it) of everything in a text that is hidden, in order."""
        out: list[tuple[int, int, str]] = []
        for rule in formats():
            for m in rule.resolve().apply(text)[1]:
                _take(out, m["start"], m["end"], f"[{m['type']}]")
        for form in sorted(self._forms, key=len, reverse=True):
            for hit in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.I):
                everyday = any(form == e.casefold() for e in self._exact)
                if not everyday or hit[0] in self._exact:
                    _take(out, *hit.span(), self._forms[form])
        return sorted(out)

    def hidden(self, text: str) -> str:
        """The text with a stand-in for each name that was learnt and for what its format gives away."""
        for start, end, stand_in in reversed(self.pieces(text)):
            text = f"{text[:start]}{stand_in}{text[end:]}"
        return text

    def shown(self, text: str) -> str:
        """The text with the names again; a stand-in that nobody gave out stays and fails the checks."""
        alone = {s.replace(_WHOLE, _FIRST): n for s, n in self._shown.items() if s.startswith(_WHOLE) and " " not in n}
        names = {**alone, **self._shown}  # who is named by one word is called by it
        for stand_in in sorted(names, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){stand_in}(?!\w)", lambda _, s=stand_in: names[s], text)  # type: ignore[misc]
        return text


def with_capitals(text: str, people: Iterable[Person]) -> str:
    """The words with the names of `people` that are typed small as they are written, so that a name that is a word of
    every day ("grace said no") stands as one.
    """
    for p in people:
        name = text[p.start : p.end]
        text = f"{text[: p.start]}{name.title() if name.islower() else name}{text[p.end :]}"
    return text


def amount_spans(text: str) -> list[tuple[int, int]]:
    """Where a text tells amounts, in digits or in words, by either way of reading them: what one takes for no pay the
    other hides. A number that neither reads and that may be pay is one, too, unless it is of an address.
    """
    out: list[tuple[int, int, str]] = []
    spans = [(a.start, a.end) for a in amounts.amounts_in(text)] + [(a.start, a.end) for a in spoken.amounts_in(text)]
    for start, end in spans:
        _take(out, start, end, "")
    reached = [(m["start"], m["end"]) for rule in formats() for m in rule.resolve().apply(text)[1]]
    for m in _NUMBER.finditer(text):
        if int(m[0]) >= _SUM and not re.fullmatch(r"(?:19|20)\d\d", m[0]) and not _within(*m.span(), reached):
            _take(out, *m.span(), "")
    return sorted((s, e) for s, e, _ in out)


def tells_pay(text: str) -> bool:
    """Whether a text tells an amount that may be pay: money, or a number too large for days, years or people."""
    return any(a.kind == "money" or (a.kind == "bare" and a.high >= _SUM) for a in amounts.amounts_in(text))


def _take(out: list[tuple[int, int, str]], start: int, end: int, stand_in: str) -> None:
    if not any(s < end and start < e for s, e, _ in out):
        out.append((start, end, stand_in))


def _people(text: str, taken: list[tuple[int, int]]) -> list[str]:
    """The names of people in a text: a title, a greeting, a mail's end, or a first name that stands as one."""
    hailed = (m["name"] for m in _GREETED.finditer(text))
    out = [n for n in hailed if not n.islower() or is_first_name(n) or zipf(n) < _ORDINARY]  # "Hi there!"
    out += [m["name"] for m in _SIGNED.finditer(text)]
    out += [m["name"] for m in _TITLED.finditer(text) if m["name"].islower() and zipf(m["name"]) < _BEGINS]
    for m in _PERSON.finditer(text):
        start = m.start("name")
        words = [w for w in re.finditer(r"\S+", m["name"]) if not _within(start + w.start(), start + w.end(), taken)]
        if m["title"] and words:
            if not _is_address(m["title"]) or not _is_ordinary(words[0][0]):
                out.append(" ".join(w[0] for w in words))
                continue
            words = words[1:]  # "Thank you sir. Now Ravi", "Ok sir. Kindly"
        out += filter(None, [_first_named(text, start, words)])
    return [n for n in out if not any(n.casefold() == text[s:e].casefold() for s, e in taken)]


def _first_named(text: str, start: int, words: list[re.Match[str]]) -> str:
    """The name that begins with the first of capitalized words that is a first name, "" where none is."""
    for i, word in enumerate(words):
        low = _bare(word[0])
        if not is_first_name(low):
            continue
        called = words[i : i + named_words([_bare(w[0]).title() for w in words[i:]])]
        rest = " ".join(w[0] for w in called if not (_is_letters(w[0]) or _SHORT.search(w[0])))
        begins = text[: start + word.start()].rstrip(" \t")[-1:] in ("", *_OPENS)
        if begins and zipf(low) >= _LITTLE and all(zipf(w.casefold()) >= _ORDINARY for w in rest.split()):
            return ""  # "In English is ok"
        shortest = begins and zipf(low) >= _BEGINS and len(low) < _ABBREVIATED
        if shortest and i + 1 < len(words) and is_first_name(_bare(words[i + 1][0])):
            continue  # "So Elena", and not "An Nguyen"
        return rest.removesuffix("'s").removesuffix("’s") if low not in _EVERYDAY or " " in rest else ""
    return ""


def _is_name(name: str) -> bool:
    """Whether what is taken for a person may be one's name: "a product" is none's."""
    return any(not w.islower() or not is_word(_bare(w)) or is_first_name(_bare(w)) for w in name.split())


def _bare(word: str) -> str:
    return word.casefold().removesuffix("'s").removesuffix("’s")


def _is_address(title: str) -> bool:
    """Whether a title is one that people are called by without a name, too."""
    return title.strip().casefold() in ("sir", "madam", "miss", "professor")


def _is_ordinary(word: str) -> bool:
    """Whether a word is one of every day, and hardly anybody's name."""
    low = _bare(word)
    return is_word(low) and (zipf(low) >= _ORDINARY or not is_first_name(low))


def _is_letters(word: str) -> bool:
    """Whether a word is an abbreviation, such as "HR", and no part of a name."""
    return word.isupper() and len(word) <= _ABBREVIATED


def _within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in spans)


def _letters(number: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    head, last = divmod(number, len(ascii_uppercase))
    return (_letters(head - 1) if head else "") + ascii_uppercase[last]
