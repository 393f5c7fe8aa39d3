"""One sentence of a language model -> what is wrong with it; an empty answer means that it may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coach.amounts import amounts_in
from coach.draft import SLOT, Draft
from coach.intents.cues import components_in
from coach.reply import Figure
from coach.situation import Situation
from coach.words import STOP, content_words
from index.audit import CLAIMS_OFFER
from index.names import Names

LONGEST_SENTENCE = 70  # words
_MARK = re.compile(r"\[(\d{1,4})\]")
_HALF_SLOT = re.compile(r"\[\[|\]\]|\[\s*F\s*\d+|\bF\d+\b\]?|\{\s*F\d")
_DIGITS = re.compile(r"\d")
_GARBAGE = re.compile(
    r"</?\w+[^>]*>|```|<\||\|>|\{\s*[\"']|https?://|\]\(|!\[|\btool_call\b|\bfunction_call\b|^\s*[#|]|\bassistant:|\buser:",
    re.I,
)
_NUMBER_WORDS = re.compile(
    r"\b(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-]+(?:hundred|thousand|million|percent|per\s+cent|k\b|grand|lakhs?|crores?)|hundreds?\b|thousands?\b|millions?\b|lakhs?\b|crores?\b|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b|half a\b|a quarter of\b|(?:twice|double|triple)\b|six[- ]figures?|(?:low|mid|high)[- ](?:six|five|\w+ies)\b|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen)\s+(?:more\s+)?(?:years?|months?|weeks?|days?|offers?|levels?|points?|times))",
    re.I,
)
_BENDS = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|approximately|over|more than|less than|at least|at most|up to|under|above|below|beyond|close to|north of|well)\s+(?=\[\[F)",
    re.I,
)
_NEGATES = re.compile(
    r"\b(?:not|no|never|isn['’]t|doesn['’]t|don['’]t|won['’]t|cannot|can['’]t|neither|nor|without)\b", re.I
)
_CLAIMS = re.compile(
    r"\b(?:you(?:['’]ve| have| hold| received| got| told| mentioned| said)|your (?:\w+ ){0,4}?(?:offer|competing|degree|ph\.?d|doctorate|mba|certif\w+|experience|years|current|manager|recruiter|portfolio|track record)|as (?:we|you) (?:discussed|agreed|said|mentioned)|(?:the|your) (?:recruiter|manager) (?:said|told|agreed|promised)|i (?:have|hold|received|spoke|talked|called|know)|we (?:have|spoke|talked|agreed))\b",
    re.I,
)
_MONTHS = re.compile(r"\b(?:january|february|march|april|june|july|august|september|october|november|december)\b", re.I)
SUPPORTED = 0.65  # of the matter of a sentence without figures, so much must stand in one finding
_SHORT, _ENGLISH = 6, 0.15  # of the words of an English sentence at least so many are its small ones
COPIED = 7  # so many words of the instructions in a row are a leak


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a sentence may rest on: the built-in draft, the user's situation and words, the names, and what must not leak."""

    draft: Draft
    situation: Situation
    message: str
    names: Names
    secret: str = ""
    instructions: str = ""

    @property
    def said(self) -> str:
        """The built-in text with its slots, and the user's own words."""
        return "\n".join([*(slotted(p, self.draft) for p in self.draft.parts), self.message])


def faults(sentence: str, grounds: Grounds) -> list[str]:
    """What speaks against showing a sentence, in words that tell the model how to mend it."""
    found = [*_form(sentence, grounds), *_figures(sentence, grounds), *_citations(sentence, grounds)]
    return found or [*_binding(sentence, grounds), *_claims(sentence, grounds), *_support(sentence, grounds)]


def _form(sentence: str, grounds: Grounds) -> Iterable[str]:
    if not re.search(r"[^\W\d_]{2}", sentence):
        yield "it says nothing"
    if len(sentence.split()) > LONGEST_SENTENCE:
        yield "it is too long"
    if _GARBAGE.search(sentence):
        yield "it holds markup, a link or code"
    words = re.findall(r"[^\W\d_]+", SLOT.sub(" ", sentence).casefold())
    if len(words) >= _SHORT and sum(w in STOP for w in words) / len(words) < _ENGLISH:
        yield "it is not in plain English"
    if grounds.secret and _folded(grounds.secret) in _folded(sentence):
        yield "it repeats the instructions"
    mine, theirs = _folded(sentence).split(), _folded(grounds.instructions)
    if any(" ".join(mine[i : i + COPIED]) in theirs for i in range(len(mine) - COPIED + 1)):
        yield "it repeats the instructions"


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[\w-]+", text.casefold()))


def _figures(sentence: str, grounds: Grounds) -> Iterable[str]:
    """Only whole, known slots; no digits and no numbers in words beside them."""
    known = len(grounds.draft.figures)
    if any(not 1 <= int(m[1]) <= known for m in SLOT.finditer(sentence)):
        yield "it names a slot that there is not"
    plain = SLOT.sub(" ", _MARK.sub(" ", sentence))
    if _HALF_SLOT.search(plain):
        yield "a slot is broken"
    for name in _names_with_digits(grounds):
        plain = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", plain, flags=re.I)
    if _DIGITS.search(plain):
        yield "it writes a number itself; use the slots"
    if _NUMBER_WORDS.search(plain) or any(
        not _DIGITS.search(plain[a.start : a.end]) for a in amounts_in(plain) if a.high >= 20 or a.unit
    ):
        yield "it writes a number in words; use the slots"
    if (m := _MONTHS.search(plain)) and m[0].casefold() not in grounds.said.casefold():
        yield "it names a date that the findings do not"


def _names_with_digits(grounds: Grounds) -> list[str]:
    """Names such as "L5" or "3M" that the built-in text or the user wrote: letters and digits in one word, no amount."""
    words = re.findall(
        r"(?<![\w$€£₹.,])(?:[A-Za-z]{1,3}-?\d{1,2}|\d{1,2}[A-Z](?![a-z\w]))(?![\w%.,]\d)", SLOT.sub(" ", grounds.said)
    )
    return sorted({w for w in words if not re.fullmatch(r"(?:F\d+|\d+[KMLkml])", w)}, key=len, reverse=True)


def _citations(sentence: str, grounds: Grounds) -> Iterable[str]:
    """A mark must be one of the draft's, and stand where the built-in text has it: by its slot, or by what is said."""
    marks = {int(n) for n in _MARK.findall(sentence)}
    known = {c.number for c in grounds.draft.citations}
    if marks - known:
        yield "it cites a source that there is not"
        return
    slots = _slots(sentence, grounds)
    for mark in marks:
        of_slots = {f.citation for f in slots}
        near = [p for p in grounds.draft.parts if f"[{mark}]" in p]
        about = max((_shared(sentence, p) for p in near), default=0.0)
        if mark not in of_slots and about < 0.34:
            yield f"[{mark}] is no source of what it says"


def _shared(sentence: str, paragraph: str) -> float:
    """The share of a sentence's matter that a paragraph holds, 0 to 1."""
    mine = content_words(_MARK.sub(" ", SLOT.sub(" ", sentence)))
    theirs = set(content_words(paragraph))
    return sum(w in theirs for w in mine) / len(mine) if mine else 0.0


def _slots(sentence: str, grounds: Grounds) -> list[Figure]:
    numbers = [int(m[1]) for m in SLOT.finditer(sentence)]
    return [grounds.draft.figures[n - 1] for n in numbers if 1 <= n <= len(grounds.draft.figures)]


def _binding(sentence: str, grounds: Grounds) -> Iterable[str]:
    """A slot must stand in a sentence about its own company, place and part of the pay, unbent and not denied."""
    slots = _slots(sentence, grounds)
    if _BENDS.search(sentence) and not _BENDS.search("\n".join(grounds.draft.parts)):
        yield "it bends a figure (about, over, at least …)"
    if slots and _NEGATES.search(sentence) and not any(_NEGATES.search(p) for p in _paragraphs(sentence, grounds)):
        yield "it denies what the findings say"
    for clause, figure in _clauses(sentence, grounds):
        said = components_in(SLOT.sub(" ", clause))
        if said and figure.component and figure.component not in ("other", "") and figure.component not in said:
            yield f"{figure.text} is {figure.component}, not {said[0]}"
        unsaid = set(said) - set(components_in(" ".join(_paragraphs(sentence, grounds))))
        if unsaid and not figure.component:
            yield f"{figure.text} is not said to be {unsaid.pop()}"
    mentions = grounds.names.spelt(SLOT.sub(" ", sentence))
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
        if figure.kind == "user" and not re.search(r"\byour?\b", sentence, re.I):
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


def _paragraphs(sentence: str, grounds: Grounds) -> list[str]:
    """The built-in paragraphs that hold a slot of the sentence."""
    slots = {m[0] for m in SLOT.finditer(sentence)}
    return [p for p in (slotted(p, grounds.draft) for p in grounds.draft.parts) if any(s in p for s in slots)]


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


def _claims(sentence: str, grounds: Grounds) -> Iterable[str]:
    """Offers, credentials and conversations must be the situation's, or stand in the built-in text."""
    if CLAIMS_OFFER.search(sentence) and not grounds.situation.competing and not CLAIMS_OFFER.search(grounds.said):
        yield "it speaks of an offer that nobody told of"
    for m in _CLAIMS.finditer(sentence):
        words = m[0].casefold()
        known = f"{grounds.said} {grounds.situation.summary()}".casefold()
        if words not in known and not _told(words, grounds.situation):
            yield f"it claims something of the user (“{m[0]}”)"
    for m in re.finditer(r"\b[A-Z][\w&]{2,}(?: [A-Z][\w&]{2,})*", _MARK.sub(" ", sentence)[1:]):
        if m[0].casefold() not in _known_names(grounds):
            mention = grounds.names.spelt(m[0])
            if mention.companies and not any(c in _companies(grounds) for x in mention.companies for c in x.options):
                yield f"it brings in {m[0]}, which the findings do not"


def _support(sentence: str, grounds: Grounds) -> Iterable[str]:
    """A sentence without a figure must say what one of the findings says, and deny only what it denies."""
    if _slots(sentence, grounds):
        return
    best = max(prose(grounds.draft), key=lambda p: _shared(sentence, p), default="")
    if _shared(sentence, best) < SUPPORTED:
        yield "the findings do not say that"
    elif bool(_NEGATES.search(sentence)) != bool(_NEGATES.search(best)):
        yield "it denies, or does not deny, what the findings say"


def _known_names(grounds: Grounds) -> str:
    return grounds.said.casefold()


def _companies(grounds: Grounds) -> set[str]:
    return {f.company for f in grounds.draft.figures} | set(grounds.draft.entities.companies)


def _told(words: str, situation: Situation) -> bool:
    """Whether the situation holds what the words speak of."""
    if "offer" in words:
        return bool(situation.offer or situation.competing)
    if "current" in words:
        return bool(situation.current)
    if words in ("you have", "you've", "you hold", "you got", "you received", "you told", "you mentioned", "you said"):
        return bool(situation.offer or situation.competing or situation.achievements)
    if "experience" in words or "years" in words:
        return situation.years is not None or bool(situation.achievements)
    return False


def prose(draft: Draft) -> list[str]:
    """The paragraphs of a draft that may be worded, every figure in them a slot: no tables, lists, quotations or scripts."""
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
