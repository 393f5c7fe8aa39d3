"""Words -> the spans that may be names of companies and roles, each with the form of name that they would be."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import pairwise

from index.names.companies import Form
from index.names.context import Span
from index.names.levels import CODE
from index.names.lexicon import is_word, zipf
from index.names.regions import PlaceMention
from index.names.roles import Roles
from index.names.words import PAY_WORDS, SHORT, Word, phrases

MOST_WORDS = 4  # of a name that nobody knows
_SHOWN = {"exact": "name"}


def joined(text: str, words: list[Word], forms: Mapping[str, Form], longest: int) -> frozenset[tuple[int, int]]:
    """The runs of words that spell a company's own name and are written in one, with points within: "x.ai"."""
    return frozenset(
        (i, j)
        for i, j, squashed in phrases(words, longest)
        if j - i > 1 and (form := forms.get(squashed)) and form.options and form.kind in ("exact", "name")
        if all(text[one.end : two.start] == "." for one, two in pairwise(words[i:j]))
    )


def company_spans(
    words: list[Word],
    forms: Mapping[str, Form],
    longest: int,
    also: Mapping[int, tuple[str, ...]],
    dotted: Container[tuple[int, int]] = (),
) -> Iterator[tuple[Span, Form]]:
    """Every run of words that spells a form of some company's name; those that are `dotted` are written as it is."""
    for i, j, squashed in phrases(words, longest):
        form = forms.get(squashed)
        slip = any(w.slip for w in words[i:j])
        if form is None and squashed.endswith("s") and not zipf(words[j - 1].read):  # a genitive without its sign
            squashed, slip = squashed[:-1], True
            form = forms.get(squashed)
        if form is None:
            continue
        typed = tuple(w.read for w in words[i:j])
        apart = len(typed) > 1 and typed not in form.written and "".join(typed) == squashed
        respaced = apart and (i, j) not in dotted
        yield Span(i, j, _SHOWN.get(form.kind, form.kind), respaced, slip, _also(also, i, j)), form


def unknown_spans(
    words: list[Word], style: str, masks: Iterable[tuple[int, int, str]], also: Mapping[int, tuple[str, ...]]
) -> Iterator[Span]:
    """Every run of words that no language has, or that stand out by their capitals, longest runs first; not what is
    known."""
    known = {i for first, last, _ in masks for i in range(first, last)}
    known |= {i for i, w in enumerate(words) if w.written.isupper() and style != "U" and "place" in also.get(i, ())}
    strange = [_is_strange(w, style) for w in words]
    for size in range(MOST_WORDS, 0, -1):
        for i in range(len(words) - size + 1):
            if all(strange[i : i + size]) and not known & set(range(i, i + size)):
                yield Span(i, i + size, "unknown", also=_also(also, i, i + size))


def _is_strange(word: Word, style: str) -> bool:
    text = word.folded
    if len(text) < 2 or not text[0].isalpha() or word.slip or text in SHORT:
        return False
    if style in "ml" and word.written[:1].isupper() and text != "i":
        return True
    return len(text) > 2 and text.isalpha() and not is_word(text) and not is_word(text.removesuffix("s"))


def role_spans(
    titles: Iterable[tuple[int, int, str]], words: list[Word], known: Roles, also: Mapping[int, tuple[str, ...]]
) -> Iterator[tuple[Span, str]]:
    """Every run of words that is a role's name, with the phrase that it is known by."""
    for i, j, phrase in titles:
        kind = "weak" if phrase in known.weak else known.by_phrase[phrase][1]
        yield Span(i, j, kind, slip=any(w.slip for w in words[i:j]), also=_also(also, i, j, "role")), phrase


def place_span(mention: PlaceMention, also: Mapping[int, tuple[str, ...]]) -> Span:
    """A place as the features see it."""
    kind = "weak" if mention.weak else "unknown" if mention.unknown else "name"
    return Span(
        mention.first, mention.last, kind, slip=mention.typo, also=_also(also, mention.first, mention.last, "place")
    )


def _also(also: Mapping[int, tuple[str, ...]], first: int, last: int, leave: str = "") -> tuple[str, ...]:
    return tuple(dict.fromkeys(w for i in range(first, last) for w in also.get(i, ()) if w != leave))


def meanings(
    words: list[Word], known: Roles, titles: Iterable[tuple[int, int, str]], places: Iterable[PlaceMention]
) -> dict[int, tuple[str, ...]]:
    """What each word may mean besides a company: a place, a role, a rank, a word of pay."""
    found: dict[int, list[str]] = {}
    for m in places:
        for i in range(m.first, m.last):
            found.setdefault(i, []).append("place")
    for i, word in enumerate(words):
        if word.read in known.seniority:
            found.setdefault(i, []).append("rank")
        if word.read in PAY_WORDS:
            found.setdefault(i, []).append("pay")
    for i, j, phrase in titles:
        for k in range(i, j):
            found.setdefault(k, []).append("role" if j - i == 1 or phrase in known.weak else "title")
    return {i: tuple(dict.fromkeys(what)) for i, what in found.items()}


def masks_of(
    text: str,
    words: list[Word],
    forms: Mapping[str, Form],
    longest: int,
    known: Roles,
    titles: Iterable[tuple[int, int, str]],
    places: Iterable[PlaceMention],
) -> tuple[tuple[int, int, str], ...]:
    """The spans whose meaning nobody would doubt: full titles, level codes, places, and names that are no words."""
    found: list[tuple[int, int, str]] = []
    for m in CODE.finditer(text):
        inside = [i for i, w in enumerate(words) if m.start() <= w.start < m.end()]
        if inside:
            found.append((inside[0], inside[-1] + 1, "<level>"))
    for i, j, phrase in titles:
        if phrase not in known.weak:
            found.append((i, j, "<role>"))
    found.extend((p.first, p.last, "<place>") for p in places if not p.weak and not p.unknown)
    for i, j, squashed in phrases(words, longest):
        form = forms.get(squashed)
        if form is None or form.kind not in ("exact", "name", "alias"):
            continue
        typed = tuple(w.read for w in words[i:j])
        if (len(typed) > 1 and typed in form.written and zipf(min(typed, key=zipf)) < 5) or not any(map(zipf, typed)):
            found.append((i, j, "<company>"))
    found.sort(key=lambda m: (m[0] - m[1], m[0]))
    taken: set[int] = set()
    out = []
    for i, j, what in found:
        if not taken & set(range(i, j)):
            taken.update(range(i, j))
            out.append((i, j, what))
    return tuple(sorted(out))


def with_companies(
    masks: Iterable[tuple[int, int, str]], companies: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int, str], ...]:
    """The masks with further spans that are companies; what they overlap is none of the others any more."""
    found = list(companies)
    named = {i for first, last in found for i in range(first, last)}
    kept = [m for m in masks if named.isdisjoint(range(m[0], m[1]))]
    return tuple(sorted([*kept, *((first, last, "<company>") for first, last in found)]))
