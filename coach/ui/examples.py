"""The library's guides -> a few first questions that they answer."""

from __future__ import annotations

import re

from coach.retrieve import Library
from coach.words import with_article
from index.guide import PLAYBOOK, Guide

_LOOKED_AT = 24  # guides read for the examples; reading them all would hold up a large library's page


def examples_of(library: Library) -> list[str]:
    """Three questions at most: what a role pays, its levers elsewhere, and what to say, as far as there are guides."""
    slugs = library.slugs()
    read = [library.guide(s) for s in [s for s in slugs if not s.startswith(f"{PLAYBOOK}/")][:_LOOKED_AT]]
    guides = sorted(read, key=_richness, reverse=True)
    questions = []
    paid = next((g for g in guides if any(b.region for b in g.bands)), None)
    if paid:
        place = re.sub(r"\s*\(.*", "", [b.region.label for b in paid.bands if b.region][-1])
        questions.append(f"What does {paid.company_name} pay {with_article(paid.role_name)} in {place}?")
    levers = [g for g in guides if g.levers]
    other = next((g for g in levers if not paid or g.company != paid.company), levers[0] if levers else None)
    if other:
        questions.append(f"What are the levers for {with_article(other.role_name)} at {other.company_name}?")
    if any(s.startswith(f"{PLAYBOOK}/") for s in slugs):
        questions.append("What do I say when they call it their best offer?")
    return questions


def situation_of(library: Library) -> str:
    """A job to rehearse with at once: one whose guide has pay rows by region."""
    slugs = [s for s in library.slugs() if not s.startswith(f"{PLAYBOOK}/")][:_LOOKED_AT]
    paid = [g for g in map(library.guide, slugs) if any(b.region and b.pay("base") for b in g.bands)]
    if not paid:
        return ""
    best = max(paid, key=_richness)
    place = re.sub(r"\s*\(.*", "", next(b.region.label for b in best.bands if b.region and b.pay("base")))
    return f"Offer from {best.company_name} as {with_article(best.role_name)} in {place}."


def _richness(guide: Guide) -> tuple[int, int]:
    return len(guide.premiums) + len(guide.levers), len(guide.bands)
