"""A clause -> how the holiday allowance that it names stands to the pay that is told: inside it, or on top."""

from __future__ import annotations

from typing import Literal, cast

from coach.understanding.likeness import figures_and_names, kind_in, masked
from coach.understanding.reading import Clause, Reading
from coach.understanding.salaries import holiday_pay_at

Stands = Literal["inside", "on_top", ""]
_FILE, _LEAST, _ALLOWANCE = "holidaypay.yaml", 0.6, "holiday allowance"


def allowance_in(reading: Reading, clause: Clause) -> Stands:
    """How the allowance stands to the figures of a clause, "" where it names none or leaves that open."""
    named = [s for s in holiday_pay_at(reading.text) if clause.start <= s[0] < clause.end]
    if not named or (clause.text.rstrip().endswith("?") and len(reading.clauses) == 1 and not reading.amounts):
        return ""
    shares = [(a.amount.start, a.amount.end, "an amount") for a in reading.amounts if a.amount.kind == "percent"]
    spans = [*figures_and_names(reading), *shares, *((s, e, _ALLOWANCE) for s, e in named)]
    kind, score = kind_in(_FILE, "", masked(reading.text, clause.start, clause.end, spans).strip(" .,;!?"), nearest=1)
    return cast("Stands", kind) if score >= _LEAST and kind != "open" else ""
