"""The library and the kept judgements -> what whoever keeps the guides looks at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coach.conversations.store import Conversations, Judgement, Wanted
from coach.retrieve import Library
from index.audit import audit_folder
from index.guide import Finding, Guide

OVERDUE = frozenset({"stale", "review-overdue"})


@dataclass(frozen=True, slots=True)
class Shelf:
    """The guides as they are, what was found in them, and what readers and questions say of them."""

    guides: tuple[Guide, ...]
    findings: tuple[Finding, ...]
    judgements: tuple[Judgement, ...]
    wanted: tuple[Wanted, ...]

    @property
    def overdue(self) -> tuple[Finding, ...]:
        """The findings that say a guide should be looked at again."""
        return tuple(f for f in self.findings if f.rule in OVERDUE)


def shelf_of(library: Library, store: Conversations, today: date) -> Shelf:
    """Read every guide and audit it; slow for hundreds of guides, so ask for it only where it is shown."""
    library.refresh()
    guides = tuple(library.guide(s) for s in library.slugs())
    findings = sorted(audit_folder(guides, today), key=lambda f: (_RANK.get(f.severity, 9), f.file, f.line))
    return Shelf(guides, tuple(findings), tuple(store.judgements()), tuple(store.wanted()))


def matching(guides: Iterable[Guide], words: str) -> list[Guide]:
    """The guides that hold each of the words in company, role or text."""
    wanted = words.casefold().split()
    return [g for g in guides if all(w in f"{g.company_name} {g.role_name} {g.text}".casefold() for w in wanted)]


_RANK = {"error": 0, "warning": 1, "info": 2}
