"""A kind of script, its guide, row and lever -> the script: a lever gives the reason, everything else is in the
situation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coach.phrasing import Style
from coach.reply.draft import Draft
from coach.scripts import Script
from coach.scripts.tailor import Tailored, tailor
from coach.scripts.words import write_words
from coach.understanding.situation import Situation
from index.guide import Band, Guide, Lever

SPOKEN: dict[str, str] = {
    "base": "base", "total": "total compensation", "stock": "stock", "bonus": "annual bonus", "signing": "sign-on bonus",
}  # fmt: skip
# A figure would be another row's, and what a guide says in the first person is nobody's.
_UNSAYABLE = re.compile(
    r"\d|\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b|[\[\]{}?]|\bunacceptable\b|\b(?:that|this) kind of\b|\bdemand(?:s|ing)?\b|\bleverag\w+|\bcomp\b|—|--|^(?:This|That|These|Those|It|They|Such)\b"
)


@dataclass(frozen=True, slots=True)
class Case:
    """All that a script is made from. `band` is the row in question, None where the place or level is open; without a
    `guide` it stands on the person's own figures.
    """

    guide: Guide | None
    band: Band | None
    situation: Situation
    style: Style
    lever: Lever | None = None
    needs: tuple[str, ...] = ()


def compose(kind: str, case: Case, draft: Draft) -> Script:
    """Write one script; its figures are slots of `draft`. KeyError where there is no such kind.

    The script of a lever argues with what the lever's own words let anybody say; no other one does.
    """
    tailored = tailor(case.lever, case.situation) if case.lever and kind == "lever" else Tailored()
    script = write_words(
        kind, case.situation, case.guide, case.band, case.style, draft,
        needs=case.needs, reason=_reason(case, tailored, draft),
    )  # fmt: skip
    return replace(script, notes=(*script.notes, *_left_out(case, tailored)))


def reason_of(case: Case, draft: Draft) -> str:
    """The idea of the case's lever, as the person can truthfully say it; "" where it has none that can be said."""
    return _reason(case, tailor(case.lever, case.situation), draft) if case.lever else ""


def _reason(case: Case, tailored: Tailored, draft: Draft) -> str:
    """The lever's reason as something the person has read; a figure in it would be another row's, so it has none."""
    said = next((r for r in tailored.reasons if not _UNSAYABLE.search(r) and len(r.split()) <= 30), "")
    if not said or not case.lever or not case.guide:
        return ""
    draft.cite(case.guide, case.lever.lines, case.lever.title)
    first = said.split(" ", 1)[0]
    word = first[1:].islower() or len(first) == 1
    if word and re.search(rf"\b{re.escape(first.lower())}\b", case.guide.text):  # no name, and no letters of one
        said = said[0].lower() + said[1:]
    said = said.strip().rstrip(".!")
    return f"From what I have read, {said}."


def _left_out(case: Case, tailored: Tailored) -> tuple[str, ...]:
    notes = []
    if "offer" in tailored.dropped and not case.situation.competing:
        notes.append(
            "I left out what the guide's script says of another offer or other talks, because you have not told me of any."
        )
    if "self" in tailored.dropped:
        notes.append("I left out what it claims about experience that you have not told me of.")
    return tuple(notes)
