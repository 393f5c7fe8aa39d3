"""A clause -> the words in it that can be said to the other side, and in which form: what code puts into a text.

Which words these are is learned from marked clauses (`learn/sayable/`); the tags are worked out in numpy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast, get_args

import numpy as np

from index.embed.encoder import DIMENSION
from index.embed.pieces import tokenizer, vectors_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Form = Literal[
    "fact", "did", "have", "thing", "todo", "why", "thank", "hide", "been", "am", "ask", "do", "or", "for",
    "please", "whether", "out", "old", "new", "hail", "bye", "subject", "back",
]  # fmt: skip
FORMS: tuple[Form, ...] = get_args(Form)[:8]  # the others are those of whole messages
TAGS = ("-", *(f"{edge}{form}" for form in FORMS for edge in ("B ", "I ")))
ACTS = tuple("deed need put_in fallback condition leave_out wish".split())  # acts whose clauses are looked at
LAYERS, NEAR = 3, 2
LEAST = 0.5  # the mean share of its tags from which a stretch is said
# Words that nothing ends with.
_LITTLE = frozenset(
    "a an the of to at for from with and or but if is are was were be been am do does did as than because so no not i you we "
    "they he she who what my your our their his her its this these those some".split()
)
_QUOTED = re.compile(
    r"[\"“](?P<words>[^\"“”]{1,400})[\"”]|(?<!\w)['‘](?P<more>[^'‘’\n]{3,}(?:(?<=\w)['’][a-z]{1,2}\b[^'‘’\n]*)*)['’](?!\w)"
)
_REPORTED = re.compile(
    r"(?:\b(?:that|say|says|mention|mentions|add|write)|:)\s+(?P<words>(?:I|we|my|our)\b[^?\n]+)", re.I
)
_SPEAKS = frozenset(("i", "im", "ive", "we"))
POINTS = frozenset("it this that these those they he she them there".split())
_HEADS = re.compile(r"(?:^|\bthat|[:,;.!?\"“])\s*$", re.I)  # what a sentence of its own stands behind
_BEHIND = re.compile(
    r"(?:[^\s:]+\s+){0,4}[^\s:]+:\s+(?P<words>\S+(?:\s+\S+){2,})"
)  # five words, a colon, three or more
_OWN, _WHOLE = 3, 4  # words of a sentence that begins with "I", and of another one
_HYPHENED = re.compile(r"(?<=\w)(?:-\w+)+")  # "sign" of "sign-on" is half a word
_FILE = "sayable.npz"
_NEVER = -1e4
_KEPT = 512  # clauses


@dataclass(frozen=True, slots=True)
class Sayable:
    """Words from `start` to `end` of a clause. `form` tells the frame that they fit into: "fact" stands as a sentence,
    "did" after "I", "have" after "I have", "thing" after "could I have", "todo" after "I'd like to", "why" after
    "because", "thank" after "thank you for", "been" after "I've", "am" after "I'm", "ask" after
    "I'd like to ask for", "do" after "I'd like to", "please" after "could you", "for" after "For" and before the ask;
    "or" is what would do instead, "hide" is what is not to be said."""

    form: Form
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A clause as the tagger sees it: `rows` (pieces, features) and where each piece stands in the text."""

    rows: Floats
    places: tuple[tuple[int, int], ...]


def shown(text: str, acts: Iterable[str]) -> Shown:
    """What the tagger is shown of a clause that does `acts`."""
    read = tokenizer().encode(text)
    x = vectors_of(read.ids, LAYERS)
    pad = np.zeros((NEAR, DIMENSION), dtype=np.float32)
    wide = np.concatenate([pad, x, pad])
    around = np.concatenate([wide[k : k + len(x)] for k in range(2 * NEAR + 1)], axis=1)
    held = frozenset(acts)
    more = np.zeros((len(x), len(ACTS) + 4), dtype=np.float32)
    more[:, : len(ACTS)] = [float(a in held) for a in ACTS]
    for i, (start, end) in enumerate(read.offsets):
        joined = start > 0 and text[start - 1 : start].isalnum() and text[start:end].isalnum()
        more[i, len(ACTS) :] = (
            float(i == 1),
            i / max(len(x), 1),
            float(joined),
            float(text[start : start + 1].isupper()),
        )
    return Shown(np.concatenate([around, more], axis=1)[1:-1], tuple(read.offsets[1:-1]))


def sayable_in(text: str, acts: Iterable[str]) -> tuple[Sayable, ...]:
    """The words of a clause that can be said, in their order; none where its acts tell nothing of the kind."""
    told = frozenset(a for a in acts if a in ACTS)
    return _tagged(text, told) if told and text.strip() else ()


@lru_cache(_KEPT)
def _tagged(text: str, acts: frozenset[str]) -> tuple[Sayable, ...]:
    """What a clause that does `acts` gives to say; a deed is looked at for every text that may name it."""
    seen = shown(text, acts)
    if not seen.places:
        return ()
    odds = _odds(seen.rows)
    tags = best_tags(odds)
    shares = np.exp(odds) / np.exp(odds).sum(axis=1, keepdims=True)
    sure = {place: float(row[tag]) for place, row, tag in zip(seen.places, shares, tags, strict=True)}
    return tuple(s for s in spans_of(text, seen.places, tags) if _is_sure(s, sure) and is_whole(s.words))


def quoted_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """What stands in quotation marks: (start, end, the words between the marks)."""
    return tuple((m.start(), m.end(), (m["words"] or m["more"]).strip()) for m in _QUOTED.finditer(text))


def dictated_in(words: str) -> tuple[str, ...]:
    """The sentences that words give word for word: those in quotation marks, else what stands behind a short lead and a
    colon to the end ("put: would you cover gas")."""
    quoted = tuple(said for _, _, said in quoted_in(words) if len(said.split()) >= _OWN)
    behind = None if quoted else _BEHIND.fullmatch(words.strip())
    return quoted or ((behind["words"],) if behind else ())


def sentences_in(text: str) -> tuple[Sayable, ...]:
    """The whole sentences of a clause that a text is to have: those that the tagger finds, else what the person reports
    of themselves after "that" or a colon."""
    found = tuple(x for x in sayable_in(text, ("put_in",)) if is_sentence(x, text))
    if found:
        return found
    told = _REPORTED.search(text)
    said = Sayable("fact", told.start("words"), told.end("words"), told["words"].strip(" .,;!")) if told else None
    return (said,) if said and is_sentence(said, text) and is_whole(said.words) else ()


def is_sentence(said: Sayable, text: str) -> bool:
    """Whether words of a text stand as a sentence to the other side: a name of something ("mention my result"), or what
    points to the talk ("it needs a reason"), is none."""
    words = said.words.split()
    if said.form not in ("fact", "did") or not words:
        return False
    first = words[0].casefold().partition("'")[0].partition("’")[0]
    if said.form == "did" or first in _SPEAKS:
        return len(words) + (words[0].casefold() != first) >= _OWN  # "I'm chartered"
    if first == "you" and not text[: said.start].strip():
        return False  # "you left out my result" is said to the coach
    return len(words) >= _WHOLE and first not in POINTS and bool(_HEADS.search(text[: said.start]))


def _is_sure(said: Sayable, sure: dict[tuple[int, int], float]) -> bool:
    """Whether the tags of a stretch are likely together."""
    inside = [share for (start, end), share in sure.items() if start < said.end and said.start < end]
    return bool(inside) and sum(inside) / len(inside) >= LEAST


def is_whole(words: str) -> bool:
    """Whether words can end where they end: no bracket or quotation is left open, and the last word is no little
    one."""
    last = words.split()[-1].strip("'’\"”)").casefold() if words.split() else ""
    opened = words.count("(") != words.count(")") or words.count('"') % 2 == 1
    return bool(last) and not opened and last not in _LITTLE


def spans_of(text: str, places: Sequence[tuple[int, int]], tags: Sequence[int]) -> tuple[Sayable, ...]:
    """The stretches that tags mark, to whole words."""
    out: list[Sayable] = []
    open_: tuple[Form, int, int] | None = None
    for (start, end), tag in zip(places, tags, strict=True):
        name = TAGS[tag]
        if open_ and name == f"I {open_[0]}":
            open_ = (open_[0], open_[1], end)
            continue
        if open_:
            out.append(_whole(text, *open_))
        open_ = (cast("Form", name[2:]), start, end) if name != "-" else None
    if open_:
        out.append(_whole(text, *open_))
    return tuple(s for s in out if s.words)


def _whole(text: str, form: Form, start: int, end: int) -> Sayable:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    if m := _HYPHENED.match(text, end):
        end = m.end()
    return Sayable(form, start, end, text[start:end].strip(" .,;:!-"))


def best_tags(odds: Floats) -> list[int]:
    """The likeliest row of tags in which a stretch goes on only after it has begun."""
    allowed = _follows()
    n, k = odds.shape
    score = np.where(allowed[0], odds[0], _NEVER)  # before the first piece nothing is open
    back = np.zeros((n, k), dtype=int)
    for i in range(1, n):
        through = score[:, None] + np.where(allowed, 0.0, _NEVER)
        back[i] = through.argmax(axis=0)
        score = through.max(axis=0) + odds[i]
    tags = [int(score.argmax())]
    for i in range(n - 1, 0, -1):
        tags.append(int(back[i][tags[-1]]))
    return tags[::-1]


@cache
def _follows() -> NDArray[np.bool_]:
    """(tags, tags): which tag may stand after which."""
    out = np.ones((len(TAGS), len(TAGS)), dtype=bool)
    for j, name in enumerate(TAGS):
        if name.startswith("I "):
            out[:, j] = [other[2:] == name[2:] and other != "-" for other in TAGS]
    return out


def _odds(rows: Floats) -> Floats:
    held = weights()
    hidden = np.maximum(rows @ held["first.weight"].T + held["first.bias"], 0)
    result: Floats = hidden @ held["second.weight"].T + held["second.bias"]
    even: Floats = result - result.max(axis=1, keepdims=True)
    return even


@cache
def weights() -> dict[str, Floats]:
    """The tagger that ships."""
    with (files("coach.understanding.learned") / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return {key: held[key].astype(np.float32) for key in held.files if not key.startswith("n:")}


def trained_on() -> str:
    """The digest of the marked clauses that the tagger was learned from."""
    with (files("coach.understanding.learned") / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
        return str(held["n:trained_on"])
