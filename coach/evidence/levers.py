"""Which of a guide's levers fits: the component to move, what the user has done, and whether it needs an offer in
hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from coach.evidence.craft import vectors_kept
from coach.understanding.situation import Situation
from coach.understanding.words import content_words, stem
from index.claims import CLAIMS_OFFER
from index.guide import Component, Guide, Lever

_SPEAKS_OF: dict[Component, re.Pattern[str]] = {
    "base": re.compile(r"\bbase\b|\bsalary\b", re.I),
    "stock": re.compile(r"\brsus?\b|\bstock\b|\bequity\b|\boptions?\b|\bgrant\b|\bcarry\b", re.I),
    "bonus": re.compile(r"\bbonus\b(?!\s*sign)", re.I),
    "signing": re.compile(r"\bsign(?:ing)?[- ]?(?:on|bonus)", re.I),
    "total": re.compile(r"\btotal\b|\btc\b|\bpackage\b", re.I),
}


# Words of any achievement; they tell nothing of which lever it serves.
_GENERAL = frozenset(
    content_words(
        "year years work works worked team teams built build led lead shipped cut reduced grew increased saved "
        "improved created designed used using mostly also role people company companies time new"
    )
)


@dataclass(frozen=True, slots=True)
class Fit:
    """A lever, how well it fits (higher is better), and the user's own words that it rests on."""

    lever: Lever
    score: float
    matched: tuple[str, ...] = ()
    needs_offer: bool = False


def rank_levers(guide: Guide, situation: Situation, component: Component | None = None) -> list[Fit]:
    """All levers of a guide, the best fit first; one that rests on a competing offer goes last without such an
    offer."""
    own = {
        stem(w): w.casefold()
        for text in (*situation.skills, *situation.achievements)
        for w in re.findall(r"[^\W\d_]{3,}", text)
        if stem(w) in content_words(text) and stem(w) not in _GENERAL
    }
    fits = []
    for i, lever in enumerate(guide.levers):
        words = set(content_words(f"{lever.title} {lever.text}"))
        matched = tuple(dict.fromkeys(own[w] for w in own if w in words))
        needs = bool(CLAIMS_OFFER.search(lever.script or lever.text))
        pattern = _SPEAKS_OF.get(component) if component else None
        score = (
            min(len(matched), 3)
            + (1.5 if pattern and pattern.search(f"{lever.title} {lever.script or lever.text}") else 0)
            + (1.0 if lever.script else 0)
            - i * 0.01
        )
        if needs:
            score += 2.0 if situation.competing else -5.0
        fits.append(Fit(lever, score, matched, needs))
    return sorted(fits, key=lambda f: -f.score)


_ARGUED = 0.3  # so near to a lever, in cosine, that the words are its argument
_WORD = 0.04  # what a word counts that one lever alone has


def argued_lever(guide: Guide, said: str) -> Lever | None:
    """The lever whose argument the words come nearest to in meaning; None where they argue with nothing of the guide.

    `said` is how a script was asked for, without the names in it.
    """
    if not guide.levers or not content_words(said):
        return None
    texts = tuple(f"{x.title}. {x.text}" for x in guide.levers)
    held = [set(content_words(text)) for text in texts]
    asked = set(content_words(said)) - _GENERAL
    words = np.array([sum(1 / sum(w in h for h in held) for w in asked & own) for own in held])
    near = vectors_kept(texts) @ vectors_kept((said,))[0] + _WORD * words
    best = int(np.argmax(near))
    return guide.levers[best] if float(near[best]) >= _ARGUED else None
