"""One sentence of a language model -> what is wrong with it; an empty answer means that it may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coach.reply import Figure
from coach.reply.draft import SLOT, Draft
from coach.understanding.days import days_at
from coach.understanding.intents.cues import components_in
from coach.understanding.situation import Situation
from coach.understanding.spoken import amounts_in
from coach.understanding.words import content_words
from coach.writer.carried import Carried
from coach.writer.plain import MARK
from index.names import Names

LONGEST_SENTENCE, _LONGEST = 70, 700  # words, characters
_HALF_SLOT = re.compile(r"\[\[|\]\]|\[\s*F\s*\d+|\bF\d+\b\]?|\{\s*F\d")
_DIGITS = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)?\s?[ap]m\b|\b\d{1,2}:\d\d\b", re.I)
_GARBAGE = re.compile(
    r"</?\w+[^>]*>|```|<\||\|>|\{\s*[\"']|https?://|\]\(|!\[|\btool_call\b|\bfunction_call\b|^\s*[#|]|\bassistant:|\buser:",
    re.I,
)
_OWN = re.compile(r"\byour?\b", re.I)
COPIED = 7  # so many words of the instructions in a row are a leak


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a sentence may rest on: the built-in draft, the user's situation and words, the names, and what must not
    leak.

    `more` are further texts that it may say something of when it names no figure, such as passages of the craft;
    `people` are those that the talk names,
    `talk` is what is known of it without figures, `sent` says that the draft is a text to an employer, whose slots
    `asks` ask, and `courteous` that it may hold courtesies of its own.
    """

    draft: Draft
    situation: Situation
    message: str
    names: Names
    secret: str = ""
    instructions: str = ""
    more: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    talk: str = ""
    sent: bool = False
    courteous: bool = True
    asks: frozenset[int] = frozenset()
    carried: Carried = field(init=False)

    def __post_init__(self) -> None:
        """Read once what the draft says beside its slots."""
        parts = [slotted(p, self.draft) for p in (*self.draft.parts, *self.more)]
        object.__setattr__(
            self, "carried",
            Carried(
                parts, self.draft.figures, self.names, sent=self.sent, courteous=self.courteous, asks=self.asks
            ),
        )  # fmt: skip

    @property
    def said(self) -> str:
        """The built-in text with its slots."""
        return "\n".join(slotted(p, self.draft) for p in self.draft.parts)


def faults(sentence: str, grounds: Grounds) -> list[str]:
    """What speaks against showing a sentence, in words that tell the model how to mend it."""
    if len(sentence) > _LONGEST or len(sentence.split()) > LONGEST_SENTENCE:
        return ["it is too long"]
    if grounds.carried.holds(sentence):
        return list(_citations(sentence, grounds))
    found = [
        *form_of(sentence, grounds.secret, grounds.instructions),
        *figures_said(sentence, len(grounds.draft.figures), grounds.said),
        *_citations(sentence, grounds),
    ]
    return found or [*_binding(sentence, grounds), *grounds.carried.faults(sentence)]


def form_of(sentence: str, secret: str, instructions: str) -> Iterable[str]:
    """Whether a sentence is one at all, and no markup, link, code or leak."""
    if not re.search(r"[^\W\d_]{2}", sentence):
        yield "it says nothing"
    if _GARBAGE.search(sentence):
        yield "it holds markup, a link or code"
    if secret and _folded(secret) in _folded(sentence):
        yield "it repeats the instructions"
    mine, theirs = _folded(sentence).split(), _folded(instructions)
    if any(" ".join(mine[i : i + COPIED]) in theirs for i in range(len(mine) - COPIED + 1)):
        yield "it repeats the instructions"


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[\w-]+", text.casefold()))


def figures_said(sentence: str, known: int, text: str) -> Iterable[str]:
    """Only whole slots, of the `known` ones; no digits and no numbers in words beside them, but in names, days and
    times that the `text` has in the same words.
    """
    if any(not 1 <= int(m[1]) <= known for m in SLOT.finditer(sentence)):
        yield "it names a slot that there is not"
    plain = SLOT.sub(" ", MARK.sub(" ", sentence))
    if _HALF_SLOT.search(plain):
        yield "a slot is broken"
    for name in (*_times_in(text), *_names_with_digits(text)):
        plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", plain, flags=re.I)
    if _DIGITS.search(plain):
        yield "it writes a number itself; use the slots"
    if any(not _DIGITS.search(plain[a.start : a.end]) for a in amounts_in(plain) if a.high >= 20 or a.unit):
        yield "it writes a number in words; use the slots"


def _names_with_digits(text: str) -> list[str]:
    """Names such as "L5" or "3M" that a text writes: letters and digits in one word, no amount."""
    words = re.findall(
        r"(?<![\w$€£₹.,])(?:[A-Za-z]{1,3}-?\d{1,2}|\d{1,2}[A-Z](?![a-z\w]))(?![\w%.,]\d)", SLOT.sub(" ", text)
    )
    return sorted({w for w in words if not re.fullmatch(r"(?:F\d+|\d+[KMLkml])", w)}, key=len, reverse=True)


def _times_in(text: str) -> list[str]:
    """The days with a number and the times of the day that a text writes, the longest first."""
    plain = SLOT.sub(" ", text)
    days = (day for _, day in days_at(plain) if _DIGITS.search(day))
    return sorted({*days, *_CLOCK.findall(plain)}, key=len, reverse=True)


def _citations(sentence: str, grounds: Grounds) -> Iterable[str]:
    return citations(sentence, grounds.draft, grounds.draft.parts)


def citations(sentence: str, draft: Draft, texts: Iterable[str]) -> Iterable[str]:
    """A mark must be one of the draft's, and stand where the `texts` have it: by its slot, or by what is said."""
    marks = {int(m[0].strip("[]")) for m in MARK.finditer(sentence)}
    known = {c.number for c in draft.citations}
    if marks - known:
        yield "it cites a source that there is not"
        return
    slots = slots_of(sentence, draft)
    for mark in marks:
        of_slots = {f.citation for f in slots}
        near = [p for p in texts if f"[{mark}]" in p]
        about = max((_shared(sentence, p) for p in near), default=0.0)
        if mark not in of_slots and about < 0.34:
            yield f"[{mark}] is no source of what it says"


def _shared(sentence: str, paragraph: str) -> float:
    """The share of a sentence's matter that a paragraph holds, 0 to 1."""
    mine = content_words(MARK.sub(" ", SLOT.sub(" ", sentence)))
    theirs = set(content_words(paragraph))
    return sum(w in theirs for w in mine) / len(mine) if mine else 0.0


def slots_of(sentence: str, draft: Draft) -> list[Figure]:
    """The figures of a sentence."""
    numbers = [int(m[1]) for m in SLOT.finditer(sentence)]
    return [draft.figures[n - 1] for n in numbers if 1 <= n <= len(draft.figures)]


def _binding(sentence: str, grounds: Grounds) -> Iterable[str]:
    """A slot must stand in a sentence about its own company, place and part of the pay."""
    slots = slots_of(sentence, grounds.draft)
    for clause, figure in _clauses(sentence, grounds):
        said = components_in(SLOT.sub(" ", clause))
        if said and figure.component and figure.component not in ("other", "") and figure.component not in said:
            yield f"{figure.text} is {figure.component}, not {said[0]}"
        unsaid = set(said) - set(components_in(" ".join(_paragraphs(sentence, grounds))))
        if unsaid and not figure.component:
            yield f"{figure.text} is not said to be {unsaid.pop()}"
    parts = {f.component for f in grounds.draft.figures if f.kind == "band"}
    if len(parts) > 1 and not grounds.sent and not components_in(SLOT.sub(" ", sentence)):
        yield from (f"it does not say which part of the pay {f.text} is" for f in slots if f.kind == "band")
    yield from elsewhere(sentence, slots, grounds.names)
    for figure in slots:
        if (
            figure.kind == "user"
            and not grounds.sent
            and not _OWN.search(sentence)
            and all(map(_OWN.search, _holding(sentence, grounds)))
        ):
            yield f"{figure.text} is the user's own figure"
        if (
            figure.kind != "user"
            and re.search(
                r"\byour (?:offer|base|salary|pay)\b|\byou(?:['’]re| are) (?:on|paid|offered)\b|\bthey offer(?:ed)?\b",
                sentence,
                re.I,
            )
            and not any(f.kind == "user" for f in slots)
        ):
            yield f"{figure.text} is the guide's, not the user's"


def elsewhere(sentence: str, slots: Iterable[Figure], names: Names) -> Iterable[str]:
    """The figures of a sentence that are of another place or employer than the one it names."""
    mentions = names.spelt(SLOT.sub(" ", sentence))
    places = {m.name.casefold() for m in mentions.places if not m.weak}
    companies = {slug for m in mentions.companies for slug in m.options}
    for figure in slots:
        region = figure.region.casefold()
        if (
            places
            and region
            and not any(p in region or region.split(" (")[0] in p or region.split(",")[0] in p for p in places)
        ):
            yield f"{figure.text} is for {figure.region}"
        if companies and figure.company and figure.company not in companies:
            yield f"{figure.text} is {figure.company}'s"


def _paragraphs(sentence: str, grounds: Grounds) -> list[str]:
    """The built-in paragraphs that hold a slot of the sentence."""
    slots = {m[0] for m in SLOT.finditer(sentence)}
    return [p for p in (slotted(p, grounds.draft) for p in grounds.draft.parts) if any(s in p for s in slots)]


def _holding(sentence: str, grounds: Grounds) -> list[str]:
    """The built-in sentences that hold a slot of the sentence."""
    slots = {m[0] for m in SLOT.finditer(sentence)}
    parts = re.split(r"(?<=[.!?])\s+|\n+", "\n".join(_paragraphs(sentence, grounds)))
    return [p for p in parts if any(s in p for s in slots)]


def _clauses(sentence: str, grounds: Grounds) -> Iterable[tuple[str, Figure]]:
    """(the words from the figure before to the figure after, the figure) of each slot."""
    found = list(SLOT.finditer(sentence))
    for i, m in enumerate(found):
        start = found[i - 1].end() if i else 0
        end = found[i + 1].start() if i + 1 < len(found) else len(sentence)
        # Words after a figure belong to it only as far as the next comma, "and" or mark.
        after = re.split(r"[,;]|\band\b|\[\d", sentence[m.end() : end])[0]
        number = int(m[1])
        if 1 <= number <= len(grounds.draft.figures):
            yield f"{sentence[start : m.start()]} {after}", grounds.draft.figures[number - 1]


def prose(draft: Draft) -> list[str]:
    """The paragraphs of a draft that may be worded, every figure in them a slot: no tables, lists, quotations or
    scripts.
    """
    return [slotted(p, draft) for p in draft.parts if is_prose(p)]


def is_prose(part: str) -> bool:
    """Whether a part of a draft is a plain paragraph."""
    return not re.match(r"\s*(?:[|>#*-]|\d+[.)]\s)", part) and "\n" not in part.strip()


def slotted(part: str, draft: Draft) -> str:
    """A paragraph whose figures, those inside a quoted sentence too, are slots."""
    numbered = sorted(enumerate(draft.figures, 1), key=lambda f: -len(f[1].text))
    for number, figure in numbered:
        part = re.sub(rf"(?<![\w$€£₹.,–-]){re.escape(figure.text)}(?![\w–%]|[.,]\d)", f"[[F{number}]]", part)
    return part
