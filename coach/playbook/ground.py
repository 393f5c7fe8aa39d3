"""A situation -> what its papers stand on: the job's guide and row, or the person's own figures, and the job's name."""

from __future__ import annotations

from coach.evidence.job import NoGuideError, job_of
from coach.evidence.retrieve import Library
from coach.understanding.situation import Situation
from index.guide import Band, Guide


def ground_of(situation: Situation, library: Library) -> tuple[Guide | None, Band | None]:
    """The job's guide and row; neither where no guide holds it and the person has figures of their own; UserError where
    there are none, or the job is not clear.
    """
    try:
        return job_of(situation, library)
    except NoGuideError:
        if not (situation.offer or situation.current or situation.target):
            raise
        return None, None


def named(situation: Situation, guide: Guide | None, band: Band | None) -> str:
    """The job in words: as its guide has it, else as the person said."""
    if guide is None:
        return ", ".join(x for x in (f"{situation.company} {situation.role}".strip(), situation.region) if x)
    place = f", {band.region.label}" if band and band.region else ""
    return f"{guide.company_name} {guide.role_name}{place}"
