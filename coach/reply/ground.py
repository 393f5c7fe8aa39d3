"""Reply -> the same Reply, with every sentence withheld whose figure or citation has no backing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from coach.reply import Figure, Reply
from index.money import FAMILIES, Found, ends_of, told

_LAID_OUT = re.compile(r"\s*(?:[|>#*-]|\d+[.)]\s)")  # a row, a quotation, a heading, an item
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_CENT = 0.005
_FROM = re.compile(r"\bfrom\s+$", re.I)
MARK = re.compile(r"\[(\d{1,4})\]")
WITHHELD = "One sentence was withheld because a figure in it could not be traced to a guide."
NOTHING_LEFT = (
    "I have no answer to that whose figures I can trace. Tell me the figure with its currency, or ask another way."
)


def ground(reply: Reply, users_words: Iterable[str], names: Iterable[str] = ()) -> Reply:
    """Check a rendered reply line by line. `names` are those of companies that are written like a figure: they are
    none.

    Money and percentages must equal, in value and currency, a figure of the reply or of the user's own words;
    marks must name citations of the reply. What fails is taken out, of a plain paragraph the sentence and else the
    line, and the reply says so.
    """
    said = [f for text in users_words for f in told(text)]
    known = {c.number for c in reply.citations}
    called = tuple(names)
    kept: list[str] = []
    withheld = False

    def holds(words: str) -> bool:
        marked = all(int(n) in known for n in MARK.findall(words))
        return marked and _backed(_without(words, called), reply.figures, said)

    for line in reply.text.split("\n"):
        if holds(line):
            kept.append(line)
            continue
        withheld = True
        if not _LAID_OUT.match(line) and (left := [s for s in _SENTENCE.split(line) if holds(s)]):
            kept.append(" ".join(left))
    if not withheld:
        return reply
    text = "\n".join(kept).strip()
    return replace(reply, text=text or NOTHING_LEFT, caveats=(*reply.caveats, WITHHELD))


def figured(names: Iterable[str]) -> tuple[str, ...]:
    """The names that would be read as a figure, longest first: "3M" is a company and three million."""
    found = (name for name in dict.fromkeys(names) if _figures(name))
    return tuple(sorted(found, key=len, reverse=True))


def _without(line: str, names: tuple[str, ...]) -> str:
    for name in names:
        line = re.sub(rf"(?<![\w$€£₹¥.,-]){re.escape(name)}(?![\w.,-]*\w)", " ", line)
    return line


def unbacked(reply: Reply, users_words: Iterable[str] = ()) -> list[str]:
    """The figures of a reply's text that nothing backs, as written: what a test or a checker asks."""
    said = [f for text in users_words for f in told(text)]
    return [f.value.text for f, ends in _figures(reply.text) if not _is_found((f, ends), reply.figures, said)]


def _backed(line: str, figures: tuple[Figure, ...], said: list[Found]) -> bool:
    return all(_is_found(f, figures, said) for f in _figures(line))


def _figures(text: str) -> list[tuple[Found, tuple[Found, ...]]]:
    """Each figure of a text, with the two of which it is made where it tells of a way from one to the other."""
    cleared = MARK.sub(" ", text).replace("−", " ; ")  # what is taken off is a figure of its own, and no end of a range
    found = [f for f in told(cleared) if f.value.unit not in ("", "options", "shares") or _is_large(f)]
    return [(f, ends_of(cleared, f) if _FROM.search(cleared[: f.start]) else (f,)) for f in found]


def _is_found(said_here: tuple[Found, tuple[Found, ...]], figures: tuple[Figure, ...], said: list[Found]) -> bool:
    """Whether a figure is backed, or both of those between which it tells a way: "from £33K to £35K" may be a range or
    two figures.
    """
    whole, ends = said_here
    return _found(whole, figures, said) or all(_found(end, figures, said) for end in ends)


def _is_large(found: Found) -> bool:
    """A number without a currency that is too large for a count of years, people or weeks, and is no year."""
    value = found.value
    return value.unit == "" and value.high >= 1000 and not (1900 <= value.low <= value.high <= 2100)


def _found(found: Found, figures: tuple[Figure, ...], said: list[Found]) -> bool:
    value = found.value
    for figure in figures:
        unit = "%" if figure.unit == "percent" else figure.currency
        same_unit = value.unit == "" or unit in (value.unit, "") or unit in FAMILIES.get(found.sign, ())
        if same_unit and _same((value.low, value.high), (figure.low, figure.high)):
            return True
    return any(
        (s.value.low, s.value.high) == (value.low, value.high) and s.value.unit in (value.unit, "") for s in said
    )


def _same(written: tuple[float, float], held: tuple[float, float]) -> bool:
    """Whether two figures are one to the cent: what is worked out has more digits than are written."""
    return all(abs(a - b) < _CENT for a, b in zip(written, held, strict=True))
