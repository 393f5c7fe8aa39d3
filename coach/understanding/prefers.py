"""The words around an employer -> whether the person says that it is the one they would rather work for."""

from __future__ import annotations

from coach.understanding.likeness import figures_and_names, kind_near, masked, piece_at
from coach.understanding.reading import Clause, CompanyPart, Reading

_FILE, _NAME, _OTHER, _LEAST = "prefers.yaml", "a company", "another company", 0.7


def preferred(reading: Reading, company: CompanyPart, clause: Clause) -> bool:
    """Whether the words around a company, no question, say that the person would rather have it."""
    if clause.text.rstrip().endswith("?"):
        return False
    own = (company.start, company.end)
    found = (s for s in figures_and_names(reading) if s[:2] != own)
    spans = [(s, e, _OTHER if said == _NAME else said) for s, e, said in found]
    start, end = piece_at(reading.text, company.start, clause, [*spans, (*own, _NAME)])
    words = masked(reading.text, start, end, [*spans, (*own, _NAME)])
    return kind_near(_FILE, "", words, _LEAST) == "prefers"
