"""A letter's statements -> where the work is done."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from coach.understanding.letters.lines import Statement
from coach.understanding.letters.runs import ADDRESS, RUN, TOKEN, best_of, closing, is_plain_word
from coach.understanding.letters.words import found, words_in
from index.places import gazetteer, places_in


def place_in(letter: Sequence[Statement]) -> str:
    """Where the work is done; the addresses of the letter's head are no such place, unless no other place is named."""
    scores: dict[str, float] = defaultdict(float)
    end = closing(letter)
    for at, s in enumerate(letter):
        text = s.text.replace(" | ", ": ", 1) if s.cells else s.text
        cues = words_in(text, "place")
        labelled = bool(re.match(r"^[^:|]{2,40}:\s", text)) and bool(cues) and cues[0].start < 4
        address = bool(ADDRESS.search(re.sub(r"20\d\d", "", text))) and not cues
        about = found(text, "role", "hired", "offering")
        for m in RUN.finditer(text):
            for name in towns_in(m[0]):
                where = text.find(name, m.start())
                at_word = where if where >= 0 else m.start()
                lead = text[:at_word]
                gap = min((min(abs(at_word - c.end), abs(c.start - at_word - len(m[0]))) for c in cues), default=99)
                score = (
                    5.0 * labelled
                    + max(0.0, 3 - gap / 15)
                    + bool(re.search(r"\b(?:in|our|at|from|à|em|en|i|unser|notre|nossa)\s+(?:the |der )?$", lead, re.I))
                )
                score += 0.5 * about - 3 * address - (at < 5) - 0.5 * (at > end)
                scores[name] += score
        if labelled and not any(towns_in(m[0]) for m in RUN.finditer(text)):
            value = re.split(r",|\s[-–—]\s|\(|;|\.\s", text.split(":", 1)[1])[0].strip(" .")
            if value and value[0].isupper() and len(value.split()) <= 4:
                scores[value] += 4
    unknown = [
        (m, s)
        for s in letter
        for m in re.finditer(
            rf"\b(?i:in|at|from)\s+(?:our|the)?\s*(?P<p>{TOKEN}(?:\s{TOKEN}){{0,2}})\s+(?P<cue>[a-z]+)|\b(?i:based|located|work)\s+(?i:in|at|from)\s+(?P<q>{TOKEN}(?:\s{TOKEN}){{0,2}})",
            s.text,
        )
    ]
    for m, _ in unknown:
        name = m["p"] or m["q"]
        if (m["q"] or found(m["cue"], "place")) and not places_in(name) and not is_plain_word(name.split()[0]):
            scores[name] += 3
    best = best_of(scores)
    if best:
        return best
    remote = any(found(s.text, "fully_remote") for s in letter)
    return "Remote" if remote else next(iter(scores)) if len(scores) == 1 else ""


def towns_in(run: str) -> list[str]:
    """The town of a run of names as the letter writes it; a country or state counts only where no town stands."""
    weak = gazetteer().weak
    here = [p for p in places_in(run) if p.name.casefold() not in weak and p.key not in weak]
    towns = [p for p in here if not p.key.startswith("country:") and not p.members]
    tokens = re.findall(r"[^\s,]+", re.sub(r"(?<=[^\W\d_]{3})\.$", "", run))  # the end of a sentence is no part of it
    said = [
        " ".join(tokens[at : at + size]) for size in range(1, len(tokens) + 1) for at in range(len(tokens) - size + 1)
    ]
    for place in towns[:1]:
        named = [x for x in said if any(p.key == place.key for p in places_in(x))]
        return (
            [next((x for x in said if x.casefold() == place.name.split(",")[0].casefold()), named[0])] if named else []
        )
    return []
