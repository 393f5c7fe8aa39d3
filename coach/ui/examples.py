"""The library's guides -> a job to rehearse with, for whoever has said none."""

from __future__ import annotations

import re

from coach.evidence.retrieve import Library
from coach.understanding.words import with_article
from index.guide import PLAYBOOK, Guide

_LOOKED_AT = 24  # guides read for the examples; reading them all would hold up a large library's page


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
