"""A clause -> what of a payment is to be given back on leaving: for how long, and how it falls."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict

from coach.understanding.letters.words import found, number_of, spans_in
from coach.understanding.likeness import kind_in, kind_near
from coach.understanding.reading import ASKS, LEAST, Clause, Reading
from coach.understanding.situation import Part

Falls = Literal["end", "month", "full_then_month", "year", ""]
_FILE = "beside.yaml"
_NEAR_FALL = 0.5  # a cosine
_LEAST, _NAMED = 0.55, 0.4  # cosines; where the words name a repayment, less is enough
_MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52}
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_NTH_TIME = re.compile(
    rf"\b(?P<nth>{'|'.join(_NTH)}) year\b|\b(?P<unit>year|month) (?P<n>one|two|three|four|\d{1, 2})\b", re.I
)
_FIRST = re.compile(r"\bfirst\s*$", re.I)


class Repayment(BaseModel):
    """What is owed of a payment by who leaves within `months`: all of it in the first `full` months, and then as
    `falls` says ("end": all of it up to the last day; "" where nobody has told). `of` is the part of pay or the term,
    `amount` its figure, None where none is known; `turn` is when it was last talked of."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    of: str = ""
    amount: Part | None = None
    months: float = 0
    full: float = 0
    falls: Falls = ""
    turn: int = 0


def repayment_told(clause: Clause) -> Repayment | None:
    """The repayment that a clause tells of, without its amount; None where it tells of none."""
    times = _times(clause.text)
    if not times or _asks(clause):
        return None
    least = _NAMED if names_repayment(clause) else _LEAST
    if kind_near(_FILE, "repay", clause.text, least) in ("", "none"):
        return None
    months = max(m for m, _ in times)
    falls = _falls(clause.text)
    first = max((m for m, is_first in times if is_first and m < months), default=0.0)
    if first and falls not in ("full_then_month", "year"):
        falls = "full_then_month" if falls == "month" else falls
    full = {"end": months, "full_then_month": first or months / 2}.get(falls, 0.0)
    return Repayment(months=months, full=full, falls=falls)


def _falls(text: str) -> Falls:
    """How it falls, as the nearest of the clause's pieces says; "" where none does."""
    pieces = (text, *text.split(","), ",".join(text.split(",")[1:]))
    found_ = (kind_in(_FILE, "falls", p.strip()) for p in dict.fromkeys(pieces) if p.strip())
    kind, score = max((x for x in found_ if x[0] != "none"), key=lambda x: x[1], default=("", 0.0))
    return kind if score >= _NEAR_FALL else ""  # type: ignore[return-value]


def _asks(clause: Clause) -> bool:
    return any(act in ASKS and share >= LEAST for act, share in clause.acts)


def asks_what_is_owed(clause: Clause) -> bool:
    """Whether a clause asks what would have to be given back."""
    if not _asks(clause) or not _times(clause.text):
        return False
    return kind_near(_FILE, "owe", clause.text, _LEAST) == "owe"


def names_repayment(clause: Clause) -> bool:
    """Whether a clause has a word for giving back."""
    return found(clause.text, "clawback")


def months_in(reading: Reading) -> float | None:
    """The months after which the person would leave, as a question tells them."""
    return next((m for c in reading.clauses if asks_what_is_owed(c) for m, _ in _times(c.text)), None)


def years_to_stay(reading: Reading) -> float | None:
    """How many years the person means to stay, None where a message does not tell."""
    for clause in reading.clauses:
        if (times := _times(clause.text)) and kind_near(_FILE, "stay", clause.text, _LEAST) == "stay":
            return times[-1][0] / _MONTHS["year"]
    return None


def _times(text: str) -> list[tuple[float, bool]]:
    """Each (months, whether they are the first ones) that words tell: "24 months", "the first year"."""
    spans = [
        (s.count * _MONTHS[s.unit], bool(_FIRST.search(text[: s.start]))) for s in spans_in(text) if s.unit in _MONTHS
    ]
    for m in _NTH_TIME.finditer(text):
        n = _NTH[m["nth"].casefold()] if m["nth"] else number_of(m["n"])
        unit = (m["unit"] or "year").casefold()
        spans.append((n * _MONTHS[unit], unit == "year" and n == 1))
    return spans
