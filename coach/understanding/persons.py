"""Words that are taken for a person's name -> the persons in them, each with the name as it is written."""

from __future__ import annotations

import re

from coach.understanding.firstnames import is_first_name, is_surname, named_words
from coach.understanding.reading import Person
from index.names.lexicon import is_word

TITLE = re.compile(
    r"\b(?:dr|mr|mrs|ms|miss|mx|prof|professor|sir|matron|herr|frau|monsieur|madame|señora?|senhora?|signora?|"
    r"dona|dom|mevrouw|meneer|fru)\.?\s+$",
    re.I,
)
# How people say who they are: a name behind "I am", or before "here".
_I_AM = re.compile(
    r"\b(?:i am|i['’]?m|my name is|my name['’]s|this is)\s+"
    r"(?P<name>[^\W\d_]{2,})(?=\s*(?:[,.;:!?(]|and\b|from\b|\d|$))"
    r"|(?:^|[,.!?]\s+)(?:it['’]s\s+)?(?P<here>[^\W\d_]{2,})\s+here\b(?=\s*[,.;:!]|$)",
    re.I,
)
# A title and the surname behind it, with what may stand between them: "Mrs. de Wit".
_TITLED = re.compile(
    r"\b(?:[Dd]r|[Mm]rs?|[Mm]s|[Mm]iss|[Mm]x|[Pp]rof(?:essor)?|Sir|Herr|Frau|Monsieur|Madame|Señora?|"
    r"Senhora?|Signora?|Dona|Dom|Mevrouw|Meneer|Fru)\.?\s+"
    r"(?:(?:de|der|den|van|von|da|di|du|la|le|el|al|bin|ten|ter|zu|dos)\s+)+[A-Z][\w'’-]+"
)
_AND = re.compile(r"\s+(?:and|&)\s+", re.I)


def persons_at(text: str, start: int, end: int, name: str) -> tuple[Person, ...]:
    """Who is in words that are taken for a name (`name` as it is written): without a verb behind it ("Lena rang"), and
    each of two ("Fatima and Joao").
    """
    ands = [(start + m.start(), start + m.end()) for m in _AND.finditer(text[start:end])]
    out = []
    for at, to in zip([start, *(e for _, e in ands)], [*(s for s, _ in ands), end], strict=True):
        words = list(re.finditer(r"\S+", text[at:to]))
        titled = 1 if len(words) > 1 and TITLE.match(f"{words[0][0]} ") else 0
        last = at + words[titled + named_words([w[0] for w in words[titled:]]) - 1].end()
        whole, own = (at, last) == (start, end), text[at:last]
        said = name if whole else typed_name(own) if own.islower() else own
        out.append(Person(at, last, _titled(text, at, said)))
    return tuple(out)


def with_titled(text: str, persons: tuple[Person, ...]) -> tuple[Person, ...]:
    """The persons of a text with those whose surname has particles, each whole."""
    whole = tuple(Person(m.start(), m.end(), f"{m[0][0].upper()}{m[0][1:]}") for m in _TITLED.finditer(text))
    rest = (p for p in persons if not any(w.start < p.end and p.start < w.end for w in whole))
    return tuple(sorted((*whole, *rest), key=lambda p: p.start))


def own_name_in(text: str, persons: tuple[Person, ...] = ()) -> str:
    """What a person says that they are called: "I am Norma", "luis here"; "" where nobody says so. Only a first name
    is one, or what is read as a name of one of the `persons`, and behind "I am" a surname, written as a name."""
    read = {p.start for p in persons}
    for m in _I_AM.finditer(text):
        name = m["here"] or m["name"]
        known = is_first_name(name) or m.start("here" if m["here"] else "name") in read
        known = known or (bool(m["name"]) and is_surname(name) and not is_word(name.casefold()))  # "I'm Mathieu."
        if known and (m["here"] or name[:1].isupper()):
            return name.capitalize() if name.islower() else name
    return ""


def typed_name(name: str) -> str:
    """A name that was typed small, as it is written: "Halyard and Rye"."""
    return " ".join(w if w in ("and", "of", "the", "for") else w.capitalize() for w in name.split(" "))


def _titled(text: str, start: int, name: str) -> str:
    """A person's name with the title that is written before it: "Ms Keane"."""
    title = TITLE.search(text[max(0, start - 12) : start])
    first, _, rest = name.partition(" ")
    if rest and TITLE.match(f"{first} "):
        return f"{first.capitalize()} {rest}"  # "mrs Finch"
    return f"{title[0].strip().capitalize()} {name}" if title else name
