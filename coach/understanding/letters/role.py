"""A letter's statements -> the role it offers and its level."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from coach.understanding.letters.lines import Statement
from coach.understanding.letters.runs import ADDRESS, LEGAL, RUN, best_of, closing
from coach.understanding.letters.words import found, pattern, words_in
from index.names import Names
from index.names.levels import level_codes
from index.places import places_in

_END = re.compile(r"[.;:()|—–\"“”\n]")


def role_in(letter: Sequence[Statement], names: Names, company: str) -> str:
    """The role as the letter writes it; spelled as a guide does where it is that very role."""
    scores: dict[str, float] = defaultdict(float)
    end = closing(letter)
    raised = any(found(s.text, "raised") for s in letter)
    for at, s in enumerate(letter):
        text = s.text.replace(" | ", ": ", 1) if s.cells else s.text
        for start, weight in _role_starts(text):
            said = _title(text[start:], company)
            if not said:
                continue
            before = text[max(0, start - 60) : start]
            titled = found(said, "title")
            headed = bool(re.match(r"^[^\W\d_]{1,6}\s?:", text) and pattern("sender").match(text))
            score = (
                weight
                - 6 * headed
                + 3.0 * titled
                - 6 * found(before[-40:], "not_role")
                - 5 * (at > end and len(text) < 60)
            )
            if raised and _ends_in(before, "from_word", "old"):
                score -= 3
            if raised and _ends_in(before, "becoming"):
                score += 2
            if pattern("role").match(re.sub(r"^\s*(?:\([^)]*\)\s*)?,?\s*", "", text[start + len(said) :][:60])):
                score += 2
            if titled or weight >= 3:
                scores[said] += score
    likely = sorted(scores, key=lambda n: -scores[n])[:40]
    for name in likely:
        for short in likely:
            if short != name and name.casefold().startswith(short.casefold() + " ") and scores[name] > 2:
                scores[name] += max(0.0, scores[short]) / 2
    best = best_of(scores)
    return next(
        (
            names.role_name(m.role)
            for m in names.find(best).roles
            if m.role and names.role_name(m.role).casefold() == best.casefold()
        ),
        best,
    )


def _ends_in(before: str, *notions: str) -> bool:
    """Whether the words right before are of these notions, an article apart."""
    words = words_in(before[-24:], *notions)
    return bool(words and not pattern("articles").sub("", before[-24:][words[-1].end :]).strip())


def _role_starts(text: str) -> Iterator[tuple[int, float]]:
    """Where a title may begin, and how firmly its lead says so."""
    labelled = re.match(r"^[^:|]{0,40}?[:|]\s*", text)
    if labelled and pattern("role").match(text) and len(labelled[0].split()) <= 4:
        yield labelled.end(), 5.0
    for m in pattern("role").finditer(text):
        after = re.match(r"\s*(?:of|as|is|will be|de|von|:|als|van|som)\s+(?:[“\"']\s*)?", text[m.end() :], re.I)
        if after:
            yield _article(text, m.end() + after.end()), 3.0
    for m in pattern("as").finditer(text):
        lead = _article(text, m.end() + 1)
        if m[0].casefold() != "to":
            yield lead, 2.0 if m[0].casefold() != "to" else 0.5
    for m in RUN.finditer(text):
        yield m.start(), 0.5
        if ":" in text[: m.start()] or re.search(r"[-–—]\s*$", text[: m.start()]):
            yield m.start(), 0.5


def _article(text: str, at: int) -> int:
    while m := re.match(r"\s*", text[at:]):
        at += m.end()
        word = pattern("articles").match(text, at)
        if not word or text[word.end() : word.end() + 1] not in (" ", ""):
            return at
        at = word.end() + 1
    return at


def _title(text: str, company: str) -> str:
    """The title that a text begins with: up to a stop, without place, level and marks."""
    if not text or not (text[0].isupper() or text[0].islower()):
        return ""
    end = _END.search(text)
    said = text[: end.start()] if end else text
    stops = [w.start for w in words_in(said, "stop") if w.start and said[w.start].islower()]
    said = said[: stops[0]] if stops else said
    pieces = re.split(r"(,|\s-)\s", said)
    if len(pieces) > 2 and not found(pieces[0], "title") and found(pieces[2], "title"):
        pieces = pieces[2:]
    kept = pieces[0]
    for mark, part in itertools.pairwise(pieces):
        word = part.strip()
        if (
            word
            and word[0].isupper()
            and len(word.split()) <= 3
            and not places_in(word)
            and not level_codes(word)
            and word.casefold() != company.casefold()
            and not LEGAL.search(" , " + word)
        ):
            kept += f"{mark} {word}"
    kept = re.sub(r"\s*\b[a-z]/[a-z](?:/[a-z])?\b\s*", "", kept).strip(" ,-–*'\"“”")
    words = kept.split()
    while len(words) > 1 and (
        words[-1] in ("at", "and", "in", "of", "to")
        or ((words[-1].islower() and found(words[-1], "role", "hired")) or words[-1] == "offer")
    ):
        words.pop()
    first = next(
        (
            n
            for n, w in enumerate(words)
            if w[0].isupper() and not pattern("articles", "stop", "pronoun", "offering", "raised").fullmatch(w)
        ),
        0,
    )
    if first and any(pattern("title").fullmatch(w) for w in words[first:]):
        words = words[first:]
    kept = " ".join(words)
    if (
        not 3 <= len(kept) <= 70
        or len(words) > 8
        or re.search(r"\d{3}|[%$€£@]", kept)
        or kept.casefold() == company.casefold()
    ):
        return ""
    return kept if kept[0].isupper() or (found(kept, "title") and len(words) <= 5) else ""


def level_in(letter: Sequence[Statement], role: str) -> str:
    """The level's code: what stands beside the role, else the one that a word for levels names."""
    end = closing(letter)
    body = [s.text for s in letter[: end + 1]]
    beside = [t.split(role, 1)[1][:30] for t in body if role and role in t]
    for rest in beside:
        m = re.match(r"\s*(?:,\s*|\(|[-–—]\s*|\bat\s+)(?P<x>[^).,;|]{1,28})", rest)
        if m and (codes := _codes(m["x"])):
            return codes[0]
    near = [t[m.start() : m.end() + 14] for t in body if not ADDRESS.search(t) for m in pattern("level").finditer(t)]
    codes = list(dict.fromkeys(c for t in near for c in _codes(t.replace(" | ", " ").replace(": ", " "))))
    bare = {re.sub(r"(?i)^(?:level|grade|band)\s+", "", c) for c in codes}
    return codes[0] if len(bare) == 1 else ""


def _codes(text: str) -> list[str]:
    named = re.search(
        r"\b(?:level|grade|band|stufe|nivel|nível|niveau|schaal)\s+(?P<c>[A-Z]{0,3}\d{1,2}[a-zA-Z]?|[IVX]{1,4})\b",
        text,
        re.I,
    )
    if named:
        code = named["c"]  # "Level 5" and "Band 7" keep their word, "niveau N6" needs none
        return [code if re.fullmatch(r"[A-Z]+\d+", code) else named[0]]
    return [c for c in level_codes(text) if not re.fullmatch(r"(?i)(?:I-?9|P-?45|P-?60|L-?1|E-?3|D-?2)", c)]
